"""The manual says what is so: complete in both languages, no key typed into it, and every command line can be typed."""

import inspect
import pkgutil
import re
import shlex
import tomllib
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

import tui
from store.language import LANGUAGES, use
from tui.casefile.editor import NoteEditor
from tui.cli import build_parser
from tui.commands import BY_ACTION, COMMANDS, commands_for
from tui.commands.command import Where, use_keys
from tui.commands.keymap import TAKEN
from tui.forms.form import Form
from tui.guide.guide import TYPED
from tui.guide.pages import FOLDER, TOPICS, Kind, Weight, page
from tui.guide.topics import OF_PLACE, OF_ROOM, OF_TAB, topic_of
from tui.plain import words
from tui.plain.parser import Parser

ROOT = Path(__file__).parents[2]
PLACES = re.compile(r"\{[^{}]*\}")
CODE = re.compile(r"`([^`\n]+)`")
KEY_LIKE = re.compile(r"(?:(?:ctrl|shift|alt)\+\w+|f\d+|esc|tab|space|[A-Za-z?!*/:\[\],.+])")
OF_A_TEXT = {key for screen in (Form, NoteEditor) for binding in screen.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]
"""The keys of forms and of the editor. They cannot be changed, so they may be typed."""


def source(topic: str, language: str) -> str:
    return (FOLDER / language / f"{topic}.md").read_text(encoding="utf-8")


def both() -> list[tuple[str, str]]:
    return [(topic, language) for topic in TOPICS for language in LANGUAGES]


def command_lines(topic: str, language: str) -> list[str]:
    """Whatever begins with `lingkar`, in examples and between the lines."""
    text = source(topic, language)
    fenced = [line for line in text.splitlines() if line.startswith("lingkar ")]
    return [*fenced, *(code for code in CODE.findall(text) if code.startswith("lingkar "))]


def ends_well(parser: Parser, typed: list[str]) -> bool:
    """Whether the parser takes what was typed, if only to show its help."""
    try:
        parser.parse_args(typed)
    except SystemExit as end:
        return end.code == 0
    return True


def test_both_languages_have_the_same_topics() -> None:
    for language in LANGUAGES:
        assert {path.name for path in (FOLDER / language).iterdir()} == {f"{topic}.md" for topic in TOPICS}


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_are_built_alike(topic: str) -> None:
    built = {}
    for language in LANGUAGES:
        use(language)
        pieces = page(topic).pieces
        kinds = [piece.kind for piece in pieces]
        built[language] = [kind for at, kind in enumerate(kinds) if kind in (Kind.HEAD, Kind.ITEM, Kind.TEXT)]
    assert built["en"] == built["id"]


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_name_the_same_keys_and_commands(topic: str) -> None:
    told = {language: Counter(PLACES.findall(source(topic, language))) for language in LANGUAGES}
    assert told["en"] == told["id"]
    named = {language: Counter(line.split()[1] for line in command_lines(topic, language)) for language in LANGUAGES}
    assert named["en"] == named["id"]


@pytest.mark.parametrize(("topic", "language"), both())
def test_every_placeholder_is_filled(topic: str, language: str) -> None:
    use(language)
    shown = page(topic)
    assert shown.title
    assert len(shown.pieces) > 8
    assert not [piece.text for piece in shown.pieces if re.search(r"\{(?:key|keys|all|name):", piece.text)]
    assert all(piece.text.strip() for piece in shown.pieces if piece.kind is not Kind.EXAMPLE)


@pytest.mark.parametrize(("topic", "language"), both())
def test_no_key_of_a_command_is_typed_into_it(topic: str, language: str) -> None:
    typed = {code for code in CODE.findall(source(topic, language)) if KEY_LIKE.fullmatch(code)}
    assert typed - OF_A_TEXT - {"esc", *TYPED[0].split(", ")} <= TAKEN


@pytest.mark.parametrize(("topic", "language"), both())
def test_every_command_line_can_be_typed(topic: str, language: str) -> None:
    use(language)
    words.speak()
    parser = build_parser()
    known = next(iter(parser._subparsers._group_actions)).choices  # type: ignore[union-attr]
    text = source(topic, language)
    for line in command_lines(topic, language):
        typed = shlex.split(line)[1:]
        if line in text.splitlines() or len(typed) > 1:
            assert ends_well(parser, typed), line
        else:
            assert typed[0] in known or typed == ["--help"], line


def test_the_parser_would_refuse_a_wrong_line() -> None:
    assert not ends_well(build_parser(), ["put-off", "K-2026-014"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_that_was_changed_is_right_in_it(language: str) -> None:
    use(language)
    use_keys({"advance": ("v",)})
    try:
        text = [piece for piece in page("start").pieces if ("v", Weight.CODE) in piece.runs]
        assert len(text) == 1
        rows = [piece.runs[0][0] for piece in page("board").pieces if piece.kind is Kind.KEY]
        assert "v" in rows
        assert BY_ACTION["advance"].usual_keys[0] not in rows
    finally:
        use_keys({})


def test_the_table_of_a_place_has_all_its_keys() -> None:
    rows = [piece.runs for piece in page("board").pieces if piece.kind is Kind.KEY]
    told = [(keys, help) for (keys, _code), (help, _plain) in rows]
    assert told == [(command.shown_keys, command.help) for command in commands_for(Where.BOARD) if command.keys]


def test_a_command_without_a_key_is_found_through_the_palette() -> None:
    assert not BY_ACTION["backup"].keys
    first = page("trouble").pieces[1]
    assert first.runs[0] == ("ctrl+p, then backup", Weight.CODE)


def test_every_place_and_every_form_has_its_topic() -> None:
    assert set(OF_PLACE) == set(Where)
    assert {*OF_PLACE.values(), *OF_TAB.values(), *OF_ROOM.values()} <= set(TOPICS)
    forms = set()
    for room in pkgutil.walk_packages(tui.__path__, "tui."):
        if room.name.startswith("tui.plain") or room.name in ("tui.launch", "tui.cli"):
            continue
        module = import_module(room.name)
        forms |= {
            kind for _name, kind in inspect.getmembers(module, inspect.isclass)
            if issubclass(kind, Form) and kind.__module__ == room.name
        }  # fmt: skip
    assert len(forms) > 25
    strays = [form.__name__ for form in forms if topic_of(object.__new__(form)) == "start" and form is not Form]
    assert strays == []


def test_it_is_in_the_wheel() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert "tui" in wheel["wheel"]["packages"]
    assert wheel["wheel"]["exclude"] == ["*.po"]
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8")
    assert "*.md" not in ignored
    assert "manual" not in ignored


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_source_is_wider_than_its_neighbours(language: str) -> None:
    for topic in TOPICS:
        assert max(map(len, source(topic, language).splitlines())) <= 130, topic


def test_every_command_has_a_name_for_the_manual() -> None:
    assert all(command.help for command in COMMANDS)
