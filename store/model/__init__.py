"""What a case is: frozen models, one concept a file, every text cleaned where it enters."""

from store.model.case import Case, Hold
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
    RiskLevel,
    Status,
    SystemSize,
    TerminationReason,
    Vocabulary,
)
from store.model.move import GateResult, Move
from store.model.note import Addendum, Note

__all__ = [
    "Addendum",
    "Case",
    "Closure",
    "Consent",
    "ContactMode",
    "ContactOutcome",
    "GateResult",
    "Hold",
    "IntakeSource",
    "Level",
    "Move",
    "MoveKind",
    "Note",
    "NoteFormat",
    "NoteStatus",
    "Notice",
    "Outcome",
    "Phase",
    "PracticeField",
    "RiskLevel",
    "Status",
    "SystemSize",
    "TerminationReason",
    "Vocabulary",
]
