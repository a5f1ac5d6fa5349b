"""Choosing a passphrase on the command line: typed twice in the same way, or given. How strong it is is said."""

from collections.abc import Callable

from store import Refused
from store.language import _
from store.strength import must_be_fit, strength_of, unfit
from tui.plain.output import warn
from tui.plain.passphrase import ask

TRIES = 3
"""How often it may be unfit, or typed in two ways, before the command gives up."""


def typed_twice(ask: Callable[[str], str], first: str, again: str, typed: str = "") -> str:
    """A new passphrase, asked for until it is fit and typed twice in the same way.

    Args:
        ask: asks for one line that is not shown.
        first: what is asked at first.
        again: what is asked then.
        typed: what was typed already the first time.

    Raises:
        Refused: it never was.
    """
    for _try in range(TRIES):
        new, typed = typed or ask(first), ""
        if why := unfit(new):
            warn(why)
            continue
        _tell_strength(new)
        if ask(again) == new:
            return new
        warn(_("These two are not the same. Type the passphrase again."))
    raise Refused(_("No passphrase was chosen. Nothing was changed."))


def chosen(typed: str = "") -> str:
    """A new passphrase of a book, as somebody types it.

    Args:
        typed: what was typed already the first time.

    Raises:
        Refused: none was ever fit and typed twice.
    """
    return typed_twice(ask, _("New passphrase: "), _("The new passphrase once more: "), typed)


def given(new: str) -> str:
    """A new passphrase that nobody types now.

    Raises:
        Refused: it cannot be one.
    """
    must_be_fit(new)
    _tell_strength(new)
    return new


def _tell_strength(new: str) -> None:
    """The choice is the user's."""
    strength = strength_of(new)
    told = _("This passphrase is {strength}: guessing it would take {time}.").format(
        strength=strength.word, time=strength.time
    )
    warn(told if strength.is_fair else f"{told} {_('Four or five words that do not belong together are strong.')}")
