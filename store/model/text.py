"""Cleaning text at the border, and the two kinds of text field.

Whatever a person types, pastes or imports is data: it must never act on a terminal, hide itself, or break a writer
later. `clean` makes it so once, where it enters; `Line` and `Text` are the field types that call it.
"""

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator

HIDDEN = "· · ·"
"""What stands in the place of client text while it is hidden: as long for a short text as for a long one."""

_HARMLESS = re.compile("[\t\n -~]*")  # most text by far: nothing in it to clean
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
# C0 but tab and newline, DEL, C1, zero-width marks, bidi controls, invisible operators, byte order mark, interlinear
# and tag characters. Zero-width joiner and non-joiner stay: emoji families, Javanese and Persian need them.
_NEVER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text as it may be kept: NFC, line ends as newline, without control, bidi or invisible characters.

    An escape sequence loses its ESC, so what is left of it shows as plain text. Lone surrogates, which no encoding
    can write, become U+FFFD.
    """
    if _HARMLESS.fullmatch(text):
        return text
    text = _NEWLINES.sub("\n", text)
    text = _NOT_TEXT.sub("\ufffd", _NEVER.sub("", text))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """The same for a field of one line: runs of white space become one space."""
    return _visible(" ".join(clean(text).split()))


def clean_block(text: str) -> str:
    """The same for a field of many lines: no white space at the ends of lines or of the whole."""
    return _visible("\n".join(line.rstrip() for line in clean(text).expandtabs(4).split("\n")).strip("\n"))


def seen_length(text: str) -> int:
    """How many characters a reader sees; joiners, which only bind others, are none."""
    return sum(1 for character in text if character not in _JOINERS)


def _visible(text: str) -> str:
    """The text, or nothing when it holds nothing but joiners and white space."""
    return text if text.strip(_JOINERS + " \n") else ""


def _line(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


def _block(value: object) -> object:
    return clean_block(value) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_line)]
Text = Annotated[str, BeforeValidator(_block)]
Named = dict[Line, Text]
"""Texts under names that somebody else gave them."""
