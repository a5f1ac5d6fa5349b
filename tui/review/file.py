"""The file of a case opened from the review: the way back leads there, and the next case is the review's business."""

from store.language import _
from tui.casefile.screen import CaseFile


class ReviewedFile(CaseFile):
    """A case file on its own."""

    @property
    def back_word(self) -> str:
        """To the review."""
        return _("review")
