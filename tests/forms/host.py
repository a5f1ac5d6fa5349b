"""A small program around one form, and what the tests of forms and dialogs share."""

import asyncio
import gettext
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

import tui.look
from store import Casebook, NotSaved
from store.language import use
from store.language.catalogue import _InUse
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.text import AreaField, LineField
from tui.look.net import Net
from tui.look.themes import DARK, LIGHT
from tui.look.together import BLANK
from tui.unlock.watch import Watch

TODAY = date(2026, 11, 21)
SIZES = [(60, 20), (80, 24), (140, 40)]
EMOJI = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}"
HOSTILE = f"[/] [bold]x[/bold] \x1b[2Jcleared\x1b]0;x\x07 {EMOJI} \u202e\x00$t [@click=app.quit]"
CLEANED = f"[/] [bold]x[/bold] [2Jcleared]0;x {EMOJI} $t [@click=app.quit]"
LONG = "kata " * 20_000


class Host(App[None]):
    """What a form needs of the program: the book, whether text is hidden, who is there, the look, and the net."""

    CSS_PATH = Path(tui.look.__file__).with_name("lingkar.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, book: Casebook, theme: str = DARK.name) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = theme
        self.book = book
        self.hidden = False
        self.presence = Watch()
        self.answers: list[Any] = []

    def hold_keys(self) -> None:
        """Keys do not wait here."""

    def let_keys_go(self) -> None:
        """They never waited."""

    def places(self) -> list[Any]:
        """No board and no case file is under the form."""
        return []

    def show_anew(self) -> None:
        """Nothing but the form is there."""

    def get_line_filters(self) -> list[Any]:
        return [*super().get_line_filters(), Net()]


@asynccontextmanager
async def opened(book: Casebook, screen: Screen, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot]:
    """The program with one screen over it; its answer lands in `answers`."""
    app = Host(book)
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen, app.answers.append)
        await until(pilot, lambda: app.screen is screen and screen.is_mounted and bool(screen.query("KeyBar")))
        await pilot.pause()
        yield pilot


async def until(pilot: Pilot, true: Callable[[], bool]) -> None:
    """Wait for a condition."""
    for _try in range(200):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come")


async def write(pilot: Pilot, text: str) -> None:
    """Paste into what has the focus: quick, and through the same cleaning as a terminal's paste."""
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(events.Paste(text))
    await pilot.pause()


async def fill(pilot: Pilot, **values: str) -> None:
    """Fill fields by name, as their own keys would."""
    for key, text in values.items():
        field = pilot.app.screen.field(key)
        if isinstance(field, ChoiceField):
            field.choice.choose([value for value, _words in field.choice.options].index(text))
        elif text.isascii() and text.isprintable():
            if isinstance(field, LineField):
                field.line.value = text
            else:
                field.area.text = text
        else:
            field.control.focus()
            await until(pilot, lambda: field.control.has_focus)  # noqa: B023  # awaited at once
            if isinstance(field, LineField):
                field.line.select_all()
            await write(pilot, text)
    await pilot.pause()


def under(field: Field) -> str:
    """What is said under a field."""
    return str(field.query_one(".under", Static).content).replace(BLANK, " ")


def trouble(app: App) -> str:
    """What is said above the keys."""
    line = app.screen.query_one(".trouble", Static)
    return str(line.content) if line.display else ""


def shown(app: App) -> str:
    """What the terminal shows, line by line."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def text_of(field: Field) -> str:
    """What stands in a field that is typed in."""
    assert isinstance(field, LineField | AreaField)
    return field.line.value if isinstance(field, LineField) else field.area.text


def break_disk(book: Casebook) -> None:
    """From now on the disk is full."""

    def full(*_args: Any, **_more: Any) -> None:
        raise NotSaved("The disk is full. Nothing was changed.")

    book._commit = full  # type: ignore[method-assign]


class _Long(gettext.NullTranslations):
    """A language a third longer than English, with words no longer than its longest."""

    def gettext(self, message: str) -> str:
        if len(message) < 4:  # the names of months, which are read back
            return message
        return message + " " + "aduh " * (len(message) // 15) + "aduh"

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


def speak(language: str) -> None:
    """Use a language: `en`, `id`, or `long`."""
    if language == "long":
        _InUse.texts = _Long()
    else:
        use(language)


def assert_nothing_cut(app: App) -> None:
    """Everything in the form has the room it needs, and nothing sticks out at the sides."""
    form = app.screen.query_one(".form")
    inside = form.scrollable_content_region
    for widget in form.query("*").results():
        if not widget.display or not all(parent.display for parent in widget.ancestors if hasattr(parent, "display")):
            continue
        assert inside.x <= widget.region.x, widget
        assert widget.region.right <= inside.right, (widget, widget.region, inside)
        if isinstance(widget, Static) and str(widget.content):
            needed = widget.visual.get_height(widget.styles, widget.content_size.width)
            assert widget.content_size.height >= needed, (widget, widget.content)
    last = app.screen.query_one("KeyBar").region
    assert last.bottom == app.size.height
    assert form.region.bottom <= app.screen.query_one(".foot").region.y
