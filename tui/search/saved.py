"""The dialog that asks for the name under which a search is saved."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.language import _
from store.model.text import clean_line
from store.settings import LONGEST_NAME, with_query
from tui.casefile.reading import shown
from tui.forms.form import Form
from tui.forms.text import LineField
from tui.look.net import brief


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
            self.book.change_settings(saved=with_query(self.book.settings.saved, name, self._query))
        except LingkarError as error:
            self.show_error(error)
        else:
            self.finish(name)
