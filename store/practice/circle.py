"""Who is meant by a name in a relation, and who of them belongs to the client system.

A relation names its ends as the worker does: by what a person is called in the case, seldom by the full name, and often
by the name of a system (a school, an office) that is no person at all.
"""

from collections.abc import Callable, Iterable, Sequence

from store.model.case import Case
from store.model.codes import SystemSize
from store.model.person import Person
from store.model.relation import Relation
from store.practice.cells import drawable

_TITLES = frozenset((
    "ibu", "bu", "bapak", "bpk", "pak", "ayah", "anak", "bayi", "adik", "dik", "kakak", "kak", "abang", "bang", "mas",
    "mbak", "mba", "om", "tante", "paman", "bibi", "nenek", "kakek", "mbah", "eyang", "suami", "istri", "haji",
    "ustadz", "hajah", "hj", "dr", "si", "ny", "nyonya", "tn", "tuan", "sdr", "sdri", "rt", "rw", "mr", "mrs", "ms",
    "miss", "mother", "father", "aunt", "uncle", "brother", "sister", "child", "baby",
))  # fmt: skip
"""Words before a name, which many people share: they alone make nobody alike."""

_FAMILIES = frozenset(("kel", "keluarga", "family", "families", "household", "couple"))
"""Words of the name of a case that is about more than one person."""

Label = Callable[[str], str]
"""What is shown in the place of a name: itself, or something that hides it."""


class Circle:
    """The people of a case, to be found by their names."""

    def __init__(self, people: Iterable[Person], centre: str, label: Label = str) -> None:
        """Take the people in.

        Args:
            people: of the case.
            centre: what the client system as a whole is called: the alias of the case.
            label: what is shown in the place of a name.
        """
        self.people = list(people)
        self.centre = centre
        self._label = label
        self._by_name: dict[str, Person] = {}
        for names in (lambda one: [one.alias], lambda one: [one.name], lambda one: one.aliases.split(",")):
            for person in self.people:
                for name in names(person):
                    if key := _key(name):
                        self._by_name.setdefault(key, person)
        if client := self._client():
            self._by_name.setdefault(_key(centre), client)

    def _client(self) -> Person | None:
        """The one member whom the case is called by, though a little otherwise; a family is more than one of it."""
        if _FAMILIES & _words(self.centre):
            return None
        members = [person for person in self.people if person.is_member and _may_be(self.centre, _names(person))]
        return members[0] if len(members) == 1 else None

    def person(self, name: str) -> Person | None:
        """The person called so; None for a system, or somebody nothing else is known of."""
        return self._by_name.get(_key(name))

    def called(self, name: str) -> str:
        """The one name by which the same person is always meant; a name in a genogram's brackets is known too."""
        person = self.person(name)
        if not person and name[:1] + name[-1:] in ("[]", "()", "<>"):
            person = self.person(name.strip("[]()<>"))
        return person.alias if person else self.centre if self.is_whole(name) else name

    def is_whole(self, name: str) -> bool:
        """Whether the client system as a whole is meant, not one of its people."""
        return self.person(name) is None and _key(name) == _key(self.centre)

    def alike(self, name: str, but: str = "") -> Person | None:
        """Somebody who is written down and may be the same: one name is part of the other, word by word.

        Args:
            name: what is typed.
            but: the id of the person who is not looked at: the one it is typed for.
        """
        return next((person for person in self.people if person.id != but and _may_be(name, _names(person))), None)

    def perhaps(self, name: str) -> Person | None:
        """Whom an end of a tie may mean that names nobody known; None where it does, or where nobody is alike."""
        is_known = self.person(self.called(name)) or self.is_whole(name)
        return None if is_known else self.alike(name)

    def in_a_tie(self, names: Sequence[str], relations: Iterable[Relation]) -> str:
        """The first end of a tie that names nobody known, and may mean a person; empty where there is none.

        Args:
            names: of the person who is about to be written down.
            relations: of the case.
        """
        ends = (end for relation in relations for end in (relation.a, relation.b))
        unknown = (end for end in ends if not self.person(self.called(end)) and not self.is_whole(end))
        known = {_key(name) for name in names}
        return next((end for end in unknown if _key(end) not in known and _may_be(end, names)), "")

    def is_inside(self, name: str) -> bool:
        """Whether it belongs to the client system."""
        person = self.person(name)
        return person.is_member if person else self.is_whole(name)

    def is_same(self, one: str, other: str) -> bool:
        """Whether two names mean the same."""
        return _key(self.called(one)) == _key(self.called(other))

    def key(self, name: str) -> str:
        """By which the same one is found again, however it is called."""
        return _key(self.called(name))

    def shown(self, name: str) -> str:
        """The name as it is drawn."""
        return drawable(self._label(self.called(name))).strip() or "?"


def usually_inside(case: Case, alias: str, name: str = "") -> bool:
    """Whether a new person is proposed to belong to the client system: of one person only who is called as that one.

    Args:
        case: the case the person is written down in.
        alias: what the person is called.
        name: the full name.
    """
    if case.size is not SystemSize.INDIVIDUAL:
        return True
    return any(_may_be(known, (alias, name)) for known in (case.alias, case.client_name))


def _names(person: Person) -> list[str]:
    """All names of a person."""
    return [person.alias, person.name, *person.aliases.split(",")]


def _may_be(name: str, known: Iterable[str]) -> bool:
    """Whether a name may be one of those of a person: so, or a little otherwise."""
    return any(_is_part(name, each) for each in known)


def _is_part(one: str, other: str) -> bool:
    """Whether all that one of two names says is said by the other."""
    first, second = (_words(name) - _TITLES for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def _words(name: str) -> set[str]:
    """The words of a name, without the point of one that is cut short."""
    return {word.strip(".") for word in _key(name).split()}


def _key(name: str) -> str:
    """However it is typed; commas do not count, which a name among several others cannot hold."""
    return " ".join(name.replace(",", " ").split()).casefold()
