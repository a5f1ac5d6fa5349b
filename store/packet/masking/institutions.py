"""Hospitals, churches, homes, markets and the like: a word for one, and behind it its name as far as the capitals go.

Such a name is one whole: `RS Bunda Thamrin` is neither a mother nor somebody called Thamrin. In English the word stands
behind the name. What is known by its form (`Puskesmas Sukamaju`) is found in `addresses`.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from store.packet.masking.addresses import NAME_PARTS, lower
from store.packet.masking.cues import ABBREVIATED, INSTITUTIONS, NEVER, ROLES
from store.packet.masking.spans import Span
from store.packet.masking.titles import KIN
from store.packet.masking.words import fold, is_common, word_set

_BEHIND = "hospital|clinic|church|mosque|foundation|orphanage"
_LEAD = re.compile(rf"(?<![\w'’-])(?:rumah sakit|{'|'.join(sorted(INSTITUTIONS))})(?= )")
_WORD = re.compile(r" ([^\W\d_](?:[\w'’-]*\w)?)(\.(?= ))?")
_TRAIL = re.compile(rf"(?<= )(?:{_BEHIND})(?![\w'’-])")
_WORDS_BEFORE = re.compile(r"(?:(?<![\w'’-])[^\W\d_](?:[\w'’-]*\w)? ){1,4}$")
_MOST_WORDS, _FAR = 8, 60
"""So many words a name has at most; so far before a word it is looked for."""
_ADDRESSED = word_set("pak bapak bpk bu ibu mas mbak mba bang kak mr mrs ms miss")
"""With these somebody begins who is there: `di Puskesmas Bu Rina`."""
_WHO = ROLES - KIN - NAME_PARTS
"""So do these: `Klinik Bidan Rina`."""
_DOTTED = ABBREVIATED | {"st", "sta"}
"""A name goes on behind their full stop."""
_RANK = 4
"""Behind all that is found in a text: whatever is in the name says what stands for it."""


@dataclass(frozen=True, slots=True)
class Institution:
    """Where one stands in a text.

    Attributes:
        start: of its first word.
        end: behind its last one.
        name: without the word for what it is.
        is_named: whether the rest is a name for sure, and does not perhaps only say of which kind it is: `Rumah Sakit
            Umum`.
    """

    start: int
    end: int
    name: slice
    is_named: bool


def find(text: str) -> list[Institution]:
    """The institutions and public places in a text, in order and without overlaps."""
    found: list[Institution] = []
    small = lower(text)
    for one in sorted([*_behind(text, small), *_before(text, small)], key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def wholes(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The names of which a part is masked: none is to be left standing by half.

    Args:
        text: the original.
        spans: the names of the register that were found in it.
    """
    named = deque(sorted(spans, key=lambda span: span.start))
    for each in find(text) if named else ():
        while named and named[0].end <= each.name.start:
            named.popleft()
        if named and named[0].start < each.name.stop:
            yield Span(each.name.start, each.name.stop, named[0].token, _RANK)


def _behind(text: str, small: str) -> Iterator[Institution]:
    """Those whose name stands behind the word: `RS Adam Malik`."""
    for lead in _LEAD.finditer(small):
        words = list(_capitals(text, lead.end()))
        while words and _ends_no_name(fold(words[-1][1])):
            words.pop()
        said = [fold(word[1]) for word in words]
        if words and said[0] not in _WHO:
            end = words[-1].end(1)
            yield Institution(lead.start(), end, slice(lead.end() + 1, end), any(map(_is_telling, said)))


def _before(text: str, small: str) -> Iterator[Institution]:
    """Those whose name stands before it: `Adam Malik Hospital`."""
    for trail in _TRAIL.finditer(small):
        before = _WORDS_BEFORE.search(text[max(0, trail.start() - _FAR) : trail.start()])
        words = before[0].split() if before and text[trail.start()].isupper() else []
        while words and not _begins_name(words):
            words.pop(0)
        if words:
            start = trail.start() - len(" ".join(words)) - 1
            yield Institution(start, trail.end(), slice(start, trail.start() - 1), is_named=True)


def _capitals(text: str, at: int) -> Iterator[re.Match[str]]:
    """The words with a capital from a place on, up to the first that addresses somebody or ends a sentence."""
    for _count in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if not word or not word[1][0].isupper():
            return
        said = fold(word[1])
        shouted = len(word[1]) > 1 and word[1].isupper()
        if said in _ADDRESSED or (shouted and is_common(said)):
            return
        yield word
        if word[2] and said not in _DOTTED:
            return
        at = word.end()


def _ends_no_name(said: str) -> bool:
    """Whether a word at the end is none of the name: `RS Adam Malik Senin`, `Puskesmas RT`."""
    return said in NEVER and said not in NAME_PARTS


def _begins_name(words: Sequence[str]) -> bool:
    """Whether the name of an institution may begin with the first of these words, all of them before its word."""
    said = fold(words[0])
    return all(word[0].isupper() for word in words) and not (said in NEVER or is_common(said))


def _is_telling(said: str) -> bool:
    """Whether a folded word names an institution, and does not only say of which kind it is."""
    return said in NAME_PARTS - KIN or not (said in NEVER or is_common(said))
