"""A hit: where a form of a name stands in a page, and by which title."""

import re
from dataclasses import dataclass

from store.packet.masking.cues import AUXILIARIES, BEFORE_SOMEBODY, DOES
from store.packet.masking.forms import ENDINGS, Form
from store.packet.masking.page import Page
from store.packet.masking.titles import honorifics

AFTER_SHORT = re.compile(r"\s*(?:[-./_]|'{1,2})?\s*")
"""What may stand between two words of one form, and behind a short word of any name: "La. Ode"."""
_IN_NUMBER = re.compile(r"[\s.()–-]{1,3}")
_AFTER_HONORIFIC = re.compile(r"\.?\s{0,2}")


@dataclass(slots=True)
class Hit:
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


def hit_of(page: Page, form: Form, at: int) -> Hit | None:
    """Where a form stands that begins with this word, whoever owns it; None where it does not."""
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
    return Hit(0, at, last, start, end, {*form.words}, bool(tail))


def title_before(page: Page, hit: Hit) -> str:
    """The title that a name is said with, also where it is written onto it; empty where there is none."""
    glued = page.text[page.starts[hit.first] : hit.start]
    if glued or not hit.first or not _AFTER_HONORIFIC.fullmatch(page.gap(hit.first - 1)):
        return glued
    before = page.words[hit.first - 1]
    return before if before in honorifics else ""


def _stands_alone(page: Page, at: int) -> bool:
    """Whether a short word is a name where it stands: behind an honorific, or as two letters with a capital."""
    if at and page.words[at - 1] in honorifics and _AFTER_HONORIFIC.fullmatch(page.gap(at - 1)):
        return True
    return len(page.words[at]) == 2 and page.is_capital(at)


def _is_no_auxiliary(page: Page, at: int) -> bool:
    """Whether an auxiliary that is a name as well is one where it stands: `Will`, `uncle will`, `will rang`."""
    before = page.words[at - 1] if at and page.gap(at - 1) == " " else ""
    behind = page.words[at + 1] if at < len(page.words) - 1 and page.gap(at) == " " else ""
    is_owner = page.text[page.ends[at] : page.ends[at] + 2] in ("'s", "’s")
    return page.is_capital(at) or is_owner or before in BEFORE_SOMEBODY or behind in DOES


def _goes_on(page: Page, at: int) -> bool:
    """Whether the next word may be of the same form; between figures more may stand."""
    gap, is_number = page.gap(at), page.words[at].isdecimal() and page.words[at + 1].isdecimal()
    return AFTER_SHORT.fullmatch(gap) is not None or (is_number and _IN_NUMBER.fullmatch(gap) is not None)
