"""The manual on the screen: from where one is to its page and back, finding a word, and nothing typed is lost."""

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from store import Casebook
from store.language import current, use
from tests.board.test_screen import running, take_in
from tests.forms.host import shown, until
from tui.casefile.editor import NoteEditor
from tui.commands import BY_ACTION
from tui.filterline import FilterLine
from tui.forms.form import Form
from tui.frame import KeyBar, Said
from tui.guide.guide import Guide
from tui.guide.manual_screen import Manual
from tui.guide.page_lines import HERE, THERE, Sought, count_of, page_lines
from tui.guide.pages import TOPICS, page, title_of
from tui.intake.case_form import CaseForm

SIZES = [(60, 20), (80, 24), (140, 40)]


def manual_of(pilot: Pilot[None]) -> Manual:
    assert isinstance(pilot.app.screen, Manual)
    return pilot.app.screen


async def at_manual(pilot: Pilot[None]) -> Manual:
    await pilot.press("question_mark", "m")
    await until(pilot, lambda: isinstance(pilot.app.screen, Manual))
    await pilot.pause()
    return manual_of(pilot)


def shows(pilot: Pilot[None]) -> tuple[bool, bool]:
    """Whether the topics and the text are in sight."""
    manual = manual_of(pilot)
    return manual._topics.display, manual._page.display


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["id", "en"])
async def test_help_leads_to_the_page_about_the_place_and_back(
    book: Casebook, size: tuple[int, int], language: str
) -> None:
    use(language)
    async with running(book, size) as (pilot, board):
        await pilot.press("question_mark")
        guide = pilot.app.screen
        assert isinstance(guide, Guide)
        assert title_of("board") in str(guide.query_one("#guide").border_subtitle)
        await pilot.press("m")
        manual = manual_of(pilot)
        assert manual.topic == "board"
        assert shows(pilot) == (size[0] >= 100, True)
        assert page("board").pieces[0].text.split()[0] in manual._page.plain
        await pilot.press("escape")
        assert pilot.app.screen is board.screen


@pytest.mark.parametrize(("tab", "topic"), [("1", "case"), ("2", "notes"), ("3", "goals"), ("5", "people")])
async def test_a_case_file_leads_to_what_its_open_tab_is_about(book: Casebook, tab: str, topic: str) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("enter", tab)
        assert (await at_manual(pilot)).topic == topic


async def test_the_palette_opens_it_too(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        await pilot.press("ctrl+p", *"manual", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Manual))
        assert manual_of(pilot).topic == "board"


async def test_in_a_narrow_window_topics_and_text_come_one_after_the_other(book: Casebook) -> None:
    async with running(book, (60, 20)) as (pilot, board):
        await at_manual(pilot)
        await pilot.press("left")
        assert shows(pilot) == (True, False)
        await pilot.press("down", "down", "enter")
        assert shows(pilot) == (False, True)
        assert manual_of(pilot).topic == TOPICS[TOPICS.index("board") + 2]
        await pilot.press("escape")
        assert shows(pilot) == (True, False), "it was chosen from the list"
        await pilot.press("escape")
        assert pilot.app.screen is board.screen


async def test_in_a_wide_window_the_text_follows_the_topics(book: Casebook) -> None:
    async with running(book, (140, 40)) as (pilot, _):
        manual = await at_manual(pilot)
        await pilot.press("left", "home")
        assert page(TOPICS[0]).pieces[0].text[:20] in manual._page.plain
        await pilot.press("end")
        assert page(TOPICS[-1]).pieces[0].text[:20] in manual._page.plain
        await pilot.resize_terminal(70, 20)
        await pilot.pause()
        assert shows(pilot) == (True, False)


async def test_the_text_scrolls(book: Casebook) -> None:
    async with running(book, (60, 20)) as (pilot, _):
        manual = await at_manual(pilot)
        await pilot.press("j", "j")
        assert manual._page.top == 2
        await pilot.press("space")
        assert manual._page.top > 10
        await pilot.press("G")
        assert manual._page.top == len(manual._page._lines) - manual._page.size.height
        await pilot.press("g")
        assert manual._page.top == 0


async def test_a_word_is_found_in_every_topic(book: Casebook) -> None:
    async with running(book) as (pilot, board):
        manual = await at_manual(pilot)
        await pilot.press("slash", *"salvage")
        assert manual.query_one(FilterLine).value == "salvage"
        assert manual.topic == "trouble"
        await pilot.press("enter")
        here = [line for line in manual._page._lines if any(span.style == HERE for span in line.spans)]
        assert len(here) == 1
        assert "salvage" in here[0].plain
        count = sum(count_of(page(name), "salvage") for name in TOPICS)
        assert count >= 2
        assert manual.query_one(Said).text == f"1 of {count} finds"
        await pilot.press("n")
        assert manual.query_one(Said).text == f"2 of {count} finds"
        await pilot.press("N", "N")
        assert manual.query_one(Said).text == f"{count} of {count} finds", "round at the beginning"
        await pilot.press("escape")
        assert manual.query_one(Said).text == ""
        assert not [line for line in manual._page._lines if any(span.style == HERE for span in line.spans)]
        await pilot.press("escape", "escape")
        assert pilot.app.screen is board.screen


async def test_a_word_that_is_nowhere_is_said_and_any_text_is_only_text(book: Casebook) -> None:
    async with running(book) as (pilot, _):
        manual = await at_manual(pilot)
        await pilot.press("slash")
        manual.query_one(FilterLine).value = "[/] [bold] \x1b"
        await pilot.pause()
        assert manual.query_one(Said).text == "No topic has this word."
        await pilot.press("enter", "n", "escape")
        assert manual_of(pilot) is manual


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_wider_than_its_window_and_no_word_is_lost(name: str, language: str) -> None:
    use(language)
    shown = page(name)
    for width in (24, 56, 76, 140):
        lines = page_lines(shown, width)
        assert max(line.cell_length for line in lines) <= width
        said = "".join("".join(line.plain for line in lines).split()).replace("-", "")
        for piece in shown.pieces:
            assert "".join(piece.runs[-1][0].split()).replace("-", "") in said


@pytest.mark.parametrize("name", TOPICS)
def test_as_many_are_marked_as_are_counted(name: str) -> None:
    shown = page(name)
    count = count_of(shown, "e")
    spans = [span.style for line in page_lines(shown, 10_000, Sought("e", 0)) for span in line.spans]
    marked = [style for style in spans if style in (HERE, THERE)]
    assert marked.count(HERE) == min(1, count)
    assert len(marked) >= count


@pytest.mark.parametrize("key", ["down", "tab"])
async def test_help_in_a_form_shows_its_keys_and_loses_nothing(book: Casebook, key: str) -> None:
    async with running(book) as (pilot, _):
        await pilot.press("c", *"Bu S?", key)
        form = pilot.app.screen
        assert isinstance(form, CaseForm)
        focused = form.focused
        await pilot.press("f1")
        guide = pilot.app.screen
        assert isinstance(guide, Guide)
        rows = [piece.text for piece in guide.pieces]
        assert any(row.startswith("ctrl+s") for row in rows)
        assert "In every form" in rows
        assert title_of("case") in str(guide.query_one("#guide").border_subtitle)
        await pilot.press("m")
        assert manual_of(pilot).topic == "case"
        await pilot.press("escape")
        assert pilot.app.screen is form
        assert form.field("alias").typed == "Bu S?"
        assert form.focused is focused
        await pilot.press("f1", "escape", "escape")
        assert not isinstance(pilot.app.screen, Form), "it asks whether to throw away what was typed"


async def test_help_in_a_dialog_of_one_field(book: Casebook) -> None:
    take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("d", "f1")
        assert isinstance(pilot.app.screen, Guide)
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, Form)


async def test_help_in_a_note_keeps_the_text(book: Casebook) -> None:
    code = take_in(book, "Bu S")
    async with running(book) as (pilot, _):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await pilot.press(*"Ibu", "f1")
        guide = pilot.app.screen
        assert isinstance(guide, Guide)
        assert "In every form" not in [piece.text for piece in guide.pieces]
        await pilot.press("m")
        assert manual_of(pilot).topic == "notes"
        await pilot.press("escape", *" S")
        editor = pilot.app.screen
        assert isinstance(editor, NoteEditor)
        assert editor.query_one(TextArea).text == "Ibu S"
        await pilot.press("escape")
        assert book.drafts(code) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["id", "en"])
async def test_every_key_that_the_manual_shows_acts_and_the_way_out_is_shown(
    book: Casebook, size: tuple[int, int], language: str
) -> None:
    use(language)
    async with running(book, size) as (pilot, _):
        manual = await at_manual(pilot)
        for keys in ((), ("left",), ("slash",)):
            await pilot.press(*keys)
            bar = manual.query_one(KeyBar)
            assert "esc" in bar.render().plain
            assert bar.render().cell_length <= size[0] - 2


def test_the_command_of_the_manual_is_everywhere() -> None:
    assert len(BY_ACTION["manual"].places) == len(BY_ACTION["guide"].places)


@pytest.mark.parametrize("size", SIZES)
async def test_a_word_that_stands_nowhere_is_said_in_place_of_the_page(book: Casebook, size: tuple[int, int]) -> None:
    async with running(book, size) as (pilot, _):
        manual = await at_manual(pilot)
        await pilot.press("left", "slash", *"zzxy")
        assert manual.query_one(Said).text == "No topic has this word."
        assert manual._page.display
        assert manual._page.plain.strip() == "No topic has this word."
        await pilot.press("enter")
        assert manual.query_one(FilterLine).has_focus, "one can type another word"
        await pilot.press("escape")
        assert page("board").pieces[0].text.split()[0] in manual._page.plain
        assert manual.query_one(Said).text == ""


async def test_the_language_changes_in_the_manual_too(book: Casebook) -> None:
    async with running(book) as (pilot, board):
        manual = await at_manual(pilot)
        english = manual._page.plain
        await pilot.press("slash", *"board", "enter", "f2")
        assert current() == "id"
        assert book.settings.language == "id"
        assert manual._page.plain != english
        assert manual.query_one(Said).text == ""
        await pilot.press("f2")
        assert manual._page.plain == english
        await pilot.press("f2", "escape")
        assert pilot.app.screen is board.screen
        assert "Bantuan" in shown(pilot.app) or "bantuan" in shown(pilot.app)
