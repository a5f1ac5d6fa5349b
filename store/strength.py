"""What a new passphrase must be, one rule for every way to choose one, and how strong it is, in words of our own.

Too short is refused. Weak is only told: the choice is the user's.
"""

from dataclasses import dataclass

from store.errors import Refused
from store.language import N_, _, n_

SHORTEST = 8
"""The fewest characters a passphrase may have."""
FAIR = 2
"""The score from which nobody is warned."""

_RECOVERY_KEY = "AGE-SECRET-KEY-1"
_LOOKED_AT = 72
"""The measuring takes far longer with every character, and beyond these nothing becomes weak any more."""
_WORDS = (N_("very weak"), N_("weak"), N_("fair"), N_("good"), N_("strong"))
_MINUTE, _HOUR, _DAY, _MONTH, _YEAR = 60, 3600, 86_400, 2_629_800, 31_557_600


def unfit(passphrase: str) -> str:
    """Why this cannot become a passphrase, in a sentence; empty where it can."""
    if as_recovery_key(passphrase):
        return _("A recovery key cannot be the passphrase: choose words of your own.")
    if len(passphrase) < SHORTEST:
        return _("At least {count} characters.").format(count=SHORTEST)
    return ""


def must_be_fit(passphrase: str) -> None:
    """Let nothing become a passphrase that cannot be one.

    Raises:
        Refused: it cannot.
    """
    if why := unfit(passphrase):
        raise Refused(_("This cannot be the passphrase. {why} Nothing was changed.").format(why=why))


def as_recovery_key(typed: str) -> str:
    """A recovery key as it stands in one line, however it was copied from paper; empty where this is none."""
    bare = "".join(typed.split()).upper()
    return bare if bare.startswith(_RECOVERY_KEY) else ""


@dataclass(frozen=True, slots=True)
class Strength:
    """What is known of a passphrase.

    Attributes:
        score: from 0, very weak, to 4, strong.
        seconds: how long guessing would take somebody who has the laptop, at ten thousand tries a second.
    """

    score: int
    seconds: float

    @property
    def is_fair(self) -> bool:
        """Whether it needs no warning."""
        return self.score >= FAIR

    @property
    def share(self) -> float:
        """The score as a share of the best there is, above 0."""
        return (self.score + 1) / len(_WORDS)

    @property
    def word(self) -> str:
        """The score as a word."""
        return _(_WORDS[self.score])

    @property
    def time(self) -> str:
        """How long guessing it would take, such as "3 hours"."""
        seconds = self.seconds
        if seconds < 1:
            return _("less than a second")
        if seconds < _MINUTE:
            return n_("{count} second", "{count} seconds", int(seconds)).format(count=int(seconds))
        if seconds < _HOUR:
            return n_("{count} minute", "{count} minutes", int(seconds / _MINUTE)).format(count=int(seconds / _MINUTE))
        if seconds < _DAY:
            return n_("{count} hour", "{count} hours", int(seconds / _HOUR)).format(count=int(seconds / _HOUR))
        if seconds < _MONTH:
            return n_("{count} day", "{count} days", int(seconds / _DAY)).format(count=int(seconds / _DAY))
        if seconds < _YEAR:
            return n_("{count} month", "{count} months", int(seconds / _MONTH)).format(count=int(seconds / _MONTH))
        years = int(seconds / _YEAR)
        return n_("{count} year", "{count} years", years).format(count=years) if years < 100 else _("centuries")


def strength_of(passphrase: str) -> Strength:
    """Measure a passphrase. Takes up to some hundredths of a second."""
    from zxcvbn import zxcvbn  # not at the start of the program: its lists of words are large

    if not passphrase:
        return Strength(0, 0)
    found = zxcvbn(passphrase[:_LOOKED_AT])
    return Strength(found["score"], float(found["crack_times_seconds"]["offline_slow_hashing_1e4_per_second"]))
