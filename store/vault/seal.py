"""How the body of a log frame is closed, so that a changed byte or a frame from elsewhere is noticed.

A seal turns bytes into sealed bytes and back and knows nothing of what they mean. It ends in a tag of `TAG_SIZE` bytes,
by which the next frame names its predecessor.
"""

import hashlib
import os
from hmac import compare_digest
from typing import Protocol

TAG_SIZE = 16
_NONCE_SIZE = 12


class Seal(Protocol):
    """Closes and opens the body of a frame."""

    @property
    def overhead(self) -> int:
        """How many bytes longer the sealed form is than the body."""

    def seal(self, body: bytes, context: bytes) -> bytes:
        """Close a body.

        Args:
            body: What to protect.
            context: Where it belongs; it opens only with the same context.

        Returns:
            The sealed bytes; the last `TAG_SIZE` of them are its tag.
        """

    def unseal(self, sealed: bytes, context: bytes) -> bytes | None:
        """Open sealed bytes.

        Args:
            sealed: What `seal` returned.
            context: Where it is expected to belong.

        Returns:
            The body, or None if a byte or the context differs.
        """


class PlainSeal:
    """For a book that is not encrypted: the body as it is, then a BLAKE2b checksum over context and body.

    It guards against accidents (a torn write, a bad sector, files mixed up), not against a person who recomputes it.
    """

    overhead = TAG_SIZE

    def seal(self, body: bytes, context: bytes) -> bytes:
        """See `Seal.seal`."""
        return body + self._tag(body, context)

    def unseal(self, sealed: bytes, context: bytes) -> bytes | None:
        """See `Seal.unseal`."""
        body, tag = sealed[:-TAG_SIZE], sealed[-TAG_SIZE:]
        return body if compare_digest(tag, self._tag(body, context)) else None

    @staticmethod
    def _tag(body: bytes, context: bytes) -> bytes:
        # The length first: no two pairs of context and body may run together into the same bytes.
        whole = len(context).to_bytes(8, "little") + context + body
        return hashlib.blake2b(whole, digest_size=TAG_SIZE, person=b"lingkar-plain-1").digest()


class AesSeal:
    """For an encrypted book: AES-256-GCM under a random nonce, which stands before the ciphertext.

    Random, not counted: a counter would repeat after a torn tail or a restored backup, which breaks GCM. One key is
    good for 2^32 frames (NIST SP 800-38D, 8.3), some thousand times a working life.
    """

    overhead = _NONCE_SIZE + TAG_SIZE

    def __init__(self, key: bytes) -> None:
        """Take a key.

        Args:
            key: 32 bytes.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)
        self._invalid = InvalidTag

    def seal(self, body: bytes, context: bytes) -> bytes:
        """See `Seal.seal`."""
        nonce = os.urandom(_NONCE_SIZE)
        return nonce + self._cipher.encrypt(nonce, body, context)

    def unseal(self, sealed: bytes, context: bytes) -> bytes | None:
        """See `Seal.unseal`."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_SIZE], sealed[_NONCE_SIZE:], context)
        except self._invalid:
            return None
