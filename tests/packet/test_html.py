"""The HTML file: whole in itself, safe in any browser, ready for paper, and plain to a screen reader."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from store.model import Score
from store.model.record import build
from store.packet.charts import gap_chart
from store.packet.document import BlankLines, Block, Document, Entry, Figure, Heading, Numbered, Paragraph, Table
from store.packet.html import write
from store.packet.sections.cover import sign_off
from store.practice.gap import gap_of
from tests.packet.samples import FULL, LABEL, NOTE, SVG


def page_of(*blocks: Block, running: str = "K-2026-014") -> str:
    return write(Document("en", "Packet", running, blocks)).data.decode("utf-8")


def main_of(*blocks: Block) -> ElementTree.Element:
    """What stands between head and foot, read as strictly as XML is; `<col>` alone stays open in HTML."""
    main = re.search("<main>.*</main>", page_of(*blocks), re.DOTALL)
    assert main
    return ElementTree.fromstring(re.sub("<col ([^>]*)>", r"<col \1/>", main[0]))


class _Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.style = ""
        self._last = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._last = tag
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.style += data if self._last == "style" else ""


def test_the_file_fetches_nothing_and_runs_nothing() -> None:
    elements = _Elements(write(FULL).data.decode("utf-8"))
    policies = [
        attrs["content"] for tag, attrs in elements.found if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert not {tag for tag, _attrs in elements.found} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "a",
        "form",
        "base",
    }
    values = [value or "" for _tag, attrs in elements.found for value in attrs.values()]
    assert not [value for value in values if "://" in value]
    assert "url(" not in elements.style
    assert "@import" not in elements.style


def test_it_says_its_language_and_is_made_for_paper() -> None:
    elements = _Elements(write(FULL).data.decode("utf-8"))
    assert elements.found[0] == ("html", {"lang": "id"})
    assert "@page { size: A4;" in elements.style
    assert "thead { display: table-header-group; }" in elements.style
    assert "@media screen and (prefers-color-scheme: dark)" in elements.style


def test_what_stands_at_the_foot_cannot_leave_the_style() -> None:
    said = '</style><script>x()</script> "; } body { display: none } \\'
    elements = _Elements(page_of(running=said))
    assert not [tag for tag, _attrs in elements.found if tag == "script"]
    content = re.search(r'@bottom-left \{ content: "([^"]*)"', elements.style)
    assert content
    assert re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), content[1]) == said


def test_white_space_is_kept() -> None:
    entry = main_of(Entry("Visit", ("DRAFT",), NOTE)).find("article")
    assert entry is not None
    assert [part.text for part in entry.findall("p")] == NOTE.split("\n\n")
    style = _Elements(page_of()).style
    assert re.search(r"[^}]*\bp, li[^}]*\btd[^}]*white-space: pre-wrap", style)


def test_a_table_says_what_its_heads_are_for_and_stands_its_numbers_to_the_right() -> None:
    table = main_of(Table(("Domain", "Gap"), (("Food", "3"), ("School", "4")), "Gaps by domain", (1,))).find(".//table")
    assert table is not None
    assert table.findtext("caption") == "Gaps by domain"
    assert [(head.text, head.get("scope")) for head in table.findall("thead/tr/th")] == [
        ("Domain", "col"),
        ("Gap", "col"),
    ]
    assert [(cell.text, cell.get("class")) for cell in table.findall("tbody/tr/td")] == [
        ("Food", None), ("3", "number"), ("School", None), ("4", "number"),
    ]  # fmt: skip
    shares = [float(re.sub(r"[^\d.]", "", column.get("style", ""))) for column in table.findall("colgroup/col")]
    assert 0 < sum(shares) <= 100.2  # a short table stays narrow


def test_a_chart_is_a_picture_with_words_behind_it() -> None:
    figure = main_of(Figure("Goals", SVG, 'Goal 1: "-2" & then\n0')).find("figure")
    assert figure is not None
    svg = figure.find("svg")
    assert svg is not None
    assert (svg.get("role"), svg.get("aria-label"), svg.get("viewBox")) == (
        "img",
        'Goal 1: "-2" & then\n0',
        "0 0 680 120",
    )
    assert svg.findtext("text") == LABEL
    assert figure.findtext("figcaption") == "Goals"


def test_a_chart_of_a_packet_comes_in_whole() -> None:
    fields = {"case_code": "K", "domain": "food", "expectation": 4}
    first = build(Score, {**fields, "id": "a", "on": "2026-03-02", "reality": 1})
    now = build(Score, {**fields, "id": "b", "on": "2026-05-02", "reality": 3})
    chart = gap_chart(gap_of([first, now]))
    assert chart is not None
    drawn = main_of(chart).find("figure/svg")
    assert drawn is not None
    whole = ElementTree.fromstring(chart.svg)
    assert [part.tag.rpartition("}")[2] for part in whole.iter()] == [part.tag for part in drawn.iter()]
    assert drawn.attrib == {**whole.attrib, "role": "img", "aria-label": chart.alt}
    assert [part.attrib for part in list(whole.iter())[1:]] == [part.attrib for part in list(drawn.iter())[1:]]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<a href='http://example.org'><text>x</text></a>",
        "<image href='http://example.org/x.png'/>",
        "<style>* { display: none }</style>",
        "<b xmlns='http://www.w3.org/1999/xhtml'>x</b>",
        "<text>slipped through unescaped: a < b & c</text>",
        "<text>never closed",
    ],
)
def test_what_is_no_plain_picture_is_told_in_words(inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    figure = main_of(Figure("Goals", svg, "Goal 1: -2, then 0.")).find("figure")
    assert figure is not None
    assert [(part.tag, part.text) for part in figure] == [("p", "Goal 1: -2, then 0."), ("figcaption", "Goals")]


def test_only_what_draws_is_left_of_a_picture() -> None:
    drawn = '<line x1="0" onclick="x()" style="color:red" id="a"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" onload="x()">{drawn}</svg>'
    line = main_of(Figure("Goals", svg, "words")).find(".//svg/line")
    assert line is not None
    assert line.attrib == {"x1": "0"}
    assert "x()" not in page_of(Figure("Goals", svg, "words"))


def test_there_is_room_to_write() -> None:
    short, tall = main_of(BlankLines(("Name", "Date")), BlankLines(("Agreed",), tall=True)).findall("div")
    assert [(row.findtext("p"), len(row.findall("span"))) for row in short] == [("Name", 1), ("Date", 1)]
    assert [(row.findtext("p"), len(row.findall("span"))) for row in tall] == [("Agreed", 3)]


def test_both_signatures_stand_on_one_page() -> None:
    rule = "dl:has(+ .to-fill), .to-fill:has(+ .strong) { break-after: avoid; }"
    assert rule in page_of(*sign_off("Rini"))
    tags = [(part.tag, part.get("class")) for part in main_of(*sign_off("Rini"))]
    assert tags[-5:] == [("p", "strong"), ("dl", None), ("div", "to-fill"), ("p", "strong"), ("div", "to-fill")]


def test_lists_and_headings_are_what_they_are() -> None:
    main = main_of(Heading("Title", 1), Heading("Section"), Numbered(("one", "two\n\nand more")), Paragraph("!", True))
    assert [part.tag for part in main] == ["h1", "h2", "ol", "p"]
    assert [item.text or [part.text for part in item] for item in main.findall("ol/li")] == ["one", ["two", "and more"]]
    assert main[3].get("class") == "strong"
