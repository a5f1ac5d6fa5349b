"""Fields for days: typed as a person writes them, with the day that was understood in words under the field."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType

from store.language import _
from store.language.days import day_in_words, read_day
from store.language.formats import day_text
from tui.forms.text import LineField, LineInput, ProposalInput
from tui.frame import KeyLabel

_AHEAD = timedelta(days=30)
"""How far ahead the example of a day lies."""


def day_examples(today: date) -> str:
    """How a day that is still to come may be written; the one that is written out lies ahead."""
    return _("For example tomorrow, Friday, +7, {day}").format(day=day_text(today + _AHEAD))


class DayInput(LineInput):
    """A line in which arrows go through the calendar."""

    SELECTS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "later(1)", show=False),
        Binding("down", "later(-1)", show=False),
        Binding("pageup", "later(7)", show=False),
        Binding("pagedown", "later(-7)", show=False),
    ]

    def __init__(self, value: str, today: date) -> None:
        """With a day to begin with, in words."""
        super().__init__(value)
        self._today = today

    def action_later(self, days: int) -> None:
        """That many days later; from today when there is no day yet."""
        try:
            day = read_day(self.value, self._today) + timedelta(days=days)
        except OverflowError:
            return
        except ValueError:
            if self.value.strip():
                return  # not a day: leave it for the user to mend
            day = self._today + timedelta(days=max(days, 0))
        self.value = day_text(day)
        self.select_all()


class DayField(LineField):
    """A field for one day."""

    def __init__(
        self, key: str, label: str, today: date, value: date | None = None, *, help: str = "", needed: bool = False
    ) -> None:
        """With a day to begin with; see `Field`."""
        self.today = today
        self._day = value
        shown = day_text(value) if value else ""
        super().__init__(key, label, shown, help=help, needed=needed, control=DayInput(shown, today))

    @property
    def value(self) -> date | None:  # type: ignore[override]  # a day, where other lines have a text
        """The day; None when the field is empty."""
        return None if self.is_empty else read_day(self.line.value, self.today)

    @property
    def is_touched(self) -> bool:
        """Whether it means another day, or none."""
        try:
            return self.value != self._day
        except ValueError:
            return True

    def understood(self) -> str:
        """The day in words."""
        try:
            return day_in_words(self.value, self.today) if self.value else ""
        except ValueError:
            return ""

    def trouble(self) -> str:
        """Not a day, or missing."""
        try:
            _day = self.value
        except ValueError as error:
            return str(error)
        return super().trouble()

    def keys(self) -> Sequence[KeyLabel]:
        """How to go through the calendar."""
        return [(_("up/down"), _("a day")), (_("pgup/pgdn"), _("a week"))]


class PastDayField(DayField):
    """A field for a day that has come."""

    def __init__(
        self, key: str, label: str, today: date, value: date | None = None, *, help: str = "", needed: bool = False,
        since: Callable[[], date | None] = lambda: None,
    ) -> None:  # fmt: skip
        """See `DayField`.

        Args:
            key: see `Field`.
            label: see `Field`.
            today: the last day that makes sense.
            value: the day it begins with.
            help: see `Field`.
            needed: see `Field`.
            since: answers the first day that makes sense; None for no bound.
        """
        super().__init__(key, label, today, value, help=help, needed=needed)
        self._since = since

    def trouble(self) -> str:
        """Not a day, missing, not come yet, or before it began."""
        wrong = super().trouble()
        if wrong or self.value is None:
            return wrong
        if self.value > self.today:
            return _("This day has not come yet.")
        since = self._since()
        if since is not None and self.value < since:
            return _("This is before {day}.").format(day=day_text(since))
        return ""


class DaysField(LineField):
    """A field for several days, separated by commas, counted from a day that another field gives."""

    def __init__(self, key: str, label: str, since: Callable[[], date], proposal: str, *, help: str = "") -> None:
        """Nothing to begin with.

        Args:
            key: see `Field`.
            label: see `Field`.
            since: the day from which `+30` counts, asked each time.
            proposal: what is offered while the field is empty.
            help: see `Field`.
        """
        self.since = since
        super().__init__(key, label, help=help, control=ProposalInput("", proposal))

    @property
    def value(self) -> tuple[date, ...]:  # type: ignore[override]  # days, where other lines have a text
        """The days, in order, each once."""
        parts = [part for part in self.line.value.replace(";", ",").split(",") if part.strip()]
        since = self.since()
        return tuple(sorted({read_day(part, since) for part in parts}))

    def understood(self) -> str:
        """The days in words."""
        try:
            return " · ".join(day_text(day) for day in self.value)
        except ValueError:
            return ""

    def trouble(self) -> str:
        """One of them is not a day."""
        try:
            _days = self.value
        except ValueError as error:
            return str(error)
        return super().trouble()

    def keys(self) -> Sequence[KeyLabel]:
        """How to take the proposal, while it is offered."""
        return [] if self.line.value else [(_("right"), _("take the proposal"))]
