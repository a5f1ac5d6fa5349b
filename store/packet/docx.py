"""Writing a packet as a Word file, with real headings, lists and tables that Word and screen readers know.

The body is written as WordprocessingML: python-docx has no words for most of what is wanted (header rows, alternative
text, lists that begin anew) and is slow at tables. It packs the file. What its template brings along is taken out:
names, dates, a thumbnail, ninety table styles; the look stands in `docx_styles.xml`.

All text of the user goes through `_run` and is escaped there: none of it is a field, a link or an element.
"""

import re
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from store.errors import LingkarError
from store.model.text import clean
from store.packet import pdf
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
    holding_on,
    paragraphs,
)
from store.packet.fitting import columns

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.xmlchemy import BaseOxmlElement

_LANGUAGES = {"id": "id-ID", "en": "en-GB"}
_KEPT = ("/officeDocument", "/core-properties", "/styles", "/settings", "/numbering", "/theme")
_LONGEST_TITLE = 255  # characters, which Word allows

_WIDTH = 9638  # between the margins, in twentieths of a point
_EMS = 53.0  # the same in ems of the text of a table
_NAMES = 2700  # of it, the names of facts
_PICTURE = 170, 220  # millimetres: as wide as the text, and not higher than a page
_WHOLE = 600  # characters; a row of so short cells is not broken over two pages
_TALL = 3  # dotted lines
_STYLED = re.compile(r"(<w:pStyle [^>]*/>)(?!<w:keepNext/>)")

_NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SETTINGS = """<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:compat><w:compatSetting
w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"""
_LIST = """<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="ListNumber"/><w:lvlText w:val="%1."/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr><w:rPr><w:color w:val="5D6670"/></w:rPr>
</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""
_PAGE = """<w:r><w:tab/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r>
<w:t xml:space="preserve"> / </w:t></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple>"""


def write(document: Document) -> Written:
    """The whole packet as DOCX, in A4. The same packet is the same file, whenever it is written."""
    import docx

    word = docx.Document()
    _empty(word)
    _set_up(word, document)
    body = _Body(word)
    end = word.element.body[-1]  # the section: the measures of the page
    said = (_held(body.block(block)) if holds else body.block(block) for block, holds in holding_on(document.blocks))
    for element in _elements("".join(said)):
        end.addprevious(element)
    return Written(_packed(word))


def _empty(word: "WordFile") -> None:
    """Take out what the template brings along."""
    from docx.opc.constants import RELATIONSHIP_TYPE as RELATION

    part, package = word.part, word.part.package
    assert package is not None
    for name in [name for name, to in part.rels.items() if not to.reltype.endswith(_KEPT)]:
        del part.rels[name]
    for name in [name for name, to in package.rels.items() if not to.reltype.endswith(_KEPT)]:
        del package.rels[name]
    core = package.part_related_by(RELATION.CORE_PROPERTIES)
    for full in (core, word.styles, word.settings, part.numbering_part):
        del full.element[:]


def _set_up(word: "WordFile", document: Document) -> None:
    """The look, the language, the title and the foot of the pages."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml
    from docx.shared import Mm

    language = _LANGUAGES.get(document.language, document.language)
    styles = parse_xml((files("store.packet") / "docx_styles.xml").read_bytes())
    next(styles.iter(qn("w:lang"))).set(qn("w:val"), language)
    word.styles.element.extend(styles)
    word.settings.element.extend(_elements(_SETTINGS))
    word.part.numbering_part.element.extend(_elements(_LIST))
    word.core_properties.title = clean(document.title)[:_LONGEST_TITLE]
    word.core_properties.language = language
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = Mm(20)
    page.bottom_margin, page.footer_distance = Mm(22), Mm(11)
    foot = page.footer.part.element
    foot[:] = _elements(_paragraph("Footer", _run(document.running) + _PAGE))


def _packed(word: "WordFile") -> bytes:
    """The file, without the clock that a ZIP holds for each of its parts."""
    loose, packed = BytesIO(), BytesIO()
    word.save(loose)
    with ZipFile(loose) as parts, ZipFile(packed, "w") as file:
        for name in parts.namelist():
            file.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return packed.getvalue()


def _elements(xml: str) -> "list[BaseOxmlElement]":
    from docx.oxml.parser import parse_xml

    return list(parse_xml(f"<w:body {_NAMESPACES}>{xml}</w:body>"))


def _run(text: str) -> str:
    """Text as it stands: its lines, its tabs and its spaces."""
    lines = escape(clean(text)).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">').split("\n")
    return "<w:r>" + "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines) + "</w:r>"


def _paragraph(style: str, content: str, look: str = "") -> str:
    """A paragraph.

    Args:
        style: an id of `docx_styles.xml`.
        content: runs.
        look: what differs from the style.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{content}</w:p>'


def _text(style: str, text: str, look: str = "") -> str:
    return _paragraph(style, _run(text), look)


def _held(said: str) -> str:
    """The same paragraphs, each on one page with the next."""
    return _STYLED.sub(r"\1<w:keepNext/>", said)


def _texts(style: str, text: str) -> str:
    """A text as paragraphs; an empty line in it begins a new one."""
    return "".join(_text(style, part) for part in paragraphs(clean(text).strip("\n")))


class _Body:
    """Turns blocks into WordprocessingML, and puts their pictures and lists into the file."""

    def __init__(self, word: "WordFile") -> None:
        self._part = word.part
        self._lists = 1  # the first is that of the style
        self._pictures = 0

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return _text(f"Heading{block.level}", block.text)
            case Paragraph():
                return _text("PacketStrong", block.text) if block.strong else _texts("Normal", block.text)
            case Numbered():
                return self._numbered(block)
            case Facts():
                return _facts(block)
            case Table():
                return _table(block)
            case Entry():
                return _entry(block)
            case Figure():
                return self._figure(block)
            case BlankLines():
                return _to_fill(block)

    def _numbered(self, block: Numbered) -> str:
        """The items under numbers of their own; a list of the same style would count on from the one before."""
        self._lists += 1
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        begun = f'<w:num w:numId="{self._lists}"><w:abstractNumId w:val="0"/>{anew}</w:num>'
        self._part.numbering_part.element.extend(_elements(begun))
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._lists}"/></w:numPr>'
        said = ""
        for item in block.items:
            first, *more = paragraphs(clean(item).strip("\n"))
            said += _text("ListNumber", first, number) + "".join(_text("ListContinue", part) for part in more)
        return said

    def _figure(self, figure: Figure) -> str:
        """The chart as a picture with its words behind it, or the words where no picture can be made of it."""
        try:
            picture = pdf.png_of(figure.svg)
        except (ImportError, RuntimeError, ValueError, LingkarError):  # no Typst here, or nothing that it can draw
            return _texts("Normal", figure.alt) + _text("Caption", figure.caption)
        return _paragraph("Picture", self._drawn(picture, figure.alt)) + _text("Caption", figure.caption)

    def _drawn(self, picture: bytes, alt: str) -> str:
        from docx.shared import Mm

        self._pictures += 1
        width, height = map(Mm, _PICTURE)
        inline = self._part.new_pic_inline(BytesIO(picture), width)
        if inline.extent.cy > height:
            inline = self._part.new_pic_inline(BytesIO(picture), height=height)
        for side in "TBLR":  # no white around it
            inline.set(f"dist{side}", "0")
        inline.docPr.set("id", str(self._pictures))
        inline.docPr.set("descr", clean(alt))
        return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"


def _facts(facts: Facts) -> str:
    if not facts.pairs:  # Word knows no table without rows
        return ""
    widths = _NAMES, _WIDTH - _NAMES
    rows = "".join(
        f"<w:tr>{_cell(widths[0], _text('FactName', name))}{_cell(widths[1], _texts('Fact', value))}</w:tr>"
        for name, value in facts.pairs
    )
    return _grid("TableNormal", widths, rows)


def _table(table: Table) -> str:
    widths = [round(_WIDTH * share / _EMS) for share in columns(table, _EMS)]
    looks = ['<w:jc w:val="right"/>' if column in table.numbers else "" for column in range(len(widths))]

    def row(style: str, texts: tuple[str, ...], look: str) -> str:
        cells = zip(widths, texts, looks, strict=True)
        filled = "".join(_cell(width, _text(style, text, side)) for width, text, side in cells)
        return f"<w:tr><w:trPr>{look}</w:trPr>{filled}</w:tr>"

    rows = [row("TableHead", table.headers, "<w:cantSplit/><w:tblHeader/>")]
    for texts in table.rows:
        rows.append(row("TableText", texts, "<w:cantSplit/>" if max(map(len, texts)) <= _WHOLE else ""))
    caption = _text("Caption", table.caption, "<w:keepNext/>") if table.caption else ""
    return caption + _grid("PacketTable", widths, "".join(rows))


def _grid(style: str, widths: Sequence[int], rows: str) -> str:
    """A table, and a little room after it: two without any between them would be one."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    first = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"/>'
    whole = f"<w:tbl><w:tblPr>{look}{first}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    return whole + _paragraph("Gap", "")


def _cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _entry(entry: Entry) -> str:
    said = _text("Heading3", entry.title)
    if entry.marks:
        said += _text("Marks", " · ".join(entry.marks))
    if entry.body:
        said += _texts("Normal", entry.body)
    for name, text in entry.additions:
        said += _text("LaterName", name) + _texts("Later", text)
    return said


def _to_fill(block: BlankLines) -> str:
    line = "<w:r><w:tab/></w:r>"  # the style fills the tab with dots
    said, left = "", len(block.labels)
    for label in block.labels:
        left -= 1
        if block.tall:
            said += _text("ToFillHead", label) + _paragraph("ToFill", line) * _TALL
        else:
            said += _paragraph("ToFill", _run(f"{label} ") + line, "<w:keepNext/>" if left else "")
    return said + _paragraph("Gap", "")
