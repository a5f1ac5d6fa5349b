"""Laying out text as lines of a width: paragraphs, facts with their names beside them, and two columns."""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from tui.casefile.page import Lines
from tui.look.drawing import at_word
from tui.look.together import BLANK as JOINT
from tui.look.together import together

Part = str | tuple[str, str]
"""A text, or a text and its style. Never markup."""

QUIET, STRONG, ACCENT, ALARM = "$quiet", "bold $foreground", "$accent", "bold $error"
HEADING = "bold $primary"
BLANK = Content("")

_DAY = re.compile(r"\b[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}\b")
_OPENING = 2  # lines of a text that only has to be recognised
_LEAST_LINE = 3  # cells of a line behind a heading
_LEAST_ROOM = 12  # cells for a value beside its name; with less it goes below


def styled(text: str, style: str = "") -> Content:
    """A text in a style, whatever brackets are in it."""
    return Content.styled(text, style) if style else Content(text)


def line(*parts: Part) -> Content:
    """Parts of one line, one after the other."""
    return Content.assemble(*(Content(part) if isinstance(part, str) else part for part in parts))


def paragraph(text: str | Content, width: int, style: str = "", indent: int = 0) -> Lines:
    """A text wrapped into lines, all set in by so many cells."""
    content = styled(text, style) if isinstance(text, str) else text
    if not content.plain:
        return []
    lines = _wrapped(content, max(2, width - indent))
    return [each.pad_left(indent) for each in lines] if indent else lines


def _wrapped(content: Content, width: int) -> Lines:
    """Lines of a width, none of which ends within a day or within numbers that belong together."""
    joined = together(_DAY.sub(lambda found: found[0].replace(" ", JOINT), content.plain))
    if joined == content.plain:
        return content.wrap(width)
    lines = Content(joined, list(content.spans)).wrap(width)
    return [Content(each.plain.replace(JOINT, " "), list(each.spans)) for each in lines]


def headline(text: str | Content, width: int) -> Lines:
    """The heading of what stands below it: with a line to the end, unlike the name of a value."""
    lines = paragraph(styled(text, HEADING) if isinstance(text, str) else text, width)
    if not lines or (room := width - lines[-1].cell_length - 1) < _LEAST_LINE:
        return lines
    return [*lines[:-1], Content.assemble(lines[-1], " ", ("─" * room, "$frame"))]


def opening(text: str, width: int, style: str = "", indent: int = 2) -> Lines:
    """The first lines of a text, with a sign where it goes on; the form shows all of it."""
    lines = paragraph(" ".join(text.split()), width, style, indent)
    if len(lines) <= _OPENING:
        return lines
    rest = " ".join(each.plain.strip() for each in lines[_OPENING - 1 :])
    return [*lines[: _OPENING - 1], styled(at_word(rest, max(2, width - indent)), style).pad_left(indent)]


def fact(name: str, value: str | Content, width: int, names: int, style: str = "", quiet: str = QUIET) -> Lines:
    """A name and its value beside it; a long value goes on below itself, and below a name that is too wide.

    Args:
        name: what the value is.
        value: the value.
        width: cells there are.
        names: cells of the widest name of the group that has its value beside it.
        style: of the value.
        quiet: style of the name.
    """
    start = names + 2
    if width - start < _LEAST_ROOM:
        return [*paragraph(name, width, quiet), *paragraph(value, width, style, 2)]
    if cell_len(name) > names:
        return [*paragraph(name, width, quiet), *paragraph(value, width, style, start)]
    first, *rest = paragraph(value, width, style, start) or [BLANK]
    head = styled(name, quiet)
    gap = " " * (start - cell_len(name))
    return [Content.assemble(head, gap, first[start:]), *rest]


def widest(names: Iterable[str]) -> int:
    """The cells of the widest of some names."""
    return max((cell_len(name) for name in names), default=0)


def side_by_side(left: Lines, right: Lines, width: int, gap: int) -> Lines:
    """Two columns as lines; the left one takes so many cells, then the gap."""
    rows = []
    for index in range(max(len(left), len(right))):
        one = left[index] if index < len(left) else BLANK
        other = right[index] if index < len(right) else BLANK
        rows.append(Content.assemble(one, " " * (width - one.cell_length + gap), other))
    return rows


def blocks(groups: Sequence[Lines]) -> Lines:
    """Groups of lines with an empty line between them; empty groups fall away."""
    lines: Lines = []
    for group in groups:
        if group:
            lines += [*([BLANK] if lines else []), *group]
    return lines
