"""What is taken for a new case where no table says it. None of it stays unsaid: the report tells it, and the case."""

from store.exchange.importing.cases import Gathered
from store.exchange.importing.events import Event
from store.exchange.importing.mapping import Kind
from store.exchange.importing.rows import Told
from store.model.came import Supposed
from store.model.codes import Status

SAID_BY = {
    Supposed.OPENED_THEN: "opened", Supposed.OPENED_FIRST: "opened", Supposed.SIZE: "size", Supposed.PHASE: "phase",
}  # fmt: skip
"""What is taken -> the field for which a map can say it instead, for all cases of which the table does not."""


def supposed_of(one: Gathered) -> tuple[Supposed, ...]:
    """What is taken for a case, or left open.

    Args:
        one: all that the tables tell of it.
    """
    told = one.told
    ends = any(event.ends for event in one.events)
    is_led = one.is_closed or any(event.kind.phase for event in one.events)
    has_days = bool(one.events) or any(value.on for value in one.values)
    found = {
        Supposed.OPENED_THEN: "opened" not in told and not has_days,
        Supposed.OPENED_FIRST: "opened" not in told and has_days,
        Supposed.SIZE: "size" not in told,
        Supposed.PHASE: "phase" not in told and not is_led and not ends,
        Supposed.RISK_DAY: "risk_level" in told and "risk_assessed" not in told,
        Supposed.CLOSED: one.is_closed and "closed" not in told and not ends,
        Supposed.HELD: told.get("status") is Status.ON_HOLD and not one.is_closed and not ends,
    }
    return tuple(what for what, is_so in found.items() if is_so)


def supposed_of_contact(told: Told, event: Event, plain: Kind) -> tuple[Supposed, ...]:
    """What is taken for a contact of which its row does not say how it was made, or what came of it.

    Args:
        told: what the row says.
        event: what was made of it.
        plain: the kind of events of which neither the row nor the map names one.
    """
    mode = told.values.get("mode", event.kind.mode)
    if "mode" not in told.values and event.kind is plain:
        return (Supposed.MODE,)
    return (Supposed.REACHED,) if mode.is_with_client and "outcome" not in told.values else ()
