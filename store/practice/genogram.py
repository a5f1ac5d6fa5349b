"""The genogram as plain text: partners on one line, their children hanging below, one step in for each generation.

`[ ]` is a man, `( )` a woman, `< >` not known; the client stands in double brackets, and an X says who died. Each union
(partners, or a parent alone) is drawn once, whatever circles the relations make; who stands somewhere else already is
only named again, so nobody and no tie is lost and the drawing always ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from store.language import _
from store.model.person import Person, Sex
from store.model.relation import Bond, Relation
from store.practice.cells import cells, cut, flow
from store.practice.circle import Circle, Label
from store.practice.notation import SIGNS

_BRACKETS = {Sex.MALE: ("[", "]"), Sex.FEMALE: ("(", ")"), None: ("<", ">")}
_TOGETHER = "&"
_ROOM = 31
"""Cells that a couple needs; who hangs deeper than leaves that is drawn anew from the left."""
_LEAST_STEPS = 3
_LEAST_PERSON = 12  # cells


@dataclass(slots=True)
class _Union:
    """Partners, or a parent alone (`other` is empty), with their children; all by their keys."""

    one: str
    other: str
    bonds: list[Bond] = field(default_factory=list)
    children: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line to come: a person, with a union of theirs where there is one, and how deep it hangs."""

    key: str
    union: _Union | None
    lead: str = ""
    under: str = ""


def genogram(
    people: Iterable[Person], relations: Sequence[Relation], centre: str, width: int, label: Label = str
) -> list[str]:
    """The genogram as lines; none where no relation is kinship.

    Args:
        people: of the case.
        relations: all of them; those that are kinship are drawn.
        centre: what the client is called.
        width: cells of a line.
        label: what is shown in the place of a name.

    Returns:
        Lines, none wider than that.
    """
    return _Drawing(Circle(people, centre, label), relations, width).lines()


class _Drawing:
    """One genogram while it is drawn."""

    def __init__(self, circle: Circle, relations: Sequence[Relation], width: int) -> None:
        self._circle, self._width = circle, width
        self._kin = [relation for relation in relations if relation.bond.is_kinship]
        self._names = {circle.key(end): end for one in reversed(self._kin) for end in (one.a, one.b)}
        self._unions = _unions(circle, self._kin)
        self._of = {key: [one for one in self._unions if key in (one.one, one.other)] for key in self._names}
        self._children = {child for union in self._unions for child in union.children}
        self._deepest = max(_LEAST_STEPS, (width - _ROOM) // 3) * 3
        self._drawn: set[int] = set()
        self._seen: set[str] = set()
        self._lines: list[str] = []

    def lines(self) -> list[str]:
        """All of it: those without known parents first; last what hung too deep, and what is left of circles."""
        if not self._kin:
            return []
        first = [one for one in self._unions if not {one.one, one.other} & self._children]
        for union in [*first, *self._unions]:
            self._draw(_Entry(union.one, union))
        return [cut(line, self._width) for line in [*self._lines, *self._legend(), *self._rest()]]

    def _draw(self, root: _Entry) -> None:
        """A line and all that hangs below it; each union once, so it ends."""
        if id(root.union) in self._drawn:
            return
        waiting = [root]
        while waiting:
            entry = waiting.pop()
            below = self._below(entry)
            for place, (key, union) in enumerate(reversed(below)):
                lead, under = ("└─ ", "   ") if place == 0 else ("├─ ", "│  ")
                waiting.append(_Entry(key, union, entry.under + lead, entry.under + under))

    def _below(self, entry: _Entry) -> list[tuple[str, _Union | None]]:
        """Write the line of an entry; answers what hangs below it."""
        union = entry.union
        if union is None or id(union) in self._drawn:
            note = _("see above") if entry.key in self._seen else ""
            self._write(entry, [entry.key], "", note)
            return []
        if len(entry.lead) > self._deepest:
            self._write(entry, [entry.key], "", _("see below"))
            return []
        self._drawn.add(id(union))
        other = union.other if entry.key == union.one else union.one
        signs = " ".join(SIGNS[bond] for bond in union.bonds) or _TOGETHER
        self._write(entry, [entry.key, other] if union.other else [entry.key], f" {signs} ", "")
        below: list[tuple[str, _Union | None]] = []
        for child in union.children:
            own = [one for one in self._of[child] if id(one) not in self._drawn]
            below += [(child, one) for one in own] if own else [(child, None)]
        return below

    def _write(self, entry: _Entry, keys: Sequence[str], signs: str, note: str) -> None:
        """A line with one person or two; the second stands below where there is no room for both."""
        self._seen.update(keys)
        lead, width = entry.lead, self._width
        if len(keys) == 1:
            note = f", {note}" if note else ""
            self._lines.append(lead + self._person(keys[0], width - cells(lead + note)) + note)
            return
        room, far = width - cells(lead + signs), cells(self._person(keys[1], width))
        if room < 2 * _LEAST_PERSON and room < cells(self._person(keys[0], width)) + far:
            self._lines.append(lead + self._person(keys[0], room) + signs.rstrip())
            self._lines.append(entry.under + self._person(keys[1], width - cells(entry.under)))
        else:
            first = self._person(keys[0], max(room // 2, room - far))
            self._lines.append(lead + first + signs + self._person(keys[1], room - cells(first)))

    def _person(self, key: str, room: int) -> str:
        """A person in at most so many cells: the brackets, an X who died, the name."""
        name = self._names[key]
        person = self._circle.person(name)
        opens, closes = _BRACKETS[person.sex if person else None]
        times = 2 if self._is_client(name) else 1
        died = "X " if person and person.is_deceased else ""
        shown = cut(self._circle.shown(name), room - 2 * times - len(died))
        return cut(f"{opens * times}{died}{shown}{closes * times}", room)

    def _is_client(self, name: str) -> bool:
        """Whether this is the client: called as the case is, or the only member there is, and nobody's mother."""
        if self._circle.is_same(name, self._circle.centre):
            return True
        members = [one for one in self._circle.people if one.is_member]
        return len(members) == 1 and not members[0].kin_role and self._circle.person(name) is members[0]

    def _legend(self) -> list[str]:
        """What the signs mean, as far as they occur."""
        persons = [self._circle.person(name) for name in self._names.values()]
        sexes = {person.sex if person else None for person in persons}
        words = {Sex.MALE: _("[ ] man"), Sex.FEMALE: _("( ) woman"), None: _("< > not known")}
        told = [words[sex] for sex in words if sex in sexes]
        if any(self._is_client(name) for name in self._names.values()):
            told.append(_("double: the client"))
        if any(person and person.is_deceased for person in persons):
            told.append(_("X died"))
        used = {bond for union in self._unions for bond in union.bonds}
        told += [f"{SIGNS[bond]} {bond.label}" for bond in Bond if bond in used]
        if any(union.other and not union.bonds for union in self._unions):
            told.append(_("& parents of the same child"))
        return ["", *flow(told, self._width, " · ")]

    def _rest(self) -> list[str]:
        """People of whom no kinship is written."""
        rest = [one.alias for one in self._circle.people if self._circle.key(one.alias) not in self._names]
        if not rest:
            return []
        words = _("Without kinship written: {names}").format(names=" · ".join(map(self._circle.shown, rest)))
        return ["", *flow(words.split(" "), self._width, " ")]


def _unions(circle: Circle, kin: Sequence[Relation]) -> list[_Union]:
    """Who is together, or a parent alone, and their children: every relation of kinship is in exactly one of them."""
    unions: dict[frozenset[str], _Union] = {}
    parents: dict[str, list[str]] = {}
    for relation in kin:
        a, b = circle.key(relation.a), circle.key(relation.b)
        if relation.bond is Bond.CHILD:
            known = parents.setdefault(b, [])
            known += [a] if a not in known else []
        else:
            bonds = unions.setdefault(frozenset((a, b)), _Union(a, b)).bonds
            bonds += [relation.bond] if relation.bond not in bonds else []
    alone: dict[str, _Union] = {}
    for child, those in parents.items():
        pair = _pair(those, unions)
        if pair:
            unions.setdefault(frozenset(pair), _Union(pair[0], pair[1])).children.append(child)
        for parent in those:
            if parent not in pair:
                alone.setdefault(parent, _Union(parent, "")).children.append(child)
    return [*unions.values(), *alone.values()]


def _pair(parents: Sequence[str], unions: dict[frozenset[str], _Union]) -> tuple[str, ...]:
    """The two of a child's parents who belong together: who are partners, else the first two; none of a lone one."""
    for place, one in enumerate(parents):
        for other in parents[place + 1 :]:
            if frozenset((one, other)) in unions:
                return one, other
    return tuple(parents[:2]) if len(parents) > 1 else ()
