"""Words that are almost a registered one: a letter too many, too few or another one, or two that changed places."""

from collections.abc import Iterator, Mapping
from functools import cached_property

_SHORTEST = 4
"""Letters of a name to which other words may be near."""


class Near:
    """The words of a register, ready to be compared with those of a text.

    Attributes:
        words: every word that is masked by itself, folded, with its token.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        """For these words."""
        self.words = words

    def token_of(self, word: str) -> str:
        """The token of the registered word that a folded word is or almost is; empty where there is none.

        Two words a slip apart are equal once one letter is left out of one of them, or of both; so only those are
        compared.
        """
        if word in self.words:
            return self.words[word]
        for key in (word, *shortened(word)) if len(word) <= self._longest + 1 else ():
            for name in self._by_rest.get(key, ()):
                if is_one_slip_apart(word, name):
                    return self.words[name]
        return ""

    @cached_property
    def _longest(self) -> int:
        """Letters of the longest word."""
        return max(map(len, self.words), default=0)

    @cached_property
    def _by_rest(self) -> dict[str, list[str]]:
        """The words by what is left of them without one letter."""
        near: dict[str, list[str]] = {}
        for word in self.words:
            for key in {word, *shortened(word)} if len(word) >= _SHORTEST else ():
                near.setdefault(key, []).append(word)
        return near


def shortened(word: str) -> Iterator[str]:
    """The word with each of its letters left out in turn."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def is_one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter too many, too few or another one, or two that changed places, make one word of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True  # the longer one has a letter more at its end
    one, other = one[start:], other[start:]
    return (
        one[1:] == other[1:] or one == other[1:] or one[1:] == other
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )  # fmt: skip
