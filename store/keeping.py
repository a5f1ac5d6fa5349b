"""Keeping a book safe, from outside it: how it is kept, its passphrase and its recovery key.

None of this is an act on a case, and none of it needs the book to be open: each function takes the folder. Checking
and salvaging a book, which take reading all of it, are in `store.checking`.
"""

from enum import StrEnum
from pathlib import Path

from store.errors import LingkarError
from store.language import _
from store.vault.keyfile import find
from store.vault.keys import SecretKey
from store.vault.opening import Access, is_unborn, unlock
from store.vault.rekey import change_passphrase

__all__ = ["Kept", "change_passphrase", "how_kept", "recovery_key"]


class Kept(StrEnum):
    """How the book in a folder is kept."""

    NONE = "none"
    PLAIN = "plain"
    ENCRYPTED = "encrypted"


def how_kept(folder: Path) -> Kept:
    """Tell whether there is a book, and whether it asks for a passphrase. Reads the key file only.

    Raises:
        BookDamaged: the files do not say.
        NewerFormat: a newer version wrote them.
    """
    key_file = None if is_unborn(folder) else find(folder)
    if key_file is None:
        return Kept.NONE
    return Kept.ENCRYPTED if key_file.is_encrypted else Kept.PLAIN


def recovery_key(folder: Path, passphrase: str) -> str:
    """The secret of an encrypted book: whoever has it opens the book, and its snapshots with any age program.

    Raises:
        WrongPassphrase: the passphrase is not the one.
        LingkarError: the book is not encrypted, or cannot be opened.
    """
    key, _key_file = unlock(folder, Access(passphrase))
    if not isinstance(key, SecretKey):
        raise LingkarError(_("The book in {folder} has no passphrase, and so no recovery key.").format(folder=folder))
    return key.identity
