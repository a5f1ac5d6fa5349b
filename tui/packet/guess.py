"""What a doubtful word most likely is, for the choice that is marked first. A guess: the worker says what it is."""

import re

from store.model.disguise import WordKind
from store.packet.masking import Doubt
from store.packet.masking.cues import PUBLIC_PLACES
from store.packet.masking.words import fold, word_set
from store.packet.veil import Doubtful

_WORDS = re.compile(r"[^\W\d_]+")
_OF_PLACES = word_set(
    "di ke dari desa kelurahan kecamatan kabupaten kota kampung dusun lurah camat pasar jalan gang perumahan komplek "
    "in at from near village town city street market"
)
_OF_ORGANISATIONS = word_set(
    "primary secondary academy nursery infants juniors hospital surgery "
    "sekolah sd smp sma smk tk paud mts universitas kampus panti yayasan lksa lsm pt cv toko pabrik warung klinik "
    "puskesmas gereja masjid pesantren koperasi school college university foundation company shop factory clinic "
    "church mosque health"
)


def guess_of(word: Doubtful) -> WordKind:
    """What a word most likely is, by why it is doubtful and by the words on both sides of it."""
    if word.doubt is Doubt.DIGITS:
        return WordKind.OTHER
    if word.doubt is Doubt.INSTITUTION:
        return WordKind.PLACE if fold(word.text).split()[0] in PUBLIC_PLACES else WordKind.ORGANISATION
    if word.doubt is not Doubt.CAPITAL:
        return WordKind.PERSON
    before, after = _WORDS.findall(word.before.lower())[-1:], _WORDS.findall(word.after.lower())[:1]
    own = word.text.lower().split()
    if {*before, *own, *after} & _OF_ORGANISATIONS:
        return WordKind.ORGANISATION
    return WordKind.PLACE if {*before} & _OF_PLACES else WordKind.PERSON
