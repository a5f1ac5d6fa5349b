"""What a case is: frozen models, one concept a file, every text cleaned where it enters."""

from store.model.case import Case, Decision, Hold
from store.model.closure import Closure
from store.model.codes import (
    Consent,
    ContactMode,
    ContactOutcome,
    IntakeSource,
    Level,
    MoveKind,
    NoteFormat,
    NoteStatus,
    Notice,
    Outcome,
    Phase,
    PracticeField,
    PracticeFunction,
    Returned,
    RiskLevel,
    Status,
    SystemSize,
    TerminationReason,
    Verdict,
    Vocabulary,
    WorkerRole,
)
from store.model.flag import Flag, FlagState, RiskType
from store.model.folder import Folder
from store.model.goal import Goal, GoalStatus, Rater, Rating
from store.model.intervention import Intervention, InterventionType
from store.model.measure import Improves, Measure, Measurement, Stage
from store.model.move import GateResult, Move
from store.model.note import Addendum, Note
from store.model.part import Part
from store.model.person import Person, Sex
from store.model.referral import Referral, ReferralStatus
from store.model.relation import Bond, Flow, Relation
from store.model.resource import Resource, ResourceKind
from store.model.score import LifeDomain, Score
from store.model.task import Task, TaskOwner, TaskStatus
from store.model.team import Discipline, SystemRole, TeamMember

__all__ = [
    "Addendum",
    "Bond",
    "Case",
    "Closure",
    "Consent",
    "ContactMode",
    "ContactOutcome",
    "Decision",
    "Discipline",
    "Flag",
    "FlagState",
    "Flow",
    "Folder",
    "GateResult",
    "Goal",
    "GoalStatus",
    "Hold",
    "Improves",
    "IntakeSource",
    "Intervention",
    "InterventionType",
    "Level",
    "LifeDomain",
    "Measure",
    "Measurement",
    "Move",
    "MoveKind",
    "Note",
    "NoteFormat",
    "NoteStatus",
    "Notice",
    "Outcome",
    "Part",
    "Person",
    "Phase",
    "PracticeField",
    "PracticeFunction",
    "Rater",
    "Rating",
    "Referral",
    "ReferralStatus",
    "Relation",
    "Resource",
    "ResourceKind",
    "Returned",
    "RiskLevel",
    "RiskType",
    "Score",
    "Sex",
    "Stage",
    "Status",
    "SystemRole",
    "SystemSize",
    "Task",
    "TaskOwner",
    "TaskStatus",
    "TeamMember",
    "TerminationReason",
    "Verdict",
    "Vocabulary",
    "WorkerRole",
]
