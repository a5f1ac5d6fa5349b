"""Choosing from a closed list: one line that opens into a list, or the list itself where it is short.

The same keys everywhere: the first letters of a word jump to it, arrows go through, enter goes on.
"""

from collections.abc import Callable, Sequence
from functools import partial
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
from tui.forms.field import Field
from tui.forms.run import Run
from tui.frame import KeyBar, KeyLabel
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

        def mark(value: str | None) -> None:
            self.post_message(self.Marked(self, value))

        def picked(index: int | None) -> None:
            if index is not None:
                self.choose(index)
            mark(self.value)
            if opened.has_strayed:
                self.post_message(self.Strayed())
            self._go_on(opened.then)

        frame = next((each for each in self.ancestors if isinstance(each, VerticalScroll)), self.screen)
        inner = Choice(self.options, self.value, unfolded=True, proposal=self.proposal, run=self._run)
        opened = PickList(inner, self.region, mark, at, within=frame.content_region)
        self.app.push_screen(opened, picked)

    def _go_on(self, key: str) -> None:
        """What the key that closed the open list does below. The way on is gone at once, before what is typed next."""
        below = self.screen  # a form has an order of its own
        if key == "tab":
            getattr(below, "action_next_field", below.focus_next)()
        elif key == "shift+tab":
            getattr(below, "action_previous_field", below.focus_previous)()
        elif key:
            self.app.post_message(events.Key(key, None))

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
            if isinstance(self.screen, PickList):
                self.post_message(self.Entered())


_EDGES = 4
"""So many lines of the screen the edge of a form as high as that leaves at most."""


class PickList(Small[int | None]):
    """The open list over a form. Answers the place of what was picked, None when nothing was.

    Attributes:
        then: the key that the form is to act on with what was picked; empty for none.
        has_strayed: whether it closed because a sentence was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        *(Binding(key, f"take_and('{key}')", show=False, priority=True) for key in ("tab", "shift+tab", "ctrl+s")),
    ]

    def __init__(
        self, inner: Choice, line: Region, mark: Callable[[str | None], None], at: int | None = None, *,
        within: Region | None = None,
    ) -> None:  # fmt: skip
        """Over the line at this place of the screen.

        Args:
            inner: the list. Where nothing is chosen yet, the cursor is on what is proposed, or the first: enter always
                takes something.
            line: where the folded list is.
            mark: told of each value that the cursor comes to.
            at: see `Choice.open`.
            within: the part of the screen that is not left where there is room in it: inside the edge of the form. A
                longer list is scrolled where the form is about as high as the screen.
        """
        super().__init__()
        self._list = inner
        if at is not None:
            inner.value = inner.options[at][0]
        elif inner.index is None and inner.options:
            inner.value, inner.is_proposed = inner.options[inner.beginning][0], True
        self._at, self._within, self._mark = line, within, mark
        self.then, self.has_strayed = "", False

    def compose(self) -> ComposeResult:
        """The list in its frame."""
        with VerticalScroll(can_focus=False, id="picklist"):
            yield self._list
        yield KeyBar([(_("up/down"), _("choose")), ("enter", _("take it")), ("esc", _("leave it as it was"))])

    def on_mount(self) -> None:
        """Beside the line it belongs to."""
        self._place()
        if not self._list.is_proposed:
            self._mark(self._list.value)
        self._list.focus()
        self.call_after_refresh(self._list.bring_into_view)

    def on_resize(self) -> None:
        """Stay on the screen."""
        self._place()

    def _place(self) -> None:
        """Below the line, else above its label; where neither has room, over it."""
        screen = Region(0, 0, self.app.size.width, self.app.size.height - 1)  # the keys stay in sight
        wanted = len(self._list.options) + 2
        longest = max(cell_len(words) for _value, words in self._list.options)
        width = min(max(self._at.width, longest + 6), screen.width)
        inside = self._within.intersection(screen) if self._within else screen
        is_high = inside.height >= min(wanted, screen.height - _EDGES)
        room = inside if is_high and inside.width >= width else screen
        height = min(wanted, room.height)
        below, above = self._at.bottom, self._at.y - 1 - height
        y = below if below + height <= room.bottom else above if above >= room.y else room.bottom - height
        frame = self.query_one("#picklist")
        frame.styles.width, frame.styles.height = width, height
        frame.styles.offset = (max(room.x, min(self._at.x, room.right - width)), y)

    def on_choice_entered(self, event: Choice.Entered) -> None:
        """Picked."""
        event.stop()
        self.dismiss(self._list.index)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """The cursor moved."""
        event.stop()
        self._mark(self._list.value)

    def on_choice_strayed(self, event: Choice.Strayed) -> None:
        """A sentence: it was meant for another place."""
        event.stop()
        self.has_strayed = True
        self.dismiss(None)

    def action_take_and(self, key: str) -> None:
        """Pick what the cursor was brought to, not what only stood there first, and go on with it."""
        self.then = key
        self.dismiss(None if self._list.is_proposed else self._list.index)

    def action_close(self) -> None:
        """Nothing picked."""
        self.dismiss(None)


class ChoiceField(Field):
    """A field of a closed list."""

    def __init__(
        self, key: str, label: str, options: Options, value: str | None = None, *,
        help: str = "", needed: bool = False, unfolded: bool = False, proposal: str | None = None,
    ) -> None:  # fmt: skip
        """See `Choice` and `Field`."""
        self.choice = Choice(options, value, unfolded=unfolded, proposal=proposal)
        self._start = value
        super().__init__(key, label, self.choice, help=help, needed=needed)

    @property
    def value(self) -> str | None:
        """The code that is chosen."""
        return self.choice.value

    @property
    def is_touched(self) -> bool:
        """Whether another one is chosen."""
        return self.choice.value != self._start

    @property
    def is_empty(self) -> bool:
        """Whether it is left open."""
        return self.choice.value is None

    @property
    def typed(self) -> str | None:
        """The code that is chosen."""
        return self.choice.value

    def retype(self, typed: str | None) -> None:
        """Choose it again, where it is still offered."""
        if typed in [value for value, _words in self.choice.options]:
            self.choice.value = typed
            self.choice.refresh()

    def keys(self) -> Sequence[KeyLabel]:
        """How to choose; letters too, where what there is to choose from begins with them."""
        begins = [words[:1] for value, words in self.choice.options if value is not None]
        letters = [(_("letter"), _("jumps"))] if all(map(str.isalpha, begins)) else []
        go = (_("up/down"), _("choose")) if self.choice.unfolded else (_("space"), _("open list"))
        return [go, *letters]

    def on_choice_strayed(self, event: Choice.Strayed) -> None:
        """Say what this is."""
        event.stop()
        self.strayed()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another one was chosen."""
        event.stop()
        self.touched()
