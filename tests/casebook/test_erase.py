"""Erasing a client: no word is left that anybody could read, with the key or without, whenever it is cut off."""

import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from store import Casebook, LingkarError, NotFound, NotSaved, Refused, open_casebook
from store.exchange.backup import backup
from store.exchange.importing import import_csv
from store.exchange.restore import restore
from store.model.disguise import MaskWord
from store.parking import Parking
from store.vault import disk
from tests.crashing import crash_at_every_step
from tests.exchange.safe import FILED, FRESH, NOW, PASSPHRASE, contents, key_of, make, opened, readable
from tests.letting_out import export_case, print_case
from tests.packet.packets import packet_of

OTHER = "K-2026-003"
WORDS = {
    FRESH: ("Melati", "Siti Rahayu", "beras habis", "masih ditulis", "entwurf", "Neneknya"),
    FILED: ("Bu Tua", "selesai sudah", "Pindah rumah"),
}
KEPT = ("Pak Lain", "Melati menelepon")
"""What another case says, the erased client's name in it too."""


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    return request.param


@pytest.fixture
def folder(tmp_path: Path, passphrase: str | None) -> Path:
    """Generations with the two clients in all of them, a torn piece, something parked, and another case."""
    folder = tmp_path / "book"
    make(folder, passphrase)
    with opened(folder, passphrase) as book:
        book.add_case(alias="Pak Lain", size="individual")
        book.add_note(OTHER, body="Melati menelepon")
        book.reopen(FILED, reason="Back again.")  # live now, and in the archive as it was
        book.undo()
        book.clock = lambda: NOW - timedelta(days=60)
        code = book.add_case(alias="Ketiga", size="family").code
        book.terminate(
            code, reason="moved", outcome="same", summary="x", notice="agreed",
            override="A reason that is long enough to pass.",
        )  # fmt: skip
        book.clock = lambda: NOW
        book.file_away(code)
        book.compact()
        book.edit_case(FRESH, tags="beras habis")
        for looked_at in (FRESH, OTHER, FILED):
            book.looked_at(looked_at, left=True, acts=("note",))
        book.add(MaskWord, FRESH, text="Neneknya", kind="person")
        things = [{"screen": "form", "named": {"code": FRESH}, "typed": {"body": "beras habis"}}, {"screen": "board"}]
        Parking.park(book, things)  # type: ignore[arg-type]
    (folder / "0000000002.torn").write_bytes(b"Siti Rahayu")
    return folder


def words_left(folder: Path, passphrase: str | None, code: str) -> list[str]:
    """Which of a client's words can be read anywhere, but where another case speaks of them."""
    everything = readable(folder, key_of(folder, passphrase)).replace(b"Melati menelepon", b"")
    return [word for word in (*WORDS[code], code) if word.encode() in everything]


@pytest.mark.parametrize("code", [FRESH, FILED])
def test_no_word_is_left(folder: Path, passphrase: str | None, code: str) -> None:
    assert words_left(folder, passphrase, code) == [*WORDS[code], code]
    with opened(folder, passphrase) as book:
        before, notes = contents(book), len(book.notes(code))
        erased = book.erase(code.lower())
        assert (erased.notes, erased.backups, erased.exports, erased.kept) == (notes, (), (), ())
        assert erased.generations >= 4
        after = contents(book)
        with pytest.raises(NotFound):
            book.case(code)
    assert words_left(folder, passphrase, code) == []
    expected = {name: value for name, value in before.items() if name not in (code, "archived")}
    assert {name: value for name, value in after.items() if name != "archived"} == expected
    assert after["archived"] == [other for other in before["archived"] if other != code]
    with opened(folder, passphrase) as book:
        assert contents(book) == after
        assert not book.has_finished_erasing
        assert [one.code for one in book.review_day(NOW.date()).looked] == [
            one for one in (FRESH, OTHER, FILED) if one != code
        ]
        assert [thing["screen"] for thing in Parking.parked(book)] == (  # type: ignore[arg-type]
            ["board"] if code == FRESH else ["form", "board"]
        )


def test_a_case_that_came_back_is_erased_in_both_places(folder: Path, passphrase: str | None) -> None:
    with opened(folder, passphrase) as book:
        book.reopen(FILED, reason="Back again.")
        book.erase(FILED)
    assert words_left(folder, passphrase, FILED) == []


def test_a_closed_case_without_any_archive(tmp_path: Path, passphrase: str | None) -> None:
    with opened(tmp_path / "book", passphrase) as book:
        code = book.add_case(alias="Melati", size="family").code
        book.terminate(
            code, reason="moved", outcome="same", summary="x", notice="agreed",
            override="A reason that is long enough to pass.",
        )  # fmt: skip
        book.erase(code)
        assert book.cases() == []
    assert words_left(tmp_path / "book", passphrase, FRESH) == []


def test_nothing_brings_it_back(folder: Path, passphrase: str | None) -> None:
    with opened(folder, passphrase) as book:
        book.edit_case(OTHER, alias="Pak Lain Sekali")
        book.edit_case(FRESH, alias="Melati Dua")
        book.undo()
        book.erase(FRESH)
        for turn in (book.undo, book.redo):
            with pytest.raises(Refused):
                turn()
        assert book.add_case(alias="Baru", size="family").code == "K-2026-005"  # the code is not given again
        book.undo()
    with opened(folder, passphrase) as book:
        book.redo()
        with pytest.raises(NotFound):
            book.case(FRESH)
        assert book.case(OTHER).alias == "Pak Lain Sekali"


def test_what_is_kept_of_it_names_nobody(folder: Path, passphrase: str | None) -> None:
    with opened(folder, passphrase) as book:
        generations = book.erase(FRESH).generations
        assert dict(book.shelf.db.documents("erasures")) == {
            1: {"at": "2026-11-21T07:00:00+07:00", "notes": 2, "generations": generations}
        }
        book.erase(OTHER)
        assert sorted(book.shelf.db.documents("erasures")) == [1, 2]


def test_it_lists_what_it_cannot_reach_and_forgets_whose_it_was(
    folder: Path, passphrase: str | None, tmp_path: Path
) -> None:
    with opened(folder, passphrase) as book:
        saved = backup(book, tmp_path / "a.backup").path
    restore(saved, folder, passphrase, at=NOW)
    (kept,) = (path for path in tmp_path.iterdir() if "before-restore" in path.name)
    with opened(folder, passphrase) as book:
        backup(book, tmp_path / "b.backup")
        written, other = export_case(book, FRESH, tmp_path), export_case(book, OTHER, tmp_path)
        print_case(book, FRESH)
        erased = book.erase(FRESH)
        assert [one.path for one in erased.backups] == [str(tmp_path / "b.backup")]
        assert [one.path for one in erased.exports] == [str(written), "-"]
        assert erased.kept == (kept,)
        assert [one.path for one in book.outside()] == [str(tmp_path / "b.backup"), str(other)]
    assert words_left(folder, passphrase, FRESH) == []


def test_a_backup_of_before_the_case_came_in_is_named_too(folder: Path, passphrase: str | None, tmp_path: Path) -> None:
    """It may have been there already, and gone and come again; or the clock was ahead then."""
    (tmp_path / "kasus.csv").write_text("id,nama,masuk\n1,Joko,2026-08-01\n")
    with opened(folder, passphrase) as book:
        import_csv(book, tmp_path / "kasus.csv")
        saved = backup(book, tmp_path / "between.backup").path
        book.undo()
        book.clock = lambda: NOW + timedelta(hours=1)
        import_csv(book, tmp_path / "kasus.csv")
        code = next(case.code for case in book.cases() if case.came)
        assert [backup.path for backup in book.erase(code).backups] == [str(saved)]
        book.clock = lambda: NOW - timedelta(days=30)  # it had been a month ahead
        later = book.add_case(alias="Baru", size="family").code
        assert [backup.path for backup in book.erase(later).backups] == [str(saved)]


@pytest.mark.parametrize("code", [FRESH, FILED])
def test_a_case_whose_history_was_lost_is_erased(folder: Path, passphrase: str | None, code: str) -> None:
    with opened(folder, passphrase) as book:
        if code == FILED:
            book.reopen(FILED, reason="Back again.")
        with book.shelf.db.transaction("lose"):
            book.shelf.drop(book.history(code))
    with opened(folder, passphrase) as book:
        assert book.history(code) == []
        book.erase(code)
    assert words_left(folder, passphrase, code) == []


@pytest.mark.parametrize("code", [FRESH, FILED])
def test_the_tokens_that_packets_showed_of_the_client_go_too(folder: Path, passphrase: str | None, code: str) -> None:
    everybody = (FRESH, FILED, OTHER)
    with opened(folder, passphrase) as book:
        tokens = [one for each in everybody for one in packet_of(book, each).disguises]
        book.went_out("export", "/all/of/them", everybody, packet="caseload", disguises=tokens)
        assert [book.disguise_of(one).covers != () for one in everybody] == [True] * 3
        erased = book.erase(code)
        assert [one.path for one in erased.exports] == ["/all/of/them"]
        others = [one for one in everybody if one != code]
        assert [one.codes for one in book.outside()] == [tuple(others)]
        assert [row["code"] for row in book.shelf.db.documents("disguises").values()] == others
        assert book.disguise_of(code).covers == ()
    assert words_left(folder, passphrase, code) == []


def test_no_such_case(folder: Path, passphrase: str | None) -> None:
    with opened(folder, passphrase) as book:
        before = contents(book)
        with pytest.raises(NotFound):
            book.erase("K-2026-099")
        assert contents(book) == before


def test_a_book_opened_for_reading_refuses(folder: Path, passphrase: str | None) -> None:
    with opened(folder, passphrase, read_only=True) as book, pytest.raises(NotSaved):
        book.erase(FRESH)


def test_an_archive_that_cannot_be_read_stops_it_before_anything_is_gone(folder: Path, passphrase: str | None) -> None:
    for log in (folder / "archive").glob("*.log"):
        log.write_bytes(b"?" * 500)
    with opened(folder, passphrase) as book:
        with pytest.raises(LingkarError, match="archive"):
            book.erase(FRESH)
        assert book.case(FRESH).alias == "Melati"


@pytest.mark.parametrize("name", ["create_file", "flush", "remove"])
def test_a_disk_that_refuses_in_the_middle_is_told_and_the_rest_done_later(
    folder: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with opened(folder, passphrase) as book:
        with monkeypatch.context() as patch:
            real, calls = getattr(disk, name), []

            def refuse(*args: Any) -> Any:
                calls.append(args)
                if len(calls) > (1 if name == "flush" else 0):  # the first flush makes the intent durable
                    raise OSError(28, "No space left on device")
                return real(*args)

            patch.setattr(disk, name, refuse)
            with pytest.raises(LingkarError, match=r"older generations of it still have it.*next opening"):
                book.erase(FRESH)
        with pytest.raises(NotFound):
            book.case(FRESH)
        assert words_left(folder, passphrase, FRESH) != []
    with opened(folder, passphrase) as book:
        assert book.has_finished_erasing
    assert words_left(folder, passphrase, FRESH) == []


def test_while_it_cannot_be_finished_the_book_opens_all_the_same(
    folder: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> Any:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(disk, "remove", refuse)
    with opened(folder, passphrase) as book, pytest.raises(LingkarError, match="the system does not allow it"):
        book.erase(FRESH)
    with opened(folder, passphrase) as book:
        assert not book.has_finished_erasing
        assert len(book.cases()) == 1
        book.add_note(OTHER, body="on it goes")
    monkeypatch.undo()
    with opened(folder, passphrase) as book:
        assert book.has_finished_erasing
    assert words_left(folder, passphrase, FRESH) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
@pytest.mark.parametrize("code", [FRESH, FILED])
def test_killed_at_any_step_it_is_not_begun_or_finished_at_the_next_opening(
    folder: Path, passphrase: str | None, code: str, tmp_path: Path
) -> None:
    aside = tmp_path / "aside"
    shutil.copytree(folder, aside)
    with opened(folder, passphrase) as book:
        whole = contents(book)
    others = [name for name in whole if name not in (code, "archived")]

    def prepare() -> None:
        shutil.rmtree(folder)
        shutil.copytree(aside, folder)

    def erase() -> None:
        with opened(folder, passphrase) as book:
            book.erase(code)

    ways = set()
    for step in crash_at_every_step(prepare, erase):
        with opened(folder, passphrase, read_only=True) as book:  # in between, too
            assert {name: contents(book)[name] for name in others} == {name: whole[name] for name in others}
        with opened(folder, passphrase) as book:
            now, finished = contents(book), book.has_finished_erasing
            done = [row for row in book.shelf.db.documents("erasures").values() if len(row) != 3]
        assert done == []
        if code in now:
            assert (now, finished) == (whole, False), step
            ways.add("not begun")
        else:
            assert {name: now[name] for name in others} == {name: whole[name] for name in others}, step
            assert words_left(folder, passphrase, code) == [], step
            ways.add("finished later" if finished else "done")
    assert ways == {"not begun", "finished later", "done"}
    assert os.listdir(tmp_path)


def test_two_that_were_cut_off_are_both_finished(folder: Path, passphrase: str | None) -> None:
    with pytest.MonkeyPatch.context() as patch, opened(folder, passphrase) as book:
        patch.setattr(disk, "remove", lambda path: (_ for _ in ()).throw(OSError(5, "Input/output error")))
        for code in (FRESH, FILED):
            with pytest.raises(LingkarError, match="the disk does not work as it should"):
                book.erase(code)
    with open_casebook(folder, passphrase) as book:
        assert isinstance(book, Casebook)
        assert book.has_finished_erasing
    for code in (FRESH, FILED):
        assert words_left(folder, passphrase, code) == []
