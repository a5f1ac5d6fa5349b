"""Filtering the board: what is typed or ticked, what of it holds, and the way on to the notes, which it leaves out."""

from store.language import _
from store.query import Condition, Field, Is
from tui.board.arrangement import Arrangement
from tui.board.board import Board
from tui.board.filter_words import written
from tui.commands import BY_ACTION
from tui.filterline import FilterLine
from tui.moves.acts import CaseActs

_TODAY = Condition(Field.IS, Is.TODAY)


class Filtering(CaseActs):
    """A place with cards that can be filtered.

    Attributes:
        arrangement: the cards, and the filter.
        board: shows them.
    """

    arrangement: Arrangement
    board: Board

    def know_who_waits(self) -> None:
        """See which cases need their worker today, if that is not known yet."""
        raise NotImplementedError

    def show_top(self) -> None:
        """Bring the lines above the cards up to date."""
        raise NotImplementedError

    def action_filter(self) -> None:
        """Type what to filter by."""
        placeholder = _("words in code, alias, problem, tags; enter goes to the cards, esc shows all")
        self.query_one(FilterLine).ask(placeholder)
        self.show_top()

    def filter_by(self, query: str) -> None:
        """Show only the cards that fit; see `store.query` for how that is written."""
        if hasattr(self, "board"):
            self.arrangement.filter(query)
            if self.arrangement.asks_who_waits:
                self.know_who_waits()
            self.board.show_anew(filtered=True)
            self.show_top()

    def action_show_filters(self) -> None:
        """Tick what to filter by."""
        from tui.board.filters import FilterForm

        self.app.push_screen(FilterForm(self.arrangement.query.text))

    def take_over(self, text: str) -> None:
        """Filter by this text, and set the cards in the order that the settings say."""
        current = self.current_case
        if self.arrangement.order is not self.book.settings.card_order:
            self.arrangement.sort_by(self.book.settings.card_order)
            self.board.show_anew(filtered=True)
        self.query_one(FilterLine).value = f"{text} " if text else ""  # what is typed behind it is a word of its own
        if current:
            self.board.go_to(current.code)
        self.show_keys()

    def action_only_today(self) -> None:
        """Only the cases that need the worker today, beside what is filtered for already; once more: not only those."""
        query = self.arrangement.query
        others = [each for each in query.conditions if each != _TODAY]
        conditions = others if _TODAY in query.conditions else [*others, _TODAY]
        self.take_over(written(query.words, conditions))

    def on_input_submitted(self) -> None:
        """To the cards; the filter stays on, which the line in words goes on to say. Without a card, to the notes."""
        if self._finds_nothing and self.sought:
            self.action_search()
            return
        self.query_one(FilterLine).put_away()
        self.show_top()
        self.board.focus()

    @property
    def sought(self) -> str:
        """The filter, as the search takes it over; where it has no words it asks about cards only."""
        query = self.arrangement.query
        return query.text.strip() if query.words else ""

    @property
    def filtered_word(self) -> str:
        """Where enter leads while one types."""
        return _("look in all notes") if self._finds_nothing and self.sought else super().filtered_word

    @property
    def _finds_nothing(self) -> bool:
        return not any(self.arrangement.counts())

    @property
    def search_key(self) -> str:
        """What leads from the filter to the search, which looks for the same words in the notes."""
        if not self.sought:
            return ""
        key = BY_ACTION["search"].shown_key
        if not self.query_one(FilterLine).is_open:
            return key
        return "enter" if self._finds_nothing else _("enter, then {key}").format(key=key)

    def action_clear_filter(self) -> None:
        """All cards again."""
        self.query_one(FilterLine).close()
        self.show_top()
        self.board.focus()
