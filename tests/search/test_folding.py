"""Folding: capitals and accents do not matter, and what is found is marked where it stands in the original."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.folding import fold, spans_of

TEXTS = st.text(st.sampled_from("aA eéÉe\u0301\u0323İıßﬁ’–\n漢ह가🙂") | st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Wáyan", "wayan"), ("CAFÉ Cafe\u0301", "cafe cafe"), ("Straße", "strasse"), ("İstanbul", "istanbul"),
        ("ﬁle ②", "file 2"), ("Jum’at – “ya”", "jum'at - \"ya\""), ("one\ntwo", "one two"), ("Ελλάς", "ελλασ"),
        ("السَّلام", "السلام"), ("漢字🙂", "漢字🙂"),
    ],
)  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_twice_changes_nothing_more_of_any_character() -> None:
    once = fold("".join(map(chr, range(sys.maxunicode + 1))))
    assert fold(once) == once


@given(TEXTS)
def test_folding_is_idempotent_and_the_same_in_pieces(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text) == "".join(map(fold, text)), "so the place of a word can be told"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Ibu dan ibu", ["ibu"], ["Ibu", "ibu"]),
        ("Pak Wáyan", ["wayan"], ["Wáyan"]),
        ("Pak Wa\u0301yan\u0323!", ["wayan"], ["Wa\u0301yan\u0323"]),
        ("die Straße, groß", ["strasse"], ["Straße"]),
        ("Straße", ["s", "e"], ["S", "ß", "e"]),
        ("one\ntwo", ["one two"], ["one\ntwo"]),
        ("banana", ["ana", "nan"], ["anan"]),
        ("aaaa", ["aa"], ["aa", "aa"]),
        ("abc", [], []),
        ("abc", ["x", ""], []),
    ],
)
def test_spans(text: str, words: list[str], found: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(text, words)] == found


@given(TEXTS, st.data())
def test_a_piece_of_any_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    spans = spans_of(text, [fold(piece)])
    assert bool(spans) == bool(fold(piece))
    assert all(fold(piece) in fold(text[a:b]) for a, b in spans)
    flat = [place for span in spans for place in span]
    assert flat == sorted(flat)
    assert all(0 <= place <= len(text) for place in flat)
