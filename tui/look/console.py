"""The bare Linux console: its font has 256 signs, among them no round corners, heavy lines or eighths of a block.

What is not in it would be drawn as nothing, or as a lozenge; here the nearest sign that every such font has is taken.
"""

from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_NEAREST = str.maketrans("╭╮╰╯┏━┓┃┗┛▏▎▍▋▊▉▁▂▃▅▆▇›▾…“”", '┌┐└┘╔═╗║╚╝▌▌▌███__▄▄██>v.""')


class ConsoleSigns(LineFilter):
    """Replaces signs that the console has not by those it has, each of one cell as before."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual gives it
        """A line as the console can draw it."""
        return [
            segment if segment.control or segment.text.isascii() else Segment(nearest(segment.text), segment.style)
            for segment in segments
        ]


def nearest(text: str) -> str:
    """A text in the signs of the console; letters are left to its font."""
    return text.translate(_NEAREST)


def is_console(environ: Mapping[str, str]) -> bool:
    """Whether the program runs there."""
    return environ.get("TERM", "") in ("linux", "linux-16color")
