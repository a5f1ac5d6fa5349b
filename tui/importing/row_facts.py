"""One row of the file as it stands there, and what becomes of it."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from store.exchange.importing.plan import RowFate
from store.language import _
from store.model.text import clean
from tui.frame import KeyBar
from tui.look.net import brief
from tui.packet.copy_facts import CopySheet
from tui.small import SHOWS_BESIDE, Small

_LONGEST = 2000
"""Characters of a cell that are shown; whoever needs more opens the file."""


class RowFacts(Small[None]):
    """A row, or a remark on the whole file."""

    HORIZONTAL_BREAKPOINTS = SHOWS_BESIDE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "dismiss", show=False)]

    def __init__(self, row: RowFate | str, cells: Mapping[str, str]) -> None:
        """Of a row.

        Args:
            row: what becomes of it, or a remark.
            cells: what stands in it; empty where it could not be read.
        """
        super().__init__()
        self._row, self._cells = row, cells

    def compose(self) -> ComposeResult:
        """What becomes of it, why, and its cells."""
        with VerticalScroll(classes="form") as frame:
            if isinstance(self._row, str):
                frame.border_title = Content(_("What else to know"))
                yield Static(clean(self._row), classes="lead", markup=False)
            else:
                line = _("line {line}").format(line=self._row.line)
                frame.border_title = Content(f"{line} · {self._row.fate.label}")
                if self._row.reason:
                    yield Static(clean(self._row.reason), classes="lead", markup=False)
                yield CopySheet(
                    [(brief(name, 40), clean(cell[:_LONGEST])) for name, cell in self._cells.items() if cell]
                )
        yield KeyBar([(_("up/down"), _("scroll")), ("esc", _("close"))])
