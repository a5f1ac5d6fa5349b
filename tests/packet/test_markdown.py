"""User text never becomes Markdown: what a reader sees is what stands in the book."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from store.model.text import clean_block, clean_line
from store.packet.document import BlankLines, Document, Entry, Facts, Heading, Paragraph, Table
from store.packet.markdown import write

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TRICKY = st.text(
    st.one_of(st.sampled_from("\\*_`<>[]|~&#+-=:.)(!1 \n\t\"'{}$^"), st.characters(exclude_categories=["Cs"])),
    max_size=60,
)
LINE, TEXT = TRICKY.map(clean_line), TRICKY.map(clean_block)
PLAIN_BLOCKS = {
    "paragraph_open", "paragraph_close", "inline", "heading_open", "heading_close", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close", "table_open", "table_close", "thead_open", "thead_close",
    "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
}  # fmt: skip


def rendered(*blocks: Heading | Paragraph | Facts | Table | Entry | BlankLines) -> list[str]:
    """The texts a reader sees, block by block; anything but plain text in them fails."""
    tokens = READER.parse(write(Document("en", blocks)))
    assert {token.type for token in tokens} <= PLAIN_BLOCKS
    return [_text(token) for token in tokens if token.type == "inline"]


def _text(inline: Token) -> str:
    text = ""
    for token in inline.children or ():
        assert token.type in ("text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close"), token
        text += "\n" if token.type.endswith("break") else token.content
    return text


def seen(text: str) -> str:
    """Text as a page shows it: white space is one space."""
    return " ".join(text.split())


@given(TEXT.filter(str.strip))
@example("# a\n- b\n\n1. c\n    indented\n---\n===\ntext\n:-")
@example("[a]: http://b 'c'\n<script>\n&amp; `x` ~~~\n```\n|a|b|\n|-|-|")
@example("ends with a backslash\\\nnext\\")
def test_a_paragraph_is_read_back_line_by_line(text: str) -> None:
    parts = rendered(Paragraph(text))
    lines = [line.strip() for part in parts for line in part.split("\n")]
    assert [seen(line) for line in lines] == [seen(line) for line in text.split("\n") if line.strip(" \t")]


@given(LINE.filter(bool), LINE.filter(bool))
@example("title #", "## more ##")
def test_headings_and_strong_text(title: str, warning: str) -> None:
    parts = rendered(Heading(title, 1), Paragraph(warning, strong=True))
    assert seen(parts[0]) == seen(title)
    assert seen(parts[1]).removeprefix("**").removesuffix("**") == seen(warning)


@given(st.lists(st.tuples(LINE.filter(bool), TEXT.filter(str.strip)), min_size=1, max_size=5))
def test_facts_keep_their_names_and_values(pairs: list[tuple[str, str]]) -> None:
    shown = seen(" ".join(rendered(Facts(tuple(pairs)))))
    assert shown == seen(" ".join(f"{name}: {value}" for name, value in pairs))


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=5))
@example([("a|b\\", "\\|", "|")])
def test_table_cells_stay_in_their_cells(rows: list[tuple[str, str, str]]) -> None:
    parts = rendered(Table(("A", "B", "C"), tuple(rows)))
    assert [seen(part) for part in parts] == ["A", "B", "C", *(seen(cell) for row in rows for cell in row)]


@given(LINE.filter(bool), st.lists(LINE.filter(bool), max_size=3), TEXT, st.lists(TEXT.filter(str.strip), max_size=2))
def test_a_note_keeps_every_word(title: str, marks: list[str], body: str, added: list[str]) -> None:
    entry = Entry(title, tuple(marks), body, tuple(("Later", text) for text in added))
    wanted = [title, *marks, body, *(part for text in added for part in ("Later:", text))]
    assert seen(" ".join(rendered(entry))) == seen(" ".join(wanted))


def test_lines_of_a_text_stay_lines_and_indents_stay_seen() -> None:
    parts = rendered(Paragraph("S: calm\n   sleeps better\n\nO: thin"))
    assert parts == ["S: calm\n\u00a0\u00a0\u00a0sleeps better", "O: thin"]


def test_blank_lines_leave_room_to_write() -> None:
    assert re.fullmatch(r"Name: \.{60}", rendered(BlankLines(("Name",)))[0])
