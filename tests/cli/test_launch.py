"""The way the program is really started: no memory is collected while it starts, and then it is again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WHILE_A_COMMAND_RUNS = """
import gc, sys
from tui import cli, launch

def told(parser):
    def parse_args(typed, parse=parser.parse_args):
        args = parse(typed)
        args.run = lambda args, run=args.run: print("runs:", gc.isenabled()) or run(args)
        return args
    print("starts:", gc.isenabled())
    parser.parse_args = parse_args
    return parser

build_parser = cli.build_parser
cli.build_parser = lambda: told(build_parser())
sys.exit(launch.main())
"""
"""Tells of `gc` when the commands are declared, and when one runs."""

AT_THE_END = """
import gc, os, pathlib
import tui.app
from tui import launch

run, told = tui.app._run, []
tui.app._run = lambda app: told.append(gc.isenabled()) or run(app)
code = launch.main()
pathlib.Path(os.environ["TOLD"]).write_text(f"{code} {told[0]} {gc.isenabled()}")
"""
"""Tells of `gc` when the screen is about to open, and when it was left."""


def test_a_plain_command_runs_with_collections_again(case: str, folder: Path) -> None:
    environ = {**os.environ, "LINGKAR_HOME": str(folder), "LINGKAR_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", WHILE_A_COMMAND_RUNS, "list"], env=environ, capture_output=True, text=True, check=True
    )
    starts, runs, *listed = done.stdout.splitlines()
    assert (starts, runs) == ("starts: False", "runs: True")
    assert case in "\n".join(listed)


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_collections_go_on_once_the_board_is_painted(run: Run, case: str, folder: Path, tmp_path: Path) -> None:
    from tests.terminal import Program

    told = tmp_path / "told"
    environ = {"LINGKAR_HOME": str(folder), "LINGKAR_LANG": "en", "TOLD": str(told)}
    assert run("edit", case, "--next-contact", "today").code == 0
    with Program([sys.executable, "-c", AT_THE_END], env=environ) as program:
        program.until(b"needs you today")
        os.write(program.master, b"\x11")
        program.until(b"\x1b[?1049l")  # the terminal has its own screen again
        assert program.child.wait(20) == 0
    assert told.read_text() == "0 False True"
