"""Drawing the list of closed cases: which columns a width has room for, and a case in one line. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.language import _
from store.language.formats import day_text
from store.model import Outcome, TerminationReason
from tui.casefile.reading import shown
from tui.closed.listing import Row
from tui.look.drawing import Look, fitted
from tui.look.net import cell_text
from tui.look.words import called

_MARK, _GAP = 2, 2
_CODE, _DAY = 11, 11
_ALIAS, _REASON = 20, 20
"""The least room for what can be cut off."""
_LONG_ALIAS = 36
"""More room than this only takes the columns apart."""

SMALLEST = 40
"""The least width in which a line says anything."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list.

    Attributes:
        key: what stands in it.
        head: its name.
        width: cells there are.
        right: whether it is aligned on the right, as numbers and days are.
    """

    key: str
    head: str
    width: int
    right: bool = False

    def set(self, text: str) -> str:
        """A text in the cells of this column."""
        return text.rjust(self.width) if self.right else fitted(text, self.width)


def columns_for(width: int) -> tuple[Column, ...]:
    """The columns that fit into so many cells: code, alias and day of closing always, the others as there is room."""
    outcome = max(cell_len(each.label) for each in Outcome)
    reason = _widest_reason()
    episode = max(cell_len(_("episode")), 3)
    left = width - _MARK - _CODE - (_ALIAS + _GAP) - (_DAY + _GAP)
    room = {"code": _CODE, "alias": _ALIAS, "closed": _DAY}
    for key, least in (("reason", _REASON), ("outcome", outcome), ("opened", _DAY), ("episode", episode)):
        if left < least + _GAP:
            break
        room[key] = least
        left -= least + _GAP
    if "reason" in room:
        more = min(left, reason - _REASON)
        room["reason"] += more
        left -= more
    room["alias"] += max(-_ALIAS // 2, min(left, _LONG_ALIAS - _ALIAS))
    every = (
        ("code", _("code"), False), ("alias", _("alias"), False), ("opened", _("opened"), True),
        ("closed", _("closed"), True), ("reason", _("reason"), False), ("outcome", _("outcome"), False),
        ("episode", _("episode"), True),
    )  # fmt: skip
    return tuple(Column(key, head, room[key], right) for key, head, right in every if key in room)


def _widest_reason() -> int:
    return max(cell_len(each.label) for each in TerminationReason)


def shows_all(columns: Sequence[Column]) -> bool:
    """Whether nothing about a case is left out or cut off."""
    room = {column.key: column.width for column in columns}
    return "episode" in room and room["reason"] >= _widest_reason()


def head_line(columns: Sequence[Column], look: Look) -> Strip:
    """The names of the columns."""
    heads = {column.key: (column.head, look.quiet) for column in columns}
    return Strip(_cells(columns, heads, " " * _MARK, look.quiet))


def row_line(row: Row, columns: Sequence[Column], look: Look, *, selected: bool, hidden: bool) -> Strip:
    """A closed case on one line.

    Args:
        row: which case.
        columns: what is said of it.
        look: styles.
        selected: whether the cursor is on it.
        hidden: whether client text is hidden.
    """
    strong = look.bold if selected else look.text
    texts = {
        "code": (row.code, strong),
        "alias": (shown(cell_text(called(row.alias, row.name)), hidden), strong),
        "opened": (day_text(row.opened), look.quiet),
        "closed": (day_text(row.closed), look.text),
        "reason": (row.reason.label, look.text),
        "outcome": (row.outcome.label, look.quiet),
        "episode": (str(row.episode), look.quiet),
    }
    return Strip(_cells(columns, texts, "┃ " if selected else "  ", look.accent))


def _cells(
    columns: Sequence[Column], texts: dict[str, tuple[str, Style]], mark: str, mark_style: Style
) -> list[Segment]:
    cells = [Segment(mark, mark_style)]
    for number, column in enumerate(columns):
        text, style = texts[column.key]
        cells.append(Segment(" " * _GAP * bool(number) + column.set(text), style))
    return cells


def row_facts(row: Row) -> tuple[str, str]:
    """What the columns of a narrow window leave out or cut off, in two lines."""
    opened = _("opened {day}").format(day=day_text(row.opened))
    episode = _("episode {number}").format(number=row.episode)
    return f"{row.reason.label} · {row.outcome.label.lower()}", f"{opened} · {episode}"
