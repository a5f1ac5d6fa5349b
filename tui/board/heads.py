"""The lines above the cards: heads of columns, the strip of all phases for narrow windows; and the first steps."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from store.language import N_, _
from store.model import Phase
from tui.board.arrangement import PHASES, Arrangement
from tui.board.geometry import Column
from tui.look.drawing import Look, fitted

_SHORT = {
    Phase.ENGAGEMENT: N_("Engage"),
    Phase.ASSESSMENT: N_("Assess"),
    Phase.PLANNING: N_("Plan"),
    Phase.INTERVENTION: N_("Intervene"),
    Phase.MONITORING: N_("Monitor"),
    Phase.EVALUATION: N_("Evaluate"),
    Phase.TERMINATION: N_("Terminate"),
}


def column_heads(
    columns: Sequence[Column], counts: Sequence[int], cursor: int, look: Look, *, with_counts: bool
) -> Strip:
    """The line with the name of each column, in the hue of its phase; the cursor's is marked with a word sign too."""
    parts: list[Segment] = []
    for column in columns:
        style, at_cursor = look.phases[column.phase], column.phase == cursor
        if column.folded:
            text = fitted(_(_SHORT[PHASES[column.phase]])[: column.width], column.width)
            parts.append(Segment(text, look.quiet))
            continue
        count = f" {counts[column.phase]}" if with_counts else ""
        mark = "▌" if at_cursor else " "
        name = fitted(PHASES[column.phase].label, column.width - 1 - len(count)).rstrip()
        text = f"{mark}{name}"
        parts += [
            Segment(text, style),
            Segment(count, look.bold if at_cursor else look.quiet),
            Segment(" " * (column.width - cell_len(text) - len(count))),
        ]
    return Strip(parts).apply_style(look.ground)


def strip_of_phases(width: int, counts: Sequence[int], cursor: int, columns: Sequence[Column], look: Look) -> Strip:
    """All phases with their counts on one line; the cursor's in brackets, those on the screen in their hue."""
    shown = {column.phase for column in columns}
    for length in (20, 5, 4, 3):
        words = [f"{_(_SHORT[phase])[:length].rstrip()} {counts[i]}" for i, phase in enumerate(PHASES)]
        texts = [f"[{word}]" if i == cursor else f" {word} " for i, word in enumerate(words)]
        if sum(map(cell_len, texts)) <= width:
            break
    else:
        texts = ["" if i != cursor else f"[{cursor + 1}/{len(PHASES)}]" for i in range(len(PHASES))]
    parts = [Segment(text, look.phases[i] if i in shown else look.quiet) for i, text in enumerate(texts)]
    return Strip(parts).apply_style(look.ground)


def nothing_fits(arrangement: Arrangement) -> list[str]:
    """What a board says on which the filter leaves no card."""
    if arrangement.asks_who_waits and not arrangement.waiting:
        sentence = _("Nobody needs you today.")
    elif arrangement.query.conditions:
        sentence = _("No case fits all of this.")
    else:
        sentence = _("No card has these words.")
    return [sentence, _("esc shows all cards again.")]


def first_steps() -> list[str]:
    """What an empty board says: what this place is for, and the one key to start."""
    return [
        _("Your casebook is empty."),
        "",
        _("Here each case stands as a card in the phase it is in,"),
        _("from first contact to termination."),
        "",
        _("c    take in your first case"),
        _("I    bring in a table (CSV), or a case from a colleague"),
        _("?    what the keys do"),
        _("f2   Bahasa Indonesia"),
        _("q    leave"),
        "",
        _("To look around first, quit and start:"),
        "lingkar demo",
    ]
