"""The forms of registered names, by the word that each begins with.

A word that gives somebody away is kept once. What may be written onto it, as in *sitinya* and *pakbudi*, is taken off
the words of texts as they come: no register is so large that its forms would have to be counted.
"""

from dataclasses import dataclass

from store.packet.masking.words import common_words

_GLUED = ("pak", "bu", "ibu", "bapak", "mbak", "mas", "bang", "kak", "om", "tante", "si")
_ARABIC = ("و", "ف", "ب", "ل", "ك", "ال", "يا")
"""What is written onto the beginning of a name: honorifics of people in a hurry, and words of one letter in Arabic."""
_LEADS = (*_GLUED, *_ARABIC)
_FIRST_ARABIC = "\u0600"

_ENDS = ("lah", "kah", "pun", "tah")
ENCLITICS = ("nya", "ku", "mu", *_ENDS, *(whose + end for whose in ("nya", "ku", "mu") for end in _ENDS))
"""What is written onto the end of a name."""
_PLURALS = ("s", "es")
"""What English writes onto the name of a family: *the Harahaps*."""
ENDINGS = (*ENCLITICS, *_PLURALS)
_SHORTEST_PLURAL = 5
"""Letters of a name that is looked for in the plural: shorter ones are found in too many others."""
_SHORT_ENDS = ("nya", "ku", "mu", *_ENDS)  # no other ends otherwise

_MOST_WORDS = 50_000


@dataclass(frozen=True, slots=True)
class Form:
    """Words that are found together, folded.

    Attributes:
        words: one or more.
        lead: so many letters are written onto the first word and stay: `pakbudi`.
        alone: too short to be looked for everywhere: found behind an honorific, and with two letters and a capital.
    """

    words: tuple[str, ...]
    lead: int = 0
    alone: bool = False


Owners = dict[int, int]
"""The numbers of the subjects that have a form, in the order in which it was learnt for them, each with its turn: the
how manieth it was of all that was learnt."""

_Found = tuple[tuple[Form, Owners], ...]


class Forms(dict[str, _Found | None]):
    """The forms that begin with a word of a text, worked out when it first comes; None for a word that begins none.

    Attributes:
        words: those that are found by themselves, with who has them.
    """

    def __init__(self) -> None:
        """Without any form yet."""
        super().__init__()
        self.words: dict[str, Owners] = {}
        self._others: dict[str, dict[Form, Owners]] = {}
        self._letters: set[str] = set()
        self._turn = 0

    def __missing__(self, word: str) -> _Found | None:
        """Work it out."""
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self[word] = self._found(word)
        return found

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to find."""
        return not (self.words or self._others or self._letters)

    def begins_one(self, word: str) -> bool:
        """Whether a word of a text begins a form as it is, or may be a letter of a name that is spelt."""
        found = self[word]
        return found is not None and not (found and found == tuple(self._plural(word)))

    def learn_word(self, of: int, word: str) -> None:
        """Learn a word that is found by itself, with all that may be written onto it."""
        self._learn(self.words.setdefault(word, {}), of)

    def learn(self, of: int, first: str, form: Form) -> None:
        """Learn a form.

        Args:
            of: the number of the subject.
            first: the word that it begins with in a text.
            form: as it is found.
        """
        self._learn(self._others.setdefault(first, {}).setdefault(form, {}), of)

    def learn_letter(self, letter: str) -> None:
        """Learn that a name begins with this letter: where it stands by itself, a name may be spelt."""
        self._letters.add(letter)

    def _learn(self, owners: Owners, of: int) -> None:
        self._turn += 1
        owners.setdefault(of, self._turn)
        self.clear()

    def _found(self, word: str) -> _Found | None:
        found = [(Form((word,)), self.words[word])] if word in self.words else []
        if word.endswith(_SHORT_ENDS):
            found += self._ended(word)
        found += self._plural(word)
        if word.startswith(_LEADS) and word not in common_words():
            found += self._led(word)
        found += self._others.get(word, {}).items()
        return tuple(found) if found or word in self._letters else None

    def _ended(self, word: str) -> list[tuple[Form, Owners]]:
        """The words to which an ending makes this one; not *jumlah* for Jum."""
        common = common_words()
        return [
            (Form((stem,)), self.words[stem])
            for tail in ENCLITICS
            if word.endswith(tail) and (stem := word.removesuffix(tail)) in self.words
            and (stem in common or word not in common)
        ]  # fmt: skip

    def _plural(self, word: str) -> list[tuple[Form, Owners]]:
        """The names that this word is the plural of."""
        if not word.endswith("s") or word in common_words():
            return []
        stems = [word.removesuffix(tail) for tail in _PLURALS if word.endswith(tail)]
        return [
            (Form((stem,)), self.words[stem]) for stem in stems if stem in self.words and len(stem) >= _SHORTEST_PLURAL
        ]

    def _led(self, word: str) -> list[tuple[Form, Owners]]:
        """The words onto which something is written in this one."""
        return [
            (Form((rest,), len(lead)), self.words[rest])
            for lead in _LEADS
            if word.startswith(lead) and (rest := word.removeprefix(lead)) in self.words
            and lead in (_ARABIC if rest[0] >= _FIRST_ARABIC else _GLUED)
        ]  # fmt: skip
