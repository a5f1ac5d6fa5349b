"""Institutions and public places are wholes: of their names nothing is left standing by half."""

import pytest

from store.packet.masking import Masker, Subject

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
