"""The command table holds together: every command can be carried out, no key is given twice, none is a trap."""

from collections import Counter

import pytest

from store.language import use
from tui.board.screen import BoardScreen
from tui.casefile.screen import CaseFile
from tui.casework.directory import Directory
from tui.closed.screen import ClosedCases
from tui.commands import COMMANDS, commands_for
from tui.commands.command import Where
from tui.importing.screen import ImportScreen
from tui.packet.copies import Copies
from tui.packet.screen import PacketScreen
from tui.place import Place
from tui.review.screen import DailyReview
from tui.search.screen import Search
from tui.study.screen import Study

SCREENS: dict[Where, type[Place]] = {
    Where.BOARD: BoardScreen, Where.CASEFILE: CaseFile, Where.CLOSED: ClosedCases, Where.DIRECTORY: Directory,
    Where.STUDY: Study, Where.SEARCH: Search, Where.REVIEW: DailyReview, Where.PACKET: PacketScreen,
    Where.COPIES: Copies, Where.IMPORT: ImportScreen,
}  # fmt: skip
TRAPS = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+k", "ctrl+m", "ctrl+left_square_bracket"}
"""Terminals send these for backspace, tab, enter and escape; tmux users have taken the rest."""

DESIGNED = {
    "advance": {"a", "shift+right", "L"}, "move_back": {"b", "shift+left", "H"}, "monitor": {"m"}, "terminate": {"t"},
    "new_case": {"c"}, "note": {"n"}, "edit": {"e"}, "next_contact": {"d"}, "filter": {"slash"}, "export": {"x"},
    "undo": {"u"}, "redo": {"ctrl+r"}, "hide_text": {"asterisk"}, "palette": {"ctrl+p", "colon"},
    "guide": {"question_mark", "f1"}, "open_case": {"enter"}, "leave_program": {"q", "ctrl+q"},
    "previous_case": {"left_square_bracket"}, "next_case": {"right_square_bracket"}, "jump": set("1234567"),
    "lock": {"ctrl+l"}, "closed_cases": {"z"}, "search": {"s"}, "review": {"r"},
}  # fmt: skip
"""The keys of the design, section 6."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.action)
def test_every_command_is_carried_out_where_it_is_offered(command) -> None:  # type: ignore[no-untyped-def]
    for place in command.places:
        assert callable(getattr(SCREENS[place], f"action_{command.action}", None)), place


@pytest.mark.parametrize("place", Where)
def test_no_key_has_two_meanings_in_one_place(place: Where) -> None:
    keys = Counter(key for command in commands_for(place) for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_is_one_that_terminals_take() -> None:
    assert not TRAPS & {key for command in COMMANDS for key in command.keys}


def test_the_keys_are_those_of_the_design() -> None:
    keys = {command.action: set(command.keys) for command in COMMANDS}
    assert {action: keys[action] for action in DESIGNED} == DESIGNED


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_command_has_its_words(language: str) -> None:
    use(language)
    for command in COMMANDS:
        assert command.label
        assert command.help
        assert command.group


def test_the_words_differ_between_the_languages() -> None:
    use("en")
    english = {command.action: command.help for command in COMMANDS}
    use("id")
    assert [command.action for command in COMMANDS if command.help == english[command.action]] == []


@pytest.mark.parametrize("place", Where)
def test_the_bindings_of_a_screen_are_those_of_the_table(place: Where) -> None:
    bound = {key for binding in SCREENS[place].BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]
    assert bound == {key for command in commands_for(place) for key in command.keys}
