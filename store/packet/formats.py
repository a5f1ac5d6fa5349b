"""The formats of a packet, and the one way to write it in any of them. A writer is imported when it is used."""

from importlib.util import find_spec

from store.errors import LingkarError
from store.language import N_, _
from store.model.codes import Vocabulary
from store.packet.document import Document, Written


class Format(Vocabulary):
    """What a packet can be written as. The code is the ending of the file."""

    PDF = "pdf", N_("PDF document")
    HTML = "html", N_("Web page (HTML)")
    DOCX = "docx", N_("Word document (DOCX)")
    MARKDOWN = "md", N_("Plain text (Markdown)")


_NEEDS = {Format.PDF: ("typst", "fontpkg_noto_sans"), Format.DOCX: ("docx",)}


def available() -> tuple[Format, ...]:
    """The formats that this machine can write: all, but for PDF where there is no Typst, as on Windows on ARM."""
    return tuple(each for each in Format if all(map(_is_there, _NEEDS.get(each, ()))))


def _is_there(package: str) -> bool:
    """Whether it is installed; importing it to know would stop the keys for a moment."""
    return find_spec(package) is not None


def write(document: Document, format: Format) -> Written:
    """A packet in one format.

    Args:
        document: what it holds.
        format: one of those that are `available`.

    Raises:
        LingkarError: what it needs is there but cannot be loaded, or did not get through the packet.
    """
    try:
        return _written(document, format)
    except ImportError as error:  # made for another system
        others = ", ".join(each for each in available() if each is not format)
        raise LingkarError(
            _("{format} cannot be made on this computer; these can: {formats}. Nothing was written.").format(
                format=format.label, formats=others
            )
        ) from error


def _written(document: Document, format: Format) -> Written:
    match format:
        case Format.PDF:
            from store.packet import pdf

            return pdf.write(document)
        case Format.HTML:
            from store.packet import html

            return html.write(document)
        case Format.DOCX:
            from store.packet import docx

            return docx.write(document)
        case Format.MARKDOWN:
            from store.packet import markdown

            return markdown.write(document)


def undrawn_words(characters: str) -> str:
    """That no font has some characters.

    Args:
        characters: see `Written.undrawn`.
    """
    named = " ".join(f"{each} (U+{ord(each):04X})" for each in characters)
    return _("No font at hand has these characters, which are boxes in it: {characters}").format(characters=named)
