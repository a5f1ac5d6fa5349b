"""A line and a field for a moment that has come: a day, a time of day, or both, typed as a person writes them."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType

from store.language import _
from store.language.formats import clock_text, moment_text
from store.language.moments import read_moment
from tui.forms.text import LineField, LineInput
from tui.frame import KeyLabel


def moment_examples(now: datetime) -> str:
    """How a moment that has come may be written."""
    return _("now, {morning}, yesterday {afternoon}, {moment}.").format(
        morning=clock_text(now.replace(hour=8, minute=15)),
        afternoon=clock_text(now.replace(hour=14, minute=0)),
        moment=moment_text((now - timedelta(days=7)).replace(hour=9, minute=30)),
    )


class MomentInput(LineInput):
    """A line for a moment. Up and down go through the days.

    Attributes:
        moment: the last one that was taken over.
    """

    SELECTS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "day(1)", show=False),
        Binding("down", "day(-1)", show=False),
    ]

    def __init__(self, moment: datetime, clock: Callable[[], datetime]) -> None:
        """With a moment to begin with, and what tells which have come."""
        super().__init__(moment_text(moment))
        self.moment = moment
        self._clock = clock

    @property
    def meant(self) -> datetime:
        """The moment that is typed, whether it has come or not. Raises `ValueError` as `read_moment`."""
        if self.value.strip() == moment_text(self.moment):
            return self.moment  # as it was, to the second
        return read_moment(self.value, self.moment, self._clock())

    def trouble(self) -> str:
        """What is wrong with what is typed; empty when nothing is. What stood there to begin with is not questioned."""
        try:
            meant = self.meant
        except ValueError as error:
            return str(error)
        return _("This has not come yet.") if meant != self.moment and meant > self._clock() else ""

    def read(self) -> str:
        """Take over what is typed; answers what is wrong with it, or nothing."""
        wrong = self.trouble()
        if not wrong:
            self.moment = self.meant
        return wrong

    def on_blur(self) -> None:
        """Show which moment was understood."""
        if not self.read():
            self.value = moment_text(self.moment)

    def action_day(self, by: int) -> None:
        """A day later or earlier."""
        with suppress(ValueError, OverflowError):  # not a moment: left for the user to mend
            self.value = moment_text(self.meant + timedelta(days=by))
            self.select_all()


class MomentField(LineField):
    """A field for a moment."""

    def __init__(
        self, key: str, label: str, moment: datetime, clock: Callable[[], datetime], *, help: str = ""
    ) -> None:
        """With a moment to begin with; see `Field` and `MomentInput`."""
        self.moment = MomentInput(moment, clock)
        super().__init__(key, label, self.moment.value, help=help, needed=True, control=self.moment)

    @property
    def value(self) -> datetime:  # type: ignore[override]  # a moment, where other lines have a text
        """The moment; the last one that made sense, where what is typed makes none."""
        return self.moment.moment if self.trouble() else self.moment.meant

    def understood(self) -> str:
        """The moment in words, where another one is typed."""
        with suppress(ValueError):
            return moment_text(self.moment.meant) if self.is_touched else ""
        return ""

    def trouble(self) -> str:
        """Missing, not a moment, or one that has not come."""
        return super().trouble() or self.moment.trouble()

    def keys(self) -> Sequence[KeyLabel]:
        """How to go through the days."""
        return [(_("up/down"), _("a day"))]
