"""A page: a text as its folded words, each with its place, for those who look for names in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from itertools import accumulate, pairwise

from store.packet.masking.words import flat

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
"""A word of a folded text: letters, perhaps with apostrophes between them, or digits."""

_WORDS = re.compile(rf"({WORD.pattern})")
_ASCII_WORDS = re.compile(r"([A-Za-z]+(?:'[A-Za-z]+)*|[0-9]+)")
"""The same where there is nothing but ASCII, in half the time."""

_INNER_CAPITAL = re.compile(r"[A-Z](?<=[^\W\d_A-Z].)")

FAR = "|"
"""Between words that have nothing to do with each other."""

_NEAR = 60
_MOST_APOSTROPHES = 3

_Place = tuple[str, int, int]
"""A word, where it begins and where it ends."""

Known = Callable[[str], bool]


class Page:
    """A text as its folded words.

    Attributes:
        source: the text.
        flat: the same as it is compared, and where in the source its characters stand.
        text: that of `flat`, in which all places are counted.
        words: of the text; see `for_known` for what becomes of apostrophes.
        starts: of each word.
        ends: of each word.
    """

    def __init__(self, text: str) -> None:
        """Read a text."""
        self.source = text
        self.flat = flat(text)
        self.text = self.flat.text
        pieces = (_ASCII_WORDS if self.text.isascii() else _WORDS).split(self.text)
        places = list(accumulate(map(len, pieces)))
        self.words, self.starts, self.ends = pieces[1::2], places[0:-1:2], places[1::2]
        self._borders = [each.start() for each in _INNER_CAPITAL.finditer(text)] if self.flat.places is None else []

    def for_known(self, known: Known) -> "Page":
        """The same page with its words as those see it who look for some: without apostrophes, cut before capitals.

        Args:
            known: whether a folded word is looked for: such are not taken apart.
        """
        if not self.words or ("'" not in self.text and not self._borders):
            return self
        found: Iterable[_Place] = zip(self.words, self.starts, self.ends, strict=True)
        if "'" in self.text:
            found = [piece for one in found for piece in (_unquoted(one, known) if "'" in one[0] else (one,))]
        if self._borders:
            found = [piece for one in found for piece in _cut(one, self._borders, known)]
        page = copy(self)
        page.words, page.starts, page.ends = map(list, zip(*found, strict=True))
        return page

    def gap(self, at: int) -> str:
        """What stands between a word and the next, or `FAR` where that is long."""
        start, end = self.ends[at], self.starts[at + 1]
        return self.text[start:end] if end - start <= _NEAR else FAR

    def is_capital(self, at: int) -> bool:
        """Whether a word begins with a capital."""
        return self.source[self.flat.start(self.starts[at])].isupper()

    def behind_dot(self, end: int) -> int:
        """Where initials end that end here: their last dot belongs to them unless it may end the sentence."""
        if self.text[end : end + 1] != ".":
            return end
        behind = self.flat.start(end) + 1
        rest = self.source[behind : behind + 4].lstrip(" ")
        return end + 1 if rest and (rest[0].islower() or rest[0] in ",;:)-'’") else end


def _unquoted(one: _Place, known: Known) -> Iterator[_Place]:
    """A word with apostrophes: without them where it is known so (Nu'man), else what stands between them (Siti's)."""
    word, start, _ = one
    pieces = word.split("'")
    at = 0
    while at < len(pieces):
        taken = next((n for n in range(_MOST_APOSTROPHES, 0, -1) if known("".join(pieces[at : at + 1 + n]))), 0)
        end = start + len("'".join(pieces[at : at + 1 + taken]))
        yield "".join(pieces[at : at + 1 + taken]), start, end
        start, at = end + 1, at + 1 + taken


def _cut(one: _Place, borders: Sequence[int], known: Known) -> Iterator[_Place]:
    """A word with capitals inside: cut before them where that shows a known one (keSiti)."""
    word, start, end = one
    edges = (start, *borders[bisect_right(borders, start) : bisect_left(borders, end)], end)
    pieces = [(word[at - start : to - start], at, to) for at, to in pairwise(edges)]
    if not known(word) and any(len(piece) >= 3 and known(piece) for piece, _, _ in pieces):
        yield from pieces
    else:
        yield one
