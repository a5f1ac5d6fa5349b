"""A page: a text as its folded words, each with its place, for those who look for names in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from store.packet.masking.words import flat

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
"""A word of a folded text: letters, perhaps with apostrophes between them, or digits."""

_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")

FAR = "|"
"""Between words that have nothing to do with each other."""

_NEAR = 60
_MOST_APOSTROPHES = 3

_Place = tuple[str, int, int]
"""A word, where it begins and where it ends."""


class Page:
    """A text as its folded words.

    Attributes:
        source: the text.
        flat: the same as it is compared, and where in the source its characters stand.
        text: that of `flat`, in which all places are counted.
        words: without apostrophes.
        starts: of each word.
        ends: of each word.
    """

    def __init__(self, text: str, known: Container[str]) -> None:
        """Read a text.

        Args:
            text: any.
            known: folded words that are looked for: those are not taken apart at apostrophes and capitals.
        """
        self.source = text
        self.flat = flat(text)
        self.text = self.flat.text
        found = [(word[0], word.start(), word.end()) for word in WORD.finditer(self.text)]
        if "'" in self.text:
            found = [piece for one in found for piece in _unquoted(one, known)]
        if self.flat.places is None and (borders := [border.start() for border in _INNER_CAPITAL.finditer(text)]):
            found = [piece for one in found for piece in _cut(one, borders, known)]
        self.words = [word for word, _, _ in found]
        self.starts = [start for _, start, _ in found]
        self.ends = [end for _, _, end in found]

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


def _unquoted(one: _Place, known: Container[str]) -> Iterator[_Place]:
    """A word with apostrophes: without them where it is known so (Nu'man), else what stands between them (Siti's)."""
    word, start, _ = one
    pieces = word.split("'")
    at = 0
    while at < len(pieces):
        taken = next((n for n in range(_MOST_APOSTROPHES, 0, -1) if "".join(pieces[at : at + 1 + n]) in known), 0)
        end = start + len("'".join(pieces[at : at + 1 + taken]))
        yield "".join(pieces[at : at + 1 + taken]), start, end
        start, at = end + 1, at + 1 + taken


def _cut(one: _Place, borders: Sequence[int], known: Container[str]) -> Iterator[_Place]:
    """A word with capitals inside: cut before them where that shows a known one (keSiti)."""
    word, start, end = one
    edges = (start, *borders[bisect_right(borders, start) : bisect_left(borders, end)], end)
    pieces = [(word[at - start : to - start], at, to) for at, to in pairwise(edges)]
    if word not in known and any(len(piece) >= 3 and piece in known for piece, _, _ in pieces):
        yield from pieces
    else:
        yield one
