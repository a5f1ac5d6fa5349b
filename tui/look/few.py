"""For terminals of few colours, or none.

With few, a text whose colour would become nearly that of its ground gets another one: Textual and rich take the nearest
of the 16 or 256 for each colour, without looking at what stands on what.
"""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.look.readable import READABLE, VISIBLE, contrast

SYSTEMS = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT}
"""Those with few colours, by the names that rich has for them."""

_INKS = tuple(map(RichColor.from_ansi, (8, 7, 0, 15)))
"""Dark and light grey, black and white: the quietest that can be read is taken."""


class FewColours(LineFilter):
    """Keeps what is written visible."""

    def __init__(self, system: ColorSystem) -> None:
        """For a terminal of so many colours."""
        super().__init__()
        self._system = system

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual gives it
        """A line in colours that stay apart."""
        return [self._kept_apart(segment) for segment in segments]

    def _kept_apart(self, segment: Segment) -> Segment:
        text, style, control = segment
        if style is None or control or not text.strip():
            return segment
        return Segment(text, _apart(style, any(map(str.isalnum, text)), self._system), control)


class NoColours(LineFilter):
    """For whoever asked for none (NO_COLOR): bold, underlined and reversed stay, of which Textual would make greys."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual gives it
        """A line in the terminal's own colours."""
        return [Segment(text, style and _bare(style), control) for text, style, control in segments]


@lru_cache(2048)
def _bare(style: Style) -> Style:
    return style.without_color


@lru_cache(2048)
def _apart(style: Style, is_text: bool, system: ColorSystem) -> Style:
    ink, ground = style.color, style.bgcolor
    if ink is None or ground is None or ink.is_default or ground.is_default:
        return style  # what the terminal takes for these is not known, but it can be read
    least = READABLE if is_text else VISIBLE
    if as_shown(ink, ground, system) >= least:
        return style
    fitting = (each for each in _INKS if as_shown(each, ground, system) >= least)
    return style + Style(color=next(fitting, _INKS[-1]))


def as_shown(ink: RichColor, ground: RichColor, system: ColorSystem) -> float:
    """The contrast of two colours once each has become the nearest that the terminal has."""
    one, other = (Color(*each.downgrade(system).get_truecolor()) for each in (ink, ground))
    return contrast(one, other)
