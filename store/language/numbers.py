"""Numbers as each language writes them, `1,200.5`, in Indonesian `1.200,5`; and as a person types them."""

import re
from decimal import Decimal

from store.language.catalogue import _
from store.language.quoting import quoted

Number = int | float

_PLAIN = re.compile(r"([+-]?)([0-9]{1,12})(?:[.,]([0-9]{1,9}))?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)

_MOST, _LEAST = 10, -7
"""Digits before and behind the point from which on a number is written in powers of ten."""


def number_text(value: float | Decimal, places: int = 2, *, exact: bool = False) -> str:
    """A number. One that is not zero never reads as zero: a small one gets the places it needs.

    Args:
        value: the number.
        places: at most so many places behind the point.
        exact: so many places, zeros too.
    """
    number = Decimal(str(value))
    size = number.adjusted() if number else 0
    if not _LEAST < size < _MOST:
        digits, _e, power = f"{number:.2e}".partition("e")
        return f"{_written(_trimmed(digits))}e{int(power)}"
    if not number and places > -_LEAST:
        return "0"
    digits = f"{number or Decimal():.{max(places, -size)}f}"
    return _written(digits if exact else _trimmed(digits))


def count_text(count: int) -> str:
    """A whole number: `3,850`."""
    if count < 1000:
        return str(count)
    return _("{thousands},{rest}").format(thousands=count_text(count // 1000), rest=f"{count % 1000:03}")


def read_number(text: str, *, whole: bool = False) -> Number:
    """The number that a text means, with a decimal comma or point.

    Args:
        text: what was typed.
        whole: whether it must be a whole number.

    Raises:
        ValueError: it is not a number, or could mean two; the sentence is for the user.
    """
    words = text.strip().replace("\N{MINUS SIGN}", "-")
    given = quoted(words, 40)
    found = _PLAIN.fullmatch(words)
    if not found:
        raise ValueError(_("{given} is not a number.").format(given=given))
    if _THOUSANDS.fullmatch(words):  # 1.250: a thousand in one country, a little over one in another
        sentence = _("{given} could be thousands or a fraction. Write {one}, or {other}.")
        plain = re.sub("[.,]", "", words)
        raise ValueError(sentence.format(given=given, one=plain, other=words + "0"))
    sign, digits, fraction = found.groups()
    if whole:
        if fraction and fraction.strip("0"):
            raise ValueError(_("This must be a whole number."))
        return int(sign + digits)
    value = float(f"{sign}{digits}.{fraction or 0}")
    return value + 0.0  # never -0.0


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _written(digits: str) -> str:
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, _point, part = digits.partition(".")
    text = count_text(int(whole))
    return sign + (_("{whole}.{part}").format(whole=text, part=part) if part else text)
