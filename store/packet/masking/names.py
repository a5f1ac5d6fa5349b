"""Registered names, in all the forms that people write them in.

A name is found by its words. Each word of at least three letters gives the person away by itself, and takes what stands
beside it and belongs to the same name along: particles of two letters, initials, the other words in any order. So no
form has to be foreseen as a whole, and the longest one is always found.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from store.packet.masking.bearers import Bearers
from store.packet.masking.borderless import Borderless
from store.packet.masking.cues import AUXILIARIES, BEFORE_SOMEBODY, DOES
from store.packet.masking.forms import ENCLITICS, ENDINGS, Form, Forms, Owners
from store.packet.masking.page import Page
from store.packet.masking.spans import Span, without_overlap
from store.packet.masking.titles import KIN, bare_words, called, honorifics, without_honorifics, words_of
from store.packet.masking.words import common_words, flat, is_common, is_one_slip_apart, shortened, word_set

NAME_RANK = 2
"""Of the spans found here: numbers, addresses and days win over them."""

_PARTICLES = word_set("bin binti bte van der den von dan and the")
"""Words of three letters in names that name nobody."""

_NO_INITIALS = word_set("an ad as al da dr dl dll dst dkk sd up ub pp tt ps eg ie am pm vs")
"""Abbreviations, with dots and without: initials, or a name of two letters, only where they are capitals."""

_APART = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)+")
_BETWEEN = re.compile(r"\s*[-'/_,]?\s*|\.")
"""What may stand between two words of one name. A full stop with a space only behind a short word: "La. Ode"."""
_AFTER_SHORT = re.compile(r"\s*(?:[-./_]|'{1,2})?\s*")
_IN_NUMBER = re.compile(r"[\s.()–-]{1,3}")
_BESIDE_INITIAL = re.compile(r"\.\s{0,6}|[ .'/_-]{0,3}|, ?")
_AFTER_HONORIFIC = re.compile(r"\.?\s{0,2}")
_IN_SPELT = re.compile(r"[. _*-]{1,2}")
_SHORTEST_NUMBER = 3
"""Digits of an alias without a letter: fewer stand for too much."""
_SHORTEST_NEAR = 4
"""Letters of a name to which other words may be near."""
_LONGEST_SPELT = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, group or place of the register.

    Attributes:
        token: what stands in its place.
        names: real names of a person; each word of at least three letters is masked by itself too.
        loose: aliases, names of groups and places: masked as a whole, and a word of them only when it is no common one.
        initials: what stands in its place where initials may be read.
    """

    token: str
    names: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    initials: str = ""


@dataclass(slots=True)
class _Hit:
    """Where a name stands: from which word to which, and its place in the folded text."""

    of: int
    first: int
    last: int
    start: int
    end: int
    used: set[str]
    has_tail: bool = False  # an enclitic is written onto it
    turn: int = 0  # of hits that are as long the one that was learnt first is taken
    owners: tuple[int, ...] = ()  # all who may be meant, in the order in which it was learnt for them


class Names:
    """The names of a register, ready to be found.

    Attributes:
        words: every word that is masked by itself, folded, with its token.
        tokens: of all subjects, as they stand in masked text.
    """

    def __init__(self, subjects: Sequence[Subject], partial: bool = False) -> None:
        """Learn the forms of every name.

        Args:
            subjects: in order of importance: of the names that are as long the one is taken that was learnt first.
            partial: the initials of a subject stand for it, where it has some.
        """
        self._tokens = [(partial and one.initials) or one.token for one in subjects]
        self.tokens = frozenset(self._tokens)
        self._forms = Forms()
        self._parts: list[set[str]] = [set() for _ in subjects]
        self._having: dict[str, set[int]] = {}  # who has a part, by the part and by its first letter
        self._spelt: dict[str, Owners] = {}
        self._initials: dict[str, Owners] = {}
        self._bearers = Bearers(self._tokens)
        self._borderless = Borderless()
        self._shared = _shared_letters(subjects)
        for of, subject in enumerate(subjects):
            for name in subject.names:
                self._learn_name(of, name)
            for alias in subject.loose:
                self._learn_loose(of, alias)
        whole = frozenset(self._forms.words)  # the Nur of Nur'aini is another one's name
        for of, subject in enumerate(subjects):
            for name in (*subject.names, *subject.loose):
                self._learn_halves(of, name, whole)
        self.words = {word: self._bearers.told([*owners], {word}, "") for word, owners in self._forms.words.items()}

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return not self._forms.is_empty or bool(self._borderless)

    def find(self, text: str) -> list[Span]:
        """Where the names stand in a text, in order."""
        return self.find_in(Page(text))

    def find_in(self, page: Page) -> list[Span]:
        """Where the names stand in a text that was read already, in order."""
        page = page.for_known(self._forms.begins_one)
        spans = [self._told(page, hit) for hit in self._of_two(page, self._hits(page))]
        borderless = [
            self._placed(page, start, end, self._tokens[of]) for start, end, of in self._borderless.find(page.flat)
        ]
        return without_overlap([*spans, *borderless]) if borderless else spans

    def near(self, word: str) -> str:
        """The token of the registered word that a folded word is or almost is; empty where there is none.

        Two words a slip apart are equal once one letter is left out of one of them, or of both; so only those are
        compared.
        """
        if word in self.words:
            return self.words[word]
        for key in (word, *shortened(word)) if len(word) <= self._longest + 1 else ():
            for name in self._near.get(key, ()):
                if is_one_slip_apart(word, name):
                    return self.words[name]
        return ""

    @cached_property
    def _longest(self) -> int:
        """Letters of the longest word."""
        return max(map(len, self.words), default=0)

    @cached_property
    def _near(self) -> dict[str, list[str]]:
        """The words by what is left of them without one letter."""
        near: dict[str, list[str]] = {}
        for word in self.words:
            for key in {word, *shortened(word)} if len(word) >= _SHORTEST_NEAR else ():
                near.setdefault(key, []).append(word)
        return near

    def _learn_name(self, of: int, name: str) -> None:
        words = bare_words(name)
        self._bearers.learn(of, *called(name))
        self._borderless.learn(of, name, whole=False)
        if not words or (len(words) == 1 and words[0] in KIN):
            return
        strong = [word for word in words if len(word) >= 3 and word.isalpha() and word not in _PARTICLES | KIN]
        strong = strong or [word for word in words if len(words) == 1 and len(word) >= 3]
        for word in words:
            if word not in KIN:
                self._parts[of].add(word)
                self._having.setdefault(word, set()).add(of)
                self._having.setdefault(word[0], set()).add(of)
        for word in strong:
            self._learn_word(of, word)
            self._own(self._spelt, word, of)
        if len(words) > 1:
            joined = "".join(words)
            if len(joined) >= 6 or (not strong and joined not in common_words()):
                self._learn_word(of, joined)
                self._own(self._spelt, joined, of)
            self._own(self._initials, "".join(word[0] for word in words), of)
        for one, other in pairwise(words):
            if min(len(one), len(other)) <= 2 and len(one + other) >= 4 and one + other not in common_words():
                self._learn_word(of, one + other)  # Laode, Niluh
        if len(words) > 1 and not strong:
            self._learn(of, words)
        elif not strong:
            self._learn_short(of, words[0])
        for letters in (*strong, "".join(word[0] for word in words)):
            self._forms.learn_letter(letters[0])

    def _learn_loose(self, of: int, alias: str) -> None:
        self._borderless.learn(of, alias, whole=True)
        words = words_of(alias)
        bare = without_honorifics(words)
        self._bearers.learn(of, *called(alias))
        if not all(is_common(word) for word in bare):
            words = bare
        if not words or (len(words) == 1 and words[0] in KIN | honorifics):
            return
        if not any(word.isalpha() for word in words):
            if len("".join(words)) >= _SHORTEST_NUMBER:
                self._learn(of, words)
            return
        if len(words) > 1:
            self._learn(of, words)
        elif len(words[0]) < 3:
            is_shared = words[0] in self._shared
            if is_shared:
                self._learn(of, words_of(alias))  # Bapak D and Kakak D: each only as a whole
            if not is_shared or not _is_usual(words[0]):
                self._learn_short(of, words[0])
        for word in words:
            if len(word) >= 3 and (len(words) == 1 or _is_telling(word)):
                self._learn_word(of, word)

    def _learn_short(self, of: int, word: str) -> None:
        """A name of one or two letters: two go wherever they stand, but where they are a word of their own too."""
        self._forms.learn(of, word, Form((word,), alone=_is_usual(word)))
        for tail in () if _is_usual(word) else ENCLITICS:
            if not is_common(word + tail):
                self._forms.learn(of, word + tail, Form((word,)))

    def _learn_halves(self, of: int, name: str, known: Container[str]) -> None:
        """What stands on both sides of an apostrophe, where the word is masked by itself, but for known words."""
        for whole in _APART.findall(flat(name).text):
            halves = whole.split("'")
            if "".join(halves) in self._forms.words:
                self._learn(of, halves)  # Nu man
                for half in halves:
                    if half not in known and _is_telling(half):
                        self._learn_word(of, half)

    def _learn_word(self, of: int, word: str) -> None:
        self._forms.learn_word(of, word)

    def _learn(self, of: int, words: Sequence[str]) -> None:
        """Words that are found together only."""
        self._forms.learn(of, words[0], Form(tuple(words)))

    def _own(self, names: dict[str, Owners], name: str, of: int) -> None:
        owners = names.setdefault(name, {})
        owners.setdefault(of, len(owners))

    def _told(self, page: Page, hit: _Hit) -> Span:
        """What stands for a hit, and whether the name of another person may go on beside it."""
        token = self._bearers.told(hit.owners, hit.used, _title_before(page, hit))
        span = self._placed(page, hit.start, hit.end, token + ("-" if hit.has_tail else ""))
        if len(hit.used) != 1:
            return span
        (word,) = hit.used
        is_first, is_last = self._bearers.is_first(hit.owners, word), self._bearers.is_last(hit.owners, word)
        return replace(span, lacks_before=is_last, lacks_behind=is_first)

    def _placed(self, page: Page, start: int, end: int, token: str) -> Span:
        return Span(page.flat.start(start), page.flat.end(end), token, NAME_RANK)

    def _of_two(self, page: Page, hits: Iterable[_Hit]) -> Iterator[_Hit]:
        """The hits, those of one person joined: who is called Jean, and written with a surname others have too."""
        before: _Hit | None = None
        for hit in hits:
            if before and self._is_surname_of(page, before, hit):
                before.last, before.end, before.has_tail = hit.last, hit.end, hit.has_tail
                continue
            if before:
                yield before
            before = hit
        if before:
            yield before

    def _is_surname_of(self, page: Page, before: _Hit, hit: _Hit) -> bool:
        """Whether a hit is the last word of other people's names alone, and right behind somebody else's first one."""
        if hit.first != before.last + 1 or before.has_tail or not len(hit.used) == len(before.used) == 1:
            return False
        if not {*before.owners}.isdisjoint(hit.owners):
            return False
        if page.gap(before.last) not in (" ", "  ") or not (
            page.is_capital(before.first) and page.is_capital(hit.first)
        ):
            return False
        (first,), (last,) = before.used, hit.used
        is_named = self._bearers.is_whole(before.owners, {first}) or self._bearers.is_first(before.owners, first)
        return is_named and self._bearers.is_last(hit.owners, last)

    def _hits(self, page: Page) -> Iterator[_Hit]:
        free = 0  # the first word that is not taken yet
        begun = [(at, forms) for at, forms in enumerate(map(self._forms.__getitem__, page.words)) if forms is not None]
        for at, forms in begun:
            if at < free:
                continue
            hits = [hit for form, owners in forms for hit in self._owned(page, form, owners, at, free)]
            if not hits and len(page.words[at]) == 1 and (spelt := self._spelt_at(page, at)):
                hits = [spelt]
            if hits:
                best = max(hits, key=lambda hit: (hit.end - hit.start, -hit.turn))
                alike = [hit for hit in hits if (hit.start, hit.end) == (best.start, best.end)]
                alike.sort(key=lambda hit: hit.turn)
                best.owners = tuple(dict.fromkeys(of for hit in alike for of in hit.owners))
                free = best.last + 1
                yield best

    def _owned(self, page: Page, form: Form, owners: Owners, at: int, free: int) -> Iterator[_Hit]:
        """A form that begins with this word, as far as it goes for its first owner, and for whom it may go farther."""
        hit = _hit(page, form, at)
        if hit is None:
            return
        first = next(iter(owners))
        for of in {first, *self._growing(page, hit, owners)} if len(owners) > 1 else (first,):
            bare = _Hit(of, hit.first, hit.last, hit.start, hit.end, {*form.words}, hit.has_tail, owners[of], (of,))
            if (grown := self._grown(page, bare, free)).used == {*form.words}:
                grown.owners = tuple(owners)
            yield grown

    def _growing(self, page: Page, hit: _Hit, owners: Owners) -> Iterator[int]:
        """Of the owners of a hit those who may have something of what stands beside it in their names too."""
        beside = [page.words[at] for at in (hit.first - 1, hit.last + 1) if 0 <= at < len(page.words)]
        for word in beside:
            for part in (word, *(word.removesuffix(tail) for tail in ENCLITICS if word.endswith(tail))):
                yield from owners.keys() & self._having.get(part, ())

    def _grown(self, page: Page, hit: _Hit, free: int) -> _Hit:
        """The hit with all that stands beside it and belongs to the same name.

        What stands before it comes first: in *La Ode, La Ode* each has its own particle.
        """
        while hit.first > free and self._belongs(page, hit, hit.first - 1, page.gap(hit.first - 1)):
            hit.first -= 1
            hit.start = page.starts[hit.first]
            hit.used.add(page.words[hit.first])
        while not hit.has_tail and (tail := self._next(page, hit)) is not None:
            word = page.words[hit.last]
            hit.end = page.ends[hit.last] - tail
            hit.has_tail = tail > 0
            hit.used.add(word[: len(word) - tail])
        if len(page.words[hit.last]) == 1 and not hit.has_tail:
            hit.end = page.behind_dot(hit.end)
        return hit

    def _next(self, page: Page, hit: _Hit) -> int | None:
        """Take the next word along: how many letters of it are an enclitic, or None if it is none of this name."""
        at = hit.last + 1
        if at < len(page.words) and page.words[at] in _PARTICLES and page.words[at] in self._parts[hit.of]:
            at += 1
        if at >= len(page.words):
            return None
        gaps = page.gap(at - 1)
        if self._belongs(page, hit, at, gaps):
            hit.last = at
            return 0
        word = page.words[at]
        for tail in ENCLITICS:
            stem = word.removesuffix(tail)
            if stem != word and len(stem) >= 3 and stem in self._parts[hit.of] - hit.used and _BETWEEN.fullmatch(gaps):
                hit.last = at
                return len(tail)
        return None

    def _belongs(self, page: Page, hit: _Hit, at: int, gap: str) -> bool:
        """Whether a word beside a hit is another word or an initial of the same name."""
        word, parts = page.words[at], self._parts[hit.of]
        before = page.words[at if at < hit.first else hit.last]
        fits = _BETWEEN.fullmatch(gap) or (len(before) <= 3 and _AFTER_SHORT.fullmatch(gap))
        if fits and word in parts and word not in hit.used and word not in _PARTICLES:
            if "," not in gap or at < hit.last or len(word) < 3:
                return True
            follows = page.words[at + 1] if at < len(page.words) - 1 and page.gap(at) == " " else ""
            return follows not in hit.used and not _is_behind_a_name(page, hit.first)  # *Santoso, Rina Santoso*
        return len(word) == 1 and self._is_initial(page, hit, at, gap)

    def _is_initial(self, page: Page, hit: _Hit, at: int, gap: str) -> bool:
        """Whether a letter beside a hit is an initial of the same name: dotted, or as large as the name."""
        parts = self._parts[hit.of]
        owners = {part for part in parts if part[0] == page.words[at]}
        dotted = page.text[page.ends[at] : page.ends[at] + 1] == "."
        fits = dotted or page.is_capital(at) or not page.is_capital(hit.first)
        if len(parts) < 2 or not owners or not fits or not _BESIDE_INITIAL.fullmatch(gap):
            return False
        if at > hit.last:
            follows = page.words[at + 1] if at + 1 < len(page.words) else ""
            if "," in gap and (owners <= hit.used or follows in parts):
                return False  # of the next mention: *Santoso, R. Santoso*
            if gap.strip() == "." and follows in hit.used:
                return False  # of the next sentence: *Santoso. R. Santoso*
            if len(follows) > 1 and page.gap(at) == "." and follows not in parts:
                return False  # *Siti Aminah, S.Pd.*
        return not self._spelt_at(page, at)

    def _spelt_at(self, page: Page, at: int) -> _Hit | None:
        """A name that is spelt from here, or its initials with dots."""
        last = at
        while (
            last + 1 < len(page.words) and last - at < _LONGEST_SPELT and len(page.words[last + 1]) == 1
            and _IN_SPELT.fullmatch(page.gap(last))
        ):  # fmt: skip
            last += 1
        run = "".join(page.words[at : last + 1])
        for size in range(len(run), 1, -1):
            letters, end = run[:size], at + size - 1
            if letters in self._spelt:
                return _spelt(self._spelt[letters], at, end, page.starts[at], page.ends[end], {letters})
            dotted = letters in self._initials and all("." in page.gap(one) for one in range(at, end))
            if dotted and (letters not in _NO_INITIALS or page.is_capital(at)):
                place = page.behind_dot(page.ends[end])
                return _spelt(self._initials[letters], at, end, page.starts[at], place, set())
        return None


def _spelt(owners: Owners, first: int, last: int, start: int, end: int, used: set[str]) -> _Hit:
    """A name that is spelt."""
    return _Hit(next(iter(owners)), first, last, start, end, used, owners=tuple(owners))


def _title_before(page: Page, hit: _Hit) -> str:
    """The title that a name is said with, also where it is written onto it."""
    glued = page.text[page.starts[hit.first] : hit.start]
    if glued or not hit.first or not _AFTER_HONORIFIC.fullmatch(page.gap(hit.first - 1)):
        return glued
    before = page.words[hit.first - 1]
    return before if before in honorifics else ""


def _hit(page: Page, form: Form, at: int) -> _Hit | None:
    """Where a form stands that begins with this word, whoever owns it."""
    last = at + len(form.words) - 1
    if last >= len(page.words) or (form.alone and not _stands_alone(page, at)):
        return None
    if form.words[0] in AUXILIARIES and last == at and not _is_no_auxiliary(page, at):
        return None
    for place, word in enumerate(form.words[1:-1], at + 1):
        if page.words[place] != word:
            return None
    if not all(_goes_on(page, place) for place in range(at, last)):
        return None
    tail = page.words[last][form.lead :].removeprefix(form.words[-1])
    if len(tail) + form.lead + len(form.words[-1]) != len(page.words[last]) or (tail and tail not in ENDINGS):
        return None
    start, end = page.starts[at] + form.lead, page.ends[last] - len(tail)
    return _Hit(0, at, last, start, end, {*form.words}, bool(tail))


def _is_no_auxiliary(page: Page, at: int) -> bool:
    """Whether an auxiliary that is a name as well is one where it stands: `Will`, `uncle will`, `will rang`."""
    before = page.words[at - 1] if at and page.gap(at - 1) == " " else ""
    behind = page.words[at + 1] if at < len(page.words) - 1 and page.gap(at) == " " else ""
    is_owner = page.text[page.ends[at] : page.ends[at] + 2] in ("'s", "’s")
    return page.is_capital(at) or is_owner or before in BEFORE_SOMEBODY or behind in DOES


def _goes_on(page: Page, at: int) -> bool:
    """Whether the next word may be of the same form; between figures more may stand."""
    gap, is_number = page.gap(at), page.words[at].isdecimal() and page.words[at + 1].isdecimal()
    return _AFTER_SHORT.fullmatch(gap) is not None or (is_number and _IN_NUMBER.fullmatch(gap) is not None)


def _is_behind_a_name(page: Page, at: int) -> bool:
    """Whether a word with a capital that may be a name stands right before a word: *Gary Santoso, Rina*."""
    if not at or page.gap(at - 1) != " " or not (page.is_capital(at - 1) and page.is_capital(at)):
        return False
    before, goes_on = page.words[at - 1], at > 1 and page.gap(at - 2) in (" ", ", ")
    return len(before) > 1 and before not in honorifics | KIN and (goes_on or not is_common(before))


def _stands_alone(page: Page, at: int) -> bool:
    """Whether a short word is a name where it stands: behind an honorific, or as two letters with a capital."""
    if at and page.words[at - 1] in honorifics and _AFTER_HONORIFIC.fullmatch(page.gap(at - 1)):
        return True
    return len(page.words[at]) == 2 and page.is_capital(at)


def _shared_letters(subjects: Sequence[Subject]) -> frozenset[str]:
    """The letters that more than one subject is called by, behind an honorific."""
    called = [{"".join(without_honorifics(words_of(alias))) for alias in one.loose} for one in subjects]
    counted = Counter(word for words in called for word in words if len(word) < 3)
    return frozenset(word for word, count in counted.items() if count > 1)


def _is_usual(short: str) -> bool:
    """Whether a word of one or two letters is found in any text."""
    return len(short) < 2 or not short.isalpha() or short in _NO_INITIALS or is_common(short)


def _is_telling(word: str) -> bool:
    """Whether a word of an alias gives it away by itself."""
    return len(word) >= 3 and word.isalpha() and word not in honorifics | KIN | _PARTICLES and not is_common(word)
