"""Whether a book is whole, and what can be saved of one that is not. Both take its folder, not the open book."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from store.errors import InvalidInput
from store.language import _, n_
from store.model.case import by_number
from store.model.record import build
from store.shelf import CASES, MODEL_OF, STUBS
from store.vault import Document
from store.vault.salvage import SalvageReport, salvage
from store.vault.verify import VerifyReport
from store.vault.verify import verify as verify_vault

__all__ = ["SalvageReport", "VerifyReport", "salvage", "verify"]

Tables = Mapping[str, Mapping[int, Document]]

SOME = 10
"""So many codes are named in one sentence."""


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
