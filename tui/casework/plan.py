"""The forms of the plan: tasks, interventions, the team. Referrals, which lean on the directory, are in `referral`."""

from collections.abc import Iterable

from textual.widget import Widget

from store.language import N_, _
from store.model import Intervention, InterventionType, Level, Task, TaskOwner, TaskStatus, TeamMember, WorkerRole
from store.model.team import Discipline, SystemRole
from tui.casework.fitting import FittingForm, day_in
from tui.casework.part_form import PartForm
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField, PastDayField, day_examples
from tui.forms.options import options
from tui.forms.text import AreaField, LineField
from tui.forms.ticks import TickField


class TaskForm(FittingForm):
    """Who does what until when."""

    MODEL = Task
    heading_new, heading_old = N_("New task"), N_("Task")

    def all_parts(self) -> Iterable[Widget]:
        """What, who, until when, what for, and how far it is."""
        today = self.book.today()
        yield LineField("text", _("What is to be done"), self.of("text") or "", needed=True)
        owner = self.of("owner") if self.part else TaskOwner.WORKER  # who works alone does most of it
        yield ChoiceField("owner", _("Who does it"), options(TaskOwner, _("nobody yet")), owner)
        yield DayField("due", _("Due"), today, self.of("due"), help=f"{day_examples(today)}.")
        yield from self.goal_field()
        yield ChoiceField("status", _("How far along"), options(TaskStatus), self.of("status"))
        yield PastDayField(
            "done_on", _("Done on"), today, self.of("done_on"), help=_("Today, unless you say otherwise.")
        )
        yield AreaField(
            "carried_over", _("Why it goes on"), self.of("carried_over") or "",
            help=_("For a task that is carried over into the next phase, not done. Leaving Intervention asks for it."),
        )  # fmt: skip

    def fits(self, key: str) -> bool:
        """The day it was done when it is; why it goes on when it does."""
        if key not in ("done_on", "carried_over"):
            return True
        status = TaskStatus.of(self.now("status"))
        return status is TaskStatus.DONE if key == "done_on" else self.part is not None and status.is_open


class InterventionForm(FittingForm):
    """What the worker does, at which level, in which role."""

    MODEL = Intervention
    heading_new, heading_old = N_("New intervention"), N_("Intervention")

    def all_parts(self) -> Iterable[Widget]:
        """What it is, at which level, in which role, what for, and from when to when."""
        case, today = self.book.case(self._code), self.book.today()
        yield ChoiceField("kind", _("What you do"), options(InterventionType), self.of("kind"), needed=True)
        yield ChoiceField(
            "level", _("Level"), options(Level), self.of("level") or case.level, needed=True,
            help=_("As in the case, unless you choose another: one case may be worked on at several levels."),
        )  # fmt: skip
        usual = case.worker_roles[0] if len(case.worker_roles) == 1 and self.part is None else None
        yield ChoiceField(
            "role", _("Your role in it"), options(WorkerRole, _("not recorded")), self.of("role") or usual
        )
        yield from self.goal_field()
        yield AreaField("text", _("How"), self.of("text") or "", help=_("What exactly, with whom, how often."))
        yield PastDayField("since", _("Since"), today, self.of("since") or today, needed=True)
        yield PastDayField(
            "until", _("Until"), today, self.of("until"), help=_("Empty while it goes on."),
            since=day_in(self, "since"),
        )  # fmt: skip


class TeamForm(PartForm):
    """Who else works with the client."""

    MODEL = TeamMember
    heading_new, heading_old = N_("New team member"), N_("Team member")

    def parts(self) -> Iterable[Widget]:
        """Who it is, from where, what for, and what they may know."""
        yield LineField("name", _("Name"), self.of("name") or "", needed=True)
        yield ChoiceField("discipline", _("Discipline"), options(Discipline), self.of("discipline"), needed=True)
        yield LineField("organisation", _("Organisation"), self.of("organisation") or "")
        yield LineField("role", _("What they do in this case"), self.of("role") or "")
        yield ChoiceField(
            "system_role", _("Part of which system"), options(SystemRole, _("not recorded")), self.of("system_role"),
            help=_("Those who bring change about, the client's own, those who are to change, those who help with it."),
        )  # fmt: skip
        yield LineField(
            "contact", _("Contact"), self.of("contact") or "", help=_("Telephone, e-mail, or where to ask.")
        )
        yield TickField(
            "may_see", _("Confidentiality"), _("The client agreed that they may know of the case"),
            bool(self.of("may_see")),
        )  # fmt: skip
