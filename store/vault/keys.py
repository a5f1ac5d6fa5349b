"""What closes a book: one random secret that a passphrase wraps, or nothing. Here it closes; `keyfile` keeps it.

The secret is an age identity. Snapshots are standard age files to it, so any age program opens them with the recovery
sheet; the key of the log frames is derived from it (HKDF-SHA256). A new passphrase wraps the same secret anew.
"""

import base64
import io
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, Protocol, Self

import orjson

from .seal import AesSeal, PlainSeal, Seal

ARCHIVE = "archive"
"""The part of a book that holds closed cases: a folder in it, under the same key."""

IDENTITY = "AGE-SECRET-KEY-1"
"""How a recovery key begins."""

_WRAPPED = b"lingkar-key-1"
_FRAMES = b"lingkar-log-1"


class Cost(NamedTuple):
    """What trying one passphrase costs, with Argon2id.

    Attributes:
        memory: KiB.
        passes: Over that memory.
        lanes: Of computing side by side.
    """

    memory: int
    passes: int
    lanes: int


COST = Cost(memory=128 * 1024, passes=3, lanes=4)
"""Twice the memory of RFC 9106's second recommended choice; fixed, as measuring machines locks the slower ones out."""

DEAREST = Cost(memory=4 * 1024 * 1024, passes=64, lanes=64)
"""What a key file may ask for; more is a damaged or hostile file, not a book."""


class Key(Protocol):
    """Closes the frames and snapshots of one part of a book."""

    @property
    def name(self) -> str:
        """Tells this key from every other, without giving it away; a log carries it."""

    @property
    def suffix(self) -> str:
        """What the names of its snapshots end in."""

    @property
    def seal(self) -> Seal:
        """Closes the frames."""

    @property
    def part(self) -> str:
        """Empty for the live book, else the name of the part."""

    @property
    def coming(self) -> str:
        """The name of the key that was to come next when a change was interrupted; else empty."""

    def context(self, generation: int) -> bytes:
        """Name a log for its seal, so that no frame opens in another one.

        Args:
            generation: The number of the log.
        """

    def close(self, snapshot: bytes) -> bytes:
        """Close a snapshot."""

    def open(self, data: bytes, told: Callable[[int], None] | None = None) -> bytes:
        """Open a snapshot.

        Args:
            data: As it lies on the disk.
            told: Is told how many bytes are open, where opening takes its time.

        Raises:
            ValueError: It was not closed with this key.
        """

    def archived(self) -> Self:
        """The key of the archive of this book."""


@dataclass(frozen=True)
class PlainKey:
    """No key: checksums only.

    Attributes:
        book: The id of the book, which keeps the frames of two books apart; empty in books of the first days.
        part: See `Key.part`.
        coming: See `Key.coming`.
    """

    book: str
    part: str = ""
    coming: str = ""

    suffix = ".json"
    seal = PlainSeal()

    @property
    def name(self) -> str:
        """See `Key.name`."""
        return f"plain {self.book}"

    def context(self, generation: int) -> bytes:
        """See `Key.context`."""
        return _context(self.book, self.part, generation)

    def close(self, snapshot: bytes) -> bytes:
        """See `Key.close`."""
        return snapshot

    def open(self, data: bytes, told: Callable[[int], None] | None = None) -> bytes:  # noqa: ARG002 - nothing to tell
        """See `Key.open`."""
        return data

    def archived(self) -> "PlainKey":
        """See `Key.archived`."""
        return replace(self, part=ARCHIVE)


@dataclass(frozen=True)
class SecretKey:
    """The key of an encrypted book.

    Attributes:
        identity: The secret, as the recovery sheet shows it.
        part: See `Key.part`.
        coming: See `Key.coming`.
    """

    identity: str
    part: str = ""
    coming: str = ""

    suffix = ".json.age"

    def __repr__(self) -> str:
        """Nothing of the secret."""
        return f"SecretKey({self.name})"

    @cached_property
    def name(self) -> str:
        """See `Key.name`: the age recipient, which is public."""
        return recipient_of(self.identity)

    @cached_property
    def seal(self) -> AesSeal:
        """See `Key.seal`."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return AesSeal(HKDF(SHA256(), length=32, salt=None, info=_FRAMES).derive(self.identity.encode()))

    def context(self, generation: int) -> bytes:
        """See `Key.context`. The secret itself tells one book from another."""
        return _context("", self.part, generation)

    def close(self, snapshot: bytes) -> bytes:
        """See `Key.close`."""
        import pyrage

        closed = _Pieces()
        pyrage.encrypt_io(io.BytesIO(snapshot), closed, [pyrage.x25519.Recipient.from_str(self.name)])
        return closed.joined()

    def open(self, data: bytes, told: Callable[[int], None] | None = None) -> bytes:
        """See `Key.open`."""
        import pyrage

        opened = _Pieces(told)
        try:
            pyrage.decrypt_io(io.BytesIO(data), opened, [pyrage.x25519.Identity.from_str(self.identity)])
        except (pyrage.DecryptError, OSError) as error:  # the latter of pyrage, for damage behind the head
            raise ValueError("not closed with this key") from error
        return opened.joined()

    def archived(self) -> "SecretKey":
        """See `Key.archived`."""
        return replace(self, part=ARCHIVE)


class _Pieces:
    """A file for pyrage to write to. Between two pieces other threads go on, as they cannot during one long call."""

    def __init__(self, told: Callable[[int], None] | None = None) -> None:
        self._pieces: list[bytes] = []
        self._size = 0
        self._told = told

    def write(self, piece: bytes) -> int:
        self._pieces.append(piece)
        self._size += len(piece)
        if self._told is not None:
            self._told(self._size)
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def joined(self) -> bytes:
        return b"".join(self._pieces)


def _context(book: str, part: str, generation: int) -> bytes:
    where = f"{book}/{part} " if book or part else ""
    return f"lingkar-log-1 {where}{generation}".encode()


def new_secret() -> SecretKey:
    """A key that nobody has."""
    import pyrage

    return SecretKey(str(pyrage.x25519.Identity.generate()))


def recipient_of(identity: str) -> str:
    """The public half of a secret.

    Raises:
        ValueError: It is no age identity.
    """
    import pyrage

    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as error:
        raise ValueError("no age identity") from error


def is_identity(text: str) -> bool:
    """Whether this is an age identity, without a slip in it."""
    try:
        recipient_of(text)
    except ValueError:
        return False
    return True


def as_identity(typed: str) -> str | None:
    """A recovery key as it was typed from the sheet, in any case and with spaces; None if it is not one."""
    bare = "".join(typed.split()).upper()
    return bare if bare.startswith(IDENTITY) else None


def wrap(key: SecretKey, passphrase: str) -> dict[str, Any]:
    """Close the secret with a passphrase.

    Args:
        key: Holds the secret.
        passphrase: Any text.

    Returns:
        Fields for the key file; nothing in them helps without the passphrase.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    cost = {"memory": COST.memory, "passes": COST.passes, "lanes": COST.lanes}
    fields = {"recipient": key.name, "kdf": "argon2id", **cost, "salt": _text(salt), "nonce": _text(nonce)}
    secret = AESGCM(_stretch(passphrase, salt, COST)).encrypt(nonce, key.identity.encode(), _bound(fields))
    return {**fields, "secret": _text(secret)}


def unwrap(fields: dict[str, Any], passphrase: str) -> SecretKey | None:
    """Open what `wrap` closed.

    Args:
        fields: Of the key file.
        passphrase: What was typed.

    Returns:
        The key; None if this is not the passphrase.

    Raises:
        ValueError, KeyError, TypeError: The fields are not as `wrap` made them.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cost = Cost(int(fields["memory"]), int(fields["passes"]), int(fields["lanes"]))
    if fields["kdf"] != "argon2id" or cost.memory > DEAREST.memory or cost.passes > DEAREST.passes:
        raise ValueError("unknown or unreasonable key derivation")
    stretched = _stretch(passphrase, base64.b64decode(fields["salt"]), cost)
    secret = base64.b64decode(fields["secret"])
    rest = {name: value for name, value in fields.items() if name != "secret"}
    try:
        identity = AESGCM(stretched).decrypt(base64.b64decode(fields["nonce"]), secret, _bound(rest))
    except InvalidTag:
        return None
    return SecretKey(identity.decode())


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    # The same letters however the keyboard of the day composes them, and without what no screen shows: a field takes
    # no tab and no invisible character, and what is read from a file must agree with what was typed.
    seen = "".join(letter for letter in unicodedata.normalize("NFC", passphrase) if letter.isprintable())
    return kdf.derive(seen.encode())


def _bound(fields: dict[str, Any]) -> bytes:
    """The fields that the wrapped secret answers for."""
    names = ("recipient", "kdf", "memory", "passes", "lanes", "salt", "nonce")
    return _WRAPPED + orjson.dumps([fields[name] for name in names])


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
