"""The search as a place: one types, and what is found stands below at once, the archive's after it; enter opens it."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from store import Case, Change, LingkarError
from store.language import _, current
from store.model import Level
from store.query import Field, Query, read_query
from store.search import Hit, Hits
from store.settings import SavedQuery, without_query
from tui.casefile.reader import NoteReader
from tui.casefile.reading import shown
from tui.casefile.rows import RowPage
from tui.closed.file import ListedFile, read_whole
from tui.commands import Command, bindings_for
from tui.commands.command import Where
from tui.filterline import FilterLine
from tui.forms.ask import Ask
from tui.frame import KeyBar, KeyLabel, Said
from tui.look.net import brief
from tui.place import Place
from tui.scrolling import Scrolled, Scrolling
from tui.search.archive import ArchiveSearch
from tui.search.heads import Problems, SearchHead, found_words, nothing_lines
from tui.search.hit_list import HitKey, HitList, key_of
from tui.search.saved import SaveSearch
from tui.search.start_rows import start_rows, term

_HELP = "f1"
"""The key for help that is one also while one types."""


class Search(Scrolling):
    """Where one finds anything."""

    PLACE = Where.SEARCH
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.SEARCH)]
    AUTO_FOCUS = ""  # coming back, the focus is where it was

    def __init__(self, query: str = "") -> None:
        """Nothing looked for yet.

        Args:
            query: what is typed already, such as what the board is filtered for.
        """
        super().__init__()
        self._first = query
        self._query = Query()
        self._cases: set[str] = set()
        self._is_choosing = False  # a saved search, although something is typed
        self._is_stale = False
        self._read_on: tuple[str, date] | None = None  # what the words of the query and the hits depend on

    def compose(self) -> ComposeResult:
        """Where I am, what I type, what of it was left out, what was found or how to look, and the frame."""
        yield SearchHead()
        yield FilterLine()
        yield Problems()
        self.found = HitList(moved=self.show_keys)
        yield self.found
        self.page = RowPage()
        yield self.page
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin, or go on where the book was locked."""
        self._archive = ArchiveSearch(self, self._add, self._show_head)
        line = self.query_one(FilterLine)
        line.open(self.was["query"] if self.was else self._first)
        line.cursor_position = len(line.value)
        line.focus()
        self._find(stay=(self.was["hit_code"], self.was["hit_note"]) if self.was else None)
        self.run_worker(self._get_ready())

    async def _get_ready(self) -> None:
        """Between the keys, so that the first word is found as quickly as the next."""
        for _pause in self.book.get_ready():
            await asyncio.sleep(0)
            if not self.display:
                return

    def parked(self) -> dict[str, Any]:
        """What is typed, and the hit under the cursor."""
        code, note = key_of(self.found.hit) if self.found.hit else ("", "")
        return {"screen": "search", "query": self._typed, "hit_code": code, "hit_note": note}

    @property
    def _typed(self) -> str:
        return self.query_one(FilterLine).value

    # What can be done now

    @property
    def current_case(self) -> Case | None:
        """None: acts on a case are for its file, as the case may lie in the archive."""
        return None

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focused, FilterLine)

    @property
    def shows_start(self) -> bool:
        """Whether the saved searches are shown, and how to look, in place of hits."""
        return self._is_choosing or not self._query

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor, where hits are shown."""
        return None if self.shows_start else self.found.hit

    @property
    def saved(self) -> SavedQuery | None:
        """The saved search under the cursor, where those are shown and nothing that was typed would give way to it."""
        part = self.page.part if self._is_choosing or not self._query.text else None
        return part if isinstance(part, SavedQuery) else None

    def offers(self, command: Command) -> bool:
        """In too small a window only leaving works; what is done with a hit or a saved search needs one."""
        if not hasattr(self, "_archive"):
            return False
        if self.found.is_too_small:
            return command.action == "leave"
        match command.action:
            case "open_hit":
                return self.hit is not None or self.saved is not None
            case "open_hit_case":
                return self.hit is not None and bool(self.hit.note)
            case "save_search":
                return bool(self._query)
            case "remove_saved":
                return self.saved is not None
            case _:
                return super().offers(command)

    @property
    def back_word(self) -> str:
        """To where one came from."""
        if self._is_choosing:
            return _("hits")
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        words = {Where.CASEFILE: _("case file"), Where.CLOSED: _("list"), Where.REVIEW: _("review")}
        return words.get(below.PLACE, super().back_word) if isinstance(below, Place) else super().back_word

    def footer_keys(self) -> Sequence[KeyLabel]:
        """While one types, letters are only letters: the keys that work all the same."""
        keys = super().footer_keys()
        if not self._is_typing:
            return keys
        *others, (_key, help) = keys
        return [*((key, word) for key, word in others if len(key) > 1), (_HELP, help)]

    def on_descendant_focus(self) -> None:
        """Other keys work while one types."""
        self.show_keys()

    def on_descendant_blur(self) -> None:
        """Other keys work in the list."""
        self.show_keys()

    # Finding

    def filter_by(self, text: str) -> None:
        """Find what was typed, in the same frame as the key."""
        if not hasattr(self, "_archive"):
            return
        was_choosing, self._is_choosing = self._is_choosing, False
        if read_query(text).text != self._query.text:
            self._find()
        elif was_choosing:
            self._show()

    def _find(self, stay: HitKey | None = None) -> None:
        """Begin anew: the live book at once, then the archive.

        Args:
            stay: the hit on which the cursor stays, if it is still found.
        """
        self._is_stale = False
        self._read_on = current(), self.book.today()
        self._query = read_query(self._typed, self.book.today())
        self.found.hidden = self.lingkar.hidden
        hits = self.book.search_live(self._query)
        self._cases = set(hits.codes)
        self.found.show(self._query.words, hits, stay)
        self._archive.look_for(self._query)
        self._show()

    def _add(self, hits: Hits) -> None:
        """Found in the archive."""
        self._cases.update(hits.codes)
        self.found.add(hits)

    def _show(self) -> None:
        """Show what there is now: hits, or how to look."""
        self.query_one(FilterLine).placeholder = _("words, or conditions such as {name}").format(
            name=term(Field.LEVEL, Level.MICRO)
        )
        self.query_one(Problems).show(self._query.problems)
        if self.shows_start:
            saved, hidden = self.book.settings.saved, self.lingkar.hidden
            self.page.show_rows("start", lambda width: start_rows(saved, width, hidden=hidden))
        self._show_fitting()
        self._show_head()
        self.show_keys()

    def _show_fitting(self) -> None:
        shows_start = self.shows_start and not self.found.is_too_small
        self.page.display, self.found.display = shows_start, not shows_start

    def _show_head(self) -> None:
        """How much was found, and how far the archive is."""
        archive, count = self._archive, len(self.found.hits)
        words = found_words(count, len(self._cases), is_all=archive.is_done) if self._query else ""
        self.query_one(SearchHead).show(words, archive.doing if self._query else "")
        self.found.say_nothing(nothing_lines(self._query) if archive.is_done else ())

    def on_resize(self) -> None:
        """What fits depends on the window."""
        self._show_fitting()
        self.show_keys()

    # What the book tells

    def show_change(self, change: Change) -> None:  # noqa: ARG002 - any change may be one of what was found
        """Find anew; behind another screen only once that is gone."""
        self._archive.stop()
        if self.is_current:
            self._find_again()
        else:
            self._is_stale = True

    def on_screen_resume(self) -> None:
        """The screen above is gone: catch up with what was done meanwhile."""
        if self._is_stale:
            self._find_again()
        elif hasattr(self, "_archive"):
            self._show()  # a search may have been saved

    def show_anew(self) -> None:
        """The language, the theme, hiding or the day changed."""
        if self._read_on != (current(), self.book.today()):
            self._find_again()
        else:
            self.found.hidden = self.lingkar.hidden
            self.found.show_anew()
            self._show()

    def _find_again(self) -> None:
        self._find(stay=key_of(self.found.hit) if self.found.hit else None)

    # Opening

    def on_cursor_list_opened(self) -> None:
        """Opened with the mouse."""
        self.action_open_hit()

    def on_row_page_moved(self) -> None:
        """The keys that make sense depend on the saved search."""
        self.show_keys()

    def on_row_page_opened(self) -> None:
        """Chosen with the mouse."""
        self.action_open_hit()

    def on_input_submitted(self) -> None:
        """Enter, while one types."""
        self.action_open_hit()

    def action_open_hit(self) -> None:
        """The note at the found words, the file of a case, or what a saved search finds."""
        hit = self.hit
        if self.saved:
            self._type(self.saved.query)
        elif hit and hit.note:
            self._open(hit.code, NoteReader(hit.note, self._query.words))
        elif hit:
            self.action_open_hit_case()

    def action_open_hit_case(self) -> None:
        """The file of the case; its neighbours are the other cases in which something was found."""
        if self.hit:
            self._open(self.hit.code, ListedFile(self.hit.code, self.found.hits.codes))

    def _open(self, code: str, screen: NoteReader | ListedFile) -> None:
        """Open what was found, if all of its case can be read."""
        if self.found.is_too_small:
            return
        try:
            read_whole(self.book, code)
        except LingkarError as error:
            self.say_trouble(str(error))
        else:
            self.say("")
            self.app.push_screen(screen)

    # Saved searches

    def action_save_search(self) -> None:
        """Ask for a name."""

        def saved(name: str | None) -> None:
            if name:
                self.say(_("Saved as {name}").format(name=brief(name)))

        self.app.push_screen(SaveSearch(self._query.text), saved)

    def action_saved_searches(self) -> None:
        """Show them in place of the hits, and again the hits."""
        self._is_choosing = not self._is_choosing and bool(self._query)
        self.set_focus(None)
        self._show()

    def action_remove_saved(self) -> None:
        """Forget the saved search, after a question."""
        saved = self.saved
        if saved is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                rest = without_query(self.book.settings.saved, saved.name)
                self.attempt(lambda: self.book.change_settings(saved=rest))
                self._show()

        name = shown(brief(saved.name), self.lingkar.hidden)
        question = _("Remove the saved search {name}?").format(name=name)
        text = _("Only the search is forgotten, nothing that it finds. This cannot be undone.")
        self.app.push_screen(Ask(question, text, _("remove it"), _("keep it")), answered)

    def _type(self, query: str) -> None:
        """Put a query where one types, as if it had been typed."""
        line = self.query_one(FilterLine)
        line.value = query
        line.cursor_position = len(query)
        line.focus()

    # Leaving, moving about

    def action_leave(self) -> None:
        """One step back: from the saved searches to the hits, from them to where one came from."""
        if self._is_choosing:
            self._is_choosing = False
            self.query_one(FilterLine).focus()
            self._show()
        elif self.is_current:
            self.dismiss()

    def action_between(self) -> None:
        """From the words to the list, where letters are keys, and back."""
        if self._is_typing:
            self.set_focus(None)
        else:
            self.action_change_words()

    def action_change_words(self) -> None:
        """Back to the words."""
        self.query_one(FilterLine).focus()

    @property
    def scrolled(self) -> Scrolled:
        """The hits, or the saved searches."""
        return self.page if self.shows_start else self.found
