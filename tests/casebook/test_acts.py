"""Each act: what it answers, what the history and the listeners get; one act is one transaction and one undo step."""

import inspect
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from store import Casebook, Change, GateNotMet, InvalidInput, NotFound, Refused, open_casebook
from store.act import _SENTENCES
from store.model import Level, Phase, RiskLevel, Status
from store.model.closure import kept_until
from store.vault import open_vault

from .conftest import START, Clock
from .scene import CLOSED, CLOSING, DEEDS, DRAFT, FRESH, HELD, SIGNED, WHY, WORKED, documents, imported, play


def test_every_public_act_is_tested_here() -> None:
    reading = {
        "cases", "case", "history", "gate", "closing_gate", "is_imported",
        "next_number", "note", "notes", "leaf_through", "rows_to_turn", "drafts", "last_reached", "today",
        "subscribe", "has_note", "every_case", "archived", "is_archived", "open_archive", "due_for_filing",
        "is_due_for_filing", "prepare_filing", "file_away",  # no act of the user: see test_archive
        "close", "compact", "press", "undo", "redo", "clock", "begin_day", "finish_erasures",
        "erase",  # cannot be undone, on purpose: see test_erase
        "went_out", "outside", "last_backup_off_laptop", "backup_reminder", "park", "parked", "change_settings",
        "reread_settings",
        "uses", "count_use", "keep_habits",  # no acts on a case: see test_habits
        "is_archive_busy", "parts", "part", "has_part", "folder_of", "every_code", "resource", "resources",
        "kept_until", "referrals", "review", "review_of", "review_day", "review_days", "needs_today", "draft_notes",
        "look_at_each",
        "backup_due", "looked_at", "book_looked_at",  # no acts on a case: see test_reviewing
        "kept_on", "search", "search_live", "get_ready", "search_archived", "open_for_search",
        "last_packet", "disguise_of", "served_in", "did_not_go_out", "copies", "copies_due", "copies_reminder",
        "mark_gone", "delete_copy",  # no acts on a case: see test_copies
    }  # fmt: skip
    public = {name for name, _ in inspect.getmembers(Casebook, inspect.isfunction) if not name.startswith("_")}
    assert public - reading - set(DEEDS) == set()
    assert {deed.act.name for deed in DEEDS.values()} == {*_SENTENCES, "import"}


@pytest.mark.parametrize("name", DEEDS)
def test_an_act_is_one_transaction_one_event_and_one_step_to_undo(
    name: str, book: Casebook, folder: Path, clock: Clock, told: list[Change]
) -> None:
    deed = DEEDS[name]
    play(book)
    clock.go(days=1)
    before, moves, frames, told[:] = documents(book), history(book), transactions(folder), []
    deed.do(book)
    after = documents(book)
    assert {table for table in after if after[table] != before[table]} == deed.tables
    assert transactions(folder) == frames + 1
    assert told == [Change(deed.act, "do", deed.touched)]
    assert history(book)[: len(moves)] == moves
    assert tuple(move.kind for move in history(book)[len(moves) :]) == deed.history
    assert told[0].sentence
    assert "{" not in told[0].sentence

    assert book.undo() == told[-1] == Change(deed.act, "undo", deed.touched)
    assert documents(book) == before
    assert book.redo() == told[-1] == Change(deed.act, "redo", deed.touched)
    assert documents(book) == after
    assert [change.way for change in told] == ["do", "undo", "redo"]


@pytest.mark.parametrize("name", DEEDS)
def test_what_an_act_did_is_there_after_reopening(name: str, book: Casebook, folder: Path) -> None:
    play(book)
    DEEDS[name].do(book)
    after, cases = documents(book), book.cases()
    book.close()
    with open_casebook(folder, create=False, read_only=True) as again:
        assert documents(again) == after
        assert again.cases() == cases


def history(book: Casebook) -> list[Any]:
    rows = book.shelf.db.documents("history")
    return [move for id in sorted(rows) for move in book.history(rows[id]["case_code"]) if move.id == rows[id]["id"]]


def transactions(folder: Path) -> int:
    with open_vault(folder, read_only=True) as vault:
        return vault.report.seq


# Cases


def test_a_new_case(book: Casebook) -> None:
    case = book.add_case(alias=" Bu [/] S ", size="community", presenting_problem="p", risk_level="low", tags="a, b")
    assert case == book.case(case.code)
    assert (case.code, case.alias, case.level, case.level_confirmed) == ("K-2026-001", "Bu [/] S", Level.MACRO, False)
    assert (case.phase, case.status, case.episode) == (Phase.ENGAGEMENT, Status.ACTIVE, 1)
    assert case.opened == case.phase_since == case.risk_assessed == START.date()
    earlier = book.add_case(alias="Bu T", size="family", risk_level="low", opened=START.date() - timedelta(days=9))
    assert earlier.risk_assessed == START.date(), "the level is chosen now, not on the day of the intake"
    (move,) = book.history(case.code)
    assert (move.kind, move.from_phase, move.to_phase, move.at) == ("opened", None, Phase.ENGAGEMENT, START)


def test_codes_run_by_the_year_of_intake(book: Casebook, clock: Clock) -> None:
    codes = [
        book.add_case(alias="a", size="family").code,
        book.add_case(alias="b", size="family", opened=date(2025, 12, 31)).code,
        book.add_case(alias="c", size="family").code,
    ]
    clock.go(days=42)
    codes.append(book.add_case(alias="d", size="family").code)
    assert codes == ["K-2026-001", "K-2025-001", "K-2026-002", "K-2027-001"]
    assert [case.code for case in book.cases()] == sorted(codes)
    assert [book.next_number(year) for year in (2024, 2025, 2026, 2027)] == [1, 2, 3, 2]


def test_the_thousandth_case_of_a_year(book: Casebook) -> None:
    book.add_records([imported(book)[0].changed(code="K-2026-999")])
    assert book.add_case(alias="a", size="family").code == "K-2026-1000"
    assert book.case("k-2026-1000").alias == "a"


@pytest.mark.parametrize("typed", ["K-2026-001", "k-2026-1", " K-2026-01 ", "k-2026-0001", "K-2026-001\u200b"])
def test_a_code_is_found_as_people_type_it(typed: str, book: Casebook) -> None:
    book.add_case(alias="a", size="family")
    assert book.case(typed).alias == "a"


@pytest.mark.parametrize(
    "typed", ["", "-", "--", "K", "K-2026", "K-2026-002", "K-2026-\u00b2", "K-2026-" + "9" * 5000, "K-2025-001"]
)
def test_a_code_that_is_none_is_not_found(typed: str, book: Casebook) -> None:
    book.add_case(alias="a", size="family")
    with pytest.raises(NotFound, match="There is no case"):
        book.case(typed)


def test_what_is_typed_does_not_act_on_the_terminal_that_shows_the_error(book: Casebook) -> None:
    for act in (book.case, book.advance, book.history, book.notes):
        with pytest.raises(NotFound) as caught:
            act("K-2026-\x1b[2J\u202e")
        assert "\x1b" not in str(caught.value)
        assert "\u202e" not in str(caught.value)
    with pytest.raises(Refused) as refused:
        book.move_back(book.add_case(alias="a", size="family").code, "\x1b[2J", "why")
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize("act", [
    lambda book: book.case("K-1-1"), lambda book: book.history("K-1-1"), lambda book: book.gate("K-1-1"),
    lambda book: book.edit_case("K-1-1", alias="x"), lambda book: book.set_next_contact("K-1-1", None),
    lambda book: book.assess_risk("K-1-1", "low"), lambda book: book.tick("K-1-1", "roles"),
    lambda book: book.advance("K-1-1"), lambda book: book.to_monitoring("K-1-1"),
    lambda book: book.move_back("K-1-1", "assessment", "r"), lambda book: book.hold("K-1-1", "r"),
    lambda book: book.resume("K-1-1"), lambda book: book.terminate("K-1-1", **CLOSING),
    lambda book: book.reopen("K-1-1", reason="r"), lambda book: book.notes("K-1-1"),
    lambda book: book.add_note("K-1-1", body="b"), lambda book: book.write_draft("K-1-1", "n", session="s"),
    lambda book: book.note("n"), lambda book: book.sign_note("n"), lambda book: book.add_addendum("n", "t"),
    lambda book: book.void_note("n", "r"), lambda book: book.discard_draft("n"),
    lambda book: book.last_reached("K-1-1"), lambda book: book.put_off("K-1-1", date(2027, 1, 1), "r"),
    lambda book: book.log_contact("K-1-1", mode="phone", outcome="reached"), lambda book: book.review_of("K-1-1"),
])  # fmt: skip
def test_what_is_not_there_is_not_found(act: Any, book: Casebook, told: list[Change]) -> None:
    play(book)
    before, told[:] = documents(book), []
    with pytest.raises(NotFound):
        act(book)
    assert (documents(book), told) == (before, [])


def test_editing_confirms_the_level_and_assesses_the_risk_only_when_they_are_given(
    book: Casebook, clock: Clock
) -> None:
    code = book.add_case(alias="a", size="family").code
    clock.go(days=3)
    case = book.edit_case(code, alias="b")
    assert (case.level_confirmed, case.risk_assessed) == (False, None)
    assert book.edit_case(code, size="community").level is Level.MACRO
    case = book.edit_case(code, level="mezzo", risk_level="high")
    assert (case.level, case.level_confirmed, case.risk_assessed) == (Level.MEZZO, True, date(2026, 11, 23))
    assert book.edit_case(code, size="family").level is Level.MEZZO
    case = book.edit_case(code, level=None)
    assert (case.level, case.level_confirmed) == (Level.MICRO, False)
    clock.go(days=1)
    assert book.assess_risk(code, RiskLevel.HIGH).risk_assessed == date(2026, 11, 24)


@pytest.mark.parametrize(("fields", "wrong"), [
    ({"alias": ""}, {"alias"}), ({"size": "x"}, {"size"}), ({"alias": "", "size": "x", "consent": "y"}, {"alias",
    "size", "consent"}),
    ({"next_contact": "31 Feb"}, {"next_contact"}), ({"risk_level": "so-so"}, {"risk_level"}), ({"level": "nano"},
    {"level"}),
])  # fmt: skip
def test_wrong_fields_change_nothing(
    fields: dict[str, Any], wrong: set[str], book: Casebook, told: list[Change]
) -> None:
    play(book)
    before, told[:] = documents(book), []
    with pytest.raises(InvalidInput) as caught:
        book.edit_case(FRESH, **fields)
    assert set(caught.value.problems) == wrong
    with pytest.raises(InvalidInput) as caught:
        book.add_case(**{"alias": "n", "size": "family", **fields})
    assert set(caught.value.problems) == wrong
    assert (documents(book), told, book.next_number(2026)) == (before, [], 5)


@pytest.mark.parametrize("field", ["phase", "status", "code", "opened", "closure", "shoe_size"])
def test_only_what_a_person_fills_in_can_be_edited(field: str, book: Casebook) -> None:
    play(book)
    with pytest.raises(TypeError, match=field):
        book.edit_case(FRESH, **{field: "x"})
    with pytest.raises(TypeError, match=field):
        book.write_draft(FRESH, DRAFT, session="s", **{field: "x"})
    assert book.case(FRESH).alias == "Fresh"


def test_ticks(book: Casebook) -> None:
    play(book)
    assert book.tick(FRESH, "roles").ticks == {"roles": START.date()}
    assert book.tick(FRESH, "roles", done=False).ticks == {}
    for item in ("consent", "nonsense", ""):
        with pytest.raises(Refused, match="not ticked by hand at this gate"):
            book.tick(FRESH, item)


def test_cases_by_phase_and_status(book: Casebook) -> None:
    play(book)
    assert [case.code for case in book.cases(phase="intervention")] == [WORKED]
    assert [case.code for case in book.cases(phase="implementation")] == [WORKED]
    assert [case.code for case in book.cases(status=Status.CLOSED)] == [CLOSED]
    assert [case.code for case in book.cases(phase=Phase.ENGAGEMENT, status="active")] == [FRESH]
    assert [case.code for case in book.cases(phase="engagement")] == [FRESH, HELD]
    with pytest.raises(Refused, match="There is no phase “nowhere”"):
        book.cases(phase="nowhere")


# The cycle


def test_a_case_goes_all_the_way(book: Casebook, clock: Clock) -> None:
    code = book.add_case(alias="a", size="family").code
    ways = [book.advance] * 3 + [book.to_monitoring] + [book.advance] * 2
    for way in ways:
        clock.go(days=1)
        case = way(code, WHY)
        assert case.phase_since == clock.now.date()
    history = book.history(code)
    assert [move.to_phase.value for move in history] == [
        "engagement", "assessment", "planning", "intervention", "monitoring", "evaluation", "termination",
    ]  # fmt: skip
    assert [move.from_phase for move in history[1:]] == [move.to_phase for move in history[:-1]]
    assert [move.at for move in history] == [START + timedelta(days=day) for day in range(7)]
    with pytest.raises(Refused, match="last phase"):
        book.advance(code, WHY)


def test_what_was_overridden_is_kept_with_its_reason(book: Casebook) -> None:
    code = book.add_case(alias="a", size="family", consent="verbal").code
    book.advance(code, "  The house burned; safety first.  ")
    move = book.history(code)[-1]
    assert move.overrides == ("problem", "safety")
    assert move.reason == "The house burned; safety first."
    met = {result.item: result.met for result in move.gate}
    assert met == {
        "consent": True, "problem": False, "first_contact": False, "safety": False, "roles": False, "origin": False,
    }  # fmt: skip


def test_soft_items_do_not_block_and_no_reason_is_needed(book: Casebook) -> None:
    code = book.add_case(alias="a", size="family", consent="verbal", presenting_problem="p", risk_level="none").code
    assert [item.code for item in book.gate(code).unmet] == ["first_contact", "roles", "origin"]
    assert book.advance(code).phase is Phase.ASSESSMENT
    assert book.history(code)[-1].overrides == ()


@pytest.mark.parametrize("reason", [
    None, "", "   ", "x" * 19, "  " + "x" * 19 + "  ", "\u200b" * 40, "x" * 19 + "\x00", "x" + " \n" * 30,
], ids=ascii)  # fmt: skip
def test_too_short_a_reason_lists_what_is_missing_and_changes_nothing(
    reason: str | None, book: Casebook, told: list[Change]
) -> None:
    play(book)
    before, told[:] = documents(book), []
    closing = {**CLOSING, "notice": None, "override": reason}
    for act in (lambda: book.advance(FRESH, reason), lambda: book.terminate(FRESH, **closing)):
        with pytest.raises(GateNotMet) as caught:
            act()
        items = [item.missing_text for item in caught.value.gate.unmet]
        assert items
        assert all(f"  - {item}" in str(caught.value) for item in items)
    assert (documents(book), told) == (before, [])


def test_twenty_characters_are_enough(book: Casebook) -> None:
    play(book)
    assert book.advance(FRESH, "x" * 20).phase is Phase.ASSESSMENT


def test_to_monitoring_only_from_intervention_and_evaluation(book: Casebook) -> None:
    play(book)
    with pytest.raises(Refused, match="cannot move there from Engagement"):
        book.to_monitoring(FRESH, WHY)
    book.advance(WORKED, WHY)
    assert book.case(WORKED).phase is Phase.EVALUATION
    assert book.to_monitoring(WORKED, WHY).phase is Phase.MONITORING


EMPTY = ["", "  \n", "\u200b", "\x00"]


@pytest.mark.parametrize("reason", EMPTY, ids=ascii)
def test_steps_that_need_a_reason_are_refused_without(reason: str, book: Casebook, told: list[Change]) -> None:
    play(book)
    before, told[:] = documents(book), []
    for act in (
        lambda: book.move_back(WORKED, "planning", reason),
        lambda: book.hold(FRESH, reason),
        lambda: book.reopen(CLOSED, reason=reason),
        lambda: book.void_note(SIGNED, reason),
        lambda: book.put_off(FRESH, date(2027, 1, 1), reason),
    ):
        with pytest.raises(Refused, match="needs a reason"):
            act()
    assert (documents(book), told) == (before, [])


@pytest.mark.parametrize("phase", ["evaluation", "termination", "engagement", "intervention", "monitoring"])
def test_back_only_where_back_is(phase: str, book: Casebook) -> None:
    play(book)
    with pytest.raises(Refused, match="it may go to Planning, Assessment"):
        book.move_back(WORKED, phase, "why")
    with pytest.raises(Refused, match="There is no phase “x”; there are engagement, assessment"):
        book.move_back(WORKED, "x", "why")


def test_hold_and_resume(book: Casebook) -> None:
    play(book)
    case = book.case(HELD)
    assert case.hold is not None
    assert (case.status, case.phase) == (Status.ON_HOLD, Phase.ENGAGEMENT)
    assert (case.hold.since, case.hold.until, case.hold.reason) == (
        START.date(),
        date(2027, 1, 1),
        "Waits for the court.",
    )
    assert book.history(HELD)[-1].reason == "Waits for the court."
    for act in (
        lambda: book.advance(HELD, WHY), lambda: book.to_monitoring(HELD, WHY), lambda: book.hold(HELD, "again"),
        lambda: book.move_back(HELD, "assessment", "why"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="is on hold"):
            act()
    assert book.resume(HELD).hold is None
    with pytest.raises(Refused, match="is not on hold"):
        book.resume(HELD)
    with pytest.raises(InvalidInput) as caught:
        book.hold(HELD, "why", "soon")  # type: ignore[arg-type]
    assert set(caught.value.problems) == {"until"}


# The ending


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("resting", [False, True])
def test_a_case_ends_from_every_phase_also_on_hold(phase: Phase, resting: bool, book: Casebook, clock: Clock) -> None:
    code = book.add_case(alias="a", size="family", next_contact=date(2026, 12, 1), risk_level="low").code
    while book.case(code).phase is not phase:
        to_monitoring = phase is Phase.MONITORING and book.case(code).phase is Phase.INTERVENTION
        (book.to_monitoring if to_monitoring else book.advance)(code, WHY)
    if resting:
        book.hold(code, "why")
    clock.go(days=2)
    ended = book.terminate(code, reason="moved", outcome="better", summary="Moved to Medan.", notice="agreed")
    assert (ended.phase, ended.status, ended.hold, ended.next_contact) == (Phase.TERMINATION, Status.CLOSED, None, None)
    assert ended.phase_since == clock.now.date()
    assert ended.closure is not None
    assert (ended.closure.closed, ended.closure.retention_until) == (date(2026, 11, 22), date(2033, 11, 22))
    move = book.history(code)[-1]
    assert (move.kind, move.from_phase, move.to_phase, move.closure) == (
        "terminated",
        phase,
        Phase.TERMINATION,
        ended.closure,
    )
    assert [result.item for result in move.gate] == [
        "record",
        "notice",
        "return",
        "closing_goals",
        "drafts",
        "closing_risk",
        "retention",
    ]
    assert book.gate(code).items == ()
    for act in (
        lambda: book.terminate(code, **CLOSING), lambda: book.advance(code, WHY), lambda: book.to_monitoring(code, WHY),
        lambda: book.move_back(code, "assessment", "why"), lambda: book.hold(code, "why"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="is closed"):
            act()


def test_closing_sets_the_day_until_which_the_record_is_kept(book: Casebook) -> None:
    play(book)
    ended = book.terminate(FRESH, **CLOSING)
    assert ended.closure is not None
    assert ended.closure.retention_until == kept_until(START.date())


def test_the_closing_gate_is_the_one_that_terminate_passes(book: Casebook) -> None:
    play(book)
    record = {name: value for name, value in CLOSING.items() if name != "override"}
    gate = book.closing_gate(FRESH, **record)
    book.terminate(FRESH, **record, override=WHY)
    assert gate.results() == book.history(FRESH)[-1].gate


@pytest.mark.parametrize(("fields", "wrong"), [
    ({"reason": "bored"}, {"reason"}), ({"outcome": ""}, {"outcome"}), ({"summary": " \u200b"}, {"summary"}),
    ({"closed": "2026-02-30"}, {"closed"}), ({"aftercare": ["soon"]}, {"aftercare"}), ({"notice": "maybe"}, {"notice"}),
    ({"retention_until": "later"}, {"retention_until"}),
    ({"reason": "x", "outcome": "y", "summary": "", "closed": "z"}, {"reason", "outcome", "summary", "closed"}),
])  # fmt: skip
def test_a_wrong_closing_record_changes_nothing(fields: dict[str, Any], wrong: set[str], book: Casebook) -> None:
    play(book)
    before = documents(book)
    with pytest.raises(InvalidInput) as caught:
        book.terminate(FRESH, **{**CLOSING, **fields})
    assert set(caught.value.problems) == wrong
    with pytest.raises(TypeError, match="mood"):
        book.terminate(FRESH, **CLOSING, mood="x")
    assert documents(book) == before


def test_reopening_keeps_what_was_planned_since_the_ending(book: Casebook, clock: Clock) -> None:
    play(book)
    soon, later = (book.today() + timedelta(days=days) for days in (1, 2))
    book.set_next_contact(CLOSED, soon)
    planned = book.case(CLOSED).contact_planned
    again = book.reopen(CLOSED, reason="Came back.")
    assert (again.next_contact, again.contact_planned) == (soon, planned)
    book.undo()
    assert book.reopen(CLOSED, reason="Came back.", next_contact=later).next_contact == later
    book.undo()
    clock.go(days=9)
    assert book.reopen(CLOSED, reason="Came back.").next_contact == soon, "late by now"
    book.undo()
    with pytest.raises(InvalidInput) as caught:
        book.reopen(CLOSED, reason="Came back.", next_contact=later)
    assert caught.value.problems == {"next_contact": "This day has passed."}
    assert book.case(CLOSED).is_closed


def test_reopening_begins_an_episode_and_keeps_the_ending(book: Casebook, clock: Clock) -> None:
    play(book)
    closure = book.case(CLOSED).closure
    clock.go(days=90)
    again = book.reopen(CLOSED, reason="Came back.")
    assert (again.phase, again.status, again.episode, again.closure) == (Phase.ENGAGEMENT, Status.ACTIVE, 2, None)
    assert again.phase_since == clock.now.date()
    assert again.opened == START.date()
    assert [(move.kind.value, move.episode) for move in book.history(CLOSED)] == [
        ("opened", 1), ("terminated", 1), ("reopened", 2),
    ]  # fmt: skip
    assert book.history(CLOSED)[1].closure == closure
    with pytest.raises(Refused, match="is not closed"):
        book.reopen(CLOSED, reason="r")
    book.terminate(CLOSED, **CLOSING)
    assert book.reopen(CLOSED, "assessment", "Third time.").episode == 3
    book.terminate(CLOSED, **CLOSING)
    with pytest.raises(Refused, match="it may go to Engagement, Assessment"):
        book.reopen(CLOSED, "planning", "r")
