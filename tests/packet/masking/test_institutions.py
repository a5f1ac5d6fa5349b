"""Institutions and public places are wholes: of their names nothing is left standing by half."""

import pytest

from store.packet.masking import Masker, Subject

MARIA, BUDI = Subject("[Mother]", names=("Maria",)), Subject("[Father]", names=("Budi Santoso",))
WILL = Subject("[Client]", names=("Will",))
MEDAN, THAMRIN = Subject("[Place]", loose=("Medan",)), Subject("[Organisation]", loose=("Thamrin",))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Puskesmas Medan Baru di Medan", "Puskesmas [Place] di [Place]"),
        ("ke RS Bunda Thamrin, RS Medan Sehat dan Klinik Medan", "ke RS [Organisation], RS [Place] dan Klinik [Place]"),
        ("Visited Ollerton Medan Hospital", "Visited [Place] Hospital"),
        ("dari Terminal Medan Amplas Senin lalu", "dari Terminal [Place] Senin lalu"),
        ("Pasar. Bunda Thamrin datang", "Pasar. Bunda [Organisation] datang"),
    ],
)
def test_where_a_part_is_decided_the_whole_is_masked(text: str, left: str) -> None:
    assert Masker([MEDAN, THAMRIN]).mask(text).text == left


def test_what_was_decided_as_a_whole_is_masked_so_and_its_word_is_no_name() -> None:
    hospital, crossing = (
        Subject("[Organisation]", loose=("RS Bunda Thamrin",)),
        Subject("[Place]", loose=("Simpang Limun",)),
    )
    masked = Masker([hospital, crossing]).mask("ke RS Bunda Thamrin, Simpang Limun, simpang lain, Simpang Sambu")
    assert masked.text == "ke [Organisation], [Place], simpang lain, Simpang Sambu"
    assert [one.text for one in masked.suspects] == ["Simpang Sambu"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ke klinik Mantan Suami Maria datang", "ke klinik Mantan Suami [Mother] datang"),
        ("ke puskesmas Om Budi memukul Maria", "ke puskesmas Om [Father] memukul [Mother]"),
        ("ke puskesmas Kakaknya Maria marah", "ke puskesmas Kakaknya [Mother] marah"),
        ("ke posyandu Mantan Menantu Maria", "ke posyandu Mantan Menantu [Mother]"),
        (
            "ke Puskesmas Sukamaju Teh Maria, ke puskesmas Aunt May",
            "ke Puskesmas [AREA] Teh [Mother], ke puskesmas [AREA]",
        ),
        ("Puskesmas Medan Baru Nenek Maria", "Puskesmas [Place] Nenek [Mother]"),
        ("to clinic Aunt Maria, then clinic Stepdad Budi", "to clinic Aunt [Mother], then clinic Stepdad [Father]"),
        ("From hospital Sister Maria rang", "From hospital Sister [Mother] rang"),
    ],
)
def test_whoever_is_there_is_no_part_of_its_name(text: str, left: str) -> None:
    assert Masker([MARIA, BUDI, MEDAN]).mask(text).text == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Di klinik Budi Maria bertengkar", "Di klinik [Father] [Mother] bertengkar"),
        ("Klinik Melati Budi Santoso Maria Sejahtera", "Klinik [Father] [Mother]"),
        ("ke puskesmas Budi Maria Jaya", "ke puskesmas [Father] [Mother]"),
        ("Visited Budi Maria Hospital", "Visited [Father] [Mother] Hospital"),
        ("Klinik Budi Sehat Budi", "Klinik [Father]"),
    ],
)
def test_nobody_in_it_becomes_somebody_else(text: str, left: str) -> None:
    assert Masker([MARIA, BUDI]).mask(text).text == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("RS Ibu dan Anak Thamrin Sehat", "RS Ibu dan Anak [Organisation]"),
        ("di rumah sakit Anak Thamrin Sehat", "di rumah sakit Anak [Organisation]"),
        ("LKSA Anak Thamrin Sehat", "LKSA Anak [Organisation]"),
        ("Yayasan Peduli Anak Bangsa Medan", "Yayasan [Place]"),
        ("RS Sang Timur Medan, RS Prof. Dr. Margono Medan", "RS [Place], RS [Place]"),
    ],
)
def test_children_saints_and_scholars_are_in_the_names_of_some(text: str, left: str) -> None:
    assert Masker([MEDAN, THAMRIN]).mask(text).text == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The Church Will Provide Food", "The Church [Client] Provide Food"),
        ("Church Ollerton Will Provide Food", "Church [Client] Provide Food"),
        ("Clinic Will Ollerton Provide Food", "Clinic [Client] Provide Food"),
    ],
)
def test_common_words_behind_an_english_one_are_none_of_its_name(text: str, left: str) -> None:
    assert Masker([WILL]).mask(text).text == left
