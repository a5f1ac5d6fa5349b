"""Expectation and reality: all domains at once by a few digits, only what changed is written, one score corrected."""

from datetime import date, timedelta

import pytest

from store import Case, Casebook
from store.model import LifeDomain, Score
from store.practice.gap import gap_of
from tests.casework.conftest import TODAY
from tests.casework.forms import saved
from tests.forms.host import (
    HOSTILE,
    break_disk,
    fill,
    opened,
    shown,
    text_of,
    trouble,
    under,
    until,
)  # fmt: skip
from tui.casework.kinds import kind_of
from tui.casework.score_fields import ScoreField, read_scored
from tui.casework.scores import ScoreForm, ScoresForm

BEFORE = TODAY - timedelta(days=20)


def scores(book: Casebook, case: Case) -> list[tuple[str, date, int, int, int, str]]:
    kept = book.parts(Score, case.code)
    return [(one.domain, one.on, one.expectation, one.reality, one.weight, one.whose) for one in kept]


@pytest.fixture
def scored(book: Casebook, case: Case) -> Case:
    """A case that was scored twenty days ago."""
    for domain, *numbers, whose in (
        ("housing", 4, 1, 3, "RT"), ("education", 5, 2, 1, "sekolah"), ("Air bersih", 4, 2, 2, "warga"),
    ):  # fmt: skip
        book.add(
            Score, case.code, domain=domain, on=BEFORE, whose=whose,
            **dict(zip(("expectation", "reality", "weight"), numbers, strict=True)),
        )  # fmt: skip
    return book.case(case.code)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("4 2", (4, 2, None)), ("42", (4, 2, None)), ("4/2/3", (4, 2, 3)), ("4, 2, 3", (4, 2, 3)), ("513", (5, 1, 3)),
        (" 1-1 ", (1, 1, None)),
    ],
)  # fmt: skip
def test_two_or_three_digits_are_a_score(text: str, means: tuple[int, int, int | None]) -> None:
    assert read_scored(text) == means


@pytest.mark.parametrize("text", ["", "4", "6 1", "0 1", "1 6", "4 2 4", "4 2 0", "4 2 1 1", "4 x", "٤ ٢", "4² 2"])
def test_anything_else_is_not(text: str) -> None:
    with pytest.raises(ValueError, match="Two numbers from 1 to 5"):
        read_scored(text)


async def test_a_new_case_is_scored_with_a_few_keys_in_one_act(book: Casebook, case: Case) -> None:
    form = ScoresForm(case.code)
    async with opened(book, form) as pilot:
        rows = list(form.query(ScoreField))
        assert [row.domain for row in rows] == list(map(str, LifeDomain))
        assert len(shown(pilot.app).split("\n")) == 24
        await pilot.press(*"42", "down", *"513", "enter", "down", *"3 4", "up")
        await until(pilot, lambda: "expected 5, real 1: gap 4, weight 3" in shown(pilot.app))
        await saved(pilot)
    assert scores(book, case) == [
        ("basic_needs", TODAY, 4, 2, 1, ""), ("housing", TODAY, 5, 1, 3, ""), ("mental", TODAY, 3, 4, 1, ""),
    ]  # fmt: skip
    book.undo()
    assert scores(book, case) == []


async def test_above_the_first_domain_is_nothing(book: Casebook, case: Case) -> None:
    form = ScoresForm(case.code)
    async with opened(book, form) as pilot:
        first, second = list(form.query(ScoreField))[:2]
        await pilot.press("up")
        assert pilot.app.focused is first.control
        await pilot.press("down")
        assert pilot.app.focused is second.control
        await pilot.press("up")
        assert pilot.app.focused is first.control


async def test_own_domains_the_day_and_whose_expectation(book: Casebook, case: Case) -> None:
    form = ScoresForm(case.code)
    async with opened(book, form, (80, 60)) as pilot:
        await fill(
            pilot, own="Air bersih 4 2 3\n\nRW 05 5 1\nJalan: 3/2\nSDN 3: 4 1\nHousing 2 1", whose="warga", on="1/11",
        )  # fmt: skip
        assert "RW 05: expected 5, real 1: gap 4" in under(form.field("own"))
        await saved(pilot)
    day = date(2026, 11, 1)
    assert scores(book, case) == [
        ("Air bersih", day, 4, 2, 3, "warga"), ("RW 05", day, 5, 1, 1, "warga"), ("Jalan", day, 3, 2, 1, "warga"),
        ("SDN 3", day, 4, 1, 1, "warga"), ("housing", day, 2, 1, 1, "warga"),
    ]  # fmt: skip


async def test_later_only_what_changed_is_written(book: Casebook, scored: Case) -> None:
    form = ScoresForm(scored.code, focus="education")
    async with opened(book, form) as pilot:
        assert [row.line.value for row in form.query(ScoreField) if row.line.value] == ["4 1 3", "5 2", "4 2 2"]
        assert pilot.app.focused is form.field("domain:education").control
        await pilot.press(*"53")  # the weight stays what it was
        await fill(pilot, **{"domain:housing": "4, 1, 3", "domain:Air bersih": ""})  # the same, and left out
        await saved(pilot)
    assert scores(book, scored)[3:] == [("education", TODAY, 5, 3, 1, "sekolah")]
    assert gap_of(book.parts(Score, scored.code)).by_reality


async def test_what_was_looked_at_again_counts_though_nothing_moved(book: Casebook, scored: Case) -> None:
    form = ScoresForm(scored.code)
    async with opened(book, form, (80, 60)) as pilot:
        await fill(pilot, **{"domain:housing": "4 2", "domain:Air bersih": ""}, rest="yes")
        await saved(pilot)
    assert sorted(scores(book, scored)[3:]) == [
        ("education", TODAY, 5, 2, 1, "sekolah"), ("housing", TODAY, 4, 2, 3, "RT"),
    ]  # fmt: skip
    assert [each.is_rescored for each in gap_of(book.parts(Score, scored.code)).domains] == [True, True, False]


async def test_the_same_day_again_corrects_and_other_words_hold_for_what_is_written(
    book: Casebook, scored: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(book, ScoresForm(scored.code), (80, 60)) as pilot:
        await fill(pilot, **{"domain:housing": "4 2", "domain:legal": "3 1"})
        with monkeypatch.context() as patch:
            patch.setattr(book, "_commit", book._commit)  # to be put back
            break_disk(book)
            await pilot.press("ctrl+s")
            assert "The disk is full" in trouble(pilot.app)
        await saved(pilot)  # nothing of it was lost
    async with opened(book, ScoresForm(scored.code), (80, 60)) as pilot:
        await fill(pilot, **{"domain:housing": "4 4"}, whose="pengadilan")
        await saved(pilot)
    assert scores(book, scored)[3:] == [
        ("housing", TODAY, 4, 4, 3, "pengadilan"), ("legal", TODAY, 3, 1, 1, "RT"),
    ]  # fmt: skip
    book.undo()
    assert scores(book, scored)[3][3] == 2


async def test_nothing_changed_writes_nothing(book: Casebook, case: Case, scored: Case) -> None:
    before = scores(book, case)
    async with opened(book, ScoresForm(case.code)) as pilot:
        await saved(pilot)
    assert scores(book, case) == before
    other = book.add_case(alias="Kel. H", size="family").code
    async with opened(book, ScoresForm(other)) as pilot:
        await pilot.press("ctrl+s")
        assert "Nothing is scored yet" in trouble(pilot.app)
        assert not pilot.app.answers


async def test_what_makes_no_sense_is_said_beside_it_and_stays(book: Casebook, case: Case) -> None:
    form = ScoresForm(case.code)
    async with opened(book, form, (80, 60)) as pilot:
        await fill(pilot, **{"domain:housing": "7 1", "domain:health": "3 2"}, own=": 4 2", on="besok")
        await pilot.press("ctrl+s")
        assert "Two numbers from 1 to 5" in under(form.field("domain:housing"))
        assert "a label of at most 60 characters comes first" in under(form.field("own"))
        assert "This day has not come yet." in under(form.field("on"))
        assert pilot.app.focused is form.field("domain:housing").control
        await fill(pilot, **{"domain:housing": "5 1"}, own="x" * 61 + ": 4 2", on="kemarin")
        await pilot.press("ctrl+s")
        assert "at most 60" in under(form.field("own"))
        await fill(pilot, own="Jalan 9 9")
        await pilot.press("ctrl+s")
        assert "Jalan 9 9: Two numbers" in under(form.field("own"))
    assert scores(book, case) == []


async def test_one_score_is_opened_from_its_row_and_corrected(book: Casebook, scored: Case) -> None:
    first = book.parts(Score, scored.code)[0]
    kind = kind_of(first)
    assert kind
    form = kind.make(scored.code, first.id)
    assert isinstance(form, ScoreForm)
    async with opened(book, form) as pilot:
        assert "Housing" in shown(pilot.app)
        assert text_of(form.field("scored")) == "4 1 3"
        assert "another domain" not in shown(pilot.app), "there is none"
        assert form.field("on").region.y - form.field("scored").region.bottom == 1
        await fill(pilot, scored="5 1 2", on="2/11", whose="", note="salah ketik")
        await saved(pilot)
    one = book.part(Score, first.id)
    assert (one.expectation, one.reality, one.weight, one.on, one.whose, one.note) == (
        5, 1, 2, date(2026, 11, 2), "", "salah ketik",
    )  # fmt: skip
    form = ScoreForm(scored.code, first.id)
    async with opened(book, form) as pilot:
        await fill(pilot, scored="")
        await pilot.press("ctrl+s")
        assert "This is needed." in under(form.field("scored"))
        await fill(pilot, scored="5,1,2", on="besok")
        await pilot.press("ctrl+s")
        assert "has not come" in under(form.field("on"))
        await fill(pilot, on="2/11")
        await saved(pilot)
    assert book.part(Score, first.id) == one


async def test_hostile_labels_of_ones_own(book: Casebook, case: Case) -> None:
    async with opened(book, ScoresForm(case.code), (80, 60)) as pilot:
        await fill(pilot, own=f"{HOSTILE[:50]}: 4 2\n家族 [/] \N{WOMAN} 4 2")
        await saved(pilot)
    labels = [one.domain for one in book.parts(Score, case.code)]
    assert "\x1b" not in labels[0]
    assert labels[1] == "家族 [/] \N{WOMAN}"
    async with opened(book, ScoresForm(case.code), (80, 60)) as pilot:
        assert "家族 [/]" in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.answers == [None])
