"""Names what holds the interface's thread: while one piece of work of the event loop runs, no key acts.

A piece is what runs between two turns of the loop. It is measured in CPU time of its own thread, so that a busy machine
changes nothing, and a handler that only waits is not blamed. In the suite the watchdog is always on and fails nothing:
at the end of the run the slowest are told (see `Report`). In `tests.bench.waiting` it looks on while a person goes
through a large book.
"""

import asyncio.events
import functools
import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from time import thread_time
from typing import Any, Self

import pytest
import textual._callback as textual_callback
from textual._context import active_message_pump

FRAME = 16.0
"""Milliseconds for one picture at sixty a second: what takes longer can be felt."""

ROWS = 12
"""How many pieces are told at the end of a run."""

_HOMES = ("/textual/", "/tui/", "/store/")
"""Whose coroutines are work of the program: a test is a coroutine in the same loop, and is not."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of work that took longer than a frame.

    Attributes:
        who: the handler or callback that took most of it.
        ms: how long the whole piece took, CPU.
        since: when it began, by `time.thread_time`.
    """

    who: str
    ms: float
    since: float


class Watchdog:
    """Looks at each piece of work of the event loop, from `start` to `stop` or as a context manager."""

    def __init__(self, tell: Callable[[Piece], None], *, with_collecting: bool = False) -> None:
        """Nothing seen yet.

        Args:
            tell: told of each piece that took longer than a frame, right after it.
            with_collecting: whether the collection of garbage counts. A process of a thousand tests has more than ours.
        """
        self._tell = tell
        self._with_collecting = with_collecting
        self._marks: list[tuple[float, Any]] = []
        self._collected, self._collecting_since = 0.0, 0.0

    def start(self) -> None:
        """Look at all that runs from now on."""
        self._run, self._counted = asyncio.events.Handle._run, textual_callback.count_parameters
        run, counted, marks = self._run, self._counted, self._marks

        def watched(handle: asyncio.events.Handle) -> None:
            marks.clear()
            self._collected = 0.0
            began = thread_time()
            run(handle)
            took = thread_time() - began - self._collected
            if took * 1000 > FRAME and (name := _name_of_task(handle)):
                self._tell(Piece(self._longest(name, began, took), took * 1000, began))

        def marked(callback: Callable[..., Any]) -> int:
            """Textual asks this of each handler and callback right before it calls it."""
            marks.append((thread_time() - self._collected, callback))
            return counted(callback)

        asyncio.events.Handle._run = watched  # type: ignore[method-assign]
        textual_callback.count_parameters = marked
        gc.callbacks.append(self._collects)

    def stop(self) -> None:
        """Look away."""
        asyncio.events.Handle._run = self._run  # type: ignore[method-assign]
        textual_callback.count_parameters = self._counted
        gc.callbacks.remove(self._collects)

    def __enter__(self) -> Self:
        """Started."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stopped."""
        self.stop()

    def _collects(self, phase: str, _info: dict[str, int]) -> None:
        if self._with_collecting:
            return
        if phase == "start":
            self._collecting_since = thread_time()
        else:
            self._collected += thread_time() - self._collecting_since

    def _longest(self, task: str, began: float, took: float) -> str:
        """The name of what took longest: a handler that was called, or what the task did before the first."""
        times = [began, *(at for at, _callback in self._marks), began + took]
        at = max(range(len(times) - 1), key=lambda at: times[at + 1] - times[at])
        return _name_of(self._marks[at - 1][1]) if at else task


def _name_of_task(handle: asyncio.events.Handle) -> str:
    """Whose turn of the loop it was; empty when it was not the program's."""
    task = getattr(handle._callback, "__self__", None)  # type: ignore[attr-defined]
    coroutine = task.get_coro() if isinstance(task, asyncio.Task) else None
    if coroutine is None or not any(home in coroutine.cr_code.co_filename for home in _HOMES):
        return ""
    pump = handle._context.get(active_message_pump)  # type: ignore[attr-defined]
    return f"{type(pump).__name__}: {coroutine.__qualname__}"


def _name_of(callback: Any) -> str:
    while isinstance(callback, functools.partial):
        callback = callback.func
    name = getattr(callback, "__qualname__", None) or repr(type(callback))
    if (of := getattr(callback, "__self__", None)) is None:
        return str(name)
    return f"{type(of).__name__}: {name}"


class Report:
    """Tells what the suite held the interface's thread with; a plugin of pytest, also where xdist spreads the tests.

    Attributes:
        slowest: of each handler, by its name: how long its slowest piece took, in ms, and in which test.
    """

    def __init__(self) -> None:
        """Nothing seen yet."""
        self.slowest: dict[str, tuple[float, str]] = {}

    def see(self, piece: Piece) -> None:
        """Take note of a piece. What the watchdog's own test does too long, it does so to be caught."""
        test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
        if not test.startswith("tests/test_watchdog.py"):
            self._keep(piece.who, piece.ms, test)

    def _keep(self, who: str, ms: float, test: str) -> None:
        self.slowest[who] = max((ms, test), self.slowest.get(who, (0.0, "")))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A process that xdist started hands over what it saw."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["slowest"] = self.slowest

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what such a process saw."""
        for who, (ms, test) in getattr(node, "workeroutput", {}).get("slowest", {}).items():
            self._keep(who, ms, test)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """The slowest, one a line."""
        for line in self.table():
            terminalreporter.write_line(line)

    def table(self, rows: int = ROWS) -> list[str]:
        """The slowest, the slowest first; no lines where nothing was slow."""
        ordered = sorted(self.slowest.items(), key=lambda kept: -kept[1][0])
        if not ordered:
            return []
        head = f"held the interface's thread for over {FRAME:.0f} ms CPU: {len(ordered)} kinds of work; the slowest"
        return [head, *(f"{ms:7.0f} ms  {who:<58}  {test}" for who, (ms, test) in ordered[:rows])]
