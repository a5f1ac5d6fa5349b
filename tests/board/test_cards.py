"""How a card is drawn: six lines, in words, in exactly its width, whatever the text."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from store.language import use
from store.model import Flag
from store.model.case import PutOff
from tests.board.test_arrangement import TODAY, case, closing
from tests.practice.facts import flag
from tui.board.card import card_of
from tui.board.cards import draw
from tui.board.trend import NO_TREND, Trend
from tui.look.drawing import Look, fitted
from tui.look.themes import DARK

LOOK = Look.of({**DARK.to_color_system().generate(), **DARK.variables})


def strips(
    width: int = 20, *, drafts: int = 0, selected: bool = False, hidden: bool = False, flags: Sequence[Flag] = (),
    trend: Trend = NO_TREND, needs_today: bool = False, **fields: object,
) -> list[Strip]:  # fmt: skip
    card = card_of(case(14, **fields), drafts, flags)
    return draw(card, width, LOOK, TODAY, selected=selected, hidden=hidden, needs_today=needs_today, trend=trend)


def lines(width: int = 20, **given: Any) -> list[str]:
    return [strip.text for strip in strips(width, **given)]


def styles(strip: Strip) -> dict[str, Style | None]:
    """Each piece of a line with its style."""
    return {segment.text.strip(): segment.style for segment in strip}


def test_a_card_says_code_alias_system_level_contact_and_risk() -> None:
    drawn = lines(26, alias="Bu S", risk_level="medium", next_contact=TODAY - timedelta(3), drafts=1)
    assert drawn == [
        "╭ K-2026-014 ────────────╮",
        "│ Bu S                   │",
        "│ family · micro         │",
        "│ 3 days late       draft│",
        "│                        │",
        "╰─────────── medium risk ╯",
    ]


@pytest.mark.parametrize("width", [18, 20, 21, 22, 24, 26])
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_state_never_falls_off_a_card(width: int, language: str) -> None:
    use(language)
    word = {"en": "draft", "id": "draf"}[language]
    for late in (1, 3, 12, 120):
        for alias in ("Bu S", "Kelompok Ibu Tangguh Sejahtera"):
            drawn = lines(width, alias=alias, drafts=1, next_contact=TODAY - timedelta(late))
            assert sum(word in line for line in drawn) == 1
            assert {cell_len(line) for line in drawn} == {width}
            assert any(str(late) in line for line in drawn), "lateness stays"
            assert alias in drawn[1] or "…" in drawn[1]


@pytest.mark.parametrize(
    ("language", "top"), [("en", "╭ K-2026-014 ─ needs you ╮"), ("id", "╭ K-2026-014 ── menunggu ╮")]
)
def test_a_case_that_needs_its_worker_says_so_beside_its_code(language: str, top: str) -> None:
    use(language)
    assert lines(26, needs_today=True)[0] == top
    assert lines(26)[0] == "╭ K-2026-014 ────────────╮"


@pytest.mark.parametrize(("width", "top"), [
    (26, "╭ K-2026-014 ─ needs you ╮"), (25, "╭ K-2026-014 ──────── ! ╮"), (18, "╭ K-2026-014 ─ ! ╮"),
    (17, "╭ K-2026-014 ───╮"), (12, "╭K-2026-014╮"),
])  # fmt: skip
def test_without_room_for_the_word_its_key_stands_there(width: int, top: str) -> None:
    assert lines(width, needs_today=True)[0] == top


def test_the_word_of_today_has_the_accent_and_the_code_its_own_style() -> None:
    found = styles(strips(26, needs_today=True)[0])
    assert found["needs you"] == LOOK.accent + LOOK.ground
    assert found["K-2026-014"] == LOOK.quiet + LOOK.ground


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
    assert said in lines(risk_level=risk)[5]


def test_a_closed_card_says_when_and_with_what_outcome() -> None:
    drawn = lines(**closing(TODAY - timedelta(2)))
    assert "closed 19 Nov" in drawn[3]
    assert " better " in drawn[5]


@pytest.mark.parametrize(("reason", "language", "said"), [
    ("died", "en", "client died"), ("duplicate", "en", "duplicate record"), ("duplicate", "id", "data ganda"),
])  # fmt: skip
def test_where_nobody_is_compared_the_card_says_why_it_was_closed(reason: str, language: str, said: str) -> None:
    use(language)
    closed = closing(TODAY - timedelta(2))
    ended = {**closed, "closure": {**closed["closure"], "reason": reason, "outcome": "unknown"}}
    assert f" {said} " in lines(26, **ended)[5]


@pytest.mark.parametrize(("width", "until", "said"), [
    (26, 1, "put off to 22 Nov"), (26, 0, "draft"), (20, 1, "draft"),
])  # fmt: skip
def test_a_card_says_until_when_the_review_leaves_it_alone(width: int, until: int, said: str) -> None:
    put_off = PutOff(on=TODAY - timedelta(1), until=TODAY + timedelta(until), reason="They are away.")
    drawn = lines(width, next_contact=TODAY, put_off=put_off, drafts=1)
    assert [said in line for line in drawn] == [False, False, False, True, False, False]
    assert "today" in drawn[3]


@pytest.mark.parametrize(("language", "alias", "late", "at", "said"), [
    ("en", "Bu S", 12, 1, "put off to 28 Nov"), ("id", "Bu S", 12, 1, "ditunda s.d. 28 Nov"),
    ("en", "Bu S", None, 1, "put off to 28 Nov"), ("id", "Bu S", None, 1, "ditunda s.d. 28 Nov"),
    ("en", "Bu Sulastri", 3, 3, "again 28 Nov"), ("en", "Kelompok Ibu Tangguh Sejahtera", 120, 0, ""),
])  # fmt: skip
def test_it_stands_on_the_card_of_a_narrow_board_beside_lateness(
    language: str, alias: str, late: int | None, at: int, said: str
) -> None:
    use(language)
    put_off = PutOff(on=TODAY - timedelta(1), until=TODAY + timedelta(7), reason="They are away.")
    drawn = lines(27, alias=alias, put_off=put_off, next_contact=late and TODAY - timedelta(late))
    assert [line for line, text in enumerate(drawn) if said and said in text] == [at] * bool(said)
    assert (alias in drawn[1]) == (len(alias) <= 24)
    assert late is None or str(late) in drawn[3]


@pytest.mark.parametrize(("width", "until", "next_contact", "said"), [
    (26, TODAY + timedelta(12), None, "on hold to 3 Dec"), (26, None, None, "on hold since 19 Nov"),
    (18, TODAY + timedelta(12), None, "rests to 3 Dec"), (18, None, None, "on hold"),
    (26, TODAY + timedelta(12), TODAY + timedelta(4), "on hold to 3 Dec"),
    (20, TODAY + timedelta(12), TODAY + timedelta(4), "on hold to 3 Dec"),  # the contact rests with the case
])  # fmt: skip
def test_a_resting_card_says_until_or_since_when(width: int, until: Any, next_contact: Any, said: str) -> None:
    hold = {"since": TODAY - timedelta(2), "until": until, "reason": "x"}
    drawn = lines(width, status="on_hold", hold=hold, next_contact=next_contact)
    assert drawn[3].strip("│ ") == said


def test_a_rest_that_is_over_is_late_and_a_danger_is_looked_at_all_the_same() -> None:
    over = {"since": TODAY - timedelta(9), "until": TODAY - timedelta(1), "reason": "x"}
    drawn = strips(26, status="on_hold", hold=over)[3]
    assert styles(drawn)["on hold to 20 Nov"].color == LOOK.alarm.color  # type: ignore[union-attr]
    watched = flag("high", next_check=TODAY)
    assert "danger: today   on hold" in lines(26, status="on_hold", hold=over, flags=[watched])[3]


DANGER = flag("high", type="domestic_violence")
WORSE = flag("critical", type="homeless")
TREND = Trend(42.4, (30.0, 36.3, 42.4), 58.3, (75.0, 58.3))


def test_an_open_danger_is_said_in_words_and_in_red_with_the_worst_level() -> None:
    drawn = strips(26, risk_level="low", flags=[DANGER, WORSE])
    assert drawn[4].text == "│ Loss of home +1        │"
    assert "CRITICAL DANGER" in drawn[5].text
    assert styles(drawn[4])["Loss of home +1"].color == LOOK.alarm.color  # type: ignore[union-attr]
    assert styles(drawn[5])["CRITICAL DANGER"].color == LOOK.alarm.color  # type: ignore[union-attr]


@pytest.mark.parametrize("state", ["mitigated", "resolved"])
def test_what_is_not_open_any_more_leaves_the_card_calm(state: str) -> None:
    drawn = "".join(lines(26, risk_level="low", flags=[flag("critical", state=state, state_reason="r")]))
    assert "Domestic" not in drawn
    assert "low risk" in drawn


def test_a_medium_danger_raises_the_level_and_no_alarm() -> None:
    drawn = lines(26, risk_level="low", flags=[flag("medium")])
    assert "medium danger" in drawn[5], "a danger is called so: as a risk it was assessed low"
    assert "Domestic" not in drawn[4]


def test_rest_hides_no_danger_and_closing_does() -> None:
    held = lines(26, status="on_hold", hold={"since": TODAY, "reason": "x"}, flags=[DANGER])
    assert ("on hold" in held[3], "Domestic violence" in held[4], "HIGH DANGER" in held[5]) == (True, True, True)
    ended = "".join(lines(26, **closing(TODAY), flags=[DANGER]))
    assert "Domestic" not in ended
    assert "DANGER" not in ended


@pytest.mark.parametrize(("width", "said"), [
    (40, "T 42 ▂▃▄  gap 58 ▆▅"), (18, "T 42  gap 58"), (14, "T 42 ▂▃▄"), (12, "T 42 ▂▃▄"),
])  # fmt: skip
def test_how_far_the_case_has_come_as_far_as_there_is_room(width: int, said: str) -> None:
    assert lines(width, trend=TREND)[4].strip("│ ") == said


@pytest.mark.parametrize(("trend", "said"), [
    (NO_TREND, ""), (Trend(t=50.0, t_course=(50.0,)), "T 50"), (Trend(gap=0.0, gap_course=(0.0,)), "gap 0"),
    (Trend(gap=50.0, gap_course=(100.0, 50.0)), "gap 50 █▅"),
])  # fmt: skip
def test_only_what_is_known_is_told(trend: Trend, said: str) -> None:
    assert lines(26, trend=trend)[4].strip("│ ") == said


def test_beside_a_danger_the_numbers_stand_where_there_is_room() -> None:
    assert lines(40, trend=TREND, flags=[DANGER])[4] == "│ Domestic violence        T 42  gap 58│"
    assert lines(18, trend=TREND, flags=[DANGER])[4] == "│ Domestic viole…│"
    assert lines(18, flags=[DANGER, flag(type="elder")])[4] == "│ Domestic vi… +1│"


def test_hiding_keeps_the_numbers() -> None:
    assert "T 42" in lines(26, trend=TREND, hidden=True)[4]


@given(st.text(min_size=1, max_size=80), st.integers(18, 60), st.booleans(), st.sampled_from(["id", "en"]))
def test_every_line_has_exactly_the_width_and_no_control_character(
    alias: str, width: int, selected: bool, language: str
) -> None:
    from store import InvalidInput

    use(language)
    try:
        drawn = lines(
            width, alias=alias, selected=selected, drafts=1, next_contact=TODAY - timedelta(12), trend=TREND,
            flags=[DANGER, WORSE] if selected else [],
        )  # fmt: skip
    except InvalidInput:  # nothing but white space and control characters
        return
    for line in drawn:
        assert cell_len(line) == width
        assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)


@given(st.text(max_size=30), st.integers(0, 40))
def test_cut_fills_exactly(text: str, width: int) -> None:
    assert cell_len(fitted("".join(c for c in text if c.isprintable()), width)) == width


def test_a_late_look_at_a_danger_is_what_the_card_says() -> None:
    late = flag(type="medical", level="high", next_check=TODAY - timedelta(days=3))
    drawn = lines(30, next_contact=TODAY + timedelta(days=4), flags=[late])
    assert "danger: 3 days late" in drawn[3]
    assert "Medical emergency" in drawn[4]
    hidden = lines(30, flags=[late], hidden=True)
    assert "Medical" not in "".join(hidden)
    assert "1 danger" in hidden[4]


def test_an_overdue_check_after_the_ending_is_not_overlooked() -> None:
    ended = closing(TODAY - timedelta(days=9))
    ended["closure"]["aftercare"] = [TODAY - timedelta(days=2)]  # type: ignore[index]
    assert "aftercare: 2 days late" in lines(30, **ended)[3]


@pytest.mark.parametrize(("language", "said"), [("en", "2 days late"), ("id", "lewat 2 hari")])
def test_in_a_narrow_card_the_number_stays(language: str, said: str) -> None:
    use(language)
    ended = closing(TODAY - timedelta(days=9))
    ended["closure"]["aftercare"] = [TODAY - timedelta(days=2)]  # type: ignore[index]
    assert lines(18, **ended)[3].strip("│ ") == said
