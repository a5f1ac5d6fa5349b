"""What masking finds in a text: pieces to be replaced, and words that a person has to look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from store.language import N_
from store.model.codes import Vocabulary

DAY_RANK = 1


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text that is masked.

    Attributes:
        start: of the piece in the text it was found in.
        end: behind its last character.
        token: what stands in its place: `[PHONE]`, `[Ibu]`.
        rank: on overlap the lower one wins: 0 numbers and addresses, 1 days, 2 names, 3 what may name a place.
        lacks_before: it is the last word of a name by itself: what stands before it may make it another person's.
        lacks_behind: it is the first one.
    """

    start: int
    end: int
    token: str
    rank: int
    lacks_before: bool = False
    lacks_behind: bool = False


class Doubt(Vocabulary):
    """Why a word may be a name."""

    HONORIFIC = "honorific", N_("stands behind a title")
    CAPITAL = "capital", N_("unknown word with a capital")
    INSTITUTION = "institution", N_("named like an institution or a place")
    BESIDE = "beside", N_("unknown word where a name may stand")
    NEAR_MISS = "near_miss", N_("almost a registered name")
    DIGITS = "digits", N_("long number")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word that may give somebody away and is not masked.

    Attributes:
        text: as it stands in the text.
        start: where it does.
        end: behind its last character.
        doubt: why it is here.
        near: the token of the registered name that it almost is; empty for other doubts.
    """

    text: str
    start: int
    end: int
    doubt: Doubt
    near: str = ""


def without_overlap(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, of overlapping ones the one that ranks first, then the longest.

    What a losing span covers beyond the winner stays covered: the winner grows over it, so that no part of a name or
    number is left standing.
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        last = kept[-1] if kept else None
        if last is None or span.start >= last.end:
            kept.append(span)
            continue
        first = min((last, span), key=lambda one: (one.rank, one.start - one.end))
        kept[-1] = Span(last.start, max(last.end, span.end), first.token, first.rank)
    return kept
