"""What memory costs: the extreme book beside the typical one, and whether screens and locks leave anything behind.

    python -m tests.bench memory [--rounds N]

Resident memory of the program on its pseudo-terminal, when it is at rest. What is compared with the end is measured
after a warm-up: each screen was opened `WARM_UP` times, the book locked as often, so that what is imported or set up
once is there.
"""

import itertools
import os
import statistics
from collections.abc import Iterable
from pathlib import Path

from tests.bench import bars
from tests.bench.bars import Figure
from tests.bench.books import EXTREME, PASSPHRASE, TYPICAL, copy_of
from tests.bench.measuring import scratch
from tests.bench.programs import BARE_SIGN, BOARD_SIGNS, ENVIRON, bare, lingkar
from tests.bench.start import start
from tests.terminal import Program

STARTS = 3
OPENED, LOCKED, WARM_UP = 200, 50, 3
ESCAPE, ENTER, LOCK = b"\x1b", b"\r", b"\x0c"
WHILE_LOCKED = 1.2
"""Seconds: by then the program has cleared its memory of what was read."""
PALETTE = b"\x10"

SCREENS: dict[str, tuple[list[bytes], bytes, bytes]] = {
    "case file, each tab": ([ENTER, *(b"%d" % tab for tab in range(2, 8))], b"Overview", ESCAPE),
    "note": ([ENTER, b"2", ENTER], b"Overview", ESCAPE + b"\0" + ESCAPE),
    "editor": ([b"n"], b"new note", ESCAPE),
    "entry in the case file": ([ENTER, b"i"], b"Overview", ESCAPE + b"\0" + ESCAPE),
    "gate": ([b"G", b"a"], b"", ESCAPE),
    "review": ([b"r", b" ", b" "], b"Daily review", b"r"),
    "search": ([b"s", b"ibu"], b"Search", ESCAPE),
    "closed cases": ([b"z"], b"closed cases", ESCAPE),
    "a closed case": ([b"z", ENTER], b"Overview", ESCAPE + b"\0" + ESCAPE),
    "directory": ([b"R"], b"Directory", ESCAPE),
    "statistics": ([b"S"], b"My practice", ESCAPE),
    "copies": ([b"C"], b"Copies", ESCAPE),
    "filters": ([b"F"], b"show them", ESCAPE),
    "filter": ([b"/", b"an"], b"", ESCAPE),
    "new case": ([b"c"], b"New case", ESCAPE),
    "edit": ([b"e"], b"Alias", ESCAPE),
    "next contact": ([b"d"], b"a week", ESCAPE),
    "risk": ([b"w"], b"jumps", ESCAPE),
    "closing record": ([b"t"], b"close the case", ESCAPE),
    "export": ([b"x"], b"show the packet", ESCAPE),
    "supervision": ([b"\x14"], b"After supervision", ESCAPE),
    "hand over": ([b"X"], b"Hand over", ESCAPE),
    "bring in": ([b"I"], b"Bring in", ESCAPE),
    "help": ([b"?"], b"What the keys do", ESCAPE),
    "palette": ([PALETTE, b"u"], b"Commands", ESCAPE),
    "review limits": ([PALETTE, b"may wait", ENTER], b"limits", ESCAPE),
    "backup": ([PALETTE, b"another disk", ENTER], b"Backup", ESCAPE),
    "hidden text": ([b"*"], b"hidden", b"*"),
    "the other language": ([b"\x1bOQ"], b"kasus", b"\x1bOQ"),
    "light colours": ([b"\x1bOR"], b"", b"\x1bOR"),
}
"""What is pressed on the board, what is seen then, and what leads back to the board."""


def figures(_rounds: int) -> list[Figure]:
    """Beside the typical book, and after a long day."""
    with scratch() as place:
        return [*_beside_typical(place), _after_screens(place), _after_locks(place)]


def _beside_typical(place: Path) -> Iterable[Figure]:
    floor = statistics.median(start(bare(), [BARE_SIGN]).memory for _ in range(STARTS))
    print(f"memory at rest: bare Textual {floor:.0f} MB")
    for secret, kept in ((None, "plain"), (PASSPHRASE, "encrypted")):
        held = {}
        for size in (TYPICAL, EXTREME):
            command = lingkar(book=copy_of(size, place / f"{size.name}-{kept}", secret), secret=secret)
            held[size] = statistics.median(start(command).memory for _ in range(STARTS))
            print(f"  {size.name}, {kept}: {held[size]:.0f} MB", flush=True)
        ratio = held[EXTREME] / held[TYPICAL]
        yield Figure(f"memory before the archive is opened, {kept}, extreme / typical", ratio, bars.EXTREME_MEMORY)


def _after_screens(place: Path) -> Figure:
    command = lingkar(book=copy_of(TYPICAL, place / "screens"))
    with Program(command, env=ENVIRON) as program:
        program.until(*BOARD_SIGNS)
        program.rest(1.0)
        for name in [*SCREENS] * WARM_UP:
            _open_and_close(program, name)
        before = program.memory_mb()
        for name in itertools.islice(itertools.cycle(SCREENS), OPENED):
            _open_and_close(program, name)
        after = program.memory_mb()
    return _growth(f"opening and closing screens {OPENED} times", before, after)


def _open_and_close(program: Program, name: str) -> None:
    """Open a screen, see it, and come back to the board."""
    keys, sign, back = SCREENS[name]
    program.seen = b""
    for key in keys:
        _press(program, key)
    _must_show(program, sign, name)
    program.seen = b""
    for key in back.split(b"\0"):
        _press(program, key)
    _must_show(program, b"active cases", f"the board after {name}")


def _must_show(program: Program, sign: bytes, what: str) -> None:
    try:
        program.until(sign, timeout=10)
    except TimeoutError as error:
        raise AssertionError(f"{what} was not shown") from error


def _press(program: Program, key: bytes) -> None:
    os.write(program.master, key)
    program.rest(0.05)


def _after_locks(place: Path) -> Figure:
    command = lingkar(book=copy_of(TYPICAL, place / "locks", PASSPHRASE), secret=PASSPHRASE)
    with Program(command, env=ENVIRON) as program:
        program.until(*BOARD_SIGNS)
        program.rest(1.0)
        for turn in range(WARM_UP + LOCKED):
            if turn == WARM_UP:
                before = program.memory_mb()
            _lock_and_unlock(program)
        after = program.memory_mb()
    return _growth(f"locking and unlocking {LOCKED} times", before, after)


def _lock_and_unlock(program: Program) -> None:
    program.seen = b""
    _press(program, LOCK)
    program.until(b"The book is locked")
    program.rest(WHILE_LOCKED)
    program.seen = b""
    _press(program, PASSPHRASE.encode() + ENTER)
    program.until(*BOARD_SIGNS)
    program.rest(0.3)


def _growth(what: str, before: float, after: float) -> Figure:
    print(f"  {what}: {before:.1f} MB before, {after:.1f} MB after", flush=True)
    return Figure(f"memory after {what} / before", after / before, bars.GROWTH, more=f"warm-up: {WARM_UP} times each")
