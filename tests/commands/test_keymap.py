"""Other keys: whatever is wished, no two commands of a place share a key, and nobody is locked out."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language import use
from tests.commands.test_table import SCREENS
from tui.commands import BY_ACTION, COMMANDS, commands_for, keymap
from tui.commands.command import Where, shown, use_keys
from tui.commands.keymap import KEPT, TAKEN, apply, checked, fault_of, key_named
from tui.frame import key_named as key_of_footer

KEYS = [
    *sorted({key for command in COMMANDS for key in command.usual_keys}),
    "f5", "f6", "N", "?", "ctrl+n", "shift+a", "ctrl+h", "ctrl+q", "tab", "soap", "", "+", ",", "é", "ctrl+shift+x",
]  # fmt: skip
WISHES = st.dictionaries(
    st.sampled_from([*BY_ACTION, "fly"]), st.lists(st.sampled_from(KEYS), max_size=3).map(tuple), max_size=12
)


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    yield
    use_keys({})


def keys_of(action: str, chosen: keymap.Keymap) -> tuple[str, ...]:
    return chosen.get(action, tuple(map(key_named, BY_ACTION[action].usual_keys)))


@settings(max_examples=300)
@given(wished=WISHES)
def test_no_two_commands_of_a_place_share_a_key_whatever_is_wished(wished: dict[str, tuple[str, ...]]) -> None:
    found = checked(wished)
    for place in Where:
        keys = [key for command in commands_for(place) for key in keys_of(command.action, found.keymap)]
        assert len(keys) == len(set(keys)), place
    for action, keys in wished.items():
        usual = keys_of(action, {}) if action in BY_ACTION else ()
        meant = {key_named(key) for key in keys} | ({KEPT[action]} if action in KEPT else set())
        assert action in found.trouble or set(keys_of(action, found.keymap)) == meant or set(usual) == meant
    assert checked(found.keymap) == (found.keymap, {}), "what was checked is sound"


@settings(max_examples=300)
@given(wished=WISHES)
def test_nobody_is_locked_out(wished: dict[str, tuple[str, ...]]) -> None:
    chosen = checked(wished).keymap
    for place in Where:
        by_key = {key: command.action for command in commands_for(place) for key in keys_of(command.action, chosen)}
        for action, key in KEPT.items():
            if place in BY_ACTION[action].places:
                assert by_key[key] == action
    assert not TAKEN & {key for keys in chosen.values() for key in keys}
    for action in BY_ACTION:
        assert keys_of(action, chosen) or not BY_ACTION[action].usual_keys, "no command loses its last key"


@settings(max_examples=100)
@given(wished=WISHES)
def test_what_textual_makes_of_it_is_what_was_checked(wished: dict[str, tuple[str, ...]]) -> None:
    from textual.binding import BindingsMap

    from tui.commands import bindings_for

    chosen = checked(wished).keymap
    for place in Where:
        bound = BindingsMap(bindings_for(place))
        bound.apply_keymap(apply(chosen))
        for command in commands_for(place):
            for key in keys_of(command.action, chosen):
                assert {each.action.split("(")[0] for each in bound.key_to_bindings[key]} == {command.action}
        assert len(bound.key_to_bindings) == sum(len(keys_of(each.action, chosen)) for each in commands_for(place))


def test_two_commands_can_swap_their_keys() -> None:
    assert checked({"note": ("N",), "group_note": ("n",)}) == ({"note": ("N",), "group_note": ("n",)}, {})


@pytest.mark.parametrize(("wished", "told"), [
    ({"note": ("N",)}, "N is also the key of “Write one note for several cases"),
    ({"note": ("ctrl+h",)}, "ctrl+h does not arrive"),
    ({"note": ("ctrl+c",)}, "ctrl+c does not arrive"),
    ({"note": ("soap",)}, "soap is no key"),
    ({"note": ()}, "needs a key"),
    ({"note": ("",)}, "needs a key"),
    ({"jump": ("9",)}, "cannot be changed"),
    ({"backup": ("f9",)}, "cannot be changed"),
    ({"fly": ("f9",)}, "no command of this name"),
    ({"advance": ("escape",)}, "esc always stays"),
    ({"advance": ("ctrl+q",)}, "ctrl+q always stays"),
    ({"advance": ("f1",)}, "f1 always stays"),
    ({"lock": ("x",)}, "works while you write, too"),
    ({"lock": ("ctrl+s",)}, "works while you write, too"),
])  # fmt: skip
def test_why_a_wish_cannot_be_fulfilled_is_said_in_words(wished: dict[str, tuple[str, ...]], told: str) -> None:
    found = checked(wished)
    assert found.keymap == {}
    assert [told in why for why in found.trouble.values()] == [True]


def test_help_palette_leaving_and_quitting_keep_a_key() -> None:
    wished = {"guide": ("f9",), "palette": ("f10",), "leave": ("f11",), "leave_program": ("f12",)}
    assert checked(wished) == (
        {"guide": ("f9", "f1"), "palette": ("f10", "ctrl+p"), "leave": ("f11", "escape"),
         "leave_program": ("f12", "ctrl+q")}, {},
    )  # fmt: skip


def test_a_key_is_judged_before_it_is_chosen() -> None:
    chosen = {"advance": ("f9",), "monitor": ("a",)}
    assert fault_of("note", "f8", chosen) == ""
    assert "f9 is also the key of “Move the case to the next phase" in fault_of("note", "f9", chosen)
    assert "a is also the key of “Move the case to Monitoring" in fault_of("advance", "a", chosen)
    assert fault_of("advance", "f9", chosen) == ""
    assert fault_of("review_next", "a", {}).startswith("a is also the key of")
    assert fault_of("period_length", "a", {}) == "", "no case is moved in the statistics"


def test_every_sign_is_shown_as_it_is_typed_and_read_back() -> None:
    for sign in map(chr, range(33, 127)):
        assert shown(key_named(sign)) == sign
        assert key_named(key_named(sign)) == key_named(sign)
    assert (shown("ctrl+underscore"), key_named("shift+a"), key_named("Ctrl+N")) == ("ctrl+_", "A", "ctrl+n")


@pytest.mark.parametrize(("language", "said"), [("en", "shift+right"), ("id", "shift+kanan")])
def test_a_key_with_another_one_is_named_in_the_language_too(language: str, said: str) -> None:
    use(language)
    assert shown("shift+right") == said
    assert key_of_footer(said) == "shift+right"


def test_every_place_has_a_way_to_help_the_palette_and_out() -> None:
    assert SCREENS.keys() == set(Where)
    for place in Where:
        actions = {command.action for command in commands_for(place)}
        assert {"guide", "palette", "settings"} < actions
        assert actions & {"leave", "leave_program"}
