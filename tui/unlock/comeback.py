"""What lay open when the book was locked, and opening it again as it was: screens, typed text, cursor.

Each screen says itself what it needs (`AtBook.parked`) and takes it up again (`AtBook.was`). Questions, lists and the
palette do not come back: they are asked again with one key.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from store import Casebook, NotFound
from store.language import _
from tui.atbook import AtBook

if TYPE_CHECKING:
    from tui.board.screen import BoardScreen

Thing = dict[str, Any]


def all_parked(screens: Sequence[AtBook[Any]]) -> list[Thing]:
    """What lies open, the lowest screen first."""
    return [thing for screen in screens if (thing := screen.parked())]


async def come_back(board: "BoardScreen", things: Sequence[Thing]) -> list[str]:
    """Open again what lay open over the board.

    Returns:
        For each that could not be opened, why: its case is not in the book any more.
    """
    lost = []
    for thing in things:
        try:
            if thing["screen"] == "casefile":
                board.book.case(thing["code"])
                await board.open_file(thing["code"], thing)
            else:
                screen = _made_again(board.book, thing)
                screen.was = thing
                await board.app.push_screen(screen)
        except NotFound as error:
            lost.append(str(error))
    return lost


def _made_again(book: Casebook, thing: Thing) -> AtBook[Any]:
    if thing["screen"] == "editor":
        from tui.casefile.editor import NoteEditor

        book.case(thing["code"])
        if thing["note"]:
            book.note(thing["note"])
        return NoteEditor(thing["code"], thing["note"])
    if thing["screen"] == "reader":
        from tui.casefile.reader import NoteReader

        book.note(thing["note"])
        return NoteReader(thing["note"])
    return _form(book, thing)


def _form(book: Casebook, thing: Thing) -> AtBook[Any]:
    """A form, made of what it was made of. Only forms of this program are ever looked for."""
    from tui.forms.form import Form

    room, _colon, name = thing["form"].partition(":")
    try:
        kind = getattr(import_module(room), name) if room.startswith("tui.") else None
        if not (isinstance(kind, type) and issubclass(kind, Form)):
            raise TypeError
        form = kind(*thing["made_of"], **thing["named"])
    except (ImportError, AttributeError, TypeError):  # another version parked it
        raise NotFound(_("This version of Lingkar does not have that form.")) from None
    form.must_find_its_subject(book)
    return form
