"""What a start costs: to the painted board in a pseudo-terminal, beside a bare Textual program on the same one.

    python -m tests.bench start [--rounds N]

The CPU at the moment at which all of the board was seen is what counts; the wall clock stands beside it, and the CPU
when the program has come to rest after its first paint. No terminal answers what the programs ask theirs.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from store.keeping import recovery_key
from tests.bench import bars
from tests.bench.bars import Figure
from tests.bench.books import EXTREME, PASSPHRASE, SMALL, TYPICAL, copy_of
from tests.bench.measuring import Samples, Spent, interleaved, line, run, scratch
from tests.bench.programs import BARE_SIGN, BOARD_SIGNS, ENVIRON, bare, lingkar
from tests.terminal import Program


@dataclass(frozen=True)
class Started(Spent):
    """What a start took until the board was painted; and until the program was at rest, in ms of CPU and in MB."""

    rested: float
    memory: float


def start(command: list[str], signs: Sequence[bytes] = BOARD_SIGNS, environ: dict[str, str] = ENVIRON) -> Started:
    """Start a program on a terminal, until it is at rest, and end it."""
    with Program(command, env=environ) as program:
        program.until(*signs)
        cpu, wall = program.cpu_ms(), (time.perf_counter() - program.began) * 1000
        program.rest(0.4)
        return Started(wall, cpu, program.cpu_ms(), program.memory_mb())


def figures(rounds: int) -> list[Figure]:
    """Starts of the board, and of commands that need none."""
    print(f"start to painted board, {rounds} rounds: CPU and wall at the paint, CPU at rest")
    with scratch() as place:
        commands = _boards(place)
        taken = interleaved({name: partial(start, *each) for name, each in commands.items()}, rounds)
        floor = taken["bare Textual"]
        for name, samples in taken.items():
            _lines(name, samples, floor)
        _others(place / "typical", rounds)
    cpu = {name: samples.median_cpu for name, samples in taken.items()}
    wall = {name: samples.median_wall for name, samples in taken.items()}

    def ratio(one: str, other: str, bar: float | None) -> Figure:
        more = f"wall {wall[one] / wall[other]:.2f} x"
        return Figure(f"start to painted board, {one} / {other}", cpu[one] / cpu[other], bar, more=more)

    derived = cpu["typical, encrypted"] - cpu["typical, by recovery key"]
    print(f"  of which deriving the key from the passphrase: {derived:.0f} ms CPU")
    return [
        ratio("typical", "bare Textual", bars.START),
        ratio("small", "bare Textual", None),
        ratio("typical, encrypted", "bare Textual", None),
        ratio("typical, by recovery key", "bare Textual", None),
        ratio("extreme", "typical", bars.EXTREME),
        ratio("extreme, encrypted", "typical, encrypted", bars.EXTREME),
    ]


def _boards(place: Path) -> dict[str, tuple[list[str], Sequence[bytes]]]:
    """What is started, and by what its first paint is known. Opened by the recovery key, no key must be derived."""
    plain = {size.name: copy_of(size, place / size.name) for size in (SMALL, TYPICAL, EXTREME)}
    closed = {size.name: copy_of(size, place / f"{size.name}-closed", PASSPHRASE) for size in (TYPICAL, EXTREME)}
    key = recovery_key(closed["typical"], PASSPHRASE)
    return {
        "bare Textual": (bare(), [BARE_SIGN]),
        **{name: (lingkar(book=book), BOARD_SIGNS) for name, book in plain.items()},
        **{f"{name}, encrypted": (lingkar(book=book, secret=PASSPHRASE), BOARD_SIGNS) for name, book in closed.items()},
        "typical, by recovery key": (lingkar(book=closed["typical"], secret=key), BOARD_SIGNS),
    }


def _lines(name: str, samples: Samples, floor: Samples) -> None:
    line(name, samples.cpu, more=f"{samples.median_cpu / floor.median_cpu:.2f} x bare")
    line("", samples.wall, "ms wall", f"{samples.median_wall / floor.median_wall:.2f} x bare")
    line("", [one.rested for one in samples.spent if isinstance(one, Started)], "ms CPU", "at rest")


def _others(book: Path, rounds: int) -> None:
    """Commands on the command line, beside Python itself."""
    commands = {
        "python -c pass": [*bare()[:2], "pass"],
        "lingkar --help": lingkar("--help"),
        "lingkar list": lingkar("list", book=book),
        "lingkar today": lingkar("today", book=book),
    }
    taken = interleaved({name: partial(run, command, ENVIRON) for name, command in commands.items()}, rounds)
    for name, samples in taken.items():
        line(name, samples.cpu)
        line("", samples.wall, "ms wall")
