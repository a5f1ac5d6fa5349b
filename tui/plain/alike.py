"""Who may be the same as somebody who is written down already: said once the entry is there, with what to type then."""

from collections.abc import Iterator
from typing import Any

from store.language import _
from store.model.folder import Folder
from store.model.person import Person
from store.model.relation import Relation
from store.model.text import clean_line
from store.practice.circle import Circle


def alike_lines(folder: Folder, added: Any, id: str) -> Iterator[str]:
    """What is to be said of a new entry.

    Args:
        folder: of the case, as it was before.
        added: the person or tie; of any other entry nothing is said.
        id: what it is called in commands.
    """
    circle, code = Circle(folder.people, folder.case.alias), folder.case.code
    if isinstance(added, Person) and (known := circle.alike(added.alias)):
        yield _(
            "{known} is written down in this case already. If {name} is the same person: lingkar remove {code} {id}"
        ).format(known=known.alias, name=added.alias, code=code, id=id)
    if isinstance(added, Relation):
        for end in ("a", "b"):
            name = clean_line(getattr(added, end))
            if known := circle.perhaps(name):
                yield _(
                    "{name} is nobody who is written down; {known} is. If that is meant: "
                    'lingkar change {code} {id} --{end} "{known}"'
                ).format(name=name, known=known.alias, code=code, id=id, end=end)
