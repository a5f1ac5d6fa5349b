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


class Program:
    """A child process on a pseudo-terminal of its own."""

    def __init__(
        self, command: list[str], *, columns: int = 140, lines: int = 40, env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ):  # fmt: skip
        """Start it."""
        self.master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        ours = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        environ = {**ours, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
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
        """CPU used so far, user and system, in ms (from the scheduler's nanosecond count)."""
        return (
            sum(int(task.read_text().split()[0]) for task in Path(f"/proc/{self.child.pid}/task").glob("*/schedstat"))
            / 1e6
        )

    def memory_mb(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.child.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def until(self, text: bytes, timeout: float = 60.0) -> None:
        """Read until the program has written this."""
        end = time.monotonic() + timeout
        while text not in self.seen:
            if time.monotonic() > end:
                raise TimeoutError(f"{text!r} was never shown")
            self._read(0.05)

    def settle(self, quiet: float = 0.15) -> int:
        """Read until nothing was written for this many seconds; answers how many bytes came."""
        came = 0
        while chunk := self._read(quiet):
            came += chunk
        return came

    def key(self, data: bytes) -> tuple[float, int]:
        """Press a key: CPU ms and bytes painted until the program is quiet again."""
        before = self.cpu_ms()
        os.write(self.master, data)
        painted = self.settle()
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
