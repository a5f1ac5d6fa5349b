"""The table for practice research: figures of every case, and nothing by which a client could be known."""

import csv
import io
from pathlib import Path

import pytest

from store import Casebook
from store.exchange.research import research_rows, research_table, write_research
from store.model import Goal, Person
from store.practice.periods import Period
from tests.casebook.archived import SECRET, a_part_of_each_kind

WHY = "A reason that is long enough to pass."


@pytest.fixture
def told(book: Casebook) -> Casebook:
    """A case full of client text, and one that ended."""
    full = book.add_case(
        alias=SECRET, client_name=SECRET, size="family", presenting_problem=SECRET, tags=SECRET, strengths=SECRET,
        collective_issues=SECRET, consent="verbal", consent_by=SECRET,
    ).code  # fmt: skip
    a_part_of_each_kind(book, full)
    book.add(Person, full, alias="Adik", age=7)
    book.add_note(full, body=SECRET, mode="office", sign=True, place=SECRET, participants=SECRET)
    book.advance(full, WHY + SECRET)
    ended = book.add_case(alias="b", size="society").code
    book.terminate(ended, reason="moved", outcome="better", summary=SECRET, notice="agreed", override=WHY)
    return book


def text_of(book: Casebook, period: Period | None = None) -> str:
    folders = [book.folder_of(code) for code in book.every_code()]
    return research_table(research_rows(folders, period or Period(book.today(), book.today()), book.today()))


def table(book: Casebook, period: Period | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(book, period))))


def test_a_row_has_the_figures_of_its_case(told: Casebook) -> None:
    rows = {row["size"]: row for row in table(told)}
    family = rows["family"]
    assert (family["people"], family["children"], family["goals"], family["t_before"], family["t_now"]) == (
        "2", "1", "1", "40.0", "60.0",
    )  # fmt: skip
    assert (family["gap_now"], family["domains"], family["contacts_reached"]) == ("50.0", "1", "1")
    assert int(family["overrides"]) > 0
    assert (rows["society"]["closing_reason"], rows["society"]["outcome"]) == ("moved", "better")


def test_no_text_no_code_no_day_is_in_it(told: Casebook) -> None:
    text = text_of(told)
    for hidden in (SECRET, "K-2026", told.today().isoformat(), "Ibu", "Puskesmas"):
        assert hidden not in text
    for row in table(told):
        assert not [value for value in row.values() if value[:1] in "=+-@" and value]


def test_only_cases_of_the_period(told: Casebook) -> None:
    before = Period(told.today().replace(year=2025), told.today().replace(day=1))
    assert table(told, before) == []


def test_the_place_of_a_row_tells_nothing(told: Casebook) -> None:
    rows = research_rows(
        [told.folder_of(code) for code in told.every_code()], Period(told.today(), told.today()), told.today()
    )
    assert research_table(rows) == research_table(rows[::-1])


def test_the_file_is_the_owners_and_the_book_knows_of_it(told: Casebook, tmp_path: Path) -> None:
    folders = [told.folder_of(code) for code in told.every_code()]
    rows = research_rows(folders, Period(told.today(), told.today()), told.today())
    written = write_research(told, rows, tmp_path)
    assert written.stat().st_mode & 0o077 == 0
    assert SECRET not in written.name
    (entry,) = told.outside()
    assert set(entry.codes) == {case.code for case in told.cases()}
    again = write_research(told, rows, tmp_path)
    assert again != written
    assert told.add(Goal, "K-2026-001", statement="after it")
