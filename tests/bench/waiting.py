"""What holds the interface's thread while a person goes through a book: each piece of work over a frame, act by act.

    python -m tests.bench waiting

For each book a process of its own runs the program as Pilot drives it, and the keys of all acts are pressed one after
the other, while the watchdog of the suite looks on, which measures CPU. A clock looks a thousand times a second who is
at work just then, so that of each piece is told how much of it was ours and how much Textual's own: mounting a screen,
its styles, painting, for which there is no shorter piece of work in any program.

    python -m tests.bench.waiting FOLDER    the same over one book, which is written to
"""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import textual.app
import textual.pilot
from textual.pilot import Pilot

from store import Casebook, open_casebook
from tests.bench.bars import Figure
from tests.bench.books import EXTREME, NOW, SINGLE, SMALL, TYPICAL, copy_of
from tests.bench.keys import CARDS
from tests.bench.measuring import scratch
from tests.bench.programs import ENVIRON
from tests.watchdog import FRAME, Piece, Watchdog
from tui.app import LingkarApp

WINDOW = (140, 40)
QUIET = 0.04
"""Seconds without work after which an act is over."""

Act = tuple[str, str]
"""What is done, and the keys for it, parted by blanks; `+` before a word types it letter by letter."""

ACTS: tuple[Act, ...] = (
    ("cursor", "down down right right left up G g 4 pagedown pageup"),
    ("hide, show", "asterisk asterisk"),
    ("language", "f2 f2"),
    ("theme", "f3 f3"),
    ("filter, typed", "slash +keluarga enter escape"),
    ("filter by words", "slash +level:micro backspace enter escape"),
    ("only today", "exclamation_mark exclamation_mark"),
    ("form of filters", "F escape"),
    ("open a case", "enter"),
    ("its tabs", "2 3 4 5 6 7 1"),
    ("its notes", "2 down down G g pagedown"),
    ("a note", "enter G g escape"),
    ("a neighbour", "right_square_bracket left_square_bracket escape"),
    ("write a note", "n +tulis ctrl+s"),
    ("leave the editor", "escape escape"),
    ("a date", "d escape"),
    ("risk", "w escape"),
    ("edit", "e escape"),
    ("advance", "a escape"),
    ("hold", "o escape"),
    ("undo, redo", "u ctrl+r u"),
    ("new case", "c escape"),
    ("terminate", "t escape"),
    ("group note", "N escape"),
    ("review", "r"),
    ("review, answers", "space space space"),
    ("review, contact", "l escape"),
    ("review, add", "i escape"),
    ("review, case file", "enter escape backspace"),
    ("review, left", "escape"),
    ("search", "s"),
    ("search, typed", "+ibu"),
    ("search, more words", "space +anak"),
    ("search, a hit", "tab down enter escape"),
    ("search, left", "escape escape"),
    ("closed cases", "z"),
    ("closed cases, moving", "down G g pagedown"),
    ("closed cases, filter", "slash +kel enter escape"),
    ("closed cases, one", "enter 2 escape"),
    ("closed cases, left", "escape"),
    ("my practice", "S left p p p escape"),
    ("copies", "C escape"),
    ("directory", "R escape"),
    ("palette", "ctrl+p +back escape"),
    ("help", "question_mark escape"),
    ("packet, form", "x escape"),
    ("hand over, form", "X escape"),
    ("backup, form", "ctrl+p +backup enter escape"),
    ("lock", "ctrl+l"),
)  # fmt: skip


@dataclass
class Held:
    """A piece over a frame.

    Attributes:
        act: what was done.
        piece: as the watchdog tells it.
        ours: how much of it was ours, 0 to 1.
        what: where in our code it was most of the time.
    """

    act: str
    piece: Piece
    ours: float
    what: str


@dataclass
class Journey:
    """What was seen on the way."""

    act: str = ""
    held: list[Held] = field(default_factory=list)
    looks: list[tuple[float, str, bool]] = field(default_factory=list)

    def look(self, _signal: int, frame: FrameType | None) -> None:
        """Who is at work just now."""
        self.looks.append((time.thread_time(), *_at_work(frame)))

    def see(self, piece: Piece) -> None:
        """Take note of a piece."""
        looks = [(what, is_ours) for at, what, is_ours in self.looks if at >= piece.since]
        self.looks.clear()
        share = sum(is_ours for _what, is_ours in looks) / len(looks) if looks else 0.0
        names = Counter(what for what, _is_ours in looks if what).most_common(2)
        self.held.append(Held(self.act, piece, share, ", ".join(name for name, _count in names)))


def _at_work(frame: FrameType | None) -> tuple[str, bool]:
    """The innermost function of ours, and whether Textual does nothing on its behalf just now."""
    is_ours = True
    while frame is not None:
        path = frame.f_code.co_filename
        if "/textual/" in path or "/rich/" in path:
            is_ours = False
        elif "/tui/" in path or "/store/" in path:
            return f"{Path(path).stem}.{frame.f_code.co_name}", is_ours
        frame = frame.f_back
    return "", False


@contextmanager
def looking(journey: Journey) -> Iterator[None]:
    """A thousand looks a second."""
    signal.signal(signal.SIGALRM, journey.look)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


async def settled(app: LingkarApp) -> None:
    """Until nothing is done any more: no key waits, nobody works aside, and the process is quiet."""
    while True:
        before = time.process_time()
        await asyncio.sleep(QUIET)
        is_busy = app._settling is not None or any(not worker.is_finished for worker in app.workers)
        if not is_busy and time.process_time() - before < QUIET / 8:
            return


async def press(pilot: Pilot[None], app: LingkarApp, keys: str) -> None:
    """Press keys one after the other, each when the one before is done with."""
    for key in keys.split():
        for one in key[1:] if key.startswith("+") else [key]:
            await pilot.press(one)
            await settled(app)


async def _at_once(*_: float) -> None:
    """What Pilot waits for instead of a quiet process, which this one is not while it is looked at; see `settled`."""


async def go_through(book: Casebook, acts: Sequence[Act], journey: Journey) -> None:
    """Start the program on a book, and do all acts."""
    journey.act = "start"
    app = LingkarApp(book)
    textual.app.wait_for_idle = textual.pilot.wait_for_idle = _at_once  # type: ignore[attr-defined]
    async with app.run_test(size=WINDOW) as pilot:
        signal.set_wakeup_fd(-1)  # the loop need not hear of each look
        await settled(app)
        for act, keys in acts:
            journey.act = act
            await press(pilot, app, keys)


def figures(_rounds: int) -> list[Figure]:
    """All acts over each book. The first one only compiles the program."""
    told = []
    for size in (SMALL, TYPICAL, EXTREME, CARDS, SINGLE):
        with scratch() as place:
            folder = copy_of(size, place / "book")
            environ = {**os.environ, **ENVIRON, "HOME": str(place)}
            command = [sys.executable, "-m", "tests.bench.waiting", str(folder)]
            lines = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout
        if size is SMALL:
            continue
        print(f"{size.name}: pieces over {FRAME:.0f} ms\n{lines}", flush=True)
        ours = [float(line.split()[0]) for line in lines.splitlines()]
        told.append(
            Figure(
                f"longest work of ours on the interface's thread, {size.name}", max(ours, default=0.0), None, "ms CPU"
            )
        )
    return told


def main(folder: Path) -> None:
    """Go through one book, and print what held the thread: CPU of ours and of all, who it was, and at which act."""
    journey = Journey()
    with (
        open_casebook(folder, clock=lambda: NOW) as book,
        looking(journey),
        Watchdog(journey.see, with_collecting=True),
    ):
        asyncio.run(go_through(book, ACTS, journey))
    for line in told(journey.held):
        print(line)


def told(held: Sequence[Held]) -> list[str]:
    """One line for each handler at each act, of the piece in which most was ours."""
    groups: dict[tuple[str, str], list[Held]] = {}
    for one in held:
        groups.setdefault((one.act, one.piece.who), []).append(one)
    lines = []
    for (act, who), pieces in groups.items():
        worst = max(pieces, key=lambda one: one.piece.ms * one.ours)
        ms, times = worst.piece.ms, f"{len(pieces)} x" if len(pieces) > 1 else ""
        lines.append(f"{ms * worst.ours:7.0f} of {ms:5.0f} ms ours  {act:<22} {times:>5} {who:<48}  {worst.what}")
    return lines


if __name__ == "__main__":
    main(Path(sys.argv[1]))
