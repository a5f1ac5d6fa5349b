"""The gate before a move: what is in place, what is missing, mending it now, or going on with a reason."""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from textual.widget import Widget
from textual.widgets import Static

from store import GateNotMet, LingkarError
from store.language import _
from store.model import Phase
from store.practice import cycle, gates
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.text import AreaField
from tui.frame import KeyLabel
from tui.moves.items import GateItems, remedy
from tui.moves.mend import mend

Towards = Literal["advance", "monitor"]


class ReasonField(AreaField):
    """Why to go on although something is missing, with a count towards what a reason needs."""

    def __init__(self, key: str, label: str, help: str) -> None:
        """An empty reason."""
        super().__init__(key, label, help=help)

    @property
    def is_enough(self) -> bool:
        """Whether it passes a hard item."""
        return len(self.value.strip()) >= gates.REASON_LENGTH

    def understood(self) -> str:
        """How far it is."""
        count = len(self.value.strip())
        if count >= gates.REASON_LENGTH:
            return _("Long enough.")
        return _("{count} of {needed} characters").format(count=count, needed=gates.REASON_LENGTH)

    def ask_for_more(self) -> None:
        """Ask for more, or for what is missing."""
        self.show_problem(
            _("Write at least {count} characters, or fill in what is missing.").format(count=gates.REASON_LENGTH)
        )


class GateDialog(Form):
    """The gate of the phase a case leaves."""

    def __init__(self, code: str, move: Towards) -> None:
        """Before a move.

        Args:
            code: the case.
            move: to the next phase, or to Monitoring.
        """
        super().__init__()
        self._code, self._move = code, move

    def heading(self) -> str:
        """From where to where."""
        case = self.book.case(self._code)
        return _("{code}: from {phase} to {to}").format(code=case.code, phase=case.phase.label, to=self._to.label)

    @property
    def _to(self) -> Phase:
        case = self.book.case(self._code)
        return Phase.MONITORING if self._move == "monitor" else cycle.FORWARD.get(case.phase, Phase.TERMINATION)

    def parts(self) -> Iterable[Widget]:
        """The items, and the reason."""
        gate = self.book.gate(self._code)
        yield Static(classes="quiet", id="gate-lead", markup=False)
        yield GateItems([item for item, _met in gate.items], _("Go on to {phase}").format(phase=self._to.label))
        yield ReasonField("reason", _("Go on with a reason"), _("Your supervisor will see it."))

    def begin(self) -> None:
        """Begin where something is to be done."""
        self._look()
        items = self.query_one(GateItems)
        items.point_at_first(self.book.gate(self._code))
        items.focus()

    def on_screen_resume(self) -> None:
        """Something was perhaps mended meanwhile: then on to what is next."""
        if not self.query(GateItems):
            return
        items = self.query_one(GateItems)
        was_met = items.row is None or items.row.met
        self._look()
        if not was_met and items.row and items.row.met:
            items.point_at_next()

    def _look(self) -> None:
        """Read the gate anew."""
        gate = self.book.gate(self._code)
        missing = len(gate.unmet_hard)
        self.query_one("#gate-lead", Static).update(
            _("Something is missing. Fill it in with enter, or go on with a reason.")
            if missing
            else _("Everything required is done.")
            if gate.unmet
            else _("Everything is in place.")
        )
        self.query_one(GateItems).show(gate)
        reason = self._reason
        reason.display = bool(missing) or not reason.is_empty  # nothing typed goes out of sight
        self.show_keys()

    @property
    def _ticks(self) -> Collection[str]:
        """The items that the worker ticked off."""
        return self.book.case(self._code).ticks

    @property
    def _reason(self) -> ReasonField:
        return self.query_one(ReasonField)

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("go on with a reason") if self._reason.display else _("go on")

    def keys(self) -> Sequence[KeyLabel]:
        """What enter does about the row under the cursor comes first."""
        items = self.query_one(GateItems)
        row = items.row
        keys: list[KeyLabel] = [("ctrl+s", self.save_word)]
        if self.focused is items and row is not None:
            if row.item is None:
                keys = [("enter", self.save_word)]
            elif words := remedy(row.item, row.met, row.item.code in self._ticks):
                keys.insert(0, ("enter", words))
                if row.item.fix and row.item.by_hand and not row.met:
                    keys.insert(1, (_("space"), _("tick it off")))
        if self.focused is items:
            keys.append((_("up/down"), _("choose")))
        if self._reason.display:
            keys.append(("tab", _("reason") if self.focused is items else _("list")))
        return [*keys, ("esc", _("stay"))]

    def on_gate_items_moved(self, event: GateItems.Moved) -> None:
        """Other keys matter on another row."""
        event.stop()
        self.show_keys()

    def on_gate_items_picked(self, event: GateItems.Picked) -> None:
        """Go on, tick, or open the place where the item is filled in."""
        event.stop()
        self.say("")
        row = event.row
        if row.item is None:
            self.action_save()
        elif row.item.code in self._ticks:
            self._tick(row.item.code, False)
        elif row.met:
            return  # the file itself shows it
        elif row.item.by_hand and (event.ticks or not row.item.fix):
            self._tick(row.item.code, True)
        else:
            mend(self, self._code, row.item.fix)

    def _tick(self, item: str, done: bool) -> None:
        try:
            self.book.tick(self._code, item, done)
        except LingkarError as error:
            self.show_error(error)
        self._look()

    def changed(self, field: Field) -> None:
        """An emptied reason that is not needed goes."""
        if not self.book.gate(self._code).unmet_hard and field.is_empty:
            self._look()
            self.query_one(GateItems).focus()

    def save(self) -> None:
        """Make the move."""
        reason = self._reason.value.strip() or None
        move = self.book.to_monitoring if self._move == "monitor" else self.book.advance
        try:
            case = move(self._code, reason)
        except GateNotMet:
            self._look()
            self._reason.ask_for_more()
            self._reason.area.focus()
        except LingkarError as error:
            self.show_error(error)
        else:
            self.finish(case.code)
