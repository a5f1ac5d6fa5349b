"""Books of older versions: what their documents become in today's format. Pure, but for `bring_up`, which does it.

A format is a number that stands with the documents, and in the key file, which older programs look at before anything
else. Each step makes documents of one format into those of the next, one at a time; done twice it changes nothing more.
Documents of the archive, of a dump or of a case that was handed over take the same steps when they are read.
"""

from collections.abc import Callable, Iterator

from store.model.case import Case
from store.model.note import Note
from store.model.record import Record
from store.shelf import CASES, MODEL_OF, NOTES, Shelf
from store.vault import FORMAT, OLDEST, Change, Document

Step = Callable[[str, Document], Document]
"""Makes the document of a table one of the next format; answers the very same where there is nothing to do."""

_LABEL = "upgrade"
_PUT_BEFORE = "imported_"


def _columns_apart(table: str, document: Document) -> Document:
    """Format 2: what an import could not place stands under `extra`, no more among our own fields."""
    if table not in (CASES, NOTES) or not document.get("imported_from"):
        return document
    known: type[Record] = Case if table == CASES else Note
    placed = {name: value for name, value in document.items() if name in known.model_fields}
    if len(placed) == len(document):
        return document
    columns = {
        name.removeprefix(_PUT_BEFORE): value if isinstance(value, str) else str(value)
        for name, value in document.items()
        if name not in placed
    }
    return {**placed, "extra": {**columns, **document.get("extra", {})}}


STEPS: dict[int, Step] = {1: _columns_apart}
"""From each older format to the next."""


def brought_up(table: str, document: Document, since: int = OLDEST) -> Document:
    """A document as this version writes it.

    Args:
        table: where it stands.
        document: as a book of an older format has it; not mutated.
        since: the format of that book; of a newer one nothing is known here.

    Returns:
        The very same where nothing changed since.
    """
    for format in range(since, FORMAT):
        document = STEPS[format](table, document)
    return document


def file_brought_up(file: Document) -> Document:
    """A case with its file, as the archive keeps it with the format it was filed in, as this version writes it."""
    since = file.get("format", OLDEST)
    if since == FORMAT:
        return file
    tables = {
        table: [brought_up(table, row, since) for row in rows] for table, rows in file.items() if isinstance(rows, list)
    }
    return {**file, "format": FORMAT, "case": brought_up(CASES, file["case"], since), **tables}


def bring_up(shelf: Shelf) -> bool:
    """Bring an open book of an older format up to date. Cut off anywhere, it is done at the next opening.

    The generation that it had stays as it was, a backup that the older program opens. A book that is only read is shown
    as it will be, and stays as it is.

    Returns:
        Whether it was an older one.

    Raises:
        NotSaved: the disk refused; the book is as it was before.
    """
    db = shelf.db
    if shelf.format < FORMAT:
        changes = [*_changes(shelf)]
        if db.read_only:
            db.imagine(changes)
            return True
        db.compact()
        with db.transaction(_LABEL):
            for table, id, document in changes:
                shelf.restore(table, id, document)
            shelf.take_numbers({})
    elif not db.is_older:
        return False
    if not db.read_only:
        db.raise_format()
    return True


def _changes(shelf: Shelf) -> Iterator[Change]:
    for table in MODEL_OF:
        for id, before in shelf.db.documents(table).items():
            after = brought_up(table, before, shelf.format)
            if after != before:
                yield table, id, after
