"""The tabs of the case file. A new tab is a class here (or beside) and a line in `TABS`."""

from collections import Counter
from collections.abc import Callable

from textual.app import ComposeResult

from store import Note
from store.language import _
from tui.casefile.dangers import open_danger_rows, past_danger_rows
from tui.casefile.goals_tab import GoalsTab
from tui.casefile.history import history_lines
from tui.casefile.layout import BLANK
from tui.casefile.measures_tab import MeasuresTab
from tui.casefile.note_list import NoteList
from tui.casefile.note_text import note_lines
from tui.casefile.overview import overview_lines
from tui.casefile.page import Lines, Page
from tui.casefile.people_tab import PeopleTab
from tui.casefile.plan_tab import PlanTab
from tui.casefile.questions import QuestionsHead
from tui.casefile.reading import Reading
from tui.casefile.risk_lines import risk_lines
from tui.casefile.rows import Row, RowsTab
from tui.casefile.tab import Tab

WITH_PREVIEW = 120
"""From this width on the note under the cursor is shown whole beside the list."""


class PageTab(Tab):
    """A tab that is one page."""

    lay_out: Callable[[Reading, int], Lines]

    def compose(self) -> ComposeResult:
        """The page."""
        yield Page()

    def read(self, reading: Reading) -> None:
        """Lay the page out for this case."""
        make = type(self).lay_out
        self.body.show(reading.case.code, lambda width: make(reading, width))

    @property
    def body(self) -> Page:
        """The page."""
        return self.query_one(Page)


def overview_rows(reading: Reading, width: int) -> list[Row]:
    """What is dangerous, first what no danger says, then where the case stands."""
    first = risk_lines(reading, width)
    risk = [Row([*first, BLANK])] if first else []
    overview = Row(overview_lines(reading, width))
    past = past_danger_rows(reading, width)
    gap = [Row([BLANK])] if past else []
    return [*risk, *open_danger_rows(reading, width), overview, *gap, *past]


class OverviewTab(RowsTab):
    """Where the case stands."""

    lay_out = staticmethod(overview_rows)

    @property
    def label(self) -> str:
        """Its name."""
        return _("Overview")


class HistoryTab(PageTab):
    """How it came there."""

    lay_out = staticmethod(history_lines)

    @property
    def label(self) -> str:
        """Its name."""
        return _("History")


class NotesTab(Tab):
    """What happened: the list of notes, and where there is room the one under the cursor."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self._reading: Reading | None = None
        self._count = 0

    def compose(self) -> ComposeResult:
        """How many questions are open, the list, and the preview."""
        yield QuestionsHead()
        yield NoteList()
        yield Page(id="preview")

    @property
    def label(self) -> str:
        """Its name, and how many there are."""
        return _("Notes {count}").format(count=self._count)

    def read(self, reading: Reading) -> None:
        """Show the notes of this case."""
        self._reading = reading
        self._count = len(reading.notes)
        asking = Counter(question.note for question in reading.questions)
        self.query_one(QuestionsHead).show(asking.total())
        self.body.show(reading.case.code, reading.notes, reading.hidden, asking)

    @property
    def body(self) -> NoteList:
        """The list."""
        return self.query_one(NoteList)

    @property
    def note(self) -> Note | None:
        """The note under the cursor."""
        return self.body.note

    def on_note_list_moved(self) -> None:
        """Show the note under the cursor beside the list."""
        preview: Page = self.query_one("#preview", Page)
        note, reading = self.note, self._reading
        if note is None or reading is None:
            preview.show("", lambda _width: [])
        else:
            preview.show(note.id, lambda width: note_lines(note, width, reading))

    def on_resize(self) -> None:
        """The preview needs room."""
        self.query_one("#preview", Page).display = self.app.size.width >= WITH_PREVIEW


TABS: tuple[Callable[[], Tab], ...] = (
    OverviewTab, NotesTab, GoalsTab, PlanTab, PeopleTab, MeasuresTab, HistoryTab,
)  # fmt: skip
"""The tabs in the order of their numbers."""
