"""What the user set for a book. It travels with the book, not with the laptop."""

from typing import Annotated

from pydantic import Field

from store.model.record import Record

NEVER = 0
"""The idle minutes of a book that does not lock by itself."""


class Settings(Record):
    """The settings of one book.

    Attributes:
        lock_after: after how many minutes without a key the book locks; `NEVER` turns that off.
    """

    lock_after: Annotated[int, Field(ge=0, le=24 * 60)] = 5
