"""Hospitals, churches, homes, markets and the like: a word for one, and behind it its name as far as the capitals go.

Such a name is one whole: `RS Bunda Thamrin` is neither a mother nor somebody called Thamrin. In English the word stands
behind the name. What is known by its form (`Puskesmas Sukamaju`) is found in `addresses`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from store.packet.masking.addresses import NAME_PARTS, PLACE, lower
from store.packet.masking.cues import ABBREVIATED, CLOSE, INSTITUTIONS, NAMED_ROLES, NEVER, ROLES
from store.packet.masking.spans import Span
from store.packet.masking.titles import KIN, honorifics
from store.packet.masking.words import fold, is_common, word_set

_ENGLISH = word_set("hospital clinic church mosque foundation orphanage")
_LEAD = re.compile(rf"(?<![\w'’-])(?:rumah sakit|{'|'.join(sorted(INSTITUTIONS))})(?= )")
_FOR_CHILDREN = re.compile("rs|rumah|panti|lksa|yayasan")
_KIND = re.compile(r" (?:Ibu (?:[Dd]an |& )?)?Anak(?= )")
"""Behind words that begin so it says for whom they are: `Rumah Sakit Ibu dan Anak Bunda`, `LKSA Anak Raja`."""
_WORD = re.compile(r" ([^\W\d_](?:[\w'’-]*\w)?)(\.(?= ))?")
_ANY = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_TRAIL = re.compile(rf"(?<= )(?:{'|'.join(sorted(_ENGLISH))})(?![\w'’-])")
_WORDS_BEFORE = re.compile(r"(?:(?<![\w'’-])[^\W\d_](?:[\w'’-]*\w)? ){1,4}$")
_MOST_WORDS, _FAR = 8, 60
"""So many words a name has at most; so far before a word it is looked for."""
_PEOPLE = CLOSE | NAMED_ROLES | honorifics
"""With these somebody begins who is there: `di Puskesmas Bu Rina`, `From hospital Dr Smith rang`."""
_PLAIN_PEOPLE = _PEOPLE - word_set("bunda umi ummi nyai sang hj haji hajjah hajah kh dr drg drs dra ir prof")
"""Indonesian institutions are named after the others: `RSUD Dr. Soetomo`, `RS Bunda Thamrin`."""
_PLAIN_ADULTS = _PLAIN_PEOPLE - {"anak"}
"""And associations after children: `Yayasan Peduli Anak Bangsa`."""
_WHO = ROLES - KIN - NAME_PARTS
"""At its begin these are no name either: `Klinik Bidan Rina`."""
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


def find(text: str, known: Sequence[Span] = ()) -> list[Institution]:
    """The institutions and public places in a text, in order and without overlaps.

    Args:
        text: the original.
        known: names that were found in it, in order and without overlaps: an institution may be named so, however
            common their words are.
    """
    found: list[Institution] = []
    small = lower(text)
    for one in sorted([*_behind(text, small, known), *_before(text, small)], key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def wholes(text: str, known: Sequence[Span]) -> Iterator[Span]:
    """The names of which a part is masked: none is to be left standing by half.

    Args:
        text: the original.
        known: names of the register that were found in it, in order and without overlaps.
    """
    for each in find(text, known) if known else ():
        yield from _parted(text, Span(each.name.start, each.name.stop, "", _RANK), known)


def parted(text: str, places: Iterable[Span], known: Sequence[Span]) -> Iterator[Span]:
    """What was found by its form, and where it may be the name of a person as well, so that nobody is lost in it.

    Args:
        text: the original.
        places: as `patterns` finds them.
        known: as for `wholes`.
    """
    for place in places:
        named = _within(known, place.start, place.end) if place.rank == PLACE else ()
        if not named:
            yield place
            continue
        people = [word for word in _ANY.finditer(text, place.start, named[0].start) if _is_somebody(fold(word[0]))]
        if people and people[0].start() > place.start:
            yield replace(place, end=people[0].start() - 1)
        yield from _parted(text, replace(place, start=people[-1].end() + 1) if people else place, known)


def _parted(text: str, name: Span, known: Sequence[Span]) -> Iterator[Span]:
    """A name in pieces: whoever is in it goes as far as the next one, so that nobody becomes somebody else."""
    start = name.start
    for one, following in pairwise([*_within(known, name.start, name.end), None]):
        if one and (following is None or following.token != one.token):
            end = following.start if following else name.end
            yield Span(start, start + len(text[start:end].rstrip()), one.token, name.rank)
            start = end


def _within(known: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those that a piece of the text has a part in."""
    first = bisect_right(known, start, key=lambda span: span.end)
    return known[first : bisect_left(known, end, key=lambda span: span.start)]


def _behind(text: str, small: str, known: Sequence[Span]) -> Iterator[Institution]:
    """Those whose name stands behind the word: `RS Adam Malik`."""
    for lead in _LEAD.finditer(small):
        is_english, at = lead[0] in _ENGLISH, lead.end()
        if _FOR_CHILDREN.match(lead[0]) and (kind := _KIND.match(text, at)):
            at = kind.end()
        words = list(_capitals(text, at, _people_beside(lead[0])))
        while words and not _may_end(words[-1], known, is_english=is_english):
            words.pop()
        said = [fold(word[1]) for word in words]
        if words and said[0] not in _WHO:
            end = words[-1].end(1)
            yield Institution(lead.start(), end, slice(at + 1, end), any(map(_is_telling, said)))


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


def _people_beside(lead: str) -> Container[str]:
    """The words with which, behind a word for an institution, its name is over and somebody begins."""
    if lead in _ENGLISH:
        return _PEOPLE
    return _PLAIN_ADULTS if lead in ("lksa", "yayasan") else _PLAIN_PEOPLE


def _capitals(text: str, at: int, people: Container[str]) -> Iterator[re.Match[str]]:
    """The words with a capital from a place on, up to the first that somebody begins with or that ends a sentence."""
    for _count in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if not word or not word[1][0].isupper():
            return
        said = fold(word[1])
        shouted = len(word[1]) > 1 and word[1].isupper()
        if _is_somebody(said, people) or (shouted and is_common(said)):
            return
        yield word
        if word[2] and said not in _DOTTED:
            return
        at = word.end()


def _is_somebody(said: str, people: Container[str] = _PLAIN_PEOPLE) -> bool:
    """Whether somebody begins with a folded word: `Bu`, `Kakaknya`."""
    return said in people or said.removesuffix("nya") in people


def _may_end(word: re.Match[str], known: Sequence[Span], *, is_english: bool) -> bool:
    """Whether a name may end with a word, as neither `RS Adam Malik Senin` does nor `Church Will Provide Food`."""
    said = fold(word[1])
    if said in NAME_PARTS:
        return True
    if said in NEVER:
        return False
    return not (is_english and is_common(said)) or bool(_within(known, *word.span(1)))


def _begins_name(words: Sequence[str]) -> bool:
    """Whether the name of an institution may begin with the first of these words, all of them before its word."""
    said = fold(words[0])
    return all(word[0].isupper() for word in words) and not (said in NEVER or is_common(said))


def _is_telling(said: str) -> bool:
    """Whether a folded word names an institution, and does not only say of which kind it is."""
    return said in NAME_PARTS - KIN or not (said in NEVER or is_common(said))
