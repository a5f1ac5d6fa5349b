"""Commands for the whole book's safety outside of itself: backup, restoring it or a dump, and erasing one client."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from store import Casebook, LingkarError, PassphraseNeeded, Refused, open_casebook
from store.desk import full_code
from store.erasure import Erased
from store.language import _, n_
from store.language.formats import day_text, moment_text
from store.model.outside import Outside, OutsideKind
from store.model.text import clean
from store.outside import line
from tui.plain import views
from tui.plain.keeping import new_passphrase
from tui.plain.new_passphrase import chosen, given
from tui.plain.opening import acting, folder_of
from tui.plain.output import tell, warn
from tui.plain.parser import Commands, add, add_case_code, text
from tui.plain.passphrase import is_asked, passphrase_of, unlocked
from tui.plain.progress import told_how_far

if TYPE_CHECKING:  # what backs up and restores is imported when it is asked for
    from store.exchange.restore import RestoreReport


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "backup", _("write the whole book into one file, and check it"), _backup)
    parser.add_argument(
        "path", metavar=_("PATH"), type=Path, help=_("a folder, best on another disk, or a file that is not there yet")
    )
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there"))

    parser = add(
        commands, "restore", _("put the book of a backup or a dump in place; the one there is kept beside it"), _restore
    )
    parser.add_argument(
        "path", metavar=_("PATH"), type=Path,
        help=_("the backup; or a dump (json or tinydb), of which a new book is made, with a new passphrase or --plain"),
    )  # fmt: skip

    parser = add(commands, "erase", _("remove a client for good, from the archive and older generations too"), _erase)
    add_case_code(parser)
    parser.add_argument(
        "--confirm", metavar=_("CODE"), type=text,
        help=_("the code once more, where there is no terminal to ask on"),
    )  # fmt: skip


def _backup(args: argparse.Namespace) -> int:
    from store.exchange.backup import backup

    with acting(args, says=False) as book:
        report = backup(book, args.path, force=args.force)
    if not report.is_encrypted:
        warn(
            _("Warning: the book has no passphrase, so the backup is not encrypted: whoever has the file can read it. "
              "`lingkar passphrase` gives the book one.")
        )  # fmt: skip
    count = report.book.cases
    told = n_("Backup made and checked, {count} case: {path}", "Backup made and checked, {count} cases: {path}", count)
    tell(clean(told.format(count=count, path=report.path.absolute())))
    if not report.off_laptop:
        warn(_("It lies on the same disk as the book. Copy it to another one, so that one mishap cannot take both."))
    return 0


def _restore(args: argparse.Namespace) -> int:
    from store.exchange.dumping import is_dump
    from store.exchange.restore import restore

    folder = folder_of(args)
    if is_dump(args.path):
        return _restore_dump(args, folder)
    report = unlocked(args, lambda passphrase: restore(args.path, folder, passphrase))
    assert report.made is not None, "a backup tells when it was made"
    told = n_(
        "The book in {folder} is now as it was on {moment}, with {count} case.",
        "The book in {folder} is now as it was on {moment}, with {count} cases.",
        report.book.cases,
    )
    lines = [told.format(folder=report.folder, moment=moment_text(report.made), count=report.book.cases)]
    with suppress(LingkarError), open_casebook(report.folder, passphrase_of(args), create=False) as book:
        book.went_out(OutsideKind.BACKUP, args.path)  # so that erasing a client goes on to name it
        if book.is_encrypted:
            lines.append(_("It opens with the passphrase that the backup was made with."))
    lines.append(_("If a client was erased after that moment, all of it is back: erase it once more."))
    tell(clean("\n".join([*lines, *_kept_lines(report)])))
    return 0


def _restore_dump(args: argparse.Namespace, folder: Path) -> int:
    from store.exchange.dumping import read_dump
    from store.exchange.restore import restore_dump

    with told_how_far(_("Reading ... {share} %")) as progress:
        contents = read_dump(args.path, progress)  # before anybody thinks of a passphrase
    passphrase = _of_new_book(args)
    with told_how_far(_("Making the book ... {share} %")) as progress:
        report = restore_dump(contents, folder, passphrase, progress=progress)
    told = n_(
        "The book in {folder} is made new from the dump, with {count} case.",
        "The book in {folder} is made new from the dump, with {count} cases.",
        report.book.cases,
    )
    lines = [
        told.format(folder=report.folder, count=report.book.cases),
        _("It opens with the passphrase that you gave just now, not with that of the book before. "
          "`lingkar recovery-sheet` prints what opens it if the passphrase is ever lost.")
        if passphrase
        else _("It has no passphrase: whoever gets hold of it can read it. `lingkar passphrase` gives it one."),
        _("If a client was erased after the dump was made, all of it is back: erase it once more."),
        _("{file} still shows everything to whoever finds it, and the new book does not know of it. Delete it "
          "after use.").format(file=args.path.absolute()),
    ]  # fmt: skip
    tell(clean("\n".join([*lines, *_kept_lines(report)])))
    return 0


def _of_new_book(args: argparse.Namespace) -> str | None:
    """The passphrase of a book that is made of a dump; None for one without.

    Raises:
        PassphraseNeeded: nothing says how it is to be kept.
        LingkarError: this cannot be a passphrase.
    """
    if typed := passphrase_of(args):
        return chosen(typed) if is_asked(args.passphrase_file) else given(typed)
    if args.plain:
        return None
    try:
        return new_passphrase()
    except PassphraseNeeded:
        raise PassphraseNeeded(
            _("A new book is made from a dump, and you have not said how to keep it. Give it a passphrase at a "
              "terminal or with --passphrase-file FILE, or say --plain for a book without encryption. Nothing was "
              "changed.")
        ) from None  # fmt: skip


def _kept_lines(report: "RestoreReport") -> Iterator[str]:
    if report.kept:
        yield _("The book that was there is kept in {folder}").format(folder=report.kept)
    if report.earlier:
        yield _("Kept there from earlier, too:")
        yield from (f"  {path}" for path in report.earlier)


def _erase(args: argparse.Namespace) -> int:
    with acting(args, says=False) as book:
        code = book.case(args.code).code
        _must_be_meant(book, code, args.confirm)
        erased = book.erase(code)
    tell(clean("\n".join(_told(code, erased, _row if args.plain else line))))
    return 0


def _must_be_meant(book: Casebook, code: str, confirmed: str | None) -> None:
    """Let the code be given twice.

    Raises:
        Refused: it was not.
    """
    if confirmed is None and sys.stdin and sys.stdin.isatty():
        count = len(book.notes(code))
        warn(
            n_(
                "This removes {code} with its {count} note for good: from the book, the archive and every older "
                "generation. It cannot be brought back, and what was done before can no longer be undone.",
                "This removes {code} with its {count} notes for good: from the book, the archive and every older "
                "generation. It cannot be brought back, and what was done before can no longer be undone.",
                count,
            ).format(code=code, count=count)
        )
        print(_("Type the code again to erase it:"), end=" ", file=sys.stderr, flush=True)
        confirmed = sys.stdin.readline()
    if confirmed is None:
        raise Refused(_("Erasing needs the code twice. Give it again with --confirm. Nothing was changed."))
    if full_code(confirmed) != code:
        raise Refused(_("That is not {code}. Nothing was erased or changed.").format(code=code))


def _told(code: str, erased: Erased, copy: Callable[[Outside], str]) -> Iterator[str]:
    yield n_("{code} is erased, with {count} note.", "{code} is erased, with {count} notes.", erased.notes).format(
        code=code, count=erased.notes
    )
    yield n_(
        "{count} older generation of the book was deleted with it.",
        "{count} older generations of the book were deleted with it.",
        erased.generations,
    ).format(count=erased.generations)  # fmt: skip
    yield _("What was done before can no longer be undone.")
    yield _("Notes of other cases that speak of this person were not touched.")
    backups = _("Yours to delete: backups, each the whole book of its day, which may still hold this client:")
    exports = _("Yours to delete or to ask back: exports of this client:")
    books = _("Yours to delete: older books kept beside this one, which may still hold this client:")
    yield from _list(backups, map(copy, erased.backups))
    yield from _list(exports, map(copy, erased.exports))
    yield from _list(books, map(str, erased.kept))


def _row(one: Outside) -> str:
    """A copy that is out there, each fact under its name."""
    where = _("(printed)") if one.is_printed else one.path
    return views.row((_("Day"), day_text(one.at.date())), (_("What"), one.kind.label), (_("Where"), where))


def _list(head: str, lines: Iterable[str]) -> Iterator[str]:
    told = [f"  {line}" for line in lines]
    if told:
        yield head
        yield from told
