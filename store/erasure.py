"""Erasing a client, as the law may ask for: out of the live book, the archive, and every older generation of both.

What must be done stands in the book until it is done, so that it is finished at the next opening when it is cut off.
An entry of the table `erasures` goes through three states, and each step can be done twice:

    {"at", "notes", "code"}            its rows are gone from the live book; the archive is next
    {"at", "notes", "generations"}     with "unfinished": the archive is clean, the live generations are next
    {"at", "notes", "generations"}     done; which client it was stands nowhere any more
"""

import contextlib
from pathlib import Path
from typing import Any, NamedTuple

from store.errors import LingkarError
from store.filing import Filing
from store.folding import fold
from store.language import _
from store.language.system import why_refused
from store.model.outside import Outside, OutsideKind
from store.model.person import Person
from store.model.record import to_the_second
from store.outside import DISGUISES, OUTSIDE, entries, kept_beside, row_of, without
from store.parking import DESK, SETTINGS
from store.reviewing import DAYS, days_without
from store.shelf import BOOK
from store.undo import UndoStack

ERASURES = "erasures"
_LABEL = "erase"


class Erased(NamedTuple):
    """A client who was erased, and what the program cannot reach.

    Attributes:
        notes: how many notes the case had.
        generations: how many older generations of the book and its archive were dropped.
        backups: all of them, each with the whole book of its day. Which of them hold the client nobody can tell: a
            case may have left the book and come back, and a clock may have been wrong.
        exports: what was written or printed of this case.
        kept: older books that restoring kept beside this one.
    """

    notes: int
    generations: int
    backups: tuple[Outside, ...]
    exports: tuple[Outside, ...]
    kept: tuple[Path, ...]


class Erasing(Filing):
    """Erasing in an open book.

    Attributes:
        has_finished_erasing: whether the opening went on with an erasing that had been cut off, and finished it.
    """

    has_finished_erasing = False

    def erase(self, code: str) -> Erased:
        """Remove a case with its notes and history for good. Nothing done before can be undone afterwards.

        Args:
            code: which case, on the board, closed or archived.

        Raises:
            NotFound: there is no such case.
            NotSaved: the disk refused before anything was removed.
            LingkarError: it is removed from the book, but not from all older generations yet; the next opening of the
                book goes on. Or the archive cannot be read; then nothing was removed.
        """
        case = self.case(code)
        code = case.code
        self._archive.read_if_there()  # if it cannot be read, that is known before anything is removed
        notes, people = self.notes(code), self.parts(Person, code)
        outside = entries(self._db.documents(OUTSIDE))
        id = max(self._db.documents(ERASURES), default=0) + 1
        entry = {"at": to_the_second(self.clock()).isoformat(), "notes": len(notes), "code": code}
        with self._db.transaction(_LABEL):
            self.shelf.put(
                case.changed(linked=tuple(one for one in case.linked if one != code))
                for case in self.shelf.cases()
                if code in case.linked and case.code != code
            )
            if self.shelf.has_case(code):
                self.shelf.clear(code)
            self.shelf.drop([stub for stub in self.shelf.stubs() if stub.code == code])
            for row, document in without(self._db.documents(OUTSIDE), code).items():
                self.shelf.restore(OUTSIDE, row, document)
            if row_of(code) in self._db.documents(DISGUISES):
                self.shelf.restore(DISGUISES, row_of(code), None)
            self._forget_searches({code, case.alias, case.client_name, *(person.name for person in people)})
            self._clear_desk({code, *(note.id for note in notes)})
            for row, document in days_without(self._db.documents(DAYS), code).items():
                self.shelf.restore(DAYS, row, document)
            self.shelf.restore(ERASURES, id, entry)
        try:
            generations = self._finish_erasing(id)
        except (LingkarError, OSError) as error:
            why = f"{why_refused(error)}." if isinstance(error, OSError) else error
            raise LingkarError(
                _("{code} is removed from the book, but older generations of it still have it: {why} The next opening "
                  "of the book removes it there too.").format(code=code, why=why)
            ) from error  # fmt: skip
        return Erased(
            notes=len(notes),
            generations=generations,
            backups=tuple(one for one in outside if one.kind is OutsideKind.BACKUP),
            exports=tuple(one for one in outside if code in one.codes),
            kept=kept_beside(self.folder),
        )

    def finish_erasures(self) -> bool:
        """Go on with what was cut off; done at every opening for writing.

        Returns:
            Whether there was something, and it is finished now. What cannot be finished waits for the next opening.
        """
        open_ones = [id for id, row in self._db.documents(ERASURES).items() if "code" in row or "unfinished" in row]
        with contextlib.suppress(LingkarError, OSError):
            for id in open_ones:
                self._finish_erasing(id)
            return bool(open_ones)
        return False

    def _finish_erasing(self, id: int) -> int:
        """Do what is left to do; answers how many older generations were dropped."""
        row = dict(self._db.documents(ERASURES)[id])
        if "code" in row:
            row["generations"] = self._archive.erase(row.pop("code"))
            self._quietly(_LABEL, ERASURES, id, {**row, "unfinished": True})
        self._db.compact()
        self._undo = UndoStack(counters=BOOK)
        row["generations"] += self._db.forget_older()
        row.pop("unfinished", None)
        self._quietly(_LABEL, ERASURES, id, row)
        return int(row["generations"])

    def _forget_searches(self, names: set[str]) -> None:
        """Remove the saved searches in which one of these names stands. To be called inside a transaction."""
        folded = [fold(name) for name in names if name]
        for row, document in list(self._db.documents(SETTINGS).items()):
            saved = document.get("saved", [])
            rest = [one for one in saved if not any(name in fold(f"{one['name']} {one['query']}") for name in folded)]
            if len(rest) < len(saved):
                self.shelf.restore(SETTINGS, row, {**document, "saved": rest})

    def _clear_desk(self, names: set[str]) -> None:
        """Take from the desk what lay open of the case. To be called inside a transaction."""
        for row, document in list(self._db.documents(DESK).items()):
            things = [thing for thing in document["things"] if not names & set(_texts(thing))]
            self.shelf.restore(DESK, row, {**document, "things": things} if things else None)


def _texts(value: Any) -> list[str]:
    """Every text in a value of JSON types."""
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in values for text in _texts(each)]
