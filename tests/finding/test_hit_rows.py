"""A hit in two lines: what is said of it, as wide as its window, with the found words told apart without colour."""

from datetime import date
from typing import Any

import pytest

from store.model import ContactMode, NoteStatus
from store.query import read_query
from store.search import Hit
from tui.look.drawing import Look
from tui.look.themes import DARK
from tui.search.heads import found_words
from tui.search.hit_rows import SMALLEST, facts_of, hit_lines

LOOK = Look.of({**DARK.variables, **dict.fromkeys(("foreground", "accent", "error", "warning"), "#ffffff"),
                "background": "#000000", "panel": "#111111"})  # fmt: skip


def hit(**fields: Any) -> Hit:
    return Hit(**{
        "code": "K-2026-014", "note": "n", "day": date(2026, 11, 19), "text": "Ibu menangis.", "alias": "Bu S",
        "mode": ContactMode.HOME_VISIT, "status": NoteStatus.SIGNED, "is_archived": False, **fields,
    })  # fmt: skip


def lines(found: Hit, query: str = "ibu", width: int = 76, **how: bool) -> list[str]:
    drawn = hit_lines(found, read_query(query).words, width, LOOK, **{"selected": False, "hidden": False, **how})
    assert [line.cell_length for line in drawn] == [width, width]
    return [line.text.strip() for line in drawn]


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({}, "Home visit · 19 Nov 2026"),
        ({"status": NoteStatus.DRAFT, "is_archived": True}, "Home visit · 19 Nov 2026 · draft · archived"),
        ({"status": NoteStatus.VOIDED}, "Home visit · 19 Nov 2026 · voided"),
        ({"note": "", "mode": None, "status": None}, "case · 19 Nov 2026"),
        ({"mode": ContactMode.ADMIN, "status": NoteStatus.DRAFT}, "19 Nov 2026 · draft"),
        ({"mode": ContactMode.ADMIN}, "Administration · 19 Nov 2026"),
    ],
)
def test_what_is_said_of_a_hit(fields: dict[str, Any], facts: str) -> None:
    assert " · ".join(facts_of(hit(**fields))) == facts


@pytest.mark.parametrize(
    "alias", ["Bu S", "葬儀" * 30, "👩‍👧" * 30, "Keluarga yang namanya panjang sekali " * 3, "e\u0301" * 60]
)
@pytest.mark.parametrize("text", ["Ibu menangis.", "漢字" * 200 + " ibu " + "漢字" * 200, "", "\n[/] ibu\n" * 9])
def test_no_line_is_wider_or_narrower_than_its_window(alias: str, text: str) -> None:
    for width in range(SMALLEST - 2, 200, 7):
        first, second = lines(hit(alias=alias, text=text), width=width)
        assert "Home visit" in first, "the alias is cut, not what is said of the contact"
        assert "ibu" in second.lower() or not text
        assert second.endswith("…") or len(text) < 200, "what is left out is seen to be left out"


def test_the_cursor_is_a_mark_and_found_words_are_underlined() -> None:
    head, text = hit_lines(hit(), ("ibu",), 76, LOOK, selected=True, hidden=False)
    assert head.text.startswith("┃ K-2026-014")
    assert [segment.text for segment in text if segment.style and segment.style.underline] == ["Ibu"]


def test_hidden_text_is_as_long_for_every_client() -> None:
    one = lines(hit(), hidden=True)
    assert one == lines(hit(alias="Keluarga Panjang", text="Sangat " * 99 + "ibu"), hidden=True)
    assert one[1] == "· · ·"


def test_how_much_was_found() -> None:
    counts = ((0, 0, False), (0, 0, True), (1, 1, False), (1200, 2, True))
    words = ["nothing found so far", "nothing found", "1 hit in 1 case", "1,200 hits in 2 cases"]
    assert [found_words(hits, cases, is_all=is_all) for hits, cases, is_all in counts] == words
