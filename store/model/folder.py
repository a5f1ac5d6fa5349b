"""Everything that lies in the file of one case, as the pure functions of the practice take it."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.model.case import Case
from store.model.disguise import MaskWord
from store.model.flag import Flag
from store.model.goal import Goal
from store.model.intervention import Intervention
from store.model.measure import Measure, Measurement
from store.model.move import Move
from store.model.note import Note
from store.model.person import Person
from store.model.referral import Referral
from store.model.relation import Relation
from store.model.score import Score
from store.model.task import Task
from store.model.team import TeamMember


@dataclass(frozen=True, slots=True)
class Folder:
    """A case and all its parts, each kind in the order in which it came; notes the newest contact first.

    Notes and measurements of a book are read one by one as they are looked at: of those there may be thousands.
    """

    case: Case
    notes: Sequence[Note] = ()
    history: tuple[Move, ...] = ()
    people: tuple[Person, ...] = ()
    relations: tuple[Relation, ...] = ()
    scores: tuple[Score, ...] = ()
    goals: tuple[Goal, ...] = ()
    tasks: tuple[Task, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    referrals: tuple[Referral, ...] = ()
    team: tuple[TeamMember, ...] = ()
    flags: tuple[Flag, ...] = ()
    measures: tuple[Measure, ...] = ()
    measurements: Sequence[Measurement] = ()
    mask_words: tuple[MaskWord, ...] = ()
