"""Charts as lines of text, for the pages of the case file and the statistics.

They are made to be read without colour: every series has its own mark and its name in words, reference lines have their
names and values beside them, bars their values. `described` says in a sentence what a line would show.
"""

from tui.look.charts_bars import Bar, Count, Pair, bars, counts, paired, spark
from tui.look.charts_lines import Drawing, Lines, Plot, line_chart
from tui.look.charts_words import Point, described

__all__ = [
    "Bar", "Count", "Drawing", "Lines", "Pair", "Plot", "Point",
    "bars", "counts", "described", "line_chart", "paired", "spark",
]  # fmt: skip
