"""The form of a case: taking in a new one, or changing what is written about one.

A new case needs an alias and a size; all else may follow. Each help text says what the answer is needed for.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from store import Case
from store.language import _
from store.model import Consent, IntakeSource, Level, PracticeField, RiskLevel, SystemSize, Vocabulary
from tui.forms.choice import ChoiceField, Options
from tui.forms.day import DayField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.text import AreaField, LineField


class CaseForm(Form):
    """A new case, or an existing one. Only what was changed is written."""

    def __init__(self, code: str | None = None, focus: str = "") -> None:
        """Begin.

        Args:
            code: the case to change; None takes in a new one.
            focus: the model's name of the field to begin in.
        """
        super().__init__(focus)
        self._code = code
        self._case: Case | None = None

    def begin(self) -> None:
        """Say which level the size suggests."""
        self._show_suggestion()

    def heading(self) -> str:
        """A new case, or the name of the old one."""
        return self.name_of(self._case) if self._case else _("New case")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("save") if self._code else _("take in")

    def parts(self) -> Iterable[Widget]:
        """The fields in their groups."""
        yield from self._who()
        yield Static(_("What brings the case"), classes="group", markup=False)
        yield from self._what()
        yield Static(_("Consent and risk"), classes="group", markup=False)
        yield from self._safety()
        yield Static(_("What comes next"), classes="group", markup=False)
        yield from self._next()

    def compose(self) -> Iterator[Widget]:
        """Read the case once, then lay out the form."""
        self._case = self.book.case(self._code) if self._code else None
        yield from super().compose()

    def _of(self, name: str) -> Any:
        """What the case has in a field; nothing for a new one."""
        return getattr(self._case, name, None)

    def _who(self) -> Iterator[Field]:
        bounds = Case.model_fields["alias"].metadata
        limit = next((bound.max_length for bound in bounds if hasattr(bound, "max_length")), None)
        yield LineField(
            "alias", _("Alias"), self._of("alias") or "", needed=True, limit=limit,
            help=_("What the board shows, such as initials. Not the client's name."),
        )  # fmt: skip
        yield ChoiceField(
            "size", _("Client system"), options(SystemSize), self._of("size"), needed=True,
            help=_("How large the system is that you work with."),
        )  # fmt: skip
        yield ChoiceField(
            "level", _("Level"), self._levels(), self._level,
            help=_("Choosing one confirms it; leaving Assessment asks for that."),
        )  # fmt: skip
        yield LineField(
            "client_name", _("Client's name"), self._of("client_name") or "",
            help=_("Kept in the file only; never shown on the board."),
        )  # fmt: skip

    def _what(self) -> Iterator[Field]:
        yield AreaField(
            "presenting_problem", _("Presenting problem"), self._of("presenting_problem") or "",
            help=_("In the client's own words. Needed to leave Engagement."),
        )  # fmt: skip
        yield AreaField(
            "origin_environment", _("Environment of origin"), self._of("origin_environment") or "",
            help=_("Where and with whom the client lives or lived; where the return leads."),
        )  # fmt: skip
        yield ChoiceField(
            "intake_source", _("Intake source"), options(IntakeSource, _("not recorded")), self._of("intake_source")
        )
        field = self._of("field") or PracticeField.OTHER
        yield ChoiceField("field", _("Practice field"), options(PracticeField), field)
        yield LineField(
            "tags", _("Tags"), ", ".join(self._of("tags") or ()), help=_("Words to find it by, separated by commas.")
        )

    def _safety(self) -> Iterator[Field]:
        yield ChoiceField(
            "consent", _("Consent or legal basis"), options(Consent, _("not recorded")), self._of("consent"),
            help=_("What allows you to work with the client. Needed to leave Engagement."),
        )  # fmt: skip
        risk = self._of("risk_level")
        unknown = None if risk else _("not looked at yet")
        yield ChoiceField(
            "risk_level", _("Risk"), options(RiskLevel, unknown), risk,
            help=_("Choosing one counts as assessed today. Needed to leave Engagement."),
        )  # fmt: skip

    def _next(self) -> Iterator[Field]:
        today = self.book.today()
        yield DayField(
            "next_contact", _("Next contact"), today, self._of("next_contact"),
            help=_("20 Nov 2026, 20/11, tomorrow, Friday, +7. The board shows when it is late."),
        )  # fmt: skip
        yield DayField(
            "next_review", _("Next review"), today, self._of("next_review"),
            help=_("When you look at the plan again. Needed to leave Planning."),
        )  # fmt: skip

    # The level follows the size until it is chosen

    @property
    def _level(self) -> Level | None:
        return self._case.level if self._case and self._case.level_confirmed else None

    def _levels(self) -> Options:
        size = self.field("size").value if self.is_mounted else self._of("size")
        if self._level:
            return options(Level)
        if size is None:
            return options(Level, _("suggested from the size"))
        suggested = SystemSize.of(size).suggested_level.label
        return options(Level, _("suggested from the size: {level}").format(level=suggested))

    def _show_suggestion(self) -> None:
        level = self.field("level")
        if isinstance(level, ChoiceField):
            level.choice.offer(self._levels())

    def changed(self, field: Field) -> None:
        """Another size suggests another level."""
        if field.key == "size":
            self._show_suggestion()

    def save(self) -> None:
        """Take the case in, or write what was changed."""
        if self._code is None:
            given = {field.key: field.value for field in self.fields if not field.is_empty}
            self.attempt(lambda: self.book.add_case(**given))
            return
        code = self._code
        changed = {field.key: field.value for field in self.fields if field.is_touched}
        if changed:
            self.attempt(lambda: self.book.edit_case(code, **changed))
        else:
            self.finish(code)


def options(vocabulary: type[Vocabulary], nothing: str | None = None) -> Options:
    """A closed list as a choice offers it.

    Args:
        vocabulary: the list.
        nothing: words for leaving it open; None does not offer that.
    """
    listed: list[tuple[str | None, str]] = [(member, member.label) for member in vocabulary]
    return [(None, nothing), *listed] if nothing else listed
