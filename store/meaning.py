"""Which values of a closed list a text may mean: what is typed may be cut short, as long as it means one thing.

Names are those of the screens in every language, and the codes. Where a table of another program is read, nothing is
cut short: see `store.exchange.importing.values`.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

from store.folding import fold
from store.model.codes import Vocabulary

V = TypeVar("V", bound=Vocabulary)


def meant(values: Iterable[V], typed: str) -> list[V]:
    """The values that a text may mean: by their whole name, else by its beginning, else by that of a word in it.

    Args:
        values: those that may be meant.
        typed: what a person wrote.
    """
    if not (given := bare(typed)):
        return []
    names = [(value, tuple(map(bare, (value.value, *value.labels)))) for value in values]
    for is_so in (
        lambda name: name == given,
        lambda name: name.startswith(given),
        lambda name: f" {given}" in name,
    ):
        if found := [value for value, known in names if any(map(is_so, known))]:
            return found
    return []


def bare(name: str) -> str:
    """A name as it is compared: folded, with blanks for the signs between its words."""
    return " ".join(re.sub("[-_/()]", " ", fold(name)).split())
