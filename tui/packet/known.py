"""Who is in the register of a case, as a choice offers them: the token, and who that is."""

from collections.abc import Iterator

from store.model import Folder
from store.model.disguise import CLIENT, SUPERVISOR
from store.packet.register import Register
from tui.look.net import brief


def known_in(folder: Folder, register: Register, *, near: str = "") -> list[tuple[str, str]]:
    """The subjects that a word can be another name of: their ids, and words for them.

    Args:
        folder: the file of the case.
        register: of the same.
        near: the token of the one that stands first.
    """
    found = [(id, register.tokens[id], name) for id, name in _named(folder) if id in register.tokens]
    meant = {f"[{one}]" for one in near[1:-1].split(" / ")}  # of a name that several have all of them
    found.sort(key=lambda one: one[1] not in meant)  # the others stay in the order of the file
    return [(id, f"{token}  {brief(name)}".rstrip()) for id, token, name in found]


def _named(folder: Folder) -> Iterator[tuple[str, str]]:
    case = folder.case
    yield CLIENT, case.client_name or case.alias
    yield from ((person.id, person.name or person.alias) for person in folder.people)
    yield from ((one.id, one.name) for one in folder.team)
    if case.supervisor:
        yield SUPERVISOR, case.supervisor
