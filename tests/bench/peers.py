"""Beside kanban-tui, the closest board in a terminal: its start, and what it costs to move one card.

    BENCH_KANBAN_TUI=FOLDER/bin/python python -m tests.bench peers [--rounds N]

It is not installed for this: the variable names the Python of an environment in which it is (0.21 was looked at). Its
board is filled through its own backend. A card is moved to the next column and back.
"""

import os
import statistics
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench.bars import Figure
from tests.bench.books import TYPICAL, copy_of
from tests.bench.keys import CARDS, advances
from tests.bench.measuring import Samples, interleaved, line, scratch
from tests.bench.programs import BARE_SIGN, ENVIRON, bare, lingkar
from tests.bench.start import start
from tests.terminal import Program

COUNTS = (100, 1_000)
TITLE = "Kasus"
APP = """
import sys
from kanban_tui.app import KanbanTui

app = KanbanTui(config_path=sys.argv[1], database_path=sys.argv[2])
"""
FILL = (
    APP
    + f"""
board = app.backend.create_new_board(name="Beban kasus", icon=":house:")
for number in range(int(sys.argv[3])):
    app.backend.create_new_task(title=f"{TITLE} {{number}}", description="Kunjungan", column=1 + number % 3)
"""
)
ROUNDS, PATIENCE = 3, 180.0
"""Its starts take seconds, and its moves too."""


def figures(rounds: int) -> list[Figure]:
    """Its figures beside ours, or a sentence."""
    python = os.environ.get("BENCH_KANBAN_TUI")
    if not python:
        print("kanban-tui is left out: BENCH_KANBAN_TUI names no Python of an environment that has it.")
        return []
    with scratch() as place:
        return _measured(python, place, min(rounds, ROUNDS))


def _measured(python: str, place: Path, rounds: int) -> list[Figure]:
    boards = {count: _board(python, place / str(count), count) for count in COUNTS}
    ours = {"typical": copy_of(TYPICAL, place / "typical"), "5,000 cards": copy_of(CARDS, place / "cards")}
    acts: dict[str, Callable[[], object]] = {"bare Textual": lambda: start(bare(), [BARE_SIGN])}
    for name, book in ours.items():
        acts[f"Lingkar, {name}"] = partial(start, lingkar(book=book))
    for count, (command, environ) in boards.items():
        acts[f"kanban-tui, {count:,} cards"] = partial(start, command, [TITLE.encode()], environ)
    taken = interleaved(acts, rounds)
    print("start to painted board")
    for name, samples in taken.items():
        line(name, samples.cpu, more=f"{samples.median_cpu / taken['bare Textual'].median_cpu:.2f} x bare")
        line("", samples.wall, "ms wall")
    print("moving a card")
    moves = {f"kanban-tui, {count:,} cards": _moves(*board) for count, board in boards.items()}
    moves["Lingkar, 5,000 cards"] = advances(CARDS)
    for name, costs in moves.items():
        line(name, costs)
    return [*_starts(taken), *_ratios(moves)]


def _starts(taken: dict[str, Samples]) -> list[Figure]:
    floor = taken["bare Textual"].median_cpu
    return [
        Figure(f"start, {name} / bare Textual", samples.median_cpu / floor)
        for name, samples in taken.items()
        if name != "bare Textual"
    ]


def _ratios(moves: dict[str, list[float]]) -> list[Figure]:
    return [Figure(f"moving a card, {name}", statistics.median(costs), unit="ms CPU") for name, costs in moves.items()]


def _board(python: str, place: Path, count: int) -> tuple[list[str], dict[str, str]]:
    """Fill a board; answers how it is started, and in which environment: it keeps its settings in a fixed place."""
    environ = {**ENVIRON, "XDG_CONFIG_HOME": str(place / "config"), "XDG_DATA_HOME": str(place / "data")}
    environ["KANBAN_TUI_CONFIG_FILE"] = str(place / "config.toml")
    files = [environ["KANBAN_TUI_CONFIG_FILE"], str(place / "board.db")]
    place.mkdir()
    filled = [python, "-c", FILL, *files, str(count)]
    subprocess.run(filled, env={**os.environ, **environ}, check=True, capture_output=True)
    return [python, "-c", f"{APP}\napp.run()", *files], environ


def _moves(command: list[str], environ: dict[str, str]) -> list[float]:
    """A card to the next column, and back."""
    with Program(command, env=environ) as program:
        program.until(TITLE.encode(), timeout=PATIENCE)
        program.rest(1.0, timeout=PATIENCE)
        costs = []
        for _ in range(ROUNDS):
            for key in (b"L", b"H"):
                cost, painted = program.key(key, timeout=PATIENCE)
                assert painted, "the card did not move"
                costs.append(cost)
    return costs
