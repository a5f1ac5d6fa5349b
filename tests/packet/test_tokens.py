"""What stands in a packet for names and numbers: in its language, and never for somebody who may not be meant."""

from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest

from store import Casebook
from store.language import _, catalogue, in_all, use
from store.model import Person
from store.model.disguise import MaskLevel
from store.model.packet import PacketKind
from store.packet import markdown
from store.packet.export import hand_over
from store.packet.formats import Format
from store.packet.masking import Masker
from store.packet.masking.patterns import TOKENS
from store.packet.masking.written_days import UNKNOWN
from tests.packet.packets import packet_of, texts


class Words(NullTranslations):
    """A catalogue of a few words."""

    def gettext(self, message: str) -> str:
        return {"[PHONE]": "[TELEPON]", "[DATE]": "[TANGGAL]", "Name": "Nama"}.get(message, message)


def test_tokens_are_said_in_the_language_of_the_packet(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    code = book.add_case(alias="Bu S", size="individual", client_name="Siti Aminah", presenting_problem="x").code
    book.add_note(
        code, body="hp 0812 3456 7890, NIK 3273014506900001; 31/02/2026 Siti Rohani. Kata [TELEPON]", sign=True
    )
    monkeypatch.setattr(catalogue._InUse, "texts", Words())
    packet = packet_of(book, code)
    body = "\n".join(texts(packet.document.blocks))
    assert "hp [TELEPON], NIK [NIK]; [TANGGAL] [Nama] Rohani. Kata [TELEPON]" in body
    assert "[TELEPON] telephone number" in body
    assert {"[TELEPON]", "[NIK]", "[Nama]"} <= packet.tokens
    assert "[PHONE]" not in body
    assert not [word.text for word in packet.doubtful if "TELEPON" in word.text]
    noted = packet_of(book, code, kind=PacketKind.NOTES, remark="call 0812 3456 7890 on 12 May 2026")
    assert "call [TELEPON] on [TANGGAL]" in "\n".join(texts(noted.document.blocks))


@pytest.mark.parametrize("language", ["en", "id"])
def test_tokens_in_a_packet_are_those_of_the_catalogue(book: Casebook, language: str) -> None:
    code = book.add_case(
        alias="Bu S", size="individual", presenting_problem="tinggal di Jl. Melati No. 12, SDN 3 Cibiru"
    ).code
    use(language)
    body = "\n".join(texts(packet_of(book, code).document.blocks))
    assert f"tinggal di {_('[ADDR]')}, {_('[SCHOOL]')}" in body
    use("en")


def test_a_note_may_quote_a_packet_of_either_language() -> None:
    quoted = [said for token in (*TOKENS, UNKNOWN) for said in in_all(token)]
    assert [one.text for text in quoted for one in Masker(()).mask(f"tertulis {text} di situ").suspects] == []


def test_two_of_one_surname_have_a_token_each_and_the_surname_is_nobodys(book: Casebook) -> None:
    code = book.add_case(alias="P", size="individual", client_name="Poppy Hathersage", presenting_problem="x").code
    book.add(Person, code, alias="Jean", name="Jean Hathersage", kin_role="mother", is_member=False)
    book.add_note(code, body="Jean Hathersage rang. Mrs Hathersage was well, Poppy Hathersage was not.", sign=True)
    packet = packet_of(book, code)
    body = "\n".join(texts(packet.document.blocks))
    assert "[Mother] rang. Mrs [Client / Mother] was well, [Client] was not." in body
    assert "[Client / Mother]" in packet.tokens
    assert "Hathersage" not in body


def written(book: Casebook, code: str, folder: Path, **asked: Any) -> str:
    """The name of the file that a packet is written into."""
    packet = packet_of(book, code, **asked)
    return hand_over(book, packet, markdown.write(packet.document), Format.MARKDOWN, folder, accept=True).name


def test_the_name_of_the_file_tells_no_day(book: Casebook, tmp_path: Path) -> None:
    one, other = (book.add_case(alias="X", size="individual").code for _each in range(2))
    assert [written(book, one, tmp_path) for _each in range(2)] == [f"{one}_case_1.md", f"{one}_case_2.md"]
    assert written(book, one, tmp_path, level=MaskLevel.PARTIAL) == f"{one}_case_initials_3.md"
    assert written(book, other, tmp_path) == f"{other}_case_1.md"
    assert written(book, one, tmp_path, kind=PacketKind.NOTES) == "lingkar_notes_1.md"
    assert written(book, one, tmp_path, kind=PacketKind.CASELOAD) == "lingkar_caseload_1.md"
    (tmp_path / f"{other}_case_2.md").touch()
    assert written(book, other, tmp_path) == f"{other}_case_2-2.md"


def test_the_name_of_the_file_is_in_the_language_in_use(book: Casebook, tmp_path: Path) -> None:
    code = book.add_case(alias="X", size="individual").code
    use("id")
    name = written(book, code, tmp_path)
    unmasked = written(book, code, tmp_path, level=MaskLevel.NONE, typed=_("UNMASKED"))
    assert (name, unmasked) == (f"{code}_kasus_1.md", f"{code}_kasus_TANPA-SAMARAN_2.md")
    use("en")
