"""Real names of clients: on cards and heads only where the user turned them on, and never while text is hidden."""

import re

from store import Casebook
from tests.casefile.conftest import shown, until
from tui.app import LingkarApp
from tui.board.board import Board
from tui.board.screen import BoardScreen
from tui.casefile.head import CaseHead
from tui.casefile.screen import CaseFile
from tui.closed.closed_list import ClosedList
from tui.review.screen import DailyReview

NAME = "Siti Aminah"
BOTH = f"Bu S · {NAME}"


def told(book: Casebook, *, names: bool) -> Casebook:
    """A case with a name, one of which the alias is the name, one without any, and a closed one."""
    book.add_case(alias="Bu S", size="individual", client_name=NAME, risk_level="high")
    book.add_case(alias="Budi", size="individual", client_name="Budi")
    book.add_case(alias="Kel. P", size="family")
    ended = book.add_case(alias="Pak T", size="individual", client_name="Tono [/] Raharjo")
    book.terminate(ended.code, reason="goals_met", outcome="better", summary="Selesai.", notice="agreed")
    book.change_settings(show_names=names)
    return book


async def test_cards_show_the_name_beside_the_alias(book: Casebook) -> None:
    app = LingkarApp(told(book, names=True))
    async with app.run_test(size=(200, 60)):
        await until(lambda: "Kel. P" in shown(app))
        text = shown(app)
        assert BOTH in text
        assert "Budi ·" not in text, "a name that says no more stands there once"
        assert not re.search(r"Kel\. P ·", text)
        assert "Pak T · Tono [/] Ra" in text


async def test_without_the_setting_no_name_is_anywhere(book: Casebook) -> None:
    app = LingkarApp(told(book, names=False))
    async with app.run_test(size=(200, 60)) as pilot:
        await until(lambda: "Kel. P" in shown(app))
        assert "Siti" not in shown(app)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, CaseFile) and "Bu S" in shown(app))
        assert "Siti" not in app.screen.query_one(CaseHead).render().plain
        await pilot.press("escape", "r")
        await until(lambda: isinstance(app.screen, DailyReview) and "Bu S" in shown(app))
        assert "Siti" not in shown(app)
        await pilot.press("escape", "z")
        await until(lambda: "Pak T" in shown(app) and bool(app.screen.query(ClosedList)))
        assert "Tono" not in shown(app)


async def test_heads_and_the_closed_list_show_it_too(book: Casebook) -> None:
    app = LingkarApp(told(book, names=True))
    async with app.run_test(size=(140, 40)) as pilot:
        await until(lambda: "Kel. P" in shown(app))
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, CaseFile) and "Bu S" in shown(app))
        assert BOTH in app.screen.query_one(CaseHead).render().plain
        await pilot.press("escape", "r")
        await until(lambda: isinstance(app.screen, DailyReview) and BOTH in shown(app))
        assert BOTH in app.screen.query_one(CaseHead).render().plain
        await pilot.press("escape", "z")
        await until(lambda: "Pak T · Tono [/] Raharjo" in shown(app))


async def test_hiding_text_hides_names(book: Casebook) -> None:
    app = LingkarApp(told(book, names=True))
    async with app.run_test(size=(200, 60)) as pilot:
        await until(lambda: BOTH in shown(app))
        await pilot.press("asterisk")
        await until(lambda: "Bu S" not in shown(app))
        assert not {"Siti", "Aminah", "Tono"} & {*re.findall(r"\w+", shown(app))}
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, CaseFile))
        assert "Siti" not in shown(app)


async def test_turning_it_on_shows_them_at_once_and_they_can_be_filtered_by(book: Casebook) -> None:
    app = LingkarApp(told(book, names=False))
    async with app.run_test(size=(200, 60)) as pilot:
        await until(lambda: "Kel. P" in shown(app))
        await pilot.press("slash", *"amin")
        await until(lambda: "No card has these words." in shown(app))
        await pilot.press("escape", "escape")
        book.change_settings(show_names=True)
        app.show_anew()
        await until(lambda: BOTH in shown(app))
        await pilot.press("slash", *"amin")
        await until(lambda: "Kel. P" not in shown(app))
        assert BOTH in shown(app)
        assert isinstance(app.screen, BoardScreen)
        assert app.screen.query_one(Board).hidden is False


async def test_a_narrow_card_cuts_the_name_with_a_sign(book: Casebook) -> None:
    app = LingkarApp(told(book, names=True))
    async with app.run_test(size=(140, 40)):
        await until(lambda: "Kel. P" in shown(app))
        assert re.search(r"Pak T · Tono [^·]*…", shown(app))
