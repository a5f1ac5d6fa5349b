"""How large the benchmark's books are, and what is settled of each case before its file is written.

Notes are dealt out by the square root of a case's duration and much chance, so that half of the cases of a typical book
have less than half the average.
"""

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from store.model import Phase
from tests.bench.shares import AGES, DURATIONS, FEW, LATER, REOPENED, STEPS, TODAY, TROUBLED, UNUSUAL, YESTERDAY, pick

SEED = 8


@dataclass(frozen=True)
class Size:
    """How much a book holds, and how many years of practice it tells of; `words` is how long a note is on average."""

    name: str
    open: int
    closed: int
    notes: int
    words: int
    goals: int
    tasks: int
    measurements: int
    people: int
    moves: int
    years: int

    @property
    def is_single(self) -> bool:
        """Whether it is of one enormous case alone."""
        return (self.open, self.closed) == (1, 0)


SMALL = Size("small", 12, 8, 240, 120, 40, 120, 200, 60, 90, 1)
TYPICAL = Size("typical", 25, 275, 9_000, 200, 900, 3_600, 6_000, 1_200, 2_000, 7)
HEAVY = Size("heavy", 40, 960, 45_000, 250, 3_000, 15_000, 25_000, 4_500, 7_500, 10)
EXTREME = Size("extreme", 150, 3_850, 300_000, 250, 12_000, 60_000, 100_000, 18_000, 30_000, 25)
SINGLE = Size("single", 1, 0, 5_000, 200, 200, 600, 1_000, 60, 40, 6)
SIZES = {size.name: size for size in (SMALL, TYPICAL, HEAVY, EXTREME, SINGLE)}


@dataclass(frozen=True)
class Sketch:
    """What is settled of a case before its file is written.

    Attributes:
        code: its code.
        opened: the day of intake.
        closed: the day of its last ending; None while it is open.
        gap: the days on which the first episode ended and the second began; None where there was one only.
        target: the phase that it comes to, as far as its moves reach.
        seed: what all that is drawn for it follows from.
        words: how long its notes are on average.
        long_note: whether one of its notes has 100 kB.
        is_troubled: whether it needs its worker today.
        notes, goals, tasks, measurements, people, moves: how many there are.
    """

    opened: date
    closed: date | None
    gap: tuple[date, date] | None
    target: Phase
    code: str = ""
    seed: str = ""
    words: int = 0
    long_note: bool = False
    is_troubled: bool = False
    notes: int = 1
    goals: int = 0
    tasks: int = 0
    measurements: int = 0
    people: int = 1
    moves: int = 1

    @property
    def last(self) -> date:
        """The last day on which something was done."""
        return self.closed or YESTERDAY

    @property
    def least_moves(self) -> int:
        """How many it has at least: intake, endings, and the beginning of another episode."""
        return 1 + (self.closed is not None) + 2 * (self.gap is not None)


def sketches(*sizes: Size) -> list[Sketch]:
    """Every case of a book, by intake, with its code and its share of everything.

    Args:
        sizes: of the book, or of the parts that it is put together from, each as it would be alone.
    """
    found = [sketch for size in sizes for sketch in _of(size)]
    found.sort(key=lambda sketch: (sketch.opened, sketch.last))
    numbers: Counter[int] = Counter()
    for place, sketch in enumerate(found):
        year = sketch.opened.year
        numbers[year] += 1
        found[place] = replace(sketch, code=f"K-{year}-{numbers[year]:03}")
    return found


def _of(size: Size) -> list[Sketch]:
    draw = random.Random(f"{SEED} {size}")
    found = [_open(draw, size) for _each in range(size.open)] + [_closed(draw, size) for _each in range(size.closed)]
    one, none = [1] * len(found), [0] * len(found)
    # Of each thing the weights of the cases, and how many each has at least.
    days = [(sketch.last - sketch.opened).days for sketch in found]
    planned = [sketch.closed is not None or STEPS[sketch.target] > STEPS[Phase.ASSESSMENT] for sketch in found]
    noted = [(of_days + 5) ** 0.5 * min(draw.lognormvariate(0, 1), UNUSUAL) for of_days in days]
    goals = [(has_plan + FEW) * draw.randrange(1, 6) for has_plan in planned]
    tasks = [(has_plan + 0.1) * draw.lognormvariate(0, 0.5) for has_plan in planned]
    measured = [(has_plan * (draw.random() < 0.45) + FEW) * draw.lognormvariate(0, 0.5) for has_plan in planned]
    people = [draw.lognormvariate(0, 0.6) for _each in found]
    moved = [STEPS[sketch.target] + draw.lognormvariate(0, 0.6) for sketch in found]
    dealt = {
        "notes": _dealt(size.notes, noted, one), "goals": _dealt(size.goals, goals, none),
        "tasks": _dealt(size.tasks, tasks, none), "measurements": _dealt(size.measurements, measured, none),
        "people": _dealt(size.people, people, one),
        "moves": _dealt(size.moves, moved, [sketch.least_moves for sketch in found]),
    }  # fmt: skip
    return [
        replace(sketch, seed=f"{SEED} {size.name} {place}", words=size.words, long_note=size.is_single,
                is_troubled=sketch.closed is None and place % TROUBLED == 0,
                **{name: shares[place] for name, shares in dealt.items()})
        for place, sketch in enumerate(found)
    ]  # fmt: skip


def _dealt(total: int, weights: list[float], least: list[int]) -> list[int]:
    """So many things dealt out by weight, with at least so many for each."""
    rest, all_weights = total - sum(least), sum(weights)
    if rest < 0:
        raise ValueError("a book of this size has too few of something for its cases")
    shares = [rest * weight / all_weights for weight in weights]
    counts = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: counts[place] - shares[place])
    for place in by_remainder[: rest - sum(counts)]:
        counts[place] += 1
    return [count + of_all for count, of_all in zip(counts, least, strict=True)]


def _open(draw: random.Random, size: Size) -> Sketch:
    days = min(draw.randint(*pick(draw, AGES)), size.years * 365)
    target = pick(draw, LATER) if days > 45 else Phase.ASSESSMENT if days > 8 else Phase.ENGAGEMENT
    if size.is_single:
        days, target = size.years * 365, Phase.INTERVENTION
    opened = TODAY - timedelta(days=days)
    return Sketch(opened, None, _gap(draw, opened, YESTERDAY), target)


def _closed(draw: random.Random, size: Size) -> Sketch:
    closed = TODAY - timedelta(days=draw.randrange(1, size.years * 365))
    opened = closed - timedelta(days=draw.randint(*pick(draw, DURATIONS)))
    return Sketch(opened, closed, _gap(draw, opened, closed), pick(draw, LATER))


def _gap(draw: random.Random, opened: date, last: date) -> tuple[date, date] | None:
    """When the case was closed and reopened, if it was; so soon after that it was not filed in between."""
    days = (last - opened).days
    if draw.random() >= REOPENED or days < 9:
        return None
    ended = opened + timedelta(days=draw.randrange(3, days - 5))
    return ended, ended + timedelta(days=draw.randrange(2, min(25, (last - ended).days)))
