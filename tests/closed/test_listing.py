"""Which closed cases are listed, in which order, and what a width has room for."""

from datetime import date

import pytest
from rich.cells import cell_len

from store import Casebook
from store.language import use
from store.language.numbers import count_text
from tests.closed.conftest import ENDING, LIVE, OLD, OPEN, add_stubs
from tui.closed.columns import SMALLEST, columns_for, head_line, row_facts, row_line, shows_all
from tui.closed.listing import Listing, closed_rows
from tui.look.drawing import Look
from tui.look.themes import DARK

LOOK = Look.of({**DARK.variables, **dict.fromkeys(("foreground", "accent", "error", "warning"), "#ffffff"),
                "background": "#000000", "panel": "#111111"})  # fmt: skip


def listed(listing: Listing) -> list[str]:
    return [row.code for row in listing.shown]


def test_live_and_archived_cases_the_last_closed_first(closed: Casebook) -> None:
    rows = closed_rows(closed)
    assert [(row.code, row.closed, row.is_archived) for row in rows] == [
        (LIVE, date(2026, 11, 9), False), (OLD, date(2020, 8, 9), True),
    ]  # fmt: skip
    assert OPEN not in {row.code for row in rows}


def test_the_archive_is_not_opened_for_the_list(closed: Casebook) -> None:
    closed_rows(closed)
    assert closed._archive.is_read is False


def test_a_reopened_case_is_not_listed_and_is_again_when_that_is_undone(closed: Casebook) -> None:
    closed.reopen(OLD, "assessment", "Came back.")
    assert [row.code for row in closed_rows(closed)] == [LIVE]
    closed.undo()
    assert [row.code for row in closed_rows(closed)] == [LIVE, OLD]


def test_of_those_closed_on_one_day_the_youngest_code_comes_first(book: Casebook) -> None:
    stubs = add_stubs(book, 3)
    day = {"closed": date(2024, 5, 5)}
    renamed = zip(stubs, ("K-2023-1000", "K-2023-999", "K-2024-001"), strict=True)
    with book._db.transaction("file"):
        book.shelf.drop(stubs)
        book.shelf.put([stub.changed(code=code, **day) for stub, code in renamed])
    assert [row.code for row in closed_rows(book)] == ["K-2024-001", "K-2023-1000", "K-2023-999"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("", [LIVE, OLD]), ("bu", [OLD]), ("  LAMA bu ", [OLD]), ("2026", [LIVE]), ("k-20", [LIVE, OLD]), ("bu 2026", [])],
)
def test_the_filter_looks_for_every_word_in_code_and_alias(closed: Casebook, query: str, found: list[str]) -> None:
    listing = Listing(closed_rows(closed))
    listing.filter(query)
    assert listed(listing) == found
    assert listing.count == 2
    assert [listing.find(code) for code in found] == list(range(len(found)))


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [("en", "moved AREA", True), ("en", "unchanged sekar", True), ("id", "pindah", True), ("en", "pindah", False)],
)
def test_it_looks_in_reason_and_outcome_too_and_minds_no_accents(
    closed: Casebook, language: str, query: str, found: bool
) -> None:
    closed.terminate(OPEN, **ENDING | {"reason": "moved", "outcome": "same"})
    closed.edit_case(OPEN, alias="Bu Sékar")
    use(language)
    listing = Listing(closed_rows(closed))
    listing.filter(query)
    assert listed(listing) == [OPEN] * found


def test_the_filter_stays_on_when_the_rows_change(closed: Casebook) -> None:
    listing = Listing(closed_rows(closed))
    listing.filter("bu")
    listing.fill(closed_rows(closed))
    assert listed(listing) == [OLD]


@pytest.mark.parametrize(
    ("width", "keys"),
    [
        (38, "code alias closed"),
        (58, "code alias closed"),
        (78, "code alias closed reason"),
        (138, "code alias opened closed reason outcome episode"),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_columns_there_is_room_for(width: int, keys: str, language: str) -> None:
    use(language)
    assert " ".join(column.key for column in columns_for(width)) == keys
    assert shows_all(columns_for(width)) is ((width, language) == (138, "en")), "a long reason may still be cut"
    assert shows_all(columns_for(200))


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_wider_than_its_window_nor_out_of_line_with_its_head(book: Casebook, language: str) -> None:
    use(language)
    add_stubs(book, 70)
    rows = closed_rows(book)
    for width in range(SMALLEST - 2, 220):
        columns = columns_for(width)
        head = head_line(columns, LOOK)
        assert head.cell_length <= width
        assert {
            row_line(row, columns, LOOK, selected=False, hidden=False).cell_length for row in rows
        } == {head.cell_length}, width  # fmt: skip


def test_a_wide_alias_does_not_push_the_columns(book: Casebook) -> None:
    row = closed_rows_of(book, alias="葬儀" * 30)
    columns = columns_for(78)
    assert (
        row_line(row, columns, LOOK, selected=False, hidden=False).cell_length == head_line(columns, LOOK).cell_length
    )


def test_hidden_text_is_as_long_for_every_alias(book: Casebook) -> None:
    columns = columns_for(78)
    lines = {
        row_line(closed_rows_of(book, alias=alias), columns, LOOK, selected=False, hidden=True).text
        for alias in ("Bu S", "Keluarga Panjang")
    }
    assert len(lines) == 1
    assert "· · ·" in lines.pop()


def test_what_is_left_out_is_said_below(book: Casebook) -> None:
    row = closed_rows_of(book, episode=3, reason="died", outcome="unknown")
    assert row_facts(row) == ("Client died · cannot be judged", "opened 1 Jan 2012 · episode 3")


def test_numbers_have_their_thousands_apart() -> None:
    assert [count_text(n) for n in (0, 999, 1000, 3850, 1_000_007)] == ["0", "999", "1,000", "3,850", "1,000,007"]


def closed_rows_of(book: Casebook, **fields: object):  # type: ignore[no-untyped-def]
    """The row of one stub with these fields."""
    (stub,) = add_stubs(book, 1)
    with book._db.transaction("file"):
        book.shelf.put([stub.changed(**fields)])
    (row,) = closed_rows(book)
    assert cell_len(row.code) <= 11
    return row
