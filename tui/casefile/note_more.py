"""The facts of a note that have a form of their own: who was there, where, how long, for which goals, what got done.

It writes into the draft, which the editor under it has put into the book before.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from store import Case, Casebook, Note
from store.language import _
from store.language.formats import when_text
from store.model import Goal, Task
from store.model.note import MOST_MINUTES
from tui.forms.form import Form
from tui.forms.number import NumberField
from tui.forms.text import LineField
from tui.forms.ticks import TicksField
from tui.look.net import brief


class NoteMore(Form):
    """More facts of a draft."""

    def __init__(self, code: str, note_id: str, session: str) -> None:
        """Of a draft.

        Args:
            code: its case.
            note_id: which draft.
            session: the sitting at the note, all of which is one step to undo.
        """
        super().__init__()
        self._code, self._note_id, self._session = code, note_id, session
        self._note: Note

    def must_find_its_subject(self, book: Casebook) -> None:
        """See that the draft is there; see `Form`."""
        book.note(self._note_id, self._code)

    def heading(self) -> str:
        """Which note."""
        moment = when_text(self._note.contact_at)
        return _("Note of {moment} · {case}").format(moment=moment, case=self.name_of(self.book.case(self._code)))

    def compose(self) -> Iterator[Widget]:
        """Read the draft once, then lay out the form."""
        self._note = self.book.note(self._note_id, self._code)
        yield from super().compose()

    def parts(self) -> Iterable[Widget]:
        """Who, where, how long; then what it was for."""
        note = self._note
        yield LineField(
            "participants", _("Who was there"), note.participants,
            help=_("As they are called in this case: the client, the grandmother, the teacher."),
        )  # fmt: skip
        yield LineField("place", _("Where"), note.place)
        yield NumberField(
            "minutes", _("How long"), note.minutes, whole=True, least=1, most=MOST_MINUTES, unit=_("minutes"),
            help=_("In minutes."),
        )  # fmt: skip
        goals = [goal for goal in self.book.parts(Goal, self._code) if goal.counts or goal.id in note.goals]
        tasks = [task for task in self.book.parts(Task, self._code) if task.is_open or task.id in note.tasks_done]
        if goals:
            named = [(goal.id, brief(goal.statement)) for goal in goals]
            yield TicksField("goals", _("Goals it was about"), named, note.goals)
        if tasks:
            yield TicksField(
                "tasks_done", _("Tasks that were done"), [(task.id, brief(task.text)) for task in tasks],
                note.tasks_done,
                help=_("What you tick is done in the plan too once the note is signed, on the day of the contact."),
            )  # fmt: skip
        if not (goals and tasks):
            words = _("Goals and open tasks of the case can be ticked here once there are some.")
            yield Static(words, classes="quiet", markup=False)

    def save(self) -> None:
        """Write what was changed into the draft."""
        changed = {field.key: field.value for field in self.fields if field.is_touched}
        if changed:
            self.attempt(lambda: self._keep(changed))
        else:
            self.finish(self._code)

    def _keep(self, changed: dict[str, Any]) -> Case:
        self.book.write_draft(self._code, self._note_id, session=self._session, **changed)
        return self.book.case(self._code)
