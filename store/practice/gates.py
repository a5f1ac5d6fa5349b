"""Gates: how what should be in place before a case leaves a phase stands for one case, and what passing it takes.

Gates remind, they do not jail. A hard item that is not met asks for a reason of `REASON_LENGTH` characters, and the
override is kept in the history; a soft one is only shown. The items and their checks stand in `items`, what an ending
asks for in `endings`.
"""

from dataclasses import dataclass, field

from store.errors import LingkarError
from store.language import _
from store.model.case import Case
from store.model.codes import Phase
from store.model.move import GateResult
from store.model.text import seen_length
from store.practice.endings import ATTEMPT_DAYS, ATTEMPT_MODES, ATTEMPTS, asked_for, fields_for
from store.practice.items import BY_CODE, ITEMS, Facts, Item, Left, item_text
from store.practice.risk import Standing, standing, too_low_text

__all__ = [
    "ATTEMPTS",
    "ATTEMPT_DAYS",
    "ATTEMPT_MODES",
    "BY_CODE",
    "ITEMS",
    "REASON_LENGTH",
    "Facts",
    "Gate",
    "GateNotMet",
    "Item",
    "asked_for",
    "gate_of",
    "item_text",
    "pass_gate",
]  # fmt: skip

REASON_LENGTH = 20
"""The least characters of a reason that passes a hard item (domain reference, section 3)."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate as it stands for one case: each item and whether it is met.

    Attributes:
        items: in the order in which they are shown.
        counts: of the items about several things: how many there are, and should be, where they are not met or where
            there is nothing to count.
        left: what is still open, of the items that ask that nothing is or for several things, and are not met.
        fields: of the items of the closing gate that are not met: the fields of the closing record that meet them.
        standing: the assessed risk beside the open dangers, for the items about it.
    """

    items: tuple[tuple[Item, bool], ...]
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    left: dict[str, Left] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)

    @property
    def unmet(self) -> tuple[Item, ...]:
        """What is missing, hard and soft."""
        return tuple(item for item, met in self.items if not met)

    @property
    def unmet_hard(self) -> tuple[Item, ...]:
        """What only a reason can pass."""
        return tuple(item for item in self.unmet if item.hard)

    def text(self, item: Item) -> str:
        """An item in the language in use, what is not met as what is to be done, and how far it is.

        Where the risk was assessed lower than a danger that is open, the items about it say so.
        """
        said = item.missing_text if item in self.unmet else item.text
        if item.code in self.left and (what := self.left[item.code].text):
            said = _("{item}; still open: {what}").format(item=said, what=what)
        if item.about_risk and (above := too_low_text(self.standing)):
            said = _("{item}; {remark}").format(item=said, remark=above)
        if item.code not in self.counts:
            return said
        have, wanted = self.counts[item.code]
        if not wanted:
            return _("{item}: {nothing}").format(item=said, nothing=_(item.nothing))
        return f"{said} ({have}/{wanted})"

    def results(self) -> tuple[GateResult, ...]:
        """The gate as the history keeps it, once it was passed."""
        return tuple(GateResult(item=item.code, met=met, overridden=item.hard and not met) for item, met in self.items)


class GateNotMet(LingkarError):
    """Hard items are missing and no sufficient reason was given.

    Attributes:
        gate: the gate as it stands.
        head: that the case stays.
        rows: what is missing, a line for each item of `gate.unmet`.
    """

    def __init__(self, case: Case, gate: Gate, reason: str) -> None:
        """List what is missing."""
        self.gate = gate
        self.head = _("{code} stays in {phase}. Still missing:").format(code=case.code, phase=case.phase.label)
        self.rows = [f"  - {gate.text(item)}" + ("" if item.hard else " " + _("(advice)")) for item in gate.unmet]
        if reason:
            way_on = _("A reason needs at least {count} characters.").format(count=REASON_LENGTH)
        else:
            way_on = _("Fill in what is missing, or go on with a reason, which your supervisor will see.")
        super().__init__("\n".join([self.head, *self.rows, way_on]))


def gate_of(facts: Facts) -> Gate:
    """The gate that stands before the case in its present phase, or before closing it when a closure is proposed.

    Before a closed case there is none.
    """
    if facts.case.is_closed:
        return Gate(())
    leaving = Phase.TERMINATION if facts.closure else facts.case.phase
    items = tuple((item, item.is_met(facts)) for item in ITEMS if item.leaving is leaving)
    counts = {item.code: item.count(facts) for item, _met in items if item.count}
    told = {item.code for item, met in items if not met or (item.nothing and counts.get(item.code) == (0, 0))}
    kept = {code: count for code, count in counts.items() if code in told}
    left = {item.code: item.left(facts) for item, met in items if item.left and not met}
    unmet = [item.code for item, met in items if not met and leaving is Phase.TERMINATION]
    fields = {code: fields_for(code, facts.closure, facts.folder.referrals) for code in unmet}
    return Gate(items, kept, left, fields, standing(facts.case, facts.folder.flags))


def pass_gate(facts: Facts, reason: str) -> Gate:
    """Check the gate.

    Args:
        facts: what it looks at.
        reason: why to go on although hard items are missing; empty when none is given.

    Raises:
        GateNotMet: hard items are missing and the reason is shorter than `REASON_LENGTH` characters.
    """
    gate = gate_of(facts)
    if gate.unmet_hard and seen_length(reason) < REASON_LENGTH:
        raise GateNotMet(facts.case, gate, reason)
    return gate
