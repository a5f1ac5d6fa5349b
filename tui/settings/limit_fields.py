"""The fields of the limits of the daily review: five numbers of a phase in one line, and one number by itself.

The five stand in columns with a head above all phases. An empty field stands for what is usual, which shows in it in
grey; below one that says something else stands what is usual.
"""

import re

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from store import InvalidInput
from store.language import _
from store.model import Phase, RiskLevel
from store.model.case import MOST_DAYS
from store.model.record import build
from store.practice.limits import Limits, PhaseLimits
from tui.forms.field import Field
from tui.forms.number import NumberField, typed_number
from tui.forms.text import LineField, LineInput
from tui.look.drawing import fitted

USUAL = Limits()
"""The limits of a new book."""

_OF_PHASE = tuple(PhaseLimits.model_fields)
_WIDTHS = (7, 7, 7, 7, 6)
"""Of the columns of the five numbers: wide enough for their heads, and for a window of 60 columns."""
_LINE = re.compile(r"[0-9]{1,6}(?:[ ,./;:·-]+[0-9]{1,6}){4}", re.ASCII)


def written(limits: PhaseLimits) -> str:
    """The five numbers of a phase as they stand in their columns."""
    return "".join(_at_right(str(getattr(limits, name)), width) for name, width in zip(_OF_PHASE, _WIDTHS, strict=True))


def _at_right(words: str, width: int) -> str:
    """In its column, with a blank before it."""
    shown = fitted(words, min(cell_len(words), width - 1))
    return " " * (width - cell_len(shown)) + shown


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


class Heads(Horizontal):
    """What the five numbers are, above the fields of the phases."""

    def compose(self) -> ComposeResult:
        """A head over the first three and one over the other two, and below it what each is."""
        levels = (RiskLevel.HIGH.label, RiskLevel.MEDIUM.label, RiskLevel.LOW.label)
        over = _("reached again, risk"), _("in phase")
        lines = (
            "".join(map(_at_right, over, (sum(_WIDTHS[:3]), sum(_WIDTHS[3:])))),
            "".join(map(_at_right, (*levels, _("shown"), _("asked")), _WIDTHS)),
        )
        self.add_class("limit-heads")
        yield Static(classes="label", markup=False)
        yield Static(Content.styled("\n".join(lines), "$quiet"), classes="heads", markup=False)


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
        """What is usual, in the same columns, where something else is typed."""
        try:
            is_usual = self.limits == self._usual
        except ValueError:
            return ""
        return "" if is_usual else f"{written(self._usual)}  " + _("usual")

    def on_descendant_blur(self) -> None:
        """What was typed comes into its columns."""
        if not self.is_empty and not self.trouble():
            self.line.value = written(self.limits)

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
        return "" if limit == self._usual else _("usual: {value}").format(value=typed_number(self._usual))
