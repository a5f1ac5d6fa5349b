"""Bytes at rest: TinyDB over a durable append log. This room knows documents, not cases.

The door is `open_vault`; what it returns is a TinyDB database (`VaultDB`). From the outside in: `database` and `table`
are TinyDB's interface, `vault` commits and compacts, `opening` heals and loads, `generations` are the files,
`snapshots` the documents in them, `log` and `frames` the transactions, `seal` closes a frame, `keys` closes the whole
book and `keyfile` says how, `retention` throws old generations away, `memory` holds the documents, `disk` is the
operating system. Beside the door: `rekey` changes the passphrase, `verify` checks, `salvage` saves what can be read of
a damaged book.
"""

from .database import VaultDB, open_vault
from .keyfile import FORMAT, OLDEST
from .keys import Key
from .records import Change, DocChange, Document, OpeningReport, RawChange, Transaction

__all__ = [
    "FORMAT",
    "OLDEST",
    "Change",
    "DocChange",
    "Document",
    "Key",
    "OpeningReport",
    "RawChange",
    "Transaction",
    "VaultDB",
    "open_vault",
]
