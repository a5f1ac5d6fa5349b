"""What a doubtful word is taken for at first, and who is offered as the one whose other name it is."""

import pytest

from store import Casebook
from store.model import Person, TeamMember
from store.model.disguise import CLIENT, SUPERVISOR, WordKind
from store.packet.masking import Doubt
from store.packet.register import register_of
from store.packet.veil import Doubtful
from tests.packet_screen.conftest import CODE
from tui.packet.guess import guess_of
from tui.packet.known import known_in


@pytest.mark.parametrize(
    ("before", "text", "after", "doubt", "kind"),
    [
        ("kata ", "Zulkarnaen", " kemarin", Doubt.CAPITAL, WordKind.PERSON),
        ("Bu ", "Sekolah", " datang", Doubt.HONORIFIC, WordKind.PERSON),
        ("tinggal di ", "Cikalong", ", jauh", Doubt.CAPITAL, WordKind.PLACE),
        ("dekat pasar ", "Kliwon", "", Doubt.CAPITAL, WordKind.PLACE),
        ("ke ", "SD Harapan", "", Doubt.CAPITAL, WordKind.ORGANISATION),
        ("", "Larkfield Primary", " rang", Doubt.CAPITAL, WordKind.ORGANISATION),
        ("the ", "Sukamaju", " health centre", Doubt.CAPITAL, WordKind.ORGANISATION),
        ("ke ", "RS Adam Malik", "", Doubt.INSTITUTION, WordKind.ORGANISATION),
        ("", "Grace Hospital", "", Doubt.INSTITUTION, WordKind.ORGANISATION),
        ("dari ", "Terminal Amplas", " ke", Doubt.INSTITUTION, WordKind.PLACE),
        ("di ", "pasar Sambu", "", Doubt.INSTITUTION, WordKind.PLACE),
        ("no ", "123456", "", Doubt.DIGITS, WordKind.OTHER),
        ("di ", "Budii", "", Doubt.NEAR_MISS, WordKind.PERSON),
        ("", "Zulkarnaen", "", Doubt.CAPITAL, WordKind.PERSON),
    ],
)
def test_what_a_word_is_taken_for(before: str, text: str, after: str, doubt: Doubt, kind: WordKind) -> None:
    assert guess_of(Doubtful(CODE, text, doubt, "", 1, before, after)) is kind


def test_everybody_of_the_file_is_offered_and_the_nearest_first(book: Casebook) -> None:
    book.add_case(alias="Bu S", size="family", client_name="Keluarga [Aminah]", supervisor="Ibu Ratna")
    father = book.add(Person, CODE, alias="Bapak", name="Budi", kin_role="ayah")
    child = book.add(Person, CODE, alias="Adik", kin_role="anak")
    teacher = book.add(TeamMember, CODE, name="Wati", discipline="teacher")
    folder = book.folder_of(CODE)
    register = register_of(folder)
    known = known_in(folder, register)
    assert [id for id, _words in known] == [CLIENT, father.id, child.id, teacher.id, SUPERVISOR]
    assert [words.split("  ")[1] for _id, words in known] == ["Keluarga [Aminah]", "Budi", "Adik", "Wati", "Ibu Ratna"]
    assert known[1][1].startswith(register.tokens[father.id])
    nearest = known_in(folder, register, near=register.tokens[child.id])
    assert [id for id, _words in nearest] == [child.id, CLIENT, father.id, teacher.id, SUPERVISOR]
    both = f"[{register.tokens[teacher.id][1:-1]} / {register.tokens[child.id][1:-1]}]"  # of a name that both have
    assert [id for id, _words in known_in(folder, register, near=both)][:2] == [child.id, teacher.id]
