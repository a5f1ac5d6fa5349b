"""The one-folder build: the program together with its Python, for the system at hand. PyInstaller does it."""

import shutil
import sys
from pathlib import Path

from pages import first_steps_of_folder, manual
from project import ROOT, VERSION, run
from systems import this_system
from zipping import zip_folder

_HERE = Path(__file__).parent

_WHOLE = ("store", "tui", "textual.widgets")
"""Packages of which modules are imported by a name put together at run time, which PyInstaller does not see."""

_WITH_FILES = ("store", "tui", "fontpkg_noto_sans", "tzdata")
"""Packages with files beside their code: catalogues, the style sheet, templates, fonts, time zones."""


def make_folder(tools: Path, scratch: Path, target: Path) -> Path:
    """Make the one-folder build.

    Args:
        tools: a Python with PyInstaller, and with us installed from our wheel.
        scratch: a folder to work in.
        target: the folder for the zip.

    Returns:
        The zip.

    Raises:
        CouldNot: PyInstaller failed.
    """
    system = this_system()
    name = system.name if system else "this-system"
    options = [f"--collect-submodules={package}" for package in _WHOLE]
    options += [f"--collect-data={package}" for package in _WITH_FILES]
    run(
        tools, "-I", "-m", "PyInstaller", "--noconfirm", "--onedir", "--console", "--name", "lingkar",
        "--distpath", scratch / "dist", "--workpath", scratch / "work", "--specpath", scratch,
        "--additional-hooks-dir", _HERE / "hooks", *options,
        "--recursive-copy-metadata=lingkar",  # the version, and everybody's licence
        "--exclude-module=tkinter", _HERE / "start.py", cwd=scratch,
    )  # fmt: skip
    folder = scratch / f"lingkar-{VERSION}-{name}"
    (scratch / "dist" / "lingkar").rename(folder)
    for text_name, text in {**first_steps_of_folder(sys.platform), "manual.html": manual()}.items():
        (folder / text_name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", folder)
    packed = target / f"{folder.name}-folder.zip"
    zip_folder(folder, packed)
    print(f"{packed}: {packed.stat().st_size / 1e6:.1f} MB")
    return packed
