"""One's own practice as a place: the statistics of a period, and on to other periods.

Every case is read once, the archived ones too, a few milliseconds at a time, so that the keys go on working meanwhile;
only figures are kept of them. Another period then needs no reading.
"""

import asyncio
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from store import Case, Change, LingkarError
from store.language import _
from store.language.formats import day_text
from store.language.numbers import count_text
from store.practice.figures import CaseFigures
from store.practice.periods import Period, Stretch, period_around, shifted
from store.practice.statistics import statistics_of
from tui.casefile.layout import QUIET, STRONG, line
from tui.casefile.page import Page
from tui.commands import bindings_for
from tui.commands.command import Where
from tui.frame import KeyBar, Said
from tui.packet.acts import PacketActs
from tui.scrolling import Scrolling
from tui.study.files import counted, files_of
from tui.study.lines import study_lines


class StudyHead(Widget):
    """Where I am, and which period is looked at."""

    def __init__(self) -> None:
        """Nothing chosen yet."""
        super().__init__()
        self._stretch, self._read, self._all = Stretch.YEAR, 0, 0
        self._period: Period | None = None

    def show(self, stretch: Stretch, period: Period, read: int, all: int) -> None:
        """Show a period, and how many of all cases are read."""
        self._stretch, self._period, self._read, self._all = stretch, period, read, all
        self.refresh()

    def render(self) -> Content:
        """One line."""
        if self._period is None:
            return Content("")
        days = _("{first} to {last}").format(first=day_text(self._period.first), last=day_text(self._period.last))
        left = line((_("My practice"), "bold $accent"), "  ", (self._stretch.label, STRONG), "  ", (days, QUIET))
        if self._read == self._all:
            return left
        reading = _("reading {read} of {all}").format(read=count_text(self._read), all=count_text(self._all))
        gap = self.size.width - left.cell_length - len(reading)
        return Content.assemble(left, " " * gap, (reading, QUIET)) if gap > 1 else left


class Study(PacketActs, Scrolling):
    """The statistics of a period."""

    PLACE = Where.STUDY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.STUDY)]
    AUTO_FOCUS = None

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self._figures: dict[str, CaseFigures] = {}
        self._codes: list[str] = []
        self._stretch = Stretch.YEAR
        self._changed: set[str] = set()

    def compose(self) -> ComposeResult:
        """Where I am, the figures, what just happened, what I may do."""
        yield StudyHead()
        yield Page()
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to read, at the period where the book was locked."""
        self._day = self.book.today()
        if self.was:
            self._stretch = Stretch.of(self.was["stretch"]) if self.was["stretch"] in list(Stretch) else Stretch.YEAR
        self._read_all()
        self.show_keys()

    def parked(self) -> dict[str, Any]:
        """How long the period is."""
        return {"screen": "study", "stretch": self._stretch.value}

    @property
    def current_case(self) -> Case | None:
        """None: no case is under the cursor here."""
        return None

    @property
    def period(self) -> Period:
        """The one looked at."""
        begin = min((figures.opened for figures in self._figures.values()), default=self._day)
        return period_around(self._stretch, self._day, begin)

    # Reading

    @work(exclusive=True)
    async def _read_all(self) -> None:
        """Read the cases that are not read yet, a few at a time."""
        try:
            self._codes = self.book.every_code()
            self._show()
            missing = [code for code in self._codes if code not in self._figures]
            async for file in files_of(self.book, missing, self._show_head):
                self._figures[file.case.code] = await counted(file)
            self._show()
        except LingkarError as error:
            self._show()
            self.say(str(error), trouble=True)

    def _show_head(self) -> None:
        for head in self.query(StudyHead):  # none any more, when the screen was left while cases were read
            head.show(self._stretch, self.period, len(self._figures), len(self._codes))

    @work(exclusive=True, group="count")
    async def _show(self) -> None:
        """Count, in another thread: of a working life there are hundreds of thousands of contacts."""
        self._show_head()
        period, figures = self.period, list(self._figures.values())
        seen = await asyncio.to_thread(statistics_of, figures, period)
        hidden = self.lingkar.hidden
        subject = f"{self._stretch} {period.first}"
        for page in self.query(Page):
            page.show(subject, lambda width: study_lines(seen, width, hidden=hidden))

    # What the book tells

    def show_change(self, change: Change) -> None:
        """Read the touched cases anew; behind another screen only once that is gone."""
        self._changed |= change.codes
        if self.is_current:
            self._catch_up()

    def on_screen_resume(self) -> None:
        """The screen above is gone: catch up with what was done meanwhile."""
        self._catch_up()

    def _catch_up(self) -> None:
        if self._changed:
            for code in self._changed:
                self._figures.pop(code, None)
            self._changed.clear()
            self._read_all()

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        self._show()

    # Periods

    def action_period_before(self) -> None:
        """The period before."""
        self._go(-1)

    def action_period_after(self) -> None:
        """The period after, up to the present one."""
        self._go(1)

    def _go(self, by: int) -> None:
        day = shifted(self._stretch, self._day, by)
        today = self.book.today()
        if period_around(self._stretch, day, day).first <= today:
            self._day = min(day, today) if self._stretch is Stretch.ALL else day
            self._show()

    def action_period_length(self) -> None:
        """A month, a quarter, a year, all the time, and round again."""
        lengths = list(Stretch)
        self._stretch = lengths[(lengths.index(self._stretch) + 1) % len(lengths)]
        self._day = min(self._day, self.book.today())
        if self._stretch is Stretch.ALL:
            self._day = self.book.today()
        self._show()

    def action_export(self) -> None:
        """A summary of the caseload, for supervision."""
        self.action_export_caseload()

    def action_research_table(self) -> None:
        """Write the cases of the period as a table without names."""
        from tui.study.table import TableDialog

        period = self.period
        self.app.push_screen(TableDialog(period.first.isoformat(), period.last.isoformat()))

    # Leaving, moving about

    def action_leave(self) -> None:
        """Back to the board."""
        if self.is_current:
            self.dismiss()

    def action_study(self) -> None:
        """Back, with the key that led here."""
        self.action_leave()

    @property
    def scrolled(self) -> Page:
        """The figures."""
        return self.query_one(Page)
