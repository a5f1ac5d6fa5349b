"""Writing a packet as one HTML file: for any browser, on light and dark screens, and on paper from there.

The file fetches nothing and runs nothing, and says so to the browser (`Content-Security-Policy`). Text is escaped, and
its white space is kept by the style, `packet.css`, which stands in the file.

A chart comes as SVG with texts of the user in it, escaped where it was drawn. Pasted in as it is, one slip there would
be markup of this page, so it is read as XML and written anew: only shapes and texts get in, and of their attributes
those that draw. What is no such picture is told in words instead.
"""

from collections.abc import Iterable
from html import escape
from importlib.resources import files
from xml.etree import ElementTree

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
from store.packet.fitting import columns

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_TALL = 3  # dotted lines
_EMS = 52.0  # of the text of a table are between the edges

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {
    "svg", "g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan", "title", "desc",
}  # fmt: skip
_DRAWING = {
    "viewBox", "width", "height", "x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d",
    "points", "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight",
    "font-style", "text-anchor", "dominant-baseline", "letter-spacing",
}  # fmt: skip


def write(document: Document) -> Written:
    """The whole packet as HTML, in UTF-8."""
    style = (files("store.packet") / "packet.css").read_text(encoding="utf-8")
    running = _text(document.running)
    lines = [
        "<!doctype html>",
        f'<html lang="{_text(document.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title)}</title>",
        f"<style>\n{style}{_foot(document.running)}</style>",
        "</head>",
        "<body>",
        "<main>",
        *map(_block, document.blocks),
        "</main>",
        *([f"<footer>{running}</footer>"] if running else []),
        "</body>",
        "</html>",
    ]
    return Written(("\n".join(lines) + "\n").encode("utf-8"))


def _text(text: str) -> str:
    """A text for a place between tags or in quotes."""
    return escape(clean(text))


def _paragraphs(text: str) -> str:
    """A text as paragraphs; an empty line in it begins a new one."""
    return "".join(f"<p>{_text(part)}</p>" for part in paragraphs(clean(text).strip("\n")))


def _listed(text: str) -> str:
    """A text in a list: paragraphs only where it has several lines."""
    return _paragraphs(text) if "\n" in text else _text(text)


def _foot(running: str) -> str:
    """The foot of each printed page, where the browser knows of one (Chromium does)."""
    said = "".join(f"\\{ord(character):x} " for character in clean(running))  # nothing can end the string or the style
    look = 'color: #5d6670; font: 8pt "Noto Sans", "Segoe UI", Arial, sans-serif'
    left = f'@bottom-left {{ content: "{said}"; width: 80%; {look}; }}'
    right = f'@bottom-right {{ content: counter(page) " / " counter(pages); {look}; }}'
    return f"@page {{ {left} {right} }}\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            return f'<p class="strong">{_text(block.text)}</p>' if block.strong else _paragraphs(block.text)
        case Numbered():
            return _all("ol", (f"<li>{_listed(item)}</li>" for item in block.items))
        case Facts():
            pairs = ((_text(name), _listed(value)) for name, value in block.pairs)
            return _all("dl", (f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in pairs))
        case Table():
            return _table(block)
        case Entry():
            return _entry(block)
        case Figure():
            return _figure(block)
        case BlankLines():
            return _to_fill(block)


def _all(tag: str, lines: Iterable[str]) -> str:
    """The lines in an element of their own."""
    return "\n".join([f"<{tag}>", *lines, f"</{tag}>"])


def _table(table: Table) -> str:
    shares = "".join(f'<col style="width:{100 * width / _EMS:.1f}%">' for width in columns(table, _EMS))
    looks = [' class="number"' if column in table.numbers else "" for column in range(len(table.headers))]
    head = "".join(f'<th scope="col"{look}>{_text(cell)}</th>' for cell, look in zip(table.headers, looks, strict=True))
    rows = (
        "<tr>" + "".join(f"<td{look}>{_text(cell)}</td>" for cell, look in zip(row, looks, strict=True)) + "</tr>"
        for row in table.rows
    )
    caption = [f"<caption>{_text(table.caption)}</caption>"] if table.caption else []
    colgroup = f"<colgroup>{shares}</colgroup>"
    whole = _all("table", [*caption, colgroup, f"<thead><tr>{head}</tr></thead>", _all("tbody", rows)])
    return f'<div class="wide">{whole}</div>'


def _entry(entry: Entry) -> str:
    lines = [f"<h3>{_text(entry.title)}</h3>"]
    if entry.marks:
        lines.append('<ul class="marks">' + "".join(f"<li>{_text(mark)}</li>" for mark in entry.marks) + "</ul>")
    if entry.body:
        lines.append(_paragraphs(entry.body))
    for name, text in entry.additions:
        lines.append(f'<div class="later"><p class="name">{_text(name)}</p>{_paragraphs(text)}</div>')
    return _all("article", lines)


def _figure(figure: Figure) -> str:
    picture = _picture(figure.svg, figure.alt) or _paragraphs(figure.alt)
    return _all("figure", [picture, f"<figcaption>{_text(figure.caption)}</figcaption>"])


def _picture(svg: str, alt: str) -> str:
    """The chart as an element of the page; nothing when it is no plain picture."""
    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError):  # ValueError: what no encoding can write
        return ""
    if root.tag != f"{_SVG}svg":
        return ""
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)  # in HTML the tag `svg` says it
        if element.tag not in _SHAPES:
            return ""
        element.attrib = {name: value for name, value in element.attrib.items() if name in _DRAWING}
    root.attrib |= {"role": "img", "aria-label": clean(alt)}
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _to_fill(block: BlankLines) -> str:
    lines = "<span></span>" * (_TALL if block.tall else 1)
    rows = "\n".join(f"<div><p>{_text(label)}</p>{lines}</div>" for label in block.labels)
    return f'<div class="to-fill{" tall" if block.tall else ""}">\n{rows}\n</div>'
