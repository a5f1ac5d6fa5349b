"""Line charts: where values stand, what tells them apart without colour, and that nothing of the library shows."""

import csv
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from store.language import use
from store.language.formats import day_text
from tui.casefile.page import Page
from tui.look.charts import Lines, Plot, Point, line_chart
from tui.look.themes import DARK

START = date(2026, 9, 1)
DATA = Path(__file__).parents[2].parent / "shared" / "data"
MARKS = "*o+x#%@"


def series(*values: float, step: int = 1) -> list[Point]:
    return [(START + timedelta(step * index), value) for index, value in enumerate(values)]


def drawn(asked: Sequence[Plot], width: int, height: int, **more: Any) -> Lines:
    """The lines of a line chart."""
    return line_chart(asked, width, height, **more).draw()


def texts(lines: Lines) -> list[str]:
    return [line.plain for line in lines]


def marks(lines: Lines, mark: str = "*") -> list[tuple[int, int]]:
    """Columns and rows of a mark in the field, the leftmost first; rows from the top of the field."""
    field = [text for text in texts(lines) if re.match(r"[-\d.,e]* *[┤├│]", text.lstrip())]
    return sorted(
        (match.start(), row) for row, text in enumerate(field) for match in re.finditer(re.escape(mark), text)
    )


def field_row(lines: Lines, start: str) -> str:
    """The row of the field whose label is this."""
    return next(text for text in texts(lines) if re.match(rf" *{re.escape(start)}[┤├]", text))


def test_a_value_stands_beside_its_label() -> None:
    lines = drawn([Plot("Quarrels", series(0, 10, 20, 10))], 74, 12)
    assert [field_row(lines, label).count("*") for label in ("0", "10", "20")] == [1, 2, 1]


def test_days_are_as_far_apart_as_they_were() -> None:
    days = [START, START + timedelta(10), START + timedelta(40)]
    lines = drawn([Plot("Quarrels", [(day, 5.0) for day in days])], 74, 12)
    first, second, third = (column for column, _row in marks(lines))
    assert (third - second) / (second - first) == pytest.approx(3, abs=0.1)


def test_points_may_come_in_any_order_and_rubbish_is_left_out() -> None:
    points = series(3, 9, 6)
    rubbish = [(START, float("nan")), (START, float("inf"))]
    lines = drawn([Plot("x", points[::-1] + rubbish)], 74, 12, lines=[(float("nan"), "mean")], unit="\x1b")
    assert texts(lines) == texts(drawn([Plot("x", points)], 74, 12))


def test_days_are_written_in_our_words() -> None:
    points = [(date(2026, 5, 1), 1.5), (date(2026, 8, 20), 2.0)]
    assert drawn([Plot("x", points)], 60, 12)[-1].plain.endswith("  20 Aug 2026")
    use("id")
    try:
        days = drawn([Plot("x", points)], 60, 12)[-1].plain
        assert days.strip().startswith("1 Mei")
        assert days.endswith("20 Agu 2026")
    finally:
        use("en")


def test_a_course_over_new_year_says_both_years() -> None:
    lines = drawn([Plot("x", [(date(2025, 12, 31), 1.0), (date(2026, 12, 30), 2.0)])], 30, 12)
    assert lines[-1].plain.split() == ["31", "Dec", "2025", "30", "Dec", "2026"]


def test_series_differ_by_mark_and_name() -> None:
    lines = drawn([Plot("Worker", series(1, 5, 3)), Plot("Client", series(2, 2, 6))], 74, 12, unit="T score")
    assert lines[0].plain == "* Worker   o Client   (T score)"
    assert (len(marks(lines)), len(marks(lines, "o"))) == (3, 3)
    assert any("·" in text for text in texts(lines))
    assert any(":" in text for text in texts(lines[1:]))


def test_values_in_one_place_are_not_hidden() -> None:
    lines = drawn([Plot("Worker", series(1, 5)), Plot("Client", series(1, 9))], 74, 12)
    assert "@ together" in lines[0].plain
    assert len(marks(lines, "@")) == 1
    assert len(marks(lines)) == len(marks(lines, "o")) == 1


def test_a_wish_for_a_mark_is_kept_unless_it_is_taken_or_wide() -> None:
    asked = [
        Plot("a", series(1), "x"),
        Plot("b", series(2), "x"),
        Plot("c", series(3), "柔"),
        Plot("d", series(4), " "),
    ]
    assert drawn(asked, 74, 12)[0].plain == "x a   * b   o c   + d"


def test_thirty_series_have_thirty_marks() -> None:
    lines = drawn([Plot(f"n{number}", series(number)) for number in range(30)], 200, 40)
    legend = re.findall(r"(\S) n\d+", "   ".join(texts(lines)))
    assert len(set(legend)) == len(legend) == 30


def test_reference_lines_cross_at_their_value_and_are_named() -> None:
    lines = drawn([Plot("x", series(0, 20))], 74, 12, lines=[(10, "mean"), (20, "upper edge")])
    assert field_row(lines, "10").endswith("- mean 10")
    assert "-----" in field_row(lines, "10")
    assert field_row(lines, "20").endswith(" upper edge 20")
    assert "---" not in field_row(lines, "0")


def test_reference_lines_close_together_keep_their_names() -> None:
    lines = drawn(
        [Plot("x", series(0, 200))], 74, 12, lines=[(100, "mean"), (101, "upper"), (99, "lower"), (0, "none")]
    )
    ends = [text.split()[-2:] for text in texts(lines) if re.search(r"(mean|upper|lower|none)", text)]
    assert ends == [["upper", "101"], ["mean", "100"], ["lower", "99"], ["none", "0"]]


def test_names_without_room_beside_the_chart_stand_above_it() -> None:
    lines = drawn([Plot("x", series(0, 20))], 40, 12, lines=[(10, "mean of the baseline")])
    assert lines[0].plain == "* x   - mean of the baseline 10"
    assert "-----" in field_row(lines, "10")


def test_reference_lines_at_the_bottom_keep_their_names_beside_the_field() -> None:
    lines = drawn([Plot("x", series(0, 200))], 74, 12, lines=[(0, "none"), (1, "one"), (2, "two")])
    assert [text.split()[-2:] for text in texts(lines[-5:-2])] == [["two", "2"], ["one", "1"], ["none", "0"]]


def test_long_names_are_cut_and_many_names_go_above() -> None:
    asked = [Plot("Shouts at the table " * 9, series(0, 9))]
    lines = drawn(asked, 74, 12, lines=[(4, "the mean of all the weeks before")])
    assert lines[0].plain.endswith("…")
    assert lines[1].plain == "- the mean of all the weeks before 4"  # never cut off its value
    assert all(cell_len(text) <= 74 for text in texts(lines))
    many = drawn([Plot("x", series(0, 9))], 140, 12, lines=[(value, f"line{value}") for value in range(10)])
    assert all(f"- line{value} {value}" in "\n".join(texts(many[:2])) for value in range(10))


def test_zero_is_shown_where_it_costs_little() -> None:
    assert field_row(drawn([Plot("x", series(9, 20))], 74, 12), "0")
    assert field_row(drawn([Plot("x", series(-9, -20))], 74, 12), "0")
    assert not any(re.match(" *0[┤├]", text) for text in texts(drawn([Plot("x", series(48, 52))], 74, 12)))


def test_phases_are_parted_named_and_not_joined() -> None:
    days = series(20, 20, 20, 2, 2, 2, step=3)
    lines = drawn([Plot("x", days)], 74, 12, split=days[3][0], phases=("A before", "B with help"))
    names = lines[1].plain
    border = names.index("│")
    columns = [column for column, _row in marks(lines)]
    assert columns[2] < border < columns[3]
    assert names[:border].split() == ["A", "before"]
    assert names[border + 1 :].split() == ["B", "with", "help"]
    between = [text[columns[2] + 1 : columns[3]] for text in texts(lines[2:-2])]
    assert not any("·" in text for text in between)
    assert all(text[border] == "│" for text in texts(lines[2:-2]))
    joined = drawn([Plot("x", days)], 74, 12)
    assert any("·" in text[columns[2] + 1 : columns[3]] for text in texts(joined[1:-2]))


def test_the_first_day_of_a_phase_belongs_to_it() -> None:
    days = series(*range(1, 7))
    lines = drawn([Plot("x", days)], 74, 12, split=days[1][0])
    assert [column < lines[1].plain.index("│") for column, _row in marks(lines)] == [True] + [False] * 5


def test_later_phases_take_the_names_in_turn_and_short_ones_their_first_word() -> None:
    days = series(*range(24))
    splits = [days[8][0], days[20][0], days[22][0]]
    lines = drawn([Plot("x", days)], 74, 12, split=splits, phases=("A baseline", "B with the intervention"))
    assert [part.strip() for part in lines[1].plain.split("│")] == ["A baseline", "B with the intervention", "A", "B"]


@pytest.mark.parametrize(("split", "name"), [(START, "B"), (START + timedelta(99), "A")])
def test_a_split_outside_the_days_leaves_one_phase(split: date, name: str) -> None:
    lines = drawn([Plot("x", series(1, 2, 3))], 74, 12, split=split)
    assert lines[1].plain.strip() == name


def test_a_span_is_shown_whatever_the_values() -> None:
    lines = drawn([Plot("x", series(58, 50))], 74, 12, span=(0, 100))
    assert field_row(lines, "0")
    assert field_row(lines, "100")


@pytest.mark.parametrize("value", [5.0, 0.0, -3.0, 1e-9, 1e300])
def test_equal_values_are_a_flat_course(value: float) -> None:
    lines = drawn([Plot("x", series(value, value, value))], 74, 12)
    assert len({row for _column, row in marks(lines)}) == 1
    assert len(marks(lines)) == 3


def test_one_value_is_one_mark_over_its_day() -> None:
    lines = drawn([Plot("x", series(7))], 74, 12)
    assert len(marks(lines)) == 1
    assert lines[-1].plain.strip() == day_text(START)


def test_a_thousand_values_keep_their_extremes_and_say_that_not_all_are_marked() -> None:
    values = [10.0] * 1000
    values[400] = 90
    lines = drawn([Plot("x", series(*values))], 74, 12)
    assert "not every value has its mark" in lines[0].plain
    assert "·" in "".join(texts(lines[2:4]))
    assert len(marks(lines)) > 10


def test_as_many_values_as_columns_are_all_marked() -> None:
    lines = drawn([Plot("x", series(*range(60)))], 74, 12)
    assert len(marks(lines)) == 60
    assert "not every" not in lines[0].plain


def test_without_values_it_says_so() -> None:
    assert texts(drawn([Plot("x", [])], 74, 12)) == ["No values yet."]
    assert texts(drawn([], 74, 12)) == ["No values yet."]


def test_where_there_is_no_room_it_says_the_ends_in_words() -> None:
    points = series(13.62, 9, 4.5)
    lines = drawn([Plot("Quarrels", points)], 20, 12, lines=[(13.6, "mean")], split=points[1][0], unit="a day")
    assert texts(lines) == [
        "Quarrels", "A: 1 value", "1 Sep 2026     13.62", "B: 2 values", "2 Sep 2026         9", "3 Sep 2026       4.5",
        "(a day)", "mean 13.6",
    ]  # fmt: skip
    assert texts(drawn([Plot("x", series(1, 2, 3))], 74, 7)) == [
        "x", "the first and the last of 3 values", "1 Sep 2026                 1", "3 Sep 2026                 3",
    ]  # fmt: skip


def test_what_a_person_wrote_is_only_text() -> None:
    wild = "[red]x[/red]\x1b[31m\n\t\u200d"
    for width in (20, 74):
        lines = drawn([Plot(wild, series(1, 2))], width, 12, lines=[(1, wild)], unit=wild, phases=(wild,), split=START)
        whole = "".join(texts(lines))
        assert "[red]x[/red]" in whole
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200d]", whole)


def test_colours_are_those_of_our_theme() -> None:
    lines = drawn(
        [Plot("a", series(1, 9)), Plot("b", series(5, 2))], 74, 12, lines=[(4, "mean")], split=series(1, 2)[1][0]
    )
    assert {str(span.style) for line in lines for span in line.spans} <= {
        "$primary", "$foreground", "$quiet", "bold $foreground",
    }  # fmt: skip
    row = next(line for line in lines[2:] if "*" in line.plain)
    at = row.plain.index("*")
    assert [span.style for span in row.spans if span.start <= at < span.end] == ["$primary"]


async def test_a_page_draws_it() -> None:
    class Host(App[None]):
        def compose(self) -> ComposeResult:
            yield Page()

        def on_mount(self) -> None:
            self.register_theme(DARK)
            self.theme = DARK.name
            self.query_one(Page).show("chart", lambda width: drawn([Plot("Quarrels", series(1, 9, 4))], width, 12))

    async with Host().run_test(size=(80, 24)) as pilot:
        page = pilot.app.query_one(Page)
        assert page.plain.count("*") == 4
        strip = page.render_line(0)
        assert "* Quarrels" in strip.text
        primary = pilot.app.theme_variables["primary"]
        assert strip._segments[0].style is not None
        assert strip._segments[0].style.color is not None
        assert strip._segments[0].style.color.get_truecolor().hex.lower() == primary.lower()


anything = st.floats(allow_nan=True, allow_infinity=True) | st.integers(-5, 5).map(float)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1)) | st.dates(date(2026, 1, 1), date(2026, 2, 1))
plots = st.builds(Plot, st.text(max_size=30), st.lists(st.tuples(days, anything), max_size=30), st.text(max_size=1))


@settings(max_examples=40)
@given(
    st.lists(plots, max_size=4), st.integers(10, 160), st.integers(1, 40),
    st.lists(st.tuples(anything, st.text(max_size=30)), max_size=4), st.lists(days, max_size=3), st.text(max_size=20),
)  # fmt: skip
def test_whatever_comes_no_line_is_too_wide_and_nothing_but_text_is_in_it(
    asked: list[Plot], width: int, height: int, across: list[tuple[float, str]], splits: list[date], unit: str
) -> None:
    lines = drawn(asked, width, height, lines=across, split=splits, unit=unit)
    assert lines
    assert len(lines) == line_chart(asked, width, height, lines=across, split=splits, unit=unit).height
    assert all(cell_len(text) <= width for text in texts(lines))
    assert not re.search("[\x00-\x1f\x7f-\x9f]", "".join(texts(lines)))
    is_chart = any("└" in text for text in texts(lines))
    assert not is_chart or len(lines) <= height
    assert texts(lines) == texts(drawn(asked, width, height, lines=across, split=splits, unit=unit))


@settings(max_examples=40)
@given(st.lists(st.tuples(days, st.floats(-1e9, 1e9)), min_size=2, max_size=20), st.integers(40, 160))
def test_both_ends_are_always_dated_and_all_values_inside_the_labels(points: list[Point], width: int) -> None:
    lines = drawn([Plot("x", points)], width, 14)
    if any("└" in text for text in texts(lines)):
        first, last = min(points)[0], max(points)[0]
        assert lines[-1].plain.strip().startswith(f"{first.day} ")
        assert lines[-1].plain.endswith(day_text(last))
        labels = [text for text in texts(lines) if re.match(r"[-\d.,e ]+┤", text)]
        assert 2 <= len(labels) <= 6
        assert len(marks(lines)) >= 1


def read(file: str, case: str) -> list[dict[str, str]]:
    if not (DATA / file).exists():
        pytest.skip("the shared data are not here")
    with (DATA / file).open(encoding="utf-8-sig") as rows:
        return [row for row in csv.DictReader(rows) if row["Case_pseudonym"] == case]


def dated(rows: Sequence[dict[str, str]]) -> list[Point]:
    return series(*(float(row["Outcome"]) for row in rows))


def test_a_real_baseline_and_intervention() -> None:
    """McKissick 2010, period 1; mean and band as the domain reference 4.3 has them."""
    points = dated(read("mckissick2010_ab.csv", "Period 1"))
    band = [(13.9833, "mean of A"), (10.7319, "lower edge"), (17.2348, "upper edge")]
    lines = drawn([Plot("Disruption", points)], 74, 12, lines=band, split=points[3][0])
    field = texts(lines[2:-2])
    names = {name: next(row for row, text in enumerate(field) if name in text) for _value, name in band}
    border = lines[1].plain.index("│")
    found = [
        (column > border, row)
        for row, text in enumerate(field)
        for column in [m.start() for m in re.finditer(r"\*", text)]
    ]
    assert names["upper edge"] < names["mean of A"] < names["lower edge"]
    assert sorted(found.count((False, row)) for row in range(names["upper edge"], names["lower edge"] + 1)) == [1, 1, 1]
    assert len([row for is_b, row in found if is_b and row > names["lower edge"]]) == 6  # as many lie outside the band


def test_a_real_return_to_baseline() -> None:
    """Schmidt 2007, Faith: A, B, A, B."""
    rows = [row for row in read("schmidt2007_abab.csv", "Faith") if row["Outcome_descriptor"] == "Disruptive Behavior"]
    points = dated(rows)
    splits = [points[at][0] for at in range(1, len(rows)) if rows[at]["Phase"] != rows[at - 1]["Phase"]]
    lines = drawn([Plot("Disruption", points)], 74, 12, split=splits)
    assert lines[1].plain.replace("│", " ").split() == ["A", "B", "A", "B"]
    assert len(marks(lines)) == len(points) == 25
