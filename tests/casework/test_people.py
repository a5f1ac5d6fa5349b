"""The forms of persons and ties: the one line and the fields say the same, and nobody is lost by being renamed."""

from datetime import date

import pytest

from store import Case, Casebook
from store.language import _
from store.model import Bond, Flow, Person, Relation
from store.practice.ecomap import ecomap
from tests.casework.forms import saved
from tests.forms.host import (
    fill,
    opened,
    shown,
    speak,
    text_of,
    under,
    until,
)  # fmt: skip
from tui.casework.people import PersonForm, RelationForm
from tui.forms.ask import Ask
from tui.forms.options import NO, YES
from tui.unlock.comeback import _form

EMOJI_CJK = "家族 \N{WOMAN} [/] Ibu"


def ties(book: Casebook, case: Case) -> list[tuple[str, str, Bond, Flow, str]]:
    return [(one.a, one.b, one.bond, one.flow, one.note) for one in book.parts(Relation, case.code)]


@pytest.fixture
def ibu(book: Casebook, case: Case) -> Person:
    return book.add(Person, case.code, alias="Ibu", name="Siti", sex="female")


# Persons


async def test_in_the_case_of_one_person_only_who_is_called_so_is_proposed_as_the_client(book: Casebook) -> None:
    case = book.add_case(alias="Alun", size="individual")
    async with opened(book, PersonForm(case.code)) as pilot:
        assert pilot.app.screen.field("is_member").value == NO
        await fill(pilot, alias="Anak Alun")
        assert pilot.app.screen.field("is_member").value == YES
        await fill(pilot, alias="Nenek")
        await pilot.press("ctrl+s")
    assert [one.is_member for one in book.parts(Person, case.code)] == [False]


@pytest.mark.parametrize("language", ["en", "id"])
async def test_a_new_person_is_told_who_is_there_already(book: Casebook, language: str) -> None:
    speak(language)
    alone = book.add_case(alias="Dk", size="individual").code
    family = book.add_case(alias="Bu S", size="family").code
    somebody = book.add(Person, alone, alias="Nenek").id
    told = _("The client is in the file already, as {alias}; here: the others. More about the client: write {alias}.")
    for form, said in (
        (PersonForm(alone), told.format(alias="Dk")),
        (PersonForm(alone, somebody), ""),
        (PersonForm(family), ""),
    ):
        async with opened(book, form) as pilot:
            words = " ".join(line.strip(" │") for line in shown(pilot.app).split("\n"))
            assert (said in words) if said else (told[:25] not in words)
    async with opened(book, PersonForm(alone)) as pilot:
        pilot.app.hidden = True
        await pilot.app.screen.recompose()
        assert "Dk" not in shown(pilot.app)


@pytest.mark.parametrize("language", ["en", "id"])
async def test_who_is_written_down_as_the_client_is_not_proposed_again(book: Casebook, language: str) -> None:
    speak(language)
    code = book.add_case(alias="Dk", size="individual").code
    book.add(Person, code, alias="Dk")
    async with opened(book, PersonForm(code)) as pilot:
        words = " ".join(line.strip(" │") for line in shown(pilot.app).split("\n"))
    assert _("The client is in the file already, as {alias}; here: the others.").format(alias="Dk") in words
    assert not any(more in words for more in ("write Dk", "tulis Dk"))


async def test_what_the_worker_says_of_the_client_system_stands(book: Casebook) -> None:
    case = book.add_case(alias="Alun", size="individual")
    async with opened(book, PersonForm(case.code)) as pilot:
        await fill(pilot, is_member=YES)
        await fill(pilot, alias="Nenek")
        assert pilot.app.screen.field("is_member").value == YES
        await pilot.press("ctrl+s")
    assert [one.is_member for one in book.parts(Person, case.code)] == [True]


async def test_a_person_needs_only_what_they_are_called(book: Casebook, case: Case) -> None:
    async with opened(book, PersonForm(case.code)) as pilot:
        await pilot.press("ctrl+s")
        assert under(pilot.app.screen.field("alias")).startswith("This is needed.")
        await pilot.press(*"Nenek", "enter", *"ibu dari ibu")
        await saved(pilot)
    (one,) = book.parts(Person, case.code)
    assert (one.alias, one.kin_role, one.is_member, one.is_child, one.is_deceased) == (
        "Nenek", "ibu dari ibu", True, None, False,
    )  # fmt: skip


async def test_everything_about_a_person_is_kept_and_can_be_taken_back(book: Casebook, case: Case) -> None:
    given = {
        "alias": "Anak A", "kin_role": "anak", "is_member": "yes", "sex": "male", "born": "3 Mei 2017", "age": "9",
        "is_child": "no", "name": "Budi", "aliases": "Bud, Ade", "contact": "0812", "address": "RT 05",
        "is_deceased": "yes", "note": "suka sepak bola",
    }  # fmt: skip
    async with opened(book, PersonForm(case.code), (80, 60)) as pilot:
        await fill(pilot, **given)
        assert "9 years old" in under(pilot.app.screen.field("born"))
        await saved(pilot)
    (one,) = book.parts(Person, case.code)
    kept = {key: getattr(one, key) for key in given}
    assert kept == {
        **given, "is_member": True, "born": date(2017, 5, 3), "age": 9, "is_child": False, "is_deceased": True,
    }  # fmt: skip
    async with opened(book, PersonForm(case.code, one.id)) as pilot:
        await fill(pilot, born="", is_child="yes", is_member="no", is_deceased="no")
        pilot.app.screen.field("is_child").retype(None)
        await saved(pilot)
    (one,) = book.parts(Person, case.code)
    assert (one.born, one.is_child, one.is_member, one.is_deceased, one.age) == (None, None, False, False, 9)


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("born", "besok", "This day has not come yet."),
        ("age", "121", "between 0 and 120"),
        ("alias", "x" * 61, "longer"),
    ],
)
async def test_what_cannot_be_is_said(book: Casebook, case: Case, field: str, text: str, sentence: str) -> None:
    form = PersonForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, **{"alias": "Ibu", field: text})
        await pilot.press("ctrl+s")
        assert sentence in under(form.field(field))
        assert not pilot.app.answers


async def test_who_is_called_otherwise_keeps_the_ties(book: Casebook, case: Case, ibu: Person) -> None:
    book.add(Relation, case.code, a="Ibu", b="Sekolah", bond="strong")
    async with opened(book, PersonForm(case.code, ibu.id)) as pilot:
        await fill(pilot, alias="Bu Siti, RT 5", aliases="Mak")
        await saved(pilot)
    assert book.part(Person, ibu.id).aliases == "Mak, Ibu"
    async with opened(book, PersonForm(case.code, ibu.id)) as pilot:
        await fill(pilot, alias="Mama")
        await saved(pilot)
    one = book.part(Person, ibu.id)
    assert (one.alias, one.aliases) == ("Mama", "Mak, Ibu, Bu Siti RT 5")
    lines = "\n".join(ecomap([one], book.parts(Relation, case.code), "K", 74))
    assert "Mama" in lines
    assert "Ibu" not in lines
    async with opened(book, PersonForm(case.code, ibu.id)) as pilot:
        await fill(pilot, alias="MAMA")  # the same to everybody but the eye
        await saved(pilot)
    assert book.part(Person, ibu.id).aliases == "Mak, Ibu, Bu Siti RT 5"


# Ties


async def test_a_tie_is_typed_as_one_line(book: Casebook, case: Case, ibu: Person) -> None:
    form = RelationForm(case.code)
    async with opened(book, form, (80, 30)) as pilot:
        await pilot.press(*"Ibu ===")
        assert under(form.field("line")).startswith("=== strong tie")  # nothing understood yet, and no scolding
        await pilot.press(*" Nenek ->: rawat")
        await pilot.pause()
        assert "Ibu and Nenek: strong tie; energy flows from Ibu to Nenek" in shown(pilot.app)
        assert "Nenek is not among the people written down" in shown(pilot.app)
        assert [form.field(key).value for key in ("a", "bond", "b", "flow", "note")] == [
            "Ibu", "strong", "Nenek", "to", "rawat",
        ]  # fmt: skip
        await saved(pilot)
    assert ties(book, case) == [("Ibu", "Nenek", Bond.STRONG, Flow.TO, "rawat")]
    book.undo()
    assert ties(book, case) == []


async def test_a_tie_is_filled_in_field_by_field(book: Casebook, case: Case, ibu: Person) -> None:
    form = RelationForm(case.code, about=ibu.id)
    async with opened(book, form, (80, 40)) as pilot:
        assert [text_of(form.field(key)) for key in ("line", "a")] == ["", "Ibu"]
        form.field("bond").control.focus()
        await pilot.press("d", "enter", *"Ayah --- x")
        await pilot.pause()
        assert text_of(form.field("line")) == '"Ibu" -//- "Ayah --- x"'
        await pilot.press(*["backspace"] * 6)
        await pilot.pause()
        assert text_of(form.field("line")) == "Ibu -//- Ayah"
        await saved(pilot)
    assert ties(book, case) == [("Ibu", "Ayah", Bond.DIVORCED, Flow.NONE, "")]


async def test_who_was_under_the_cursor_does_not_stand_before_another_tie(
    book: Casebook, case: Case, ibu: Person
) -> None:
    async with opened(book, RelationForm(case.code, about=ibu.id)) as pilot:
        await pilot.press(*"Bu S <==> Pak RT")
        await saved(pilot)
    assert ties(book, case) == [("Bu S", "Pak RT", Bond.STRONG, Flow.BOTH, "")]


async def test_a_tie_is_changed_in_either_place(book: Casebook, case: Case) -> None:
    tie = book.add(Relation, case.code, a="Ibu", b="SD", bond="weak", flow="both")
    form = RelationForm(case.code, tie.id)
    async with opened(book, form) as pilot:
        assert text_of(form.field("line")) == "Ibu <···> SD"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.answers == [None])
    form = RelationForm(case.code, tie.id)
    async with opened(book, form) as pilot:
        await fill(pilot, line="Ibu -x- SD")
        await fill(pilot, note="sejak Juli")
        assert text_of(form.field("line")) == "Ibu -x- SD: sejak Juli"
        await saved(pilot)
    assert ties(book, case) == [("Ibu", "SD", Bond.BROKEN, Flow.NONE, "sejak Juli")]
    assert len(book.parts(Relation, case.code)) == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [("Ibu ~~~ SD", "A wave can mean two things"), ("Ibu SD", "No tie is found"), ("Ibu === ibu", "Both ends are Ibu")],
)
async def test_a_line_that_says_nothing_is_not_saved_and_stays(
    book: Casebook, case: Case, line: str, sentence: str
) -> None:
    form = RelationForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, a="Ibu", b="SD")
        await fill(pilot, line=line)
        await pilot.press("ctrl+s")
        assert under(form.field("line")).startswith(sentence)
        assert text_of(form.field("line")) == line
        assert not pilot.app.answers
    assert ties(book, case) == []


async def test_nobody_is_tied_to_themselves_under_another_name(book: Casebook, case: Case, ibu: Person) -> None:
    form = RelationForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, line="Ibu === Siti")
        await pilot.press("ctrl+s")
        assert "Both ends are Ibu" in under(form.field("b"))
    assert ties(book, case) == []


async def test_whoever_is_known_is_called_by_the_usual_name(book: Casebook, case: Case, ibu: Person) -> None:
    form = RelationForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, line="(siti) === bu s")  # the client system is called Bu S
        assert "not among" not in under(form.field("line"))
        await saved(pilot)
    assert ties(book, case) == [("Ibu", "Bu S", Bond.STRONG, Flow.NONE, "")]


@pytest.fixture
def joko(book: Casebook, case: Case) -> Person:
    return book.add(Person, case.code, alias="Joko Prasetyo")


@pytest.mark.parametrize(("key", "called"), [("y", "Joko Prasetyo"), ("escape", "Joko")])
async def test_a_tie_asks_whether_somebody_known_is_meant(
    book: Casebook, case: Case, joko: Person, key: str, called: str
) -> None:
    async with opened(book, RelationForm(case.code)) as pilot:
        await fill(pilot, line="Joko === SD 5")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "Is Joko the same as Joko Prasetyo?" in shown(pilot.app)
        assert ties(book, case) == []
        await pilot.press(key)
        await until(pilot, lambda: bool(pilot.app.answers))
    assert ties(book, case) == [(called, "SD 5", Bond.STRONG, Flow.NONE, "")]
    (tie,) = book.parts(Relation, case.code)
    async with opened(book, RelationForm(case.code, tie.id)) as pilot:  # and not again, once it is written so
        await fill(pilot, note="since July")
        await saved(pilot)


async def test_a_person_who_may_be_there_already_is_asked_about(book: Casebook, case: Case, joko: Person) -> None:
    form = PersonForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, alias="Pak Joko")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "Another person than Joko Prasetyo?" in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is form)
        assert [one.alias for one in book.parts(Person, case.code)] == ["Joko Prasetyo"]
        await pilot.press("ctrl+s", "y")
        await until(pilot, lambda: bool(pilot.app.answers))
    assert [one.alias for one in book.parts(Person, case.code)] == ["Joko Prasetyo", "Pak Joko"]
    async with opened(book, PersonForm(case.code, joko.id)) as pilot:  # whoever is there is not asked about
        await fill(pilot, kin_role="father")
        await saved(pilot)


@pytest.mark.parametrize(("key", "aliases"), [("y", "Joko"), ("escape", "")])
async def test_a_person_who_may_be_the_end_of_a_tie_is_asked_about(
    book: Casebook, case: Case, key: str, aliases: str
) -> None:
    book.add(Relation, case.code, a=case.alias, b="Joko")
    async with opened(book, PersonForm(case.code)) as pilot:
        await fill(pilot, alias="Pak Joko Prasetyo")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        assert "Is Joko the same as Pak Joko Prasetyo?" in shown(pilot.app)
        await pilot.press(key)
        await until(pilot, lambda: bool(pilot.app.answers))
    assert [(one.alias, one.aliases) for one in book.parts(Person, case.code)] == [("Pak Joko Prasetyo", aliases)]


@pytest.mark.parametrize("alias", ["--", "...", "- / -"])
async def test_signs_alone_are_no_name(book: Casebook, case: Case, alias: str) -> None:
    form = PersonForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, alias=alias)
        await pilot.press("ctrl+s")
        assert "Signs alone are no name" in under(form.field("alias"))
    tie = RelationForm(case.code)
    async with opened(book, tie) as pilot:
        await fill(pilot, a="Ibu", b=alias)
        await pilot.press("ctrl+s")
        assert "Signs alone are no name" in under(tie.field("b"))
    assert not book.parts(Person, case.code)
    assert not book.parts(Relation, case.code)


async def test_hostile_ends_of_a_tie(book: Casebook, case: Case) -> None:
    form = RelationForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, a=EMOJI_CJK, b="[b]\x1b[31m \u202e=== 家")
        await saved(pilot)
    assert ties(book, case) == [(EMOJI_CJK, "[b][31m === 家", Bond.ORDINARY, Flow.NONE, "")]
    (tie,) = book.parts(Relation, case.code)
    async with opened(book, RelationForm(case.code, tie.id)) as pilot:
        assert text_of(pilot.app.screen.field("line")) == f'"{EMOJI_CJK}" --- "[b][31m === 家"'


async def test_a_lock_keeps_the_half_typed_line(book: Casebook, case: Case, ibu: Person) -> None:
    async with opened(book, RelationForm(case.code, about=ibu.id)) as pilot:
        await fill(pilot, line="Ibu === Nenek")
        await fill(pilot, line="Ibu ~~~ Nenek")
        parked = pilot.app.screen.parked()
    book.park([parked])
    (parked,) = book.parked()
    again = _form(book, parked)
    again.was = parked
    async with opened(book, again) as pilot:
        form = pilot.app.screen
        await pilot.pause()
        assert [text_of(form.field(key)) for key in ("line", "a", "b")] == ["Ibu ~~~ Nenek", "Ibu", "Nenek"]
