"""The menu of what can be added: anything is one letter away, at every size, and what cannot be says why."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot

from store import Case, Casebook
from store.language import use
from tests.forms.host import Host, opened, shown, speak, until
from tui.casework.kinds import BY_LETTER, KINDS, Kind, in_order
from tui.casework.menu import AddMenu, KindList


@asynccontextmanager
async def menu(book: Casebook, case: Case, tab: int = 1, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot]:
    async with opened(book, AddMenu(book.folder_of(case.code), tab), size) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, KindList))
        yield pilot


def answers(pilot: Pilot) -> list[Kind | None]:
    assert isinstance(pilot.app, Host)
    return pilot.app.answers


def here(pilot: Pilot) -> str:
    """The line under the cursor."""
    return next((line.split("┃ ")[1] for line in shown(pilot.app).splitlines() if "┃ " in line), "")


async def test_a_letter_takes_its_kind_at_once(book: Casebook, full: Case) -> None:
    kinds = [kind for kind in KINDS if kind.letter != "c"]
    async with menu(book, full) as pilot:
        for count, kind in enumerate(kinds, 1):
            await pilot.press(kind.letter)
            await until(pilot, lambda: answers(pilot) == kinds[:count])  # noqa: B023  # awaited at once
            pilot.app.push_screen(AddMenu(book.folder_of(full.code), 1), answers(pilot).append)
            await until(pilot, lambda: isinstance(pilot.app.focused, KindList))


async def test_the_arrows_go_through_and_enter_takes(book: Casebook, full: Case) -> None:
    order = in_order(4)
    async with menu(book, full, 4) as pilot:
        for kind in order[:3]:
            assert here(pilot).startswith(f"{kind.letter}  {kind.label}")
            await pilot.press("down")
        await pilot.press("up", "up", "enter")
        await until(pilot, lambda: answers(pilot) == [order[1]])


async def test_escape_takes_nothing_and_other_letters_do_nothing(book: Casebook, full: Case) -> None:
    async with menu(book, full) as pilot:
        await pilot.press("z", "1", "space")
        assert answers(pilot) == []
        await pilot.press("escape")
        await until(pilot, lambda: answers(pilot) == [None])


async def test_what_cannot_be_added_yet_says_why_and_is_not_taken(book: Casebook, case: Case) -> None:
    async with menu(book, case, 3) as pilot:
        assert here(pilot).startswith("g")  # the cursor begins on what can be added
        await pilot.press("r")
        await until(pilot, lambda: here(pilot).startswith("r"))
        assert "Needs a goal first." in here(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert answers(pilot) == []
        await pilot.press("m")
        await until(pilot, lambda: "Needs a measure first." in here(pilot))
        await pilot.press("T")  # with caps lock on
        await until(pilot, lambda: answers(pilot) == [BY_LETTER["t"]])


@pytest.mark.parametrize(("size", "language"), [((60, 12), "long"), ((80, 24), "id")], ids=str)
async def test_every_kind_is_reached_on_every_screen(
    book: Casebook, full: Case, size: tuple[int, int], language: str
) -> None:
    speak(language)
    async with menu(book, full, 6, size) as pilot:
        for kind in in_order(6):
            await until(pilot, lambda kind=kind: here(pilot).startswith(f"{kind.letter}  {kind.label[:24]}"))  # type: ignore[misc]
            await pilot.press("down")
        assert all(len(line) <= size[0] for line in shown(pilot.app).splitlines())
        await pilot.press("home")
        await until(pilot, lambda: here(pilot).startswith(in_order(6)[0].letter))


async def test_at_the_common_size_all_is_in_sight_and_the_own_kinds_stand_apart(book: Casebook, full: Case) -> None:
    for language in ("en", "id"):
        use(language)
        async with menu(book, full, 3) as pilot:
            lines = shown(pilot.app).splitlines()
            assert all(any(f"{kind.letter}  {kind.label}" in line for line in lines) for kind in KINDS)
            own = next(n for n, line in enumerate(lines) if f"g  {BY_LETTER['g'].label}" in line)
            assert not lines[own + 1].replace("│", "").strip()


async def test_the_mouse_takes_a_line(book: Casebook, full: Case) -> None:
    async with menu(book, full, 3) as pilot:
        kinds = pilot.app.screen.query_one(KindList)
        await pilot.click(KindList, offset=Offset(3, kinds._y(3)))
        await until(pilot, lambda: answers(pilot) == [in_order(3)[3]])
