"""The limits of the daily review: what may stand in them, and the form in which they are set."""

import re
from datetime import timedelta
from typing import Any

import pytest

from store import Casebook, InvalidInput, NotSaved
from store.model import Phase
from store.practice.limits import Limits, PhaseLimits
from tests.casefile.conftest import see
from tests.casework.forms import brought_back, fits, read, saved
from tests.conftest import MORNING
from tests.forms.host import SIZES, fill, opened, shown, speak, text_of, trouble, under, until
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.settings.limit_fields import read_limits, written
from tui.settings.limits_form import LimitsForm

USUAL = Limits()
OTHERS = ("review_high", "review", "review_ahead", "task_ahead", "note_unsigned", "note_late", "referral")
"""The limits that hold in every phase."""


# What may stand in them


@pytest.mark.parametrize(("given", "beside"), [
    ({"planning": {"high": 8, "medium": 7, "low": 14, "stale": 14, "stuck": 30}}, {"planning": "greater the risk"}),
    ({"planning": {"high": 7, "medium": 14, "low": 13, "stale": 14, "stuck": 30}}, {"planning": "greater the risk"}),
    ({"planning": {"high": 7, "medium": 7, "low": 7, "stale": 14, "stuck": 13}}, {"planning": "mentioned first"}),
    ({"planning": {"high": 0, "medium": 7, "low": 7, "stale": 14, "stuck": 30}}, {"planning": "does not fit"}),
    ({"review_high": 91}, {"review": "not reviewed less often"}),
    ({"note_unsigned": 4, "referral": 3651}, {"note_late": "due first", "referral": "does not fit"}),
])  # fmt: skip
def test_limits_that_do_not_go_together_are_refused_in_words(given: dict[str, Any], beside: dict[str, str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        USUAL.changed(**given)
    assert refused.value.problems.keys() == beside.keys()
    assert all(words in refused.value.problems[field] for field, words in beside.items())


def test_equal_limits_are_in_order(book: Casebook) -> None:
    same = PhaseLimits(high=5, medium=5, low=5, stale=5, stuck=5)
    limits = USUAL.changed(planning=same, review_high=90, note_unsigned=3)
    book.change_settings(limits=limits)
    assert book.settings.limits == limits


@pytest.mark.parametrize("text", ["1 3 7 · 7 14", " 1,3,7,7,14 ", "1/3/7 - 7/14", "1 3 7 7 14", "001 3 7; 7: 14"])
def test_five_numbers_are_the_limits_of_a_phase(text: str) -> None:
    assert read_limits(text) == USUAL.engagement


@pytest.mark.parametrize("text", [
    "", "1 3 7 7", "1 3 7 7 14 2", "1 3 7 7 x", "0 3 7 7 14", "1 3 7 7 3651", "-1 3 7 7 14", "1.5 3 7 7 14",
    "١ ٣ ٧ ٧ ١٤",
    "1 3 7 7 9999999", "[/] 3 7 7 14",
])  # fmt: skip
def test_anything_else_is_not(text: str) -> None:
    with pytest.raises(ValueError, match="Five whole numbers from 1 to 3650"):
        read_limits(text)


@pytest.mark.parametrize("phase", Phase)
def test_what_is_shown_is_read_back(phase: Phase) -> None:
    assert read_limits(written(USUAL.of(phase))) == USUAL.of(phase)


# The form


async def test_limits_are_found_in_the_palette_set_and_every_place_heeds_them_at_once(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BoardScreen, "on_screen_resume", lambda _board: None)  # the board would look by itself
    case = book.add_case(alias="Bu S", size="family", opened=MORNING.date() - timedelta(days=2))
    app = LingkarApp(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(app, case.alias)
        assert "1 needs you today" not in shown(app)
        await pilot.press("colon", *"limits", "enter")
        await see(app, "Limits of the daily review")
        await pilot.press("end", *["left"] * 20, "backspace", "2")  # medium: 2 days in place of 3
        await see(app, "1 3 7 7 14 usual")
        await pilot.press("ctrl+s")
        await see(app, "1 needs you today")
        assert book.settings.limits == USUAL.changed(engagement=USUAL.engagement.changed(medium=2))
        assert book.needs_today() == {case.code}


async def test_everything_is_set_by_keyboard_and_what_is_emptied_is_as_usual(book: Casebook) -> None:
    book.change_settings(limits=USUAL.changed(planning=read_limits("1 2 3 4 5"), referral=9), lock_after=30)
    form = LimitsForm()
    async with opened(book, form) as pilot:
        assert [field.key for field in form.fields] == [*map(str, Phase), *OTHERS]
        await pilot.press("tab", "tab", *["backspace"] * 40)
        assert form.field("planning").is_empty
        assert written(USUAL.planning) in shown(pilot.app), "what is usual shows in an empty field"
        for _step in range(4 + len(OTHERS)):
            await pilot.press("tab")
        assert pilot.app.focused is form.field("referral").control
        assert "usual: 7" in under(form.field("referral"))
        await pilot.press("backspace", "shift+tab", "up")
        await saved(pilot)
    assert book.settings.limits == USUAL.changed(note_late=4)
    assert book.settings.lock_after == 30


@pytest.mark.parametrize(("language", "words"), [
    ("en", (("reached again, risk", 3), ("in phase", 5), ("High", 1), ("Medium", 2), ("Low", 3), ("asked", 5))),
    ("id", (("Tinggi", 1), ("Sedang", 2), ("Rendah", 3))),
])  # fmt: skip
async def test_every_number_stands_below_its_head(
    book: Casebook, language: str, words: tuple[tuple[str, int], ...]
) -> None:
    speak(language)
    form = LimitsForm()
    async with opened(book, form, (60, 40)) as pilot:
        await pilot.press("tab")
        await fill(pilot, assessment="30/365, 3650 7 14")
        await pilot.press("tab")
        await until(pilot, lambda: text_of(form.field("assessment")) == "     30    365   3650      7    14")
        lines = shown(pilot.app).splitlines()
        row = next(line for line in lines if " 3650 " in line)
        ends = [found.end() for found in re.finditer("[0-9]+", row)]
        for head, column in words:
            above = next(line for line in lines if head in line and lines.index(line) > 4)
            assert above.index(head) + len(head) == ends[column - 1], head


async def test_all_limits_go_back_to_what_is_usual_with_one_key_and_saving(book: Casebook) -> None:
    own = USUAL.changed(monitoring=read_limits("1 2 3 4 5"), review=365)
    book.change_settings(limits=own)
    form = LimitsForm()
    async with opened(book, form) as pilot:
        assert "ctrl+d all as usual" in read(pilot)
        await pilot.press("ctrl+d")
        assert (text_of(form.field("monitoring")), text_of(form.field("review"))) == (written(USUAL.monitoring), "90")
        assert book.settings.limits == own
        await saved(pilot)
    assert book.settings.limits == USUAL


async def test_what_is_wrong_is_said_beside_each_field_and_nothing_is_saved(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_fields: object) -> None:
        raise NotSaved("The disk is full. Nothing was changed.")

    form = LimitsForm()
    async with opened(book, form) as pilot:
        await fill(
            pilot, engagement="1 3 7 · 7 x", assessment="9 7 14 30 63", planning="7 14 14 · 14 13", task_ahead="0",
            referral="soon",
        )  # fmt: skip
        await pilot.press("ctrl+s")
        assert pilot.app.focused is form.field("engagement").control
        assert "Five whole numbers from 1 to 3650, such as 1 3 7 · 7 14." in under(form.field("engagement"))
        assert "The greater the risk, the shorter the time" in under(form.field("assessment"))
        assert "mentioned first" in under(form.field("planning"))
        assert "between 1 and 3650" in under(form.field("task_ahead"))
        assert "“soon” is not a number." in under(form.field("referral"))
        await pilot.press("ctrl+d")
        await fill(pilot, review_high="91", note_unsigned="4")
        await pilot.press("ctrl+s")
        assert "not reviewed less often" in under(form.field("review"))
        assert "due first" in under(form.field("note_late"))
        assert book.settings.limits == USUAL
        await pilot.press("ctrl+d")
        monkeypatch.setattr(book, "change_settings", refuse)
        await pilot.press("ctrl+s")
        assert "The disk is full" in trouble(pilot.app)


async def test_what_is_typed_comes_back_after_the_lock(book: Casebook) -> None:
    form = LimitsForm()
    async with opened(book, form) as pilot:
        await fill(pilot, monitoring="7 30 30 · 9", review="100")
        again = brought_back(book, form)
    async with opened(book, again):
        assert (text_of(again.field("monitoring")), text_of(again.field("review"))) == ("7 30 30 · 9", "100")


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut(book: Casebook, size: tuple[int, int], language: str) -> None:
    speak(language)
    form = LimitsForm()
    async with opened(book, form, size) as pilot:
        await fill(pilot, engagement="3650 3650 3650 3650 3650", assessment="x", review_high="3650", task_ahead="0")
        await pilot.press("ctrl+s")
        await fits(pilot)
