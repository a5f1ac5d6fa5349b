"""Registered names in scripts that know no borders of words, as Chinese and Thai: looked for inside of everything."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from store.packet.masking.words import Flat, fold

FIRST_BORDERLESS = "\u0900"
"""From here on Unicode has the scripts that know no borders of words, or hang marks on letters inside of them."""

_BETWEEN = re.compile(r"[\s·・.,()]+")


class Borderless:
    """The names of a register that are written so, ready to be found."""

    def __init__(self) -> None:
        """Without any name yet."""
        self._pieces: dict[str, int] = {}

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return bool(self._pieces)

    def learn(self, of: int, name: str, *, whole: bool) -> None:
        """Learn what of a name is written so, if anything.

        Args:
            of: the number of the subject.
            name: as it is registered.
            whole: it is not looked for in parts.
        """
        words = [word for word in _BETWEEN.split(normalize("NFC", name)) if fold(word) >= FIRST_BORDERLESS]
        for piece in _pieces(words, whole):
            self._pieces.setdefault(fold(piece), of)

    def find(self, page: Flat) -> Iterator[tuple[int, int, int]]:
        """Where the names stand in a folded text, in no order: from where to where, and the number of the subject."""
        for piece, of in self._pieces.items():
            at = page.text.find(piece)
            while at >= 0:
                end = at + len(piece)
                yield at, end, of
                at = page.text.find(piece, end)


def _pieces(words: Sequence[str], whole: bool) -> Iterator[str]:
    """What to look for of a name: all of it, and its parts of at least two letters."""
    if not words:
        return
    yield "".join(words)
    yield " ".join(words)
    for word in () if whole else words:
        if len(word) >= 2:
            yield word
        if len(word) in (3, 4) and all("\u4e00" <= letter <= "\u9fff" for letter in word):
            yield word[-2:]  # the given name, as Chinese and most Japanese names are built
            yield f"{word[:-2]} {word[-2:]}"
