"""Numbers that belong together stand in one line, and what holds them together is drawn as a blank."""

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.content import Content

from store import Casebook
from store.language import use
from store.model import Score
from tests.forms.host import opened, shown
from tui.casefile.layout import paragraph
from tui.casework.scores import ScoreForm, ScoresForm
from tui.look.net import Net
from tui.look.together import BLANK, together

BLACK = Color(0, 0, 0)


@pytest.mark.parametrize("width", range(14, 40))
def test_no_line_ends_within_them(width: int) -> None:
    for text, whole in (
        ("How much it matters: 4 2 3. Leave", "4 2 3."), ("carried over with a reason (3/10)", "reason (3/10)"),
        ("Tugas: 23 Nov 2026 (2 hari)", "(2 hari)"), ("Task: 23 Nov 2026 (12 days late)", "(12 days"),
        ("Tugas: 23 Nov 2026 (lewat 12 hari)", "12 hari)"), ("Client T 31 · Family or carer T 48", "T 48"),
    ):  # fmt: skip
        lines = [line.plain.replace(BLANK, " ") for line in Content(together(text)).wrap(width)]
        assert any(whole in line for line in lines), lines
        assert any(whole in line.plain for line in paragraph(text, width))


def test_other_blanks_are_left_alone() -> None:
    for text in ("1 very poor, 3 enough", "on 21 Nov 2026", "(a/b) or (3)", "12 34"):
        assert together(text) == text


def test_the_net_draws_it_as_a_blank() -> None:
    (segment,) = Net().apply([Segment(together("4 2 3"))], BLACK)
    assert segment.text == "4 2 3"


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("language", ["en", "id"])
async def test_the_example_of_a_score_stands_whole(book: Casebook, width: int, language: str) -> None:
    use(language)
    case = book.add_case(alias="Bu S", size="family")
    score = book.add(Score, case.code, domain="health", expectation=4, reality=2)
    for form in (ScoresForm(case.code), ScoreForm(case.code, score.id)):
        async with opened(book, form, (width, 24)) as pilot:
            assert "4 2 3." in shown(pilot.app)
