"""What a person reads is broken between its words; what a program reads is not broken at all."""

import io

import pytest

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
