"""Opens an age file with nothing but its specification (C2SP, age v1) and general cryptography: not with our library.

If this opens what the vault writes, so does every program that keeps to the standard.
"""

import base64
import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def decrypt(data: bytes, identity: str) -> bytes:
    """The content of an age file that was closed to this identity."""
    header, mac, payload = _split(data)
    file_key = _file_key(header, identity)
    authentic = hmac.new(_derive(file_key, b"", b"header"), header, hashlib.sha256).digest()
    assert hmac.compare_digest(authentic, _unbase64(mac)), "the header was changed"
    cipher = ChaCha20Poly1305(_derive(file_key, payload[:16], b"payload"))
    chunks = [payload[at : at + CHUNK + 16] for at in range(16, len(payload), CHUNK + 16)]
    parts = [
        cipher.decrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    ]
    return b"".join(parts)


def _split(data: bytes) -> tuple[bytes, str, bytes]:
    """The header up to its three dashes, its MAC, and what follows."""
    start = data.index(b"\n---") + 4
    end = data.index(b"\n", start)
    return data[:start], data[start:end].strip().decode(), data[end + 1 :]


def _file_key(header: bytes, identity: str) -> bytes:
    lines = header.decode().splitlines()
    assert lines[0] == "age-encryption.org/v1"
    secret = X25519PrivateKey.from_private_bytes(_unbech32(identity))
    public = secret.public_key().public_bytes_raw()
    for number, line in enumerate(lines):
        if line.startswith("-> X25519 "):
            share = _unbase64(line.split()[2])
            shared = secret.exchange(X25519PublicKey.from_public_bytes(share))
            wrap = _derive(shared, share + public, b"age-encryption.org/v1/X25519")
            return ChaCha20Poly1305(wrap).decrypt(bytes(12), _unbase64(lines[number + 1]), None)
    raise AssertionError("not closed to an X25519 recipient")


def _derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=salt, info=info).derive(secret)


def _unbase64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def _unbech32(text: str) -> bytes:
    """The 32 bytes in `AGE-SECRET-KEY-1...`; the checksum of six letters is left out."""
    values = [_BECH32.index(letter) for letter in text.lower().rpartition("1")[2][:-6]]
    bits = "".join(f"{value:05b}" for value in values)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, 256, 8))
