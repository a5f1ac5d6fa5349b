"""Letting a hand-over out: written down in the book first, then a new file that only its owner can read."""

from pathlib import Path

from store.casebook import Casebook
from store.exchange.handover.contents import Handover
from store.model.outside import OutsideKind
from store.packet.export import let_out
from store.packet.files import file_name, inside, place
from store.vault.keyfile import find
from store.vault.keys import SecretKey
from store.vault.opening import is_unborn

ENDING = "lingkar"


def recipient_of(book: Casebook) -> str:
    """The age recipient of a book, for which a colleague can seal a file; empty for a book without a passphrase."""
    key = book.shelf.db.key
    return key.name if isinstance(key, SecretKey) else ""


def recipient_in(folder: Path) -> str:
    """The same for the book in a folder, which need not be opened for it.

    Raises:
        BookDamaged: the files do not say.
        NewerFormat: a newer version wrote them.
    """
    key_file = None if is_unborn(folder) else find(folder)
    return str(key_file.fields["recipient"]) if key_file and key_file.is_encrypted else ""


def let_go(
    book: Casebook, handover: Handover, sealed: bytes, to: Path, receiver: str, *, may_name_file: bool = False
) -> Path:
    """Write a sealed hand-over into a new file, named by the case code alone.

    Args:
        book: open for writing.
        handover: what is in it.
        sealed: the same, sealed.
        to: a folder that is there.
        receiver: whom it is for, as the book remembers it.
        may_name_file: `to` may be the file itself.

    Returns:
        Where it is. A file that is there already is never overwritten.

    Raises:
        LingkarError: there is no such folder.
        NotSaved: the folder or the disk refused, for the file or for the book's note of it; nothing was left behind.
    """
    code = handover.case.code
    target = (place if may_name_file else inside)(to, file_name(code, "handover", handover.on, ENDING))
    return let_out(book, target, sealed, [code], kind=OutsideKind.HANDOVER, receiver=receiver)
