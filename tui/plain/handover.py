"""Commands that hand one case over to a colleague as an encrypted file, and take such a file in."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store import Casebook, LingkarError, PassphraseNeeded, Refused
from store.keeping import Kept, how_kept
from store.language import _, n_
from store.model.codes import Consent, TerminationReason
from store.model.text import clean
from tui.plain.moving import add_record, close
from tui.plain.new_passphrase import given, typed_twice
from tui.plain.opening import acting, folder_of, no_book, reading, will_make
from tui.plain.output import show, tell, warn
from tui.plain.parser import USAGE, Commands, add, add_case_code, text
from tui.plain.passphrase import STDIN, ask, first_line

if TYPE_CHECKING:  # what seals is imported when it is needed
    from store.exchange.handover import Handover


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(
        commands, "hand-over", _("write one whole case into an encrypted file for a colleague; names in it are real"),
        _hand_over,
    )  # fmt: skip
    add_case_code(parser)
    parser.add_argument(
        "-o", "--output", metavar=_("PATH"), type=Path, default=Path(),
        help=_("a folder or a file that is not there yet (otherwise the current folder)"),
    )  # fmt: skip
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--to", metavar=_("RECIPIENT"), type=text, help=_("what `lingkar recipient` shows your colleague"))
    how.add_argument(
        "--file-passphrase-file", metavar=_("FILE"),
        help=_("its passphrase is the first line of this file; - takes it from standard input (otherwise it is asked "
               "for, where there is no --to)"),
    )  # fmt: skip
    parser.add_argument(
        "--from", dest="sender", metavar=_("NAME"), type=text,
        help=_("your name, which stands in the file (otherwise that of the settings)"),
    )  # fmt: skip
    parser.add_argument("--with-private", action="store_true", help=_("let the private notes go along"))
    parser.add_argument(
        "--close", action="store_true",
        help=_("afterwards close the case here as transferred; what follows is its closing record"),
    )  # fmt: skip
    add_record(parser, required=False)

    add(commands, "recipient", _("print what a colleague encrypts a file for, so that your book opens it"), _recipient)


# Handing over


def _hand_over(args: argparse.Namespace) -> int:
    if args.close and not (args.outcome and args.summary):
        warn(_("--close needs --outcome and --summary."))
        return USAGE
    from store.exchange.handover import gather, let_go

    with acting(args) as book:
        book.case(args.code)  # a slip in the code comes before a passphrase is asked for
        sender = book.settings.practitioner if args.sender is None else args.sender
        handover = gather(book, args.code, sender=sender, with_private=args.with_private)
        sealed = _sealed(args, handover)
        to = args.receiver or args.to or ""
        path = let_go(book, handover, sealed, args.output, to, may_name_file=True)
        for sentence in _warnings(handover):
            warn(clean(sentence))
        tell(clean(str(path.resolve())))
        return _close(book, args) if args.close else 0


def _sealed(args: argparse.Namespace, handover: "Handover") -> bytes:
    from store.exchange.handover import pack, seal_for_passphrase, seal_for_recipient

    if args.to:
        return seal_for_recipient(pack(handover), args.to.strip())
    return seal_for_passphrase(pack(handover), _new_passphrase(args))


def _new_passphrase(args: argparse.Namespace) -> str:
    """The passphrase that the file is to have.

    Raises:
        PassphraseNeeded: there is no terminal to ask on.
        Refused: it cannot be one, or was never typed the same way twice.
    """
    if new := _given(args):
        return given(new)
    return typed_twice(_asked, _("Passphrase for the file: "), _("The same once more: "))


def _given(args: argparse.Namespace) -> str | None:
    return None if args.file_passphrase_file is None else first_line(args.file_passphrase_file, STDIN)


def _asked(prompt: str) -> str:
    try:
        return ask(prompt)
    except PassphraseNeeded:
        raise PassphraseNeeded(
            _("The file needs a passphrase of its own, and none was given. Nothing was changed. Give it at a terminal, "
              "or with --file-passphrase-file FILE.")
        ) from None  # fmt: skip


def _warnings(handover: "Handover") -> Iterator[str]:
    yield _("Warning: nothing is masked. The names in the file are real. Only whoever has the passphrase or the secret "
            "of the recipient can read it.")  # fmt: skip
    if handover.case.consent in (None, Consent.REFUSED):
        yield _("Warning: no consent of the client is recorded.")
    if left := handover.private_left:
        yield n_("{count} private note stays here.", "{count} private notes stay here.", left).format(count=left)


def _close(book: Casebook, args: argparse.Namespace) -> int:
    try:
        close(book, args, TerminationReason.TRANSFERRED)
    except LingkarError as error:
        warn(_("The file is written, but the case is still open: {why}").format(why=error))
        return error.exit_code
    return 0


def _recipient(args: argparse.Namespace) -> int:
    from store.exchange.handover import recipient_in

    folder = folder_of(args)
    if how_kept(folder) is Kept.NONE:
        raise no_book(folder)
    recipient = recipient_in(folder)
    if not recipient:
        raise Refused(
            _("The book in {folder} has no passphrase, and so no recipient. Your colleague can give the file a "
              "passphrase instead.").format(folder=folder)
        )  # fmt: skip
    print(recipient)
    return 0


# Taking in


def take_over(args: argparse.Namespace) -> int:
    """Take in the file of `lingkar import FILE` that is a case which was handed over; see `is_handover`."""
    from store.exchange.handover import Opens, here_already, open_handover, opens_with, take_in

    needed = opens_with(args.file) is Opens.PASSPHRASE
    passphrase = (_given(args) or _asked(_("Passphrase of the file: "))) if needed else None
    if will_make(args):  # a new book is only made for a file that can be read
        handover = open_handover(None, args.file, passphrase)
        if args.dry_run:
            _preview(handover, "")
            return 0
    elif args.dry_run:
        with reading(args) as book:
            handover = open_handover(book, args.file, passphrase)
            _preview(handover, here_already(book, handover))
        return 0
    with acting(args, may_make=True) as book:
        take_in(book, open_handover(book, args.file, passphrase))
    return 0


def _preview(handover: "Handover", here: str) -> None:
    from store.exchange.handover import facts

    lines = [_("Only tried: nothing was written.")]
    lines += [f"{name}: {value}" for name, value in facts(handover)]
    if here:
        lines.append(_("It was taken in already: here it is {code}.").format(code=here))
    show(map(clean, lines))
