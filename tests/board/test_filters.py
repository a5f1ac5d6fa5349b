"""The filters of the board: the form, the line that says what is hidden, and only the cases that need the worker."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from store import Casebook, NotSaved
from store.language import _, use
from store.model import Task
from store.settings import CardOrder, SavedQuery
from tests.board.test_screen import running, take_in
from tests.conftest import days_ago
from tui.board.board import Board
from tui.board.filters import FilterForm
from tui.board.screen import BoardScreen
from tui.filterline import FilterLine
from tui.frame import Said


def lines(pilot: Pilot[None]) -> list[str]:
    """What stands on the screen."""
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


def screen(pilot: Pilot[None]) -> str:
    return "\n".join(lines(pilot))


def board(pilot: Pilot[None]) -> BoardScreen:
    found = pilot.app.screen_stack[1]
    assert isinstance(found, BoardScreen)
    return found


def aliases(pilot: Pilot[None]) -> list[str]:
    """Of the cards shown, column by column."""
    return [card.case.alias for column in board(pilot).arrangement.columns for card in column]


def see_to_budi(book: Casebook) -> None:
    """Do the one thing for which he needs the worker."""
    [task] = book.parts(Task, "K-2026-002")
    book.change(task, due=book.today() + timedelta(9))


@pytest.fixture
def practice(book: Casebook) -> Casebook:
    """Four cases, of which two need the worker today."""
    today = book.today()
    soon = {"next_contact": today + timedelta(5)}
    ani = take_in(book, "Ani", risk_level="high", tags=["anak jalanan"])
    with days_ago(book, 3):
        book.set_next_contact(ani, book.today())
    budi = take_in(book, "Budi", next_contact=today + timedelta(1), level="mezzo")
    book.add(Task, budi, text="Telepon sekolah", due=today)
    take_in(book, "Citra", **soon, tags=["paliatif"])
    take_in(book, "Dewi", **soon, level="mezzo")
    return book


async def test_the_first_screen_says_who_needs_the_worker_and_how_to_begin(practice: Casebook) -> None:
    async with running(practice) as (pilot, _board):
        await pilot.pause()
        assert "4 active cases · 2 need you today" in lines(pilot)[0]
        assert pilot.app.screen.query_one(Said).text == "2 cases need you today · r begins the daily review"
        marked = [line for line in lines(pilot) if " needs you ╮" in line or " needs you ┓" in line]
        assert len(marked) == 2
        assert "K-2026-001" in marked[0]
        assert "K-2026-002" in marked[1]


@pytest.mark.parametrize(
    ("language", "typing", "back"),
    [
        ("en", "2 cases need you today", "2 cases need you today · r begins the daily review"),
        ("id", "2 kasus menunggu Anda hari ini", "2 kasus menunggu Anda hari ini · r mulai tinjauan harian"),
    ],
)
async def test_while_one_types_no_letter_is_said_to_begin_the_review(
    practice: Casebook, language: str, typing: str, back: str
) -> None:
    use(language)
    async with running(practice) as (pilot, _board):
        await pilot.pause()
        said = pilot.app.screen.query_one(Said)
        for leave in ("escape", "enter"):
            assert said.text == back
            await pilot.press("slash")
            assert said.text == typing
            await pilot.press("a", leave)
        assert said.text == back


async def test_the_board_is_painted_before_it_asks_who_waits(
    practice: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    needs, paint = practice.needs_today, Board.render_lines

    def ask() -> frozenset[str]:
        order.append("asked")
        return needs()

    def painted(self: Board, *arguments: object) -> object:
        order.append("painted")
        return paint(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(practice, "needs_today", ask)
    monkeypatch.setattr(Board, "render_lines", painted)
    async with running(practice) as (pilot, _board):
        await pilot.pause()
    assert order[0] == "painted"
    assert order.count("asked") == 1


async def test_only_the_cards_that_changed_are_drawn_when_somebody_was_seen_to(
    practice: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.board import board as module

    drawn: list[tuple[str, bool]] = []
    draw: Callable[..., object] = module.draw

    def record(card: object, *arguments: object, **options: object) -> object:
        drawn.append((card.case.code[-3:], bool(options["needs_today"])))  # type: ignore[attr-defined]
        return draw(card, *arguments, **options)

    async with running(practice, (140, 40)) as (pilot, _board):
        await pilot.press("down")
        assert board(pilot).current_case.alias == "Budi"  # type: ignore[union-attr]
        monkeypatch.setattr(module, "draw", record)
        see_to_budi(practice)
        await pilot.pause()
        assert drawn == [("002", False)]
        assert "4 active cases · 1 needs you today" in lines(pilot)[0]


async def test_who_was_seen_to_on_another_screen_is_marked_no_more(
    practice: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(practice) as (pilot, _board):
        await pilot.press("question_mark")
        monkeypatch.setattr(practice, "needs_today", lambda: frozenset({"K-2026-002"}))  # as the review, quietly
        await pilot.press("escape")
        await pilot.pause()
        assert "4 active cases · 1 needs you today" in lines(pilot)[0]
        assert [line.count(" needs you ") for line in lines(pilot) if "K-2026-00" in line] == [0, 1, 0]


async def test_exclamation_mark_shows_only_who_needs_the_worker_beside_other_filters(practice: Casebook) -> None:
    async with running(practice) as (pilot, _board):
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert aliases(pilot) == ["Ani", "Budi"]
        assert "Filter: needs you today (2 of 4 hidden) · F changes, esc shows all" in lines(pilot)[1]
        await pilot.press("slash", *"mezzo", "enter")
        assert aliases(pilot) == ["Budi"]
        assert "Filter: “mezzo” · needs you today (3 of 4 hidden)" in lines(pilot)[1]
        see_to_budi(practice)
        await pilot.pause()
        assert aliases(pilot) == []
        assert "No case fits all of this." in screen(pilot)
        await pilot.press("exclamation_mark")
        assert aliases(pilot) == ["Budi", "Dewi"]
        await pilot.press("escape")
        assert len(aliases(pilot)) == 4
        assert "Filter" not in screen(pilot)


@pytest.mark.parametrize("language", ["en", "id"])
async def test_a_day_on_which_nobody_waits_is_said_kindly(book: Casebook, language: str) -> None:
    use(language)
    take_in(book, "Citra", next_contact=book.today() + timedelta(5))
    async with running(book) as (pilot, _board):
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert aliases(pilot) == []
        assert _("Nobody needs you today.") in screen(pilot)
        await pilot.press("escape")
        assert aliases(pilot) == ["Citra"]


async def test_overdue_is_what_the_review_calls_so(practice: Casebook) -> None:
    practice.hold("K-2026-001", "Holidays", practice.today() + timedelta(5))
    [task] = practice.parts(Task, "K-2026-002")
    async with running(practice) as (pilot, _board):
        await pilot.press("slash", *"is:late")
        assert aliases(pilot) == [], "a contact rests with its case, and a task of today is not late"
        practice.change(task, due=practice.today() - timedelta(1))
        assert aliases(pilot) == ["Budi"]
        see_to_budi(practice)
        assert aliases(pilot) == []


async def test_a_closed_case_is_on_the_board_as_long_as_it_waits(practice: Casebook) -> None:
    today, ending = practice.today(), {"outcome": "better", "summary": "x", "notice": "agreed", "override": "y" * 20}
    old = practice.add_case(alias="Eka", size="family", opened=today - timedelta(60)).code
    closed, check = today - timedelta(40), today - timedelta(1)
    practice.terminate(old, reason="goals_met", **ending, closed=closed, aftercare=[check])
    async with running(practice, (140, 40)) as (pilot, shown):
        await pilot.pause()
        assert "3 need you today" in lines(pilot)[0]
        everybody = ["Ani", "Budi", "Citra", "Dewi", "Eka"]
        assert aliases(pilot) == everybody
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert aliases(pilot) == ["Ani", "Budi", "Eka"]
        assert "Filter: needs you today (2 of 5 hidden)" in lines(pilot)[1]
        await pilot.press("escape", "7")
        await pilot.pause()
        assert "Eka" in screen(pilot)
        practice.aftercare_done(old, check)
        await pilot.pause()
        assert aliases(pilot) == everybody[:-1]
        assert "Eka" not in screen(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert aliases(pilot) == everybody
        assert shown.current_case is not None
        assert shown.current_case.code == old, "the cursor follows"
        await pilot.press("g", "question_mark")
        practice.aftercare_done(old, check)
        await pilot.press("escape")
        await pilot.pause()
        assert aliases(pilot) == everybody[:-1]
        assert shown.current_case is not None
        assert shown.current_case.alias == "Ani", "the column of the cursor has no card any more"


async def test_what_is_ticked_is_shown_and_can_be_changed_again(practice: Casebook) -> None:
    async with running(practice) as (pilot, _board):
        await pilot.press("slash", *"dewi", "enter", "F")
        form = pilot.app.screen
        assert isinstance(form, FilterForm)
        assert form.field("words").value == "dewi"
        form.field("words").retype("")
        await pilot.press("tab", "down", "right", "space")  # past the risk to the level, and there to the second
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert aliases(pilot) == ["Budi", "Dewi"]
        assert "Filter: mezzo (2 of 4 hidden) · F changes, esc shows all" in lines(pilot)[1]
        assert board(pilot).query_one(FilterLine).value.strip() == "level:mezzo"
        await pilot.press("F")
        await pilot.pause()
        assert pilot.app.screen.field("level").value == ("level:mezzo",)  # type: ignore[attr-defined]
        await pilot.press("space", "ctrl+s")
        await pilot.pause()
        assert aliases(pilot) == ["Budi"], "of different kinds both"
        await pilot.press("F", "escape")
        await pilot.pause()
        assert aliases(pilot) == ["Budi"], "leaving the form changes nothing"


async def test_who_has_no_assessed_risk_can_be_ticked(practice: Casebook) -> None:
    practice.add_case(alias="Eka", size="family")
    async with running(practice) as (pilot, _board):
        await pilot.press("F")
        form = pilot.app.screen
        assert isinstance(form, FilterForm)
        form.field("risk").control.focus()
        await pilot.press("n", "space", "ctrl+s")  # the next one that begins so
        await pilot.pause()
        assert board(pilot).query_one(FilterLine).value.strip() == "risk:not_assessed"
        assert "Filter: risk not assessed" in lines(pilot)[1]
        assert aliases(pilot) == ["Eka"]


async def test_tags_in_use_can_be_ticked_several_at_once_and_the_rest_is_kept(practice: Casebook) -> None:
    async with running(practice) as (pilot, _board):
        await pilot.press("slash", *"status:active", "enter", "F")
        form = pilot.app.screen
        assert isinstance(form, FilterForm)
        assert form.field("words").value == "status:active", "what has no tick stays in words"
        form.field("tag").control.focus()
        await pilot.press("space", "right", "space", "ctrl+s")
        await pilot.pause()
        assert aliases(pilot) == ["Ani", "Citra"]
        assert "active · tag anak jalanan or tag paliatif" in lines(pilot)[1]


async def test_without_tags_none_are_offered(book: Casebook) -> None:
    take_in(book, "Ani")
    async with running(book) as (pilot, _board):
        await pilot.press("F")
        form = pilot.app.screen
        assert isinstance(form, FilterForm)
        assert "tag" not in [field.key for field in form.fields]
        assert "saved" not in [field.key for field in form.fields]


async def test_the_order_of_the_cards_is_kept_in_the_book(practice: Casebook) -> None:
    practice.set_next_contact("K-2026-004", practice.today())
    async with running(practice) as (pilot, _board):
        assert aliases(pilot) == ["Ani", "Dewi", "Budi", "Citra"]
        await pilot.press("down", "F")
        form = pilot.app.screen
        assert isinstance(form, FilterForm)
        form.field("card_order").control.focus()
        await pilot.press("c", "ctrl+s")
        await pilot.pause()
        assert practice.settings.card_order is CardOrder.CODE
        assert aliases(pilot) == ["Ani", "Budi", "Citra", "Dewi"]
        assert board(pilot).current_case.alias == "Dewi", "the cursor stays on its card"  # type: ignore[union-attr]
        await pilot.press("home", "F")
        await pilot.pause()
        pilot.app.screen.field("card_order").control.focus()  # type: ignore[attr-defined]
        await pilot.press("u", "ctrl+s")
        await pilot.pause()
        assert practice.settings.card_order is CardOrder.URGENCY
    practice.change_settings(card_order=CardOrder.ALIAS)
    async with running(practice) as (pilot, _board):
        assert board(pilot).arrangement.order is CardOrder.ALIAS, "and is there at the next start"


async def test_a_filter_is_saved_under_a_name_and_taken_over(practice: Casebook) -> None:
    practice.change_settings(saved=(SavedQuery(name="Catatan", query="mode:home_visit ani"),))
    async with running(practice) as (pilot, _board):
        await pilot.press("F", "space", "right", "space")
        form = pilot.app.screen
        assert isinstance(form, FilterForm)
        form.field("name").retype("Telat")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [each.name for each in practice.settings.saved] == ["Catatan", "Telat"]
        assert practice.settings.saved[1].query == "is:today is:late"
        assert board(pilot).query_one(Said).text == "Saved as Telat · F offers it again at “Take over”"
        assert aliases(pilot) == ["Ani"], "both, and not one of the two"
        await pilot.press("escape", "F")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FilterForm)
        form.field("saved").control.focus()
        await pilot.press("t")
        await pilot.pause()
        assert form.field("state").value == ("is:today", "is:late")
        await pilot.press("c", "ctrl+s")
        await pilot.pause()
        assert board(pilot).query_one(FilterLine).value.strip() == "ani mode:home_visit"
        assert aliases(pilot) == ["Ani"]
        assert "mode:home_visit: about notes; it counts in the search (s) only." in screen(pilot)


async def test_a_name_for_nothing_and_a_full_disk_are_told_in_the_form(
    practice: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(practice) as (pilot, _board):
        await pilot.press("F")
        form = pilot.app.screen
        assert isinstance(form, FilterForm)
        form.field("name").retype("Kosong")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is form
        assert "Nothing is ticked or typed that could be saved." in screen(pilot)

        def refuse(*_: object, **__: object) -> None:
            raise NotSaved("The disk is full.")

        monkeypatch.setattr(practice, "_quietly", refuse)
        form.field("state").control.focus()
        await pilot.press("space", "ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is form
        assert "The disk is full." in screen(pilot)


async def test_a_slip_is_told_and_hides_nothing(practice: Casebook) -> None:
    async with running(practice, (60, 20)) as (pilot, _board):
        await pilot.press("slash")
        assert "also level:micro" in lines(pilot)[2], "what else can be typed"
        await pilot.press(*"level:huge")
        assert len(aliases(pilot)) == 4
        assert "it needs one of: Micro, Mezzo, Macro." in " ".join(screen(pilot).split())
        await pilot.press(*["backspace"] * 4, *"me")
        assert "Filter: mezzo (2 of 4 hidden)" in lines(pilot)[2]
        assert aliases(pilot) == ["Budi", "Dewi"]


async def test_hidden_client_text_is_not_on_the_line_nor_in_the_form_and_stays_asked_for(practice: Casebook) -> None:
    async with running(practice) as (pilot, _board):
        await pilot.press("slash", *'ani tag:"anak', "space", *'jalanan"', "enter", "asterisk")
        await pilot.pause()
        assert "Filter: · · · · tag · · · (3 of 4 hidden)" in lines(pilot)[1]
        await pilot.press("F", "tab", "tab", "space", "ctrl+s")
        await pilot.pause()
        assert "jalanan" not in screen(pilot)
        assert aliases(pilot) == ["Ani"]
        assert board(pilot).query_one(FilterLine).value.split()[-1] == "level:micro"


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=str)
async def test_every_field_of_the_form_can_be_reached_and_is_in_sight(
    practice: Casebook, size: tuple[int, int], language: str
) -> None:
    use(language)
    practice.change_settings(saved=(SavedQuery(name="Satu", query="a"),))
    async with running(practice, size) as (pilot, _board):
        await pilot.press("F")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FilterForm)
        for number, field in enumerate(form.fields):
            assert field.control is form.focused
            await pilot.pause()
            room = form.query_one(".form").scrollable_content_region
            assert room.contains_region(field.control.region), (field.key, room, field.control.region)
            await pilot.press("tab" if number % 2 else "enter")
        assert form.focused is form.fields[0].control or form.fields[-1].control


async def test_the_filter_comes_back_with_the_board(practice: Casebook) -> None:
    async with running(practice) as (pilot, _board):
        await pilot.press("exclamation_mark", "down")
        was = board(pilot).parked()
        assert (was["filter"], was["code"]) == ("is:today", "K-2026-002")
        other = BoardScreen()
        other.was = was
        await pilot.app.push_screen(other)
        await pilot.pause()
        assert other.current_case.alias == "Budi"  # type: ignore[union-attr]
        assert [card.case.alias for column in other.arrangement.columns for card in column] == ["Ani", "Budi"]
