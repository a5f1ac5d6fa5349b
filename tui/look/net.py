"""The last net under user text: no control character reaches the terminal, whatever a widget let through.

Text is cleaned where it enters (`store.model.text`); this catches what a widget, a library or an old book lets slip.
"""

import re
import unicodedata

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.look.together import BLANK

_CONTROL = re.compile(f"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069{BLANK}]")


class Net(LineFilter):
    """Replaces each control character of a line by a visible mark of the same width, and `BLANK` by a blank."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual gives it
        """A line as it may be sent; unchanged and uncopied when it is clean, which is nearly always."""
        if not _CONTROL.search("".join([s.text for s in segments if not s.control])):
            return segments
        return [s if s.control else Segment(_CONTROL.sub(_mark, s.text), s.style) for s in segments]


def _mark(found: re.Match[str]) -> str:
    return " " if found[0] == BLANK else "?"


def cell_text(text: str) -> str:
    """Text for one line: without the marks whose width terminals disagree on (joiners, variants, skin tones)."""
    return "".join(c for c in text if c not in _DRIFTING and unicodedata.category(c) not in ("Cc", "Cs"))


MOST = 400
"""Characters of a text that are shown where it only has to be recognised."""


def brief(text: str, most: int = MOST) -> str:
    """User text in one line, without what would confuse it; an endless one goes on in its form."""
    words = " ".join(text[: 2 * most].split())
    words = words if words.isascii() and words.isprintable() else cell_text(words)
    return words if len(words) <= most and len(text) <= 2 * most else words[:most].rstrip() + "…"


_DRIFTING = {"\u200c", "\u200d", "\ufe0e", "\ufe0f", "\u20e3", *(chr(code) for code in range(0x1F3FB, 0x1F400))}
