"""The bytes of a log: how one transaction becomes a frame, and how frames are found again. No files here.

    log   = head | frame | frame ...                          the head is for people and for rescue (`generations`)
    frame = u32 length | u32 ~length | sealed body            together a multiple of 64 bytes
    body  = u64 sequence number | tag of the previous frame | JSON | spaces

Sequence and predecessor lie inside the sealed body, so frames that were swapped, dropped, repeated or taken from
another log do not fit. Nothing in a header is trusted: when a frame is damaged, its length included, the scan tries
every place behind it and believes only the seal, so the frames after it are still found.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from .seal import TAG_SIZE, Seal

ALIGNMENT = 64
NO_TAG = bytes(TAG_SIZE)
_HEADER = struct.Struct("<II")
_CHAIN = struct.Struct(f"<Q{TAG_SIZE}s")
_ALL_ONES = 0xFFFFFFFF


class Frame(NamedTuple):
    """One frame that was found whole.

    Attributes:
        start: Where it starts, in bytes from the start of the log.
        end: Where the next frame starts, in bytes from the start of the log.
        seq: Its number; the numbers go on from one log to the next.
        previous: The tag of the frame before it.
        tag: Its own tag.
        payload: The JSON inside.
    """

    start: int
    end: int
    seq: int
    previous: bytes
    tag: bytes
    payload: bytes


class Scan(NamedTuple):
    """What a log holds.

    Attributes:
        frames: The frames from the first whole one up to the first place where none fits.
        end: That place, in bytes.
        size: The length of the log, in bytes.
        after: How many whole frames lie behind that place. None: what is left is a torn tail. Some: the log is damaged.
    """

    frames: tuple[Frame, ...]
    end: int
    size: int
    after: int


def encode(seal: Seal, where: bytes, seq: int, previous: bytes, payload: bytes) -> tuple[bytes, bytes]:
    """Make a frame.

    Args:
        seal: Closes the body.
        where: The context of the log; see `keys.Key.context`.
        seq: The number of the frame.
        previous: The tag of the frame before it.
        payload: JSON.

    Returns:
        The bytes to append, and the tag of the new frame.
    """
    bare = _HEADER.size + _CHAIN.size + len(payload) + seal.overhead
    body = _CHAIN.pack(seq, previous) + payload + b" " * (-bare % ALIGNMENT)
    sealed = seal.seal(body, where)
    return _HEADER.pack(len(sealed), len(sealed) ^ _ALL_ONES) + sealed, sealed[-TAG_SIZE:]


def scan(seal: Seal, where: bytes, data: bytes) -> Scan:
    """Find the frames of a log.

    Args:
        seal: Opens the bodies.
        where: The context of the log; see `keys.Key.context`.
        data: The whole log.

    Returns:
        The frames that form a chain from the first whole one, and whether anything whole lies behind it.
    """
    frames: list[Frame] = []
    first = _next_whole(seal, where, data, 0)
    position = first.start if first else 0
    while (frame := _frame_at(seal, where, data, position)) is not None:
        if frames and (frame.seq, frame.previous) != (frames[-1].seq + 1, frames[-1].tag):
            break
        frames.append(frame)
        position = frame.end
    return Scan(tuple(frames), position, len(data), sum(1 for _frame in whole(seal, where, data[position:])))


def whole(seal: Seal, where: bytes, data: bytes) -> Iterator[Frame]:
    """Find every whole frame of a log, whatever lies between them.

    Args:
        seal: Opens the bodies.
        where: The context of the log; see `keys.Key.context`.
        data: The whole log, or its end.

    Yields:
        The frames in the order in which they lie.
    """
    frame = _next_whole(seal, where, data, 0)
    while frame is not None:
        yield frame
        frame = _next_whole(seal, where, data, frame.end)


def _next_whole(seal: Seal, where: bytes, data: bytes, position: int) -> Frame | None:
    while position < len(data):
        frame = _frame_at(seal, where, data, position)
        if frame is not None:
            return frame
        position += 1
    return None


def _frame_at(seal: Seal, where: bytes, data: bytes, position: int) -> Frame | None:
    start = position + _HEADER.size
    if start > len(data):
        return None
    length, inverse = _HEADER.unpack_from(data, position)
    end = start + length
    too_short = length < _CHAIN.size + seal.overhead
    if length ^ inverse != _ALL_ONES or too_short or end > len(data) or (end - position) % ALIGNMENT:
        return None
    sealed = data[start:end]
    body = seal.unseal(sealed, where)
    if body is None:
        return None
    seq, previous = _CHAIN.unpack_from(body)
    return Frame(position, end, seq, previous, sealed[-TAG_SIZE:], body[_CHAIN.size :])
