"""A dump that was damaged, edited or made to do harm is refused with a sentence, and nothing is changed."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import BookDamaged, Casebook, LingkarError, NewerFormat, open_casebook
from store.exchange.dumping import Contents, DumpFormat, contents_of, read_dump
from store.exchange.restore import restore_dump
from store.language import use
from store.vault import FORMAT
from tests.exchange.dumped import FILED, LIVE, bytes_of, changed, make_full, without_waiting
from tests.exchange.safe import NOW


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    use("en")
    with without_waiting(), make_full(tmp_path_factory.mktemp("full") / "book") as book:
        yield book


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], Contents]:
    def _read(data: bytes) -> Contents:
        (tmp_path / "x.json").write_bytes(data)
        return read_dump(tmp_path / "x.json")

    return _read


Edit = Callable[[Any], object]


def nested(depth: int) -> Any:
    value: Any = "deep"
    for _ in range(depth):
        value = [value]
    return value


def first(found: Any, table: str) -> Any:
    return next(iter(found["tables"][table].values()))


def put(found: Any, table: str, **fields: Any) -> None:
    first(found, table).update(fields)


EDITS: dict[str, Edit] = {
    "a case without its alias": lambda found: first(found, "cases").pop("alias"),
    "a number for a text": lambda found: put(found, "cases", alias=5),
    "a list for a text": lambda found: put(found, "notes", body=["x"]),
    "an object for a day": lambda found: put(found, "cases", opened={"year": 2025}),
    "a day there never was": lambda found: put(found, "cases", opened="2025-02-30"),
    "a phase that is none": lambda found: put(found, "cases", phase="nirvana"),
    "a text for a row": lambda found: found["tables"]["notes"].update({"1": "x"}),
    "a list for a row": lambda found: found["tables"]["notes"].update({"1": [["id", "x"]]}),
    "null for a row": lambda found: found["tables"]["cases"].update({"1": None}),
    "a list for a table": lambda found: found["tables"].update(notes=[{}]),
    "null for a table": lambda found: found["tables"].update(notes=None),
    "a list for the tables": lambda found: found.update(tables=[]),
    "an object for the archive": lambda found: found.update(archive={}),
    "no archive": lambda found: found.pop("archive"),
    "something more beside it": lambda found: found.update(more=1),
    "no format": lambda found: found.pop("format"),
    "a format of text": lambda found: found.update(format="2"),
    "a format that is true": lambda found: found.update(format=True),
    "format 0": lambda found: found.update(format=0),
    "another kind of file": lambda found: found.update(lingkar="handover"),
    "a program of numbers": lambda found: found.update(program=2),
    "an unknown table": lambda found: found["tables"].update({"__proto__": {"1": {"x": 1}}}),
    "a row without number": lambda found: found["tables"]["notes"].update({"x": first(found, "notes")}),
    "a row of number 0": lambda found: found["tables"]["notes"].update({"0": first(found, "notes")}),
    "a row of number -1": lambda found: found["tables"]["notes"].update({"-1": first(found, "notes")}),
    "the same row as 1 and 01": lambda found: found["tables"]["notes"].update({"01": first(found, "notes")}),
    "a code twice": lambda found: found["tables"]["cases"].update({"99": first(found, "cases")}),
    "an id twice": lambda found: found["tables"]["notes"].update({"99": first(found, "notes")}),
    "an id twice after cleaning": lambda found: found["tables"]["notes"].update(
        {"99": {**first(found, "notes"), "id": first(found, "notes")["id"] + "\u200b"}}
    ),
    "an id of the archive once more": lambda found: found["tables"]["notes"].update(
        {"99": {**found["archive"][0]["notes"][0], "case_code": LIVE}}
    ),
    "a case in the archive and live": lambda found: found["tables"]["cases"].update(
        {"99": found["archive"][0]["case"]}
    ),
    "a case in the archive twice": lambda found: found["archive"].append(found["archive"][0]),
    "an archived case without a stub": lambda found: found["tables"].pop("stubs"),
    "a code that is none": lambda found: put(found, "cases", code="../../etc"),
    "a code of other digits": lambda found: put(found, "cases", code="K-٢٠٢٥-001"),
    "a note of no case": lambda found: put(found, "notes", case_code=""),
    "a note of what is no code": lambda found: put(found, "notes", case_code="x"),
    "a note with a code of its own": lambda found: put(found, "notes", code="K-2025-001"),
    "no id": lambda found: put(found, "notes", id=""),
    "Python's own names": lambda found: put(found, "cases", __class__="os.system"),
    "too deep": lambda found: put(found, "cases", more=nested(100)),
    "too deep in a text": lambda found: put(found, "cases", alias=nested(60)),
    "too deep on the desk": lambda found: put(found, "desk", things=[nested(200)]),
    "a desk of texts": lambda found: put(found, "desk", things=["x"]),
    "settings that do not fit": lambda found: put(found, "settings", saved=[{"name": 1}]),
    "settings twice": lambda found: found["tables"]["settings"].update({"2": {}}),
    "counters of text": lambda found: put(found, "book", **{"2025": "9"}),
    "counters of halves": lambda found: put(found, "book", **{"2025": 9.5}),
    "counters that are true": lambda found: put(found, "book", **{"2025": True}),
    "counters of no year": lambda found: put(found, "book", years=9),
    "counters below zero": lambda found: put(found, "book", **{"2025": -9}),
    "an entry of the register without path": lambda found: first(found, "outside").pop("path"),
    "a disguise of nobody": lambda found: put(found, "disguises", covers=[{}]),
    "a review of no day": lambda found: put(found, "reviews", day="yesterday"),
    "an erasing without its moment": lambda found: first(found, "erasures").pop("at"),
    "a reminder without day": lambda found: first(found, "reminded").clear(),
    "an archived case that is a list": lambda found: found["archive"].append([]),
    "an archived case without code": lambda found: found["archive"][0].pop("code"),
    "an archived case without case": lambda found: found["archive"][0].pop("case"),
    "an archived case under another code": lambda found: found["archive"][0].update(code="K-2025-009"),
    "an archived case with more": lambda found: found["archive"][0].update(more=[]),
    "an archived case with a note of another": lambda found: found["archive"][0]["notes"][0].update(case_code=LIVE),
    "an archived case with notes of text": lambda found: found["archive"][0].update(notes="x"),
    "an archived case of a newer format": lambda found: found["archive"][0].update(format=FORMAT + 1),
}


@pytest.mark.parametrize("name", EDITS)
def test_it_is_refused_in_a_sentence(full: Casebook, read: Callable[[bytes], Contents], name: str) -> None:
    edited = changed(bytes_of(full), EDITS[name])
    with pytest.raises(BookDamaged, match="Nothing was changed") as refused:
        read(edited)
    told = str(refused.value)
    assert "x.json" in told
    assert "Siti" not in told, "no word about a client"
    assert "etc" not in told


def test_what_is_no_json_or_cut_short_is_refused(full: Casebook, read: Callable[[bytes], Contents]) -> None:
    whole = bytes_of(full)
    deep = b'{"lingkar":' + b"[" * 100_000
    for data in (b"{", b"{}", b"{}}", whole[:-3], whole[: len(whole) // 2], whole + b"x", deep, b'{"lingkar":"\xff"}'):
        with pytest.raises(BookDamaged):
            read(data)
    broken = bytearray(whole)
    for at in range(0, len(whole), len(whole) // 150):
        broken[at] ^= 0x10
        with suppress(LingkarError):
            read(bytes(broken))
        broken[at] ^= 0x10
    assert read(whole)


@pytest.mark.parametrize(
    "edit",
    [
        lambda found: found.update(lingkar={}), lambda found: found["lingkar"].update({"1": []}),
        lambda found: found["lingkar"]["1"].pop("archived"), lambda found: found["lingkar"]["1"].update(archived=[[]]),
        lambda found: found["lingkar"]["1"].update(archived=["K-2025-077"]),
        lambda found: found["lingkar"]["1"].update(archived=7), lambda found: found["cases"].update({"1": 3}),
        lambda found: found["cases"].update({"x": {}}), lambda found: found.update(cases=[]),
        lambda found: found.update(cases=[True]),
        lambda found: found["cases"].update({"98": found["cases"]["1"]}),
        lambda found: found.update(_default={"1": {"x": 1}}),
        lambda found: found["cases"].update({"99": next(c for c in found["cases"].values() if c["code"] == FILED)}),
    ],
)  # fmt: skip
def test_a_database_that_is_no_book_is_refused(full: Casebook, read: Callable[[bytes], Contents], edit: Edit) -> None:
    data = changed(bytes_of(full, DumpFormat.TINYDB), edit)
    with pytest.raises(BookDamaged):
        read(data)


def test_a_newer_format_is_told_from_damage(full: Casebook, read: Callable[[bytes], Contents]) -> None:
    def newer(found: Any) -> None:
        found.update(format=FORMAT + 1, tables={"what comes": 1})

    with pytest.raises(NewerFormat, match=f"format {FORMAT + 1}"):
        read(changed(bytes_of(full), newer))
    with pytest.raises(NewerFormat):
        read(changed(bytes_of(full, DumpFormat.TINYDB), lambda found: found["lingkar"]["1"].update(format=FORMAT + 7)))


# What is mended


def test_an_older_format_is_brought_up(full: Casebook, read: Callable[[bytes], Contents]) -> None:
    def older(found: Any) -> None:
        """As format 1 had it: imported columns among our own fields, no format beside the counters."""
        found["format"] = 1
        first(found, "book").pop("format")
        for row in found["tables"]["cases"].values():
            row.update(row.pop("extra", {}))
        found["archive"][0].pop("format")
        found["archive"][0]["case"].update(imported_from="f:1", Kolom="lama")

    contents = read(changed(bytes_of(full), older))
    assert contents.format == FORMAT
    assert contents.tables["book"][1]["format"] == FORMAT
    assert contents.archive[FILED]["format"] == FORMAT
    assert contents.archive[FILED]["case"]["extra"] == {"Kolom": "lama"}
    imported = next(row for row in contents.tables["cases"].values() if row.get("imported_from"))
    assert imported["extra"]["=Kolom"] == "0812"


def test_text_is_cleaned_wherever_it_stands(full: Casebook, read: Callable[[bytes], Contents], tmp_path: Path) -> None:
    evil, harmless = "\x1b]0;x\x07\u202eevil\r\n", "]0;xevil\n"

    def soil(found: Any) -> None:
        put(found, "cases", alias=evil, unknown={evil: [evil]})
        put(found, "notes", body=evil)
        put(found, "desk", things=[{"screen": "x", "text": evil}])
        put(found, "outside", path=evil)
        found["archive"][0]["case"].update(presenting_problem=evil)

    contents = read(changed(bytes_of(full), soil))
    for text in ("\x1b", "\x07", "\u202e", "\r"):
        assert orjson.dumps(text)[1:-1] not in orjson.dumps(
            [dict(contents.tables["cases"]), dict(contents.archive)], option=orjson.OPT_NON_STR_KEYS
        )
    case = contents.tables["cases"][1]
    assert (case["alias"], case["unknown"]) == (harmless.strip(), {harmless: [harmless]})
    assert contents.tables["desk"][1]["things"][0]["text"] == harmless
    restore_dump(contents, tmp_path / "book", None)


def test_no_code_is_given_twice_although_the_counters_were_set_back(
    full: Casebook, read: Callable[[bytes], Contents], tmp_path: Path
) -> None:
    edits: list[Edit] = [
        lambda found: put(found, "book", **{"2025": 1}), lambda found: found["tables"].pop("book"),
    ]  # fmt: skip
    for number, edit in enumerate(edits):
        restore_dump(read(changed(bytes_of(full), edit)), tmp_path / str(number), None)
        with open_casebook(tmp_path / str(number), clock=lambda: NOW) as book:
            assert book.next_number(2025) == 4
            assert not book.was_upgraded
            before = [book.case(code) for code in book.every_code()]
            new = book.add_case(alias="new", size="family")
            assert new.code not in [case.code for case in before]
            assert [book.case(case.code) for case in before] == before


def test_an_erasing_that_was_cut_off_is_over_in_the_new_book(
    full: Casebook, read: Callable[[bytes], Contents], tmp_path: Path
) -> None:
    def cut_off(found: Any) -> None:
        first(found, "erasures").pop("generations")
        put(found, "erasures", code="K-2025-004")

    restore_dump(read(changed(bytes_of(full), cut_off)), tmp_path / "book", None)
    with open_casebook(tmp_path / "book") as book:
        assert not book.has_finished_erasing
        assert "K-2025-004" not in str(book.shelf.db.documents("erasures")[1])


# Anything anywhere

JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(2**63), 2**63), st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=5), st.sampled_from([FILED, "2025-03-01", "id", ""]),
    ),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["id", "code", "x", "1"]), inside),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), stock=st.booleans())
def test_anything_anywhere_is_refused_or_does_no_harm(full: Casebook, data: st.DataObject, stock: bool) -> None:
    found = orjson.loads(bytes_of(full, DumpFormat.TINYDB if stock else DumpFormat.JSON))
    for _ in range(data.draw(st.integers(1, 2))):
        inside: Any = found
        while True:
            keys = [*inside] if isinstance(inside, dict) else [*range(len(inside))]
            key = data.draw(st.sampled_from(keys))
            deeper = inside[key]
            if not (isinstance(deeper, dict | list) and deeper) or data.draw(st.integers(0, 9)) == 0:
                inside[key] = data.draw(JSON)
                break
            inside = deeper
    with tempfile.TemporaryDirectory() as place, without_waiting():
        path = Path(place) / "x.json"
        path.write_bytes(orjson.dumps(found))
        try:
            contents = read_dump(path)
        except LingkarError:
            return
        restore_dump(contents, Path(place) / "book", None)
        with open_casebook(Path(place) / "book", clock=lambda: NOW) as book:
            assert contents_of(book).tables == contents.tables
            for code in {*book.every_code()} - {*contents_of(book).missing}:
                book.folder_of(code)
            book.review()
            book.outside()
            book.parked()
            assert book.add_case(alias="new", size="family").code
