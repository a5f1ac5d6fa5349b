"""After a supervision session: what was directed and decided, the tasks that follow, and when the next session is.

All of it is one act. The session is a signed note of the case, from which the next packet tells what became of it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from store.act import Act
from store.casework import Casework
from store.errors import InvalidInput
from store.language import _
from store.model.codes import ContactMode, ContactOutcome
from store.model.note import Note
from store.model.task import Task, TaskOwner
from store.model.text import clean_line


class Supervising(Casework):
    """Writing down the supervision of the cases of an open book."""

    def record_supervision(
        self, code: str, *, directions: str, supervisor: str = "", at: datetime | None = None,
        tasks: Sequence[str] = (), due: date | None = None, next_session: date | None = None,
    ) -> Note:  # fmt: skip
        """Write down what a supervision session led to.

        Args:
            code: which case.
            directions: what was directed and decided.
            supervisor: who gave it, remembered with the case; the one of the case unless given.
            at: when the session was; now unless given.
            tasks: what the worker is to do, one each; empty ones are left out.
            due: the day until which all of them are to be done.
            next_session: the day of the next session; without one, a day that was agreed on for this session goes.

        Returns:
            The note of the session, signed.

        Raises:
            NotFound: there is no such case.
            InvalidInput: a field does not fit, or there are no directions; nothing was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        case = self.case(code)
        supervisor = clean_line(supervisor) or case.supervisor
        note = self.new_note(
            case.code, body=directions, at=at, sign=True, mode=ContactMode.SUPERVISION,
            outcome=ContactOutcome.REACHED,
        ).changed(supervisor=supervisor)  # fmt: skip
        held = note.contact_at.date()
        if next_session and next_session <= held:
            raise InvalidInput({"next_session": _("The next session is later than this one.")})
        planned = case.next_supervision if case.next_supervision and case.next_supervision > held else None
        case = case.changed(supervisor=supervisor, next_supervision=next_session or planned)
        follow = [
            self.new_part(Task, case.code, text=task, owner=TaskOwner.WORKER, due=due, supervision=note.id)
            for task in tasks
            if clean_line(task)
        ]
        self._commit(Act("supervision", case.code), [note, case, *follow])
        return note
