"""The offline kit: all that a laptop with nothing but a Python needs, in one zip."""

import json
import shutil
from pathlib import Path

from pages import INSIDE, first_steps, manual
from project import ROOT, VERSION, CouldNot
from systems import System
from wheels import digest, fetch, fetch_pip, requirements, resolved
from zipping import zip_folder

_SCRIPTS = {
    True: ("install.ps1", "install.cmd", "uninstall.ps1", "uninstall.cmd"),
    False: ("install.sh", "uninstall.sh"),
}
"""What a person starts, on Windows and elsewhere."""


def make_kit(system: System, pythons: list[str], own: Path, tools: Path, scratch: Path, target: Path) -> Path:
    """Make the kit of one system.

    Args:
        system: for which system.
        pythons: for which versions of Python; one for which something has no wheel is left out, with a word about it.
        own: our own wheel.
        tools: a Python with pip.
        scratch: a folder to work in.
        target: the folder for the zip.

    Returns:
        The zip.

    Raises:
        CouldNot: something could not be fetched, or there are wheels for none of these versions.
    """
    folder = scratch / f"lingkar-kit-{VERSION}-{system.name}"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    shutil.copy(own, wheels)
    done = list[str]()
    for python in pythons:
        versions, why = resolved(system, python, scratch)
        if versions is None:
            print(f"{system.name}: left out Python {python}: {why}")
            continue
        found = fetch(tools, versions, system, python, scratch / f"{system.name}-{python}")
        text = requirements(sorted([*found, own]))
        (folder / f"requirements-{python}.txt").write_text(text, encoding="utf-8", newline="\n")
        for wheel in found:  # most are the same for every Python
            shutil.copy(wheel, wheels)
        done.append(python)
    if not done:
        raise CouldNot(f"{system.name}: there are wheels for none of these versions of Python")
    pip = fetch_pip(tools, wheels)
    lay_out(folder, system, done, pip.name)
    packed = target / f"{folder.name}.zip"
    zip_folder(folder, packed)
    count, size = len(list(wheels.iterdir())), packed.stat().st_size / 1e6
    print(f"{packed}: {size:.1f} MB, {count} wheels, Python {', '.join(done)}")
    return packed


def lay_out(folder: Path, system: System, pythons: list[str], pip: str) -> None:
    """Put all but the wheels and the requirements into the folder of a kit, and its checksums last.

    Args:
        folder: that of the kit.
        system: for which system.
        pythons: those that it has requirements for.
        pip: the name of pip's wheel.
    """
    family = INSIDE / ("windows" if system.is_windows else "unix")
    for script in (*(family / name for name in _SCRIPTS[system.is_windows]), INSIDE / "install.py"):
        shutil.copy(script, folder)
    shutil.copy(ROOT / "LICENSE", folder)
    about = {
        "version": VERSION, "platform": system.runs_on, "machine": system.machine, "pythons": pythons, "pip": pip,
    }  # fmt: skip
    texts = {**first_steps(system, pythons), "manual.html": manual(), "kit.json": json.dumps(about, indent=1) + "\n"}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\r\n" if system.is_windows else "\n")
    (folder / "SHA256SUMS").write_text(sums(folder), encoding="utf-8", newline="\n")


def sums(folder: Path) -> str:
    """The checksums of all files in a folder, as `sha256sum` and `shasum` read them."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    return "".join(f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in paths)
