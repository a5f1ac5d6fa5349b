"""From a file and a map to what will happen: read once, and worked out anew in another thread whenever the map changes.

Every map that there was can be gone back to. What was worked out before stays until the new plan is there.
"""

import asyncio
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from textual import work
from textual.worker import Worker

from store import Change, LingkarError
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.plan import Plan, Source
from store.language import _, current
from tui.importing.advice import first_advice
from tui.importing.carrying_out import CarryingOut
from tui.importing.history import MapHistory
from tui.importing.planning import Planner, Read, Stopped, described, map_in, read_file


class WorkingOut(CarryingOut):
    """A place at which it is worked out what a map makes of a file."""

    def __init__(self, path: Path, read: Read | None) -> None:
        """For a file.

        Args:
            path: where it is.
            read: what was read of it already; None reads it.
        """
        super().__init__()
        self._path, self._read = path, read
        self._maps = MapHistory(read.guess if read else ImportMap())
        if read and read.kept:  # behind the guess, to which one key leads back
            self._maps.put(read.kept)
            self._maps.keep(read.kept)
        self._trouble = ""
        self._planning: Worker[None] | None = None
        self._language = current()

    def show_all(self) -> None:
        """Show the map, and what will happen, as they are now."""
        raise NotImplementedError

    def was_read(self) -> None:
        """The file was read for the first time."""
        raise NotImplementedError

    # What there is

    @property
    def source(self) -> Source | None:
        """What was read; None before it is."""
        return self._read.source if self._read else None

    @property
    def mapping(self) -> ImportMap:
        """The map as it is now."""
        return self._maps.now

    @property
    def kept_map(self) -> ImportMap:
        """The map with the name that the last working out used."""
        return replace(self.mapping, name=self.mapping.name or (self.plan.mapping.name if self.plan else ""))

    @property
    def is_changed(self) -> bool:
        """Whether leaving now would lose choices."""
        return self._read is not None and not self.is_done and self._maps.is_changed

    @property
    def is_at_work(self) -> bool:
        """Whether it is being worked out anew."""
        return self._planning is not None

    @property
    def trouble(self) -> str:
        """Why nothing can be made of the file; empty when it can."""
        return self._trouble

    @property
    def doing(self) -> str:
        """What is under way, in words, and how far it is; empty for nothing."""
        if self.is_done:
            return _("writing ...")
        return self._planner.doing if self._read or self._trouble else _("reading ...")

    @cached_property
    def _planner(self) -> Planner:
        return Planner(self.book)

    # Reading it

    def begin(self) -> None:
        """Read the file, unless it was, and work it out; with the map there was where the book was locked."""
        if self._read:
            self.work_out()
        else:
            self._read_again(None)

    @work(exclusive=True, group="read")
    async def _read_again(self, mapping: ImportMap | None) -> None:
        """Read the file in another thread: for the first time, or for a map that names another file of events."""
        was = self.was if self._read is None else None
        try:
            wanted = map_in(was["map"]) if was else mapping
            read = await asyncio.to_thread(read_file, self._path, wanted)
        except LingkarError as error:
            if self._read:
                self.say_trouble(str(error))
            else:
                self._trouble = str(error)
                self.show_all()
            return
        is_first, self._read = self._read is None, read
        if is_first:
            self._maps = MapHistory(wanted or read.guess)
            if was and was["changed"]:
                self._maps.keep(ImportMap())
            self.was_read()
        else:
            self._put(wanted or read.guess)
            self._maps.keep(self.mapping)
        self.work_out()

    def describe_anew(self) -> None:
        """Say the reasons of the guess in the language in use, where they are in another one."""
        if self._language != current() and self._read:
            self._describe(self._read)

    @work(exclusive=True, group="read")
    async def _describe(self, read: Read) -> None:
        self._language = current()
        self._read = await asyncio.to_thread(described, read.source, read.guess)
        self.work_out()

    # Working it out

    def work_out(self) -> None:
        """Work out what will happen with the map as it is now."""
        if self._read:
            self._planning = self._make_plan(self._read, self.mapping)
        self.show_all()

    @work(exclusive=True, group="plan")
    async def _make_plan(self, read: Read, mapping: ImportMap) -> None:
        plan: Plan | None = None
        trouble = ""
        try:
            plan = await self._planner.plan(read.source, mapping)
        except Stopped:
            return
        except LingkarError as error:
            trouble = str(error)
        except Exception:  # whatever it is: nothing may come of it, and nothing else may be lost
            trouble = _("This could not be worked out. Nothing was imported, and the book is unharmed.")
        is_first = self.plan is None and not self._trouble
        self._planning, self.plan, self._trouble = None, plan, trouble
        self.show_all()
        if is_first and plan:
            self.say(first_advice(self._path, read, plan, mapping, hidden=self.lingkar.hidden))
        self.was_worked_out()

    def ask_book_again(self) -> None:
        """Work out what will happen with the book as it is now."""
        self._planner.forget()
        self.work_out()

    def show_change(self, change: Change) -> None:  # noqa: ARG002 - any case may have a code or an origin of the plan
        """The book changed."""
        if not self.is_done:  # else it is this import, and the screen goes
            self.ask_book_again()

    # Other maps

    def change_map(self, mapping: ImportMap, said: str) -> None:
        """Take another map; what will happen is worked out anew, and one key takes it back."""
        self._put(mapping)
        self.work_out()
        self.say(f"{said} · {_('u undoes')}")

    def take_map(self, mapping: ImportMap) -> None:
        """Take a map from a file, which may name another file of events."""
        self._read_again(mapping)

    def map_saved(self, path: Path) -> None:  # noqa: ARG002 - where it lies was said
        """The map as it is lies in a file."""
        self._maps.keep(self.mapping)

    def action_undo(self) -> None:
        """Take the last change of the map back. What is in the book is not undone from here."""
        self._step(-1, _("Undone: the last choice"))

    def action_redo(self) -> None:
        """Choose again what was taken back."""
        self._step(1, _("Done again: the last choice"))

    def can_step(self, by: int) -> bool:
        """Whether there is a choice to take back, or one to choose again."""
        return self._maps.can_step(by)

    def _put(self, mapping: ImportMap) -> None:
        self.stop_waiting()
        self._maps.put(mapping)

    def _step(self, by: int, said: str) -> None:
        self.stop_waiting()
        self._maps.step(by)
        self.work_out()
        self.say(said)
