"""The heads of the columns: each name stands whole where there is room for it."""

import pytest

from store.language import use
from tests.board.test_cards import LOOK
from tui.board.geometry import lay_out
from tui.board.heads import column_heads

COUNTS = [3, 4, 3, 8, 0, 2, 4]


@pytest.mark.parametrize(("language", "name"), [("en", "Monitor"), ("id", "Pantau")])
@pytest.mark.parametrize("width", [140, 170, 200])
def test_a_folded_column_is_named_in_what_is_free_before_it(language: str, name: str, width: int) -> None:
    use(language)
    columns = lay_out(width, COUNTS, 0, 0)
    head = column_heads(columns, COUNTS, 0, LOOK, with_counts=True)
    (folded,) = (column for column in columns if column.folded)
    assert (head.cell_length, "…" in head.text) == (width, False)
    assert head.text[: folded.x + folded.width].endswith(f" {name} 0")


def test_without_room_it_is_cut_bare() -> None:
    columns = [each for each in lay_out(140, COUNTS, 0, 0) if each.folded]
    assert column_heads(columns, COUNTS, 0, LOOK, with_counts=True).text == "Mon"
