"""The days of an act as they were understood, so that whoever typed `friday` hears which one is written down."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from store.language.days import day_in_words
from store.language.formats import clock_text, day_text

A_YEAR = timedelta(days=366)
"""Of a day farther off neither the weekday nor the count of days says anything."""


def typed_days(args: argparse.Namespace) -> Iterator[tuple[str, date]]:
    """The options of a command that are days or moments, with their values. What has no option the act itself says."""
    options = {action.dest: action.option_strings for action in args.parser._actions}
    for name, value in vars(args).items():
        if isinstance(value, date) and options.get(name):
            yield options[name][0], value


def day_lines(days: Iterable[tuple[str, date]], today: date) -> Iterator[str]:
    """Days in words, one a line under their names: `--due: Friday 27 Nov 2026, in 4 days`."""
    for name, value in days:
        day = value.date() if isinstance(value, datetime) else value
        words = day_in_words(day, today).replace(" ·", ",") if abs(day - today) < A_YEAR else day_text(day)
        yield f"{name}: {words}, {clock_text(value)}" if isinstance(value, datetime) else f"{name}: {words}"
