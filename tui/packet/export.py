"""Writing a case to a file for supervision."""

from pathlib import Path

from store.language import _
from tui.packet.write_out import WriteOutForm


class ExportDialog(WriteOutForm):
    """One case as a Markdown file."""

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """Which case leaves."""
        return _("Export for supervision: {case}").format(case=self.name_of(self.book.case(self._code)))

    def warning(self) -> str:
        """Nothing is masked."""
        return _(
            "The names in this file are real, and the file is not encrypted. Give it only to those who may read "
            "it, and delete it when it has served."
        )

    def file_help(self) -> str:
        """Its name tells nothing."""
        return _("The file's name is made of the case code and the day, never of a person's name.")

    async def write(self, folder: Path) -> Path:
        """Write the packet of the case."""
        from store.packet import export_case

        return export_case(self.book, self._code, folder)
