"""Linking cases by keys: finding, linking, unlinking, opening; archived and erased ones; and what the overview says."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from store import Case, Casebook, open_casebook
from store.language import use
from tests.casefile.conftest import see
from tests.casefile.conftest import until as becomes
from tests.conftest import MORNING
from tests.forms.host import (
    CLEANED,
    HOSTILE,
    SIZES,
    Host,
    assert_nothing_cut,
    break_disk,
    opened,
    shown,
    speak,
    trouble,
    until,
)  # fmt: skip
from tui.app import LingkarApp
from tui.casefile.linked import linked_cases
from tui.casefile.reading import HIDDEN
from tui.casefile.screen import CaseFile
from tui.casework.case_finder import CasesField
from tui.casework.link import LinkDialog, LinkedFile
from tui.unlock.comeback import _form


@pytest.fixture
def forum(book: Casebook) -> Case:
    """A macro case, and two that could stand behind it."""
    forum = book.add_case(alias="Forum konstituen", size="society")
    book.add_case(alias="Bu S", size="family")
    book.add_case(alias="RW 05", size="neighbourhood")
    return forum


def finder(app: Any) -> CasesField:
    return app.screen.query_one(CasesField)  # type: ignore[no-any-return]


def listed(app: Any) -> list[tuple[str, str]]:
    """Each code and the heading it stands under."""
    return [(row.code, row.group) for row in finder(app).list.shown]


async def test_links_and_unlinks_by_keys_and_shows_it_at_once(book: Casebook, forum: Case) -> None:
    async with opened(book, LinkDialog(forum.code)) as pilot:
        assert listed(pilot.app) == [("K-2026-002", "Other cases"), ("K-2026-003", "Other cases")]
        await pilot.press("down", "enter")
        await until(pilot, lambda: book.case(forum.code).linked == ("K-2026-003",))
        await until(pilot, lambda: listed(pilot.app)[0] == ("K-2026-003", "Linked: behind it"))
        assert book.case("K-2026-003").linked == (forum.code,)
        row = finder(pilot.app).row
        assert row is not None
        assert row.code == "K-2026-003"  # the cursor went with it
        assert "enter open  ctrl+d unlink" in shown(pilot.app)
        await pilot.press("ctrl+d")
        await until(pilot, lambda: book.case(forum.code).linked == ())
        await until(pilot, lambda: "enter link it" in shown(pilot.app))
        await pilot.press("ctrl+d")  # nothing is linked here
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.answers == [None])
    assert book.case("K-2026-003").linked == ()


async def test_typing_finds_by_code_and_alias(book: Casebook, forum: Case) -> None:
    async with opened(book, LinkDialog(forum.code)) as pilot:
        await pilot.press(*"rw")
        await until(pilot, lambda: [code for code, _group in listed(pilot.app)] == ["K-2026-003"])
        await pilot.press("enter")
        await until(pilot, lambda: book.case(forum.code).linked == ("K-2026-003",))
        assert finder(pilot.app).line.value == ""  # all are shown again
        await pilot.press(*"nobody")
        await until(pilot, lambda: "No case has these words." in shown(pilot.app))
        await pilot.press("enter", "ctrl+d")
        await pilot.pause()
        assert book.case(forum.code).linked == ("K-2026-003",)
        await pilot.press("escape")  # what is typed to find by is not worth a question
        await until(pilot, lambda: pilot.app.answers == [None])


async def test_a_free_cell_stands_before_the_thumb(book: Casebook, forum: Case) -> None:
    for number in range(30):
        book.add_case(alias=f"Bu {number}", size="family")
    async with opened(book, LinkDialog(forum.code)) as pilot:
        lines = finder(pilot.app).list.render().plain.splitlines()
        with_thumb = [line for line in lines if line.endswith("┃")]
        assert with_thumb
        assert all(line[-2] == " " for line in lines)


async def test_a_book_of_one_case_says_so(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="family").code
    async with opened(book, LinkDialog(code)) as pilot:
        assert "There is no other case yet." in shown(pilot.app)
        await pilot.press("enter", "down", "up")
        assert trouble(pilot.app) == ""


def test_the_linked_ones_stand_as_they_stand_to_the_case(book: Casebook, forum: Case) -> None:
    other = book.add_case(alias="Komunitas", size="community").code
    for code in ("K-2026-002", "K-2026-003", other):
        book.link(forum.code, code)
    book.link("K-2026-002", "K-2026-003")

    def places(code: str) -> list[tuple[str, str]]:
        return [(one.place, one.code) for one in linked_cases(book, book.case(code))]

    assert places(forum.code) == [("Behind it", "K-2026-002"), ("Behind it", "K-2026-003"), ("Beside it", other)]
    assert places("K-2026-003") == [("Behind it", "K-2026-002"), ("Part of", forum.code)]
    use("id")
    assert len({place for place, _code in places(forum.code)}) == 2


async def test_many_cases_scroll_with_the_cursor(book: Casebook, forum: Case) -> None:
    for number in range(40):
        book.add_case(alias=f"Kel. {number}", size="family")
    async with opened(book, LinkDialog(forum.code)) as pilot:
        rows = finder(pilot.app).list
        await pilot.press(*["pagedown"] * 3)
        assert "› K-2026-017" in shown(pilot.app)
        rows.go_to(999)
        await pilot.pause()
        assert "› K-2026-043" in shown(pilot.app)
        await pilot.press(*["up"] * 3)
        assert "› K-2026-040" in shown(pilot.app)
        rows.go_to(0)
        await pilot.pause()
        assert "Other cases" in shown(pilot.app)  # with its heading
        await pilot.click(rows, offset=(10, 3))
        await until(pilot, lambda: "› K-2026-004" in shown(pilot.app))
        assert pilot.app.focused is finder(pilot.app).line


async def test_hidden_text_hides_every_alias_and_finds_by_code_only(book: Casebook, forum: Case) -> None:
    book.link(forum.code, "K-2026-002")
    app_keys = ["r", "w"]
    app = Host(book)
    app.hidden = True
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(LinkDialog(forum.code), app.answers.append)
        await until(pilot, lambda: isinstance(app.screen, LinkDialog) and bool(app.screen.query("KeyBar")))
        await until(pilot, lambda: HIDDEN in shown(app))
        for alias in ("Forum", "Bu S", "RW 05"):
            assert alias not in shown(app)
        await pilot.press(*app_keys)
        await until(pilot, lambda: "No case has these words." in shown(app))
        await pilot.press("backspace", "backspace", *"003", "enter")
        await until(pilot, lambda: "K-2026-003" in book.case(forum.code).linked)


async def test_trouble_is_said_and_the_dialog_stays(book: Casebook, forum: Case) -> None:
    break_disk(book)
    async with opened(book, LinkDialog(forum.code)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "The disk is full" in trouble(pilot.app))
        assert isinstance(pilot.app.screen, LinkDialog)


async def test_it_comes_back_after_a_lock_with_what_was_typed(book: Casebook, forum: Case) -> None:
    async with opened(book, LinkDialog(forum.code)) as pilot:
        await pilot.press(*"rw")
        thing = pilot.app.screen.parked()  # type: ignore[attr-defined]
    again = _form(book, thing)
    again.was = thing
    async with opened(book, again) as pilot:
        await until(pilot, lambda: [code for code, _group in listed(pilot.app)] == ["K-2026-003"])
        await pilot.press("enter")
        await until(pilot, lambda: book.case(forum.code).linked == ("K-2026-003",))


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut_and_hostile_text_is_text(
    book: Casebook, forum: Case, size: tuple[int, int], language: str
) -> None:
    speak(language)
    book.edit_case("K-2026-002", alias=HOSTILE)
    book.link(forum.code, "K-2026-002")
    async with opened(book, LinkDialog(forum.code), size) as pilot:
        assert CLEANED[:9] in shown(pilot.app)
        assert "\x1b" not in shown(pilot.app)
        assert_nothing_cut(pilot.app)


# Opening


async def test_enter_opens_a_linked_case_and_escape_leads_back(book: Casebook, forum: Case) -> None:
    book.link(forum.code, "K-2026-003")
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        app.push_screen(CaseFile(forum.code))
        await becomes(lambda: isinstance(app.screen, CaseFile) and app.screen.is_mounted)
        await pilot.press("i", "k")
        await becomes(lambda: isinstance(app.screen, LinkDialog) and app.focused)
        await pilot.press("enter")
        await becomes(lambda: isinstance(app.screen, LinkedFile) and app.screen.is_mounted)
        await see(app, "K-2026-003 · RW 05")
        await see(app, "esc go back")
        await pilot.press("escape")
        await becomes(lambda: not isinstance(app.screen, LinkedFile))
        assert isinstance(app.screen, CaseFile)
        assert app.screen.current_case is not None
        assert app.screen.current_case.code == forum.code


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[tuple[Casebook, str, str, str]]:
    """A case linked with one that lies in the archive and with one that was erased."""
    folder = tmp_path / "old"
    with open_casebook(folder, clock=lambda: MORNING - timedelta(days=60)) as book:
        forum, old, gone = (
            book.add_case(alias=alias, size=size).code
            for alias, size in (("Forum", "society"), ("Kel. Lama", "family"), ("Hapus", "family"))
        )
        book.link(forum, old)
        book.link(forum, gone)
        book.terminate(old, reason="duplicate", outcome="same", summary="x")
        book.terminate(gone, reason="duplicate", outcome="same", summary="x")
    with open_casebook(folder, clock=lambda: MORNING) as book:
        book.file_away(old)
        book.erase(gone)
    with open_casebook(folder, clock=lambda: MORNING) as book:
        yield book, forum, old, gone


async def test_an_archived_case_is_listed_without_its_file_and_opened_with_it(
    filed: tuple[Casebook, str, str, str],
) -> None:
    book, forum, old, _gone = filed
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        app.push_screen(CaseFile(forum))
        await becomes(lambda: isinstance(app.screen, CaseFile) and app.screen.is_mounted)
        app.push_screen(LinkDialog(forum))
        await becomes(lambda: isinstance(app.screen, LinkDialog) and app.focused)
        await see(app, "Kel. Lama")
        assert not book._archive.is_read
        await pilot.press("enter")
        await becomes(lambda: isinstance(app.screen, LinkedFile) and app.screen.is_mounted)
        await see(app, f"{old} · Kel. Lama")


async def test_a_case_that_is_gone_can_only_be_unlinked(filed: tuple[Casebook, str, str, str]) -> None:
    book, forum, old, gone = filed
    book.edit_case(forum, alias="Forum")
    case = book.case(forum)
    if gone not in case.linked:  # erasing may have taken the link with it
        book.add_records([case.changed(linked=(*case.linked, gone))])
    async with opened(book, LinkDialog(forum)) as pilot:
        await until(pilot, lambda: "not in the book any more" in shown(pilot.app))
        await pilot.press(*gone)
        await until(pilot, lambda: "enter unlink" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: book.case(forum).linked == (old,))
