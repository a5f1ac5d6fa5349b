"""`open_whole` in a process of its own: reading a large book keeps Python busy for seconds, and the interface waiting.

The other process is told the folder and the key through a pipe, where no other program sees them, answers with counts
and codes through another, and writes nothing. It runs no code from the folder that the program was started in. Its
memory goes back to the system with it.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import orjson

from store.errors import BookDamaged
from store.exchange.whole import Whole, open_whole
from store.language import _
from store.private import forbid_core_dumps
from store.vault import Key
from store.vault.keys import PlainKey, SecretKey

WORD = "--apart"
"""What a program that has its own Python inside is started with to be the other process; see `.ci/kit/start.py`."""

TICK = 0.1
"""Seconds between looks at whether it is still wanted."""


def open_apart(folder: Path, key: Key, go_on: Callable[[], None]) -> Whole:
    """Open a book and its archive for reading, elsewhere.

    Args:
        folder: the book.
        key: of the book.
        go_on: called ten times a second; stops the work by raising.

    Raises:
        BookDamaged: it does not open, for whatever reason.
        OSError: there can be no other process.
    """
    assert isinstance(key, PlainKey | SecretKey)
    secret = {"secret": key.identity} if isinstance(key, SecretKey) else {"book": key.book}
    asked: bytes | None = orjson.dumps({"folder": str(folder), **secret})
    with subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as other:  # fmt: skip
        try:
            while True:
                try:
                    answer, _silent = other.communicate(asked, timeout=TICK)
                    break
                except subprocess.TimeoutExpired:
                    asked = None  # it has been sent
                    go_on()
        except BaseException:
            other.kill()
            raise
    if other.returncode != 0:
        raise BookDamaged(_("The book does not open."))
    told = orjson.loads(answer)
    return Whole(told["seq"], told["documents"], frozenset(told["archived"]))


def _command() -> list[str]:
    """What starts the other process: Python; or this program itself, where Python was built into it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    return [sys.executable, "-P", "-m", __name__]


def main() -> None:
    """The other process. Whatever goes wrong, its exit code says so."""
    forbid_core_dumps()
    asked = orjson.loads(sys.stdin.buffer.read())
    key = SecretKey(asked["secret"]) if "secret" in asked else PlainKey(asked["book"])
    whole = open_whole(Path(asked["folder"]), key)
    told = {"seq": whole.seq, "documents": whole.documents, "archived": sorted(whole.archived)}
    sys.stdout.buffer.write(orjson.dumps(told))


if __name__ == "__main__":
    main()
