"""The book's coming and going while the program runs: opening it, locking it, and what is kept meanwhile.

Locking keeps drafts, parks what lies open in the book itself, removes every screen, closes the book and forgets it.
When what is typed cannot be kept (a full disk), nothing is thrown away: a lock by hand says so and does nothing; a lock
by itself covers everything with the unlock screen, behind which the book stays open until the disk takes the text or
the passphrase is given. A book without a passphrase cannot be locked; its text is hidden instead.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.widget import AwaitMount

from store import Casebook, Change, LingkarError, open_casebook
from store.language import _, n_
from tui.atbook import AtBook
from tui.board.screen import BoardScreen
from tui.inorder import InOrder
from tui.place import Place
from tui.unlock.comeback import Thing, all_parked, come_back, is_sound
from tui.unlock.memory import forget, tidy
from tui.unlock.watch import TICK, Watch

FORGET_AFTER = (0.05, 1.0)
"""Seconds after locking when memory is cleared: at once, and when the last task of a removed screen has ended."""

SOON = 0.3
"""Seconds: by then what lies below a closed screen has been painted."""

# The screens of this room are imported where they open: a plain book needs none of them.


class Lockable(InOrder):
    """A program whose book may be closed while it runs.

    Attributes:
        folder: where the book is, or is to be.
        hidden: whether all text about clients is hidden.
        presence: whether anybody is there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+l", "lock", show=False, priority=True, id="lock")]

    def __init__(self, book: Casebook | None, folder: Path) -> None:
        """Around a book, or before one is open."""
        super().__init__()
        self._book = book
        self.folder = folder
        self.hidden = False
        self.presence = Watch()
        self._is_locking = False

    @property
    def book(self) -> Casebook:
        """The open book. While it is locked there is none, and no screen that could ask for it."""
        if self._book is None:
            raise RuntimeError("the book is locked")
        return self._book

    @property
    def is_open(self) -> bool:
        """Whether the book is open."""
        return self._book is not None

    def places(self) -> list[Place]:
        """The places on the stack, the topmost last."""
        return [screen for screen in self.screen_stack if isinstance(screen, Place)]

    def at_book(self) -> list[AtBook[Any]]:
        """The screens that work on the book: the places, forms and the editor."""
        return [screen for screen in self.screen_stack if isinstance(screen, AtBook)]

    def book_changed(self, change: Change) -> None:
        """Told by the book after each change."""
        raise NotImplementedError

    def show_anew(self) -> None:
        """Let every place read the language, the day and the hiding anew."""
        for place in self.places():
            place.show_anew()
            place.show_keys()

    # Opening

    def begin(self) -> None:
        """Show the board of the open book, or the way to one."""
        self.set_interval(TICK, self._look)
        if self._book is None:
            self.push_screen(self._way_in())
            return
        things, shown = self._show_board()
        if things:
            self.call_later(self._bring_back, things, shown)

    def _way_in(self) -> AtBook[Any]:
        from store.keeping import Kept, how_kept

        return self.first_start() if how_kept(self.folder) is Kept.NONE else self._unlock_screen()

    def first_start(self) -> AtBook[Any]:
        """The screen that makes a book where there is none."""
        raise NotImplementedError

    def _unlock_screen(self, why: str = "") -> AtBook[Any]:
        from tui.unlock.unlock import Unlock

        folder, lead = self.folder, _("The book is locked. {why}").format(why=why) if why else ""
        return Unlock(lambda passphrase: open_casebook(folder, passphrase, create=False), self.enter, lead)

    async def enter(self, book: Casebook, over: Callable[[], AwaitMount] | None = None) -> None:
        """Show the board of a book that was just opened, and over it what lay open when it was locked.

        Args:
            book: the book.
            over: shows what a new book begins with.
        """
        self._book = book
        self.presence.start()
        with self.batch_update():
            await self._remove_screens()
            await self._bring_back(*self._show_board())
            if over:
                await over()
        self.let_keys_go()

    def _show_board(self) -> tuple[list[Thing], AwaitMount]:
        """The board; answers what lay open over it when the book was locked, and what to wait for."""
        self.book.subscribe(self.book_changed)
        things = self.book.parked()
        board = BoardScreen()
        if things and is_sound(things[0], "board"):
            board.was = things.pop(0)
        return things, self.push_screen(board)

    async def _bring_back(self, things: Sequence[Thing], shown: AwaitMount) -> None:
        """Open again what lay open; then the book need not keep it any longer, also when it cannot be opened."""
        self.hold_keys()
        try:
            await shown
            board = self.places()[0]
            lost = await come_back(board, things) if isinstance(board, BoardScreen) else []
        finally:
            if not self._exit:  # else it was ended meanwhile, and the next start does all of it
                with suppress(LingkarError):  # then the next start brings it back once more, which harms nobody
                    self.book.park([])
            self.let_keys_go()
        if lost:
            why = " ".join(lost)
            board.say(_("Not all that lay open could be opened again: {why}").format(why=why), trouble=True)

    def pop_screen(self) -> AwaitComplete:
        """Close the topmost screen. What it leaves in memory goes a moment later."""
        closed = super().pop_screen()
        self.set_timer(SOON, tidy)
        return closed

    def close_book(self) -> None:
        """The program has ended: give the lock back."""
        if self._book is not None:
            self._book.close()

    # Locking

    async def action_lock(self) -> None:
        """Lock now; a book without a passphrase is hidden."""
        if self._book is None or self._is_locking:
            return
        if not self.book.is_encrypted:
            self._hide()
        elif why := self._park():
            self.at_book()[-1].say_trouble(
                _("Not locked: what you are writing could not be kept. {why}").format(why=why)
            )
        else:
            await self._lock(_("You locked it."))

    async def _lock_by_itself(self, because: str = "") -> None:
        """Nobody is there: lock, or hide what cannot be locked; as soon as no other thread has the book to itself.

        Args:
            because: what the unlock screen says of it.
        """
        if self._book is None or self._is_locking:
            return
        if self.holds_keys:
            self.set_timer(SOON, partial(self._lock_by_itself, because))
            return
        if not self.book.is_encrypted:
            self._hide()
        elif not (why := self._park()):
            await self._lock(because)
        else:
            self._cover(why)

    async def _lock(self, why: str) -> None:
        """Remove every screen, close the book, forget it; the unlock screen says why."""
        self._is_locking = True
        self.hold_keys()
        try:
            with self.batch_update():
                await self._remove_screens()  # while the book is open: some have last words
                await self.push_screen(self._unlock_screen(why))
            book, self._book = self.book, None
            with suppress(LingkarError, OSError):  # every act is on the disk already
                await asyncio.to_thread(book.close)
            del book
            self._clipboard = ""  # Textual's own, beside the one of the system
            self.mutate_reactive(Lockable.theme)  # Textual then lets go of removed widgets that watched it
            for seconds in FORGET_AFTER:
                self.set_timer(seconds, self._forget)
        finally:
            self._is_locking = False
            self.let_keys_go()

    def _forget(self) -> None:
        if self._book is None:
            forget()

    async def _remove_screens(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    def _cover(self, why: str) -> None:
        """The unlock screen before a book that must stay open, as what is typed in it cannot be kept."""
        from store.keeping import recovery_key
        from tui.unlock.unlock import Unlock

        if isinstance(self.screen, Unlock):
            return
        lead = _("The book is covered, not closed: what you were writing could not be kept. {why}").format(why=why)
        self.push_screen(Unlock(lambda passphrase: recovery_key(self.folder, passphrase), self._uncover, lead))

    async def _uncover(self, _key: str) -> None:
        from tui.unlock.unlock import Unlock

        if self._book is None or self._is_locking:  # locked meanwhile, as there was room again
            return
        self.presence.start()
        if isinstance(self.screen, Unlock):
            await self.pop_screen()
        self.let_keys_go()

    def _hide(self) -> None:
        """Hide client text in a book without a passphrase, and say why it is not locked."""
        from tui.unlock.cover import Cover, no_passphrase

        if not self.hidden:
            self.hidden = True
            self.show_anew()
        if isinstance(self.screen, Place):
            self.screen.say(no_passphrase())
        elif not isinstance(self.screen, Cover):
            self.push_screen(Cover())

    # Keeping

    def keep_what_is_typed(self) -> bool:
        """Let every open screen save its draft: the program may end at once.

        Returns:
            Whether nothing typed is left unsaved.
        """
        kept = True
        for screen in self.at_book():
            try:
                kept = screen.keep() and kept
            except Exception:  # the last chance of every screen, also when another one is the fault that ends us
                kept = False
        return kept

    def keep_what_lies_open(self) -> bool:
        """Save drafts, and park everything else that lies open: the program ends at once.

        Returns:
            Whether nothing typed is lost.
        """
        if self._book is None or self._is_locking:  # locking has parked it, and its screens are going already
            return True
        try:
            return not self._park(tidy=True)
        except Exception:  # the fault that ends us may be in what is parked
            return self.keep_what_is_typed()

    def _park(self, tidy: bool = False) -> str:
        """Save drafts and park what lies open in the book.

        Args:
            tidy: leave no trace when nothing but the board is open.

        Returns:
            Why something typed is kept nowhere; empty when all is.
        """
        kept = self.keep_what_is_typed()
        things = all_parked(self.at_book())
        if tidy and len(things) == 1:
            return ""
        try:
            self.book.park(things)
        except LingkarError as error:
            return "" if kept else str(error)
        return ""

    # Whether anybody is there

    async def on_event(self, event: events.Event) -> None:
        """Every key and every move of the mouse is a sign of a person. The first one after too long only locks."""
        if isinstance(event, events.Key | events.Paste | events.MouseEvent) and not event.is_forwarded:
            because = self._nobody_was_there
            self.presence.touch()
            if because:
                self.presence.look()
                self.call_later(self._lock_by_itself, because)
                return
        await super().on_event(event)

    @property
    def _nobody_was_there(self) -> str:
        """That the book was left alone for too long, as a sentence; empty when it was not."""
        if self._book is None:
            return ""
        if self.presence.was_asleep:
            return _("The laptop was asleep.")
        minutes, longest = self.presence.idle / 60, self.book.settings.lock_after
        if minutes < 1 or not longest or minutes < longest:
            return ""
        return n_("No key was pressed for {count} minute.", "No key was pressed for {count} minutes.", longest).format(
            count=longest
        )

    def _look(self) -> None:
        """Every few seconds."""
        if because := self._nobody_was_there:
            self.call_later(self._lock_by_itself, because)
        self.presence.look()
