"""Drawing what was found: a hit in two lines, the second with the found words in their context. Pure."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.language import _
from store.language.formats import day_text
from store.model import NoteStatus
from store.model.text import HIDDEN
from store.search import Hit, context
from tui.casefile.reading import shown
from tui.look.drawing import Look, fitted
from tui.look.net import cell_text

ROWS = 2
"""Lines of a hit."""

SMALLEST = 40
"""The least width in which a hit says anything."""

_MARK = 2  # cells on the left for the mark of the cursor
_LEAST_ALIAS = 8

_FOUND = Style(bold=True, underline=True)
"""How a found word differs from the text around it, also without colours."""


def hit_lines(
    hit: Hit, words: Sequence[str], width: int, look: Look, *, selected: bool, hidden: bool
) -> tuple[Strip, Strip]:
    """A hit in two lines of a width.

    Args:
        hit: what was found.
        words: the folded words that were looked for.
        width: cells there are.
        look: styles.
        selected: whether the cursor is on it.
        hidden: whether client text is hidden.
    """
    mark = Segment("┃ " if selected else "  ", look.accent)
    ground = look.raised if selected else look.ground
    lines = _head(hit, width - _MARK, look, hidden=hidden), _context(hit, words, width - _MARK, look, hidden=hidden)
    head, text = (Strip([mark, *line]).apply_style(ground).adjust_cell_length(width, ground) for line in lines)
    return head, text


def _head(hit: Hit, width: int, look: Look, *, hidden: bool) -> list[Segment]:
    """Code, alias, and the facts; the alias is cut first, as the code says which case it is."""
    facts = "".join(f" · {fact}" for fact in facts_of(hit))
    alias = shown(cell_text(hit.alias), hidden)
    room = max(_LEAST_ALIAS, width - cell_len(hit.code) - 2 - cell_len(facts))
    if cell_len(alias) > room:
        alias = fitted(alias, room)
    return [Segment(hit.code, look.bold), Segment(f"  {alias}", look.bold), Segment(facts, look.quiet)]


def facts_of(hit: Hit) -> list[str]:
    """What is said of a hit beside its case: how and when the contact was, and whether it counts and is at hand."""
    how = [] if hit.is_unstated else [hit.mode.label if hit.mode else _("case")]
    facts = [*how, day_text(hit.day)]
    if hit.status in (NoteStatus.DRAFT, NoteStatus.VOIDED):
        facts.append(hit.status.label.lower())
    if hit.is_archived:
        facts.append(_("archived"))
    return facts


def _context(hit: Hit, words: Sequence[str], width: int, look: Look, *, hidden: bool) -> list[Segment]:
    if hidden:
        return [Segment(HIDDEN, look.quiet)]
    text, spans = context(hit.text, words, width)
    if cell_len(text) > width:  # characters of two cells
        text, spans = context(hit.text, words, width // 2)
    if not text:
        return [Segment(_("no text yet"), look.quiet)]
    found = look.accent + _FOUND
    return [Segment(cell_text(piece), found if is_found else look.text) for piece, is_found in _cut(text, spans)]


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a found word."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [*pieces, (text[at:], False)]
