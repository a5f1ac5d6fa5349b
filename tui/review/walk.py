"""The way through the daily review: in which order the cases are come to, and what comes after the last. Pure.

A stop is the code of a case, or one of the two that come after all cases.
"""

from collections.abc import Sequence

from store.reviewing import Review

BOOK, SUMMARY = "book", "summary"
"""What concerns the book as a whole; and what was done, with the week ahead."""


def order_of(review: Review, before: Sequence[str] = ()) -> list[str]:
    """The cases in the order in which they are come to.

    Args:
        review: that of the day.
        before: the order until now, which stays; who comes to need the worker meanwhile joins at the end. Empty at the
            beginning, also after a restart: then those that are done, the one that was begun, the others by urgency.
    """
    waiting = dict.fromkeys(one.case.code for one in review.waiting)
    looked = dict.fromkeys(one.code for one in review.record.looked)
    all_codes = {**looked, **waiting}
    kept = dict.fromkeys(code for code in before or sorted(looked, key=waiting.__contains__) if code in all_codes)
    return [*{**kept, **all_codes}]


def first_stop(codes: Sequence[str], waiting: Sequence[str], *, book_waits: bool) -> str:
    """Where the review begins, or goes on."""
    return next((code for code in codes if code in waiting), BOOK if book_waits else SUMMARY)


def next_stop(at: str, codes: Sequence[str], waiting: Sequence[str], *, book_waits: bool) -> str:
    """What comes next; nothing comes after the last case while another one waits.

    Args:
        at: where one is; that was seen to already.
        codes: the cases in their order.
        waiting: those that still wait.
        book_waits: whether something about the book as a whole does.
    """
    if at in codes[:-1]:
        return codes[codes.index(at) + 1]
    return first_stop(codes, waiting, book_waits=book_waits and at != BOOK)


def previous_stop(at: str, codes: Sequence[str]) -> str | None:
    """What came before; None at the beginning."""
    place = codes.index(at) if at in codes else len(codes)
    return codes[place - 1] if place else None
