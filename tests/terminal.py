"""A program in a pseudo-terminal, with the CPU it has used: what a key costs is the CPU between two quiet moments."""

import os
import pty
import select
import struct
import subprocess
import termios
import time
from fcntl import ioctl
from pathlib import Path
from typing import Self

IDLE = 0.02
"""The share of a processor that a program may use which only waits: some look at the clock now and then."""


class Program:
    """A child process on a pseudo-terminal of its own.

    Attributes:
        began: when it was started, by `time.perf_counter`.
        seen: what it wrote last.
    """

    def __init__(
        self, command: list[str], *, columns: int = 140, lines: int = 40, env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ):  # fmt: skip
        """Start it."""
        self.master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        ours = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        environ = {**ours, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self.began = time.perf_counter()
        self.child = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environ, cwd=cwd, start_new_session=True,
            close_fds=True,
        )  # fmt: skip
        os.close(slave)
        self.seen = b""

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.child.kill()
        self.child.wait()
        os.close(self.master)

    def cpu_ms(self) -> float:
        """CPU used so far in ms, user and system, of all its threads, also of those that have ended."""
        return time.clock_gettime(~self.child.pid << 3 | 2) * 1000  # what clock_getcpuclockid answers on Linux

    def memory_mb(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.child.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def until(self, *texts: bytes, timeout: float = 60.0) -> None:
        """Read until the program has written all of these."""
        end = time.monotonic() + timeout
        while missing := [text for text in texts if text not in self.seen]:
            if time.monotonic() > end:
                raise TimeoutError(f"{missing} never shown")
            if not self._read(0.05) and self.child.poll() is not None:
                raise EOFError(f"ended before it showed {missing}: {self.seen[-500:]!r}")

    def settle(self, quiet: float = 0.15) -> int:
        """Read until nothing was written for this many seconds; answers how many bytes came."""
        came = 0
        while chunk := self._read(quiet):
            came += chunk
        return came

    def rest(self, quiet: float = 0.12, timeout: float = 60.0) -> int:
        """Read until the program neither wrote nor worked for this many seconds; answers how many bytes came."""
        came, end = 0, time.monotonic() + timeout
        while time.monotonic() < end:
            before = self.cpu_ms()
            chunk = self._read(quiet)
            if not chunk and self.cpu_ms() - before < IDLE * quiet * 1000:
                return came
            came += chunk
        raise TimeoutError("it never came to rest")

    def key(self, data: bytes, quiet: float = 0.12, timeout: float = 60.0) -> tuple[float, int]:
        """Press a key: CPU ms and bytes painted until the program is at rest again."""
        before = self.cpu_ms()
        os.write(self.master, data)
        painted = self.rest(quiet, timeout)
        return self.cpu_ms() - before, painted

    def _read(self, timeout: float) -> int:
        if not select.select([self.master], [], [], timeout)[0]:
            return 0
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return 0
        self.seen = (self.seen + data)[-200_000:]
        return len(data)
