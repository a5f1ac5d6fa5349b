"""The small dialogs on a case: back and reopen, hold, next contact, risk, export."""

from datetime import date
from pathlib import Path

import pytest
from textual.screen import Screen

from store import Casebook
from store.model import Flag
from tests.conftest import days_ago
from tests.forms.host import (
    CLEANED,
    HOSTILE,
    SIZES,
    assert_nothing_cut,
    break_disk,
    fill,
    opened,
    shown,
    speak,
    text_of,
    trouble,
    under,
    until,
)  # fmt: skip
from tui.forms.ask import Ask
from tui.forms.form import Form
from tui.intake.case_form import CaseForm
from tui.moves.back import BackDialog
from tui.moves.contact import NextContactDialog
from tui.moves.hold import HoldDialog
from tui.moves.risk import RiskDialog
from tui.packet.form import PacketForm

REASON = "New facts from the school."


@pytest.fixture
def code(book: Casebook) -> str:
    """A case in Intervention."""
    code = book.add_case(alias="Bu S", size="family", risk_level="medium", consent="verbal").code
    for _phase in range(3):
        book.advance(code, reason="Told as a story for a test.")
    return code


async def test_back_to_a_chosen_phase_with_a_reason(book: Casebook, code: str) -> None:
    dialog = BackDialog(code)
    async with opened(book, dialog) as pilot:
        assert "Now in Intervention" in shown(pilot.app)
        await pilot.press("ctrl+s")
        assert "This is needed." in under(dialog.field("reason"))
        await until(pilot, lambda: pilot.app.focused is dialog.field("reason").control)
        await fill(pilot, reason=HOSTILE)
        await pilot.press("shift+tab", "a", "ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).phase == "assessment"
    assert book.history(code)[-1].reason == CLEANED


async def test_reopens_a_closed_case(book: Casebook, code: str) -> None:
    book.terminate(code, reason="died", outcome="unknown", summary="x")
    dialog = BackDialog(code)
    async with opened(book, dialog) as pilot:
        assert "Closed on 21 Nov 2026. A new episode begins (episode 2)" in shown(pilot.app)
        assert "Empty: no next contact." in under(dialog.field("next_contact"))
        await fill(pilot, reason=REASON, next_contact="besok")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    again = book.case(code)
    assert (again.phase, again.episode, again.next_contact) == ("engagement", 2, date(2026, 11, 22))
    assert again.contact_planned == book.clock()
    book.undo()
    assert book.case(code).is_closed


async def test_hold_until_a_day(book: Casebook, code: str) -> None:
    dialog = HoldDialog(code)
    async with opened(book, dialog) as pilot:
        await fill(pilot, until="nanti")
        await pilot.press("ctrl+s")
        assert [field.key for field in dialog.fields if field.has_class("-wrong")] == ["reason", "until"]
        await fill(pilot, reason=REASON, until="+30")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    hold = book.case(code).hold
    assert hold
    assert (hold.reason, hold.until) == (REASON, date(2026, 12, 21))


async def test_next_contact_is_set_moved_and_cleared(book: Casebook, code: str) -> None:
    async with opened(book, NextContactDialog(code)) as pilot:
        await pilot.press(*"besok", "enter", "enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).next_contact == date(2026, 11, 22)
    async with opened(book, NextContactDialog(code)) as pilot:
        await pilot.press("pageup", "up", "enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).next_contact == date(2026, 11, 30)
    async with opened(book, NextContactDialog(code)) as pilot:
        await pilot.press("n", "o", "enter")  # what stood there was selected: typing takes its place
        assert "“no” is not a day" in shown(pilot.app)
        await pilot.press("backspace", "backspace", "enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).next_contact is None


WARNING = "Lower than an open danger: high."


@pytest.mark.parametrize("form", [RiskDialog, CaseForm])
async def test_a_risk_lower_than_an_open_danger_is_said_while_it_is_chosen(
    book: Casebook, code: str, form: type[Form]
) -> None:
    danger = book.add(Flag, code, type="homeless", level="high")
    async with opened(book, form(code), (100, 60)) as pilot:
        field = pilot.app.screen.field("risk_level")
        assert WARNING in under(field), "medium, as it is now"
        field.control.focus()
        await pilot.press("h")
        assert WARNING not in under(field)
        await pilot.press("l")
        assert WARNING in under(field)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).risk_level == "low", "it is said, not forbidden"
    book.change(danger, state="mitigated", state_reason="She lives with her sister.")
    async with opened(book, form(code), (100, 60)) as pilot:
        assert WARNING not in under(pilot.app.screen.field("risk_level"))


async def test_risk_as_before_and_otherwise(book: Casebook, code: str) -> None:
    async with opened(book, RiskDialog(code)) as pilot:
        assert "Assessed last on 21 Nov 2026: Medium" in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    async with opened(book, RiskDialog(code)) as pilot:
        await pilot.press("down", "escape")  # a moved cursor is no work
        await until(pilot, lambda: pilot.app.answers == [None])
    async with opened(book, RiskDialog(code)) as pilot:
        await pilot.press("c", "enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).risk_level == "critical"
    fresh = book.add_case(alias="x", size="family").code
    async with opened(book, RiskDialog(fresh)) as pilot:
        await pilot.press("enter")  # nothing is taken for granted
        assert "This is needed." in shown(pilot.app)
        assert pilot.app.answers == []


async def test_the_open_dangers_stand_beside_the_level(book: Casebook, code: str) -> None:
    book.add(Flag, code, type="medical", level="low")
    book.add(Flag, code, type="domestic_violence", level="high")
    book.add(Flag, code, type="elder", level="high", state="resolved", state_reason="Cared for.")
    async with opened(book, RiskDialog(code)) as pilot:
        assert "Open dangers: Domestic violence, high; Medical emergency, low" in shown(pilot.app)
        assert "Elder" not in shown(pilot.app)
        pilot.app.hidden = True
        pilot.app.push_screen(RiskDialog(code))
        await until(pilot, lambda: "2 dangers are open." in shown(pilot.app))
        assert "violence" not in shown(pilot.app)


async def test_a_folder_that_cannot_be_looked_at_is_said(
    book: Casebook, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file.md").write_text("mine", encoding="utf-8")
    dialog = PacketForm(code)
    async with opened(book, dialog) as pilot:
        folder = dialog.field("folder")
        await fill(pilot, folder=str(tmp_path / ("x" * 300)))
        await pilot.press("enter")
        await until(pilot, lambda: folder.has_class("-wrong"))
        assert "This folder cannot be used" in under(folder) or "no such folder" in under(folder)
        await fill(pilot, folder=str(tmp_path / "file.md"))
        await pilot.press("enter")
        assert "There is no such folder." in under(folder)

        def refuse(_path: Path) -> bool:
            raise PermissionError(13, "Permission denied")

        with monkeypatch.context() as locked:
            locked.setattr(Path, "is_dir", refuse)
            await pilot.press("enter")
            assert "This folder cannot be used: the system does not allow it." in under(folder)
        assert (tmp_path / "file.md").read_text(encoding="utf-8") == "mine"
        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["file.md"]


async def test_a_full_disk_keeps_every_reason(book: Casebook, code: str) -> None:
    break_disk(book)
    for make in (BackDialog, HoldDialog):
        dialog = make(code)
        async with opened(book, dialog) as pilot:
            await fill(pilot, reason=REASON)
            await pilot.press("ctrl+s")
            assert "The disk is full" in trouble(pilot.app)
            assert text_of(dialog.field("reason")) == REASON
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
    async with opened(book, NextContactDialog(code)) as pilot:
        await pilot.press("+", "3", "enter")
        assert "The disk is full" in trouble(pilot.app)


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut(book: Casebook, code: str, size: tuple[int, int], language: str) -> None:
    speak(language)
    book.edit_case(code, alias=CLEANED[:80])
    kinds = (BackDialog, HoldDialog, NextContactDialog, RiskDialog, PacketForm)
    dialogs: list[Screen] = [kind(code) for kind in kinds]
    async with opened(book, dialogs[0], size) as pilot:
        for dialog in dialogs:
            if dialog is not dialogs[0]:
                pilot.app.push_screen(dialog)
                await until(pilot, lambda: bool(pilot.app.screen.query("KeyBar")))
            await pilot.press("ctrl+s" if isinstance(dialog, BackDialog | HoldDialog) else "tab")
            assert_nothing_cut(pilot.app)


async def test_no_contact_is_planned_for_a_day_that_has_passed(book: Casebook, code: str) -> None:
    dialog = NextContactDialog(code)
    async with opened(book, dialog) as pilot:
        await fill(pilot, next_contact="yesterday")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "This day has passed." in under(dialog.field("next_contact")))
        await fill(pilot, next_contact="today")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).next_contact == book.today()


async def test_nor_when_a_case_is_reopened(book: Casebook, code: str) -> None:
    book.terminate(code, reason="died", summary="x")
    dialog = BackDialog(code)
    async with opened(book, dialog) as pilot:
        await fill(pilot, reason=REASON, next_contact="yesterday")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "This day has passed." in under(dialog.field("next_contact")))
        await until(pilot, lambda: pilot.app.focused is dialog.field("next_contact").control)
    assert book.case(code).is_closed


async def test_a_late_contact_that_stays_as_it_is_closes_the_dialog(book: Casebook, code: str) -> None:
    with days_ago(book, 3):
        late = book.set_next_contact(code, book.today())
    async with opened(book, NextContactDialog(code)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code) == late
