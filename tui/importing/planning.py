"""Reading the file and working out what would become of it: in another thread, as often as the map changes.

Nothing else changes the book meanwhile. Only the newest map is worked out to the end.
"""

import asyncio
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from store import Casebook, LingkarError
from store.exchange.importing.guess import guess_map, reason_of
from store.exchange.importing.mapfile import read_map
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.plan import Known, Plan, Source, known_to, make_plan, read_source
from store.exchange.importing.table import Table, samples
from store.language import _
from tui.importing.kept import fits, kept_map
from tui.importing.targets import Column
from tui.look.net import brief

_SAMPLE = 60
"""Characters of a cell that are shown as a sample."""


class Stopped(LingkarError):
    """Nobody waits for it any more."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as it is listed.

    Attributes:
        column: which.
        samples: some of its cells; client text.
        reason: why the guess takes it for what it is; empty where it says nothing.
    """

    column: Column
    samples: str
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read.

    Attributes:
        source: its table or tables.
        guess: what its columns are taken for at first.
        columns: what is listed.
        kept: what was chosen the last time, where it lies beside the file and fits it.
    """

    source: Source
    guess: ImportMap
    columns: tuple[Shown, ...]
    kept: ImportMap | None = None


class _Run:
    """One working out, seen from both threads."""

    def __init__(self) -> None:
        self.done, self.total = 0, 1
        self.is_unwanted = False

    def progress(self, done: int, total: int) -> None:
        """Called by the thread.

        Raises:
            Stopped: it is not wanted any more.
        """
        self.done, self.total = done, total
        if self.is_unwanted:
            raise Stopped("")


class Planner:
    """Makes plans of one file for one book."""

    def __init__(self, book: Casebook) -> None:
        """Nothing is known yet."""
        self._book = book
        self._known: Known | None = None
        self._run: _Run | None = None

    @property
    def doing(self) -> str:
        """How far it is, in words; empty while nothing is under way."""
        run = self._run
        if run is None:
            return ""
        return _("working out ... {share} %").format(share=100 * run.done // max(run.total, 1))

    def forget(self) -> None:
        """The book changed: ask it again for the next plan."""
        self._known = None

    async def plan(self, source: Source, mapping: ImportMap) -> Plan:
        """Work out what a map makes of a file, as the book is now.

        Raises:
            Stopped: it is not wanted any more.
            LingkarError: the map makes nothing of it; the sentence says why.
        """
        self._run = run = _Run()
        try:
            if self._known is None:
                self._known = await asyncio.to_thread(known_to, self._book)
            return await asyncio.to_thread(partial(make_plan, self._known, source, mapping, run.progress))
        except asyncio.CancelledError:
            run.is_unwanted = True  # the thread hears of it at one of the next rows
            raise
        finally:
            if self._run is run:
                self._run = None


def first_read(path: Path) -> Read:
    """Read a file, with what was chosen for it the last time. Otherwise as `read_file`."""
    if kept := kept_map(path):
        try:
            read = read_file(path, kept)
        except LingkarError:  # its file of events, which may be gone; of the file itself it is said below
            pass
        else:
            if fits(kept, read.source.table):
                return replace(read, kept=kept)
    return read_file(path)


def read_file(path: Path, mapping: ImportMap | None = None) -> Read:
    """Read a file, and guess what its columns are. For another thread.

    Args:
        path: where it is.
        mapping: may name a file of events beside it.

    Raises:
        LingkarError: it cannot be read; the sentence says why.
    """
    source = read_source(path, mapping)
    return described(source, guess_map(source.table))


def described(source: Source, guess: ImportMap) -> Read:
    """The columns of a file with samples and reasons, in the language in use. For another thread."""
    tables = [(source.table, False), *([(source.events, True)] if source.events else [])]
    columns = [
        Shown(Column(name, in_events), _samples(table, name), "" if in_events else reason_of(table, name, guess))
        for table, in_events in tables
        for name in table.columns
    ]
    return Read(source, guess, tuple(columns))


def map_in(text: str) -> ImportMap:
    """The map in a text that `text_of` made, before the book was locked.

    Raises:
        LingkarError: another version of the program made it.
    """
    try:
        return read_map(tomllib.loads(text))
    except Exception:  # whatever stands there: the file can be read without it
        raise LingkarError(_("What you had chosen cannot be read by this version of Lingkar.")) from None


def _samples(table: Table, column: str) -> str:
    return " · ".join(brief(cell, _SAMPLE) for cell in samples(table, column))


def rows_of(source: Source) -> Mapping[tuple[str, int], Mapping[str, str]]:
    """The cells of each row, by the name of its file and its line."""
    tables = [source.table, *([source.events] if source.events else [])]
    return {(table.name, row.line): row.cells for table in tables for row in table.rows}
