"""A message in the middle of a window: whole at any width, broken between its words."""

import pytest
from textual.geometry import Size

from tui.look.drawing import Look, at_word, message_line
from tui.look.themes import DARK

LOOK = Look.of({**DARK.to_color_system().generate(), **DARK.variables})
MESSAGE = ["Jendela terlalu kecil", "", "Two of them"]


@pytest.mark.parametrize("width", [5, 12, 20, 80])
def test_nothing_of_a_message_is_cut_off(width: int) -> None:
    strips = [message_line(MESSAGE, y, Size(width, 12), LOOK) for y in range(12)]
    assert {strip.cell_length for strip in strips} == {width}
    said = "".join("".join(strip.text for strip in strips).split())
    assert said == "".join("".join(MESSAGE).split())
    bold = {strip.text.strip() for strip in strips for part in strip if part.style and part.style.bold and part.text}
    assert "Jende" in " ".join(bold)
    assert "Two" not in " ".join(bold)


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("still wants them", 40, "still wants them"), ("still wants them", 14, "still wants…"),
        ("still wants them", 12, "still wants…"), ("still wants them", 11, "still…"), ("verylongword", 5, "very…"),
        ("one", 0, ""),
    ],
)  # fmt: skip
def test_a_text_is_cut_behind_a_word(text: str, width: int, cut: str) -> None:
    assert at_word(text, width) == cut
