"""Handing a case over from the board: what is asked, what is written, and the closing record that may follow."""

import asyncio
import threading
from pathlib import Path

import pyrage
import pytest

from store import Casebook, NotSaved
from store.exchange.handover import open_handover
from store.model import Consent, TerminationReason
from store.model.outside import OutsideKind
from tests.casefile.conftest import see
from tests.casefile.conftest import until as wait
from tests.closed.conftest import OLD, closed_cases, file_old
from tests.forms.host import SIZES, assert_nothing_cut, fill, opened, shown, speak, trouble, under, until
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.casefile.screen import CaseFile
from tui.handover import form as room
from tui.handover.form import HandOverForm
from tui.moves.terminate import TerminateForm
from tui.packet import write_out

CODE, FILE = "K-2026-001", "staples jembatan hujan"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files go unless one says otherwise."""
    (tmp_path / "Documents").mkdir()
    monkeypatch.setattr(write_out, "documents", lambda: tmp_path / "Documents")
    return tmp_path / "Documents"


@pytest.fixture
def case(book: Casebook) -> str:
    """A case with a note, and one that is private."""
    code = book.add_case(alias="Bu S", size="family", consent="verbal").code
    book.add_note(code, body="said", sign=True)
    book.add_note(code, body="secret", private=True)
    return code


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def in_sight(form: HandOverForm) -> list[str]:
    return [field.key for field in form.fields]


async def test_the_sender_is_the_worker_of_the_settings(book: Casebook, case: str, folder: Path) -> None:
    book.change_settings(practitioner="Ratna Wulandari")
    form = HandOverForm(case)
    async with opened(book, form) as pilot:
        assert form.field("sender").value == "Ratna Wulandari"
        assert not form.holds_text
        assert "Ratna Wulandari" in shown(pilot.app)


async def test_with_a_passphrase_typed_twice(book: Casebook, case: str, folder: Path) -> None:
    form = HandOverForm(case)
    async with opened(book, form) as pilot:
        assert "Nothing in it is masked. Consent on record: verbal consent. Does it cover this hand-over?" in " ".join(
            shown(pilot.app).replace("│", " ").split()
        )
        assert in_sight(form) == ["receiver", "sender", "folder", "opens", "passphrase", "again", "private", "close"]
        await pilot.press("ctrl+s")
        assert "needed" in under(form.field("receiver"))
        await fill(pilot, receiver="Bu Rina", sender="Pak Budi", passphrase=FILE, again="another one")
        await pilot.press("ctrl+s")
        assert under(form.field("again")) == "This is not the same as above."
        assert files(folder) == []
        await fill(pilot, again=FILE)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written to" in shown(pilot.app))
        (path,) = files(folder)
        assert path.name == f"{CODE}_handover_2026-11-21.lingkar"
        told = " ".join(shown(pilot.app).replace("│", " ").split())
        assert "Give it to Bu Rina and to nobody else." in told
        assert "1 private note stays here." in told
        assert FILE not in str([field.typed for field in form.query("Field")])
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [case])
        assert not form.closes
    handover = open_handover(book, path, FILE)
    assert (handover.sender, handover.notes, handover.private_left) == ("Pak Budi", 1, 1)
    (entry,) = book.outside()
    assert (entry.kind, entry.receiver) == (OutsideKind.HANDOVER, "Bu Rina")


async def test_for_a_recipient_with_the_private_notes(book: Casebook, case: str, folder: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    form = HandOverForm(case)
    async with opened(book, form) as pilot:
        await fill(pilot, receiver="Bu Rina", opens="key", recipient=recipient[:-1])
        assert in_sight(form) == ["receiver", "sender", "folder", "opens", "recipient", "private", "close"]
        await pilot.press("ctrl+s")
        assert "no age recipient" in under(form.field("recipient"))
        await fill(pilot, recipient=f" {recipient[:9]} {recipient[9:]} ", folder=str(folder / "nowhere"))
        form.field("private").retype("yes")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "no such folder" in under(form.field("folder")))
        await fill(pilot, folder=str(folder))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written to" in shown(pilot.app))
    (path,) = files(folder)
    assert b"secret" in pyrage.decrypt(path.read_bytes(), [identity])


async def test_a_weak_passphrase_is_warned_of_once(book: Casebook, case: str, folder: Path) -> None:
    form = HandOverForm(case)
    async with opened(book, form) as pilot:
        await fill(pilot, receiver="x", passphrase="password", again="password")
        await pilot.press("ctrl+s")
        assert "This passphrase is very weak." in trouble(pilot.app)
        assert files(folder) == []
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written to" in shown(pilot.app))


async def test_trouble_leaves_the_form_as_it_is(
    book: Casebook, case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise NotSaved("The disk is full.")

    form = HandOverForm(case)
    async with opened(book, form) as pilot:
        await fill(pilot, receiver="x", passphrase=FILE, again=FILE)
        with monkeypatch.context() as broken:
            broken.setattr(room, "let_go", full)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "The disk is full." in under(form.field("folder")))
        assert form.field("passphrase").value == FILE
        assert form.parked() is None, "a passphrase is kept nowhere"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written to" in shown(pilot.app))


async def fill_in(app: LingkarApp, folder: Path) -> None:
    form = app.screen
    assert isinstance(form, HandOverForm)
    for key, text in {"receiver": "Bu Rina", "passphrase": FILE, "again": FILE, "close": "yes"}.items():
        form.field(key).retype(text)
    assert form.field("folder").value == str(folder)


async def test_from_board_and_file_and_on_to_the_closing_record(book: Casebook, case: str, folder: Path) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(100, 40)) as pilot:
        await wait(lambda: isinstance(app.screen, BoardScreen) and app.screen.current_case)
        await pilot.press("X")
        await wait(lambda: isinstance(app.screen, HandOverForm) and app.focused is not None)
        await pilot.press("escape")
        await wait(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("enter")
        await wait(lambda: isinstance(app.screen, CaseFile))
        await pilot.press("X")
        await wait(lambda: isinstance(app.screen, HandOverForm) and app.focused is not None)
        await fill_in(app, folder)
        await pilot.press("ctrl+s")
        await see(app, "to the closing record")
        assert not book.case(case).is_closed
        await pilot.press("enter")
        await wait(lambda: isinstance(app.screen, TerminateForm) and app.focused is not None)
        closing = app.screen
        assert isinstance(closing, TerminateForm)
        assert (closing.reason, closing.field("receiver").value) == (TerminationReason.TRANSFERRED, "Bu Rina")
        assert closing.field("receiver").display
        assert app.focused is closing.field("outcome").control
    assert open_handover(book, files(folder)[0], FILE).case.status == "active", "as it was before it was closed"


async def test_a_closed_case_from_the_list(book: Casebook, folder: Path) -> None:
    file_old(book)
    async with closed_cases(book) as (app, pilot, _screen):
        await pilot.press("X")
        await wait(lambda: isinstance(app.screen, HandOverForm) and app.focused is not None)
        form = app.screen
        assert isinstance(form, HandOverForm)
        assert "close" not in in_sight(form)
        for key, text in {"receiver": "Bu Rina", "passphrase": FILE, "again": FILE}.items():
            form.field(key).retype(text)
        await pilot.press("ctrl+s")
        await see(app, "Written to")
    assert open_handover(book, files(folder)[0], FILE).case.code == OLD


@pytest.mark.parametrize("consent", [None, Consent.REFUSED])
async def test_missing_consent_is_said(book: Casebook, folder: Path, consent: Consent | None) -> None:
    code = book.add_case(alias="Bu S", size="family", consent=consent).code
    async with opened(book, HandOverForm(code), (100, 40)) as pilot:
        said = "The client refused consent." if consent else "No consent of the client is recorded."
        assert said in " ".join(shown(pilot.app).replace("│", " ").split())


async def test_hidden_text_stays_hidden(book: Casebook, case: str, folder: Path) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(100, 40)) as pilot:
        await wait(lambda: isinstance(app.screen, BoardScreen) and app.screen.current_case)
        await pilot.press("asterisk", "X")
        await see(app, f"Hand over: {CODE}")
        assert "Bu S" not in shown(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "id", "long"])
async def test_nothing_is_cut(book: Casebook, case: str, folder: Path, size: tuple[int, int], language: str) -> None:
    speak(language)
    form = HandOverForm(case)
    async with opened(book, form, size) as pilot:
        assert_nothing_cut(pilot.app)
        await fill(pilot, opens="key", recipient="x")
        assert_nothing_cut(pilot.app)
        await fill(pilot, opens="passphrase", receiver="Bu Rina", passphrase=FILE, again=FILE)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(files(folder)) and form.query_one("#written").display)
        await pilot.pause()
        assert_nothing_cut(pilot.app)


async def test_leaving_while_it_is_sealed_writes_nothing(
    book: Casebook, case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def held(data: bytes, passphrase: str) -> bytes:
        reached.set()
        assert go_on.wait(20)
        return data + passphrase.encode()

    monkeypatch.setattr(room, "seal_for_passphrase", held)
    form = HandOverForm(case)
    async with opened(book, form) as pilot:
        await fill(pilot, receiver="x", passphrase=FILE, again=FILE)
        await pilot.press("ctrl+s", "ctrl+s")
        await until(pilot, reached.is_set)
        pilot.app.pop_screen()  # as locking does
        await until(pilot, lambda: not form.is_attached)
        go_on.set()
    await asyncio.sleep(0.1)
    assert (files(folder), book.outside()) == ([], [])
