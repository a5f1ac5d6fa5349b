"""The script of a kit, run as a person runs it: install, upgrade, remove, and what must not happen."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from project import VERSION
from systems import this_system

from tests.kit.fake import HERE, Laptop

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or this_system() is None or not Path(sys.base_prefix, "bin", f"python{HERE}").exists(),
    reason="the script is for sh, for systems that have kits, with a Python that is called so",
)


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def test_it_installs_starts_upgrades_and_goes(laptop: Laptop) -> None:
    target = laptop.home / ".local" / "lib" / "lingkar"
    done = laptop.install()
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Lingkar {VERSION} is installed." in done.stdout
    assert 'export PATH="$HOME/.local/bin:$PATH"' in done.stdout, "the command is not on the path, and that is said"
    assert laptop.starts()

    done = laptop.install(language="id")
    assert f"Lingkar {VERSION} sudah terpasang." in done.stdout
    assert [path.name for path in target.glob("app-*")] == ["app-2"]
    assert laptop.starts()

    (target / "app-2026").mkdir()  # somebody's own
    done = laptop.run("sh", str(target / "uninstall.sh"))
    assert done.stdout.splitlines()[-2:] == [
        "Lingkar was removed. Your casebooks were not touched.",
        "Unless you chose another folder, they are in /rumah/buku",
    ]
    assert [path.name for path in target.iterdir()] == ["app-2026"]
    assert not laptop.lingkar.is_symlink()


def test_a_home_that_cannot_be_written_to_or_is_not_known(laptop: Laptop, tmp_path: Path) -> None:
    (laptop.home / ".local").write_text("in the way")
    target = tmp_path / "elsewhere"
    done = laptop.install("--to", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Start it with: {shlex.quote(str(target / 'lingkar'))}" in done.stdout
    subprocess.run(["sh", target / "uninstall.sh"], env={"PATH": os.environ["PATH"]}, check=True)
    assert not target.exists()


def test_a_version_that_does_not_start_replaces_nothing(laptop: Laptop) -> None:
    laptop.install()
    laptop.make("raise SystemExit('libfoo is missing')")
    done = laptop.install()
    assert done.returncode == 1
    assert "does not start: libfoo is missing" in done.stderr
    assert [path.name for path in (laptop.home / ".local" / "lib" / "lingkar").glob("app-*")] == ["app-1"]
    assert laptop.starts()


def test_a_damaged_kit_and_a_strange_folder_are_refused(laptop: Laptop) -> None:
    theirs = laptop.home / "foto"
    theirs.mkdir()
    (theirs / "a.jpg").touch()
    done = laptop.install("--to", str(theirs))
    assert (done.returncode, [path.name for path in theirs.iterdir()]) == (1, ["a.jpg"])
    assert "holds other files" in done.stderr

    with (laptop.kit / "wheels" / "program.py").open("a") as file:
        file.write(" ")
    done = laptop.install()
    assert done.returncode == 1
    assert "This kit is damaged: wheels/program.py" in done.stderr
    assert not (laptop.home / ".local").exists()

    done = laptop.run("sh", str(laptop.kit / "uninstall.sh"))
    assert done.returncode == 1
    assert "is not installed" in done.stderr


def test_another_program_of_that_name_is_left_alone(laptop: Laptop) -> None:
    laptop.lingkar.parent.mkdir(parents=True)
    laptop.lingkar.write_text("theirs")
    target = laptop.home / "Lingkar saya"
    done = laptop.install("--to", "Lingkar saya")
    assert f"is another program and was left as it is. Start Lingkar with: '{target}/lingkar'" in done.stdout
    assert laptop.run(str(target / "lingkar")).stdout == f"lingkar {VERSION}\n"
    laptop.run("sh", str(target / "uninstall.sh"))
    assert laptop.lingkar.read_text() == "theirs"
    assert not target.exists()


def test_without_a_python_that_fits_it_says_so(laptop: Laptop) -> None:
    laptop.make("", pythons=("3.9",))
    done = laptop.install()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("No Python was found that this kit was made for.")
    assert laptop.install(language="id").stderr.startswith("Tidak ditemukan Python yang cocok")
    assert "Python 3.9." in (laptop.kit / "READ-ME.txt").read_text(encoding="utf-8")
