"""The masked file: no field of any record lets a registered name or a real day out, and nothing else is changed."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from store import Casebook
from store.folding import fold
from store.model.disguise import MaskLevel
from store.model.folder import Folder
from store.model.person import Person
from store.packet.masking import Doubt, patterns
from store.packet.prepare import Request, prepare
from store.packet.register import register_of
from store.packet.veil import AROUND, Veiled, veiled
from tests.conftest import MORNING
from tests.packet.filled import CODE, DAY, IDS, filled, filled_folder
from tests.packet.packets import A_DAY, PacketKind, facts, packet_of, texts

SITI = filled(Person, "", alias="Ibu", name="Siti Aminah", kin_role="ibu", id="siti")
NAMES = re.compile(r"(?<![^\W\d_])(?:siti|aminah|zulkifli|harahap)(?![^\W\d_])")
FORMS = (
    "Siti Aminah",
    "siti",
    "AMINAH",
    "Bu Siti",
    "Siti-nya",
    "Sitinya",
    "Siti's",
    "S. Aminah",
    "Siti\nAminah",
    "aminahlah",
)
AROUND_IT = st.text(max_size=12)
BETWEEN = st.sampled_from(["", " ", ", ", "(", ")", '"', ": ", "\n", "/", "."])


def with_siti(text: str, **case: Any) -> Folder:
    folder = filled_folder(text, **case)
    return replace(folder, people=(*folder.people, SITI))


def words_of(value: Any) -> list[str]:
    """Every text in a file but the ids in it."""
    if isinstance(value, BaseModel):
        return [text for name, each in value if name not in IDS for text in words_of(each)]
    if isinstance(value, Folder):
        return [text for each in fields(value) for text in words_of(getattr(value, each.name))]
    if isinstance(value, dict):
        return [text for each in value.items() for text in words_of(each)]
    if isinstance(value, (tuple, list)):
        return [text for each in value for text in words_of(each)]
    return [str(value)] if type(value) is str else []


def veil(folder: Folder, level: MaskLevel = MaskLevel.FULL) -> Veiled:
    return veiled(folder, register_of(folder), level, lambda day: "[DAY]")


@settings(max_examples=25)
@given(AROUND_IT, BETWEEN, st.sampled_from(FORMS), BETWEEN, AROUND_IT)
def test_a_registered_name_comes_out_of_no_field(before: str, open: str, name: str, close: str, after: str) -> None:
    text = f"{before}{open or ' '}{name}{close or ' '}{after}"
    folder = with_siti(text)
    seen = words_of(veil(folder).folder)
    assert not NAMES.search(fold("\n".join(seen))), seen


@pytest.mark.parametrize("kind", list(PacketKind))
@pytest.mark.parametrize("level", [MaskLevel.FULL, MaskLevel.PARTIAL])
def test_no_packet_shows_a_name_or_a_real_day(kind: PacketKind, level: MaskLevel) -> None:
    text = f"(?) Siti Aminah, {DAY.day} September 2026, {DAY.isoformat()}, 17/9/2026"
    folder = with_siti(text, status="active", closure=None)
    folder = replace(folder, notes=(folder.notes[0].changed(void_reason=""),))
    request = Request(kind, (CODE,), MORNING.date(), DAY, level, private=frozenset({"id"}), remark=text)
    said = "\n".join(texts(prepare(request, [folder], {}, (), MORNING).document))
    assert not NAMES.search(fold(said))
    if kind is not PacketKind.CASE:  # about many, it has days of its own
        for own in ("21 Nov 2026 07:00", "17 Sep 2026 to 21 Nov 2026", "From 17 Sep 2026 to 21 Nov 2026"):
            said = said.replace(own, "")
    assert not re.findall(A_DAY, said)
    assert ("[Ibu]" if level is MaskLevel.FULL else "S.A.") in said  # it is the packet of that file


def test_what_is_no_text_stays(book: Casebook) -> None:
    folder = with_siti("Siti came")
    seen = veil(folder).folder
    for before, after in zip(folder.notes, seen.notes, strict=True):
        unlike = {name for name, value in before if getattr(after, name) != value}
        assert unlike == {"body", "addenda", "void_reason", "imported_from", "participants", "place", "supervisor"}
    assert seen.case.code == CODE
    assert seen.case.opened == folder.case.opened
    assert seen.case.tags == ("[Ibu] came",)


def test_case_codes_and_life_domains_are_no_names() -> None:
    folder = with_siti("x", linked=("K-2026-014",), alias="Safety")
    folder = replace(folder, scores=(folder.scores[0].changed(domain="safety", whose="safety first"),))
    seen = veil(folder).folder
    assert seen.case.linked == ("K-2026-014",)
    assert (seen.scores[0].domain, seen.scores[0].whose) == ("safety", "[Client family] first")


def test_what_finds_somebody_is_dropped() -> None:
    folder = with_siti("Around the corner")
    (person, _siti), (member,) = veil(folder).folder.people, veil(folder).folder.team
    assert (person.contact, person.address, person.aliases, member.contact) == ("", "", "", "")
    assert veil(folder).folder.case.client_name == ""


def test_fields_of_a_newer_version_are_masked_whatever_they_hold() -> None:
    extra = {"nik": 3273014506900001, "helper": ["Siti", {"Aminah": 1}], "seen": "2026-09-17T10:00:00"}
    folder = with_siti("x")
    seen = veil(replace(folder, case=folder.case.changed(**extra))).folder.case.model_extra
    assert seen == {"nik": "[NIK]", "helper": "['[Ibu]', {'[Ibu]': 1}]", "seen": "[DAY]T10:00:00"}


def test_what_such_fields_are_called_is_masked_too() -> None:
    folder = with_siti("x")
    case = folder.case.changed(**{"Ibu Siti Aminah": "x"})
    seen = veil(replace(folder, case=case)).folder.case
    assert seen.model_extra == {"Ibu [Ibu]": "x"}
    assert case.model_extra == {"Ibu Siti Aminah": "x"}


def test_the_columns_of_an_imported_table_are_masked_with_their_names() -> None:
    folder = with_siti("x")
    case = folder.case.changed(extra={"Ibu Siti Aminah": "kata Siti", "NIK": "3273014506900001"})
    assert veil(replace(folder, case=case)).folder.case.extra == {"Ibu [Ibu]": "kata [Ibu]", "NIK": "[NIK]"}
    note = folder.notes[0].changed(extra={"petugas": "Siti Aminah"})
    assert veil(replace(folder, notes=(note,))).folder.notes[0].extra == {"petugas": "[Ibu]"}


def test_at_level_none_nothing_is_touched() -> None:
    folder = with_siti("Siti came on 17/9/2026")
    assert veil(folder, MaskLevel.NONE) == Veiled(folder, 0, frozenset(), ())


def test_initials_where_these_may_be_read(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="individual", client_name="Siti Aminah").code
    book.add_note(code, body="Siti came with Pak Budi Santoso", mode="office", sign=True)
    book.add(Person, code, alias="Budi", name="Budi Santoso", is_member=False)
    said = "\n".join(texts(packet_of(book, code, level=MaskLevel.PARTIAL).document))
    assert "S.A. came with Pak B.S." in said
    assert "Initials only" in said


def test_a_day_without_a_year_is_near_its_record(book: Casebook) -> None:
    folder = with_siti("x")
    note = folder.notes[0].changed(body="since 20 December", contact_at=MORNING.replace(year=2026, month=1))
    told = veiled(replace(folder, notes=(note,)), register_of(folder), MaskLevel.FULL, date.isoformat)
    assert told.folder.notes[0].body == "since 2025-12-20"


def test_doubtful_words_are_counted_once_with_their_first_place(book: Casebook) -> None:
    folder = filled_folder("x")
    body = "Then came Zubaidah, in a long sentence about nothing in particular.\nAnd ZUBAIDAH\nleft."
    work = veil(replace(folder, notes=(folder.notes[0].changed(body=body),)))
    (word,) = (one for one in work.doubtful if fold(one.text) == "zubaidah")
    assert (word.code, word.text, word.doubt, word.count) == (CODE, "Zubaidah", Doubt.CAPITAL, 2)
    assert word.before == "Then came "
    assert len(word.after) == AROUND
    assert "\n" not in word.before + word.after


def test_a_near_miss_names_the_token(book: Casebook) -> None:
    folder = with_siti("x")
    work = veil(replace(folder, notes=(folder.notes[0].changed(body="we met aminha today"),)))
    (word,) = (one for one in work.doubtful if one.text == "aminha")
    assert (word.doubt, word.near) == (Doubt.NEAR_MISS, "[Ibu]")


def test_a_detector_that_fails_lets_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> list[Any]:
        raise RuntimeError(text[:0])

    monkeypatch.setattr(patterns, "find", broken)
    with pytest.raises(RuntimeError):
        prepare(Request(PacketKind.CASE, (CODE,), MORNING.date()), [with_siti("x")], {}, (), MORNING)


def test_the_ages_of_the_masked_are_bands() -> None:
    folder = with_siti("x", size="individual", client_name="Siti Aminah")
    folder = replace(folder, people=(SITI.changed(born=DAY.replace(year=1988), age=None),))
    document = prepare(Request(PacketKind.CASE, (CODE,), MORNING.date()), [folder], {}, (), MORNING).document
    assert facts(document.blocks, "Age") == ["25 to 39 years"]
