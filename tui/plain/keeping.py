"""Commands that look after how the book is kept: its passphrase, its recovery sheet, its size."""

import argparse
import sys
from pathlib import Path

from store import PassphraseNeeded, Refused
from store.desk import now
from store.keeping import Kept, change_passphrase, how_kept, recovery_key
from store.language import _
from store.model.text import clean
from store.packet.files import write_new
from tui.plain.new_passphrase import chosen, given
from tui.plain.opening import acting, folder_of, no_book
from tui.plain.output import tell, warn
from tui.plain.parser import Commands, add
from tui.plain.passphrase import STDIN, first_line, unlocked
from tui.plain.sheet import place_of_sheet, sheet


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "passphrase", _("give the book a passphrase, another one, or none"), _passphrase)
    new = parser.add_mutually_exclusive_group()
    new.add_argument(
        "--new-passphrase-file", metavar=_("FILE"),
        help=_("the new passphrase is the first line of this file; - takes it from standard input"),
    )  # fmt: skip
    new.add_argument("--remove", action="store_true", help=_("keep the book without encryption from now on"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask before the encryption is removed"))

    parser = add(commands, "recovery-sheet", _("print what opens the book when its passphrase is lost"), _sheet)
    parser.add_argument(
        "-o", "--output", metavar=_("PATH"), type=Path, help=_("a file that is not there yet (otherwise it is printed)")
    )

    add(commands, "compact", _("write the book anew, without the log of its changes; nothing is lost"), _compact)


def _passphrase(args: argparse.Namespace) -> int:
    folder = folder_of(args)
    kept = how_kept(folder)
    if kept is Kept.NONE:
        raise no_book(folder)
    if kept is Kept.ENCRYPTED or args.passphrase:
        _recovery_key(args)  # the one it has comes first, so that nothing is typed in vain
    elif args.remove:
        raise Refused(_("The book in {folder} has no passphrase. Nothing was changed.").format(folder=folder))
    if args.remove:
        _confirm_removal(args)
    change_passphrase(folder, args.passphrase, None if args.remove else new_passphrase(args.new_passphrase_file))
    tell(_told(kept, is_removed=args.remove))
    return 0


def _told(kept: Kept, *, is_removed: bool) -> str:
    if is_removed:
        return _("The book is kept without encryption from now on. Backups made before still need the passphrase.")
    if kept is Kept.PLAIN:
        return _(
            "The book is encrypted now. Backups and exports made before are not: delete what you do not need. "
            "`lingkar recovery-sheet` prints what opens the book if the passphrase is ever lost."
        )
    return _("The passphrase is changed. Backups made before still open with the old one.")


def _recovery_key(args: argparse.Namespace) -> str:
    """The recovery key of the book, for the passphrase that was given or is asked for now.

    Raises:
        LingkarError: that is not the passphrase, or the book has none.
    """

    def of(passphrase: str | None) -> str:
        if passphrase is None:
            raise PassphraseNeeded
        return recovery_key(folder_of(args), passphrase)

    return unlocked(args, of)


def new_passphrase(file: str | None = None) -> str:
    """A new passphrase of the book: the first line of a file, or typed.

    Raises:
        LingkarError: the file gives none, there is no terminal to ask on, or it cannot be a passphrase.
    """
    if file is not None:
        return given(first_line(file, STDIN))
    return chosen()


def _confirm_removal(args: argparse.Namespace) -> None:
    """Warn, and go on only when the user says so.

    Raises:
        Refused: the user does not.
    """
    warn(
        _(
            "Without a passphrase, whoever gets hold of this laptop, its disk or a copy of the folder can read "
            "everything about every client."
        )
    )
    if args.yes:
        return
    word = _("remove")
    if sys.stdin.isatty():
        print(_("Type {word} to take the encryption off: ").format(word=word), end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() == word:
            return
        raise Refused(_("Nothing was changed: the book is still encrypted."))
    raise Refused(_("Nothing was changed: the book is still encrypted. Say --yes to take the encryption off."))


def _sheet(args: argparse.Namespace) -> int:
    folder = folder_of(args)
    if how_kept(folder) is Kept.NONE:
        raise no_book(folder)
    target = place_of_sheet(args.output, folder) if args.output else None
    page = sheet(_recovery_key(args), folder.absolute(), now().date())
    if target:
        tell(clean(str(write_new(target, page.encode()).absolute())))
        warn(_("Print this file, keep the paper away from the laptop, then delete the file."))
    else:
        print(page, end="")
    return 0


def _compact(args: argparse.Namespace) -> int:
    with acting(args, says=False) as book:
        book.compact()
    tell(_("The book is written anew. What was done before can no longer be undone."))
    return 0
