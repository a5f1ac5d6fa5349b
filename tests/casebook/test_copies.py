"""Which copies are out there: what is said of each, what is deleted and what is not, and when it is time for a word."""

import os
from pathlib import Path

import pytest

from store import Casebook, NotFound, NotSaved, Refused, open_casebook
from store.copies import COPY_DAYS, CopyState
from store.packet import export
from store.vault import disk
from tests.letting_out import export_case, print_case

from .conftest import Clock
from .scene import FRESH, HELD, documents, play


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the copies go."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def states(book: Casebook) -> list[tuple[str, str]]:
    return [(Path(copy.outside.path).name, copy.state.value) for copy in book.copies()]


def numbers(book: Casebook) -> dict[str, int]:
    return {Path(copy.outside.path).name: copy.id for copy in book.copies()}


def test_what_is_said_of_each(book: Casebook, out: Path, clock: Clock) -> None:
    play(book)
    book.went_out("backup", out / "a.backup")
    names = ("kept", "written-over", "longer", "away", "a-link", "a-pipe", "a-folder")
    paths = {}
    for name in names:
        clock.go(minutes=1)
        paths[name] = export_case(book, FRESH, out / name)
    print_case(book, FRESH)
    clock.go(minutes=1)
    book.mark_gone(numbers(book)["kept"] + len(names))  # the printed one
    size = paths["written-over"].stat().st_size
    paths["written-over"].write_bytes(b"x" * size)
    paths["longer"].write_bytes(paths["longer"].read_bytes() + b"x")
    for name in names[3:]:
        paths[name].unlink()
    paths["a-link"].symlink_to(paths["kept"])
    os.mkfifo(paths["a-pipe"])
    paths["a-folder"].mkdir()
    assert states(book) == [
        ("-", "gone"), ("a-folder", "missing"), ("a-pipe", "missing"), ("a-link", "missing"), ("away", "missing"),
        ("longer", "changed"), ("written-over", "changed"), ("kept", "there"),
    ]  # fmt: skip
    out.rename(out.with_name("pulled"))
    assert {state for _name, state in states(book)} == {"gone", "missing"}


def test_the_very_file_is_deleted_and_written_down_and_no_other(book: Casebook, out: Path, clock: Clock) -> None:
    play(book)
    before = documents(book)
    first, second = export_case(book, FRESH, out), export_case(book, HELD, out)
    ids = numbers(book)
    clock.go(hours=1)
    gone = book.delete_copy(ids[first.name])
    assert (first.exists(), second.exists(), gone.gone) == (False, True, clock.now)
    assert book.copies()[1].outside == gone
    first.write_text("another file of the same name")
    second.write_text("mine")
    print_case(book, FRESH)
    for id, why in (
        (ids[first.name], "destroyed already"), (ids[second.name], "other content"), (numbers(book)["-"], "printed"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            book.delete_copy(id)
    assert (first.read_text(), second.read_text()) == ("another file of the same name", "mine")
    second.unlink()
    with pytest.raises(Refused, match="is not found"):
        book.delete_copy(ids[second.name])
    assert documents(book) == before  # quiet: nothing to undo
    assert book.mark_gone(ids[second.name]).gone == clock.now
    clock.go(hours=1)
    assert book.mark_gone(ids[second.name]).gone != clock.now, "the first word stands"


@pytest.mark.parametrize("id", [0, 1, 99, -1])
def test_what_is_no_copy_is_not_touched(book: Casebook, id: int) -> None:
    book.went_out("backup", "/media/usb/a.backup")
    for act in (book.delete_copy, book.mark_gone):
        with pytest.raises(NotFound, match=f"no copy {id}"):
            act(id)


def test_a_file_that_cannot_be_written_down_or_deleted_stays(
    book: Casebook, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(book)
    path = export_case(book, FRESH, out)
    id = numbers(book)[path.name]
    with open_casebook(book.folder, read_only=True) as reader, pytest.raises(NotSaved):
        reader.delete_copy(id)
    assert path.exists()

    def refuse(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        with pytest.raises(NotSaved, match=r"cannot be deleted: the system does not allow it\. It is still there"):
            book.delete_copy(id)
    assert states(book) == [(path.name, CopyState.THERE.value)]
    monkeypatch.setattr(disk, "flush", refuse)
    with pytest.raises(NotSaved):
        book.mark_gone(id)
    assert states(book) == [(path.name, CopyState.THERE.value)]


def test_old_packets_are_worth_a_word_once_a_day_until_they_are_gone(book: Casebook, out: Path, clock: Clock) -> None:
    play(book)
    first, second = export_case(book, FRESH, out), export_case(book, HELD, out)
    book.went_out("export", "/a/calendar.ics", [FRESH])  # holds no words about anybody
    book.went_out("backup", "/a/book.backup")
    clock.go(days=COPY_DAYS)
    assert (book.copies_due(), book.copies_reminder()) == (0, None)
    clock.go(minutes=1)
    assert book.copies_due() == 2
    assert book.copies_reminder() == (
        "2 supervision packets left more than 30 days ago: destroy those that have served"
    )
    assert book.copies_reminder() is None
    assert book.backup_reminder() is not None, "the one is said without the other"
    clock.go(days=1)
    with open_casebook(book.folder, read_only=True, clock=clock) as reader:
        told = reader.copies_reminder()
        assert told is not None
        assert reader.copies_reminder() == told, "it cannot remember"
    ids = numbers(book)
    book.delete_copy(ids[first.name])
    assert book.copies_due() == 1
    second.unlink()
    assert book.copies_due() == 1, "nobody knows where it went"
    book.mark_gone(ids[second.name])
    assert (book.copies_due(), book.copies_reminder()) == (0, None)


def test_no_file_is_out_there_that_the_book_does_not_know_of(
    book: Casebook, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(book)
    seen: list[tuple[list[str], list[bytes]]] = []

    def looking(file: Path, data: bytes) -> None:
        seen.append(([one.path for one in book.outside()], [path.read_bytes() for path in out.iterdir()]))
        raise NotSaved("no room")

    def refuse(*_args: object, **_facts: object) -> int:
        raise NotSaved("the book refuses")

    with monkeypatch.context() as patch:
        patch.setattr(export, "fill", looking)
        with pytest.raises(NotSaved, match="no room"):
            export_case(book, FRESH, out / "a.md")
        assert seen == [([str(out / "a.md")], [b""])], "first the book knows, then the file is filled"
        assert (book.outside(), list(out.iterdir())) == ([], []), "and both are taken back"
        patch.setattr(book, "did_not_go_out", refuse)
        with pytest.raises(NotSaved, match="stays in the list of copies"):
            export_case(book, FRESH, out / "b.md")
        assert [state.value for state in (copy.state for copy in book.copies())] == ["missing"]
    monkeypatch.setattr(book, "went_out", refuse)
    with pytest.raises(NotSaved, match="the book refuses"):
        export_case(book, FRESH, out / "c.md")
    assert list(out.iterdir()) == []
