"""Finding something in an open book: among the live cases at once, in the archive in small steps after it.

What a query means is in `store.query`, how words are looked for in `store.search`. The texts of a case are folded when
they are searched for the first time and kept until the case changes, by the open book and nowhere else: locking
forgets them, and so does erasing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, repeat
from time import perf_counter
from typing import Any, Protocol, TypeVar

from store.archive import Filed
from store.errors import BookDamaged
from store.lasting import made_to_last
from store.model.case import Case, by_number
from store.model.codes import NoteStatus
from store.model.flag import Flag
from store.model.record import Record
from store.model.referral import Referral
from store.model.score import Score
from store.model.task import Task
from store.practice.gap import gap_of
from store.practice.risk import worst_level
from store.query import CaseFacts, Field, Is, Query, about_notes, case_test, read_query
from store.reviewing import Reviewing
from store.search import CASE, FoldedCase, Hit, Hits, note_test
from store.shelf import NOTES, Shelf
from store.vault import Document, Transaction

STEP = 0.004
"""Seconds that a search of the archive works before it lets others go on."""

MANY = 100
"""From so many cases on, the objects made of their notes are very many."""

R = TypeVar("R", bound=Record)


class _Sought:
    """A query, made ready to be asked of many cases."""

    def __init__(self, query: Query) -> None:
        self.words = query.words
        self.wants_cases = not query.seeks_notes
        self.wants_notes = bool(query.words) or query.seeks_notes
        self.asks_case = bool(set(query.conditions) - set(about_notes(query)))
        self.fits_case = case_test(query)
        self.fits_note = note_test(query)
        self.state = query.wanted(Field.IS)

    def finds_case(self, folded: FoldedCase) -> bool:
        """Whether the case itself answers."""
        return self.wants_cases and folded.has(self.words)

    def notes(self, folded: FoldedCase) -> list[int]:
        """The places of the notes of a case that answer."""
        return folded.places(self.words, self.fits_note) if self.wants_notes else []


class Searching(Reviewing):
    """Finding something in an open book."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Open; see `store.open_casebook`."""
        self._live: dict[str, FoldedCase] = {}
        self._filed: dict[str, FoldedCase] = {}
        self._filed_facts: dict[str, tuple[Document, CaseFacts]] = {}
        super().__init__(*args, **options)

    def search(self, text: str, *, archive: bool = True) -> list[Hit]:
        """Everything that is found, all at once; for scripts.

        Args:
            text: words and conditions; see `store.query`.
            archive: whether to look in the archive too.

        Raises:
            BookDamaged: the archive cannot be read.
        """
        query = read_query(text, self.today())
        archived = self.search_archived(query) if archive else ()
        return [*self.search_live(query), *chain.from_iterable(archived)]

    def search_live(self, query: Query) -> Hits:
        """What is found among the live cases: cases first, the open ones before the closed; newest contact first.

        Each word must stand in a text of the note, or in code, alias or tags of its case; in a case, in any text of its
        file. Conditions alone find cases; conditions about notes find notes.
        """
        hits = Hits(query.words)
        if not query:
            return hits
        sought = _Sought(query)
        needing = self.needs_today() if Is.TODAY in sought.state else frozenset[str]()
        found: list[FoldedCase] = []  # cases that answer; and of notes that do, each in its case, its place and moment
        cases: list[FoldedCase] = []
        places: list[int] = []
        moments: list[float] = []
        for code in sorted(self.shelf.codes(), key=by_number):
            if sought.asks_case and not sought.fits_case(self._facts_of_live(code, sought, needing)):
                continue
            folded = self._folded_live(code)
            if sought.finds_case(folded):
                found.append(folded)
            here = sought.notes(folded)
            cases += repeat(folded, len(here))
            places += here
            moments += map(folded.moments.__getitem__, here)
        found.sort(key=lambda folded: self.shelf.closed_on(folded.code) is not None)
        hits.add(found, repeat(CASE, len(found)))
        newest_first = sorted(range(len(moments)), key=moments.__getitem__, reverse=True)
        hits.add(map(cases.__getitem__, newest_first), map(places.__getitem__, newest_first))
        return hits

    def get_ready(self) -> Iterator[None]:
        """Prepare the live cases, so that the first search is as quick as the next; gives way every few milliseconds.

        The book may be used meanwhile by the same thread.
        """
        began = perf_counter()
        for code in list(self.shelf.codes()):
            if self.shelf.has_case(code):
                self._folded_live(code)
            if perf_counter() - began > STEP:
                yield
                began = perf_counter()

    def search_archived(self, query: Query) -> Iterator[Hits]:
        """What is found in the archive, case by case, the newest ending first, each case before its notes.

        Gives back what was found since, perhaps nothing, every few milliseconds of work. The book may be used meanwhile
        by the same thread; a case that comes back from the archive, or is erased, is found no more.

        Raises:
            BookDamaged: the archive cannot be read. Where single cases do not read, after all others were searched.
        """
        if not query:
            return
        self.open_archive()  # if it cannot be read, that is told at once and not tried again for each case
        sought, trouble = _Sought(query), None
        found = Hits(query.words)
        began = perf_counter()
        for code in self._archived_codes():
            try:
                self._look_in(code, sought, found)
            except BookDamaged as error:
                trouble = error
            if perf_counter() - began > STEP:
                yield found
                found, began = Hits(query.words), perf_counter()
        yield found
        if trouble is not None:
            raise trouble

    def open_for_search(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Read the archive and prepare its cases, so that it is searched at once afterwards.

        A worker thread may call it while others use the book. Without it the first search in the archive does the same.

        Args:
            progress: is told now and then, in that thread, how much of all is done.

        Raises:
            BookDamaged: the archive cannot be read.
        """
        tell = progress or (lambda _done, _all: None)
        self.open_archive(lambda done, all: tell(done, 2 * all))
        codes = [code for code in self._archived_codes() if code not in self._filed or code not in self._filed_facts]
        with made_to_last(are_many=len(codes) >= MANY):
            for count, code in enumerate(codes, 1):
                with suppress(BookDamaged):  # which the search tells, of what it is asked about
                    self._make_ready(code)
                tell(len(codes) + count, 2 * len(codes))

    def _archived_codes(self) -> list[str]:
        """The codes of the archived cases, the newest ending first."""
        codes = [code for code in list(self.shelf.stub_codes()) if self.is_archived(code)]  # in any thread
        return sorted(codes, key=self.shelf.filed_ending, reverse=True)

    def _look_in(self, code: str, sought: _Sought, found: Hits) -> None:
        """Add what is found in one archived case."""
        if not self.is_archived(code):  # any more
            return
        document = self._archive.document(code)
        if sought.asks_case and not sought.fits_case(self._facts_of_filed(code, document)):
            return
        folded = self._folded_from_archive(code, document)
        places = [*([CASE] if sought.finds_case(folded) else ()), *sought.notes(folded)]
        found.add(repeat(folded, len(places)), places)

    def _make_ready(self, code: str) -> None:
        if self.is_archived(code):
            document = self._archive.document(code)
            self._folded_from_archive(code, document)
            self._facts_of_filed(code, document)

    def _folded_live(self, code: str) -> FoldedCase:
        if code not in self._live:
            self._live[code] = FoldedCase(self.shelf.whole(code), is_archived=False)
        return self._live[code]

    def _folded_from_archive(self, code: str, document: Document) -> FoldedCase:
        folded = self._filed.get(code)
        if folded is None or folded.document is not document:  # filed again while another thread was folding
            folded = self._filed[code] = FoldedCase(document, is_archived=True)
        return folded

    def _learn(self, transaction: Transaction) -> None:
        super()._learn(transaction)
        for code in self._touched:
            for kept in (self._live, self._filed, self._filed_facts):
                kept.pop(code, None)

    # What conditions look at

    def _facts_of_live(self, code: str, sought: _Sought, needing: frozenset[str]) -> CaseFacts:
        case = self.shelf.case(code)
        flags = self.shelf.in_file(Flag, code)
        return CaseFacts(
            is_late=Is.LATE in sought.state and self.review_of(code).is_late,
            needs_today=code in needing,
            drafts=self.shelf.drafts(code),
            **_in_file(case, flags, partial(_parts_of, self.shelf, code)),
        )

    def _facts_of_filed(self, code: str, document: Document) -> CaseFacts:
        """As above, and kept; nothing of an archived case is due."""
        known, facts = self._filed_facts.get(code, (None, None))
        if facts is None or known is not document:
            filed = Filed(document, self._archive.folder)
            facts = CaseFacts(
                is_late=False, needs_today=False, is_archived=True,
                drafts=sum(note["status"] == NoteStatus.DRAFT for note in document.get(NOTES, ())),
                **_in_file(filed.case, filed.in_file(Flag), filed.in_file),
            )  # fmt: skip
            self._filed_facts[code] = document, facts
        return facts


class _Parts(Protocol):
    """Gives the records of one kind in the file of a case."""

    def __call__(self, model: type[R], /) -> list[R]: ...


def _in_file(case: Case, flags: Sequence[Flag], parts: _Parts) -> dict[str, Any]:
    """The facts that follow from what lies in the file of a case, wherever that is."""
    return {
        "case": case,
        "risk": worst_level(case, flags),
        "dangers": sum(flag.is_open for flag in flags),
        "open_tasks": lambda: sum(task.is_open for task in parts(Task)),
        "open_referrals": lambda: sum(referral.is_open for referral in parts(Referral)),
        "gap_worse": lambda: gap_of(parts(Score)).is_worsening,
    }


def _parts_of(shelf: Shelf, code: str, model: type[R], /) -> list[R]:
    return shelf.in_file(model, code)
