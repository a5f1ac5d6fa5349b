"""Whom the notes of one case may name though they belong to another: siblings, neighbours, those of one group.

What is common cannot be looked for in the notes of everybody: who is called Hari would take the days out of all of
them. So only those words of a name count here that are hardly anything but a name. Pure but for `others_of`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from store.casebook import Casebook
from store.language import _
from store.model.case import Case
from store.model.disguise import MaskLevel
from store.model.folder import Folder
from store.model.person import Person
from store.packet.masking import Subject
from store.packet.masking.names import Names
from store.packet.masking.titles import KIN, honorifics
from store.packet.masking.words import fold, is_common
from store.packet.register import Register

_WORD = re.compile(r"[^\W\d_]+")


def others_of(book: Casebook, folders: Sequence[Folder]) -> tuple[Subject, ...]:
    """Whom a packet masks besides those of its own cases: the clients of all other live cases of the book.

    Of the cases that are linked with one of the packet, or were served in one session with it, also the people.

    Args:
        book: where the cases are; only what is at hand is read, not their notes.
        folders: the cases of the packet.
    """
    own = {folder.case.code for folder in folders}
    linked = {code for folder in folders for code in folder.case.linked}
    linked |= book.served_in({note.session for folder in folders for note in folder.notes} - {""})
    names: list[str] = []
    for case in book.cases():
        if case.code not in own:
            is_near = case.code in linked or not own.isdisjoint(case.linked)
            names += [case.client_name, case.alias] if is_near else _names_of(case)
            for one in book.parts(Person, case.code) if is_near else ():
                names += [one.name, one.alias, *one.aliases.split(",")]
    token = "[{}]".format(_("Other client"))
    return tuple(Subject(token, names=(name,)) for name in dict.fromkeys(names) if name)


def names_elsewhere(registers: Iterable[Register], others: Iterable[Subject], level: MaskLevel) -> Names:
    """The names that are looked for in all notes of a packet, whatever case they belong to.

    Args:
        registers: of its cases.
        others: see `others_of`.
        level: how much is shown.
    """
    if level is MaskLevel.NONE:
        return Names(())
    everybody = [of_case(one, register) for register in registers for one in register.subjects]
    return Names([_telling(one) for one in (*everybody, *others)], partial=level is MaskLevel.PARTIAL)


def of_case(subject: Subject, register: Register) -> Subject:
    """A subject whose tokens say of which case it is, where several are spoken of."""
    token, titled = (said and f"{said[:-1]}, {register.disguise.code}]" for said in (subject.token, subject.titled))
    return replace(subject, token=token, titled=titled)


def _names_of(case: Case) -> Iterator[str]:
    """What the client of another case is called: an alias only where it is a whole name."""
    yield case.client_name
    if sum(map(_tells, _words(case.alias))) > 1:
        yield case.alias


def _telling(subject: Subject) -> Subject:
    """A subject with those of its names that name nobody else: with a common word in it, one counts as a whole."""
    names = [name for name in subject.names if any(map(_tells, _words(name)))]
    whole = tuple(name for name in names if all(_tells(word) for word in _words(name) if len(word) > 2))
    loose = (*(name for name in names if name not in whole), *subject.loose)
    return replace(subject, names=whole, loose=tuple(name for name in loose if any(map(_tells, _words(name)))))


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(fold(name)) if word not in honorifics | KIN]


def _tells(word: str) -> bool:
    """Whether a folded word is hardly anything but a name; in other scripts words are short."""
    return (len(word) > 2 or not word.isascii()) and not is_common(word)
