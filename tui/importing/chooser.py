"""A list to choose from, in which what one types leaves only what fits. Both languages are looked through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from store.language import _
from tui.forms.text import LineInput
from tui.frame import KeyBar
from tui.optionlist import OptionsBelow
from tui.small import SHOWS_BESIDE, Small

LOW = 14
"""In fewer lines than this there is room for the list, or for what helps to decide."""

_AROUND = 5
"""Lines of the frame, and empty ones between its parts."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One line of the list.

    Attributes:
        words: what it is.
        more: a quiet word about it.
        also: other words by which it is found.
    """

    words: str
    more: str = ""
    also: str = ""

    def fits(self, typed: Sequence[str]) -> bool:
        """Whether every word that is typed occurs in it."""
        text = f"{self.words} {self.also}".casefold()
        return all(word in text for word in typed)


class Chooser(Small[int | None]):
    """The list. Answers the place of what was chosen, None when nothing was."""

    HORIZONTAL_BREAKPOINTS = SHOWS_BESIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        *(
            Binding(key, f"move({by})", show=False, priority=True)
            for key, by in (("down", 1), ("up", -1), ("pagedown", 10), ("pageup", -10))
        ),
    ]

    def __init__(self, question: str, about: str, offered: Sequence[Offered], at: int = 0) -> None:
        """Ask.

        Args:
            question: stands in the frame.
            about: what helps to decide, such as samples; empty for nothing.
            offered: what there is to choose from.
            at: the place that is marked at first.
        """
        super().__init__()
        self._question, self._about = question, about
        self._offered, self._at = list(offered), at
        self._shown: list[int] = []

    def compose(self) -> ComposeResult:
        """What it is about, the line to type in, and the list."""
        with Vertical(id="chooser", classes="form") as frame:
            frame.border_title = Content(self._question)
            if self._about:
                yield Static(self._about, classes="quiet about", markup=False)
            yield LineInput(placeholder=_("type part of a word, or go through with up and down"))
            yield OptionsBelow()
        yield KeyBar()

    def on_mount(self) -> None:
        """All of them, until something is typed."""
        self.query_one(LineInput).focus()
        self._show("", self._at)

    def on_resize(self) -> None:
        """The list has what the rest leaves of the window; in a low one what it is about gives way."""
        for about in self.query(".about"):
            about.display = self.size.height >= LOW
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        listed = self.query_one(OptionsBelow)
        others = [part for part in self.query("#chooser > *") if part is not listed and part.display]
        above = sum(part.outer_size.height for part in others)
        listed.fit_into(self.query_one(KeyBar).region.y - above - _AROUND)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Those that fit; with nothing typed the one that was marked at first is marked again."""
        event.stop()
        self._show(event.value, 0 if event.value.strip() else self._at)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the marked one."""
        event.stop()
        at = self.query_one(OptionList).highlighted
        if at is not None and self._shown:
            self.dismiss(self._shown[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Clicked."""
        if self._shown:
            self.dismiss(self._shown[event.option_index])

    def action_move(self, lines: int) -> None:
        """Through the list while typing."""
        listed = self.query_one(OptionList)
        if self._shown:
            listed.highlighted = max(0, min(len(self._shown) - 1, (listed.highlighted or 0) + lines))

    def action_close(self) -> None:
        """Nothing chosen."""
        self.dismiss(None)

    def _show(self, typed: str, at: int) -> None:
        words = typed.casefold().split()
        self._shown = [place for place, offered in enumerate(self._offered) if offered.fits(words)]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([Option(_line(self._offered[place])) for place in self._shown])
        if self._shown:
            listed.highlighted = min(at, len(self._shown) - 1)
        else:
            listed.add_option(Option(Content(_("Nothing has these words.")), disabled=True))
        keys = [(_("up/down"), _("choose")), ("enter", _("take it"))] if self._shown else []
        self.query_one(KeyBar).show([*keys, ("esc", _("leave it as it was"))])


def _line(offered: Offered) -> Content:
    more = f"  {offered.more}" if offered.more else ""
    return Content.assemble(offered.words, (more, "$quiet"))
