"""Registered names, in all the forms that people write them in.

A name is found by its words. Each word of at least three letters gives the person away by itself, and takes what stands
beside it and belongs to the same name along. What of a name is looked for stands in `learning`, where a form of it
stands in a page in `hits`, and how far it goes from there in `parts`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from store.packet.masking.forms import Form, Owners
from store.packet.masking.hits import Hit, hit_of, title_before
from store.packet.masking.learning import Learnt
from store.packet.masking.near import Near
from store.packet.masking.page import Page
from store.packet.masking.spans import Span, without_overlap
from store.packet.masking.subjects import Subject

NAME_RANK = 2
"""Of the spans found here: numbers, addresses and days win over them."""


class Names:
    """The names of a register, ready to be found.

    Attributes:
        tokens: of all subjects, as they stand in masked text.
        near: every word that is masked by itself, and what is almost one.
    """

    def __init__(self, subjects: Sequence[Subject], partial: bool = False) -> None:
        """Learn the forms of every name.

        Args:
            subjects: in order of importance: of the names that are as long the one is taken that was learnt first.
            partial: the initials of a subject stand for it, where it has some.
        """
        self._tokens = [(partial and one.initials) or one.token for one in subjects]
        self.tokens = frozenset(self._tokens) | {one.titled for one in subjects if one.titled}
        learnt = Learnt(subjects, self._tokens)
        self._forms, self._parts, self._spelt = learnt.forms, learnt.parts, learnt.spelt
        self._bearers, self._borderless = learnt.bearers, learnt.borderless
        self.near = Near(
            {word: self._bearers.told([*owners], {word}, "") for word, owners in self._forms.words.items()}
        )

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
            _placed(page, start, end, self._tokens[of]) for start, end, of in self._borderless.find(page.flat)
        ]
        return without_overlap([*spans, *borderless]) if borderless else spans

    def _told(self, page: Page, hit: Hit) -> Span:
        """What stands for a hit, and whether the name of another person may go on beside it."""
        token = self._bearers.told(hit.owners, hit.used, title_before(page, hit))
        span = _placed(page, hit.start, hit.end, token + ("-" if hit.has_tail else ""))
        if len(hit.used) != 1:
            return span
        (word,) = hit.used
        is_first, is_last = self._bearers.is_first(hit.owners, word), self._bearers.is_last(hit.owners, word)
        return replace(span, lacks_before=is_last, lacks_behind=is_first)

    def _of_two(self, page: Page, hits: Iterable[Hit]) -> Iterator[Hit]:
        """The hits, those of one name joined: words of the same ones, or Jean with a surname that others have too."""
        before: Hit | None = None
        for hit in hits:
            if before and _is_behind(page, before, hit):
                if is_same := _is_same(before, hit):
                    before.used |= hit.used
                if is_same or self._is_surname_of(page, before, hit):
                    before.last, before.end, before.has_tail = hit.last, hit.end, hit.has_tail
                    continue
            if before:
                yield before
            before = hit
        if before:
            yield before

    def _is_surname_of(self, page: Page, before: Hit, hit: Hit) -> bool:
        """Whether a hit is the last word of other people's names alone, and right behind somebody else's first one."""
        if not len(hit.used) == len(before.used) == 1 or not {*before.owners}.isdisjoint(hit.owners):
            return False
        if not (page.is_capital(before.first) and page.is_capital(hit.first)):
            return False
        (first,), (last,) = before.used, hit.used
        is_named = self._bearers.is_whole(before.owners, {first}) or self._bearers.is_first(before.owners, first)
        return is_named and self._bearers.is_last(hit.owners, last)

    def _hits(self, page: Page) -> Iterator[Hit]:
        """The longest name at each place, from the left; none has a word of another one."""
        free = 0  # the first word that is not taken yet
        begun = [(at, forms) for at, forms in enumerate(map(self._forms.__getitem__, page.words)) if forms is not None]
        for at, forms in begun:
            if at < free:
                continue
            hits = [hit for form, owners in forms for hit in self._owned(page, form, owners, at, free)]
            if not hits and len(page.words[at]) == 1 and (spelt := self._spelt.at(page, at)):
                hits = [spelt]
            if hits:
                best = max(hits, key=lambda hit: (hit.end - hit.start, -hit.turn))
                alike = [hit for hit in hits if (hit.start, hit.end) == (best.start, best.end)]
                alike.sort(key=lambda hit: hit.turn)
                best.owners = tuple(dict.fromkeys(of for hit in alike for of in hit.owners))
                free = best.last + 1
                yield best

    def _owned(self, page: Page, form: Form, owners: Owners, at: int, free: int) -> Iterator[Hit]:
        """A form that begins with this word, as far as it goes for its first owner, and for whom it may go farther."""
        hit = hit_of(page, form, at)
        if hit is None:
            return
        first = next(iter(owners))
        for of in {first, *self._parts.growing(page, hit, owners)} if len(owners) > 1 else (first,):
            bare = Hit(of, hit.first, hit.last, hit.start, hit.end, {*form.words}, hit.has_tail, owners[of], (of,))
            if (grown := self._parts.grown(page, bare, free)).used == {*form.words}:
                grown.owners = tuple(owners)
            yield grown


def _is_behind(page: Page, before: Hit, hit: Hit) -> bool:
    """Whether nothing but a blank stands between two hits."""
    return hit.first == before.last + 1 and not before.has_tail and page.gap(before.last) in (" ", "  ")


def _is_same(before: Hit, hit: Hit) -> bool:
    """Whether two hits are of the same owners, and none of their words is said twice."""
    return {*before.owners} == {*hit.owners} and before.used.isdisjoint(hit.used)


def _placed(page: Page, start: int, end: int, token: str) -> Span:
    return Span(page.flat.start(start), page.flat.end(end), token, NAME_RANK)
