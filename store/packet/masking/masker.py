"""Masking a text: everything that names or locates the client is replaced in one pass over the original.

All detectors look at the original text; numbers and addresses win over days, days over names, so that an e-mail address
made of a name goes as a whole. A detector that fails lets nothing out: its error ends the masking.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.model.disguise import MaskLevel
from store.model.person import Person
from store.model.text import clean
from store.packet.masking import institutions, patterns, suspects, written_days
from store.packet.masking.bearers import somebody
from store.packet.masking.names import Names
from store.packet.masking.page import Page
from store.packet.masking.spans import Span, Suspect, without_overlap
from store.packet.masking.subjects import Subject
from store.packet.masking.titles import initials_of

Tell = Callable[[date], str]
"""How a day is told where the real one must not be seen."""

_JOINED = re.compile("(?<=[^\\W\\d_])[\u200c\u200d](?=[^\\W\\d_])")
_TOKEN = re.compile(r"\[[A-Z]+\]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text after masking.

    Attributes:
        text: as it may be read.
        spans: what was replaced, by its place in the text as it was.
        suspects: what may give somebody away and still stands, by its place in the text as it was.
        source: the text as it was, cleaned: what the places are counted in.
    """

    text: str
    spans: tuple[Span, ...]
    suspects: tuple[Suspect, ...]
    source: str


class Masker:
    """Masks the texts of one case."""

    def __init__(
        self,
        subjects: Iterable[Subject],
        level: MaskLevel = MaskLevel.FULL,
        *,
        tell: Tell | None = None,
        passed: Container[str] = frozenset(),
        elsewhere: Names | None = None,
        say: Callable[[str], str] = str,
    ) -> None:
        """Learn the register.

        Args:
            subjects: whom and what to mask.
            level: how much is shown; at `NONE` every text stays as it is.
            tell: how days written in the text are told; None lets them stand.
            passed: words that the worker let stand, folded.
            elsewhere: names of other cases, which stand behind those of the register where both fit.
            say: how a token of numbers, places and days is said, as `[PHONE]` in the language of a packet.
        """
        self._level = level
        self._tell = tell
        self._passed = passed
        self._elsewhere = elsewhere
        self._said = {
            token: said for token in (*patterns.TOKENS, written_days.UNKNOWN) if (said := say(token)) != token
        }
        self._names = Names(tuple(subjects), partial=level is MaskLevel.PARTIAL)

    def mask(self, text: str, near: date | None = None) -> Masked:
        """Mask a text.

        Args:
            text: as it was written; it is cleaned first.
            near: the day it is about, which tells the year of a day without one.
        """
        text = unhidden(text)
        if self._level is MaskLevel.NONE or not text:
            return Masked(text, (), (), text)
        page = Page(text)
        named = [span for names in (self._names, self._elsewhere) if names for span in names.find_in(page)]
        known = without_overlap(named)
        found = [*institutions.parted(text, patterns.find(text), known), *named, *institutions.wholes(text, known)]
        if self._tell:
            found += written_days.find(text, self._tell, near)
        spans = without_overlap(found)
        doubted = suspects.find(text, spans, self._names, self._passed)
        spans = [self._in_words(span) for span in _without_strangers(text, spans, doubted)]
        return Masked(_replaced(text, spans), tuple(spans), tuple(doubted), text)

    def _in_words(self, span: Span) -> Span:
        """A span whose token is said as the reader reads it; in that of two days there may be two."""
        if not self._said or not any(token in span.token for token in self._said):
            return span
        return replace(span, token=_TOKEN.sub(lambda found: self._said.get(found[0], found[0]), span.token))


def mask(
    text: str,
    people: Iterable[Person | Subject | str],
    places: Iterable[str] = (),
    level: MaskLevel | str = MaskLevel.FULL,
) -> Masked:
    """Mask one text with names given by hand. Packets use the register of the case, see `store.packet.register`.

    Args:
        text: as it was written.
        people: whom to mask: records, subjects with tokens of their own, or names.
        places: names of places to mask.
        level: a code of `MaskLevel`.

    Returns:
        The masked text, with what was replaced and what still has to be looked at.

    Raises:
        ValueError: there is no such level.
    """
    known = [_subject(one, number) for number, one in enumerate(people, 1)]
    known += [Subject(f"[PLACE {number}]", loose=(place,)) for number, place in enumerate(places, 1)]
    return Masker(known, MaskLevel.of(level)).mask(text)


def unhidden(text: str) -> str:
    """A text in which nothing can hide a name: cleaned, plain spaces, no joiners inside Latin words."""
    text = clean(text).replace("\u00a0", " ").replace("\u202f", " ")
    return _JOINED.sub(_unjoined, text) if "\u200c" in text or "\u200d" in text else text


def _unjoined(found: re.Match[str]) -> str:
    """Nothing for a joiner that stands behind a Latin letter; other scripts need theirs."""
    return "" if _LATIN.match(found.string, found.start() - 1) else found[0]


def _subject(one: Person | Subject | str, number: int) -> Subject:
    if isinstance(one, Subject):
        return one
    if isinstance(one, str):
        return Subject(f"[PERSON {number}]", names=(one,), initials=initials_of(one))
    aliases = (one.alias, *(alias.strip() for alias in one.aliases.split(",")))
    return Subject(f"[PERSON {number}]", names=(one.name,), loose=aliases, initials=initials_of(one.name))


def _without_strangers(text: str, spans: Sequence[Span], doubted: Sequence[Suspect]) -> list[Span]:
    """The spans; a word of a name beside one nobody knows is somebody else's: *Jean Hathersage* is not the client."""
    firsts = {one.start for one in doubted if _is_a_name(one.text.split()[0])}
    lasts = {one.end for one in doubted if _is_a_name(one.text.split()[-1])}
    return [
        replace(span, token=somebody())
        if (span.lacks_before and span.start - 1 in lasts and text[span.start - 1] == " ")
        or (span.lacks_behind and span.end + 1 in firsts and text[span.end] == " ")
        else span
        for span in spans
    ]


def _is_a_name(word: str) -> bool:
    """Whether an unknown word is written like a name in a sentence."""
    return word[0].isupper() and not word.isupper()


def _replaced(text: str, spans: Iterable[Span]) -> str:
    pieces, end = [], 0
    for span in spans:
        pieces += [text[end : span.start], span.token]
        end = span.end
    return "".join([*pieces, text[end:]])
