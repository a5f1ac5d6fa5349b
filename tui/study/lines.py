"""The statistics of a period as lines of a width: counts first, then what the numbers are made of, as bars.

What they say stands in `words`; nothing is counted here.
"""

from collections.abc import Sequence

from store.language import _
from store.practice.statistics import Statistics
from tui.casefile.layout import BLANK, QUIET, blocks, fact, headline, paragraph, side_by_side, widest
from tui.casefile.page import MEASURE, Lines
from tui.commands import BY_ACTION
from tui.look.charts import bars, counts
from tui.study.words import Figure, Section, Shape, caseload, work

TWO_COLUMNS = 110
"""With this many cells there are two columns."""

_GAP = 4
_INDENT = 2


def study_lines(seen: Statistics, width: int, *, hidden: bool) -> Lines:
    """All of it.

    Args:
        seen: the statistics.
        width: cells; no line is wider.
        hidden: whether client text is hidden: what stood in the way of a referral, and issues in the worker's words.
    """
    if not seen.worked and not seen.contacts:
        ways = _("{before} and {after} go to the period before and after; {length} makes it longer or shorter.").format(
            before=BY_ACTION["period_before"].shown_key, after=BY_ACTION["period_after"].shown_key,
            length=BY_ACTION["period_length"].shown_key,
        )  # fmt: skip
        return [*paragraph(_("No case was open in this period."), width), *paragraph(ways, width, QUIET)]
    one, other = caseload(seen), work(seen, hidden=hidden)
    if width < TWO_COLUMNS:
        return _column([*one, *other], min(width, MEASURE))
    half = (width - _GAP) // 2
    return side_by_side(_column(one, half), _column(other, half), half, _GAP)


def _column(sections: Sequence[Section], width: int) -> Lines:
    return blocks([_section_lines(section, width) for section in sections])


def _section_lines(section: Section, width: int) -> Lines:
    lines = [*headline(section.head, width), *_figure_lines(section, width)]
    for figure in section.figures:
        if figure.behind:
            lines += paragraph(f"{figure.name}: {figure.behind}", width, QUIET, _INDENT)
    for note in (section.legend, *section.notes):
        lines += paragraph(note, width, QUIET, _INDENT)
    return lines


def _figure_lines(section: Section, width: int) -> Lines:
    figures, inner = section.figures, width - _INDENT
    match section.shape:
        case Shape.FACTS:
            names, places = widest(figure.name for figure in figures), widest(figure.value for figure in figures)
            told = [fact(each.name, each.value.rjust(places), inner, names) for each in figures]
            return _set_in([line for lines in told for line in lines])
        case Shape.SHARES:
            return _set_in(_shares(figures, inner))
        case Shape.TALLY:
            return _set_in(counts([(figure.name, figure.count) for figure in figures], inner))
        case Shape.WORDS:
            return [line for each in figures for line in paragraph(f"{each.name}: {each.value}", width, "", _INDENT)]


def _shares(figures: Sequence[Figure], width: int) -> Lines:
    most = max(1, *(figure.count for figure in figures))
    return bars([(figure.name, float(figure.count), float(most), figure.beside) for figure in figures], width)


def _set_in(lines: Lines) -> Lines:
    return [line.pad_left(_INDENT) if line.plain else BLANK for line in lines]
