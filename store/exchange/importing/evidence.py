"""What the values of a column say: how many of them are days, numbers, telephones, codes. What follows: `fitting`."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from store.exchange.importing.people import parse_age
from store.exchange.importing.values import find_code, parse_birth, parse_minutes, parse_moment, parse_number
from store.model.codes import Vocabulary

_LOOKED_AT = 400
"""Values of a column that are looked at one by one."""

_LONGEST = 2000  # characters of a value that are looked at
_PHONE = re.compile(r"(?:\+|00)?[1-9]?\d{0,3}[\s.-]?\(?\d{2,4}\)?(?:[\s./-]?\d{2,5}){2,5}")
_FIGURE = re.compile(r"\d")
_EMAIL = re.compile(r"\S+@\S+\.\w+")
_IDENTITY_NUMBER = re.compile(r"'?\d{16}")
_IN_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b")
_COMMA = re.compile(
    r"-?\d+,(?:\d{1,2}|\d{4,})(?: ?%)?|(?:Rp\.? ?)?-?\d{1,3}(?:\.\d{3})+,\d+"
    r"|-?\d{1,3}(?:\.\d{3}){2,}|Rp\.? ?\d{1,3}\.\d{3}"
)
_POINT = re.compile(
    r"-?\d+\.(?:\d{1,2}|\d{4,})(?: ?%)?|(?:Rp\.? ?)?-?\d{1,3}(?:,\d{3})+\.\d+"
    r"|-?\d{1,3}(?:,\d{3}){2,}|Rp\.? ?\d{1,3},\d{3}"
)


class Values:
    """The values of one column. Each question is answered once, when it is asked.

    Attributes:
        rows: how many rows there are.
        filled: in how many of them something stands.
        different: how many different values there are.
        all: every filled value.
        some: those of the filled values that are looked at one by one.
    """

    def __init__(self, values: Sequence[str]) -> None:
        """Count them."""
        self.rows = len(values)
        self.all = [value for value in values if value]
        self.filled = len(self.all)
        self.different = len(set(self.all))
        self.some = [value[:_LONGEST] for value in self.all[:_LOOKED_AT]]

    def are(self, count: int, share: float = 0.8) -> bool:
        """Whether a count is that share of the values looked at, and there are any."""
        return bool(self.some) and count >= share * len(self.some)

    @cached_property
    def days(self) -> int:
        """How many are days, whichever order their figures have."""
        return self._count(lambda value: _is_one(parse_moment, value, month_first=(False, True)))

    @cached_property
    def numbers(self) -> int:
        """How many are numbers, whichever decimal sign they have."""
        return self._count(lambda value: _is_one(parse_number, value, decimal=".,"))

    @cached_property
    def lengths(self) -> int:
        """How many are lengths of time."""
        return self._count(lambda value: _is_one(parse_minutes, value, decimal=".,"))

    @cached_property
    def contacts(self) -> int:
        """How many are telephone numbers or addresses of mail."""
        return self._count(is_contact)

    @cached_property
    def identity_numbers(self) -> int:
        """How many have the sixteen figures of a NIK."""
        return self._count(lambda value: bool(_IDENTITY_NUMBER.fullmatch(value)))

    @cached_property
    def ages(self) -> int:
        """How many are whole years that can be an age: `34`, `34 tahun`."""
        return self._count(lambda value: _is_one(parse_age, value))

    @cached_property
    def words(self) -> int:
        """How many have letters and are no day."""
        lettered = [value for value in self.some if sum(map(str.isalpha, value[:80])) > 1]
        return len(lettered) - sum(_is_one(parse_moment, value, month_first=(False, True)) for value in lettered)

    @cached_property
    def names(self) -> int:
        """How many could be what somebody is called: short, words, without a figure or an at sign."""
        return self._count(
            lambda value: len(value) <= 60 and sum(map(str.isalpha, value)) > 1 and not re.search(r"[\d@]", value)
        )

    @cached_property
    def typical_length(self) -> float:
        """How many characters they have on average."""
        return sum(map(len, self.some)) / len(self.some) if self.some else 0

    @cached_property
    def births(self) -> int:
        """How many can be the day of a birth, of one century alone."""
        return self._count(lambda value: _is_one(parse_birth, value, month_first=(False, True)))

    def codes(self, vocabulary: type[Vocabulary]) -> int:
        """How many are known as codes of a closed list."""
        return sum(count for value, count in Counter(self.some).items() if find_code(value, vocabulary))

    def different_codes(self, vocabulary: type[Vocabulary]) -> int:
        """How many different codes of a closed list there are."""
        return len({find_code(value, vocabulary) for value in self.some} - {None})

    def _count(self, is_one: Callable[[str], bool]) -> int:
        return sum(map(is_one, self.some))


def is_contact(value: str) -> bool:
    """Whether this is a telephone number or an address of mail."""
    if len(value) > 100:
        return False
    figures = sum(map(str.isdecimal, value))
    return bool(_EMAIL.fullmatch(value)) or (8 <= figures <= 15 and bool(_PHONE.fullmatch(value.strip("' "))))


def month_comes_first(columns: Iterable[Values]) -> bool:
    """Whether days such as 11/20/2026 have the month before the day. Without a sign of it the day comes first.

    A number above 12 tells; where there is none, a column whose days are in order in one reading alone.
    """
    found = [[_figures(value) for value in column.all if _IN_FIGURES.match(value)] for column in columns]
    first, second = (sum(figures[place] > 12 for days in found for figures in days) for place in (0, 1))
    if first or second:
        return second > first
    by_day = sum(_in_order([(year, month, day) for day, month, year in days]) for days in found)
    by_month = sum(_in_order([(year, month, day) for month, day, year in days]) for days in found)
    return by_month > by_day


def decimal_sign(columns: Iterable[Values], delimiter: str) -> str:
    """What parts the whole from its parts: as the numbers show it, else the comma where columns are parted by `;`."""
    comma = point = 0
    for column in columns:
        if column.are(column.numbers):
            comma += sum(bool(_COMMA.fullmatch(value)) for value in column.some)
            point += sum(bool(_POINT.fullmatch(value)) for value in column.some)
    if comma != point:
        return "," if comma > point else "."
    return "," if delimiter == ";" else "."


def _is_one(read: Callable[..., object], value: str, **ways: Iterable[object]) -> bool:
    """Whether a text, which has a figure in it, can be read in one of the ways."""
    settings = [{name: way} for name in ways for way in ways[name]] or [{}]
    return bool(_FIGURE.search(value)) and any(_can(read, value, setting) for setting in settings)


def _can(read: Callable[..., object], value: str, setting: Mapping[str, object]) -> bool:
    try:
        read(value, **setting)
    except ValueError:
        return False
    return True


def _figures(value: str) -> tuple[int, int, int]:
    first, second, year, *_rest = map(int, re.findall(r"\d+", value))
    return first, second, year + 2000 * (year < 100)


def _in_order(days: Sequence[tuple[int, int, int]]) -> bool:
    """Whether three days or more rise or fall from row to row."""
    pairs = list(itertools.pairwise(days))
    return len(set(days)) > 2 and (all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs))
