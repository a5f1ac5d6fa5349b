"""What is said of a book that was just opened."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from store import Casebook
from store.language import _
from store.language.formats import moment_text


class Report(Protocol):
    """What opening a book found, as far as it is said here."""

    @property
    def last_at(self) -> str:
        """When the last change was written, ISO 8601."""

    @property
    def seq(self) -> int:
        """The number of the last change."""


def mended(book: Casebook) -> Iterator[str]:
    """What the opening of the book put right, one sentence each."""
    if book.was_upgraded:
        yield _("An older version of the program wrote this book. It was brought up to date; as it was before, it is "
                "kept among its generations.")  # fmt: skip
    if book.report.healed:
        yield _("A damaged part of the book was rebuilt from its copy; nothing is lost.")
    if book.report.key_found:
        yield _("The key file was lost or damaged, and its copy in a log was taken; nothing is lost.")
    if book.has_finished_erasing:
        yield _("Erasing a client had been interrupted; it is finished now.")


def last_saved(report: Report) -> str:
    """When the book was saved last, and its last change: an older copy put in its place would show here."""
    when = moment_text(datetime.fromisoformat(report.last_at).astimezone())
    return _("Last saved {when}, change no. {number}").format(when=when, number=report.seq)
