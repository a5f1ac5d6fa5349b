"""How far a name goes: what stands beside a word of it and belongs to the same name is taken along.

Particles of two letters, initials, the other words in any order. So no form has to be foreseen as a whole, and the
longest one is always found.
"""

import re
from collections.abc import Iterator

from store.packet.masking.forms import ENCLITICS, Owners
from store.packet.masking.hits import AFTER_SHORT, Hit
from store.packet.masking.page import Page
from store.packet.masking.spelt import Spelt
from store.packet.masking.titles import KIN, honorifics
from store.packet.masking.words import is_common, word_set

PARTICLES = word_set("bin binti bte van der den von dan and the")
"""Words of three letters in names that name nobody."""

_BETWEEN = re.compile(r"\s*[-'/_,]?\s*|\.")
"""What may stand between two words of one name. A full stop with a space only behind a short word: "La. Ode"."""
_BESIDE_INITIAL = re.compile(r"\.\s{0,6}|[ .'/_-]{0,3}|, ?")


class Parts:
    """The words of everybody's name."""

    def __init__(self, count: int, spelt: Spelt) -> None:
        """Nobody has any yet.

        Args:
            count: of the subjects.
            spelt: the same names letter by letter: a letter that begins one of them is no initial.
        """
        self._parts: list[set[str]] = [set() for _ in range(count)]
        self._having: dict[str, set[int]] = {}  # who has a part, by the part and by its first letter
        self._spelt = spelt

    def learn(self, of: int, word: str) -> None:
        """Learn a word of somebody's name, folded."""
        self._parts[of].add(word)
        self._having.setdefault(word, set()).add(of)
        self._having.setdefault(word[0], set()).add(of)

    def growing(self, page: Page, hit: Hit, owners: Owners) -> Iterator[int]:
        """Of the owners of a hit those who may have something of what stands beside it in their names too."""
        beside = [page.words[at] for at in (hit.first - 1, hit.last + 1) if 0 <= at < len(page.words)]
        for word in beside:
            for part in (word, *(word.removesuffix(tail) for tail in ENCLITICS if word.endswith(tail))):
                yield from owners.keys() & self._having.get(part, ())

    def grown(self, page: Page, hit: Hit, free: int) -> Hit:
        """The hit with all that stands beside it and belongs to the same name.

        What stands before it comes first: in *La Ode, La Ode* each has its own particle.

        Args:
            page: where it stands.
            hit: of the subject whose name it is; changed.
            free: the first word of the page that no other name has taken.
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

    def _next(self, page: Page, hit: Hit) -> int | None:
        """Take the next word along: how many letters of it are an enclitic, or None if it is none of this name."""
        at = hit.last + 1
        if at < len(page.words) and page.words[at] in PARTICLES and page.words[at] in self._parts[hit.of]:
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

    def _belongs(self, page: Page, hit: Hit, at: int, gap: str) -> bool:
        """Whether a word beside a hit is another word or an initial of the same name."""
        word, parts = page.words[at], self._parts[hit.of]
        before = page.words[at if at < hit.first else hit.last]
        fits = _BETWEEN.fullmatch(gap) or (len(before) <= 3 and AFTER_SHORT.fullmatch(gap))
        if fits and word in parts and word not in hit.used and word not in PARTICLES:
            if "," not in gap or at < hit.last or len(word) < 3:
                return True
            follows = page.words[at + 1] if at < len(page.words) - 1 and page.gap(at) == " " else ""
            return follows not in hit.used and not _is_behind_a_name(page, hit.first)  # *Santoso, Rina Santoso*
        return len(word) == 1 and self._is_initial(page, hit, at, gap)

    def _is_initial(self, page: Page, hit: Hit, at: int, gap: str) -> bool:
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
        return not self._spelt.at(page, at)


def _is_behind_a_name(page: Page, at: int) -> bool:
    """Whether a word with a capital that may be a name stands right before a word: *Gary Santoso, Rina*."""
    if not at or page.gap(at - 1) != " " or not (page.is_capital(at - 1) and page.is_capital(at)):
        return False
    before, goes_on = page.words[at - 1], at > 1 and page.gap(at - 2) in (" ", ", ")
    return len(before) > 1 and before not in honorifics | KIN and (goes_on or not is_common(before))
