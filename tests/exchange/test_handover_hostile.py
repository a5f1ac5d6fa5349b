"""What a stranger puts into a hand-over: taken in clean, or refused as a whole; the book is never the worse for it."""

import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from store import Casebook, LingkarError, NewerFormat
from store.checking import verify
from store.exchange.handover import gather, pack, receive
from store.exchange.handover.contents import DEEPEST
from store.model.packet import PacketKind
from store.model.record import new_id
from store.packet.export import default_request
from store.packet.export import gather as packed
from store.packet.prepare import Request, prepare
from store.vault import FORMAT, disk
from tests.exchange.colleagues import BOOK, FILE, RICH, fill, opened, rows, sealed_as

HOSTILE = "[/] \x1b[2Jx\x00\u202e\ufeffy"
CLEANED = "[/] [2Jxy"

Told = dict[str, Any]

ROUNDS = 60
"""Thousands found nothing more."""


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What is inside of the hand-over of a case with something of everything."""
    with opened(tmp_path_factory.mktemp("sent") / "book") as book:
        fill(book)
        told: Told = orjson.loads(pack(gather(book, RICH, with_private=True)))
        return told


@pytest.fixture
def told(sent: Told) -> Told:
    return copy.deepcopy(sent)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(disk, "flush", lambda fd: None)
        yield tmp_path_factory.mktemp("taken") / "book"


@pytest.fixture
def book(folder: Path) -> Iterator[Casebook]:
    with opened(folder, BOOK) as book:
        yield book


def take(book: Casebook, told: Any, tmp_path: Path) -> str:
    """Take it in as what a file holds; answers the code."""
    content = told if isinstance(told, bytes) else orjson.dumps(told)
    return receive(book, sealed_as(content, tmp_path / "a.lingkar"), FILE).code


def deep(levels: int) -> Any:
    value: Any = "x"
    for _level in range(levels):
        value = [value]
    return value


def puts(*path: str | int, value: Any) -> Callable[[Told], None]:
    """Something else in a place."""

    def change(told: Told) -> None:
        place: Any = told
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


WRONG = {
    "another code in the case": puts("case", "code", value="K-2025-003"),
    "a code that is none": puts("case", "code", value="../../etc"),
    "a part of another case": puts("parts", "goals", 0, "case_code", value="K-2025-001"),
    "the same id twice": lambda told: told["parts"]["goals"].append(told["parts"]["goals"][0]),
    "no id": puts("parts", "notes", 0, "id", value=""),
    "an id of the hand-over that is none": puts("id", value="x"),
    "a field that would pass for the id": puts("parts", "goals", 0, "code", value="K-2025-001"),
    "a field that would pass for the owner": puts("case", "case_code", value="K-2025-001"),
    "an origin that is no text": puts("parts", "goals", 0, "imported_from", value=["x"]),
    "a list for a case": puts("case", value=[]),
    "a text for a part": puts("parts", "goals", 0, value="x"),
    "an object for a table": puts("parts", "goals", value={"a": 1}),
    "a list for the tables": puts("parts", value=[]),
    "no parts": lambda told: told.pop("parts"),
    "no case": lambda told: told.pop("case"),
    "a day that is none": puts("on", value="yesterday"),
    "a sender that is no text": puts("from", value=1),
    "a count that is none": puts("private_left", value=-1),
    "a phase that is none": puts("case", "phase", value="x"),
    "closed without a record": lambda told: told["case"].update(status="closed", phase="termination"),
    "on hold without a reason": puts("case", "status", value="on_hold"),
    "a number too great to keep": puts("case", "episode", value="9" * 40),
    "a needed field that is empty": puts("parts", "measurements", 0, "measure", value=""),
    "opened long ago": puts("case", "opened", value="1066-10-14"),
    "opened in days to come": puts("case", "opened", value="2999-01-01"),
    "nested too deep": puts("case", "later", value=deep(DEEPEST + 1)),
    "no format": puts("format", value=None),
    "a format before the first": puts("format", value=0),
    "extra that is none": puts("case", "extra", value=[1]),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_does_not_hang_together_is_refused(book: Casebook, told: Told, tmp_path: Path, what: str) -> None:
    before = book.every_code()
    WRONG[what](told)
    with pytest.raises(LingkarError, match="is damaged"):
        take(book, told, tmp_path)
    assert book.every_code() == before


@pytest.mark.parametrize(
    "content",
    [
        b"", b"null", b"[]", b"7", b"{", b"{}", b'{"kind": "dump"}', b"[" * 5000, b"\xff\xfe", b'{"cases": {"1": {}}}',
    ],
)  # fmt: skip
def test_what_is_no_hand_over_is_refused(book: Casebook, tmp_path: Path, content: bytes) -> None:
    before = book.every_code()
    with pytest.raises(LingkarError, match="no case that was handed over"):
        take(book, content, tmp_path)
    assert book.every_code() == before


def test_a_newer_version_is_refused_and_an_older_one_brought_up(book: Casebook, told: Told, tmp_path: Path) -> None:
    for change in (puts("format", value=FORMAT + 1), puts("parts", "visions", value=[{}])):
        other = copy.deepcopy(told)
        change(other)
        with pytest.raises(NewerFormat, match="newer version"):
            take(book, other, tmp_path)
    told |= {"format": 1, "id": new_id()}
    told["case"] |= {"imported_from": "sheet:7", "kelurahan": "Sukamaju"}
    code = take(book, told, tmp_path)
    assert book.case(code).extra == {"kelurahan": "Sukamaju"}


def test_fields_of_another_version_are_kept_and_everything_is_clean(book: Casebook, told: Told, tmp_path: Path) -> None:
    later = {HOSTILE: [HOSTILE, {"deep": HOSTILE}], "__class__": HOSTILE}
    told |= {"id": new_id(), "from": HOSTILE * 200}
    told["case"] |= {"alias": HOSTILE, "later": later, "put_off": None}
    told["parts"]["notes"][0] |= {"body": f"{HOSTILE}\n{HOSTILE}", "later": HOSTILE}
    told["parts"]["history"][0]["gate"] = [{"item": HOSTILE, "met": True}]
    code = take(book, told, tmp_path)
    case = book.case(code)
    kept = {CLEANED: [CLEANED, {"deep": CLEANED}], "__class__": CLEANED}
    assert (case.alias, (case.model_extra or {})["later"]) == (CLEANED, kept)
    assert any(note.body == f"{CLEANED}\n{CLEANED}" for note in book.notes(code))
    everything = orjson.dumps(rows(book, code)).decode()
    assert not any(sign in everything for sign in ("\\u001b", "\u202e", "\ufeff", "\\u0000"))


def test_a_strangers_ids_name_nothing_of_ours(book: Casebook, told: Told, tmp_path: Path) -> None:
    mine = book.add_case(alias="Mine", size="family")
    note = book.add_note(mine.code, body="mine")
    told["id"] = new_id()
    told["parts"]["notes"][0]["id"] = note.id
    told["parts"]["people"][0]["id"] = "client"
    told["parts"]["tasks"][0]["supervision"] = note.id
    code = take(book, told, tmp_path)
    assert book.note(note.id).body == "mine"
    assert note.id not in str(rows(book, code))
    assert book.folder_of(code).people[0].id != "client"


def test_whatever_comes_in_leaves_a_book_that_works(book: Casebook, folder: Path, sent: Told, tmp_path: Path) -> None:
    """Something else in many places at once, over and over: refused, or a case that all of the program can read."""
    dice = random.Random(7)
    values = [
        None,
        "",
        0,
        -1,
        10**18,
        1.5,
        True,
        "x",
        HOSTILE,
        [],
        {},
        ["x"],
        {"x": 1},
        "2026-11-22",
        "closed",
        "0001-01-01",
    ]
    taken = 0
    for _round in range(ROUNDS):
        told = copy.deepcopy(sent)
        told["id"] = new_id()
        for _change in range(dice.choice((1, 1, 2))):
            place, key = dice.choice([*_places(told)])
            if dice.random() < 0.2:
                place.pop(key) if isinstance(place, dict) else place.pop()
            else:
                place[key] = dice.choice(values)
        try:
            code = take(book, told, tmp_path)
        except LingkarError:
            continue
        taken += 1
        _look_at(book, code)
    assert taken > ROUNDS / 10
    assert verify(folder, BOOK).is_whole


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a value of JSON types."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(one, dict | list):
            yield from _places(one)


def _look_at(book: Casebook, code: str) -> None:
    book.review_of(code)
    book.gate(code)
    book.search(code)
    request: Request = default_request(book, PacketKind.CASE, code)
    prepare(request, *packed(book, request), book.clock())
    case = book.case(code)
    if not case.is_closed:
        book.edit_case(code, tags="x")
    for note in book.notes(code):
        if note.is_signed:
            book.add_addendum(note.id, "more")


@pytest.mark.parametrize("where", ["case", "notes"])
def test_a_name_that_no_dump_reads_back_is_refused(book: Casebook, told: Told, where: str, tmp_path: Path) -> None:
    row = told["case"] if where == "case" else told["parts"][where][0]
    row["__class__"] = "x"
    with pytest.raises(LingkarError, match="damaged"):
        take(book, told, tmp_path)
