"""How things are measured: side by side in one run, in an order drawn anew in each round, by wall clock and by CPU.

The CPU is what a bar looks at where it can: others use the machine too. Where the disk is what costs, it is the wall
clock, and then only its ratio to something else that was measured in the same rounds.
"""

import os
import random
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from tests.bench.books import home

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Spent:
    """What something took, in ms."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Samples:
    """What the same thing took, time after time."""

    spent: tuple[Spent, ...]

    @cached_property
    def wall(self) -> list[float]:
        """All of it by the wall clock."""
        return [one.wall for one in self.spent]

    @cached_property
    def cpu(self) -> list[float]:
        """All of it by CPU."""
        return [one.cpu for one in self.spent]

    @property
    def median_wall(self) -> float:
        """In the middle, by the wall clock."""
        return statistics.median(self.wall)

    @property
    def median_cpu(self) -> float:
        """In the middle, by CPU."""
        return statistics.median(self.cpu)


def spread(values: Sequence[float]) -> float:
    """How far apart the middle half of the values lies, as a share of the median."""
    if len(values) < 2:
        return 0.0
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return (high - low) / middle if middle else 0.0


def spent_on(act: Callable[[], Answer]) -> tuple[Spent, Answer]:
    """Do something; answers what it took, and its answer."""
    began, began_cpu = time.perf_counter(), time.process_time()
    answer = act()
    cpu = time.process_time() - began_cpu
    wall = time.perf_counter() - began
    return Spent(wall * 1000, cpu * 1000), answer


def interleaved(
    acts: Mapping[str, Callable[[], object]], rounds: int, *, seed: int = 8, thrown_away: int = 1
) -> dict[str, Samples]:
    """Do each act once a round.

    Args:
        acts: by their names. One that measures itself, as of another process, answers a `Spent`.
        rounds: how many count.
        seed: of the order, which is another one in each round: none is always behind the same other one.
        thrown_away: rounds before those that count, in which files come into memory and code is compiled.
    """
    draw = random.Random(seed)
    taken: dict[str, list[Spent]] = {name: [] for name in acts}
    for turn in range(-thrown_away, rounds):
        for name in draw.sample(list(acts), len(acts)):
            one, told = spent_on(acts[name])
            if turn >= 0:
                taken[name].append(told if isinstance(told, Spent) else one)
    return {name: Samples(tuple(all_of_it)) for name, all_of_it in taken.items()}


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder on the disk of the books, which is thrown away."""
    home().mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home()) as place:
        yield Path(place)


def run(command: list[str], env: Mapping[str, str]) -> Spent:
    """Run a program to its end; its CPU is its own."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env={**os.environ, **env}, capture_output=True, check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(wall * 1000, cpu * 1000)


def line(what: str, values: Iterable[float], unit: str = "ms CPU", more: str = "") -> None:
    """Print one line of details: median, spread, worst."""
    each = list(values)
    middle, wide, worst = statistics.median(each), spread(each) / 2, max(each)
    print(f"  {what:<48} {middle:9.2f} {unit:<7} ±{wide:4.0%} {worst:9.2f} worst  {more}", flush=True)


def lines(taken: Mapping[str, Samples], beside: str | None = None) -> None:
    """Print two lines of details for each, CPU and wall, with the ratio to one of them."""
    for name, samples in taken.items():
        ratios = ["", ""]
        if beside is not None:
            floor = taken[beside]
            ratios = [
                f"{samples.median_cpu / floor.median_cpu:.2f} x {beside}",
                f"{samples.median_wall / floor.median_wall:.2f} x {beside}",
            ]
        line(name, samples.cpu, more=ratios[0])
        line("", samples.wall, "ms wall", more=ratios[1])
