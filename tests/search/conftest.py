"""The book of `tests.casebook`, with a clock of its own and without the waiting for the disk."""

from tests.casebook.conftest import _without_waiting, book, clock, folder

__all__ = ["_without_waiting", "book", "clock", "folder"]
