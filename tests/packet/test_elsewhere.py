"""The people of other cases: masked where the notes of a case name them, and common words left alone."""

import re

import pytest

from store import Casebook
from store.model import Person, TeamMember
from store.model.disguise import MaskLevel
from store.model.packet import PacketKind
from store.packet.elsewhere import others_of
from tests.packet.packets import packet_of, paragraphs, section, text_of

HERE = "Siti wept. rina wati and Joko came; bo, hari ini. Untung wati. Beside Rahma: jumlah."


@pytest.fixture
def two(book: Casebook) -> tuple[str, str]:
    """Two cases that know of each other in their notes, not in their registers."""
    here = book.add_case(alias="Bu S", size="individual", client_name="Siti Aminah").code
    there = book.add_case(alias="Keluarga R", size="individual", client_name="Rina Wati").code
    book.add_note(here, body=HERE, mode="home_visit", sign=True)
    book.add_note(there, body="Aminah was there, and Rina.", mode="home_visit", sign=True)
    book.add(Person, there, alias="Bapak", name="Joko Susilo", kin_role="ayah")
    book.add(Person, there, alias="Hari", name="Bo", is_member=False)
    book.add(TeamMember, there, name="Untung", discipline="cadre")
    return here, there


def said(book: Casebook, *codes: str, kind: PacketKind = PacketKind.CASE, level: MaskLevel = MaskLevel.FULL) -> str:
    return text_of(packet_of(book, *codes, kind=kind, level=level, remark="Rina, Siti")).replace("\\", "")


@pytest.mark.parametrize("level", [MaskLevel.FULL, MaskLevel.PARTIAL])
@pytest.mark.parametrize("kind", [PacketKind.NOTES, PacketKind.CASELOAD])
def test_cases_of_one_packet_are_masked_in_each_other(
    book: Casebook, two: tuple[str, str], kind: PacketKind, level: MaskLevel
) -> None:
    text = said(book, *two, kind=kind, level=level)
    assert not re.search("(?i)rina|wati|joko|siti|aminah", text)
    if kind is PacketKind.NOTES and level is MaskLevel.FULL:
        here, there = two
        assert f"[Client] wept. [Client, {there}] and [Ayah, {there}] came; bo, hari ini. Untung" in text
        assert f"[Client, {here}] was there, and [Client]." in text


def test_a_family_is_one_of_them_behind_a_title_in_another_case_too(book: Casebook, two: tuple[str, str]) -> None:
    family = book.add_case(alias="Pak H.", size="family", client_name="Hasudungan Tarigan").code
    book.add_note(two[0], body="Pak Hasudungan came, of the Tarigan family.", mode="home_visit", sign=True)
    text = said(book, *two, family, kind=PacketKind.NOTES)
    assert f"Pak [Client, {family}] came, of the [Client family, {family}] family." in text


def test_the_clients_of_all_other_cases_are_masked_in_one(book: Casebook, two: tuple[str, str]) -> None:
    here, _there = two
    packet = packet_of(book, here, remark="rina, Siti")
    text = text_of(packet).replace("\\", "")
    assert "[Client] wept. [Other client] and Joko came; bo, hari ini." in text
    assert paragraphs(section(packet.document, "Worker's reflection")) == ["[Other client], [Client]"]
    assert {"[Client]", "[Other client]"} <= packet.tokens
    assert "Rina Wati" in text_of(packet_of(book, here, level=MaskLevel.NONE)).title()


def test_of_linked_cases_and_of_one_session_also_the_people(book: Casebook, two: tuple[str, str]) -> None:
    here, there = two
    third = book.add_case(alias="Tono Wijaya", size="individual").code
    book.add(Person, third, alias="Ibu", name="Rahma Zulaikha")
    assert [one.names[0] for one in others_of(book, [book.folder_of(here)])] == ["Rina Wati", "Tono Wijaya"]
    book.link(here, there)
    book.add_group_note([here, third], body="Together.", sign=True)
    text = said(book, here)
    assert "[Other client] and [Other client] came; bo, hari ini." in text
    assert "Beside [Other client]:" in text
