"""User text never becomes Markdown: what a reader sees is what stands in the book."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from store.model.text import clean_block, clean_line
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
)
from store.packet.markdown import write

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TRICKY = st.lists(
    st.one_of(
        st.sampled_from([*"\\*_`<>[]|~&#+-=:.)(!1 \n\t\"'{}$^", "[Wali]", "[Ibu / Kakak 2]", "-2", "- ", "(x)", ": x"]),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
).map("".join)
LINE, TEXT = TRICKY.map(clean_line), TRICKY.map(clean_block)
PLAIN_BLOCKS = {
    "paragraph_open", "paragraph_close", "inline", "heading_open", "heading_close", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close", "table_open", "table_close", "thead_open", "thead_close",
    "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
}  # fmt: skip


def tokens_of(*blocks: Block) -> list[Token]:
    return READER.parse(write(Document("en", "Packet", "running", blocks)).data.decode("utf-8"))


def rendered(*blocks: Block) -> list[str]:
    """The texts a reader sees, block by block; anything but plain text in them fails."""
    tokens = tokens_of(*blocks)
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
@example("[Wali]: http://b\n[Wali](x)\n[Wali][Ibu]\n![Wali]\n[Wali]\n- [ok] [x]\n-2\n--\n-\n+")
@example("ends with a backslash\\\nnext\\")
def test_a_paragraph_is_read_back_line_by_line(text: str) -> None:
    parts = rendered(Paragraph(text))
    lines = [line.strip() for part in parts for line in part.split("\n")]
    assert [seen(line) for line in lines] == [seen(line) for line in text.split("\n") if line.strip(" \t")]


@given(LINE.filter(bool), LINE.filter(bool))
@example("title #", "## more ##")
@example("\\", "**")
def test_headings_and_strong_text(title: str, warning: str) -> None:
    parts = rendered(Heading(title, 1), Paragraph(warning, strong=True))
    assert seen(parts[0]) == seen(title)
    strong = seen(warning), f"**{seen(warning)}**"  # beside white space that is no blank the signs are shown
    assert seen(parts[1]) in strong


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


def test_what_stands_for_a_name_is_read_in_the_file_as_well() -> None:
    written = write(Document("en", "Packet", "running", (Paragraph("-2 dipukul oleh [Wali], [Ibu 2]: ya"),)))
    assert r"-2 dipukul oleh [Wali], \[Ibu 2\]: ya" in written.data.decode("utf-8")


def test_blank_lines_leave_room_to_write() -> None:
    assert re.fullmatch(r"Name: \.{60}", rendered(BlankLines(("Name",)))[0])


def test_tall_blank_lines_leave_room_for_sentences() -> None:
    label, *lines = rendered(BlankLines(("Agreed",), tall=True))[0].split("\n")
    assert label == "Agreed:"
    assert lines == ["." * 60] * 3


def test_two_numbered_lists_in_a_row_each_begin_at_one() -> None:
    tokens = tokens_of(Numbered(("one", "two\nlines\n\nand a part")), Numbered(("another",)))
    shape = [token.type for token in tokens if "list" in token.type or token.type == "inline"]
    assert shape.count("ordered_list_open") == 2
    assert shape.count("list_item_open") == 3
    texts = [_text(token) for token in tokens if token.type == "inline"]
    assert texts == ["one", "two\nlines", "and a part", "another"]


def test_ten_items_keep_their_paragraphs() -> None:
    tokens = tokens_of(Numbered(tuple(f"item {number}\n\n# more" for number in range(1, 11))))
    assert [token.type for token in tokens if token.level == 0] == ["ordered_list_open", "ordered_list_close"]
    assert "heading_open" not in {token.type for token in tokens}


def test_a_chart_is_told_in_words_under_its_caption() -> None:
    tokens = tokens_of(Figure("Goals # 1", "<svg/>", "> Goal 1\n# at -2\n\n- then 0"), Paragraph("after"))
    assert [token.type for token in tokens if token.level == 0 and token.nesting == 1] == [
        "paragraph_open", "blockquote_open", "paragraph_open",
    ]  # fmt: skip
    texts = [_text(token) for token in tokens if token.type == "inline"]
    assert texts == ["Goals # 1", "> Goal 1\n# at -2", "- then 0", "after"]


def test_a_table_has_its_caption_and_its_numbers_to_the_right() -> None:
    table = Table(("Domain", "Gap"), (("Food", "3"),), caption="# Gaps", numbers=(1,))
    tokens = tokens_of(table)
    assert [_text(token) for token in tokens if token.type == "inline"] == ["# Gaps", "Domain", "Gap", "Food", "3"]
    assert [token.attrs for token in tokens if token.type == "td_open"] == [{}, {"style": "text-align:right"}]
