"""Keeping a book safe, from outside it: how it is kept, its passphrase, its recovery key, checking and salvaging it.

None of this is an act on a case, and none of it needs the book to be open: each function takes the folder.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from store.errors import InvalidInput, LingkarError
from store.language import _, n_
from store.model.case import by_number
from store.model.record import build
from store.shelf import CASES, MODEL_OF, STUBS
from store.vault import Document, SalvageReport, VerifyReport, change_passphrase, salvage
from store.vault import verify as verify_vault
from store.vault.keyfile import find
from store.vault.keys import SecretKey
from store.vault.opening import Access, is_unborn, unlock

__all__ = [
    "Kept",
    "SalvageReport",
    "VerifyReport",
    "change_passphrase",
    "how_kept",
    "recovery_key",
    "salvage",
    "verify",
]

Tables = Mapping[str, Mapping[int, Document]]

SOME = 10
"""So many codes are named in one sentence."""


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


def verify(folder: Path, passphrase: str | None = None) -> VerifyReport:
    """Read every generation of a book and of its archive, and every row of the book as what it is. Changes nothing.

    Args:
        folder: the book.
        passphrase: the passphrase, or the recovery key; None for a plain book.

    Raises:
        LingkarError: the newest generation cannot be read; as for `open_casebook`.
    """
    return verify_vault(folder, passphrase, _what_is_wrong)


def _what_is_wrong(live: Tables, archived: Tables) -> Iterator[str]:
    yield from _unreadable(live)
    stubs, cases = ({row["code"] for row in live.get(table, {}).values()} for table in (STUBS, CASES))
    lost = sorted(stubs - cases - {row["code"] for row in archived.get(CASES, {}).values()}, key=by_number)
    if lost:
        yield n_(
            "{count} archived case is missing in the archive: {codes}",
            "{count} archived cases are missing in the archive: {codes}",
            len(lost),
        ).format(count=len(lost), codes=", ".join(lost[:SOME]) + (" ..." if len(lost) > SOME else ""))


def _unreadable(tables: Tables) -> Iterator[str]:
    for table, model in MODEL_OF.items():
        for id, row in tables.get(table, {}).items():
            try:
                build(model, row)
            except InvalidInput as error:
                fields = ", ".join(error.problems)  # not what stands in them, which is client text
                yield _("Row {id} of table {table} cannot be read ({fields}).").format(
                    id=id, table=table, fields=fields
                )
