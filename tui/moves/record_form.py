"""The fields of the closing record, and which of them each reason for the ending asks for."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from store import Closure
from store.language import N_, _
from store.language.formats import day_text
from store.model import Notice, Outcome, Returned, TerminationReason
from store.practice import gates
from store.practice.endings import NOT_COMPARED
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField, DaysField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.options import options
from tui.forms.text import AreaField, LineField
from tui.forms.ticks import TickField

AFTERCARE = "+30, +90, +180"
"""The days after the end on which the worker looks in again, as they are proposed (domain reference, section 5)."""

_LABELS = {
    "notice": N_("Did the client agree or know?"), "door_open": N_("Coming back"), "receiver": N_("Who takes over?"),
    "kept_case": N_("Which case stays?"), "return_plan": N_("Return plan"),
    "family_support": N_("What is done for the family?"), "aftercare": N_("Aftercare"),
}  # fmt: skip
"""The fields that some reasons ask for; the record can be closed without them all the same."""

_ONLY_FOR = {
    "receiver": TerminationReason.TRANSFERRED, "kept_case": TerminationReason.DUPLICATE,
    "family_support": TerminationReason.DIED, "door_open": TerminationReason.WITHDREW,
}  # fmt: skip
_NOT_FOR = {
    **dict.fromkeys(("outcome", "notice", "return_plan", "aftercare"), NOT_COMPARED),
    "returned": NOT_COMPARED | {TerminationReason.RETURNED},
    "documents_returned": frozenset({TerminationReason.DUPLICATE}),
}  # fmt: skip
"""The reasons at which a field makes no sense: nobody returns, nobody is compared, or the reason says so itself."""


class RecordForm(Form):
    """A closing record to fill in."""

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def record_parts(self) -> Iterator[Widget]:
        """How it ended, what the client knows, and what comes after."""
        yield from self._ending()
        yield Static(_("The client's part"), classes="group", id="client-part", markup=False)
        yield from self._client()
        yield Static(_("Afterwards"), classes="group", markup=False)
        yield from self._after()

    def _ending(self) -> Iterator[Field]:
        yield ChoiceField("reason", _("Why does it end?"), options(TerminationReason), needed=True)
        yield ChoiceField(
            "outcome", _("How is the client system, compared with the beginning?"), options(Outcome), needed=True
        )
        yield AreaField("summary", _("Summary"), needed=True, help=_("The ending in a few sentences."))
        today = self.book.today()
        yield DayField("closed", _("Closed"), today, today, needed=True)

    def _client(self) -> Iterator[Field]:
        yield ChoiceField("notice", _(_LABELS["notice"]), options(Notice, _("not recorded")))
        yield AreaField("notice_why", _("Why was that not possible?"))
        yield TickField("door_open", _(_LABELS["door_open"]), _("The client knows that the door stays open"))
        yield ChoiceField(
            "returned", _("Is the client back in the environment of origin?"), options(Returned, _("not recorded"))
        )
        yield TickField("documents_returned", _("Documents"), _("The client's documents were given back"))

    def _after(self) -> Iterator[Field]:
        yield LineField("receiver", _(_LABELS["receiver"]), help=_("The worker or agency, and how to reach them."))
        yield LineField("kept_case", _(_LABELS["kept_case"]), help=_("Its code, such as K-2026-014."))
        yield AreaField(
            "return_plan", _(_LABELS["return_plan"]),
            help=_("Back to where, with whom; or where the client turns to now. A referral will do where you cannot "
                   "go on."),
        )  # fmt: skip
        yield AreaField("family_support", _(_LABELS["family_support"]))
        yield DaysField(
            "aftercare", _(_LABELS["aftercare"]), self._closing_day, AFTERCARE,
            help=_("Days to look in again, separated by commas; +30 counts from the closing day."),
        )  # fmt: skip
        yield AreaField("unmet_needs", _("Unmet needs"), help=_("What stays open, for the next worker or for policy."))
        yield DayField("retention_until", _("Keep the record until"), self.book.today())

    def _closing_day(self) -> date:
        closed = self.field("closed")
        day = None if closed.trouble() else closed.value
        return day or self.book.today()

    # What the reason asks for

    @property
    def reason(self) -> TerminationReason | None:
        """The reason that is chosen."""
        chosen = self.field("reason").value
        return TerminationReason.of(chosen) if chosen else None

    def _fits(self, key: str) -> bool:
        reason = self.reason
        if key in _ONLY_FOR:
            return reason is _ONLY_FOR[key]
        if key == "notice_why":
            return bool(self.field("notice").value == Notice.NOT_POSSIBLE)
        return reason not in _NOT_FOR.get(key, ())

    def show_asked(self) -> None:
        """Show the fields that fit, and say which are asked for. A text that was typed stays in sight."""
        reason = self.reason
        asked = gates.asked_for(reason) if reason else frozenset()
        for field in self.query(Field):
            if field.key in (*_LABELS, *_NOT_FOR, "notice_why"):
                is_kept = isinstance(field, LineField | AreaField) and not field.is_empty
                field.display = self._fits(field.key) or is_kept
        part = ("notice", "notice_why", "door_open", "returned", "documents_returned")
        self.query_one("#client-part").display = any(self.field(key).display for key in part)
        for key, label in _LABELS.items():
            self.field(key).relabel(_(label), mark=_mark(key, reason, asked))
        self.field("reason").relabel(_("Why does it end?"), help=_about(reason))
        kept = day_text(self.book.kept_until(self._code, self._closing_day()))
        self.field("retention_until").relabel(
            _("Keep the record until"), help=_("Empty: until {day}; seven years, a child's until 25.").format(day=kept)
        )

    def record(self) -> dict[str, Any]:
        """What is filled in, as the book takes it."""
        wanted = set(Closure.model_fields)
        return {field.key: field.value for field in self.fields if field.key in wanted and not field.is_empty}


def _mark(key: str, reason: TerminationReason | None, asked: Collection[str]) -> str:
    """How much a field matters: only the notice holds an ending up, unless a refusal in a note may stand for it."""
    if reason is None:
        return ""
    if key not in asked:
        return _("may stay empty")
    is_needed = key == "notice" and reason is not TerminationReason.WITHDREW
    return _("needed") if is_needed else _("asked for")


def _about(reason: TerminationReason | None) -> str:
    if reason is TerminationReason.LOST_CONTACT:
        return _(
            "Needs {attempts} recorded attempts to reach them, in {modes} different ways, over {days} days."
        ).format(attempts=gates.ATTEMPTS, modes=gates.ATTEMPT_MODES, days=gates.ATTEMPT_DAYS)
    return _("Say in the summary why.") if reason is TerminationReason.OTHER else ""
