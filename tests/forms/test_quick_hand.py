"""Keys in one burst: a choice that asks for more fields has shown them before the next key finds its field."""

from textual import events

from store import Casebook
from store.model import Flag
from tests.unlock.conftest import until
from tui.app import LingkarApp
from tui.casework.flags import FlagForm
from tui.intake.case_form import CaseForm


def burst(app: LingkarApp, *keys: str) -> None:
    """All at once, as a paste of a macro or a slow machine gives them."""
    for key in keys:
        character = " " if key == "space" else key if len(key) == 1 else None
        app.post_message(events.Key(key, character))


async def test_the_field_that_a_choice_asks_for_gets_what_is_typed_next(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        for number in range(6):
            await pilot.press("c")
            await until(lambda: isinstance(app.screen, CaseForm) and app.focused is not None)
            form = app.screen
            assert isinstance(form, CaseForm)
            form.field("alias").retype(f"A{number}")
            form.field("size").retype("family")
            form.field("consent").control.focus()
            await pilot.pause()
            burst(app, "g", "tab", *"Nenek", "ctrl+s")
            await until(lambda: len(book.cases()) == number + 1)  # noqa: B023
    assert [(case.consent, case.consent_by, case.risk_level) for case in book.cases()] == [
        ("guardian", "Nenek", None)
    ] * 6


async def test_the_reason_of_a_danger_that_is_over_does_not_change_the_danger(book: Casebook) -> None:
    code = book.add_case(alias="a", size="family").code
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        for number in range(4):
            flag = book.add(Flag, code, type="domestic_violence", level="high", safety_plan="p")
            app.push_screen(FlagForm(code, flag.id, "state"))
            await until(lambda: isinstance(app.screen, FlagForm) and app.focused is not None)
            await pilot.pause()
            burst(app, "end", "tab", *"Pindah", "ctrl+s")
            await until(lambda: book.part(Flag, flag.id).state == "resolved")  # noqa: B023
            kept = book.part(Flag, flag.id)
            assert (kept.type, kept.state_reason) == ("domestic_violence", "Pindah"), number
