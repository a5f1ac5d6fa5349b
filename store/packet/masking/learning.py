"""What of a name is looked for: which of its words by themselves, which only together, which only as a whole."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from store.packet.masking.bearers import Bearers
from store.packet.masking.borderless import Borderless
from store.packet.masking.cues import INSTITUTIONS
from store.packet.masking.forms import ENCLITICS, Form, Forms
from store.packet.masking.parts import PARTICLES, Parts
from store.packet.masking.spelt import NO_INITIALS, Spelt
from store.packet.masking.subjects import Subject, shared_letters
from store.packet.masking.titles import KIN, NAMES_TOO, bare_words, called, honorifics, without_honorifics, words_of
from store.packet.masking.words import common_words, flat, is_common

_APART = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)+")
_SHORTEST_NUMBER = 3
"""Digits of an alias without a letter: fewer stand for too much."""


class Learnt:
    """All that the names of a register are found by.

    Attributes:
        forms: what is looked for.
        parts: what may stand beside it.
        spelt: the same letter by letter.
        bearers: who is meant by it.
        borderless: what is looked for inside of words.
    """

    def __init__(self, subjects: Sequence[Subject], tokens: Sequence[str]) -> None:
        """Learn the forms of every name.

        Args:
            subjects: in order of importance.
            tokens: what stands for each of them.
        """
        self.forms = Forms()
        self.spelt = Spelt()
        self.parts = Parts(len(subjects), self.spelt)
        titled = [one.titled if one.titled and token == one.token else token
                  for one, token in zip(subjects, tokens, strict=True)]  # fmt: skip
        self.bearers = Bearers(tokens, titled)
        self.borderless = Borderless()
        self._shared = shared_letters(subjects)
        for of, subject in enumerate(subjects):
            for name in subject.names:
                self._learn_name(of, name)
            for alias in subject.loose:
                self._learn_loose(of, alias)
        whole = frozenset(self.forms.words)  # the Nur of Nur'aini is another one's name
        for of, subject in enumerate(subjects):
            for name in (*subject.names, *subject.loose):
                self._learn_halves(of, name, whole)

    def _learn_name(self, of: int, name: str) -> None:
        words = bare_words(name)
        self.bearers.learn(of, *called(name))
        self.borderless.learn(of, name, whole=False)
        if not words or (len(words) == 1 and words[0] in KIN):
            return
        strong = [word for word in words if len(word) >= 3 and word.isalpha() and word not in PARTICLES | KIN]
        strong = strong or [word for word in words if len(words) == 1 and len(word) >= 3]
        for word in words:
            if word not in KIN:
                self.parts.learn(of, word)
        for word in strong:
            self.forms.learn_word(of, word)
            self.spelt.learn(of, word)
        initials = "".join(word[0] for word in words)
        if len(words) > 1:
            joined = "".join(words)
            if len(joined) >= 6 or (not strong and joined not in common_words()):
                self.forms.learn_word(of, joined)
                self.spelt.learn(of, joined)
            self.spelt.learn_initials(of, initials)
        for one, other in pairwise(words):
            if min(len(one), len(other)) <= 2 and len(one + other) >= 4 and one + other not in common_words():
                self.forms.learn_word(of, one + other)  # Laode, Niluh
        if len(words) > 1 and not strong:
            self._learn_together(of, words)
        elif not strong:
            self._learn_short(of, words[0])
        for letters in (*strong, initials):
            self.forms.learn_letter(letters[0])

    def _learn_loose(self, of: int, alias: str) -> None:
        self.borderless.learn(of, alias, whole=True)
        words = words_of(alias)
        bare = without_honorifics(words)
        whole, title = called(alias)
        self.bearers.learn(of, whole, title)
        if not all(is_common(word) for word in bare):
            words = bare
        if len(whole) > 1 and whole != words and not all(is_common(word) for word in whole):
            self._learn_together(of, whole)  # of "Keluarga Harahap Siregar" one is Bu Harahap Siregar
        if not words or (len(words) == 1 and words[0] in (KIN | honorifics) - NAMES_TOO):
            return
        if not any(word.isalpha() for word in words):
            if len("".join(words)) >= _SHORTEST_NUMBER:
                self._learn_together(of, words)
            return
        if len(words) > 1:
            self._learn_together(of, words)
        elif len(words[0]) < 3:
            is_shared = words[0] in self._shared
            if is_shared:
                self._learn_together(of, words_of(alias))  # Bapak D and Kakak D: each only as a whole
            if not is_shared or not _is_usual(words[0]):
                self._learn_short(of, words[0])
        for word in words:
            if len(word) >= 3 and (len(words) == 1 or _is_telling(word)):
                self.forms.learn_word(of, word)

    def _learn_short(self, of: int, word: str) -> None:
        """A name of one or two letters: two go wherever they stand, but where they are a word of their own too."""
        self.forms.learn(of, word, Form((word,), alone=_is_usual(word)))
        for tail in () if _is_usual(word) else ENCLITICS:
            if not is_common(word + tail):
                self.forms.learn(of, word + tail, Form((word,)))

    def _learn_halves(self, of: int, name: str, known: Container[str]) -> None:
        """What stands on both sides of an apostrophe, where the word is masked by itself, but for known words."""
        for whole in _APART.findall(flat(name).text):
            halves = whole.split("'")
            if "".join(halves) in self.forms.words:
                self._learn_together(of, halves)  # Nu man
                for half in halves:
                    if half not in known and _is_telling(half):
                        self.forms.learn_word(of, half)

    def _learn_together(self, of: int, words: Sequence[str]) -> None:
        """Words that are found together only."""
        self.forms.learn(of, words[0], Form(tuple(words)))


def _is_usual(short: str) -> bool:
    """Whether a word of one or two letters is found in any text."""
    return len(short) < 2 or not short.isalpha() or short in NO_INITIALS or is_common(short)


def _is_telling(word: str) -> bool:
    """Whether a word of an alias gives it away by itself."""
    named = word not in honorifics | KIN | PARTICLES | INSTITUTIONS and not is_common(word)
    return named and len(word) >= 3 and word.isalpha()
