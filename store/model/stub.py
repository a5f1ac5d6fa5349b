"""What the live book keeps of a case that lies in the archive: enough to list it and to find it again."""

from datetime import date
from typing import Self

from pydantic import Field

from store.model.case import Case
from store.model.codes import Level, Outcome, Phase, PracticeField, Status, SystemSize, TerminationReason
from store.model.record import Record, build
from store.model.text import Line


class Stub(Record):
    """A case in the archive.

    Attributes:
        code: as the case has it; a code is never given twice, wherever its case lies.
        alias: what the board showed.
        opened: the day of intake.
        closed: the day of the ending.
        reason: why it ended.
        outcome: how the client was, compared with the beginning.
        episode: how many times it was opened.
        filed: the day it was put into the archive last.
        retention_until: the day until which the record must be kept; None where it was filed before stubs knew.
        legal_hold: whether it must be kept beyond that day.
    """

    code: Line
    alias: Line = Field(min_length=1, max_length=80)
    size: SystemSize
    level: Level
    field: PracticeField = PracticeField.OTHER
    opened: date
    closed: date
    reason: TerminationReason
    outcome: Outcome
    episode: int = Field(default=1, ge=1)
    filed: date
    retention_until: date | None = None
    legal_hold: bool = False

    @classmethod
    def of(cls, case: Case, filed: date) -> Self:
        """The stub of a closed case that is filed on this day."""
        closure = case.closure
        assert closure is not None, "only closed cases are filed"
        return build(cls, {
            "code": case.code, "alias": case.alias, "size": case.size, "level": case.level, "field": case.field,
            "opened": case.opened, "closed": closure.closed, "reason": closure.reason, "outcome": closure.outcome,
            "episode": case.episode, "filed": filed,
            "retention_until": closure.retention_until, "legal_hold": case.legal_hold,
        })  # fmt: skip

    @property
    def phase(self) -> Phase:
        """The phase of every case that was closed."""
        return Phase.TERMINATION

    @property
    def status(self) -> Status:
        """Only closed cases are filed."""
        return Status.CLOSED
