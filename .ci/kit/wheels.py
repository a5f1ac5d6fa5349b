"""The wheels of a kit: which versions, from the pins of the project; fetched for a system that need not be this one."""

import hashlib
from pathlib import Path

from project import NEEDS, PINS, CouldNot, run, uv
from systems import System

_NONE = ("no usable wheels", "no wheels with a matching", "No solution found")
"""What uv says when there is no wheel, as against when it could not ask."""


def resolved(system: System, python: str, folder: Path) -> tuple[Path | None, str]:
    """The versions that run there, with the hashes that whoever published them gave.

    Args:
        system: for which system.
        python: for which Python, such as `3.11`.
        folder: to write into.

    Returns:
        The requirements, and nothing; or nothing, and why there are none: something has no wheel there.

    Raises:
        CouldNot: it could not be found out.
    """
    needs, pins, out = folder / "needs.txt", folder / "pins.txt", folder / f"{system.name}-{python}.txt"
    needs.write_text("\n".join(NEEDS), encoding="utf-8")
    pins.write_text("\n".join(PINS), encoding="utf-8")
    try:
        run(
            uv(), "pip", "compile", "--quiet", "--system-certs", "--only-binary", ":all:", "--generate-hashes",
            "--no-header", "--no-annotate", "--python-platform", system.target, "--python-version", python,
            "--constraints", pins, "--output-file", out, needs, cwd=folder,
        )  # fmt: skip
    except CouldNot as error:
        if any(words in str(error) for words in _NONE):
            return None, str(error)
        raise
    pinned = {pin.partition(";")[0].strip() for pin in PINS}
    if loose := set(_versions(out)) - pinned:
        raise CouldNot(f"these are not pinned in pyproject.toml: {', '.join(sorted(loose))}")
    return out, ""


def _versions(requirements: Path) -> list[str]:
    """The lines `name==version` of what uv wrote."""
    return [line.split()[0] for line in requirements.read_text(encoding="utf-8").splitlines() if "==" in line]


def fetch(python: Path, requirements: Path, system: System, version: str, folder: Path) -> list[Path]:
    """The wheels of one Python.

    Args:
        python: one with pip.
        requirements: what `resolved` answered.
        system: for which system.
        version: for which Python.
        folder: an empty one, which they come into.

    Raises:
        CouldNot: one of them could not be had.
    """
    short = version.replace(".", "")
    abis = [word for abi in (f"cp{short}", "abi3", "none") for word in ("--abi", abi)]
    tags = [word for tag in system.tags for word in ("--platform", tag)]
    folder.mkdir()
    run(
        python, "-m", "pip", "download", "--no-input", "--no-deps", "--only-binary", ":all:", "--require-hashes",
        "--implementation", "cp", "--python-version", version, *abis, *tags, "--dest", folder, "-r", requirements,
        cwd=folder,
    )  # fmt: skip
    return sorted(folder.iterdir())


def fetch_pip(python: Path, folder: Path) -> Path:
    """The wheel of pip itself, which an environment made without pip can run as it is."""
    pinned = next(pin for pin in PINS if pin.startswith("pip=="))
    run(python, "-m", "pip", "download", "--no-input", "--no-deps", pinned, "--dest", folder, cwd=folder)
    return next(folder.glob("pip-*.whl"))


def requirements(wheels: list[Path]) -> str:
    """The requirements file of exactly these wheels, each with its hash."""
    return "".join(f"{_requirement(wheel)} --hash=sha256:{digest(wheel)}\n" for wheel in wheels)


def _requirement(wheel: Path) -> str:
    name, version = wheel.name.split("-")[:2]
    return f"{name.replace('_', '-').lower()}=={version}"


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
