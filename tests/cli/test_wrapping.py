"""What a person reads is broken between its words; what a program reads is not broken at all."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui.plain.output import show, wrapped

LONG = "Everything that was reported as done is saved, and nothing else was changed in the book, which stays as it was."


class Terminal(io.StringIO):
    """A stream that somebody reads."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.mark.parametrize(("columns", "widest"), [("200", 80), ("60", 60), ("40", 40)])
def test_a_sentence_is_as_wide_as_the_terminal_and_never_wider_than_eighty(
    columns: str, widest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = wrapped(LONG, Terminal()).split("\n")
    assert widest - 15 < max(map(len, lines)) <= widest
    assert " ".join(line.strip() for line in lines) == LONG
    assert all(line.startswith("    ") for line in lines[1:])


def test_a_pipe_gets_the_sentence_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert wrapped(LONG, io.StringIO()) == LONG
    assert wrapped(LONG, None) == LONG
    show([LONG, "b"])
    assert capsys.readouterr().out == f"{LONG}\nb\n"


def test_rows_paths_and_indents_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    path = "/media/usb/" + "x" * 60
    assert wrapped(f"Written: {path}", Terminal()).split("\n")[-1].strip() == path
    for line in (f"/home/a b/{LONG}", f"    lingkar mask K-2026-001 {LONG}", f"C:\\{LONG}"):
        assert wrapped(line, Terminal()) == line  # they are copied
    row = "\t".join(["K-2026-001", LONG])
    assert wrapped(row, Terminal()) == row
    assert all(line.startswith("    ") for line in wrapped(f"    {LONG}", Terminal()).split("\n"))
    assert wrapped("a\n\nb", Terminal()) == "a\n\nb"


@pytest.mark.parametrize("command", [
    ("import", "cases.csv", "--dry-run"), ("import", "case.lingkar", "--dry-run", "--file-passphrase-file", "secret"),
    ("restore", "dump.json", "--passphrase-file", "secret"), ("backup", "."),
    ("erase", "K-2026-001", "--confirm", "K-2026-001"),
    ("passphrase", "--new-passphrase-file", "secret"), ("compact",), ("list", "--passphrase-file", "gone"),
])  # fmt: skip
def test_what_a_command_says_at_a_terminal_is_broken(
    run: Run, case: str, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cases.csv").write_text("id,alias,size,mood\n1,A,family,calm\n2,,family,calm\n", encoding="utf-8")
    Path("secret").write_text("staples jembatan hujan\n", encoding="utf-8")
    Path("secret").chmod(0o600)
    for made in (
        ("edit", case, "--alias", "A client system whose name has many short words in it, and then some more"),
        ("hand-over", case, "-o", "case.lingkar", "--file-passphrase-file", "secret"),
        ("dump", "-o", "dump.json", "--yes"), ("backup", "a.backup"),
    ):  # fmt: skip
        assert run(*made).code == 0
    monkeypatch.setenv("COLUMNS", "40")
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    done = run(*command)
    said = [line.replace(str(tmp_path), "") for line in (done.out + done.err).splitlines()]
    assert said
    assert [line for line in said if len(line) > 40 and " " in line.strip() and not line.strip().startswith("/")] == []


@pytest.mark.parametrize("command", [
    ("show", "K-2026-001"), ("import", "cases.csv", "--dry-run"), ("list", "--passphrase-file", "gone"),
    ("help", "commands"), ("help", "nothing so called"), ("note", "--help"), ("lost",),
])  # fmt: skip
def test_what_a_screen_reader_speaks_is_not_broken(
    run: Run, case: str, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cases.csv").write_text("id,alias,size,mood\n1,A,family,calm\n2,,family,calm\n", encoding="utf-8")
    assert run("edit", case, "--problem", LONG).code == 0
    monkeypatch.setenv("COLUMNS", "1000")
    wide = run("--plain", *command)
    monkeypatch.setenv("COLUMNS", "40")
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    heard = run("--plain", *command)
    assert heard == wide
    assert "\r" not in heard.err  # nor is anything drawn anew
    assert run(*command) != heard
