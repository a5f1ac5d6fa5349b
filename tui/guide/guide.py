"""The help screen: what every key does in the place or the form the user came from, and the way to the manual."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen

from store.language import N_, _
from tui.casefile.page import GUTTER, Page
from tui.commands import Command
from tui.frame import KeyBar, KeyLabel
from tui.guide import pages
from tui.guide.page_lines import page_lines
from tui.guide.pages import Kind, Piece, Weight, title_of
from tui.scrolling import SCROLLING_KEYS, ScrollingActions
from tui.small import SHOWS_BESIDE

MANUAL_KEY = "m"

TYPED = ("ctrl+z, ctrl+y", N_("In a text: take back what was typed or pasted last; put it there again"))

EVERYWHERE = (
    ("ctrl+s", N_("Save, whichever field the cursor is in")),
    ("tab, shift+tab", N_("To the next field, or to the one before; at the last one round to the first")),
    ("enter", N_("On to the next field; in a text a new line")),
    (N_("up, down"), N_("Through the choices of a field; a day or a number one up or down")),
    (N_("letters"), N_("To the choice that begins with them")),
    TYPED,
    ("esc", N_("Leave; it asks first when something was typed")),
    ("ctrl+l", N_("Lock the book now; what is typed is here again afterwards")),
)
"""What holds in every form."""


class KeysPage(Page):
    """The table of keys, as high as it is long where there is room."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """All its lines."""
        return max(1, len(self._lay_out(max(1, width - GUTTER))))


class Guide(ScrollingActions, ModalScreen[None]):
    """The keys of a place, under the heads of the command table; or those of a form. One key leads to the manual."""

    AUTO_FOCUS = ""  # nothing: letters are keys here
    HORIZONTAL_BREAKPOINTS = SHOWS_BESIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", show=False),
        Binding(MANUAL_KEY, "manual", show=False),
        *SCROLLING_KEYS,
    ]

    def __init__(
        self, commands: Sequence[Command], topic: str = "start", keys: Sequence[KeyLabel] = (),
        *, in_form: bool = True,
    ) -> None:  # fmt: skip
        """For a place or for a form.

        Args:
            commands: of a place; none for a form.
            topic: of the manual, that is about it.
            keys: those that a form shows now.
            in_form: whether those of every form hold too.
        """
        super().__init__()
        self._commands, self._topic = commands, topic
        self.pieces = pages.table(commands) if commands else form_table(keys, in_form=in_form)

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        shown = pages.Page("", "", self.pieces)
        with Vertical(id="guide", classes="dialog") as dialog:
            dialog.border_title = Content(_("What the keys do"))
            manual = _("{key}: the manual, {topic}").format(key=MANUAL_KEY, topic=title_of(self._topic))
            dialog.border_subtitle = Content(manual)
            self._page = KeysPage(id="guide-text")
            self._page.show("keys", lambda width: page_lines(shown, width))
            yield self._page
        yield KeyBar([(MANUAL_KEY, _("manual")), (_("up/down"), _("scroll")), ("esc", _("close"))])

    def action_manual(self) -> None:
        """On to the manual, at what the place is about. Behind it is the place, with everything that was typed."""
        from tui.guide.manual_screen import Manual

        self.app.switch_screen(Manual(self._topic))

    @property
    def scrolled(self) -> KeysPage:
        """The table."""
        return self._page


def form_table(keys: Sequence[KeyLabel], *, in_form: bool) -> tuple[Piece, ...]:
    """What the keys do in a form: first those it shows now, then those of every form.

    Args:
        keys: those it shows.
        in_form: whether there are fields.
    """
    pieces = [_head(_("Here")), *(_row(key, word) for key, word in keys)]
    if in_form:
        pieces += [_head(_("In every form")), *(_row(_(key), _(sentence)) for key, sentence in EVERYWHERE)]
    return tuple(pieces)


def _head(text: str) -> Piece:
    return Piece(Kind.GROUP, ((text, Weight.STRONG),))


def _row(keys: str, help: str) -> Piece:
    return Piece(Kind.KEY, ((keys, Weight.CODE), (help, Weight.PLAIN)))
