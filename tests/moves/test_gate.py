"""The gate before a move: what its keys do, mending, the reason, and trouble."""

from datetime import timedelta

import pytest
from textual.widgets import Static

from store import Casebook
from tests.conftest import MORNING
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
    write,
)  # fmt: skip
from tui.casefile.editor import NoteEditor
from tui.forms.ask import Ask
from tui.intake.case_form import CaseForm
from tui.moves.gate import GateDialog
from tui.moves.items import GateItems
from tui.moves.risk import RiskDialog

REASON = "The court set this day; the rest follows."


def states(dialog: GateDialog) -> dict[str, bool]:
    """Each item and whether the list shows it as done."""
    return {row.item.code: row.met for row in dialog.query_one(GateItems).rows if row.item}


@pytest.fixture
def code(book: Casebook) -> str:
    """A new case with nothing in place."""
    return book.add_case(alias="Bu S", size="family").code


@pytest.fixture
def ready(book: Casebook) -> str:
    """A case that misses only advice."""
    return book.add_case(
        alias="Bu S", size="family", consent="verbal", presenting_problem="x", risk_level="low"
    ).code  # fmt: skip


async def test_says_what_is_missing_and_begins_there(book: Casebook, code: str) -> None:
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        text = shown(pilot.app)
        assert "K-2026-001: from Engagement to Assessment" in text
        assert "› Missing  Consent or another legal basis is recorded" in text
        assert "Advice   Name the environment of origin" in text
        assert "Go on to Assessment" not in text
        assert list(states(dialog)) == ["consent", "problem", "first_contact", "safety", "roles", "origin"]
        assert not any(states(dialog).values())
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.answers == [None])


async def test_mends_every_kind_of_item(book: Casebook, code: str) -> None:
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        await fill(pilot, reason=REASON[:10])
        dialog.query_one(GateItems).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseForm))
        await until(pilot, lambda: pilot.app.focused is pilot.app.screen.field("consent").control)
        await pilot.press("v", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is dialog and states(dialog)["consent"])
        await pilot.press("enter")  # the cursor went on to what is still missing
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseForm))
        await pilot.press("x", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is dialog and states(dialog)["problem"])
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RiskDialog))
        await pilot.press("m", "enter")
        await until(pilot, lambda: pilot.app.screen is dialog and states(dialog)["safety"])
        assert "Everything required is done." in shown(pilot.app)
        assert text_of(dialog.field("reason")) == REASON[:10]
        assert dialog.field("reason").display  # nothing typed goes out of sight
        items = dialog.query_one(GateItems)
        assert items.row is not None
        assert items.row.item is None, "enter goes on, and ticks off nothing"
        items.point_at(next(n for n, row in enumerate(items.rows) if row.item and row.item.code == "roles"))
        await pilot.press("space")
        await until(pilot, lambda: states(dialog)["roles"])
        await pilot.press("enter")
        await until(pilot, lambda: not states(dialog)["roles"])
        await pilot.press("up", "up", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        book.add_note(code, body="x", mode="home_visit", sign=True)  # as the editor would have written it
        pilot.app.pop_screen()
        await until(pilot, lambda: pilot.app.screen is dialog and states(dialog)["first_contact"])
        assert book.case(code).phase == "engagement"


async def test_hidden_text_stays_hidden_while_mending(book: Casebook, code: str) -> None:
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        pilot.app.hidden = True
        for _item in ("consent", "problem"):
            await pilot.press("enter")
            await until(pilot, lambda: "Client text is hidden; press * to show it first." in trouble(pilot.app))
            assert pilot.app.screen is dialog
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))  # nothing was written before
        assert trouble(pilot.app.screen_stack[-2]) == ""
        await pilot.press("escape", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RiskDialog))


async def test_one_key_goes_on_when_only_advice_is_missing(book: Casebook, ready: str) -> None:
    async with opened(book, GateDialog(ready, "advance")) as pilot:
        assert "› Go on to Assessment" in shown(pilot.app)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: pilot.app.answers == [ready])
    assert book.case(ready).phase == "assessment"


async def test_goes_on_with_a_reason(book: Casebook, code: str) -> None:
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog) as pilot:
        await pilot.press("ctrl+s")
        reason = dialog.field("reason")
        await until(pilot, lambda: pilot.app.focused is reason.control)
        assert "at least 20 characters" in under(reason)
        await pilot.press(*"too short")
        assert "9 of 20 characters" in under(reason)
        await pilot.press("ctrl+s")
        assert "at least 20 characters" in under(reason)
        assert book.case(code).phase == "engagement"
        await write(pilot, " and now longer")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.answers == [code])
    assert book.case(code).phase == "assessment"
    assert book.history(code)[-1].reason == "too short and now longer"
    assert book.history(code)[-1].overrides == ("consent", "problem", "safety")


async def test_trouble_keeps_the_reason(book: Casebook, code: str) -> None:
    dialog = GateDialog(code, "advance")
    break_disk(book)
    async with opened(book, dialog) as pilot:
        await fill(pilot, reason=REASON)
        await pilot.press("ctrl+s")
        assert "The disk is full" in trouble(pilot.app)
        assert text_of(dialog.field("reason")) == REASON
        dialog.query_one(GateItems).focus()
        await pilot.press("end", "up", "space")  # a tick cannot be kept either
        assert "The disk is full" in trouble(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.answers == [None])
    assert book.case(code).phase == "engagement"


async def test_to_monitoring(book: Casebook, ready: str) -> None:
    for _phase in range(3):
        book.advance(ready, reason=REASON)
    book.clock = lambda: MORNING + timedelta(days=1)
    dialog = GateDialog(ready, "monitor")
    async with opened(book, dialog) as pilot:
        assert "from Intervention to Monitoring" in shown(pilot.app)
        keys = [("enter", "go on"), ("up/down", "choose"), ("esc", "stay")]
        assert dialog.keys() == keys, "one of the two keys that do the same"
        way_on = dialog.query_one(GateItems).row
        assert way_on
        assert [str(span.style) for span in way_on.query_one(".text", Static).visual.spans] == ["bold $accent"]
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers == [ready])
    assert book.case(ready).phase == "monitoring"


async def test_a_case_that_cannot_move_is_said(book: Casebook, ready: str) -> None:
    dialog = GateDialog(ready, "advance")
    async with opened(book, dialog) as pilot:
        book.hold(ready, "while the dialog is open")
        await pilot.press("enter")
        assert "is on hold" in trouble(pilot.app)


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, ["long", "id", "en"], strict=True)), ids=str)
async def test_nothing_is_cut(book: Casebook, code: str, size: tuple[int, int], language: str) -> None:
    speak(language)
    book.edit_case(code, alias=HOSTILE[:80])
    dialog = GateDialog(code, "advance")
    async with opened(book, dialog, size) as pilot:
        await fill(pilot, reason=HOSTILE[:15])
        await pilot.press("ctrl+s")
        assert text_of(dialog.field("reason")) == CLEANED[:15]
        assert_nothing_cut(pilot.app)
