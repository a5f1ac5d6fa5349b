"""What left the book: a file that was written somewhere else, which the book cannot take back."""

from typing import Annotated

from pydantic import BeforeValidator

from store.language import N_
from store.model.codes import Vocabulary
from store.model.disguise import MaskLevel
from store.model.packet import PacketKind
from store.model.record import Moment, Record
from store.model.text import Line, clean

PRINTED = "-"
"""The path of what was printed instead of written."""


class OutsideKind(Vocabulary):
    """What kind of thing left."""

    BACKUP = "backup", N_("Backup")
    EXPORT = "export", N_("Export")
    HANDOVER = "handover", N_("Hand-over")
    DUMP = "dump", N_("Whole book in plain text")


class Outside(Record):
    """One thing that left the book.

    Attributes:
        at: when.
        path: the file, or `PRINTED`. Blanks in it stay as they are.
        codes: the cases in it; empty for a backup, which holds them all.
        off_laptop: whether it lies on another disk than the book.
        packet: which supervision packet it is; None for another export.
        level: how much of a packet is masked.
        format: the ending of a packet's file.
        sha256: of the file, by which it is known again.
        size: of the file in bytes.
        accepted: how many doubtful words the worker let go with it.
        chosen: whether a packet about many cases holds only some of its period, chosen one by one.
        receiver: whom a case was handed over to.
        gone: when it was deleted, or said to be destroyed; None while the copy is out there.
    """

    at: Moment
    kind: OutsideKind
    path: Annotated[str, BeforeValidator(clean)]
    codes: tuple[Line, ...] = ()
    off_laptop: bool = False
    packet: PacketKind | None = None
    level: MaskLevel | None = None
    format: Line = ""
    sha256: Line = ""
    size: int = 0
    accepted: int = 0
    chosen: bool = False
    receiver: Line = ""
    gone: Moment | None = None

    @property
    def is_printed(self) -> bool:
        """Whether there is no file of it."""
        return self.path == PRINTED
