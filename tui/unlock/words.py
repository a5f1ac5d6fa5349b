"""What is said of a book that was just opened."""

from datetime import datetime
from typing import Protocol

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


def last_saved(report: Report) -> str:
    """When the book was saved last, and its last change: an older copy put in its place would show here."""
    when = moment_text(datetime.fromisoformat(report.last_at).astimezone())
    return _("Last saved {when}, change {number}").format(when=when, number=report.seq)
