"""Who is called what, and what is said where several are called the same: never one of them who may not be meant."""

from collections.abc import Collection, Sequence

from store.language import _
from store.packet.masking.titles import FAMILY

_MOST_TOLD = 3
"""So many are told beside each other; more would be read by nobody."""

_SAME_TITLE = {
    "bapak": "pak", "bpk": "pak", "bp": "pak", "bapa": "pak", "ibu": "bu", "ibuk": "bu", "buk": "bu", "mba": "mbak",
    "abang": "bang", "kakak": "kak", "adik": "dik", "adek": "dik", "dek": "dik", "madam": "mrs",
}  # fmt: skip


class Bearers:
    """The names of subjects as wholes: by which words, behind which title, in which order."""

    def __init__(self, tokens: Sequence[str], titled: Sequence[str]) -> None:
        """Of nobody yet.

        Args:
            tokens: of each subject.
            titled: the same behind a title of one person.
        """
        self._tokens, self._titled = tokens, titled
        self._wholes: dict[frozenset[str], dict[int, set[str]]] = {}
        self._firsts: set[tuple[int, str]] = set()
        self._lasts: set[tuple[int, str]] = set()

    def learn(self, of: int, words: Sequence[str], title: str = "") -> None:
        """Learn what somebody is called.

        Args:
            of: the number of the subject.
            words: of the whole name, without titles.
            title: what it is said with: of one word, `Mrs Brent` is not everybody of that name. Or `FAMILY`.
        """
        if not words:
            return
        titles = self._wholes.setdefault(frozenset(words), {}).setdefault(of, set())
        titles.add(_plain(title) if len(words) == 1 else "")
        if len(words) > 1:
            self._firsts.add((of, words[0]))
            self._lasts.add((of, words[-1]))

    def told(self, owners: Sequence[int], words: Collection[str], title: str) -> str:
        """What stands for a name.

        Args:
            owners: who may be meant, in order of importance.
            words: of the name as it is written.
            title: what stands before it; empty for nothing.
        """
        meant = self._meant(owners, frozenset(words), _plain(title)) if len(owners) > 1 else owners
        said = self._titled if title else self._tokens
        tokens = list(dict.fromkeys(said[of] for of in meant))
        if len(tokens) == 1:
            return tokens[0]
        if len(tokens) > _MOST_TOLD:
            return somebody()
        if all(token.startswith("[") for token in tokens):
            return "[{}]".format(" / ".join(token[1:-1] for token in tokens))
        return " / ".join(tokens)

    def is_whole(self, owners: Collection[int], words: Collection[str]) -> bool:
        """Whether some words are all that one of these is called."""
        return not self._wholes.get(frozenset(words), {}).keys().isdisjoint(owners)

    def is_first(self, owners: Collection[int], word: str) -> bool:
        """Whether names of these go on behind a word, and end with it nowhere."""
        return self._any(self._firsts, owners, word) and not self._any(self._lasts, owners, word)

    def is_last(self, owners: Collection[int], word: str) -> bool:
        """Whether names of these end with a word, and begin with it nowhere."""
        return self._any(self._lasts, owners, word) and not self._any(self._firsts, owners, word)

    @staticmethod
    def _any(known: Collection[tuple[int, str]], owners: Collection[int], word: str) -> bool:
        return any((of, word) in known for of in owners)

    def _meant(self, owners: Sequence[int], words: frozenset[str], title: str) -> Sequence[int]:
        """Of those who have these words in their names, those who are called nothing but that, and so addressed."""
        titles = self._wholes.get(words, {})
        if title:
            owners = [of for of in owners if FAMILY not in titles.get(of, ())] or owners
        called = [of for of in owners if title in titles.get(of, ())] if title else []
        whole = called or [of for of in owners if not {"", FAMILY}.isdisjoint(titles.get(of, ()))]
        if whole and len(words) > 1:
            return whole[:1]  # a full name that two have is that of one person who is listed twice
        return whole or owners


def somebody() -> str:
    """What stands for a name where nobody of the register can be said to be meant."""
    return "[{}]".format(_("Name"))


def _plain(title: str) -> str:
    """A title in one way of writing it."""
    return _SAME_TITLE.get(title, title)
