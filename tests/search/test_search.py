"""What a book finds, wherever a case lies, and that it never finds what has changed, gone, or come back."""

import gc
import weakref
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import BookDamaged, Casebook, archive, open_casebook, searching
from store.folding import fold
from store.model import ContactMode, Flag, NoteStatus, Person, Referral, Score, Task
from store.model.record import Record
from store.model.text import Text
from store.query import read_query
from store.search import CASE_TEXTS, INNER_TEXTS, NOTE_TEXTS, PART_TEXTS, FoldedCase, Hit, context
from store.shelf import IN_THE_FILE, MODEL_OF
from store.vault import open_vault
from tests.casebook.archived import again, tell
from tests.casebook.conftest import START, Clock
from tests.casebook.scene import CLOSED, CLOSING, DEEDS, play
from tests.conftest import days_ago

IBU, ANAK, RT = "K-2026-001", "K-2026-002", "K-2026-003"
OPENED = date(2026, 10, 1)


def caseload(book: Casebook, clock: Clock) -> Casebook:
    """Three cases in which much can be found, and what each of their notes is about, by its first word."""
    book.add_case(
        alias="Ibu Wáyan",
        size="family",
        opened=OPENED,
        presenting_problem="Rumah bocor",
        tags="anak, ekonomi",
        field="other",
    )
    book.add_case(
        alias="Anak D", size="individual", opened=OPENED, presenting_problem="Lari dari rumah", risk_level="high"
    )
    book.add_case(
        alias="RT 05", size="neighbourhood", opened=OPENED, strengths="Arisan 🙂 kuat", collective_issues="banjir"
    )
    book.add(Person, IBU, alias="Nenek", name="Ketut Sari")
    book.add(Flag, ANAK, type="medical", level="critical", note="Demam")
    book.add(Task, ANAK, text="Telepon sekolah")
    book.add(Referral, RT, to="Puskesmas", reason="Fogging", follow_up=book.today())
    for when, reality in ((10, 3), (5, 1)):
        book.add(Score, IBU, domain="housing", expectation=4, reality=reality, on=book.today() - timedelta(days=when))
    for ago, code, body, more in (
        (1, IBU, "Satu. Kepala\nsekolah datang", {"mode": "home_visit", "participants": "Ibu, Kepala Desa"}),
        (2, ANAK, "Dua. SEKOLAH lagi", {"mode": "phone", "outcome": "no_answer", "place": "Balai Desa"}),
        (3, IBU, "Tiga. Café 🙂", {"mode": "office", "private": True}),
        (4, RT, "Empat. Banjir di RT", {"mode": "group"}),
        (5, IBU, "Lima. Sekolah", {"mode": "office"}),
    ):
        given = {"outcome": "reached", **more}
        note = book.add_note(code, body=body, at=START - timedelta(days=ago), sign=ago != 5, **given)
        if ago == 2:
            book.add_addendum(note.id, "Ternyata di kebun")
        if ago == 4:
            book.void_note(note.id, "Salah kasus")
    clock.go(days=1)
    return book


def filed_away(book: Casebook) -> Casebook:
    """The same with all cases in the archive; the newest ending is that of the last."""
    for ago, code in ((9, IBU), (8, ANAK), (7, RT)):
        book.terminate(code, **CLOSING, closed=book.today() - timedelta(days=ago))
        book.file_away(code)
    return book


def names(hits: list[Hit]) -> list[str]:
    """A case by its code, a note by its first word."""
    return [_first_word(hit) if hit.note else hit.code for hit in hits]


def _first_word(hit: Hit) -> str:
    return {START.date() - timedelta(days=ago): word for ago, word in enumerate(("", "1", "2", "3", "4", "5"))}[hit.day]


FINDS = [
    ("sekolah", [ANAK], ["1", "2", "5"]),
    ("SEKOLAH kepala", [], ["1"]),
    ("kepala sekol", [], ["1"]),
    ('"kepala sekolah"', [], ["1"]),
    ('"sekolah kepala"', [], []),
    ("kepala desa", [], ["1"]),
    ("satu lima", [], []),
    ("balai", [], ["2"]),
    ("kebun", [], ["2"]),
    ("salah", [], ["4"]),
    ("cafe", [], ["3"]),
    ("🙂", [RT], ["3"]),
    ("wayan", [IBU], ["1", "3", "5"]),
    ("wayan sekolah", [], ["1", "5"]),
    ("ekonomi", [IBU], ["1", "3", "5"]),
    ("rumah", [IBU, ANAK], []),
    ("ketut nenek", [IBU], []),
    ("banjir", [RT], ["4"]),
    ("fogging", [RT], []),
    ("2026-002", [ANAK], ["2"]),
    ("zzz", [], []),
    ("", [], []),
    ("level:mezzo", [RT], []),
    ("level:mezzo banjir", [RT], ["4"]),
    ("level:micro banjir", [], []),
    ("tag:anak", [IBU], []),
    ("risk:critical", [ANAK], []),
    ("risk:high", [], []),
    ("has:danger", [ANAK], []),
    ("has:task", [ANAK], []),
    ("has:referral,task", [ANAK, RT], []),
    ("gap:worse", [IBU], []),
    ("mode:office", [], ["3", "5"]),
    ("mode:office,phone sekolah", [], ["2", "5"]),
    ("outcome:no_answer", [], ["2"]),
    ("from:2026-11-18", [], ["1", "2"]),
    ("to:2026-11-17 from:2026-11-16", [], ["3", "4"]),
    ("has:draft", [], ["5"]),
    ("has:addendum", [], ["2"]),
    ("has:addendum,draft", [], ["2", "5"]),
    ("is:private", [], ["3"]),
    ("is:private has:draft", [], []),
]


def test_finding_in_the_live_book(book: Casebook, clock: Clock) -> None:
    caseload(book, clock)
    for text, cases, notes in FINDS:
        hits = book.search(text)
        assert names(hits) == [*cases, *notes], text
        assert not any(hit.is_archived for hit in hits)
    assert names(book.search("is:archived")) == []
    assert names(book.search("is:today")) == sorted(book.needs_today()) != []
    late = [code for code in (IBU, ANAK, RT) if book.review_of(code).is_late]
    assert names(book.search("is:late")) == late
    book.put_off(RT, book.today() + timedelta(days=3), "Away.")
    assert RT not in names(book.search("is:late"))
    with days_ago(book, 1):
        book.set_next_contact(RT, book.today())
    assert RT in names(book.search("is:late"))
    book.hold(RT, "Rests.")
    assert RT not in names(book.search("is:late"))


def test_finding_in_the_archive(book: Casebook, clock: Clock) -> None:
    filed_away(caseload(book, clock))
    for text, cases, notes in FINDS:
        assert len(book.search_live(read_query(text))) == 0
        expected = [hit for code in (RT, ANAK, IBU) for hit in _of(code, cases, notes)]
        assert names(book.search(text)) == expected, text
        assert book.search(text, archive=False) == []
    assert names(book.search("is:archived")) == [RT, ANAK, IBU]
    assert [name for text in ("is:today", "is:late", "status:active") for name in names(book.search(text))] == []


def _of(code: str, cases: list[str], notes: list[str]) -> list[str]:
    mine = {IBU: "135", ANAK: "2", RT: "4"}[code]
    return [*(case for case in cases if case == code), *(note for note in notes if note in mine)]


def test_what_a_hit_says(book: Casebook, clock: Clock) -> None:
    caseload(book, clock)
    case, note, *_ = book.search("wayan")
    body = book.notes(IBU)[0].body
    day = START.date() - timedelta(days=1)
    assert case == Hit(IBU, "", OPENED, "Ibu Wáyan", "Ibu Wáyan", None, None, is_archived=False)
    assert note.note == book.notes(IBU)[0].id
    signed = NoteStatus.SIGNED
    assert note == Hit(IBU, note.note, day, body, "Ibu Wáyan", ContactMode.HOME_VISIT, signed, is_archived=False)
    words = ("kepala", "desa", "kebun", "balai", "salah", "ketut", "bocor", "demam")
    shown = {word: book.search(word)[0].text for word in words}
    assert shown == {
        "kepala": body, "desa": "Ibu, Kepala Desa", "kebun": "Ternyata di kebun", "balai": "Balai Desa",
        "salah": "Salah kasus", "ketut": "Ketut Sari", "bocor": "Rumah bocor", "demam": "Demam",
    }  # fmt: skip
    book.terminate(IBU, **CLOSING, closed=date(2026, 11, 20))
    assert book.search("bocor")[0].day == date(2026, 11, 20)
    assert names(book.search("status:active,closed")) == [ANAK, RT, IBU], "the open ones first"


def test_hits_are_of_the_moment_in_which_they_were_found(book: Casebook, clock: Clock) -> None:
    caseload(book, clock)
    hits = book.search_live(read_query("sekolah"))
    assert (names([*hits]), hits.codes) == ([ANAK, "1", "2", "5"], [ANAK, IBU])
    before = [*hits]
    book.edit_case(ANAK, alias="Anak E")
    book.discard_draft(before[3].note)
    assert [*hits] == before
    assert [hits.find(hit.code, hit.note) for hit in before] == [0, 1, 2, 3]
    assert hits.find(IBU, "") is None, "nothing is found in the case itself"
    hits.extend(book.search_live(read_query("sekolah")))
    assert names([*hits])[4:] == [ANAK, "1", "2"]
    assert hits[4].alias == "Anak E"


def test_every_text_of_a_file_is_searched() -> None:
    def texts(model: type[Record]) -> set[str]:
        return {name for name, field in model.model_fields.items() if field.metadata[:1] == list(Text.__metadata__)}

    searched: dict[str, tuple[str, ...]] = {**PART_TEXTS, "cases": CASE_TEXTS, "notes": ("body", *NOTE_TEXTS)}
    for table, model in {**IN_THE_FILE, "cases": MODEL_OF["cases"]}.items():
        if table == "mask_words":  # a decision about a word; what is looked for is where the word stands
            assert table not in searched
            continue
        assert texts(model) <= set(searched[table])
        assert set(searched[table]) <= set(model.model_fields), table
    for name, fields in INNER_TEXTS.items():
        annotation = MODEL_OF["cases"].model_fields[name].annotation
        inner = next(each for each in getattr(annotation, "__args__", ()) if each is not type(None))
        assert texts(inner) <= set(fields) <= set(inner.model_fields)


def test_the_columns_of_an_imported_table_are_searched(book: Casebook, clock: Clock) -> None:
    caseload(book, clock)
    case = book.case(IBU).changed(extra={"Desa": "Sukamaju"})
    note = book.notes(ANAK)[0].changed(extra={"Petugas": "Dewi Lestari", "Hasil": "baik"})
    book.add_records([case, note])
    for text, code, shown in (("sukamaju", IBU, "Sukamaju"), ("lestari", ANAK, "Dewi Lestari")):
        [hit] = book.search(text)
        assert (hit.code, hit.text) == (code, shown)


TEXTS, SHORT = (st.text("aáb 🙂\n", max_size=size) for size in (8, 2))


TYPED = st.lists(SHORT, max_size=3)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.lists(TEXTS, max_size=2)), max_size=6), SHORT, TYPED, st.lists(TYPED))
def test_notes_are_found_as_by_reading_them_one_by_one(
    notes: list[tuple[str, str, list[str]]], alias: str, typed: list[str], before: list[list[str]]
) -> None:
    texts = [[body, place, *added] for body, place, added in notes]
    document = {
        "case": {"code": "K-2026-001", "alias": alias, "opened": "2026-01-01"},
        "notes": [
            {
                "id": str(at), "contact_at": (moment := (START - timedelta(days=at)).isoformat()), "written_at": moment,
                "mode": "office", "status": "signed", "body": body, "place": place,
                "addenda": [{"text": text} for text in added],
            }
            for at, (body, place, added) in enumerate(notes)
        ],
    }  # fmt: skip
    folded = FoldedCase(document, is_archived=False)
    for other in before:  # what was looked for until then makes no difference
        folded.places(_words(other))
    words = _words(typed)
    needed = sorted((word for word in words if word not in fold(alias)), key=lambda word: -len(word.encode()))
    expected = [at for at, read in enumerate(texts) if all(any(word in fold(text) for text in read) for word in needed)]
    assert folded.places(words) == expected
    for at in expected:
        shown = [text for text in texts[at] if needed and needed[0] in fold(text)] or texts[at]
        assert folded.hit(at, words).text == shown[0]


def test_who_types_on_and_takes_back_finds_the_same_as_at_first() -> None:
    notes = [
        {
            "id": body, "contact_at": START.isoformat(), "written_at": START.isoformat(), "mode": "office",
            "status": "signed", "body": body,
        }
        for body in ("sekolah ibu", "sekolah", "ibu", "sek")
    ]  # fmt: skip
    document = {"case": {"code": "K-2026-001", "alias": "A", "opened": "2026-01-01"}, "notes": notes}
    folded = FoldedCase(document, is_archived=False)
    typed = ["s", "sek", "sekolah", "sekolah i", "sekolah ibu", "sekolah", "ibu", "ibu sek", "", "sek", "i"]
    for text in [*typed, *typed[::-1]]:
        words = _words(text.split())
        assert folded.places(words) == FoldedCase(document, is_archived=False).places(words), text


def _words(typed: list[str]) -> tuple[str, ...]:
    return read_query(" ".join(f'"{text}"' for text in typed)).words


# What was folded once


LOOKED_FOR = (
    "b",
    "e",
    "secret",
    "mode:office",
    "status:active",
    "status:closed",
    "has:draft",
    "K-2026",
    "an-apple",
    "tag:new",
)


def same_as_afresh(book: Casebook) -> None:
    """What was kept from earlier searches must not show: a book that was opened just now finds the same."""
    with open_casebook(book.folder, read_only=True, clock=book.clock) as fresh:
        for text in LOOKED_FOR:
            hits = book.search(text)
            assert hits == fresh.search(text)
            assert len({(hit.code, hit.note) for hit in hits}) == len(hits)


@pytest.mark.parametrize("name", DEEDS)
def test_every_act_is_found_at_once(name: str, book: Casebook, clock: Clock) -> None:
    play(book)
    clock.go(days=1)
    same_as_afresh(book)
    DEEDS[name].do(book)
    same_as_afresh(book)
    book.undo()
    same_as_afresh(book)
    book.redo()
    same_as_afresh(book)


def test_a_case_is_found_once_on_its_way_into_the_archive_and_back(book: Casebook, clock: Clock) -> None:
    tell(book, clock)
    steps = (
        lambda: book.file_away(CLOSED),
        book.open_for_search,
        lambda: book.edit_case(CLOSED, alias="Other secret", tags="new"),
        lambda: book.file_away(CLOSED),
        lambda: book.add_addendum(next(note.id for note in book.notes(CLOSED) if note.is_signed), "A secret more"),
        book.undo,
        lambda: book.reopen(CLOSED, reason="x"),
        lambda: book.terminate(CLOSED, **CLOSING),
        lambda: book.file_away(CLOSED),
    )
    for step in steps:
        same_as_afresh(book)
        step()
    same_as_afresh(book)
    found = {hit.code for hit in book.search("an-apple")}
    book.erase(CLOSED)
    assert found == {CLOSED}
    assert book.search("an-apple") == []
    same_as_afresh(book)
    assert not any(folded.document["code"] == CLOSED for folded in _kept_in_memory()), "nor does memory hold it"


def test_closing_the_book_forgets_what_was_folded(book: Casebook, clock: Clock) -> None:
    filed_away(caseload(book, clock)).add_case(alias="Live", size="family")
    other = again(book)
    assert len(other.search("e")) > 3
    kept = [weakref.ref(folded) for folded in _kept_in_memory()]
    assert kept
    other.close()
    del other
    gc.collect()
    assert not any(folded() for folded in kept)


def _kept_in_memory() -> Iterator[FoldedCase]:
    gc.collect()
    return (thing for thing in gc.get_objects() if isinstance(thing, FoldedCase))


# Little by little


def test_the_book_changes_while_the_archive_is_searched(
    book: Casebook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "STEP", -1.0)
    filed_away(caseload(book, clock))
    steps = book.search_archived(read_query("e"))
    assert {hit.code for hit in next(steps)} == {RT}
    book.reopen(ANAK, reason="x")
    book.erase(IBU)
    assert [hit for step in steps for hit in step] == []


def test_nothing_is_found_step_by_step_too(book: Casebook, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "STEP", -1.0)
    filed_away(caseload(book, clock))
    assert [[*step] for step in book.search_archived(read_query("zzz"))] == [[], [], [], []]
    assert list(book.search_archived(read_query(""))) == []


def test_a_damaged_archive_is_opened_only_when_it_is_needed_and_once(
    book: Casebook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed_away(caseload(book, clock)).close()
    for file in (book.folder / "archive").iterdir():
        if file.suffix in (".json", ".log"):
            file.write_bytes(b"damaged")
    damaged = again(book)
    assert damaged.search("") == []
    assert damaged.search("rumah", archive=False) == []
    tried: list[Any] = []
    monkeypatch.setattr(archive, "open_vault", lambda *args, **how: tried.append(args) or open_vault(*args, **how))
    with pytest.raises(BookDamaged):
        damaged.search("rumah")
    assert len(tried) == 1, "not once for each case"
    damaged.close()


def test_a_case_that_is_missing_in_the_archive_is_told_after_the_others(book: Casebook, clock: Clock) -> None:
    filed_away(caseload(book, clock))
    book._archive.remove(RT)
    found: list[Hit] = []
    book.open_for_search()
    steps = book.search_archived(read_query("rumah"))
    with pytest.raises(BookDamaged, match=RT):
        found.extend(hit for hits in steps for hit in hits)
    assert names(found) == [ANAK, IBU]


@pytest.mark.parametrize("passphrase", [None, "lima kata acak panjang sekali"])
def test_made_ready_with_progress_and_then_at_once(
    passphrase: str | None, folder: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = again(filed_away(caseload(open_casebook(folder, passphrase, clock=clock), clock)), passphrase=passphrase)
    book.compact()
    book = again(book, passphrase=passphrase)
    told: list[tuple[int, int]] = []
    book.open_for_search(lambda done, all: told.append((done, all)))
    parts = [done / all for done, all in told]
    assert all(before <= after for before, after in pairwise(parts))
    assert parts[0] < 0.5 < parts[-1] == 1.0
    monkeypatch.setattr(searching, "FoldedCase", None)  # folding would fail
    monkeypatch.setattr(searching, "Filed", None)  # and so would looking at a case
    assert len(book.search("rumah level:micro")) == 2
    book.close()


def test_making_an_empty_book_ready_is_nothing(book: Casebook) -> None:
    book.open_for_search()
    assert not (book.folder / "archive").exists()


# Context


@pytest.mark.parametrize(
    ("text", "words", "width", "line"),
    [
        ("short", ["x"], 20, "short"),
        ("", ["x"], 20, ""),
        ("two\nlines  here", [], 20, "two lines here"),
        ("a text that goes on and on", [], 12, "a text that…"),
        ("the beginning is far away from the word here", ["word"], 21, "…the word here"),
        ("the beginning is far from the WÓRD, and it goes on", ["word"], 21, "…the WÓRD, and it go…"),
        ("x" * 50 + "word", ["word"], 20, "…xxxxxxword"),
    ],
)
def test_context(text: str, words: list[str], width: int, line: str) -> None:
    assert context(text, words, width)[0] == line


@given(st.text("ab cÉ\n🙂"), st.integers(8, 60), st.data())
def test_context_shows_the_word_and_where_it_is(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    word = fold(text[start : start + 3])
    line, spans = context(text, [word], width)
    assert len(line) <= width
    assert "\n" not in line
    if word.strip() == word != "" and "  " not in word:
        assert spans
        assert all(fold(line[start:end]) == word or word in fold(line[start:end]) for start, end in spans)


def test_getting_ready_leaves_nothing_to_the_first_search_and_gives_way(
    book: Casebook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    caseload(book, clock)
    folded: list[str] = []

    def counted(document: Any, *, is_archived: bool) -> FoldedCase:
        folded.append(document["code"])
        return FoldedCase(document, is_archived=is_archived)

    monkeypatch.setattr(searching, "FoldedCase", counted)
    monkeypatch.setattr(searching, "STEP", 0)
    assert len(list(book.get_ready())) == len(folded) == 3
    folded.clear()
    assert book.search_live(read_query("sekolah"))
    assert folded == []
