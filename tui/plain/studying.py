"""The command that looks at one's own practice: the statistics of a period, as text, JSON or a table for research."""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from store import Casebook
from store.language import _
from store.language.formats import day_text
from store.language.numbers import number_text
from store.model.text import clean_line
from store.practice.figures import figures_of
from store.practice.gates import item_text
from store.practice.periods import Period
from store.practice.statistics import Group, Statistics, statistics_of
from tui.plain import views
from tui.plain.kinds import day
from tui.plain.opening import acting, reading, warn
from tui.plain.output import tell
from tui.plain.parser import Commands, add


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
    """The period that was asked for: from the first of January to today unless given."""
    last = until or today
    return Period(since or last.replace(month=1, day=1), last)


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
        print("\n".join(statistics_lines(seen)))
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
    yield from views.facts_lines([
        (_("Cases worked on"), str(seen.worked)), (_("Taken in"), str(seen.opened)), (_("Ended"), str(seen.closed)),
        (_("Reopened"), str(seen.reopened)), (_("Endings that came back"), str(seen.came_back)),
        (_("Open on the last day"), str(seen.open_now)), (_("Of these on hold"), str(seen.on_hold)),
    ])  # fmt: skip
    for head, groups in (
        (_("By phase"), seen.phases), (_("By level"), seen.levels), (_("By client system"), seen.sizes),
        (_("By practice field"), seen.fields), (_("Endings by reason"), seen.reasons),
    ):  # fmt: skip
        yield from _section(head, (_group(group) for group in groups if group.cases or group.ended))
    yield from _section(_("What changed in the cases that ended"), _effects(seen))
    yield from _section(
        _("Contacts"),
        (
            _("{mode}: {reached} reached, {attempts} in vain, {minutes} minutes").format(
                mode=one.mode.label, reached=one.reached, attempts=one.attempts, minutes=one.minutes
            )
            for one in seen.contacts
        ),
    )
    if seen.group_sessions:
        yield "    " + _("Group sessions for several cases: {count}").format(count=seen.group_sessions)
    yield from _section(_("Interventions by level"), _counts((code.label, n) for code, n in seen.intervention_levels))
    yield from _section(_("Interventions by type"), _counts((code.label, n) for code, n in seen.types))
    yield from _section(_("Interventions by role"), _counts((code.label, n) for code, n in seen.roles))
    yield from _section(
        _("Private troubles, public issues"),
        (f"{issue}: {len(codes)} ({', '.join(codes)})" for issue, codes in seen.issues),
    )
    yield from _section(_("Referrals that failed"), (f"{to}: {barrier}" for to, barrier in seen.barriers))
    yield from _section(
        _("Gate items passed with a reason"),
        _counts((item_text(item), n) for item, n in seen.overrides),
    )


def _section(head: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield from ("", head)
        yield from (f"    {clean_line(line)}" for line in told)


def _group(group: Group) -> str:
    said = f"{group.code.label}: {group.cases}"
    if group.mean_days is None:
        return said
    return _("{said}; {days} days on average ({ended} ended)").format(
        said=said, days=number_text(group.mean_days, 1), ended=group.ended
    )


def _effects(seen: Statistics) -> Iterator[str]:
    for effect, sentence in (
        (seen.goal_change, _("Goal attainment T-score: {mean} points on average ({count} cases)")),
        (seen.gap_closed, _("Gap closed: {mean} % on average ({count} cases)")),
    ):
        if effect.mean is not None:
            yield sentence.format(mean=number_text(effect.mean, 1), count=len(effect.changes))


def _counts(pairs: Iterable[tuple[str, int]]) -> Iterator[str]:
    return (f"{label}: {count}" for label, count in pairs)
