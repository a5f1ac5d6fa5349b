"""What lies on the desk beside the cases: the settings, and what was open when the book was locked or cut off.

What may tell of people are rows of the book itself, so that in an encrypted book they are encrypted too; the other
settings stand in a file beside it. Neither is an act: undo does not see them and no screen is told of them.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from store.desk import Desk, only
from store.errors import InvalidInput, NotSaved
from store.language import _
from store.model.record import build
from store.model.text import clean
from store.settings import IN_THE_BOOK, Settings
from store.settings_file import Found, merged, read, write
from store.vault import Document

DESK, SETTINGS = "desk", "settings"
_ONLY = 1  # each table has this one row

Thing = dict[str, Any]
"""One thing that lay open, in JSON types: which screen, of which case, and what was typed there."""


class Parking(Desk):
    """Settings and parked things of an open book."""

    _known: tuple[Document, Found, Settings] | None = None
    """The settings, and what they were read from: they are asked for at every key, and of every case."""
    _file: Found | None = None

    @property
    def settings(self) -> Settings:
        """The settings as they stand; as usual where they cannot be read (they were written by hand)."""
        row, file = self._db.documents(SETTINGS).get(_ONLY, {}), self._settings_file
        known = self._known
        if known is None or row is not known[0] or file is not known[1]:  # a row that changes is another object
            known = self._known = row, file, self._joined(row, file)
        return known[2]

    def _joined(self, row: Document, file: Found) -> Settings:
        """The file over the row: older versions kept everything in the row."""
        for document in (merged(row, file.values), merged({}, file.values), row):
            with suppress(InvalidInput):
                return build(Settings, merged(Settings().document(), document))
        return Settings()

    @property
    def _settings_file(self) -> Found:
        if self._file is None:
            self._file = read(self._db.folder)
        return self._file

    @property
    def settings_trouble(self) -> tuple[str, ...]:
        """A sentence for each line of the settings file that is not understood, and counts for nothing."""
        return self._settings_file.trouble

    def reread_settings(self) -> Settings:
        """The settings as they stand by now: the file may have been changed by hand."""
        self._file = None
        return self.settings

    def change_settings(self, **fields: Any) -> Settings:
        """Set some of them anew.

        Args:
            fields: of `Settings`.

        Raises:
            InvalidInput: a value does not fit; nothing was saved.
            Refused: the file of the settings cannot be read; nothing was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        only(fields, Settings.model_fields)
        settings = self.reread_settings().changed(**fields)
        given = orjson.loads(orjson.dumps({name: getattr(settings, name) for name in fields}, dict))
        beside = {name: value for name, value in given.items() if name not in IN_THE_BOOK}
        if beside:
            if self.read_only:
                raise NotSaved(_("The book was opened for reading only. Nothing was changed."))
            write(self._db.folder, beside)
            self._file = None
        if inside := {name: value for name, value in given.items() if name in IN_THE_BOOK}:
            row = self._db.documents(SETTINGS).get(_ONLY, {})
            self._quietly("settings", SETTINGS, _ONLY, {**row, **inside})
        return self.settings

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


def with_settings(tables: Mapping[str, Mapping[int, Document]], folder: Path) -> dict[str, dict[int, Document]]:
    """The tables of a book with all its settings in their row, as older versions kept them, for a file of its own.

    Args:
        tables: as the book has them.
        folder: where the file of the settings lies.
    """
    held = {name: dict(rows) for name, rows in tables.items()}
    row = merged(held.get(SETTINGS, {}).get(_ONLY, {}), read(folder).values)
    if row:
        with suppress(InvalidInput):  # what was written by hand goes along as it is
            row = build(Settings, merged(Settings().document(), row)).document()
        held[SETTINGS] = {_ONLY: row}
    return dict(sorted(held.items()))


def _cleaned(value: Any) -> Any:
    """The same with every text clean; nothing that was typed is cut."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list) else value
