"""The book of sample cases that one may look around in: it lies in a temporary folder, and is thrown away."""

from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from store import open_casebook


class Samples:
    """Invented cases in a throw-away book.

    Attributes:
        book: open.
    """

    def __init__(self, language: str) -> None:
        """Play the stories, which takes a moment.

        Args:
            language: of the stories, `id` or `en`.
        """
        from store.demo import build_demo

        self._parent = TemporaryDirectory(prefix="lingkar-")
        folder = Path(self._parent.name) / "demo"
        try:
            with open_casebook(folder) as book:
                build_demo(book, language)
                book.compact()  # so that `u` does not unwind the invented stories
            self.book = open_casebook(folder)
        except BaseException:
            self._parent.cleanup()
            raise

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Throw it away."""
        self.throw_away()

    def throw_away(self) -> None:
        """Close it, and leave nothing of it."""
        self.book.close()
        self._parent.cleanup()
