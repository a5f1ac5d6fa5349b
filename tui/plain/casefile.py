"""The file of a case as it is read aloud: what presses first, what belongs together side by side, notes near the end.

Every line says of itself what it is, and every entry has the id under which commands take it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from store import Casebook
from store.exchange.origin import origin_facts
from store.language import _
from store.language.formats import day_text, when_text
from store.model.case import Case
from store.model.flag import Flag, FlagState
from store.model.folder import Folder
from store.model.goal import Goal
from store.model.measure import Measure
from store.model.note import Note
from store.model.person import Person
from store.model.referral import Referral
from store.packet.facts import (
    Fact,
    case_facts,
    closure_facts,
    extra_facts,
    hold_facts,
    known_day,
    note_facts,
)
from store.packet.sections.practice import (
    ASSESSED,
    at_level,
    gap_sentences,
    goal_sentences,
    person_age,
    points_text,
)
from store.practice.finding import finding
from store.practice.gap import gap_of
from store.practice.gates import BY_CODE
from store.practice.notation import in_words
from store.practice.reasons import reason
from store.practice.risk import in_order
from store.practice.series import series_of
from tui.casework.rated import ratings_of
from tui.plain.dangers import named
from tui.plain.lookup import Shorten, named_entry, note_head, shortener, whole_line
from tui.plain.views import facts_lines, history_lines, section, set_in

_WHO = ("code", "alias", "client_name")
_CONSENT = ("consent", "consent_by", "consent_on", "consent_scope")
_PROBLEM = ("presenting_problem", "intake_source", "origin_environment")
_AHEAD = ("next_contact", "next_review", "next_supervision", "put_off", "target_close", "contact_every", "stuck_after")
_SAID = {*_WHO, "risk_level", "risk_assessed", "phase", "status", *_AHEAD, *_CONSENT, *_PROBLEM, *ASSESSED}
"""The facts of a case that have their place; all others stand together."""


def file_lines(book: Casebook, case: Case) -> Iterator[str]:
    """The whole file."""
    folder, today = book.folder_of(case.code), book.today()
    short = shortener(folder)
    yield from _head_lines(book, folder, short)
    yield from _people(folder, today, short)
    yield from _assessment(folder, short)
    yield from _over(folder, short)
    yield from _goals(folder, short)
    yield from _plan(folder, short)
    yield from _measures(folder, short)
    yield from section(_("Notes, the newest first"), _all_notes(folder, short), indent="")
    yield from section(_("History"), history_lines(folder), indent="")


def tab_lines(book: Casebook, case: Case, tab: str) -> Iterator[str]:
    """What a tab of the case file shows.

    Args:
        book: where it is.
        case: which one.
        tab: its name as it is typed.
    """
    folder, today = book.folder_of(case.code), book.today()
    short = shortener(folder)
    if tab == "overview":
        yield from _head_lines(book, folder, short)
        yield from _assessment(folder, short)
        yield from _over(folder, short)
    elif tab == "notes":
        yield from _all_notes(folder, short)
    elif tab == "goals":
        yield from _goals(folder, short)
    elif tab == "plan":
        yield from _plan(folder, short)
    elif tab == "people":
        yield from _people(folder, today, short)
    elif tab == "measures":
        yield from _assessment(folder, short)
        yield from _measures(folder, short)
    else:
        yield from history_lines(folder)


# The case


def _head_lines(book: Casebook, folder: Folder, short: Shorten) -> Iterator[str]:
    """Who it is, the dangers, what waits, the consent, the problem, and all else that is known of the case."""
    case, today = folder.case, book.today()
    facts = case_facts(case, today, folder.flags)
    yield from facts_lines(facts[name] for name in _WHO)
    for flag in in_order(flag for flag in folder.flags if flag.state is not FlagState.RESOLVED):
        yield from _danger(flag, folder, short)
    label, level = facts["risk_level"]
    yield from facts_lines([
        (label, level or _("not assessed")), (_("Risk assessed on"), known_day(case.risk_assessed)),
        facts["phase"], facts["status"],
    ])  # fmt: skip
    if case.hold:
        yield from facts_lines(_under(hold_facts(case.hold).values()))
    if case.closure:
        yield from facts_lines(_under(closure_facts(case.closure).values()))
    yield from facts_lines(_waiting(book, case))
    yield from facts_lines(facts[name] for name in (*_AHEAD, *_CONSENT))
    yield from facts_lines((BY_CODE[item].text, day_text(day)) for item, day in case.ticks.items() if item in BY_CODE)
    yield from facts_lines(facts[name] for name in _PROBLEM)
    yield from facts_lines(fact for name, fact in facts.items() if name not in _SAID)
    yield from facts_lines([*origin_facts(case), *extra_facts(case)])


def _under(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Facts of which the first says what the others are about."""
    for place, (name, value) in enumerate(facts):
        yield (f"  {name}" if place else name), value


def _waiting(book: Casebook, case: Case) -> Iterator[Fact]:
    """Why it needs its worker today, when the client was reached last, and what waits to be signed."""
    if case.code in book.needs_today():
        for one in book.review_of(case.code).findings:
            yield _("Needs you today"), reason(one, book.today())
    reached = book.last_reached(case.code)
    yield _("Last reached"), when_text(reached) if reached else _("never")
    yield _("Drafts"), str(book.drafts(case.code) or "")


def _danger(flag: Flag, folder: Folder, short: Shorten) -> Iterator[str]:
    head = _("Open danger") if flag.is_open else _("Danger")
    known = dict(named_entry(flag, folder))
    yield from facts_lines([(f"{head} {short(flag.id)}", named(flag))])
    told = ("since", "note", "safety_plan", "next_check")
    stands = () if flag.is_open else ("state", "state_on", "state_reason")
    yield from facts_lines(_set_in(known[name] for name in (*stands, *told)))


def _set_in(facts: Iterable[Fact]) -> Iterator[Fact]:
    yield from ((f"    {name}", value) for name, value in facts)


def _over(folder: Folder, short: Shorten) -> Iterator[str]:
    """The dangers that are over."""
    over = [flag for flag in in_order(folder.flags) if flag.state is FlagState.RESOLVED]
    yield from section(_("Dangers that are over"), (line for flag in over for line in _danger(flag, folder, short)))


# What lies in the file


def _people(folder: Folder, today: date, short: Shorten) -> Iterator[str]:
    yield from section(_("People"), (_person(one, folder, today, short) for one in folder.people))
    ties = ((one, in_words(dict(one))) for one in folder.relations)  # the signs of an ecomap are for the eye
    yield from section(
        _("Ties"),
        ("; ".join(filter(None, (f"{_('Tie')} {short(one.id)}: {words}", one.note))) for one, words in ties),
    )


def _person(one: Person, folder: Folder, today: date, short: Shorten) -> str:
    return whole_line(one, folder, short, age=person_age(one, today), is_child="")


def _assessment(folder: Folder, short: Shorten) -> Iterator[str]:
    known, gap = case_facts(folder.case), gap_of(folder.scores)
    scores = (
        whole_line(
            each.last, folder, short,
            also=((_("Gap at first"), str(each.gap_before)), (_("Gap now"), str(each.gap_now))),
        )
        for each in gap.domains
    )  # fmt: skip
    written = facts_lines(known[name] for name in ASSESSED)
    yield from section(
        _("Assessment: strengths, functioning, expectation and reality"), (*written, *scores, *gap_sentences(gap))
    )


def _goals(folder: Folder, short: Shorten) -> Iterator[str]:
    goals = (line for goal in folder.goals for line in _goal(goal, folder, short))
    yield from section(_("Goals"), (*goal_sentences(folder.goals), *goals))


def _goal(goal: Goal, folder: Folder, short: Shorten) -> Iterator[str]:
    """A goal: how far it is, its scale, level by level, and its ratings."""
    fields = dict(named_entry(goal, folder))
    label, statement = fields.pop("statement")
    yield from facts_lines([(f"{label} {short(goal.id)}", statement)])
    if goal.baseline is not None:
        fields["baseline"] = fields["baseline"][0], at_level(goal, goal.baseline)
    yield from facts_lines(_set_in([fields.pop("status"), *fields.values()]))
    for one in ratings_of(goal):
        yield f"    {whole_line(one, folder, short, level=at_level(goal, one.level), goal='')}"


def _plan(folder: Folder, short: Shorten) -> Iterator[str]:
    tasks = sorted(folder.tasks, key=lambda task: not task.is_open)
    yield from section(_("Tasks"), (whole_line(one, folder, short) for one in tasks))
    yield from section(_("Interventions"), (whole_line(one, folder, short) for one in folder.interventions))
    yield from section(_("Referrals"), (_referral(one, folder, short) for one in folder.referrals))
    yield from section(_("Intervention team"), (whole_line(one, folder, short) for one in folder.team))


def _referral(one: Referral, folder: Folder, short: Shorten) -> str:
    if one.is_open:
        return whole_line(one, folder, short, resource="")
    return whole_line(one, folder, short, resource="", follow_up="")


def _measures(folder: Folder, short: Shorten) -> Iterator[str]:
    lines = (line for one in folder.measures for line in _measure(one, folder, short))
    yield from section(_("Measures"), lines)


def _measure(measure: Measure, folder: Folder, short: Shorten) -> Iterator[str]:
    """What is measured, its values without the intervention and with it, and what may be said of them."""
    series = series_of(measure, folder.measurements)
    found = finding(measure, series)
    yield whole_line(measure, folder, short)
    yield from facts_lines(_set_in([
        *((_("Values, phase {phase}").format(phase=name), points_text(points))
          for name, points in (("A", series.a), ("B", series.b))),
        (_("Finding"), found.text if found else ""), (_("Bear in mind"), " ".join(series.remarks)),
    ]))  # fmt: skip


# Notes


def _all_notes(folder: Folder, short: Shorten) -> Iterator[str]:
    for place, note in enumerate(folder.notes):
        yield from (*([""] if place else []), *note_lines(note, folder, short))


def note_lines(note: Note, folder: Folder, short: Shorten) -> Iterator[str]:
    """A note: its id, when and how, whether it is signed, its facts, its text, and what was added."""
    marks = [note.status.label]
    if note.private:
        marks.append(_("private"))
    if note.is_late_entry:
        marks.append(_("late entry"))
    yield "; ".join(
        (*note_head(note, short), f"{_('Phase')}: {note.phase.label}", f"{_('Status')}: {', '.join(marks)}")
    )
    for name, value in (*note_facts(note, folder).values(), *extra_facts(note)):
        yield from facts_lines((f"  {name}", one) for one in value.split("\n"))
    yield from set_in(note.body)
    if note.void_reason:
        yield from facts_lines([("  " + _("Voided"), note.void_reason)])
    for more in note.addenda:
        yield from facts_lines([("  " + _("Addendum {moment}").format(moment=when_text(more.at)), more.text)])
