"""Days, times and distances in English; Indonesian is in `test_labels`."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.formats import clock_text, day_text, days_text, due_text, moment_text, short_day_text, weekday_text

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def test_days() -> None:
    assert day_text(TODAY) == "20 Nov 2026"
    assert day_text("2026-11-20") == "20 Nov 2026"
    assert day_text(date(2026, 5, 1)) == "1 May 2026"
    assert short_day_text(TODAY) == "20 Nov"
    assert weekday_text(TODAY) == "Friday"


@given(DAYS)
def test_every_day_is_written_with_its_own_month_and_weekday(day: date) -> None:
    assert day_text(day) == f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert short_day_text(day) == f"{day.day} {MONTHS[day.month - 1]}"
    assert weekday_text(day) == WEEKDAYS[day.isoweekday() - 1]


def test_moments_are_on_the_clock_of_the_one_who_wrote_them() -> None:
    moment = datetime(2026, 11, 20, 0, 5, tzinfo=timezone(timedelta(hours=7)))
    assert moment_text(moment) == "20 Nov 2026 00:05"
    assert clock_text(moment) == "00:05"


@pytest.mark.parametrize(("ahead", "text"), [
    (-400, "400 days late"), (-2, "2 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (2, "2 days"),
    (31, "31 days"),
])  # fmt: skip
def test_due(ahead: int, text: str) -> None:
    assert due_text(TODAY + timedelta(days=ahead), TODAY) == text


@given(DAYS, DAYS)
def test_how_late_it_is_is_never_clamped(day: date, today: date) -> None:
    text, ahead = due_text(day, today), (day - today).days
    if abs(ahead) > 1:
        assert str(abs(ahead)) in text.split()
    assert text.endswith("late") == (ahead < 0)
    assert (text == "today") == (ahead == 0)


@pytest.mark.parametrize(("count", "text"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (365, "365 days")])
def test_counts_of_days(count: int, text: str) -> None:
    assert days_text(count) == text
