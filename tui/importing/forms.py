"""The small forms of an import: what a column of a wide sheet stands for, and the map as a file."""

from collections.abc import Callable, Iterable
from datetime import date
from os.path import expanduser
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.exchange.importing.mapfile import load_map, save_map
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.values import parse_day, parse_month
from store.language import _
from store.model.text import clean_line
from tui.forms.day import PastDayField
from tui.forms.form import Form
from tui.forms.text import LineField
from tui.importing.paths import PathField
from tui.packet.write_out import from_home


class DayOfColumn(Form):
    """Which month or day a column of a wide sheet is, and what its cells are."""

    ENTER_SAVES = True
    ASKS = False

    def __init__(self, column: str, day: str, series: str, month_first: bool, done: Callable[[str, str], None]) -> None:
        """About a column.

        Args:
            column: its name.
            day: what it is taken for; empty when nobody knows.
            series: what the values in such columns measure; empty where they are notes.
            month_first: how days are read.
            done: told the month or day, and what is measured.
        """
        super().__init__()
        self._column, self._month_first, self._done = column, month_first, done
        self._day, self._series = day or day_in(column, month_first=month_first), series

    def heading(self) -> str:
        """Which column."""
        return _("A column of a wide sheet: {column}").format(column=self._column[:40])

    def parts(self) -> Iterable[Widget]:
        """The month or day, and what is measured."""
        yield LineField(
            "day", _("Month or day"), self._day, needed=True, help=_("Such as 2025-01, Jan 2025, 31/01/2025.")
        )
        yield LineField(
            "series", _("What the numbers measure"), self._series,
            help=_("Such as attendance. Empty: each cell becomes a note of its month or day. It holds for all such "
                   "columns."),
        )  # fmt: skip

    def parked(self) -> None:
        """It is asked again with one key."""

    def save(self) -> None:
        """Take both."""
        day = day_in(self.field("day").value, month_first=self._month_first)
        if not day:
            self.show_problems({"day": _("This is no month and no day; write it as 2025-01 or 2025-01-31.")})
            return
        series = clean_line(self.field("series").value)
        self.finish(None)
        self._done(day, series)


def day_in(text: str, *, month_first: bool) -> str:
    """The month or day in a text, as a map keeps it; empty where there is none."""
    month = parse_month(text)
    if month:
        return f"{month:%Y-%m}"
    try:
        return parse_day(text, month_first=month_first).isoformat()
    except ValueError:
        return ""


class DayOfIntake(Form):
    """The day on which the cases began of which the table does not say it."""

    ENTER_SAVES = True
    ASKS = False

    def __init__(self, done: Callable[[date], None]) -> None:
        """Without a day.

        Args:
            done: told the day.
        """
        super().__init__()
        self._done = done

    def heading(self) -> str:
        """What is asked."""
        return _("Day of intake")

    def parts(self) -> Iterable[Widget]:
        """The day."""
        yield PastDayField(
            "opened", _("Day of intake"), self.book.today(), needed=True,
            help=_("For every case whose day is missing or cannot be read."),
        )  # fmt: skip

    def parked(self) -> None:
        """It is asked again with one key."""

    def save(self) -> None:
        """Take it."""
        day = self.field("opened").value
        self.finish(None)
        self._done(day)


class SaveMap(Form):
    """Keeps the map in a file, for the next table from the same place."""

    ENTER_SAVES = True
    ASKS = False

    def __init__(self, mapping: ImportMap, path: Path, done: Callable[[Path], None]) -> None:
        """With a proposed place.

        Args:
            mapping: what is kept.
            path: where, unless another place is typed.
            done: told where it is.
        """
        super().__init__()
        self._mapping, self._path, self._done = mapping, path, done

    def heading(self) -> str:
        """What this is."""
        return _("Save the column choices")

    def parts(self) -> Iterable[Widget]:
        """What it is good for, and the place."""
        yield Static(
            _("The next table from the same place then needs no choosing. Names of columns and words of the table "
              "stand in the file as plain text."), classes="lead", markup=False,
        )  # fmt: skip
        yield PathField("path", _("File"), from_home(self._path), needed=True)

    def parked(self) -> None:
        """It is asked again with one key."""

    def save(self) -> None:
        """Write it."""
        field = self.field("path")
        try:
            written = save_map(self._mapping, Path(expanduser(field.value.strip())))
        except LingkarError as error:
            field.show_problem(str(error))
            return
        self.finish(None)
        self._done(written)


class LoadMap(Form):
    """Takes up a map that was kept in a file."""

    ENTER_SAVES = True
    ASKS = False

    def __init__(self, folder: Path, done: Callable[[ImportMap], None]) -> None:
        """With a proposed folder.

        Args:
            folder: where maps may lie.
            done: told what was read.
        """
        super().__init__()
        self._folder, self._done = folder, done

    def heading(self) -> str:
        """What this is."""
        return _("Use saved column choices")

    @property
    def save_word(self) -> str:
        """What enter does."""
        return _("use them")

    def parts(self) -> Iterable[Widget]:
        """The place."""
        yield PathField(
            "path", _("File"), from_home(self._folder) + "/", endings=(".toml",), needed=True,
            help=_("A file of column choices: it takes the place of all that was chosen here."),
        )  # fmt: skip

    def parked(self) -> None:
        """It is asked again with one key."""

    def save(self) -> None:
        """Read it."""
        field = self.field("path")
        try:
            mapping = load_map(Path(expanduser(field.value.strip())))
        except LingkarError as error:
            field.show_problem(str(error))
            return
        self.finish(None)
        self._done(mapping)
