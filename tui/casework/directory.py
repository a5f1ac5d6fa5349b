"""The directory of resources as a place: whom one may turn to, how it went so far, and what stood in the way.

It belongs to the book, not to a case. What became of the referrals says `store.practice.resources`, over all cases but
the archived ones.
"""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from store import Case, Change
from store.language import _
from store.model import Resource
from store.practice.resources import Use, others, uses
from tui.casefile.layout import QUIET, paragraph
from tui.casefile.reading import shown
from tui.casefile.rows import Row, RowPage
from tui.casework.directory_head import DirectoryHead
from tui.casework.directory_rows import found, nothing_rows, other_rows, resource_rows
from tui.casework.resources import ResourceForm
from tui.commands import Command, bindings_for
from tui.commands.command import Where
from tui.filterline import FilterLine
from tui.forms.ask import Ask
from tui.frame import KeyBar, Said
from tui.place import Place
from tui.scrolling import Scrolling

_ON_ROW = frozenset({"open_resource", "remove_resource"})
"""The commands that need a resource under the cursor."""


class Directory(Scrolling):
    """The list of all resources."""

    PLACE = Where.DIRECTORY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.DIRECTORY)]
    AUTO_FOCUS = ""  # not the line for the filter, which is out of sight

    def __init__(self) -> None:
        """Nothing read yet; the book is read when the screen is there."""
        super().__init__()
        self._resources: list[Resource] = []
        self._uses: dict[str, Use] = {}
        self._others: dict[str, Use] = {}
        self._query = ""

    def compose(self) -> ComposeResult:
        """Where I am, the resources, what just happened, what I may do."""
        yield DirectoryHead()
        yield FilterLine()
        self.rows = RowPage()
        yield self.rows
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what is there, with the filter and at the resource where the book was locked."""
        if self.was and self.was["filter"]:
            self._query = self.was["filter"]
            self.query_one(FilterLine).open(self._query)
        self._read()
        if self.was:
            self.rows.go_to_part(self.was["resource"])
        self.show_keys()

    def parked(self) -> dict[str, Any]:
        """The resource under the cursor, and the filter."""
        resource = self.resource
        return {"screen": "directory", "resource": resource.id if resource else "", "filter": self._query}

    @property
    def resource(self) -> Resource | None:
        """The resource under the cursor."""
        part = self.rows.part if self.is_mounted else None
        return part if isinstance(part, Resource) else None

    @property
    def current_case(self) -> Case | None:
        """None: no case is under the cursor here."""
        return None

    def offers(self, command: Command) -> bool:
        """What needs a resource needs one; the filter needs any."""
        if command.action in _ON_ROW:
            return self.resource is not None
        if command.action == "find_resource":
            return bool(self._resources)
        return super().offers(command)

    @property
    def back_word(self) -> str:
        """To where one came from."""
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        from_file = isinstance(below, Place) and below.PLACE is Where.CASEFILE
        return _("case file") if from_file else super().back_word

    # What the book tells

    def show_change(self, change: Change) -> None:  # noqa: ARG002 - any change may be one of a referral
        """Read anew, also under a form: nothing that hides the list ever stands over it."""
        self._read()

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        self._read()

    def _read(self) -> None:
        self._resources = self.book.resources()
        referrals = self.book.referrals()
        self._uses, self._others = uses(self._resources, referrals), others(self._resources, referrals)
        self._show()

    def _show(self) -> None:
        listed = found(self._resources, self._query)
        self.query_one(DirectoryHead).show(len(self._resources), len(listed), self._uses.values())
        self.rows.show_rows("directory", lambda width: self._lay_out(listed, width))
        self.show_keys()

    def _lay_out(self, listed: list[Resource], width: int) -> list[Row]:
        """The rows, or what stands in their place when there are none."""
        rows = resource_rows(listed, self._uses, self._text, width)
        if not self._query:
            rows = [*(rows or nothing_rows(width)), *other_rows(self._others, self._text, width)]
        elif not rows:
            words = (_("No resource has these words."), _("esc shows all again."))
            rows = [Row(paragraph(each, width, QUIET)) for each in words]
        return rows

    def _text(self, text: str) -> str:
        """Client text as it may be shown now."""
        return shown(text, self.lingkar.hidden)

    def on_row_page_moved(self) -> None:
        """The keys that make sense depend on what is under the cursor."""
        self.show_keys()

    def on_row_page_opened(self) -> None:
        """Opened with the mouse."""
        self.action_open_resource()

    # Acting

    def action_open_resource(self) -> None:
        """What is written about the resource, to change it."""
        if self.resource:
            self.app.push_screen(ResourceForm(self.resource.id))

    def action_add_resource(self) -> None:
        """A new resource; the cursor goes to it."""

        def go(id: str | None) -> None:
            if id:
                self._read()
                self.rows.go_to_part(id)

        self.app.push_screen(ResourceForm(), go)

    def action_remove_resource(self) -> None:
        """Take the resource out of the directory, after a question."""
        resource = self.resource
        if resource is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.attempt(lambda: self.book.remove_resource(resource.id))

        question = _("Remove {name}?").format(name=resource.name)
        text = _("It leaves the directory. Referrals keep its name. Undo (u) brings it back.")
        self.app.push_screen(Ask(question, text, _("remove it"), _("keep it")), answered)

    # Leaving, moving about

    def action_leave(self) -> None:
        """One step back: from the filter to all resources, from them to where one came from."""
        line = self.query_one(FilterLine)
        if line.is_open:
            line.close()
            self.set_focus(None)
        else:
            self.action_directory()

    def action_directory(self) -> None:
        """Back, with the key that led here."""
        if self.is_current:
            self.dismiss()

    @property
    def scrolled(self) -> RowPage:
        """The resources, and what stands below them."""
        return self.rows

    # Filter

    def action_find_resource(self) -> None:
        """Type what to filter by."""
        placeholder = _("words in name, kind, help, conditions, area; enter goes to the list, esc shows all")
        self.query_one(FilterLine).ask(placeholder)

    def filter_by(self, query: str) -> None:
        """List only the resources with these words."""
        self._query = query.strip()
        if hasattr(self, "rows"):
            self._show()

    def on_input_submitted(self) -> None:
        """To the list; the filter stays on."""
        self.set_focus(None)
