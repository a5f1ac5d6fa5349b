"""What lies on the desk beside the cases: the settings, and what was open when the book was locked or cut off.

Both are rows of the book itself, so that in an encrypted book they are encrypted too. Neither is an act: undo does not
see them and no screen is told of them.
"""

from typing import Any

from store.desk import Desk, only
from store.errors import InvalidInput
from store.model.record import build
from store.model.text import clean
from store.settings import Settings
from store.vault import Document

DESK, SETTINGS = "desk", "settings"
_ONLY = 1  # each table has this one row

Thing = dict[str, Any]
"""One thing that lay open, in JSON types: which screen, of which case, and what was typed there."""


class Parking(Desk):
    """Settings and parked things of an open book."""

    _known: tuple[Document, Settings] = {}, Settings()
    """The settings, and the row they were read from: they are asked for at every key, and of every case."""

    @property
    def settings(self) -> Settings:
        """The settings as they stand; those of a new book where they cannot be read (they were written by hand)."""
        row = self._db.documents(SETTINGS).get(_ONLY, {})
        if row is not self._known[0]:  # a row that changes is another object
            try:
                self._known = row, build(Settings, dict(row))
            except InvalidInput:
                self._known = row, Settings()
        return self._known[1]

    def change_settings(self, **fields: Any) -> Settings:
        """Set some of them anew.

        Args:
            fields: of `Settings`.

        Raises:
            InvalidInput: a value does not fit; nothing was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        only(fields, Settings.model_fields)
        settings = self.settings.changed(**fields)
        self._quietly("settings", SETTINGS, _ONLY, settings.document())
        return settings

    def park(self, things: list[Thing]) -> None:
        """Keep what lies open, in place of what was kept before; an empty list clears the desk.

        Raises:
            NotSaved: the disk refused; what was kept before is kept.
        """
        if things != self.parked():
            self._quietly("desk", DESK, _ONLY, {"things": _cleaned(things)} if things else None)

    def parked(self) -> list[Thing]:
        """What was kept, the lowest screen first; nothing when the desk was left tidy."""
        return list(self._db.documents(DESK).get(_ONLY, {}).get("things", ()))


def _cleaned(value: Any) -> Any:
    """The same with every text clean; nothing that was typed is cut."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list) else value
