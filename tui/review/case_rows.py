"""What the review shows of a case, as rows of a width: why it is here, what was done about it, and its essence.

The reasons are entries under the cursor; the essence below them is there to read on.
"""

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content

from store import Note
from store.language import _
from store.language.formats import day_text, due_text, short_day_text
from store.model import Flag, NoteStatus, Referral, Task
from store.model.record import Record
from store.packet.facts import put_off_text
from store.practice.reasons import reason
from store.practice.review import CaseReview, Finding
from store.practice.risk import in_order
from tui.casefile.goal_score import score_sentences
from tui.casefile.layout import ACCENT, ALARM, BLANK, QUIET, fact, opening, paragraph, widest
from tui.casefile.note_text import contact_words, opening_words, status_words
from tui.casefile.page import MEASURE, Lines
from tui.casefile.plan_words import Step, by_due_day, due_words, step_words
from tui.casefile.reading import Reading
from tui.casefile.rows import Row
from tui.commands import BY_ACTION
from tui.look.net import brief
from tui.review.doing import done_words

_STEPS, _DANGERS = 2, 3  # shown; the file has all
_SET_IN = 2  # cells: of the lines that go on with a reason, which are none of their own
_OPENING = 400  # characters of a text that only has to be recognised


class Reason(Record):
    """What a row of the page holds: the key of a finding."""

    id: str


def case_rows(reading: Reading, review: CaseReview, acts: Sequence[str], width: int) -> list[Row]:
    """All of it.

    Args:
        reading: the case.
        review: what the review has to say of it.
        acts: the names of the acts that were done for it in this review.
        width: cells; no line is wider.
    """
    width = min(width, MEASURE)
    rows = [_reason(reading, finding, width, ALARM if finding.rule.is_safety else "") for finding in review.findings]
    if not rows:
        words = _("Nothing more needs you here · {key} next").format(key=BY_ACTION["review_next"].shown_key)
        rows = [Row(paragraph(words, width, ACCENT))]
    rows += [Row(lines) for lines in _done(reading, acts, width)]
    if review.mentioned:
        rows.append(Row([BLANK, *paragraph(_("Soon"), width, QUIET)]))
        rows += [_reason(reading, finding, width, QUIET) for finding in review.mentioned]
    told = {finding.id for finding in (*review.findings, *review.mentioned)}
    return [*rows, Row([BLANK, *_essence(reading, told, width)])]


def _reason(reading: Reading, finding: Finding, width: int, style: str) -> Row:
    said = brief(reason(finding, reading.today, hidden=reading.hidden))
    first, *more = paragraph(said, width - _SET_IN, style)
    return Row([first, *(each.pad_left(_SET_IN) for each in more)], Reason(id=finding.key))


def _done(reading: Reading, acts: Sequence[str], width: int) -> Iterator[Lines]:
    """What was done here, and until when the case was put off."""
    if done := done_words(acts):
        yield paragraph(_("Done today: {acts}").format(acts=", ".join(done)), width, QUIET)
    put_off = reading.case.put_off
    if put_off and reading.today < put_off.until:
        said = put_off_text(put_off.changed(reason=reading.text(put_off.reason)))
        yield paragraph(brief(_("Put off {until}").format(until=said)), width, QUIET)


# The essence


def _essence(reading: Reading, told: set[str], width: int) -> Lines:
    """The facts one needs to act, each with its name; those that are not known fall away."""
    facts: list[tuple[str, Iterable[str | Content]]] = [
        (_("Last note"), _last_note(reading, width)), (_("Dangers"), _dangers(reading)),
        (_("Next step"), _steps(reading, told)), (_("Goals"), _goals(reading)),
        (_("Next contact"), _next_contact(reading)), (_("Return plan"), _return_plan(reading)),
    ]  # fmt: skip
    names = widest(name for name, _values in facts)
    lines: Lines = []
    for name, values in facts:
        head = name
        for value in values:
            lines += _short(head, value, width, names)
            head = ""
    key = BY_ACTION["open_case"].shown_key
    return [*lines, BLANK, *paragraph(_("{key} opens the file").format(key=key), width, QUIET)]


def _short(name: str, value: str | Content, width: int, names: int) -> Lines:
    """A fact of two lines at most."""
    start = names + 2
    if isinstance(value, Content):
        return fact(name, value, width, names)
    lines = opening(brief(value, _OPENING), width, "", start)
    first, *rest = lines or [BLANK]
    head = Content.styled(name, QUIET).truncate(start, pad=True)
    return [Content.assemble(head, first[start:]), *rest]


def _last_note(reading: Reading, width: int) -> Iterator[str | Content]:
    """When and how, and how its text begins; a contact without words yet does not hide the one before."""
    standing = (note for note in reading.notes if note.status is not NoteStatus.VOIDED)
    newest = next(standing, None)
    note = newest if newest is None or newest.body else next((one for one in standing if one.body), newest)
    if note is None:
        yield Content.styled(_("none yet"), QUIET)
        return
    yield Content.styled(_note_head(note), QUIET).truncate(width, ellipsis=True)
    if note.body:
        yield reading.text(opening_words(note, _OPENING))


def _note_head(note: Note) -> str:
    return f"{short_day_text(note.contact_at.date())} · {contact_words(note)} · {status_words(note)}"


def _dangers(reading: Reading) -> Iterator[str]:
    """The open dangers, the gravest first, with what is agreed against each."""
    flags = [flag for flag in in_order(reading.parts(Flag)) if flag.is_open]
    for flag in flags[:_DANGERS]:
        plan = flag.safety_plan.partition("\n")[0]
        agreed = reading.text(plan) or _("no safety plan yet")
        yield f"{reading.text(flag.type.label)}: {agreed}"
    if more := len(flags[_DANGERS:]):
        yield _("and {count} more").format(count=more)


def _steps(reading: Reading, told: set[str]) -> Iterator[str]:
    """What is to be done next, but for what was told above."""
    waiting: list[Step] = [*reading.parts(Task), *reading.parts(Referral)]
    for step in [step for step in by_due_day(waiting) if step.id not in told][:_STEPS]:
        name = reading.text(step.text if isinstance(step, Task) else step.to)
        yield f"{step_words(step, name)} · {due_words(step, reading.today)[0]}"


def _goals(reading: Reading) -> Iterator[str]:
    """How far the goals are, then and now, and the gap between what is expected and what is."""
    gap, has_goals = reading.gap, bool(reading.goals.all)
    if not has_goals and gap.now is None:
        return
    words = [next(score_sentences(reading.goals)) if has_goals else _("none yet")]
    if gap.now is not None and gap.baseline is not None:
        now, before = round(gap.now), round(gap.baseline)
        is_moved = gap.is_rescored and now != before
        words.append(
            _("gap {now}, was {before}").format(now=now, before=before) if is_moved else _("gap {now}").format(now=now)
        )
    yield " · ".join(words)


def _next_contact(reading: Reading) -> Iterator[str]:
    """The day that is planned; one that has come stands among the reasons."""
    day = reading.case.next_contact
    if day and day > reading.today:
        yield f"{day_text(day)} ({due_text(day, reading.today)})"


def _return_plan(reading: Reading) -> Iterator[str]:
    closure = reading.case.closure
    if closure and closure.return_plan:
        yield reading.text(closure.return_plan)
