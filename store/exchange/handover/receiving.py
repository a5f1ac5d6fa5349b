"""Taking a case in that a colleague handed over: opened and looked at first, then one act of the book."""

from pathlib import Path

from store.casebook import Casebook
from store.desk import now
from store.errors import Refused
from store.exchange.handover.contents import Handover, sender_words, unpack
from store.exchange.handover.renaming import cases_elsewhere, renamed
from store.exchange.handover.sealed import unseal
from store.language import _, n_
from store.language.formats import day_text
from store.model.case import Case
from store.model.codes import ContactMode, ContactOutcome, NoteStatus
from store.model.move import Move
from store.model.note import Note
from store.model.record import build, new_id, to_the_second
from store.shelf import MOVES
from store.vault.keys import PlainKey


def receive(book: Casebook, path: Path, passphrase: str | None = None) -> Case:
    """Take in the case of a file.

    Args:
        book: open for writing.
        path: the file.
        passphrase: of the file, where it is sealed with one.

    Returns:
        The case as it is here.

    Raises:
        PassphraseNeeded, WrongPassphrase, NewerFormat, LingkarError: see `open_handover` and `take_in`.
    """
    return take_in(book, open_handover(book, path, passphrase))


def open_handover(book: Casebook | None, path: Path, passphrase: str | None = None) -> Handover:
    """Open a file and look at everything in it. Changes nothing; a worker thread may call it.

    Args:
        book: whose key opens the file, where it is sealed for that; None when there is no book yet.
        path: the file.
        passphrase: of the file, where it is sealed with one.

    Raises:
        PassphraseNeeded: none was given.
        WrongPassphrase: it is another one.
        NewerFormat: a newer version made it.
        LingkarError: it cannot be read, is damaged, for another book, or something else.
    """
    key, today = (book.shelf.db.key, book.today()) if book else (PlainKey(""), now().date())
    return unpack(unseal(path, key, passphrase), path, today)


def here_already(book: Casebook, handover: Handover) -> str:
    """The code of the case that came in with this hand-over before, or is this very one; empty where none is.

    May open the archive.
    """
    code = handover.case.code
    if any(book.has_part(Move, move.key, code) for move in handover.parts[MOVES]):  # the worker's own file
        return code
    if not book.is_imported(handover.origin):
        return ""
    return next((case.code for case in book.every_case() if case.imported_from == handover.origin), "")


def take_in(book: Casebook, handover: Handover) -> Case:
    """Put a case that was handed over into the book, with its history and a signed note of where it comes from.

    It is one act, which one undo takes back. The case gets the next code of the year in which it was opened.

    Raises:
        Refused: it was taken in already.
        NotSaved: the disk refused; nothing was changed.
    """
    if code := here_already(book, handover):
        raise Refused(_("This case is in the book already: here it is {code}. Nothing was changed.").format(code=code))
    year = handover.case.opened.year
    case, parts = renamed(handover, f"K-{year}-{book.next_number(year):03}")
    book.receive([case, *parts, _note(book, case, handover)])
    return case


def _note(book: Casebook, case: Case, handover: Handover) -> Note:
    """The note that says where the case comes from."""
    moment = to_the_second(book.clock())
    return build(Note, {
        "id": new_id(), "case_code": case.code, "contact_at": moment, "written_at": moment,
        "signed_at": moment, "status": NoteStatus.SIGNED, "phase": case.phase, "mode": ContactMode.ADMIN,
        "outcome": ContactOutcome.REACHED,
        "body": _origin_words(handover),
    })  # fmt: skip


def _origin_words(handover: Handover) -> str:
    """Who sent it when, what it was called there, and what stayed there."""
    said = [
        _("This case was handed over by {who} on {day}. There it was {code}.").format(
            who=sender_words(handover), day=day_text(handover.on), code=handover.case.code
        )
    ]
    if left := handover.private_left:
        said.append(n_("{count} private note stayed there.", "{count} private notes stayed there.", left)
                    .format(count=left))  # fmt: skip
    if codes := cases_elsewhere(handover):
        said.append(_("It names other cases of that book, which are not linked here: {codes}").format(
            codes=", ".join(codes)
        ))  # fmt: skip
    return "\n".join(said)
