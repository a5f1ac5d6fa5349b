"""Which signs may stand in what the program itself writes: those that every terminal draws one cell wide."""

import unicodedata

ALLOWED = {
    "·": "between facts; older than computers, and one cell in every terminal that was tried",
    "…": "the sign that something was cut",
    "“": "quotation marks of both languages, within a sentence, where no column depends on them",
    "”": "the same",
}
"""Signs whose width Unicode calls ambiguous, and why they may be used all the same."""

_DRAWN = range(0x2500, 0x25A0)
"""Box and block drawing, for frames, bars and marks: one cell also where ambiguous means two, in most terminals."""


def unsure(text: str) -> set[str]:
    """The signs of a text of which nobody knows how wide they are drawn: ambiguous, wide, and emoji."""
    return {sign for sign in text if sign not in ALLOWED and ord(sign) not in _DRAWN and _is_unsure(sign)}


def _is_unsure(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "AWF" or ord(sign) >= 0x1F000 or sign in "\ufe0e\ufe0f\u200d"
