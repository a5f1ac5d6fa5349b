"""The client as a person: what a table knows beside the case, as one record among the people of the case."""

import re
from collections.abc import Mapping
from typing import Any

from store.exchange.importing.mapping import PERSON_FIELDS
from store.language import _
from store.model.case import Case
from store.model.codes import SystemSize
from store.model.person import Person
from store.model.record import build, new_id

OLDEST = 120
MOST_ALIAS = 60
"""The longest alias of a person."""

_YEARS = re.compile(r"(\d{1,3})\s*(?:tahun|thn|th|years?(?: old)?|yrs?|y\.?o\.?|y)?\.?", re.IGNORECASE)


def parse_age(text: str) -> int:
    """An age in whole years, from `34`, `34 tahun`, `34 years`. Months are none.

    Raises:
        ValueError: bare; the text is none.
    """
    found = _YEARS.fullmatch(text.strip())
    if not found or int(found[1]) > OLDEST:
        raise ValueError
    return int(found[1])


def initials(name: str) -> str:
    """What somebody is called who must not be named: `S.A.` for Siti Aminah."""
    words = name.split()
    return "".join(f"{word[0]}." for word in [word for word in words if word[0].isalpha()] or words)


def make_person(case: Case, told: Mapping[str, Any]) -> Person | None:
    """The client; None where the table tells nothing that has no place in the case itself.

    Args:
        case: whose client it is.
        told: what the table says of `PERSON_FIELDS`.
    """
    if not told:
        return None
    facts = {name: told[name] for name in PERSON_FIELDS if name in told and name != "nik"}
    is_the_case = case.size is SystemSize.INDIVIDUAL
    alias = case.alias if is_the_case else initials(case.client_name) or case.alias
    return build(Person, {
        **facts, "id": new_id(), "case_code": case.code, "alias": shortened(alias, MOST_ALIAS),
        "name": case.client_name, "is_member": True,
        "note": _("NIK {number}").format(number=told["nik"]) if "nik" in told else "",
    })  # fmt: skip


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters; what was cut off is told by a sign."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
