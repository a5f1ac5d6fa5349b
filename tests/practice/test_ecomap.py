"""Relations as lines, and the ecomap and genogram drawn from them: nothing is lost, nothing is wider than it may be."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from store import InvalidInput
from store.language import _, use
from store.model import Bond, Flow, Person, Relation
from store.model.text import clean_line
from store.practice.cells import cells, cut, drawable, fill, flow
from store.practice.ecomap import LEAST_WIDTH, WORDS, ecomap, genogram, read_relation, write_relation
from store.practice.notation import SIGNS, in_words

SAID = {
    "Ibu === Nenek": ("Ibu", "Nenek", "strong", "none"),
    "Anak A -/- Ayah": ("Anak A", "Ayah", "stressful", "none"),
    "Bu S --- Posyandu ->": ("Bu S", "Posyandu", "ordinary", "to"),
    "Bu S ---> Posyandu": ("Bu S", "Posyandu", "ordinary", "to"),
    "Bu S -> Posyandu": ("Bu S", "Posyandu", "ordinary", "to"),
    "Bu S --- <- Posyandu": ("Bu S", "Posyandu", "ordinary", "from"),
    "Bu S <===> Posyandu": ("Bu S", "Posyandu", "strong", "both"),
    "Bu S <- --- -> Posyandu": ("Bu S", "Posyandu", "ordinary", "both"),
    "Ibu |_ Anak A": ("Ibu", "Anak A", "child", "none"),
    "Ibu -//- Ayah": ("Ibu", "Ayah", "divorced", "none"),
    "Ibu =/= Ayah": ("Ibu", "Ayah", "separated", "none"),
    "Ibu -=- Ayah": ("Ibu", "Ayah", "married", "none"),
    "Ibu -~- Om T": ("Ibu", "Om T", "cohabiting", "none"),
    "Ibu ··· RT 05": ("Ibu", "RT 05", "weak", "none"),
    "Ibu ... RT 05": ("Ibu", "RT 05", "weak", "none"),
    "Ibu - - - RT 05": ("Ibu", "RT 05", "weak", "none"),
    "Ibu … RT 05": ("Ibu", "RT 05", "weak", "none"),
    "Ibu = = => RT 05": ("Ibu", "RT 05", "strong", "to"),
    "Ibu -x- Dinas": ("Ibu", "Dinas", "broken", "none"),
    "Ibu — Dinas": ("Ibu", "Dinas", "ordinary", "none"),
    "Ibu → Dinas": ("Ibu", "Dinas", "ordinary", "to"),
    "  Ibu   ==   Nenek  ": ("Ibu", "Nenek", "strong", "none"),
    "Ibu===Nenek": ("Ibu", "Nenek", "strong", "none"),
    "Ibu|_Anak": ("Ibu", "Anak", "child", "none"),
    "SDN 3 - Sukamaju --- Ibu (kandung)": ("SDN 3 - Sukamaju", "Ibu (kandung)", "ordinary", "none"),
    "A-x-B -x- [C]": ("A-x-B", "[C]", "broken", "none"),
    '"RW 5 --- RW 6" === Ibu': ("RW 5 --- RW 6", "Ibu", "strong", "none"),
}


@pytest.mark.parametrize("line", SAID)
def test_a_line_says(line: str) -> None:
    fields = read_relation(line)
    assert (fields["a"], fields["b"], fields["bond"], fields["flow"]) == SAID[line]
    assert fields["note"] == ""


def test_a_word_about_it_follows_a_colon() -> None:
    fields = read_relation("Bu S ---> Posyandu: menimbang --- tiap bulan: gratis")
    assert (fields["b"], fields["note"]) == ("Posyandu", "menimbang --- tiap bulan: gratis")
    assert read_relation("Bu S --- Posyandu ->: menimbang")["flow"] is Flow.TO


@pytest.mark.parametrize(
    ("line", "helps"),
    [
        ("", "No tie is found"), ("Ibu Nenek", "==="), ("Ibu - Nenek", "No tie"), ("=== Nenek", "A name is missing"),
        ("Ibu ===", "A name is missing"), ("Ibu ~~~ Nenek", "-~-"), ("Ibu === Nenek --- Bibi", "one a line"),
        ("Ibu -- == Nenek", "side by side"), ("Ibu === ibu", "Both ends"), ('"" === Ibu', "A name is missing"),
        ("Ibu === \u200d", "A name is missing"), ("->", "No tie"),
    ],
)  # fmt: skip
def test_a_line_that_says_nothing_is_answered_with_help(line: str, helps: str) -> None:
    with pytest.raises(InvalidInput) as trouble:
        read_relation(line)
    assert list(trouble.value.problems) == ["line"]
    assert helps in trouble.value.problems["line"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_word_on_a_tie_is_that_of_its_name(language: str) -> None:
    """A tie is called the same in the picture, in the list of ties and in the form."""
    use(language)
    for bond, word in WORDS.items():
        assert _(word) in bond.label


def test_every_tie_has_its_own_sign_and_reads_back() -> None:
    assert len(set(SIGNS.values())) == len(Bond)
    for bond, sign in SIGNS.items():
        assert read_relation(f"A {sign} B")["bond"] is bond


PIECES = st.sampled_from([
    '"', '""', " ", "-", "--", "---", "===", "<", ">", "->", "<-", "<->", "·", "...", "x", "-x-", "/", "|_", ": ", ":",
    "~", "(", ")", "[", "]", "Ibu", "A", "0", "—", "→", "- - -", "\u0338", "\u0301", "家", "\u200d", ".", "=/=",
])  # fmt: skip
LINES = st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=20)).map(clean_line)
NAMES = LINES.filter(lambda text: 0 < len(text) <= 60)


@settings(max_examples=150)
@example("A --- B", "C: x", Bond.BROKEN, Flow.TO, "= = 0")
@example('"x', 'y" z', Bond.STRONG, Flow.NONE, '"q" ->')
@given(NAMES, NAMES, st.sampled_from(Bond), st.sampled_from(Flow), LINES)
def test_what_was_written_reads_back(a: str, b: str, bond: Bond, flow: Flow, note: str) -> None:
    assume(a.casefold() != b.casefold())
    relation = Relation(id="x", case_code="K", a=a, b=b, bond=bond, flow=flow, note=note)
    line = write_relation(relation)
    assert clean_line(line) == line
    assert read_relation(line) == {"a": a, "b": b, "bond": bond, "flow": flow, "note": note}


@settings(max_examples=150)
@given(LINES)
def test_any_line_is_understood_or_helped(line: str) -> None:
    try:
        fields = read_relation(line)
    except InvalidInput:
        return  # with a sentence, as above
    assert fields["a"]
    assert fields["b"]
    assert in_words(fields)


def test_a_tie_in_words() -> None:
    assert in_words(read_relation("Ibu |_ Anak A")) == "Ibu is a parent of Anak A"
    assert in_words(read_relation("Ibu === Nenek")) == "Ibu and Nenek: strong tie"
    assert in_words(read_relation("Ibu <--- SD")) == "Ibu and SD: ordinary tie; energy flows from SD to Ibu"
    assert in_words(read_relation("Ibu <---> SD")) == "Ibu and SD: ordinary tie; energy flows both ways"


# Cells


def test_cells_are_counted_as_the_screen_counts_them() -> None:
    """But for what Unicode calls invisible, or has not given out yet, no character is taken for narrower than it is."""
    codes = (*range(0x20, 0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x10000), *range(0x1F000, 0x1FB00))
    known = (chr(code) for code in codes if unicodedata.category(chr(code)) not in ("Cn", "Cs"))
    assert [each for each in known if drawable(each) and cells(each) < cell_len(each)] == []
    assert (cells("Ibu"), cells("家族"), cells("e\u0301"), cells("\N{WOMAN}")) == (3, 4, 1, 2)


@settings(max_examples=100)
@given(st.text(max_size=30), st.integers(0, 20))
def test_a_cut_text_fits(text: str, width: int) -> None:
    text = drawable(text)
    assert cells(cut(text, width)) <= width
    assert cells(fill(text, width)) == cells(fill(text, width, right=True)) == width
    assert all(cells(line) <= width for line in flow(text.split(" "), width, " · "))
    assert cut(text, 60) == text
    if cells(text) > width > 0:
        assert cut(text, width).endswith("…")


# The drawings


def person(alias: str, **fields: Any) -> Person:
    return Person(id=alias, case_code="K", alias=alias, **fields)


def ties(*lines: str) -> list[Relation]:
    return [Relation(id=str(n), case_code="K", **read_relation(line)) for n, line in enumerate(lines)]


FAMILY = [
    person("Ibu", sex="female"), person("Anak A", sex="male"), person("Adik", name="Melati"),
    person("Ayah", sex="male", is_member=False), person("Nenek", sex="female", is_member=False),
    person("Kakek", sex="male", is_member=False, is_deceased=True), person("Pak RT", is_member=False),
]  # fmt: skip
TIES = ties(
    "Ibu <=== Nenek", "Anak A -/- Ayah", "Kel. P ---> Posyandu", "Anak A ··· SDN 03", "kel. p -x- Dinas Sosial",
    "Ibu === Anak A", "Nenek --- Posyandu", "Ibu -//- Ayah", "Ibu |_ Anak A", "Ayah |_ Anak A", "Ibu |_ Melati",
    "Kakek -=- Nenek", "Kakek |_ Ibu", "Nenek |_ Ibu", "Kakek |_ Paman",
)  # fmt: skip


def test_the_ecomap_of_a_family() -> None:
    assert ecomap(FAMILY, TIES, "Kel. P", 74) == [
        "                         ╭─ Kel. P ─────────────╮",
        " Nenek                   │                      │                Posyandu",
        " ═══════ strong ════════>│ Ibu                  │────── ordinary ───────>",
        " SDN 03                  │                      │                    Ayah",
        " · · · · · weak · · · · ·│        Anak A        │─/─/─/ stressful ─/─/─/─",
        " Dinas Sosial            │                  Ibu │─//─//─ divorced ─//─//─",
        " ──x──x── broken ──x──x──│                      │                   Kakek",
        "                         │                  Ibu │────── parent of ───────",
        "                         │                      │",
        "                         │ Adik                 │",
        "                         ╰──────────────────────╯",
        "",
        "Within the client system",
        "  Ibu === Anak A  strong tie",
        "",
        "Among the others",
        "  Nenek --- Posyandu  ordinary tie",
        "",
        "No tie to the client: Pak RT",
        "",
        "< and > show where energy flows.",
    ]


def test_without_room_the_ties_are_a_list_from_strong_to_broken() -> None:
    lines = ecomap(FAMILY, TIES, "Kel. P", 40)
    assert lines[:6] == ["Kel. P", "  Ibu · Anak A · Adik", "", "strong tie", "  Ibu <=== Nenek", "  Ibu === Anak A"]
    heads = ["strong tie", "ordinary tie", "weak tie", "stressful tie", "broken tie", "divorced", "parent of"]
    assert [line for line in lines if line in heads] == heads


def test_the_genogram_of_a_family() -> None:
    assert genogram(FAMILY, TIES, "Anak A", 74) == [
        "[X Kakek] -=- (Nenek)",
        "├─ (Ibu) -//- [Ayah]",
        "│  └─ [[Anak A]]",
        "└─ (Ibu)",
        "   └─ <Adik>",
        "[X Kakek]",
        "└─ <Paman>",
        "",
        "[ ] man · ( ) woman · < > not known · double: the client · X died",
        "-=- married · -//- divorced",
        "",
        "Without kinship written: Pak RT",
    ]


def test_a_parent_is_left_out_of_the_ecomap_where_something_else_ties_the_two() -> None:
    people = [person("Anak"), person("Ibu", is_member=False), person("Ayah", is_member=False)]
    text = "\n".join(ecomap(people, ties("Ibu |_ Anak", "Ibu -/- Anak", "Ayah |_ Anak"), "K", 74))
    assert (text.count("parent of"), text.count("stressful")) == (1, 1)


def test_people_are_known_by_all_their_names() -> None:
    people = [
        person("Ibu", name="Siti Aminah", aliases="Mak, Bu Sit"), person("Nenek", is_member=False, aliases="Oma"),
    ]  # fmt: skip
    lines = ecomap(people, ties("siti aminah === Oma", "bu sit --- [Nenek]", "MAK ... oma"), "K", 74)
    assert sum("Nenek" in line for line in lines) == 1
    assert sum("│ Ibu " in line for line in lines) == 3


def test_a_client_who_is_one_person_stands_in_the_title_alone() -> None:
    lines = ecomap([person("Bu S")], ties("Bu S === Kader", "bu s |_ Anak"), "Bu S", 74)
    assert sum("Bu S" in line for line in lines) == 1
    called = [person("Bu Sulastri"), person("Nenek", is_member=False)]
    drawn = ecomap(called, ties("Bu Sulastri === Nenek", "Sulastri --- Kader"), "Sulastri", 74)
    assert sum("Sulastri" in line for line in drawn) == 1, "the case is called a little otherwise"
    family = ecomap([person("Bu Sulastri")], ties("Bu Sulastri === Nenek"), "Kel. Sulastri", 74)
    assert sum("Sulastri" in line for line in family) == 2, "a family is more than one person"
    assert "((Bu S))" in genogram([person("Bu S", sex="female")], ties("Bu S |_ Anak"), "bu s", 74)
    assert "[[Anak]]" in "\n".join(
        genogram([person("Anak", sex="male")], ties("Ibu |_ Anak"), "K", 74)
    )  # the only member
    mother = genogram([person("Ibu", kin_role="ibu", sex="female")], ties("Ibu |_ Anak"), "K", 74)
    assert "((Ibu))" not in "\n".join(mother)


def test_a_member_at_whom_two_ties_meet_stands_between_them_once() -> None:
    lines = ecomap([person("Ibu"), person("Adik")], ties("Ibu === Nenek", "Ibu --- Kader"), "Kel. P", 74)
    assert sum(line.count("Ibu") for line in lines) == 1


def test_what_is_shown_in_the_place_of_a_name() -> None:
    for draw in (ecomap, genogram):
        text = "\n".join(draw(FAMILY, TIES, "Kel. P", 74, lambda name: "· · ·"))
        assert "· · ·" in text
        for name in ("Ibu", "Anak", "Nenek", "Kakek", "Ayah", "Posyandu", "SDN", "Dinas", "Kel", "RT", "Adik", "Paman"):
            assert name not in text


def test_nothing_to_draw() -> None:
    assert genogram([person("Ibu")], ties("Ibu === SD"), "K", 74) == []
    assert ecomap([], [], "Kel. P", 74)[0].strip() == "╭─ Kel. P ─────────────╮"
    assert ecomap([], [], "Kel. P", 40) == ["Kel. P"]


WHO = st.sampled_from([f"P{n}" for n in range(9)])
PAIRS = st.lists(st.tuples(WHO, WHO, st.sampled_from(Bond), st.sampled_from(Flow)), max_size=14)
PEOPLE = st.lists(st.booleans(), max_size=9)


def made(members: list[bool], pairs: Sequence[tuple[str, str, Bond, Flow]]) -> tuple[list[Person], list[Relation]]:
    people = [person(f"P{n}", is_member=is_member) for n, is_member in enumerate(members)]
    relations = [
        Relation(id=str(n), case_code="K", a=a, b=b, bond=bond, flow=flow) for n, (a, b, bond, flow) in enumerate(pairs)
    ]
    return people, relations


@settings(max_examples=120)
@given(PEOPLE, PAIRS, st.integers(LEAST_WIDTH, 120))
def test_the_ecomap_loses_nobody_and_no_tie(members: list[bool], pairs: list[Any], width: int) -> None:
    people, relations = made(members, pairs)
    inside = {one.alias for one in people if one.is_member} | {"P8"}  # P8 is the case itself
    inside -= {one.alias for one in people if not one.is_member}
    lines = ecomap(people, relations, "P8", width)
    end = next(n for n, line in enumerate(lines) if "╰" in line)
    picture, below = "\n".join(lines[: end + 1]), lines[end + 1 :]
    crossing = [each for each in relations if (each.a in inside) != (each.b in inside)]
    tied = {each.b if each.a in inside else each.a for each in crossing if each.bond is not Bond.CHILD}
    for bond, word in ((Bond.STRONG, " strong "), (Bond.WEAK, " weak "), (Bond.DIVORCED, " divorced ")):
        assert picture.count(word) == sum(each.bond is bond for each in crossing)
    shown = [each for each in crossing if each.bond is Bond.CHILD and not {each.a, each.b} & tied]
    assert picture.count(" parent of ") + picture.count(" child of ") == len(shown)
    rest = [each for each in relations if each not in crossing and not each.bond.is_kinship]
    expected = Counter(f"  {write_relation(each)}" for each in rest)
    assert Counter(line.rsplit("  ", 1)[0] for line in below if line.startswith("  P")) == expected
    for one in people:
        assert one.alias in "\n".join(lines)


@settings(max_examples=120)
@given(PEOPLE, PAIRS)
@example([], [("P0", "P1", Bond.CHILD, Flow.NONE), ("P1", "P0", Bond.CHILD, Flow.NONE)])
@example([], [("P0", "P0", Bond.CHILD, Flow.NONE), ("P1", "P1", Bond.MARRIED, Flow.NONE)])
@example([], [(f"P{n}", f"P{n + 1}", Bond.CHILD, Flow.NONE) for n in range(8)] + [("P8", "P0", Bond.CHILD, Flow.NONE)])
def test_the_genogram_reads_back_whatever_circles_there_are(members: list[bool], pairs: list[Any]) -> None:
    people, relations = made(members, pairs)
    kin = [each for each in relations if each.bond.is_kinship]
    for width in (40, 90):
        lines = genogram(people, relations, "K", width)
        couples, parents = read_back(lines)
        assert couples == {(frozenset((each.a, each.b)), each.bond) for each in kin if each.bond is not Bond.CHILD}
        assert parents == {(each.a, each.b) for each in kin if each.bond is Bond.CHILD}
        if kin:
            assert all(one.alias in "\n".join(lines) for one in people)


def read_back(lines: list[str]) -> tuple[set[tuple[frozenset[str], Bond]], set[tuple[str, str]]]:
    """The couples and the parents that a genogram shows."""
    drawn = lines[: lines.index("")] if "" in lines else lines
    couples, parents, above = set(), set(), dict[int, list[str]]()
    bonds = {sign: bond for bond, sign in SIGNS.items()}
    for line in drawn:
        names = re.findall(r"P\d", line)
        depth = line.index("<") // 3
        if depth:
            parents |= {(parent, names[0]) for parent in above[depth - 1]}
        above[depth] = names
        for word in line.split():
            if word in bonds:
                couples.add((frozenset(names), bonds[word]))
    return couples, parents


HOSTILE = st.text(
    st.sampled_from("ab [](){}<>\"'家族\u0301\u200d\N{WOMAN}\N{EMOJI MODIFIER FITZPATRICK TYPE-3}الف═│"),
    min_size=1,
    max_size=60,
)
NASTY = HOSTILE.map(clean_line).filter(bool)


@settings(max_examples=40)
@given(st.lists(NASTY, min_size=2, max_size=6), st.data())
def test_no_line_is_wider_than_it_may_be(names: list[str], data: st.DataObject) -> None:
    ends = st.sampled_from(names)
    pairs = data.draw(st.lists(st.tuples(ends, ends, st.sampled_from(Bond), st.sampled_from(Flow)), max_size=8))
    people = [person(name, is_member=data.draw(st.booleans()), is_deceased=True) for name in names]
    relations = made([], pairs)[1]
    for width in (12, 40, 56, 74, 120):
        for line in [*ecomap(people, relations, names[0], width), *genogram(people, relations, names[0], width)]:
            assert cell_len(line) <= width, line
            assert line == drawable(line)


def test_many_generations_and_many_people() -> None:
    chain = [f"P{n} |_ P{n + 1}" for n in range(80)]
    lines = genogram([person(f"P{n}") for n in range(60)], ties(*chain), "K", 40)
    assert all(cell_len(line) <= 40 for line in lines)
    assert all(f"<P{n}>" in "\n".join(lines) for n in range(81))
    assert "see below" in "\n".join(lines)
    crowd = ecomap(
        [person(f"P{n}", is_member=False) for n in range(60)], ties(*[f"K === P{n}" for n in range(80)]), "K", 74
    )
    assert sum(line.count(" strong ") for line in crowd) == 80
