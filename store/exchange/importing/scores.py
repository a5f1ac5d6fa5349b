"""Which columns measure something: scores, and the numbers of a wide sheet."""

import re
from pathlib import Path

from store.exchange.importing.evidence import Values
from store.exchange.importing.fitting import Seen
from store.exchange.importing.heads import is_of_another
from store.exchange.importing.table import Table
from store.exchange.importing.values import folded
from store.exchange.importing.words import SCORES
from store.model.measure import Improves
from store.model.text import clean_line

_LONGEST_NAME = 80


def scores_in(seen: Seen) -> dict[str, Improves | None]:
    """The columns of scores, and in which direction they get better, where that is certain."""
    return {
        column: SCORES[word]
        for column, values in seen.items()
        if (word := score_word(column)) and values.are(values.numbers) and not is_of_another(column)
    }


def score_word(column: str) -> str:
    """The word in a head that says that the column measures; the name of a scale goes before the word `score`."""
    told = " " + re.sub(r"(?<=[a-z])(?=\d)", " ", folded(column)) + " "
    found = sorted((word for word in SCORES if f" {word} " in told), key=lambda word: SCORES[word] is None)
    return found[0] if found else ""


def series_name(table: Table, cells: list[Values], common: str) -> str:
    """What the cells of a wide sheet measure, as its heads, title or file call it; empty where they are no numbers."""
    looked_at = sum(len(values.some) for values in cells)
    if not looked_at or sum(values.numbers for values in cells) < 0.8 * looked_at:
        return ""
    name = common or " ".join(table.aside[:1]) or Path(table.name).stem
    return clean_line(name)[:_LONGEST_NAME].strip()
