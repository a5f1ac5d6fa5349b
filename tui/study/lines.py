"""The statistics of a period as lines of a width: counts first, then what the numbers are made of, as bars.

Nothing is counted here. Case codes stand behind collective issues, and no other word about a client.
"""

from collections.abc import Iterable, Sequence

from store.language import _, n_
from store.language.numbers import number_text
from store.practice.gates import item_text
from store.practice.statistics import Effect, Group, Statistics
from tui.casefile.layout import BLANK, HEADING, QUIET, blocks, fact, paragraph, side_by_side, widest
from tui.casefile.page import MEASURE, Lines
from tui.casefile.reading import shown
from tui.look.charts import bars, counts

TWO_COLUMNS = 110
"""With this many cells there are two columns."""

_GAP = 4


def study_lines(seen: Statistics, width: int, *, hidden: bool) -> Lines:
    """All of it.

    Args:
        seen: the statistics.
        width: cells; no line is wider.
        hidden: whether client text is hidden: what stood in the way of a referral, and issues in the worker's words.
    """
    if not seen.worked and not seen.contacts:
        return [
            *paragraph(_("No case was open in this period."), width),
            *paragraph(
                _("left and right go to the period before and after; p makes it longer or shorter."), width, QUIET
            ),
        ]
    if width < TWO_COLUMNS:
        each = min(width, MEASURE)
        return blocks([*_caseload(seen, each), *_work(seen, each, hidden)])
    half = (width - _GAP) // 2
    return side_by_side(blocks(_caseload(seen, half)), blocks(_work(seen, half, hidden)), half, _GAP)


def _caseload(seen: Statistics, width: int) -> list[Lines]:
    """What cases there were, how long they took, how they ended, and what changed in them."""
    return [
        _counted(seen, width),
        [*_groups(_("Where the open cases stand"), seen.phases, width), *_on_days(width)],
        _groups(_("Level"), seen.levels, width),
        _groups(_("Client system"), seen.sizes, width),
        _groups(_("Practice field"), seen.fields, width),
        _groups(_("Endings by reason"), seen.reasons, width),
        _changed(seen, width),
    ]


def _work(seen: Statistics, width: int, hidden: bool) -> list[Lines]:
    """What the worker did, at which levels, and what it says about the world."""
    reached = sum(one.reached for one in seen.contacts)
    tried = sum(one.attempts for one in seen.contacts)
    contacts = _tallied(_("Contacts"), ((one.mode.label, one.reached + one.attempts) for one in seen.contacts), width)
    if contacts:
        hours = number_text(sum(one.minutes for one in seen.contacts) / 60, 1)
        said = _("{reached} reached, {tried} in vain; {hours} hours written down.").format(
            reached=reached, tried=tried, hours=hours
        )
        contacts += paragraph(said, width, QUIET, 2)
    if seen.group_sessions:
        sessions = n_(
            "{count} session served several cases.", "{count} sessions served several cases.", seen.group_sessions
        ).format(count=seen.group_sessions)
        contacts += paragraph(sessions, width, QUIET, 2)
    return [
        contacts,
        _tallied(_("Interventions by level"), ((code.label, n) for code, n in seen.intervention_levels), width),
        _tallied(_("Interventions by role"), ((code.label, n) for code, n in seen.roles), width),
        _tallied(_("Interventions by type"), ((code.label, n) for code, n in seen.types), width),
        _issues(seen, width, hidden),
        _barriers(seen, width, hidden),
        _tallied(
            _("Gate items passed with a reason"),
            ((item_text(item), n) for item, n in seen.overrides),
            width,
        ),
    ]


def _counted(seen: Statistics, width: int) -> Lines:
    facts = [
        (_("Worked on"), seen.worked), (_("Taken in"), seen.opened), (_("Ended"), seen.closed),
        (_("Reopened"), seen.reopened), (_("Open at the end"), seen.open_now), (_("of these on hold"), seen.on_hold),
    ]  # fmt: skip
    names = widest(name for name, _count in facts) + 2
    lines = paragraph(_("Cases"), width, HEADING)
    for name, count in facts:
        lines += fact("  " + name, str(count), width, names)
    if seen.closed:
        share = number_text(100 * seen.came_back / seen.closed, 0)
        lines += paragraph(
            _("Of the endings, {count} came back later ({share} %).").format(count=seen.came_back, share=share),
            width, QUIET, 2,
        )  # fmt: skip
    return lines


def _groups(head: str, groups: Sequence[Group], width: int) -> Lines:
    """Cases by a code, as bars, with the mean days of what ended."""
    shown = [group for group in groups if group.cases or group.ended]
    if not shown:
        return []
    most = max(group.cases for group in shown)
    rows = [(group.code.label, float(group.cases), float(max(1, most)), _words(group)) for group in shown]
    return [*paragraph(head, width, HEADING), *_set_in(bars(rows, width - 2))]


def _on_days(width: int) -> Lines:
    """What the second number is."""
    return paragraph(_("Days, here and below: how long it took on average where it ended."), width, QUIET, 2)


def _words(group: Group) -> str:
    if group.mean_days is None:
        return str(group.cases)
    days = number_text(group.mean_days, 0)
    return _("{count} · {days} days").format(count=group.cases, days=days)


def _tallied(head: str, rows: Iterable[tuple[str, int]], width: int) -> Lines:
    told = list(rows)
    return [*paragraph(head, width, HEADING), *_set_in(counts(told, width - 2))] if told else []


def _changed(seen: Statistics, width: int) -> Lines:
    """The effect in the cases that ended: each one's, so that a mean does not hide them."""
    told = [
        (_("Goal attainment: T-score"), seen.goal_change, _("{mean} points on average, from {least} to {most}")),
        (_("Gap between expectation and reality, closed"), seen.gap_closed,
         _("{mean} % on average, from {least} to {most}")),
    ]  # fmt: skip
    lines: Lines = []
    for name, effect, sentence in told:
        if effect.mean is None:
            continue
        lines += paragraph(name, width, "", 2)
        lines += paragraph(_effect(effect, sentence), width, QUIET, 4)
    head = _("What changed in the cases that ended")
    note = _("A description of few cases, not a test.")
    return [*paragraph(head, width, HEADING), *lines, *paragraph(note, width, QUIET, 2)] if lines else []


def _effect(effect: Effect, sentence: str) -> str:
    least, most = (number_text(each, 1) for each in (effect.changes[0], effect.changes[-1]))
    told = sentence.format(mean=number_text(effect.mean or 0.0, 1), least=least, most=most)
    count = len(effect.changes)
    return told + " · " + n_("{count} case", "{count} cases", count).format(count=count)


def _issues(seen: Statistics, width: int, hidden: bool) -> Lines:
    """Private troubles, public issues."""
    if not seen.issues:
        return []
    lines = paragraph(_("Private troubles, public issues"), width, HEADING)
    lines += _set_in(counts([(shown(issue, hidden), len(codes)) for issue, codes in seen.issues], width - 2))
    for issue, codes in seen.issues:
        if len(codes) > 1 and not hidden:
            lines += paragraph(f"{issue}: {', '.join(codes)}", width, QUIET, 2)
    return lines


def _barriers(seen: Statistics, width: int, hidden: bool) -> Lines:
    """What stood in the way of referrals: evidence for work on the resource systems."""
    if not seen.barriers:
        return []
    lines = paragraph(_("What stood in the way of referrals"), width, HEADING)
    for to, why in seen.barriers:
        lines += paragraph(f"{shown(to, hidden)}: {shown(why, hidden)}", width, "", 2)
    return lines


def _set_in(lines: Lines) -> Lines:
    return [line.pad_left(2) if line.plain else BLANK for line in lines]
