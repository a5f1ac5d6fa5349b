"""The kinds of value that arguments take, each read from what was typed or refused with a sentence."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from store.desk import now
from store.exchange.importing.values import parse_code, parse_moment
from store.language.days import read_day
from store.language.numbers import read_number
from store.model.case import PHASE_ALIASES
from store.model.codes import Phase, Vocabulary
from tui.plain.parser import text

T = TypeVar("T")


def code_of(vocabulary: type[Vocabulary], *, clears: bool = False) -> Callable[[str], Vocabulary | None]:
    """A kind of value: a code of a closed list, or its label.

    Args:
        vocabulary: the list.
        clears: an empty value clears the field.
    """

    def read(typed: str) -> Vocabulary | None:
        return None if clears and not typed else _read(lambda given: parse_code(given, vocabulary), typed)

    return read


def phase(typed: str) -> Phase:
    """A kind of value: a phase, under one of its names."""
    return Phase.of(_read(lambda given: parse_code(PHASE_ALIASES.get(given.lower(), given), Phase), typed))


def day(typed: str) -> date:
    """A kind of value: a day, in any form the screens take."""
    return _read(lambda given: read_day(given, now().date()), typed)


def day_or_none(typed: str) -> date | None:
    """A kind of value: a day, or nothing to clear the field."""
    return day(typed) if typed else None


def moment(typed: str) -> datetime:
    """A kind of value: a day, with the time or without."""
    return _read(parse_moment, typed)


def number(typed: str, *, whole: bool = False) -> float:
    """A kind of value: a number with a decimal comma or point, read as the forms of the screens read it.

    Args:
        typed: what was typed.
        whole: whether it must be a whole number.

    Raises:
        argparse.ArgumentTypeError: it is not a number, or could mean two.
    """
    return _read(lambda given: read_number(given, whole=whole), typed)


def choices(vocabulary: type[Vocabulary]) -> str:
    """The codes of a closed list, for a help text."""
    return ", ".join(vocabulary)


def _read(reader: Callable[[str], T], typed: str) -> T:
    try:
        return reader(text(typed))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
