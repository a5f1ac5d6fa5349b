"""What of the settings fits its field and still cannot be used: keys and colours, which only this side knows."""

from collections.abc import Container
from pathlib import Path

from store.language import _
from store.settings import Settings
from store.settings_file import told_at
from tui.commands import keymap


def unusable(folder: Path, settings: Settings, themes: Container[str]) -> tuple[str, ...]:
    """A sentence for each key and colour that is as usual, whatever the settings say, with its line in the file.

    Args:
        folder: the book.
        settings: what is set.
        themes: the names of the colours that there are.
    """
    trouble = []
    if settings.theme and settings.theme not in themes:
        told = _("There are no colours of the name {name}; they are as usual.").format(name=settings.theme)
        trouble.append(told_at(folder, ("theme",), told))
    for action, why in keymap.checked(settings.keymap).trouble.items():
        trouble.append(told_at(folder, ("keymap", action), why))
    return tuple(trouble)
