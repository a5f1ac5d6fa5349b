"""key.json: which format and mode a book has, and with that how its frames are sealed."""

from pathlib import Path

import orjson

from store.errors import BookDamaged, NewerFormat
from store.language import _

from . import disk
from .seal import PlainSeal, Seal

NAME = "key.json"
FORMAT = 1
PLAIN = "plain"


def read(folder: Path) -> Seal | None:
    """Learn how a book is sealed.

    Args:
        folder: The book.

    Returns:
        Its seal; None if there is no key file.

    Raises:
        NewerFormat: A later version of the program wrote it, or in a mode this one does not know.
        BookDamaged: The file does not say.
    """
    try:
        content = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return None
    try:
        fields = orjson.loads(content)
        number, mode = int(fields["format"]), str(fields["mode"])
    except (ValueError, KeyError, TypeError) as error:
        raise BookDamaged(
            _(
                "The file {file}, which says how the book is kept, cannot be read. Nothing was changed. "
                "Put it back from a backup; an older copy of this book has the same."
            ).format(file=folder / NAME)
        ) from error
    if number != FORMAT or mode != PLAIN:
        raise NewerFormat(
            _(
                "The book in {folder} has format {number}, mode {mode}; this version of Lingkar knows format {known}, "
                "mode {plain}. Nothing was changed. Open it with a newer version."
            ).format(folder=folder, number=number, mode=mode, known=FORMAT, plain=PLAIN)
        )
    return PlainSeal()


def create(folder: Path) -> Seal:
    """Decide how a new book is sealed.

    Args:
        folder: The book, which has no key file yet.

    Returns:
        Its seal.
    """
    disk.publish(folder / NAME, orjson.dumps({"format": FORMAT, "mode": PLAIN}))
    return PlainSeal()
