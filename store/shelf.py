"""The book's rows as models: reading by code through indexes, and writing many records as one transaction.

Between the vault, which knows documents, and the Casebook, which knows acts. Nothing is ever found by scanning.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar, cast

import orjson

from store.briefs import Brief, brief_of, brief_of_line
from store.errors import BookDamaged, InvalidInput, NotFound
from store.language import _
from store.leafing import AtHand, NotesAtHand, Row
from store.model.case import Case, by_number
from store.model.disguise import MaskWord
from store.model.flag import Flag
from store.model.goal import Goal
from store.model.intervention import Intervention
from store.model.measure import Measure, Measurement
from store.model.move import Move
from store.model.note import Note
from store.model.person import Person
from store.model.record import Record, build
from store.model.referral import Referral
from store.model.relation import Relation
from store.model.resource import Resource
from store.model.score import Score
from store.model.stub import Stub
from store.model.task import Task, TaskStatus
from store.model.team import TeamMember
from store.practice.periods import days_on
from store.vault import FORMAT, OLDEST, DocChange, Document, RawChange, Transaction, VaultDB

CASES, NOTES, MOVES, STUBS, BOOK, RESOURCES = "cases", "notes", "history", "stubs", "book", "resources"
_COUNTERS = 1  # the one row of the book table: the last running number given, by year
_FORMAT = "format"  # and this beside them
IN_THE_FILE: dict[str, type[Record]] = {
    NOTES: Note, MOVES: Move, "people": Person, "relations": Relation, "scores": Score, "goals": Goal, "tasks": Task,
    "interventions": Intervention, "referrals": Referral, "team": TeamMember, "flags": Flag, "measures": Measure,
    "measurements": Measurement, "mask_words": MaskWord,
}  # fmt: skip
"""The tables whose rows belong to a case and go where it goes: they carry its code and an id of their own."""
MODEL_OF: dict[str, type[Record]] = {CASES: Case, **IN_THE_FILE, STUBS: Stub, RESOURCES: Resource}
TABLE_OF = {model: table for table, model in MODEL_OF.items()}
_KEY_OF = {table: "code" if table in (CASES, STUBS) else "id" for table in MODEL_OF}

_OPEN = frozenset(status.value for status in TaskStatus if status.is_open)

_ZONES = 2
"""By so many days can the same moment differ between two places on earth; a bit more than 26 hours."""

MODELS_KEPT = 60_000
"""How many rows are kept as models before starting anew: what 4,000 open cases need, some tens of megabytes."""

LEAVES_KEPT = 16
"""Of so many cases the notes stay in order; those of the case that is worked at are asked for again and again."""

R = TypeVar("R", bound=Record)


class Shelf:
    """The indexes over one open vault. The vault feeds them each transaction once it is durable."""

    def __init__(self) -> None:
        """Empty indexes."""
        self._row_of: dict[str, dict[str, int]] = {table: {} for table in _KEY_OF}
        self._rows_of_case: dict[str, defaultdict[str, list[int]]] = {table: defaultdict(list) for table in IN_THE_FILE}
        self._drafts: defaultdict[str, set[int]] = defaultdict(set)
        self._reached: defaultdict[str, list[str]] = defaultdict(list)  # case -> moments of contacts that reached it
        self._served: defaultdict[str, Counter[str]] = defaultdict(Counter)  # group session -> notes by case
        self._closed: dict[str, str] = {}  # code -> day of the ending, as the row has it
        self._imported: Counter[str] = Counter()
        self._models: dict[tuple[str, int], tuple[Document, Record]] = {}  # rows read before, until they change
        self._leaves: dict[str, tuple[int, NotesAtHand]] = {}
        self._turns: Counter[str] = Counter()  # how often notes of a case changed since the book was opened
        self.db: VaultDB

    def load(self, db: VaultDB) -> None:
        """Index a freshly read snapshot."""
        self.db = db
        for table in _KEY_OF:
            if table == NOTES:
                for id, line in db.lines(NOTES):
                    self._index_note(id, brief_of_line(line))
            else:
                for id, document in db.documents(table).items():
                    self._index(table, id, document)

    def apply(self, transaction: Transaction) -> frozenset[str]:
        """Keep the indexes in step with one committed transaction; answers the codes of the cases it touched."""
        touched, noted = set(), set()
        for change in transaction.changes:
            if change.table in self._row_of:
                if change.before is not None:
                    self._unindex(change.table, change.id, change.before)
                if change.after is not None:
                    self._index(change.table, change.id, change.after)
                touched.add(_case_of(change))
                if change.table == NOTES:
                    noted.add(_case_of(change))
        self._turns.update(noted)
        return frozenset(touched)

    def press(self) -> None:
        """Let what is unread take less memory, the rows of a case together. Another thread may do it."""
        self.db.press({
            table: [row for rows in list(of_case.values()) for row in list(rows)]
            for table, of_case in self._rows_of_case.items()
        })  # fmt: skip

    def _index_note(self, id: int, note: Brief) -> None:
        self._row_of[NOTES][note.id] = id
        insort(self._rows_of_case[NOTES][note.case_code], id)
        if note.source:
            self._imported[note.source] += 1
        if note.is_draft:
            self._drafts[note.case_code].add(id)
        if note.reached:
            insort(self._reached[note.case_code], note.contact_at)
        if note.session:
            self._served[note.session][note.case_code] += 1

    def _unindex_note(self, id: int, note: Brief) -> None:
        self._row_of[NOTES].pop(note.id, None)
        self._rows_of_case[NOTES][note.case_code].remove(id)
        if note.source:
            self._imported[note.source] -= 1
        self._drafts[note.case_code].discard(id)
        if note.reached:
            self._reached[note.case_code].remove(note.contact_at)
        if note.session:
            self._served[note.session][note.case_code] -= 1

    def _index(self, table: str, id: int, document: Document) -> None:
        if table == NOTES:
            self._index_note(id, brief_of(document))
            return
        key = document[_KEY_OF[table]]
        self._row_of[table][key] = id
        if source := document.get("imported_from"):
            self._imported[source] += 1
        if table in self._rows_of_case:
            insort(self._rows_of_case[table][document["case_code"]], id)
        if table == CASES and (closure := document.get("closure")):
            self._closed[key] = closure["closed"]

    def _unindex(self, table: str, id: int, document: Document) -> None:
        self._models.pop((table, id), None)
        if table == NOTES:
            self._unindex_note(id, brief_of(document))
            return
        key = document[_KEY_OF[table]]
        self._row_of[table].pop(key, None)
        if source := document.get("imported_from"):
            self._imported[source] -= 1
        if table in self._rows_of_case:
            self._rows_of_case[table][document["case_code"]].remove(id)
        if table == CASES:
            self._closed.pop(key, None)

    def case(self, code: str) -> Case:
        """The case with this code.

        Raises:
            NotFound: there is none.
        """
        row = self._row_of[CASES].get(code)
        if row is None:
            raise NotFound(_("There is no case {code}. `lingkar list` shows the codes there are.").format(code=code))
        return self._read(Case, row)

    def cases(self) -> list[Case]:
        """Every case, by year and number of its code."""
        return [self.case(code) for code in sorted(self._row_of[CASES], key=by_number)]

    def codes(self) -> Iterable[str]:
        """The codes of the cases that lie here."""
        return self._row_of[CASES]

    def has_case(self, code: str) -> bool:
        """Whether the case with this code lies here."""
        return code in self._row_of[CASES]

    def closed_codes(self) -> list[str]:
        """The codes of the closed cases, by year and number."""
        return sorted(self._closed, key=by_number)

    def is_closed(self, code: str) -> bool:
        """Whether the case with this code lies here, and is closed."""
        return code in self._closed

    def closed_on(self, code: str) -> date | None:
        """The day on which a case was closed; None when it is open, or not here."""
        return date.fromisoformat(self._closed[code]) if code in self._closed else None

    def stubs(self) -> list[Stub]:
        """The stub of every case that was ever filed, by year and number of its code."""
        rows, documents = self._row_of[STUBS], self.db.documents(STUBS)
        return [self._as_model(Stub, rows[code], documents[rows[code]]) for code in sorted(rows, key=by_number)]

    def filed_until(self, day: date) -> list[tuple[str, date]]:
        """Archived cases whose record had to be kept until a day before this one and that nothing holds, and that day.

        The rows are looked at as they lie there: after ten years there are thousands.
        """
        rows, live, before = self.db.documents(STUBS), self._row_of[CASES], day.isoformat()
        found = ((code, rows[row]) for code, row in self._row_of[STUBS].items() if code not in live)
        return [
            (code, date.fromisoformat(stub["retention_until"])) for code, stub in found
            if "" < stub.get("retention_until", "") < before and not stub.get("legal_hold")
        ]  # fmt: skip

    def stub_codes(self) -> Iterable[str]:
        """The codes of the cases that were ever filed."""
        return self._row_of[STUBS]

    def has_stub(self, code: str) -> bool:
        """Whether the case with this code was ever filed."""
        return code in self._row_of[STUBS]

    def filed_ending(self, code: str) -> str:
        """The day of the ending of a case that was ever filed, as its stub has it."""
        return str(self.db.documents(STUBS)[self._row_of[STUBS][code]]["closed"])

    def write_stub_again(self, act: str, code: str) -> None:
        """Write the stub of a case once more as it is: a transaction that is about the case and changes nothing."""
        row = self._row_of[STUBS][code]
        self.db.put(act, STUBS, row, self.db.documents(STUBS)[row])

    def one(self, model: type[R], id: str) -> R:
        """The record of this kind with this id.

        Raises:
            NotFound: there is none.
        """
        row = self._row_of[TABLE_OF[model]].get(id)
        if row is None:
            raise NotFound(_("This is not in the book (any more)."))
        return self._read(model, row)

    def has(self, model: type[Record], id: str) -> bool:
        """Whether there is a record of this kind with this id."""
        return id in self._row_of[TABLE_OF[model]]

    def in_file(self, model: type[R], code: str) -> list[R]:
        """The records of this kind in the file of a case, in the order in which they came."""
        return [self._as_model(model, *row) for row in self._rows_in_file(TABLE_OF[model], code)]

    def open_tasks(self, code: str) -> list[Task]:
        """Those of its tasks that still wait to be done. No other is read: each morning this is asked of every case."""
        rows = self._rows_in_file(TABLE_OF[Task], code)
        return [self._as_model(Task, *row) for row in rows if row[1].get("status", TaskStatus.OPEN) in _OPEN]

    def at_hand(self, model: type[R], code: str) -> AtHand[R]:
        """The same, none of them read yet."""
        return AtHand(self._rows_in_file(TABLE_OF[model], code), partial(self._as_model, model))

    def leaf_through(self, code: str) -> NotesAtHand:
        """The notes of a case, none of them read yet. Kept until one changes, for all who ask one after another.

        Not to be called inside a transaction.
        """
        turn = self._turns[code]  # before it looks: what is changed meanwhile by another thread is looked at again
        kept = self._leaves.get(code)
        if kept is None or kept[0] != turn:
            if len(self._leaves) >= LEAVES_KEPT:
                self._leaves.clear()
            notes = NotesAtHand(self._rows_in_file(NOTES, code), partial(self._as_model, Note))
            kept = self._leaves[code] = turn, notes
        return kept[1]

    def _rows_in_file(self, table: str, code: str) -> list[Row]:
        documents = self.db.documents(table)
        return [(row, documents[row]) for row in self._rows_of_case[table].get(code, ())]

    def all_of(self, model: type[R]) -> list[R]:
        """Every record of this kind, in the order in which they came."""
        return [self._read(model, row) for row in sorted(self._row_of[TABLE_OF[model]].values())]

    def drafts(self, code: str) -> int:
        """How many of a case's notes wait for a signature."""
        return len(self._drafts.get(code, ()))

    def draft_notes(self, code: str) -> list[Note]:
        """Those notes, in the order in which they came."""
        return [self._read(Note, row) for row in sorted(self._drafts.get(code, ()))]

    def reached_on(self, code: str, until: date, after: datetime | None = None) -> date | None:
        """The last day up to this one on which the client was reached, by the clock of the one who wrote it.

        No note is read: this is asked of every case each morning.

        Args:
            code: which case.
            until: the day.
            after: contacts up to this moment do not count.
        """
        end = until.isoformat()
        begin = days_on(after.date(), -_ZONES).isoformat() if after else ""
        for moment in reversed(self._reached.get(code, ())):  # each begins with the day
            if moment[:10] < begin:
                break
            if moment[:10] <= end and (after is None or datetime.fromisoformat(moment) > after):
                return date.fromisoformat(moment[:10])
        return None

    def served_in(self, sessions: Iterable[str]) -> set[str]:
        """The cases with a note of one of these group sessions."""
        return {code for session in sessions for code, notes in self._served.get(session, {}).items() if notes > 0}

    def is_imported(self, source: str) -> bool:
        """Whether a record with this origin is in the book."""
        return self._imported[source] > 0

    def whole(self, code: str) -> dict[str, Any]:
        """A case with its file as the rows have it, each table in the order in which they came; empty ones left out."""
        return {
            "code": code,
            "case": self.db.documents(CASES)[self._row_of[CASES][code]],
            **{
                table: [self.db.documents(table)[row] for row in found]
                for table, rows in self._rows_of_case.items()
                if (found := rows.get(code))
            },
        }

    def clear(self, code: str) -> None:
        """Remove a case with its whole file. To be called inside a transaction."""
        self.db.table(CASES).write(self._row_of[CASES][code], None)
        for table, rows in self._rows_of_case.items():
            for row in [*rows.get(code, ())]:
                self.db.table(table).write(row, None)

    def count(self) -> int:
        """How many rows of cases and of what lies in their files there are."""
        return sum(len(self._row_of[table]) for table in (CASES, *IN_THE_FILE))

    def next_number(self, year: int) -> int:
        """The next running number for a case code of this year."""
        counters = self.db.documents(BOOK).get(_COUNTERS, {})
        return int(counters.get(str(year), 0)) + 1

    def take_numbers(self, numbers: dict[int, int]) -> None:
        """Note the last number given for some years. To be called inside a transaction.

        With them stands the format of the documents: in books of the first it does not.
        """
        self.restore(BOOK, _COUNTERS, self._with_numbers(numbers))

    def _with_numbers(self, numbers: dict[int, int]) -> Document:
        given = {str(year): number for year, number in numbers.items()}
        return {**self.db.documents(BOOK).get(_COUNTERS, {}), **given, _FORMAT: FORMAT}

    @property
    def format(self) -> int:
        """The format of the documents. A book without any has that of today."""
        counters = self.db.documents(BOOK).get(_COUNTERS)
        return FORMAT if counters is None else int(counters.get(_FORMAT, OLDEST))

    def changes(
        self, records: Iterable[Record] = (), drops: Iterable[Record] = (), numbers: dict[int, int] | None = None
    ) -> list[RawChange]:
        """What an act does to the rows, for `VaultDB.commit`.

        Args:
            records: what is new or changed.
            drops: what goes.
            numbers: the last number given for some years; see `take_numbers`.
        """
        changes: list[RawChange] = []
        for record in records:
            table = TABLE_OF[type(record)]
            changes.append((table, self._row_of[table].get(record.key), record.as_json()))
        for record in drops:
            table = TABLE_OF[type(record)]
            changes.append((table, self._row_of[table][record.key], None))
        if numbers:
            changes.append((BOOK, _COUNTERS, orjson.dumps(self._with_numbers(numbers))))
        return changes

    def put(self, records: Iterable[Record]) -> None:
        """Write records, new or changed. To be called inside a transaction."""
        for table, row, raw in self.changes(records):
            self.db.table(table).write(row, raw)

    def drop(self, records: Iterable[Record]) -> None:
        """Remove records. To be called inside a transaction."""
        for table, row, raw in self.changes(drops=records):
            self.db.table(table).write(row, raw)

    def restore(self, table: str, id: int, document: Document | None) -> None:
        """Make a row exactly this, or remove it. To be called inside a transaction."""
        self.db.table(table).write(id, None if document is None else orjson.dumps(document))

    def _read(self, model: type[R], row: int) -> R:
        """A row as a model."""
        return self._as_model(model, row, self.db.documents(TABLE_OF[model])[row])

    def _as_model(self, model: type[R], row: int, document: Document) -> R:
        """A row as it is or was, as a model, which is kept with what it was made of: what changed is made anew."""
        key = TABLE_OF[model], row
        kept = self._models.get(key)
        if kept is None or kept[0] is not document:
            if len(self._models) >= MODELS_KEPT:
                self._models.clear()
            kept = self._models[key] = document, self._built(model, row, document)
        return cast(R, kept[1])

    def _built(self, model: type[R], row: int, document: Document) -> R:
        try:
            return build(model, document)
        except InvalidInput as error:
            fields = ", ".join(error.problems)  # not what stands in them, which is client text
            raise BookDamaged(
                _("Row {id} of the book cannot be read ({fields}). Nothing was changed.").format(id=row, fields=fields)
            ) from None


def oldest_first(moves: Iterable[Move]) -> list[Move]:
    """A history as it is read; of entries that are equal, the one that came first is first."""
    return sorted(moves, key=lambda move: move.at)


def _case_of(change: DocChange) -> str:
    """The code of the case that a change touches; what belongs to no case is known by the name of its table."""
    document = change.after or change.before or {}
    if change.table in IN_THE_FILE:
        return str(document["case_code"])
    return str(document.get("code") or change.table)
