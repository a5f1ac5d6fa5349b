"""What a key costs, in CPU until all it leads to is painted, on a board of 5,000 cards and on a typical one.

    python -m tests.bench keys [--rounds N]

The board is at rest before each key: what it does late after its first paint is over. Of what it costs to advance a
case, the log of the book is the witness, and in the end the book itself.
"""

import statistics
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from store import open_casebook
from store.model import Phase
from tests.bench import bars
from tests.bench.bars import Figure
from tests.bench.books import NOW, SMALL, TYPICAL, Size, copy_of
from tests.bench.measuring import line, scratch
from tests.bench.programs import BARE_SIGN, BOARD_SIGNS, ENVIRON, bare, lingkar
from tests.terminal import Program

CARDS = replace(
    SMALL, name="5000-cards", open=5_000, notes=50_000, words=60, goals=10_000, tasks=20_000, measurements=20_000,
    people=20_000, moves=50_000, years=7,
)  # fmt: skip
LEAST = 15
"""A median is of so many keys at least."""
CURSOR = {
    "down": (b"g", b"\x1b[B"), "up": (b"G", b"\x1b[A"), "right": (b"1", b"\x1b[C"), "left": (b"6", b"\x1b[D"),
    "page down": (b"g", b"\x1b[6~"), "last card (G)": (b"g", b"G"), "first card (g)": (b"G", b"g"),
    "jump to a column (4)": (b"1", b"4"),
}  # fmt: skip
"""What leads to where the key has something to do, and the key that is measured."""
ARROWS = {"down", "up", "right", "left"}
ESCAPE = b"\x1b"
TIDIED = 0.5
"""Seconds of quiet after a screen was closed, in which the program tidies up what it left in memory."""


def figures(rounds: int) -> list[Figure]:
    """Keys at both sizes; the bars are those of 5,000 cards."""
    times = max(LEAST, rounds)
    floor = _bare(times)
    _keys(TYPICAL, times)
    cursor, advance, filtering = _keys(CARDS, times)

    def figure(what: str, costs: list[float], bar: float) -> Figure:
        more = f"worst {max(costs):.1f}; any key in a bare program {floor:.1f}"
        return Figure(f"{what}, 5,000 cards", statistics.median(costs), bar, "ms CPU", more)

    def slowest(names: Iterable[str]) -> tuple[str, list[float]]:
        name = max(names, key=lambda name: statistics.median(cursor[name]))
        return f"slowest: {name}", cursor[name]

    arrow, arrow_costs = slowest(ARROWS)
    jump, jump_costs = slowest(cursor.keys() - ARROWS)
    return [
        figure(f"cursor key ({arrow})", arrow_costs, bars.CURSOR),
        figure(f"to a page, an end, a column ({jump})", jump_costs, bars.CURSOR),
        figure("advance with its durable write", advance, bars.ADVANCE),
        figure("filter keystroke", filtering, bars.FILTER),
    ]


def _bare(times: int) -> float:
    """Any key in a bare Textual program, which paints a line: by it one sees how fast the machine is just now."""
    with Program(bare(), env=ENVIRON) as program:
        program.until(BARE_SIGN)
        program.rest(0.5)
        costs = [program.key(b"x")[0] for _ in range(times)]
    line("bare Textual: a key", costs)
    return statistics.median(costs)


def _keys(size: Size, times: int) -> tuple[dict[str, list[float]], list[float], list[float]]:
    """All keys over one book: the cursor keys by name, advancing, filtering."""
    print(f"keys, {size.name}: {size.open} cards, each {times} times")
    with scratch() as place:
        folder = copy_of(size, place / "book")
        code, words = _make_ready(folder)
        with Program(lingkar(book=folder), env=ENVIRON) as program:
            program.until(*BOARD_SIGNS)
            program.rest(1.0)
            cursor = {name: _pressed(program, name, before, key, times) for name, (before, key) in CURSOR.items()}
            advance = _advance(program, folder, times)
            filtering = _filter(program, words)
            _open_and_leave(program, times)
        with open_casebook(folder, clock=lambda: NOW) as book:
            assert book.case(code).phase is Phase.ASSESSMENT, "the last advance was not carried out"
    return cursor, advance, filtering


def advances(size: Size, times: int = LEAST) -> list[float]:
    """What advancing a case costs over a book, in ms of CPU."""
    with scratch() as place:
        folder = copy_of(size, place / "book")
        _make_ready(folder)
        with Program(lingkar(book=folder), env=ENVIRON) as program:
            program.until(*BOARD_SIGNS)
            program.rest(1.0)
            return _advance(program, folder, times)


def _make_ready(folder: Path) -> tuple[str, list[str]]:
    """Put a case into the book that is the first of its column, and at whose gate nothing is missing.

    Returns:
        Its code, and aliases to filter by.
    """
    with open_casebook(folder, clock=lambda: NOW) as book:
        words = [case.alias for case in book.cases()[:: len(book.cases()) // 4]]
        code = book.add_case(
            alias="Zulaikha", size="family", presenting_problem="Suami kehilangan pekerjaan", consent="verbal",
            risk_level="critical", origin_environment="desa",
        ).code  # fmt: skip
        before = NOW.replace(year=2000, month=1, day=1)  # what was planned for the day after was not kept since
        book.clock = lambda: before
        book.set_next_contact(code, date(2000, 1, 2))
        book.clock = lambda: NOW
        book.add_note(code, body="Kunjungan pertama", mode="home_visit", outcome="reached", at=before, sign=True)
        book.tick(code, "roles")
        assert not book.gate(code).unmet
    return code, words


def _pressed(program: Program, name: str, before: bytes, key: bytes, times: int) -> list[float]:
    """Press a key so often; one that found nothing to do does not count."""
    samples: list[tuple[float, int]] = []
    for press in (b"4", before):
        program.key(press)
    while len(samples) < times:
        cost, painted = program.key(key)
        if painted:
            samples.append((cost, painted))
        else:
            program.key(before)
    line(name, [ms for ms, _ in samples], more=f"{statistics.median(painted for _, painted in samples):.0f} bytes")
    return [ms for ms, _ in samples]


def _advance(program: Program, folder: Path, times: int) -> list[float]:
    """Advance the case, take it back, and again; in the end it stays where it was advanced to."""
    for key in (b"1", b"g"):
        program.key(key)
    advances, undos = [], []
    for turn in range(times):
        if turn:
            undos.append(_kept(folder, lambda: program.key(b"u")[0]))
        advances.append(_kept(folder, lambda: program.key(b"a")[0]))
    line("advance with its durable write (a)", advances)
    line("undo (u)", undos)
    return advances


def _kept(folder: Path, act: Callable[[], float]) -> float:
    """Do an act, and see that it was written."""
    before = sum(log.stat().st_size for log in folder.glob("*.log"))
    cost = act()
    assert sum(log.stat().st_size for log in folder.glob("*.log")) > before, "nothing was written"
    return cost


def _filter(program: Program, words: list[str]) -> list[float]:
    """Type what to filter by, a letter at a time, and see all again."""
    first, following, all_again = [], [], []
    for word in words:
        program.key(b"/")
        letters = [program.key(letter.encode())[0] for letter in word]
        first.append(letters[0])
        following += letters[1:]
        all_again.append(program.key(ESCAPE)[0])
    line("filter: first letter", first)
    line("filter: letters after it", following)
    line("filter: all cards again (esc)", all_again)
    return first + following


def _open_and_leave(program: Program, times: int) -> None:
    opening, leaving = [], []
    for _ in range(times):
        program.key(b"\x1b[B")
        opening.append(program.key(b"\r")[0])
        leaving.append(program.key(ESCAPE, quiet=TIDIED)[0])
    line("open a case (enter)", opening[1:], more=f"the first time {opening[0]:.1f}")
    line("back to the board (esc), and tidied up", leaving)
