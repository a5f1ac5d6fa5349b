"""Drawing a card: a case in six lines of a given width. Pure: the same card, look, day and trend give the same lines.

Nothing depends on colour alone: the selected card has a heavy frame, risk, dangers and lateness are words.
"""

from collections.abc import Iterable
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store import Case
from store.language import N_, _, n_
from store.language.formats import due_text, short_day_text
from store.model import RiskLevel, Status
from store.practice.due import DueKind
from store.practice.endings import NOT_COMPARED
from tui.board.card import Card
from tui.board.trend import NO_TREND, Trend, trend_words
from tui.casefile.reading import shown
from tui.look.drawing import Look, fitted
from tui.look.net import cell_text
from tui.look.words import called, size_word, standing_words

MARK = "!"
"""Says that a case needs its worker today where there is no room for the word: the key that shows only those."""

_LIGHT, _HEAVY = "╭─╮│╰╯", "┏━┓┃┗┛"
Word = tuple[str, Style]


def draw(
    card: Card, width: int, look: Look, today: date, *, selected: bool, hidden: bool, needs_today: bool = False,
    trend: Trend = NO_TREND,
) -> list[Strip]:  # fmt: skip
    """The six lines of a card.

    Args:
        card: what to draw.
        width: cells there are, at least 12.
        look: styles.
        today: what the due day is compared with.
        selected: whether the cursor is on it.
        hidden: whether client text is hidden; numbers are none.
        needs_today: whether the case needs its worker today.
        trend: how far the case has come.
    """
    case = card.case
    box = _HEAVY if selected else _LIGHT
    frame = look.accent if selected else look.frame
    inner = width - 3
    alias = shown(cell_text(called(case.alias, card.name)), hidden)
    kind = _kind(case, inner)
    due, state = _due_and_state(card, today, look, inner, least=min(cell_len(alias), cell_len(kind)))
    first, second, third = _with_state([(alias, look.bold), (kind, look.quiet), due], state, inner)
    lines = [
        _top(box, width, (case.code, look.bold if selected else look.quiet),
             (_("needs you"), MARK) if needs_today else (), look.accent, frame),
        _row(selected, first, frame),
        _row(selected, second, frame),
        _row(selected, third, frame),
        _row(selected, _news(card, inner, look, trend, hidden=hidden), frame),
        _bottom(box, width, (_risk(card), _risk_style(card, look)), frame),
    ]  # fmt: skip
    ground = look.raised if selected else look.ground
    return [Strip(line, width).apply_style(ground) for line in lines]


def _with_state(rows: list[Word], state: Word, width: int) -> list[list[Word]]:
    """Three lines, with the state of the case on the right of the lowest that has room; else the alias gives way."""
    word, _style = state
    fits = [at for at in (2, 1, 0) if cell_len(rows[at][0].rstrip()) + 1 + cell_len(word) <= width]
    place = next(iter(fits), 0) if word else None
    return [
        [(fitted(text, width - cell_len(word) - 1) + " ", style), state]
        if at == place
        else [(fitted(text, width), style)]
        for at, (text, style) in enumerate(rows)
    ]


def _news(card: Card, width: int, look: Look, trend: Trend, *, hidden: bool) -> list[tuple[str, Style]]:
    """What the dangers are, and beside or without them how far the case has come."""
    danger, more = _danger(card, hidden=hidden)
    if not danger:
        return [(fitted(trend_words(trend, width), width), look.quiet)]
    course = trend_words(trend, width - cell_len(danger + more) - 2)
    room = width - cell_len(course)
    named = danger + more if cell_len(danger + more) <= room else fitted(danger, room - len(more)) + more
    return [(fitted(named, room), look.alarm), (course, look.quiet)]


def _danger(card: Card, *, hidden: bool) -> tuple[str, str]:
    """What the worst open high or critical danger is, in words, and that there are more, as a number."""
    if card.case.closure or not card.alarms:
        return "", ""
    if hidden:
        count = len(card.alarms)
        return n_("{count} danger", "{count} dangers", count).format(count=count), ""
    kinds = list(dict.fromkeys(flag.type.label for flag in card.alarms))
    return kinds[0], f" +{len(kinds) - 1}" if len(kinds) > 1 else ""


def _row(selected: bool, parts: list[tuple[str, Style]], frame: Style) -> list[Segment]:
    side = (_HEAVY if selected else _LIGHT)[3]
    inner = [Segment(text, style) for text, style in parts]
    return [Segment(side + " ", frame), *inner, Segment(side, frame)]


def _top(box: str, width: int, left: Word, rights: Iterable[str], right: Style, frame: Style) -> list[Segment]:
    """The top of the frame, with a word set into its left, and into its right the first for which there is room."""
    room = width - cell_len(left[0]) - 7  # a blank on both sides of each word, and a cell of frame between them
    mark = next((text for text in rights if cell_len(text) <= room), "")
    return _edge(box[0], box[1], box[2], width, left, (mark, right), frame)


def _bottom(box: str, width: int, right: Word, frame: Style) -> list[Segment]:
    """The bottom of the frame, with a word set into its right."""
    return _edge(box[4], box[1], box[5], width, ("", frame), right, frame)


def _edge(start: str, line: str, end: str, width: int, left: Word, right: Word, frame: Style) -> list[Segment]:
    first, last = (f" {text} " if text else "" for text, _style in (left, right))
    fill = width - 2 - cell_len(first) - cell_len(last)
    if fill < 0:
        return [Segment(start + fitted((first or last).strip(), width - 2) + end, frame)]
    return [Segment(start, frame), Segment(first, left[1]), Segment(line * fill, frame), Segment(last, right[1]),
            Segment(end, frame)]  # fmt: skip


def _kind(case: Case, width: int) -> str:
    """Client system and level, set closer where the card is narrow."""
    size, level = size_word(case.size), case.level.label.lower()
    return f"{size} · {level}" if len(size) + len(level) + 3 <= width else f"{size}·{level}"


_DUE_WORDS = {DueKind.CHECK: N_("danger: {due}"), DueKind.AFTERCARE: N_("aftercare: {due}")}
"""What stands before the day of something other than a contact."""


def _due(card: Card, today: date, look: Look, width: int) -> tuple[str, Style]:
    """When something is due; in too little room what it is goes before how far off it is."""
    if card.due is None and card.case.closure:
        return _("closed {day}").format(day=short_day_text(card.case.closure.closed)), look.quiet
    if card.due is None:
        return _("no date"), look.quiet
    days = (card.due.day - today).days
    words = due_text(card.due.day, today)
    if card.due.kind in _DUE_WORDS:
        named = _(_DUE_WORDS[card.due.kind]).format(due=words)
        words = named if cell_len(named) <= width else words
    return words, look.alarm if days < 0 else look.warning if days == 0 else look.text


def _due_and_state(card: Card, today: date, look: Look, width: int, *, least: int) -> tuple[Word, Word]:
    """The line on what is due, and the state beside it. A contact that rests with its case is not due.

    Args:
        card: what to draw.
        today: what the due day is compared with.
        look: styles.
        width: cells of a line.
        least: so many of them the shorter one of the other two lines fills.
    """
    case, due = card.case, _due(card, today, look, width)
    if case.closure or case.status is not Status.ON_HOLD:
        put_off = _put_off(case, today, width - min(least, cell_len(due[0])) - 1)
        return due, (put_off or (_("draft") if card.drafts and not case.closure else ""), look.quiet)
    on_hold = _("on hold"), look.quiet
    if card.due and not card.due.rests:
        return due, _rest(case, today, look, width - cell_len(due[0]) - 1) or on_hold
    return _rest(case, today, look, width) or on_hold, ("", look.quiet)


def _put_off(case: Case, today: date, width: int) -> str:
    """Until which day the daily review leaves a case alone; empty where it does not, and in too little room."""
    if case.put_off is None or case.put_off.until <= today:
        return ""
    forms, day = (_("put off to {day}"), _("again {day}")), short_day_text(case.put_off.until)
    return next((word for word in (form.format(day=day) for form in forms) if cell_len(word) <= width), "")


def _rest(case: Case, today: date, look: Look, width: int) -> Word | None:
    """Until which day a case rests, else since when; None in too little room."""
    hold = case.hold
    if hold is None:
        return None
    forms = [_("on hold since {day}"), _("rests since {day}")]
    if hold.until:
        forms = [_("on hold to {day}"), _("rests to {day}")]
    day = short_day_text(hold.until or hold.since)
    word = next((word for word in (form.format(day=day) for form in forms) if cell_len(word) <= width), "")
    late = bool(hold.until and hold.until < today)
    return (word, look.alarm if late else look.warning if hold.until == today else look.quiet) if word else None


def _risk(card: Card) -> str:
    if closure := card.case.closure:
        said = closure.reason if closure.reason in NOT_COMPARED else closure.outcome
        return said.label.lower()
    if card.risk is RiskLevel.NONE:
        return ""  # no news leaves the card calm
    return standing_words(card.standing)[-1]  # there is room for the greater of the two


def _risk_style(card: Card, look: Look) -> Style:
    if card.case.closure or card.risk is None:
        return look.quiet
    if card.risk.is_serious:
        return look.alarm
    return look.warning if card.risk is RiskLevel.MEDIUM else look.quiet
