"""Numbers that may name somebody though neither their form nor a word before them says so: a person looks at them.

A number is read as it is written, in groups: `943 476 59`, `555-1234`. Days, times, years, amounts, rows of scores and
the codes of cases are none.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from store.packet.masking import numbers

_GROUP = re.compile(r"\d+")
_RUN = re.compile(r"\d+(?:(?: {1,2}| ?[-–.()]{1,2} ?)\d+)*")
_SIGN = re.compile(r"\D")
_OF_MONTH, _MONTH, _ANNO = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DAY = re.compile(rf"(?:{_OF_MONTH} {_MONTH} {_ANNO}|{_ANNO} {_MONTH} {_OF_MONTH})(?!\d| \d)")
_YEAR = re.compile(_ANNO)
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_TELEPHONE = re.compile(r"0\d{4,}")

_CASE_CODE = re.compile(r"(?<!\w)K-\d{4}-\d{3,}(?!\d)")

_LEAST_AT_ONCE, _LEAST = 6, 7
"""Digits of a number in one piece, and of one in groups."""
_LONG_GROUP = 3
"""Digits of a group that is no score."""

Group = tuple[int, int]


def find(text: str, is_covered: Callable[[int, int], bool]) -> Iterator[Group]:
    """Where the numbers begin and end, in order.

    Args:
        text: to be read.
        is_covered: whether something of a piece is masked already; asked in order of place.
    """
    for run in _RUN.finditer(text):
        for groups in _parts(text, run, is_covered):
            start, end = groups[0][0], groups[-1][1]
            is_known = numbers.is_money(text, start) or _CASE_CODE.match(text, start - 2)
            if not is_known and _may_name(text, groups):
                yield start, end


def _parts(text: str, run: re.Match[str], is_covered: Callable[[int, int], bool]) -> Iterator[list[Group]]:
    """The groups of a run, apart where something is masked or surely names nobody."""
    part: list[Group] = []
    harmless = before = run.start()
    for group in (found.span() for found in _GROUP.finditer(text, run.start(), run.end())):
        begins = not part or " " in text[before : group[0]]
        if begins and group[0] >= harmless:
            harmless = max(harmless, _harmless_end(text, group[0]))
        if group[0] < harmless or is_covered(*group):
            if part:
                yield part
            part = []
        else:
            part.append(group)
        before = group[1]
    if part:
        yield part


def _harmless_end(text: str, at: int) -> int:
    """Where the day, time or amount ends that is written here with signs in it; 0 where there is none."""
    found = _DAY.match(text, at) or numbers.HARMLESS.match(text, at)
    return found.end() if found and _SIGN.search(found[0]) else 0


def _may_name(text: str, groups: Sequence[Group]) -> bool:
    """Whether a number in groups may be somebody's."""
    pieces = [text[start:end] for start, end in groups]
    if len(pieces) == 1:
        return len(pieces[0]) >= _LEAST_AT_ONCE or _TELEPHONE.fullmatch(pieces[0]) is not None
    whole = text[groups[0][0] : groups[-1][1]]
    if sum(map(len, pieces)) < _LEAST or all(map(_YEAR.fullmatch, pieces)):
        return False
    if _AMOUNT.fullmatch(whole) and pieces[-1] == "000":
        return False
    longer = [piece for piece in pieces if len(piece) >= _LONG_GROUP]
    spelt_in_pairs = pieces[0].startswith("0") and len(pieces[0]) > 1
    return len(longer) > 1 or max(map(len, pieces)) > _LONG_GROUP + 1 or spelt_in_pairs
