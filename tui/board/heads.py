"""The lines above the cards: heads of columns, the strip of all phases for narrow windows; and the first steps."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from store.language import LANGUAGES, N_, _, current, name_of
from store.model import Phase
from tui.board.arrangement import PHASES, Arrangement
from tui.board.geometry import Column
from tui.commands import BY_ACTION
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
_TIGHT = {
    Phase.ENGAGEMENT: N_("Eng"),
    Phase.ASSESSMENT: N_("Asmt"),
    Phase.PLANNING: N_("Plan"),
    Phase.INTERVENTION: N_("Int"),
    Phase.MONITORING: N_("Mon"),
    Phase.EVALUATION: N_("Eval"),
    Phase.TERMINATION: N_("Term"),
}
_FOUR = 4
"""In so few letters they are shortened as people shorten them."""


def column_heads(
    columns: Sequence[Column], counts: Sequence[int], cursor: int, look: Look, *, with_counts: bool
) -> Strip:
    """The line with the name of each column, in the hue of its phase; the cursor's is marked with a word sign too."""
    parts: list[Segment] = []
    for column in columns:
        style, at_cursor = look.phases[column.phase], column.phase == cursor
        if column.folded:
            parts = _with_folded(parts, column, look)
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


def _with_folded(parts: list[Segment], column: Column, look: Look) -> list[Segment]:
    """Heads with that of a folded column, which is empty: it takes what is free before it, or is cut bare."""
    name, free = _(_SHORT[PHASES[column.phase]]), parts[-1].cell_length if parts else 0
    for text in (f"{name} 0", name):
        if (left := free + column.width - cell_len(text)) > 0:
            return [*parts[:-1], Segment(" " * left), Segment(text, look.quiet)]
    return [*parts, Segment(fitted(name[: column.width], column.width), look.quiet)]


def strip_of_phases(width: int, counts: Sequence[int], cursor: int, columns: Sequence[Column], look: Look) -> Strip:
    """All phases with their counts on one line; the cursor's in brackets, those on the screen in their hue."""
    shown = {column.phase for column in columns}
    texts = _phases(width, counts, cursor)
    parts = [Segment(text, look.phases[i] if i in shown else look.quiet) for i, text in enumerate(texts)]
    return Strip(parts).apply_style(look.ground)


def phase_at(x: int, width: int, counts: Sequence[int], cursor: int) -> int | None:
    """The phase that stands at a cell of the strip; None beyond the last."""
    end = 0
    for phase, text in enumerate(_phases(width, counts, cursor)):
        end += cell_len(text)
        if x < end:
            return phase
    return None


def _phases(width: int, counts: Sequence[int], cursor: int) -> list[str]:
    """What stands for each phase, the longest words that fit; where none do, only how far along the cursor is."""
    for length in (20, _FOUR, 3):
        words = [f"{_short(phase, length)} {counts[i]}" for i, phase in enumerate(PHASES)]
        texts = [f"[{word}]" if i == cursor else f" {word} " for i, word in enumerate(words)]
        if sum(map(cell_len, texts)) <= width:
            return texts
    return ["" if i != cursor else f"[{cursor + 1}/{len(PHASES)}]" for i in range(len(PHASES))]


def _short(phase: Phase, length: int) -> str:
    """The name of a phase in at most so many letters."""
    return _((_TIGHT if length <= _FOUR else _SHORT)[phase])[:length]


def nothing_fits(arrangement: Arrangement, search_key: str) -> list[str]:
    """What a board says on which the filter leaves no card.

    Args:
        arrangement: what is filtered, and for what.
        search_key: what leads on to the notes; empty where that is no help.
    """
    if arrangement.asks_who_waits and not arrangement.waiting:
        sentence = _("Nobody needs you today.")
    elif arrangement.query.conditions:
        sentence = _("No case fits all of this.")
    else:
        sentence = _("No card has these words.")
    notes = [_("Only cards were looked at, no notes."), _("{key} looks in all notes.").format(key=search_key)]
    return [sentence, *(notes if search_key else ()), _("esc shows all cards again.")]


def first_steps() -> list[str]:
    """What an empty board says: what this place is for, and the one key to start."""
    return [
        _("Your casebook is empty."),
        "",
        _("Here each case stands as a card in the phase it is in,"),
        _("from first contact to termination."),
        "",
        _step("new_case", _("{key} take in your first case")),
        _step("bring_in", _("{key} bring in a table (CSV), or a case from a colleague")),
        _step("guide", _("{key} what the keys do")),
        _step("switch_language", "{key} " + name_of(next(code for code in LANGUAGES if code != current()))),
        _step("leave_program", _("{key} leave")),
        "",
        _("To look around in sample cases first, leave and start"),
        _("again with the word demo behind the command."),
    ]


def _step(action: str, words: str) -> str:
    return words.format(key=f"{BY_ACTION[action].shown_key:<4}")
