"""Charts of a packet as SVG, written by hand: from models to a `Figure`. Pure.

They are made for paper that may be printed in black: dash, mark, hatching and words tell what colour tells, and `alt`
says all of it in sentences. Where there is nothing to see there is no chart.
"""

from store.packet.charts.gaps import gap_chart
from store.packet.charts.goals import goal_chart
from store.packet.charts.measured import measure_chart

__all__ = ["gap_chart", "goal_chart", "measure_chart"]
