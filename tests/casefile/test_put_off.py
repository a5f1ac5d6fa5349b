"""A case that was put off in the review: its history says so, and nothing that is read from a history changes by it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store import Case, Casebook
from store.exchange.research import research_row
from store.model import MoveKind, Status
from store.practice.figures import figures_of
from store.practice.gates import BY_CODE
from store.practice.periods import Period
from store.practice.spans import episode_began
from store.practice.statistics import statistics_of
from tests.casefile.conftest import case_file, see
from tests.casefile.conftest import shown as screen_of
from tests.letting_out import case_text
from tests.practice.test_statistics import WHY, Told
from tui.app import LingkarApp
from tui.plain import casefile, views


@pytest.fixture
def told(book: Casebook) -> Case:
    """A case that is put off in each of its phases, on hold and in its second episode."""
    told = Told(book)
    code = told.on(1, 5).add_case(alias="Bu S", size="family").code

    def later(month: int, day: int) -> None:
        told.on(month, day).put_off(code, book.today() + timedelta(days=9), "Pulang kampung\nsampai Lebaran")

    later(1, 6)
    told.on(1, 20).advance(code, WHY)
    later(1, 25)
    told.on(2, 1).hold(code, "away", date(2026, 3, 1))
    later(2, 3)
    told.on(3, 1).resume(code)
    later(3, 4)
    told.on(3, 20).move_back(code, "engagement", WHY)
    told.on(4, 1)
    told.end(code)
    told.on(5, 1).reopen(code, "engagement", WHY)
    told.on(5, 10).add_note(code, body="Bertemu", mode="home_visit", outcome="reached", sign=True)
    later(5, 20)
    told.on(5, 22)
    return book.case(code)


def test_figures_are_the_same_with_and_without_it(book: Casebook, told: Case) -> None:
    folder = book.folder_of(told.code)
    without = replace(folder, history=tuple(move for move in folder.history if move.kind is not MoveKind.PUT_OFF))
    assert len(folder.history) - len(without.history) == 5
    assert figures_of(folder) == figures_of(without)
    assert episode_began(folder.history) == episode_began(without.history) == date(2026, 5, 1)
    assert research_row(folder, book.today()) == research_row(without, book.today())
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert statistics_of([figures_of(folder)], year) == statistics_of([figures_of(without)], year)


def test_a_gate_counts_from_the_day_the_case_entered_its_phase_all_the_same(book: Casebook, told: Case) -> None:
    gate = book.gate(told.code)
    book.undo()
    assert book.case(told.code).put_off is None
    assert gate.items == book.gate(told.code).items
    assert dict(gate.items)[BY_CODE["first_contact"]]
    assert (told.phase_since, told.status, told.episode) == (date(2026, 5, 1), Status.ACTIVE, 2)


def test_packet_and_list_of_facts_say_until_when_and_why(book: Casebook, told: Case) -> None:
    packet = case_text(book, told.code)
    assert "Put off in the review until 29 May 2026" in packet
    assert "Put off in the review until 15 Jan 2026" in packet
    assert packet.count("Pulang kampung") == 6, "five entries, and what holds now among the facts of the case"
    shown = list(casefile.tab_lines(book, told, "overview"))
    assert "Put off in the review: until 29 May 2026: Pulang kampung" in shown
    assert "    sampai Lebaran" in shown
    entries = [line for move in book.history(told.code) for line in views.move_lines(move, told.opened)]
    assert "20 May 2026: Put off in the review until 29 May 2026: Engagement" in entries
    assert entries.count("  Reason: Pulang kampung") == 5
    Told(book).on(5, 29)
    assert case_text(book, told.code).count("Pulang kampung") == 5, "over: only the history knows"
    assert not [line for line in casefile.tab_lines(book, told, "overview") if "Put off" in line]


def test_limits_of_its_own_stand_among_the_facts(book: Casebook) -> None:
    case = book.add_case(alias="X", size="family", contact_every=1, stuck_after=45)
    for text in (case_text(book, case.code), "\n".join(casefile.tab_lines(book, case, "overview"))):
        assert "Own limit, contact" in text.replace("*", "")
        assert "1 day\n" in text
        assert "45 days" in text
    assert "Own limit" not in case_text(book, book.add_case(alias="Y", size="family").code)


async def test_the_case_file_says_it_too_and_hides_the_reason(book: Casebook, told: Case) -> None:
    book.edit_case(told.code, contact_every=5)
    app = LingkarApp(book)
    async with case_file(app, told.code, (140, 60)) as pilot:
        await see(app, "Put off in the review until 29 May 2026: Pulang kampung")
        await see(app, "Own limit, contact 5 days")
        assert "Own limit, phase" not in screen_of(app)
        await pilot.press("7")
        await see(app, "20 May 2026 Put off in the review until 29 May 2026")
        await see(app, "Why: Pulang kampung sampai Lebaran")
        await pilot.press("asterisk")
        await see(app, "Client text is hidden")
        assert "Put off in the review until 29 May 2026" in screen_of(app)
        assert "Pulang kampung" not in screen_of(app)
        await pilot.press("1")
        await see(app, "until 29 May 2026: · · ·")
        assert "Pulang kampung" not in screen_of(app)
    Told(book).on(5, 29)
    app = LingkarApp(book)
    async with case_file(app, told.code, (140, 60)):
        await see(app, "Own limit, contact 5 days")
        assert "Put off" not in screen_of(app)
