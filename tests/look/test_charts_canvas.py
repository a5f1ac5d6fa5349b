"""The plotting library: loaded late, without a word to the terminal, and with nothing of a case left in it."""

import importlib
import subprocess
import sys
from datetime import date, timedelta

import plotext
import pytest

from tui.look.charts import Plot, line_chart

POINTS = [(date(2026, 9, 1) + timedelta(index), value) for index, value in enumerate((1.0, 9.0, 4.0))]


def drawn(width: int = 74, height: int = 12) -> list[str]:
    return [line.plain for line in line_chart([Plot("x", POINTS)], width, height).draw()]


def forget(patch: pytest.MonkeyPatch, *packages: str) -> None:
    """As if these had not been imported yet; undone with the patch."""
    for name in [name for name in sys.modules if name.startswith(packages)]:
        patch.delitem(sys.modules, name)


def test_the_library_is_loaded_when_a_chart_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch, "plotext", "tui.look.charts")
    charts = importlib.import_module("tui.look.charts")
    assert "plotext" not in sys.modules
    charts.line_chart([charts.Plot("x", POINTS)], 20, 12).draw()
    assert "plotext" not in sys.modules
    charts.line_chart([charts.Plot("x", POINTS)], 74, 12).draw()
    assert "plotext" in sys.modules


def test_on_windows_the_library_starts_no_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """There plotext calls a shell when it is imported, which may change how the terminal is set."""
    started: list[object] = []
    plain = drawn()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        patch.setattr(subprocess, "call", call := lambda *args, **_kwargs: started.append(args))
        forget(patch, "plotext")
        assert drawn() == plain
        assert sys.modules["plotext._utility"].platform == "windows"
        assert subprocess.call is call
    assert started == []


def test_the_terminal_is_not_written_to_and_its_size_does_not_matter(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    plain = drawn(140, 30)
    monkeypatch.setenv("COLUMNS", "15")
    monkeypatch.setenv("LINES", "4")
    assert drawn(140, 30) == plain
    assert len(plain) == 30
    assert capfd.readouterr() == ("", "")


def test_no_escape_code_comes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plotext, "build", lambda: "\x1b[31ma\x1b[0m\x1b]0;title\x07b\n" * 12)
    assert drawn()[1] == "a]0;titleb"


def test_nothing_enters_from_the_shared_figure_and_nothing_stays_in_it() -> None:
    clean = drawn()
    plotext.title("Secret")
    plotext.yscale("log")
    plotext.scatter([1, 2], [3, 400], marker="Z")
    plotext.theme("matrix")
    plotext.subplots(2, 2)
    plotext.subplot(1, 1)
    plotext.scatter([1, 2], [3, 4])
    assert drawn() == clean
    assert plotext.active().monitor.y == []
    assert "●" not in plotext.build()
    assert "Secret" not in plotext.build()


def test_the_figure_is_cleared_when_drawing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("no ticks today")

    with monkeypatch.context() as patch:
        patch.setattr(plotext, "xticks", fail)
        with pytest.raises(RuntimeError, match="no ticks"):
            drawn()
    assert plotext.active().monitor.y == []
    assert len(drawn()) == 12
