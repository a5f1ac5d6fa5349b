"""The import's first real input: twelve whole case journeys of OpenSPP, and two tables of CASA.

The files lie beside the repository and are not part of it; without them these tests are skipped.
"""

import csv
import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from store import Case, Casebook
from store.exchange.importing import Report, import_csv
from store.exchange.importing.guess import guess_map
from store.exchange.importing.mapfile import load_map
from store.exchange.importing.mapping import ImportMap, Part
from store.exchange.importing.plan import Fate, carry_out, known_to, make_plan, read_source
from store.model.codes import Phase

DATA = Path(__file__).parents[2].parent / "shared" / "data"
MAP = Path(__file__).with_name("openspp.toml")

pytestmark = pytest.mark.skipif(not (DATA / "openspp_cases.csv").exists(), reason="the folder shared/data is absent")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_key(book: Casebook) -> dict[str, Case]:
    return {case.imported_from.removeprefix("openspp:"): case for case in book.cases()}


def test_twelve_cases_stand_in_believable_phases(book: Casebook) -> None:
    report = import_csv(book, DATA / "openspp_cases.csv", MAP)
    assert (report.rows, report.skipped) == ({"openspp_cases.csv": 12, "openspp_events.csv": 125}, ())
    assert (report.cases, report.notes, report.moves) == (12, 125, 45)
    phases = {key: case.phase for key, case in by_key(book).items()}
    others = {
        "santos_family_support": Phase.TERMINATION, "closed_unsuccessful": Phase.TERMINATION,
        "pending_intake": Phase.ENGAGEMENT, "assessment_phase": Phase.ASSESSMENT,
    }  # fmt: skip
    assert phases == {
        row["case_id"]: others.get(row["case_id"], Phase.INTERVENTION) for row in rows("openspp_cases.csv")
    }
    closures = {key: case.closure for key, case in by_key(book).items() if case.closure}
    assert {key: (end.reason, end.outcome, end.closed.isoformat()) for key, end in closures.items()} == {
        "santos_family_support": ("goals_met", "better", "2026-01-26"),
        "closed_unsuccessful": ("lost_contact", "unknown", "2026-01-01"),
    }


def test_nothing_is_lost(book: Casebook) -> None:
    import_csv(book, DATA / "openspp_cases.csv", MAP)
    cases = by_key(book)
    for event in rows("openspp_events.csv"):
        case = cases[event["case_id"]]
        found = [note for note in book.notes(case.code) if event["text"] in note.body]
        assert any(note.contact_at.date().isoformat() == event["date"] for note in found), event
    for row in rows("openspp_cases.csv"):
        kept = cases[row["case_id"]].document()
        assert kept["extra"]["intensity_level"] == row["intensity_level"]
        assert kept["opened"] == row["opened"]
        for column, field in (("presenting_issue", "presenting_problem"), ("client_name", "client_name")):
            assert kept.get(field, "") == row[column]
        assert row["case_type"].lower() in kept["tags"]


def test_every_history_is_a_walk_in_the_order_of_days(book: Casebook) -> None:
    import_csv(book, DATA / "openspp_cases.csv", MAP)
    order = list(Phase)
    for case in book.cases():
        moves = book.history(case.code)
        assert [move.at for move in moves] == sorted(move.at for move in moves)
        assert moves[0].from_phase is None
        assert moves[0].at.date() == case.opened
        for before, after in itertools.pairwise(moves):
            assert after.from_phase is before.to_phase
            assert order.index(after.to_phase) > order.index(before.to_phase)
        assert moves[-1].to_phase is case.phase
        assert moves[-1].at.date() == case.phase_since


def test_a_second_import_changes_nothing(book: Casebook) -> None:
    import_csv(book, DATA / "openspp_cases.csv", MAP)
    before = {path.name: path.read_bytes() for path in book.folder.iterdir() if path.is_file()}
    report = import_csv(book, DATA / "openspp_cases.csv", MAP)
    assert (report.taken, report.unchanged) == (0, 137)
    assert {path.name: path.read_bytes() for path in book.folder.iterdir() if path.is_file()} == before


def test_cases_and_events_may_come_one_after_the_other(book: Casebook) -> None:
    beside = load_map(MAP)
    plan_in(book, "openspp_cases.csv", replace(beside, events=Part(), events_file=""))
    assert {case.phase for case in book.cases() if not case.closure} == {Phase.ENGAGEMENT}
    report = plan_in(book, "openspp_events.csv", replace(beside, cases=Part(), events_file=""))
    assert (report.count(Fate.NOTE), report.skipped) == (125, ())
    assert report.moves == 25  # the two cases that were closed stay so
    assert {case.phase for case in book.cases()} == {
        Phase.ENGAGEMENT, Phase.ASSESSMENT, Phase.INTERVENTION, Phase.TERMINATION,
    }  # fmt: skip


def test_every_row_is_taken_without_a_map_and_words_are_kept_until_a_person_says_what_they_mean(
    book: Casebook,
) -> None:
    source = read_source(DATA / "openspp_cases.csv")
    guessed = guess_map(source.table)
    report = plan_in(book, "openspp_cases.csv", guessed)
    assert (report.cases, report.taken, report.skipped) == (12, 12, ())
    asked = {one.value: one for one in report.unknown}
    assert {one.field for one in asked.values()} == {"intake_source"}
    kept = {case.extra["intake_source"]: case for case in book.cases() if "intake_source" in case.extra}
    assert {word for word, case in kept.items() if case.intake_source is None} == set(asked)
    book.undo()
    codes = {"intake_source": dict.fromkeys(asked, "other")}
    report = plan_in(book, "openspp_cases.csv", replace(guessed, cases=replace(guessed.cases, codes=codes)))
    assert (report.cases, report.unknown) == (12, ())
    assert {case.intake_source for case in book.cases()} == {"other", "self", "agency", "outreach"}
    assert {case.extra.get("intake_source") for case in book.cases()} >= set(asked), "a code does not cost the word"


def test_events_alone_begin_their_cases_without_a_map_and_visits_are_visits(book: Casebook) -> None:
    report = plan_in(book, "openspp_events.csv", guess_map(read_source(DATA / "openspp_events.csv").table))
    assert (report.cases, report.notes, report.taken, report.skipped) == (12, 125, 125, ())
    visits = [row for row in rows("openspp_events.csv") if row["action"] == "home_visit"]
    notes = [note for case in book.cases() for note in book.notes(case.code)]
    assert sum(note.mode == "home_visit" for note in notes) == len(visits)
    assert {note.mode for note in notes if "home_visit" not in note.body} == {"admin"}


def test_the_two_tables_one_after_the_other_need_no_map_and_no_name(book: Casebook, tmp_path: Path) -> None:
    def bring(file: Path) -> Report:
        mapping = guess_map(read_source(file).table)
        plan = make_plan(known_to(book), read_source(file), mapping)
        carry_out(book, plan)
        return plan.report

    assert bring(DATA / "openspp_cases.csv").cases == 12
    report = bring(DATA / "openspp_events.csv")
    assert (report.cases, report.notes, report.skipped) == (0, 125, ())
    assert "those imported before from openspp_cases;" in "".join(report.remarks)
    for name, rows_there in (("openspp_cases", 12), ("openspp_events", 125)):
        copy = tmp_path / f"{name} (1).csv"
        copy.write_bytes((DATA / f"{name}.csv").read_bytes())
        assert (bring(copy).taken, bring(copy).unchanged) == (0, rows_there)
    events = (tmp_path / "openspp_events (1).csv").read_text("utf-8-sig")
    (tmp_path / "events november.csv").write_text(
        f"{events.rstrip()}\n{events.splitlines()[1].replace(',20', ',19', 1)}\n"
    )
    grown = bring(tmp_path / "events november.csv")
    assert (grown.cases, grown.notes, grown.unchanged) == (0, 1, 125)


def plan_in(book: Casebook, name: str, mapping: ImportMap) -> Report:
    plan = make_plan(known_to(book), read_source(DATA / name), mapping)
    carry_out(book, plan)
    return plan.report


def test_casa_by_its_header_alone_and_by_a_map(book: Casebook, tmp_path: Path) -> None:
    report = import_csv(book, DATA / "casa_cases.csv")
    assert (report.cases, report.taken, report.skipped) == (2, 2, ())
    assert [case.alias for case in book.cases()] == ["CINA-01-4347", "CINA-01-4348"]
    assert book.cases()[1].extra["case_assignment"] == "volunteer2@example.net, volunteer3@example.net"
    keyless = import_csv(book, DATA / "casa_cases_without_case_number.csv")
    assert (keyless.cases, keyless.taken, [row.line for row in keyless.skipped]) == (1, 1, [2])
    mapped = tmp_path / "casa.toml"
    mapped.write_text('name = "casa"\n[cases.columns]\ncase_number = "key"\nnext_court_date = "next_review"\n')
    import_csv(book, DATA / "casa_cases.csv", mapped)
    days = [case.next_review.isoformat() for case in book.cases() if case.next_review]
    assert days == ["2022-09-16", "2023-01-06"]
