"""What the columns of a stranger's table mean. `mapfile` keeps it in a file, `guess` makes it of a table alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.model.codes import (
    Consent,
    ContactMode,
    ContactOutcome,
    IntakeSource,
    Level,
    Outcome,
    Phase,
    PracticeField,
    PracticeFunction,
    RiskLevel,
    Status,
    SystemSize,
    TerminationReason,
    Vocabulary,
)
from store.model.measure import Improves
from store.model.person import Sex

CODED: dict[str, type[Vocabulary]] = {
    "size": SystemSize, "level": Level, "field": PracticeField, "intake_source": IntakeSource, "consent": Consent,
    "risk_level": RiskLevel, "phase": Phase, "status": Status, "reason": TerminationReason, "outcome": Outcome,
    "function": PracticeFunction, "sex": Sex,
}  # fmt: skip
"""The fields of a case whose values are codes."""

DAYS = ("opened", "closed", "risk_assessed", "next_contact", "next_review", "target_close", "consent_on", "born")
"""The fields of a case whose values are days."""

PERSON_FIELDS = ("born", "age", "sex", "contact", "address", "nik")
"""What is known of the client as a person."""

CASE_FIELDS = (
    "key", "alias", "client_name", "presenting_problem", "origin_environment", "tags", "summary", "strengths",
    "collective_issues", "consent_by", "client_language", "supervisor", *DAYS, *CODED, "age", "contact", "address",
    "nik", "measure",
)  # fmt: skip
"""What a column of a case table can be. `closed`, `reason`, `outcome` and `summary` make the closing record."""

EVENT_FIELDS = (
    "key", "case", "date", "kind", "text", "mode", "outcome", "minutes", "participants", "place", "measure",
)  # fmt: skip
"""What a column of an event table can be. Without a key an event is known by all that stands in its row."""

MANY = ("measure",)
"""What several columns can be."""

EVENT_CODED: dict[str, type[Vocabulary]] = {"mode": ContactMode, "outcome": ContactOutcome}
"""The fields of an event whose values are codes."""

KIND = "kind"
"""The field of an event whose values are named in the map itself."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event of one kind does: always a note, maybe a move to a phase, maybe the closing record."""

    label: str = ""
    mode: ContactMode = ContactMode.ADMIN
    outcome: ContactOutcome = ContactOutcome.REACHED
    phase: Phase | None = None
    closes: bool = False
    reasons: Mapping[str, TerminationReason] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One table: column -> field, field -> value -> code, field -> constant."""

    columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportMap:
    """A whole map.

    Attributes:
        name: stands before each key in the origin of a record.
        month_first: how days with slashes are read.
        decimal: what parts the whole from its parts in a number.
        cases: which column is which field of a case.
        events: which column is which field of an event, in the same table or in `events_file`.
        kinds: what an event of each kind does.
        new_cases: whether an event of an unknown key begins a case.
        days: in a wide sheet, the month or day of each column whose cells are notes or values: 2025-01, 2025-01-31.
        series: what the values in those columns measure; empty where they are notes.
        improves: in which direction what a column measures gets better.
        left_out: columns that are not taken in at all.
    """

    name: str = ""
    month_first: bool = False
    decimal: str = "."
    cases: Part = Part()
    events: Part = Part()
    events_file: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    new_cases: bool = False
    days: Mapping[str, str] = field(default_factory=dict)
    series: str = ""
    improves: Mapping[str, Improves] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def has_several_rows(self) -> bool:
        """Whether one table tells of cases and of their events, with several rows a case."""
        return bool(self.cases.columns and self.events.columns) and not self.events_file
