"""The closing record: how and why the work ends, and what comes after. The act with weight, so it asks once more."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from store import Closure, GateNotMet, LingkarError
from store.language import _
from store.model import Notice, Outcome, Phase, TerminationReason
from store.practice import gates
from tui.forms.ask import Ask
from tui.forms.choice import ChoiceField
from tui.forms.day import DayField, DaysField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.text import AreaField
from tui.intake.case_form import options
from tui.moves.gate import ReasonField, mend
from tui.moves.items import GateItems

AFTERCARE = "+30, +90, +180"
"""The days after the end on which the worker looks in again, as they are proposed (domain reference, section 5)."""


class TerminateForm(Form):
    """The closing record of a case."""

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code
        self._looked = False

    def heading(self) -> str:
        """Which case ends."""
        return _("Close: {case}").format(case=self.name_of(self.book.case(self._code)))

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("close the case")

    # The fields

    def parts(self) -> Iterable[Widget]:
        """How it ended, what the client knows, what comes after, and what is missing."""
        yield from self._ending()
        yield Static(_("The client's part"), classes="group", markup=False)
        yield from self._client()
        yield Static(_("Afterwards"), classes="group", markup=False)
        yield from self._after()
        yield Static(_("Not in place yet"), classes="group missing", markup=False)
        yield GateItems([item for item in gates.ITEMS if item.leaving is Phase.TERMINATION and item.fix])
        yield ReasonField("override", _("Close it with a reason"), _("Your supervisor will see it."))

    def _ending(self) -> Iterator[Field]:
        yield ChoiceField("reason", _("Why does it end?"), options(TerminationReason), needed=True)
        yield ChoiceField(
            "outcome", _("How is the client system, compared with the beginning?"), options(Outcome), needed=True
        )
        yield AreaField("summary", _("Summary"), needed=True, help=_("The ending in a few sentences."))
        today = self.book.today()
        yield DayField("closed", _("Closed"), today, today, needed=True)

    def _client(self) -> Iterator[Field]:
        yield ChoiceField("notice", _("Did the client agree or know?"), options(Notice, _("not recorded")))
        yield AreaField("notice_why", _("Why was that not possible?"))

    def _after(self) -> Iterator[Field]:
        yield AreaField(
            "return_plan", _("Return plan"), help=_("Back to where, with whom; or who takes over, and how.")
        )
        yield DaysField(
            "aftercare", _("Aftercare"), self._closing_day, AFTERCARE,
            help=_("Days to look in again, separated by commas; +30 counts from the closing day."),
        )  # fmt: skip
        yield AreaField("unmet_needs", _("Unmet needs"), help=_("What stays open, for the next worker or for policy."))

    def _closing_day(self) -> date:
        closed = self.field("closed")
        day = None if closed.trouble() else closed.value
        return day or self.book.today()

    # What the reason asks for

    def begin(self) -> None:
        """Show what is asked for, and nothing missing yet."""
        self._show_asked()
        self._show_missing(None)

    def changed(self, field: Field) -> None:
        """Another reason asks for other things; another closing day moves the aftercare."""
        self._show_asked()
        if field.key == "closed":
            self.field("aftercare").show_under()
        if self._looked and field.key != "override":
            self._look()

    def on_screen_resume(self) -> None:
        """Risk was perhaps assessed meanwhile."""
        if self._looked:
            self._look()

    def _show_asked(self) -> None:
        reason = self.field("reason").value
        asked = gates.asked_for(TerminationReason.of(reason)) if reason else frozenset()
        for key, label in (
            ("notice", _("Did the client agree or know?")),
            ("return_plan", _("Return plan")),
            ("aftercare", _("Aftercare")),
        ):
            mark = "" if reason is None else _("asked for") if key in asked else _("may stay empty")
            self.field(key).relabel(label, mark=mark)
        self.field("reason").relabel(_("Why does it end?"), help=self._about(reason))
        notice_why = self.field("notice_why")
        notice_why.display = self.field("notice").value == Notice.NOT_POSSIBLE or not notice_why.is_empty

    def _about(self, reason: str | None) -> str:
        if reason == TerminationReason.LOST_CONTACT:
            return _("Asks for {attempts} noted attempts in {modes} ways over {days} days.").format(
                attempts=gates.ATTEMPTS, modes=gates.ATTEMPT_MODES, days=gates.ATTEMPT_DAYS
            )
        return _("Say in the summary why.") if reason == TerminationReason.OTHER else ""

    # What is missing

    def _record(self) -> dict[str, Any]:
        wanted = set(Closure.model_fields)
        return {field.key: field.value for field in self.query(Field) if field.key in wanted and not field.is_empty}

    def _gate(self) -> gates.Gate:
        """The closing gate as it stands for what is written here.

        Raises:
            InvalidInput: the record is not complete.
        """
        return self.book.closing_gate(self._code, **self._record())

    def _look(self) -> gates.Gate | None:
        """Look at the gate, where the record is complete enough."""
        if any(field.trouble() for field in self.fields):
            return None
        try:
            gate = self._gate()
        except LingkarError:
            return None
        self._show_missing(gate)
        return gate

    def _show_missing(self, gate: gates.Gate | None) -> None:
        items, override = self.query_one(GateItems), self.query_one(ReasonField)
        shown = gate is not None and bool(gate.unmet_hard)
        items.display = self.query_one(".missing").display = shown
        override.display = shown or not override.is_empty
        if gate is not None:
            items.show(gate)

    def on_gate_items_picked(self, event: GateItems.Picked) -> None:
        """To the field that fills it, or to the place where it is mended."""
        event.stop()
        self.say("")
        fix = event.row.item.fix if event.row.item else ""
        if fix in {field.key for field in self.fields}:
            self.field(fix).control.focus()
        elif not event.row.met:
            mend(self, self._code, fix)

    # Closing

    def save(self) -> None:
        """Look at the gate; then ask once more."""
        try:
            gate = self._gate()
        except LingkarError as error:
            self.show_error(error)
            return
        override = self.query_one(ReasonField)
        if gate.unmet_hard and not override.is_enough:
            self._say_missing(gate)
            return
        what_follows = _("The case leaves your caseload and keeps its file. It can be reopened at any time.")
        advice = [_("Advice: {item}").format(item=item.text) for item in gate.unmet if not item.hard]
        self.app.push_screen(
            Ask(
                _("Close {code}?").format(code=self._code),
                "\n".join([what_follows, *([""] if advice else []), *advice]),
                _("close it"),
                _("back to the record"),
            ),
            self._close,
        )

    def _say_missing(self, gate: gates.Gate) -> None:
        self._looked = True
        self._show_missing(gate)
        override = self.query_one(ReasonField)
        override.say_too_short()
        self.call_after_refresh(self._show_field, override)

    def _close(self, yes: bool | None) -> None:
        if not yes:
            return
        record = self._record()
        override = self.query_one(ReasonField).value.strip() or None
        try:
            case = self.book.terminate(self._code, **record, override=override)
        except GateNotMet as error:  # something changed in between
            self._say_missing(error.gate)
        except LingkarError as error:
            self.show_error(error)
        else:
            self.finish(case.code)
