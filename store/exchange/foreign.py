"""JSON that somebody else may have written: cleaned, and refused where it is nested or named as no record is."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from store.model.text import clean

_PYTHONS_OWN = re.compile(r"__.*__")


def cleaned(value: Any, deepest: int, name: Callable[[str], str] = clean) -> Any:
    """A value of JSON types with every text clean, names of fields too; our own models clean only what they know.

    Args:
        value: what was read.
        deepest: so many lists and objects may lie in each other.
        name: how the names of fields are cleaned.

    Raises:
        ValueError: it is deeper.
    """
    if deepest < 0:
        raise ValueError("nested too deep")
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(one, deepest - 1, name) for one in value]
    if isinstance(value, dict):
        return {name(key): cleaned(one, deepest - 1, name) for key, one in value.items()}
    return value


def has_pythons_own(names: Iterable[str]) -> bool:
    """Whether one of these is a name of Python's own, `__class__`, which no record has for a field."""
    return any(map(_PYTHONS_OWN.fullmatch, names))
