"""The watchdog names whom a key had to wait for, and nobody else."""

import time

import pytest
from textual.app import App
from textual.timer import Timer

from tests.watchdog import FRAME, Piece, Report, Watchdog


def spin(milliseconds: float = 3 * FRAME) -> None:
    end = time.thread_time() + milliseconds / 1000
    while time.thread_time() < end:
        pass


class Working(App[None]):
    """Does a different kind of work at each key."""

    def key_s(self) -> None:
        spin()

    def key_w(self) -> None:
        time.sleep(3 * FRAME / 1000)

    def key_q(self) -> None:
        spin(FRAME / 4)

    def key_l(self) -> None:
        self.call_later(self.done_later)

    def done_later(self) -> None:
        spin()

    def key_t(self) -> None:
        self.timer: Timer = self.set_timer(0.001, self.done_by_timer)

    def done_by_timer(self) -> None:
        spin()

    async def key_a(self) -> None:
        self.run_worker(self.done_aside, thread=True)
        await self.workers.wait_for_complete()

    def done_aside(self) -> None:
        spin()


async def slow_at(*keys: str) -> list[Piece]:
    """What the watchdog tells of when these keys are pressed."""
    app, slow = Working(), list[Piece]()
    async with app.run_test() as pilot:
        with Watchdog(slow.append):
            await pilot.press(*keys)
            spin()  # this is the test's own work
            await pilot.pause()
    return slow


async def test_what_computes_too_long_is_named() -> None:
    for key, name in (("s", "key_s"), ("l", "done_later"), ("t", "done_by_timer")):
        slow = await slow_at(key)
        assert len(slow) == 1
        assert name in slow[0].who
        assert slow[0].ms > 3 * FRAME


async def test_who_waits_or_works_elsewhere_is_not_blamed() -> None:
    assert await slow_at("w", "q", "a", "q") == []


def test_the_slowest_of_each_stand_first_and_the_table_stays_short(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report()
    assert report.table() == []
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "tests/board/test_screen.py::test_a (call)")
    for ms in (20, 50, 30, 40):
        report.see(Piece(f"handler {ms // 20}", ms, 0.0))
    head, *rows = report.table(2)
    assert "2 kinds of work" in head
    assert [row.split()[0] for row in rows] == ["50", "30"]
    assert rows[0].endswith("tests/board/test_screen.py::test_a")
