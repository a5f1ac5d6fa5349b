"""Questions for supervision: marked while one writes, standing out where one reads, counted above the notes."""

import re
from datetime import timedelta

import pytest
from textual.content import Content

from store import Case, Casebook, Note
from store.language import use
from store.practice.questions import questions_in
from tests.casefile.conftest import case_file, see, shown, until
from tui.app import LingkarApp
from tui.casefile.editor import NoteEditor
from tui.casefile.note_text import FOUND, note_lines
from tui.casefile.questions import QuestionsHead, question_spans, toggle_question
from tui.casefile.reading import Reading
from tui.casefile.write_form import AddendumForm
from tui.forms.text import Area
from tui.frame import KeyBar

ASKED = "Bertemu di rumah.\n(?) Boleh kunjungan [b]tanpa[/b] janji?\nAnak senang."


def asking(book: Casebook, case: Case, **fields: object) -> Note:
    """A signed note with a question in it."""
    return book.add_note(case.code, body=ASKED, sign=True, **fields)  # type: ignore[arg-type]


async def test_a_line_is_marked_while_it_is_written(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with case_file(app, case.code) as pilot:
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
        area = app.screen.query_one(Area)
        assert ("ctrl+t", "question") in app.screen.query_one(KeyBar)._keys
        await see(app, "ctrl+t question")
        await pilot.press(*"Rumah", "enter", *"Boleh", "left", "left", "ctrl+t", *"o!")
        assert area.text == "Rumah\n(?) Bolo!eh"
        await pilot.press("ctrl+t")
        assert area.text == "Rumah\nBolo!eh"
        await pilot.press("x", "backspace", "up", "ctrl+t")
        assert area.text == "(?) Rumah\nBolo!eh", "the line of the cursor, and no other"
        await pilot.press("ctrl+z")
        assert area.text == "Rumah\nBolo!eh"
        await pilot.press("ctrl+y", "tab", "ctrl+t", "end", "!")
        assert area.text == "Rumah!\nBolo!eh", "from the facts it goes back to the text"
        await pilot.press("end", "enter", "ctrl+t", *"Lalu?", "ctrl+s")
        await until(lambda: not isinstance(app.screen, NoteEditor))
        (note,) = book.notes(case.code)
        assert questions_in(note.body) == ["Lalu?"]


MOVES = [
    ("", 0, "(?) ", 4), ("kata", 0, "(?) kata", 4), ("kata", 4, "(?) kata", 8), ("  dua kata", 6, "  (?) dua kata", 10),
    ("  dua", 1, "  (?) dua", 1), ("(?)", 3, "", 0), ("(?) tanya", 6, "tanya", 2), ("(?) tanya", 2, "tanya", 0),
    ("  (?)   satu (?)", 10, "  satu (?)", 4), ("  (?) a", 1, "  a", 1), ("\t(?) [/] 👩🏽 é", 8, "\t[/] 👩🏽 é", 4),
]  # fmt: skip
"""A line, where the cursor stands in it, and both with the mark put in or taken away."""


async def test_the_cursor_stays_where_it_was_in_the_words(app: LingkarApp) -> None:
    async with app.run_test() as pilot:
        area = Area()
        await app.screen.mount(area)
        await pilot.pause()
        for line, column, new, place in MOVES:
            area.text = f"atas\n{line}\nbawah"
            area.move_cursor((1, column))
            toggle_question(area)
            assert area.text == f"atas\n{new}\nbawah"
            assert area.cursor_location == (1, place), line
            area.undo()
            assert area.text == f"atas\n{line}\nbawah"
            area.redo()
            assert area.text == f"atas\n{new}\nbawah"


async def test_an_addendum_can_ask_too(app: LingkarApp, book: Casebook, case: Case) -> None:
    note = book.add_note(case.code, body="Bertemu.", sign=True)
    async with case_file(app, case.code) as pilot:
        await pilot.press("2", "+")
        await until(lambda: isinstance(app.screen, AddendumForm) and app.screen.focused)
        await see(app, "ctrl+t question")
        await pilot.press(*"Rujuk?", "ctrl+t", "ctrl+s")
        await see(app, "1 question for supervision is open")
        assert book.note(note.id).addenda[0].text == "(?) Rujuk?"


async def test_the_notes_say_how_many_are_open_until_they_were_asked(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    now = book.clock()
    asking(book, case)
    book.add_note(case.code, body="(?) Satu\n(?) Dua", mode="supervision", at=now - timedelta(hours=1))
    book.add_note(case.code, body="Biasa", mode="supervision", at=now - timedelta(hours=2))
    async with case_file(app, case.code, (60, 20)) as pilot:
        await pilot.press("2")
        await see(app, "3 questions for supervision are open")

        def said_of_one() -> list[str]:
            lines = [line.rstrip() for line in shown(app).splitlines() if "1 question" in line]
            return [re.split("·|  ", line)[-1].strip() for line in lines]

        await until(lambda: said_of_one() == ["1 question"])
        lines = shown(app).splitlines()
        assert sum("2 questions" in line for line in lines) == 1
        assert sum("draft" in line and "question" not in line for line in lines) == 1, "one asks nothing"
        await pilot.press("asterisk")
        await see(app, "3 questions for supervision are open")
        assert "Satu" not in shown(app)
        await pilot.press("asterisk")
        book.clock = lambda: now + timedelta(hours=1)
        book.record_supervision(case.code, directions="Boleh.")
        await until(lambda: not app.screen.query_one(QuestionsHead).display)
        await until(lambda: "question" not in shown(app))


@pytest.mark.parametrize(("language", "words"), [("en", " · 1 question"), ("id", " · 1 pertanyaan")])
def test_the_reader_shows_them_apart_from_the_rest(book: Casebook, case: Case, language: str, words: str) -> None:
    note = asking(book, case)
    use(language)
    reading = Reading(book, case.code, hidden=False)
    lines = note_lines(note, 80, reading, ["kunjungan"])
    assert any(words in line.plain for line in lines)
    (line,) = (line for line in lines if "(?)" in line.plain)
    assert line.plain.strip() == "(?) Boleh kunjungan [b]tanpa[/b] janji?"
    styles = {line.plain[span.start : span.end]: str(span.style) for span in line.spans}
    assert styles["(?)"] == "bold $accent"
    assert styles["kunjungan"] == FOUND
    assert any("janji?" in text and "bold" in style for text, style in styles.items()), "bold: not by colour alone"
    others = [line for line in lines if "di rumah" in line.plain or "senang" in line.plain]
    assert [span for line in others for span in line.spans] == []
    hidden = note_lines(note, 80, Reading(book, case.code, hidden=True))
    assert not any("(?)" in line.plain or "Boleh" in line.plain for line in hidden)


def test_what_stands_out_is_what_is_counted() -> None:
    text = "(?) satu\n  (?)dua\nini (?) bukan\n(?)\n\t(?) tiga\n\n(?) [/] \U0001f600 empat"
    plain = Content(text, list(question_spans(text))).plain
    words = [plain[span.start : span.end].strip() for span in question_spans(text) if span.style == "bold $foreground"]
    assert [word for word in words if word] == questions_in(text)
