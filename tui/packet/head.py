"""Where I am, above a packet: which one, how it is masked, and what is left to do."""

from textual.content import Content
from textual.widget import Widget

from store.language import _, n_
from store.model.disguise import MaskLevel
from store.model.packet import PacketKind
from store.packet.prepare import Request
from tui.casefile.layout import ALARM, QUIET, STRONG, line
from tui.packet.making import Made


def what_of(request: Request) -> str:
    """Which packet it is: the code of its case, or its kind."""
    return request.codes[0] if request.kind is PacketKind.CASE else request.kind.label


def masked_words(count: int) -> str:
    """How many pieces were masked."""
    return n_("{count} masked", "{count} masked", count).format(count=count)


class PacketHead(Widget):
    """One line."""

    def __init__(self, request: Request) -> None:
        """Of a packet."""
        super().__init__()
        self._request = request
        self._made: Made | None = None
        self._left, self._doing = 0, ""

    def show(self, made: Made | None, left: int, doing: str) -> None:
        """Show how far it is.

        Args:
            made: the packet; None before there is one.
            left: words that are left to decide about.
            doing: what is going on; empty for nothing.
        """
        if (made, left, doing) != (self._made, self._left, self._doing):  # it is told ten times a second
            self._made, self._left, self._doing = made, left, doing
            self.refresh()

    def render(self) -> Content:
        """Where I am on the left, what is left to do on the right; the right side stays where there is little room."""
        right = self._right()
        room = self.size.width - right.cell_length - 2
        left = self._where().truncate(max(0, room), ellipsis=True)
        return Content.assemble(left, " " * (self.size.width - left.cell_length - right.cell_length), right)

    def _where(self) -> Content:
        level = self._request.level
        return line(
            (_("Supervision packet"), "bold $accent"), (" · ", QUIET), (what_of(self._request), STRONG), (" · ", QUIET),
            (level.label.lower(), ALARM if level is MaskLevel.NONE else QUIET),
        )  # fmt: skip

    def _right(self) -> Content:
        if self._made is None or self._doing:
            return line((self._doing, QUIET))
        masked = masked_words(self._made.packet.masked)
        if self._request.level is MaskLevel.NONE:
            return line((_("nothing is masked"), ALARM))
        if not self._left:
            return line((masked, QUIET))
        left = n_("{count} to decide", "{count} to decide", self._left).format(count=self._left)
        return line((masked, QUIET), (" · ", QUIET), (left, "bold $accent"))
