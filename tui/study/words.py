"""What the statistics of a period say: which figures, under which names, in which order.

Nothing is counted here. How it looks is for `lines` on the screen, and for `tui.plain.studying` on the command line.
Case codes stand behind collective issues, and no other word about a client.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from store.language import _, n_
from store.language.numbers import number_text
from store.model.codes import Vocabulary
from store.practice.gates import item_text
from store.practice.statistics import Contacts, Effect, Group, Statistics
from tui.casefile.reading import shown


class Shape(Enum):
    """How figures are best seen where they can be drawn.

    FACTS: a name and its number. SHARES: a bar with words beside it. TALLY: a number with a bar. WORDS: as sentences.
    """

    FACTS = auto()
    SHARES = auto()
    TALLY = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        name: of what.
        value: all that is to be said, where nothing is drawn.
        count: the number of it, which a bar shows.
        beside: as much as there is room for beside a bar.
        behind: what a bar cannot say: the codes of several cases.
    """

    name: str
    value: str
    count: int = 0
    beside: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Figures under a head.

    Attributes:
        legend: what the words beside the bars mean, where they are not spelt out; where nothing is drawn they are.
        notes: sentences about all of them.
    """

    head: str
    shape: Shape
    figures: tuple[Figure, ...]
    legend: str = ""
    notes: tuple[str, ...] = ()


def caseload(seen: Statistics) -> list[Section]:
    """What cases there were, how long they took, how they ended, and what changed in them."""
    days = _("Days: on average, of the cases that left the phase; further down, of the cases that ended.")
    return _filled([
        _cases(seen),
        _groups(_("Where the open cases stand"), seen.phases, days),
        _groups(_("Level"), seen.levels),
        _groups(_("Client system"), seen.sizes),
        _groups(_("Practice field"), seen.fields),
        _groups(_("Endings by reason"), seen.reasons),
        _effects(seen),
    ])  # fmt: skip


def work(seen: Statistics, *, hidden: bool = False) -> list[Section]:
    """What the worker did, at which levels, and what it says about the world.

    Args:
        seen: the statistics.
        hidden: whether client text is hidden: what stood in the way of a referral, and issues in the worker's words.
    """
    return _filled([
        _contacts(seen),
        _tally(_("Interventions by level"), _labelled(seen.intervention_levels)),
        _tally(_("Interventions by role"), _labelled(seen.roles)),
        _tally(_("Interventions by type"), _labelled(seen.types)),
        Section(
            _("Private troubles, public issues"), Shape.TALLY,
            tuple(_issue(issue, codes, hidden) for issue, codes in seen.issues),
        ),
        Section(
            _("What stood in the way of referrals"), Shape.WORDS,
            tuple(Figure(shown(to, hidden), shown(why, hidden)) for to, why in seen.barriers),
        ),
        _tally(_("Gate items passed with a reason"), ((item_text(item), count) for item, count in seen.overrides)),
    ])  # fmt: skip


def _filled(sections: Iterable[Section]) -> list[Section]:
    return [section for section in sections if section.figures]


def _cases(seen: Statistics) -> Section:
    told = (
        (_("Worked on"), seen.worked), (_("Taken in"), seen.opened), (_("Ended"), seen.closed),
        (_("Reopened"), seen.reopened), (_("Open on the last day"), seen.open_now),
        (_("Of these on hold"), seen.on_hold),
    )  # fmt: skip
    notes: tuple[str, ...] = ()
    if seen.closed:
        share = number_text(100 * seen.came_back / seen.closed, 0)
        back = _("Of the ended cases, {count} came back later ({share} %).")
        notes = (back.format(count=seen.came_back, share=share),)
    return Section(_("Cases"), Shape.FACTS, tuple(Figure(name, str(count)) for name, count in told), notes=notes)


def _groups(head: str, groups: Sequence[Group], legend: str = "") -> Section:
    """Cases by a code, with the mean days of what ended."""
    known = [group for group in groups if group.cases or group.ended]
    places = max((len(str(group.cases)) for group in known), default=0)
    return Section(head, Shape.SHARES, tuple(_group(group, places) for group in known), legend)


def _group(group: Group, places: int) -> Figure:
    """Cases of one code; beside a bar their number stands right in so many places."""
    value = str(group.cases)
    beside = value.rjust(places)
    if group.mean_days is not None:
        value = _("{count}; {days} days on average ({ended} ended)").format(
            count=group.cases, days=number_text(group.mean_days, 1), ended=group.ended
        )
        beside = _("{count} · {days} days").format(count=beside, days=number_text(group.mean_days, 0))
    return Figure(group.code.label, value, group.cases, beside)


def _effects(seen: Statistics) -> Section:
    """The effect in the cases that ended: from the least to the most, so that a mean does not hide them."""
    told = (
        (_("Goal attainment T-score"), seen.goal_change, _("{mean} points on average, from {least} to {most}")),
        (_("Gap between expectation and reality, closed"), seen.gap_closed,
         _("{mean} % on average, from {least} to {most}")),
    )  # fmt: skip
    figures = tuple(Figure(name, _effect(effect, words)) for name, effect, words in told if effect.changes)
    note = _("A description of few cases, not a test.")
    return Section(_("What changed in the cases that ended"), Shape.WORDS, figures, notes=(note,))


def _effect(effect: Effect, words: str) -> str:
    least, most = (number_text(each, 1) for each in (effect.changes[0], effect.changes[-1]))
    told = words.format(mean=number_text(effect.mean or 0.0, 1), least=least, most=most)
    count = len(effect.changes)
    return told + " · " + n_("{count} case", "{count} cases", count).format(count=count)


def _contacts(seen: Statistics) -> Section:
    made = [one for one in seen.contacts if one.mode.has_outcome]
    reached, tried = sum(one.reached for one in made), sum(one.attempts for one in made)
    hours = number_text(sum(one.minutes for one in seen.contacts) / 60, 1)
    all_of_them = _("{reached} reached, {tried} not reached; {hours} hours written down.")
    notes = [all_of_them.format(reached=reached, tried=tried, hours=hours)]
    if count := seen.group_sessions:
        sessions = n_("{count} session served several cases.", "{count} sessions served several cases.", count)
        notes.append(sessions.format(count=count))
    return Section(_("Contacts"), Shape.TALLY, tuple(map(_contact, seen.contacts)), notes=tuple(notes))


def _contact(one: Contacts) -> Figure:
    count = one.reached + one.attempts
    if one.mode.has_outcome:
        value = _("{reached} reached, {attempts} not reached, {minutes} minutes").format(
            reached=one.reached, attempts=one.attempts, minutes=one.minutes
        )
    else:
        value = n_("{count} note, {minutes} minutes", "{count} notes, {minutes} minutes", count).format(
            count=count, minutes=one.minutes
        )
    return Figure(one.mode.label, value, count)


def _tally(head: str, rows: Iterable[tuple[str, int]]) -> Section:
    return Section(head, Shape.TALLY, tuple(Figure(name, str(count), count) for name, count in rows))


def _labelled(counts: Iterable[tuple[Vocabulary, int]]) -> Iterable[tuple[str, int]]:
    return ((code.label, count) for code, count in counts)


def _issue(issue: str, codes: Sequence[str], hidden: bool) -> Figure:
    """An issue, with the cases behind it."""
    name, count, cases = shown(issue, hidden), len(codes), ", ".join(codes)
    return Figure(name, f"{count} ({cases})", count, behind=cases if count > 1 and not hidden else "")
