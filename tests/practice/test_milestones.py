"""What changed a case beside its steps: told with its day, and hidden where client text is hidden."""

from datetime import date

import pytest

from store import Casebook
from store.language import use
from store.model import Flag, Move
from store.model.text import HIDDEN
from store.practice.milestones import Milestone, milestones, story


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
        (1, "Risk last assessed: high", ""),
        (2, "Danger: Child abuse or neglect, high", "Bruises"),
        (3, "Consent: Guardian or parent, by Nenek", ""),
        (10, "Danger under control: Child abuse or neglect", "Lives with her aunt"),
    ]


def test_of_one_day_the_opening_comes_first_and_every_other_step_last(book: Casebook) -> None:
    code = book.add_case(alias="A", size="family", risk_level="low", consent="verbal", consent_on=book.today()).code
    book.advance(code, "It stands so in the letter.")
    entries = [entry for _day, entry in story(book.case(code), book.history(code), [])]
    assert [type(entry) for entry in entries] == [Move, Milestone, Milestone, Move]


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_client_text_shows_while_it_is_hidden(book: Casebook, told: str, language: str) -> None:
    use(language)
    said = repr(words(book, told, hidden=True))
    assert HIDDEN in said
    assert not [word for word in ("Nenek", "Bruises", "aunt", "abuse", "Kekerasan") if word in said]


def test_what_has_no_day_is_left_out(book: Casebook) -> None:
    code = book.add_case(alias="A", size="family", consent="verbal").code
    assert words(book, code) == []
