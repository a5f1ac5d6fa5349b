"""How a card is drawn: five lines, in words, in exactly its width, whatever the text."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.language import use
from tests.board.test_arrangement import TODAY, case, closing
from tui.board.arrangement import card_of
from tui.board.cards import Look, cut, draw
from tui.look.themes import DARK

LOOK = Look.of({**DARK.to_color_system().generate(), **DARK.variables})


def lines(
    width: int = 20, *, drafts: int = 0, selected: bool = False, hidden: bool = False, **fields: object
) -> list[str]:
    card = card_of(case(14, **fields), drafts)
    return [strip.text for strip in draw(card, width, LOOK, TODAY, selected=selected, hidden=hidden)]


def test_a_card_says_code_alias_system_level_contact_and_risk() -> None:
    drawn = lines(26, alias="Bu S", risk_level="medium", next_contact=TODAY - timedelta(3), drafts=1)
    assert drawn == [
        "╭ K-2026-014 ────────────╮",
        "│ Bu S                   │",
        "│ family · micro         │",
        "│ 3 days late       draft│",
        "╰─────────── medium risk ╯",
    ]


def test_the_selected_card_is_told_by_its_frame_not_only_by_colour() -> None:
    assert lines(selected=True)[0].startswith("┏")


def test_hiding_leaves_no_client_text() -> None:
    drawn = "".join(lines(26, alias="Bu Sulastri", client_name="Sulastri", hidden=True))
    assert "Sulastri" not in drawn
    assert "K-2026-014" in drawn


@pytest.mark.parametrize(
    ("days", "said"),
    [(-400, "400 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (2, "2 days"), (None, "no date")],
)
def test_lateness_is_never_rounded_away(days: int | None, said: str) -> None:
    day = None if days is None else TODAY + timedelta(days)
    assert said in lines(next_contact=day)[3]


@pytest.mark.parametrize(
    ("risk", "said"),
    [(None, "risk not assessed"), ("none", "─" * 18), ("low", "low risk"), ("high", "HIGH RISK"),
     ("critical", "CRITICAL RISK")],
)  # fmt: skip
def test_risk_is_a_word(risk: str | None, said: str) -> None:
    assert said in lines(risk_level=risk)[4]


def test_a_closed_card_says_when_and_with_what_outcome() -> None:
    drawn = lines(**closing(TODAY - timedelta(2)))
    assert "closed 19 Nov" in drawn[3]
    assert "Better" in drawn[4]


def test_a_resting_card_says_so() -> None:
    assert "on hold" in lines(status="on_hold", hold={"since": TODAY, "reason": "x"})[3]


@given(st.text(min_size=1, max_size=80), st.integers(18, 60), st.booleans(), st.sampled_from(["id", "en"]))
def test_every_line_has_exactly_the_width_and_no_control_character(
    alias: str, width: int, selected: bool, language: str
) -> None:
    from store import InvalidInput

    use(language)
    try:
        drawn = lines(width, alias=alias, selected=selected, drafts=1, next_contact=TODAY - timedelta(12))
    except InvalidInput:  # nothing but white space and control characters
        return
    for line in drawn:
        assert cell_len(line) == width
        assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)


@given(st.text(max_size=30), st.integers(0, 40))
def test_cut_fills_exactly(text: str, width: int) -> None:
    assert cell_len(cut("".join(c for c in text if c.isprintable()), width)) == width
