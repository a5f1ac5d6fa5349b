"""The line on top of the board: where I am, what the caseload looks like today, when it was saved last."""

from datetime import date, datetime

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from store.language import _, n_
from store.language.formats import clock_text, day_text, short_day_text, weekday_text


class TopBar(Widget):
    """One line, of which the less important parts go first when the window is narrow."""

    def __init__(self) -> None:
        """Nothing to show until `show`."""
        super().__init__()
        self._parts: tuple[str, list[str], list[str]] = ("", [""], [""])

    def show(self, *, today: date, active: int, waiting: int, saved: datetime | None, demo: bool) -> None:
        """Bring the line up to date.

        Args:
            today: the day.
            active: cases being worked on.
            waiting: cases that need their worker today.
            saved: when something was saved last in this sitting.
            demo: whether this is the demonstration.
        """
        left = [f"{weekday_text(today)} {day_text(today)}", short_day_text(today), ""]
        middle = n_("{count} active case", "{count} active cases", active).format(count=active)
        if waiting:
            middle += " · " + n_("{count} needs you today", "{count} need you today", waiting).format(count=waiting)
        right = [_("saved {time}").format(time=clock_text(saved)), ""] if saved else [""]
        if demo:
            demo_word = _("demo")
            right = [f"{demo_word} · {right[0]}" if right[0] else _("demo, thrown away at the end"), demo_word]
        self._parts = (middle, left, right)
        self.refresh()

    def render(self) -> Content:
        """The parts that fit."""
        middle, lefts, rights = self._parts
        width = self.size.width - 2
        for left, right in [(lefts[0], rights[0]), *[(left, rights[-1]) for left in lefts], ("", "")]:
            start = f"Lingkar  {left}".rstrip()
            used = cell_len(start) + cell_len(middle) + cell_len(right)
            if used + 4 <= width or not left:
                break
        gap = max(2, (width - used) // 2)
        rest = max(1, width - used - gap)
        parts = Content.assemble(
            ("Lingkar", "bold $accent"), start.removeprefix("Lingkar"), " " * gap, middle, " " * rest, (right, "$quiet")
        )
        return parts.rstrip().truncate(width, ellipsis=True)
