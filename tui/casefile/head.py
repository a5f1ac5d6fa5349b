"""The top of the case file: which case this is, when it is due, and the tabs by their numbers."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from store.language import _
from store.language.formats import day_text, days_text, due_text
from store.model import Flag, RiskLevel
from store.practice.cycle import checks_left
from store.practice.risk import Standing, said_beside, standing
from tui.casefile.layout import ALARM, QUIET, STRONG, Part, line, styled
from tui.casefile.reading import Reading
from tui.look.net import cell_text
from tui.look.words import danger_words, risk_words, size_word

_LEAST_ALIAS = 8


def head_line(reading: Reading, width: int) -> Content:
    """Where I am, on one line: what matters least goes first when the room is short, and a serious risk never."""
    case = reading.case
    size, level = (size_word(case.size), QUIET), (case.level.label.lower(), QUIET)
    levels, kinds = _levels(reading), _kinds(reading)
    gravest = levels[-1]
    serious = gravest[1] == ALARM
    phase, phase_alone = _phase(reading), (_("closed") if case.closure else case.phase.label, f"$phase-{case.phase}")
    far, near = due(reading), due(reading, short=True)
    client = styled(cell_text(reading.client))
    whole, alias = client.cell_length, styled(cell_text(reading.text(case.alias))).cell_length
    ways = (
        ((size, level, phase, *levels, *kinds), far, whole),
        ((size, phase, *levels, *kinds), far, whole),
        ((phase, *levels, *kinds), far, whole),
        ((phase, *levels, *kinds), near, whole),
        ((phase_alone, *levels, *kinds), near, whole),
        ((phase_alone, *levels), near, whole),
        ((phase_alone, gravest), near, whole),
        ((phase_alone, gravest), near, min(whole, alias + 1)),  # a real name gives way before the phase
        ((gravest,) if serious else (phase_alone,), near, min(whole, _LEAST_ALIAS)),
    )
    for facts, right, least in ways:
        room = width - _left(case.code, "", facts).cell_length - (styled(right[0]).cell_length + 3 if right[0] else 0)
        if least <= room:
            break
    left = _left(case.code, client.truncate(max(least, room), ellipsis=True).plain, facts)
    gap = " " * max(1, width - left.cell_length - styled(right[0]).cell_length)
    return Content.assemble(left, gap, right) if right[0] else left


def _left(code: str, alias: str, facts: Sequence[tuple[str, str]]) -> Content:
    parts: list[Part] = [(code, STRONG), (" · ", QUIET), (alias, STRONG)]
    for fact in facts:
        parts += [(" · ", QUIET), fact]
    return line(*parts)


def _phase(reading: Reading) -> tuple[str, str]:
    """Where the case stands and since when, and the colour of its phase."""
    case = reading.case
    days = (reading.today - case.phase_since).days
    if case.closure:
        words = _("closed {day}").format(day=day_text(case.closure.closed))
    elif case.hold and case.hold.until:
        words = _("on hold until {day}").format(day=day_text(case.hold.until))
    elif case.hold:
        words = _("on hold")
    elif days <= 0:
        words = _("{phase} since today").format(phase=case.phase.label)
    else:
        words = _("{phase} for {days}").format(phase=case.phase.label, days=days_text(days))
    return words, f"$phase-{case.phase}"


def _levels(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The assessed risk in words, and the open danger where that is above it; what is closed is calm."""
    case = reading.case
    stands = Standing(case.risk_level) if case.closure else standing(case, reading.parts(Flag))
    risk, above = _styled(stands.risk, risk_words(stands.risk)), stands.danger_above
    return (risk, _styled(above, danger_words(above))) if above else (risk,)


def _kinds(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What the open dangers are, in words; while client text is hidden, nothing."""
    if reading.case.closure or reading.hidden:
        return ()
    flags = said_beside(reading.case, reading.parts(Flag))
    return tuple(dict.fromkeys((flag.type.label, ALARM if flag.is_alarming else "") for flag in flags))


def _styled(level: RiskLevel | None, words: str) -> tuple[str, str]:
    return words, QUIET if level is None else ALARM if level.is_serious else ""


def due(reading: Reading, *, short: bool = False) -> tuple[str, str]:
    """When the next contact is due, or after the ending the next check, and its style."""
    case = reading.case
    if case.closure:
        left = checks_left(case)
        words = _("aftercare: {due}").format(due=due_text(left[0], reading.today)) if left else ""
        return words, ALARM if left and left[0] < reading.today else ""
    if case.next_contact is None:
        return _("no next contact"), QUIET
    words = due_text(case.next_contact, reading.today)
    style = ALARM if case.next_contact < reading.today else ""
    sentence = _("contact: {due}") if short else _("next contact: {due}")
    return sentence.format(due=words), style


class CaseHead(Widget):
    """Which case this is, and when it is due."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self._reading: Reading | None = None

    def show(self, reading: Reading) -> None:
        """Show a case."""
        self._reading = reading
        self.refresh()

    def render(self) -> Content:
        """One line."""
        return head_line(self._reading, self.size.width) if self._reading else Content("")


def tab_words(labels: Sequence[str], open: int, width: int) -> list[str]:
    """What stands for each tab, with its number: all labels where there is room, without their counts where not.

    The open tab always has its whole label. Where not all are named, those around it are; the others are numbers.

    Args:
        labels: of all tabs, in the order of their numbers.
        open: the number of the open one, from 1.
        width: cells there are.
    """
    full = [f" {number} {label} " for number, label in enumerate(labels, 1)]
    if sum(map(cell_len, full)) <= width:
        return full
    named = [f" {number} {without_count(label)} " for number, label in enumerate(labels, 1)]
    shown = [full[place] if place + 1 == open else f" {place + 1} " for place in range(len(labels))]
    left = width - sum(map(cell_len, shown))
    for place in sorted(range(len(labels)), key=lambda place: abs(place + 1 - open))[1:]:
        left -= cell_len(named[place]) - cell_len(shown[place])
        if left < 0:
            break
        shown[place] = named[place]
    return shown


def without_count(label: str) -> str:
    """The name of a tab, without how many there are."""
    return label.rstrip("0123456789").rstrip() or label


class TabBar(Widget):
    """The tabs with their numbers; the open one raised."""

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, number: int) -> None:
            """Its number, from 1."""
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        """No tabs yet."""
        super().__init__()
        self._labels: tuple[str, ...] = ()
        self._open = 1

    def show(self, labels: Sequence[str], open: int) -> None:
        """Show these labels, and which tab is open (from 1)."""
        self._labels, self._open = tuple(labels), open
        self.refresh()

    def _words(self) -> tuple[list[str], str]:
        """What stands for each tab, and what stands between two of them."""
        words = tab_words(self._labels, self._open, self.size.width)
        used = sum(map(cell_len, words)) + max(0, len(words) - 1)
        return words, " " if used <= self.size.width else ""

    def render(self) -> Content:
        """One line."""
        words, between = self._words()
        parts: list[Part] = []
        for number, word in enumerate(words, 1):
            style = "bold $foreground on $panel" if number == self._open else QUIET
            key = "bold $accent on $panel" if number == self._open else "$accent"
            cut = len(f" {number}")
            parts += [(word[:cut], key), (word[cut:], style), between]
        return line(*parts)

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        offset = event.get_content_offset(self)
        words, between = self._words()
        x = 0
        for number, word in enumerate(words, 1):
            x += cell_len(word + between)
            if offset and offset.x < x:
                self.post_message(self.Chosen(number))
                return
