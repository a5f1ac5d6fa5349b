"""Linking a case with others, and opening those it is linked with: the cases behind a public issue, and the reverse."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from store import Case, LingkarError
from store.language import _
from tui.casefile.linked import linked_cases
from tui.casefile.screen import CaseFile
from tui.casework.case_finder import CasesField
from tui.casework.case_list import CaseRow, row_of
from tui.closed.file import read_whole
from tui.forms.form import Form
from tui.frame import KeyLabel


class LinkedFile(CaseFile):
    """The file of a case that was opened from one it is linked with."""

    @property
    def back_word(self) -> str:
        """To the case it was opened from."""
        return _("go back")


class LinkDialog(Form):
    """The other cases, those that are linked first. Linking and its undoing show in the list at once."""

    ENTER_SAVES = True
    ASKS = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+d", "unlink", show=False, priority=True)]

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """Which case."""
        return _("Linked cases · {case}").format(case=self.name_of(self.book.case(self._code)))

    def parts(self) -> Iterable[Widget]:
        """The list."""
        yield CasesField(
            "cases", _("Find a case"), self._rows(), acts=self._acts, empty=_("There is no other case yet."),
            help=_("Link a public issue with the cases behind it, or cases of one family. Each then knows the other."),
        )  # fmt: skip

    def _rows(self) -> list[CaseRow]:
        """The linked ones as they stand to the case, then all others."""
        case, hidden = self.book.case(self._code), self.lingkar.hidden
        rows = []
        for linked in linked_cases(self.book, case):
            group = _("Linked: {place}").format(place=linked.place.lower())
            if linked.case:
                rows.append(row_of(linked.case, group, hidden))
            else:
                rows.append(CaseRow(linked.code, _("not in the book any more"), "", group))
        far = {case.code, *case.linked}
        rows += [row_of(other, _("Other cases"), hidden) for other in self.book.cases() if other.code not in far]
        rows += [row_of(stub, _("In the archive"), hidden) for stub in self.book.archived() if stub.code not in far]
        return rows

    @property
    def _finder(self) -> CasesField:
        return self.query_one(CasesField)

    @property
    def _is_linked(self) -> bool:
        """Whether the case under the cursor is linked with this one."""
        row = self._finder.row
        return row is not None and row.code in self.book.case(self._code).linked

    @property
    def _is_gone(self) -> bool:
        """Whether the case under the cursor is only a code that was left behind."""
        row = self._finder.row
        return row is not None and not row.facts

    @property
    def save_word(self) -> str:
        """What enter does with the case under the cursor."""
        return _("link it") if not self._is_linked else _("unlink") if self._is_gone else _("open")

    def _acts(self) -> Sequence[KeyLabel]:
        return [("ctrl+d", _("unlink"))] if self._is_linked and not self._is_gone else []

    def keys(self) -> Sequence[KeyLabel]:
        """Nothing can be done where no case fits."""
        return super().keys() if self._finder.row else [("esc", _("leave"))]

    def save(self) -> None:
        """Open the case under the cursor, or link it; of one that is gone only the link can go."""
        if row := self._finder.row:
            act = self._link if not self._is_linked else self._unlink if self._is_gone else self._open
            self.run_worker(self._with_archive(row.code, act), exclusive=True)

    def action_unlink(self) -> None:
        """Take the link away; undo brings it back."""
        if (row := self._finder.row) and self._is_linked:
            self.run_worker(self._with_archive(row.code, self._unlink), exclusive=True)

    async def _with_archive(self, code: str, act: Callable[[str], None]) -> None:
        """Carry out an act on a case that may lie in the archive, which takes its time to open."""
        try:
            if self.book.is_archived(code) or self.book.is_archived(self._code):
                await asyncio.to_thread(self.book.open_archive)
            if self.is_current:
                act(code)
        except LingkarError as error:
            self.show_error(error)

    def _link(self, code: str) -> None:
        self._show(self.book.link(self._code, code), code)

    def _unlink(self, code: str) -> None:
        self._show(self.book.unlink(self._code, code), code)

    def _show(self, _case: Case, code: str) -> None:
        """The list as it is now, with the cursor still on the case."""
        finder = self._finder
        finder.line.value = ""
        finder.list.fill(self._rows(), "", code)
        self.show_keys()

    def _open(self, code: str) -> None:
        read_whole(self.book, code)
        self.finish(None)
        self.app.push_screen(LinkedFile(code))
