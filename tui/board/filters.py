"""The form of the filters: what the board can be narrowed to, with ticks in place of typing, and what was saved.

It yields the text that one could type into the line of the filter, and keeps of that text what has no tick.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from textual.widget import Widget

from store import LingkarError
from store.language import N_, _
from store.model.text import clean_line
from store.query import VALUES, Condition, Field, Gap, Is, Query, case_term, plain_tag, read_query, value_label
from store.settings import LONGEST_NAME, CardOrder, with_query
from tui.board.filter_words import value_words, written
from tui.board.screen import BoardScreen
from tui.commands import BY_ACTION
from tui.forms.chips import ChipsField
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field as FormField
from tui.forms.form import Form
from tui.forms.tags import in_use
from tui.forms.text import LineField, LineInput
from tui.look.net import brief

F = TypeVar("F", bound=FormField)

TAGS = 12
"""How many tags are offered, the most used first; `tag:` in the line of words asks for any other."""

_STATES = (Condition(Field.IS, Is.TODAY), Condition(Field.IS, Is.LATE), Condition(Field.GAP, Gap.WORSE))
_LISTS: Sequence[tuple[Field, str]] = (
    (Field.RISK, N_("Risk")),
    (Field.LEVEL, N_("Level")),
    (Field.SIZE, N_("Client system")),
    (Field.FIELD, N_("Practice field")),
)


class FilterForm(Form):
    """Ticks for what the board can be narrowed to, the order of its cards, and filters under a name."""

    ASKS = False  # nothing is lost but ticks, which are quickly set again

    def __init__(self, text: str) -> None:
        """With what is filtered for now."""
        super().__init__()
        self._query = read_query(text)
        self._offered: list[ChipsField] = []

    def heading(self) -> str:
        """What it is for."""
        return _("Which cards to show")

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("show them")

    def parts(self) -> Iterable[Widget]:
        """What there is to tick, the words, the order, and what was saved. Hidden text stays as it is, out of sight."""
        settings, hidden = self.book.settings, self.lingkar.hidden
        self._offered = [self._chips("state", Field.IS.label, _STATES)]
        self._offered += [
            self._chips(field, _(label), [Condition(field, value) for value in VALUES[field]])
            for field, label in _LISTS
        ]
        if not hidden and (tags := self._tags()):
            self._offered.append(self._chips(Field.TAG, _("Tags"), [Condition(Field.TAG, tag) for tag in tags]))
        yield from self._offered
        if not hidden:
            line = LineInput(self._rest(self._query), _("words in the case; also phase:planning, has:draft"))
            yield _beside(LineField("words", _("Words"), line.value, control=line))
        orders = [(order.value, order.label) for order in CardOrder]
        yield _beside(ChoiceField("card_order", _("Order"), orders, settings.card_order))
        if not hidden and settings.saved:
            names = [(saved.name, saved.name) for saved in settings.saved]
            yield _beside(ChoiceField("saved", _("Take over"), [(None, _("one that was saved")), *names]))
        if not hidden:
            line = LineInput(placeholder=_("a name, to use this again"))
            yield _beside(LineField("name", _("Save as"), limit=LONGEST_NAME, control=line))

    def _chips(self, key: str, label: str, conditions: Sequence[Condition]) -> ChipsField:
        options = [(case_term(each.field, each.value), _chip_words(each)) for each in conditions]
        return _beside(ChipsField(key, label, options, _terms(self._query)))

    def _tags(self) -> list[str]:
        """The tags asked for now, and those used most on the board."""
        used = in_use((card.case for card in self._board.arrangement.cards), "tags")
        offered = dict.fromkeys([*sorted(self._query.wanted(Field.TAG)), *map(plain_tag, used)])
        return list(offered)[:TAGS]

    def _rest(self, query: Query) -> str:
        """What of a query has no tick, as it is typed."""
        ticks = {term for field in self._offered for term, _words in field.ticks.options}
        others = [each for each in query.conditions if case_term(each.field, each.value) not in ticks]
        return written(query.words, others)

    @property
    def _board(self) -> BoardScreen:
        return next(place for place in self.lingkar.places() if isinstance(place, BoardScreen))

    def changed(self, field: FormField) -> None:
        """A saved filter takes the place of what was ticked and typed."""
        if field.key == "saved" and field.value:
            saved = next(each for each in self.book.settings.saved if each.name == field.value)
            query = read_query(saved.query)
            for chips in self._offered:
                chips.retype("\n".join(_terms(query)))
            self.field("words").retype(self._rest(query))

    def save(self) -> None:
        """Show them, in the order chosen, and keep the filter under its name if it has one."""
        fields, settings = {field.key: field for field in self.fields}, self.book.settings
        words = fields["words"].value if "words" in fields else self._rest(self._query)
        text = " ".join([clean_line(words), *(term for chips in self._offered for term in chips.value)]).strip()
        name = clean_line(fields["name"].value) if "name" in fields else ""
        if name and not text:
            self.show_problems({"name": _("Nothing is ticked or typed that could be saved.")})
            return
        saved = with_query(settings.saved, name, text) if name else settings.saved
        try:
            if (order := CardOrder.of(fields["card_order"].value)) != settings.card_order or saved != settings.saved:
                self.book.change_settings(card_order=order, saved=saved)
        except LingkarError as error:
            self.show_error(error)
            return
        board = self._board
        board.take_over(text)
        self.finish(None)
        if name:
            key, field = BY_ACTION["show_filters"].shown_key, _("Take over")
            board.say(
                _("Saved as {name} · {key} offers it again at “{field}”").format(name=brief(name), key=key, field=field)
            )


def _terms(query: Query) -> list[str]:
    return [case_term(each.field, each.value) for each in query.conditions]


def _chip_words(condition: Condition) -> str:
    """A value under the name of its field, which it need not repeat."""
    if condition.field is Field.RISK:
        return value_label(condition).lower()
    return condition.value if condition.field is Field.TAG else value_words(condition)


def _beside(field: F) -> F:
    """With its label on the left, so that all of the form is in sight at 80x24."""
    field.add_class("-beside")
    return field
