"""Bars: as long as their share is, never without their words, at any width."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from tui.look.charts import bars, counts, paired, spark
from tui.look.charts_bars import Pair, block


def texts(lines: list[Content]) -> list[str]:
    return [line.plain for line in lines]


def flat(rows: list[Pair], width: int, name_room: int) -> list[Content]:
    """Expectation and reality of all domains, one below the other."""
    return [line for lines in paired(rows, width, name_room) for line in lines]


def test_a_bar_is_as_long_as_its_share() -> None:
    lines = texts(bars([("Food", 5, 10, "5 of 10"), ("Housing", 10, 10, "all"), ("Health", 0, 10, "none")], 60))
    filled = [text.count("█") for text in lines]
    length = cell_len("".join(c for c in lines[1] if c in "█░"))
    assert filled == [length // 2, length, 0]
    assert [len(re.findall("[█░]", text)) for text in lines] == [length] * 3
    assert [text.split("  ")[-1] for text in lines] == ["5 of 10", "all", "none"]


def test_names_stand_left_in_one_column_and_words_right() -> None:
    lines = texts(bars([("Food", 1, 2, "half"), ("Housing", 2, 2, "all of it")], 60))
    assert len({re.search("[█░]", text).start() for text in lines if re.search("[█░]", text)}) == 1
    assert len({text.index(word) for text, word in zip(lines, ("half", "all of it"), strict=True)}) == 1


def test_what_is_not_known_has_no_bar() -> None:
    for width in (60, 20):
        lines = texts(bars([("Food", None, 10, "not known"), ("Housing", 0, 10, "none")], width))
        unknown = lines[: next(index for index, text in enumerate(lines) if "Housing" in text)]
        assert not re.search("[█░▏]", "".join(unknown))
        assert "not known" in "".join(unknown)
        assert all(text.strip() for text in lines)


def test_more_than_full_is_full_and_less_than_nothing_is_empty() -> None:
    over, under = texts(bars([("a", 99, 10, "99"), ("b", -4, 10, "-4")], 40))
    assert "░" not in over
    assert "█" not in under


def test_no_name_is_cut() -> None:
    """A name gets what it needs while the bar can still be read, and several lines where that is too little."""
    name = "Rukun tetangga/rukun warga (RT/RW)"
    (whole,) = texts(bars([(name, 1, 2, "2 · 139 days")], 61))
    assert whole.startswith(name + "  █")
    above, below, other = texts(bars([(name, 1, 2, "2 · 139 days"), ("Family", 2, 2, "4")], 56))
    assert (above, below.split()[0]) == ("Rukun tetangga/rukun warga", "(RT/RW)")
    assert below.index("█") == other.index("█")


def test_words_without_room_go_below() -> None:
    lines = texts(bars([("A long name of a life domain", 3, 4, "three quarters of what is needed")], 24))
    assert " ".join(" ".join(lines).split()).startswith("A long name of a life domain three quarters of what is needed")
    assert "█" in lines[-1]


@pytest.mark.parametrize(
    ("share", "length", "bar"),
    [(0, 4, ""), (0.5, 4, "██"), (1, 4, "████"), (1 / 32, 4, "▏"), (0.001, 4, "▏"), (0.999, 4, "███▉"), (0.4, 1, "▍")],
)
def test_eighths(share: float, length: int, bar: str) -> None:
    assert block(share, length) == (bar, length - len(bar))


def test_counts_align_and_the_greatest_is_the_longest() -> None:
    lines = texts(counts([("Engagement", 3), ("Assessment", 0), ("Intervention", 1200)], 50))
    assert [re.search(r"[\d,]+", text).end() for text in lines] == [19, 19, 19]
    assert [text.count("█") for text in lines] == [0, 0, 28]
    assert "▏" in lines[0]
    assert lines[1].endswith("0")


def test_counts_without_room_are_numbers() -> None:
    assert texts(counts([("Engagement", 3), ("Assessment", 12)], 16)) == ["Engagement   3", "Assessment  12"]
    assert texts(counts([("Engagement and more", 3)], 12)) == ["Engageme…  3"]
    assert counts([], 40) == []
    assert texts(counts([("a", 0)], 40)) == ["a  0"]


def test_expectation_beside_reality_as_in_the_sketch() -> None:
    assert texts(flat([("Food", 4, 1, "gap 3"), ("Education", 5, 2, "")], 74, 20)) == [
        "Food       expectation 4 ████████░░  reality 1 ██░░░░░░░░  gap 3",
        "Education  expectation 5 ██████████  reality 2 ████░░░░░░",
    ]


def test_pairs_in_less_room_are_shorter_then_below_their_name_then_below_each_other() -> None:
    rows = [("Education", 5, 2, "gap 3")]
    assert texts(flat(rows, 60, 20)) == ["Education  expectation 5 █████  reality 2 ██░░░  gap 3"]
    long = [("Documents and legal status", 5, 2, "gap 3")]
    assert texts(flat(long, 62, 20)) == [
        "Documents and legal status", "  expectation 5 ██████████  reality 2 ████░░░░░░  gap 3",
    ]  # fmt: skip
    assert texts(flat(long, 70, 20)) == ["Documents and legal…  expectation 5 █████  reality 2 ██░░░  gap 3"]
    assert texts(flat(long, 68, 28)) == ["Documents and legal st…  expectation 5 █████  reality 2 ██░░░  gap 3"]
    assert texts(flat(long, 71, 28)) == ["Documents and legal status  expectation 5 █████  reality 2 ██░░░  gap 3"]
    assert texts(flat(long, 30, 20)) == [
        "Documents and legal status", "  expectation 5 ██████████", "  reality     2 ████░░░░░░", "  gap 3",
    ]  # fmt: skip
    assert texts(flat(rows, 16, 20)) == ["Education", "  expectation 5", "  reality     2", "  gap 3"]


def test_a_trend_in_a_row_of_bars() -> None:
    assert spark([1, 2, 3, 4, 5, 6, 7, 8], 8) == "▁▂▃▄▅▆▇█"
    assert spark([0, 100], 5) == "▁█"
    assert spark([50, 60], 5, 0, 100) == "▅▅"
    assert spark([-10, 500], 5, 0, 100) == "▁█"
    assert spark([3, 3, 3], 5) == "▄▄▄"
    assert spark([], 5) == spark([float("nan")], 5) == spark([1, 2], 0) == ""
    assert spark([-1e308, 0, 1e308], 3) == "▁▅█"


def test_a_longer_trend_keeps_its_first_and_its_last() -> None:
    assert spark([9, *[1] * 98, 5], 8) == "█▁▁▁▁▁▁▅"
    assert spark([9, 1, 5], 1, 1, 9) == "▅"
    assert len(spark(range(1000), 12)) == 12


names = st.text(max_size=40)
numbers = st.floats(allow_nan=True, allow_infinity=True)
rows = st.lists(st.tuples(names, st.none() | numbers, numbers, names), max_size=6)
level = st.integers(1, 5)


@settings(max_examples=40)
@given(rows, st.lists(st.tuples(names, st.integers(0, 10**7)), max_size=6), st.integers(14, 160))
def test_no_bar_is_too_wide(asked: list, counted: list, width: int) -> None:
    for text in (*texts(bars(asked, width)), *texts(counts(counted, width))):
        assert cell_len(text) <= width
        assert not re.search("[\x00-\x1f\x7f-\x9f]", text)


@settings(max_examples=40)
@given(st.lists(st.tuples(names, level, level, names), max_size=6), st.integers(14, 160))
def test_no_pair_is_too_wide_and_every_level_is_a_number_too(asked: list, width: int) -> None:
    lines = texts(flat(asked, width, 20))
    assert all(cell_len(text) <= width for text in lines)
    whole = "\n".join(lines)
    for _name, expectation, reality, _words in asked:
        assert re.search(rf"expectation\s+{expectation}", whole)
        assert re.search(rf"reality\s+{reality}", whole)


@given(st.lists(numbers, max_size=50), st.integers(-1, 30), st.none() | numbers, st.none() | numbers)
def test_a_trend_is_never_longer_than_its_room(
    values: list[float], width: int, low: float | None, high: float | None
) -> None:
    assert len(spark(values, width, low, high)) <= max(0, width)
