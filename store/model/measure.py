"""Single-system measurement: one target behaviour, watched before and during the intervention."""

from datetime import date

from pydantic import Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.part import Part
from store.model.text import Line


class Improves(Vocabulary):
    """In which direction the target gets better."""

    UP = "up", N_("More is better")
    DOWN = "down", N_("Less is better")


class Stage(Vocabulary):
    """The phases of a single-system design."""

    A = "A", N_("A: baseline, without the intervention")
    B = "B", N_("B: with the intervention")


class Measure(Part):
    """What is measured.

    Attributes:
        target: what is counted or rated.
        unit: in what: times a day, points, hours.
        goal: the id of the goal it belongs to; empty for none.
    """

    target: Line = Field(min_length=1, max_length=120)
    unit: Line = ""
    improves: Improves
    goal: Line = ""


class Measurement(Part):
    """One value on one day.

    Attributes:
        measure: the id of what was measured.
        stage: before the intervention, or with it.
    """

    measure: Line
    on: date
    stage: Stage
    value: float = Field(allow_inf_nan=False)
    note: Line = ""
