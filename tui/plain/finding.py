"""The command that searches cases and notes, those in the archive too."""

import argparse
from typing import Any

from store import BookDamaged, Casebook, LingkarError
from store.language import _
from store.language.formats import day_text
from store.model.codes import NoteStatus
from store.query import VALUES, Field, Query, read_query
from store.search import Hit, context
from tui.plain import views
from tui.plain.opening import reading, warn
from tui.plain.parser import Commands, add, text

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


def _fields() -> str:
    """The conditions and their values, one a line."""
    other = {Field.TAG: _("a tag"), Field.FROM: _("a day, a month or a year"), Field.TO: _("a day, a month or a year")}
    lines = (f"  {field}:  {other.get(field) or ', '.join(VALUES[field])}" for field in Field)
    return "\n".join((_("conditions, any of several values with commas between them:"), *lines))


def _search(args: argparse.Namespace) -> int:
    query = read_query(" ".join(args.text))
    for problem in query.problems:
        warn(problem)
    if not query:
        raise LingkarError(_("There is nothing left to search for."))
    with reading(args) as book:
        hits, trouble = _hits(book, query, archive=not args.no_archive)
    if args.json:
        views.print_json([_as_json(hit, query.words) for hit in hits])
    elif hits:
        print("\n".join(_line(hit, query.words) for hit in hits))
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
    what = hit.mode.label if hit.mode else _("case")
    return f"{' · '.join((hit.code, hit.alias, day_text(hit.day), what, *marks))}: {context(hit.text, words, WIDTH)[0]}"


def _as_json(hit: Hit, words: tuple[str, ...]) -> dict[str, Any]:
    """A hit; `note` is the id of the note, or null where the case itself is meant."""
    return {
        "code": hit.code, "alias": hit.alias, "note": hit.note or None, "day": hit.day.isoformat(),
        "mode": hit.mode.value if hit.mode else None, "status": hit.status.value if hit.status else None,
        "archived": hit.is_archived, "context": context(hit.text, words, WIDTH)[0],
    }  # fmt: skip
