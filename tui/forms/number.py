"""A field for a number, typed as a person writes it: `3`, `3,5`, `3.5`."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from store.language import _
from store.language.numbers import Number, read_number
from tui.forms.text import LineField, LineInput
from tui.frame import KeyLabel


def typed_number(value: Number) -> str:
    """A number as the language in use writes it, with no more decimals than it has: `3`, `3.5`, in Indonesian `3,5`."""
    whole, _point, part = f"{value:.9f}".rstrip("0").partition(".")
    return _("{whole}.{part}").format(whole=whole, part=part) if part else whole


class NumberInput(LineInput):
    """A line in which arrows count up and down."""

    SELECTS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "count(1)", show=False),
        Binding("down", "count(-1)", show=False),
    ]

    def __init__(self, value: str, least: Number | None, most: Number | None) -> None:
        """With a number to begin with, and its bounds."""
        super().__init__(value)
        self._least, self._most = least, most

    def action_count(self, by: int) -> None:
        """One more or one less, within the bounds; from nothing to the least."""
        try:
            value = read_number(self.value) + by
        except ValueError:
            if self.value.strip():
                return  # not a number: leave it for the user to mend
            value = self._least if self._least is not None else max(by, 0)
        if self._least is not None:
            value = max(value, self._least)
        if self._most is not None:
            value = min(value, self._most)
        self.value = typed_number(value)
        self.select_all()


class NumberField(LineField):
    """A field for one number."""

    def __init__(
        self, key: str, label: str, value: Number | None = None, *, whole: bool = False, least: Number | None = None,
        most: Number | None = None, unit: str = "", help: str = "", needed: bool = False,
    ) -> None:  # fmt: skip
        """With a number to begin with; see `Field`.

        Args:
            key: see `Field`.
            label: see `Field`.
            value: the number it begins with; None for none.
            whole: whether only whole numbers make sense.
            least: the smallest that makes sense; None for no bound.
            most: the greatest.
            unit: of what, in words; shown with the number that was understood. `set_unit` changes it.
            help: see `Field`.
            needed: see `Field`.
        """
        self._whole, self._least, self._most, self._unit = whole, least, most, unit
        self._number = value
        shown = "" if value is None else typed_number(value)
        super().__init__(key, label, shown, help=help, needed=needed, control=NumberInput(shown, least, most))

    @property
    def value(self) -> Number | None:  # type: ignore[override]  # a number, where other lines have a text
        """The number; None when the field is empty."""
        return None if self.is_empty else read_number(self.line.value, whole=self._whole)

    @property
    def is_touched(self) -> bool:
        """Whether it means another number, or none."""
        try:
            return self.value != self._number
        except ValueError:
            return True

    def set_unit(self, unit: str) -> None:
        """Count something else from now on."""
        self._unit = unit
        if self.is_mounted:
            self.show_under()

    def understood(self) -> str:
        """The number with its unit, where that says more than what was typed."""
        try:
            value = self.value
        except ValueError:
            return ""
        return f"{typed_number(value)} {self._unit}" if value is not None and self._unit else ""

    def trouble(self) -> str:
        """Not a number, out of bounds, or missing."""
        try:
            value = self.value
        except ValueError as error:
            return str(error)
        if value is None or self._is_within(value):
            return super().trouble()
        least, most = (typed_number(bound) if bound is not None else "" for bound in (self._least, self._most))
        if least and most:
            return _("This must be between {least} and {most}.").format(least=least, most=most)
        return _("This must be at least {least}.").format(least=least) if least else (
            _("This must be at most {most}.").format(most=most)
        )  # fmt: skip

    def _is_within(self, value: Number) -> bool:
        return (self._least is None or value >= self._least) and (self._most is None or value <= self._most)

    def keys(self) -> Sequence[KeyLabel]:
        """How to count."""
        return [(_("up/down"), _("more, less"))]
