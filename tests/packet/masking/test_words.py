"""Common words are known in all their forms, names are not among them, and folding finds its way back."""

import re

from hypothesis import given
from hypothesis import strategies as st

from store.packet.masking.words import common_words, flat, fold, is_common

NAMES = """
budi sari melati indah bunga wati dewi putri ayu sri surya bintang mawar ratna intan lestari jaya agus siti aminah rina
joko slamet hasan rahmat taufik wulan dian santi rusdi hartini sulastri yuliana mentari terry kendall fajar cahaya putra
bagus agung adi eka tri kasih rizki yusuf maria john mary grace rose june april mark diana linda
"""
DERIVED = """
anak anaknya dan rumahku mengembalikan dipersalahkan kebersamaannya memukuli menyapu penanganan berlari temannyapun
bertanyalah perbaikan terlambat sekolahnya menuliskan pemukulan ketakutan child childs worked schools visiting
quickly the yesterday yg blm puskesmas asesmen
"""


def test_the_list_is_in_order_and_holds_no_names() -> None:
    words = sorted(common_words())
    assert len(words) > 5_000
    assert all(re.fullmatch("[a-z]+", word) for word in words)
    assert [name for name in NAMES.split() if is_common(name)] == []


def test_words_are_known_with_their_affixes() -> None:
    assert [word for word in DERIVED.split() if not is_common(word)] == []


def test_folding() -> None:
    assert fold("  Nu’man\n HAKIM ") == "nu'man hakim"
    assert fold("José Łukasz ʿAli Ｓｉｔｉ s\u200diti ﬁtri") == "jose lukasz 'ali siti siti fitri"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ßﬁİe\u0301\u200d’")), max_size=40))
def test_each_piece_of_a_folded_text_is_found_in_the_original(text: str) -> None:
    page = flat(text)
    for at, letter in enumerate(page.text):
        start, end = page.start(at), page.end(at + 1)
        assert 0 <= start < end <= len(text)
        assert letter in flat(text[start:end]).text
    assert flat(page.text).text == page.text
