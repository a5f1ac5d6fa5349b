"""A table before it comes in: on the left what each column becomes, on the right what will happen to each row.

Nothing is in the book until all of it is, as one act that one undo takes back. Every change of the map is worked out in
another thread; what was worked out before stays in sight, in quiet colours, until then.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.worker import Worker

from store import Case, Change, LingkarError
from store.exchange.importing.mapfile import text_of
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.plan import Plan, Source, Supposition, Unknown
from store.language import _, current, n_
from store.language.numbers import count_text
from tui.casefile.reading import shown
from tui.commands import BY_ACTION, Command, bindings_for
from tui.commands.command import Where
from tui.cursorlist import CursorList
from tui.forms.ask import Ask
from tui.frame import KeyBar, KeyLabel, Said
from tui.importing.carrying_out import CarryingOut
from tui.importing.changes import bare_months
from tui.importing.columns_list import ColumnList
from tui.importing.head import Counts, ImportHead
from tui.importing.history import MapHistory
from tui.importing.kept import place_of_map
from tui.importing.planning import Planner, Read, Stopped, described, map_in, read_file
from tui.importing.rows_list import RowList
from tui.importing.targets import DAY, words_of
from tui.importing.whole import Whole
from tui.look.net import brief
from tui.place import BACK_AT, MOST_KEYS

SMALLEST = (40, 10)
"""With fewer cells or lines nothing can be said."""
BESIDE = 110
"""From so many cells on the columns and the rows stand beside each other."""
FEWEST_MONTHS = 6
"""So many columns headed by a month make a wide sheet, of which the year is asked."""
TICK = 0.1
"""Seconds between looks at how far it is."""

_FOOTER = ("import_table", "choose", "other_pane", "undo", "reading_order", "save_map", "load_map")
_NEEDS_FILE = frozenset({"choose", "other_pane", "reading_order", "save_map", "load_map", "import_table"})


class ImportScreen(CarryingOut):
    """A table to be brought in."""

    PLACE = Where.IMPORT
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.IMPORT)]
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BESIDE, "-wide")]  # noqa: RUF012  # as the base class has it

    def __init__(self, path: Path, read: Read | None = None) -> None:
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
        self._in_columns = True
        self._language = current()

    def compose(self) -> ComposeResult:
        """Where I am, the columns and what will happen, what just happened, what I may do."""
        self.planner = Planner(self.book)
        yield ImportHead()
        with Horizontal():
            self.columns = ColumnList(moved=self._moved)
            yield self.columns
            with Vertical(id="outcome"):
                yield Counts()
                self.rows = RowList(moved=self._moved)
                yield self.rows
        yield Whole()
        yield Counts(is_one_line=True)
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin, or go on where the book was locked."""
        self.set_interval(TICK, self._show_head)
        if self._read:
            self.work_out()
        else:
            self._read_again(self.was)
        self.show_all()

    @property
    def current_case(self) -> Case | None:
        """None: the commands here are about a table."""
        return None

    @property
    def mapping(self) -> ImportMap:
        """The map as it is now."""
        return self._maps.now

    @property
    def kept_map(self) -> ImportMap:
        """The map with the name that the last working out used."""
        return replace(self.mapping, name=self.mapping.name or (self.plan.mapping.name if self.plan else ""))

    @property
    def is_at_work(self) -> bool:
        """Whether it is being worked out anew."""
        return self._planning is not None

    @property
    def trouble(self) -> str:
        """Why nothing can be made of the file; empty when it can."""
        return self._trouble

    @property
    def source(self) -> Source | None:
        """What was read; None before it is."""
        return self._read.source if self._read else None

    # Reading it

    @work(exclusive=True, group="read")
    async def _read_again(self, was: dict[str, Any] | None, mapping: ImportMap | None = None) -> None:
        """Read the file in another thread, for a screen that comes back or a map that names another file of events."""
        try:
            wanted = mapping or (map_in(was["map"]) if was else None)
            read = await asyncio.to_thread(read_file, self._path, wanted)
        except LingkarError as error:
            if self._read:
                self.say_trouble(str(error))
            else:
                self._trouble = str(error)
                self.show_all()
            return
        is_first = self._read is None
        self._read = read
        if was:
            self._maps = MapHistory(wanted or read.guess)
            if was["changed"]:
                self._maps.keep(ImportMap())
            self._in_columns = was["in_columns"]
            self.columns.cursor = was["cursor"]
        elif is_first:
            self._maps = MapHistory(wanted or read.guess)
        else:
            self._put(wanted or read.guess)
            self._maps.keep(self.mapping)
        self.work_out()

    def take_map(self, mapping: ImportMap) -> None:
        """Take a map from a file, which may name another file of events."""
        self._read_again(None, mapping)

    # Working it out

    def work_out(self) -> None:
        """Work out what will happen with the map as it is now."""
        if self.source:
            self._planning = self._make_plan(self.source, self.mapping)
        self.show_all()

    @work(exclusive=True, group="plan")
    async def _make_plan(self, source: Source, mapping: ImportMap) -> None:
        plan, trouble = None, ""
        try:
            plan = await self.planner.plan(source, mapping)
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
            self.say(self._of_last_time() or self._which_year() or _what_next(plan))
        self.was_worked_out()

    def _of_last_time(self) -> str:
        """That it is as it was chosen the last time; empty where nothing was kept."""
        if self._read is None or self.mapping != self._read.kept:
            return ""
        name = shown(brief(place_of_map(self._path).name, 40), self.lingkar.hidden)
        return _("Your choices of the last time, from {file} · {key} takes them back").format(
            file=name, key=BY_ACTION["undo"].shown_key
        )

    def _which_year(self) -> str:
        """That the months at the heads of columns lack their year; empty where they do not."""
        months = bare_months(self.source.table.columns) if self.source and not self.mapping.days else {}
        if len(months) < FEWEST_MONTHS:
            return ""
        return _("Months without a year: which one? {key} on {month}, then “{target}”, asks for it.").format(
            key=BY_ACTION["choose"].shown_key, month=brief(next(iter(months)), 20), target=words_of(DAY)
        )

    def change_map(self, mapping: ImportMap, said: str) -> None:
        """Take another map; what will happen is worked out anew, and one key takes it back."""
        self._put(mapping)
        self.work_out()
        self.say(f"{said} · {_('u undoes')}")

    def _put(self, mapping: ImportMap) -> None:
        self.stop_waiting()
        self._maps.put(mapping)

    def map_saved(self, path: Path) -> None:  # noqa: ARG002 - where it lies was said
        """The map as it is lies in a file."""
        self._maps.keep(self.mapping)

    def action_undo(self) -> None:
        """Take the last change of the map back. What is in the book is not undone from here."""
        self._step(-1, _("Undone: the last choice"))

    def action_redo(self) -> None:
        """Choose again what was taken back."""
        self._step(1, _("Done again: the last choice"))

    def _step(self, by: int, said: str) -> None:
        self.stop_waiting()
        self._maps.step(by)
        self.work_out()
        self.say(said)

    def show_change(self, change: Change) -> None:  # noqa: ARG002 - any case may have a code or an origin of the plan
        """The book changed."""
        if not self.is_done:  # else it is this import, and the screen goes
            self.ask_book_again()

    def ask_book_again(self) -> None:
        """Work out what will happen with the book as it is now."""
        self.planner.forget()
        self.work_out()

    # Showing

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        if not hasattr(self, "planner"):
            return
        if self._language != current() and self._read:
            self._say_anew(self._read)
        self.show_all()

    @work(exclusive=True, group="read")
    async def _say_anew(self, read: Read) -> None:
        """Reasons in another language."""
        self._language = current()
        self._read = await asyncio.to_thread(described, read.source, read.guess)
        self.work_out()

    def on_resize(self) -> None:
        """What fits depends on the window."""
        if hasattr(self, "planner"):
            self.show_all()

    @property
    def _is_too_small(self) -> bool:
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    @property
    def _is_beside(self) -> bool:
        return self.size.width >= BESIDE

    def show_all(self) -> None:
        """Everything on the screen."""
        is_old = self.is_at_work
        in_columns = self._in_columns and self._read is not None
        self.columns.display = (self._is_beside or in_columns) and self._read is not None and not self._is_too_small
        self.query_one("#outcome").display = self._is_beside or not in_columns or self._is_too_small
        self.columns.hidden = self.rows.hidden = self.lingkar.hidden
        if self._read:
            words = self.plan.report.unknown if self.plan else ()
            unknown = Counter((one.column, self._is_of_events(one)) for one in words)
            self.columns.show(self._read.columns, self.mapping, self._read.guess, unknown)
        trouble = _("Too small a window") if self._is_too_small else self._trouble
        for counts in self.query(Counts):
            counts.show(self.plan, trouble, is_old=is_old)
        self.query_one("Counts.-one-line").display = self.columns.display and not self._is_beside
        self.rows.show(None if trouble else self.plan, is_old=is_old)
        self.query_one("#outcome").set_class(not in_columns, "-active")
        self.columns.activate(in_columns)
        self.rows.activate(not in_columns)
        self._show_head()
        self.show_keys()
        self.call_after_refresh(self._show_whole)  # the lists have their new width then

    def _moved(self) -> None:
        """The cursor is on another line."""
        self.show_keys()
        self._show_whole()

    def _show_whole(self) -> None:
        """All of the marked line, where it is cut."""
        listed = self.columns if self._in_columns and self._read else self.rows
        self.query_one(Whole).show(listed.whole if listed.display and not self._is_too_small else "")

    def _is_of_events(self, unknown: Unknown) -> bool:
        return unknown.part == "events" and bool(self.mapping.events_file)

    def _show_head(self) -> None:
        """The file, and how far it is."""
        if self.is_done:
            self.lingkar.presence.touch()  # it is not locked by itself while the book is being written
        doing = self.planner.doing if self._read or self._trouble else _("reading ...")
        doing = _("writing ...") if self.is_done else doing
        self.query_one(ImportHead).show(
            self._path.name, self.source, self.mapping, doing, hidden=self.lingkar.hidden
        )  # fmt: skip

    # What can be done now

    def offers(self, command: Command) -> bool:
        """Choosing needs something to choose about."""
        action = command.action
        if not hasattr(self, "planner") or self.is_done:
            return False
        if self._is_too_small:
            return action in ("leave", "lock")
        if action in _NEEDS_FILE and self._read is None:
            return False
        if action == "choose":
            return (self.columns.chosen if self._in_columns else self.rows.chosen) is not None
        if action == "undo":
            return self._maps.can_step(-1)
        if action == "redo":
            return self._maps.can_step(1)
        return super().offers(command)

    def footer_keys(self) -> Sequence[KeyLabel]:
        """The keys that matter now: importing first, then choosing; none while it is being written."""
        if self.is_done:
            return []
        commands = [BY_ACTION[action] for action in _FOOTER]
        keys = [self._key(command) for command in commands if self.offers(command)]
        leave = BY_ACTION["leave"]
        keys.insert(BACK_AT, (leave.shown_key, self.back_word))
        guide = BY_ACTION["guide"]
        return [*keys[: MOST_KEYS - 1], (guide.shown_key, guide.label)]

    def _key(self, command: Command) -> KeyLabel:
        if command.action == "other_pane":
            return command.shown_key, _("rows") if self._in_columns else _("table")
        return command.shown_key, command.label

    @property
    def back_word(self) -> str:
        """Out of here with nothing brought in, or a stop to what was asked for."""
        return _("stop") if self.waits else super().back_word

    # Choosing

    def action_choose(self) -> None:
        """What a column becomes, what a word means, or all of a row."""
        if self._in_columns and self.columns.chosen:
            self.choose_target(self.columns.chosen)
            return
        chosen = self.rows.chosen
        if isinstance(chosen, Unknown):
            self.choose_meaning(chosen)
        elif isinstance(chosen, Supposition):
            self.choose_supposed(chosen)
        elif chosen is not None:
            self.show_row(chosen)

    def on_click(self, event: events.Click) -> None:
        """The pane under the mouse is the one that the keys move."""
        if event.widget in (self.columns, self.rows) and self._in_columns != (event.widget is self.columns):
            self.action_other_pane()

    def on_cursor_list_opened(self) -> None:
        """Opened with the mouse."""
        if not self.is_done:
            self.action_choose()

    # Leaving, moving about

    @property
    def _is_changed(self) -> bool:
        return self._read is not None and not self.is_done and self._maps.is_changed

    @property
    def holds_text(self) -> bool:
        """Whether leaving now would lose choices."""
        return self._is_changed

    def action_close(self) -> None:
        """What leaving the program does first where something would be lost."""
        self._ask_to_leave()

    def action_leave(self) -> None:
        """Stop what was asked for; otherwise out, with a question where choices would be lost."""
        if self.waits:
            self.stop_waiting()
            self.say(_("Stopped. Nothing was imported."))
            self.show_keys()
        elif self._is_changed:
            self._ask_to_leave()
        elif self.is_current:
            self.dismiss()

    def _ask_to_leave(self) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss()

        text = _("Nothing was imported. {key} keeps what you chose in a file, for the next time.").format(
            key=BY_ACTION["save_map"].shown_key
        )
        self.app.push_screen(
            Ask(_("Throw away what you chose?"), text, _("throw it away"), _("go on choosing")), answered
        )

    def action_other_pane(self) -> None:
        """From the columns to what will happen, and back."""
        self._in_columns = not self._in_columns
        self.say("")
        self.show_all()

    @property
    def scrolled(self) -> CursorList:
        """The columns, or what will happen."""
        return self.columns if self._in_columns else self.rows

    def parked(self) -> dict[str, Any] | None:
        """The file, and the map as it is."""
        if self._read is None or self.is_done:
            return None if self.is_done else self.was
        return {
            "screen": "import", "path": str(self._path.absolute()), "map": text_of(self.mapping),
            "changed": self._is_changed, "in_columns": self._in_columns, "cursor": self.columns.cursor,
        }  # fmt: skip


def _what_next(plan: Plan) -> str:
    """What to do about it first."""
    unknown, skipped, supposed = (
        len(told) for told in (plan.report.unknown, plan.report.skipped, plan.report.supposed)
    )
    keys = {action: BY_ACTION[action].shown_key for action in ("other_pane", "choose", "import_table")}
    if unknown:
        return n_(
            "{count} word is not known: {other_pane}, then {choose} says what it is",
            "{count} words are not known: {other_pane}, then {choose} says what each is", unknown,
        ).format(count=count_text(unknown), **keys)  # fmt: skip
    if skipped:
        return n_(
            "{count} row is skipped: {other_pane} shows why.", "{count} rows are skipped: {other_pane} shows why.",
            skipped,
        ).format(count=count_text(skipped), **keys)  # fmt: skip
    if supposed:
        return n_(
            "{count} fact is not in the table: {other_pane} shows what is taken.",
            "{count} facts are not in the table: {other_pane} shows what is taken.", supposed,
        ).format(count=count_text(supposed), **keys)  # fmt: skip
    return _("See whether the columns are right; then {import_table} imports.").format(**keys)
