"""Choosing from a closed list: one line that opens into a list, or the list itself where it is short.

The same keys everywhere: the first letters of a word jump to it, arrows go through, enter goes on.
"""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from store.language import _
from tui.forms.run import Run
from tui.small import Small

Options = Sequence[tuple[str | None, str]]
"""Each value and the words for it. The value None stands for leaving it open."""


class Choice(Widget, can_focus=True):
    """The list, folded into one line or open. Letters that mean several options open it, so that none is taken unseen.

    Attributes:
        value: what is chosen.
        is_proposed: whether it is only the first of an open list, and nobody went there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False),
    ]

    class Changed(Message):
        """Something else was chosen."""

    class Marked(Message):
        """The cursor of the open list is on a value; once it is closed, the value that is chosen."""

        def __init__(self, choice: "Choice", value: str | None) -> None:
            """Which value, of which list."""
            self.choice, self.value = choice, value
            super().__init__()

    class Entered(Message):
        """Enter was pressed: the user is done here."""

    class Strayed(Message):
        """A sentence was typed here; it changed nothing."""

    def __init__(
        self, options: Options, value: str | None = None, *, unfolded: bool = False, proposal: str | None = None,
        run: Run | None = None,
    ) -> None:  # fmt: skip
        """Offer options.

        Args:
            options: what there is to choose from.
            value: what is chosen at first; None without an option None means nothing yet.
            unfolded: show the whole list.
            proposal: where the cursor begins while nothing is chosen; otherwise at the first.
            run: the letters typed so far, where the list opened over them.
        """
        super().__init__(classes="-unfolded" if unfolded else "")
        self.options = list(options)
        self.unfolded = unfolded
        self.value = value
        self.proposal = proposal
        self.is_proposed = False
        self._run = run or Run()
        self._before = value, False  # what was chosen when the run of letters began
        self._moves = {
            "left": partial(self.step, -1), "right": partial(self.step, 1), "up": partial(self.row, -1),
            "down": partial(self.row, 1), "home": partial(self.edge, 0), "end": partial(self.edge, -1),
        }  # fmt: skip

    @property
    def index(self) -> int | None:
        """The place of what is chosen; None when nothing is."""
        return self._place_of(self.value)

    def _place_of(self, wanted: str | None) -> int | None:
        return next((n for n, (value, _words) in enumerate(self.options) if value == wanted), None)

    @property
    def beginning(self) -> int:
        """The place at which choosing begins while nothing is chosen."""
        return self._place_of(self.proposal) or 0

    @property
    def cursor(self) -> int | None:
        """The line with the mark: what is chosen; where nothing is yet, the one at which the arrows begin."""
        at = self.index
        return self.beginning if at is None and self.has_focus and self.options else at

    def offer(self, options: Options) -> None:
        """Offer other options, or the same in other words."""
        self.options = list(options)
        self.refresh(layout=self.unfolded)

    # Showing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line, or one an option."""
        return len(self.options) if self.unfolded else 1

    def render(self) -> Content:
        """The chosen words, or all of them with a mark at the chosen."""
        width = self.content_size.width
        if not self.unfolded:
            index = self.index
            words = self.options[index][1] if index is not None else _("choose")
            words_style = "$foreground" if self.value is not None else "$quiet"
            shown = Content(words).truncate(width - 2, ellipsis=True, pad=True).stylize(words_style)
            return shown + Content.styled(" ▾", "$accent" if self.has_focus else "$quiet")
        return Content("\n").join(self._line(n, width) for n in range(len(self.options)))

    def _line(self, n: int, width: int) -> Content:
        value, words = self.options[n]
        style = "$quiet" if value is None else "$foreground"
        if n == self.index:
            style = "bold $accent" if self.has_focus else "bold $foreground"
        return Content.assemble(self.mark(n), (words, style)).truncate(width, ellipsis=True, pad=True)

    def mark(self, n: int) -> tuple[str, str]:
        """What stands before an option. Where the arrows begin looks like nothing that is chosen."""
        if n == self.index:
            return "› ", "bold $accent"
        return "· " if n == self.cursor else "  ", "bold $accent"

    # Choosing

    def choose(self, index: int) -> None:
        """Choose the option in this place."""
        value = self.options[index][0]
        self.is_proposed = False
        if index != self.index:
            self.value = value
            self.refresh()
            self.post_message(self.Changed())
        self.bring_into_view()

    def bring_into_view(self) -> None:
        """Scroll a long list to what is chosen."""
        if self.unfolded and self.index is not None and isinstance(self.parent, VerticalScroll):
            self.parent.scroll_to_region(Region(0, self.index, 1, 1), animate=False)

    def step(self, by: int) -> None:
        """To the option before or after."""
        self._run.forget()
        last = len(self.options) - 1
        at = self.index
        begin = last if by < 0 and self.proposal is None else self.beginning
        self.choose(max(0, min(last, at + by)) if at is not None else begin)

    def edge(self, index: int) -> None:
        """To the first or the last."""
        self._run.forget()
        self.choose(index % len(self.options))

    def row(self, by: int) -> None:
        """To the one above or below, or open the list."""
        if self.unfolded:
            self.step(by)
        else:
            self.open()

    def action_enter(self) -> None:
        """Done here."""
        self.post_message(self.Entered())

    def open(self, at: int | None = None) -> None:
        """Show the whole list over the form.

        Args:
            at: the place where letters that were typed lead to, one of several; None where none were.
        """

        def picked(index: int | None) -> None:
            if index is not None:
                self.choose(index)
            self.post_message(self.Marked(self, self.value))
            if opened.has_strayed:
                self.post_message(self.Strayed())

        from tui.forms.pick_list import OpenChoice

        opened = OpenChoice(self, at)
        self.app.push_screen(opened, picked)

    def unfold(self) -> "Choice":
        """The same list, open, for the screen that shows it."""
        return Choice(self.options, self.value, unfolded=True, proposal=self.proposal, run=self._run)

    def on_key(self, event: events.Key) -> None:
        """Arrows go through; letters jump to the next option that begins with them; a space opens the list.

        Arrows are taken here and not by bindings, which look for their widget only after a quick tab moved the focus.
        """
        if move := self._moves.get(event.key):
            event.stop()
            move()
            return
        if not event.is_printable or event.character is None:
            return
        event.stop()
        if event.character == " " and self._run.means_itself(self._find):
            if not self.unfolded:
                self.open()
            return
        if self._run.is_over:
            self._before = self.value, self.is_proposed
        found = self._run.take(event.character, self._find)
        if found is not None and not self.unfolded and not self._is_plain(found):
            self.open(found)
        elif found is not None:
            self.choose(found)
        else:
            self._put_back()
            if self._run.is_sentence:
                self.post_message(self.Strayed())

    def _is_plain(self, found: int) -> bool:
        """Whether an option is the only one that is meant, and begins with the letters itself."""
        return len(self._meant(self._run.word)) == 1 and self.options[found][1].casefold().startswith(self._run.word)

    def _put_back(self) -> None:
        """Letters that lead nowhere choose nothing."""
        value, self.is_proposed = self._before
        if value != self.value:
            self.value = value
            self.refresh()
            self.post_message(self.Changed())

    def _find(self, typed: str) -> int | None:
        """The next option with a word that begins so, the beginning of an option first. One letter goes on and on."""
        at = self.index
        if not typed.strip():
            return None
        start = 0 if at is None or self.is_proposed else at + (len(set(typed)) == 1)
        return min(self._meant(typed), key=lambda n: (n - start) % len(self.options), default=None)

    def _meant(self, typed: str) -> list[int]:
        """The options that begin so; where none does, those with a word in them that does."""
        wanted = typed[0] if len(set(typed)) == 1 else typed
        known = [(n, words.casefold()) for n, (value, words) in enumerate(self.options) if value is not None]
        begin = [n for n, words in known if words.startswith(wanted)]
        return begin or [n for n, words in known if f" {wanted}" in words.replace("(", " ")]

    def on_click(self, event: events.Click) -> None:
        """Open, or choose the line under the mouse."""
        if not self.unfolded:
            self.open()
            return
        spot = event.get_content_offset(self)
        if spot is not None and 0 <= spot.y < len(self.options):
            self.choose(spot.y)
            if isinstance(self.screen, Small):
                self.post_message(self.Entered())
