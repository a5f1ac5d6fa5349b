"""The form of a case: taking in a new one, or changing what is written about one.

A new case needs an alias and a size; all else may follow, so a new one is asked only what intake is about, and who gave
consent only once there is any. Each help text says what the answer is needed for.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from store import Case
from store.language import _
from store.language.formats import days_text
from store.model import Consent, Flag, IntakeSource, PracticeField, PracticeFunction, RiskLevel, SystemSize
from store.model.case import MOST_DAYS
from store.practice.risk import worst_level
from tui.commands import BY_ACTION
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField, PastDayField, day_examples
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.number import NumberField
from tui.forms.options import NO, YES, options, yes_or_no
from tui.forms.tags import TagsField, in_use
from tui.forms.text import AreaField, LineField
from tui.intake.level import LevelField
from tui.moves.risk_field import RiskField

ABOUT_CONSENT = ("consent_by", "consent_on", "consent_scope")
"""The fields that are asked once there is a consent or another basis."""


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

    def heading(self) -> str:
        """A new case, or the name of the old one."""
        return _("Edit · {case}").format(case=self.name_of(self._case)) if self._case else _("New case")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("save") if self._code else _("take in")

    def compose(self) -> Iterator[Widget]:
        """Read the case once, then lay out the form."""
        self._case = self.book.case(self._code) if self._code else None
        yield from super().compose()

    def parts(self) -> Iterable[Widget]:
        """The fields in their groups."""
        yield from self._who()
        yield _group(_("What brings the case"))
        yield from self._what()
        yield _group(_("Consent and risk"))
        yield from self._safety()
        yield _group(_("What comes next"))
        yield from self._next()
        if self._case:
            yield _group(_("The work and the record"))
            yield from self._work()
        else:
            later = _("More can be written once the case is taken in: {key} changes it.")
            yield Static(later.format(key=BY_ACTION["edit"].shown_key), classes="quiet", markup=False)

    def _of(self, name: str) -> Any:
        """What the case has in a field; nothing for a new one."""
        return getattr(self._case, name, None)

    def _tags(self, name: str, label: str, help: str) -> TagsField:
        return TagsField(name, label, self._of(name) or (), in_use(self.book.cases(), name), help=help)

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
        yield LevelField(self._case, help=_("Choosing one confirms it; leaving Assessment asks for that."))
        yield LineField(
            "client_name", _("Client's name"), self._of("client_name") or "",
            help=_("Kept in the file; on the board only when names are turned on."),
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
        if not self._case:
            today = self.book.today()
            yield DayField(
                "opened", _("Day of intake"), today, today,
                help=_("The day on which it came; empty means today. It gives the case the year of its code."),
            )  # fmt: skip
        field = self._of("field") or PracticeField.OTHER
        yield ChoiceField("field", _("Practice field"), options(PracticeField), field)
        yield self._tags("tags", _("Tags"), _("Words to find it by, separated by commas."))

    def _safety(self) -> Iterator[Field]:
        yield ChoiceField(
            "consent", _("Consent or legal basis"), options(Consent, _("not recorded")), self._of("consent"),
            help=_("What allows you to work with the client. Needed to leave Engagement."),
        )  # fmt: skip
        yield LineField(
            "consent_by", _("Consent given by"), self._of("consent_by") or "",
            help=_("The client, a parent, a guardian, or the court."),
        )  # fmt: skip
        yield PastDayField("consent_on", _("Consent given on"), self.book.today(), self._of("consent_on"))
        yield AreaField(
            "consent_scope", _("Consent given for"), self._of("consent_scope") or "",
            help=_("What it covers and what not: with whom you may share what."),
        )  # fmt: skip
        risk = self._of("risk_level")
        flags = self.book.parts(Flag, self._case.code) if self._case else ()
        yield RiskField(
            _("Risk"), risk, flags, unknown=None if risk else _("not looked at yet"),
            help=_("Choosing one counts as assessed today. Needed to leave Engagement."),
        )  # fmt: skip

    def _next(self) -> Iterator[Field]:
        today = self.book.today()
        yield DayField(
            "next_contact", _("Next contact"), today, self._of("next_contact"),
            help=_("{examples}. The board shows when it is late.").format(examples=day_examples(today)),
        )  # fmt: skip
        yield DayField(
            "next_review", _("Next review"), today, self._of("next_review"),
            help=_("When you look at the plan again. Needed to leave Planning."),
        )  # fmt: skip
        if self._case:
            yield DayField(
                "target_close", _("To be closed by"), today, self._of("target_close"),
                help=_("When the work is meant to be done."),
            )  # fmt: skip
            yield from self._limits(self._case)

    def _limits(self, case: Case) -> Iterator[Field]:
        """Limits of this case alone; what holds without them is said under each."""
        limits = self.book.settings.limits
        worst = worst_level(case, self.book.parts(Flag, case.code)) or RiskLevel.MEDIUM  # never looked at
        risk = RiskLevel.LOW if worst is RiskLevel.NONE else worst
        usual = _("Empty: {days}, as for {risk} risk in {phase}.").format(
            days=days_text(limits.contact(case.phase, risk)), risk=risk.label.lower(), phase=case.phase.label
        )
        if risk is RiskLevel.CRITICAL:
            usual = _("Nothing written here changes that a client in critical danger is contacted every day.")
        yield NumberField(
            "contact_every", _("Days without contact, at most"), case.contact_every, whole=True, least=1,
            most=MOST_DAYS, help=usual,
        )  # fmt: skip
        yield NumberField(
            "stuck_after", _("Days in one phase, at most"), case.stuck_after, whole=True, least=1, most=MOST_DAYS,
            help=_("After that the review asks what keeps it there. Empty: {days}, the limit of {phase}.").format(
                days=days_text(limits.of(case.phase).stuck), phase=case.phase.label
            ),
        )  # fmt: skip

    def _work(self) -> Iterator[Field]:
        yield ChoiceField(
            "function", _("Practice function"), options(PracticeFunction, _("not recorded")), self._of("function"),
            help=_("What the work is for, as the law on social work has it (UU 14/2019)."),
        )  # fmt: skip
        yield self._tags(
            "collective_issues", _("Collective issues"),
            _("The public issues behind this private trouble, separated by commas. Cases are counted by them."),
        )  # fmt: skip
        yield LineField("client_language", _("Client's language"), self._of("client_language") or "")
        yield LineField("supervisor", _("Supervisor"), self._of("supervisor") or "")
        yield ChoiceField(
            "legal_hold", _("Legal hold"), yes_or_no(), YES if self._of("legal_hold") else NO,
            help=_("The record must stay beyond its retention date, such as for a court."),
        )  # fmt: skip

    # One field bears on others

    def begin(self) -> None:
        """Say which level the size suggests, and ask about a consent that there is."""
        self._show_what_follows()

    def changed(self, field: Field) -> None:
        """Another size suggests another level; a consent is from somebody."""
        if field.key in ("size", "consent"):
            self._show_what_follows()

    def _show_what_follows(self) -> None:
        self.query_one(LevelField).follow(self.field("size").value)
        given = self.field("consent").value is not None
        for field in map(self.field, ABOUT_CONSENT):
            field.display = given or field.is_touched or not field.is_empty  # nothing typed goes out of sight

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


def _group(words: str) -> Static:
    return Static(words, classes="group", markup=False)
