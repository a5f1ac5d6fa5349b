"""The fields of the limits of the daily review: five numbers of a phase in one line, and one number by itself.

An empty field stands for what is usual, which shows in it in grey.
"""

import re

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from store import InvalidInput
from store.language import _
from store.model import Phase
from store.model.case import MOST_DAYS
from store.model.record import build
from store.practice.limits import Limits, PhaseLimits
from tui.forms.field import Field
from tui.forms.number import NumberField, typed_number
from tui.forms.text import LineField, LineInput

USUAL = Limits()
"""The limits of a new book."""

_OF_PHASE = tuple(PhaseLimits.model_fields)
_LINE = re.compile(r"[0-9]{1,6}(?:[ ,./;:·-]+[0-9]{1,6}){4}", re.ASCII)


def written(limits: PhaseLimits) -> str:
    """The five numbers of a phase as they are typed: `1 3 7 · 7 14`."""
    high, medium, low, stale, stuck = (getattr(limits, name) for name in _OF_PHASE)
    return f"{high} {medium} {low} · {stale} {stuck}"


def read_limits(text: str) -> PhaseLimits:
    """What a line with five numbers means; anything but a digit may stand between them.

    Raises:
        ValueError: it is something else, or the numbers do not go together; the sentence is for the user.
    """
    numbers = [int(each) for each in re.findall("[0-9]+", text)] if _LINE.fullmatch(text.strip()) else []
    if not numbers or not all(1 <= each <= MOST_DAYS for each in numbers):
        raise ValueError(_("Five whole numbers from 1 to {most}, such as 1 3 7 · 7 14.").format(most=MOST_DAYS))
    try:
        return build(PhaseLimits, dict(zip(_OF_PHASE, numbers, strict=True)))
    except InvalidInput as error:
        raise ValueError(next(iter(error.problems.values()))) from None


class _Row(Field):
    """A field whose label stands beside it."""

    def compose(self) -> ComposeResult:
        """The label, and beside it what is typed in and what is said of it."""
        self.add_class("limit")
        with Horizontal():
            yield Static(Content(self._label), classes="label", markup=False)
            with Vertical():
                yield self.control
                yield Static(classes="under", markup=False)


class PhaseField(_Row, LineField):
    """The limits of one phase."""

    def __init__(self, phase: Phase, now: Limits) -> None:
        """With the limits that hold now."""
        self._usual = USUAL.of(phase)
        text = written(now.of(phase))
        super().__init__(phase.value, phase.label, text, control=LineInput(text, placeholder=written(self._usual)))

    @property
    def limits(self) -> PhaseLimits:
        """What is typed; the usual limits when nothing is. Asked only when `trouble` finds nothing."""
        return self._usual if self.is_empty else read_limits(self.line.value)

    def put_usual(self) -> None:
        """Type what is usual."""
        self.line.value = written(self._usual)

    def understood(self) -> str:
        """Which number is which, and what is usual, where something else is typed."""
        try:
            limits = self.limits
        except ValueError:
            return ""
        if limits == self._usual:
            return ""
        words = _("risk high {high}, medium {medium}, low {low}; mentioned after {stale}, asked about after {stuck}")
        return words.format(**dict(limits)) + "\n" + _usual(written(self._usual))

    def trouble(self) -> str:
        """Not five such numbers."""
        try:
            _limits = self.limits
        except ValueError as error:
            return str(error)
        return super().trouble()


class LimitField(_Row, NumberField):
    """One limit by itself."""

    def __init__(self, key: str, label: str, now: Limits) -> None:
        """With the limit that holds now."""
        self._usual: int = getattr(USUAL, key)
        super().__init__(key, label, getattr(now, key), whole=True, least=1, most=MOST_DAYS)
        self.line.placeholder = typed_number(self._usual)
        self.add_class("-number")

    @property
    def limit(self) -> int:
        """What is typed; the usual limit when nothing is. Asked only when `trouble` finds nothing."""
        return self._usual if self.value is None else int(self.value)

    def put_usual(self) -> None:
        """Type what is usual."""
        self.line.value = typed_number(self._usual)

    def understood(self) -> str:
        """What is usual, where something else is typed."""
        try:
            limit = self.limit
        except ValueError:
            return ""
        return "" if limit == self._usual else _usual(typed_number(self._usual))


def _usual(text: str) -> str:
    return _("usual: {value}").format(value=text)
