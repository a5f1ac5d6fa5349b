"""The command of the directory of resources: list it, add to it, change it, take something out."""

import argparse
from collections.abc import Iterator, Mapping
from functools import partial

from store.folding import fold
from store.language import _
from store.model.resource import Resource
from store.practice.resources import Use, others, uses
from tui.casework.use_words import barrier_words, use_words
from tui.plain import views
from tui.plain.adding import from_stdin, nothing_named
from tui.plain.entries import RESOURCE
from tui.plain.fields import add_options, resource_named, short_ids, shown, typed_fields
from tui.plain.opening import acting, reading
from tui.plain.output import show, tell, warn
from tui.plain.parser import Commands, Parser, add, text


def add_commands(commands: Commands) -> None:
    """Declare it."""
    directory = add(commands, "resources", _("whom you can turn to, and what became of the referrals"), _list)
    directory.add_argument("--find", metavar=_("TEXT"), type=text, default="", help=_("only those with these words"))
    directory.add_argument("--json", action="store_true", help=_("for another program"))
    acts = directory.add_subparsers(title=_("what"), metavar=_("WHAT"), dest="what")
    added = add(acts, "add", _("put a resource into the directory; prints its id"), _add)
    added.declare_later(partial(add_options, added, RESOURCE))
    changed = add(acts, "change", _("change a resource; an empty value clears a field"), _change)
    _add_id(changed)
    changed.declare_later(partial(add_options, changed, RESOURCE))
    _add_id(add(acts, "remove", _("take a resource out of the directory; undo brings it back"), _remove))
    _add_id(add(acts, "show", _("show all that is known of a resource"), _show))


def _add_id(parser: Parser) -> None:
    parser.add_argument("id", metavar=_("ID"), type=text, help=_("its id, the beginning of it, or its name"))


def _list(args: argparse.Namespace) -> int:
    words = fold(args.find).split()
    with reading(args) as book:
        resources, referrals = book.resources(), book.referrals()
    found = [one for one in resources if all(word in fold(_words(one)) for word in words)]
    if args.json:
        views.print_json([one.model_dump(mode="json") for one in found])
        return 0
    known, strangers = uses(resources, referrals), others(resources, referrals)
    short = short_ids(one.id for one in resources)
    for one in found:
        show([*_lines(one, short(one.id), known[one.id]), ""])
    if strangers and not words:
        show(_other_lines(strangers))
    elif not found:
        warn(_("No resource yet.") if not resources else _("Nothing was found."))
    return 0


def _words(one: Resource) -> str:
    return " ".join(shown(one, field) for field in RESOURCE.labels)


def _lines(one: Resource, id: str, use: Use) -> Iterator[str]:
    yield from views.facts_lines(
        [(_("id"), id), *((RESOURCE.label_of(field), shown(one, field)) for field in RESOURCE.labels)]
    )
    yield from _used(use)


def _used(use: Use) -> Iterator[str]:
    yield use_words(use)
    yield from _obstacles(use)


def _obstacles(use: Use) -> Iterator[str]:
    label = _("Obstacles:")
    yield from (f"    {label} {words}" for words in barrier_words(use))


def _other_lines(strangers: Mapping[str, Use]) -> Iterator[str]:
    yield _("Referred to by name only")
    for name, use in strangers.items():
        yield f"{name}: {use_words(use)}"
        yield from _obstacles(use)


def _show(args: argparse.Namespace) -> int:
    with reading(args) as book:
        one = book.resource(resource_named(book, args.id))
        use = uses([one], book.referrals())[one.id]
        short = short_ids(each.id for each in book.resources())
    show(_lines(one, short(one.id), use))
    return 0


def _add(args: argparse.Namespace) -> int:
    with acting(args) as book:
        added = book.add_resource(**from_stdin(typed_fields(args, RESOURCE)))
        tell(_("id: {id}").format(id=short_ids(one.id for one in book.resources())(added.id)))
    return 0


def _change(args: argparse.Namespace) -> int:
    fields = typed_fields(args, RESOURCE)
    if not fields:
        raise nothing_named()
    with acting(args) as book:
        book.change_resource(resource_named(book, args.id), **from_stdin(fields))
    return 0


def _remove(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.remove_resource(resource_named(book, args.id))
    return 0
