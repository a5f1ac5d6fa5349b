"""What is pasted is text, all of it.

Textual's parser takes an escape character inside a bracketed paste for the beginning of a key and gives the characters
after it to the program as keys: a pasted `ESC [31m` followed by a control character could discard a note or quit. The
terminals that do not filter pastes themselves (tmux) let such text through. Here the escape characters are taken out of
a paste before the parser sees them; the rest of their sequence stays as plain text, as everywhere else.

This, and the cache that `tui.unlock.memory` clears, are where we reach into Textual's private modules.
"""

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"


class PasteSafeParser(XTermParser):
    """Textual's parser, fed without the escape characters inside pastes."""

    def __init__(self, debug: bool = False) -> None:
        """Outside of a paste."""
        super().__init__(debug)
        self._in_paste = False
        self._held = ""  # the beginning of what may be the end mark, until the rest of it arrives

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what came from the terminal; an empty text means that nothing more came for a while."""
        if not data:
            return super().feed(data)
        safe = self._without_escapes(data)
        return super().feed(safe) if safe else ()

    def _without_escapes(self, data: str) -> str:
        rest, safe = self._held + data, ""
        self._held = ""
        while rest:
            if not self._in_paste:
                before, mark, rest = rest.partition(START)
                safe += before + mark
                self._in_paste = bool(mark)
                continue
            pasted, mark, rest = rest.partition(END)
            if not mark:
                self._held = next((END[:n] for n in range(len(END) - 1, 0, -1) if pasted.endswith(END[:n])), "")
                pasted = pasted.removesuffix(self._held)
            safe += pasted.replace("\x1b", "") + mark
            self._in_paste = not mark
        return safe


def make_pastes_safe() -> None:
    """Let Textual's driver for terminals use this parser. On Windows pastes come as single keys; nothing is done."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # no such terminals here
        return
    vars(linux_driver)["XTermParser"] = PasteSafeParser
