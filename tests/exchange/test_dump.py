"""The whole book leaves in three forms; two of them come back as the very same book."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from store import Casebook, LingkarError, NotSaved, open_casebook
from store.demo import build_demo
from store.exchange.dumping import DumpFormat, contents_of, dump, is_dump, made, read_dump
from store.exchange.dumping.checking import KNOWN
from store.exchange.restore import restore_dump
from store.language import use
from store.model import Goal, Person
from store.shelf import IN_THE_FILE, MODEL_OF
from store.vault import FORMAT
from tests.bench.books import EXTREME, build_book, scaled
from tests.exchange.dumped import (
    BACK,
    FILED,
    LIVE,
    NASTY,
    WHY,
    bytes_of,
    check_tables,
    make_full,
    rows_of,
    without_waiting,
)
from tests.exchange.safe import NOW, PASSPHRASE, opened
from tests.exchange.safe import contents as told_of


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """A book with something in every table; not to be changed."""
    use("en")
    with without_waiting(), make_full(tmp_path_factory.mktemp("full") / "book", PASSPHRASE) as book:
        yield book


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """The demonstration a year on, when what was closed is archived; not to be changed."""
    use("id")
    with without_waiting(), open_casebook(tmp_path_factory.mktemp("demo") / "book", clock=lambda: NOW) as book:
        build_demo(book, "id")
        book.clock = lambda: NOW + timedelta(days=400)
        for case in book.cases(status="closed"):
            book.file_away(case.code)
        yield book


def again(dumped: bytes, place: Path, passphrase: str | None = None) -> Casebook:
    """The book that is made of a dump."""
    place.mkdir(exist_ok=True)
    (place / "x.json").write_bytes(dumped)
    with without_waiting():
        restore_dump(read_dump(place / "x.json"), place / "again", passphrase)
    return open_casebook(place / "again", passphrase, create=False, clock=lambda: NOW)


def test_every_table_of_a_book_is_in_the_full_one_and_known(full: Casebook) -> None:
    assert set(full.shelf.db.tables()) == KNOWN
    contents = contents_of(full)
    assert list(contents.archive) == [FILED]
    assert set(contents.archive[FILED]) == {"code", "format", "case", *IN_THE_FILE}
    assert full.is_archived(FILED)
    assert not full.is_archived(BACK)


@pytest.mark.parametrize("which", ["full", "demo"])
def test_what_comes_back_gives_the_same_dump(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    book: Casebook = request.getfixturevalue(which)
    first = bytes_of(book)
    with again(first, tmp_path / "json") as back:
        assert bytes_of(back) == first
        assert told_of(back) == told_of(book)
        assert back.settings == book.settings
        assert back.parked() == book.parked()
        assert back.outside() == book.outside()
        assert back.disguise_of(LIVE) == book.disguise_of(LIVE)
        assert back.next_number(2025) == book.next_number(2025)
        assert [back.folder_of(code) for code in back.every_code()] == [
            book.folder_of(code) for code in book.every_code()
        ]
        code = back.archived()[0].code
        back.reopen(code, "assessment", "On it goes.")
        back.undo()
        assert bytes_of(back) == first
    with again(bytes_of(book, DumpFormat.TINYDB), tmp_path / "tinydb", PASSPHRASE) as back:
        assert bytes_of(back) == first
        assert back.is_encrypted


def test_json_says_what_it_is_and_not_when(full: Casebook) -> None:
    first = bytes_of(full)
    found = orjson.loads(first)
    assert (found["lingkar"], found["format"], set(found)) == (
        "dump", FORMAT, {"lingkar", "format", "program", "tables", "archive"},
    )  # fmt: skip
    assert "👨‍👩‍👧".encode() in first
    assert len(first.splitlines()) > sum(map(len, found["tables"].values()))
    full.clock = lambda: NOW + timedelta(days=3)
    try:
        assert bytes_of(full) == first
    finally:
        full.clock = lambda: NOW
    assert found["tables"]["settings"]["1"]["lock_after"] == 9


def test_stock_tinydb_opens_the_database(full: Casebook, tmp_path: Path) -> None:
    contents = contents_of(full)
    path = tmp_path / "x.json"
    path.write_bytes(made(contents, DumpFormat.TINYDB))
    assert path.read_bytes().isascii()
    with TinyDB(path) as db:
        assert {table: len(db.table(table)) for table in db.tables() - {"lingkar"}} == {
            table: len(rows) for table, rows in rows_of(contents).items()
        }
        assert {row["code"] for row in db.table("cases")} == set(full.every_code())
        assert sorted(map(str, db.table("notes"))) == sorted(map(str, rows_of(contents)["notes"]))
        db.table("notes").insert({**contents.archive[FILED]["notes"][0], "id": "new", "body": "written in TinyDB"})
        db.table("cases").update({"alias": "Edited"}, doc_ids=[1])
        db.table("team").truncate()
    with again(path.read_bytes(), tmp_path / "back") as back:
        assert back.case(LIVE).alias == "Edited"
        assert "written in TinyDB" in [note.body for note in back.notes(FILED)]
        assert back.is_archived(FILED)
        assert not back.folder_of(LIVE).team


@pytest.mark.parametrize(("language", "delimiter"), [("en", ","), ("id", ";")])
def test_the_tables_hold_everything_and_no_formula(full: Casebook, language: str, delimiter: str) -> None:
    contents = contents_of(full)
    use(language)
    names = check_tables(contents, made(contents, DumpFormat.CSV), delimiter)
    assert names == {*MODEL_OF, "outside"} - {"stubs"}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("  =1", "'  =1"), ("\u00a0@x", "'\u00a0@x"), ("-", "'-"), ("＝1", "'＝1"), ("\t1", "'\t1"),
        ("08123456789", "'08123456789"), ("3273011501900001", "'3273011501900001"), ("0812 3456-789", "'0812 3456-789"),
        ("1/2", "'1/2"), ("12e5", "'12e5"), ("'quoted", "''quoted"), ("2026-11-20", "2026-11-20"),
        ("2026-11-20T09:30:00+07:00", "2026-11-20T09:30:00+07:00"), ("3 anak", "3 anak"), ("a=1", "a=1"), ("", ""),
    ],
)  # fmt: skip
def test_a_text_stays_a_text_in_every_spreadsheet(text: str, cell: str) -> None:
    from store.exchange.dumping.tables import safe

    assert safe(text) == cell
    assert cell.removeprefix("'") == text or cell == text


# Letting it out


@pytest.mark.parametrize("format", list(DumpFormat))
def test_it_is_a_private_file_that_the_book_knows(tmp_path: Path, format: DumpFormat) -> None:
    with make_full(tmp_path / "book") as book:
        before = bytes_of(book, format)
        made_of = dump(book, tmp_path, format)
        assert made_of.path is not None
        assert made_of.path.read_bytes() == before, "taken before it was written down"
        assert made_of.path.stat().st_mode & 0o077 == 0
        assert "UNMASKED" in made_of.path.name
        (copy,) = [copy for copy in book.copies() if copy.outside.kind == "dump"]
        assert (copy.outside.path, copy.state, copy.outside.size) == (str(made_of.path), "there", len(before))
        assert set(copy.outside.codes) == set(book.every_code())
        assert dump(book, tmp_path, format).path != made_of.path, "nothing is written over"
        assert str(made_of.path) in [one.path for one in book.erase(LIVE).exports]
        book.delete_copy(copy.id)
        assert not made_of.path.exists()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_or_a_stop_leaves_nothing(
    tmp_path: Path, call: str, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").mkdir()

    def refuse(*_args: object) -> None:
        raise error

    with make_full(tmp_path / "book") as book:
        before = book.outside()
        with monkeypatch.context() as patch:
            patch.setattr(f"store.packet.files.os.{call}", refuse)
            with pytest.raises(NotSaved if isinstance(error, OSError) else KeyboardInterrupt):
                dump(book, tmp_path / "stick", DumpFormat.JSON)
        assert [*(tmp_path / "stick").iterdir()] == []
        assert book.outside() == before


def test_a_book_whose_archive_lost_a_case_can_leave_too(tmp_path: Path) -> None:
    with make_full(tmp_path / "book") as book:
        book._archive.remove(FILED)
        contents = contents_of(book)
        assert contents.missing == (FILED,)
        with again(bytes_of(book), tmp_path / "back") as back:
            assert bytes_of(back) == bytes_of(book)
            assert back.case(LIVE) == book.case(LIVE)


# Books that hypothesis makes

TEXT = st.one_of(st.text(min_size=1, max_size=30), st.sampled_from([NASTY, "0812", "-2", "=1", "'x", "2026-11-20"]))
DEED = st.tuples(
    st.sampled_from(
        ["case", "note", "note", "goal", "person", "edit", "advance", "close", "file", "file", "reopen", "undo", "redo",
         "import", "park", "out", "void", "remove", "compact"]
    ),
    st.integers(0, 5), TEXT,
)  # fmt: skip


def do(book: Casebook, deed: str, n: int, text: str) -> None:
    codes = book.every_code()
    code = codes[n % len(codes)] if codes else "K-2026-001"
    acts: dict[str, Callable[[], Any]] = {
        "case": lambda: book.add_case(alias="x", size="family", tags=text, presenting_problem=text),
        "note": lambda: book.add_note(code, body=text, mode="office", sign=n > 2, place=text),
        "goal": lambda: book.rate_goal(book.add(Goal, code, statement=text, weight=2).id, n - 2),
        "person": lambda: book.add(Person, code, alias="y", name=text, contact=text, age=n),
        "edit": lambda: book.edit_case(code, alias=text, strengths=text),
        "advance": lambda: book.advance(code, WHY),
        "close": lambda: book.terminate(
            code, reason="moved", outcome="same", summary=text, notice="agreed", override=WHY
        ),
        "file": lambda: book.file_away(code),
        "reopen": lambda: book.reopen(code, "assessment", text),
        "undo": book.undo,
        "redo": book.redo,
        "import": lambda: book.add_records([book.case(code).changed(extra={text: text, "b": "1", "a": text})]),
        "park": lambda: book.park([{"screen": "x", "typed": {"body": [text, n, None, 1.5]}}]),
        "out": lambda: book.went_out("export", Path("/x") / text.replace("\0", ""), [code]),
        "void": lambda: book.void_note(book.notes(code)[0].id, text),
        "remove": lambda: book.remove(book.parts(Person, code)[0]),
        "compact": book.compact,
    }
    try:
        acts[deed]()
    except (LingkarError, IndexError):
        return


@settings(max_examples=30)
@given(deeds=st.lists(DEED, max_size=40))
@example(deeds=[("case", 0, "¹")])
def test_any_book_comes_back_as_it_was(deeds: list[tuple[str, int, str]]) -> None:
    use("en")
    with tempfile.TemporaryDirectory() as place, without_waiting():
        folder = Path(place)
        with open_casebook(folder / "book", clock=lambda: NOW) as book:
            for deed in [("case", 0, "first"), ("case", 0, "second"), *deeds]:
                do(book, *deed)
            contents = contents_of(book)
            first = bytes_of(book)
            told = told_of(book)
            check_tables(contents, made(contents, DumpFormat.CSV))
        for format in (DumpFormat.JSON, DumpFormat.TINYDB):
            with again(made(contents, format), folder / format.value) as back:
                assert bytes_of(back) == first
                assert told_of(back) == told


def test_a_whole_career_comes_back(tmp_path: Path) -> None:
    """A hundredth of the extreme book of `tests/bench`, whose own run is `python -m tests.bench dumping`."""
    with without_waiting():
        build_book(tmp_path / "book", scaled(EXTREME, 0.01))
        with open_casebook(tmp_path / "book", clock=lambda: NOW) as book:
            first = bytes_of(book)
        with again(first, tmp_path / "back") as back:
            assert bytes_of(back) == first
            assert len(back.every_code()) == 40
            assert back.archived()
            assert sum(len(back.notes(code)) for code in back.every_code()) == 3_000


def test_a_dump_is_known_by_its_beginning(tmp_path: Path, full: Casebook) -> None:
    for content, answer in ((bytes_of(full), True), (b"\xef\xbb\xbf \n{}", True), (b"PK\x03\x04", False), (b"", False)):
        (tmp_path / "x").write_bytes(content)
        assert is_dump(tmp_path / "x") is answer
    assert not is_dump(tmp_path)
    assert not is_dump(tmp_path / "gone")
    with opened(tmp_path / "empty", None) as empty, again(bytes_of(empty), tmp_path / "back") as back:
        assert bytes_of(back) == bytes_of(empty)
