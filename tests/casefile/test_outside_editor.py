"""A note handed to another editor: only after a question, back as a draft, and nothing of it left behind."""

import contextlib
import shlex
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from store import Case, Casebook
from tests.casefile.conftest import case_file, see, shown, until
from tui.app import LingkarApp
from tui.casefile.editor import NoteEditor
from tui.casefile.outside_editor import chosen_editor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the editors of this test are scripts")

LOOK = "import os, stat, sys; path = sys.argv[-1]; text = open(path, encoding='utf-8').read()\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the private folder goes."""
    place = tmp_path / "place"
    place.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    monkeypatch.setattr("tempfile.tempdir", str(place))
    monkeypatch.setattr(App, "suspend", lambda _app: contextlib.nullcontext())  # no terminal to step back from
    return place


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Choose an editor that does this."""

    def chosen(does: str) -> None:
        (tmp_path / "edit or.py").write_text(LOOK + does)
        monkeypatch.setenv("VISUAL", shlex.join([sys.executable, str(tmp_path / "edit or.py"), "--wait"]))
        monkeypatch.setenv("EDITOR", "false")

    return chosen


@asynccontextmanager
async def writing(app: LingkarApp, case: Case) -> AsyncIterator[Pilot[None]]:
    async with case_file(app, case.code) as pilot:
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
        await pilot.press(*"Bertemu")
        yield pilot


async def hand_over(app: LingkarApp, pilot: Pilot[None]) -> None:
    await pilot.press("f4")
    await see(app, "That program may keep")
    await pilot.press("y")
    await until(lambda: isinstance(app.screen, NoteEditor))
    await pilot.pause()


def bodies(book: Casebook, case: Case) -> list[str]:
    return [note.body for note in book.notes(case.code)]


async def test_the_text_goes_out_and_comes_back_as_a_draft(
    app: LingkarApp, book: Casebook, case: Case, place: Path, tmp_path: Path, editor: Callable[[str], None]
) -> None:
    editor(
        f"modes = [stat.S_IMODE(os.stat(p).st_mode) for p in (path, os.path.dirname(path))]\n"
        f"open({str(tmp_path / 'seen')!r}, 'w').write(f'{{path}} {{modes}} {{text!r}}')\n"
        "open(path + '~', 'w').write(text)\n"
        "open(path, 'w', encoding='utf-8').write('\\ufeffBertemu\\r\\ndi rumah\\x1b[31m\\n')\n"
    )
    async with writing(app, case) as pilot:
        await hand_over(app, pilot)
        await see(app, "The text came back and is kept as a draft.")
        assert bodies(book, case) == ["Bertemu\ndi rumah[31m"]
        seen = (tmp_path / "seen").read_text()
        assert seen.startswith(str(place))
        assert seen.endswith(f"note.txt {[0o600, 0o700]} 'Bertemu\\n'")
        assert case.code not in seen
        assert list(place.iterdir()) == []
        await pilot.press("ctrl+z")
        assert isinstance(app.screen, NoteEditor)
        assert app.screen.area.text == "Bertemu"


async def test_nothing_goes_out_without_a_yes(
    app: LingkarApp, book: Casebook, case: Case, tmp_path: Path, editor: Callable[[str], None]
) -> None:
    editor(f"open({str(tmp_path / 'seen')!r}, 'w').write('called')\n")
    async with writing(app, case) as pilot:
        await pilot.press("f4")
        await see(app, "Write this note in python")
        assert bodies(book, case) == ["Bertemu"]  # the draft is saved first
        await pilot.press("f4", "enter")
        await until(lambda: isinstance(app.screen, NoteEditor))
        assert not (tmp_path / "seen").exists()


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("sys.exit(3)", "ended with an error. Your text is as it was."),
        ("open(path, 'wb').write(b'caf\\xe9')", "is not UTF-8 text. Your text is as it was."),
        ("os.remove(path)", "cannot be handed to"),
        ("pass", "The text came back unchanged."),
    ],
)
async def test_what_goes_wrong_changes_nothing(
    app: LingkarApp, book: Casebook, case: Case, place: Path, editor: Callable[[str], None], does: str, says: str
) -> None:
    editor(does)
    async with writing(app, case) as pilot:
        await hand_over(app, pilot)
        await see(app, says)
        assert bodies(book, case) == ["Bertemu"]
        assert app.screen.area.text == "Bertemu"  # type: ignore[attr-defined]
        assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("named", "says"),
    [("", "No other editor is chosen."), ("/no/such/editor -w", "cannot be handed to editor: there is no such file")],
)
async def test_an_editor_that_is_not_there(
    app: LingkarApp, case: Case, place: Path, monkeypatch: pytest.MonkeyPatch, named: str, says: str
) -> None:
    monkeypatch.setenv("VISUAL", " ")
    monkeypatch.setenv("EDITOR", named)
    async with writing(app, case) as pilot:
        if named:
            await hand_over(app, pilot)
        else:
            await pilot.press("f4")
        await see(app, says)
        assert list(place.iterdir()) == []


async def test_a_terminal_that_cannot_step_back(
    app: LingkarApp, case: Case, place: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable[[str], None]
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    async with writing(app, case) as pilot:
        await hand_over(app, pilot)
        await see(app, "cannot run in this terminal")
        assert list(place.iterdir()) == []


@pytest.mark.parametrize("signal", ["SIGTERM", "SIGHUP"])
async def test_told_to_end_meanwhile(
    app: LingkarApp, book: Casebook, case: Case, place: Path, editor: Callable[[str], None], signal: str
) -> None:
    """What was saved there until then counts, nothing stays outside, and the program ends as it was told to."""
    editor(
        "import signal, time\n"
        "open(path, 'w').write('Bertemu dua kali')\n"
        f"os.kill(os.getppid(), signal.{signal})\n"
        "time.sleep(60)\n"
    )
    async with writing(app, case) as pilot:
        await pilot.press("f4", "y")
        await until(lambda: not app.is_running)
        assert bodies(book, case) == ["Bertemu dua kali"]
        assert list(place.iterdir()) == []
        assert app.trouble == ""


async def test_ctrl_c_is_for_the_editor(
    app: LingkarApp, book: Casebook, case: Case, editor: Callable[[str], None]
) -> None:
    editor(
        "import signal, time\n"
        "os.kill(os.getppid(), signal.SIGINT)\n"
        "time.sleep(0.1)\n"
        "open(path, 'w').write('Bertemu lagi')\n"
    )
    async with writing(app, case) as pilot:
        await hand_over(app, pilot)
        assert bodies(book, case) == ["Bertemu lagi"]
        assert app.is_running


@pytest.mark.parametrize(("columns", "is_shown"), [(80, False), (140, True)])
async def test_the_key_is_shown_where_there_is_room(app: LingkarApp, case: Case, columns: int, is_shown: bool) -> None:
    async with case_file(app, case.code, (columns, 30)) as pilot:
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, NoteEditor) and app.screen.focused)
        await see(app, "esc leave")
        assert ("f4 other editor" in shown(app)) is is_shown


@pytest.mark.parametrize(
    ("visual", "editor", "found"),
    [
        ("code --wait", "vi", ["code", "--wait"]), ("", "nano", ["nano"]), ("", "", []), (" ", "", []),
        ("'/opt/my editor/ed' -n", "", ["/opt/my editor/ed", "-n"]), ("it's", "", ["it's"]),
    ],
)  # fmt: skip
def test_which_editor(monkeypatch: pytest.MonkeyPatch, visual: str, editor: str, found: list[str]) -> None:
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setenv("EDITOR", editor)
    assert chosen_editor() == found
