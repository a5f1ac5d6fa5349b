"""A goal with its goal attainment scale, and the ratings on it."""

from datetime import date

from pydantic import Field

from store.language import N_, _
from store.model.codes import Level, Vocabulary
from store.model.part import Part
from store.model.record import Record
from store.model.score import Domain
from store.model.text import Line, Text

LOWEST, HIGHEST = -2, 2
"""The levels of the scale (Kiresuk and Sherman 1968)."""

_LEVEL_WORDS = {
    -2: N_("Much below the target"),
    -1: N_("Below the target"),
    0: N_("As targeted"),
    1: N_("Above the target"),
    2: N_("Much above the target"),
}


SCALE = {-2: "much_less", -1: "less", 0: "expected", 1: "better", 2: "much_better"}
"""The levels, from the one that is feared to the one that is hoped for, with the fields of a goal for their texts."""


def signed(level: int) -> str:
    """A level, or a change, as everybody writes it: `-2`, `0`, `+1`."""
    return f"{level:+d}" if level else "0"


def level_word(level: int) -> str:
    """What a level of the scale means, in the language in use."""
    return _(_LEVEL_WORDS[level])


class GoalStatus(Vocabulary):
    """How far a goal is."""

    PLANNED = "planned", N_("Planned")
    ACTIVE = "active", N_("In progress")
    ACHIEVED = "achieved", N_("Achieved")
    PARTIAL = "partial", N_("Partly achieved")
    NOT_ACHIEVED = "not_achieved", N_("Not achieved")
    REVISED = "revised", N_("Revised")
    DROPPED = "dropped", N_("Dropped")

    @property
    def is_given_up(self) -> bool:
        """Whether the goal no longer counts: another took its place, or it was dropped."""
        return self in (GoalStatus.REVISED, GoalStatus.DROPPED)


class Rater(Vocabulary):
    """Who rates. Kept apart, as LOINC keeps them apart."""

    PRACTITIONER = "practitioner", N_("Social worker")
    CLIENT = "client", N_("Client")
    CAREGIVER = "caregiver", N_("Family or carer")


class Rating(Record):
    """One look at a goal."""

    on: date
    level: int = Field(ge=LOWEST, le=HIGHEST)
    by: Rater = Rater.PRACTITIONER
    note: Line = ""


class Goal(Part):
    """One goal.

    Attributes:
        level: the system level it works at; a case may have goals at several.
        weight: 1 to 3.
        baseline: where the client stands when the goal is set, a level of the scale.
        much_less, less, expected, better, much_better: what is to be seen at -2, -1, 0, +1, +2.
        ratings: the oldest first.
    """

    statement: Text = Field(min_length=1)
    domain: Domain = ""
    level: Level = Level.MICRO
    weight: int = Field(default=1, ge=1, le=3)
    baseline: int | None = Field(default=None, ge=LOWEST, le=HIGHEST)
    set_on: date
    target: date | None = None
    status: GoalStatus = GoalStatus.ACTIVE
    much_less: Text = ""
    less: Text = ""
    expected: Text = ""
    better: Text = ""
    much_better: Text = ""
    ratings: tuple[Rating, ...] = ()

    @property
    def scale(self) -> dict[int, str]:
        """What is to be seen at each level; empty where it is not written."""
        return {level: getattr(self, name) for level, name in SCALE.items()}

    @property
    def latest(self) -> Rating | None:
        """The last rating, whoever gave it; None before the first."""
        return max(enumerate(self.ratings), key=lambda rated: (rated[1].on, rated[0]), default=(0, None))[1]

    @property
    def counts(self) -> bool:
        """Whether it is still one of the goals of the case."""
        return not self.status.is_given_up
