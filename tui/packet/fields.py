"""The fields that only the form of a packet has."""

from collections.abc import Sequence
from os.path import expanduser
from pathlib import Path
from typing import ClassVar

from store.language import N_, _
from store.packet.prepare import confirmation
from store.synced import synced_by
from tui.forms.text import LineField
from tui.forms.ticks import TicksField


class ConfirmField(LineField):
    """The word without which nothing leaves unmasked."""

    def __init__(self, key: str, label: str) -> None:
        """See `LineField`."""
        super().__init__(key, label, needed=True, help=_("Type {word} to go on.").format(word=confirmation()))

    def trouble(self) -> str:
        """Another word, or none."""
        if self.line.value.strip().casefold() == confirmation().casefold():
            return ""
        return _("Without this word nothing leaves unmasked.")


class FolderField(LineField):
    """The folder of the file, with a warning where what lies in it does not stay on this computer."""

    SYNCED: ClassVar[str] = N_("{service} copies this folder to other computers, and the packet with it.")

    def understood(self) -> str:
        """That another program copies what is put there."""
        typed = self.line.value.strip()
        service = synced_by(Path(expanduser(typed))) if typed else ""
        return _(self.SYNCED).format(service=service) if service else ""


class PrivateField(TicksField):
    """The private notes of the period, none of them ticked."""

    def __init__(self, key: str, label: str, options: Sequence[tuple[str, str]]) -> None:
        """Offer notes.

        Args:
            key: see `Field`.
            label: see `Field`.
            options: all that there are, of whatever period.
        """
        super().__init__(key, label, options, help=_("Only those that you tick are taken along."))

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer some of them; a tick at one that is not offered does not count."""
        if self.ticks.options != list(options):
            self.ticks.options = list(options)
            self.ticks.go_to(0)
            self.ticks.refresh(layout=True)
