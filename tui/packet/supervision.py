"""After a supervision session: what was asked stands above, what came of it is written down, in one act."""

from collections.abc import Iterable
from datetime import date, datetime, time

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from store import Case, LingkarError
from store.language import _, n_
from store.language.formats import day_text
from store.practice.questions import Question, open_questions
from tui.casefile.layout import ACCENT, QUIET
from tui.casefile.reading import shown
from tui.forms.day import DayField, PastDayField, day_examples
from tui.forms.form import Form
from tui.forms.text import AreaField, LineField
from tui.look.net import brief
from tui.packet.reflection import forget_reflection


class Asked(VerticalScroll):
    """What was asked. It gets the focus, and so the arrow keys, only where there is more of it than is in sight."""

    def allow_focus(self) -> bool:
        """Whether there is anything to scroll to."""
        return self.max_scroll_y > 0


class SupervisionForm(Form):
    """What a session led to."""

    def __init__(self, code: str) -> None:
        """About a case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """About which case."""
        return _("After supervision") + " · " + self.name_of(self.book.case(self._code))

    def parts(self) -> Iterable[Widget]:
        """The questions, then what came of them, then what is to be done."""
        case, today = self.book.case(self._code), self.book.today()
        questions = open_questions(self.book.leaf_through(self._code).asking)
        with Asked(classes="asked"):
            yield Static(_asked(questions, self.lingkar.hidden), markup=False)
        yield PastDayField("at", _("Day of the session"), today, today, needed=True)
        yield LineField("supervisor", _("Supervisor"), case.supervisor)
        yield AreaField(
            "directions", _("Directions and decisions"), needed=True,
            help=_("It becomes a signed note of the case, and your next packet tells what came of it."),
        )  # fmt: skip
        yield AreaField("tasks", _("What you are to do"), help=_("One task a line; they go into the plan as yours."))
        yield DayField(
            "due", _("To be done by"), today, help=_("{examples}. May stay empty.").format(examples=day_examples(today))
        )  # fmt: skip
        yield DayField("next_session", _("Next supervision"), today, help=_next_help(case, today))

    @property
    def _tasks(self) -> list[str]:
        return [line for line in self.field("tasks").value.split("\n") if line.strip()]

    def save(self) -> None:
        """Write it down, and say how many tasks came of it."""
        values = {key: self.field(key).value for key in ("directions", "supervisor", "due", "next_session")}
        tasks = self._tasks
        try:
            self.book.record_supervision(self._code, at=self._moment(), tasks=tasks, **values)
        except LingkarError as error:
            self.show_error(error)
            return
        forget_reflection(self.book, self._code)
        places = self.lingkar.places()
        if tasks and places:
            places[-1].say(_done(self._code, len(tasks)))
        self.finish(self._code)

    def _moment(self) -> datetime | None:
        """Now for today; of an earlier session only the day is known."""
        day, now = self.field("at").value, self.book.clock()
        return None if day == now.date() else datetime.combine(day, time(), now.tzinfo)


def _asked(questions: list[Question], hidden: bool) -> Content:
    """The open questions under their heading, each behind its day."""
    if not questions:
        return Content.styled(_("No question for supervision is open."), QUIET)
    count = len(questions)
    head = n_("You had {count} question:", "You had {count} questions:", count).format(count=count)
    lines = [Content.styled(head, f"bold {ACCENT}")]
    for each in questions:
        private = f" · {_('private')}" if each.private else ""
        when = f"{day_text(each.at.date())}{private}  "
        lines.append(Content.assemble((when, QUIET), shown(brief(each.text), hidden)))
    return Content("\n").join(lines)


def _next_help(case: Case, today: date) -> str:
    """How to write the day, and what becomes of one that is planned when none is given."""
    if case.next_supervision is None or case.next_supervision <= today:
        return _("{examples}. May stay empty.").format(examples=day_examples(today))
    words = _("{examples}. Empty: {day} stays as it is.")
    return words.format(examples=day_examples(today), day=day_text(case.next_supervision))


def _done(code: str, count: int) -> str:
    tasks = n_("{count} task", "{count} tasks", count).format(count=count)
    written = _("Supervision of {code} written down").format(code=code)
    return " · ".join((written, tasks, _("u undoes")))
