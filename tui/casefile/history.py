"""The way of a case through the cycle, from first day to last, and what else changed it, as lines of a width."""

from datetime import date

from store import Move
from store.language import _
from store.language.formats import day_text
from store.model import Flag, MoveKind
from store.packet.facts import decision_text, step_text
from store.practice.gates import item_text
from store.practice.milestones import Milestone, came_later, story
from tui.casefile.closing import closing_facts
from tui.casefile.layout import QUIET, fact, headline, paragraph, widest
from tui.casefile.page import MEASURE, Lines
from tui.casefile.reading import Reading


def history_lines(reading: Reading, width: int) -> Lines:
    """The whole history, the oldest entry first."""
    width = min(width, MEASURE)
    entries = story(reading.case, reading.history, reading.parts(Flag), hidden=reading.hidden)
    days = widest(day_text(day) for day, _entry in entries)
    lines: Lines = []
    episode = 1
    for day, entry in entries:
        if isinstance(entry, Milestone):
            lines += fact(day_text(day), entry.text, width, days)
            lines += paragraph(entry.why, width, QUIET, days + 2)
        else:
            if entry.episode != episode:
                episode = entry.episode
                lines += headline(_("Episode {number}").format(number=episode), width)
            lines += _step(entry, reading, width, days)
        lines += paragraph(" ", width)
    return lines


def _step(move: Move, reading: Reading, width: int, days: int) -> Lines:
    """One step through the cycle, why it was taken, and what was not met."""
    lines = fact(day_text(move.at.date()), what(move, reading.case.opened), width, days, "bold $foreground")
    for text, style in _why(move, reading):
        lines += paragraph(text, width, style, days + 2)
    if move.closure:
        closing = closing_facts(move.closure, reading, width - days - 2)
        lines += [each.pad_left(days + 2) for each in closing]
    return lines


def what(move: Move, opened: date) -> str:
    """What happened, in words; see `step_text`."""
    to = move.to_phase.label
    if came_later(move, opened):
        return step_text(move, opened)
    if move.kind is MoveKind.OPENED:
        return _("Opened in {phase}").format(phase=to)
    if move.kind is MoveKind.ADVANCED:
        return _("Advanced to {phase}").format(phase=to)
    if move.kind is MoveKind.MOVED_BACK:
        return _("Moved back to {phase}").format(phase=to)
    if move.kind is MoveKind.REOPENED:
        return _("Reopened in {phase}").format(phase=to)
    if move.kind is MoveKind.TERMINATED and move.from_phase and move.from_phase is not move.to_phase:
        return _("Closed from {phase}").format(phase=move.from_phase.label)
    if move.kind is MoveKind.TERMINATED:
        return _("Closed")
    return step_text(move, opened)


def _why(move: Move, reading: Reading) -> list[tuple[str, str]]:
    """The reason, the decision that led here, and the items of the gate that were not met: each with its style."""
    lines = [(_("Why: {reason}").format(reason=reading.text(move.reason)), "")] if move.reason else []
    if move.decision:
        decision = decision_text(move.decision.changed(why=reading.text(move.decision.why)))
        lines.append((_("Decision: {decision}").format(decision=decision), ""))
    for result in move.gate:
        item = item_text(result.item)
        if result.overridden:
            lines.append((_("Passed with a reason, not met: {item}").format(item=item), "$accent"))
        elif not result.met:
            lines.append((_("Not met (advice): {item}").format(item=item), QUIET))
    return lines
