"""What belongs to a name and is none: titles and kinship before it, degrees behind it."""

import re

from store.packet.masking.borderless import FIRST_BORDERLESS
from store.packet.masking.page import WORD
from store.packet.masking.words import flat, word_set

KIN = word_set(
    "pak bapak bpk bu ibu ibuk ayah bapa mak anak kakak kak adik adek dik dek om oom paman bibi tante pakde pakdhe "
    "bude budhe paklik bulik nenek kakek cucu suami istri saudara saudari keluarga bayi mother father mum mom dad "
    "daddy mummy parent aunt auntie uncle grandma grandpa grandmother grandfather brother sister husband wife son "
    "daughter child baby family"
)
"""What anybody calls their kin: by itself it names nobody, even where it was registered as a name."""

_NO_HONORIFICS = word_set("anak cucu suami istri keluarga bayi parent husband wife son daughter child baby family")
FAMILIES = word_set("keluarga family")
_TITLES = word_set(
    "bp buk bang abang mas mbak mba kk teh teteh aa akang kang uda uni ajo etek inang amang ito bli mbok gus ning cak "
    "cik koh koko ko cece ci encik daeng ny nyonya tn tuan nn nona sdr sdri si sang hj haji hajjah hajah kh kyai kiai "
    "nyai ustadz ustaz ustad ust ustadzah ustazah ustadah dr drg drs dra ir prof suster sus romo pendeta pdt pastor "
    "almarhum almarhumah alm almh abah papa papi mama mami emak bunda umi ummi abi eyang opa oma mbah aki nini "
    "mamah mamak ceu mang neng pakcik makcik tulang opung oppung mr mrs ms miss mx sir madam rev nurse granny"
)

honorifics: frozenset[str] = (KIN - _NO_HONORIFICS) | _TITLES
"""What stands before a name and is kept: folded, without dots."""

NAMES_TOO = word_set("umi ummi abi uni ning neng gus koko cici nini bunda")
"""Titles that people are called by as well. Before a word of a name they are titles: `Bu Umi`, but `Umi Salamah`."""

FAMILY = "family"
"""In the place of a title: all of them are called so. `Keluarga Harahap` is Harahap as well, but not Bu Harahap."""

_DEGREE = re.compile(
    r",?\s*\b(?:[SMAD]\.?\s?(?:Pd|Psi|Sos|Kep|Keb|Kom|Kes|Si|Hum|Ag|Ked|Ip|Tr|Md|Farm|Gz|Th|Fil|KM|Hut|IP|Sn|Ak)\b"
    r"|S\.\s?[EHTP]\b|M\.[MHT]\b|Ph\.\s?D\b|Sp\.\s?\w+|Ners\b|Apt\b)(?:\.\s?\w{1,4}\b)*\.?"
)


def initials_of(name: str) -> str:
    """The first letters of a name, without honorifics and degrees: `S.A.`; empty where there is no letter."""
    return "".join(f"{word[0].upper()}." for word in bare_words(name) if word[0].isalpha())


def words_of(text: str) -> list[str]:
    """The folded words of a name in a script that has borders of words."""
    words = [word.replace("'", "") for word in WORD.findall(flat(text).text)]
    return [word for word in words if word < FIRST_BORDERLESS]


def bare_words(name: str) -> list[str]:
    """The words of a name, without honorifics before it and degrees behind it."""
    return without_honorifics(words_of(_DEGREE.sub(" ", name))) or words_of(name)


def called(name: str) -> tuple[list[str], str]:
    """The words that somebody is called by, and the title before them; or that they are a family."""
    words = [word for word in words_of(_DEGREE.sub(" ", name)) if word != "the"]
    bare = [word for word in words if word not in FAMILIES]
    if bare != words:
        return without_honorifics(bare), FAMILY
    bare = without_honorifics(words)
    return bare, "".join(words[: len(words) - len(bare)][-1:])


def without_honorifics(words: list[str]) -> list[str]:
    """What is left of folded words behind the honorifics that they begin with."""
    for at, word in enumerate(words):
        is_last = at == len(words) - 1
        if (word not in honorifics and word != "h") or (is_last and word in NAMES_TOO | {"h"}):
            return words[at:]
    return words
