"""The pencil: lines, boxes, marks and texts as plain SVG elements that every writer's reader of SVG understands.

No styles, no clipping, no patterns. Text is escaped here, and only here.
"""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from xml.sax.saxutils import escape

from store.model.text import clean_line

WIDTH = 680
"""User units; on a page of A4 four to the millimetre."""

SIZE, SMALL = 11.5, 10.5
"""Of letters."""

LINE = 15.0
"""From one line of a text to the next."""

INK, QUIET, FRAME, FAINT, PAPER = "#23282e", "#5d6670", "#b5b0a5", "#f1f0ec", "#ffffff"
ACCENT, OTHER = "#1f5f7a", "#4d5866"
"""The colours of the light theme (`tui.look.themes`), on white paper."""

Place = tuple[float, float]
"""Right and down from the upper left corner."""

_NARROW, _WIDE, _BROAD = frozenset(" !'(),-./:;IJ[]\\fijlrt"), frozenset("@%MWmw"), frozenset("#+<=>^~&_")
_CORNERS = {
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "diamond": ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    "triangle": ((0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
}
"""Of the marks that are no discs, in radii from their middle."""


def width_of(text: str, size: float = SIZE) -> float:
    """Room that a text takes at most: measured over Noto Sans, regular and bold, and the wider DejaVu Sans."""
    return size * sum(map(_ems, text))


def _ems(character: str) -> float:
    if character.isascii():
        if character in _NARROW:
            return 0.45
        if character in _WIDE:
            return 1.0
        return 0.84 if character.isupper() or character in _BROAD else 0.66
    base = unicodedata.normalize("NFD", character)[0]
    if base.isascii():
        return 1.2 * _ems(base)
    parts = unicodedata.normalize("NFKC", character)
    if parts != character:  # a ligature is as wide as what it is made of
        return max(1.6, sum(map(_ems, parts)))
    return 1.2 if character.islower() or character.isdigit() else 1.6


def fitted(text: str, room: float, size: float = SIZE) -> str:
    """A text of a person in one line, with three dots where it is too long for its room."""
    text = clean_line(text)
    if width_of(text, size) <= room:
        return text
    widths = accumulate(map(_ems, text), initial=_ems("…"))
    count = sum(1 for width in widths if width * size <= room) - 1
    return text[: max(0, count)].rstrip(" \u200c\u200d") + "…"


def folded(text: str, room: float, most: int = 2) -> list[str]:
    """A text of a person in as many lines as it takes, in the last of them with three dots where it goes on.

    Args:
        text: what to write.
        room: for each line.
        most: so many lines at most.
    """
    lines: list[str] = []
    words = clean_line(text).split(" ")
    while len(lines) < most - 1:
        count = 0
        while count < len(words) and width_of(" ".join(words[: count + 1])) <= room:
            count += 1
        if count in (0, len(words)):  # a word longer than a line is cut; the rest fits
            break
        lines.append(" ".join(words[:count]))
        words = words[count:]
    return [*lines, fitted(" ".join(words), room)]


def spread(wishes: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Places near the wished ones, in the same order, so far apart that nothing written there runs together.

    Args:
        wishes: from the top, in order.
        apart: the least distance.
        top: no place is above it.
        bottom: no place is below it, where there is room for all.
    """
    downward, upward = list(wishes), list(wishes)
    for index in range(1, len(wishes)):
        downward[index] = max(downward[index], downward[index - 1] + apart)
        upward[-1 - index] = min(upward[-1 - index], upward[-index] - apart)
    middle = [(down + up) / 2 for down, up in zip(downward, upward, strict=True)]
    last = len(middle) - 1
    held = [min(place, bottom - (last - index) * apart) for index, place in enumerate(middle)]
    return [max(place, top + index * apart) for index, place in enumerate(held)]


class Drawing:
    """A picture on white paper, drawn from the back to the front."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def line(self, start: Place, end: Place, colour: str = FRAME, width: float = 0.8, dash: str = "") -> None:
        """A straight line.

        Args:
            start: where it begins.
            end: where it ends.
            colour: of the line.
            width: of the line.
            dash: lengths of strokes and gaps, in turn; empty for an unbroken line.
        """
        self.course((start, end), colour, width, dash)

    def course(self, places: Sequence[Place], colour: str = INK, width: float = 1.6, dash: str = "") -> None:
        """A line through several places."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{_points(places)}" fill="none" stroke="{colour}" stroke-width="{_short(width)}"'
            f' stroke-linejoin="round"{dashes}/>'
        )

    def box(self, place: Place, width: float, height: float, fill: str, stroke: str = "none") -> None:
        """A rectangle from its upper left corner."""
        x, y = place
        self._parts.append(
            f'<rect x="{_short(x)}" y="{_short(y)}" width="{_short(width)}" height="{_short(height)}"'
            f' fill="{fill}" stroke="{stroke}"/>'
        )

    def hatched(self, place: Place, width: float, height: float, colour: str) -> None:
        """A rectangle of slanting strokes, each as wide as it is high; empty where it is narrower than that."""
        (x, y), step = place, 4.0
        self.box(place, width, height, PAPER, colour)
        for stroke in range(int((width - height) / step) + 1):
            left = x + stroke * step
            self.line((left, y + height), (left + height, y), colour, 0.8)

    def mark(self, shape: str, place: Place, radius: float, colour: str, *, is_hollow: bool = False) -> None:
        """A mark where a value is.

        Args:
            shape: `disc`, `square`, `diamond` or `triangle`.
            place: its middle.
            radius: of the disc; the others look as large.
            colour: of the mark.
            is_hollow: whether only its edge is drawn.
        """
        x, y = place
        if shape == "disc":
            what = f'circle cx="{_short(x)}" cy="{_short(y)}" r="{_short(radius)}"'
        else:
            corners = [(x + radius * right, y + radius * down) for right, down in _CORNERS[shape]]
            what = f'polygon points="{_points(corners)}"'
        fill = PAPER if is_hollow else colour
        self._parts.append(f'<{what} fill="{fill}" stroke="{colour}" stroke-width="1.3"/>')

    def text(
        self, place: Place, words: str, *, anchor: str = "start", size: float = SIZE, colour: str = INK,
        is_bold: bool = False,
    ) -> None:  # fmt: skip
        """Words on a line.

        Args:
            place: of their base line.
            words: plain; they are escaped.
            anchor: which part of them stands there: `start`, `middle` or `end`.
            size: of the letters.
            colour: of the letters.
            is_bold: whether they are.
        """
        x, y = place
        weight = ' font-weight="bold"' if is_bold else ""
        self._parts.append(
            f'<text x="{_short(x)}" y="{_short(y)}" font-size="{_short(size)}" text-anchor="{anchor}"'
            f' fill="{colour}"{weight}>{escape(words)}</text>'
        )

    def lines(self, place: Place, lines: Sequence[str], colour: str = INK) -> None:
        """Lines of words.

        Args:
            place: where they begin, half-way down all of them.
            lines: from the top.
            colour: of the letters.
        """
        x, y = place
        for number, words in enumerate(lines):
            self.text((x, y + SIZE * 0.36 + (number - (len(lines) - 1) / 2) * LINE), words, colour=colour)

    def svg(self, height: float) -> str:
        """The whole document.

        Args:
            height: of the picture, in user units.
        """
        size = f'width="{WIDTH}" height="{_short(height)}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {WIDTH} {_short(height)}"'
            f' font-family="Noto Sans, sans-serif"><rect {size} fill="{PAPER}"/>{"".join(self._parts)}</svg>'
        )


def _points(places: Sequence[Place]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in places)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
