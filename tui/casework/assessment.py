"""The assessment: strengths, social functioning, the worker's roles, the public issues behind the trouble, the level.

Expectation and reality in the life domains have their own form (`scores`), people and ties too (`people`).
"""

from collections.abc import Iterable, Iterator

from textual.widget import Widget
from textual.widgets import Static

from store import Case
from store.language import _
from store.model import WorkerRole
from tui.forms.form import Form
from tui.forms.tags import TagsField, in_use
from tui.forms.text import AreaField
from tui.forms.ticks import TicksField
from tui.intake.level import LevelField


class AssessmentForm(Form):
    """What the worker found out about a case as a whole. Only what was changed is written."""

    def __init__(self, code: str, focus: str = "") -> None:
        """Begin.

        Args:
            code: the case.
            focus: the model's name of the field to begin in.
        """
        super().__init__(focus)
        self._code = code
        self._case: Case

    def heading(self) -> str:
        """Whose assessment."""
        return _("Assessment · {case}").format(case=self.name_of(self._case))

    def compose(self) -> Iterator[Widget]:
        """Read the case once, then lay out the form."""
        self._case = self.book.case(self._code)
        yield from super().compose()

    def parts(self) -> Iterable[Widget]:
        """Strengths first: an assessment is not a list of what is wrong."""
        case = self._case
        yield AreaField(
            "strengths", _("Strengths and resources"), case.strengths,
            help=_("What the client and the people around them bring along. Leaving Assessment asks for it."),
        )  # fmt: skip
        yield Static(_("Social functioning"), classes="group", markup=False)
        yield AreaField(
            "needs_rights", _("Needs and rights"), case.needs_rights,
            help=_("Which needs are met and which rights are secured, and which are not."),
        )  # fmt: skip
        yield AreaField(
            "tasks_roles", _("Tasks and roles"), case.tasks_roles,
            help=_("How the client carries out their tasks and roles: as a parent, a pupil, a neighbour."),
        )  # fmt: skip
        yield AreaField(
            "coping", _("Coping with problems"), case.coping,
            help=_("How the client meets trouble, alone and with others."),
        )  # fmt: skip
        yield Static(_("The work"), classes="group", markup=False)
        yield LevelField(case, help=self._about_level())
        yield TicksField(
            "worker_roles",
            _("Worker's roles"),
            _roles(),
            case.worker_roles,
            help=_("What you are to the client: several at once, as a rule."),
        )
        yield TagsField(
            "collective_issues", _("Collective issues"), case.collective_issues,
            in_use((each for each in self.book.cases() if each.code != case.code), "collective_issues"),
            help=_("The public issues behind this private trouble, separated by commas. Cases are counted by them."),
        )  # fmt: skip

    def _about_level(self) -> str:
        return _(
            "The client system is: {size}. Choosing the level confirms both; leaving Assessment asks for that."
        ).format(size=self._case.size.label)

    def save(self) -> None:
        """Write what was changed."""
        changed = {field.key: field.value for field in self.fields if field.is_touched}
        if changed:
            self.attempt(lambda: self.book.edit_case(self._code, **changed))
        else:
            self.finish(self._code)


def _roles() -> list[tuple[str, str]]:
    return [(role.value, role.label) for role in WorkerRole]
