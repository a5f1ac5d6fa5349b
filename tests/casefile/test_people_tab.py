"""The tab for people, and the gap: what they show of a file, at any width, hidden or not, and the whole way by keys."""

from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from store import Case, Casebook
from store.language import _, use
from store.model import Person, Relation, Score
from store.practice.ecomap import read_relation
from tests.casefile.conftest import case_file, see, shown, unruled, until
from tests.casework.conftest import TODAY
from tests.forms.host import HOSTILE, write
from tui.app import LingkarApp
from tui.casefile.gap_lines import gap_lines, gap_rows
from tui.casefile.page import Lines
from tui.casefile.people_tab import PeopleTab, people_rows
from tui.casefile.reading import HIDDEN, Reading
from tui.casefile.rows import Row
from tui.casefile.screen import CaseFile
from tui.casework.people import PersonForm, RelationForm
from tui.casework.scores import ScoreForm, ScoresForm
from tui.forms.ask import Ask

NASTY = f"家族 {HOSTILE}"[:60]


def reading(book: Casebook, code: str, hidden: bool = False) -> Reading:
    return Reading(book, code, hidden)


def plain(rows: list[Row]) -> list[str]:
    return [unruled(line.plain) for row in rows for line in row.lines]


def tie(book: Casebook, code: str, line: str) -> Relation:
    return book.add(Relation, code, **read_relation(line))


@pytest.fixture
def family(book: Casebook, case: Case) -> Case:
    """A mother and her son, a grandmother, and what ties them."""
    code = case.code
    book.add(Person, code, alias="Ibu", kin_role="ibu", sex="female", age=34, name="Siti", contact="0812")
    book.add(Person, code, alias="Anak A", sex="male", born=date(2017, 5, 3), note="suka bola " * 40)
    book.add(Person, code, alias="Nenek", is_member=False, is_deceased=True, age=70)
    for line in ("Ibu <=== Nenek", "Anak A -/- SDN 03: bolos", "Ibu |_ Anak A", "Nenek |_ Ibu"):
        tie(book, code, line)
    return book.case(code)


@pytest.fixture
def scored(book: Casebook, case: Case) -> Case:
    """The worked example of the domain reference, 4.2, with one domain of one's own."""
    days = (TODAY - timedelta(days=30), TODAY)
    before = {
        "health": (4, 1, 3),
        "housing": (4, 2, 2),
        "legal": (3, 2, 1),
        "roles": (5, 3, 2),
        "Air bersih": (3, 4, 1),
    }
    now = {**before, "health": (4, 3, 3), "housing": (3, 3, 2), "legal": (3, 3, 1)}
    for day, told in zip(days, (before, now), strict=True):
        for domain, (expectation, reality, weight) in told.items():
            book.add(
                Score, case.code, domain=domain, on=day, expectation=expectation, reality=reality, weight=weight,
                whose="sekolah",
            )  # fmt: skip
    return book.case(case.code)


# People


def test_an_empty_tab_teaches(book: Casebook, case: Case) -> None:
    text = " ".join(plain(people_rows(reading(book, case.code), 74)))
    assert "Press i p to add the first person." in text
    assert "Mother === Grandmother" in text
    assert "Press i e to add one." in text
    assert all(row.part is None for row in people_rows(reading(book, case.code), 74))


def test_everybody_and_every_tie_has_a_row(book: Casebook, family: Case) -> None:
    rows = people_rows(reading(book, family.code), 74)
    parts = [row.part for row in rows if row.part]
    assert parts == [*book.parts(Person, family.code), *book.parts(Relation, family.code)]
    lines = plain(rows)
    assert lines[:2] == ["Client system  2", "Ibu · ibu · 34 years old"]
    assert "  Siti · 0812" in lines
    assert "Anak A · 9 years old · child" in lines
    assert "Nenek · has died" in lines  # no age, which would go on counting
    assert any(line.startswith("Anak A -/- SDN 03: bolos ") and line.endswith(" stressful tie") for line in lines)
    for heading in ("Around the client  1", "Ties  4", "Ecomap", "Genogram"):
        assert heading in lines
    assert "<X Nenek>" in lines
    assert "└─ (Ibu)" in lines


def test_hidden_no_word_of_the_file_is_shown(book: Casebook, family: Case) -> None:
    text = "\n".join(plain(people_rows(reading(book, family.code, hidden=True), 74)))
    for word in ("Ibu", "ibu", "Siti", "0812", "Anak", "bola", "Nenek", "SDN", "bolos", "Bu S"):
        assert word not in text
    assert f"{HIDDEN} <=== {HIDDEN}" in text
    assert "34 years old" in text


def test_without_kinship_there_is_no_genogram_and_without_ties_no_ecomap(book: Casebook, case: Case) -> None:
    book.add(Person, case.code, alias="Ibu")
    lines = plain(people_rows(reading(book, case.code), 74))
    assert "Ecomap" not in lines
    assert "Press i e to add one." in " ".join(" ".join(lines).split())
    tie(book, case.code, "Ibu === SD")
    lines = plain(people_rows(reading(book, case.code), 74))
    assert "Ecomap" in lines
    assert "Genogram" not in lines


@pytest.mark.parametrize("width", [30, 40, 54, 74, 134])
def test_many_and_hostile_names_never_stick_out(book: Casebook, case: Case, width: int) -> None:
    code = case.code
    people = [
        book.new_part(Person, code, alias=f"{n} {NASTY}"[:60], is_member=n % 3 == 0, note=NASTY) for n in range(60)
    ]
    ends = [one.alias for one in people]
    relations = [
        book.new_part(Relation, code, a=ends[n % 60], b=ends[n * 7 % 59 + 1], bond=bond, note=NASTY)
        for n, bond in zip(range(80), ["strong", "child", "broken", "married"] * 20, strict=True)
    ]
    book.add_parts([*people, *relations])
    rows = people_rows(reading(book, code), width)
    assert sum(row.part is not None for row in rows) == 140
    for line in plain(rows):
        assert cell_len(line) <= width, line
        assert "\x1b" not in line


def test_a_closed_case_asks_for_nothing(book: Casebook, case: Case) -> None:
    why = "Pindah ke kota lain hari ini"
    book.terminate(case.code, reason="moved", outcome="same", summary="Pindah", notice="informed", override=why)
    closed = reading(book, case.code)
    assert plain(people_rows(closed, 74)) == ["Nobody was written down."]
    assert gap_rows(closed, 74) == []
    assert gap_lines(closed, 74) == []


# The gap


def texts(lines: Lines) -> list[str]:
    return [unruled(line.plain) for line in lines]


def test_the_gap_for_the_overview_shows_the_widest_first_and_what_moved(book: Casebook, scored: Case) -> None:
    lines = texts(gap_lines(reading(book, scored.code), 74))
    assert [line.split("  ")[1] for line in lines[1:6]] == [
        "Social roles", "Physical health", "Housing", "Documents and legal…", "Air bersih",
    ]  # fmt: skip
    assert lines[1].endswith("gap 2")
    assert lines[2].endswith("gap 1, was 3")
    assert lines[6:8] == [
        "  Gap index 50 -> 19: 31 points smaller, 61% of it closed", "  25 points from reality, 6 from expectation",
    ]  # fmt: skip
    assert lines[8].startswith("  Course ")


def test_a_gap_that_grew_or_stayed(book: Casebook, case: Case) -> None:
    def score(days_ago: int, expectation: int, reality: int, domain: str = "health") -> None:
        day = TODAY - timedelta(days=days_ago)
        book.add(Score, case.code, domain=domain, on=day, expectation=expectation, reality=reality)

    def said() -> str:
        return " ".join(texts(gap_lines(reading(book, case.code), 74)))

    score(3, 4, 3)
    assert "Gap index 25; scored on 18 Nov 2026" in said()
    assert "Course" not in said()
    score(3, 4, 3, "legal")
    score(2, 4, 3, "roles")  # at first, too
    assert "Gap index 25; scored on 19 Nov 2026" in said()
    for domain in ("legal", "roles"):
        book.remove(next(one for one in book.parts(Score, case.code) if one.domain == domain))
    score(2, 4, 3)
    assert "Gap index 25, as at first" in said()
    assert "by reality" not in said()
    score(1, 5, 2)
    assert "Gap index 25 -> 75: 50 points wider" in said()
    assert "25 points from reality, 25 from expectation" in said()
    score(0, 3, 2)
    assert "Gap index 25, as at first" in said()
    assert "expectation closed 25 points of it, reality opened as many" in said()


def test_what_rounding_leaves_is_not_put_down_to_what_did_not_move(book: Casebook, case: Case) -> None:
    for days_ago, realities in ((1, (3, 3, 4)), (0, (2, 2, 4))):
        for domain, reality in zip(("health", "legal", "roles"), realities, strict=True):
            day = TODAY - timedelta(days=days_ago)
            book.add(Score, case.code, domain=domain, on=day, expectation=4, reality=reality)
    said = " ".join(texts(gap_lines(reading(book, case.code), 74)))
    assert "Gap index 17 -> 33: 16 points wider" in said  # 16.67 of them
    assert "16 points from reality, 0 from expectation" in said


def test_an_unscored_case_is_told_how(book: Casebook, case: Case) -> None:
    for lines in (texts(gap_lines(reading(book, case.code), 74)), plain(gap_rows(reading(book, case.code), 74))):
        assert lines[0] == "Expectation and reality"
        assert "Press i d to score them." in " ".join(lines)


def test_all_scores_have_a_row_the_newest_first(book: Casebook, scored: Case) -> None:
    rows = gap_rows(reading(book, scored.code), 80)
    domains = reading(book, scored.code).gap.domains
    parts = [row.part for row in rows if row.part]
    assert parts[: len(domains)] == [domain.last for domain in domains], "each domain opens its newest score"
    assert parts[len(domains) :] == sorted(book.parts(Score, scored.code), key=lambda one: one.on, reverse=True)
    lines = plain(rows)
    assert "Scored on 22 Oct 2026" in lines
    assert "  Physical health             expectation 4, reality 3 · weight 3 · sekolah" in lines
    assert any("it is no tested scale" in line for line in lines)
    assert sum("*" in line for line in lines) == 3  # the legend and two days


@pytest.mark.parametrize("width", [30, 55, 75])
def test_both_ends_of_a_long_tie_are_told(book: Casebook, case: Case, width: int) -> None:
    one = tie(book, case.code, "Nenek dari pihak ibu === Paman dan bibi di kampung")
    (row,) = (row for row in people_rows(reading(book, case.code), width) if row.part == one)
    text = " ".join(" ".join(line.plain for line in row.lines).replace("strong tie", "").split())
    assert text == "Nenek dari pihak ibu === Paman dan bibi di kampung"
    assert all(line.plain.startswith("  ") for line in row.lines[1:]), "what goes on is set in"
    assert all(line.cell_length <= width for line in row.lines)


def test_what_was_said_with_a_score_is_cut_only_where_the_window_ends(book: Casebook, case: Case) -> None:
    book.add(Score, case.code, domain="legal", expectation=4, reality=2, note="kata " * 10 + "akhir")
    ends = {width: any(line.endswith("akhir") for line in plain(gap_rows(reading(book, case.code), width)))
            for width in (96, 135)}  # fmt: skip
    assert ends == {96: False, 135: True}


@pytest.mark.parametrize("language", ["id", "en"])
def test_in_a_narrow_window_the_domain_is_cut_and_not_its_numbers(book: Casebook, case: Case, language: str) -> None:
    use(language)
    score = book.add(Score, case.code, domain="legal", expectation=4, reality=2, weight=3)
    told = _("expectation {expectation}, reality {reality}").format(expectation=4, reality=2)
    rows = [row.lines[0].plain for row in gap_rows(reading(book, case.code), 40) if row.part == score]
    assert rows[-1].endswith(f"…  {told} …"), "and that more is known of it is told too"


@pytest.mark.parametrize(("width", "hidden"), [(30, False), (54, True), (134, False), (134, True)])
def test_the_gap_at_any_width(book: Casebook, scored: Case, width: int, hidden: bool) -> None:
    book.add(Score, scored.code, domain=NASTY, expectation=5, reality=1, whose=NASTY, note=NASTY)
    for domain in ("safety", "social"):
        book.add(Score, scored.code, domain=domain, expectation=5, reality=1)
    now = reading(book, scored.code, hidden)
    lines = [*texts(gap_lines(now, width)), *plain(gap_rows(now, width))]
    assert all(cell_len(line) <= width for line in lines)
    assert ("家族" in "".join(lines)) is not hidden
    assert ("sekolah" in "".join(lines)) is not hidden or width < 80
    assert "2 more domains stand in the tab for measures" in " ".join(" ".join(lines).split())


# By keys


async def test_the_whole_way_by_keys(book: Casebook, case: Case, app: LingkarApp) -> None:
    async with case_file(app, case.code, (80, 40)) as pilot:
        await pilot.press("5")
        await see(app, "Press i p to add the first person.")
        await pilot.press("i", "p")
        await until(lambda: isinstance(app.screen, PersonForm) and app.screen.is_mounted)
        await write(pilot, "Ibu")
        await pilot.press("ctrl+s")
        await see(app, "5 People 1")
        await pilot.press("i", "e")
        await until(lambda: isinstance(app.screen, RelationForm) and app.screen.is_mounted)
        await write(pilot, "Ibu === Posyandu ->")
        await pilot.press("ctrl+s")
        await see(app, "Ibu ===> Posyandu strong tie")
        await see(app, "<═══════ strong ════════│ Ibu │")
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, RelationForm) and app.screen.is_mounted)
        await pilot.press("ctrl+u")
        await write(pilot, "Ibu -x- SD")
        await pilot.press("ctrl+s")
        await see(app, "Ibu -x- SD broken tie")
        assert len(book.parts(Relation, case.code)) == 1
        await pilot.press("D")
        await until(lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await until(lambda: not book.parts(Relation, case.code))
        await see(app, "Press i e to add one.")
        await pilot.press("u")
        await see(app, "Ibu -x- SD broken tie")
        await pilot.press("asterisk")
        await see(app, f"{HIDDEN} -x- {HIDDEN} broken tie")
        assert "SD" not in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, RelationForm)


async def test_scoring_and_correcting_by_keys(book: Casebook, case: Case, app: LingkarApp) -> None:
    async with case_file(app, case.code, (80, 40)) as pilot:
        await pilot.press("i", "d")
        await until(lambda: isinstance(app.screen, ScoresForm) and app.screen.is_mounted)
        await pilot.press(*"42", "down", *"513", "ctrl+s")
        await until(lambda: len(book.parts(Score, case.code)) == 2)
        await pilot.press("6")
        await see(app, "Gap index 88; scored on 21 Nov 2026")
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ScoreForm) and app.screen.is_mounted)
        await pilot.press(*"55", "ctrl+s")
        await see(app, "expectation 5, reality 5 · weight 3")
        await pilot.press("D")
        await until(lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await until(lambda: len(book.parts(Score, case.code)) == 1)


async def test_the_tab_of_a_crowd(book: Casebook, case: Case, app: LingkarApp) -> None:
    """60 people and 80 ties: to the end and back, at the smallest size."""
    people = [book.new_part(Person, case.code, alias=f"Orang {n}", is_member=n < 9) for n in range(60)]
    relations = [book.new_part(Relation, case.code, a=f"Orang {n % 9}", b=f"Orang {n % 51 + 9}") for n in range(80)]
    book.add_parts([*people, *relations])
    async with case_file(app, case.code, (60, 20)) as pilot:
        await pilot.press("5", "down", "down")
        tab = app.screen.query_one(PeopleTab)
        await until(lambda: tab.part == book.parts(Person, case.code)[2])
        await pilot.press("G")
        await until(lambda: "Orang 7 --- Orang 37" in shown(app))
        await pilot.press("g")
        await until(lambda: tab.part == book.parts(Person, case.code)[0])


async def test_a_key_behind_the_one_that_opens_the_tab_is_not_lost(book: Casebook, case: Case, app: LingkarApp) -> None:
    """Both come before the tab is laid out, as from a quick hand on a busy machine."""
    for n in range(60):
        book.add(Person, case.code, alias=f"Orang {n}")
    async with case_file(app, case.code, (60, 20)):
        screen = app.screen
        assert isinstance(screen, CaseFile)
        screen.action_tab(5)
        screen.action_to_end()
        await until(lambda: "Orang 59" in shown(app))


def test_an_age_is_never_cut_in_two(book: Casebook, case: Case) -> None:
    book.add(Person, case.code, alias="Ayah tiri", kin_role="ayah tiri, berpisah dari ibunya", age=39)
    rows = [row for row in people_rows(reading(book, case.code), 44) if row.part]
    said = [line.plain for line in rows[0].lines]
    assert said[0].startswith("Ayah tiri · ayah tiri")
    assert "39 years old" in " ".join(said)
    assert all(line.startswith("  ") and cell_len(line) <= 44 for line in said[1:])
