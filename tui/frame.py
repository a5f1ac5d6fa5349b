"""The frame every screen shares: one line on top, the keys at the bottom, and the quiet line of what just happened."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget

KeyLabel = tuple[str, str]
"""A key as a person reads it, and the word for what it does."""


class KeyBar(Widget):
    """What I may do now: as many keys as fit, the most important first; the last one (help) always."""

    def __init__(self, keys: Sequence[KeyLabel] = ()) -> None:
        """Show these keys; `show` changes them."""
        super().__init__()
        self._keys: tuple[KeyLabel, ...] = tuple(keys)

    def show(self, keys: Iterable[KeyLabel]) -> None:
        """Show other keys; repaints only when they differ."""
        keys = tuple(keys)
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def render(self) -> Content:
        """The keys that fit, on one line."""
        fitting = fit(self._keys, self.size.width - 2)
        parts: list[Content | str | tuple[str, str]] = []
        for key, word in fitting:
            parts += ["  " if parts else "", (key, "bold $accent"), " ", (word, "$quiet")]
        return Content.assemble(*parts)


def fit(keys: Sequence[KeyLabel], width: int) -> list[KeyLabel]:
    """As many keys from the front as fit in this many cells, keeping the last one whatever happens."""
    if not keys:
        return []
    *front, last = keys
    chosen: list[KeyLabel] = []
    left = width - _width(last)
    for key in front:
        left -= _width(key) + 2
        if left < 0:
            break
        chosen.append(key)
    return [*chosen, last]


def _width(key: KeyLabel) -> int:
    return len(key[0]) + 1 + len(key[1])


class Said(Widget):
    """What just happened, on one quiet line. Trouble is said in the same place, in the colour of trouble, in full."""

    def __init__(self) -> None:
        """Nothing happened yet."""
        super().__init__()
        self._text = ""

    def say(self, text: str, trouble: bool = False) -> None:
        """Show a sentence. Only trouble, which may take several lines, lays the screen out anew."""
        self._text = text
        if trouble or self.has_class("-trouble"):
            self.set_class(trouble, "-trouble")
            self.refresh(layout=True)
        else:
            self.refresh()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text

    def render(self) -> Content:
        """The sentence, as plain text."""
        return Content(self._text)
