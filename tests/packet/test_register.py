"""The register of a case: who has which token, and that it stays the same whoever comes and goes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language import _, use
from store.model.codes import SystemSize
from store.model.disguise import CLIENT, SUPERVISOR, Cover, Disguise, MaskLevel, MaskWord
from store.model.folder import Folder
from store.model.person import Person
from store.model.record import build
from store.model.team import TeamMember
from store.packet.masking import Masker
from store.packet.masking.cues import ROLES
from store.packet.masking.titles import KIN, honorifics
from store.packet.register import Register, register_of
from tests.practice.facts import case, note


def person(id: str, kin_role: str = "", *, name: str = "", alias: str = "", **fields: Any) -> Person:
    return build(Person, {
        "id": id, "case_code": "K-2026-001", "alias": alias or name or f"P{id}", "name": name, "kin_role": kin_role,
        **fields,
    })  # fmt: skip


def member(id: str, name: str, discipline: str = "nurse") -> TeamMember:
    return build(TeamMember, {"id": id, "case_code": "K-2026-001", "name": name, "discipline": discipline})


def word(id: str, text: str, **decided: Any) -> MaskWord:
    return build(MaskWord, {"id": id, "case_code": "K-2026-001", "text": text, **decided})


def folder(*people: Person, **given: Any) -> Folder:
    fields = {key: given.pop(key) for key in ("team", "mask_words", "notes") if key in given}
    return Folder(case=case(**{"alias": "Keluarga Bu Lastri", **given}), people=people, **fields)


def masked(register: Register, text: str) -> str:
    return Masker(register.subjects, passed=register.passed).mask(text).text


def test_a_token_says_what_somebody_is_to_the_client() -> None:
    tokens = register_of(folder(
        person("a", "ibu"), person("b", "Kakak, sudah bekerja"), person("c", "kakak"), person("d", "head of RT"),
        person("e"), person("f", is_member=False),
        team=(member("t", "Rahmawati"), member("u", "Hendra", "police")), supervisor="Rina Wati",
    )).tokens  # fmt: skip
    assert tokens == {
        CLIENT: "[Client family]", "a": "[Ibu]", "b": "[Kakak]", "c": "[Kakak 2]", "d": "[Head of RT]", "e": "[Member]",
        "f": "[Person]", "t": "[Nurse]", "u": "[Police]", SUPERVISOR: "[Supervisor]",
    }  # fmt: skip


@pytest.mark.parametrize(
    "role",
    ["Melati", "Rina", "rina", "ibu Rina", "istri pak teguh", "Hendra", "menyimpankan selimut", "0812-3456-7890",
     "ibu kandung tinggal sebelah rumah", "rahmawati", "si Embun", "wati", "anak harapan", ""],
)  # fmt: skip
def test_a_role_that_may_be_a_name_is_no_token(role: str) -> None:
    tokens = register_of(folder(
        person("a", role), person("b", "", name="Siti Aminah"), team=(member("t", "Rahmawati"),),
        mask_words=(word("w", "Embun", kind="person"), word("x", "Harapan", kind="person")), supervisor="Wati",
    )).tokens  # fmt: skip
    assert tokens["a"] == "[Member]"


@pytest.mark.parametrize(
    ("role", "alias", "token"),
    [("anak dari S. Aminah", "", "[Anak]"), ("ibu kandung yang tinggal di sebelah", "", "[Ibu kandung]"),
     ("pengasuh panti pilihan A", "", "[Pengasuh panti]"), ("adik laki-laki", "", "[Adik laki-laki]"),
     ("berpisah dari ibu", "Ayah tiri", "[Ayah tiri]"), ("pengurus RW", "", "[Pengurus RW]")],
)  # fmt: skip
def test_a_role_is_as_short_as_it_can_be(role: str, alias: str, token: str) -> None:
    assert register_of(folder(person("a", role, alias=alias or "A"))).tokens["a"] == token


def test_the_client_and_the_person_who_is_the_client_have_one_token() -> None:
    one = {"size": SystemSize.INDIVIDUAL, "alias": "Bu S", "client_name": "Siti Aminah"}
    for client in (person("a", "klien", name="Siti Aminah"), person("a", alias="Bu S"), person("a", alias="Upik")):
        register = register_of(folder(client, person("b", "adik", is_member=False), **one))
        assert register.tokens == {CLIENT: "[Client]", "b": "[Adik]"}
        assert masked(register, f"{client.alias} = Siti Aminah") in ("[Client] = [Client]", "Bu [Client] = [Client]")


def test_the_only_member_is_not_the_client_where_somebody_else_is() -> None:
    one = {"size": SystemSize.INDIVIDUAL, "alias": "Poppy", "client_name": "Poppy Hathersage"}
    for mother, token in (
        (person("a", alias="Mother"), "[Mother]"),
        (person("a", name="Jean Hathersage", alias="Jean"), "[Member]"),
    ):
        register = register_of(folder(mother, **one))
        assert register.tokens == {CLIENT: "[Client]", "a": token}
    assert masked(register, "Jean Hathersage and Poppy") == "[Member] and [Client]"


def test_of_a_family_one_is_called_by_what_they_are_and_not_as_the_family() -> None:
    for called in ({"alias": "Bu S"}, {"alias": "Lastri", "aliases": "Upik, Bu S"}):
        register = register_of(folder(person("a", "ibu", **called), alias="Bu S", client_name="Keluarga Harahap"))
        assert masked(register, "Bu S dari Keluarga Harahap") == "Bu [Ibu] dari [Client family]"
    register = register_of(folder(person("a", "anak", alias="Anak bungsu"), alias="Anak bungsu"))
    assert masked(register, "Kasus Anak bungsu") == "Kasus [Client family]", "the name of the case is one"


@pytest.mark.parametrize(
    ("alias", "role", "token", "text"),
    [
        ("Mother", "mother, away", "[Mother]", "Told the mother that Sister Agnes is ill."),
        ("Eldest child", "daughter", "[Daughter]", "The eldest child rang."),
        ("Wife", "wife", "[Wife]", "Wife and mother came."),
        ("Younger brother", "", "[Younger brother]", "His younger brother rang."),
        ("Anak bungsu", "anak", "[Anak]", "anak bungsu menangis"),
    ],
)
def test_who_is_called_by_a_word_for_kin_has_no_name_in_that(alias: str, role: str, token: str, text: str) -> None:
    register = register_of(folder(person("a", role, alias=alias, name="Agnes Tarigan")))
    assert register.tokens["a"] == token
    assert masked(register, text) == text.replace("Agnes", token)
    assert masked(register, f"{alias} | {role} | Bu Tarigan") == f"{alias} | {role} | Bu {token}"
    assert not Masker(register.subjects).mask(f"Today {alias} | {role}").suspects


@pytest.mark.parametrize(
    "alias",
    ["Imam", "Pak Imam", "Pak Haji", "Elder", "Judge", "Driver", "Head", "Kader", "Pak Kader", "Pak Dukuh", "Bu Modin",
     "Pak Mantri", "Pak Tunggal", "Kakak Sulung", "Keluarga Bungsu", "Bu Cucu", "Ibu 0812", "Kepala panti",
     "Caretaker", "Ayah tiri"],
)  # fmt: skip
@pytest.mark.parametrize("level", [MaskLevel.FULL, MaskLevel.PARTIAL])
def test_whoever_has_a_word_of_a_profession_or_a_faith_for_a_name_is_masked(alias: str, level: MaskLevel) -> None:
    register = register_of(folder(person("a", "suami", alias=alias)))
    assert alias not in Masker(register.subjects, level).mask(f"Kata {alias} begitu").text


def test_no_word_for_what_somebody_is_but_kin_is_let_stand_as_an_alias() -> None:
    for role in sorted(ROLES - KIN - honorifics):
        for alias in (role.title(), f"Pak {role.title()}"):
            register = register_of(folder(person("a", "suami", alias=alias)))
            assert alias not in masked(register, f"Kata {alias} begitu"), alias


@pytest.mark.parametrize("alias", ["Imam", "Pak Imam", "Pak Dukuh", "Bu Modin"])
def test_so_is_the_name_without_its_title(alias: str) -> None:
    register = register_of(folder(person("a", "suami", alias=alias)))
    name = alias.split()[-1]
    assert masked(register, f"Dewi bilang {name} memukul lagi.") == "Dewi bilang [Suami] memukul lagi."


@pytest.mark.parametrize("alias", ["Umi", "Bu Umi", "Koko", "Pak Abi", "Bu Ning"])
def test_a_title_that_is_a_name_as_well_is_masked(alias: str) -> None:
    register = register_of(folder(person("a", "ibu", alias=alias)))
    called = alias.split()[-1]
    text = f"Kata {called} begitu. {alias}, {called}nya."
    assert masked(register, text) == text.replace(f"{called}nya", "[Ibu]-nya").replace(called, "[Ibu]")
    other = register_of(folder(person("a", "ibu", alias=f"{alias} Salamah")))
    assert masked(other, f"{alias} Salamah, {called} Rina.") == f"{alias} [Ibu], {called} Rina."


@pytest.mark.parametrize("alias", ["Imam", "Pak Imam"])
def test_who_has_the_name_of_their_family_is_told_as_one(alias: str) -> None:
    register = register_of(folder(person("a", "ayah", alias="Pak Imam"), alias="Keluarga Imam"))
    assert masked(register, "Pak Imam sakit. Keluarga Imam") == "Pak [Ayah] sakit. [Client family]"
    same = register_of(folder(person("a", "ayah", alias=alias), alias=alias))
    assert masked(same, "Imam marah.") == "[Ayah] marah."


@pytest.mark.parametrize(
    ("alias", "token"),
    [("Bu Harapan", "[Member]"), ("bu harapan", "[Member]"), ("Bu Cucu", "[Member]"), ("Pak Tunggal", "[Member]"),
     ("Nenek Bulan", "[Member]"), ("Anak Harapan", "[Member]"), ("Anak Bungsu", "[Anak bungsu]"),
     ("Pak RT", "[Pak RT]"), ("Bu Kader", "[Bu kader]"),
     ("Kakak perempuan", "[Kakak perempuan]"), ("Adik bungsu", "[Adik bungsu]"), ("Kepala Panti", "[Kepala panti]"),
     ("7", "[Member]")],
)  # fmt: skip
def test_no_token_says_a_name_that_stands_behind_a_title(alias: str, token: str) -> None:
    assert register_of(folder(person("a", alias=alias))).tokens["a"] == token


@pytest.mark.parametrize(
    ("alias", "role"),
    [("Harapan", "anak harapan"), ("Bu Cahaya", "bu Cahaya, tetangga"), ("Melati", "melati"), ("Bu Melati", "tetangga"),
     ("Mak Tua Ros", "tante")],
)  # fmt: skip
def test_what_may_be_a_name_is_one_though_the_role_has_the_same_word(alias: str, role: str) -> None:
    register = register_of(folder(person("a", role, alias=alias)))
    said = masked(register, f"kata {alias} begitu")
    assert alias not in said
    assert register.tokens["a"] in said


@pytest.mark.parametrize(("language", "client", "family"), [
    ("en", "Client", "Client family"), ("id", "Klien", "Keluarga klien"),
])  # fmt: skip
def test_behind_a_title_the_name_of_a_family_is_one_of_them(language: str, client: str, family: str) -> None:
    use(language)
    register = register_of(folder(alias="Pak H.", client_name="Hasudungan Tarigan"))
    text = "Pak Hasudungan slept. Mrs Tarigan rang. Pak H. came. Keluarga Tarigan, Hasudungan"
    assert masked(register, text) == (
        f"Pak [{client}] slept. Mrs [{client}] rang. Pak [{client}] came. Keluarga [{family}], [{family}]"
    )
    assert register.tokens[CLIENT] == f"[{family}]"
    whose = register_of(folder(person("a", client, name="Rina"), alias="Pak H.", client_name="Hasudungan Tarigan"))
    assert masked(whose, "Pak Hasudungan, Rina") == f"Pak [{family}], [{client}]", "a token is one person's"
    initials = Masker(register.subjects, MaskLevel.PARTIAL).mask("Pak Tarigan and Tarigan").text
    assert initials == "Pak H.T. and H.T."


@pytest.mark.parametrize(
    "whose", ["Keluarga Harahap Siregar", "The Harahap Siregar family", "Keluarga Bu Harahap Siregar"]
)
def test_a_family_name_of_two_words_is_one_name(whose: str) -> None:
    register = register_of(folder(alias=whose))
    assert masked(register, f"Bu Harahap Siregar, Bu Siregar Harahap. {whose}, Harahap Siregar") == (
        "Bu [Client], Bu [Client]. [Client family], [Client family]"
    )
    child = register_of(folder(person("a", "anak", name="Rina Harahap"), alias=whose))
    assert masked(child, "Bu Harahap Siregar, Rina Harahap") == "Bu [Client], [Anak]"


@pytest.mark.parametrize(
    ("size", "alias"),
    [
        (SystemSize.ORGANISATION, "Bunda Lestari"), (SystemSize.FORMAL_GROUP, "Sister Kartini"),
        (SystemSize.NEIGHBOURHOOD, "Bu Kartini"), (SystemSize.COMMUNITY, "Warga Ibu Kartini"),
    ],
)  # fmt: skip
def test_a_title_in_the_name_of_a_group_makes_nobody_of_it(size: SystemSize, alias: str) -> None:
    register = register_of(folder(alias=alias, size=size))
    said = masked(register, f"Rapat di {alias} kemarin.")
    assert "[Client system] kemarin." in said
    assert alias.split()[-1] not in said


def test_what_the_team_is_called_by_role_is_no_name_of_anybody() -> None:
    register = register_of(folder(team=(member("t", "Perawat jiwa"), member("u", "Rahmawati"))))
    assert masked(register, "Perawat lain, sakit jiwa; perawat jiwa dan Rahmawati.") == (
        "Perawat lain, sakit jiwa; [Nurse] dan [Nurse 2]."
    )


def test_whoever_gave_supervision_is_masked() -> None:
    before = note(mode="supervision", supervisor="Zubaidah")
    register = register_of(folder(supervisor="Rina Wati", notes=(before,)))
    assert masked(register, "Zubaidah, then Rina") == "[Supervisor], then [Supervisor]"


def test_what_the_worker_decided_about_words() -> None:
    register = register_of(folder(
        person("a", "ibu", name="Siti"),
        mask_words=(
            word("w", "Embun", subject="a"), word("x", "Kampung Sawah", kind="place"),
            word("y", "Teduh", kind="organisation"), word("z", "Cahaya Bulan", kind="person"),
            word("v", "Bunga Rampai"), word("u", "Lestari", subject="gone"),
            word("t", "warga satu", subject=CLIENT), word("s", "kucing hitam", kind="other"),
        ),
    ))  # fmt: skip
    assert masked(
        register, "Embun, kampung sawah, teduh, Cahaya, Bunga Rampai, Lestari, warga satu, warga, kucing hitam"
    ) == ("[Ibu], [Place], [Organisation], [Person], Bunga Rampai, [Person 2], [Client family], warga, [Word]")
    assert not Masker(register.subjects, passed=register.passed).mask("Then Bunga Rampai came").suspects


def test_addresses_are_masked_wherever_they_are_written() -> None:
    register = register_of(folder(person("a", "ibu", address="Gubuk Biru belakang pasar")))
    assert masked(register, "Ia pulang ke gubuk biru belakang pasar.") == "Ia pulang ke [ADDR]."


def test_roles_that_are_called_the_same_have_tokens_of_their_own() -> None:
    people = (person("a", "nurse"), person("b", "nurse"))
    register = register_of(folder(*people, team=(member("t", "Rahmawati"), member("u", "Hendra"))))
    assert len(set(register.tokens.values())) == len(register.tokens)
    later = register_of(folder(person("c", "nurse"), *people, team=(member("t", "Rahmawati"),)), register.disguise)
    assert {id: later.tokens[id] for id in register.tokens} == register.tokens
    assert len(set(later.tokens.values())) == len(later.tokens)


def test_the_same_token_in_the_other_language() -> None:
    family = folder(person("a", "ibu"), person("b", is_member=False), team=(member("t", "Rahmawati"),))
    english = register_of(family)
    use("id")
    assert register_of(family, english.disguise).tokens == {
        CLIENT: f"[{_('Client family')}]", "a": "[Ibu]", "b": f"[{_('Person')}]", "t": f"[{_('Nurse')}]",
    }  # fmt: skip
    use("en")
    assert register_of(family, english.disguise).tokens == english.tokens


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "role", "rename", "team", "language"]), st.integers(0, 5),
        st.sampled_from(["ibu", "kakak", "nurse", "perawat", "klien", "client", "", "Rina"]),
    ),
    max_size=15,
)  # fmt: skip


@settings(max_examples=60)
@given(STEPS)
def test_whoever_comes_or_goes_the_others_keep_their_token(steps: list[tuple[str, int, str]]) -> None:
    people: dict[str, Person] = {}
    team: dict[str, TeamMember] = {}
    disguise, given_before, language = Disguise(code="K-2026-001"), {"en": {}, "id": {}}, "en"  # type: ignore[var-annotated]
    for act, number, role in steps:
        id = str(number)
        if act == "add":
            people.setdefault(id, person(id, role, name=f"Zul{'abcdef'[number]}k"))
        elif act == "remove":
            people.pop(id, None)
            team.pop(f"t{id}", None)
        elif act == "team":
            team.setdefault(f"t{id}", member(f"t{id}", f"Har{'abcdef'[number]}p"))
        elif act == "language":
            language = "id" if language == "en" else "en"
        elif id in people:
            people[id] = people[id].changed(**({"kin_role": role} if act == "role" else {"name": "Quraisy"}))
        use(language)
        register = register_of(folder(*people.values(), team=tuple(team.values())), disguise)
        disguise = register.disguise
        assert len(set(register.tokens.values())) == len(register.tokens)
        known = given_before[language]
        assert {id: register.tokens[id] for id in known} == known
        assert {CLIENT, *people, *team} <= set(register.tokens)
        known.update(register.tokens)
    use("en")


def test_a_disguise_keeps_what_a_packet_showed() -> None:
    first = register_of(folder(person("a", "ibu"), person("b", "ibu")))
    kept = Disguise(**first.disguise.document())
    assert kept == first.disguise
    alone = register_of(folder(person("b", "ibu")), kept)
    assert alone.tokens["b"] == "[Ibu 2]"


def test_a_name_that_a_packet_masked_is_never_read_again() -> None:
    before = register_of(folder(
        person("a", "ibu", name="Sumarni Hasibuan", alias="Bu Marni"), person("b", "kakak", name="Zulkarnaen"),
        team=(member("t", "Rahmawati"),),
        mask_words=(word("w", "Embun", subject="a"), word("x", "Kenanga", kind="place")),
    ))  # fmt: skip
    kept = Disguise(**before.disguise.document())
    now = register_of(
        folder(
            person("a", "ibu", name="Sulastri", alias="Ibu L"),
            mask_words=(word("w", "Embun", subject=CLIENT), word("x", "Kenanga")),
        ),
        kept,
    )
    assert masked(now, "Marni; Hasibuan; Sulastri; Zulkarnaen; Rahmawati; Embun; Kenanga") == (
        "[Ibu]; [Ibu]; [Ibu]; [Kakak]; [Nurse]; [Client family]; Kenanga"
    )  # the worker's last word about a word counts
    assert before.tokens.items() <= now.tokens.items()
    again = register_of(folder(), Disguise(**now.disguise.document()))
    assert masked(again, "Marni, Zulkarnaen, Lastri, Sulastri") == "[Ibu], [Kakak], [Client family], [Ibu]"


@pytest.mark.parametrize("name", ["Imam", "Elder", "Pak Kader", "Anak bungsu"])
@pytest.mark.parametrize("now", [[], [person("a", "ayah", alias="Pak I")]])
def test_a_name_before_is_one_whatever_its_words_say(name: str, now: list[Person]) -> None:
    before = register_of(folder(person("a", "ayah", alias="Pak I", name=name)))
    assert masked(register_of(folder(*now), before.disguise), f"Kata {name} begitu.") == "Kata [Ayah] begitu."
    one = {"size": SystemSize.INDIVIDUAL, "client_name": ""}
    client = register_of(folder(alias=name, **one))
    later = register_of(folder(alias="Pak I", **one), client.disguise)
    assert masked(later, f"Kata {name} begitu.") == "Kata [Client] begitu."


def test_a_role_that_became_a_name_is_said_no_more() -> None:
    first, second = person("a", "anak harapan", name="Zulkarnaen"), person("b", "tetangga", name="Sumarni")
    register = register_of(folder(first, second))
    assert (register.tokens["a"], register.tokens["b"]) == ("[Anak harapan]", "[Tetangga]")
    later = register_of(folder(first, second, person("c", name="Harapan")), register.disguise)
    assert [later.tokens[id] for id in "abc"] == ["[Person]", "[Tetangga]", "[Member]"]
    kept = Disguise(code="K-2026-001", covers=(Cover(subject="a", role="permata", number=1),))
    assert register_of(folder(first), kept).tokens["a"] == "[Permata]"
    for name in ("Permata", "Permata Hasibuan"):
        assert register_of(folder(first, person("c", name=name)), kept).tokens["a"] == "[Person]"
