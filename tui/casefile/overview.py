"""What the overview says of a case, as lines of a width: two columns where there is room, one below that.

Nothing is decided here: the facts come from the case, the gate and the notes as the book gives them.
"""

from collections.abc import Iterator
from datetime import date

from store import Closure
from store.exchange.origin import origin_facts
from store.language import _
from store.language.formats import day_text, due_text, short_day_text
from store.model import Flag
from store.model.text import clean_block, clean_line
from store.packet.facts import case_facts, extra_facts, hold_facts, mode_text, put_off_text, risk_text
from store.practice.questions import sessions
from store.practice.risk import worst_level
from tui.casefile.closing import closing_lines
from tui.casefile.gap_lines import gap_lines
from tui.casefile.layout import ALARM, QUIET, blocks, fact, headline, opening, paragraph, side_by_side, widest
from tui.casefile.levels_lines import levels_lines
from tui.casefile.next_steps import next_steps_lines
from tui.casefile.note_text import opening_words, status_words
from tui.casefile.page import MEASURE, Lines
from tui.casefile.reading import Reading
from tui.commands import BY_ACTION

TWO_COLUMNS = 96
"""With this many cells there are two columns (a terminal of 100)."""

_GAP = 4
_SHARE = 0.54  # of the width goes to the text, the rest to the facts

Fact = tuple[str, str, str]
"""Name, value, and the action that fills it in when it is empty."""


def overview_lines(reading: Reading, width: int) -> Lines:
    """The whole overview. In one column, what to do next stands before what seldom changes."""
    if width < TWO_COLUMNS:
        width = min(width, MEASURE)
        return blocks([
            _hold(reading, width), *_closings(reading, width), _problem(reading, width),
            next_steps_lines(reading, width), gap_lines(reading, width), _latest(reading, width, 2),
            _gate(reading, width), _facts(reading, width), _origin(reading, width), levels_lines(reading, width),
            _imported(reading, width),
        ])  # fmt: skip
    left = min(MEASURE, round((width - _GAP) * _SHARE))
    right = min(MEASURE, width - left - _GAP)
    texts = [
        _hold(reading, left), *_closings(reading, left), _problem(reading, left), _origin(reading, left),
        next_steps_lines(reading, left), _latest(reading, left, 3), levels_lines(reading, left),
    ]  # fmt: skip
    facts = [gap_lines(reading, right), _gate(reading, right), _facts(reading, right), _imported(reading, right)]
    return side_by_side(blocks(texts), blocks(facts), left, _GAP)


def _key(action: str) -> str:
    return BY_ACTION[action].shown_key


def _text_block(reading: Reading, heading: str, text: str, empty: str, width: int) -> Lines:
    body = paragraph(reading.text(text), width, "", 2) or paragraph(empty.format(key=_key("edit")), width, QUIET, 2)
    return [*headline(heading, width), *body]


def _problem(reading: Reading, width: int) -> Lines:
    empty = _("What the client says the trouble is, in their own words. Press {key} to write it.")
    return _text_block(reading, *case_facts(reading.case)["presenting_problem"], empty, width)


def _origin(reading: Reading, width: int) -> Lines:
    empty = _("Where the client comes from and returns to, and who is there. Press {key} to write it.")
    return _text_block(reading, *case_facts(reading.case)["origin_environment"], empty, width)


def _hold(reading: Reading, width: int) -> Lines:
    hold = reading.case.hold
    if hold is None:
        return []
    known = hold_facts(hold)
    facts = [known["since"]]
    if hold.until:
        facts.append((known["until"][0], _due(reading, hold.until)))
    facts.append((known["reason"][0], reading.text(hold.reason)))
    names = widest(name for name, _value in facts) + 2
    lines = headline(_("On hold · {key} takes it up again").format(key=_key("hold")), width)
    for name, value in facts:
        lines += fact("  " + name, value, width, names)
    return lines


def _facts(reading: Reading, width: int) -> Lines:
    case, known = reading.case, case_facts(reading.case)
    facts: list[Fact] = [
        (known["client_name"][0], reading.text(case.client_name), "edit"),
        (*known["intake_source"], "edit"),
        (*known["consent"], "edit"),
        (known["risk_level"][0], _risk(reading), "assess_risk"),
        (known["size"][0], f"{case.size.label} · {case.level.label.lower()}", "edit"),
        (*known["field"], "edit"),
        *_dates(reading),
        *_supervision(reading),
        (known["tags"][0], reading.text(", ".join(case.tags)), "edit"),
        (known["opened"][0], _opened(reading), ""),
    ]
    names = widest(name for name, _value, _action in facts) + 2
    lines = headline(_("The case"), width)
    for name, value, action in facts:
        if value:
            lines += fact("  " + name, value, width, names, _fact_style(reading, action, name))
        else:
            lines += fact("  " + name, _empty(reading, action), width, names, QUIET)
    return lines


def _empty(reading: Reading, action: str) -> str:
    if not BY_ACTION[action].allowed(reading.case):
        return _("not recorded")
    return _("not yet · {key}").format(key=_key(action))


def _fact_style(reading: Reading, action: str, name: str) -> str:
    case = reading.case
    worst = case.risk_level if case.closure else worst_level(case, reading.parts(Flag))
    serious = action == "assess_risk" and worst is not None and worst.is_serious
    day = case.next_contact if action == "next_contact" else case.next_review if name == _("Next review") else None
    late = day is not None and day < reading.today
    return ALARM if serious or late else ""


def _risk(reading: Reading) -> str:
    case = reading.case
    flags = () if case.closure else reading.parts(Flag)
    return risk_text(case, flags, day_text(case.risk_assessed) if case.risk_assessed else "")


def _dates(reading: Reading) -> list[Fact]:
    """What is due; nothing is for a closed case."""
    case = reading.case
    if case.is_closed:
        return []
    return [
        (_("Next contact"), _due(reading, case.next_contact), "next_contact"),
        (_("Next review"), _due(reading, case.next_review), "edit"),
        *_own_review(reading),
    ]


def _own_review(reading: Reading) -> Iterator[Fact]:
    """What the daily review heeds in this case alone; most cases have nothing of it."""
    case, known = reading.case, case_facts(reading.case)
    yield from ((*known[name], "") for name in ("contact_every", "stuck_after") if known[name][1])
    if case.put_off and reading.today < case.put_off.until:
        put_off = case.put_off.changed(reason=reading.text(case.put_off.reason))
        yield known["put_off"][0], put_off_text(put_off), ""


def _supervision(reading: Reading) -> Iterator[Fact]:
    """When the case was brought to supervision last, by whom it was heard, and when it is again."""
    case = reading.case
    if case.next_supervision and not case.is_closed:
        yield case_facts(case)["next_supervision"][0], _due(reading, case.next_supervision), ""
    if past := sessions(reading.notes.asking):
        words = [day_text(past[-1].contact_at.date()), past[-1].supervisor]
        yield _("Last supervision"), " · ".join(word for word in words if word), ""


def _due(reading: Reading, day: date | None) -> str:
    return f"{day_text(day)} ({due_text(day, reading.today)})" if day else ""


def _opened(reading: Reading) -> str:
    case = reading.case
    if case.episode == 1:
        return day_text(case.opened)
    return _("{day}, now in episode {number}").format(day=day_text(case.opened), number=case.episode)


def _gate(reading: Reading, width: int) -> Lines:
    """The gate of the present phase: what is missing first, what is done after it."""
    gate = reading.gate
    items = gate.items
    if reading.case.closure or not items:
        return []
    met = sum(1 for _item, done in items if done)
    heading = _("Before leaving {phase}: {met} of {all}").format(
        phase=reading.case.phase.label, met=met, all=len(items)
    )
    words = {"hard": _("missing"), "soft": _("advised"), "met": _("done")}
    names = widest(words.values()) + 2
    lines = headline(heading, width)
    for item in sorted(items, key=lambda each: (each[1], not each[0].hard)):
        state = "met" if item[1] else "hard" if item[0].hard else "soft"
        style = {"hard": "", "soft": "", "met": QUIET}[state]
        word = {"hard": "$accent", "soft": QUIET, "met": QUIET}[state]
        lines += fact("  " + words[state], gate.text(item[0]), width, names, style, word)
    return lines


def _closings(reading: Reading, width: int) -> list[Lines]:
    """The closing record, and those of earlier episodes."""
    now = reading.case.closure
    groups = [closing_lines(now, _("Closing record"), reading, width)] if now else []
    earlier: list[tuple[int, Closure]] = [
        (move.episode, move.closure) for move in reading.history if move.closure and move.episode < reading.case.episode
    ]
    for episode, closure in reversed(earlier):
        heading = _("Closing record of episode {number}").format(number=episode)
        groups.append(closing_lines(closure, heading, reading, width))
    return groups


def _latest(reading: Reading, width: int, count: int) -> Lines:
    lines = headline(_("Latest notes"), width)
    if not reading.notes:
        empty = _("No notes yet. Press {key} to write one.").format(key=_key("note"))
        return [*lines, *paragraph(empty, width, QUIET, 2)]
    for note in reading.notes[:count]:
        head = f"{short_day_text(note.contact_at.date())} · {mode_text(note)} · {status_words(note)}"
        lines += paragraph(head, width, QUIET, 2)
        text = reading.text(opening_words(note, 200))
        lines += opening(text, width)
    return lines


def _imported(reading: Reading, width: int) -> Lines:
    """What an import or a newer version has beside our fields, kept as it came."""
    case = reading.case
    extra = [(clean_line(name), clean_block(value)) for name, value in (*origin_facts(case), *extra_facts(case))]
    if not extra:
        return []
    names = min(24, widest(name for name, _value in extra)) + 2
    lines = headline(_("From the import"), width)
    for name, value in extra:
        lines += fact("  " + name, reading.text(value), width, max(names, widest([name]) + 2))
    return lines
