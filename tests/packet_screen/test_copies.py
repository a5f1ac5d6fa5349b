"""Which copies are out there: what is said of each, destroying them, and the word of the board about the old ones."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import Casebook
from store.copies import Copy, CopyState
from store.language import use
from store.model.outside import OutsideKind
from tests.casefile.conftest import see, shown, until
from tests.conftest import MORNING
from tests.forms.host import SIZES
from tests.letting_out import export_case, print_case
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.frame import KeyBar, Said
from tui.packet.copies import Copies
from tui.packet.copies_list import end_of
from tui.packet.copy_facts import CopyFacts, at_folders

OLD, YOUNG = 45, 3


@pytest.fixture
def out(book: Casebook, tmp_path: Path) -> Path:
    """A folder with a copy of every state, one a case."""
    folder = tmp_path / "keluar"
    folder.mkdir()
    codes = [book.add_case(alias=f"Anak {letter}", size="individual").code for letter in "ABCDEF"]
    for days, code, name in (
        (OLD + 20, codes[0], "lama"), (OLD, codes[1], "hilang"), (YOUNG, codes[2], "berubah"), (1, codes[3], "baru"),
    ):  # fmt: skip
        book.clock = lambda days=days: MORNING - timedelta(days=days)  # type: ignore[misc]
        export_case(book, code, folder / f"{name}.md")
    (folder / "hilang.md").unlink()
    (folder / "berubah.md").write_bytes(b"lain")
    book.clock = lambda: MORNING
    print_case(book, codes[4])
    print_case(book, codes[5])
    book.mark_gone(book.copies()[0].id)
    return folder


@asynccontextmanager
async def copies(book: Casebook, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[LingkarApp, Pilot[None]]]:
    """The program with the list of copies open over the board."""
    app = LingkarApp(book)
    async with app.run_test(size=size) as pilot:
        await until(lambda: isinstance(app.screen, BoardScreen) and hasattr(app.screen, "board"))
        await pilot.press("C")
        await until(lambda: isinstance(app.screen, Copies) and hasattr(app.screen, "list"))
        await until(lambda: app.screen.list._rows is not None)  # type: ignore[attr-defined]
        await pilot.pause()
        yield app, pilot


def state(app: LingkarApp) -> CopyState | None:
    """The state of the copy under the cursor."""
    assert isinstance(app.screen, Copies)
    return app.screen.copy.state if app.screen.copy else None


def said(app: LingkarApp) -> str:
    """What stands on the quiet line."""
    return app.screen.query_one(Said).text


def lines(app: LingkarApp) -> list[str]:
    return [" ".join(line.replace("┃", " ").split()) for line in shown(app).splitlines()]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_each_copy_with_what_is_said_of_it_and_the_old_ones_first(
    book: Casebook, out: Path, size: tuple[int, int]
) -> None:
    async with copies(book, size) as (app, pilot):
        seen = [line for line in lines(app) if "K-2026-00" in line and "2026 K" in line]
        await pilot.press("G")
        await pilot.pause()
        seen += [line for line in lines(app) if "K-2026-00" in line and "2026 K" in line and line not in seen]
        told = [
            ("17 Sep 2026 K-2026-001", " · Single case", "65 days ago · there"),
            ("7 Oct 2026 K-2026-002", " · Single case", "45 days ago · not found"),
            ("21 Nov 2026 K-2026-005", " · Single case", "printed, not a file"),
            ("20 Nov 2026 K-2026-004", " · Single case", "there"),
            ("18 Nov 2026 K-2026-003", " · Single case", "there, with other content"),
            ("21 Nov 2026 K-2026-006", " · Single case", "destroyed 21 Nov 2026"),
        ]
        if size[0] > 60:
            assert seen == [f"{what}{kind} {now}" for what, kind, now in told]
        else:
            assert [
                (line[: len(what)], line.split("… ")[-1][-len(now) :])
                for line, (what, _kind, now) in zip(seen, told, strict=True)
            ] == [(what, now) for what, _kind, now in told]
        assert all(len(line) <= size[0] for line in shown(app).splitlines())
        await pilot.press("g")
        await see(app, "No masking · MD · ")
        await see(app, "lama.md")
        head = shown(app).splitlines()[0]
        assert "5 copies out there" in head
        assert "2 for more than 30 days" in head


async def test_only_the_very_file_is_deleted_and_only_after_a_question(book: Casebook, out: Path) -> None:
    async with copies(book) as (app, pilot):
        await pilot.press("D")
        await see(app, "Delete this file?")
        await see(app, "lama.md")
        await pilot.press("D", "escape")
        assert (out / "lama.md").exists()
        await pilot.press("D", "y")
        await until(lambda: not (out / "lama.md").exists())
        await see(app, "Deleted: ")
        await until(lambda: state(app) is CopyState.MISSING)
        await pilot.press("D")
        await until(lambda: "hilang.md is not found, so nothing was deleted." in said(app))
        await pilot.press("down", "D")
        await until(lambda: said(app).endswith("does nothing now: It was printed; there is no file to delete."))
        assert "D" not in dict(app.screen.footer_keys())  # type: ignore[attr-defined]
        await pilot.press("down", "down", "D")
        await until(lambda: "berubah.md has other content than what was written there." in said(app))
        assert (out / "berubah.md").read_bytes() == b"lain"
        await pilot.press("G", "D", "f")
        assert isinstance(app.screen, Copies)
        assert state(app) is CopyState.GONE
        assert not {"D", "f"} & dict(app.screen.footer_keys()).keys(), "nothing more can be done with it"


async def test_a_copy_that_was_given_away_is_said_to_be_destroyed(book: Casebook, out: Path) -> None:
    async with copies(book) as (app, pilot):
        await pilot.press("f")
        await see(app, "Is this copy destroyed?")
        await see(app, "Its file is still where it was written: D deletes")
        await pilot.press("f", "enter")
        assert state(app) is CopyState.THERE
        await pilot.press("down", "f", "y")
        await see(app, "Written down as destroyed: K-2026-002 · Single case")
        await see(app, "4 copies out there")
        await pilot.press("u")
        await pilot.pause()
        assert sum(copy.state is CopyState.GONE for copy in book.copies()) == 2, "undo is about cases"
        assert len(book.cases()) == 6


async def test_enter_tells_everything_of_a_copy(book: Casebook, out: Path) -> None:
    one = book.copies()[-1].outside
    async with copies(book, (60, 20)) as (app, pilot):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, CopyFacts))
        await see(app, "Written 17 Sep 2026 07:00")
        text = "".join(shown(app).replace("│", " ").split())
        assert one.path in text
        assert one.sha256 in text
        assert ("Masking" in text, "Format" in text) == (bool(one.level), bool(one.format))
        assert "·MD" not in text, "how it is masked and its format are two facts"
        lines = [line.strip(" │┃▁▂▃▄▅▆▇") for line in shown(app).splitlines()]
        path = next(line for line in lines if line.startswith("File  ")).removeprefix("File").strip()
        assert path == one.path or path.endswith("/"), "it is broken behind a folder"
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, Copies))
        await pilot.press("asterisk", "D")
        await see(app, "Delete this file?")
        assert not any(words in "".join(shown(app).split()) for words in ("keluar", "lama.md"))
        await pilot.press("escape", "enter")
        await see(app, "SHA-256")
        assert not any(words in "".join(shown(app).split()) for words in ("keluar", "lama.md"))


async def test_without_any_it_teaches_and_the_key_leads_back(book: Casebook) -> None:
    book.went_out(OutsideKind.BACKUP, Path("/somewhere"))
    async with copies(book, (60, 20)) as (app, pilot):
        await see(app, "Nothing was exported yet.")
        await see(app, "x on a case makes a packet")
        await pilot.press("enter", "D", "f", "down", "G", "pagedown")
        assert isinstance(app.screen, Copies)
        await pilot.press("C")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("ctrl+p", *"copies out", "enter")
        await until(lambda: isinstance(app.screen, Copies))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))


async def test_a_slow_disk_holds_up_nothing(book: Casebook, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go, there = threading.Event(), book.copies()

    def slow(_book: Casebook) -> list[Copy]:
        go.wait(10)
        return there

    monkeypatch.setattr(Casebook, "copies", slow)
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        await until(lambda: isinstance(app.screen, BoardScreen) and hasattr(app.screen, "board"))
        await pilot.press("C")
        await see(app, "Looking where the copies are ...")
        await pilot.press("enter", "D", "f2", "f2")
        assert isinstance(app.screen, Copies)
        go.set()
        await see(app, "5 copies out there")
        await pilot.press("escape")


async def test_both_languages(book: Casebook, out: Path) -> None:
    use("id")
    async with copies(book, (60, 20)) as (app, pilot):
        await see(app, "17 Sep 2026 K-2026-001")
        assert all(len(line) <= 60 for line in shown(app).splitlines())
        await pilot.press("f2")
        await see(app, "5 copies out there")


async def test_the_board_speaks_of_old_ones_once_a_day_and_never_beside_the_backup(book: Casebook, out: Path) -> None:
    async def words_of_a_start() -> str:
        app = LingkarApp(book)
        async with app.run_test(size=(200, 30)) as pilot:
            await pilot.pause(0.2)
            return said(app)

    def on(days: int) -> None:
        book.clock = lambda: MORNING + timedelta(days=days)

    words = "2 supervision packets left more than 30 days ago: destroy those that have served · C shows them"
    assert (await words_of_a_start()).endswith(words), "the first cases are of today: no backup is due"
    assert "packet" not in await words_of_a_start()
    on(9)
    assert "backup" in (first := await words_of_a_start())
    assert "packet" not in first
    assert (await words_of_a_start()).endswith(words)
    assert "packet" not in await words_of_a_start()


@pytest.mark.parametrize(
    ("path", "width", "end"),
    [
        ("/a/b.md", 7, "/a/b.md"),
        ("/a/b.md", 5, "…b.md"),
        ("/文書/文.md", 6, "…文.md"),
        ("/文書", 2, "…"),
        ("/a", 0, ""),
    ],
)
def test_the_end_of_a_path_names_the_file(path: str, width: int, end: str) -> None:
    assert end_of(path, width) == end


@pytest.mark.parametrize(("size", "told"), [((60, 12), ["up/down", "esc"]), ((80, 40), ["esc"])])
async def test_how_to_scroll_is_told_where_there_is_something_to_scroll(
    book: Casebook, out: Path, size: tuple[int, int], told: list[str]
) -> None:  # fmt: skip
    async with copies(book) as (app, pilot):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, CopyFacts))
        await pilot.resize_terminal(*size)
        await until(lambda: [key for key, _word in app.screen.query_one(KeyBar).keys] == told)


def test_a_long_path_is_broken_behind_its_folders() -> None:
    assert at_folders("/media/stick/kantor/2026/K-2026-014.pdf", 20).split("\n") == [
        "/media/stick/kantor/", "2026/K-2026-014.pdf"
    ]  # fmt: skip
    assert at_folders("/media/x.pdf", 20) == "/media/x.pdf"
    assert at_folders("", 20) == ""
