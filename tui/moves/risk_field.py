"""The choice of how great the risk is. Where a danger is open that is greater, it says so; it never forbids."""

from collections.abc import Iterable

from store.model import Flag, RiskLevel
from store.practice.risk import Standing, greatest_open, too_low_warning
from tui.forms.choice_field import ChoiceField
from tui.forms.options import options


class RiskField(ChoiceField):
    """The assessed risk of a case."""

    def __init__(
        self, label: str, level: RiskLevel | None, flags: Iterable[Flag], *, help: str, unknown: str | None = None,
        needed: bool = False, unfolded: bool = False,
    ) -> None:  # fmt: skip
        """Begin at a level.

        Args:
            label: see `Field`.
            level: the present one; None for none.
            flags: the dangers of the case.
            help: see `Field`.
            unknown: words for leaving it open; None does not offer that.
            needed: see `Field`.
            unfolded: whether all levels are in sight.
        """
        self._danger = greatest_open(flags)
        super().__init__(
            "risk_level", label, options(RiskLevel, unknown), level, help=help, needed=needed, unfolded=unfolded
        )

    def understood(self) -> str:
        """That the choice is lower than a danger that is recorded."""
        level = RiskLevel.of(self.value) if self.value else None
        return too_low_warning(Standing(level, self._danger))
