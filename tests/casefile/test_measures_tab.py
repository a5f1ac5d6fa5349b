"""The tab of measures: the gap first, then each measure, drawn, and said in words that claim no more than there is."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from store import Case, Casebook
from store.language import use
from store.model import Goal, Measure, Measurement, Score
from tests.casefile.conftest import case_file, see, shown, until
from tests.conftest import MORNING
from tests.forms.host import HOSTILE, SIZES, speak
from tui.app import LingkarApp
from tui.casefile.layout import STRONG
from tui.casefile.measures_tab import MeasuresTab, measure_rows
from tui.casefile.reading import Reading
from tui.casefile.rows import Row, RowPage

DATA = Path(__file__).parents[2].parent / "shared" / "data"
BEFORE = (3, 4, 2, 5, 3, 4)
"""A baseline of the domain reference 4.3, with a band of 1.40 to 5.60."""


def measure(
    book: Casebook, case: Case, a: Sequence[float], b: Sequence[float] = (), improves: str = "down", **fields: str
) -> Measure:
    """A measure with a value a day, those of A first."""
    made = book.add(Measure, case.code, target=fields.pop("target", "Menangis"), improves=improves, **fields)
    told = [("A", value) for value in a] + [("B", value) for value in b]
    add(book, case, made, told)
    return made


def add(book: Casebook, case: Case, made: Measure, told: Sequence[tuple[str, float]]) -> None:
    book.add_parts([
        book.new_part(
            Measurement, case.code, measure=made.id, on=date(2026, 9, 1) + timedelta(days=n), stage=stage, value=value
        )
        for n, (stage, value) in enumerate(told)
    ])  # fmt: skip


def lines(book: Casebook, case: Case, width: int = 76, hidden: bool = False) -> list[str]:
    rows = measure_rows(Reading(book, case.code, hidden), width)
    return [line.plain.rstrip() for row in rows for line in row.lines]


def says(book: Casebook, case: Case, width: int = 76, hidden: bool = False) -> str:
    """What the tab says, wherever its lines break."""
    return " ".join(" ".join(lines(book, case, width, hidden)).split())


def read(name: str, **wanted: str) -> list[tuple[str, float]]:
    """Phase and value of a published series."""
    path = DATA / name
    if not path.exists():
        pytest.skip("the published series are not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if all(row[key] == value for key, value in wanted.items())]
    return [(row["Condition"], float(row["Outcome"])) for row in rows]


# What is said


@pytest.mark.parametrize(
    ("b", "said"),
    [
        ((2, 2, 1, 2, 1, 0, 0, 0), "5 of 8 B values outside the band on the better side, 4 in a row: a change"),
        ((2, 2, 3, 2, 1, 2), "1 of 6 B values outside the band on the better side, not 2 in a row: no"),
        ((2, 2, 3, 2, 3), "None of 5 B values outside the band on the better side: no change beyond chance variation."),
        ((2,), "1 B value, not outside the band on the better side: no change beyond chance variation seen, but there"),
        ((1,), "1 of 1 B value outside the band on the better side, not 2 in a row: no change beyond"),
        ((1, 1), "2 of 2 B values outside the band on the better side, 2 in a row: perhaps a change beyond chance"),
        ((), "Only baseline so far: no value with the intervention (B) yet."),
    ],
)  # fmt: skip
def test_the_signal_and_the_honest_opposite(book: Casebook, case: Case, b: Sequence[float], said: str) -> None:
    measure(book, case, BEFORE, b)
    text = says(book, case)
    assert said in text
    assert ("not what changed it" in text) == (": a change beyond chance" in text)


@pytest.mark.parametrize(("b", "is_bold"), [((2, 2, 1, 1, 1), True), ((1, 1, 1), False)], ids=["long", "short"])
def test_only_what_is_sure_is_bold(book: Casebook, case: Case, b: Sequence[float], is_bold: bool) -> None:
    measure(book, case, BEFORE, b)
    drawn = [line for row in measure_rows(Reading(book, case.code, False), 76) for line in row.lines]
    (claim,) = (line for line in drawn if "outside the band" in line.plain)
    assert any(span.style == STRONG for span in claim.spans) == is_bold


def test_a_turn_for_the_worse_is_said_too(book: Casebook, case: Case) -> None:
    measure(book, case, BEFORE, (6, 7, 1))
    assert "2 B values lie outside the band on the worse side." in says(book, case)
    other = book.add_case(alias="x", size="family")
    measure(book, other, BEFORE, (6, 7, 1), improves="up")
    assert "1 B value lies outside the band on the worse side." in says(book, other)


def test_what_it_rests_on_is_explained_in_a_line_each(book: Casebook, case: Case) -> None:
    """Means, band, NAP and PND of the series of Parker 2011 (domain reference 4.3)."""
    measure(book, case, (20, 20, 26, 25, 22, 23), (28, 25, 24, 27, 30, 30, 29), "up", unit="kata")
    text = says(book, case)
    for told in (
        "Menangis More is better · kata · 13 values",
        "4 of 7 B values outside the band on the better side, 3 in a row",
        "Mean (number of values): A 22.67 (6), B 27.57 (7).",
        "Band: 17.66 to 27.67, the mean of A and two standard deviations each way.",
        "NAP 92%: the share of pairs of A and B in which B is better; 50% is no difference.",
        "PND 71%: the share of B values that are better than the best A value.",
    ):
        assert told in text


def test_without_a_band_nothing_is_claimed_and_it_is_said_why(book: Casebook, case: Case) -> None:
    measure(book, case, (2, 2, 2), (1, 1, 1))
    text = says(book, case)
    assert "cannot be said: there is no band." in text
    assert "The baseline is constant" in text
    assert "Band:" not in text
    assert "NAP 100%" in text


def test_a_measure_without_values_and_none_at_all_teach(book: Casebook, case: Case) -> None:
    text = says(book, case)
    assert "first without the intervention (A), then with it (B)" in text
    assert "Press i q to say what it is." in text
    goal = book.add(Goal, case.code, statement="Tidur nyenyak")
    made = measure(book, case, (), goal=goal.id)
    assert "No value yet. Press i m to write one down." in says(book, case)
    assert "goal: Tidur nyenyak" in says(book, case)
    book.terminate(case.code, reason="died", outcome="unknown", summary="x")
    assert "Press" not in says(book, case)
    book.undo()
    book.remove(made)
    book.terminate(case.code, reason="died", outcome="unknown", summary="x")
    assert "Nothing was measured." in says(book, case)


def test_the_gap_stands_first_and_the_values_the_newest_first(book: Casebook, case: Case) -> None:
    book.add(Score, case.code, domain="education", expectation=5, reality=2)
    made = measure(book, case, (3, 4.5))
    book.add(Measurement, case.code, measure=made.id, on=date(2026, 8, 1), stage="A", value=10, note="dihitung ibu")
    rows = measure_rows(Reading(book, case.code, False), 76)
    kinds = [Score, Score, Measure, Measurement, Measurement, Measurement]  # the domain, then its score
    assert [type(row.part) for row in rows if row.part] == kinds
    text = [line.rstrip() for line in lines(book, case)]
    place = next(n for n, line in enumerate(text) if line.startswith("     2 Sep 2026"))
    assert text[place : place + 3] == [
        "     2 Sep 2026  A  4.5", "     1 Sep 2026  A    3", "     1 Aug 2026  A   10  dihitung ibu",
    ]  # fmt: skip


def test_what_was_said_with_a_value_is_cut_only_where_the_window_ends(book: Casebook, case: Case) -> None:
    made = measure(book, case, (3,))
    note = "kata " * 15 + "akhir"
    book.add(Measurement, case.code, measure=made.id, on=date(2026, 8, 1), stage="A", value=10, note=note)
    laid = {width: measure_rows(Reading(book, case.code, False), width) for width in (96, 135)}
    told = {width: [line.plain for row in rows for line in row.lines] for width, rows in laid.items()}
    assert {width: any("akhir" in line for line in lines) for width, lines in told.items()} == {96: False, 135: True}


# What is drawn: the data of two papers


@pytest.mark.parametrize(
    ("period", "said", "change", "band"),
    [
        ("Period 1", "6 of 7 B values", "perhaps a change", ("17.23", "13.98", "10.73")),
        ("Period 2", "3 of 7 B values", "a change beyond chance variation.", ("28.81", "17.65", "6.5")),
    ],
)
def test_mckissick_is_drawn_with_its_band_and_its_border(
    book: Casebook, case: Case, period: str, said: str, change: str, band: tuple[str, str, str]
) -> None:
    told = read("mckissick2010_ab.csv", Case_pseudonym=period)
    made = measure(book, case, ())
    add(book, case, made, told)
    assert said in says(book, case)
    assert f"in a row: {change}" in says(book, case)
    drawn = lines(book, case)
    upper, middle, lower = (
        f"{name} {value}" for name, value in zip(("+2 SD", "mean of A", "-2 SD"), band, strict=True)
    )
    places = [next(n for n, line in enumerate(drawn) if line.endswith(words)) for words in (upper, middle, lower)]
    assert places == sorted(places), "the higher value stands higher"
    chart = drawn[min(places) - 3 : max(places) + 6]
    assert any(line.split() == ["A", "│", "B"] for line in chart), "both phases are named above it"
    assert sum(line.count("│") + line.count("┼") for line in chart) >= 6, "the border goes through"
    assert sum(line.count("*") for line in chart) == len(told), "every value has its mark"


def test_schmidt_is_drawn_in_four_phases(book: Casebook, case: Case) -> None:
    told = read("schmidt2007_abab.csv", Case_pseudonym="Faith", Outcome_descriptor="Disruptive Behavior")
    made = measure(book, case, (), target="Gangguan")
    add(book, case, made, told)
    drawn = lines(book, case)
    assert any(line.replace("│", " ").split() == ["A", "B", "A", "B"] for line in drawn)
    text = says(book, case)
    assert "Some A values come after the first B value." in text
    assert "in a row: a change beyond chance variation." in text
    assert f"Mean (number of values): A 19.05 ({sum(stage == 'A' for stage, _value in told)})" in text


# Readable, safe and quick


@pytest.mark.parametrize("width", [20, 76, 136])
def test_no_line_is_wider_than_the_page(book: Casebook, case: Case, width: int) -> None:
    speak("long")
    wide = "漢字" * 40 + " " + "a" * 200
    made = measure(book, case, BEFORE, (6, 1, 1, 0), target="漢字" * 50, unit=wide)
    book.add(Measurement, case.code, measure=made.id, stage="B", value=123456789.123456, note=wide)
    measure(book, case, ())
    rows = measure_rows(Reading(book, case.code, False), width)
    assert all(line.cell_length <= width for row in rows for line in row.lines)


@pytest.mark.parametrize("size", SIZES[::2], ids=str)
async def test_chart_and_signal_are_readable_at_every_size(
    app: LingkarApp, book: Casebook, case: Case, size: tuple[int, int]
) -> None:
    measure(book, case, BEFORE, (2, 2, 1, 2, 1, 0, 0, 0))
    async with case_file(app, case.code, size) as pilot:
        await pilot.press("6")
        await see(app, "Menangis")
        seen = ""
        for _step in range(40):
            seen += " ".join(shown(app).replace("┃", " ").split()) + "\n"
            await pilot.press("down")
        for told in ("+2 SD 5.6", "mean of A 3.5", "a change beyond chance variation.", "NAP 97%", "1 Sep 2026 A 3"):
            assert told in seen


def test_hidden_nothing_of_the_client_is_shown(book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="Rahasia satu")
    made = measure(book, case, BEFORE, target="Rahasia dua", unit="Rahasia tiga", goal=goal.id)
    book.add(Measurement, case.code, measure=made.id, stage="B", value=1, note="Rahasia empat")
    text = says(book, case, hidden=True)
    assert "Rahasia" not in text
    assert "Less is better" in text


async def test_hostile_text_is_shown_as_text(app: LingkarApp, book: Casebook, case: Case) -> None:
    use("id")
    made = measure(book, case, BEFORE, target=HOSTILE[:80], unit=HOSTILE)
    book.add(Measurement, case.code, measure=made.id, stage="B", value=1, note=HOSTILE)
    async with case_file(app, case.code, SIZES[0]) as pilot:
        await pilot.press("6")
        await see(app, "[/] [bold]x[/bold]")
        for key in ("down", "G", "g"):
            await pilot.press(key)
            assert "\x1b" not in shown(app)
            assert "\u202e" not in shown(app)
        assert not app.trouble


async def test_a_thousand_values_are_laid_out_once_and_drawn_as_far_as_they_are_seen(
    app: LingkarApp, book: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = book.add(Measure, case.code, target="Langkah", improves="up")
    book.add_parts([
        book.new_part(
            Measurement, case.code, measure=made.id, on=MORNING.date() - timedelta(days=n),
            stage="B" if n < 700 else "A", value=(n * 7) % 13,
        )
        for n in range(1000)
    ])  # fmt: skip
    laid: list[int] = []

    def counted(reading: Reading, width: int) -> list[Row]:
        laid.append(width)
        return measure_rows(reading, width)

    monkeypatch.setattr(MeasuresTab, "lay_out", staticmethod(counted))
    async with case_file(app, case.code) as pilot:
        await pilot.press("6")
        await see(app, "1,000 values")
        page = app.screen.query_one(MeasuresTab).query_one(RowPage)
        before = len(laid)
        await pilot.press(*["down"] * 12, "pagedown", "G")
        await until(lambda: isinstance(app.screen.part, Measurement))  # type: ignore[attr-defined]
        assert len(laid) == before, "moving lays nothing out"
        assert len(page._strips) < 12 * page.size.height, "what was never in sight is never drawn"
