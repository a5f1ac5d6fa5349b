"""The queue at the left: however long it is, no more of its lines are made than are seen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store import Casebook, open_casebook
from tests.casefile.conftest import until
from tests.conftest import MORNING
from tests.review.conftest import code, review
from tui.review import queue_list
from tui.review.queue_list import QueueList

MANY = 120


@pytest.fixture
def long_queue(tmp_path: Path) -> Iterator[Casebook]:
    """A morning on which very many cases wait."""
    with open_casebook(tmp_path / "long", clock=lambda: MORNING) as book:
        for number in range(MANY):
            book.add_case(alias=f"Case {number}", size="family", risk_level="low", next_contact=MORNING.date())
        yield book


async def test_a_long_queue_is_made_as_far_as_it_is_seen(long_queue: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    made: set[str] = set()
    entry_of = queue_list.entry_of

    def counted(book: Casebook, review: Any, code: str, *more: Any, **named: Any) -> queue_list.Entry:
        made.add(code)
        return entry_of(book, review, code, *more, **named)

    monkeypatch.setattr(queue_list, "entry_of", counted)
    async with review(long_queue, (140, 40)) as (_app, pilot, screen):
        queue = screen.query_one(QueueList)
        height = queue.size.height
        await until(lambda: len(made) == height)
        queue.to_end()
        await until(lambda: len(made) == 2 * height)
        assert queue.render_line(height - 1).text.split()[0] == max(made)
        await pilot.click(QueueList, offset=(5, height))  # below the padding
        await until(lambda: code(screen) == max(made))
        assert len(made) < MANY
        assert len(queue.plain.splitlines()) == len(made) == MANY
