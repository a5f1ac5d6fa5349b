"""Writing the cases of a period as a table without names, for practice research."""

from datetime import date
from pathlib import Path

from store.language import _
from store.language.formats import day_text
from store.practice.periods import Period
from tui.packet.write_out import WriteOutForm
from tui.study.files import files_of


class TableDialog(WriteOutForm):
    """One row a case, codes and numbers only."""

    def __init__(self, first: str, last: str) -> None:
        """The cases of a period.

        Args:
            first: its first day, as ISO text.
            last: its last day.
        """
        super().__init__()
        self._period = Period(date.fromisoformat(first), date.fromisoformat(last))

    def heading(self) -> str:
        """What leaves."""
        return _("Table for research: {first} to {last}").format(
            first=day_text(self._period.first), last=day_text(self._period.last)
        )

    def warning(self) -> str:
        """Even figures can give somebody away."""
        return _(
            "One row a case, with codes and numbers only: no name, no case code, no day, no text. Where few cases are "
            "alike, a row can still give a client away. Look at it before you pass it on."
        )

    def file_help(self) -> str:
        """Its name tells nothing."""
        return _("The file is named after the day it is written.")

    async def write(self, folder: Path) -> Path:
        """Read the cases a few at a time, and write the table."""
        from store.exchange.research import research_row, was_open, write_research

        files = files_of(self.book, self.book.every_code())
        rows = [research_row(file, self.book.today()) async for file in files if was_open(file, self._period)]
        return write_research(self.book, rows, folder)
