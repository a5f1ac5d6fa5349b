"""A kit that is made by the builder, but holds a program of one line and a pip of six: installing it takes a second."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from kit import lay_out, sums
from project import VERSION
from systems import this_system

HERE = "{}.{}".format(*sys.version_info)

PIP = """
import pathlib, sys, sysconfig
wheels = pathlib.Path(sys.argv[sys.argv.index("--find-links") + 1])
assert {"--isolated", "--no-index", "--require-hashes"} <= set(sys.argv)
site = pathlib.Path(sysconfig.get_path("purelib"))
(site / "platformdirs.py").write_text("def user_data_path(*_, **__): return '/rumah/buku'")
(site / "tui").mkdir()
(site / "tui" / "launch.py").write_text((wheels / "program.py").read_text())
"""


class Laptop:
    """A home folder with a space and a letter outside ASCII in its name, and a kit on it."""

    def __init__(self, place: Path, program: str = f"print('lingkar {VERSION}')") -> None:
        """Lay the kit out."""
        self.home, self.kit = place / "rumah saya é", place / "kit ñ"
        self.home.mkdir(exist_ok=True)
        self.make(program)

    @property
    def lingkar(self) -> Path:
        """The command, where it is linked."""
        return self.home / ".local" / "bin" / "lingkar"

    def make(self, program: str, pythons: tuple[str, ...] = (HERE,)) -> None:
        """Make the kit anew, with another program in it or for other versions of Python."""
        system = this_system()
        assert system
        wheels = self.kit / "wheels"
        wheels.mkdir(parents=True, exist_ok=True)
        (wheels / "program.py").write_text(program)
        with zipfile.ZipFile(wheels / "pip-0-py3-none-any.whl", "w") as file:
            file.writestr("pip/__main__.py", PIP)
        (self.kit / f"requirements-{HERE}.txt").write_text("")
        lay_out(self.kit, system, list(pythons), "pip-0-py3-none-any.whl")
        (self.kit / "SHA256SUMS").write_text(sums(self.kit))

    def install(self, *words: str, language: str = "en") -> subprocess.CompletedProcess[str]:
        """Run its script."""
        return self.run("sh", str(self.kit / "install.sh"), *words, language=language)

    def run(self, *command: str, language: str = "en") -> subprocess.CompletedProcess[str]:
        """Run a command with an almost empty environment."""
        environ = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LINGKAR_LANG": language}
        environ["LINGKAR_PYTHON"] = str(Path(sys.base_prefix) / "bin" / f"python{HERE}")
        return subprocess.run(command, env=environ, cwd=self.home, capture_output=True, text=True, timeout=60)

    def starts(self) -> bool:
        """Whether the installed program runs."""
        return os.path.lexists(self.lingkar) and self.run(str(self.lingkar)).stdout == f"lingkar {VERSION}\n"
