"""Registered names, in all the forms that people write them in.

A name is found by its words. Each word of at least three letters gives the person away by itself, and takes what stands
beside it and belongs to the same name along: particles of two letters, initials, the other words in any order. So no
form has to be foreseen as a whole, and the longest one is always found.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from store.packet.masking.borderless import FIRST_BORDERLESS, Borderless
from store.packet.masking.forms import ENCLITICS, Form, Forms, Owners
from store.packet.masking.page import WORD, Page
from store.packet.masking.spans import Span, without_overlap
from store.packet.masking.words import common_words, flat, is_common, is_one_slip_apart, shortened, word_set

NAME_RANK = 2
"""Of the spans found here: numbers, addresses and days win over them."""

KIN = word_set(
    "pak bapak bpk bu ibu ibuk ayah bapa mak anak kakak kak adik adek dik dek om oom paman bibi tante pakde pakdhe "
    "bude budhe paklik bulik nenek kakek cucu suami istri saudara saudari keluarga bayi mother father mum mom dad "
    "daddy mummy parent aunt auntie uncle grandma grandpa grandmother grandfather brother sister husband wife son "
    "daughter child baby family"
)
"""What anybody calls their kin: by itself it names nobody, even where it was registered as a name."""

_NO_HONORIFICS = word_set("anak cucu suami istri keluarga bayi parent husband wife son daughter child baby family")
_TITLES = word_set(
    "bp buk bang abang mas mbak mba kk teh teteh aa akang kang uda uni ajo etek inang amang ito bli mbok gus ning cak "
    "cik koh koko ko cece ci encik daeng ny nyonya tn tuan nn nona sdr sdri si sang hj haji hajjah hajah kh kyai kiai "
    "nyai ustadz ustaz ustad ust ustadzah ustazah ustadah dr drg drs dra ir prof suster sus romo pendeta pdt pastor "
    "almarhum almarhumah alm almh abah papa papi mama mami emak bunda umi ummi abi eyang opa oma mbah aki nini "
    "mamah mamak ceu mang neng pakcik makcik tulang opung oppung mr mrs ms miss mx sir madam rev nurse granny"
)

honorifics: frozenset[str] = (KIN - _NO_HONORIFICS) | _TITLES
"""What stands before a name and is kept: folded, without dots."""

_PARTICLES = word_set("bin binti bte van der den von dan and the")
"""Words of three letters in names that name nobody."""

_NO_INITIALS = word_set("an ad as al da dr dl dll dst dkk sd up ub pp tt ps eg ie am pm vs")
"""Abbreviations, with dots and without: initials, or a name of two letters, only where they are capitals."""

_APART = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)+")
_DEGREE = re.compile(
    r",?\s*\b(?:[SMAD]\.?\s?(?:Pd|Psi|Sos|Kep|Keb|Kom|Kes|Si|Hum|Ag|Ked|Ip|Tr|Md|Farm|Gz|Th|Fil|KM|Hut|IP|Sn|Ak)\b"
    r"|S\.\s?[EHTP]\b|M\.[MHT]\b|Ph\.\s?D\b|Sp\.\s?\w+|Ners\b|Apt\b)(?:\.\s?\w{1,4}\b)*\.?"
)
_BETWEEN = re.compile(r"\s*[-'/_,]?\s*|\.")
"""What may stand between two words of one name. A full stop with a space only behind a short word: "La. Ode"."""
_AFTER_SHORT = re.compile(r"\s*(?:[-./_]|'{1,2})?\s*")
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


def initials_of(name: str) -> str:
    """The first letters of a name, without honorifics and degrees: `S.A.`; empty where there is no letter."""
    return "".join(f"{word[0].upper()}." for word in _bare_words(name) if word[0].isalpha())


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


class Names:
    """The names of a register, ready to be found.

    Attributes:
        words: every word that is masked by itself, folded, with its token.
        tokens: of all subjects, as they stand in masked text.
    """

    def __init__(self, subjects: Sequence[Subject], partial: bool = False) -> None:
        """Learn the forms of every name.

        Args:
            subjects: in order of importance: where two have the same word, it is taken for the first.
            partial: the initials of a subject stand for it, where it has some.
        """
        self._tokens = [(partial and one.initials) or one.token for one in subjects]
        self.tokens = frozenset(self._tokens)
        self.words: dict[str, str] = {}
        self._forms = Forms()
        self._parts: list[set[str]] = [set() for _ in subjects]
        self._having: dict[str, set[int]] = {}  # who has a part, by the part and by its first letter
        self._spelt: dict[str, int] = {}
        self._initials: dict[str, int] = {}
        self._borderless = Borderless()
        self._shared = _shared_letters(subjects)
        for of, subject in enumerate(subjects):
            for name in subject.names:
                self._learn_name(of, name)
            for alias in subject.loose:
                self._learn_loose(of, alias)
        for of, subject in enumerate(subjects):  # behind all whole words: the Nur of Nur'aini is another one's name
            for name in (*subject.names, *subject.loose):
                self._learn_halves(of, name)

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return not self._forms.is_empty or bool(self._borderless)

    def find(self, text: str) -> list[Span]:
        """Where the names stand in a text, in order."""
        return self.find_in(Page(text))

    def find_in(self, page: Page) -> list[Span]:
        """Where the names stand in a text that was read already, in order."""
        page = page.for_known(self._forms.begins_one)
        hits = self._hits(page)
        spans = [self._placed(page, hit.start, hit.end, hit.of, "-" if hit.has_tail else "") for hit in hits]
        borderless = [self._placed(page, *found) for found in self._borderless.find(page.flat)]
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
        words = _bare_words(name)
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
            self._spelt.setdefault(word, of)
        if len(words) > 1:
            joined = "".join(words)
            if len(joined) >= 6 or (not strong and joined not in common_words()):
                self._learn_word(of, joined)
                self._spelt.setdefault(joined, of)
            self._initials.setdefault("".join(word[0] for word in words), of)
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
        words = _words_of(alias)
        bare = _without_honorifics(words)
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
                self._learn(of, _words_of(alias))  # Bapak D and Kakak D: each only as a whole
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

    def _learn_halves(self, of: int, name: str) -> None:
        """What stands on both sides of an apostrophe, where the word is masked by itself."""
        for whole in _APART.findall(flat(name).text):
            halves = whole.split("'")
            if "".join(halves) in self.words:
                self._learn(of, halves)  # Nu man
                for half in filter(_is_telling, halves):
                    self._learn_word(of, half)

    def _learn_word(self, of: int, word: str) -> None:
        self.words.setdefault(word, self._tokens[of])
        self._forms.learn_word(of, word)

    def _learn(self, of: int, words: Sequence[str]) -> None:
        """Words that are found together only."""
        self._forms.learn(of, words[0], Form(tuple(words)))

    def _placed(self, page: Page, start: int, end: int, of: int, tail: str = "") -> Span:
        return Span(page.flat.start(start), page.flat.end(end), self._tokens[of] + tail, NAME_RANK)

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
                free = best.last + 1
                yield best

    def _owned(self, page: Page, form: Form, owners: Owners, at: int, free: int) -> Iterator[_Hit]:
        """A form that begins with this word, as far as it goes for its first owner, and for whom it may go farther."""
        hit = _hit(page, form, at)
        if hit is None:
            return
        first = next(iter(owners))
        for of in {first, *self._growing(page, hit, owners)} if len(owners) > 1 else (first,):
            bare = _Hit(of, hit.first, hit.last, hit.start, hit.end, {*form.words}, hit.has_tail, owners[of])
            yield self._grown(page, bare, free)

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
            return True
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
                return _Hit(self._spelt[letters], at, end, page.starts[at], page.ends[end], set())
            dotted = letters in self._initials and all("." in page.gap(one) for one in range(at, end))
            if dotted and (letters not in _NO_INITIALS or page.is_capital(at)):
                place = page.behind_dot(page.ends[end])
                return _Hit(self._initials[letters], at, end, page.starts[at], place, set())
        return None


def _hit(page: Page, form: Form, at: int) -> _Hit | None:
    """Where a form stands that begins with this word, whoever owns it."""
    last = at + len(form.words) - 1
    if last >= len(page.words) or (form.alone and not _stands_alone(page, at)):
        return None
    for place, word in enumerate(form.words[1:-1], at + 1):
        if page.words[place] != word:
            return None
    if any(not _AFTER_SHORT.fullmatch(page.gap(place)) for place in range(at, last)):
        return None
    tail = page.words[last][form.lead :].removeprefix(form.words[-1])
    if len(tail) + form.lead + len(form.words[-1]) != len(page.words[last]) or (tail and tail not in ENCLITICS):
        return None
    start, end = page.starts[at] + form.lead, page.ends[last] - len(tail)
    return _Hit(0, at, last, start, end, {*form.words}, bool(tail))


def _stands_alone(page: Page, at: int) -> bool:
    """Whether a short word is a name where it stands: behind an honorific, or as two letters with a capital."""
    if at and page.words[at - 1] in honorifics and _AFTER_HONORIFIC.fullmatch(page.gap(at - 1)):
        return True
    return len(page.words[at]) == 2 and page.is_capital(at)


def _words_of(text: str) -> list[str]:
    """The folded words of a name in a script that has borders of words."""
    words = [word.replace("'", "") for word in WORD.findall(flat(text).text)]
    return [word for word in words if word < FIRST_BORDERLESS]


def _bare_words(name: str) -> list[str]:
    """The words of a name, without honorifics before it and degrees behind it."""
    return _without_honorifics(_words_of(_DEGREE.sub(" ", name))) or _words_of(name)


def _without_honorifics(words: list[str]) -> list[str]:
    for at, word in enumerate(words):
        if word not in honorifics and (word != "h" or at == len(words) - 1):
            return words[at:]
    return words


def _shared_letters(subjects: Sequence[Subject]) -> frozenset[str]:
    """The letters that more than one subject is called by, behind an honorific."""
    called = [{"".join(_without_honorifics(_words_of(alias))) for alias in one.loose} for one in subjects]
    counted = Counter(word for words in called for word in words if len(word) < 3)
    return frozenset(word for word, count in counted.items() if count > 1)


def _is_usual(short: str) -> bool:
    """Whether a word of one or two letters is found in any text."""
    return len(short) < 2 or not short.isalpha() or short in _NO_INITIALS or is_common(short)


def _is_telling(word: str) -> bool:
    """Whether a word of an alias gives it away by itself."""
    return len(word) >= 3 and word.isalpha() and word not in honorifics | KIN | _PARTICLES and not is_common(word)
