"""Who is looked for: a person, group or place of the register, and what stands in its place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from store.packet.masking.titles import without_honorifics, words_of


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, group or place of the register.

    Attributes:
        token: what stands in its place.
        names: real names of a person; each word of at least three letters is masked by itself too.
        loose: aliases, names of groups and places: masked as a whole, and a word of them only when it is no common one.
        initials: what stands in its place where initials may be read.
        titled: what stands behind the title of one person, where the subject is a family; empty for the token.
    """

    token: str
    names: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    initials: str = ""
    titled: str = ""


def shared_letters(subjects: Sequence[Subject]) -> frozenset[str]:
    """The letters that more than one subject is called by, behind an honorific."""
    called = [{"".join(without_honorifics(words_of(alias))) for alias in one.loose} for one in subjects]
    counted = Counter(word for words in called for word in words if len(word) < 3)
    return frozenset(word for word, count in counted.items() if count > 1)
