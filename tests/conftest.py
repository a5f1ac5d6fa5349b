"""What all tests share: English unless a test says otherwise, a fixed day and zone, and no word from this machine."""

import asyncio
import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["COLORTERM"] = "truecolor"  # as if on a terminal of today, wherever the tests run
for _name in ("LINGKAR_LANG", "LINGKAR_HOME", "NO_COLOR", "TEXTUAL_THEME"):
    os.environ.pop(_name, None)

import pytest  # noqa: E402
import textual._wait as textual_wait  # noqa: E402
import textual.app  # noqa: E402
import textual.pilot  # noqa: E402
from hypothesis import settings  # noqa: E402
from textual._context import active_app  # noqa: E402
from textual._wait import wait_for_idle  # noqa: E402
from textual.css.stylesheet import Stylesheet  # noqa: E402

from store import Casebook, open_casebook  # noqa: E402
from store.language import use  # noqa: E402
from store.vault import generations, keys  # noqa: E402
from tests.watchdog import Report, Watchdog  # noqa: E402
from tui.inorder import InOrder  # noqa: E402

settings.register_profile("lingkar", deadline=None)  # how long a machine takes says nothing about the program
settings.load_profile("lingkar")


async def until_settled(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """What Pilot waits for after each key: that the program has dealt with it, and then that the process is idle.

    Textual looks at the idleness alone, which on a busy machine comes and goes between two steps of the same work.
    """
    app = active_app.get(None)
    while isinstance(app, InOrder) and app._settling is not None and app._free.is_set():
        await asyncio.sleep(0.001)
    await wait_for_idle(min_sleep, max_sleep)


# Looks 7 ms apart see the same as Textual's own, which are 20 ms apart, and the suite takes a third of the time.
textual_wait.SLEEP_GRANULARITY, textual_wait.SLEEP_IDLE = 1 / 150, 1 / 1500
textual.app.wait_for_idle = until_settled  # type: ignore[attr-defined]
textual.pilot.wait_for_idle = until_settled  # type: ignore[attr-defined]

_parse_rules, _parsed = Stylesheet._parse_rules, dict[Any, Any]()


def parsed_once(sheet: Stylesheet, css: str, *which: Any, **named: Any) -> Any:
    """The rules of a stylesheet, which are the same for every program of this process: a tenth of each test's time."""
    key = css, which, *named.items(), *sheet._variables.items()
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, css, *which, **named)
    return _parsed[key]


Stylesheet._parse_rules = parsed_once  # type: ignore[method-assign]


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: tests of screens and terminals wait a third of their time."""
    return max(2, (os.cpu_count() or 2) * 3 // 2)


def pytest_configure(config: pytest.Config) -> None:
    """See what holds the interface's thread during the run; it is told at the end."""
    report = Report()
    watchdog = Watchdog(report.see)
    config.pluginmanager.register(report)
    watchdog.start()
    config.add_cleanup(watchdog.stop)


WIB = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 21, 7, 0, tzinfo=WIB)
"""A Saturday, seven o'clock in western Indonesia."""


@contextmanager
def days_ago(book: Casebook, days: float) -> Iterator[None]:
    """The book as it was then: a contact can only be missed that was planned in time."""
    clock = book.clock
    book.clock = lambda: clock() - timedelta(days)
    yield
    book.clock = clock


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use("en")
    yield
    use("en")


@pytest.fixture(autouse=True)
def in_jakarta(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that cost next to nothing to try; `tests/vault/test_keys.py` looks at the real cost."""
    monkeypatch.setattr(keys, "COST", keys.Cost(memory=64, passes=1, lanes=1))


@pytest.fixture(autouse=True)
def no_settling(monkeypatch: pytest.MonkeyPatch) -> None:
    """A start freezes what is in memory, which in a process of a thousand starts would never be freed."""
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[], datetime]:
    """Always seven in the morning of 21 Nov 2026, for the files of a book too: a run of another day is the same run."""
    written = MORNING.astimezone(UTC).isoformat(timespec="milliseconds")
    monkeypatch.setattr(generations, "now", lambda: written)
    return lambda: MORNING


@pytest.fixture
def book(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Casebook]:
    """An empty book on the fixed morning."""
    with open_casebook(tmp_path / "book", clock=clock) as book:
        yield book
