"""The words that somebody has to decide about before a packet leaves: which, why, how often, and where they stand."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from store.language import n_
from store.model.text import HIDDEN
from store.packet.veil import Doubtful
from tui.casefile.reading import shown
from tui.cursorlist import CursorList
from tui.look.drawing import fitted
from tui.look.net import brief

_MARK = "┃ "
_AROUND = "… "
_KEYS = 3  # cells for a key of the guide


class DoubtList(CursorList):
    """Doubtful words, three lines each, with a cursor.

    Attributes:
        words: what is left to decide about.
    """

    ROWS, GAP = 4, 1

    def __init__(self, moved: Callable[[], None]) -> None:
        """Nothing is known yet; `show` fills it. See `CursorList`."""
        super().__init__(moved)
        self.words: Sequence[Doubtful] = ()
        self._message: Sequence[str] = ()
        self._guide: Sequence[tuple[str, str]] = ()
        self._says_case = False

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(self.words)

    @property
    def word(self) -> Doubtful | None:
        """The one under the cursor."""
        return self.words[self.cursor] if self.cursor < len(self.words) else None

    @property
    def spot(self) -> Region:
        """Where on the screen the word under the cursor stands, with the sentence it is in."""
        region = self._region(self.cursor).translate(self.content_region.offset)
        return Region(region.x, region.y, self.size.width, max(1, region.height - 1))

    def show(
        self, words: Sequence[Doubtful], message: Sequence[str], guide: Sequence[tuple[str, str]], *, says_case: bool
    ) -> None:
        """Show words; the cursor stays on its own, or on the one that took its place.

        Args:
            words: what is left to decide about.
            message: what is said where there is none; its first line stands out.
            guide: keys, and what each does about a word.
            says_case: whether each says of which case it is.
        """
        stay = self.word
        known = [(word.code, word.text) for word in words]
        self.words, self._message, self._guide, self._says_case = words, message, guide, says_case
        if stay and (stay.code, stay.text) in known:
            self.cursor = known.index((stay.code, stay.text))
        self.cursor = max(0, min(self.cursor, self.count - 1))
        self.show_anew()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        if not self.words:
            return self._message_line(y)
        place, row = divmod(self._top + y, self.ROWS)
        if place >= self.count:
            return self._guide_line(y, self._top + y - self.count * self.ROWS)
        if row == self.ROWS - 1:
            return self._whole(Strip([]), y)
        self.drawn += row == 0
        is_here = self.is_active and place == self.cursor
        mark = Segment(_MARK if is_here else " " * len(_MARK), self.look.accent)
        drawn = Strip([mark, *self._row(self.words[place], row, self.size.width - len(_MARK) - 1)])
        return self._whole(drawn, y, selected=is_here)

    def _row(self, word: Doubtful, row: int, width: int) -> list[Segment]:
        if row == 0:
            return self._word(word, width)
        if row == 1:
            why = f"{word.doubt.label} {word.near}".rstrip()
            parts = [word.code, why] if self._says_case else [why]
            return [Segment(fitted(" · ".join(parts), width), self.look.quiet)]
        return self._around(word, width)

    def _word(self, word: Doubtful, width: int) -> list[Segment]:
        times = n_("{count} time", "{count} times", word.count).format(count=word.count)
        room = width - cell_len(times) - 1
        return [
            Segment(fitted(shown(brief(word.text), self.hidden), room), self.look.bold),
            Segment(f" {times}", self.look.quiet),
        ]

    def _around(self, word: Doubtful, width: int) -> list[Segment]:
        """The word between what stands around it, in the middle as far as there is something on both sides."""
        look = self.look
        if self.hidden:
            return [Segment(HIDDEN, look.quiet)]
        text = fitted(brief(word.text), min(cell_len(brief(word.text)), width - 2 * len(_AROUND)))
        room = width - cell_len(text)
        before = brief(word.before) + " " * word.before[-1:].isspace()
        after = " " * word.after[:1].isspace() + brief(word.after)
        half = max(room // 2, room - cell_len(after))
        before = _last(before, min(half, cell_len(before)))
        after = fitted(after, min(room - cell_len(before), cell_len(after)))
        return [Segment(before, look.quiet), Segment(text, look.accent), Segment(after, look.quiet)]

    def _guide_line(self, y: int, row: int) -> Strip:
        """Below the last word, where there is room: what each key does about it."""
        if not self._guide_fits or row >= len(self._guide):
            return self._whole(Strip([]), y)
        look, (key, words) = self.look, self._guide[row]
        room = max(0, self.size.width - len(_MARK) - _KEYS - 1)
        return self._whole(
            Strip([Segment(f"  {key:<{_KEYS}}", look.accent), Segment(fitted(words, room), look.quiet)]), y
        )

    @property
    def _guide_fits(self) -> bool:
        return self.count * self.ROWS + len(self._guide) <= self.size.height

    def _message_line(self, y: int) -> Strip:
        look, width = self.look, max(1, self.size.width - len(_MARK) - 1)
        lines = [
            (line, look.quiet if place else look.bold)
            for place, text in enumerate(self._message) for line in _lines(text, width)
        ]  # fmt: skip
        text, style = lines[y] if y < len(lines) else ("", look.quiet)
        return self._whole(Strip([Segment(f"  {text}", style)]), y)


def _lines(text: str, width: int) -> list[str]:
    """A text in lines of a width; an empty one is a line too."""
    return [line.plain.rstrip() for line in Content(text).wrap(width)] if text else [""]


def _last(text: str, width: int) -> str:
    """The end of a text in so many cells."""
    if cell_len(text) <= width:
        return text
    return "…" + Content(text[::-1]).truncate(max(0, width - 1)).plain[::-1]
