"""Making the packet that is looked at: the cases are read between the keys, the rest is done in another thread.

A case that was read is kept until it changes, so that a decision about a word costs no reading.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from store import Casebook, LingkarError
from store.language import _
from store.language.numbers import count_text
from store.model import Folder
from store.model.disguise import Disguise, MaskLevel
from store.packet.elsewhere import others_of
from store.packet.export import disguises_of
from store.packet.masking import Subject
from store.packet.masking.patterns import TOKENS
from store.packet.masking.written_days import UNKNOWN
from store.packet.prepare import Packet, Request, prepare
from store.packet.register import Register, register_of
from tui.packet.document_lines import DocumentLines
from tui.study.files import files_of


@dataclass(frozen=True, slots=True)
class Made:
    """A packet with what the screen needs to show it.

    Attributes:
        packet: the packet.
        sheet: its document as lines of the screen.
    """

    packet: Packet
    sheet: DocumentLines


class Stopped(LingkarError):
    """Nobody waits for it any more."""


class _Run:
    """One making of the packet, seen from both threads."""

    def __init__(self) -> None:
        self.done = 0
        self.is_masking = False
        self.is_unwanted = False


class Maker:
    """Makes a packet, as often as something in it changes."""

    def __init__(self, book: Casebook, request: Request) -> None:
        """Nothing is read yet."""
        self._book, self._request = book, request
        self._folders: dict[str, Folder] = {}
        self._disguises: dict[str, Disguise] = {}
        self._run: _Run | None = None

    @property
    def doing(self) -> str:
        """How far it is, in words; empty while nothing is under way."""
        run, all = self._run, len(self._request.codes)
        if run is None:
            return ""
        if all == 1:
            return _("preparing ...")
        done = count_text(run.done if run.is_masking else len(self._folders))
        words = _("masking {done} of {all} cases") if run.is_masking else _("reading {done} of {all} cases")
        return words.format(done=done, all=count_text(all))

    def forget(self, codes: Iterable[str]) -> None:
        """Read these cases again next time."""
        for code in codes:
            self._folders.pop(code, None)

    def folder(self, code: str) -> Folder:
        """The file of a case of the packet, as it was read."""
        return self._folders[code]

    def register(self, code: str) -> Register:
        """Whom the packet masks in a case, and how they are called in it."""
        return register_of(self._folders[code], self._disguises.get(code))

    async def make(self, pausing: Callable[[], None], width: int) -> Made:
        """Make it as the book is now.

        Args:
            pausing: called each time before the interface has its turn.
            width: cells for which its lines are laid out at once.

        Raises:
            LingkarError: a case is not there, or cannot be read.
        """
        self._run = run = _Run()
        try:
            made = await self._make(run, pausing, width)
        except asyncio.CancelledError:
            run.is_unwanted = True  # the thread hears of it at the next record
            raise
        finally:
            if self._run is run:
                self._run = None
        self._keep_weeks(made.packet)
        return made

    async def _make(self, run: _Run, pausing: Callable[[], None], width: int) -> Made:
        codes = self._request.codes
        if not self._disguises:
            self._disguises = disguises_of(self._book, self._request)
        missing = [code for code in codes if code not in self._folders]
        async for folder in files_of(self._book, missing, pausing):
            self._folders[folder.case.code] = folder
        run.is_masking = True
        folders = [self._folders[code] for code in codes]
        others = others_of(self._book, folders)
        work = partial(_made, self._request, folders, dict(self._disguises), others, self._book.clock(), run, width)
        return await asyncio.to_thread(work)

    def _keep_weeks(self, packet: Packet) -> None:
        """Once days were moved by so many weeks they stay so, also when the packet is made again."""
        for disguise in packet.disguises:
            before = self._disguises[disguise.code]
            self._disguises[disguise.code] = before.changed(weeks=disguise.weeks)


def _made(
    request: Request, folders: list[Folder], disguises: dict[str, Disguise], others: Sequence[Subject], now: datetime,
    run: _Run, width: int,
) -> Made:  # fmt: skip
    """What is done in another thread.

    Raises:
        Stopped: it is not wanted any more.
    """

    def progress(done: int, _of: int) -> None:
        run.done = done
        if run.is_unwanted:
            raise Stopped("")

    packet = prepare(request, folders, disguises, others, now, progress)
    sheet = DocumentLines(packet.document, _marks(packet))
    sheet.lay_out(width)
    return Made(packet, sheet)


def _marks(packet: Packet) -> frozenset[str]:
    """All that may stand for something in a packet."""
    if packet.request.level is MaskLevel.NONE:
        return frozenset()
    return frozenset({*map(_, (*TOKENS, UNKNOWN)), *packet.tokens})
