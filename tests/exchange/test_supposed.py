"""What an import takes where a table says nothing that makes sense: said beforehand, kept with the case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Casebook, open_casebook
from store.exchange.handover import gather, receive
from store.exchange.importing.mapping import ImportMap, Kind, Part
from store.exchange.importing.missing import lines_for_supposed
from store.exchange.importing.plan import Plan, Source, Supposition, carry_out, known_to, make_plan, read_source
from store.exchange.importing.table import parse_table
from store.exchange.origin import origin_facts, origin_text
from store.language import use
from store.model.came import Supposed
from store.model.case import Case
from store.model.codes import Phase
from store.model.disguise import MaskLevel
from store.packet.register import register_of
from store.packet.veil import veiled
from tests.exchange.colleagues import FILE, file_of
from tests.exchange.conftest import NOW

Write = Callable[..., Path]

HEAD = "Nama,Masuk,Jenis,Risiko,Setuju\n"
ROWS = (
    "Siti Aminah,2026-08-01,keluarga,tinggi,2026-08-01\n"
    "Joko Susilo,31/02/2026,,sedang,2027-08-01\n"
    "Rina Wati,soon,individu,,\n"
    "Andi Putra,,,rendah,\n"
)
SIX = ImportMap(
    cases=Part({
        "Nama": "client_name", "Masuk": "opened", "Jenis": "size", "Risiko": "risk_level", "Setuju": "consent_on",
    })
)  # fmt: skip


def bring(book: Casebook, file: Path, mapping: ImportMap) -> Plan:
    plan = make_plan(known_to(book), read_source(file, mapping), mapping)
    assert plan.report.adds_up
    carry_out(book, plan)
    return plan


def supposed(plan: Plan) -> dict[Supposed, tuple[int, ...]]:
    return {one.what: one.lines for one in plan.report.supposed}


def test_what_the_table_does_not_say_is_said_with_its_rows_and_kept_with_the_case(book: Casebook, write: Write) -> None:
    plan = bring(book, write("six.csv", HEAD + ROWS), SIX)
    assert supposed(plan) == {
        Supposed.OPENED_THEN: (3, 4, 5), Supposed.SIZE: (3, 5), Supposed.PHASE: (2, 3, 4, 5),
        Supposed.RISK_DAY: (2, 3, 5),
    }  # fmt: skip
    told = plan.report.sentences(tried=True)
    at = told.index("What the table does not say, and what stands in the cases instead:")
    assert told[at + 1] == "  Day of intake: taken as the day of the import (in 3 rows: lines 3, 4, 5)"
    assert told[at + 2] == "  Client system: taken as Individual (in 2 rows: lines 3, 5)"
    siti, joko, rina, _andi = book.cases()
    assert {case.risk_assessed for case in book.cases()} == {None}, "no day of an assessment is made up"
    assert (siti.opened, joko.opened) == (date(2026, 8, 1), NOW.date())
    assert joko.came
    assert joko.came.supposed == (Supposed.OPENED_THEN, Supposed.SIZE, Supposed.PHASE, Supposed.RISK_DAY)
    assert (joko.extra["Masuk"], rina.extra) == ("31/02/2026", {"Masuk": "soon"})
    assert "Masuk: no number or day can be read (lines 3, 4). The text stays in the case file, as “Masuk”." in told


def test_in_indonesian_too(book: Casebook, write: Write) -> None:
    use("id")
    report = bring(book, write("six.csv", HEAD + ROWS), SIX).report
    told = "\n".join(report.sentences(tried=True))
    for words in (
        "Yang tidak tertulis di tabel, dan apa yang dipakai sebagai gantinya:",
        "  Tanggal penerimaan: dipakai hari impor (di 3 baris: baris 3, 4, 5)",
        "  Sistem klien: dianggap Individu (di 2 baris: baris 3, 5)",
        "Setuju: hari ini belum tiba (baris 3).",
    ):
        assert words in told
    assert origin_text(book.cases()[2]) == "Dari tabel six.csv, baris 4"


@pytest.mark.parametrize("field", ["opened", "closed", "consent_on", "risk_assessed", "born"])
def test_a_day_that_has_not_come_yet_makes_no_sense_where_it_should_have(
    book: Casebook, write: Write, field: str
) -> None:
    today = NOW.astimezone().date()
    days = [today - timedelta(1), today, today + timedelta(1), date(2041, 1, 1)]
    mapping = ImportMap(cases=Part({"k": "key", "d": field}, constants={"risk_level": "low"}))
    plan = bring(book, write("f.csv", "k,d\n" + "".join(f"{n},{day}\n" for n, day in enumerate(days))), mapping)
    assert [(one.column, one.lines, one.is_ahead) for one in plan.report.as_text] == [("d", (4, 5), True)]
    assert plan.report.as_text[0].sentence == (
        "d: this day has not come yet (lines 4, 5). It is not taken; the text stays in the case file, as “d”."
    )
    assert [case.extra.get("d") for case in book.cases()] == [None, None, *map(str, days[2:])]
    assert [case.is_closed for case in book.cases()] == [field == "closed"] * 2 + [False] * 2
    if field in Case.model_fields and field != "opened":
        assert [getattr(case, field) for case in book.cases()] == [*days[:2], None, None]


def test_a_day_to_come_is_taken_where_it_may_be_one(book: Casebook, write: Write) -> None:
    mapping = ImportMap(cases=Part({"k": "key", "n": "next_contact", "t": "target_close"}))
    bring(book, write("f.csv", "k,n,t\n1,2027-01-02,2027-03-04\n"), mapping)
    [case] = book.cases()
    assert (case.next_contact, case.target_close, case.extra) == (date(2027, 1, 2), date(2027, 3, 4), {})


def test_a_day_of_the_risk_assessment_is_taken_with_its_level_alone(book: Casebook, write: Write) -> None:
    mapping = ImportMap(cases=Part({"k": "key", "r": "risk_level", "d": "risk_assessed"}))
    plan = bring(book, write("f.csv", "k,r,d\n1,high,2026-10-01\n2,,2026-10-02\n3,low,\n"), mapping)
    assert [(case.risk_assessed, case.extra) for case in book.cases()] == [
        (date(2026, 10, 1), {}), (None, {"d": "2026-10-02"}), (None, {}),
    ]  # fmt: skip
    assert supposed(plan)[Supposed.RISK_DAY] == (4,)


def test_what_a_map_says_for_all_is_supposed_no_more(book: Casebook, write: Write) -> None:
    table = write("six.csv", HEAD + ROWS.replace("individu", "raksasa"))
    said = {"opened": "2026-01-02", "size": "family", "phase": "planning"}
    plan = bring(book, table, replace(SIX, cases=replace(SIX.cases, constants=said)))
    assert [*supposed(plan)] == [Supposed.RISK_DAY]
    assert [case.size for case in book.cases()] == ["family"] * 4, "for a word that nobody knows too"
    assert [case.opened for case in book.cases()] == [date(2026, 8, 1), *[date(2026, 1, 2)] * 3]
    assert {case.phase for case in book.cases()} == {Phase.PLANNING}
    assert book.cases()[2].extra == {"Masuk": "soon", "Jenis": "raksasa"}, "what stood there is kept all the same"


def test_the_lines_that_a_map_needs_for_it() -> None:
    all_of_it = [Supposition(what, (2,)) for what in Supposed]
    head, *lines = lines_for_supposed(all_of_it)
    assert head == "[cases.constants]"
    assert [line.split("  #")[0] for line in lines] == ['opened = "2026-11-20"', 'size = "individual"',
                                                        'phase = "engagement"']  # fmt: skip
    assert lines_for_supposed([Supposition(Supposed.RISK_DAY, (2,))]) == []


def test_days_of_a_case_are_taken_from_what_was_done(book: Casebook, write: Write) -> None:
    mapping = ImportMap(
        cases=Part({"k": "key", "s": "status"}), events=Part({"d": "date", "m": "mode", "o": "outcome"})
    )
    rows = (
        "A,closed,2026-02-01,phone,no_answer\nA,,2026-03-01,,\nB,on_hold,2026-04-01,home_visit,\n"
        "C,active,2026-05-01,supervision,\n"
    )
    plan = bring(book, write("log.csv", "k,s,d,m,o\n" + rows), mapping)
    assert supposed(plan) == {
        Supposed.OPENED_FIRST: (2, 4, 5), Supposed.SIZE: (2, 4, 5), Supposed.PHASE: (4, 5), Supposed.CLOSED: (2,),
        Supposed.HELD: (4,), Supposed.MODE: (3,), Supposed.REACHED: (4,),
    }  # fmt: skip
    assert [case.opened.month for case in book.cases()] == [2, 4, 5]


def test_kinds_that_the_map_knows_say_how_a_contact_was_made_and_where_the_case_is(
    book: Casebook, write: Write
) -> None:
    mapping = ImportMap(
        cases=Part({"k": "key"}), events=Part({"d": "date", "j": "kind"}),
        kinds={"plan": Kind(phase=Phase.PLANNING), "*": Kind()},
    )  # fmt: skip
    plan = bring(book, write("log.csv", "k,d,j\nA,2026-02-01,plan\nB,2026-02-01,visit\n"), mapping)
    assert supposed(plan) == {
        Supposed.OPENED_FIRST: (2, 3), Supposed.SIZE: (2, 3), Supposed.PHASE: (3,),
    }  # fmt: skip


CELLS = {
    "opened": st.sampled_from(["2026-08-01", "31/02/2026", "soon", "2999-01-01", ""]),
    "size": st.sampled_from(["family", "raksasa", ""]),
    "phase": st.sampled_from(["planning", "somewhere", ""]),
    "risk_level": st.sampled_from(["high", "?", ""]),
    "risk_assessed": st.sampled_from(["2026-08-02", "never", ""]),
}
SENSE = {"2026-08-01", "family", "planning", "high", "2026-08-02"}
BY_FIELD = {"opened": Supposed.OPENED_THEN, "size": Supposed.SIZE, "phase": Supposed.PHASE}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=5),
    columns=st.sets(st.sampled_from([*CELLS])),
)
def test_whatever_a_table_leaves_unsaid_is_said(rows: list[dict[str, str]], columns: set[str]) -> None:
    use("en")
    names = ["id", *sorted(columns)]
    text = "\n".join([",".join(names), *(",".join([f"P{n}", *(row[name] for name in names[1:])])
                                         for n, row in enumerate(rows))])  # fmt: skip
    source = Source(Path("t.csv"), parse_table(text.encode(), "t.csv"))
    mapping = ImportMap(name="t", cases=Part({"id": "key", **{name: name for name in columns}}))
    plan = make_plan(known_to(None), source, mapping)
    lines = {case.came.row for case in plan.new_cases if case.came}
    for field, what in BY_FIELD.items():
        unsaid = {n for n, row in enumerate(rows, 2) if field not in columns or row[field] not in SENSE}
        assert set(supposed(plan).get(what, ())) == unsaid & lines
    for case in plan.new_cases:
        assert case.came
        row = rows[case.came.row - 2]
        told = {name: row[name] for name in columns}
        has_level = told.get("risk_level") == "high"
        has_day = has_level and told.get("risk_assessed") == "2026-08-02"
        assert case.risk_assessed == (date(2026, 8, 2) if has_day else None)
        assert (Supposed.RISK_DAY in case.came.supposed) == (has_level and not has_day)
        assert {what for what, those in supposed(plan).items() if case.came.row in those} == {*case.came.supposed}
        for name, cell in told.items():
            assert not cell or cell in SENSE or case.extra[name] == cell, "what makes no sense is kept as it stands"


# Where a case came from


def test_a_person_reads_the_table_and_the_line_and_never_a_hash(book: Casebook, write: Write) -> None:
    bring(book, write("six.csv", HEAD + ROWS), SIX)
    third = book.cases()[2]
    assert origin_text(third) == "From the table six.csv, line 4"
    assert third.imported_from.startswith("six:")
    assert third.imported_from.partition(":")[2] not in str(origin_facts(third))
    mapping = ImportMap(name="dinas", cases=Part({"no": "key"}))
    bring(book, write("lain.csv", "no\nA-17\nuuid:0c6d8f2e-1111-4222-8333-444455556666\n"), mapping)
    last = book.cases()[-2:]
    assert [origin_text(case) for case in last] == [
        "From the table lain.csv, line 2; its number there: A-17", "From the table lain.csv, line 3",
    ]  # fmt: skip
    again = make_plan(known_to(book), read_source(write("six.csv", HEAD + ROWS)), SIX)
    assert again.records == (), "it is known again all the same"


def test_of_older_imports_what_is_known_is_told(book: Casebook) -> None:
    case = book.add_case(alias="A", size="family")
    assert origin_facts(case) == []
    for source, words in (
        ("kasus:B-2", "From the table kasus; its number there: B-2"),
        ("kasus:0123456789abcdef", "From the table kasus"),
        ("kasus", "From the table kasus"),
        (gather(book, case.code).origin, "Handed over by a colleague"),
    ):
        assert origin_facts(case.changed(imported_from=source)) == [("Source", words)]


def test_a_masked_packet_does_not_say_from_which_table_it_is(book: Casebook, write: Write) -> None:
    bring(book, write("six.csv", HEAD + ROWS), SIX)
    folder = book.folder_of(book.cases()[0].code)
    seen = veiled(folder, register_of(folder), MaskLevel.FULL, None).folder.case
    assert (seen.came, seen.imported_from) == (None, "")


def test_a_colleague_who_takes_the_case_over_knows_what_was_supposed(
    book: Casebook, write: Write, tmp_path: Path
) -> None:
    bring(book, write("six.csv", HEAD + ROWS), SIX)
    _handover, path = file_of(book, book.cases()[1].code, tmp_path)
    with open_casebook(tmp_path / "there", clock=lambda: NOW) as there:
        case = receive(there, path, FILE)
        source, unsaid = origin_facts(there.case(case.code))
    assert source == ("Source", "Handed over by a colleague")
    assert "Client system: taken as Individual" in unsaid[1]
