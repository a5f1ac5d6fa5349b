"""The commands on a case, the same on the board and in the case file: each leads to one act of the Casebook.

Dialogs and forms carry out their act themselves, so that trouble is shown beside what was typed; here is only which one
opens. They are imported when first needed, which keeps the start short.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from store import Case
from store.model.packet import PacketKind
from tui.commands import BY_ACTION, Command
from tui.packet.acts import PacketActs

if TYPE_CHECKING:
    from tui.moves.gate import Towards


class CaseActs(PacketActs):
    """A place whose case can be acted on. `current_case` is not None here: the commands say so in the table."""

    @property
    def _code(self) -> str:
        case = self.current_case
        return case.code if case else ""

    def word_for(self, command: Command) -> str:
        """Moving a closed case back is reopening it."""
        case = self.current_case
        if command.action == "move_back" and case and case.is_closed:
            command = BY_ACTION["reopen"]
        return super().word_for(command)

    def action_advance(self) -> None:
        """To the next phase; the gate speaks up when something is missing."""
        self._go_on("advance", self.book.advance)

    def action_monitor(self) -> None:
        """To the optional Monitoring phase, through the gate of the phase it leaves."""
        self._go_on("monitor", self.book.to_monitoring)

    def _go_on(self, move: "Towards", act: Callable[[str], Case]) -> None:
        """Carry out a forward move at once when its gate is met; otherwise the gate speaks."""
        code = self._code
        if not self.book.gate(code).unmet:
            self.attempt(lambda: act(code))
            return
        from tui.moves.gate import GateDialog

        self.app.push_screen(GateDialog(code, move))

    def action_move_back(self) -> None:
        """Back to an earlier phase, or a closed case reopened."""
        from tui.moves.back import BackDialog

        self.app.push_screen(BackDialog(self._code))

    def action_terminate(self) -> None:
        """The closing record."""
        from tui.moves.terminate import TerminateForm

        self.app.push_screen(TerminateForm(self._code))

    def action_aftercare(self) -> None:
        """A check after the ending was done."""
        from tui.moves.aftercare import AftercareDialog

        self.app.push_screen(AftercareDialog(self._code))

    def action_hold(self) -> None:
        """On hold with a reason, or up again."""
        case = self.current_case
        if case and case.hold:
            self.attempt(lambda: self.book.resume(case.code))
            return
        from tui.moves.hold import HoldDialog

        self.app.push_screen(HoldDialog(self._code))

    def action_next_contact(self) -> None:
        """The day of the next contact."""
        from tui.moves.contact import NextContactDialog

        self.app.push_screen(NextContactDialog(self._code))

    def action_assess_risk(self) -> None:
        """The risk as it is today."""
        from tui.moves.risk import RiskDialog

        self.app.push_screen(RiskDialog(self._code))

    def action_note(self) -> None:
        """A new note."""
        from tui.casefile.editor import NoteEditor

        self.app.push_screen(NoteEditor(self._code))

    def action_group_note(self) -> None:
        """One note for several cases."""
        from tui.casework.group_note import GroupNoteForm

        self.app.push_screen(GroupNoteForm(self._code))

    def action_edit(self) -> None:
        """The form with what is written about the case."""
        if self.must_stay_hidden():
            return
        from tui.intake.case_form import CaseForm

        self.app.push_screen(CaseForm(self._code))

    def action_export(self) -> None:
        """A packet for supervision; without a case under the cursor the summary of all."""
        self.make_packet(PacketKind.CASE if self._code else PacketKind.CASELOAD, self._code)

    def action_hand_over(self) -> None:
        """The whole case as an encrypted file for a colleague."""
        from tui.handover.form import hand_over

        hand_over(self, self._code)

    def action_supervision(self) -> None:
        """What a supervision session led to."""
        from tui.packet.supervision import SupervisionForm

        self.app.push_screen(SupervisionForm(self._code))

    def action_directory(self) -> None:
        """The directory of resources, which all cases share."""
        from tui.casework.directory import Directory

        self.app.push_screen(Directory())
