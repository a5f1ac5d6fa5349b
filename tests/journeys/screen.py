"""The program in a real pseudo-terminal, and what a person would see there: keys go in as bytes, the screen is read."""

import os
import sys
import time
from pathlib import Path
from typing import Self

import pyte

from tests.terminal import Program

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "up": "\x1b[A", "down": "\x1b[B",
    "right": "\x1b[C", "left": "\x1b[D", "ctrl+s": "\x13", "ctrl+g": "\x07", "ctrl+r": "\x12", "ctrl+q": "\x11",
    "ctrl+l": "\x0c", "ctrl+n": "\x0e", "ctrl+t": "\x14", "f4": "\x1bOS",
}  # fmt: skip

PATIENCE = 20.0
"""Seconds to wait for something to appear; far more than it takes, so that only a real fault fails."""


class Screen(Program):
    """`lingkar` over a book, and the text on its screen."""

    def __init__(
        self, book: Path, *, columns: int = 80, lines: int = 24, language: str = "en", words: str = "",
        env: dict[str, str] | None = None, cwd: Path | None = None,
    ) -> None:  # fmt: skip
        """Start it over a book; `words` are what is typed behind the command."""
        command = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
        environ = {"LINGKAR_LANG": language, "TZ": "Asia/Jakarta", "LINGKAR_HOME": str(book), **(env or {})}
        super().__init__([*command, *words.split()], columns=columns, lines=lines, env=environ, cwd=cwd)
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    @property
    def text(self) -> str:
        """What is on the screen."""
        fresh, self.seen = self.seen, b""
        self._stream.feed(fresh)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> None:
        """Press keys by name; anything that is no name is typed as it is. Each is answered before the next."""
        for key in keys:
            os.write(self.master, KEYS.get(key, key).encode())
            self.settle(0.12)

    def burst(self, *keys: str) -> None:
        """Press keys all at once."""
        os.write(self.master, "".join(KEYS.get(key, key) for key in keys).encode())

    def wait_for(self, *texts: str) -> str:
        """Wait until all of these are on the screen; answers it."""
        return self._wait(lambda shown: all(text in shown for text in texts), f"{texts} to appear")

    def wait_without(self, text: str) -> str:
        """Wait until this has gone from the screen; answers it."""
        return self._wait(lambda shown: text not in shown, f"{text!r} to go")

    def _wait(self, there, what: str) -> str:  # type: ignore[no-untyped-def]
        end = time.monotonic() + PATIENCE
        while not there(shown := self.text):
            if time.monotonic() > end or self.child.poll() is not None:
                raise AssertionError(f"waited for {what}; the screen shows:\n{shown}")
            self.settle(0.05)
        return shown

    def ends(self) -> int:
        """Wait for the program to end; answers its exit code."""
        end = time.monotonic() + PATIENCE
        while self.child.poll() is None and time.monotonic() < end:
            self.settle(0.05)
        assert self.child.poll() is not None, f"still running:\n{self.text}"
        return int(self.child.returncode)
