"""What is said of a packet that has left."""

from dataclasses import dataclass
from pathlib import Path

from store.language import _
from store.model.disguise import MaskLevel
from store.model.text import clean
from tui.packet.head import masked_words
from tui.packet.write_out import from_home


@dataclass(frozen=True, slots=True)
class Left:
    """A packet that has left.

    Attributes:
        path: of its file.
        level: how much is masked in it.
        masked: how many pieces are masked in it.
        undrawn: characters that are boxes in it.
    """

    path: Path
    level: MaskLevel
    masked: int
    undrawn: str


def left_words(left: Left) -> str:
    """Where its file is, and how much is masked in it."""
    masked = _("NOTHING IS MASKED") if left.level is MaskLevel.NONE else masked_words(left.masked)
    return _("Written: {file} in {folder} · {masked}").format(
        file=clean(left.path.name), folder=clean(from_home(left.path.parent)), masked=masked
    )
