"""The README says what the program does: its table of keys is the command table, and its two commands are the ones."""

import tomllib
from pathlib import Path

from tui.commands import commands_for
from tui.commands.command import Command, Where

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def row(command: Command) -> str:
    return f"| `{command.shown_keys}` | {command.help} |"


def table() -> str:
    rows = [row(command) for command in commands_for(Where.BOARD) if command.keys]
    return "\n".join(["| keys | what they do |", "|---|---|", *rows])


def test_the_table_of_keys_is_that_of_the_program() -> None:
    assert table() in README, "put this into the README:\n" + table()


def test_the_pictures_are_there() -> None:
    pictures = [line.split("](")[1].rstrip(")") for line in README.splitlines() if line.startswith("![")]
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_the_two_commands_start_what_the_package_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "uv run lingkar" in README
    assert "uv run pytest" in README
    assert project["project"]["scripts"] == {"lingkar": "tui.launch:main"}
    assert {"pytest"} <= {name.split(">=")[0] for name in project["project"]["optional-dependencies"]["test"]}
