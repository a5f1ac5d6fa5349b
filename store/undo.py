"""Undo and redo: which documents each step changed, what they were before and what they are after.

The steps are read back from the log at open, so that they outlive the program (`lingkar undo` is a new process each
time). They reach back to the last compaction of the vault, and at most `DEPTH` steps.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from store.act import Act, Way
from store.vault import Document, Transaction

DEPTH = 100

Row = tuple[str, int]
"""Table and document id."""


@dataclass(slots=True)
class Step:
    """One act that can be undone: for each row its document before and after, and the cases it is about."""

    act: Act
    rows: dict[Row, tuple[Document | None, Document | None]]
    codes: frozenset[str]

    def merge(self, later: "Step") -> None:
        """Take a later step of the same session in: its `after` with our `before`."""
        for row, (before, after) in later.rows.items():
            self.rows[row] = (self.rows[row][0] if row in self.rows else before, after)
        self.codes |= later.codes

    def reversed(self) -> "Step":
        """The step of which this one is the undoing: for a replay whose log begins after the step itself."""
        return Step(self.act, {row: (after, before) for row, (before, after) in self.rows.items()}, self.codes)

    @property
    def is_idle(self) -> bool:
        """Whether it leaves everything as it found it."""
        return all(before == after for before, after in self.rows.values())


class UndoStack:
    """The steps done and the steps undone. Fed with every transaction, replayed or new."""

    def __init__(self, counters: str) -> None:
        """Start empty.

        Args:
            counters: the table that counts the case codes. None is given twice, so undo leaves it alone; but thousands
                of codes that nobody ever saw outside the book, an import's, are given back.
        """
        self._counters = counters
        self.done: deque[Step] = deque(maxlen=DEPTH)
        self.undone: list[Step] = []

    def record(self, transaction: Transaction, codes: frozenset[str]) -> None:
        """Keep step with one committed transaction.

        Args:
            transaction: what was done, with the label of an act; one without is no act of the user, and what it
                touched cannot be turned back any more (a case was filed or erased).
            codes: the cases it touched.
        """
        if not isinstance(transaction.act, dict):
            self._forget(codes)
            return
        way, act = read_label(transaction.act)
        rows = {
            (c.table, c.id): (c.before, c.after)
            for c in transaction.changes
            if c.table != self._counters or act.gives_codes_back
        }
        step = Step(act, rows, codes)
        if way == "undo":
            self.undone.append(self.done.pop() if self.done else step.reversed())
        elif way == "redo":
            self.done.append(self.undone.pop() if self.undone else step)
        else:
            self._push(step)

    def _push(self, step: Step) -> None:
        self.undone.clear()
        top = self.done[-1] if self.done else None
        if top and step.act.session and (top.act.name, top.act.session) == (step.act.name, step.act.session):
            top.merge(step)
            if top.is_idle:  # nothing is left to undo, and undoing it would do nothing for ever
                self.done.pop()
        else:
            self.done.append(step)

    def _forget(self, codes: frozenset[str]) -> None:
        """Let go of all steps about some cases."""
        if codes:
            self.done = deque(reversed([*_without(codes, reversed(self.done))]), DEPTH)
            self.undone = [*reversed([*_without(codes, reversed(self.undone))])]


def _without(codes: frozenset[str], steps: Iterable[Step]) -> Iterator[Step]:
    """The steps that do not touch these cases, in the order in which they would be turned.

    A step that goes takes those behind it along that share another case with it: they knew that case as it was before.
    """
    for step in steps:
        if step.codes & codes:
            codes |= step.codes
        else:
            yield step


def label(act: Act, way: Way) -> dict[str, Any]:
    """The act as the frame carries it."""
    return act.as_json() if way == "do" else {**act.as_json(), "way": way}


def read_label(kept: dict[str, Any]) -> tuple[Way, Act]:
    """The reverse of `label`."""
    return kept.get("way", "do"), Act(*(kept.get(field, "") for field in Act._fields))
