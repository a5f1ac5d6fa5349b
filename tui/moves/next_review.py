"""The day of the next review of the plan."""

from collections.abc import Iterable
from datetime import date, timedelta

from textual.widget import Widget

from store.language import _
from store.language.formats import days_text
from store.model import Flag
from store.practice.risk import worst_level
from tui.forms.day import DayField, day_examples
from tui.forms.form import Form


class NextReviewDialog(Form):
    """One day, proposed by the limits of the book."""

    ENTER_SAVES = True

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """Whose review."""
        return _("Next review: {case}").format(case=self.name_of(self.book.case(self._code)))

    def parts(self) -> Iterable[Widget]:
        """The day."""
        today = self.book.today()
        yield DayField(
            "next_review", _("When is the plan looked at again?"), today, self._start, needed=True,
            help=_("Every {days} by the limits of this book. {examples}.").format(
                days=days_text(self._limit), examples=day_examples(today)
            ),
        )  # fmt: skip

    @property
    def _limit(self) -> int:
        case = self.book.case(self._code)
        return self.book.settings.limits.between_reviews(worst_level(case, self.book.parts(Flag, case.code)))

    @property
    def _start(self) -> date:
        """The day that is set, where it still lies ahead; else so long from today as the limits say."""
        today, planned = self.book.today(), self.book.case(self._code).next_review
        return planned if planned and planned > today else today + timedelta(days=self._limit)

    def save(self) -> None:
        """Set it."""
        day = self.field("next_review").value
        self.attempt(lambda: self.book.edit_case(self._code, next_review=day))
