"""The commands on a case, the same on the board and in the case file: each leads to one act of the Casebook.

Dialogs and forms carry out their act themselves, so that trouble is shown beside what was typed; here is only which one
opens. They are imported when first needed, which keeps the start short.
"""

from tui.place import Place


class CaseActs(Place):
    """A place whose case can be acted on. `current_case` is not None here: the commands say so in the table."""

    @property
    def _code(self) -> str:
        case = self.current_case
        return case.code if case else ""

    def action_advance(self) -> None:
        """To the next phase; the gate speaks up when something is missing."""
        code = self._code
        if not self.book.gate(code).unmet:
            self.attempt(lambda: self.book.advance(code))
            return
        from tui.moves.gate import GateDialog

        self.app.push_screen(GateDialog(code, "advance"))

    def action_monitor(self) -> None:
        """To the optional Monitoring phase, through the gate of the phase it leaves."""
        code = self._code
        if not self.book.gate(code).unmet:
            self.attempt(lambda: self.book.to_monitoring(code))
            return
        from tui.moves.gate import GateDialog

        self.app.push_screen(GateDialog(code, "monitor"))

    def action_move_back(self) -> None:
        """Back to an earlier phase, or a closed case reopened."""
        from tui.moves.back import BackDialog

        self.app.push_screen(BackDialog(self._code))

    def action_terminate(self) -> None:
        """The closing record."""
        from tui.moves.terminate import TerminateForm

        self.app.push_screen(TerminateForm(self._code))

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

    def action_edit(self) -> None:
        """The form with what is written about the case."""
        if self.must_stay_hidden():
            return
        from tui.intake.case_form import CaseForm

        self.app.push_screen(CaseForm(self._code))

    def action_export(self) -> None:
        """A file for supervision."""
        from tui.packet.export import ExportDialog

        self.app.push_screen(ExportDialog(self._code))
