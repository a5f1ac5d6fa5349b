"""Saved searches: the list of them with one more or one less, and the dialog that asks for a name."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.language import _
from store.model.text import clean_line
from store.settings import SavedQuery
from tui.casefile.reading import shown
from tui.forms.form import Form
from tui.forms.text import LineField
from tui.look.net import brief

LONGEST_NAME = 40


def with_search(saved: Sequence[SavedQuery], name: str, query: str) -> tuple[SavedQuery, ...]:
    """The saved searches with this one; it takes the place of one with the same name, else comes last."""
    new = SavedQuery(name=name, query=query)
    if any(_is_named(each, new.name) for each in saved):
        return tuple(new if _is_named(each, new.name) else each for each in saved)
    return (*saved, new)


def without_search(saved: Sequence[SavedQuery], name: str) -> tuple[SavedQuery, ...]:
    """The saved searches without the one of this name."""
    return tuple(each for each in saved if not _is_named(each, name))


def _is_named(saved: SavedQuery, name: str) -> bool:
    return saved.name.casefold() == clean_line(name).casefold()


class SaveSearch(Form):
    """Asks for the name. It answers the name under which the search was saved."""

    ENTER_SAVES = True

    def __init__(self, query: str) -> None:
        """Of a search, as it was typed."""
        super().__init__()
        self._query = query

    def heading(self) -> str:
        """What is asked."""
        return _("Save this search")

    def parts(self) -> Iterable[Widget]:
        """What is saved, and its name."""
        yield Static(Content(shown(brief(self._query), self.lingkar.hidden)), classes="lead")
        yield LineField(
            "name", _("Name"), needed=True, limit=LONGEST_NAME,
            help=_("A search of the same name is replaced. The filters of the board offer it too."),
        )  # fmt: skip

    def save(self) -> None:
        """Keep it with the settings of the book."""
        name = clean_line(self.field("name").value)
        try:
            self.book.change_settings(saved=with_search(self.book.settings.saved, name, self._query))
        except LingkarError as error:
            self.show_error(error)
        else:
            self.finish(name)
