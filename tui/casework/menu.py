"""The menu of what can be put into the file of a case: one letter each, so that anything is two keys away."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from store.language import _
from store.model import Folder
from tui.casework.kinds import Kind, in_order
from tui.frame import KeyBar
from tui.small import SHOWS_BESIDE, Small


class KindList(Widget, can_focus=True):
    """The kinds, one a line: the letter, what it is called, and a word about it.

    Attributes:
        at: the place of the kind under the cursor.
    """

    class Chosen(Message):
        """A kind was chosen."""

    def __init__(self, kinds: Sequence[Kind], tab: int, why_not: Sequence[str]) -> None:
        """Offer kinds.

        Args:
            kinds: in their order, those of the open tab first.
            tab: the number of the open tab; its kinds are set off from the rest.
            why_not: for each why there can be none now; empty when there can.
        """
        super().__init__()
        self.kinds, self._why_not = list(kinds), list(why_not)
        self.at = next((place for place, why in enumerate(why_not) if not why), 0)
        own = sum(kind.tab == tab for kind in kinds)
        self._gap = own if 0 < own < len(kinds) else len(kinds)  # an empty line stands before this place

    @property
    def chosen(self) -> Kind | None:
        """The kind under the cursor; None when there can be none of it now."""
        return None if self._why_not[self.at] else self.kinds[self.at]

    # Showing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line a kind, and the empty one."""
        return self._y(len(self.kinds))

    def _y(self, place: int) -> int:
        return place + (place >= self._gap)

    def render(self) -> Content:
        """All lines."""
        width = self.content_size.width
        names = max(cell_len(kind.label) for kind in self.kinds)
        lines = [self._line(place, names, width) for place in range(len(self.kinds))]
        if self._gap < len(lines):
            lines.insert(self._gap, Content(""))
        return Content("\n").join(lines)

    def _line(self, place: int, names: int, width: int) -> Content:
        kind, why = self.kinds[place], self._why_not[place]
        is_here = place == self.at
        letter = "$quiet" if why else "bold $accent"
        name = "$quiet" if why else "bold $foreground" if is_here else "$foreground"
        line = Content.assemble(
            ("┃ " if is_here else "  ", "bold $accent"), (kind.letter, letter), "  ", (kind.label, name),
            " " * (names - cell_len(kind.label) + 2), (why or kind.help, "$quiet"),
        ).truncate(width, ellipsis=True, pad=True)  # fmt: skip
        return line.stylize("on $panel") if is_here else line

    # Choosing

    def go_to(self, place: int) -> None:
        """To a kind."""
        self.at = max(0, min(place, len(self.kinds) - 1))
        self.refresh()
        self.bring_into_view()

    def bring_into_view(self) -> None:
        """Scroll to the kind under the cursor."""
        if isinstance(self.parent, VerticalScroll):
            self.parent.scroll_to_region(Region(0, self._y(self.at), 1, 1), animate=False)

    def on_key(self, event: events.Key) -> None:
        """Arrows go through, enter takes, a letter takes at once."""
        moves = {
            "up": self.at - 1, "down": self.at + 1, "home": 0, "pageup": 0,
            "end": len(self.kinds) - 1, "pagedown": len(self.kinds) - 1,
        }  # fmt: skip
        if event.key in moves:
            event.stop()
            self.go_to(moves[event.key])
        elif event.key == "enter":
            event.stop()
            self.post_message(self.Chosen())
        elif event.is_printable and event.character:
            event.stop()
            self._by_letter(event.character.lower())

    def _by_letter(self, letter: str) -> None:
        for place, kind in enumerate(self.kinds):
            if kind.letter == letter:
                self.go_to(place)
                self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Take the line under the mouse."""
        spot = event.get_content_offset(self)
        for place in range(len(self.kinds)):
            if spot is not None and spot.y == self._y(place):
                self.go_to(place)
                self.post_message(self.Chosen())


class AddMenu(Small[Kind | None]):
    """What can be added to the file of a case. Answers the kind that was chosen, None when none was."""

    HORIZONTAL_BREAKPOINTS = SHOWS_BESIDE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(self, folder: Folder, tab: int) -> None:
        """For this file.

        Args:
            folder: what is in the file, on which depends what can be added.
            tab: the number of the open tab, whose kinds stand first.
        """
        super().__init__()
        kinds = in_order(tab)
        self._list = KindList(kinds, tab, [kind.why_not(folder) for kind in kinds])

    def compose(self) -> ComposeResult:
        """The kinds in their frame."""
        with VerticalScroll(can_focus=False, id="addmenu") as frame:
            frame.border_title = Content(_("Add to the file"))
            yield self._list
        yield KeyBar([(_("letter"), _("add")), (_("up/down"), _("choose")), ("enter", _("add")), ("esc", _("leave"))])

    def on_mount(self) -> None:
        """The keys go to the list."""
        self._list.focus()
        self.call_after_refresh(self._list.bring_into_view)

    def on_kind_list_chosen(self, event: KindList.Chosen) -> None:
        """Answer; a kind of which there can be none now only says why, in its line."""
        event.stop()
        if self._list.chosen:
            self.dismiss(self._list.chosen)

    def action_close(self) -> None:
        """Nothing chosen."""
        self.dismiss(None)
