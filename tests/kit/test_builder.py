"""The parts of the builder that need no network: hashes, checksums, the zip, the pages."""

import hashlib
import json
import os
import re
from pathlib import Path

import install
import pytest
from kit import lay_out
from pages import first_steps_of_folder, manual
from project import NEEDS, PINS, VERSION
from systems import PYTHONS, SYSTEMS, System
from wheels import requirements
from zipping import zip_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "kit"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "x.whl").write_bytes(b"wheel")
    (folder / "a.sh").write_text("#!/bin/sh")
    (folder / "a.sh").chmod(0o755)
    return folder


def test_the_requirements_are_exactly_the_wheels(tmp_path: Path) -> None:
    wheel = tmp_path / "Typing_Extensions-4.16.0-py3-none-any.whl"
    wheel.write_bytes(b"abc")
    digest = hashlib.sha256(b"abc").hexdigest()
    assert requirements([wheel]) == f"typing-extensions==4.16.0 --hash=sha256:{digest}\n"


def test_a_zip_is_the_same_bytes_at_any_time(folder: Path, tmp_path: Path) -> None:
    zip_folder(folder, tmp_path / "one.zip")
    os.utime(folder / "a.sh", (0, 10**9))
    zip_folder(folder, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_zip_that_fails_leaves_the_one_before(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out" / "kit.zip"
    zip_folder(folder, target)
    before = target.read_bytes()
    monkeypatch.setattr(Path, "read_bytes", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        zip_folder(folder, target)
    monkeypatch.undo()
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
def test_a_kit_has_its_scripts_texts_and_sums(system: System, tmp_path: Path) -> None:
    lay_out(tmp_path, system, ["3.11", "3.13"], "pip-1.whl")
    names = {path.name for path in tmp_path.iterdir()}
    scripts = {"install.ps1", "uninstall.ps1"} if system.is_windows else {"install.sh", "uninstall.sh"}
    assert scripts | {"install.py", "READ-ME.txt", "BACA-SAYA.txt", "manual.html", "LICENSE", "SHA256SUMS"} <= names
    assert "Python 3.11 atau 3.13" in (tmp_path / "BACA-SAYA.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "kit.json").read_text())["version"] == VERSION
    install.check_sums(tmp_path)
    summed = {line.split("  ")[1] for line in (tmp_path / "SHA256SUMS").read_text().splitlines()}
    assert summed == names - {"SHA256SUMS"}
    (tmp_path / "LICENSE").unlink()
    with pytest.raises(install.CouldNot, match="LICENSE"):
        install.check_sums(tmp_path)


def test_the_scripts_are_read_alike_in_every_code_page() -> None:
    inside = Path(install.__file__).parent
    scripts = [path for path in inside.rglob("*") if path.suffix in (".sh", ".ps1", ".cmd", ".py")]
    assert len(scripts) == 7
    assert all(path.read_text(encoding="utf-8").isascii() for path in scripts)


def test_the_manual_is_the_readme() -> None:
    page = manual()
    assert "<td>Move the case to the next phase, through its gate</td>" in page
    assert "<img" not in page


def test_the_folder_says_how_it_starts() -> None:
    assert "./lingkar demo" in first_steps_of_folder("linux")["BACA-SAYA.txt"]
    assert "lingkar.exe demo" in first_steps_of_folder("win32")["READ-ME.txt"]


def test_every_dependency_is_pinned_for_every_system() -> None:
    pinned = {re.split("[=;]", pin)[0].replace("_", "-") for pin in PINS}
    assert {re.split("[<>=!;]", need)[0].strip() for need in NEEDS} <= pinned
    on_intel_macs = "sys_platform == 'darwin' and platform_machine == 'x86_64'"
    assert [pin for pin in PINS if on_intel_macs in pin] == [f"cryptography==48.0.1; {on_intel_macs}"]


@pytest.mark.parametrize("python", [Path("/a b/é'x/app-1/bin/python"), Path("/plain/app-1/bin/python")], ids=str)
def test_a_launcher_quotes_where_it_leads(python: Path) -> None:
    quoted = install.launcher(python, python.parents[2])
    assert quoted.startswith("#!/bin/sh\nexec ")
    words = install.shlex.split(quoted.splitlines()[1])
    assert words == ["exec", str(python), "-I", "-m", "tui.launch", "$@"]


def test_this_python_fits_only_its_own_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "_glibc", lambda: (2, 28))
    about = {"platform": install.sys.platform, "machine": install.platform.machine().lower(), "pythons": PYTHONS}
    monkeypatch.setattr(install.sys, "version_info", (3, 12, 1))
    assert install.fits(about)
    assert not install.fits({**about, "pythons": ["3.11"]})
    assert not install.fits({**about, "machine": "riscv64"})
    monkeypatch.setattr(install, "_glibc", lambda: (2, 17))
    assert install.fits(about) == (install.sys.platform != "linux")
