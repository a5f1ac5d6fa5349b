"""The command that shows whom a case's packets mask, and writes down what was decided about a word."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from store import Casebook, NotFound
from store.folding import fold
from store.language import _
from store.language.quoting import quoted
from store.model.disguise import MaskWord, WordKind
from store.model.folder import Folder
from store.model.text import clean, clean_line
from tui.plain import views
from tui.plain.kinds import choices, code_of
from tui.plain.opening import acting, reading
from tui.plain.output import show, warn
from tui.plain.parser import USAGE, Commands, add, add_case_code, text

if TYPE_CHECKING:
    from store.packet.register import Register


def add_commands(commands: Commands) -> None:
    """Declare it."""
    parser = add(commands, "mask", _("say whom the packets of a case mask, or decide about a word"), _mask)
    add_case_code(parser)
    parser.add_argument(
        "word", metavar=_("WORD"), nargs="?", type=text,
        help=_("as it stands in the notes; several words in quotation marks. Without one the register is shown"),
    )  # fmt: skip
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--as", dest="kind", metavar=_("CODE"), type=code_of(WordKind),
        help=_("mask it as {choices} (otherwise {default})").format(
            choices=choices(WordKind), default=WordKind.PERSON
        ),
    )  # fmt: skip
    how.add_argument(
        "--alias-of", metavar=_("TOKEN"), type=text, help=_("another name of one of the register, such as [Client]")
    )
    how.add_argument("--pass", dest="may_stay", action="store_true", help=_("it may stay as it is"))
    how.add_argument("--json", action="store_true", help=_("for another program"))


def _mask(args: argparse.Namespace) -> int:
    if args.word is None:
        if args.kind is not None or args.alias_of is not None or args.may_stay:
            warn(_("Which word is to be decided about?"))
            return USAGE
        return _show(args)
    if args.json:
        warn(_("--json shows the register; it goes without a word."))
        return USAGE
    with acting(args) as book:
        _decide(book, args)
    return 0


def _decide(book: Casebook, args: argparse.Namespace) -> None:
    """Write a decision down; one about the same word takes its place."""
    code = book.case(args.code).code
    subject = ""
    if args.alias_of is not None:
        subject = _subject(_register(book, book.folder_of(code)), args.alias_of)
    kind = None if subject or args.may_stay else args.kind or WordKind.PERSON
    wanted = fold(clean_line(args.word))
    before = [word for word in book.parts(MaskWord, code) if fold(word.text) == wanted]
    if before:
        book.change(before[-1], kind=kind, subject=subject)
    else:
        book.add(MaskWord, code, text=args.word, kind=kind, subject=subject)


def _register(book: Casebook, folder: Folder) -> "Register":
    from store.packet.register import register_of

    return register_of(folder, book.disguise_of(folder.case.code))


def _subject(register: "Register", named: str) -> str:
    """The one of the register who is meant by an id, its beginning, or a token with its brackets or without.

    Raises:
        NotFound: there is none.
    """
    wish = fold(named.strip("[]"))
    for id, token in register.tokens.items():
        if wish in (id, fold(token.strip("[]"))):
            return id
    begun = [id for id in register.tokens if wish and id.startswith(wish)]
    if len(begun) == 1:
        return begun[0]
    raise NotFound(
        _("{token} is not in the register of this case. There are {tokens}.").format(
            token=quoted(named), tokens=", ".join(register.tokens.values())
        )
    )


def _show(args: argparse.Namespace) -> int:
    with reading(args) as book:
        folder = book.folder_of(args.code)
        register = _register(book, folder)
    if args.json:
        views.print_json(_as_json(register, folder))
    else:
        show([clean("\n".join((_rows if args.plain else _lines)(register, folder)))])
    return 0


def _lines(register: "Register", folder: Folder) -> Iterator[str]:
    width = max(map(len, register.tokens.values()), default=0)
    for token in register.tokens.values():
        yield f"{token:<{width}}  {_who(register, token)}"
    if folder.mask_words:
        yield ""
        yield _("Decided about words:")
    for word in folder.mask_words:
        yield f"    {word.text}: {_decision(word, register)}"


def _rows(register: "Register", folder: Folder) -> Iterator[str]:
    """The same, each fact under its name."""
    for token in register.tokens.values():
        yield views.row((_("Token"), token), (_("Stands for"), _who(register, token)))
    for word in folder.mask_words:
        yield views.row((_("Word"), word.text), (_("Decision"), _decision(word, register)))


def _who(register: "Register", token: str) -> str:
    return ", ".join(_names(register, token)) or _("(not in the file any more)")


def _decision(word: MaskWord, register: "Register") -> str:
    if word.may_stay:
        return _("may stay as it is")
    if word.kind:
        return _("masked as {kind}").format(kind=word.kind.label.lower())
    return _("another name of {token}").format(token=register.tokens.get(word.subject, word.subject))


def _names(register: "Register", token: str) -> list[str]:
    """The names that a token stands for, each once."""
    named = (name for one in register.subjects if one.token == token for name in (*one.names, *one.loose) if name)
    return list(dict.fromkeys(named))


def _as_json(register: "Register", folder: Folder) -> dict[str, Any]:
    """Whom the packets mask, and the decisions; real names, for the worker's eyes only."""
    return {
        "register": [
            {"id": id, "token": token, "names": _names(register, token)} for id, token in register.tokens.items()
        ],
        "words": [word.model_dump(mode="json") for word in folder.mask_words],
    }
