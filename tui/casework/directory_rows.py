"""The directory of resources as rows of a width: what each gives, and what became of the referrals to it. Pure."""

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content

from store.language import _
from store.model import Resource
from store.practice.resources import Use
from tui.casefile.layout import BLANK, QUIET, STRONG, headline, opening, paragraph, side_by_side
from tui.casefile.page import MEASURE, Lines
from tui.casefile.rows import Row
from tui.casework.use_words import barrier_words, use_words
from tui.commands import BY_ACTION
from tui.look.net import cell_text

TWO_COLUMNS = 100
"""With this many cells the use stands beside what the resource gives."""

_GAP, _INDENT = 4, 2
_SHARE = 0.54  # of the width goes to the resource, the rest to its use


def found(resources: Sequence[Resource], query: str) -> list[Resource]:
    """The resources in which every word of a query occurs; all of them without one."""
    words = query.casefold().split()
    return [each for each in resources if all(word in _words(each) for word in words)]


def _words(each: Resource) -> str:
    texts = (each.name, each.kind.label, each.gives, each.conditions, each.contact, each.area, _tangible(each))
    return " ".join(texts).casefold()


def resource_rows(
    resources: Sequence[Resource], uses: Mapping[str, Use], shown: Callable[[str], str], width: int
) -> list[Row]:
    """Each resource.

    Args:
        resources: in their order.
        uses: what became of the referrals, by the id of the resource.
        shown: turns client text into what may be shown of it; what stands in a barrier is about a client.
        width: cells there are.
    """
    return [Row([*_lines(each, uses.get(each.id, Use()), shown, width), BLANK], each) for each in resources]


def _lines(each: Resource, use: Use, shown: Callable[[str], str], width: int) -> Lines:
    if width < TWO_COLUMNS:
        width = min(width, MEASURE)
        return [*_about(each, width, each.kind.label), *_used(use, shown, width, _INDENT)]
    left = min(MEASURE, round((width - _GAP) * _SHARE))
    right = min(MEASURE, width - left - _GAP)
    kind = paragraph(each.kind.label, right, QUIET)
    return side_by_side(_about(each, left), [*kind, *_used(use, shown, right)], left, _GAP)


def _about(each: Resource, width: int, kind: str = "") -> Lines:
    """What it is and gives, with the kind at the right of a name that leaves room for it, else below."""
    name, room = cell_text(each.name), width - cell_len(kind) - 2
    if kind and cell_len(name) <= room:
        gap = " " * (width - cell_len(name) - cell_len(kind))
        head = [Content.assemble((name, STRONG), gap, (kind, QUIET))]
    else:
        head = [*paragraph(name, width, STRONG), *paragraph(kind, width, QUIET, _INDENT)]
    facts = " · ".join(cell_text(fact) for fact in (_tangible(each), each.area, each.contact) if fact)
    conditions = _("Conditions: {text}").format(text=each.conditions) if each.conditions else ""
    return [
        *head, *opening(each.gives, width, ""), *paragraph(facts, width, QUIET, _INDENT),
        *opening(conditions, width, QUIET),
    ]  # fmt: skip


def _tangible(each: Resource) -> str:
    return _("concrete help") if each.is_tangible else ""


def _used(use: Use, shown: Callable[[str], str], width: int, indent: int = 0) -> Lines:
    """What became of the referrals, and all that stood in the way: where one asks often, that is evidence."""
    lines = paragraph(use_words(use), width, "" if use.all else QUIET, indent)
    met = barrier_words(use, shown)
    if met:
        lines += paragraph(_("Obstacles:"), width, QUIET, indent)
    for words in met:
        lines += opening(words, width, "", indent + _INDENT)
    return lines


def other_rows(others: Mapping[str, Use], shown: Callable[[str], str], width: int) -> list[Row]:
    """Those to whom clients were referred although the directory does not know them.

    Args:
        others: what became of the referrals, by the name, which was written in the file of a client.
        shown: turns client text into what may be shown of it.
        width: cells there are.
    """
    width = min(width, MEASURE)
    if not others:
        return []
    lines = headline(_("Referred to by name only"), width)
    for name, use in others.items():
        lines += paragraph(cell_text(shown(name)), width, QUIET)
        lines += _used(use, shown, width, _INDENT)
    return [Row([each]) for each in lines]


def nothing_rows(width: int) -> list[Row]:
    """What an empty directory says: what it is for, and the key to start."""
    what = _(
        "The directory keeps whom you can turn to: family and neighbours, associations, institutions. Each referral "
        "adds to what you know of them: who accepts, who does not, and what stands in the way."
    )
    start = _("{key} adds the first resource.").format(key=BY_ACTION["add_resource"].shown_key)
    head = paragraph(_("No resource yet."), width, STRONG)
    return [Row([*head, BLANK, *paragraph(what, min(width, 72)), BLANK, *paragraph(start, width), BLANK])]
