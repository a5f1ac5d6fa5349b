"""Bytes at rest: TinyDB over a durable append log. This room knows documents, not cases.

The door is `open_vault`; what it returns is a TinyDB database (`VaultDB`). From the outside in: `database` and `table`
are TinyDB's interface, `vault` commits and compacts, `opening` heals and loads, `generations` are the files, `log` and
`frames` the transactions in them, `seal` closes a frame, `memory` holds the documents, `disk` is the operating system.
"""

from .database import VaultDB, open_vault
from .records import DocChange, Document, OpeningReport, Transaction
from .verify import VerifyReport, verify

__all__ = [
    "DocChange",
    "Document",
    "OpeningReport",
    "Transaction",
    "VaultDB",
    "VerifyReport",
    "open_vault",
    "verify",
]
