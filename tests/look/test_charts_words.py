"""Values as the languages write them, and a course in a sentence."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.look.charts import described
from tui.look.charts_words import cut, wrapped

START = date(2026, 9, 1)


def test_a_course_in_a_sentence() -> None:
    points = [(START + timedelta(index), value) for index, value in enumerate((13.62, 4, 15.76, 11.86))]
    assert described(points[::-1], "times a day") == (
        "4 values (times a day): first 13.62 on 1 Sep 2026, last 11.86 on 4 Sep 2026; "
        "lowest 4 on 2 Sep 2026, highest 15.76 on 3 Sep 2026."
    )
    assert described(points).startswith("4 values: first")


def test_short_and_flat_courses_in_a_sentence() -> None:
    assert described([]) == described([(START, float("nan"))]) == "No values yet."
    assert described([(START, 5)]) == "One value: 5 on 1 Sep 2026."
    assert described([(START, 5)], "points") == "One value (points): 5 on 1 Sep 2026."
    assert described([(START, 5), (date(2026, 9, 9), 5)]) == "2 values: always 5, from 1 Sep 2026 to 9 Sep 2026."


def test_the_sentence_is_one_line_of_text_whatever_the_unit() -> None:
    assert described([(START, 1), (START, 2)], "{day}[b]\x1b[31m\n").startswith("2 values ({day}[b][31m): first 1 on")


@given(st.text(max_size=40), st.integers(0, 30))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width


def test_a_cut_text_says_that_it_goes_on() -> None:
    assert cut("Documents and legal status", 14) == "Documents and…"
    assert cut("Documents", 9) == "Documents"
    assert cut("柔柔柔", 4) == "柔…"


@given(st.text(max_size=60), st.integers(2, 30), st.integers(0, 3))
def test_wrapped_text_fits(text: str, width: int, indent: int) -> None:
    assert all(line.cell_length <= width for line in wrapped(text, width, indent=indent))
