"""Fields of entries as options: what a field takes follows from its model, and so does what may be said of it."""

import argparse
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, get_args

from store import Casebook, LingkarError
from store.exchange.importing.values import find_code
from store.language import _
from store.language.formats import day_text
from store.language.numbers import number_text
from store.language.quoting import quoted
from store.model.codes import Vocabulary
from store.model.disguise import CLIENT, SUPERVISOR, MaskWord
from store.model.folder import Folder
from store.model.goal import HIGHEST, LOWEST, level_word, signed
from store.model.record import Record
from store.model.referral import Referral
from store.model.resource import Resource
from store.model.score import LifeDomain, domain_label
from store.model.text import clean_line
from tui.plain.entries import Kind
from tui.plain.kinds import NO, YES, choices, code_of, day, number, yes_and_no, yes_or_no
from tui.plain.parser import Parser, text

DEST = "field_"
"""Begins the name of a typed field among the arguments, where a command has a `kind` and a `code` of its own."""

_STANDINGS = frozenset({"baseline"})
"""The numbers that are a level of a goal's scale; `level` is one too where it is a number."""


def option(field: str) -> str:
    """The option of a field: its name in the model, with hyphens; underscores are understood too."""
    return f"--{field.replace('_', '-')}"


def add_options(parser: Parser, kind: Kind, *, without: Iterable[str] = ()) -> None:
    """Declare the fields of a kind as options. Only those that were typed are in the arguments.

    Args:
        parser: gets them.
        kind: whose fields.
        without: those that are left out.
    """
    for field in kind.labels:
        if field not in without:
            parser.add_argument(
                option(field), dest=DEST + field, metavar=_metavar(kind, field), type=partial(read, kind.model, field),
                default=argparse.SUPPRESS, help=help_of(kind, field),
            )  # fmt: skip


def typed_fields(args: argparse.Namespace, kind: Kind) -> dict[str, Any]:
    """The fields of a kind that were typed. Of `--name=--` argparse leaves an empty list."""
    typed = {field: getattr(args, DEST + field) for field in kind.labels if hasattr(args, DEST + field)}
    return {field: "--" if value == [] else value for field, value in typed.items()}


def read(model: type[Record], field: str, typed: str) -> Any:
    """The value of a field; nothing clears it.

    Raises:
        argparse.ArgumentTypeError: it is no such value; the sentence is for the user.
    """
    what = _type(model, field)
    if field == "domain" and (known := find_code(clean_line(text(typed)), LifeDomain)):
        return known.value
    if what is str:
        return text(typed)
    if not typed.strip():
        return None
    if what is bool:
        return yes_or_no(typed)
    if what is date:
        return day(typed)
    if what in (int, float):
        return number(typed, whole=what is int)
    return code_of(what)(typed)


def _type(model: type[Record], field: str) -> Any:
    """What a field holds where it holds something."""
    annotation = model.model_fields[field].annotation
    return next((each for each in get_args(annotation) if each is not type(None)), annotation)


def _metavar(kind: Kind, field: str) -> str:
    what = _type(kind.model, field)
    if field in ("goal", "measure", "resource"):
        return _("ID")
    if what is date:
        return _("DAY")
    if what in (int, float):
        return _("NUMBER")
    return _("TEXT") if what is str else _("CODE")


def help_of(kind: Kind, field: str) -> str:
    """The label, and what can be chosen."""
    what = _type(kind.model, field)
    if what is bool:
        return f"{kind.label_of(field)}: {yes_and_no()}"
    if field == "domain":
        return _("{label}: {choices}, or a label of your own").format(
            label=kind.label_of(field), choices=choices(LifeDomain)
        )
    if isinstance(what, type) and issubclass(what, Vocabulary):
        return f"{kind.label_of(field)}: {choices(what)}"
    return kind.label_of(field)


# Showing them


def shown(entry: Record, field: str, folder: Folder | None = None) -> str:
    """The value of a field in words; empty where there is none.

    Args:
        entry: whose field.
        field: which one.
        folder: the file it lies in, where what it names by an id has its words.
    """
    value = getattr(entry, field)
    if value is None or value == "":
        return ""
    if isinstance(value, Vocabulary):
        return value.label
    if isinstance(value, bool):
        return _(YES) if value else _(NO)
    if isinstance(value, date):
        return day_text(value)
    if field in _STANDINGS or (field == "level" and isinstance(value, int)):
        return f"{signed(value)} {level_word(value)}" if LOWEST <= value <= HIGHEST else str(value)
    if isinstance(value, int | float):
        return number_text(value)
    if field == "domain":
        return domain_label(value)
    return _named(entry, field, folder) if folder else str(value)


def _named(entry: Record, field: str, folder: Folder) -> str:
    """A text; of an id the words of what it names."""
    value: str = getattr(entry, field)
    if isinstance(entry, Referral) and field == "resource":
        return entry.to
    if isinstance(entry, MaskWord) and field == "subject":
        return {
            CLIENT: folder.case.alias, SUPERVISOR: folder.case.supervisor,
            **{one.id: one.alias for one in folder.people}, **{one.id: one.name for one in folder.team},
            **{one.id: one.text for one in folder.mask_words},
        }.get(value, value)  # fmt: skip
    if field == "goal":
        return next((one.statement for one in folder.goals if one.id == value), value)
    if field == "measure":
        return next((one.target for one in folder.measures if one.id == value), value)
    return value


def resource_named(book: Casebook, typed: str) -> str:
    """The id of the resource with this id, the beginning of it, or this name.

    Raises:
        LingkarError: there is none, or more than one.
    """
    wish = typed.casefold().strip()
    exact = [one for one in book.resources() if wish in (one.id, one.name.casefold())]
    found = exact or [one for one in book.resources() if wish and one.id.startswith(wish)]
    one: Resource = only_one(found, typed)
    return one.id


def only_one(found: list[Any], typed: str) -> Any:
    """The one entry that was found.

    Raises:
        LingkarError: there is none, or more than one.
    """
    if len(found) == 1:
        return found[0]
    given = quoted(typed, 40)
    if found:
        raise LingkarError(_("{given} is the beginning of several ids. Type more of it.").format(given=given))
    raise LingkarError(_("There is no entry {given}. `lingkar entries CODE` lists them.").format(given=given))


def short_ids(ids: Iterable[str], least: int = 6) -> Callable[[str], str]:
    """What shortens ids as far as each is still told from all others, at least to six characters."""
    known = sorted(set(ids))
    beside = {id: (before, after) for before, id, after in zip(["", *known], known, [*known[1:], ""], strict=False)}

    def shorten(id: str) -> str:
        common = max((_common(id, other) for other in beside.get(id, ())), default=0)
        return id[: max(least, common + 1)]

    return shorten


def _common(one: str, other: str) -> int:
    """How many characters two ids begin with alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
