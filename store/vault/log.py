"""The log file of the open generation: transactions are appended and durable, or not there at all.

What a frame looks like is `frames`; when a log is begun, replayed or given up is `generations` and `Vault`.
"""

import contextlib
from pathlib import Path

from . import disk, frames
from .keys import Key


class Log:
    """An open log, positioned behind its last whole frame.

    Attributes:
        generation: Its number.
        seq: The number of its last frame.
        tag: The tag of its last frame.
        size: Where the next frame goes, in bytes.
    """

    def __init__(self, path: Path, key: Key, generation: int, seq: int, tag: bytes, size: int) -> None:
        """Open a log for appending.

        Args:
            path: The file.
            key: Closes its frames.
            generation: Its number.
            seq: The number of its last frame.
            tag: The tag of its last frame.
            size: Where that frame ends, in bytes.
        """
        self.generation = generation
        self.seq = seq
        self.tag = tag
        self.size = size
        self._seal = key.seal
        self._where = key.context(generation)
        self._retired = False
        self._fd = disk.open_log(path)

    def retire(self) -> None:
        """Never append to this file again: what it holds on the disk is in doubt."""
        self._retired = True

    def is_usable(self) -> bool:
        """Tell whether the file is still there, not in doubt, and ends where the next frame goes."""
        if self._retired:
            return False
        size = disk.linked_size(self._fd)
        if size is None or size < self.size:
            return False
        if size > self.size:
            # A frame whose writing was interrupted (Ctrl-C) before it was taken back.
            self._take_back()
        return not self._retired

    def append(self, payload: bytes) -> int:
        """Write one frame to a log that `is_usable`, and wait until it is durable.

        Args:
            payload: JSON.

        Returns:
            The number of the frame.

        Raises:
            OSError: It was not written, and the log is as it was. After a failed flush, and when what was written
                cannot be taken back, the log is retired.
        """
        seq = self.seq + 1
        data, tag = frames.encode(self._seal, self._where, seq, self.tag, payload)
        try:
            disk.write_all(self._fd, data)
            self._flush()
        except BaseException:
            self._take_back()
            raise
        self.seq, self.tag, self.size = seq, tag, self.size + len(data)
        return seq

    def _flush(self) -> None:
        try:
            disk.flush(self._fd)
        except OSError:
            # The system forgets which pages it failed to write: a second flush would succeed and mean nothing.
            self.retire()
            raise

    def _take_back(self) -> None:
        try:
            disk.cut(self._fd, self.size)
        except OSError:
            self.retire()

    def cut_tail(self) -> None:
        """Drop what lies behind the last whole frame, durably, so that no frame is ever appended behind a torn one."""
        disk.cut(self._fd, self.size)
        disk.flush(self._fd)

    def close(self) -> None:
        """Close the file."""
        with contextlib.suppress(OSError):
            disk.close_file(self._fd)
