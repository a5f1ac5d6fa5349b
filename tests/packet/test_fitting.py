"""Tables of any shape fit the line, and every word fits its place without losing a letter."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.packet.document import Table
from store.packet.fitting import BREAK, PADDING, broken, columns, height
from tests.packet.samples import TEXTS

LONG = "Kontrak disepakati lisan; tanda tangan menyusul karena [Suami] masih di luar kota dan [Ibu] menunggunya. "


@given(TEXTS, st.floats(1, 60))
def test_breaking_a_word_adds_nothing_that_is_read(text: str, room: float) -> None:
    apart = broken(text, room)
    assert apart.replace(BREAK, "") == text
    for before, after in pairwise(apart):
        if before == BREAK:
            assert not unicodedata.combining(after)
            assert after not in "\u200c\u200d"


def test_only_words_that_are_too_long_are_broken() -> None:
    assert BREAK not in broken(LONG * 20, 43)
    assert broken("pertanggungjawaban itu", 12) == "pertanggungjawaban itu"
    assert broken("ab cdefgh", 2) == "ab " + "cdefgh".replace("", BREAK)[1:-1]
    assert BREAK not in broken("社会工作" * 40, 43), "it breaks anywhere by itself"


@pytest.mark.parametrize("letter", ["x", "W", "ب", "e\u0301"])
def test_a_word_that_fills_pages_breaks_at_few_places_but_in_every_line(letter: str) -> None:
    word = letter * 30_000
    for room in (43.0, 12.0):
        pieces = broken(word, room).split(BREAK)
        assert "".join(pieces) == word
        assert max(map(len, pieces)) < room / 2, "many letters are an em wide"
        assert len(pieces) < len(word) / (room / 5)


@given(st.data(), st.integers(1, 12), st.floats(30, 60))
def test_columns_never_leave_the_line(data: st.DataObject, count: int, room: float) -> None:
    cells = st.tuples(*[st.one_of(st.just(""), TEXTS)] * count)
    table = Table(data.draw(cells), tuple(data.draw(st.lists(cells, max_size=3))), "", (0,))
    widths = columns(table, room)
    assert sum(widths) <= room + 0.01
    assert min(widths) > 0


def test_a_long_text_gets_the_room_and_a_day_stays_on_one_line() -> None:
    table = Table(("Day", "Who", "What", "Much"), (("20 Nov 2026", "[Ibu]", LONG * 4, "1.500.000"),), numbers=(3,))
    day, who, what, much = columns(table, 51)
    assert day + who + what + much == pytest.approx(51)
    assert what > 2 * max(day, who, much)
    assert broken("20 Nov 2026", day - PADDING) == "20 Nov 2026"
    assert day - PADDING > 0.5 * len("20 Nov 2026")


def test_a_column_of_numbers_is_as_narrow_as_it_can_be() -> None:
    assert columns(Table(("Domain", "Score"), (("Food", "4"),), numbers=(1,)), 50)[1] < 6


def test_a_table_of_short_texts_is_no_wider_than_they_need() -> None:
    """Numbers at the far end of the line are hard to read beside their names."""
    assert sum(columns(Table(("Phase", "Cases"), (("Assessment", "4"),), numbers=(1,)), 51)) < 20
    assert columns(Table(("Reason", "Mean days of the episode"), (("Lost contact", "105"),)), 51)[1] > 12


def test_a_long_text_does_not_become_a_tower_beside_many_short_ones() -> None:
    row = ("20 Nov 2026", "[Kader Posyandu]", LONG * 3, "1234", "pertanggungjawaban", "Desa asal", "1.500.000")
    assert columns(Table(tuple("ABCDEFG"), (row,), numbers=(3, 6)), 57)[2] > 13.5


def test_the_colour_of_an_emoji_stands_apart_from_a_letter() -> None:
    """Typst 0.15 panics where a line of Arabic or Hebrew breaks between them."""
    assert broken("ر\U0001f3fdب", 43) == f"ر{BREAK}\U0001f3fdب"
    assert broken("\U0001f469\U0001f3fd", 43) == "\U0001f469\U0001f3fd"


def test_where_not_all_words_fit_the_widest_columns_give_way() -> None:
    words = ("Jumlah", "Tanggal", "pertanggungjawaban", "ketidakberdayaan", "kesinambungan", "a", "Harapan", "Catatan")
    widths = columns(Table(words, ()), 50)
    short = [width for width, word in zip(widths, words, strict=True) if len(word) < 9]
    assert sum(widths) == pytest.approx(50)
    assert max(short) < min(width for width, word in zip(widths, words, strict=True) if len(word) > 9)
    assert all(
        BREAK not in broken(word, width - PADDING) for word, width in zip(words, widths, strict=True) if len(word) < 9
    )


def test_the_height_of_a_row_is_that_of_its_longest_cell() -> None:
    assert height(("a", "b"), (10, 10)) < 2
    assert height(("a\nb\nc", "b"), (10, 10)) >= 3
    assert 8 <= height((LONG * 2, "b"), (12, 10)) <= 14
