"""What `pyproject.toml` says that a kit needs, and the tools that make one: uv, and what the group `kit` names."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

VERSION: str = _PROJECT["project"]["version"]
NEEDS: list[str] = _PROJECT["project"]["dependencies"]
PINS: list[str] = _PROJECT["tool"]["uv"]["constraint-dependencies"]
"""One `name==version` each, perhaps with a marker that says on which systems."""


class CouldNot(Exception):
    """A kit could not be made; the sentence says why."""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a command prints.

    Raises:
        CouldNot: it failed; with all that it said.
    """
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise CouldNot(f"{' '.join(map(str, command[:4]))} ...\n{done.stdout}{done.stderr}")
    return done.stdout


def uv() -> Path:
    """uv: the one that runs us, the one where the README puts it, or one on the PATH.

    Raises:
        CouldNot: there is none.
    """
    beside = ROOT / ".uv" / "bin" / ("uv.exe" if os.name == "nt" else "uv")
    for found in (os.environ.get("UV"), beside if beside.exists() else None, shutil.which("uv")):
        if found:
            return Path(found)
    raise CouldNot("uv was not found; start this with the line that the README gives")


def own_wheel(folder: Path) -> Path:
    """Our own wheel, made of the working tree."""
    run(uv(), "build", "--quiet", "--wheel", "--no-create-gitignore", "--out-dir", folder, ROOT)
    return next(folder.glob("lingkar-*.whl"))


def tools(folder: Path, *more: str | Path) -> Path:
    """A Python with the tools that make kits, in an environment of its own.

    Args:
        folder: where it is made.
        more: what else is installed there.
    """
    run(uv(), "venv", "--quiet", "--python", sys.executable, folder)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(uv(), "pip", "install", "--quiet", "--python", python, "--group", "kit", *more)
    return python
