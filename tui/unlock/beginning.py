"""The first start as the program sees it: a new book with what was chosen, or sample cases and the way back."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.widget import AwaitMount

from store import Casebook, LingkarError, open_casebook
from store.language import _
from store.settings import IN_THE_BOOK
from store.settings_file import read
from tui.atbook import AtBook
from tui.commands import BY_ACTION
from tui.unlock.locking import Lockable

if TYPE_CHECKING:
    from tui.unlock.first_start import Made
    from tui.unlock.samples import Samples

# The screens of this room are imported where they open: whoever has a book needs none of them.


class Beginning(Lockable):
    """A program that may be started before there is a book.

    Attributes:
        is_demo: whether the book is one of sample cases, which is thrown away.
    """

    def __init__(self, book: Casebook | None, folder: Path, *, is_demo: bool = False) -> None:
        """Around a book, or before there is one."""
        super().__init__(book, folder)
        self.is_demo = is_demo
        self._theme_at_first = ""
        self._samples: Samples | None = None
        self._filled_in: dict[str, Any] = {}

    def apply_settings(self, values: Mapping[str, Any]) -> None:
        """Use the colours and keys of the settings."""
        raise NotImplementedError

    def first_start(self) -> AtBook[Any]:
        """The page that makes a book, filled in as it was before one looked around."""
        from tui.unlock.first_start import FirstStart, Ways
        from tui.unlock.samples import Samples

        self._theme_at_first = self._theme_at_first or self.theme
        return FirstStart(Ways(self._make, self._enter_new, Samples, self._look_around), self._filled_in or None)

    # A new book

    def _make(self, passphrase: str | None, chosen: Mapping[str, Any]) -> "Made":
        """A new book with these settings, and its recovery key; called in another thread."""
        from store.keeping import recovery_key
        from tui.unlock.first_start import Made

        theme = {"theme": self.theme} if self.theme != self._theme_at_first else {}
        book = open_casebook(self.folder, passphrase)
        try:
            key = recovery_key(self.folder, passphrase) if passphrase else ""
            return Made(book, key, _not_kept(book, {**chosen, **theme}))
        except BaseException:
            book.close()
            raise

    async def _enter_new(self, made: "Made") -> None:
        """The board of a new book; over it the recovery sheet where there is one, and then three keys."""
        await self.enter(made.book, lambda: self._show_sheet(made.key) if made.key else self._show_three_keys())
        if made.trouble:
            self.places()[0].say(made.trouble, trouble=True)

    def _show_sheet(self, key: str) -> AwaitMount:
        from tui.unlock.sheet import RecoverySheet

        return self.push_screen(
            RecoverySheet(key, self.folder, self.book.today()), lambda _answer: self._show_three_keys()
        )

    def _show_three_keys(self) -> AwaitMount:
        from tui.unlock.three_keys import ThreeKeys

        return self.push_screen(ThreeKeys())

    # Looking around

    async def _look_around(self, samples: "Samples", filled_in: dict[str, Any]) -> None:
        """The board of the sample cases. Leaving it leads back to the first start."""
        self._samples, self._filled_in, self.is_demo = samples, filled_in, True
        await self.enter(samples.book)
        self.places()[0].say(
            _("Nobody here exists: try what you like. {key} brings you back to the first start.").format(
                key=BY_ACTION["leave_program"].shown_key
            )
        )

    def end(self) -> None:
        """Leave the program; from sample cases that one looked around in, back to the first start."""
        if self._samples is None:
            self.exit()
        else:
            self.call_later(self._begin_again)  # the screen that asks for it will be gone

    async def _begin_again(self) -> None:
        """Throw the sample cases away, and all that was set there but language and colours."""
        samples, self._samples = self._samples, None
        if samples is None:
            return
        self.hold_keys()
        try:
            with self.batch_update():
                await self._remove_screens()  # while the book is open: some have last words
                self._book, self.is_demo, self.hidden, self._clipboard = None, False, False, ""
                self.apply_settings({**read(self.folder).values, "theme": self.theme})
                await self.push_screen(self.first_start())
            await asyncio.to_thread(samples.throw_away)
        finally:
            self.let_keys_go()

    def close_book(self) -> None:
        """The program has ended: give the lock back, and throw away what does not stay."""
        super().close_book()
        if self._samples is not None:
            self._samples.throw_away()


def _not_kept(book: Casebook, chosen: Mapping[str, Any]) -> str:
    """Keep settings in a book, those inside and those beside it each for itself; answers what hindered that."""
    parts = [{name: chosen[name] for name in chosen if (name in IN_THE_BOOK) is inside} for inside in (True, False)]
    why = []
    for part in parts:
        try:
            book.change_settings(**part)
        except LingkarError as error:
            why.append(str(error))
    told = _("The book is made, but what you chose with it could not all be kept: {why}")
    return told.format(why=" ".join(dict.fromkeys(why))) if why else ""
