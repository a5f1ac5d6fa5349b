"""A single-system series: from what was measured to its band, its signal, and what makes it less sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import groupby

from store.language import N_, _, n_
from store.model.measure import Improves, Measure, Measurement, Stage
from store.practice.measures import BAND_POINTS, SIGNAL_RUN, Band, mann_kendall, nap, outside, pnd, run, von_neumann
from store.practice.measures import two_sd_band as band_of

TESTABLE_POINTS = 5
"""With less neither test of a baseline can reach p < 0.05; also the least points of a phase, A and B alike, for the
What Works Clearinghouse (Kratochwill and others 2010)."""

LIMIT = 1.96
"""z at p = 0.05, two-sided."""

Points = tuple[tuple[date, float], ...]


class Doubt(Enum):
    """Why it is not sure what a series tells, though its baseline has a band."""

    SHORT = auto()
    IMPROVING = auto()
    WORSENING = auto()
    LEANING = auto()


@dataclass(frozen=True, slots=True)
class Series:
    """One target over time.

    Attributes:
        a: day and value without the intervention, the oldest first.
        b: the same with it.
        band: the band of the baseline; None where it cannot be had, and then a remark says why.
        outside: how many B values lie outside it on the better side.
        run: how many of them at most follow upon each other.
        signal: whether that is a signal.
        nap, pnd: how little A and B overlap, 0 to 1; None without values in both.
        doubt: why a change, or none, is not sure; None where nothing speaks against it.
        remarks: sentences on what makes this less sure.
    """

    a: Points
    b: Points
    band: Band | None
    outside: int
    run: int
    signal: bool
    nap: float | None
    pnd: float | None
    doubt: Doubt | None
    remarks: tuple[str, ...]


def series_of(measure: Measure, measurements: Sequence[Measurement]) -> Series:
    """The series of one measure.

    All A values are its baseline, also those taken after a B; such values break a run.

    Args:
        measure: what was measured.
        measurements: all of the case; those of other measures are passed over.
    """
    own = sorted((one for one in measurements if one.measure == measure.id), key=lambda one: one.on)
    a, b = _points(own, Stage.A), _points(own, Stage.B)
    before, after = [value for _day, value in a], [value for _day, value in b]
    band, improve = band_of(before), measure.improves
    longest = _longest_run(own, band, improve)
    return Series(
        a=a,
        b=b,
        band=band,
        outside=outside(after, band, improve) if band else 0,
        run=longest,
        signal=longest >= SIGNAL_RUN,
        nap=nap(before, after, improve),
        pnd=pnd(before, after, improve),
        doubt=Doubt.SHORT if min(len(a), len(b)) < TESTABLE_POINTS else _movement(before, improve),
        remarks=_remarks(own, before, improve),
    )


def _points(own: Sequence[Measurement], stage: Stage) -> Points:
    return tuple((one.on, one.value) for one in own if one.stage is stage)


def _longest_run(own: Sequence[Measurement], band: Band | None, improve: Improves) -> int:
    stretches = groupby(own, key=lambda one: one.stage)
    values = [[one.value for one in stretch] for stage, stretch in stretches if stage is Stage.B]
    return max((run(stretch, band, improve) for stretch in values), default=0) if band else 0


def _remarks(own: Sequence[Measurement], before: Sequence[float], improve: Improves) -> tuple[str, ...]:
    stages = "".join(one.stage for one in own)
    remarks = [_on_baseline(before, improve)] if own else []
    if "BA" in stages:
        remarks.append(_("Some A values come after the first B value. They count as baseline too."))
    return tuple(remark for remark in remarks if remark)


def _movement(before: Sequence[float], improve: Improves) -> Doubt | None:
    """How the baseline moved by itself.

    A trend makes neighbours alike by itself, so it is looked for first. Values that swing to and fro, each unlike the
    one before, make a run of two rarer, not commoner, and need no warning.
    """
    z = mann_kendall(before)
    if abs(z) >= LIMIT:
        return Doubt.IMPROVING if (z > 0) == (improve is Improves.UP) else Doubt.WORSENING
    return Doubt.LEANING if von_neumann(before) >= LIMIT else None


def _on_baseline(before: Sequence[float], improve: Improves) -> str:
    """What makes the baseline unfit or unsure."""
    count = len(before)
    if count < BAND_POINTS:
        return n_(
            "The baseline has {count} value; a band needs at least {least}.",
            "The baseline has {count} values; a band needs at least {least}.",
            count,
        ).format(count=count, least=BAND_POINTS)
    if len(set(before)) == 1:
        return _("The baseline is constant: all its values are the same, so there is no band.")
    if count < TESTABLE_POINTS:
        return _(
            "The baseline has only {count} values. Whether it was already moving can be tested from {least} on."
        ).format(count=count, least=TESTABLE_POINTS)
    movement = _movement(before, improve)
    return _(_MOVEMENTS[movement]) if movement else ""


_MOVEMENTS = {
    Doubt.IMPROVING: N_(
        "The baseline was already improving (test of Mann and Kendall, p < 0.05). "
        "What follows may be the same movement."
    ),
    Doubt.WORSENING: N_(
        "The baseline was getting worse (test of Mann and Kendall, p < 0.05). "
        "Its mean and band do not describe it well."
    ),
    Doubt.LEANING: N_(
        "In the baseline each value leans on the one before it (test of von Neumann, p < 0.05). "
        "Two in a row outside the band then say less."
    ),
}
