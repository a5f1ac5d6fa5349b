"""What was written for the supervisor about a case: it stays for the next packet of it, in memory alone.

It goes with the open book, so that nothing of it is left once that is locked, and when the session is written down.
"""

from weakref import WeakKeyDictionary

from store import Casebook

_OF: WeakKeyDictionary[Casebook, dict[str, str]] = WeakKeyDictionary()


def reflection(book: Casebook, code: str) -> str:
    """What stands in the last packet of a case; empty where nothing does."""
    return _OF.get(book, {}).get(code, "")


def keep_reflection(book: Casebook, code: str, text: str) -> None:
    """Keep it for the next packet of this case."""
    _OF.setdefault(book, {})[code] = text


def forget_reflection(book: Casebook, code: str) -> None:
    """The session was: the next packet begins anew."""
    keep_reflection(book, code, "")
