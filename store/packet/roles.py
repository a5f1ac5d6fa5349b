"""What somebody is to the client, told apart from what they are called.

Only a word for kin, with those that say which, is no name: *Ibu*, *Anak bungsu*. Any other word may be one and is
masked, as in *Pak Imam*; what a token says of somebody has to name nobody.
"""

import re
from itertools import dropwhile, takewhile

from store.model.person import Person
from store.packet.masking import Masker
from store.packet.masking.cues import ROLES, WHICH_BEFORE, WHICH_BEHIND
from store.packet.masking.titles import FAMILIES, KIN, honorifics
from store.packet.masking.words import fold, is_common, word_set

_MOST_WORDS = 3
_GOES_ON = word_set("dari di ke yang untuk dengan pilihan si atau and or in at from with who whom to by")
"""Behind these the worker goes on to explain."""
_ROLE_ENDS = re.compile(r"[,;:(/]| - ")
"""What comes behind the word for what somebody is: `ibu, membuat donat pesanan`."""
_IN_A_ROLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADDRESSES = word_set("pak bapak bpk bu ibu ibuk mak om tante kak dik dek")
"""Kin as which anybody is addressed: what stands behind these is a name, in small letters too."""
_SHORT = word_set("rt rw pkh tksk paud pkk lksa")


def is_kin(name: str) -> bool:
    """Whether a name is none, and only a word for kin with those that say which: `Ibu`, `Anak bungsu`.

    Behind what is also a title stands a name, as in *Pak Tunggal*; and *Imam* or *Judge*, which are not kin, may be
    what somebody is called.
    """
    words = list(dropwhile(WHICH_BEFORE.__contains__, fold(name).split()))
    if not words or words[0] not in KIN - FAMILIES:
        return False
    return len(words) == 1 or (words[0] not in honorifics and WHICH_BEHIND.issuperset(words[1:]))


def role_of(person: Person, masker: Masker) -> str:
    """What the worker wrote that the person is, where only words say it that name nobody; else a word of ours."""
    for said in (person.kin_role, "" if _may_be_a_name(person.alias) else person.alias):
        words = list(takewhile(lambda word: word not in _GOES_ON, _IN_A_ROLE.findall(fold(_ROLE_ENDS.split(said)[0]))))
        role = " ".join(words)
        is_role = not ROLES.isdisjoint(words) and is_plain(role) and len(words) <= _MOST_WORDS
        if is_role and names_nobody(role, masker):
            return role
    return ":member" if person.is_member else ":person"


def _may_be_a_name(alias: str) -> bool:
    """Whether a name may stand behind the word for kin that an alias begins with: `Bu Harapan`; not in `Bu RT`."""
    words = _IN_A_ROLE.findall(alias)
    kin = fold("".join(words[:1]))
    unknown = [word for word in words[1:] if fold(word) not in ROLES - KIN]
    if kin in _ADDRESSES:
        return bool(unknown)
    return kin in KIN | honorifics and any(word.istitle() and fold(word) not in WHICH_BEHIND for word in unknown)


def names_nobody(role: str, masker: Masker) -> bool:
    """Whether nobody is found in a role, but for somebody who is called nothing but that."""
    return all(role[span.start : span.end] == role for span in masker.mask(role).spans)


def is_plain(said: str) -> bool:
    """Whether no word of a phrase names anybody: `Guru BK`."""
    words = (each for word in _IN_A_ROLE.findall(fold(said)) for each in word.split("-"))
    return all(word in KIN or is_common(word) for word in words)


def written(role: str) -> str:
    """A role as a token says it: `Head of RT`."""
    said = " ".join(word.upper() if word in _SHORT else word for word in role.split())
    return said[:1].upper() + said[1:]
