"""Lingkar's casebook without its screens: what a case is, the profession's rules, and where it rests.

from store import open_casebook

with open_casebook(folder) as book:
    case = book.add_case(alias="Bu S", size="family", presenting_problem="...")
    book.add_note(case.code, body="...", mode="home_visit", outcome="reached")
    book.advance(case.code, reason=None)
"""

from store.act import Act, Change
from store.casebook import Casebook, open_casebook
from store.errors import (
    BookDamaged,
    BookInUse,
    BookNotFound,
    InvalidInput,
    LingkarError,
    NewerFormat,
    NotFound,
    NotSaved,
    PassphraseNeeded,
    Refused,
    WrongPassphrase,
)
from store.model import Case, Closure, Move, Note
from store.model.record import new_id
from store.practice.gates import GateNotMet

__all__ = [
    "Act",
    "BookDamaged",
    "BookInUse",
    "BookNotFound",
    "Case",
    "Casebook",
    "Change",
    "Closure",
    "GateNotMet",
    "InvalidInput",
    "LingkarError",
    "Move",
    "NewerFormat",
    "NotFound",
    "NotSaved",
    "Note",
    "PassphraseNeeded",
    "Refused",
    "WrongPassphrase",
    "new_id",
    "open_casebook",
]
