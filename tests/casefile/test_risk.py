"""Dangers in the case file: the line on top, what the overview says first, and the checks after an ending."""

from datetime import date, timedelta
from typing import Any

import pytest

from store import Case, Casebook
from store.model import Flag
from tests.casefile.conftest import case_file, see, shown, until
from tests.conftest import MORNING
from tui.app import LingkarApp
from tui.casefile.closing import closing_lines
from tui.casefile.head import head_line
from tui.casefile.layout import ALARM
from tui.casefile.overview import overview_lines
from tui.casefile.page import MEASURE, Lines
from tui.casefile.reading import Reading
from tui.casefile.risk_lines import risk_lines
from tui.casefile.tabs import overview_rows

TODAY = MORNING.date()
DANGER: dict[str, Any] = {"type": "domestic_violence", "level": "critical"}
ENDING: dict[str, Any] = {"outcome": "better", "summary": "Done.", "notice": "agreed", "closed": date(2026, 11, 1)}


def reading(book: Casebook, code: str) -> Reading:
    return Reading(book, code, False)


def told(lines: Lines) -> str:
    return " ".join(" ".join(line.plain for line in lines).split())


def head(book: Casebook, code: str, width: int) -> str:
    return head_line(reading(book, code), width).plain


# The line on top


@pytest.mark.parametrize("width", [60, 80, 140, 200])
def test_the_worst_level_never_falls_off_the_line_and_the_danger_only_where_it_must(
    book: Casebook, case: Case, width: int
) -> None:
    book.edit_case(case.code, alias="Kelompok Ibu Tangguh Sejahtera")
    book.add(Flag, case.code, **DANGER)
    line = head(book, case.code, width)
    assert "CRITICAL DANGER" in line
    assert ("medium risk" in line) is (width > 80), "what was assessed stands beside it"
    assert ("Domestic violence" in line) is (width > 80)


def test_a_risk_assessed_lower_than_a_danger_is_said_beside_it_everywhere(book: Casebook, case: Case) -> None:
    flag = book.add(Flag, case.code, **{**DANGER, "level": "high"})
    book.assess_risk(case.code, "low")
    assert "low risk · HIGH DANGER · Domestic violence" in head(book, case.code, 200)
    assert "Low, assessed 21 Nov 2026; an open danger is recorded: high" in told(
        overview_lines(reading(book, case.code), 80)
    )
    book.assess_risk(case.code, "high")
    assert "HIGH RISK · Domestic violence" in head(book, case.code, 200)
    assert "an open danger" not in told(overview_lines(reading(book, case.code), 80))
    book.change(flag, level="medium")
    assert "HIGH RISK · Domestic" not in head(book, case.code, 200)
    book.assess_risk(case.code, "low")
    assert "low risk · medium danger · Domestic violence" in head(book, case.code, 200)
    hidden = head_line(Reading(book, case.code, True), 200).plain
    assert "medium danger" in hidden
    assert "Domestic" not in hidden


def test_what_is_over_or_closed_is_calm(book: Casebook, case: Case) -> None:
    flag = book.add(Flag, case.code, **DANGER)
    book.change(flag, state="mitigated", state_reason="She lives with her sister.")
    assert "medium risk" in head(book, case.code, 140)
    book.change(flag, state="open")
    book.terminate(case.code, **{**ENDING, "reason": "died", "closed": TODAY})
    line = head(book, case.code, 140)
    assert "medium risk" in line
    assert "Domestic" not in line


# What the overview says first


def test_a_high_level_without_a_danger_asks_for_one(book: Casebook, case: Case) -> None:
    assert risk_lines(reading(book, case.code), 80) == []
    book.assess_risk(case.code, "high")
    lines = risk_lines(reading(book, case.code), 80)
    assert told(lines).startswith("HIGH RISK: no open danger says why. Press i l to write it down")
    assert all(span.style == ALARM for line in lines for span in line.spans)
    assert max(line.cell_length for line in lines) <= 80
    assert overview_rows(reading(book, case.code), 80)[0].lines[: len(lines)] == lines  # first on the tab
    book.add(Flag, case.code, **DANGER)
    assert risk_lines(reading(book, case.code), 80) == []


def test_a_high_level_beside_a_lesser_danger_is_not_called_unexplained(book: Casebook, case: Case) -> None:
    book.add(Flag, case.code, type="elder", level="medium")
    book.assess_risk(case.code, "high")
    lines = risk_lines(reading(book, case.code), 80)
    assert told(lines).startswith("HIGH RISK: the open dangers are lower (medium at most). Press i l to write down")


@pytest.mark.parametrize(("ahead", "said"), [(2, "2 days"), (-3, "3 days late")])
def test_rest_does_not_put_off_the_next_check(book: Casebook, case: Case, ahead: int, said: str) -> None:
    book.add(Flag, case.code, type="elder", level="low", next_check=TODAY + timedelta(days=ahead))
    assert risk_lines(reading(book, case.code), 80) == []
    book.hold(case.code, "The family is away.")
    lines = risk_lines(reading(book, case.code), 80)
    assert told(lines).startswith("The case rests; looking after its dangers does not. Next check on")
    assert told(lines).endswith(said)
    assert bool(lines[0].spans) is (ahead < 0)
    assert overview_rows(reading(book, case.code), 80)[0].lines[: len(lines)] == lines  # before the dangers


def test_a_closed_case_says_nothing(book: Casebook, case: Case) -> None:
    book.assess_risk(case.code, "high")
    book.terminate(case.code, **{**ENDING, "reason": "died", "closed": TODAY})
    assert risk_lines(reading(book, case.code), 80) == []


# Checks after the ending


def test_the_closing_record_says_which_checks_were_done_and_which_is_next(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="family", opened=date(2026, 10, 1)).code
    days = (date(2026, 11, 10), date(2026, 11, 30))
    book.terminate(code, reason="goals_met", aftercare=days, **ENDING)
    closure = book.case(code).closure
    assert closure
    words = told(closing_lines(closure, "Closing record", reading(book, code), 100))
    assert "Aftercare 10 Nov 2026, 30 Nov 2026" in words
    assert "Next check on 10 Nov 2026: 11 days late · y when it was done" in words
    book.aftercare_done(code, days[0])
    closure = book.case(code).closure
    assert closure
    words = told(closing_lines(closure, "Closing record", reading(book, code), 100))
    assert "Aftercare 10 Nov 2026 (done), 30 Nov 2026" in words
    assert "Next check on 30 Nov 2026: 9 days" in words
    book.aftercare_done(code, days[1])
    closure = book.case(code).closure
    assert closure
    assert "Next check" not in told(closing_lines(closure, "Closing record", reading(book, code), 100))


def test_everything_an_ending_may_tell_is_shown_and_what_is_written_can_be_hidden(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="family", opened=date(2026, 10, 1)).code
    book.terminate(
        code, reason="transferred", receiver="LKSA Bina Insani", family_support="Visits the widow", door_open=True,
        documents_returned=True, returned="yes", kept_case=None, gap_before=58.3, gap_after=19.4, t_before=36.3,
        t_after=52.2, **ENDING,
    )  # fmt: skip
    closure = book.case(code).closure
    assert closure
    words = told(closing_lines(closure, "Closing record", reading(book, code), 100))
    for said in (
        "Taken over by LKSA Bina Insani", "For the family Visits the widow", "the door stays open", "given back",
        "Returned to origin Yes", "Gap index 58 at the baseline, 19 at the end", "36 at the baseline, 52 at the end",
    ):  # fmt: skip
        assert said in words
    hidden = told(closing_lines(closure, "Closing record", Reading(book, code, True), 100))
    assert "Bina Insani" not in hidden
    assert "widow" not in hidden
    assert "19 at the end" in hidden


async def test_the_line_follows_a_new_danger_at_once(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with case_file(app, case.code, (140, 40)):
        await see(app, "medium risk")
        book.add(Flag, case.code, **DANGER)
        await until(lambda: "CRITICAL DANGER · Domestic violence" in shown(app).splitlines()[0])


def test_the_gate_in_the_overview_says_what_the_gate_says(book: Casebook, case: Case) -> None:
    book.add(Flag, case.code, **DANGER)
    said = told(overview_lines(reading(book, case.code), 80))
    assert "Immediate safety was screened (risk level set); an open danger is recorded: critical" in said


def test_beside_two_columns_the_heading_of_dangers_is_as_wide_and_their_texts_can_be_read(
    book: Casebook, case: Case
) -> None:
    book.add(Flag, case.code, type="medical", level="low", safety_plan="kata " * 60)
    rows = overview_rows(reading(book, case.code), 135)
    assert max(line.cell_length for line in rows[0].lines) == 135
    assert max(line.cell_length for line in next(row.lines for row in rows if row.part)) <= MEASURE
