"""A long dump or restoring says how far it is: on a terminal one line that goes away again, elsewhere nothing."""

import io
import sys
from pathlib import Path

import pytest

from store import Casebook
from store.exchange import progress
from store.exchange.dumping import DumpFormat, contents_of, dump, made, read_dump
from store.exchange.restore import restore_dump
from tests.cli.conftest import Run as RunIt
from tests.cli.conftest import case, folder, run  # noqa: F401
from tests.exchange.dumped import make_full, without_waiting
from tui.plain.progress import told_how_far


class Told(list[int]):
    """What was told, as percentages."""

    def __call__(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.append(100 * done // total)

    def rises(self) -> bool:
        """Whether it never goes back, and tells more than the beginning and the end."""
        return self == sorted(self) and len(set(self)) > 4


class Stop(Exception):
    """Nobody wants it any more."""


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Casebook:
    """A book with something in every table; every piece is worth a word."""
    monkeypatch.setattr(progress, "OFTEN", 1)
    with without_waiting():
        return make_full(tmp_path / "full")


def test_how_far_each_step_is(full: Casebook, tmp_path: Path) -> None:
    with full as book:
        contents = contents_of(book)
        for format in DumpFormat:
            told = Told()
            made(contents, format, told)
            assert told.rises(), format
        told = Told()
        dump(book, tmp_path / "a.json", DumpFormat.JSON, told)
        assert told.rises()
    told = Told()
    again = read_dump(tmp_path / "a.json", told)
    assert (told.rises(), told[-1]) == (True, 100)
    told = Told()
    restore_dump(again, tmp_path / "again", None, progress=told)
    assert (told == sorted(told), told[0], told[-1] > 90) == (True, 0, True)


@pytest.mark.parametrize("after", [0, 50])
def test_whoever_waits_can_stop_it(full: Casebook, tmp_path: Path, after: int) -> None:
    def stop(done: int, total: int) -> None:
        if 100 * done >= after * total:
            raise Stop

    with full as book:
        contents = contents_of(book)
        with pytest.raises(Stop):
            dump(book, tmp_path / "a.json", DumpFormat.JSON, stop)
        assert not [one for one in book.outside() if one.path.endswith("a.json")]
        dump(book, tmp_path / "b.json", DumpFormat.JSON)
    before = {path.name for path in tmp_path.iterdir()}
    assert before == {"full", "b.json"}
    with pytest.raises(Stop):
        read_dump(tmp_path / "b.json", stop)
    with pytest.raises(Stop):
        restore_dump(contents, tmp_path / "again", None, progress=stop)
    assert {path.name for path in tmp_path.iterdir()} == before


class Terminal(io.StringIO):
    """Standard error of a person."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_is_one_line_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with told_how_far("Reading ... {share} %") as tell:
        for done, total in ((0, 0), (1, 1000), (2, 1000), (500, 1000), (1000, 1000), (0, 1000)):
            tell(done, total)
    *shown, wiped, last = screen.getvalue().split("\r")[1:]
    assert [line.rstrip() for line in shown] == [
        "Reading ... 0 %",
        "Reading ... 50 %",
        "Reading ... 100 %",
        "Reading ... 0 %",
    ]
    assert (wiped.strip(), last) == ("", "")
    assert {len(line) for line in [*shown, wiped]} == {len("Reading ... 100 %")}, "none leaves a rest of another"


def test_elsewhere_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with told_how_far("Reading ... {share} %") as tell:
        tell(1, 2)
    assert capsys.readouterr().err == ""


def test_the_commands_say_it(run: RunIt, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    def lines(*args: str | Path) -> str:
        screen = Terminal()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stderr", screen)
            assert run(*args).code == 0
        return screen.getvalue()

    assert "\rWriting ... 50 %" in lines("dump", "-o", tmp_path / "a.json", "--yes")
    words = tmp_path / "words.txt"
    words.write_text("batu kali enam payung\n")
    words.chmod(0o600)
    said = lines("--passphrase-file", words, "--book", tmp_path / "other", "restore", tmp_path / "a.json")
    assert "\rReading ... 0 %" in said
    assert "\rMaking the book ... 50 %" in said
    assert "%" not in lines("--plain", "dump", "-o", tmp_path / "c.json", "--yes"), "nothing is drawn anew for the ear"
    assert "%" not in run("dump", "-o", tmp_path / "b.json", "--yes").err
