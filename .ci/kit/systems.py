"""The systems that kits are made for: what their wheels are called, and what is other there. Nothing is done here."""

import platform
import sys
from dataclasses import dataclass

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class System:
    """One kind of laptop."""

    name: str
    """As the zip is called."""
    runs_on: str
    """`sys.platform` there."""
    machine: str
    """What `platform.machine()` answers there, in small letters."""
    target: str
    """uv's name for it, with the oldest glibc that a wheel may ask for."""
    tags: tuple[str, ...]
    """The wheels that run there. pip adds the older macOS versions itself, and no older glibc."""

    @property
    def is_windows(self) -> bool:
        """Whether its scripts are those of PowerShell."""
        return self.runs_on == "win32"


SYSTEMS = (
    System(
        "linux-x86_64", "linux", "x86_64", "x86_64-manylinux_2_28",
        (*(f"manylinux_2_{minor}_x86_64" for minor in (*range(28, 16, -1), 12, 5)), "manylinux2014_x86_64"),
    ),
    System("windows-x86_64", "win32", "amd64", "x86_64-pc-windows-msvc", ("win_amd64",)),
    System("macos-arm64", "darwin", "arm64", "aarch64-apple-darwin", ("macosx_11_0_arm64",)),
    System("macos-x86_64", "darwin", "x86_64", "x86_64-apple-darwin", ("macosx_11_0_x86_64",)),
)  # fmt: skip


def this_system() -> System | None:
    """The system this process runs on, or None when no kit is made for it."""
    here = sys.platform, platform.machine().lower()
    return next((system for system in SYSTEMS if (system.runs_on, system.machine) == here), None)
