"""A closing record as lines."""

from store import Closure
from store.packet.facts import WRITTEN, closure_facts
from tui.casefile.layout import HEADING, fact, paragraph, widest
from tui.casefile.page import Lines
from tui.casefile.reading import Reading

_ROOM = 60  # with fewer cells a long name pushes only its own value aside
_NAMES = 16


def closing_lines(closure: Closure, heading: str, reading: Reading, width: int) -> Lines:
    """How and why the case ended, and what comes after, under a heading."""
    return [*paragraph(heading, width, HEADING), *closing_facts(closure, reading, width)]


def closing_facts(closure: Closure, reading: Reading, width: int) -> Lines:
    """The same without its heading."""
    known = {
        label: reading.text(value) if name in WRITTEN else value
        for name, (label, value) in closure_facts(closure).items()
        if value
    }
    names = (widest(known) if width >= _ROOM else _NAMES) + 2
    lines: Lines = []
    for label, value in known.items():
        lines += fact("  " + label, value, width, max(names, widest([label]) + 2))
    return lines
