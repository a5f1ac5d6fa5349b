"""A small form with one text in it: an addendum to a note, or the reason why a note does not hold."""

from collections.abc import Callable, Iterable

from textual.widget import Widget

from store import Note
from tui.forms.form import Form
from tui.forms.text import AreaField


class WriteForm(Form):
    """A text and the act that keeps it. The act runs while the text is still there, so that no trouble loses it."""

    def __init__(
        self, heading: str, label: str, help: str, save: Callable[[str], Note],
        rescue: Callable[[str], object] | None = None,
    ) -> None:  # fmt: skip
        """Ask for a text.

        Args:
            heading: what it is for.
            label: what it is.
            help: what to write.
            save: the act of the book that keeps it.
            rescue: what keeps an unfinished text when the program ends; None when it is not worth keeping.
        """
        super().__init__()
        self._heading, self._act, self._rescue = heading, save, rescue
        self._text = AreaField("text", label, help=help, needed=True)

    def heading(self) -> str:
        """The title in the frame."""
        return self._heading

    def parts(self) -> Iterable[Widget]:
        """The one field."""
        yield self._text

    def save(self) -> None:
        """Keep the text."""
        self.attempt(lambda: self.book.case(self._act(self._text.value).case_code))

    def keep(self) -> bool:
        """The program may end at once: keep an unfinished text, where that makes sense; answers whether all is kept."""
        if self._rescue and not self._text.is_empty:
            self._rescue(self._text.value)
        return self._rescue is not None or self._text.is_empty
