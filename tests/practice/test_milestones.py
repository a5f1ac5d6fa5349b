"""What changed a case beside its steps: told with its day, and hidden where client text is hidden."""

from datetime import date, timedelta

import pytest

from store import Casebook
from store.language import use
from store.model import Flag, Move
from store.model.text import HIDDEN
from store.packet.facts import step_text
from store.practice.milestones import Milestone, milestones, story
from tests.packet.packets import packet_of, text_of


@pytest.fixture
def told(book: Casebook) -> str:
    """A case with a consent, a risk, and a danger that was met."""
    code = book.add_case(alias="A", size="family", opened=date(2026, 11, 1), risk_level="high").code
    book.edit_case(code, consent="guardian", consent_by="Nenek", consent_on=date(2026, 11, 3))
    flag = book.add(Flag, code, type="child_abuse", level="high", since=date(2026, 11, 2), note="Bruises")
    book.change(flag, state="mitigated", state_reason="Lives with her aunt", state_on=date(2026, 11, 10))
    return code


def words(book: Casebook, code: str, *, hidden: bool = False) -> list[tuple[int, str, str]]:
    found = milestones(book.case(code), book.parts(Flag, code), hidden=hidden)
    return [(one.day.day, one.text, one.why) for one in found]


def test_they_stand_in_their_order(book: Casebook, told: str) -> None:
    assert words(book, told) == [
        (2, "Danger: Child abuse or neglect, high", "Bruises"),
        (3, "Consent: Guardian or parent, by Nenek", ""),
        (10, "Danger under control: Child abuse or neglect", "Lives with her aunt"),
        (21, "Risk last assessed: high", ""),
    ]


def test_of_one_day_the_opening_comes_first_and_every_other_step_last(book: Casebook) -> None:
    code = book.add_case(alias="A", size="family", risk_level="low", consent="verbal", consent_on=book.today()).code
    book.advance(code, "It stands so in the letter.")
    entries = [entry for _day, entry in story(book.case(code), book.history(code), [])]
    assert [type(entry) for entry in entries] == [Move, Milestone, Milestone, Move]


def test_a_case_taken_into_the_book_later_was_opened_on_its_day_all_the_same(book: Casebook) -> None:
    late = book.add_case(alias="A", size="family", opened=book.today() - timedelta(days=53))
    first, second = story(late, book.history(late.code), [])
    assert first == (late.opened, Milestone(late.opened, "Opened"))
    assert second[0] == book.today()
    assert isinstance(second[1], Move)
    assert step_text(second[1], late.opened) == "Taken into the book"
    document = text_of(packet_of(book, late.code))
    assert "- **Opened:** Day 0\n" in document
    assert "| Day 53 | Taken into the book |" in document
    today = book.add_case(alias="B", size="family")
    ((_day, move),) = story(today, book.history(today.code), [])
    assert isinstance(move, Move)
    assert step_text(move, today.opened) == "Opened"


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_client_text_shows_while_it_is_hidden(book: Casebook, told: str, language: str) -> None:
    use(language)
    said = repr(words(book, told, hidden=True))
    assert HIDDEN in said
    assert not [word for word in ("Nenek", "Bruises", "aunt", "abuse", "Kekerasan") if word in said]


def test_what_has_no_day_is_left_out(book: Casebook) -> None:
    code = book.add_case(alias="A", size="family", consent="verbal").code
    assert words(book, code) == []
