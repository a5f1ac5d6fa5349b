"""Letters typed into a list: a word that leads to a line of it, or a sentence that was meant for a text."""

import time
from collections.abc import Callable

from store.language import _

PAUSE = 0.8
"""Seconds after which a new word begins."""
_REST = 2.0
"""Seconds after which a sentence is over."""


class Run:
    """Letters in quick succession.

    Attributes:
        word: the letters that lead somewhere so far.
        is_sentence: whether no line is meant: twice a letter led nowhere.
    """

    def __init__(self) -> None:
        """Nothing typed yet."""
        self.forget()

    def forget(self) -> None:
        """What is typed next begins anew."""
        self.is_sentence = False
        self.word, self._misses, self._at = "", 0, 0.0

    @property
    def is_over(self) -> bool:
        """Whether what is typed next begins anew."""
        return time.monotonic() - self._at > (_REST if self.is_sentence else PAUSE)

    def means_itself(self, find: Callable[[str], int | None]) -> bool:
        """Whether a space is no part of what is being typed, but the key that the list has for it."""
        return self.is_over or (not self._misses and find(self.word + " ") is None)

    def take(self, letter: str, find: Callable[[str], int | None]) -> int | None:
        """The line that is meant with one letter more; None for none.

        Args:
            letter: what was typed.
            find: the line with a word that begins so.
        """
        if self.is_over:
            self.forget()
        self._at = time.monotonic()
        if self.is_sentence:
            return None
        self.word += letter.casefold()
        found = find(self.word)
        if found is None:
            self._misses += 1
            self.is_sentence = self._misses > 1
            self.word = letter.casefold()  # perhaps a new word was begun quickly
            found = None if self.is_sentence else find(self.word)
        return found


def no_text_here() -> str:
    """What is said to a sentence."""
    return _("This is a list to choose from, not a line to write in. Nothing was changed.")
