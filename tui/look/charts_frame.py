"""What stands around the field of a line chart: the legend, the names of phases and of reference lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from rich.cells import cell_len
from textual.content import Content

from tui.look.charts_words import cut

_BETWEEN = 3  # cells between the items of the legend
_QUIET, _STRONG = "$quiet", "bold $foreground"


@dataclass(frozen=True, slots=True)
class Item:
    """A mark and what it means; a remark has no mark."""

    mark: str
    words: str
    style: str


@dataclass(frozen=True, slots=True)
class Border:
    """Where a phase begins; the first one at column 0, without a line."""

    column: int
    phase: str


def legend(items: Sequence[Item], width: int) -> list[Content]:
    """The items one after the other, in as many lines as they take."""
    rows: list[list[Content]] = []
    left = 0
    for item in items:
        words = Content.styled(cut(f"{item.mark} {item.words}".lstrip(), width), item.style)
        if rows and left >= words.cell_length + _BETWEEN:
            rows[-1].append(words)
            left -= words.cell_length + _BETWEEN
        else:
            rows.append([words])
            left = width - words.cell_length
    return [Content(" " * _BETWEEN).join(row) for row in rows]


def phase_line(borders: Sequence[Border], margin: int, columns: int) -> Content:
    """The names of the phases above their parts of the field, and the lines between them.

    Args:
        borders: where they begin.
        margin: cells left of the field.
        columns: of the field.
    """
    parts: list[str | tuple[str, str]] = [" " * margin]
    ends = [*(border.column for border in borders[1:]), columns]
    for border, end in zip(borders, ends, strict=True):
        bar = "│" if border.column else ""
        room = max(0, end - border.column - len(bar))
        words = (border.phase, border.phase.partition(" ")[0])
        name = next((each for each in words if cell_len(each) <= room), "")
        left = (room - cell_len(name)) // 2
        parts += [(bar, _QUIET), " " * left, (name, _STRONG), " " * (room - left - cell_len(name))]
    return Content.assemble(*parts).rstrip()


def names_beside(lines: Sequence[Content], across: Sequence[tuple[float, str]], rows: int, start: int) -> list[Content]:
    """The lines of a field with the names of its reference lines at the right, each as near to its line as can be.

    Args:
        lines: the rows of the field from the top, then what is below it.
        across: rows from the bottom, and names; not more than there are rows.
        rows: of the field.
        start: the first cell right of the field.
    """
    named = sorted(((rows - 1 - floor(row + 0.5), -row, name) for row, name in across))
    places: list[int] = []
    for index, (wish, _row, _name) in enumerate(named):
        last = rows - (len(named) - index)  # those below need their rows too
        places.append(min(max(wish, places[-1] + 1 if places else 0), last))
    made = list(lines)
    for place, (_wish, _row, name) in zip(places, named, strict=True):
        gap = " " * (start - made[place].cell_length + 1)
        made[place] = Content.assemble(made[place], gap, (name, _QUIET))
    return made
