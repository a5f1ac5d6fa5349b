"""The kinds of value that arguments take, each read from what was typed or refused with a sentence."""

import argparse
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from store.desk import now
from store.exchange.importing.values import find_code, parse_moment
from store.language import _
from store.language.days import read_day
from store.language.moments import read_moment
from store.language.numbers import read_number
from store.language.quoting import quoted
from store.meaning import bare, meant
from store.model.case import PHASE_ALIASES
from store.model.codes import Phase, Vocabulary
from store.model.text import clean_line
from tui.plain.parser import Parser, text

T = TypeVar("T")
V = TypeVar("V", bound=Vocabulary)


YES, NO = "yes", "no"

_SHORTEST = 3
"""How much of a name must be typed at least, where it is not typed whole."""


def code_of(vocabulary: type[V], *, clears: bool = False) -> Callable[[str], V | None]:
    """A kind of value: a code of a closed list, its label in any language, or the beginning of either.

    Args:
        vocabulary: the list.
        clears: an empty value clears the field.
    """

    def read(typed: str) -> V | None:
        return None if clears and not typed else _read(lambda given: _code(given, vocabulary), typed)

    return read


def phase(typed: str) -> Phase:
    """A kind of value: a phase, under one of its names."""
    return Phase.of(_read(lambda given: _code(PHASE_ALIASES.get(given.lower(), given), Phase), typed))


def _code(typed: str, vocabulary: type[V]) -> V:
    """The code that is meant.

    Raises:
        ValueError: it is none, or may be several; the sentence names those that can be typed.
    """
    if known := find_code(typed, vocabulary):
        return vocabulary.of(known)
    found = meant(list(vocabulary), typed) if len(bare(typed)) >= _SHORTEST else []
    if len(found) == 1:
        return found[0]
    given = quoted(clean_line(typed), 40)
    if found:
        raise ValueError(_("{given} can mean: {choices}. Type more of it.").format(given=given, choices=named(found)))
    raise ValueError(
        _("{given} is not known here; there are {choices}.").format(given=given, choices=choices(vocabulary))
    )


def yes_or_no(typed: str) -> bool:
    """A kind of value: yes or no, in English or in the language in use."""
    wish = text(typed).strip().casefold()
    for word, value in ((YES, True), (NO, False)):
        if wish in (word, _(word).casefold()):
            return value
    raise argparse.ArgumentTypeError(
        _("{given} is not known here; there are {choices}.").format(given=quoted(typed, 40), choices=yes_and_no())
    )


def yes_and_no() -> str:
    """What can be typed there, for a help text."""
    return ", ".join(_both(_(word), word) for word in (YES, NO))


def day(typed: str) -> date:
    """A kind of value: a day, in any form the screens take."""
    return _read(lambda given: read_day(given, now().date()), typed)


def day_or_none(typed: str) -> date | None:
    """A kind of value: a day, or nothing to clear the field."""
    return day(typed) if typed else None


def moment(typed: str) -> datetime:
    """A kind of value: a day, a time of today, or both. A day alone is its midnight: the time is not known."""
    return _read(_moment, typed)


def add_at(parser: Parser) -> None:
    """Declare the moment of what is noted."""
    parser.add_argument(
        "--at", metavar=_("MOMENT"), type=moment,
        help=_("when it was, such as 14:30, yesterday 15:00 or 2026-11-20 09:30 (now)"),
    )  # fmt: skip


def _moment(typed: str) -> datetime:
    try:
        return parse_moment(typed)
    except ValueError:  # it is not written in figures alone
        pass
    moment = now()
    try:
        return read_moment(typed, moment.replace(hour=0, minute=0), moment)
    except ValueError:
        raise ValueError(
            _("{given} is no moment. Write it as 14:30, yesterday 15:00 or 2026-11-20 09:30.").format(
                given=quoted(clean_line(typed), 40)
            )
        ) from None


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
    """What can be typed of a closed list, for a help text or where something else was typed."""
    return named(vocabulary)


def named(codes: Iterable[Vocabulary]) -> str:
    """Codes as they can be typed in the language in use: the label, and in brackets the code if it is another word."""
    told = [_both(code.label, code.value) for code in codes]
    return ("; " if any("," in one for one in told) else ", ").join(told)


def _both(label: str, code: str) -> str:
    return code if bare(label) == bare(code) else f"{label} ({code})"


def _read(reader: Callable[[str], T], typed: str) -> T:
    try:
        return reader(text(typed))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
