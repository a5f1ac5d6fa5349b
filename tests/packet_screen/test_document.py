"""The document as lines of the screen: nothing cut, nothing lost, what stands for something masked kept together."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

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
from tui.casefile.note_text import FOUND
from tui.packet.document_lines import MARKED, DocumentLines
from tui.packet.wrapping import wrapped

TEXT = "Ibu “bertemu” 日本語 dengan [Client family 2] di sekolah\n\nsesudah itu pulang ke rumah nenek"
BLOCKS: Sequence[Block] = (
    Heading("Case presentation", 1), Paragraph("CONFIDENTIAL", strong=True), Heading("Questions"),
    Numbered((TEXT, "short")), Facts((("Case", "K-2026-001"), ("A name that is longer than its room", TEXT))),
    Heading("Plan", 3), Table(("Task", "Note", "Days"), (("Visit a school", TEXT, "12"), ("", "", "3")), "Tasks", (2,)),
    Entry("Day 3, Home visit", ("signed", "late entry"), TEXT, (("Addendum Day 4", TEXT),)),
    Figure("Goals", "<svg/>", "goal 1: -2, then 0"), BlankLines(("Decision",), tall=True),
)  # fmt: skip


def lines_of(*blocks: Block, width: int = 60, marks: Sequence[str] = (), word: str = "") -> list[str]:
    return [line.plain for line in DocumentLines(Document("en", "t", "r", blocks), marks).lines(width, word)]


@pytest.mark.parametrize("width", [28, 40, 60, 96, 200])
def test_every_word_is_there_and_no_line_is_too_wide(width: int) -> None:
    lines = lines_of(*BLOCKS, width=width)
    assert max(map(cell_len, lines)) <= width
    said = " ".join(" ".join(lines).split())
    for text in ("Case presentation", "CONFIDENTIAL", "1. Ibu", "K-2026-001", "goal 1: -2, then 0", "Addendum Day 4"):
        assert text in said
    assert said.count("nenek") == 5
    if width > 28:
        assert said.count("[Client family 2]") == 5, "it is kept together wherever there is room"
    assert said.count("......") >= 4


def test_columns_of_numbers_stand_to_the_right_and_wide_ones_give_way() -> None:
    table = Table(("What", "Count"), (("one", "1"), ("twelve", "12")), numbers=(1,))
    assert lines_of(table) == ["What    Count", "one         1", "twelve     12"]
    wide = Table(("A", "B"), (("word " * 30, "x"),))
    assert {len(line.rstrip()) for line in lines_of(wide, width=30)} <= set(range(31))
    assert lines_of(wide, width=30)[1].endswith("x")
    narrow = Table(tuple("ABCDE"), (("one two three",) * 5,))
    assert lines_of(narrow, width=28)[0] == "A  one two three", "too little room for columns"


def test_an_empty_table_and_empty_texts_are_no_trouble() -> None:
    assert lines_of(Table(("A", "B"), ())) == ["A  B"]
    assert lines_of(Paragraph(""), Entry("x", (), "")) == ["", "", "x"]


def test_what_stands_for_a_name_is_marked_and_other_brackets_are_not() -> None:
    text = Paragraph("[Ibu]-nya met [Ibu, K-2026-001] and [sic] [Ib")
    (line,) = DocumentLines(Document("en", "t", "r", (text,)), ["[Ibu]"]).lines(80)
    assert [line.plain[span.start : span.end] for span in line.spans if span.style == MARKED] == [
        "[Ibu]", "[Ibu, K-2026-001]",
    ]  # fmt: skip
    (line,) = DocumentLines(Document("en", "t", "r", (Paragraph("B.S. and AB.S."),)), ["B.S."]).lines(80)
    assert [(span.start, span.end) for span in line.spans if span.style == MARKED] == [(0, 4)]


def test_a_word_is_found_in_any_case_as_a_whole_and_across_the_end_of_a_line() -> None:
    text = Paragraph("Rinata saw RINA WATI again, and rina wati left.")
    sheet = DocumentLines(Document("en", "t", "r", (text,)), [])
    for width in (80, 16):
        lines = sheet.lines(width, "Rina Wati")
        found = " ".join(
            line.plain[span.start : span.end] for line in lines for span in line.spans if span.style == FOUND
        )
        assert found == "RINA WATI rina wati"
    assert [span for line in sheet.lines(80) for span in line.spans if span.style == FOUND] == []


PHRASE = "Sinar Harapan Jaya"


@pytest.mark.parametrize("block", [
    Paragraph(f"aaa bbb ccc ddd {PHRASE}"), Numbered((f"aaa bbb ccc ddd {PHRASE}",)),
    Facts((("Name", f"aaa bb {PHRASE}"),)),
    Table(("A", "B", "C"), (("x", f"aaa bbb {PHRASE}", "ccc ddd eee fff ggg hhh"),)),
    Heading(f"aaa bbb ccc {PHRASE}", 2),
    Entry("t", (), "x", (("y", f"aaa bbb ccc ddd {PHRASE}"),)), Paragraph(PHRASE.replace(" ", "")),
])  # fmt: skip
@pytest.mark.parametrize("width", [9, 14, 24, 33, 80])
def test_a_word_is_found_in_every_kind_of_block_wherever_its_lines_end(block: Block, width: int) -> None:
    word = PHRASE if PHRASE in str(block) else PHRASE.replace(" ", "")
    lines = DocumentLines(Document("en", "t", "r", (block,)), []).lines(width, word)
    found = [line.plain[span.start : span.end] for line in lines for span in line.spans if span.style == FOUND]
    assert "".join("".join(found).split()) == word.replace(" ", "")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200), st.integers(4, 40))
def test_wrapping_keeps_every_visible_character(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    if text.isascii():
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_two_hundred_pages_are_laid_out_once_and_drawn_only_where_they_are_seen() -> None:
    blocks = [Entry("Day 1, Home visit", ("signed",), "Ibu met [Client] at home. " * 25) for _ in range(1000)]
    sheet = DocumentLines(Document("en", "t", "r", tuple(blocks)), ["[Client]"])
    lines = sheet.lines(90)
    assert len(lines) > 8000
    assert sheet.lines(90) is lines
