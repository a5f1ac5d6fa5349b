"""Does what the builder makes work where there is no network? Builds for this system and this Python, and tries it.

Everything that is tried runs in a network namespace of its own, in which there is nothing to reach, with an empty
environment, from folders with a space and a letter outside ASCII. Run by `.ci/run`; only Linux has such namespaces.

    .uv/bin/uv run python .ci/kit/check.py
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit import make_kit
from onefolder import make_folder
from project import VERSION, CouldNot, own_wheel, tools
from systems import this_system

from tests.terminal import Program

QUIT = b"\x11"
"""ctrl+q"""


def main() -> int:
    """Build, try, and say what happened; 1 when something did not work."""
    system, here = this_system(), "{}.{}".format(*sys.version_info)
    try:
        if system is None or not sys.platform.startswith("linux"):
            raise CouldNot("this check needs Linux on x86-64")
        alone = isolated()
        with tempfile.TemporaryDirectory(prefix="lingkar ü ") as place:
            scratch = Path(place)
            own = own_wheel(scratch)
            python = tools(scratch / "tools", own)
            try_kit(make_kit(system, [here], own, python, scratch, scratch), Laptop(scratch / "first é", alone))
            try_folder(make_folder(python, scratch, scratch), Laptop(scratch / "second é", alone))
    except (CouldNot, TimeoutError) as error:
        print(f"kit: FAILED: {error}", file=sys.stderr)
        return 1
    return 0


def isolated() -> list[str]:
    """The command in front of another that takes the network away.

    Raises:
        CouldNot: this machine does not allow it, or it does not work.
    """
    for flags in ("-n", "-rn"):
        seen = subprocess.run(["unshare", flags, "cat", "/proc/net/route"], capture_output=True, text=True)
        if seen.returncode == 0 and len(seen.stdout.splitlines()) <= 1:
            return ["unshare", flags]
    raise CouldNot("`unshare -n` and `unshare -rn` are not allowed here, so it cannot be tried without a network")


class Laptop:
    """A home folder, an almost empty environment and no network."""

    def __init__(self, place: Path, alone: list[str]) -> None:
        """A new one."""
        self.home = place / "rumah saya"
        self.home.mkdir(parents=True)
        path = os.pathsep.join([str(Path(sys.base_prefix) / "bin"), "/usr/bin", "/bin"])
        environ = {"HOME": self.home, "PATH": path, "LANG": "C.UTF-8", "TERM": "xterm-256color", "LINGKAR_LANG": "en"}
        self._front = [*alone, "env", "-i", *(f"{name}={value}" for name, value in environ.items())]

    def run(self, *command: str | Path) -> str:
        """What a command prints.

        Raises:
            CouldNot: it failed.
        """
        done = subprocess.run(
            [*self._front, *map(str, command)], cwd=self.home, capture_output=True, text=True, timeout=300
        )
        if done.returncode:
            raise CouldNot(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    @contextmanager
    def board(self, *command: str | Path) -> Iterator[Program]:
        """The board in a terminal; it is left with ctrl+q.

        Raises:
            TimeoutError: what was waited for was never shown.
        """
        with Program([*self._front, *map(str, command)], cwd=self.home) as program:
            yield program
            os.write(program.master, QUIT)
            program.child.wait(30)


def try_kit(packed: Path, laptop: Laptop) -> None:
    """Install, start, upgrade, remove."""
    kit = unpacked(packed, laptop.home / "kit dari flashdisk ñ")
    target = laptop.home / "Lingkar saya é"
    laptop.run("sh", kit / "install.sh", "--to", target)
    lingkar = laptop.home / ".local" / "bin" / "lingkar"
    expect("the installed program says its version", laptop.run(lingkar, "--version") == f"lingkar {VERSION}")
    with laptop.board(lingkar, "--plain") as board:
        board.until(b"Your casebook is empty")
    told(f"installed ({size(target):.0f} MB) and started; the board shows")
    laptop.run(lingkar, "new", "--alias", "A", "--size", "family")

    laptop.run("sh", kit / "install.sh", "--to", target)
    apps = sorted(path.name for path in target.glob("app-*"))
    expect("an upgrade leaves one environment, the new one", apps == ["app-2"])
    expect("the casebook is there after an upgrade", "K-" in laptop.run(lingkar, "list"))
    told("upgraded")

    said = laptop.run("sh", target / "uninstall.sh")
    books = laptop.home / ".local" / "share" / "lingkar"
    expect("nothing of the program is left", not target.exists() and not os.path.lexists(lingkar))
    expect("the casebook is left, and named", (books / "key.json").is_file() and str(books) in said)
    told("removed; the casebook is where it was")


def try_folder(packed: Path, laptop: Laptop) -> None:
    """Start it, and use what a build may have left out: catalogues, fonts, templates, the other process of a backup."""
    folder = unpacked(packed, laptop.home / "unduhan ñ")
    lingkar, book = folder / "lingkar", laptop.home / "buku"
    expect("the folder says its version", laptop.run(lingkar, "--version") == f"lingkar {VERSION}")
    laptop.run(lingkar, "--book", book, "--plain", "demo", "--fill")
    code = laptop.run(lingkar, "--book", book, "list").split("\t")[0]
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype html>")):
        out = laptop.home / f"paket.{ending}"
        laptop.run(lingkar, "--book", book, "export", "case", code, "--format", ending, "--accept-suspects", "-o", out)
        expect(f"a packet as {ending}", out.read_bytes()[:15].lower().startswith(start.lower()))
    expect("Indonesian", "perintah" in laptop.run(lingkar, "--lang", "id", "--help"))
    with laptop.board(lingkar, "--book", book) as board:
        board.until(b"Engagement")
        board.settle()
        os.write(board.master, b":")
        board.settle()
        for keys, shown in (("backup", "Write the whole book"), ("\r", "Folder or file"), ("\r", "Made and checked")):
            os.write(board.master, keys.encode())
            board.until(shown.encode())
            board.settle()
    told(f"the folder ({size(folder):.0f} MB) starts; the board shows; packets and a backup come out of it")


def unpacked(packed: Path, target: Path) -> Path:
    """The one folder in a zip, laid out with its modes as an archive program does it."""
    with zipfile.ZipFile(packed) as file:
        for entry in file.infolist():
            os.chmod(file.extract(entry, target), entry.external_attr >> 16)
    return next(target.iterdir())


def size(folder: Path) -> float:
    """How much lies in it, in MB."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def expect(what: str, is_so: bool) -> None:
    """Stop when something is not so."""
    if not is_so:
        raise CouldNot(f"not so: {what}")


def told(what: str) -> None:
    """Say what was seen."""
    print(f"kit: {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
