"""Fields for a passphrase: masked, never copied, never parked, and as it was typed."""

import unicodedata

from store.language import _
from store.strength import Strength, as_recovery_key, strength_of, unfit
from tui.forms.text import LineField, LineInput

_BAR = 10  # cells


class SecretInput(LineInput):
    """A masked line of which nothing can be copied. Whoever comes back to it types it anew: the rest cannot be read."""

    SELECTS = True

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.password = True

    def action_copy(self) -> None:
        """The clipboard is read by others."""

    def action_cut(self) -> None:
        """The clipboard is read by others."""


class SecretField(LineField):
    """A passphrase."""

    def __init__(self, key: str, label: str, help: str = "") -> None:
        """Empty; see `Field`."""
        super().__init__(key, label, help=help, needed=True, control=SecretInput())
        self._mark = ""  # that it is needed goes without saying

    @property
    def is_secret(self) -> bool:
        """Always."""
        return True

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is typed; blanks count."""
        return not self.line.value

    @property
    def value(self) -> str:
        """The passphrase, or a recovery key without the blanks that copying from paper brings."""
        typed = unicodedata.normalize("NFC", self.line.value)
        return as_recovery_key(typed) or typed


class NewSecretField(SecretField):
    """A passphrase being chosen, with its strength under it as it is typed."""

    def __init__(self, key: str, label: str, help: str = "") -> None:
        """Empty."""
        self._measured: tuple[str, Strength] = ("", Strength(0, 0))
        super().__init__(key, label, help)

    @property
    def strength(self) -> Strength:
        """How strong it is now."""
        if self._measured[0] != self.value:
            self._measured = self.value, strength_of(self.value)
        return self._measured[1]

    def trouble(self) -> str:
        """What makes it unfit, or that it is missing."""
        return super().trouble() if self.is_empty else unfit(self.value)

    def _lines(self) -> tuple[tuple[str, str], ...]:
        problem, _understood, help = super()._lines()
        if self.is_empty:
            return problem, help
        strength = self.strength
        style = "$foreground" if strength.is_fair else "$error"
        time = _("guessed in {time}").format(time=strength.time)
        return problem, (f"{_bar(strength)}  {strength.word} · {time}", style)


def _bar(strength: Strength) -> str:
    full = int(strength.share * _BAR)
    return "━" * full + "─" * (_BAR - full)
