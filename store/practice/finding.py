"""What a single-system series says, in words: the same on the screen, in the packet and on the command line. Pure."""

from store.language import _, n_
from store.model.measure import Improves, Measure
from store.practice.measures import SIGNAL_RUN, outside
from store.practice.series import Series


def finding(measure: Measure, series: Series) -> list[str]:
    """Whether there is a signal, and what it does not say; nothing where nothing was measured.

    Args:
        measure: what was measured.
        series: its values.
    """
    if not series.a and not series.b:
        return []
    count, band = len(series.b), series.band
    if not count:
        return [_("Only baseline so far: no value with the intervention (B) yet.")]
    if band is None:
        return [_("Whether there is a change beyond chance variation cannot be said: there is no band.")]
    if series.signal:
        words = n_(
            "{outside} of {count} B value outside the band on the better side, {run} in a row: "
            "a change beyond chance variation.",
            "{outside} of {count} B values outside the band on the better side, {run} in a row: "
            "a change beyond chance variation.",
            count,
        )
        told = [_("It says that something changed, not what changed it.")]
    elif series.outside:
        words = n_(
            "{outside} of {count} B value outside the band on the better side, not {least} in a row: "
            "no change beyond chance variation.",
            "{outside} of {count} B values outside the band on the better side, but not {least} in a row: "
            "no change beyond chance variation.",
            count,
        )
        told = []
    else:
        words = n_(
            "{count} B value, not outside the band on the better side: no change beyond chance variation.",
            "None of {count} B values outside the band on the better side: no change beyond chance variation.",
            count,
        )
        told = []
    said = words.format(outside=series.outside, count=count, run=series.run, least=SIGNAL_RUN)
    return [said, *told, *_worse(measure, series)]


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
