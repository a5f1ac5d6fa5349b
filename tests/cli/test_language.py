"""Every word the command line shows comes through the catalogue, argparse's own words too."""

import gettext
import re
from collections.abc import Iterator

import pytest

from store import query
from store.exchange.dumping import writing
from store.language import catalogue, use
from store.model import (
    codes,
    disguise,
    flag,
    goal,
    intervention,
    measure,
    packet,
    person,
    referral,
    relation,
    resource,
    score,
    task,
    team,
)
from store.packet import formats
from store.practice.gates import ITEMS
from tests.cli.conftest import Run
from tui.cli import build_parser
from tui.plain import words
from tui.plain.entries import ADDED, BY_WORD
from tui.plain.reading import TABS

COMMANDS = (
    "list", "show", "statistics", "gate", "new", "edit", "note", "advance", "back", "monitor", "hold", "resume",
    "terminate", "reopen", "tick", "undo", "redo", "demo", "import", "export", "backup", "restore", "erase",
    "passphrase", "recovery-sheet", "compact", "verify", "salvage", "link", "unlink", "decide", "today", "contact",
    "put-off", "search", "supervision", "questions", "mask", "copies", "hand-over", "recipient",
    "dump", "help", "settings",
    "review", "risk", "next-contact", "aftercare", "entries", "history", "closed", "notes", "sign", "addendum",
    "void", "discard", "group-note", "add", "rate", "measure", "score", "change", "finish", "remove", "resources",
    "find-saved", "template",
)  # fmt: skip
PACKETS = (("export", "case"), ("export", "caseload"), ("export", "notes"))
ENTRIES = (
    *(("add", kind.word) for kind in ADDED), ("add", "assessment"),
    *(("resources", act) for act in ("add", "change", "remove", "show")),
)  # fmt: skip
PARTS = (flag, goal, intervention, measure, person, referral, relation, resource, score, task, team)
_KEEP = re.compile(r"%\([a-z_]+\)[sr]|%[sr]|\{[a-z_]*\}")


class Masked(gettext.NullTranslations):
    """A language in which every letter of every text is a dot, and only placeholders are left."""

    def gettext(self, message: str) -> str:
        return "".join(
            part if _KEEP.fullmatch(part) else re.sub(r"\w", "·", part)
            for part in re.split(f"({_KEEP.pattern})", message or "")
        )

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


@pytest.fixture
def masked(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    def use_masked(_code: str) -> None:
        catalogue._InUse.texts = Masked()

    monkeypatch.setattr("tui.cli.use", use_masked)
    yield run
    use("en")


def codes_of_the_profession() -> set[str]:
    rooms = (codes, query, disguise, packet, formats, writing, *PARTS)
    things = [thing for room in rooms for thing in vars(room).values()]
    lists = [thing for thing in things if isinstance(thing, type) and issubclass(thing, codes.Vocabulary)]
    found = {str(member) for vocabulary in lists for member in vocabulary} | {item.code for item in ITEMS}
    return {part for code in found for part in re.split("_", code)}


def english(text: str) -> set[str]:
    """The words that are neither the name of an option or command nor a code."""
    text = re.sub(r"-{1,2}[a-z-]+", " ", text)
    known = (
        codes_of_the_profession()
        | set(" ".join(COMMANDS).replace("-", " ").split())
        | {*BY_WORD, *TABS, "assessment"}
        | {"lingkar", "id", "en", "md", "case"}
    )
    return {word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in known}


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS), *PACKETS, *ENTRIES])
def test_help_is_wholly_in_the_language_asked_for(masked: Run, command: tuple[str, ...]) -> None:
    shown = masked(*command, "--help")
    assert shown.code == 0
    assert len(shown.out) > 40
    assert english(shown.out) == set()


@pytest.mark.parametrize(
    "args",
    [["fly"], ["new"], ["list", "--phase"], ["list", "x"], ["list", "--status", "42"],
     ["terminate", "K", "--aftercare"],
     ["list", "--json=1"], ["export"], ["note", "K", "x", "--at", "42"], ["tick", "K", "42"]],
)  # fmt: skip
def test_what_argparse_complains_of_is_too(masked: Run, args: list[str]) -> None:
    refused = masked(*args)
    assert refused.code == 2
    assert english(refused.err) <= {"fly"}


def test_the_two_languages_differ(run: Run) -> None:
    english, indonesian = (run("--lang", code, "--help").out for code in ("en", "id"))
    assert english.startswith("usage: lingkar")
    assert "show the version" in english
    assert "show the version" not in indonesian
    assert not re.search(r"\b(usage|options|show this help|commands)\b", indonesian)


def test_the_usage_of_a_command_begins_with_one_word_for_it(run: Run) -> None:
    assert run("--lang", "id", "note", "--help").out.startswith("pemakaian: lingkar note [-h]")


def test_the_language_is_taken_from_before_or_after_the_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    monkeypatch.setattr("tui.cli.use", used.append)
    for args in (["--lang", "id", "list"], ["--lang=id", "list"], ["list", "--lang", "id"], ["list"]):
        run(*args)
    assert used == ["id", "id", "id", "en"]


def test_argparse_still_says_what_we_translate() -> None:
    """A later Python may word a text anew: then it belongs into the list."""
    import argparse
    import inspect

    source = inspect.getsource(argparse)
    assert [text for text in words.ARGPARSE[:4] if text not in source] == []
    build_parser()
