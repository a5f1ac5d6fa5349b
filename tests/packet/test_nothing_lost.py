"""Every word of a packet comes out whole, in order, in every format, and none of it becomes structure.

The PDF has its own test, in `test_pdf`: what a font cannot show is another matter.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from store.errors import LingkarError
from store.packet.document import (
    BlankLines,
    Document,
    Entry,
    Facts,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Table,
    Written,
)
from store.packet.formats import Format, available, write
from tests.packet.samples import FULL, HOSTILE, LABEL

OTHERS = [Format.HTML, Format.DOCX, Format.MARKDOWN]
DOTS = "." * 60


def words(
    document: Document, *, behind: str = "", between: str = " ", dots: str = "", alt_first: bool = True
) -> list[str]:
    """The words of a packet, with what a format puts behind names, between marks and where there is room to write."""
    told: list[str] = []
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                told.append(block.text)
            case Numbered():
                told += block.items
            case Facts():
                told += [part for name, value in block.pairs for part in (name + behind, value)]
            case Table():
                told += [block.caption, *block.headers, *(cell for row in block.rows for cell in row)]
            case Entry():
                told += [block.title, between.join(block.marks), block.body]
                told += [part for name, text in block.additions for part in (name + behind, text)]
            case Figure():
                told += [block.alt, block.caption] if alt_first else [block.caption, block.alt]
            case BlankLines():
                lines = f" {dots}" * (3 if block.tall else 1)
                told += [label + behind + lines for label in block.labels]
    return " ".join(told).split()


def count(document: Document, kind: type, of: Callable[..., int] = lambda block: 1) -> int:
    return sum(of(block) for block in document.blocks if isinstance(block, kind))


def _items(document: Document) -> int:
    return count(document, Numbered, lambda block: len(block.items))


# Markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INLINE = {"text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close"}


def read_markdown(data: bytes) -> tuple[list[str], Counter[str]]:
    tokens = READER.parse(data.decode("utf-8"))
    text = " ".join(_inline(token) for token in tokens if token.type == "inline")
    return text.split(), Counter(token.type for token in tokens if token.nesting == 1)


def _inline(inline: Token) -> str:
    assert {token.type for token in inline.children or ()} <= INLINE
    return "".join(" " if token.type.endswith("break") else token.content for token in inline.children or ())


@given(HOSTILE)
@example(FULL)
@settings(max_examples=60)
def test_markdown_tells_every_word_and_adds_no_structure(packet: Document) -> None:
    told, blocks = read_markdown(write(packet, Format.MARKDOWN).data)
    assert told == words(packet, behind=":", dots=DOTS, alt_first=False)
    assert blocks.pop("heading_open", 0) == count(packet, Heading) + count(packet, Entry)
    assert blocks.pop("ordered_list_open", 0) == count(packet, Numbered)
    items = count(packet, Numbered, lambda block: len(block.items)) + count(
        packet, Facts, lambda block: len(block.pairs)
    )
    assert blocks.pop("list_item_open", 0) == items + count(packet, Entry, lambda block: len(block.marks))
    assert blocks.pop("table_open", 0) == count(packet, Table)
    assert blocks.pop("blockquote_open", 0) == count(packet, Figure)
    cells = {"thead_open", "tbody_open", "tr_open", "th_open", "td_open"}
    assert set(blocks) <= {"paragraph_open", "bullet_list_open", *cells}


# HTML


class Page(HTMLParser):
    """The words of a page in order, with those for a reader who does not see its pictures, and its elements."""

    VOID = ("meta", "col")
    UNSEEN = ("style", "title", "svg", "footer")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.apart: dict[str, str] = dict.fromkeys(self.UNSEEN, "")
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert not any(name.startswith("on") or name in ("href", "src") for name, _value in attrs)
        self.text += f" {dict(attrs).get('aria-label', '')} "
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self.text += " "

    def handle_data(self, data: str) -> None:
        apart = next((tag for tag in self._open if tag in self.UNSEEN), None)
        if apart:
            self.apart[apart] += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@given(HOSTILE)
@example(FULL)
@settings(max_examples=60)
def test_html_tells_every_word_and_adds_no_structure(packet: Document) -> None:
    page = Page(write(packet, Format.HTML).data.decode("utf-8"))
    assert page.text.split() == words(packet)
    assert page.apart["title"] == packet.title
    assert page.apart["footer"] == packet.running
    assert page.apart["svg"] == LABEL * count(packet, Figure)
    tags = Counter(page.elements)
    assert sum(tags[f"h{level}"] for level in range(1, 7)) == count(packet, Heading) + count(packet, Entry)
    assert tags["li"] == _items(packet) + count(packet, Entry, lambda block: len(block.marks))
    assert tags["table"] == count(packet, Table)
    assert set(tags) <= {
        "html", "head", "meta", "title", "style", "body", "main", "footer", "h1", "h2", "h3", "p", "ol", "ul", "li",
        "dl", "dt", "dd", "div", "span", "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td",
        "article", "figure", "figcaption", "svg", "line", "text",
    }  # fmt: skip


# Word

TAGS = {
    "p", "pPr", "pStyle", "keepNext", "numPr", "ilvl", "numId", "jc", "r", "t", "br", "tab", "drawing", "tbl", "tblPr",
    "tblStyle", "tblW", "tblLayout", "tblLook", "tblGrid", "gridCol", "tr", "trPr", "cantSplit", "tblHeader", "tc",
    "tcPr", "tcW", "sectPr", "footerReference", "pgSz", "pgMar", "cols", "docGrid",
}  # fmt: skip
"""What the body may hold. No link and no field is among it."""


def read_docx(data: bytes) -> tuple[list[str], Counter[str]]:
    word = docx.Document(BytesIO(data))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    body = [element.tag for element in word.element.body.iterdescendants()]
    assert {tag.removeprefix(space) for tag in body if tag.startswith(space)} <= TAGS
    paragraphs = list(_paragraphs(word.iter_inner_content()))
    text = " ".join(_alt(paragraph) + paragraph.text for paragraph in paragraphs)
    return text.split(), Counter(paragraph.style.name for paragraph in paragraphs)


def _paragraphs(content: Iterator[WordParagraph | WordTable]) -> Iterator[WordParagraph]:
    for each in content:
        if isinstance(each, WordParagraph):
            yield each
        else:
            for row in each.rows:
                for cell in row.cells:
                    yield from cell.paragraphs


def _alt(paragraph: WordParagraph) -> str:
    return "".join(picture.get("descr", "") for picture in paragraph._p.xpath(".//wp:docPr"))


@given(HOSTILE)
@example(FULL)
@settings(max_examples=40)
def test_docx_tells_every_word_and_adds_no_structure(packet: Document) -> None:
    told, styles = read_docx(write(packet, Format.DOCX).data)
    assert told == words(packet, between=" · ")
    headings = sum(styles[f"Heading {level}"] for level in range(1, 10))
    assert headings == count(packet, Heading) + count(packet, Entry)
    assert styles["List Number"] == _items(packet)


# All of them


@pytest.mark.parametrize("format", OTHERS)
def test_what_no_format_can_hold_does_not_stop_a_writer(format: Format) -> None:
    bad = "satu\ud800dua\ufffe\x00\x1b[31m tiga\x0b"
    packet = Document("id", bad, bad, (
        Heading(bad), Paragraph(bad), Numbered((bad,)), Facts(((bad, bad),)), Table((bad,), ((bad,),), bad),
        Entry(bad, (bad,), bad, ((bad, bad),)), Figure(bad, f"<svg>{bad}</svg>", bad), BlankLines((bad,)),
    ))  # fmt: skip
    data = write(packet, format).data
    told = " ".join(read_docx(data)[0]) if format is Format.DOCX else data.decode("utf-8").replace("\\", "")
    assert told.count("satu\ufffddua\ufffd[31m tiga") >= 14
    assert not set("\x00\x1b\x0b\ufffe") & set(told)


@pytest.mark.parametrize("format", OTHERS)
def test_a_packet_without_anything_in_it_can_be_written(format: Format) -> None:
    assert write(Document("en", "", "", (Facts(()), Table(("A",), ()), Entry("", (), ""))), format).data


@pytest.mark.parametrize(
    ("package", "lost"), [("typst", Format.PDF), ("fontpkg_noto_sans", Format.PDF), ("docx", Format.DOCX)]
)
def test_a_format_is_offered_only_where_it_can_be_made(
    package: str, lost: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert available() == tuple(Format)
    monkeypatch.setitem(sys.modules, package, None)
    assert available() == tuple(format for format in Format if format is not lost)


def test_a_format_that_is_there_but_cannot_be_loaded_says_which_others_can(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_document: Document) -> Written:
        raise ImportError("made for another system")

    monkeypatch.setattr("store.packet.docx.write", refuse)
    with pytest.raises(LingkarError, match="pdf, html, md"):
        write(FULL, Format.DOCX)


def test_the_code_of_a_format_is_the_ending_of_its_file() -> None:
    assert [format.value for format in Format] == ["pdf", "html", "docx", "md"]
    starts = {format: write(FULL, format).data[:15] for format in Format}
    assert starts[Format.PDF].startswith(b"%PDF-")
    assert starts[Format.HTML].startswith(b"<!doctype html>")
    assert starts[Format.DOCX].startswith(b"PK\x03\x04")
    assert starts[Format.MARKDOWN] == b"# Presentasi ka"
