"""The themes by themselves: their order and names, what colour-blind eyes see, and what those of others lack."""

from itertools import pairwise

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from store.language import use
from store.model import Phase
from tests.look.colours import EYES, difference
from tui.look.readable import READABLE, SEEN, VISIBLE, contrast, with_ours
from tui.look.themes import CONTRAST, DARK, SAFE, THEMES, theme_after, theme_label, usual_theme

PHASES = [f"phase-{phase}" for phase in Phase]
GROUNDS = ("background", "surface", "panel")
INKS = ("foreground", "quiet", "primary", "secondary", "accent", "success", "warning", "error", *PHASES)
APART = 15
"""Far more than the least difference that an eye sees in two large patches, as letters are thin."""


def variables(theme: Theme) -> dict[str, str]:
    """What the program makes of a theme."""
    return with_ours({**theme.to_color_system().generate(), **theme.variables}, theme)


def least(made: dict[str, str], ink: str) -> float:
    """The contrast of a colour on the ground from which it stands out least."""
    return min(contrast(Color.parse(made[ink]), Color.parse(made[ground])) for ground in GROUNDS)


def test_f3_goes_through_ours_and_from_others_to_the_first() -> None:
    names = [theme.name for theme in THEMES]
    assert names == ["lingkar-dark", "lingkar-light", "lingkar-contrast", "lingkar-safe"]
    assert [theme_after(name) for name in names] == [*names[1:], names[0]]
    assert theme_after("nord") == theme_after("no such") == DARK.name


@pytest.mark.parametrize("language", ["en", "id"])
def test_each_has_a_name_for_people(language: str) -> None:
    use(language)
    labels = [theme_label(theme.name) for theme in THEMES]
    assert len({*labels}) == len(THEMES)
    assert not any("lingkar" in label for label in labels)
    assert theme_label("nord") == "nord"


def test_sixteen_colours_begin_with_high_contrast() -> None:
    assert usual_theme("standard") == CONTRAST.name
    assert {usual_theme(each) for each in ("256", "truecolor", "windows", None)} == {DARK.name}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_ink_of_ours_is_read_on_every_ground(theme: Theme) -> None:
    bar = 7 if theme is CONTRAST else READABLE
    made = variables(theme)
    assert {ink: least(made, ink) for ink in INKS if least(made, ink) < bar} == {}
    assert least(made, "edge") >= SEEN
    assert least(made, "frame") >= (SEEN if theme is CONTRAST else VISIBLE)


def test_ours_are_left_as_they_are() -> None:
    for theme in THEMES:
        assert variables(theme) == {**theme.to_color_system().generate(), **theme.variables}


@pytest.mark.parametrize("eyes", EYES)
def test_what_means_something_stays_apart_for_all_eyes(eyes: str) -> None:
    made = variables(SAFE)
    meanings = ("accent", "error", "success", "foreground", "quiet")
    pairs = [(one, other) for place, one in enumerate(meanings) for other in meanings[place + 1 :]]
    pairs += pairwise(PHASES)  # heads of columns that stand side by side
    near = {pair: difference(made[pair[0]], made[pair[1]], eyes) for pair in pairs}
    assert {pair: apart for pair, apart in near.items() if apart < APART} == {}


def test_the_eyes_of_this_test_are_colour_blind() -> None:
    """Dark is not made for them: its red and its green are one colour to deuteranopes."""
    red, green = DARK.error or "", DARK.success or ""
    assert difference(red, green, "all colours") > 4 * APART
    assert difference(red, green, "deuteranopia") < APART / 3


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_themes_of_others_can_be_read_too(theme: Theme) -> None:
    made = variables(theme)
    if theme.ansi:
        assert {made[name] for name in ("quiet", "edge", "frame", *PHASES)} == {made["foreground"]}
        assert {made[name] for name in GROUNDS} == {made["background"]}
        return
    assert {ink: least(made, ink) for ink in INKS if least(made, ink) < READABLE} == {}
    assert least(made, "edge") >= SEEN
    assert least(made, "frame") >= VISIBLE
    assert {name for name in (*INKS, *GROUNDS) if Color.parse(made[name]).a < 1} == set()


def test_a_theme_of_others_keeps_its_character() -> None:
    """What can be read already is not touched."""
    nord = BUILTIN_THEMES["nord"]
    made, theirs = variables(nord), nord.to_color_system().generate()
    assert {name for name in (*GROUNDS, *INKS) if made[name] == theirs.get(name)} >= {*GROUNDS, "foreground"}
    assert made["error"] != theirs["error"]
