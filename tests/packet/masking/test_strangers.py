"""Whoever is not registered is not called by the token of one who has a name in common with them."""

import pytest

from store.model.disguise import MaskLevel
from store.packet.masking import Masker, Subject

POPPY = Subject("[Client]", names=("Poppy Hathersage",), initials="P.H.")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Gary Hathersage rang", "Gary [Name] rang"),
        ("Uncle Gary Hathersage's car", "Uncle Gary [Name]'s car"),
        ("Poppy Jones came", "[Name] Jones came"),
        ("Hathersage came, with Gary", "[Client] came, with Gary"),
        ("Rang Hathersage. Rang Poppy. Poppy Hathersage", "Rang [Client]. Rang [Client]. [Client]"),
        ("GARY HATHERSAGE", "GARY [Client]"),
        ("Kemarin Poppy datang", "Kemarin [Client] datang"),
    ],
)
def test_a_name_beside_an_unknown_one_is_not_the_clients(text: str, left: str) -> None:
    masked = Masker([POPPY]).mask(text)
    assert masked.text == left
    assert ("Gary" in text) <= any("Gary" in one.text for one in masked.suspects) or text.isupper()


def test_nor_is_it_where_the_client_goes_by_a_word_of_the_name() -> None:
    poppy = Subject("[Client]", names=("Poppy Hathersage",), loose=("Poppy",))
    jean = Subject("[Mother]", names=("Jean Hathersage",), loose=("Mrs Hathersage",))
    family = Subject("[Family]", loose=("The Hathersage family",))
    masker = Masker([poppy, jean, family])
    assert masker.mask("Poppy Jones, Will Hathersage, Poppy").text == "[Name] Jones, Will [Name], [Client]"
    assert Masker([family, Subject("[Son]", names=("Will",)), jean]).mask("Will Hathersage").text == "[Son]"


def test_at_every_level_and_until_the_worker_said_who_it_is() -> None:
    assert Masker([POPPY], MaskLevel.PARTIAL).mask("Gary Hathersage; Poppy").text == "Gary [Name]; P.H."
    gary = Subject("[Person]", loose=("Gary",))
    assert Masker([POPPY, gary]).mask("Gary Hathersage; Poppy").text == "[Person]; [Client]"
    assert Masker([POPPY], passed=frozenset({"gary"})).mask("Gary Hathersage").text == "Gary [Client]"
