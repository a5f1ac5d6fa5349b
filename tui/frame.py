"""The frame every screen shares: one line on top, the keys at the bottom, and the quiet line of what just happened."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.keys import Keys, _character_to_key, key_to_character
from textual.widget import Widget

from tui.commands.command import shown

KeyLabel = tuple[str, str]
"""A key as a person reads it, and the word for what it does."""

_BETWEEN = 2
"""Cells between two keys."""


class KeyBar(Widget):
    """What I may do now: as many keys as fit, the most important first; the way back and the last one (help) always.

    A click on a key acts like the key. A second one right after it does not: it was meant for what stood there before.
    """

    def __init__(self, keys: Sequence[KeyLabel] = (), *, clickable: Sequence[str] | None = None) -> None:
        """Show these keys; `show` changes them.

        Args:
            keys: in their order.
            clickable: the keys that the mouse can give, where it must not give all.
        """
        super().__init__()
        self._keys: tuple[KeyLabel, ...] = tuple(keys)
        self._kept = ""
        self._clickable = clickable

    def show(self, keys: Iterable[KeyLabel], kept: str = "") -> None:
        """Show other keys; repaints only when they differ.

        Args:
            keys: in their order.
            kept: the one that is shown however narrow the window is, besides the last.
        """
        keys = tuple(keys)
        if (keys, kept) != (self._keys, self._kept):
            self._keys, self._kept = keys, kept
            self.refresh()

    @property
    def keys(self) -> Sequence[KeyLabel]:
        """All keys, those too for which there is no room."""
        return self._keys

    @property
    def shown(self) -> list[KeyLabel]:
        """The keys that fit."""
        return fit(self._keys, self.content_size.width, self._kept)

    def render(self) -> Content:
        """The keys that fit, on one line."""
        parts: list[Content | str | tuple[str, str]] = []
        for key, word in self.shown:
            parts += [" " * _BETWEEN if parts else "", (key, "bold $accent"), " ", (word, "$quiet")]
        return Content.assemble(*parts).truncate(self.content_size.width, ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """As if the key under the mouse had been pressed."""
        spot = event.get_content_offset(self)
        label = self.key_at(spot.x) if spot is not None and event.chain == 1 else ""
        if label and (self._clickable is None or label in self._clickable) and (key := key_named(label)):
            event.stop()
            self.app.post_message(events.Key(key, key_to_character(key)))  # there keys wait for those before them

    def key_at(self, x: int) -> str:
        """The key at a cell of the line; empty between two of them."""
        start = 0
        for label in self.shown:
            if start <= x < start + _width(label):
                return label[0]
            start += _width(label) + _BETWEEN
        return ""


def fit(keys: Sequence[KeyLabel], width: int, kept: str = "") -> list[KeyLabel]:
    """The keys that fit in this many cells, those in front first, keeping one, and the last, whatever happens.

    Where one is too long for what is left, a shorter one behind it may still have its place. What stands for several
    keys (arrows, letters) has one only where all others have theirs: such keys are tried anyway.
    """
    if not keys:
        return []
    must = {place for place, (key, _word) in enumerate(keys) if key == kept} | {len(keys) - 1}
    left = width - sum(_width(keys[place]) for place in must) - _BETWEEN * (len(must) - 1)
    chosen, lacks = set(must), False
    for place in sorted(range(len(keys)), key=lambda place: not key_named(keys[place][0])):
        needed = _width(keys[place]) + _BETWEEN
        if place in must or (lacks and not key_named(keys[place][0])):
            continue
        lacks = lacks or needed > left
        if needed <= left:
            left -= needed
            chosen.add(place)
    return [keys[place] for place in sorted(chosen)]


def _width(key: KeyLabel) -> int:
    return cell_len(key[0]) + 1 + cell_len(key[1])


_NAMED = ("escape", "left", "right", "up", "down", "pageup", "pagedown", "space")
_BARE = frozenset(key.value for key in Keys)


def key_named(label: str) -> str:
    """Textual's name of a key that a footer shows; empty where it shows several, as `up/down`."""
    modifiers, plus, bare = label.rpartition("+") if len(label) > 1 else ("", "", label)
    named = next((name for name in _NAMED if shown(name) == bare), "")
    name = modifiers + plus + (named or (_character_to_key(bare) if len(bare) == 1 else bare))
    return name if named or plus or len(bare) == 1 or bare in _BARE else ""


class Said(Widget):
    """What just happened, on one quiet line, or on more where it is long. Trouble has a colour of its own."""

    def __init__(self) -> None:
        """Nothing happened yet."""
        super().__init__()
        self._text = ""

    def say(self, text: str, trouble: bool = False) -> None:
        """Show a sentence. Only one that takes several lines lays the screen out anew."""
        self._text = text
        is_long = trouble or not self.has_room_for(text)
        lays_out = is_long or self.has_class("-long")
        self.set_class(trouble, "-trouble")
        self.set_class(is_long, "-long")
        self.refresh(layout=lays_out)

    def has_room_for(self, text: str) -> bool:
        """Whether a sentence fits on the one line, as far as that is known yet."""
        width = self.content_size.width
        return "\n" not in text and (cell_len(text) <= width or not width)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text

    def render(self) -> Content:
        """The sentence, as plain text; what does not fit shows that it goes on."""
        text = Content(self._text)
        if self.has_class("-long") or "\n" in self._text:
            return text
        return text.truncate(self.content_size.width, ellipsis=True)
