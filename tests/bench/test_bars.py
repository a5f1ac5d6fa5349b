"""What the benchmark's own figures can be trusted in: the order, what counts, and what is called met."""

import subprocess
import sys
import time
from pathlib import Path

from store import open_casebook
from tests.bench import programs
from tests.bench.bars import Figure, table
from tests.bench.books import NOW
from tests.bench.measuring import Samples, Spent, interleaved, spread
from tests.terminal import Program


def test_a_bar_is_met_exactly_and_said_so() -> None:
    assert Figure("start", 1.6, 1.6).is_met
    assert not Figure("start", 1.6001, 1.6).is_met
    assert Figure("no bar", 99.0).is_met
    told = table([Figure("start", 1.604, 1.6), Figure("key", 9.5, 10.0, "ms CPU", "worst 12"), Figure("seen", 3.0)])
    day, _blank, head, rule, *rows = told.splitlines()
    assert day[2:3] == " "
    assert {line.count("|") for line in (head, rule, *rows)} == {6}
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert cells == [
        ["start", "1.60 x", "1.60 x", "NOT MET", ""],
        ["key", "9.50 ms CPU", "10.0 ms CPU", "met", "worst 12"],
        ["seen", "3.00 x", "", "", ""],
    ]


def test_each_act_is_done_once_a_round_in_changing_order_and_the_first_rounds_do_not_count() -> None:
    done: list[str] = []
    acts = {"a": lambda: done.append("a"), "b": lambda: done.append("b"), "other": lambda: Spent(7.0, 3.0)}
    taken = interleaved(acts, 20, thrown_away=2)
    pairs = [done[at : at + 2] for at in range(0, len(done), 2)]
    assert len(pairs) == 22
    assert all(sorted(pair) == ["a", "b"] for pair in pairs)
    assert ["a", "b"] in pairs
    assert ["b", "a"] in pairs
    assert {name: len(samples.spent) for name, samples in taken.items()} == {"a": 20, "b": 20, "other": 20}
    assert (taken["other"].median_wall, taken["other"].median_cpu) == (7.0, 3.0)


def test_cpu_is_what_was_worked_and_wall_what_was_waited_for() -> None:
    def work() -> None:
        end = time.process_time() + 0.03
        while time.process_time() < end:
            pass

    taken = interleaved({"works": work, "waits": lambda: time.sleep(0.03)}, 3, thrown_away=0)
    assert taken["works"].median_cpu >= 30
    assert taken["waits"].median_wall >= 30
    assert taken["waits"].median_cpu < 15


def test_the_spread_is_that_of_the_middle_half() -> None:
    assert spread([10.0]) == 0
    assert spread([10.0, 10.0, 10.0, 10.0, 500.0]) == 0
    assert spread([8.0, 9.0, 10.0, 11.0, 12.0]) == 0.2
    assert Samples((Spent(1, 5), Spent(2, 4), Spent(9, 3))).median_wall == 2


def test_the_casebook_of_a_measured_program_stands_at_the_moment_of_the_books(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "book", clock=lambda: NOW) as book:
        book.add_case(alias="Bu S", size="family")
    later = NOW.replace(year=2041)
    program = programs.LINGKAR.replace(NOW.isoformat(), later.isoformat())
    command = [sys.executable, "-c", program, "--book", str(tmp_path / "book"), "today"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env={**programs.ENVIRON}).stdout
    assert f"Not reached for {(later - NOW).days} days" in told


def test_a_program_is_waited_for_until_it_neither_writes_nor_works() -> None:
    code = (
        "import sys, time\nprint('ready', flush=True)\nsys.stdin.readline()\n"
        "end = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n"
        "print('done', flush=True)\ntime.sleep(60)\n"
    )
    with Program([sys.executable, "-c", code]) as program:
        program.until(b"ready")
        program.rest()
        cost, painted = program.key(b"\n")
    assert cost >= 300
    assert b"done" in program.seen
    assert painted
