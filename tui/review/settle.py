"""Settling a finding: each rule leads to the act that fits it. What the rules find is the business of the store."""

from collections.abc import Callable

from store.language import N_, _
from store.model import Flag, Referral, Task, TaskStatus
from store.model.part import Part
from store.practice import cycle
from store.practice.review import Finding, Rule
from tui.casework.kinds import KINDS
from tui.moves.acts import CaseActs

_WORDS = {
    Rule.OPEN_DANGER: N_("check"), Rule.UNNAMED_DANGER: N_("check"), Rule.DANGER_CHECK: N_("check"),
    Rule.CRITICAL_CONTACT: N_("contact"), Rule.APPOINTMENT: N_("contact"), Rule.LATE_APPOINTMENT: N_("contact"),
    Rule.CONTACT: N_("contact"), Rule.TASK: N_("task done"), Rule.UNWRITTEN: N_("write note"),
    Rule.UNSIGNED: N_("finish note"), Rule.HOLD_OVER: N_("resume"), Rule.REVIEW: N_("next review"),
    Rule.REFERRAL: N_("referral"), Rule.AFTERCARE: N_("check done"), Rule.STUCK: N_("advance"),
}  # fmt: skip

_OPENS: dict[Rule, tuple[type[Part], str]] = {
    Rule.OPEN_DANGER: (Flag, "state"), Rule.UNNAMED_DANGER: (Flag, ""), Rule.DANGER_CHECK: (Flag, "next_check"),
    Rule.REFERRAL: (Referral, "status"),
}  # fmt: skip
"""The kind of entry whose form is opened, and the field in which it begins."""

_SHOWS_TEXT = frozenset({*_OPENS, Rule.TASK, Rule.UNWRITTEN, Rule.UNSIGNED})
"""The rules that are settled where text about a client comes into sight, or that cannot be told apart without it."""


def settling_word(finding: Finding) -> str:
    """What the key does about a finding, in a word or two."""
    return _("safety plan") if finding.lacks_plan else _(_WORDS[finding.rule])


class Settling(CaseActs):
    """A place where the findings of `current_case` are settled."""

    def action_log_contact(self) -> None:
        """A contact was made, or tried."""
        from tui.moves.log_contact import LogContactDialog

        self.app.push_screen(LogContactDialog(self._code))

    def settle(self, finding: Finding) -> None:
        """Do what a finding asks for: at once where nothing more has to be said, else in the form for it."""
        if finding.rule in _SHOWS_TEXT and self.must_stay_hidden():
            return
        ways: dict[Rule, Callable[[], None]] = {
            Rule.TASK: lambda: self._finish_task(finding.id), Rule.UNWRITTEN: lambda: self.open_draft(finding.id),
            Rule.UNSIGNED: lambda: self.open_draft(finding.id), Rule.HOLD_OVER: self.action_hold,
            Rule.REVIEW: self._plan_review, Rule.AFTERCARE: self.action_aftercare, Rule.STUCK: self._get_on,
        }  # fmt: skip
        if finding.rule in _OPENS:
            self._open_part(finding)
        else:
            ways.get(finding.rule, self.action_log_contact)()

    def _open_part(self, finding: Finding) -> None:
        """The form of the danger or referral; for a danger that is not written down that of a new one."""
        model, focus = _OPENS[finding.rule]
        focus = "safety_plan" if finding.lacks_plan else focus
        kind = next(kind for kind in KINDS if kind.model is model)
        self.app.push_screen(kind.make(self._code, finding.id, focus))

    def open_draft(self, id: str) -> None:
        """Write on at a draft of the case."""
        from tui.casefile.editor import NoteEditor

        self.app.push_screen(NoteEditor(self._code, id))

    def _finish_task(self, id: str) -> None:
        code = self._code
        self.attempt(lambda: self.book.change(self.book.part(Task, id, code), status=TaskStatus.DONE))

    def _plan_review(self) -> None:
        from tui.moves.next_review import NextReviewDialog

        self.app.push_screen(NextReviewDialog(self._code))

    def _get_on(self) -> None:
        """To the next phase; out of the last one leads only the closing record."""
        case = self.current_case
        if case and cycle.can_advance(case):
            self.action_advance()
        else:
            self.action_terminate()
