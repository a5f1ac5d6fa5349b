"""A case: one client system on its way through the intervention cycle."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from store.model.came import Came
from store.model.closure import Closure
from store.model.codes import (
    Consent,
    IntakeSource,
    Level,
    Phase,
    PracticeField,
    PracticeFunction,
    RiskLevel,
    Status,
    SystemSize,
    Verdict,
    WorkerRole,
)
from store.model.record import Moment, Record
from store.model.text import Line, Named, Text, clean_line

PHASE_ALIASES = {"implementation": "intervention", "intake": "engagement", "closure": "termination"}
"""Other names of phases, met in the founding text and in other systems."""

MOST_DAYS = 3650
"""Ten years: a longer limit is none."""


def by_number(code: str) -> tuple[int, ...]:
    """The order of case codes, by year and running number: K-2026-1000 comes after K-2026-999."""
    return tuple(int(part) for part in code.split("-")[1:])


def _tags(value: Any) -> Any:
    """Tags from a list or from one line with commas: lower case, each once, in the order given."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list | tuple):
        return value
    tags = (clean_line(str(tag).lower()).lstrip("# ") for tag in value)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _phase(value: Any) -> Any:
    return PHASE_ALIASES.get(value, value) if isinstance(value, str) else value


Tags = Annotated[tuple[str, ...], BeforeValidator(_tags)]
AnyPhase = Annotated[Phase, BeforeValidator(_phase)]


class Hold(Record):
    """Why, since when and until when a case rests. Safety rules never rest with it."""

    since: date
    reason: Text = Field(min_length=1)
    until: date | None = None


class PutOff(Record):
    """Why the daily review leaves a case alone until a day. It never silences a danger.

    Attributes:
        on: the day it was put off.
        until: the day on which the review asks again.
        quiet: the keys of what was due on that day, which alone is not mentioned until then.
    """

    on: date
    until: date
    reason: Text = Field(min_length=1)
    quiet: tuple[Line, ...] = ()


class Decision(Record):
    """What the worker decided at the evaluation, and why."""

    on: date
    verdict: Verdict
    why: Text = Field(min_length=1)


class Case(Record):
    """One case.

    Attributes:
        code: `K-2026-014`: year of intake and a running number, given once and never again.
        alias: what the board shows. Never the client's name unless the worker wrote it there.
        level: suggested from `size`; `level_confirmed` says that the worker chose it.
        risk_level: None until the risk was looked at; `risk_assessed` is the day it was looked at last.
        risk_reviewed: whether the risk was assessed since the case entered its phase.
        ticks: gate items the worker ticked off since the case entered its phase, and the day.
        phase_since: the day the case entered its phase.
        imported_from: the file and key of an imported case, by which a second import knows it; shown to nobody.
        came: the same for a person.
        episode: 1, and one more each time a closed case is reopened.
        strengths: what the client and the environment bring along.
        needs_rights, tasks_roles, coping: the three dimensions of social functioning (UU 14/2019, article 1, 3).
        consent_by, consent_on, consent_scope: who gave it, when, and for what.
        collective_issues: the public issues behind this private trouble.
        linked: codes of cases that belong with this one: of a macro case those behind it, and the reverse.
        decision: what the evaluation led to; asked for anew each time the case enters its phase.
        legal_hold: whether the record must be kept beyond its retention date.
        contact_every, stuck_after: limits in days of this case alone; None where those of the book hold.
        put_off: why and until when the daily review leaves it alone.
        next_supervision: the day that was agreed on with the supervisor.
        extra: what a table had beside all this, under the names of its columns.
        contact_planned: when the day of the next contact was set: a contact before that cannot be the planned one.
    """

    code: Line
    alias: Line = Field(min_length=1, max_length=80)
    client_name: Line = ""
    size: SystemSize
    level: Level
    level_confirmed: bool = False
    field: PracticeField = PracticeField.OTHER
    presenting_problem: Text = ""
    intake_source: IntakeSource | None = None
    consent: Consent | None = None
    risk_level: RiskLevel | None = None
    risk_assessed: date | None = None
    risk_reviewed: bool = False
    origin_environment: Text = ""
    next_contact: date | None = None
    next_review: date | None = None
    tags: Tags = ()
    status: Status = Status.ACTIVE
    phase: AnyPhase = Phase.ENGAGEMENT
    phase_since: date
    opened: date
    episode: int = Field(default=1, ge=1)
    ticks: dict[str, date] = Field(default_factory=dict)
    hold: Hold | None = None
    closure: Closure | None = None
    imported_from: Line = ""
    came: Came | None = None
    function: PracticeFunction | None = None
    worker_roles: tuple[WorkerRole, ...] = ()
    strengths: Text = ""
    needs_rights: Text = ""
    tasks_roles: Text = ""
    coping: Text = ""
    consent_by: Line = ""
    consent_on: date | None = None
    consent_scope: Text = ""
    collective_issues: Tags = ()
    linked: tuple[Line, ...] = ()
    target_close: date | None = None
    client_language: Line = ""
    supervisor: Line = ""
    next_supervision: date | None = None
    decision: Decision | None = None
    legal_hold: bool = False
    contact_every: int | None = Field(default=None, ge=1, le=MOST_DAYS)
    stuck_after: int | None = Field(default=None, ge=1, le=MOST_DAYS)
    put_off: PutOff | None = None
    contact_planned: Moment | None = None
    extra: Named = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _suggest_level(cls, values: Any) -> Any:
        """Without a level, take the one the size suggests."""
        if not isinstance(values, dict) or values.get("level"):
            return values
        size = values.get("size")
        known = size in list(SystemSize)  # an unknown size is reported by its own field
        return {**values, "level": SystemSize.of(str(size)).suggested_level if known else Level.MICRO}

    @property
    def is_closed(self) -> bool:
        """Whether the case has its closing record."""
        return self.status is Status.CLOSED
