"""What a gate sees through the Casebook: facts count since the case entered its phase, not since the day or ever."""

from datetime import timedelta

import pytest

from store import Casebook, InvalidInput
from store.model import Flag

from .conftest import START, Clock
from .scene import CLOSING, FRESH, WHY, play


def test_the_risk_is_to_be_assessed_again_in_assessment_also_on_the_day_of_intake(book: Casebook) -> None:
    code = book.add_case(alias="a", size="family", consent="verbal", presenting_problem="p", risk_level="critical").code
    book.advance(code)
    assert [item.code for item in book.gate(code).unmet_hard] == ["risk"]
    book.assess_risk(code, "critical")
    assert [item.code for item in book.gate(code).unmet_hard] == ["risk"], "nothing is planned against it yet"
    book.add(Flag, code, type="domestic_violence", level="critical", safety_plan="Goes to the sister.")
    assert not book.gate(code).unmet_hard


def test_a_note_of_the_same_day_but_of_the_phase_before_does_not_count(book: Casebook, clock: Clock) -> None:
    play(book)
    code = book.add_case(alias="a", size="family").code
    for _ in range(2):
        book.advance(code, WHY)
    book.add_note(code, body="b", mode="home_visit", sign=True)
    clock.go(minutes=5)
    book.advance(code, WHY)
    assert "signed_note" in {item.code for item in book.gate(code).unmet}
    clock.go(minutes=5)
    book.add_note(code, body="b", mode="home_visit", sign=True)
    assert not book.gate(code).unmet


def test_a_contact_typed_in_the_minute_of_the_step_is_one_of_the_new_phase(book: Casebook, clock: Clock) -> None:
    play(book)
    code = book.add_case(alias="a", size="family").code
    clock.go(seconds=45)
    for _ in range(3):
        book.advance(code, WHY)
    begun = clock.now.replace(second=0)
    book.add_note(code, body="b", mode="home_visit", at=begun - timedelta(minutes=1), sign=True)
    assert "signed_note" in {item.code for item in book.gate(code).unmet}
    assert book.add_note(code, body="b", mode="home_visit", at=begun, sign=True).phase == "intervention"
    assert "signed_note" not in {item.code for item in book.gate(code).unmet}


def test_a_case_rests_until_a_day_to_come(book: Casebook) -> None:
    play(book)
    with pytest.raises(InvalidInput):
        book.hold(FRESH, "why", START.date() - timedelta(days=1))
    assert book.hold(FRESH, "why", START.date()).hold


def test_a_new_episode_is_screened_and_met_anew(book: Casebook, clock: Clock) -> None:
    play(book)
    book.assess_risk(FRESH, "low")
    assert {"safety", "first_contact"} & {item.code for item in book.gate(FRESH).unmet} == set()
    book.terminate(FRESH, **CLOSING)
    clock.go(days=40)
    book.reopen(FRESH, "engagement", "why")
    assert {"safety", "first_contact"} <= {item.code for item in book.gate(FRESH).unmet}


def test_ticks_count_only_since_the_phase_began(book: Casebook, clock: Clock) -> None:
    play(book)
    book.tick(FRESH, "roles")
    assert "roles" not in {item.code for item in book.gate(FRESH).unmet}
    clock.go(days=1)
    book.advance(FRESH, WHY)
    book.move_back(FRESH, "engagement", "why")
    assert "roles" in {item.code for item in book.gate(FRESH).unmet}
    book.tick(FRESH, "roles")
    assert "roles" not in {item.code for item in book.gate(FRESH).unmet}
