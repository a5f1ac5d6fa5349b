"""A paste is text to its last character, however the terminal cuts it into pieces."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from store import open_casebook
from tests.journeys.screen import Screen
from tui.paste import END, START, PasteSafeParser

pasted_text = st.text(st.sampled_from("ab\x1b[31m0~2\x04y\x11 \n"), max_size=40).filter(lambda text: END not in text)


@given(pasted_text, st.lists(st.integers(1, 60), max_size=8))
def test_one_paste_and_no_keys_whatever_the_pieces(text: str, cuts: list[int]) -> None:
    parser, typed = PasteSafeParser(), START + text + END + "k"
    edges = sorted({len(START), *(min(len(START) + cut, len(typed)) for cut in cuts), len(typed)})
    found, at = [], 0
    for edge in edges:
        found += [event for event in parser.feed(typed[at:edge]) if isinstance(event, events.Key | events.Paste)]
        at = edge
    keys = [event.key for event in found if isinstance(event, events.Key)]
    pastes = [event.text for event in found if isinstance(event, events.Paste)]
    assert keys == ["k"]
    assert pastes == ([text.replace("\x1b", "")] if text.replace("\x1b", "") else pastes)


@pytest.mark.parametrize("evil", ["abc \x1b[31mred\x04y more", "abc \x1b[31mred\x11 def", "\x1b[2J\x1b]0;x\x07"])
def test_a_pasted_sequence_does_nothing_in_a_real_terminal(tmp_path: Path, evil: str) -> None:
    with open_casebook(tmp_path / "book") as book:
        code = book.add_case(alias="Bu S", size="family").code
    with Screen(tmp_path / "book") as screen:
        screen.wait_for(code)
        screen.press("n", "Kata penting. ")
        screen.burst(START, evil, END)
        screen.press("ctrl+s")
        screen.wait_for("kept")
        screen.press("q")
        assert screen.ends() == 0
    with open_casebook(tmp_path / "book", create=False) as book:
        (note,) = book.notes(code)
        plain = "".join(character for character in evil if character >= " ")
        assert note.body == f"Kata penting. {plain}"
