"""The worker's own name in a packet: in front and where it is signed, in all formats; and it unmasks nobody."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest

from store import Casebook
from store.language import use
from store.model.disguise import MaskLevel
from store.model.packet import PacketKind
from store.packet.document import BlankLines, Facts
from store.packet.export import default_request
from store.packet.formats import Format, available, write
from store.packet.prepare import Packet
from tests.packet.packets import facts, packet_of, section, text_of, texts

NAME = "Ratna Wulandari"


@pytest.fixture
def code(book: Casebook) -> str:
    """A case whose client has the worker's name."""
    case = book.add_case(alias="Bu R", client_name=NAME, size="family", presenting_problem=f"{NAME} kehilangan kerja.")
    book.add_note(case.code, body=f"{NAME} datang ke kantor.", mode="office", outcome="reached")
    return case.code


def read(data: bytes, format: Format) -> str:
    """What a person reads in a file."""
    if format is Format.PDF:
        import pypdfium2

        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    if format is Format.DOCX:
        word = docx.Document(BytesIO(data))
        cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    return data.decode()


def by_hand(packet: Packet) -> list[tuple[str, ...]]:
    """The lines to write on at the end."""
    return [block.labels for block in section(packet.document, "Sign-off") if isinstance(block, BlankLines)]


@pytest.mark.parametrize("kind", list(PacketKind))
@pytest.mark.parametrize("format", list(Format))
def test_the_name_stands_in_every_packet_of_every_format(
    book: Casebook, code: str, kind: PacketKind, format: Format
) -> None:
    if format not in available():
        pytest.skip("it cannot be made on this machine")
    packet = packet_of(book, code, kind=kind, practitioner="Siti Nurhaliza, A.K.S.")
    told = read(write(packet.document, format).data, format)
    assert len(re.findall(r"Siti Nurhaliza, A\\?\.K\\?\.S", told)) == 2  # in front, and where it is signed
    assert NAME not in told


@pytest.mark.parametrize("kind", list(PacketKind))
def test_the_name_takes_the_place_of_one_line_only(book: Casebook, code: str, kind: PacketKind) -> None:
    signed, open_one = (packet_of(book, code, kind=kind, practitioner=name) for name in ("Siti", ""))
    front, behind = signed.document.blocks[:4], section(signed.document, "Sign-off")
    assert facts(front, "Social worker") == ["Siti"]
    assert facts(behind, "Name") == ["Siti"]
    rest = ("Registration or certificate no.", "Date", "Signature")
    assert by_hand(signed) == [rest, ("Name", *rest)]
    assert by_hand(open_one) == [("Name", *rest)] * 2
    assert not facts(open_one.document.blocks, "Social worker")
    assert not [block for block in section(open_one.document, "Sign-off") if isinstance(block, Facts)]


@pytest.mark.parametrize("kind", [PacketKind.CASE, PacketKind.NOTES])
@pytest.mark.parametrize("level", [MaskLevel.FULL, MaskLevel.PARTIAL])
def test_a_client_of_the_same_name_is_masked_all_the_same(
    book: Casebook, code: str, kind: PacketKind, level: MaskLevel
) -> None:
    signed, open_one = (
        packet_of(book, code, kind=kind, level=level, practitioner=name, remark=f"{NAME} membuat saya ragu.")
        for name in (NAME, "")
    )
    assert sum(NAME in text for text in texts(signed.document)) == 2
    assert not any(NAME in text for text in texts(open_one.document))
    assert (signed.masked, signed.tokens, signed.disguises) == (open_one.masked, open_one.tokens, open_one.disguises)


def test_a_word_that_is_doubtful_only_as_the_name_of_the_worker_is_not_asked_about(book: Casebook) -> None:
    """A summary tells no problem, so a name in it is nothing to decide about there."""
    case = book.add_case(alias="Bu R", size="family", presenting_problem="Kemarin Siti datang bersama Siti.")
    book.add_note(case.code, body="Kemarin Siti datang bersama Siti.", mode="home_visit", outcome="reached")
    asked = {kind: packet_of(book, case.code, kind=kind, practitioner="").doubtful for kind in PacketKind}
    assert {word.text for word in asked[PacketKind.CASE]} == {"Siti"}
    assert asked[PacketKind.CASELOAD] == ()
    for kind in PacketKind:
        assert packet_of(book, case.code, kind=kind, practitioner="Siti Nurhaliza").doubtful == asked[kind]


def test_it_is_the_one_of_the_settings_and_one_line(book: Casebook, code: str) -> None:
    assert default_request(book, PacketKind.CASE, code).practitioner == ""
    book.change_settings(practitioner=NAME)
    for kind in PacketKind:
        assert default_request(book, kind, code).practitioner == NAME
    packet = packet_of(book, code, practitioner="  Siti \n Nurhaliza ")
    assert facts(packet.document.blocks, "Social worker") == ["Siti Nurhaliza"]


def test_in_indonesian(book: Casebook, code: str, tmp_path: Path) -> None:
    use("id")
    assert "Pekerja sosial" in text_of(packet_of(book, code, practitioner=NAME)).split("\n\n")[2]
