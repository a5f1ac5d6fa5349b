"""An entry of a case's phase history. Entries are added, never edited."""

from datetime import date

from store.model.case import AnyPhase, Decision
from store.model.closure import Closure
from store.model.codes import MoveKind
from store.model.record import Moment, Record
from store.model.text import Line, Text


class GateResult(Record):
    """One item of a gate as it stood when the case moved.

    Attributes:
        item: the item's code in `store.practice.gates`.
        met: whether it was fulfilled.
        overridden: a hard item that was passed with a reason instead; the supervisor sees it.
    """

    item: str
    met: bool
    overridden: bool = False


class Move(Record):
    """A step of a case: opened, advanced, moved back, terminated, reopened, held, resumed, put off.

    Attributes:
        from_phase: None for the entry that opens the case.
        gate: the items of the gate that was passed; empty where no gate stands.
        closure: on `terminated`, the closing record, kept here when the case is reopened later.
        until: on `put_off`, the day on which the daily review asks again.
        decision: what the evaluation that was left by this step had led to; the case itself loses it when it moves on.
    """

    id: Line
    case_code: Line
    at: Moment
    kind: MoveKind
    from_phase: AnyPhase | None = None
    to_phase: AnyPhase
    reason: Text = ""
    episode: int = 1
    gate: tuple[GateResult, ...] = ()
    closure: Closure | None = None
    decision: Decision | None = None
    until: date | None = None
    imported_from: Line = ""

    @property
    def overrides(self) -> tuple[str, ...]:
        """The hard items that were passed with a reason."""
        return tuple(result.item for result in self.gate if result.overridden)
