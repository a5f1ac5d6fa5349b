"""The line above the search: what was found, and how far the archive is; and the one below for what was left out."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from store.language import _, n_
from store.language.numbers import count_text
from store.query import Query
from tui.casefile.layout import QUIET, STRONG, opening, paragraph
from tui.casefile.page import Lines

_LOW = 20  # lines; in a lower window what was found needs the room more than all that a sentence says


class SearchHead(Widget):
    """Where I am, and what was found."""

    def __init__(self) -> None:
        """Nothing looked for yet."""
        super().__init__()
        self._found, self._doing = "", ""

    def show(self, found: str, doing: str) -> None:
        """Bring the line up to date.

        Args:
            found: how much was found; empty while nothing is looked for.
            doing: what is still going on.
        """
        if (found, doing) != (self._found, self._doing):
            self._found, self._doing = found, doing
            self.refresh()

    def render(self) -> Content:
        """One line; what is going on matters more than how much there is so far."""
        left = Content.assemble((_("Search"), "bold $accent"), "  ", (self._found, STRONG))
        doing = Content.styled(self._doing, QUIET)
        gap = self.size.width - left.cell_length - doing.cell_length
        if gap < 2:
            left = Content.styled(self._found or _("Search"), STRONG)
            gap = max(1, self.size.width - left.cell_length - doing.cell_length)
        return Content.assemble(left, " " * gap, doing) if self._doing else left


class Problems(Widget):
    """What of the typed query was left out, and why; out of sight while there is nothing to say."""

    def __init__(self) -> None:
        """No problems."""
        super().__init__()
        self.sentences: tuple[str, ...] = ()
        self.display = False

    def show(self, sentences: Sequence[str]) -> None:
        """Say them."""
        if tuple(sentences) != self.sentences:
            self.sentences = tuple(sentences)
            self.display = bool(sentences)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """What it takes to say them."""
        return len(self._lines(width))

    def render(self) -> Content:
        """One after the other, as plain text."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> Lines:
        text = " ".join(self.sentences)
        return opening(text, width, indent=0) if self.app.size.height < _LOW else paragraph(text, width)


def found_words(hits: int, cases: int, *, is_all: bool) -> str:
    """How much was found: `12 hits in 3 cases`.

    Args:
        hits: how many hits.
        cases: in how many cases.
        is_all: whether everything was looked through.
    """
    if not hits:
        return _("nothing found") if is_all else _("nothing found so far")
    many = n_("{count} hit", "{count} hits", hits).format(count=count_text(hits))
    where = n_("{count} case", "{count} cases", cases).format(count=count_text(cases))
    return _("{hits} in {cases}").format(hits=many, cases=where)


def nothing_lines(query: Query) -> list[str]:
    """What else to try when nothing was found."""
    lines = [_("Nothing has these words."), _("Parts of words are enough; try fewer of them.")]
    if query.conditions and query.words:
        lines.append(_("The conditions (name:value) leave out the rest; try without them."))
    elif query.conditions:
        lines = [_("Nothing fits these conditions."), _("Try fewer of them.")]
    return lines
