"""A case that is handed over comes in whole, once, under names of its own; and nobody on the way can read it."""

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyrage
import pytest

from store import Casebook, LingkarError, NotSaved, PassphraseNeeded, Refused, WrongPassphrase, open_casebook
from store.checking import verify
from store.copies import protection
from store.demo import build_demo
from store.exchange.handover import (
    Opens,
    gather,
    is_handover,
    is_recipient,
    let_go,
    opens_with,
    pack,
    receive,
    recipient_in,
    recipient_of,
    seal_for_passphrase,
    seal_for_recipient,
)
from store.keeping import recovery_key
from store.language import use
from store.model import Note, Task
from store.model.outside import OutsideKind
from store.packet import export
from store.shelf import IN_THE_FILE
from store.vault import disk
from tests.exchange.colleagues import (
    BOOK,
    FILE,
    NOW,
    OTHER,
    RICH,
    WHY,
    WORDS,
    compared,
    file_of,
    fill,
    opened,
    rows,
    without_origin,
)


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Casebook]:
    """The book that hands over, without a passphrase."""
    with opened(tmp_path / "here") as book:
        fill(book)
        yield book


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Casebook]:
    """The encrypted book of a colleague, with a case of its own."""
    with opened(tmp_path / "there", BOOK) as book:
        book.add_case(alias="Milik sendiri", size="family", opened=date(2025, 1, 1))
        yield book


def test_the_example_has_something_of_every_kind(here: Casebook) -> None:
    found = rows(here, RICH)
    assert {table for table in IN_THE_FILE if found[table]} == set(IN_THE_FILE), "a new kind must be handed over too"


@pytest.mark.parametrize("for_recipient", [False, True])
def test_it_comes_in_record_for_record(here: Casebook, there: Casebook, tmp_path: Path, for_recipient: bool) -> None:
    handover = gather(here, RICH, sender=" Bu\x1b Rina ", with_private=True)
    recipient = recipient_of(there)
    sealed = seal_for_recipient(pack(handover), recipient) if for_recipient else seal_for_passphrase(
        pack(handover), FILE
    )  # fmt: skip
    path = let_go(here, handover, sealed, tmp_path, "Pak Budi")
    assert path.name == f"{RICH}_handover_2026-11-22.lingkar"
    assert opens_with(path) is (Opens.KEY if for_recipient else Opens.PASSPHRASE)
    seen = path.read_bytes()
    assert not any(word.encode() in seen for word in (*WORDS, RICH, "Rina", "Budi"))

    case = receive(there, path, None if for_recipient else FILE)
    assert case.code == "K-2025-002", "the next of the year in which it was opened"
    came = rows(there, case.code)
    assert compared(without_origin(came), case.code) == compared(rows(here, RICH), RICH)
    last = there.notes(case.code)[0]
    assert last.is_signed
    assert last.body == (
        f"This case was handed over by Bu Rina on 22 Nov 2026. There it was {RICH}.\n"
        f"It names other cases of that book, which are not linked here: {OTHER}"
    )
    assert (case.linked, case.imported_from) == ((), f"handover:{handover.id}:{RICH}")
    assert there.parts(IN_THE_FILE["referrals"], case.code)[0].resource == ""  # type: ignore[attr-defined]
    assert there.next_number(2025) == 3


def test_every_id_is_a_new_one_and_every_reference_leads_to_its_record(
    here: Casebook, there: Casebook, tmp_path: Path
) -> None:
    _handover, path = file_of(here, RICH, tmp_path)
    code = receive(there, path, FILE).code
    old = {row["id"] for table, found in rows(here, RICH).items() if table != "case" for row in found}
    assert not any(id in str(rows(there, code)) for id in old)
    folder = there.folder_of(code)
    (goal,), (measure,) = folder.goals, folder.measures
    note = next(note for note in folder.notes if note.goals)
    session = next(note for note in folder.notes if note.supervisor)
    assert note.goals == (goal.id,)
    assert note.tasks_done == (folder.tasks[0].id,)
    assert {one.goal for one in (folder.tasks[0], *folder.interventions, *folder.referrals, measure)} == {goal.id}
    assert folder.measurements[0].measure == measure.id
    assert [word.subject for word in folder.mask_words] == [folder.people[0].id, "client"]
    assert next(task for task in folder.tasks if task.supervision).supervision == session.id
    assert there.review_of(code).quiet, "what was put off stays so"
    assert here.review_of(RICH).quiet
    assert len(there.review_of(code).quiet) == len(here.review_of(RICH).quiet)


def test_two_cases_of_one_session_stay_so(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    codes = [receive(there, file_of(here, code, tmp_path)[1], FILE).code for code in (RICH, OTHER)]
    (session,) = {note.session for code in codes for note in there.notes(code) if note.session}
    assert session not in {note.session for note in here.notes(RICH)}
    assert there.served_in({session}) == set(codes)


def test_private_notes_stay_unless_chosen(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    handover, path = file_of(here, RICH, tmp_path)
    assert handover.private_left == 1
    code = receive(there, path, FILE).code
    assert not any(note.private for note in there.notes(code))
    assert "1 private note stayed there." in there.notes(code)[0].body
    assert len(there.notes(code)) == len(here.notes(RICH))  # one stayed, one tells where it comes from


def test_every_story_of_the_demonstration_comes_in_as_it_is(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as here, opened(tmp_path / "b") as there:
        build_demo(here, "en")
        statuses, codes = set(), [case.code for case in here.cases()]
        for code in codes:
            _handover, path = file_of(here, code, tmp_path, with_private=True)
            case = receive(there, path, FILE)
            statuses.add((case.status.value, case.episode > 1))
            assert compared(without_origin(rows(there, case.code)), case.code) == compared(rows(here, code), code)
        assert statuses >= {("active", False), ("closed", False), ("on_hold", False), ("active", True)}
    assert verify(tmp_path / "b").is_whole


def test_an_archived_case_and_the_closing_record_of_a_duplicate(
    here: Casebook, there: Casebook, tmp_path: Path
) -> None:
    here.terminate(RICH, reason="duplicate", outcome="same", summary="Twice.", kept_case=OTHER, override=WHY)
    here.reopen(RICH, reason="Not the same after all.")
    here.terminate(RICH, reason="moved", outcome="same", summary="Gone.", notice="agreed", override=WHY)
    here.file_away(RICH)
    case = receive(there, file_of(here, RICH, tmp_path)[1], FILE)
    assert case.closure
    assert (case.closure.reason, case.episode) == ("moved", 2)
    endings = [move.closure for move in there.history(case.code) if move.closure]
    assert [(one.reason, one.kept_case) for one in endings] == [("duplicate", ""), ("moved", "")]
    there.file_away(case.code)
    with pytest.raises(Refused, match=f"here it is {case.code}"):
        receive(there, next(tmp_path.glob("*.lingkar")), FILE)


def test_not_twice_but_again_after_undo(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    _handover, path = file_of(here, RICH, tmp_path)
    changes = []
    there.subscribe(changes.append)
    code = receive(there, path, FILE).code
    assert [change.sentence for change in changes] == [f"{code} taken over from a colleague"]
    with pytest.raises(Refused, match=f"here it is {code}"):
        receive(there, path, FILE)
    there.undo()
    assert code not in [case.code for case in there.cases()]
    again = receive(there, path, FILE).code
    assert (code, again) == ("K-2025-002", "K-2025-003"), "a code is never given twice"
    with pytest.raises(Refused):
        receive(there, path, FILE)


def test_it_can_go_on_to_a_third_and_back(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    code = receive(there, file_of(here, RICH, tmp_path)[1], FILE).code
    (tmp_path / "back").mkdir()
    back = receive(here, file_of(there, code, tmp_path / "back")[1], FILE)
    assert back.code == "K-2025-003"
    assert len(here.notes(back.code)) == len(here.notes(RICH)) + 1
    case = here.case(RICH)
    assert case.linked == (OTHER,), "the case that is here is another one"


# What opens it


def test_any_age_program_opens_the_file_for_a_recipient(here: Casebook, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    handover = gather(here, RICH)
    path = let_go(here, handover, seal_for_recipient(pack(handover), str(identity.to_public())), tmp_path, "x")
    assert pyrage.decrypt(path.read_bytes(), [identity]) == pack(handover)


def test_the_recovery_sheet_of_the_colleague_opens_it_too(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    handover = gather(here, RICH)
    sealed = seal_for_recipient(pack(handover), recipient_in(there.folder))
    assert recipient_in(there.folder) == recipient_of(there)
    assert (recipient_of(here), recipient_in(here.folder), recipient_in(tmp_path / "none")) == ("", "", "")
    identity = pyrage.x25519.Identity.from_str(recovery_key(there.folder, BOOK))
    assert pyrage.decrypt(sealed, [identity]) == pack(handover)


def test_what_does_not_open_it_is_said(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    handover, path = file_of(here, RICH, tmp_path)
    for_there = let_go(here, handover, seal_for_recipient(pack(handover), recipient_of(there)), tmp_path, "x")
    for error, file, book, passphrase, says in (
        (WrongPassphrase, path, there, BOOK, "not the passphrase of the file"),
        (PassphraseNeeded, path, there, None, "encrypted with a passphrase"),
        (LingkarError, for_there, here, None, "This book has no passphrase"),
        (LingkarError, tmp_path / "gone", here, FILE, "cannot be read"),
        (LingkarError, tmp_path, here, FILE, "cannot be read"),
    ):
        before = list(book.every_code())
        with pytest.raises(error, match=says):
            receive(book, file, passphrase)
        assert book.every_code() == before
    with opened(tmp_path / "third", BOOK) as third, pytest.raises(LingkarError, match="not encrypted for this book"):
        receive(third, for_there)
    whole = recipient_of(there)
    for text in ("", "age1", "AGE1X", whole[:-1] + ("p" if whole.endswith("q") else "q")):
        assert not is_recipient(text)
        with pytest.raises(LingkarError, match="no age recipient"):
            seal_for_recipient(b"x", text)
    with pytest.raises(LingkarError, match="cannot be empty"):
        seal_for_passphrase(b"x", "")


def test_other_files_are_none(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,alias\n1,A\n")
    (tmp_path / "b.json").write_text('{"lingkar":"something"}')
    (tmp_path / "empty").write_bytes(b"")
    for name in ("a.csv", "b.json", "empty", "gone", "."):
        assert not is_handover(tmp_path / name)
    there.compact()
    snapshot = next(there.folder.glob("*.json.age"))  # an age file for this book, but no hand-over
    assert is_handover(snapshot)
    with pytest.raises(LingkarError, match="is no case that was handed over"):
        receive(there, snapshot)


def test_damage_anywhere_is_noticed(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    _handover, path = file_of(here, OTHER, tmp_path)
    whole, before = path.read_bytes(), there.every_code()
    steps = itertools.chain(range(0, whole.index(b"\n") + 40, 3), range(whole.index(b"\n"), len(whole), 97))
    for at in steps:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(LingkarError):
            receive(there, path, FILE)
        path.write_bytes(whole[:at])
        with pytest.raises(LingkarError):
            receive(there, path, FILE)
    assert there.every_code() == before


# Leaving


def test_it_is_written_down_before_it_is_written(
    here: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handover, path = file_of(here, RICH, tmp_path)
    (entry,) = here.outside()
    assert (entry.kind, entry.codes, entry.path) == (OutsideKind.HANDOVER, (RICH,), str(path))
    assert (entry.size, entry.receiver) == (path.stat().st_size, "Bu Rina")
    assert protection(entry) == "encrypted, names are real"
    (copy,) = here.copies()
    assert (copy.state, copy.outside) == ("there", entry)
    here.delete_copy(copy.id)
    assert not path.exists()

    before, lying = here.outside(), list(tmp_path.iterdir())

    def full(*_args: object, **_named: object) -> None:
        raise NotSaved("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(export, "fill", full)
        with pytest.raises(NotSaved, match="disk is full"):
            let_go(here, handover, b"x", tmp_path, "x")
    assert (here.outside(), list(tmp_path.iterdir())) == (before, lying)
    with monkeypatch.context() as broken:
        broken.setattr(here, "went_out", full)
        with pytest.raises(NotSaved, match="disk is full"):
            let_go(here, handover, b"x", tmp_path, "x")
    assert list(tmp_path.iterdir()) == lying


def test_a_disk_that_refuses_takes_nothing_in(
    here: Casebook, there: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _handover, path = file_of(here, RICH, tmp_path)
    before = there.every_code()

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(disk, "write_all", full)
        with pytest.raises(NotSaved):
            receive(there, path, FILE)
    assert there.every_code() == before
    assert receive(there, path, FILE).code == "K-2025-002"


def test_erasing_the_client_names_it(here: Casebook, tmp_path: Path) -> None:
    _handover, path = file_of(here, RICH, tmp_path)
    assert [one.path for one in here.erase(RICH).exports] == [str(path)]


def test_the_note_speaks_the_language_of_the_one_who_takes_in(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    _handover, path = file_of(here, RICH, tmp_path)
    use("id")
    case = receive(there, path, FILE)
    assert RICH in there.notes(case.code)[0].body
    assert here.today() == NOW.date()


def test_what_came_in_can_be_worked_with(here: Casebook, there: Casebook, tmp_path: Path) -> None:
    code = receive(there, file_of(here, RICH, tmp_path)[1], FILE).code
    there.change(there.parts(Task, code)[1], status="done")
    there.advance(code, WHY)
    draft = next(note for note in there.notes(code) if note.is_draft)
    there.sign_note(draft.id)
    there.remove(there.parts(IN_THE_FILE["goals"], code)[0])  # type: ignore[arg-type]
    assert there.part(Note, draft.id).is_signed
    with open_casebook(there.folder, BOOK, read_only=True) as again:
        assert rows(again, code) == rows(there, code)


def test_a_file_of_ones_own_is_not_taken_in_beside_the_case(here: Casebook, tmp_path: Path) -> None:
    _handover, path = file_of(here, RICH, tmp_path)
    for _times in range(2):
        with pytest.raises(Refused, match=f"here it is {RICH}"):
            receive(here, path, FILE)
        if not here.case(RICH).is_closed:
            here.terminate(RICH, reason="moved", outcome="same", summary="Gone.", notice="agreed", override=WHY)
            here.file_away(RICH)
