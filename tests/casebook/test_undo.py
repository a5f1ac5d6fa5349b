"""Undo and redo: exactly back, a hundred steps, over a restart and a compaction, one sitting at a note as one step."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import Casebook, Change, Refused, open_casebook
from store.undo import DEPTH

from .conftest import Clock
from .scene import CLOSING, DRAFT, FRESH, SIGNED, WHY, WORKED, documents, play


def test_nothing_to_undo_or_redo(book: Casebook) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        book.undo()
    with pytest.raises(Refused, match="nothing to redo"):
        book.redo()
    book.add_case(alias="a", size="family")
    with pytest.raises(Refused, match="nothing to redo"):
        book.redo()
    book.undo()
    with pytest.raises(Refused, match="nothing to undo"):
        book.undo()


def test_a_hundred_steps_back_and_forth(book: Casebook) -> None:
    assert DEPTH == 100
    code = book.add_case(alias="0", size="family").code
    states = [documents(book)]
    for number in range(1, 106):
        book.edit_case(code, alias=str(number))
        states.append(documents(book))
    for state in reversed(states[5:105]):
        book.undo()
        assert documents(book) == state
    assert book.case(code).alias == "5"
    with pytest.raises(Refused):
        book.undo()
    for state in states[6:106]:
        book.redo()
        assert documents(book) == state
    with pytest.raises(Refused):
        book.redo()


def test_a_new_act_ends_what_could_be_done_again(book: Casebook) -> None:
    code = book.add_case(alias="a", size="family").code
    book.edit_case(code, alias="b")
    book.undo()
    book.edit_case(code, alias="c")
    with pytest.raises(Refused):
        book.redo()
    assert book.case(code).alias == "c"


def test_a_code_is_never_given_twice(book: Casebook, folder: Path, clock: Clock) -> None:
    given = [book.add_case(alias="a", size="family").code]
    book.undo()
    given.append(book.add_case(alias="b", size="family").code)
    book.undo()
    book.close()
    with open_casebook(folder, clock=clock) as again:
        given.append(again.add_case(alias="c", size="family").code)
        again.undo()
        again.compact()
    with open_casebook(folder, clock=clock) as again:
        given.append(again.add_case(alias="d", size="family").code)
        assert [case.code for case in again.cases()] == given[-1:]
    assert given == ["K-2026-001", "K-2026-002", "K-2026-003", "K-2026-004"]


def test_undo_and_redo_after_a_restart(book: Casebook, folder: Path, clock: Clock) -> None:
    states = [documents(book)]
    for act in (
        lambda b: b.add_case(alias="a", size="family"), lambda b: b.advance(FRESH, WHY),
        lambda b: b.add_note(FRESH, body="b"), lambda b: b.terminate(FRESH, **CLOSING),
        lambda b: b.reopen(FRESH, reason="why"),
    ):  # fmt: skip
        act(book)
        states.append(documents(book))
    book.undo()
    book.undo()
    book.close()
    for expected in (states[2], states[1], states[0]):
        with open_casebook(folder, clock=clock) as again:
            assert again.undo().way == "undo"
            assert documents(again) == expected
    for expected in states[1:]:
        with open_casebook(folder, clock=clock) as again:
            change = again.redo()
            assert (change.way, change.codes) == ("redo", frozenset({FRESH}))
            assert documents(again) == expected


def test_the_hundred_steps_are_the_same_after_a_restart(folder: Path, clock: Clock) -> None:
    with open_casebook(folder, clock=clock) as book:
        code = book.add_case(alias="0", size="family").code
        for number in range(1, 121):
            book.edit_case(code, alias=str(number))
        for _ in range(30):
            book.undo()
    with open_casebook(folder, clock=clock) as book:
        for _ in range(30):
            book.redo()
        assert book.case(code).alias == "120"
        for _ in range(100):
            book.undo()
        assert book.case(code).alias == "20"
        with pytest.raises(Refused):
            book.undo()


def test_undo_across_a_compaction_redoes_in_order_after_a_restart(folder: Path, clock: Clock) -> None:
    """The log then begins with undo frames of steps that stand only in the snapshot."""
    with open_casebook(folder, clock=clock) as book:
        code = book.add_case(alias="a", size="family").code
        book.edit_case(code, alias="b")
        book.compact()
        book.edit_case(code, client_name="n")
        book.undo()
        book.undo()
        assert book.case(code).alias == "a"
    with open_casebook(folder, clock=clock) as book:
        book.redo()
        assert (book.case(code).alias, book.case(code).client_name) == ("b", "")
        book.redo()
        assert (book.case(code).alias, book.case(code).client_name) == ("b", "n")
        with pytest.raises(Refused):
            book.redo()
    with open_casebook(folder, clock=clock) as book:
        book.undo()
        assert (book.case(code).alias, book.case(code).client_name) == ("b", "")
        book.undo()
        assert book.case(code).alias == "a"


def test_what_is_done_again_after_a_compaction_can_be_undone_after_a_restart(folder: Path, clock: Clock) -> None:
    with open_casebook(folder, clock=clock) as book:
        code = book.add_case(alias="a", size="family").code
        book.edit_case(code, alias="b")
        book.edit_case(code, alias="c")
        book.undo()
        book.undo()
        book.compact()
        book.redo()
        book.redo()
    with open_casebook(folder, clock=clock) as book:
        assert book.case(code).alias == "c"
        assert [book.undo().way for _ in range(2)] == ["undo", "undo"]
        assert book.case(code).alias == "a"
        with pytest.raises(Refused):
            book.undo()
        book.redo()
        assert book.case(code).alias == "b"


def test_what_lies_before_a_compaction_is_gone_after_a_restart(book: Casebook, folder: Path, clock: Clock) -> None:
    play(book)
    book.compact()
    book.close()
    with open_casebook(folder, clock=clock) as again:
        with pytest.raises(Refused):
            again.undo()
        again.edit_case(FRESH, alias="x")
        again.undo()
        with pytest.raises(Refused):
            again.undo()
        assert again.case(FRESH).alias == "Fresh"


# A sitting at a note


def test_one_sitting_is_one_step(book: Casebook, told: list[Change]) -> None:
    play(book)
    before, told[:] = documents(book), []
    for body in ("K", "Ku", "Kunjungan"):
        book.write_draft(FRESH, "n", session="s", body=body)
    assert len(told) == 3
    after = documents(book)
    book.undo()
    assert documents(book) == before
    book.redo()
    assert documents(book) == after


def test_another_sitting_another_act_or_another_note_is_another_step(book: Casebook) -> None:
    play(book)
    states = []
    for act in (
        lambda: book.write_draft(FRESH, "n", session="s", body="1"),
        lambda: book.write_draft(FRESH, "n", session="t", body="2"),
        lambda: book.edit_case(FRESH, alias="x"),
        lambda: book.write_draft(FRESH, "n", session="t", body="3"),
        lambda: book.sign_note("n"),
    ):
        states.append(documents(book))
        act()
    for state in reversed(states):
        book.undo()
        assert documents(book) == state


def test_a_sitting_goes_on_after_undo_and_redo(book: Casebook) -> None:
    play(book)
    before = documents(book)
    book.write_draft(FRESH, "n", session="s", body="1")
    book.undo()
    book.write_draft(FRESH, "n", session="s", body="2")
    book.undo()
    assert documents(book) == before
    book.redo()
    book.write_draft(FRESH, "n", session="s", body="3")
    book.undo()
    assert documents(book) == before


def test_a_sitting_is_one_step_after_a_restart_too(book: Casebook, folder: Path, clock: Clock) -> None:
    play(book)
    before = documents(book)
    for body in ("1", "2", "3"):
        book.write_draft(FRESH, "n", session="s", body=body)
    book.close()
    with open_casebook(folder, clock=clock) as again:
        assert again.undo().act.session == "s"
        assert documents(again) == before


@pytest.mark.parametrize("restart", [False, True])
def test_a_sitting_that_ends_where_it_began_does_not_stand_in_the_way(
    restart: bool, book: Casebook, folder: Path, clock: Clock
) -> None:
    play(book)
    book.edit_case(FRESH, alias="x")
    kept = book.note(DRAFT).body
    for body in ("typed", "typed more", kept):
        book.write_draft(FRESH, DRAFT, session="s", body=body)
    if restart:
        book.close()
        book = open_casebook(folder, clock=clock)
    assert book.undo().act.name == "edit_case"
    assert book.case(FRESH).alias == "Fresh"
    book.redo()
    assert (book.case(FRESH).alias, book.note(DRAFT).body) == ("x", kept)
    book.close()


def test_saving_the_same_words_again_is_no_step(book: Casebook) -> None:
    play(book)
    book.edit_case(FRESH, alias="x")
    for session in ("s", "t"):
        book.write_draft(FRESH, DRAFT, session=session, body=book.note(DRAFT).body)
    assert book.undo().act.name == "edit_case"


# Cleared fields


def cleared(book: Casebook) -> dict[str, Any]:
    case = book.case(WORKED)
    return {
        "next_contact": case.next_contact, "next_review": case.next_review, "consent": case.consent, "tags": case.tags,
        "risk_level": case.risk_level, "client_name": case.client_name, "hold": case.hold, "ticks": case.ticks,
        "closure": case.closure,
    }  # fmt: skip


def test_what_was_cleared_is_cleared_on_the_disk(book: Casebook, folder: Path, clock: Clock) -> None:
    play(book)
    book.edit_case(
        WORKED, next_review=date(2027, 1, 1), consent="verbal", tags="a", risk_level="low", client_name="Siti"
    )
    book.hold(WORKED, "why")
    book.resume(WORKED)
    book.terminate(WORKED, **CLOSING)
    full = documents(book)["cases"]
    book.reopen(WORKED, reason="why")
    book.tick(WORKED, "roles")
    book.tick(WORKED, "roles", done=False)
    book.set_next_contact(WORKED, date(2027, 2, 2))
    book.set_next_contact(WORKED, None)
    book.edit_case(WORKED, next_review=None, consent=None, tags=(), risk_level=None, client_name="")
    assert not any(cleared(book).values())
    book.close()
    for compacted in (False, True):
        with open_casebook(folder, clock=clock) as again:
            assert not any(cleared(again).values())
            row = next(row for row in documents(again)["cases"].values() if row["code"] == WORKED)
            assert not set(cleared(again)) & set(row)
            if compacted:
                break
            again.compact()
    assert any("closure" in row for row in full.values())


def test_undo_brings_back_what_was_cleared_and_clears_what_was_set(book: Casebook) -> None:
    play(book)
    book.set_next_contact(WORKED, None)
    book.set_next_contact(FRESH, date(2027, 1, 1))
    book.undo()
    assert book.case(FRESH).next_contact is None
    book.undo()
    assert book.case(WORKED).next_contact == date(2026, 12, 1)
    book.redo()
    assert book.case(WORKED).next_contact is None


def test_undoing_a_discard_brings_the_draft_back_with_its_addenda_none_and_id_same(book: Casebook) -> None:
    play(book)
    note = book.note(DRAFT)
    book.discard_draft(DRAFT)
    book.add_note(FRESH, body="another")
    book.undo()
    book.undo()
    assert book.note(DRAFT) == note
    assert {one.id for one in book.notes(FRESH)} == {DRAFT, SIGNED}
