"""Writing a packet as Markdown (CommonMark, with tables as GitHub has them).

Text is escaped so that none of it becomes structure: a note that begins with `# ` is shown as it was written, and what
a reader sees is what stands in the book. Line breaks inside a text are kept; spaces that indent a line become no-break
spaces, since Markdown would drop them. A chart is told in words. There are no pages, so what runs along their foot is
left out.
"""

import re

from store.model.text import clean
from store.packet.document import (
    BlankLines,
    Block,
    Document,
    Entry,
    Facts,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Table,
    Written,
    paragraphs,
)

_ANYWHERE = re.compile(r"(\[[^\W\d_]{2}[\w /-]*\](?![\[(:]))|[\\*_`<>\[\]|~&]")
"""What is escaped wherever it stands. A word in brackets, as masking puts it for a name, is a link only before some
signs: elsewhere it stays as it is, to be read in the file too."""
_LINE_START = re.compile(r"(\s*)(?:([#=:]|[+-](?=[\s+-]|$))|(\d{1,9})([.)]))")
_INDENT = re.compile(r"^[ \t]+")
_DOTS = "." * 60
_TALL = 3  # dotted lines


def write(document: Document) -> Written:
    """The whole packet as Markdown, in UTF-8."""
    blocks = [_block(block, number) for number, block in enumerate(document.blocks)]
    return Written(("\n\n".join(blocks) + "\n").encode("utf-8"))


def escape_inline(text: str) -> str:
    """A text of one line, for a place inside a line: a cell, what stands after a label."""
    return _ANYWHERE.sub(_escape, " ".join(clean(text).split("\n")))


def escape_lines(text: str, indent: str = "") -> str:
    """A text of many lines, for a place of its own.

    Args:
        text: what is to be shown.
        indent: stands before each line but the first; two spaces inside a list.
    """
    parts = [part.split("\n") for part in paragraphs(clean(text).strip("\n"))]
    broken = f"\\\n{indent}"  # a backslash at the end of a line breaks it
    return f"\n\n{indent}".join(broken.join(_line(line) for line in lines) for lines in parts)


def _line(line: str) -> str:
    """A line at the start of a line: what would make it a heading, a list or an underline is escaped too."""
    line = _INDENT.sub(lambda found: "\u00a0" * len(found[0].expandtabs(4)), line)
    line = _ANYWHERE.sub(_escape, line)
    return _LINE_START.sub(_escape_start, line, count=1) if _LINE_START.match(line) else line


def _escape(found: re.Match[str]) -> str:
    token: str | None = found[1]
    if token is None:
        return f"\\{found[0]}"
    return token.replace("_", r"\_")


def _escape_start(found: re.Match[str]) -> str:
    space, mark, digits, after = found.groups()
    return f"{space}\\{mark}" if mark else f"{space}{digits}\\{after}"


def _title(text: str) -> str:
    """A heading drops the `#` at its end, so each is escaped."""
    return escape_inline(text).replace("#", r"\#")


def _block(block: Block, number: int) -> str:
    match block:
        case Heading():
            return "#" * block.level + " " + _title(block.text)
        case Paragraph():
            return f"**{escape_inline(block.text)}**" if block.strong else escape_lines(block.text)
        case Numbered():
            return _numbered(block, ".)"[number % 2])  # two lists in a row would be one if they were marked alike
        case Facts():
            return "\n".join(_fact(name, value) for name, value in block.pairs)
        case Table():
            return _table(block)
        case Entry():
            return _entry(block)
        case Figure():
            told = escape_lines(block.alt).split("\n")
            return "\n".join([escape_lines(block.caption), "", *(f"> {line}".rstrip() for line in told)])
        case BlankLines():
            return "\n\n".join(_to_fill(label, tall=block.tall) for label in block.labels)


def _numbered(block: Numbered, mark: str) -> str:
    items = ((f"{number}{mark} ", item) for number, item in enumerate(block.items, 1))
    return "\n".join(start + escape_lines(item, " " * len(start)) for start, item in items)


def _table(table: Table) -> str:
    rules = ("---:" if column in table.numbers else "---" for column in range(len(table.headers)))
    rows = "\n".join([_row(table.headers), f"| {' | '.join(rules)} |", *map(_row, table.rows)])
    return f"{escape_lines(table.caption)}\n\n{rows}" if table.caption else rows


def _to_fill(label: str, *, tall: bool) -> str:
    if not tall:
        return f"{escape_lines(f'{label}:')} {_DOTS}"
    return "\\\n".join([escape_lines(f"{label}:"), *[_DOTS] * _TALL])


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
