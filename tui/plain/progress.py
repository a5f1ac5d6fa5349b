"""How far a long command is: one line on the terminal, which is taken away at the end.

A file, a pipe and a screen reader get none.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.plain.output import lines_stay_whole


@contextmanager
def told_how_far(words: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far a work is, while it is done.

    Args:
        words: the line, with {share} for how many percent are done.

    Yields:
        What the work tells how many of how many pieces are done.
    """
    if lines_stay_whole() or not (sys.stderr and sys.stderr.isatty()):
        yield _nobody_looks
        return
    line, width = "", len(words.format(share=100))

    def progress(done: int, total: int) -> None:
        nonlocal line
        now = words.format(share=100 * done // max(total, 1))
        if now != line:
            print(f"\r{now:<{width}}", end="", file=sys.stderr, flush=True)
            line = now

    try:
        yield progress
    finally:
        print(f"\r{' ' * width}\r", end="", file=sys.stderr, flush=True)


def _nobody_looks(_done: int, _total: int) -> None:
    """There is no terminal, or it is heard."""
