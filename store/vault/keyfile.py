"""key.json: which format and mode a book has, and for an encrypted one its secret, wrapped.

The same fields stand at the head of every log of the live book, so that a lost or damaged key file costs nothing. Both
carry a checksum: damage is never taken for a wrong passphrase.
"""

import contextlib
import os
from pathlib import Path
from typing import Any, NamedTuple, Self

import orjson

from store.errors import BookDamaged, LingkarError, NewerFormat, PassphraseNeeded, WrongPassphrase
from store.language import _

from . import disk, generations, keys
from .keys import Key, PlainKey, SecretKey
from .records import is_whole, summed

NAME = "key.json"
OLDEST, FORMAT = 1, 2
"""The formats this version reads. The number here keeps older programs out; documents say themselves how old they are.
"""

PLAIN, ENCRYPTED = "plain", "encrypted"
_FIRST_DAYS = {"format": 1, "mode": PLAIN}  # the whole file, in books made before checksums


class KeyFile(NamedTuple):
    """What the key file of a book says.

    Attributes:
        fields: Its content, whole.
        is_copy: Whether it was found at the head of a log because the file itself is lost or damaged.
    """

    fields: dict[str, Any]
    is_copy: bool = False

    @property
    def is_encrypted(self) -> bool:
        """Whether a passphrase is needed."""
        return bool(self.fields["mode"] == ENCRYPTED)

    @classmethod
    def of(cls, key: Key, passphrase: str | None) -> Self:
        """Make the key file of a key.

        Args:
            key: Of the live book.
            passphrase: Wraps a secret; None for a plain key.

        Raises:
            LingkarError: This text cannot be a passphrase.
        """
        if isinstance(key, SecretKey):
            assert passphrase is not None, "a secret is kept wrapped"
            if not passphrase or keys.as_identity(passphrase):
                raise LingkarError(
                    _("A passphrase cannot be empty, nor begin like a recovery key. Nothing was changed.")
                )
            mode = {"mode": ENCRYPTED, **keys.wrap(key, passphrase)}
        else:
            assert isinstance(key, PlainKey)
            mode = {"mode": PLAIN, "book": key.book}
        return cls(summed({"format": FORMAT, **mode}))

    @property
    def next(self) -> str | None:
        """The name of the key that the book was about to be closed with when a change was interrupted."""
        return self.fields.get("next")

    def changing_to(self, key: Key | None) -> "KeyFile":
        """The same, with the name of the key to come, or without."""
        fields = {name: value for name, value in self.fields.items() if name != "next"}
        return KeyFile(summed(fields if key is None else {**fields, "next": key.name}))

    def of_today(self) -> "KeyFile":
        """The same for a book as this version writes it."""
        return KeyFile(summed({**self.fields, "format": FORMAT}))

    def is_like(self, fields: object) -> bool:
        """Whether these close the secret in the same way; a key to come and the format make no difference."""
        return isinstance(fields, dict) and _closing(self.fields) == _closing(fields)

    def unlock(self, folder: Path, passphrase: str | None) -> PlainKey | SecretKey:
        """Get the key of the book.

        Args:
            folder: The book, for what is said.
            passphrase: The passphrase, or the recovery key; None for a plain book.

        Raises:
            PassphraseNeeded: The book is encrypted and no passphrase was given.
            WrongPassphrase: It is another one.
            LingkarError: One was given, but the book is not encrypted.
            BookDamaged: The fields make no sense, although their checksum does.
        """
        if not self.is_encrypted:
            if passphrase is not None:
                raise LingkarError(
                    _(
                        "The book in {folder} has no passphrase. Open it without; `lingkar passphrase` gives it one."
                    ).format(folder=folder)
                )
            return PlainKey(str(self.fields.get("book", "")))
        if passphrase is None:
            raise PassphraseNeeded(
                _("The book in {folder} is encrypted: its passphrase is needed.").format(folder=folder)
            )
        try:
            key = _from_sheet(passphrase, self.fields["recipient"]) or keys.unwrap(self.fields, passphrase)
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(folder) from error
        if key is None:
            raise wrong_passphrase()
        return key


def _closing(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in ("format", "next", "sum")}


def new_key(passphrase: str | None) -> Key:
    """A key for a new book: a secret if there is a passphrase to wrap it, else none."""
    return keys.new_secret() if passphrase is not None else PlainKey(os.urandom(8).hex())


def find(folder: Path) -> KeyFile | None:
    """Learn how a book is kept, from its key file or else from the newest log that has a whole copy of it.

    Args:
        folder: The book.

    Returns:
        What it says; None if there is neither a key file nor a log.

    Raises:
        NewerFormat: A later version of the program wrote it, or in a mode this one does not know.
        BookDamaged: It does not say, and no log has a copy.
    """
    try:
        content = (folder / NAME).read_bytes()
    except FileNotFoundError:
        content = None
    if content is not None and (fields := _whole(content)) is not None:
        return KeyFile(_known(folder, fields))
    for number in reversed(generations.complete(folder)):
        copy = generations.read_head(folder, number).get("key")
        if isinstance(copy, dict) and is_whole(copy):
            return KeyFile(_known(folder, copy), is_copy=True)
    if content is None and not generations.complete(folder):
        return None
    raise damaged(folder)


def publish(folder: Path, file: KeyFile) -> None:
    """Write the key file of a book, instead of the one that is there."""
    disk.publish(folder / NAME, orjson.dumps(file.fields))


def set_aside(folder: Path) -> None:
    """Keep a key file of which no log is left, under another name: it is never written over."""
    with contextlib.suppress(FileNotFoundError):
        disk.rename(folder / NAME, folder / f"{NAME}.before")


def renew_copies(folder: Path, key: Key, file: KeyFile, heads: dict[int, dict[str, Any]]) -> bool:
    """Bring the copies at the heads of the logs up to date: the passphrase before shall open nothing any more.

    Args:
        folder: The live book, of which no log is open.
        key: What it is closed with.
        file: What its key file says.
        heads: Of its logs.

    Returns:
        Whether there was one to replace.

    Raises:
        OSError: One could not be replaced.
    """
    renewed = False
    for number, head in heads.items():
        if generations.is_of(head, key) and "begun" in head and not file.is_like(head.get("key")):
            path = generations.log_path(folder, number)
            rest = path.read_bytes().partition(b"\n")[2]
            disk.publish(path, generations.make_head(key, file.fields, head["begun"]) + rest)
            renewed = True
    return renewed


def is_there(folder: Path, file: KeyFile) -> bool:
    """Whether this is what the key file of a book says now."""
    try:
        return (folder / NAME).read_bytes() == orjson.dumps(file.fields)
    except OSError:
        return False


def damaged(folder: Path) -> BookDamaged:
    """The trouble with a key file that cannot be read and has no copy."""
    return BookDamaged(
        _(
            "The file {file}, which says how the book is kept, is missing or damaged, and no log has a copy of it. "
            "Nothing was changed. Put it back from a backup; an older copy of this book has the same. For an encrypted "
            "book the recovery sheet opens it too."
        ).format(file=folder / NAME)
    )


def wrong_passphrase() -> WrongPassphrase:
    """The trouble with a passphrase that is not the one."""
    return WrongPassphrase(_("This is not the passphrase of the book. Nothing was changed; try again."))


def _from_sheet(typed: str, recipient: str) -> SecretKey | None:
    """The key from a recovery sheet; None if it was not one that was typed.

    Raises:
        WrongPassphrase: It is the sheet of another book, or mistyped.
    """
    identity = keys.as_identity(typed)
    if identity is None:
        return None
    try:
        if keys.recipient_of(identity) == recipient:
            return SecretKey(identity)
    except ValueError:
        pass
    raise WrongPassphrase(
        _("This recovery key is not the one of this book, or has a slip in it. Nothing was changed; try again.")
    )


def _whole(content: bytes) -> dict[str, Any] | None:
    """The fields in the content of a key file; None if it is damaged."""
    try:
        fields = orjson.loads(content)
    except ValueError:
        return None
    if not isinstance(fields, dict):
        return None
    return fields if fields == _FIRST_DAYS or _is_foreign(fields) or is_whole(fields) else None


def _is_foreign(fields: dict[str, Any]) -> bool:
    """Whether another version made it, with other means against damage than ours, or none."""
    number, mode = fields.get("format"), fields.get("mode")
    known = number in range(OLDEST, FORMAT + 1) and mode in (PLAIN, ENCRYPTED)
    return "sum" not in fields and isinstance(number, int) and isinstance(mode, str) and not known


def _known(folder: Path, fields: dict[str, Any]) -> dict[str, Any]:
    if fields["format"] not in range(OLDEST, FORMAT + 1) or fields.get("mode") not in (PLAIN, ENCRYPTED):
        raise NewerFormat(
            _(
                "The book in {folder} has format {number}, mode {mode}; this version of Lingkar knows format {known}. "
                "Nothing was changed. Open it with a newer version."
            ).format(folder=folder, number=fields["format"], mode=fields.get("mode"), known=FORMAT)
        )
    return fields
