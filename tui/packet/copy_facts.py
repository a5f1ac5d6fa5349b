"""Everything that is known of a copy, over the list of copies: its whole path, and by what its file is known again."""

import re
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from store.copies import Copy, protection
from store.language import _, n_
from store.language.formats import moment_text
from store.language.numbers import count_text
from tui.casefile.layout import fact, widest
from tui.casefile.reading import shown
from tui.frame import KeyBar
from tui.look.net import cell_text
from tui.packet.copies_list import place_words, state_words, what_words
from tui.small import SHOWS_BESIDE, Small


class CopyFacts(Small[None]):
    """Everything that is known of a copy."""

    HORIZONTAL_BREAKPOINTS = SHOWS_BESIDE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "dismiss", show=False)]

    def __init__(self, copy: Copy, hidden: bool) -> None:
        """Of a copy.

        Args:
            copy: which.
            hidden: whether client text is hidden, of which its path may be made.
        """
        super().__init__()
        self._copy, self._hidden = copy, hidden

    def compose(self) -> ComposeResult:
        """Its facts in a frame."""
        with VerticalScroll(classes="form") as frame:
            frame.border_title = Content(what_words(self._copy.outside))
            yield CopySheet(self._facts())
        yield KeyBar()

    def on_mount(self) -> None:
        """The keys follow what fits."""
        self.watch(self.query_one(VerticalScroll), "show_vertical_scrollbar", self._show_keys)

    def _show_keys(self, scrolls: bool) -> None:
        """How to scroll is told where there is something to scroll."""
        scroll = [(_("up/down"), _("scroll"))] if scrolls else []
        self.query_one(KeyBar).show([*scroll, ("esc", _("close"))])

    def _facts(self) -> list[tuple[str, str]]:
        one = self._copy.outside
        facts = [
            (_("Written"), moment_text(one.at)),
            (_("Now"), state_words(self._copy)),
            (_("Masking"), protection(one)),
            (_("Format"), one.format.upper()),
            (_("Handed over to"), one.receiver),
            (_("Let go"), _accepted(one.accepted)),
            (_("Cases"), ", ".join(one.codes)),
            (_("File size"), _("{count} bytes").format(count=count_text(one.size)) if one.size else ""),
            (_("File"), shown(place_words(one) if one.is_printed else cell_text(one.path), self._hidden)),
            ("SHA-256", one.sha256),
        ]
        return [(name, value) for name, value in facts if value]


def _accepted(count: int) -> str:
    return n_("{count} doubtful word", "{count} doubtful words", count).format(count=count) if count else ""


_FOLDER = re.compile(r"[^/]*/|[^/]+")


def at_folders(path: str, width: int) -> str:
    """A path that is too long for a line, in several: broken behind a folder wherever that can be."""
    lines = [""]
    for part in _FOLDER.findall(path):
        if lines[-1] and cell_len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


class CopySheet(Static):
    """Names and values in two columns."""

    def __init__(self, facts: list[tuple[str, str]]) -> None:
        """Of some facts."""
        super().__init__(markup=False)
        self._facts = facts

    def on_resize(self) -> None:
        """In another width the lines break elsewhere."""
        names = widest(name for name, _value in self._facts)
        width = max(self.size.width, 20)
        room = width - names - 2
        lines = [line for name, value in self._facts for line in fact(name, at_folders(value, room), width, names)]
        self.update(Content("\n").join(lines))
