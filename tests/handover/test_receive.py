"""Taking over the case of a colleague: its passphrase, a look at it, and the card on the board."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from textual.strip import Strip
from textual.widgets import Static

from store import Casebook, WrongPassphrase, open_casebook
from store.exchange.handover import gather, let_go, pack, recipient_of, seal_for_passphrase, seal_for_recipient
from tests.casefile.conftest import see
from tests.casefile.conftest import until as wait
from tests.forms.host import HOSTILE, SIZES, assert_nothing_cut, fill, opened, shown, speak, trouble, until
from tests.unlock.conftest import PASSPHRASE
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.handover import receive
from tui.handover.receive import ReceiveForm

CODE, FILE = "K-2026-001", "staples jembatan hujan"


@pytest.fixture
def colleague(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Casebook]:
    """The book of somebody else, with one case."""
    with open_casebook(tmp_path / "colleague", clock=clock) as book:
        code = book.add_case(alias=HOSTILE, size="family").code
        book.add_note(code, body="said", sign=True)
        book.add_note(code, body="secret", private=True)
        yield book


@pytest.fixture
def file(colleague: Casebook, tmp_path: Path) -> Path:
    """Its case, for a passphrase."""
    handover = gather(colleague, CODE, sender="Bu Rina")
    return let_go(colleague, handover, seal_for_passphrase(pack(handover), FILE), tmp_path, "x")


def told(app: object) -> str:
    return " ".join(shown(app).replace("│", " ").split())  # type: ignore[arg-type]


async def test_it_is_looked_at_before_it_is_taken_in(book: Casebook, file: Path) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait(lambda: isinstance(app.screen, BoardScreen) and hasattr(app.screen, "board"))
        form = ReceiveForm(str(file))
        app.push_screen(form)
        await wait(lambda: app.screen is form and app.focused is not None)
        await fill(pilot, passphrase="not this one")
        await pilot.press("enter")
        await wait(lambda: form.field("passphrase").has_class("-wrong"))
        await see(app, "This is not the passphrase of the file.")
        assert not form.query_one(".trouble").display, "it stands under the field"
        assert app.focused is form.field("passphrase").control
        await fill(pilot, passphrase=FILE)
        await pilot.press("enter")
        await see(app, "Nothing is in your book yet.")
        assert form.parked() is None
        said = told(app)
        for fact in ("From: Bu Rina, 21 Nov 2026", f"Called there: {CODE}", "Alias: [/] [bold]x", "Notes: 1",
                     "Phase: Engagement, active", "Private notes that stayed there: 1"):  # fmt: skip
            assert fact in said
        assert book.cases() == []
        await pilot.press("enter")
        await wait(lambda: isinstance(app.screen, BoardScreen))
        await wait(lambda: app.screen.current_case)  # type: ignore[attr-defined]
        assert app.screen.current_case.code == CODE  # type: ignore[attr-defined]
        await see(app, f"{CODE} taken over from a colleague · u undoes")
        await pilot.press("u")
        await wait(lambda: book.cases() == [])


async def test_a_second_time_there_is_only_leaving(book: Casebook, file: Path) -> None:
    for answer in (CODE, None):
        form = ReceiveForm(str(file))
        async with opened(book, form) as pilot:
            await fill(pilot, passphrase=FILE)
            await pilot.press("enter")
            await until(pilot, lambda: "Notes: 1" in told(pilot.app))
            await pilot.press("enter")
            if answer is None:
                assert f"It was taken in already: here it is {CODE}." in told(pilot.app)
                await pilot.press("escape")
            await until(pilot, lambda: pilot.app.answers == [answer])  # noqa: B023  # awaited at once
    assert len(book.cases()) == 1


async def test_a_file_for_the_book_needs_no_passphrase(
    colleague: Casebook, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    with open_casebook(tmp_path / "mine", PASSPHRASE, clock=clock) as mine:
        handover = gather(colleague, CODE)
        path = let_go(colleague, handover, seal_for_recipient(pack(handover), recipient_of(mine)), tmp_path, "x")
        async with opened(mine, ReceiveForm(str(path))) as pilot:
            await until(pilot, lambda: "From: a colleague, 21 Nov 2026" in told(pilot.app))
            await pilot.press("enter")
            await until(pilot, lambda: pilot.app.answers == [CODE])


async def test_the_recipient_is_shown_where_one_receives(
    book: Casebook, file: Path, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    async with opened(book, ReceiveForm(str(file))) as pilot:
        assert "Your book has no passphrase" in told(pilot.app)
    with open_casebook(tmp_path / "mine", PASSPHRASE, clock=clock) as mine:
        async with opened(mine, ReceiveForm(str(file)), (140, 40)) as pilot:
            assert recipient_of(mine) in told(pilot.app).replace(" ", "")


async def test_trouble_is_said(book: Casebook, file: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id\n1\n")
    async with opened(book, ReceiveForm(str(tmp_path / "a.csv"))) as pilot:
        await until(pilot, lambda: "no case that was handed over" in trouble(pilot.app))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: pilot.app.answers == [None])
    file.write_bytes(file.read_bytes()[:-9])
    async with opened(book, ReceiveForm(str(file))) as pilot:
        await fill(pilot, passphrase=FILE)
        await pilot.press("enter")
        await until(pilot, lambda: "is damaged" in trouble(pilot.app))
    assert book.cases() == []


async def test_that_it_is_being_opened_is_seen_before_it_holds_everything_up(
    book: Casebook, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    form = ReceiveForm(str(file))

    def holds_up(*_arguments: object) -> None:
        seen.append("begun")
        raise WrongPassphrase("Not this one.")

    monkeypatch.setattr(receive, "open_handover", holds_up)
    async with opened(book, form) as pilot:
        doing = form.query_one(".doing", Static)
        paint = doing.render_line

        def painted(y: int) -> Strip:
            seen.append("painted")
            return paint(y)

        monkeypatch.setattr(doing, "render_line", painted)
        await fill(pilot, passphrase=FILE)
        await pilot.press("enter")
        await until(pilot, lambda: form.field("passphrase").has_class("-wrong"))
        assert seen[0] == "painted"
        assert "begun" in seen
        assert not doing.display


async def test_the_program_may_end_in_the_first_moment_of_the_form(book: Casebook, file: Path) -> None:
    for moment in range(6):
        app = LingkarApp(book)
        async with app.run_test(size=(80, 24)):
            await wait(lambda: isinstance(app.screen, BoardScreen) and hasattr(app.screen, "board"))  # noqa: B023
            app.push_screen(ReceiveForm(str(file)))
            for _turn in range(moment):
                await asyncio.sleep(0)
            app.exit()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "id", "long"])
async def test_nothing_is_cut_and_hidden_text_stays_hidden(
    book: Casebook, file: Path, size: tuple[int, int], language: str
) -> None:
    speak(language)
    form = ReceiveForm(str(file))
    async with opened(book, form, size) as pilot:
        assert_nothing_cut(pilot.app)
        pilot.app.hidden = True
        await fill(pilot, passphrase=FILE)
        await pilot.press("enter")
        await until(pilot, lambda: form.query_one("#found").display)
        await pilot.pause()
        assert_nothing_cut(pilot.app)
        assert "bold" not in shown(pilot.app)
