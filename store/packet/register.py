"""Whom and what a packet masks in one case, and the token that stands for each.

The register is drawn from the file: the client system, people, the team, the supervisor, addresses, and words that the
worker named. A token says what somebody is to the client, never who: `[Ibu]`, `[Kader 2]`. Once it left the book it
stays the same in every packet, whoever comes or goes: `Disguise` keeps it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from store.language import N_, _
from store.model.codes import SystemSize
from store.model.disguise import CLIENT, SUPERVISOR, Cover, Disguise, WordKind
from store.model.folder import Folder
from store.model.person import Person
from store.model.team import Discipline
from store.packet.masking import Masker, Subject
from store.packet.masking.titles import KIN, initials_of
from store.packet.masking.words import fold
from store.packet.roles import is_kin, is_plain, names_nobody, role_of, written

_ROLES = {
    ":client": N_("Client"), ":family": N_("Client family"), ":system": N_("Client system"), ":member": N_("Member"),
    ":person": N_("Person"), ":supervisor": N_("Supervisor"), ":place": N_("Place"),
    ":organisation": N_("Organisation"), ":word": N_("Word"),
}  # fmt: skip
"""The roles that the program names itself, with a mark that no word of the worker has; what the worker wrote that
somebody is to the client is a role too."""
_TEAM = "team:"
_ROLE_OF_KIND = {
    WordKind.PERSON: ":person", WordKind.PLACE: ":place", WordKind.ORGANISATION: ":organisation",
    WordKind.OTHER: ":word",
}  # fmt: skip
_ADDRESS = "[ADDR]"


@dataclass(frozen=True, slots=True)
class Listed:
    """One of the register.

    Attributes:
        id: of the person, team member or word; `CLIENT` for the client system.
        role: what its token says.
        names: real names; none of a group or place.
        loose: other names, and names of groups and places.
    """

    id: str
    role: str
    names: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """The register of one case.

    Attributes:
        tokens: by the id of each subject.
        subjects: for the masker.
        passed: words that the worker let stand, folded.
        disguise: the tokens with those that are new; to be kept once a packet leaves.
    """

    tokens: Mapping[str, str]
    subjects: tuple[Subject, ...]
    passed: frozenset[str]
    disguise: Disguise


def register_of(folder: Folder, disguise: Disguise | None = None) -> Register:
    """The register of a case.

    Args:
        folder: the case and its file.
        disguise: the tokens that packets of it have shown before.
    """
    named = Masker(_everybody(folder))
    disguise = disguise or Disguise(code=folder.case.code)
    passed = frozenset(fold(word.text) for word in folder.mask_words if word.may_stay)
    listed = list(_with_words(_listed(folder, named), folder))
    listed = list(_with_names_before(listed, disguise.covers, passed))
    disguise = disguise.changed(covers=_covers(listed, disguise.covers))
    tokens = _tokens(disguise.covers, named, Masker(Subject("[]", one.names) for one in listed))
    subjects = [
        Subject(
            tokens[one.id], one.names, one.loose, initials_of(next(filter(None, (*one.names, *one.loose)), "")),
            _titled(folder, tokens) if one.id == CLIENT else "",
        )
        for one in listed
    ]  # fmt: skip
    addresses = tuple(person.address for person in folder.people if person.address)
    return Register(tokens, (*subjects, Subject(_ADDRESS, loose=addresses)), passed, disguise)


# Who is in it


def _listed(folder: Folder, named: Masker) -> Iterator[Listed]:
    case = folder.case
    client = the_client(folder)
    is_person = case.size is SystemSize.INDIVIDUAL
    names, loose = [case.client_name], [case.alias]
    if client:
        names.append(client.name)
        loose += [client.alias, *_aliases(client)]
    role = {SystemSize.INDIVIDUAL: ":client", SystemSize.FAMILY: ":family"}.get(case.size, ":system")
    if is_person:
        yield Listed(CLIENT, role, tuple(names), tuple(loose))
    else:  # who has the name of their family is somebody of it, and called so
        somebody = {fold(name) for person in folder.people for name in (*_called(person), person.name)}
        yield Listed(CLIENT, role, loose=tuple(name for name in (*names, *loose) if fold(name) not in somebody))
    for person in folder.people:
        if person is not client:
            yield Listed(person.id, role_of(person, named), (person.name,), _called(person))
    for one in folder.team:
        is_role = is_plain(one.name)  # "Guru BK" is said of others too
        yield Listed(one.id, _TEAM + one.discipline, () if is_role else (one.name,), (one.name,) if is_role else ())
    if supervisors := _supervisors(folder):
        yield Listed(SUPERVISOR, ":supervisor", supervisors)


def the_client(folder: Folder) -> Person | None:
    """The person who is the client, where that is one and stands in the file: then both have one token."""
    if folder.case.size is not SystemSize.INDIVIDUAL:
        return None
    known = {fold(folder.case.client_name), fold(folder.case.alias)} - {""}
    same = [person for person in folder.people if {fold(person.name), fold(person.alias)} & known]
    members = [person for person in folder.people if person.is_member]
    if same or len(members) != 1:
        return same[0] if same else None
    return members[0] if _may_be_the_client(members[0], folder.case.client_name) else None


def _may_be_the_client(only: Person, client_name: str) -> bool:
    """Whether the only member may be the client: nobody's mother, and not of another name than the client's."""
    if only.kin_role or fold(only.alias) in KIN:
        return False
    one, other = set(fold(only.name).split()), set(fold(client_name).split())
    return not (one and other) or one <= other or other <= one


def _supervisors(folder: Folder) -> tuple[str, ...]:
    """Who gives supervision, and who gave it before."""
    names = (folder.case.supervisor, *(note.supervisor for note in folder.notes))
    return tuple(dict.fromkeys(filter(None, names)))


def _aliases(person: Person) -> list[str]:
    return [alias.strip() for alias in person.aliases.split(",") if alias.strip()]


def _called(person: Person) -> tuple[str, ...]:
    """What somebody is called beside the real name; not what only says who they are to the client: `Eldest child`."""
    return tuple(name for name in (person.alias, *_aliases(person)) if not is_kin(name))


def _everybody(folder: Folder) -> Iterator[Subject]:
    """All the names of a case, whoever has them."""
    case = folder.case
    yield Subject("[]", (case.client_name, *_supervisors(folder)), (case.alias,))
    yield from (Subject("[]", (one.name,), _called(one)) for one in folder.people)
    yield from (Subject("[]", (one.name,)) for one in folder.team)
    yield from (Subject("[]", loose=(word.text,)) for word in folder.mask_words if not word.may_stay)


def _with_words(listed: Iterable[Listed], folder: Folder) -> Iterator[Listed]:
    """The register with what the worker decided: other names of those in it, and names of their own."""
    other_names: dict[str, list[str]] = {}
    for word in folder.mask_words:
        if word.subject:
            other_names.setdefault(word.subject, []).append(word.text)
    known = set()
    for one in listed:
        known.add(one.id)
        others = other_names.get(one.id, ())
        yield replace(one, names=(*one.names, *others)) if one.names else replace(one, loose=(*one.loose, *others))
    for word in folder.mask_words:
        if word.kind is not None and word.subject not in known:
            yield Listed(word.id, _ROLE_OF_KIND[word.kind], loose=(word.text,))  # a common word in it stays elsewhere
        elif word.subject and word.subject not in known:  # whose other name it was is gone; the name still is one
            yield Listed(word.id, ":person", loose=(word.text,))


def _with_names_before(listed: Sequence[Listed], covers: Sequence[Cover], passed: frozenset[str]) -> Iterator[Listed]:
    """The register with the names that packets masked before: what was a name yesterday is none to be read today.

    A name that now belongs to somebody else, or was let stand, is as the worker says now.
    """
    now = passed | {fold(name) for one in listed for name in (*one.names, *one.loose)}
    before = {cover.subject: tuple(name for name in cover.names if fold(name) not in now) for cover in covers}
    for one in listed:
        yield replace(one, loose=(*one.loose, *before.pop(one.id, ())))
    roles = {cover.subject: cover.role for cover in covers}
    yield from (Listed(id, roles[id], loose=names) for id, names in before.items() if names)


# Tokens


def _covers(listed: Iterable[Listed], before: tuple[Cover, ...]) -> tuple[Cover, ...]:
    """The tokens given before, and a new one for each who has none."""
    covers = {cover.subject: cover for cover in before}
    highest: dict[str, int] = {}
    for cover in before:
        highest[cover.role] = max(cover.number, highest.get(cover.role, 0))
    for one in listed:
        names = tuple(dict.fromkeys(filter(None, (*one.names, *one.loose))))
        if one.id in covers:
            covers[one.id] = covers[one.id].changed(names=names)
            continue
        highest[one.role] = highest.get(one.role, 0) + 1
        covers[one.id] = Cover(subject=one.id, role=one.role, number=highest[one.role], names=names)
    return tuple(covers.values())


def _tokens(covers: Sequence[Cover], masker: Masker, by_name: Masker) -> dict[str, str]:
    """The token of each subject. Where two roles are called the same, the one that came later counts on.

    Args:
        covers: all.
        masker: knows everybody; a role in which somebody is found by now is said no more.
        by_name: knows the real names alone, which no role may be, not even as a whole.
    """

    def told(role: str) -> str:
        is_ours = role in _ROLES or role.startswith(_TEAM)
        is_name = not is_ours and (not names_nobody(role, masker) or by_name.mask(role).spans)
        return _said(":person" if is_name else role)

    said = {role: told(role) for role in {cover.role for cover in covers}}
    tokens: dict[str, str] = {}
    taken: set[str] = set()
    for cover in covers:
        word, number = said[cover.role], cover.number
        while (token := f"[{word}]" if number == 1 else f"[{word} {number}]") in taken:
            number += 1
        tokens[cover.subject] = token
        taken.add(token)
    return tokens


def _titled(folder: Folder, tokens: Mapping[str, str]) -> str:
    """What stands for the name of a family behind the title of one person; empty where somebody else is that."""
    token = f"[{_said(':client')}]"
    return token if folder.case.size is SystemSize.FAMILY and token not in tokens.values() else ""


def _said(role: str) -> str:
    """A role in the language in use."""
    if role.startswith(_TEAM):
        code = role.removeprefix(_TEAM)
        return Discipline.of(code).label if code in list(Discipline) else _said(":person")
    if role in _ROLES:
        return _(_ROLES[role])
    return written(role)
