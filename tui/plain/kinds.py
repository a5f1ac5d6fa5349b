"""The kinds of value that arguments take, each read from what was typed or refused with a sentence."""

import argparse
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from store.desk import now
from store.exchange.importing.values import parse_code, parse_moment
from store.language import _
from store.language.days import read_day
from store.model.case import PHASE_ALIASES
from store.model.codes import Phase, Vocabulary
from tui.plain.parser import text

T = TypeVar("T")

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,9})?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


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
    words = text(typed).strip().replace("\N{MINUS SIGN}", "-")
    given = repr(words[:40])
    if not _NUMBER.fullmatch(words):
        raise argparse.ArgumentTypeError(_("{given} is not a number.").format(given=given))
    if _THOUSANDS.fullmatch(words):  # 1.250: a thousand in one country, a little over one in another
        sentence = _("{given} could be thousands or a fraction. Write {one}, or {other}.")
        plain = re.sub("[.,]", "", words)
        raise argparse.ArgumentTypeError(sentence.format(given=given, one=plain, other=words + "0"))
    value = float(words.replace(",", ".")) + 0.0  # never -0.0
    if whole and value != int(value):
        raise argparse.ArgumentTypeError(_("This must be a whole number."))
    return int(value) if whole else value


def choices(vocabulary: type[Vocabulary]) -> str:
    """The codes of a closed list, for a help text."""
    return ", ".join(vocabulary)


def _read(reader: Callable[[str], T], typed: str) -> T:
    try:
        return reader(text(typed))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
