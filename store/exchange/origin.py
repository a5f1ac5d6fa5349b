"""Where an imported case came from, in words for a person. What the machine knows it by again is shown to nobody."""

import re

from store.language import _
from store.model.case import Case

HANDOVER = "handover"
"""How the origin of a case begins that a colleague handed over."""

_MADE_BY_A_MACHINE = re.compile(r"(?:uuid:)?[0-9a-f-]{16,}")
"""A key that says nothing to a person: a hash of the row, or what another program calls it by."""


def origin_facts(case: Case) -> list[tuple[str, str]]:
    """Where a case came from, and what was taken for it that no table said: each with its label, if there is any.

    Args:
        case: any; of one that was begun here there is nothing to tell.
    """
    told = [(_("Source"), origin_text(case))] if case.imported_from else []
    if case.came and case.came.supposed:
        told.append((_("Not in the table"), "\n".join(what.label for what in case.came.supposed)))
    return told


def origin_text(case: Case) -> str:
    """Where a case came from; of an import by an older version the line is not known."""
    name, _colon, key = case.imported_from.partition(":")
    if name == HANDOVER:
        return _("Handed over by a colleague")
    if case.came:
        words = _("From the table {table}, line {line}").format(table=case.came.table, line=case.came.row)
    else:
        words = _("From the table {table}").format(table=name)
    if not key or _MADE_BY_A_MACHINE.fullmatch(key):
        return words
    return _("{source}; its number there: {key}").format(source=words, key=key)
