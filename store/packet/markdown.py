"""Writing a packet as Markdown (CommonMark, with tables as GitHub has them).

Text is escaped so that none of it becomes structure: a note that begins with `# ` is shown as it was written, and what
a reader sees is what stands in the book. Line breaks inside a text are kept; spaces that indent a line become no-break
spaces, since Markdown would drop them.
"""

import re

from store.packet.document import BlankLines, Block, Document, Entry, Facts, Heading, Paragraph, Table

_ANYWHERE = re.compile(r"[\\*_`<>\[\]|~&]")
_LINE_START = re.compile(r"(\s*)(?:([#+=:-])|(\d{1,9})([.)]))")
_INDENT = re.compile(r"^[ \t]+")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_DOTS = "." * 60


def write(document: Document) -> str:
    """The whole packet as Markdown."""
    return "\n\n".join(_block(block) for block in document.blocks) + "\n"


def escape_inline(text: str) -> str:
    """A text of one line, for a place inside a line: a cell, what stands after a label."""
    return _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split("\n")))


def escape_lines(text: str, indent: str = "") -> str:
    """A text of many lines, for a place of its own.

    Args:
        text: what is to be shown.
        indent: stands before each line but the first; two spaces inside a list.
    """
    paragraphs = [part.split("\n") for part in _BLANK.split(text.strip("\n"))]
    broken = f"\\\n{indent}"  # a backslash at the end of a line breaks it
    return f"\n\n{indent}".join(broken.join(_line(line) for line in lines) for lines in paragraphs)


def _line(line: str) -> str:
    """A line at the start of a line: what would make it a heading, a list or an underline is escaped too."""
    line = _INDENT.sub(lambda found: "\u00a0" * len(found[0].expandtabs(4)), line)
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    return _LINE_START.sub(_escape_start, line, count=1) if _LINE_START.match(line) else line


def _escape_start(found: re.Match[str]) -> str:
    space, mark, digits, after = found.groups()
    return f"{space}\\{mark}" if mark else f"{space}{digits}\\{after}"


def _title(text: str) -> str:
    """A heading drops the `#` at its end, so each is escaped."""
    return escape_inline(text).replace("#", r"\#")


def _block(block: Block) -> str:
    match block:
        case Heading():
            return "#" * block.level + " " + _title(block.text)
        case Paragraph():
            return f"**{escape_inline(block.text)}**" if block.strong else escape_lines(block.text)
        case Facts():
            return "\n".join(_fact(name, value) for name, value in block.pairs)
        case Table():
            rows = [_row(block.headers), "|" + " --- |" * len(block.headers), *map(_row, block.rows)]
            return "\n".join(rows)
        case Entry():
            return _entry(block)
        case BlankLines():
            return "\n\n".join(f"{_line(label)}: {_DOTS}" for label in block.labels)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escape_inline(cell) for cell in cells) + " |"


def _fact(name: str, value: str) -> str:
    label = f"- **{escape_inline(name)}:**"
    if "\n" not in value:
        return f"{label} {escape_inline(value)}"
    return f"{label}\n\n  {escape_lines(value, '  ')}\n"


def _entry(entry: Entry) -> str:
    parts = [f"### {_title(entry.title)}"]
    if entry.marks:
        parts.append("\n".join("- " + escape_lines(mark, "  ") for mark in entry.marks))
    if entry.body:
        parts.append(escape_lines(entry.body))
    for name, text in entry.additions:
        parts += [f"**{escape_inline(name)}:**", escape_lines(text)]
    return "\n\n".join(parts)
