"""The sections of a single-case packet: what stands in them, in which order, and what is left out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from store import Casebook, NotFound, open_casebook
from store.language import use
from store.packet import case_text, export_case

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
REASON = "The family cannot be reached before the court day"


class Clock:
    """Every look at it is a second later, so that notes have an order."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    use("en")
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Casebook]:
    with open_casebook(tmp_path / "book", clock=clock) as book:
        yield book


@pytest.fixture
def told(book: Casebook, clock: Clock) -> str:
    """The packet of a case that has gone a long way."""
    case = book.add_case(
        alias="Bu S", size="family", client_name="Siti *Aminah*", presenting_problem="Rent\nand school"
    )
    book.add_note(case.code, body="First talk, before", mode="office", sign=True, at=NOW - timedelta(days=3))
    signed = book.add_note(case.code, body="# Not a heading", mode="home_visit", sign=True)
    book.add_addendum(signed.id, "She called again")
    wrong = book.add_note(case.code, body="Meant for another case", mode="phone", sign=True)
    book.void_note(wrong.id, "wrong file")
    book.add_note(case.code, body="Half a thought", mode="phone")
    book.add_note(case.code, body="My own doubts", mode="admin", private=True)
    book.advance(case.code, reason=REASON)
    clock.now += timedelta(days=1)
    book.terminate(case.code, reason="moved", outcome="same", summary="They left town", notice="informed")
    book.reopen(case.code, "assessment", "They are back")
    return case_text(book, case.code)


def headings(text: str) -> list[str]:
    tokens = MarkdownIt().parse(text)
    return [
        tokens[place + 1].content.replace("\\", "")
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag in ("h1", "h2")
    ]


def test_the_sections_stand_in_their_order(told: str) -> None:
    assert headings(told) == [
        "Case presentation K-2026-001", "Identifying data", "Presenting problem and source", "Assessment: risk",
        "Phase history", "Notes", "Closing record of episode 1", "Agreement and directions", "Sign-off",
    ]  # fmt: skip


def test_the_cover_warns_that_nothing_is_masked(told: str) -> None:
    cover = told.split("## Identifying data")[0]
    assert "CONFIDENTIAL" in cover
    assert "nothing is masked" in cover


def test_the_facts_of_the_case(told: str) -> None:
    for words in (
        r"Siti \*Aminah\*",
        "Rent\\\nand school",
        "The risk was never looked at.",
        "They left town",
        "Moved out",
    ):
        assert words in told


def test_overrides_stand_with_their_reason(told: str) -> None:
    section = told.split("### Gate overridden, 21 Nov 2026: Engagement")[1].split("\n## ")[0]
    assert "Consent or another legal basis is recorded" in section
    assert "Immediate safety was screened" in section
    assert REASON in section


def test_notes_are_in_date_order_with_their_marks(told: str) -> None:
    notes = told.split("## Notes")[1].split("## Closing record")[0]
    places = [
        notes.index(words)
        for words in ("First talk, before", r"\# Not a heading", "She called again", "Half a thought")
    ]
    assert places == sorted(places)
    assert "Late entry" in notes.split("First talk, before")[0]
    assert "VOIDED: wrong file" in notes
    assert "Meant for another case" in notes
    assert notes.count("DRAFT, not signed") == 1


def test_private_notes_stay_out_and_are_counted(told: str) -> None:
    assert "My own doubts" not in told
    assert "1 private note is left out." in told


def test_a_case_with_nothing_in_it(book: Casebook) -> None:
    text = case_text(book, book.add_case(alias="X", size="individual").code)
    assert "There are no notes." in text
    assert "Closing record" not in text


def test_both_languages_say_the_same_facts(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="family", presenting_problem="Sewa").code
    texts = {}
    for language in ("en", "id"):
        use(language)
        texts[language] = case_text(book, code)
    use("en")
    assert all("Bu S" in text and "Sewa" in text for text in texts.values())
    assert len(headings(texts["id"])) == len(headings(texts["en"]))


def test_the_file(book: Casebook, tmp_path: Path) -> None:
    code = book.add_case(alias="Bu S", size="family", client_name="Siti").code
    first, second = (export_case(book, code.lower(), tmp_path) for _ in range(2))
    assert (first.name, second.name) == ("K-2026-001_case_2026-11-21.md", "K-2026-001_case_2026-11-21-2.md")
    assert first.read_text(encoding="utf-8") == case_text(book, code)
    with pytest.raises(NotFound):
        export_case(book, "K-2026-999", tmp_path)
    assert len(list(tmp_path.glob("*.md"))) == 2
