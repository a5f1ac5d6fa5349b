"""A contact note: what happened in one contact, or in one piece of work for the case."""

from datetime import timedelta

from pydantic import Field

from store.model.case import AnyPhase
from store.model.codes import ContactMode, ContactOutcome, NoteFormat, NoteStatus
from store.model.record import Moment, Record
from store.model.text import Line, Named, Text

LATE_AFTER = timedelta(hours=24)
"""A note written later than this after the contact is a late entry (domain reference 2.4)."""


MOST_MINUTES = 24 * 60
"""A contact takes a day at most."""


class Addendum(Record):
    """What was added to a signed note, which itself stays as it was."""

    at: Moment
    text: Text = Field(min_length=1)


def is_unstated(status: NoteStatus, mode: ContactMode) -> bool:
    """Whether nobody has said yet what contact a note tells of: a draft that is still what every note begins as."""
    return status is NoteStatus.DRAFT and mode is ContactMode.ADMIN


class Note(Record):
    """One note. A draft can be changed; a signed one only gets addenda; a voided one stays listed with its reason.

    Attributes:
        participants: who was there, as they are called in this case.
        minutes: how long it took.
        goals: ids of the goals it was about.
        tasks_done: ids of the tasks that were done; in the plan they become so when the note is signed.
        session: the same id in the notes of all cases that one group session served; empty elsewhere.
        session_cases: how many cases those were.
        extra: what a table had beside all this, under the names of its columns.
        supervisor: who gave the supervision that the note is about.
    """

    id: Line
    case_code: Line
    contact_at: Moment
    written_at: Moment
    mode: ContactMode
    outcome: ContactOutcome
    format: NoteFormat = NoteFormat.NARRATIVE
    body: Text = ""
    private: bool = False
    status: NoteStatus = NoteStatus.DRAFT
    signed_at: Moment | None = None
    addenda: tuple[Addendum, ...] = ()
    void_reason: Text = ""
    phase: AnyPhase
    imported_from: Line = ""
    participants: Line = ""
    minutes: int | None = Field(default=None, ge=1, le=MOST_MINUTES)
    place: Line = ""
    goals: tuple[Line, ...] = ()
    tasks_done: tuple[Line, ...] = ()
    session: Line = ""
    session_cases: int = 0
    supervisor: Line = ""
    extra: Named = Field(default_factory=dict)

    @property
    def is_late_entry(self) -> bool:
        """Whether it was begun more than a day after the contact."""
        return self.written_at - self.contact_at > LATE_AFTER

    @property
    def is_draft(self) -> bool:
        """Whether it still waits for its signature."""
        return self.status is NoteStatus.DRAFT

    @property
    def is_unstated(self) -> bool:
        """Whether nobody has said yet what contact it tells of: a draft that is still what every note begins as."""
        return is_unstated(self.status, self.mode)

    @property
    def is_signed(self) -> bool:
        """Whether it stands: signed, perhaps with addenda, and not voided."""
        return self.status in (NoteStatus.SIGNED, NoteStatus.AMENDED)

    @property
    def counts(self) -> bool:
        """Whether statistics count it as a contact, or a piece of work, of its mode."""
        return not self.is_unstated and self.status is not NoteStatus.VOIDED

    @property
    def is_failed_attempt(self) -> bool:
        """Whether a contact with the client, or with somebody who could lead to them, was tried in vain."""
        tried = self.mode.is_with_client or self.mode is ContactMode.COLLATERAL
        return tried and self.outcome is not ContactOutcome.REACHED and self.status is not NoteStatus.VOIDED

    @property
    def reached_client(self) -> bool:
        """Whether the client system itself was reached: what resets the contact clock."""
        return self.mode.reaches_client(self.outcome) and self.status is not NoteStatus.VOIDED
