"""Pairs that one line holds: `4 2 3`, `T 48`, a count such as `(3/10)` with the word before it, `(2 days late)`.

Textual ends a line at every blank, also at one that asks for no break. So a sign of its own stands in the place of such
a blank while lines are broken; the net draws it as a blank.
"""

import re

BLANK = chr(0xE000)
"""A blank at which no line ends."""

_PAIRS = re.compile(r"(?<=\S) (?=\(\d+/\d+\))|(?<=\b\d) (?=\d\b)|(?<=\bT) (?=\d)|(?<=\d) (?=[^\W\d]+( [^\W\d]+)?\))")


def together(text: str) -> str:
    """A text with such pairs kept together."""
    return _PAIRS.sub(BLANK, text)
