"""One case out of the book, as text or as a file: what the command line and the screens call."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from store.casebook import Casebook
from store.model.outside import PRINTED, OutsideKind
from store.packet import markdown
from store.packet.case import case_document
from store.packet.document import Document
from store.packet.files import file_name, place, refused, write_new
from store.vault import disk

FORMATS: dict[str, Callable[[Document], str]] = {"md": markdown.write}
"""Ending of the file -> its writer."""

KIND = "case"
"""What a single-case packet is called in its file name: ASCII, and the same in every language."""


def case_text(book: Casebook, code: str, *, format: str = "md") -> str:
    """The packet of one case as text, in the language in use. Real names are not masked.

    Args:
        book: where the case is.
        code: which case.
        format: a key of `FORMATS`.

    Raises:
        NotFound: there is no such case.
    """
    return FORMATS[format](case_document(book.folder_of(code), book.clock()))


def export_case(book: Casebook, code: str, to: Path, *, format: str = "md") -> Path:
    """Write the packet of one case into a new file that only its owner can read, and write down that it left.

    Real names are not masked.

    Args:
        book: where the case is; open for writing.
        code: which case.
        to: a folder, or the file itself. A file that is there already is never overwritten.
        format: a key of `FORMATS`.

    Returns:
        Where the file is.

    Raises:
        NotFound: there is no such case.
        LingkarError: there is no such folder.
        NotSaved: the folder or the disk refused, for the file or for the book's note of it; nothing was left behind.
    """
    case = book.case(code)
    target = place(to, file_name(case.code, KIND, book.today(), format))
    return let_out(book, target, case_text(book, case.code, format=format), [case.code])


def let_out(book: Casebook, target: Path, text: str, codes: Sequence[str]) -> Path:
    """Write a text into a new file that only its owner can read, and write down in the book that it left.

    Args:
        book: open for writing.
        target: where to; the folder must be there. A file that is there already is never overwritten.
        text: the whole content.
        codes: the cases it is about.

    Returns:
        Where the file is.

    Raises:
        NotSaved: the folder or the disk refused, for the file or for the book's note of it; nothing was left behind.
    """
    try:  # asked first: once it is written, the stick may be pulled, and the book must know of it all the same
        off_laptop = not disk.same_device(book.folder, target.parent)
    except OSError as error:
        raise refused(target, error) from None
    written = write_new(target, text.encode("utf-8"))
    try:
        book.went_out(OutsideKind.EXPORT, written, codes, off_laptop=off_laptop)
    except BaseException:  # what leaves is known to the book, or it does not leave
        with suppress(OSError):
            written.unlink(missing_ok=True)
        raise
    return written


def print_case(book: Casebook, code: str, *, format: str = "md") -> str:
    """The packet of one case as text that is about to be shown outside the book, which is written down first.

    Args:
        book: where the case is; open for writing.
        code: which case.
        format: a key of `FORMATS`.

    Raises:
        NotFound: there is no such case.
        NotSaved: it could not be written down.
    """
    text = case_text(book, code, format=format)
    book.went_out(OutsideKind.EXPORT, PRINTED, [book.case(code).code])
    return text
