"""The line above the directory of resources."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from store.language import _, n_
from store.practice.resources import Use
from tui.casefile.layout import QUIET, STRONG


class DirectoryHead(Widget):
    """Where I am, how many resources there are and how many of them are listed, and how the referrals went."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        super().__init__()
        self._count, self._shown, self._all, self._failed = 0, 0, 0, 0

    def show(self, count: int, shown: int, uses: Iterable[Use]) -> None:
        """Bring the line up to date.

        Args:
            count: resources there are.
            shown: those that the filter lets through.
            uses: what became of the referrals to each.
        """
        uses = list(uses)
        self._count, self._shown = count, shown
        self._all, self._failed = sum(use.all for use in uses), sum(use.failed for use in uses)
        self.refresh()

    def render(self) -> Content:
        """One line; the referrals are left out where they do not fit."""
        count = n_("{count} resource", "{count} resources", self._count).format(count=self._count)
        if self._shown != self._count:
            count = _("{shown} of {cases}").format(shown=self._shown, cases=count)
        left = Content.assemble((_("Directory"), "bold $accent"), "  ", (count, STRONG))
        all, failed = self._all, self._failed
        words = n_("{count} referral", "{count} referrals", all).format(count=all) if all else ""
        words += " · " + _("{count} failed").format(count=failed) if failed else ""
        gap = self.size.width - left.cell_length - Content(words).cell_length
        return Content.assemble(left, " " * gap, (words, QUIET)) if words and gap >= 2 else left
