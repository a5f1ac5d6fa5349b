"""What the widgets that draw their own lines share: the styles of the theme, a text in its cells, and a message."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Size
from textual.strip import Strip

from store.model import Phase


class Look(NamedTuple):
    """The styles that are drawn with, from the variables of the theme in use."""

    text: Style
    bold: Style
    quiet: Style
    frame: Style
    edge: Style
    accent: Style
    alarm: Style
    warning: Style
    ground: Style
    raised: Style
    phases: tuple[Style, ...]

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> "Look":
        """Read the theme."""

        def ink(name: str, bold: bool = False) -> Style:
            return Style(color=_sent(variables[name]), bold=bold)

        return cls(
            text=ink("foreground"), bold=ink("foreground", True), quiet=ink("quiet"), frame=ink("frame"),
            edge=ink("edge"), accent=ink("accent", True), alarm=ink("error", True), warning=ink("warning"),
            ground=Style(bgcolor=_sent(variables["background"])), raised=Style(bgcolor=_sent(variables["panel"])),
            phases=tuple(ink(f"phase-{phase}", True) for phase in Phase),
        )  # fmt: skip


def _sent(value: str) -> RichColor:
    """A colour of the theme as the terminal takes it; some themes leave the ground, or all colours, to the terminal."""
    colour = Color.parse(value)
    return RichColor.default() if colour.is_transparent else colour.rich_color


def fitted(text: str, width: int) -> str:
    """A text in exactly this many cells: padded, or cut with a sign that it was."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def at_word(text: str, width: int) -> str:
    """A text that is cut behind a whole word, with a sign that it goes on; only a first word may itself be cut."""
    if cell_len(text) <= width:
        return text
    head = set_cell_size(text, max(0, width - 1))
    words, blank, _rest = head.rpartition(" ")
    whole = text[len(head)] == " " or not blank
    return f"{(head if whole else words).rstrip()}…" if width > 0 else ""


def message_line(lines: Sequence[str], y: int, size: Size, look: Look) -> Strip:
    """A line of a window with a message in its middle, and nothing else. What is wider than the window is broken.

    Args:
        lines: the message; its first line stands out.
        y: which line of the window.
        size: of the window.
        look: styles.
    """
    width = max(1, size.width)
    laid = [
        (part, look.text if at else look.bold) for at, line in enumerate(lines) for part in wrap(line, width) or [""]
    ]
    top = max(0, (size.height - len(laid)) // 3)
    text, style = laid[y - top] if top <= y < top + len(laid) else ("", look.text)
    left = max(0, (width - max((len(part) for part, _style in laid), default=0)) // 2)
    strip = Strip([Segment(" " * left), Segment(text, style)])
    return strip.apply_style(look.ground).adjust_cell_length(size.width, look.ground)
