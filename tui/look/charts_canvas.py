"""The one place that knows plotext: it draws lines, marks and axes, and we take the picture from it as styled text.

plotext keeps one figure for the whole process. It is ours while we draw, cleared before and after, so that nothing of
a case stays behind in it.
"""

import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from textual.content import Content

from tui.look.net import cell_text

_ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")
_TONES = 200
"""The first of the colour numbers by which plotext tells us what a cell belongs to. They never reach a terminal."""

_drawing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Strokes:
    """Points in one style.

    Attributes:
        xs: columns from the left.
        ys: rows from the bottom.
        mark: the character of each.
        style: a style of the theme.
        is_line: whether the points are joined.
    """

    xs: Sequence[float]
    ys: Sequence[float]
    mark: str
    style: str
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; columns and rows are those of the field between the axes.

    Attributes:
        columns: of the field.
        rows: of the field.
        left: rows and their labels.
        below: columns, where their labels begin, and the labels, from the left, with room for all of them.
        across: rows of reference lines.
        down: columns of lines that part the chart.
        strokes: lines first, then what lies on them.
        quiet: the style of axes and lines across.
    """

    columns: int
    rows: int
    left: Sequence[tuple[float, str]]
    below: Sequence[tuple[int, int, str]]
    across: Sequence[float]
    down: Sequence[float]
    strokes: Sequence[Strokes]
    quiet: str

    @property
    def margin(self) -> int:
        """The cells left of the field: the labels and the axis."""
        return max((len(label) for _row, label in self.left), default=0) + 1


def picture_lines(picture: Picture) -> list[Content]:
    """A picture as lines: the field's rows, the axis of days and its labels. No escape code, no colour of plotext's.

    Args:
        picture: what to draw.
    """
    styles = dict.fromkeys((picture.quiet, *(stroke.style for stroke in picture.strokes)))
    tones = {style: _TONES + index for index, style in enumerate(styles)}
    with _drawing:
        plotext = _plotext()
        plotext.main()  # of figures within figures the outermost is cleared, and all with it
        plotext.clear_figure()
        try:
            _draw(plotext, picture, tones)
            drawn = str(plotext.build())
        finally:
            plotext.clear_figure()
    by_code = {f"38;5;{tone}": style for style, tone in tones.items()}
    rows = drawn.split("\n")[: picture.rows + 1]
    return [*(_line(row, by_code, picture.quiet) for row in rows), _labels(picture)]


def _plotext() -> Any:
    """The library. On Windows it starts a shell when it is imported, to switch colours on; the terminal is ours now."""
    if "plotext" not in sys.modules and sys.platform in ("win32", "cygwin"):
        call, subprocess.call = subprocess.call, lambda *_args, **_kwargs: 0  # type: ignore[assignment, misc]
        try:
            return _imported()
        finally:
            subprocess.call = call  # type: ignore[misc]
    return _imported()


def _imported() -> ModuleType:
    import plotext  # type: ignore[import-untyped, unused-ignore]

    return plotext  # type: ignore[no-any-return, unused-ignore]


def _draw(plotext: Any, picture: Picture, tones: dict[str, int]) -> None:
    plotext.limit_size(False, False)  # the size of the terminal does not matter
    plotext.plot_size(picture.margin + picture.columns, picture.rows + 2)
    plotext.theme("clear")  # no colours but the ones below
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    plotext.xlim(0, picture.columns - 1)
    plotext.ylim(0, picture.rows - 1)
    for row in picture.across:
        plotext.horizontal_line(row, color=tones[picture.quiet])
    for column in picture.down:
        plotext.vertical_line(column, color=tones[picture.quiet])
    for stroke in picture.strokes:
        draw = plotext.plot if stroke.is_line else plotext.scatter
        draw(list(stroke.xs), list(stroke.ys), marker=stroke.mark, color=tones[stroke.style])
    width = picture.margin - 1
    plotext.yticks([row for row, _label in picture.left], [label.rjust(width) for _row, label in picture.left])
    plotext.xticks([column for column, _place, _label in picture.below], [""] * len(picture.below))


def _line(row: str, by_code: dict[str, str], quiet: str) -> Content:
    """A row of the picture: plotext's colours looked up, every other control character gone."""
    pieces: list[tuple[str, str]] = []
    style, is_axis = quiet, True
    for index, piece in enumerate(_ESCAPE.split(row)):
        if index % 2:
            style, is_axis = by_code.get(piece, quiet), piece not in by_code
        elif text := cell_text(piece if is_axis else piece.replace("─", "-")):
            pieces.append((text, style))
    return Content.assemble(*_merged(pieces)).rstrip()


def _labels(picture: Picture) -> Content:
    """The labels below the axis. plotext would leave out those it finds no room for."""
    text = ""
    for _column, place, label in picture.below:
        text = text.ljust(picture.margin + place) + label
    return Content.styled(text, picture.quiet)


def _merged(pieces: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbours in one style as one piece."""
    merged: list[tuple[str, str]] = []
    for text, style in pieces:
        if merged and merged[-1][1] == style:
            text, style = merged.pop()[0] + text, style
        merged.append((text, style))
    return merged
