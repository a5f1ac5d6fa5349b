"""What lay open when the book was locked, and opening it again as it was: screens, typed text, cursor.

Each screen says itself what it needs (`AtBook.parked`) and takes it up again (`AtBook.was`). Questions, lists and the
palette do not come back: they are asked again with one key.
"""

import asyncio
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import Casebook, LingkarError, NotFound
from store.language import _
from tui.atbook import AtBook

if TYPE_CHECKING:
    from tui.board.screen import BoardScreen

Thing = dict[str, Any]

_TEXT_OR_NONE = (str, type(None))
_FACTS = {"moment": str, **dict.fromkeys(("mode", "outcome", "format", "private"), _TEXT_OR_NONE)}
_SHAPES: Mapping[str, Mapping[str, Any]] = {
    "board": {"code": str, "filter": str},
    "casefile": {"code": str, "tab": int, "note": _TEXT_OR_NONE},
    "directory": {"resource": str, "filter": str},
    "study": {"stretch": str},
    "reader": {"code": str, "note": str, "top": int, "words": list},
    "review": {"at": str},
    "search": {"query": str, "hit_code": str, "hit_note": str},
    "editor": {
        "code": str, "note": _TEXT_OR_NONE, "new": bool, "text": _TEXT_OR_NONE, "facts": _FACTS, "cursor": list,
        "in_text": bool,
    },
    "import": {"path": str, "map": str, "changed": bool, "in_columns": bool, "cursor": int},
    "form": {"form": str, "made_of": list, "named": dict, "typed": dict, "focus": str, "cursor": list},
}  # fmt: skip
"""What each screen relies on in what it parked; another version may have parked something else."""


def all_parked(screens: Sequence[AtBook[Any]]) -> list[Thing]:
    """What lies open, the lowest screen first."""
    return [thing for screen in screens if (thing := screen.parked())]


async def come_back(board: "BoardScreen", things: Sequence[Thing]) -> list[str]:
    """Open again what lay open over the board.

    Returns:
        For each that could not be opened, why: its case is not in the book any more, or cannot be read.
    """
    lost = []
    for thing in things:
        try:
            await _open(board, thing)
        except LingkarError as error:
            lost.append(str(error))
    return list(dict.fromkeys(lost))


def is_sound(thing: Thing, screen: str) -> bool:
    """Whether this is what such a screen parks, so that it can rely on it."""
    return _fits(thing, _SHAPES[screen]) and thing.get("screen") == screen


def _fits(thing: Any, shape: Any) -> bool:
    if not isinstance(shape, Mapping):
        return isinstance(thing, shape)
    return isinstance(thing, dict) and all(_fits(thing.get(key, ...), kind) for key, kind in shape.items())


async def _open(board: "BoardScreen", thing: Thing) -> None:
    """Open one thing again.

    Raises:
        LingkarError: it is not known here, or what it is about is gone or cannot be read.
    """
    if not any(is_sound(thing, screen) for screen in _SHAPES if screen != "board"):
        raise NotFound(_("Something was left open that this version of Lingkar does not know."))
    book, code = board.book, thing.get("code")
    about = [code, *thing.get("made_of", ())]
    if any(isinstance(one, str) and book.is_archived(one) for one in about):  # reading the archive takes its time
        await asyncio.to_thread(book.open_archive)
    if code:
        from tui.closed.file import read_whole

        read_whole(book, code)
    if board.app._exit:  # ended meanwhile: a screen would not be composed any more
        return
    if thing["screen"] == "casefile":
        await board.open_file(thing["code"], thing)
    else:
        screen = _made_again(book, thing)
        screen.was = thing
        await board.app.push_screen(screen)


def _made_again(book: Casebook, thing: Thing) -> AtBook[Any]:
    if thing["screen"] == "editor":
        from tui.casefile.editor import NoteEditor

        if thing["note"]:
            book.note(thing["note"])
        return NoteEditor(thing["code"], thing["note"])
    if thing["screen"] == "directory":
        from tui.casework.directory import Directory

        return Directory()
    if thing["screen"] == "study":
        from tui.study.screen import Study

        return Study()
    if thing["screen"] == "reader":
        from tui.casefile.reader import NoteReader

        book.note(thing["note"])
        return NoteReader(thing["note"], map(str, thing["words"]))
    if thing["screen"] == "search":
        from tui.search.screen import Search

        return Search()
    if thing["screen"] == "review":
        from tui.review.screen import DailyReview

        return DailyReview()
    if thing["screen"] == "import":
        from tui.importing.screen import ImportScreen

        return ImportScreen(Path(thing["path"]))
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
    except (ImportError, AttributeError, TypeError, ValueError, LookupError):  # another version parked it
        raise NotFound(_("This version of Lingkar does not have that form.")) from None
    form.must_find_its_subject(book)
    return form
