"""The file of a case opened from the review: the way back leads there, and the next case is the review's business."""

from store.language import _
from store.practice.review import Finding, Rule
from tui.casefile.screen import CaseFile

_NOTES = 2
"""The number of the tab of notes."""
_TAB_OF = {
    Rule.OPEN_DANGER: 1, Rule.DANGER_CHECK: 1, Rule.TASK: 4, Rule.REFERRAL: 4,
    Rule.UNWRITTEN: _NOTES, Rule.UNSIGNED: _NOTES,
}  # fmt: skip
"""By the rule of a finding the number of the tab that shows what it is about."""


class ReviewedFile(CaseFile):
    """A case file on its own."""

    def __init__(self, code: str, finding: Finding | None = None) -> None:
        """Open the file of a case.

        Args:
            code: which case.
            finding: the reason that was under the cursor: the file opens at what it is about.
        """
        super().__init__(code)
        tab = _TAB_OF.get(finding.rule) if finding else None
        if finding and tab:
            is_note = tab == _NOTES
            self.was = {"tab": tab, "note": finding.id if is_note else None, "part": None if is_note else finding.id}

    @property
    def back_word(self) -> str:
        """To the review."""
        return _("review")
