"""What the overview says of the work as a whole: strengths, function, roles, levels, issues, linked cases."""

from collections import Counter

from store.language import _, n_
from store.language.formats import day_text
from store.model import Goal, Intervention, Level
from store.packet.facts import case_facts
from tui.casefile.layout import QUIET, STRONG, blocks, fact, headline, line, paragraph, widest
from tui.casefile.linked import linked_cases, state_words
from tui.casefile.page import MEASURE, Lines
from tui.casefile.reading import Reading
from tui.casework.kinds import KINDS
from tui.commands import BY_ACTION
from tui.look.net import cell_text
from tui.look.words import size_word

FUNCTIONING = ("needs_rights", "tasks_roles", "coping")
"""The three dimensions of social functioning (UU 14/2019, article 1, 3), as the case has them."""


def levels_lines(reading: Reading, width: int) -> Lines:
    """All of it as lines of a width. What is not known falls away; with nothing known it is said how to begin."""
    width = min(width, MEASURE)
    groups = [_decision(reading, width), _strengths(reading, width), _functioning(reading, width)]
    lines = blocks([*groups, _work(reading, width), _linked(reading, width)])
    return lines or _nothing(reading, width)


def _nothing(reading: Reading, width: int) -> Lines:
    keys = BY_ACTION["add"].shown_key + " " + _letter("AssessmentForm")
    empty = _("Strengths, social functioning, your roles, the issues behind the trouble: not yet · {keys}")
    words = _("not recorded") if reading.case.is_closed else empty.format(keys=keys)
    return [*headline(_("Assessment"), width), *paragraph(words, width, QUIET, 2)]


def _letter(form: str) -> str:
    return next(kind.letter for kind in KINDS if kind.form.endswith(":" + form))


def _decision(reading: Reading, width: int) -> Lines:
    decision = reading.case.decision
    if decision is None:
        return []
    heading, _words = case_facts(reading.case)["decision"]
    head = line((decision.verdict.label, STRONG), (" · " + day_text(decision.on), QUIET))
    return [
        *headline(heading, width),
        *paragraph(head, width, "", 2),
        *paragraph(reading.text(decision.why), width, "", 2),
    ]


def _strengths(reading: Reading, width: int) -> Lines:
    heading, text = case_facts(reading.case)["strengths"]
    if not text:
        return []
    return [*headline(heading, width), *paragraph(reading.text(text), width, "", 2)]


def _functioning(reading: Reading, width: int) -> Lines:
    known = case_facts(reading.case)
    facts = [(known[name][0], reading.text(known[name][1])) for name in FUNCTIONING]
    return _block(_("Social functioning"), facts, width)


def _work(reading: Reading, width: int) -> Lines:
    known = case_facts(reading.case)
    name, issues = known["collective_issues"]
    facts = [
        known["function"],
        known["worker_roles"],
        (_("Works at"), levels_at_work(reading)),
        (name, reading.text(issues)),
    ]
    return _block(_("The work"), facts, width)


def levels_at_work(reading: Reading) -> str:
    """At which levels goals and interventions work, the smallest first: `Micro: 2 goals · Macro: 1 intervention`."""
    goals = Counter(goal.level for goal in reading.parts(Goal) if goal.counts)
    acts = Counter(act.level for act in reading.parts(Intervention))
    words = []
    for level in Level:
        counted = []
        if goals[level]:
            counted.append(n_("{count} goal", "{count} goals", goals[level]).format(count=goals[level]))
        if acts[level]:
            counted.append(n_("{count} intervention", "{count} interventions", acts[level]).format(count=acts[level]))
        if counted:
            words.append(f"{level.label}: {', '.join(counted)}")
    return " · ".join(words)


def _linked(reading: Reading, width: int) -> Lines:
    linked = linked_cases(reading.book, reading.case)
    if not linked:
        return []
    names = widest(one.place for one in linked) + 2
    keys = BY_ACTION["add"].shown_key + " " + _letter("LinkDialog")
    lines = headline(_("Linked cases · {keys} opens one").format(keys=keys), width)
    place = ""
    for one in linked:
        words = _("{code}, not in the book any more").format(code=one.code)
        if one.case:
            alias = [] if reading.hidden else [cell_text(one.case.alias)]
            words = " · ".join((one.code, *alias, size_word(one.case.size), state_words(one.case)))
        lines += fact("  " + (one.place if one.place != place else ""), words, width, names)
        place = one.place
    return lines


def _block(heading: str, facts: list[tuple[str, str]], width: int) -> Lines:
    """A heading and the facts that are known; nothing where none is."""
    known = [(name, value) for name, value in facts if value]
    if not known:
        return []
    names = widest(name for name, _value in known) + 2
    lines = headline(heading, width)
    for name, value in known:
        lines += fact("  " + name, value, width, names)
    return lines
