"""A closing record as lines."""

from store import Closure
from store.language import _
from store.language.formats import day_text, due_text
from store.packet.facts import WRITTEN, closure_facts
from store.practice.cycle import checks_left
from tui.casefile.layout import ALARM, fact, headline, paragraph, widest
from tui.casefile.page import Lines
from tui.casefile.reading import Reading
from tui.commands import BY_ACTION

_ROOM = 60  # with fewer cells a long name stands above its value
_NAMES = 16


def closing_lines(closure: Closure, heading: str, reading: Reading, width: int) -> Lines:
    """How and why the case ended, and what comes after, under a heading."""
    lines = [*headline(heading, width), *closing_facts(closure, reading, width)]
    if closure == reading.case.closure:
        lines += _next_check(reading, width)
    return lines


def closing_facts(closure: Closure, reading: Reading, width: int) -> Lines:
    """The same without its heading, as it was written."""
    known = {
        label: reading.text(value) if name in WRITTEN else value
        for name, (label, value) in closure_facts(closure).items()
        if value
    }
    names = (widest(known) if width >= _ROOM else _NAMES) + 2
    lines: Lines = []
    for label, value in known.items():
        lines += fact("  " + label, value, width, names)
    return lines


def _next_check(reading: Reading, width: int) -> Lines:
    """The next check after the ending, and the key that marks it done."""
    left = checks_left(reading.case)
    if not left:
        return []
    words = _("Next check on {day}: {due} · {key} when it was done").format(
        day=day_text(left[0]), due=due_text(left[0], reading.today), key=BY_ACTION["aftercare"].shown_key
    )
    return paragraph(words, width, ALARM if left[0] < reading.today else "", 2)
