"""Whatever stands in a file: it is found again in the book, a second import changes nothing, nothing breaks."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from store import open_casebook
from store.exchange.importing import import_csv
from store.language import use
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
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)
KINDS = st.sampled_from(["plan", "visit", "end"])
EVENTS = st.lists(st.tuples(st.sampled_from("ab"), DAYS, KINDS, TEXT, TEXT), min_size=1, max_size=8)


def words(text: str) -> str:
    """Text as it may be kept, whatever white space is between its words."""
    return clean_line(text)


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return out.getvalue()


@settings(max_examples=40, deadline=None)
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
            assert (first.cases, first.notes, first.skipped) == (2, len(events), [])
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
