"""The top of the case file: which case this is, when it is due, and the tabs by their numbers."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from store import Case
from store.language import _
from store.language.formats import day_text, days_text, due_text
from tui.casefile.layout import ALARM, QUIET, STRONG, Part, line, styled
from tui.casefile.reading import Reading
from tui.look.net import cell_text
from tui.look.words import risk_words, size_word

_LEAST_ALIAS = 8


def head_line(reading: Reading, width: int) -> Content:
    """Where I am, on one line: what matters least goes first when the room is short, and a serious risk never."""
    case = reading.case
    serious = case.risk_level is not None and case.risk_level.is_serious
    size, level, risk = (size_word(case.size), QUIET), (case.level.label.lower(), QUIET), _risk(case)
    phase, phase_alone = _phase(reading), (case.phase.label, f"$phase-{case.phase}")
    far, near = due(reading), due(reading, short=True)
    alias = cell_text(reading.text(case.alias))
    ways = (
        ((size, level, phase, risk), far),
        ((size, phase, risk), far),
        ((phase, risk), far),
        ((phase, risk), near),
        ((phase_alone, risk), near),
        ((risk,) if serious else (phase_alone,), near),
    )
    for facts, right in ways:
        left = _left(case.code, alias, facts)
        over = left.cell_length + (styled(right[0]).cell_length + 3 if right[0] else 0) - width
        if over <= 0:
            break
    else:
        kept = max(_LEAST_ALIAS, styled(alias).cell_length - over)
        left = _left(case.code, styled(alias).truncate(kept, ellipsis=True).plain, facts)
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


def _risk(case: Case) -> tuple[str, str]:
    """The risk in words, and its style."""
    serious = case.risk_level is not None and case.risk_level.is_serious
    style = QUIET if case.risk_level is None else ALARM if serious else ""
    return risk_words(case.risk_level), style


def due(reading: Reading, *, short: bool = False) -> tuple[str, str]:
    """When the next contact is due, and its style."""
    case = reading.case
    if case.closure:
        return "", ""
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

    def render(self) -> Content:
        """One line."""
        parts: list[Part] = []
        for number, label in enumerate(self._labels, 1):
            style = "bold $foreground on $panel" if number == self._open else QUIET
            key = "bold $accent on $panel" if number == self._open else "$accent"
            parts += [(f" {number}", key), (f" {label} ", style), " "]
        return line(*parts)

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        offset = event.get_content_offset(self)
        x = 0
        for number, label in enumerate(self._labels, 1):
            x += styled(f" {number} {label}  ").cell_length
            if offset and offset.x < x:
                self.post_message(self.Chosen(number))
                return
