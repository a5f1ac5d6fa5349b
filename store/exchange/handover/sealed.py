"""The file of a hand-over as it lies on a stick: nothing of the case can be read in it.

For an age recipient it is a standard age file, which any age program opens. For a passphrase its first line holds a
fresh age identity, wrapped by the passphrase as that of a book is; the rest is a standard age file to it. The
passphrase mode of age itself is not used: what it costs is measured on the machine that writes, and a slower one
refuses it.
"""

import stat
from enum import StrEnum
from pathlib import Path
from typing import Any

import orjson

from store.errors import LingkarError, NewerFormat, PassphraseNeeded, WrongPassphrase
from store.language import _
from store.language.system import why_refused
from store.vault import Key, keys
from store.vault.keys import SecretKey
from store.vault.records import is_whole, summed

KIND = "handover"
MOST_BYTES = 64 * 1024 * 1024
"""More than the notes of thirty years; a larger file is none, and is not read."""

_VERSION = 1
_AGE = b"age-encryption.org/v1\n"
_HEAD = f'{{"lingkar":"{KIND}",'.encode()
_LONGEST_HEAD = 4096
_DEAREST = keys.Cost(memory=1024 * 1024, passes=16, lanes=64)
"""What opening may cost: a stranger's file must not bring a small laptop to its knees."""


class Opens(StrEnum):
    """What opens the file of a hand-over."""

    PASSPHRASE = "passphrase"
    KEY = "key"


def opens_with(path: Path) -> Opens | None:
    """What opens a file, by its first bytes; None where it is no hand-over, or cannot be read.

    An age file may hold anything: whether it is a hand-over shows when it is opened.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would never end
            return None
        with path.open("rb") as file:
            start = file.read(max(len(_AGE), len(_HEAD)))
    except (OSError, ValueError):
        return None
    if start.startswith(_HEAD):
        return Opens.PASSPHRASE
    return Opens.KEY if start.startswith(_AGE) else None


def is_handover(path: Path) -> bool:
    """Whether a file looks like a case that was handed over; see `opens_with`."""
    return opens_with(path) is not None


def is_recipient(text: str) -> bool:
    """Whether this is the age recipient of somebody, without a slip in it."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal_for_passphrase(data: bytes, passphrase: str) -> bytes:
    """Seal what is inside, for whoever knows the passphrase. Takes about half a second.

    Raises:
        LingkarError: the passphrase is empty, or there is too much to seal.
    """
    if not passphrase:
        raise LingkarError(_("The passphrase of the file cannot be empty. Nothing was written."))
    key = keys.new_secret()
    head = summed({"lingkar": KIND, "version": _VERSION, **keys.wrap(key, passphrase)})
    return _checked(orjson.dumps(head) + b"\n" + key.close(data))


def seal_for_recipient(data: bytes, recipient: str) -> bytes:
    """Seal what is inside, for whoever has the secret of an age recipient.

    Raises:
        LingkarError: this is no recipient, or there is too much to seal.
    """
    import pyrage

    if not is_recipient(recipient):
        raise LingkarError(
            _("This is no age recipient. It begins with age1; `lingkar recipient` shows it to your colleague. Nothing "
              "was written.")
        )  # fmt: skip
    return _checked(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(recipient)]))


def _checked(sealed: bytes) -> bytes:
    if len(sealed) > MOST_BYTES:
        raise LingkarError(_("This case is too large for one file, so nobody could take it in. Nothing was written."))
    return sealed


def unseal(path: Path, key: Key, passphrase: str | None) -> bytes:
    """Open a file.

    Args:
        path: the file.
        key: of the book that takes the case in.
        passphrase: of the file, where it was sealed with one.

    Returns:
        What is inside, whatever it is.

    Raises:
        PassphraseNeeded: none was given.
        WrongPassphrase: it is another one.
        NewerFormat: a newer version sealed it.
        LingkarError: it cannot be read, is damaged, or is for another book.
    """
    opens, sealed = opens_with(path), _read(path)
    if opens is Opens.PASSPHRASE:
        head, _end, inner = sealed.partition(b"\n")
        key = _unwrapped(path, head, passphrase)
    elif opens is not Opens.KEY:
        raise no_handover(path)
    elif not isinstance(key, SecretKey):
        raise LingkarError(
            _("{file} is encrypted for the recipient of another book. This book has no passphrase, and so no "
              "recipient. Ask for a file with a passphrase. Nothing was changed.").format(file=path)
        )  # fmt: skip
    else:
        inner = sealed
    try:
        return key.open(inner)
    except (ValueError, OSError):  # so pyrage calls damage in the middle
        if opens is Opens.PASSPHRASE:
            raise damaged(path) from None
        raise LingkarError(
            _("{file} is not encrypted for this book, or is damaged. `lingkar recipient` shows what your colleague "
              "encrypts it for. Nothing was changed.").format(file=path)
        ) from None  # fmt: skip


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            sealed = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = why_refused(error)
        raise LingkarError(_("{file} cannot be read: {why}. Nothing was changed.").format(file=path, why=why)) from None
    if len(sealed) > MOST_BYTES:
        raise no_handover(path)
    return sealed


def _unwrapped(path: Path, head: bytes, passphrase: str | None) -> SecretKey:
    fields = _fields(path, head)
    if passphrase is None:
        raise PassphraseNeeded(
            _(
                "{file} is encrypted with a passphrase, which the colleague knows who made it. Nothing was changed."
            ).format(file=path)
        )
    try:
        if int(fields["memory"]) > _DEAREST.memory or int(fields["passes"]) > _DEAREST.passes:
            raise ValueError("unreasonable key derivation")
        key = keys.unwrap(fields, passphrase)
        if key is not None and key.name != fields["recipient"]:
            raise ValueError("another secret")
    except (ValueError, KeyError, TypeError, OverflowError, MemoryError):
        raise damaged(path) from None
    if key is None:
        raise WrongPassphrase(_("This is not the passphrase of the file. Nothing was changed; try again."))
    return key


def _fields(path: Path, head: bytes) -> dict[str, Any]:
    try:
        fields = orjson.loads(head[:_LONGEST_HEAD])
    except ValueError:
        raise damaged(path) from None
    if isinstance(fields, dict) and isinstance(version := fields.get("version"), int) and version > _VERSION:
        raise newer(path)
    if not isinstance(fields, dict) or not is_whole(fields):
        raise damaged(path)
    return fields


# What is said of a file that is not taken in


def no_handover(path: Path) -> LingkarError:
    """The trouble with a file that is something else."""
    return LingkarError(_("{file} is no case that was handed over. Nothing was changed.").format(file=path))


def damaged(path: Path) -> LingkarError:
    """The trouble with a file that is not as it was made."""
    return LingkarError(
        _("{file} is damaged. Ask your colleague for the file once more. Nothing was changed.").format(file=path)
    )


def newer(path: Path) -> NewerFormat:
    """The trouble with a file of a later version."""
    return NewerFormat(
        _(
            "{file} was made by a newer version of Lingkar. Nothing was changed. Take it in with a newer version."
        ).format(file=path)
    )
