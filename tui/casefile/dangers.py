"""The dangers of a case as rows of the overview: what is open on top of everything, what is over at the end."""

from store.language import _
from store.language.formats import day_text, due_text
from store.model import Flag, FlagState
from store.practice.risk import in_order
from tui.casefile.layout import ALARM, QUIET, STRONG, headline, line, paragraph
from tui.casefile.page import MEASURE, Lines
from tui.casefile.reading import Reading
from tui.casefile.rows import Row
from tui.look.words import danger_words


def open_danger_rows(reading: Reading, width: int) -> list[Row]:
    """What is open or under control, the gravest first."""
    flags = [flag for flag in in_order(reading.parts(Flag)) if flag.state is not FlagState.RESOLVED]
    return _rows(_("Dangers"), flags, reading, width)


def past_danger_rows(reading: Reading, width: int) -> list[Row]:
    """What is over, the latest first."""
    flags = [flag for flag in reading.parts(Flag) if flag.state is FlagState.RESOLVED]
    return _rows(_("Dangers that are over"), flags[::-1], reading, width)


def _rows(heading: str, flags: list[Flag], reading: Reading, width: int) -> list[Row]:
    if not flags:
        return []
    rows = [Row(headline(heading, width))]  # as wide as the columns below it
    rows += [Row(_danger(flag, reading, min(width, MEASURE)), flag) for flag in flags]
    return [*rows, Row(paragraph(" ", width))]


def _danger(flag: Flag, reading: Reading, width: int) -> Lines:
    """What it is and how it stands; below that what is agreed, and what is known."""
    style = ALARM if flag.is_alarming else STRONG if flag.is_open else QUIET
    since = flag.since if flag.is_open or flag.state_on is None else flag.state_on
    state = _("{state} since {day}").format(state=flag.state.label, day=day_text(since))
    kind = reading.text(flag.type.label)
    head = line((danger_words(flag.level), style), (" · ", QUIET), (kind, style), (" · ", QUIET), state)
    lines = paragraph(head, width)
    if flag.next_check and flag.state is not FlagState.RESOLVED:
        late = flag.next_check < reading.today
        due = _("Next check: {due}").format(due=due_text(flag.next_check, reading.today))
        lines += paragraph(due, width, ALARM if late else "", 2)
    for sentence, text in (
        (_("Safety plan: {text}"), flag.safety_plan), ("{text}", flag.note), (_("Why: {reason}"), flag.state_reason),
    ):  # fmt: skip
        if text:
            shown = reading.text(text)
            lines += paragraph(sentence.format(text=shown, reason=shown), width, "", 2)
    if flag.is_alarming and not flag.safety_plan:
        lines += paragraph(_("No safety plan yet."), width, ALARM, 2)
    return lines
