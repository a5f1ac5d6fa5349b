"""Words: how they are compared, and which of them are too common to be taken for a name.

`words.txt` is our own list, one word a line, in lower case and in order: what Indonesian and English case notes are
made of. Words that are names before anything else (Melati, Bunga, Budi) are left out on purpose.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from store import folding

_ALIKE = str.maketrans("´`ʹʻʼʽʾʿ′øØłŁđĐı", "'''''''''oollddi")
"""Letters that no normal form makes plain, and what people type for an apostrophe."""

_UNSEEN = "\u034f\u0640" + "".join(map(chr, range(0xFE00, 0xFE10)))
"""Joins of no width, the stroke that lengthens an Arabic word, and choices of a glyph."""

_SHORTEST = 4
"""Letters that must be left when an affix is taken off: shorter stems are found in too many names."""

_TAILS = (
    "nya", "lah", "kah", "pun", "tah", "ku", "mu",  # -nya and the like stand behind all other endings
    "kan", "an", "i",
    "ing", "ed", "es", "s", "ly",
)  # fmt: skip
_HEADS = (
    ("meng", "aeioughk"), ("men", "cdj"), ("mem", "bfp"), ("me", "lrwyn"),
    ("peng", "aeioughk"), ("pen", "cdj"), ("pem", "bfp"), ("pe", "lrwyn"),
    ("di", ""), ("ber", ""), ("ter", ""), ("per", ""), ("ke", ""), ("se", ""), ("diper", ""), ("memper", ""),
)  # fmt: skip
"""Prefixes, and the letters they stand before; none: before all."""
_MELTED = (("meny", "s"), ("men", "t"), ("mem", "p"), ("meng", "k"), ("peny", "s"), ("pen", "t"), ("pem", "p"))
"""Prefixes that take the place of the first letter of a stem, and that letter."""


def word_set(words: str) -> frozenset[str]:
    """Words with spaces between them as a set."""
    return frozenset(words.split())


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word or phrase as it is compared: lower case, no accents, plain apostrophes, one space between words."""
    return " ".join(flat(word).text.split())


@dataclass(frozen=True, slots=True)
class Flat:
    """A text as it is compared, which remembers where each of its characters stood.

    Attributes:
        text: folded; line ends stay line ends.
        places: of each character the place in the original, and behind the last one the length of the original; None
            where they are the same.
    """

    text: str
    places: Sequence[int] | None = None

    def start(self, at: int) -> int:
        """Where in the original a piece that begins here begins."""
        return at if self.places is None else self.places[at]

    def end(self, at: int) -> int:
        """Where in the original a piece that ends here ends, with the marks on its last letter."""
        return at if self.places is None else max(self.places[at], self.places[at - 1] + 1)


def flat(text: str) -> Flat:
    """A text as it is compared. Marks and invisible characters are gone: they protect no name."""
    if text.isascii():
        return Flat(_of_ascii(text))
    plain = text.translate(_PLAIN)
    if all(len(_PLAIN[ord(character)]) == 1 for character in set(text)):
        return Flat(plain)
    places = [place for place, character in enumerate(text) for _ in _PLAIN[ord(character)]]
    return Flat(plain, (*places, len(text)))


def _of_ascii(text: str) -> str:
    return text.lower().replace("`", "'")


class _Plain(dict[int, str]):
    """What each character is compared as, filled as they come."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isascii():
            plain = _of_ascii(character)
        elif character.isspace():
            plain = "\n" if character in "\x85\u2028\u2029" else " "
        elif unicodedata.category(character) == "Cf" or character in _UNSEEN:
            plain = ""
        else:
            plain = folding.fold(character.translate(_ALIKE))
        self[code] = plain
        return plain


_PLAIN = _Plain()


def is_common(word: str) -> bool:
    """Whether a word, or what it is derived from, is on the list.

    Args:
        word: folded.
    """
    known = common_words()
    return word in known or any(stem in known for stem in _stems(word))


@cache
def common_words() -> frozenset[str]:
    """The list, read when it is first asked for."""
    return frozenset((files("store.packet") / "masking" / "words.txt").read_text(encoding="utf-8").split())


def _stems(word: str) -> Iterator[str]:
    """What is left of a word when the affixes of Indonesian and English are taken off, one after the other."""
    for ended in _without_tails(word):
        if ended != word:
            yield ended
        yield from _without_head(ended)


def _without_tails(word: str) -> Iterator[str]:
    yield word
    for tail in _TAILS:
        if word.endswith(tail) and len(word) - len(tail) >= _SHORTEST:
            rest = word.removesuffix(tail)
            yield rest
            for inner in ("kan", "an", "i"):
                if len(tail) > 1 and rest.endswith(inner) and len(rest) - len(inner) >= _SHORTEST:
                    yield rest.removesuffix(inner)


def _without_head(word: str) -> Iterator[str]:
    for head, before in _HEADS:
        rest = word.removeprefix(head)
        if rest != word and len(rest) >= _SHORTEST and (not before or rest[0] in before):
            yield rest
    for head, letter in _MELTED:
        rest = word.removeprefix(head)
        if rest != word and len(rest) >= _SHORTEST - 1 and rest[0] in "aeiou":
            yield letter + rest
