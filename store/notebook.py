"""Acts on notes: write a draft, sign it, add to it, void it.

A draft may change; a signed note stays as it is and only gets addenda; a voided one stays listed with its reason.
"""

from datetime import date, datetime
from typing import Any

from store.act import Act
from store.desk import full_code, needed, only
from store.errors import InvalidInput, Refused
from store.filing import Filing
from store.intake import planned
from store.language import _
from store.language.formats import moment_text
from store.model.case import Case
from store.model.codes import ContactMode, ContactOutcome, NoteStatus
from store.model.note import Addendum, Note
from store.model.record import Record, build, new_id, to_the_second
from store.model.task import Task, TaskStatus
from store.practice.due import has_come, keeps
from store.practice.spans import phase_at

WRITABLE = (
    "contact_at", "mode", "outcome", "format", "body", "private", "participants", "minutes", "place", "goals",
    "tasks_done",
)  # fmt: skip
"""The fields of a draft that a person fills in."""
_ADDED = (*WRITABLE, "session", "session_cases")
_UNSTATED = {"mode": ContactMode.ADMIN, "outcome": ContactOutcome.REACHED}
"""What a note begins as. It claims no contact: that counts once somebody has said how it was."""


class Notebook(Filing):
    """Writing the notes of an open book."""

    def last_reached(self, code: str) -> datetime | None:
        """When the client was reached last: what the contact clock counts from."""
        return max((note.contact_at for note in self.notes(code) if note.reached_client), default=None)

    def kept_on(self, code: str) -> date | None:
        """The day, up to today, on which the client of a live case was reached since the next contact was planned.

        Unlike `last_reached` it reads no note, so that it can be asked of every card.
        """
        case = self.shelf.case(full_code(code))
        return self.shelf.reached_on(case.code, self.today(), case.contact_planned)

    def add_note(
        self, code: str, *, body: str, mode: ContactMode | str = ContactMode.ADMIN,
        outcome: ContactOutcome | str = ContactOutcome.REACHED, at: datetime | None = None,
        format: str = "narrative", private: bool = False, sign: bool = False, **fields: Any,
    ) -> Note:  # fmt: skip
        """Write a whole note at once.

        Args:
            code: the case it is about.
            body: the text.
            mode: how the contact was made. Without one the note is administration, which moves no contact clock.
            outcome: what came of it.
            at: when the contact was; now unless given. Without a zone it is local time.
            format: the outline it follows.
            private: kept out of every export unless chosen there.
            sign: sign it at once; otherwise it is a draft.
            fields: others of `WRITABLE`.

        Raises:
            NotFound: there is no such case.
            InvalidInput: a field does not fit, the text is empty, or the contact lies ahead; nothing was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        note = self.new_note(
            code, body=body, mode=mode, outcome=outcome, at=at, sign=sign, format=format, private=private, **fields
        )
        self._commit(Act("note", note.case_code), [note, *self._follows(note)])
        return note

    def new_note(self, code: str, *, body: str, at: datetime | None, sign: bool, **fields: Any) -> Note:
        """A whole note as it would be added, not yet in the book. Arguments and errors as for `add_note`."""
        only(fields, _ADDED)
        given = {name: value for name, value in fields.items() if value is not None}
        if at is not None:
            given["contact_at"] = at
        note = self._new_note(code, new_id(), {**given, "body": body}, sign=sign)
        if not note.body:
            raise InvalidInput({"body": _("This is needed.")})
        self._must_have_come(note)
        return note

    def write_draft(self, code: str, id: str, *, session: str, **fields: Any) -> Note:
        """Keep what has been typed so far. All calls of one session are one step to undo.

        Args:
            code: the case it is about.
            id: the note's id, from `store.new_id` when it is a new one.
            session: any text that is the same for one sitting at the note.
            fields: of `WRITABLE`.

        Raises:
            NotFound: there is no such case.
            Refused: the note is signed.
            InvalidInput: a field does not fit, or the contact is moved to a moment that lies ahead; nothing was saved.
            NotSaved: the disk refused; what was saved before is kept.
        """
        only(fields, WRITABLE)
        if self.has_note(id, code):
            before = self._draft(id, code)
            note = self._in_its_phase(before.changed(**fields))
            if note.case_code != self.case(code).code:
                raise Refused(_("This note belongs to another case."))
            moved = note.contact_at != before.contact_at
        else:
            note, moved = self._new_note(code, id, {**_UNSTATED, **fields}), True
        if moved:
            self._must_have_come(note)
        self._commit(Act("note", note.case_code, session=session), [note])
        return note

    def sign_note(
        self, id: str, *, mode: ContactMode | str | None = None, outcome: ContactOutcome | str | None = None,
        next_contact: date | None = None,
    ) -> Note:  # fmt: skip
        """Sign a draft, which locks it. The tasks that it says were done become so, in the same act.

        The planned contact, where the note tells of it, is planned no more.

        Args:
            id: the draft.
            mode: how the contact was made, where that is said only now.
            outcome: what came of it, likewise.
            next_contact: the day of the next contact, where one is planned with it.

        Raises:
            NotFound: there is no such note.
            Refused: it is not a draft, has no text, or its contact lies ahead.
            InvalidInput: the mode or the outcome is none; nothing was saved.
        """
        said = {name: value for name, value in (("mode", mode), ("outcome", outcome)) if value is not None}
        note = self._signed(self._draft(id).changed(**said))
        self._commit(Act("sign_note", note.case_code), [note, *self._follows(note, next_contact)])
        return note

    def add_addendum(self, id: str, text: str) -> Note:
        """Add to a signed note; the original stays as it is.

        Raises:
            NotFound: there is no such note.
            Refused: it is a draft (change it instead) or voided.
            InvalidInput: the text is empty.
        """
        note = self.note(id)
        if not note.is_signed:
            raise Refused(_("Only a signed note takes an addendum."))
        addendum = build(Addendum, {"at": to_the_second(self.clock()), "text": text})
        note = note.changed(addenda=(*note.addenda, addendum), status=NoteStatus.AMENDED)
        self._commit(Act("addendum", note.case_code), [note])
        return note

    def void_note(self, id: str, reason: str) -> Note:
        """Declare a signed note void; it stays listed with the reason, and the tasks that it finished stay done.

        Raises:
            NotFound: there is no such note.
            Refused: it is a draft (discard it instead), voided already, or the reason is empty.
        """
        note = self.note(id)
        if not note.is_signed:
            raise Refused(_("Only a signed note can be voided."))
        note = note.changed(status=NoteStatus.VOIDED, void_reason=needed(reason))
        self._commit(Act("void_note", note.case_code), [note])
        return note

    def discard_draft(self, id: str) -> None:
        """Remove a draft that was never signed. Undo brings it back.

        Raises:
            NotFound: there is no such note.
            Refused: it is signed.
        """
        note = self._draft(id)
        self._commit(Act("discard_note", note.case_code), drops=[note])

    def _new_note(self, code: str, id: str, fields: dict[str, Any], sign: bool = False) -> Note:
        """A note that is begun at this moment; so is its contact, where the fields have none."""
        case, now = self.case(code), to_the_second(self.clock())
        signature = {"status": NoteStatus.SIGNED, "signed_at": now} if sign else {}
        note = build(Note, {
            "id": id, "case_code": case.code, "written_at": now, "phase": case.phase, "contact_at": now, **fields,
            **signature,
        })  # fmt: skip
        return self._in_its_phase(note)

    def _in_its_phase(self, note: Note) -> Note:
        """The note with the phase that the case was in at the contact."""
        case = self.case(note.case_code)
        phase = phase_at(self.history(case.code), note.contact_at, case.phase)
        return note if phase is note.phase else note.changed(phase=phase)

    def _is_ahead(self, note: Note) -> bool:
        return not has_come(note.contact_at, self.clock())

    def _must_have_come(self, note: Note) -> None:
        if self._is_ahead(note):
            raise InvalidInput({"contact_at": _("This has not come yet.")})

    def _draft(self, id: str, code: str = "") -> Note:
        note = self.note(id, code)
        if not note.is_draft:
            raise Refused(_("This note is signed and stays as it is. Add an addendum instead."))
        return note

    def _follows(self, note: Note, next_contact: date | None = None) -> list[Record]:
        """What a signed note brings with it: tasks are finished, and the contact that was planned has been kept.

        A draft, which may be discarded, brings nothing.
        """
        return [*self._finished(note), *self._planned(note, next_contact)] if note.is_signed else []

    def _planned(self, note: Note, next_contact: date | None) -> list[Case]:
        """The case with its next contact; without the one that was planned, where this note tells of it."""
        case = self.case(note.case_code)
        return [planned(case, next_contact, self.clock())] if next_contact or keeps(note, case) else []

    def _finished(self, note: Note) -> list[Task]:
        """The open tasks that a note finishes, on the day of its contact."""
        day = min(note.contact_at.date(), self.today())
        named = [task for task in self.parts(Task, note.case_code) if task.id in note.tasks_done]
        return [task.changed(status=TaskStatus.DONE, done_on=day) for task in named if task.is_open]

    def _signed(self, note: Note) -> Note:
        if not note.body:
            raise Refused(_("An empty note cannot be signed."))
        if self._is_ahead(note):
            words = _("The contact of this note has not come yet: {moment}. Sign it afterwards, or change its moment.")
            raise Refused(words.format(moment=moment_text(note.contact_at)))
        return note.changed(status=NoteStatus.SIGNED, signed_at=to_the_second(self.clock()))
