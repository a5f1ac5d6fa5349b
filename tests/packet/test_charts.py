"""Charts of a packet: values lie where they belong, nothing leaves the paper, and the words lose nothing."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language import use
from store.language.formats import day_text, days_told
from store.model import Goal, Measure, Measurement, Score
from store.model.record import build
from store.model.text import clean_line
from store.packet.charts import gap_chart, goal_chart, measure_chart
from store.packet.charts.drawing import ACCENT, INK, OTHER, PAPER, QUIET, WIDTH, fitted, folded, spread, width_of
from store.packet.charts.gaps import MOST_DOMAINS
from store.packet.charts.goals import MOST_GOALS
from store.packet.document import Figure
from store.practice.gap import gap_of
from store.practice.series import series_of

DAY = date(2026, 3, 2)
HOSTILE = '</text><script>alert("1")</script> & ]]> &lt; #read("/etc/passwd") $x$'
MCKISSICK = ((13.62, 12.57, 15.76), (5.97, 4.63, 5.82, 3.72, 8.07, 2.95, 11.86))
"""McKissick 2010, period 1; mean and band: domain reference 4.3."""

TEXTS = st.one_of(
    st.text(min_size=1, max_size=80),
    st.sampled_from(
        [HOSTILE, "X" * 300, "kata " * 60, "العائلة تعود إلى المدرسة " * 4, "👨\u200d👩\u200d👧" * 30, "中文" * 40]
    ),
).filter(lambda text: bool(clean_line(text)))
OFFSETS = st.integers(0, 4000)
LEVELS = st.integers(-2, 2)


def on(number: int) -> date:
    return DAY + timedelta(number)


def goal(*ratings: tuple[int, int], **fields: Any) -> Goal:
    """A goal with ratings: days after the first day, and levels."""
    told = [{"on": on(number), "level": level} for number, level in ratings]
    return build(
        Goal, {"id": "g", "case_code": "K", "statement": "Back at school", "set_on": DAY, "ratings": told, **fields}
    )


def score(domain: str, number: int, expectation: int, reality: int) -> Score:
    return build(Score, {
        "id": f"{domain}{number}", "case_code": "K", "domain": domain, "on": on(number),
        "expectation": expectation, "reality": reality,
    })  # fmt: skip


def measured(values: Sequence[tuple[str, int, float]], **fields: Any) -> Figure | None:
    """The chart of values: stage, days after the first day, value."""
    measure = build(Measure, {"id": "m", "case_code": "K", "target": "Days absent", "improves": "down", **fields})
    return measure_chart(measure, series_of(measure, [
        build(Measurement, {
            "id": str(place), "case_code": "K", "measure": "m", "on": on(number), "stage": stage, "value": value,
        })
        for place, (stage, number, value) in enumerate(values)
    ]))  # fmt: skip


def ab(a: Sequence[float], b: Sequence[float]) -> Figure | None:
    return measured([("A" if place < len(a) else "B", 2 * place, value) for place, value in enumerate((*a, *b))])


def drawn(figure: Figure | None) -> list[Element]:
    """The elements of a chart, from the back to the front."""
    assert figure
    root = ElementTree.fromstring(figure.svg)
    assert root.get("viewBox") == f"0 0 {WIDTH} {root.get('height')}"
    return [root, *root]


def kind(elements: Sequence[Element], tag: str, **attributes: str) -> list[Element]:
    """The elements of one kind, those with some attributes."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [
        one for one in elements
        if one.tag.endswith("}" + tag) and all(one.get(name) == value for name, value in named.items())
    ]  # fmt: skip


def number(element: Element, name: str) -> float:
    return float(element.get(name, "nan"))


def text_of(elements: Sequence[Element], words: str) -> Element:
    return next(one for one in kind(elements, "text") if one.text == words)


def points(element: Element) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in element.get("points", "").split())
    return [(float(x), float(y)) for x, y in pairs]


def extents(element: Element) -> Iterator[tuple[float, float]]:
    """The corners of what an element covers."""
    yield from points(element)
    if element.tag.endswith("circle"):
        x, y, r = (number(element, name) for name in ("cx", "cy", "r"))
        yield from ((x - r, y - r), (x + r, y + r))
    if element.tag.endswith("rect"):
        x, y = (float(element.get(name, "0")) for name in ("x", "y"))
        yield from ((x, y), (x + number(element, "width"), y + number(element, "height")))
    if element.tag.endswith("text"):
        x, y, size = (number(element, name) for name in ("x", "y", "font-size"))
        width = width_of(element.text or "", size)
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
        yield from ((left, y - size * 0.8), (left + width, y + size * 0.3))


def check_is_sound(figure: Figure) -> None:
    """Well-formed, of plain elements only, and all of it on the paper."""
    root, *elements = drawn(figure)
    assert {one.tag.rpartition("}")[2] for one in elements} <= {"rect", "polyline", "polygon", "circle", "text"}
    assert not [child for one in elements for child in one]
    height = number(root, "height")
    outside = [
        (one.tag, one.attrib, one.text)
        for one in elements
        for x, y in extents(one)
        if not (-0.1 <= x <= WIDTH + 0.1 and -0.1 <= y <= height + 0.1)
    ]
    assert not outside


# Goals


def test_the_levels_of_a_goal_lie_at_equal_distances_and_its_days_as_far_apart_as_they_were() -> None:
    elements = drawn(goal_chart([goal((10, -1), (20, 0), (30, 1), (40, 2), baseline=-2)]))
    marks = [(number(one, "cx"), number(one, "cy")) for one in kind(elements, "circle", fill=ACCENT)][:5]
    steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(marks)]
    assert len({(round(right, 1), round(down, 1)) for right, down in steps}) == 1
    assert steps[0][0] > 50
    assert steps[0][1] < -30  # +2 is at the top
    target = kind(elements, "polyline", stroke=INK, stroke_width="1.4")
    assert [points(one)[0][1] for one in target] == [marks[2][1]]
    for level, (_x, y) in zip(("-2", "-1", "0", "+1", "+2"), marks, strict=True):
        assert abs(number(text_of(elements, level), "y") - y) < 6
    assert points(kind(elements, "polyline", stroke=ACCENT)[0]) == marks


def test_goals_at_the_same_levels_hide_neither_each_other_nor_their_numbers() -> None:
    goals = [goal((30, 0), (60, 0), baseline=-1) for _number in range(MOST_GOALS)]
    elements = drawn(goal_chart(goals))
    looks, places = set(), []
    for one in kind(elements, "polyline", stroke_width="1.6"):
        if len(points(one)) == 3:
            places.append(points(one)[-1][1])
            looks.add((one.get("stroke-dasharray"), one.get("stroke")))
    assert len(set(places)) == len(looks) == MOST_GOALS
    badges = sorted(number(one, "cy") for one in kind(elements, "circle", r="7.5") if number(one, "cx") > WIDTH / 2)
    assert len(badges) == MOST_GOALS
    assert all(after - before >= 15 for before, after in pairwise(badges))


def test_no_chart_where_no_goal_moved_in_time() -> None:
    assert goal_chart([]) is None
    assert goal_chart([goal(baseline=-2)]) is None
    assert goal_chart([goal((5, 1))]) is None
    assert goal_chart([goal((0, 1), (0, 2), baseline=-2)]) is None
    assert goal_chart([goal((5, 1), baseline=-2)]) is not None
    assert goal_chart([goal((5, 1), (6, 1))]) is not None


def test_goals_in_words_with_their_numbers_days_and_raters() -> None:
    own = goal((20, 0), baseline=-2, statement='Says "no"\naloud.')
    by_client = own.changed(
        id="h", statement="Rests", baseline=None, status="dropped",
        ratings=[{"on": on(40), "level": 2, "by": "client"}, {"on": on(9), "level": -1}],
    )  # fmt: skip
    figure = goal_chart([goal(statement="Not rated"), own, by_client])
    assert figure
    assert 'Goal 2, “Says "no" aloud.”: baseline -2 on 2 Mar 2026; 0 on 22 Mar 2026.' in figure.alt
    assert "Goal 3, “Rests” (Dropped): -1 on 11 Mar 2026; +2 on 11 Apr 2026 (Client)." in figure.alt
    assert "Not rated" not in figure.alt
    assert {"2", "3", "Rests (Dropped)"} <= {one.text for one in kind(drawn(figure), "text")}


def test_of_too_many_goals_those_that_count_are_drawn_and_the_rest_is_told() -> None:
    given_up = [goal((9, 1), baseline=0, statement=f"Old {number}", status="revised") for number in range(3)]
    goals = [*given_up, *(goal((9, 1), baseline=0, statement=f"New {number}") for number in range(MOST_GOALS - 1))]
    figure = goal_chart(goals)
    assert figure
    assert "2 more rated goals are not in the chart." in figure.alt
    assert text_of(drawn(figure), "2 more rated goals are not in the chart.") is not None
    assert all(f"“New {number}”" in figure.alt for number in range(MOST_GOALS - 1))
    assert figure.alt.count("“Old ") == 1


# Expectation and reality


def test_bars_are_as_long_as_the_scores_and_the_gap_lies_between_them() -> None:
    figure = gap_chart(gap_of([score("education", 0, 4, 1), score("legal", 3, 3, 3), score("education", 60, 4, 5)]))
    elements = drawn(figure)
    expected, real = kind(elements, "rect", fill=PAPER, stroke=OTHER)[1:], kind(elements, "rect", fill=ACCENT)[1:]
    unit = number(expected[0], "width") / 4
    assert [round(number(one, "width") / unit, 2) for one in expected] == [4, 3, 4]
    assert [round(number(one, "width") / unit, 2) for one in real] == [1, 3, 5]
    gaps = kind(elements, "rect", fill=PAPER, stroke=ACCENT)[1:]
    assert len(gaps) == 1
    assert number(gaps[0], "x") == pytest.approx(number(real[0], "x") + unit, abs=0.1)
    assert number(gaps[0], "width") == pytest.approx(3 * unit, abs=0.1)
    five = number(kind(elements, "text", fill=QUIET, text_anchor="middle")[4], "x")
    assert five == pytest.approx(number(real[0], "x") + 5 * unit, abs=0.1)
    words = [one.text for one in kind(elements, "text")]
    assert {"gap 3", "gap 0", "not scored again", "2 Mar 2026 to 5 Mar 2026", "1 May 2026"} <= set(words)
    assert figure
    assert figure.alt.endswith(
        "Education: on 2 Mar 2026 expected 4, real 1, gap 3; on 1 May 2026 expected 4, real 5, gap 0. "
        "Documents and legal status: on 5 Mar 2026 expected 3, real 3, gap 0; not scored again."
    )


def test_scored_on_one_day_there_is_one_column_and_never_scored_no_chart() -> None:
    assert gap_chart(gap_of([])) is None
    figure = gap_chart(gap_of([score("education", 0, 4, 1)]))
    assert figure
    assert "not scored again" not in figure.svg + figure.alt
    assert "At first" not in figure.svg
    assert text_of(drawn(figure), "Scored") is not None


def test_of_too_many_domains_the_widest_gaps_are_shown() -> None:
    narrow = [score(f"narrow {number}", 0, 3, 2) for number in range(3)]
    wide = [score(f"wide {number}", 0, 5, 1) for number in range(MOST_DOMAINS - 1)]
    figure = gap_chart(gap_of([*narrow, *wide, score("narrow 2", 50, 3, 3)]))
    assert figure
    assert "2 more domains, with no wider gap, are not in the chart." in figure.alt
    assert "narrow 0: " in figure.alt
    assert all(f"wide {number}: " in figure.alt for number in range(MOST_DOMAINS - 1))


# Measures


def test_a_series_lies_on_its_scale_with_its_band_and_its_phases() -> None:
    figure = ab(*MCKISSICK)
    elements = drawn(figure)
    hollow, full = kind(elements, "circle", fill=PAPER), kind(elements, "circle", fill=ACCENT)
    assert (len(hollow), len(full)) == (3, 7)
    ys = [number(one, "cy") for one in (*hollow, *full)]
    values = [value for phase in MCKISSICK for value in phase]
    unit = (ys[5] - ys[2]) / (values[2] - values[5])  # of the axis, from two values far apart
    assert unit > 5
    for y, value in zip(ys, values, strict=True):
        assert y == pytest.approx(ys[2] + (values[2] - value) * unit, abs=0.1)
    across = {number(one, "y"): one.text for one in kind(elements, "text", fill=QUIET)}
    for name, value in (("+2 SD 17.23", 17.2348), ("mean of A 13.98", 13.9833), ("-2 SD 10.73", 10.7319)):
        place = next(y for y, text in across.items() if text == name)
        assert place == pytest.approx(ys[2] + (values[2] - value) * unit, abs=5)
    [border] = kind(elements, "polyline", stroke_dasharray="6 4")
    assert number(hollow[-1], "cx") < points(border)[0][0] < number(full[0], "cx")
    courses = [len(points(one)) for one in kind(elements, "polyline", stroke=ACCENT)]
    assert courses == [3, 7]  # A and B are not joined
    assert {"A", "B: with the intervention"} <= {one.text for one in kind(elements, "text", font_weight="bold")}


def test_a_series_in_words() -> None:
    figure = measured(
        [("A", 0, 3), ("A", 1, 4.5), ("A", 2, 2), ("B", 3, 0), ("A", 4, 1200)], unit="a week", target="Absent"
    )
    assert figure
    assert figure.caption == (
        "Absent: the values over time; A without the intervention, B with it. "
        "The band is the mean of A and two standard deviations each way."
    )
    assert figure.alt == (
        "Unit: a week. Less is better. A: baseline, without the intervention: 3 on 2 Mar 2026; "
        "4.5 on 3 Mar 2026; 2 on 4 Mar 2026; 1,200 on 6 Mar 2026. B: with the intervention: 0 on 5 Mar 2026. "
        "Mean of A 302.38, band from -894.46 to 1,499.21."
    )


def test_no_chart_of_a_single_value() -> None:
    assert measured([]) is None
    assert measured([("A", 0, 3)]) is None
    assert ab([3], [5]) is not None


# On any text and any value


@given(st.lists(st.tuples(TEXTS, LEVELS, st.lists(st.tuples(OFFSETS, LEVELS), max_size=9)), max_size=10))
@settings(max_examples=40)
def test_any_goals_stay_on_the_paper(told: list[tuple[str, int, list[tuple[int, int]]]]) -> None:
    goals = [goal(*ratings, statement=text, baseline=level) for text, level, ratings in told]
    if figure := goal_chart(goals):
        check_is_sound(figure)
        for each in [one for one in goals if one.ratings][:MOST_GOALS]:
            assert clean_line(each.statement) in figure.alt
            assert all(day_text(rating.on) in figure.alt for rating in each.ratings)


@given(st.lists(st.tuples(TEXTS, OFFSETS, st.integers(1, 5), st.integers(1, 5)), max_size=24))
@settings(max_examples=40)
def test_any_domains_stay_on_the_paper(told: list[tuple[str, int, int, int]]) -> None:
    scores = [score(text[:60], day, *levels) for text, day, *levels in told if clean_line(text[:60])]
    if figure := gap_chart(gap_of(scores)):
        check_is_sound(figure)


VALUES = st.one_of(st.floats(-50, 50), st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 9))


@given(st.lists(st.tuples(st.sampled_from("AB"), OFFSETS, VALUES), min_size=2, max_size=30), TEXTS, TEXTS)
@settings(max_examples=60)
def test_any_series_stays_on_the_paper(told: list[tuple[str, int, float]], target: str, unit: str) -> None:
    figure = measured(told, target=clean_line(target)[:120], unit=unit)
    assert figure
    check_is_sound(figure)
    assert all(day_text(on(day)) in figure.alt for _stage, day, _value in told)


@given(st.lists(OFFSETS, min_size=2, max_size=40, unique=True), st.sampled_from(["en", "id", "H"]))
@settings(max_examples=60)
def test_days_never_run_into_each_other_and_both_ends_are_told(days: list[int], told: str) -> None:
    use("en" if told == "H" else told)
    with days_told((lambda day: f"H+{(day - DAY).days}") if told == "H" else None):
        figure = measured([("B", day, 1) for day in days])
        last = day_text(on(max(days)))
    labels = kind(drawn(figure), "text", text_anchor="middle", font_size="10.5")
    edges = [(number(one, "x"), width_of(one.text or "", 10.5) / 2) for one in labels]
    assert all(one + half < other - other_half for (one, half), (other, other_half) in pairwise(edges))
    assert len(labels) >= 2
    assert labels[-1].text == last
    assert told != "H" or all((one.text or "").startswith("H+") for one in labels)


def test_hostile_text_is_text_in_the_language_in_use() -> None:
    use("id")
    figures = (
        goal_chart([goal((9, 1), baseline=0, statement=HOSTILE)]),
        gap_chart(gap_of([score(HOSTILE[:60], 0, 4, 1)])),
        measured([("A", 0, 1), ("B", 1, 2)], target=HOSTILE, unit=HOSTILE),
    )
    for figure in figures:
        assert figure
        check_is_sound(figure)
        assert "</text><script>" in " ".join(one.text or "" for one in kind(drawn(figure), "text"))
    assert figures[0]
    assert figures[2]
    assert "Sesuai target" in figures[0].svg
    assert "Makin sedikit makin baik" in figures[2].svg


# Room


def test_no_text_is_wider_than_it_is_taken_to_be() -> None:
    """Measured by the typesetter of the PDF itself."""
    typst = pytest.importorskip("typst", reason="there is no typst for this system")
    texts = [
        "Kunjungan rumah", "mmmWWW@@%%", "illiIl.,;:'|", "1234567890", "[Ibu] & <anak> #1", "ÀÉîõü ñç", "ŁŐœßđ",
        "Семья щедрая ЖЮ", "Οικογένεια", "العائلة المدرسة", "कखग", "中文", "ﷺ㎞½", "+2 -1 → …—", "😀👍",
    ]  # fmt: skip
    source = (
        b"#let sizes(w) = json(bytes(sys.inputs.texts)).map(t => measure(text(size: 100pt, weight: w, t)).width.pt())\n"
        b'#context [#set text(font: "Noto Sans"); #metadata((sizes("regular"), sizes("bold"))) <sizes>]'
    )
    answer = typst.query(
        source, "<sizes>", field="value", one=True, sys_inputs={"texts": json.dumps(texts)},
        font_paths=[str(files("fontpkg_noto_sans") / "files")],
    )  # fmt: skip
    for widths in json.loads(answer):
        wider = [text for text, width in zip(texts, widths, strict=True) if width > width_of(text, 100)]
        assert not wider


@given(st.text(max_size=200), st.floats(20, 400))
@settings(max_examples=60)
def test_cut_and_folded_texts_fit_their_room(text: str, room: float) -> None:
    assert width_of(fitted(text, room)) <= room
    lines = folded(text, room)
    assert len(lines) <= 2
    assert all(width_of(line) <= room for line in lines)
    assert fitted(text, 1e9) == clean_line(text)
    if not any("…" in line for line in lines):
        assert " ".join(lines) == clean_line(text)


@given(st.lists(st.floats(0, 100), max_size=8).map(sorted))
def test_places_are_apart_inside_the_field_and_move_only_when_they_must(wishes: list[float]) -> None:
    places = spread(wishes, 10, 0, 100)
    assert all(after - before >= 9.99 for before, after in pairwise(places))
    assert all(0 <= place <= 100 for place in places)
    if all(after - before >= 10 for before, after in pairwise(wishes)):
        assert places == pytest.approx(wishes)
