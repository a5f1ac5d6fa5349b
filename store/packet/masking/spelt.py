"""Names that are written letter by letter: spelt (*S.i.t.i*), or as their initials with dots (*S.A.*)."""

import re

from store.packet.masking.forms import Owners
from store.packet.masking.hits import Hit
from store.packet.masking.page import Page
from store.packet.masking.words import word_set

NO_INITIALS = word_set("an ad as al da dr dl dll dst dkk sd up ub pp tt ps eg ie am pm vs")
"""Abbreviations, with dots and without: initials, or a name of two letters, only where they are capitals."""

_BETWEEN = re.compile(r"[. _*-]{1,2}")
_LONGEST = 40


class Spelt:
    """The names of a register as they are written so, ready to be found."""

    def __init__(self) -> None:
        """Without any name yet."""
        self._names: dict[str, Owners] = {}
        self._initials: dict[str, Owners] = {}

    def learn(self, of: int, name: str) -> None:
        """Learn what somebody may spell.

        Args:
            of: the number of the subject.
            name: a word of the name, or all of them as one, folded.
        """
        _own(self._names, name, of)

    def learn_initials(self, of: int, letters: str) -> None:
        """Learn the first letters of the words of a name."""
        _own(self._initials, letters, of)

    def at(self, page: Page, at: int) -> Hit | None:
        """The longest name that is written letter by letter from this word on; None where there is none."""
        last = at
        while (
            last + 1 < len(page.words) and last - at < _LONGEST and len(page.words[last + 1]) == 1
            and _BETWEEN.fullmatch(page.gap(last))
        ):  # fmt: skip
            last += 1
        run = "".join(page.words[at : last + 1])
        for size in range(len(run), 1, -1):
            letters, end = run[:size], at + size - 1
            if letters in self._names:
                return _hit(self._names[letters], at, end, page.starts[at], page.ends[end], {letters})
            dotted = letters in self._initials and all("." in page.gap(one) for one in range(at, end))
            if dotted and (letters not in NO_INITIALS or page.is_capital(at)):
                place = page.behind_dot(page.ends[end])
                return _hit(self._initials[letters], at, end, page.starts[at], place, set())
        return None


def _own(names: dict[str, Owners], name: str, of: int) -> None:
    owners = names.setdefault(name, {})
    owners.setdefault(of, len(owners))


def _hit(owners: Owners, first: int, last: int, start: int, end: int, used: set[str]) -> Hit:
    return Hit(next(iter(owners)), first, last, start, end, used, owners=tuple(owners))
