"""The command that looks at one's own practice: the statistics of a period, as text, JSON or a table for research."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from store import Casebook, LingkarError
from store.language import _
from store.language.formats import day_text
from store.model.text import clean_line
from store.practice.figures import figures_of
from store.practice.periods import Period
from store.practice.statistics import Statistics, statistics_of
from tui.plain import views
from tui.plain.kinds import day
from tui.plain.opening import acting, reading
from tui.plain.output import show, tell, warn
from tui.plain.parser import Commands, add
from tui.study.words import caseload, work


def add_commands(commands: Commands) -> None:
    """Declare it."""
    parser = add(commands, "statistics", _("look at your own practice over a period"), _statistics)
    parser.add_argument("--since", metavar=_("DAY"), type=day, help=_("the first day (otherwise 1 January)"))
    parser.add_argument("--until", metavar=_("DAY"), type=day, help=_("the last day (otherwise today)"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("for another program"))
    how.add_argument(
        "--csv", metavar=_("PATH"), type=Path,
        help=_("write one row a case, without names, codes, days and texts, for practice research"),
    )  # fmt: skip


def period_of(since: date | None, until: date | None, today: date) -> Period:
    """The period that was asked for: from the first of January to today unless given.

    Raises:
        LingkarError: it ends before it begins.
    """
    last = until or today
    first = since or last.replace(month=1, day=1)
    if first > last:
        words = _("The period would begin on {since} and end before, on {until}.")
        raise LingkarError(words.format(since=day_text(first), until=day_text(last)))
    return Period(first, last)


def read_statistics(book: Casebook, period: Period) -> Statistics:
    """The statistics of a book; reads the archive."""
    return statistics_of((figures_of(book.folder_of(code)) for code in book.every_code()), period)


def _statistics(args: argparse.Namespace) -> int:
    if args.csv is not None:
        from store.exchange.research import research_rows, write_research

        with acting(args, says=False) as book:
            files = (book.folder_of(code) for code in book.every_code())
            rows = research_rows(files, period_of(args.since, args.until, book.today()), book.today())
            written = write_research(book, rows, args.csv)
        tell(_("Written: {path}").format(path=written))
        warn(_("Where few cases are alike, a row can still give a client away. Look at it before you pass it on."))
        return 0
    with reading(args) as book:
        seen = read_statistics(book, period_of(args.since, args.until, book.today()))
    if args.json:
        views.print_json(_as_json(seen))
    else:
        show(statistics_lines(seen))
    return 0


def _as_json(seen: Statistics) -> dict[str, Any]:
    """Every figure under its name; days as ISO text."""
    plain = asdict(seen)
    plain["period"] = {"first": seen.period.first.isoformat(), "last": seen.period.last.isoformat()}
    for name in ("goal_change", "gap_closed"):
        plain[name]["mean"] = getattr(seen, name).mean
    return plain


def statistics_lines(seen: Statistics) -> Iterator[str]:
    """The statistics as text: one fact a line."""
    yield _("From {first} to {last}").format(first=day_text(seen.period.first), last=day_text(seen.period.last))
    for section in (*caseload(seen), *work(seen)):
        yield from ("", section.head)
        told = (*(f"{figure.name}: {figure.value}" for figure in section.figures), *section.notes)
        yield from (f"    {clean_line(line)}" for line in told)
