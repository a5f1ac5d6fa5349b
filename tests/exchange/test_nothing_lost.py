"""Whatever stands in a file: it is found again in the book, a second import changes nothing, nothing breaks."""

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from store import Casebook, open_casebook
from store.exchange.importing import import_csv
from store.exchange.importing.mapping import ImportMap, Part
from store.exchange.importing.plan import Fate, carry_out, known_to, make_plan, read_source
from store.language import use
from store.model.measure import Measure, Measurement
from store.model.move import Move
from store.model.note import Note
from store.model.person import Person
from store.model.record import Record
from store.model.text import clean_line

MAP = """
[cases.columns]
id = "key"
[events]
file = "events.csv"
[events.columns]
id = "case"
day = "date"
kind = "kind"
text = "text"
[events.kinds.plan]
label = "Plan"
phase = "planning"
[events.kinds.visit]
mode = "home_visit"
[events.kinds.end]
closes = true
reasons = { "" = "other" }
outcomes = { "" = "unknown" }
"""
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40).filter(
    lambda text: not text.strip().startswith('="')  # by which a spreadsheet marks a text; it is no part of it
)
DAYS = st.dates(date(2020, 1, 1), date(2026, 11, 1)).map(date.isoformat)
KINDS = st.sampled_from(["plan", "visit", "end"])
EVENTS = st.lists(st.tuples(st.sampled_from("ab"), DAYS, KINDS, TEXT, TEXT), min_size=1, max_size=8)


def words(text: str) -> str:
    """Text as it may be kept, whatever white space is between its words."""
    return clean_line(text)


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return out.getvalue()


@settings(max_examples=40)
@given(
    told=EVENTS,
    remark=TEXT,
    names=st.lists(TEXT.filter(words), min_size=2, max_size=2, unique_by=lambda text: words(text).casefold()),
)
@example(told=[("a", "2025-01-01", "visit", "x", "y")], remark="", names=["P  0\u200b1", "Q"])
def test_every_text_is_found_again(told: list[tuple[str, ...]], remark: str, names: list[str]) -> None:
    use("en")
    a, b = names
    events = [(a if event[0] == "a" else b, *event[1:]) for event in told]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "map.toml").write_text(MAP)
        (folder / "cases.csv").write_text(table(("id", "remark"), [(a, remark), (b, "")]), encoding="utf-8")
        (folder / "events.csv").write_text(table(("id", "day", "kind", "text", "by"), events), encoding="utf-8")
        with open_casebook(folder / "book") as book:
            first, second = (import_csv(book, folder / "cases.csv", folder / "map.toml") for _ in range(2))
            assert (first.cases, first.notes, first.skipped) == (2, len(events), ())
            assert (second.taken, second.unchanged) == (0, 2 + len(events))
            codes = first.codes
            assert words(book.case(codes[words(a)]).extra.get("remark", "")) == words(remark)
            for key, day, _kind, text, by in events:
                found = [
                    note
                    for note in book.notes(codes[words(key)])
                    if words(text) in words(note.body)
                    and note.contact_at.date().isoformat() == day
                    and words(note.extra.get("by", "")) == words(by)
                ]
                assert found
            for code in codes.values():
                moves = book.history(code)
                assert [move.at for move in moves] == sorted(move.at for move in moves)
                assert moves[-1].to_phase is book.case(code).phase


# One table with any columns, each taken for any field or for none


def token(kind: str) -> st.SearchStrategy[str]:
    """Text that may be hostile, behind a word that stands nowhere else."""
    return st.builds(lambda number, text: f"{kind}{number} {text}", st.uuids().map(lambda id: id.hex), TEXT)


SAYINGS = token("t") | st.just("")
NUMBERS = st.integers(-999, 9999).map(str) | token("n") | st.just("")
COLUMNS: dict[str, tuple[str, st.SearchStrategy[str]]] = {
    "id": ("cases key", st.sampled_from(["P 1", "P-2", "[/]", "\u202e3"])),
    "name": ("cases client_name", SAYINGS), "short": ("cases alias", SAYINGS),
    "why": ("cases presenting_problem", SAYINGS), "end": ("cases summary", SAYINGS),
    "phone": ("cases contact", SAYINGS), "nik": ("cases nik", SAYINGS),
    "age": ("cases age", token("a") | st.sampled_from(["12", ""])), "in": ("cases opened", DAYS | st.just("")),
    "from": ("cases intake_source", token("o") | st.sampled_from(["self", "grm", ""])),
    "score": ("cases measure", NUMBERS), "sort": ("events kind", SAYINGS),
    "day": ("events date", DAYS), "what": ("events text", SAYINGS), "who": ("events participants", SAYINGS),
    "where": ("events place", SAYINGS), "long": ("events minutes", token("l") | st.sampled_from(["30", "0", ""])),
    "how": ("events mode", st.sampled_from(["phone", "shout", ""])), "phq": ("events measure", NUMBERS),
    "Jan 2025": ("days 2025-01", NUMBERS), "Feb 2025": ("days 2025-02-03", NUMBERS),
    "village": ("", SAYINGS), "by": ("", SAYINGS),
}  # fmt: skip
"""Column -> the part of the map it may stand in, with its field or day; and what its cells hold."""


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[dict[str, str]], ImportMap]:
    """Some of these columns, rows of them, and a map that takes some for what they are and the others for nothing."""
    columns = ["id", *draw(st.lists(st.sampled_from([*COLUMNS][1:]), unique=True, max_size=9))]
    wants = draw(st.sampled_from(["one row a case", "several rows a case", "wide"]))
    if wants == "several rows a case" and "day" not in columns:
        columns.append("day")
    rows = draw(st.lists(st.fixed_dictionaries({name: COLUMNS[name][1] for name in columns}), min_size=1, max_size=6))
    parts: dict[str, dict[str, str]] = {"cases": {}, "events": {}, "days": {}}
    for name in columns:
        part, _space, field = COLUMNS[name][0].partition(" ")
        fits = {"events": wants == "several rows a case", "days": wants == "wide", "": False}.get(part, True)
        if fits and (name in ("id", "day") or draw(st.booleans())):
            parts[part][name] = field
    mapping = ImportMap(
        name="any", cases=Part(parts["cases"]), events=Part(parts["events"]), days=parts["days"],
        series=draw(st.sampled_from(["", "Series"])),
    )  # fmt: skip
    return columns, rows, mapping


NOT_TOLD = ("id", "case_code", "measure", "code", "written_at", "signed_at", "phase_since")
"""What the program gives a record by itself: nothing of a cell is looked for there."""


def is_kept(told: str, record: Record) -> bool:
    """Whether what a cell says is found in a record: its words; or the number that it was read as."""
    kept = {name: value for name, value in record.document().items() if name not in NOT_TOLD}
    if told.lstrip("-").isdecimal():
        numbers = [kept.get(name) for name in ("value", "age", "minutes")]
        texts = [*kept.get("extra", {}).values(), *kept.get("body", "").split(": ")]
        return told in texts or float(told) in numbers
    values = [value for value in kept.values() if isinstance(value, str)]
    values += [*kept.get("extra", {}).values(), kept.get("closure", {}).get("summary", "")]
    return any(words(told) in words(value) for value in values)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(told=tables())
def test_every_cell_of_any_table_is_found_again_in_its_case(
    told: tuple[list[str], list[dict[str, str]], ImportMap],
) -> None:
    use("en")
    columns, rows, mapping = told
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "t.csv"
        file.write_text(table(tuple(columns), [tuple(row[name] for name in columns) for row in rows]), encoding="utf-8")
        with open_casebook(Path(place) / "book") as book:
            source = read_source(file)
            plan = make_plan(known_to(book), source, mapping)
            assert plan.report.adds_up
            carry_out(book, plan)
            again = make_plan(known_to(book), source, mapping)
            assert (again.records, again.report.taken) == ((), 0)
            assert again.report.skipped == plan.report.skipped
            kept = {case.imported_from: list(everything(book, case.code)) for case in book.cases()}
            places = dict(zip([row.line for row in source.table.rows], rows, strict=True))
            for fate in plan.report.fates:
                row = places[fate.line]
                if fate.fate is Fate.SKIPPED:
                    continue
                records = kept[words(f"any:{row['id']}")]
                for column, text in row.items():
                    text = text.strip()
                    missing = words(text) and not any(is_kept(text, record) for record in records)
                    assert not missing, (column, text)


def everything(book: Casebook, code: str) -> Iterator[Record]:
    yield book.case(code)
    for model in (Note, Move, Person, Measure, Measurement):
        yield from book.parts(model, code)
