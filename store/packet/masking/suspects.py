"""Suspects: what may give somebody away though nobody registered it. A person looks at each of them.

Nothing here decides. A word is a suspect because of what stands before it (an honorific), how it is written (with a
capital), or because it is almost a registered name; a number because it is long.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from store.language import in_all
from store.packet.masking import digits, institutions
from store.packet.masking.cues import (
    ABBREVIATED,
    ALSO_NAMES,
    AUXILIARIES,
    CLOSE,
    CUES,
    DOES,
    LEADS,
    MET,
    NEVER,
    NOBODY,
    OF_MANY,
)
from store.packet.masking.institutions import Institution
from store.packet.masking.names import Names
from store.packet.masking.patterns import TOKENS
from store.packet.masking.spans import Doubt, Span, Suspect
from store.packet.masking.words import fold, is_common
from store.packet.masking.written_days import UNKNOWN

_WORDS = re.compile(r"([^\W\d_]+(?:['’‘`][^\W\d_]+)*)")
_ASCII_WORDS = re.compile(r"([A-Za-z]+(?:['`][A-Za-z]+)*)")
_OPENS = re.compile(r"[.!?…:]\W*\s|\s[-–—•*]\s|[\"“”«(\[]\s*$")
"""What stands between the last word of a sentence or line and the first of the next."""
_AFTER_DOT = re.compile(r"\.\s{0,2}")
_HON_GAP = re.compile(r"\s{1,2}|\.")
_HON_DOT = re.compile(r"\.\s{1,2}")
_SHORT_FORM = re.compile("(?:n't|'(?:s|m|re|ll|ve|d))$")
"""English: *don't*, *Rina's*."""
_BLANKS = (" ", "  ")
_LED_GAP = re.compile(r" {1,2}|[:,] ?")
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,60}\]")
_KIN_GAP = re.compile(r" {1,2}| ?[:(,–-] ?")
_NEXT = re.compile(r" {1,2}([^\W\d_]+(?:['’][^\W\d_]+)?)")
_TAIL = re.compile("(?:nya|ku|mu|lah|kah|pun|tah)$")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_VOWEL = re.compile("[aeiouy]")

_FAR = 60
"""So far before a word it is looked for the end of the sentence before."""
_LONGEST = 8
"""Words of a phrase that can be let stand."""
_WEIGHT = (Doubt.NEAR_MISS, Doubt.HONORIFIC, Doubt.CAPITAL, Doubt.BESIDE)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A word as it is written, wherever it stands.

    Attributes:
        text: without what English writes onto it: *Rina's*.
        folded: the same as it is compared.
        is_usual: it is on the list of common words.
        is_never: it names nobody.
        is_capital: it begins with a capital.
        is_shouted: it is all in capitals.
    """

    text: str
    folded: str
    is_usual: bool
    is_never: bool
    is_capital: bool
    is_shouted: bool


@dataclass(slots=True)
class _Word:
    """A word of the text, and why it may be a name."""

    how: _Spelling
    start: int
    end: int
    before: str  # the word before it, whatever it is
    gap: str  # what stands between the two
    doubt: Doubt | None = None
    near: str = ""

    @property
    def opens(self) -> bool:
        """Whether it is the first of a sentence or line."""
        return not self.before or _opens(self.before, self.gap)

    def goes_on(self, word: "_Word") -> bool:
        """Whether it stands right behind another word, with nothing but a blank between them."""
        return self.gap in _BLANKS and self.start - len(self.gap) == word.end


class _Covered:
    """Pieces of a text that nothing is looked for in; asked about in order of place."""

    def __init__(self, pieces: Iterable[tuple[int, int]]) -> None:
        self._pieces = sorted(pieces)
        self._at = 0
        self._starts = frozenset(start for start, _ in self._pieces)
        self._ends = frozenset(end for _, end in self._pieces)

    def covers(self, start: int, end: int) -> bool:
        """Whether a piece overlaps one of them. It begins nowhere before the last one asked about."""
        while self._at < len(self._pieces) and self._pieces[self._at][1] <= start:
            self._at += 1
        return self._at < len(self._pieces) and self._pieces[self._at][0] < end

    def touches(self, text: str, start: int, end: int) -> bool:
        """Whether one of them stands beside a piece, with a blank between."""
        before = start - 1 in self._ends and text[start - 1] == " "
        return before or (end + 1 in self._starts and text[end : end + 1] == " ")


def find(text: str, taken: Sequence[Span], names: Names, passed: Container[str]) -> list[Suspect]:
    """What may give somebody away in a text.

    Args:
        text: the original.
        taken: what is masked in it already.
        names: the register: words that are almost in it are suspects, its tokens are not.
        passed: folded words and phrases that the worker let stand.

    Returns:
        The suspects in order, none of them over anything that is masked.
    """
    pieces = [*((span.start, span.end) for span in taken), *_tokens_in(text, names)]
    words = _words_in(text)
    _judge(text, words, _Covered(pieces), names)
    for sequence in _capitals(words):
        _release(sequence)
    masked = _Covered(pieces)
    wholes = [one for one in institutions.find(text) if one.is_named and not masked.covers(one.start, one.end)]
    whole = _Covered((one.start, one.end) for one in wholes)
    for word in words:
        if whole.covers(word.start, word.end):
            word.doubt = None  # it is asked about as a part of it
    found = [suspect for run in _runs(words) for suspect in _unpassed(text, run, passed)]
    found += [suspect for one in wholes for suspect in _whole(text, one, passed)]
    found += _numbers(text, _Covered(pieces), passed)
    return sorted(found, key=lambda suspect: suspect.start)


def _whole(text: str, one: Institution, passed: Container[str]) -> Iterator[Suspect]:
    """The suspect that an institution is, unless the worker let it stand, by its name alone or word by word."""
    said, name = text[one.start : one.end], text[one.name]
    if not (fold(said) in passed or fold(name) in passed or all(fold(word) in passed for word in name.split())):
        yield Suspect(said, one.start, one.end, Doubt.INSTITUTION)


@lru_cache(maxsize=50_000)
def _spelling(word: str) -> _Spelling | None:
    """How a word is written; None where it may be no name wherever it stands, as most words by far."""
    folded = fold(word)
    if "'" in folded and (base := _SHORT_FORM.sub("", folded)) and word[: len(base)].isalpha():
        word, folded = word[: len(base)], base
    is_usual, is_capital = is_common(folded), word[0].isupper()
    is_never = folded in NEVER
    if not is_capital and (is_usual or is_never or len(folded) < 2):
        return None
    return _Spelling(word, folded, is_usual, is_never, is_capital, len(word) > 1 and word.isupper())


def _words_in(text: str) -> list[_Word]:
    """The words that may be a name."""
    pieces = (_ASCII_WORDS if text.isascii() else _WORDS).split(text)  # every second one is a word
    ends = list(accumulate(map(len, pieces)))
    words = []
    for at, how in enumerate(map(_spelling, pieces[1::2])):
        if how:
            start, before = ends[2 * at], pieces[2 * at - 1] if at else ""
            words.append(_Word(how, start, start + len(how.text), before, pieces[2 * at]))
    return words


def _opens(before: str, gap: str) -> bool:
    """Whether a word is the first of a sentence or line, by the word before it and what stands between them."""
    if gap == " " or not _divides(gap):
        return False
    if not _AFTER_DOT.fullmatch(gap):
        return True
    folded = fold(before)
    return folded not in ABBREVIATED and len(folded) != 1


@lru_cache(maxsize=1_000)
def _divides(gap: str) -> bool:
    """Whether a sentence or line may begin behind what stands between two words."""
    return "\n" in gap or _OPENS.search(gap[-_FAR:]) is not None


def _tokens_in(text: str, names: Names) -> Iterator[tuple[int, int]]:
    if "[" in text:
        for found in _BRACKETS.finditer(text):
            said = found[0] in _said_tokens() or found[0] in names.tokens
            if said or all(f"[{one}]" in names.tokens for one in found[0][1:-1].split(" / ")):
                yield found.span()


@cache
def _said_tokens() -> frozenset[str]:
    """What stands for numbers, places and days in the packets of any language: a note may quote one."""
    return frozenset(said for token in (*TOKENS, UNKNOWN) for said in (token, *in_all(token)))


def _judge(text: str, words: Sequence[_Word], covered: _Covered, names: Names) -> None:
    """Say of each word why it may be a name, if it may."""
    before: _Word | None = None
    for word in words:
        how = word.how
        if len(how.folded) > 1 and not _names_nobody(word) and not covered.covers(word.start, word.end):
            if not how.is_usual and (near := _near(how.folded, names)):
                word.doubt, word.near = Doubt.NEAR_MISS, near
            elif _is_cued(word, before):
                word.doubt = Doubt.HONORIFIC
            elif how.is_capital and (how.is_usual or how.is_never) and _is_somebody(text, word):
                word.doubt = Doubt.BESIDE
            elif how.is_capital and (not (how.is_usual and word.opens) or _is_doer(text, word)):
                word.doubt = Doubt.CAPITAL
            elif not how.is_usual and len(how.folded) > 2 and _is_beside(text, word, covered):
                word.doubt = Doubt.BESIDE
            if how.is_shouted and word.doubt is not Doubt.NEAR_MISS and (how.is_usual or not _VOWEL.search(how.folded)):
                word.doubt = None  # where all is in capitals, a capital says nothing
        before = word


def _near(folded: str, names: Names) -> str:
    """The token of the registered name that a word almost is: as it is, without its ending, not drawn out (sitiii)."""
    once, token_of = _DRAWN_OUT.sub(r"\1", folded), names.near.token_of
    return token_of(folded) or token_of(_TAIL.sub("", folded)) or (token_of(once) if once != folded else "")


def _is_cued(word: _Word, before: _Word | None) -> bool:
    """Whether what stands before a word makes it a name: an honorific, or the first half of a name behind one.

    Args:
        word: the word.
        before: the last one before it that may be a name, near or far.
    """
    if word.how.is_usual and (not word.how.is_capital or "\n" in word.gap):
        return False
    said = fold(word.before)
    if said in CUES:
        dotted = said in ABBREVIATED and _HON_DOT.fullmatch(word.gap)
        return bool(dotted or _HON_GAP.fullmatch(word.gap))
    if before is None or before.doubt is not Doubt.HONORIFIC or word.how.is_capital:
        return False
    return word.goes_on(before)


def _is_beside(text: str, word: _Word, covered: _Covered) -> bool:
    """Whether an unknown word stands where a name may: beside something masked, or behind what leads to a name."""
    led = _LED_GAP.fullmatch(word.gap) and _leads(fold(word.before))
    return bool(led) or covered.touches(text, word.start, word.end)


def _names_nobody(word: _Word) -> bool:
    """Whether a word is no name where it stands: *in May*, but not *Aunt May*."""
    how = word.how
    if not how.is_never or how.is_shouted:
        return how.is_never
    return not (how.folded in ALSO_NAMES and how.is_capital and (_is_kin(word) or _is_cued(word, None)))


def _is_kin(word: _Word) -> bool:
    """Whether a word for kin or somebody near stands before this one."""
    if not _KIN_GAP.fullmatch(word.gap):
        return False
    said = fold(word.before)
    return _TAIL.sub("", said) in CLOSE and not (said in OF_MANY and word.how.is_usual)


def _is_somebody(text: str, word: _Word) -> bool:
    """Whether a word with a capital stands where a person does: `Son Will`, `Anaknya: Cahaya`, `Rang Will`."""
    if word.how.folded in NOBODY:
        return False
    if _is_kin(word):
        return True
    behind = _NEXT.match(text, word.end)
    return word.gap in _BLANKS and fold(word.before) in MET and not (behind and behind[1][0].isupper())


def _is_doer(text: str, word: _Word) -> bool:
    """Whether a common word that opens a sentence does something there: `Will rang`, but not `Will she ring?`."""
    behind = _NEXT.match(text, word.end)
    return word.how.folded in AUXILIARIES and behind is not None and fold(behind[1]) in DOES


def _leads(folded: str) -> bool:
    return folded in LEADS or _TAIL.sub("", folded) in CLOSE


def _capitals(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """The capitalised words, those joined by a space together."""
    sequence: list[_Word] = []
    for word in words:
        if sequence and not (word.how.is_capital and word.goes_on(sequence[-1])):
            yield sequence
            sequence = []
        if word.how.is_capital:
            sequence.append(word)
    if sequence:
        yield sequence


def _release(sequence: Sequence[_Word]) -> None:
    """Common words in capitals one after the other are a heading or an office (Dinas Pendidikan): no suspects."""
    if len(sequence) > 1 and all(word.how.is_never or word.how.is_usual for word in sequence):
        for word in sequence:
            if word.doubt is Doubt.CAPITAL:
                word.doubt = None


def _runs(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """The doubtful words, those joined by a space together."""
    run: list[_Word] = []
    for word in words:
        if run and not (word.doubt and word.goes_on(run[-1])):
            yield run
            run = []
        if word.doubt:
            run.append(word)
    if run:
        yield run


def _unpassed(text: str, run: Sequence[_Word], passed: Container[str]) -> Iterator[Suspect]:
    """The suspects of a run: all of it, but for the words and phrases that the worker let stand."""
    start = at = 0
    while at < len(run):
        size = next((n for n in range(min(len(run) - at, _LONGEST), 0, -1) if _phrase(run[at : at + n]) in passed), 0)
        if size:
            yield from _suspect(text, run[start:at])
            start = at = at + size
        else:
            at += 1
    yield from _suspect(text, run[start:])


def _phrase(words: Sequence[_Word]) -> str:
    return " ".join(word.how.folded for word in words)


def _suspect(text: str, words: Sequence[_Word]) -> Iterator[Suspect]:
    """The suspect that words are, or several: each of them short enough to be let stand."""
    for at in range(0, len(words), _LONGEST):
        few = words[at : at + _LONGEST]
        start, end = few[0].start, few[-1].end
        first = min(few, key=lambda word: _WEIGHT.index(word.doubt or Doubt.CAPITAL))
        yield Suspect(text[start:end], start, end, first.doubt or Doubt.CAPITAL, first.near)


def _numbers(text: str, covered: _Covered, passed: Container[str]) -> Iterator[Suspect]:
    for start, end in digits.find(text, covered.covers):
        if fold(text[start:end]) not in passed:
            yield Suspect(text[start:end], start, end, Doubt.DIGITS)
