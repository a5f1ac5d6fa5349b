"""What themes that are not ours lack: our own variables, and text colours that can be read on every ground.

Textual's themes colour surfaces rather than words: a warning of `textual-light` has 1.5:1 on its background. Here each
colour that we write with goes towards black or white until it can be read, and keeps its hue.
"""

from collections.abc import Mapping, Sequence

from textual.color import Color
from textual.theme import Theme

from tui.look.themes import DARK, LIGHT

READABLE, SEEN, VISIBLE = 4.5, 3.0, 1.5
"""The least contrast of text, of the edge of a field and the thumb of a scroll bar, and of frames, which only set off
what is seen without them."""

_GROUNDS = ("background", "surface", "panel")
_INKS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
_TINT = 0.1
"""A little more than the ground of a field that has the focus goes towards the foreground; see the style sheet."""
_STEP = 0.05


def with_ours(variables: Mapping[str, str], theme: Theme) -> dict[str, str]:
    """The variables of a theme with those of ours that it lacks; all that we write with can be read.

    Args:
        variables: what Textual makes of the theme.
        theme: the theme itself; one that brings our variables along is left as it is.
    """
    ours = DARK.variables if theme.dark else LIGHT.variables
    if theme.variables.keys() >= ours.keys():
        return dict(variables)
    if theme.ansi:  # its colours are the terminal's: only the usual one is known to be read
        usual = {name: theme.variables.get(name, variables["foreground"]) for name in ours}
        return {**variables, **usual, **dict.fromkeys(_GROUNDS, variables["background"])}
    background = _opaque(variables["background"], Color(0, 0, 0) if theme.dark else Color(255, 255, 255))
    grounds = {name: _opaque(variables[name], background) for name in _GROUNDS}
    text = _readable(_opaque(variables["foreground"], background), [*grounds.values()])
    under = [*grounds.values(), *(ground.blend(text, _TINT) for ground in grounds.values())]
    made = {name: _opaque(variables[name], background) for name in _INKS}
    made |= {name: Color.parse(value) for name, value in ours.items()}
    made |= {"quiet": background.blend(text, 0.6)}
    inks = {name: _readable(colour, under) for name, colour in made.items()}
    shades = (grounds["panel"].blend(inks["primary"], share / 10) for share in (4, 3, 2, 1))
    inks["input-selection-background"] = next((s for s in shades if contrast(text, s) >= READABLE), grounds["panel"])
    inks["edge"] = _readable(background.blend(text, 0.4), [*grounds.values()], SEEN)
    inks["frame"] = _readable(background.blend(text, 0.2), [*grounds.values()], VISIBLE)
    return {**variables, **{name: colour.hex for name, colour in (grounds | inks).items()}}


def _opaque(value: str, behind: Color) -> Color:
    """A colour of a theme as it is seen over another one."""
    return behind + Color.parse(value)


def _readable(ink: Color, grounds: Sequence[Color], least: float = READABLE) -> Color:
    """This colour, or the nearest one towards black or white that stands out from all grounds; else the best of all."""
    ends = [Color(0, 0, 0), Color(255, 255, 255)]
    end = max(ends, key=lambda end: _contrast(end, grounds))
    for step in range(round(1 / _STEP) + 1):
        tried = ink.blend(end, step * _STEP)
        if _contrast(tried, grounds) >= least:
            return tried
    return end


def _contrast(ink: Color, grounds: Sequence[Color]) -> float:
    """That with the ground from which it stands out least."""
    return min(contrast(ink, ground) for ground in grounds)


def contrast(one: Color, other: Color) -> float:
    """The contrast of two opaque colours as WCAG 2 computes it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
