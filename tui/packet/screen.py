"""A packet before it leaves: on the left as it will be read, on the right the words somebody has to decide about.

Every decision is an act of the book, which undo takes back; the packet is made again behind what is shown. The file is
written once nothing is left to decide about, in another thread, whole or not at all.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.worker import Worker

from store import Case, Change, LingkarError
from store.language import _, current, n_
from store.model.disguise import MaskLevel
from store.model.packet import PacketKind
from store.packet.export import hand_over, must_be_ready
from store.packet.formats import Format, write
from store.packet.prepare import Request
from store.packet.sections.cover import texts_of
from store.packet.veil import Doubtful
from tui.atbook import show_first
from tui.casefile.layout import QUIET, STRONG, paragraph, styled
from tui.casefile.note_text import FOUND
from tui.casefile.page import MEASURE, Lines, Page
from tui.commands import BY_ACTION, Command, bindings_for
from tui.commands.command import Where
from tui.frame import KeyBar, KeyLabel, Said
from tui.packet.deciding import ON_WORD, Deciding, guide
from tui.packet.doubt_list import DoubtList
from tui.packet.head import PacketHead
from tui.packet.left import Left
from tui.packet.making import Made, Maker, Stopped
from tui.packet.write_out import chosen
from tui.place import BACK_AT, MOST_KEYS
from tui.scrolling import Scrolled

SMALLEST = (40, 9)
"""With fewer cells or lines nothing can be said."""
BESIDE = 100
"""From so many cells on the document and the words stand beside each other."""
TICK = 0.1
"""Seconds between looks at how far it is."""

_FOOTER = ("mask_word", "pass_word", "alias_word", "next_pane", "mask_another", "undo", "pass_all")
_FOOTER_AT_END = ("write_packet", "mask_another", "undo", "next_pane")
"""The keys of the footer, the most important first: while there is something to decide, and when nothing is."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where a packet goes: a folder that is there, and in which format."""

    folder: Path
    format: Format


class PacketScreen(Deciding):
    """A packet to look at.

    Attributes:
        left: what became of it, once it was written.
    """

    PLACE = Where.PACKET
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.PACKET)]
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BESIDE, "-wide")]  # noqa: RUF012  # as the base class has it

    def __init__(self, request: Request, output: Output) -> None:
        """Nothing is made yet.

        Args:
            request: what the packet holds.
            output: where it goes.
        """
        super().__init__()
        self._request, self._output = request, output
        self.left: Left | None = None
        self._made: Made | None = None
        self._making: Worker[None] | None = None
        self._writing: Worker[None] | None = None
        self._must_write = False  # asked for while it was still being made
        self._failed = False
        self._language = ""
        self._in_list = True
        self._room = MEASURE  # cells of a line of the document

    def compose(self) -> ComposeResult:
        """Where I am, the document and the words, what just happened, what I may do."""
        self.maker = Maker(self.book, self._request)
        yield PacketHead(self._request)
        with Horizontal():
            self.page = Page()
            yield self.page
            self.words = DoubtList(moved=self._show_page)
            yield self.words
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(TICK, self._show_head)
        self.call_after_refresh(self._make)  # by then the page has its width

    @property
    def current_case(self) -> Case | None:
        """None: the commands here are about words."""
        return None

    # Making it

    def _make(self) -> None:
        """Make the packet as the book is now; what is shown stays until then."""
        self._language, self._failed = current(), False
        self._making = self._prepare()
        self.show_words()

    @work(exclusive=True, group="packet")
    async def _prepare(self) -> None:
        try:
            made = await self.maker.make(self._show_head, self._room)
        except Stopped:
            return
        except LingkarError as error:
            self._not_made(str(error))
        except Exception:  # whatever it is: no packet may come of it, and nothing else may be lost
            self._not_made(_("The packet could not be made. Nothing was written, and the book is unharmed."))
        else:
            self._take(made)

    def _not_made(self, why: str) -> None:
        """There is none: what was shown may not be what the book says now."""
        self._making, self._made, self._must_write, self._failed = None, None, False, True
        self.show_words()
        self.say_trouble(why)

    def _take(self, made: Made) -> None:
        """Show a packet that was just made, the first time where something is to be done."""
        is_first, had_words = self._made is None, bool(self.found)
        self._made, self._making = made, None
        if is_first or bool(self.found) != had_words:
            self._in_list = bool(self.found)
        self.show_undecided()
        if self._must_write:
            self._must_write = False
            self.action_write_packet()
        elif is_first:
            self.say("" if self.undecided else self._nothing_left())

    @property
    def found(self) -> Sequence[Doubtful]:
        """The doubtful words of the packet that is shown."""
        return self._made.packet.doubtful if self._made else ()

    @property
    def codes(self) -> Sequence[str]:
        """The cases that the packet is about."""
        return self._request.codes

    @property
    def text(self) -> str:
        """All that stands in the packet that is shown."""
        return "\n".join(texts_of(self._made.packet.document)) if self._made else ""

    # Showing

    def show_change(self, change: Change) -> None:
        """Something in a case of the packet changed, mostly by a decision made here: make it again."""
        if not change.codes & {*self._request.codes}:
            return
        self.count_decision(change)
        self.maker.forget(change.codes)
        self._make()

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        if hasattr(self, "maker"):
            self._make() if self._language != current() else self.show_words()

    def on_resize(self) -> None:
        """What fits depends on the window."""
        if hasattr(self, "maker"):
            self.show_words()

    @property
    def _is_too_small(self) -> bool:
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    @property
    def _is_beside(self) -> bool:
        return self.size.width >= BESIDE

    def show_words(self) -> None:
        """Everything on the screen."""
        in_list = self._in_list and self._made is not None
        self.words.display = (self._is_beside or in_list) and not self._is_too_small
        self.page.display = self._is_beside or not self.words.display
        self.words.hidden = self.lingkar.hidden
        says_case = self._request.kind is not PacketKind.CASE
        message = (self._nothing_left(), _how_to_write()) if self._made else ()
        self.words.show(self.undecided, message, guide(), says_case=says_case)
        self.words.activate(self._in_list)
        self._show_page()
        self._show_head()

    def _nothing_left(self) -> str:
        """That there is nothing to decide about, and what that does not mean."""
        if self._request.level is MaskLevel.NONE:
            return _("Nothing is masked: names, places and days are real.")
        return _("No more words look like names; read the packet yourself.")

    def _show_head(self) -> None:
        """How far it is."""
        doing = _("writing ...") if self._writing else self.maker.doing
        self.query_one(PacketHead).show(self._made, len(self.undecided), doing)

    def _show_page(self) -> None:
        """The document, at the word under the cursor."""
        if self._is_too_small:
            self.page.show("", lambda width: paragraph(_("Too small a window"), width))
        elif self._made is None:
            self.page.show("", self._waiting_lines)
        elif self.lingkar.hidden:
            self.page.show("", lambda width: paragraph(show_first(), width))
        else:
            sheet, word = self._made.sheet, self.words.word
            text = word.text if word else ""

            def lay_out(width: int) -> Lines:
                self._room = width
                return sheet.lines(width, text)

            self.page.show("packet", lay_out)
            self.page.seek(FOUND if text else "")
        self.show_keys()

    def _waiting_lines(self, width: int) -> Lines:
        self._room = width
        if self._failed:
            return paragraph(styled(_("There is no packet."), STRONG), width)
        lead = paragraph(styled(_("The packet is being made. Nothing has left yet."), STRONG), width)
        return [*lead, *paragraph(styled(_("{key} goes back.").format(key=BY_ACTION["leave"].shown_key), QUIET), width)]

    # What can be done now

    def offers(self, command: Command) -> bool:
        """Decisions need a word; while the file is written there is only stopping."""
        action = command.action
        if not hasattr(self, "maker"):
            return False
        if self._is_too_small or self._writing:
            return action == "leave" or (action in ("lock", "hide_text") and not self._is_too_small)
        if action in (*ON_WORD, "undo", "redo"):
            return self.offers_to_decide(command)
        if action == "mask_another":
            return self._made is not None and self._request.level is not MaskLevel.NONE
        if action == "next_pane":
            return self._made is not None and (bool(self.undecided) or (self._in_list and not self._is_beside))
        return super().offers(command)

    def footer_keys(self) -> Sequence[KeyLabel]:
        """The keys that matter now: first those that decide, then the one that writes."""
        actions = _FOOTER if self.undecided else _FOOTER_AT_END
        keys = [self._key(BY_ACTION[action]) for action in actions if self.offers(BY_ACTION[action])]
        keys.insert(BACK_AT, (BY_ACTION["leave"].shown_key, self.back_word))
        guide = BY_ACTION["guide"]
        return [*keys[: MOST_KEYS - 1], (guide.shown_key, guide.label)]

    def _key(self, command: Command) -> KeyLabel:
        if command.action == "next_pane":
            return command.shown_key, _("packet") if self._in_list else _("words")
        return command.shown_key, command.label

    @property
    def back_word(self) -> str:
        """Back to the form, or a stop to what is being written."""
        return _("stop") if self._writing else _("go back")

    # Writing

    def action_write_packet(self) -> None:
        """Write the file, once nothing is left to decide about."""
        if self._making or not (self._made or self._failed):
            self._must_write = True
            self.say(_("It is written as soon as it is made."))
        elif self.undecided:
            self._in_list = True
            self.show_words()
            self._refuse(len(self.undecided))
        elif self._made:
            self._writing = self._write(self._made)
            self._show_head()
            self.show_keys()

    def _refuse(self, left: int) -> None:
        """Say why it cannot leave yet, and how it can."""
        self.say(
            n_(
                "{count} word to decide about first: m masks it, y lets it stand.",
                "{count} words to decide about first: m masks, y lets stand.", left,
            ).format(count=left)
        )  # fmt: skip

    @work(exclusive=True, group="packet")
    async def _write(self, made: Made) -> None:
        """In another thread, up to the moment in which the file appears: that is an act of the book."""
        packet, output, trouble = made.packet, self._output, ""
        failed = _("The file could not be written. Nothing was left behind; another format may work.")
        try:
            must_be_ready(packet)
            chosen(str(output.folder))  # a stick may have been pulled since
            written = await asyncio.to_thread(write, packet.document, output.format)
            failed = _("The packet could not be written down in the book. Nothing has left.")
            path = hand_over(self.book, packet, written, output.format, output.folder)
            self.left = Left(path, packet.request.level, packet.masked, written.undrawn)
        except LingkarError as error:
            trouble = str(error)
        except Exception:  # of a library that writes the format, or of the book
            trouble = failed
        self._writing = None
        if self.left:
            self.dismiss()
        else:
            self.show_words()
            self.say_trouble(trouble)

    def on_saving(self) -> str:
        """The decisions are in the book; the packet itself is nowhere yet."""
        if self._failed:
            return _("There is no packet.")
        write = BY_ACTION["write_packet"].shown_key
        return _("Your decisions are saved; the packet is not written yet: {key} writes it").format(key=write)

    # Leaving, moving about

    def action_leave(self) -> None:
        """Stop what is being written; otherwise back to the form, where everything stands as it did."""
        if self._writing:
            self._writing.cancel()
            self._writing = None
            self.show_words()
            self.say(_("Stopped. Nothing was written."))
        elif self.is_current:
            self.dismiss()

    def action_next_pane(self) -> None:
        """From the words to the document, and back."""
        self._in_list = not self._in_list
        self.show_words()

    def on_cursor_list_opened(self) -> None:
        """A word was chosen with the mouse: nothing more than the cursor on it."""

    @property
    def scrolled(self) -> Scrolled:
        """The words, or the document."""
        return self.words if self._in_list and self.undecided else self.page

    def action_pages_down(self) -> None:
        """A page of the document; of the words where that is not beside them."""
        self._paged.by_pages(1)

    def action_pages_up(self) -> None:
        """A page back."""
        self._paged.by_pages(-1)

    @property
    def _paged(self) -> Scrolled:
        return self.page if self._is_beside else self.scrolled


def _how_to_write() -> str:
    return _("{key} writes the file.").format(key=BY_ACTION["write_packet"].shown_key)
