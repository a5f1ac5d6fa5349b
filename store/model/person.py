"""The people around a case: the members of the client system, and others who matter to it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.part import Part
from store.model.text import Line, Text, clean_line

OF_AGE = 18
"""Who is younger is a child (UU 35/2014, article 1)."""


class Sex(Vocabulary):
    """As a genogram draws it."""

    MALE = "male", N_("Male")
    FEMALE = "female", N_("Female")


def whole_years(born: date, today: date) -> int:
    """How old somebody born on a day is."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


class Person(Part):
    """One person.

    Attributes:
        name: the full name; never on the board.
        alias: what the person is called in notes, in relations, and where names are not shown.
        aliases: other names under which the person occurs in notes, separated by commas.
        kin_role: what the person is to the client: mother, neighbour, head of RT.
        age: in years at the time of writing, where the birth date is not known.
        is_member: whether the person belongs to the client system itself.
        is_child: as the worker knows it; None leaves it to the age.
    """

    alias: Line = Field(min_length=1, max_length=60)
    name: Line = ""
    aliases: Line = ""
    kin_role: Line = ""
    sex: Sex | None = None
    born: date | None = None
    age: int | None = Field(default=None, ge=0, le=120)
    contact: Line = ""
    address: Line = ""
    is_member: bool = True
    is_child: bool | None = None
    is_deceased: bool = False
    note: Text = ""

    def years(self, today: date) -> int | None:
        """Age in whole years on a day; as written down where only that is known."""
        return self.age if self.born is None else whole_years(self.born, today)

    def keeping_old_name(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What is to be changed; of one who is called otherwise from now on, with the old name among the other names.

        Under that, ties and notes still find the person.
        """
        alias = clean_line(fields.get("alias") or self.alias)
        others = [name.strip() for name in (fields.get("aliases", self.aliases) or "").split(",") if name.strip()]
        known = {name.casefold() for name in (alias, *others)}
        if self.alias.casefold() in known:
            return dict(fields)
        return {**fields, "aliases": ", ".join([*others, clean_line(self.alias.replace(",", " "))])}

    def counts_as_child(self, today: date) -> bool:
        """Whether the person is a child: as the worker said, else by the age."""
        if self.is_child is not None:
            return self.is_child
        years = self.years(today)
        return years is not None and years < OF_AGE
