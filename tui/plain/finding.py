"""The commands that search cases and notes, those in the archive too, and keep searches under a name."""

import argparse
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from store import BookDamaged, Casebook, LingkarError, NotFound
from store.language import _
from store.language.formats import day_text
from store.language.quoting import quoted
from store.model.codes import NoteStatus
from store.model.text import clean_line
from store.query import VALUES, Field, Query, read_query
from store.search import Hit, context
from store.settings import with_query, without_query
from tui.plain import views
from tui.plain.lookup import shortener
from tui.plain.opening import acting, reading
from tui.plain.output import show, tell, warn
from tui.plain.parser import USAGE, Commands, add, text

WIDTH = 100
"""So many characters of its text stand in the line of a hit."""


def add_commands(commands: Commands) -> None:
    """Declare it."""
    parser = add(commands, "search", _("find cases and notes, in the archive too"), _search)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _fields()
    parser.add_argument(
        "text", metavar=_("TEXT"), nargs="+", type=text,
        help=_("words or parts of words, in any order, and conditions such as level:micro; all of them must fit"),
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help=_("for another program"))
    parser.add_argument("--no-archive", action="store_true", help=_("leave the archive closed"))
    parser.add_argument(
        "--save",
        metavar=_("NAME"),
        type=text,
        help=_("keep this search under a name, in place of one so called"),
    )

    parser = add(commands, "find-saved", _("do a saved search again, or list those there are"), _find_saved)
    parser.add_argument("name", metavar=_("NAME"), nargs="?", type=text, help=_("its name (otherwise all are listed)"))
    parser.add_argument("--remove", action="store_true", help=_("forget it"))
    parser.add_argument("--json", action="store_true", help=_("for another program"))
    parser.add_argument("--no-archive", action="store_true", help=_("leave the archive closed"))


def _fields() -> str:
    """The conditions and their values, one a line."""
    other = {Field.TAG: _("a tag"), Field.FROM: _("a day, a month or a year"), Field.TO: _("a day, a month or a year")}
    lines = (f"  {field}:  {other.get(field) or ', '.join(VALUES[field])}" for field in Field)
    return "\n".join((_("conditions, any of several values with commas between them:"), *lines))


def _search(args: argparse.Namespace) -> int:
    typed = " ".join(args.text)
    if args.save:
        with acting(args) as book:
            book.change_settings(saved=with_query(book.settings.saved, args.save, typed))
        tell(_("Saved: {name}").format(name=clean_line(args.save)))
        return 0
    return _look_for(typed, args)


def _find_saved(args: argparse.Namespace) -> int:
    with acting(args, says=False) if args.remove else reading(args) as book:
        saved = book.settings.saved
        named = [one for one in saved if one.name.casefold() == clean_line(args.name or "").casefold()]
        if args.name and not named:
            raise NotFound(_("No search is saved under the name {name}.").format(name=quoted(args.name)))
        if args.remove:
            if not named:
                warn(_("Which one is to be forgotten?"))
                return USAGE
            book.change_settings(saved=without_query(saved, named[0].name))
            tell(_("Forgotten: {name}").format(name=named[0].name))
            return 0
    if named:
        return _look_for(named[0].query, args)
    if args.json:
        views.print_json([one.model_dump(mode="json") for one in saved])
    elif saved:
        show(f"{one.name}: {one.query}" for one in saved)
    else:
        warn(_("No search is saved."))
    return 0


def _look_for(typed: str, args: argparse.Namespace) -> int:
    query = read_query(typed)
    for problem in query.problems:
        warn(problem)
    if not query:
        raise LingkarError(_("There is nothing left to search for."))
    with reading(args) as book:
        hits, trouble = _hits(book, query, archive=not args.no_archive)
        rows = [*_rows(book, hits)] if args.plain and not args.json else []
    if args.json:
        views.print_json([_as_json(hit, query.words) for hit in hits])
    elif hits:
        show(rows or (_line(hit, query.words) for hit in hits))
    else:
        warn(_("Nothing was found."))
    if trouble:
        raise trouble
    return 0


def _hits(book: Casebook, query: Query, *, archive: bool) -> tuple[list[Hit], BookDamaged | None]:
    """What is found, also where not all of the archive can be read: then the trouble comes with it."""
    hits = [*book.search_live(query)]
    try:
        for found in book.search_archived(query) if archive else ():
            hits += found
    except BookDamaged as trouble:
        return hits, trouble
    return hits, None


def _line(hit: Hit, words: tuple[str, ...]) -> str:
    """A hit on one line: where it is, then the words around what was looked for."""
    marks = [hit.status.label] if hit.status not in (None, NoteStatus.SIGNED) else []
    if hit.is_archived:
        marks.append(_("archived"))
    what = [] if hit.is_unstated else [hit.mode.label if hit.mode else _("case")]
    return (
        f"{' · '.join((hit.code, hit.alias, day_text(hit.day), *what, *marks))}: {context(hit.text, words, WIDTH)[0]}"
    )


def _rows(book: Casebook, hits: Iterable[Hit]) -> Iterator[str]:
    """The hits one a line, with as much of the id of a note as has to be typed."""
    shorten = cache(lambda code: shortener(book.folder_of(code)))
    return (_row(hit, shorten(hit.code)(hit.note) if hit.note else "") for hit in hits)


def _row(hit: Hit, note: str) -> str:
    """A hit on one line, each fact under its name; the text is whole."""
    return views.row(
        (_("Code"), hit.code), (_("Alias"), hit.alias), (_("Day"), day_text(hit.day)),
        (_("How"), hit.mode.label if hit.mode and not hit.is_unstated else ""), (_("Note"), note),
        (_("Status"), hit.status.label if hit.status and hit.status is not NoteStatus.SIGNED else ""),
        (_("Archived"), _("yes") if hit.is_archived else ""), (_("Text"), hit.text),
    )  # fmt: skip


def _as_json(hit: Hit, words: tuple[str, ...]) -> dict[str, Any]:
    """A hit; `note` is the id of the note, or null where the case itself is meant."""
    return {
        "code": hit.code, "alias": hit.alias, "note": hit.note or None, "day": hit.day.isoformat(),
        "mode": hit.mode.value if hit.mode else None, "status": hit.status.value if hit.status else None,
        "archived": hit.is_archived, "context": context(hit.text, words, WIDTH)[0],
    }  # fmt: skip
