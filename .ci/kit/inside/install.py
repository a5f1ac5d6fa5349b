"""Install Lingkar from the kit that this file lies in, without network and without an administrator.

`install.sh` and `install.ps1` look for a Python that fits and run this with it. It stands alone: it needs only the
standard library, and of the kit what lies beside it. Each sentence is here in both languages, since the catalogues of
the program are not installed yet.

An installation is a folder: `app-N` is the environment, the launcher `lingkar` beside it says which N is in use. An
upgrade makes the next one, tries it, and then replaces the launcher; what fails before that leaves all as it was.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import locale
import os
import platform
import shlex
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

KIT = Path(__file__).resolve().parent
IS_WINDOWS = os.name == "nt"
LAUNCHER = "lingkar.cmd" if IS_WINDOWS else "lingkar"
REMOVER = "uninstall.ps1" if IS_WINDOWS else "uninstall.sh"
MARK = "installed.txt"
"""The file by which a folder is known as an installation: the version, and where casebooks are kept."""


class CouldNot(Exception):
    """It could not be installed; the sentence says why."""


def main(typed: list[str] | None = None) -> int:
    """Install, or with `--fits` only say by the exit code whether this Python can use the kit."""
    parser = argparse.ArgumentParser(prog="install")
    parser.add_argument("--to", type=Path, default=usual_folder(), metavar="FOLDER")
    parser.add_argument("--fits", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(typed)
    about = json.loads((KIT / "kit.json").read_text(encoding="utf-8"))
    if args.fits:
        return 0 if fits(about) else 1
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        install(about, Path(os.path.abspath(args.to.expanduser())))
    except CouldNot as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(say("The system refused: {why}", "Sistem menolak: {why}", why=error), file=sys.stderr)
        return 1
    return 0


def usual_folder() -> Path:
    """Where it is installed when nothing else is said. The casebooks are elsewhere."""
    if IS_WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA", "~")) / "Programs" / "Lingkar"
    return Path("~/.local/lib/lingkar")


def fits(about: dict[str, Any]) -> bool:
    """Whether the wheels of this kit run on this Python."""
    here = sys.platform, platform.machine().lower(), "{}.{}".format(*sys.version_info)
    if here[:2] != (about["platform"], about["machine"]) or here[2] not in about["pythons"] or sys.maxsize < 2**32:
        return False
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        return False
    return sys.platform != "linux" or _glibc() >= (2, 28)


def _glibc() -> tuple[int, ...]:
    """The version of the C library; nothing where it is another one, as on Alpine."""
    try:
        name, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()
    except ValueError:
        return ()
    return tuple(int(part) for part in version.split(".")[:2]) if name == "glibc" else ()


def install(about: dict[str, Any], target: Path) -> None:
    """All of it.

    Raises:
        CouldNot: something is wrong with the kit, the folder or what came of it. What was installed before still works.
    """
    print(say("Checking the kit ...", "Memeriksa kit ..."), flush=True)
    check_sums(KIT)
    claim(target, about["version"])
    earlier = [path for path in target.glob("app-*") if (path / "pyvenv.cfg").is_file()]
    app = next(path for number in itertools.count(1) if not (path := target / f"app-{number}").exists())
    print(say("Installing Lingkar {version} into {folder}; this takes up to a minute ...",
              "Memasang Lingkar {version} di {folder}; ini perlu sampai satu menit ...",
              version=about["version"], folder=target), flush=True)  # fmt: skip
    try:
        python = fill(app, about)
        if (told := start(python)) != f"lingkar {about['version']}":
            raise CouldNot(say("It was installed, but does not start: {told}",
                               "Sudah terpasang, tetapi tidak bisa dimulai: {told}", told=told))  # fmt: skip
        for name in (REMOVER, "manual.html"):
            shutil.copyfile(KIT / name, target / name)
        (target / MARK).write_text(f"Lingkar {about['version']}\n{books(python)}\n", encoding="utf-8")
    except BaseException:
        shutil.rmtree(app, ignore_errors=True)
        raise
    write(target / LAUNCHER, launcher(python, target))  # from here on the new one is in use
    for path in earlier:
        shutil.rmtree(path, ignore_errors=True)  # Windows keeps one that is running; the next time removes it
    print(say("Lingkar {version} is installed.", "Lingkar {version} sudah terpasang.", version=about["version"]))
    if not IS_WINDOWS:
        try:
            print(linked(target, Path("~/.local/bin").expanduser()))
        except (OSError, RuntimeError):  # a home that cannot be written to, or none at all
            print(how_to_start(target))
    how = f'powershell -ExecutionPolicy Bypass -File "{target / REMOVER}"'
    how = how if IS_WINDOWS else f"sh {shlex.quote(str(target / REMOVER))}"
    print(say("To remove it: {how}", "Untuk menghapusnya: {how}", how=how))


def check_sums(kit: Path) -> None:
    """Compare every file with its checksum.

    Raises:
        CouldNot: one is missing or other than it was; the copy from stick to stick went wrong, or worse.
    """
    for line in (kit / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        path = kit / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise CouldNot(
                say(
                    "This kit is damaged: {name}. Copy and unpack it once more. Nothing was changed.",
                    "Kit ini rusak: {name}. Salin dan ekstrak sekali lagi. Tidak ada yang diubah.",
                    name=name,
                )
            )


def claim(target: Path, version: str) -> None:
    """Make the folder ours.

    Raises:
        CouldNot: there are files of somebody else in it, which removing it would endanger.
    """
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise CouldNot(say("{folder} holds other files. Name an empty or a new folder with --to. Nothing was changed.",
                           "{folder} berisi berkas lain. Sebut folder kosong atau folder baru dengan --to. "
                           "Tidak ada yang diubah.", folder=target))  # fmt: skip
    target.mkdir(parents=True, exist_ok=True)
    if not (target / MARK).is_file():
        (target / MARK).write_text(f"Lingkar {version}\n", encoding="utf-8")


def fill(app: Path, about: dict[str, Any]) -> Path:
    """Make an environment and install the wheels into it; pip, which it lacks, runs out of its own wheel.

    Returns:
        The Python of the environment.
    """
    venv.EnvBuilder(symlinks=not IS_WINDOWS).create(app)
    python = app / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
    wheels = KIT / "wheels"
    requirements = KIT / "requirements-{}.{}.txt".format(*sys.version_info)
    done = subprocess.run(
        [python, "-I", wheels / about["pip"] / "pip", "--isolated", "--quiet", "--no-input", "--no-cache-dir",
         "--disable-pip-version-check", "install", "--no-index", "--find-links", wheels, "--only-binary", ":all:",
         "--require-hashes", "-r", requirements],
        env={**os.environ, "PIP_CONFIG_FILE": os.devnull}, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    if done.returncode:
        raise CouldNot(say("It could not be installed:\n{told}", "Tidak bisa dipasang:\n{told}", told=done.stderr))
    return python


def start(python: Path) -> str:
    """What the installed program says its version is, or what it says instead."""
    done = subprocess.run([*program(python), "--version"], capture_output=True, text=True, errors="replace")
    return (done.stdout if done.returncode == 0 else done.stdout + done.stderr).strip()


def books(python: Path) -> str:
    """The folder of the casebook when no other is named, as the program itself will ask for it."""
    ask = "import platformdirs; print(platformdirs.user_data_path('lingkar', appauthor=False))"
    done = subprocess.run([python, "-I", "-X", "utf8", "-c", ask], capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def program(python: Path) -> list[str | Path]:
    """The command that runs Lingkar. No setting of another Python and no folder where it is started has a say."""
    return [python, "-I", "-m", "tui.launch"]


def launcher(python: Path, target: Path) -> str:
    """The small script that starts the program."""
    if IS_WINDOWS:  # by where it lies itself: its letters are read in a code page, which may lack those of a name
        return f'@"%~dp0{python.relative_to(target)}" -I -m tui.launch %*\n'
    return f'#!/bin/sh\nexec {shlex.join(map(str, program(python)))} "$@"\n'


def write(path: Path, text: str) -> None:
    """Replace a script at once, so that at each moment there is one that works."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_text(text, encoding="utf-8", newline="\r\n" if IS_WINDOWS else "\n")
    unfinished.chmod(0o755)
    os.replace(unfinished, path)


def how_to_start(target: Path) -> str:
    """The whole path of the launcher, which works everywhere."""
    command = shlex.quote(str(target / LAUNCHER))
    return say("Start it with: {command}", "Jalankan dengan: {command}", command=command)


def linked(target: Path, folder: Path) -> str:
    """Make the command `lingkar` known, unless there is another one of that name; answers how to start it."""
    link, command = folder / "lingkar", target / LAUNCHER
    is_ours = link.is_symlink() and (not link.exists() or (link.resolve().parent / MARK).is_file())
    if is_ours or not os.path.lexists(link):
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / "lingkar.new"
        new.unlink(missing_ok=True)
        new.symlink_to(command)
        os.replace(new, link)
        if shutil.which("lingkar") == str(link):
            return say("Start it with: lingkar", "Jalankan dengan: lingkar")
        return say(
            "Start it with: {command}\n"
            "For the short command `lingkar`, add this line to {profile} and log in again:\n    {line}",
            "Jalankan dengan: {command}\n"
            "Untuk perintah pendek `lingkar`, tambahkan baris ini ke {profile}, lalu masuk lagi:\n    {line}",
            command=shlex.quote(str(command)), line='export PATH="$HOME/.local/bin:$PATH"',
            profile="~/.zprofile" if sys.platform == "darwin" else "~/.profile",
        )  # fmt: skip
    return say("{link} is another program and was left as it is. Start Lingkar with: {command}",
               "{link} adalah program lain dan dibiarkan. Jalankan Lingkar dengan: {command}",
               link=link, command=shlex.quote(str(command)))  # fmt: skip


def say(english: str, indonesian: str, **words: object) -> str:
    """A sentence in the language of the system."""
    environ = os.environ
    wish = next((environ[n] for n in ("LINGKAR_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if environ.get(n)), "")
    code = (wish or locale.getlocale()[0] or "").lower().replace("-", "_").split(".")[0].split("_")[0]
    return (indonesian if code in ("id", "in", "indonesian") else english).format(**words)


if __name__ == "__main__":
    sys.exit(main())
