"""What is said of a table when it was worked out for the first time: the one thing to do about it first."""

from pathlib import Path

from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.plan import Plan
from store.language import _, n_
from store.language.numbers import count_text
from tui.casefile.reading import shown
from tui.commands import BY_ACTION
from tui.importing.changes import bare_months
from tui.importing.kept import place_of_map
from tui.importing.planning import Read
from tui.importing.targets import DAY, words_of
from tui.look.net import brief

FEWEST_MONTHS = 6
"""So many columns headed by a month make a wide sheet, of which the year is asked."""


def first_advice(path: Path, read: Read, plan: Plan, mapping: ImportMap, *, hidden: bool) -> str:
    """What to do about a table first.

    Args:
        path: where it is.
        read: what was read of it.
        plan: what will happen.
        mapping: the map as it is.
        hidden: whether client text is hidden, of which the name may be made.
    """
    return _of_last_time(path, read, mapping, hidden=hidden) or _which_year(read, mapping) or _what_next(plan)


def _of_last_time(path: Path, read: Read, mapping: ImportMap, *, hidden: bool) -> str:
    """That it is as it was chosen the last time; empty where nothing was kept."""
    if mapping != read.kept:
        return ""
    name = shown(brief(place_of_map(path).name, 40), hidden)
    return _("Your choices of the last time, from {file} · {key} takes them back").format(
        file=name, key=BY_ACTION["undo"].shown_key
    )


def _which_year(read: Read, mapping: ImportMap) -> str:
    """That the months at the heads of columns lack their year; empty where they do not."""
    months = bare_months(read.source.table.columns) if not mapping.days else {}
    if len(months) < FEWEST_MONTHS:
        return ""
    return _("Months without a year: which one? {key} on {month}, then “{target}”, asks for it.").format(
        key=BY_ACTION["choose"].shown_key, month=brief(next(iter(months)), 20), target=words_of(DAY)
    )


def _what_next(plan: Plan) -> str:
    """What to do about it first."""
    unknown, skipped, supposed = (
        len(told) for told in (plan.report.unknown, plan.report.skipped, plan.report.supposed)
    )
    keys = {action: BY_ACTION[action].shown_key for action in ("other_pane", "choose", "import_table")}
    if unknown:
        return n_(
            "{count} word is not known: {other_pane}, then {choose} says what it is",
            "{count} words are not known: {other_pane}, then {choose} says what each is", unknown,
        ).format(count=count_text(unknown), **keys)  # fmt: skip
    if skipped:
        return n_(
            "{count} row is skipped: {other_pane} shows why.", "{count} rows are skipped: {other_pane} shows why.",
            skipped,
        ).format(count=count_text(skipped), **keys)  # fmt: skip
    if supposed:
        return n_(
            "{count} fact is not in the table: {other_pane} shows what is taken.",
            "{count} facts are not in the table: {other_pane} shows what is taken.", supposed,
        ).format(count=count_text(supposed), **keys)  # fmt: skip
    return _("See whether the columns are right; then {import_table} imports.").format(**keys)
