"""Every act and every view has its command: whoever cannot see the board does the same with words.

A new deed of `tests.casebook.scene` without a command turns this red, and so does a new place in the interface.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from store import Casebook, open_casebook
from store.model import Goal, Measure, Task
from tests.casebook.conftest import START
from tests.casebook.scene import (
    AFTERCARE,
    CLOSED,
    CLOSING,
    DEEDS,
    DRAFT,
    FRESH,
    HELD,
    SIGNED,
    WHY,
    WORKED,
    documents,
    of,
    play,
)
from tests.cli.conftest import Run
from tui.casefile.tabs import TABS
from tui.casework.kinds import KINDS
from tui.commands.command import Where
from tui.plain.entries import ADDED
from tui.plain.reading import TABS as TYPED_TABS

NOW = START.replace(hour=18)
"""Some hours after the scene was played, so that nothing of it lies ahead."""

Words = Callable[[Casebook, Path], tuple[str, ...]]


def words(*typed: str) -> Words:
    """A command that needs nothing from the book."""
    return lambda _book, _folder: typed


def _goal(book: Casebook) -> str:
    return str(of(book, Goal).id)


def _table(folder: Path) -> str:
    file = folder.parent / "cases.csv"
    file.write_text("id,alias,size\n1,Imported,family\n", encoding="utf-8")
    return str(file)


CLOSE = (
    "--reason", CLOSING["reason"], "--outcome", CLOSING["outcome"], "--summary", CLOSING["summary"],
    "--notice", CLOSING["notice"], "--override", WHY,
)  # fmt: skip

COMMANDS: dict[str, Words] = {
    "add_case": words("new", "--alias", "New", "--size", "family"),
    "edit_case": words("edit", FRESH, "--alias", "Newer"),
    "set_next_contact": words("next-contact", FRESH, "2026-12-05"),
    "clear_next_contact": words("next-contact", WORKED, "--clear"),
    "assess_risk": words("risk", FRESH, "high"),
    "tick": words("tick", FRESH, "roles"),
    "untick": words("tick", HELD, "roles", "--undo"),
    "advance": words("advance", FRESH, "--reason", WHY),
    "to_monitoring": words("monitor", WORKED, "--reason", WHY),
    "move_back": words("back", WORKED, "assessment", "--reason", "New facts."),
    "hold": words("hold", FRESH, "--reason", "Away."),
    "resume": words("resume", HELD),
    "terminate": words("terminate", WORKED, *CLOSE),
    "reopen": words("reopen", CLOSED, "assessment", "--reason", "Back again."),
    "add_note": words("note", FRESH, "b", "--mode", "office"),
    "write_draft": words("change", FRESH, DRAFT, "--body", "more"),
    "write_new_draft": words("note", HELD, "more"),
    "sign_note": words("sign", FRESH, DRAFT),
    "add_addendum": words("addendum", FRESH, SIGNED, "also"),
    "void_note": words("void", FRESH, SIGNED, "Wrong case."),
    "discard_draft": words("discard", FRESH, DRAFT),
    "add": words("add", FRESH, "person", "--alias", "Nenek"),
    "add_parts": words("score", FRESH, "health=4/2", "Own label=4/2"),
    "new_part": words("add", FRESH, "relation", "--a", "Bu S", "--b", "RT"),
    "change": lambda book, _folder: ("change", WORKED, of(book, Task).id[:8], "--status", "doing"),
    "finish": lambda book, _folder: ("finish", WORKED, of(book, Task).id[:8]),
    "reschedule": lambda book, _folder: ("change", WORKED, of(book, Task).id[:8], "--due", "2026-12-01"),
    "remove": lambda book, _folder: ("remove", WORKED, _goal(book)[:8]),
    "remove_measure": lambda book, _folder: ("remove", WORKED, of(book, Measure).id[:8]),
    "rate_goal": lambda book, _folder: ("rate", WORKED, _goal(book)[:8], "+1"),
    "change_rating": lambda book, _folder: ("change", WORKED, f"{_goal(book)[:8]}/1", "--level", "2"),
    "remove_rating": lambda book, _folder: ("remove", WORKED, f"{_goal(book)[:8]}/1"),
    "score": words("add", FRESH, "score", "--domain", "health", "--expectation", "4", "--reality", "2"),
    "sign_note_of_a_task": lambda book, _folder: ("finish", WORKED, of(book, Task).id[:8]),
    "put_off": words("put-off", WORKED, "--until", "2026-12-24", "--reason", "Away until then."),
    "log_contact": words("contact", FRESH, "--mode", "phone", "--outcome", "no_answer"),
    "log_contact_and_plan": words(
        "contact", WORKED, "--mode", "home_visit", "--outcome", "reached", "--next", "2026-12-05"
    ),
    "log_contact_and_sign": words("contact", FRESH, "At school.", "--mode", "phone", "--outcome", "reached", "--sign"),
    "record_supervision": words("supervision", FRESH, "Go on.", "--supervisor", "Bu Rini", "--task", "Call"),
    "mask_a_word": words("mask", WORKED, "Sukamaju", "--as", "place"),
    "decide": words("decide", FRESH, "end", "--why", "All is well."),
    "link": words("link", FRESH, CLOSED),
    "unlink": words("unlink", HELD, WORKED),
    "aftercare_done": words("aftercare", CLOSED, AFTERCARE.isoformat()),
    "add_group_note": words("group-note", FRESH, HELD, "--text", "Together."),
    "new_note": words("note", FRESH, "Alone."),
    "add_resource": words("resources", "add", "--name", "PKK", "--kind", "formal"),
    "change_resource": words("resources", "change", "Puskesmas", "--area", "RW 05"),
    "remove_resource": words("resources", "remove", "Puskesmas"),
    "add_records": lambda _book, folder: ("import", _table(folder), "--yes"),
}
"""The command for each deed, by its name there."""

ELSEWHERE = {"receive": "`lingkar import` of a file that a colleague sealed: see test_handover"}
OTHER_TABLES = {
    "sign_note_of_a_task": {"tasks"},  # a note by command finishes no task; the task's own command does
    "add_records": {"cases", "history"},  # this table has no notes
}

SAID_OTHERWISE = {"add_case", "add_parts", "new_note", "sign_note_of_a_task", "add_records"}
"""The deeds of which a command says something else: a code, or the name of an act that comes to the same."""

VIEWS: dict[str, tuple[str, ...]] = {
    "board": ("list",), "casefile": ("show", WORKED), "closed": ("closed",), "directory": ("resources",),
    "study": ("statistics",), "search": ("search", "Worked"), "review": ("review",),
    "packet": ("export", "case", WORKED, "-o", "-"), "copies": ("copies",),
    "import": ("import", "cases.csv", "--dry-run"),
}  # fmt: skip
"""The command for each place of the interface."""
MORE_VIEWS = (
    ("today",), ("list", "--plain"), ("list", "--today", "--plain"), ("list", "--find", "level:micro"),
    ("notes", FRESH), ("notes", FRESH, "--note", SIGNED), ("show", FRESH, DRAFT), ("entries", WORKED),
    ("entries", WORKED, "task"),
    ("history", WORKED), ("gate", WORKED), ("review", "--case", FRESH), ("questions",), ("mask", WORKED),
    ("search", "Worked", "--plain"), ("resources", "show", "Puskesmas"), ("closed", "closed"), ("today", "--plain"),
    ("mask", WORKED, "--plain"), ("today", "--done"), ("today", "--done", "--plain"), ("template",),
    ("template", "dap"),
    ("settings",), ("settings", "--plain"), ("settings", "limits"),
)  # fmt: skip
TAB_VIEWS = tuple(("show", WORKED, "--tab", tab) for tab in TYPED_TABS)
DRAWN = re.compile("[\x1b\u2500-\u259f\u2800-\u28ff]")
"""Control sequences, box drawing, blocks and braille."""
WHOLE_ID = re.compile("[0-9a-f]{32}")
"""Nobody wants to hear it; the beginning is enough everywhere."""


@pytest.fixture(autouse=True)
def _after_the_scene() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def scene(folder: Path, run: Run) -> Path:
    """The book of the scene, closed; `run` works on it."""
    with open_casebook(folder, clock=lambda: START) as book:
        play(book)
    return folder


def typed(name: str, folder: Path) -> tuple[str, ...]:
    with open_casebook(folder, create=False, read_only=True) as book:
        return COMMANDS[name](book, folder)


def rows(folder: Path) -> dict[str, Any]:
    with open_casebook(folder, create=False, read_only=True) as book:
        return documents(book)


def test_every_deed_names_its_command() -> None:
    assert set(COMMANDS) | set(ELSEWHERE) == set(DEEDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_the_deed(name: str, scene: Path, run: Run) -> None:
    args, before = typed(name, scene), rows(scene)
    done = run(*args)
    assert done.code == 0, done.err
    assert done.out.splitlines()[0] == DEEDS[name].act.sentence or name in SAID_OTHERWISE
    after = rows(scene)
    changed = {table for table in after if after[table] != before[table]}
    assert changed == OTHER_TABLES.get(name, DEEDS[name].tables)
    assert run("undo").code == 0
    assert rows(scene) == before


def test_every_place_and_every_tab_has_a_command() -> None:
    assert set(VIEWS) >= {place.value for place in Where} - {"settings"}
    assert len(TYPED_TABS) == len(TABS)


def test_all_that_a_file_takes_can_be_added() -> None:
    forms = {kind.model for kind in KINDS if kind.model is not None}
    assert forms == {kind.model for kind in ADDED}


@pytest.mark.parametrize(
    "args", [*VIEWS.values(), *MORE_VIEWS, *(("show", WORKED, "--tab", tab) for tab in TYPED_TABS)]
)
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_view_is_plain(
    args: tuple[str, ...], language: str, scene: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _table(scene)
    monkeypatch.chdir(scene.parent)
    shown = run("--lang", language, *args)
    assert shown.code == 0, shown.err
    assert shown.out or shown.err
    assert not DRAWN.search(shown.out + shown.err)
    assert not WHOLE_ID.search(shown.out + shown.err)


def test_every_field_of_an_entry_is_an_option(scene: Path, run: Run) -> None:
    """The names are those that `entries --json` has."""
    for kind in ADDED:
        help = run("add", FRESH, kind.word, "--help").out
        own = set(kind.model.model_fields) - {"id", "case_code", "ratings", "place", "supervision"}
        assert own == set(kind.labels)
        assert all(f"--{field.replace('_', '-')} " in help for field in own)
