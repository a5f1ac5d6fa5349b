"""Text in lines of a width, quickly: a packet of two hundred pages is laid out at once, in a blink."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from tui.look.net import cell_text

_GLUE = "\x1f"
"""Stands for a space at which no line ends; no text that reaches a packet holds one."""
_ONE_CELL = re.compile("[\x1f-~¡-¬®-\u02ff\u2010-\u2027\u2030-\u203a]*")
"""Text in which each character takes one cell."""
_IN_BRACKETS = re.compile(r"\[[^\[\]\n]+\]")


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of a width; its own line ends stay, what stands in brackets is kept together."""
    lines = []
    for line in text.expandtabs(4).split("\n"):
        is_plain = bool(_ONE_CELL.fullmatch(line))
        line = line if is_plain else cell_text(line)
        if "[" in line:
            line = _IN_BRACKETS.sub(lambda found: found[0].replace(" ", _GLUE), line)
        wrap = _wrapped_by_length if is_plain else _wrapped_by_cells
        lines += [part.replace(_GLUE, " ") for part in wrap(line, max(2, width))]
    return lines


def _wrapped_by_length(line: str, width: int) -> Iterator[str]:
    at, end = 0, len(line)
    while end - at > width:
        cut = line.rfind(" ", at, at + width + 1)
        if cut <= at:
            yield line[at : at + width]
            at += width
        else:
            yield line[at:cut]
            at = cut + 1
    yield line[at:]


def _wrapped_by_cells(line: str, width: int) -> Iterator[str]:
    built: list[str] = []
    left = width
    for word in line.split(" "):
        cells = cell_len(word.replace(_GLUE, " "))
        if built and cells + 1 > left:
            yield " ".join(built)
            built, left = [], width
        elif built:
            left -= 1
        if cells > width:
            *full, word = chop_cells(word, width)
            yield from full
            cells = cell_len(word)
        built.append(word)
        left -= cells
    yield " ".join(built)
