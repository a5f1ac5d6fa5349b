"""Closing a case with its closing record. The act with weight, so it asks once more."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from store import GateNotMet, LingkarError
from store.language import _
from store.model import Phase
from store.practice import gates
from tui.forms.ask import Ask
from tui.forms.field import Field
from tui.moves.gate import ReasonField
from tui.moves.items import GateItems
from tui.moves.mend import mend
from tui.moves.record_form import RecordForm


class TerminateForm(RecordForm):
    """The closing record of a case, and the gate before it is closed."""

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__(code)
        self._looked = False

    def heading(self) -> str:
        """Which case ends."""
        return _("Close: {case}").format(case=self.name_of(self.book.case(self._code)))

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("close the case")

    def parts(self) -> Iterable[Widget]:
        """The record, and what is missing beside it: without reason, outcome and summary no gate is looked at."""
        yield from self.record_parts()
        yield Static(_("Not in place yet"), classes="group missing", markup=False)
        yield GateItems([item for item in gates.ITEMS if item.leaving is Phase.TERMINATION and item.code != "record"])
        yield ReasonField("override", _("Close it with a reason"), _("Your supervisor will see it."))

    def begin(self) -> None:
        """Show what is asked for, and nothing missing yet."""
        self.show_asked()
        self._show_missing(None)

    def changed(self, field: Field) -> None:
        """Another reason asks for other things; another closing day moves the aftercare."""
        if field.key in ("reason", "notice", "closed"):
            self.show_asked()
        if field.key == "closed":
            self.field("aftercare").show_under()
        if self._looked and field.key != "override":
            self._look()

    def on_screen_resume(self) -> None:
        """Something was perhaps mended meanwhile."""
        if self._looked:
            self._look()

    # What is missing

    def _gate(self) -> gates.Gate:
        """The closing gate as it stands for what is written here.

        Raises:
            InvalidInput: the record is not complete.
        """
        return self.book.closing_gate(self._code, **self.record())

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
        item = event.row.item
        if item is None:
            return
        if field := self._field_of(item):
            field.control.focus()
        elif not event.row.met:
            mend(self, self._code, "note" if item.code == "notice" else item.fix)

    def _field_of(self, item: gates.Item) -> Field | None:
        """The first field of the record that meets an item; None where it is met elsewhere."""
        wanted = self.query_one(GateItems).gate.fields.get(item.code, ())
        return next((field for field in self.fields if field.key in wanted), None)

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
        advice = [_("Advice: {item}").format(item=gate.text(item)) for item in gate.unmet if not item.hard]
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
        override.ask_for_more()
        if not override.is_empty:
            override.area.focus()
        elif not self._go_to_missing(gate):
            items = self.query_one(GateItems)
            items.focus()
            items.point_at_first(gate)
            self.call_after_refresh(items.show_row)  # it came into sight only now

    def _go_to_missing(self, gate: gates.Gate) -> bool:
        """To the first field of the record that something required is missing in; answers whether there is one."""
        for item in gate.unmet_hard:
            if field := self._field_of(item):
                field.show_problem(_("This is needed.") if field.key == "notice_why" else gate.text(item))
                field.control.focus()
                return True
        return False

    def _close(self, yes: bool | None) -> None:
        if not yes:
            return
        record = self.record()
        override = self.query_one(ReasonField).value.strip() or None
        try:
            case = self.book.terminate(self._code, **record, override=override)
        except GateNotMet as error:  # something changed in between
            self._say_missing(error.gate)
        except LingkarError as error:
            self.show_error(error)
        else:
            self.finish(case.code)
