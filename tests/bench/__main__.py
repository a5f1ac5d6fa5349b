"""What Lingkar costs, measured beside its peers in one run, and which of the bars that are set for it are met.

    python -m tests.bench [PART ...] [--rounds N]

Without a part: every part for which a bar is set. Prints details as it goes, and at the end one table.

    start      to the painted board, beside a bare Textual program
    keys       what a key costs with 5,000 cards on the board
    keeping    a durable note, beside sqlite3, stock TinyDB and the bare disk; unlocking and locking
    finding    opening, the day's review, searching the extreme book and its archive
    packet     a supervision packet of 200 pages, beside Typst alone
    importing  15,000 rows
    dumping    writing the whole extreme book out, and reading it back
    memory     the extreme book beside the typical one; after many screens and many locks
    growth     how the cost grows with the closed cases and with the open ones
    waiting    what holds the interface's thread for longer than a frame
    peers      beside kanban-tui, where BENCH_KANBAN_TUI names the Python of an environment that has it
"""

import argparse
from importlib import import_module

from store.language import use
from tests.bench.bars import Figure, table

BARRED = ("start", "keys", "keeping", "finding", "packet", "memory", "growth")
PARTS = (*BARRED, "importing", "dumping", "waiting", "peers")


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=9, help="how often each is measured (default 9)")
    asked = parser.parse_args()
    if unknown := [part for part in asked.parts if part not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)}")
    use("en")
    told: list[Figure] = []
    for part in asked.parts or BARRED:
        print(f"\n=== {part}", flush=True)
        told += import_module(f"tests.bench.{part}").figures(asked.rounds)
    print(f"\n{table(told)}" if told else "\nno figures")


if __name__ == "__main__":
    main()
