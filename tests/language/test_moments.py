"""A moment that no calendar has in the zone of this computer is said to be none, in a sentence of ours."""

import time

import pytest

from store.language.moments import read_moment
from tests.conftest import MORNING


@pytest.mark.parametrize(("zone", "typed"), [
    ("Asia/Jakarta", "1/1/0001"), ("UTC", "1/1/0001 08.00"), ("Asia/Jakarta", "31/12/9999 23.59"),
    ("America/New_York", "31/12/9999 23:59"),
])  # fmt: skip
def test_the_ends_of_the_calendar(zone: str, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    now = MORNING.astimezone()
    with pytest.raises(ValueError, match=f"^“{typed}” is not a day. Write it as 2. Nov 2026"):
        read_moment(typed, now, now)
