"""From numbers in a table to measures with their values: what was watched of a case, and whether it was helped then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from store.exchange.importing.known import WITH_INTERVENTION
from store.exchange.importing.people import shortened
from store.model.measure import Improves, Measure, Measurement, Stage
from store.model.move import Move
from store.model.record import Record, build, new_id
from store.model.text import clean_line

MOST_TARGET = 120
"""The longest name of what is measured."""


@dataclass(frozen=True, slots=True)
class Value:
    """What was measured once.

    Attributes:
        head: the column it stands in, or the series of a wide sheet.
        on: the day; None for the day of intake.
    """

    head: str
    number: float
    on: date | None = None


def target_of(head: str) -> str:
    """What is measured, as the book names it."""
    return shortened(clean_line(head), MOST_TARGET)


def make_values(
    code: str,
    values: Iterable[Value],
    opened: date,
    begun: date | None,
    known: Mapping[str, Measure],
    improves: Mapping[str, Improves],
) -> list[Record]:
    """The measurements of a case, and the measures that it does not have yet.

    Args:
        code: of the case.
        values: what was measured.
        opened: the day of those that have none.
        begun: the day on which the intervention began; None when it has not.
        known: the measures that the case has, by their target.
        improves: in which direction what stands under a head gets better; up where nobody says.
    """
    measures: dict[str, Measure] = dict(known)
    records: list[Record] = []
    for value in values:
        target, on = target_of(value.head), value.on or opened
        if target not in measures:
            measures[target] = build(Measure, {
                "id": new_id(), "case_code": code, "target": target, "improves": improves.get(value.head, Improves.UP),
            })  # fmt: skip
            records.append(measures[target])
        records.append(build(Measurement, {
            "id": new_id(), "case_code": code, "measure": measures[target].id, "on": on, "value": value.number,
            "stage": Stage.B if begun and begun <= on else Stage.A,
            "note": "" if target == value.head else value.head,
        }))  # fmt: skip
    return records


def begun_on(moves: Iterable[Record]) -> date | None:
    """The day on which these entries of a history lead to the intervention."""
    days = (move.at.date() for move in moves if isinstance(move, Move) and move.to_phase in WITH_INTERVENTION)
    return min(days, default=None)
