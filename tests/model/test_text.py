"""Cleaning at the border: nothing that acts on a terminal, hides itself or cannot be written comes through."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.model.case import Case
from store.model.note import Note
from store.model.record import build
from store.model.text import clean, clean_block, clean_line

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # Unicode's Bidi_Control, all of it
INVISIBLE = (
    "\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\ufff9\ufffa\ufffb"
)
C0_C1 = "".join(chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)))
NASTY = (
    C0_C1 + BIDI + INVISIBLE + "\u2028\u2029\u200c\u200d\ufe0f\ud800\udc00\udfff\ufffe\uffff\U000e0041\U000e007f"
    "aeiK\u212a\u0301\u0323\u0331\u1100\u1161\u0958\u0130\u00c5\u212b[/]#, \u00a0\u3000\U0001f468"
)
# Not st.text: it would draw the nasty ones as rarely as any other of a million.
TEXTS = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=5)), max_size=30).map("".join)
CLEANERS = [clean, clean_line, clean_block]
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@given(TEXTS)
@example("a\r\u200b\nb\x85c")
@example("e\u200b\u0301")  # becomes one letter only once the mark between is gone
@example("\x1b]8;;http://x\x07")
def test_nothing_forbidden_comes_through_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    for cleaner in CLEANERS:
        cleaned = cleaner(text)
        allowed = {clean: "\n\t", clean_line: "", clean_block: "\n"}[cleaner]
        for char in cleaned:
            assert char in allowed or unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp"), ascii(char)
            assert char not in BIDI + INVISIBLE, ascii(char)
            assert not 0xE0000 <= ord(char) <= 0xE007F
        assert unicodedata.is_normalized("NFC", cleaned)
        assert cleaner(cleaned) == cleaned
        cleaned.encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=40))
def test_what_is_visible_stays(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("char", sorted(set(C0_C1 + BIDI + INVISIBLE) - set("\t\n\r\x85")), ids=ascii)
def test_each_control_is_gone_and_its_neighbours_stay(char: str) -> None:
    assert clean(f"a{char}b") == "ab"


@pytest.mark.parametrize(("given", "kept"), [
    ("[/]", "[/]"),
    ("[bold]Bu S[/bold]", "[bold]Bu S[/bold]"),
    ("\x1b[2J\x1b[31mred", "[2J[31mred"),
    ("\x9b2Jx", "2Jx"),
    ("a\x00b", "ab"),
    ("\u202eabc\u202c", "abc"),
    ("one\r\ntwo\rthree\nfour\x85five\u2028six\u2029", "one\ntwo\nthree\nfour\nfive\nsix\n"),
    ("cafe\u0301", "caf\u00e9"),
    ("\ud83d", "\ufffd"),
    ("a\udc80b", "a\ufffdb"),
    ("\uffff\ufffe", "\ufffd\ufffd"),
    (FAMILY, FAMILY),
    ("\u2764\ufe0f", "\u2764\ufe0f"),
    ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    ("\ua98f\ua9c0\u200d\ua98f", "\ua98f\ua9c0\u200d\ua98f"),
    ("\u5f20\u4f1f \u0628\u0648\u062f\u064a", "\u5f20\u4f1f \u0628\u0648\u062f\u064a"),
    ("tab\there", "tab\there"),
], ids=ascii)  # fmt: skip
def test_clean(given: str, kept: str) -> None:
    assert clean(given) == kept


@pytest.mark.parametrize(("given", "kept"), [
    ("  Bu \t S \n", "Bu S"), ("a\r\nb", "a b"), ("a\u00a0b\u3000c", "a b c"), ("\x1b[31m[/]", "[31m[/]"), ("\u200b ",
    ""),
], ids=ascii)  # fmt: skip
def test_a_line_has_single_spaces(given: str, kept: str) -> None:
    assert clean_line(given) == kept


@pytest.mark.parametrize(("given", "kept"), [
    ("\n\n  one  \ntwo\t\n\n", "  one\ntwo"), ("a\tb", "a   b"), ("a\n\n\nb", "a\n\n\nb"), (" \n \n", ""), ("\u2028",
    ""),
], ids=ascii)  # fmt: skip
def test_a_block_keeps_its_shape_without_trailing_space(given: str, kept: str) -> None:
    assert clean_block(given) == kept


def test_a_note_of_100_kilobytes_is_kept_whole() -> None:
    body = "\n".join(f"{number} Kunjungan rumah [/] {FAMILY}" for number in range(2200))
    assert len(body.encode()) > 100_000
    note = build(Note, {
        "id": "n", "case_code": "K", "contact_at": "2026-11-20T09:00+07:00", "written_at": "2026-11-20T09:00+07:00",
        "mode": "office", "outcome": "reached", "phase": "engagement", "body": body + "\x1b" * 10,
    })  # fmt: skip
    assert note.body == body


TEXT_FIELDS = ("alias", "client_name", "presenting_problem", "origin_environment", "imported_from")


@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_every_text_field_of_a_case_is_cleaned(field: str) -> None:
    case = build(Case, {
        "code": "K-2026-001", "alias": "A", "size": "family", "opened": "2026-11-20", "phase_since": "2026-11-20",
        field: "\x1b[31mx\u202e\x00[/] \u200b",
    })  # fmt: skip
    assert getattr(case, field) == "[31mx[/]"
    assert getattr(case.changed(**{field: "\x07y "}), field) == "y"


def test_no_text_field_of_any_record_lacks_the_cleaning() -> None:
    from store.model import Addendum, Closure, Hold, Move
    from store.model.text import _block, _line

    bare = []
    for model in (Case, Note, Move, Closure, Hold, Addendum):
        for name, info in model.model_fields.items():
            cleaners = [getattr(one, "func", None) for one in info.metadata]
            if info.annotation is str and not {_line, _block} & set(cleaners):
                bare.append(f"{model.__name__}.{name}")
    assert bare == []
