"""How the cost of each thing a person does grows with the book: at five sizes, and the exponent that fits them.

    python -m tests.bench growth [--rounds N]

An exponent of 0 is flat, of 1 in proportion. Once the closed cases grow, with the same open ones beside them: then
nothing should cost more. Once the open cases grow, with few closed ones: then nothing should cost more than in
proportion. And once the days with a record of the review, which nobody sees any more.

Measured is CPU, the least of several rounds, in which all sizes take turns. Acts are done on a case of their own, which
is the same in every book.
"""

import math
import random
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from pathlib import Path

from store import Casebook, open_casebook
from store.model import Flag
from store.query import read_query
from tests.bench.bars import Figure
from tests.bench.books import NOW, Size, build_book
from tests.bench.measuring import scratch, spent_on
from tui.board.arrangement import Arrangement
from tui.board.card import card_of
from tui.unlock.memory import settle

FLAT, PROPORTIONAL = 0.1, 1.1
"""The exponents that are allowed: with the closed cases, and with the open ones."""
CLOSED = (100, 400, 1_000, 2_000, 3_850)
OPEN = (25, 80, 250, 800, 2_500)
DAYS = (30, 100, 300, 1_000, 3_000)
A_YEAR = 100
"""So many cases are closed in a year, whatever the length of the career."""
LEAST = 3
WHY = "karena keadaan keluarga sangat mendesak"

Acts = dict[str, Callable[[], object]]
Times = dict[str, list[float]]


def part(name: str, *, open: int = 0, closed: int = 0) -> Size:
    """A part of a book, with everything in proportion to its cases."""
    cases, years = open + closed, max(1, math.ceil(closed / A_YEAR))
    return Size(
        name, open, closed, notes=20 * cases, words=100, goals=3 * cases, tasks=10 * cases, measurements=15 * cases,
        people=4 * cases, moves=8 * cases, years=years,
    )  # fmt: skip


def figures(rounds: int) -> list[Figure]:
    """The exponents."""
    steady, few = part("open", open=OPEN[0]), part("few", closed=20)
    rounds = max(rounds, LEAST)
    with_closed = {size: (steady, part(f"closed-{size}", closed=size)) for size in CLOSED}
    with_open = {size: (part(f"open-{size}", open=size), few) for size in OPEN}
    told = _series("closed cases", with_closed, rounds, FLAT)
    told += _series("open cases", with_open, rounds, PROPORTIONAL)
    with scratch() as place:
        for days in DAYS:
            build_book(place / str(days), steady, few, reviewed=days)
        opened = {days: _least(rounds, lambda days=days: _open(place / str(days)).close()) for days in DAYS}
    return told + _fitted("days reviewed", {"open the book": opened}, None)


def _series(of_what: str, books: Mapping[int, tuple[Size, ...]], rounds: int, bar: float) -> list[Figure]:
    """Everything at each size, with its exponent."""
    taken: dict[str, dict[int, float]] = {}
    with scratch() as place, ExitStack() as opened:
        for size, parts in books.items():
            build_book(place / str(size), *parts)
        acts: dict[int, Acts] = {}
        for size in books:
            taken.setdefault("open the book", {})[size] = _least(
                rounds, lambda size=size: _open(place / str(size)).close()
            )
        for size in books:
            acts[size] = _acts(opened.enter_context(_open(place / str(size))))
        settle()
        for name in acts[min(books)]:
            taken[name] = dict.fromkeys(books, math.inf)
        draw = random.Random(8)
        for _turn in range(rounds):
            for size in draw.sample(list(books), len(books)):
                for name, act in acts[size].items():
                    taken[name][size] = min(taken[name][size], spent_on(act)[0].cpu)
    return _fitted(of_what, taken, bar)


def _open(folder: Path) -> Casebook:
    return open_casebook(folder, clock=lambda: NOW)


def _least(rounds: int, act: Callable[[], object]) -> float:
    return min(spent_on(act)[0].cpu for _turn in range(rounds))


def _acts(book: Casebook) -> Acts:
    """What is done, in this order, in each round."""
    code = book.add_case(alias="Keluarga Uji", size="family", presenting_problem=WHY, consent="verbal").code
    board = Arrangement(book.today())
    turn = count(1)
    times = 20  # what is over in a moment is done so often

    def cards() -> None:
        board.fill(
            card_of(case, book.drafts(case.code), book.parts(Flag, case.code), book.kept_on(case.code))
            for case in book.cases()
        )

    def move() -> None:
        for _time in range(times):
            book.advance(code, WHY)
            book.move_back(code, "engagement", WHY)

    def note() -> None:
        for _time in range(times):
            book.add_note(code, body=WHY, mode="home_visit", at=NOW - timedelta(minutes=next(turn)))

    def filter() -> None:
        for text in ("k", "ke", "keluarga", ""):
            board.filter(text)

    def review_anew() -> None:
        book.change_settings(limits=book.settings.limits.changed(referral=next(turn) % 50 + 1))
        book.review()

    def search() -> None:
        book.search_live(read_query("ibu anak sekolah"))

    def needs() -> None:
        book.add_note(code, body=WHY)
        book.needs_today()

    acts: Acts = {
        "the cards of the board": cards, "filter them, four keys": filter, f"move a case, {2 * times} times": move,
        f"save a note, {times} times": note, "who needs me, after an act": needs, "review, all anew": review_anew,
        "live search": search,
    }  # fmt: skip
    for act in acts.values():  # what is kept from now on
        act()
    return acts


def _fitted(of_what: str, taken: Mapping[str, Mapping[int, float]], bar: float | None) -> list[Figure]:
    """Print the table; answers the exponents."""
    sizes = list(next(iter(taken.values())))
    print(f"  {of_what + ', ms CPU':<34}" + "".join(f"{size:>10,}" for size in sizes) + "   exponent")
    told = []
    for name, values in taken.items():
        fitted = exponent(values)
        print(f"  {name:<34}" + "".join(f"{values[size]:10.2f}" for size in sizes) + f"   {fitted:8.2f}", flush=True)
        more = f"{values[sizes[0]]:.1f} to {values[sizes[-1]]:.1f} ms CPU from {sizes[0]:,} to {sizes[-1]:,}"
        told.append(Figure(f"exponent with the {of_what}: {name}", fitted, bar, "", more))
    return told


def exponent(values: Mapping[int, float]) -> float:
    """The slope of the line that fits the sizes and their costs best, both as logarithms."""
    across, up = [math.log(size) for size in values], [math.log(cost) for cost in values.values()]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    pairs = zip(across, up, strict=True)
    return sum((x - middle) * (y - height) for x, y in pairs) / sum((x - middle) ** 2 for x in across)
