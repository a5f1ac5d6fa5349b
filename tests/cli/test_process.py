"""`lingkar` as a process of its own: what it loads, and pipes that end early."""

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PROBE = """
import json, sys
from tui.cli import main
code = main(json.loads(sys.argv[1]))
sys.stdout.flush()
heavy = [name for name in ("textual", "rich", "markdown_it") if name in sys.modules]
print("\\n" + json.dumps([code, heavy]))
"""


def start(folder: Path, *args: str, **more: object) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "LINGKAR_HOME": str(folder), "LINGKAR_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", *args]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    "args",
    [["--help"], ["list"], ["show", "CASE"], ["export", "case", "CASE", "-o", "-"], ["entries", "CASE"], ["closed"],
     ["review"], ["resources"], ["notes", "CASE"], ["find-saved"], ["add", "CASE", "person", "--alias", "N"]],
)  # fmt: skip
def test_plain_commands_load_no_screen(case: str, folder: Path, args: list[str]) -> None:
    typed = json.dumps([case if arg == "CASE" else arg for arg in args])
    environ = {**os.environ, "LINGKAR_HOME": str(folder)}
    done = subprocess.run([sys.executable, "-c", PROBE, typed], env=environ, capture_output=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]


def test_the_store_loads_no_screen() -> None:
    probe = "import sys, store; print([name for name in ('textual', 'rich') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_leaves_early_is_no_trouble(run: Run, case: str, folder: Path) -> None:
    run("note", case, "x\n" * 200_000)
    process = start(folder, "show", case)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(20) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_said_in_a_sentence(case: str, folder: Path) -> None:
    with open("/dev/full", "wb") as full:
        process = subprocess.run(
            [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", "list"],
            env={**os.environ, "LINGKAR_HOME": str(folder), "LINGKAR_LANG": "en"},
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert process.returncode == 1
    assert process.stderr == b"The system refused: the disk is full.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(("stdout", "why"), [(">/dev/full", "the disk is full"), (">&-", "Bad file descriptor")])
@pytest.mark.parametrize("args", [["note", "CASE", "Seen"], ["new", "--alias", "B", "--size", "family"]])
def test_an_act_that_cannot_be_printed_is_saved_and_says_so(
    run: Run, case: str, folder: Path, args: list[str], stdout: str, why: str
) -> None:
    def kept() -> list[int]:
        cases = json.loads(run("list", "--json").out)
        return [len(cases), sum(each["drafts"] for each in cases)]

    before = sum(kept())
    process = subprocess.run(
        ["sh", "-c", f'exec "$0" "$@" {stdout}', sys.executable, "-c",
         "import sys; from tui.cli import main; sys.exit(main())",
         *(case if arg == "CASE" else arg for arg in args)],
        env={**os.environ, "LINGKAR_HOME": str(folder), "LINGKAR_LANG": "en"},
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (1, f"It is saved, but that cannot be printed: {why}.\n")
    assert sum(kept()) == before + 1


@pytest.mark.skipif(os.name == "nt", reason="a signal ends processes otherwise there")
def test_ctrl_c_is_quiet(case: str, folder: Path) -> None:
    import signal

    listens = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background a shell has it ignored
    try:
        process = start(folder, "note", case, stdin=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, listens)
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(b"half a note")
    process.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):  # it waits for the rest of the note
        process.wait(2)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert process.stderr.read() == b""


def test_a_terminal_that_knows_few_letters_still_gets_the_rest(run: Run, case: str, folder: Path) -> None:
    run("edit", case, "--alias", "Bu Ṣari")
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", "list"],
        env={**os.environ, "LINGKAR_HOME": str(folder), "LINGKAR_LANG": "en", "PYTHONIOENCODING": "ascii"},
        capture_output=True, check=True,
    )  # fmt: skip
    assert b"Bu ?ari" in done.stdout


@pytest.mark.parametrize(
    ("args", "opened"),
    [([], "board"), (["--plain"], "board"), (["--lang", "id"], "board"), (["demo"], "demo"), (["--book"], None)],
)
def test_without_a_command_the_board_opens(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], opened: str | None
) -> None:
    called: list[tuple[object, ...]] = []
    app = types.ModuleType("tui.app")
    app.run_board = lambda where, _passphrase, *, plain: (  # type: ignore[attr-defined]
        called.append(("board", where, plain)) or 7  # type: ignore[func-returns-value]
    )
    app.run_demo = lambda: called.append(("demo", folder)) or 7  # type: ignore[attr-defined,func-returns-value]
    monkeypatch.setitem(sys.modules, "tui.app", app)
    result = run(*args)
    wanted = {"board": [("board", folder, "--plain" in args)], "demo": [("demo", folder)], None: []}
    assert called == wanted[opened]
    assert result.code == (7 if opened else 2)
    assert not folder.exists()
