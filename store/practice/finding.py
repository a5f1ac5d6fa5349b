"""What a single-system series says, in words: the same on the screen, in the packet and on the command line. Pure."""

from dataclasses import dataclass

from store.language import N_, _, n_
from store.model.measure import Improves, Measure
from store.practice.measures import SIGNAL_RUN, outside
from store.practice.series import TESTABLE_POINTS, Doubt, Series


@dataclass(frozen=True, slots=True)
class Finding:
    """What may be said of a series.

    Attributes:
        claim: one sentence: whether there is a change, and in the same breath what speaks against being sure of it.
        is_firm: whether nothing does.
        more: sentences on what the claim does not say.
    """

    claim: str
    is_firm: bool = False
    more: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join([self.claim, *self.more])


def finding(measure: Measure, series: Series) -> Finding | None:
    """Whether there is a change beyond chance, and what that does not say; None where nothing was measured.

    Args:
        measure: what was measured.
        series: its values.
    """
    if not series.a and not series.b:
        return None
    if not series.b:
        return Finding(_("Only baseline so far: no value with the intervention (B) yet."))
    if series.band is None:
        return Finding(_("Whether there is a change beyond chance variation cannot be said: there is no band."))
    is_firm = series.doubt is None
    told = [_("It says that something changed, not what changed it.")] if series.signal and is_firm else []
    return Finding(_claim(series), is_firm, (*told, *_worse(measure, series)))


def _claim(series: Series) -> str:
    count = len(series.b)
    if series.signal:
        words = n_(
            "{outside} of {count} B value outside the band on the better side, {run} in a row: {change}.",
            "{outside} of {count} B values outside the band on the better side, {run} in a row: {change}.",
            count,
        )
    elif series.outside:
        words = n_(
            "{outside} of {count} B value outside the band on the better side, not {least} in a row: {change}.",
            "{outside} of {count} B values outside the band on the better side, not {least} in a row: {change}.",
            count,
        )
    else:
        words = n_(
            "{count} B value, not outside the band on the better side: {change}.",
            "None of {count} B values outside the band on the better side: {change}.",
            count,
        )
    return words.format(
        outside=series.outside, count=count, run=series.run, least=SIGNAL_RUN, change=_change(series)
    )  # fmt: skip


def _change(series: Series) -> str:
    """Whether there is one, with the caution where it is not sure."""
    if series.doubt is None:
        return _("a change beyond chance variation") if series.signal else _("no change beyond chance variation")
    words = (
        _("perhaps a change beyond chance variation, but {doubt}")
        if series.signal
        else _("no change beyond chance variation seen, but {doubt}")
    )
    doubt = _(_DOUBTS[series.doubt]).format(a=len(series.a), b=len(series.b), least=TESTABLE_POINTS)
    return words.format(doubt=doubt)


_DOUBTS = {
    Doubt.SHORT: N_("there are too few values to be sure (A: {a}, B: {b}; at least {least} each)"),
    Doubt.IMPROVING: N_("the baseline was already improving by itself"),
    Doubt.WORSENING: N_("the baseline was getting worse by itself"),
    Doubt.LEANING: N_("the values of the baseline lean on each other"),
}


def _worse(measure: Measure, series: Series) -> list[str]:
    """How many values left the band on the other side; the honest opposite."""
    other = Improves.DOWN if measure.improves is Improves.UP else Improves.UP
    count = outside((value for _day, value in series.b), series.band, other) if series.band else 0
    if not count:
        return []
    words = n_(
        "{count} B value lies outside the band on the worse side.",
        "{count} B values lie outside the band on the worse side.",
        count,
    )
    return [words.format(count=count)]
