"""From the bytes of a file to its text, whatever program wrote it. What stands in the text is not known here."""

import codecs
import re

from store.errors import LingkarError
from store.language import _

_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UNUSED = {code: code for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}  # bytes without a character in Windows-1252
_BYTES = {
    ord(bytes([code]).decode("cp1252")) if code not in _UNUSED else code: chr(code) for code in range(0x80, 0x100)
}
_GARBLED = re.compile("[ÂÃÄÅâêïð][^\x00-\x7f]")
"""How UTF-8 looks that was read as Windows-1252: a letter that begins each group, and never ends one."""


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text, and how it was written.

    Args:
        data: UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252.
        name: what the file is called in a sentence.

    Returns:
        The text; `utf-8`, `utf-16`, `windows-1252`, or `mended` for UTF-8 that was garbled on its way and put right.

    Raises:
        LingkarError: it is no text.
    """
    text, encoding = _decoded(data)
    if encoding != "utf-16" and (mended := _mended(text)):
        text, encoding = mended, "mended"
    head = text.lstrip().split("\n", 1)[0]
    if any(char < " " and char not in "\t\r" for char in head):
        raise LingkarError(_("{file} is not a text table. Save it as CSV (UTF-8) and try again.").format(file=name))
    return text.removeprefix("\ufeff"), encoding


def _decoded(data: bytes) -> tuple[str, str]:
    """The text in the first encoding that fits; a null character where none does."""
    try:
        if data[:2] in _BOMS:
            return data[2:].decode(_BOMS[data[:2]]), "utf-16"
        data = data.removeprefix(codecs.BOM_UTF8)
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        try:
            return "\0" if b"\0" in data else data.decode("cp1252"), "windows-1252"
        except UnicodeDecodeError:
            return "\0", ""


def _mended(text: str) -> str:
    """The text as it was before it was read as Windows-1252 and written again; empty where it never was.

    Only a text in which every foreign letter makes sense so is put right: one real `é` tells that nothing is garbled.
    """
    if text.isascii() or not _GARBLED.search(text):
        return ""
    try:
        mended = text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
    return "" if re.search("[\x80-\x9f]", mended) else mended
