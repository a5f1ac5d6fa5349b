"""What a person reads in a kit: the manual, which is the README as one web page, and the first steps."""

import re
from pathlib import Path
from string import Template

from markdown_it import MarkdownIt
from project import ROOT, VERSION
from systems import System

INSIDE = Path(__file__).parent / "inside"

_PAGE = Template("""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Lingkar $version</title>
<style>
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }
pre, code { background: #f2f2f2; }
pre { padding: .6rem; overflow-x: auto; }
table { border-collapse: collapse; }
td, th { border: 1px solid #999; padding: .2rem .5rem; text-align: left; vertical-align: top; }
</style>
$body
</html>
""")

_PICTURE = re.compile(r"^!?\[[^]]*\]\([^)]*\)\n", re.MULTILINE)
"""A picture, or a line that only leads elsewhere."""
_ELSEWHERE = re.compile(r"\[([^]]*)\]\((?!https?:)[^)]*\)")
"""A link to another file of the source, or to a head: those have no names here."""


def manual() -> str:
    """The README as one web page, without its pictures and the ways to other pages: those lie in the source."""
    text = _PICTURE.sub("", (ROOT / "README.md").read_text(encoding="utf-8"))
    text = _ELSEWHERE.sub(r"\1", text)
    return _PAGE.substitute(version=VERSION, body=MarkdownIt("commonmark").enable("table").render(text))


def first_steps(system: System, pythons: list[str]) -> dict[str, str]:
    """The two texts that say how to install, by the name of their file."""
    family = "windows" if system.is_windows else "unix"
    return {
        name: _filled(INSIDE / family / name, pythons=_listed(pythons, word), system=_SYSTEMS[system.name])
        for name, word in (("READ-ME.txt", "or"), ("BACA-SAYA.txt", "atau"))
    }


def first_steps_of_folder(platform: str) -> dict[str, str]:
    """The two texts that go with the one-folder build, by the name of their file.

    Args:
        platform: where it was built, as `sys.platform` has it.
    """
    words = {
        "start": "lingkar.exe" if platform == "win32" else "./lingkar",
        "books": _BOOKS.get(platform, _BOOKS["linux"]),
    }
    return {name: _filled(INSIDE / "folder" / name, **words) for name in ("READ-ME.txt", "BACA-SAYA.txt")}


_SYSTEMS = {
    "linux-x86_64": "Linux, x86-64, glibc 2.28 +",
    "windows-x86_64": "Windows 10 +, x86-64",
    "macos-arm64": "macOS 11 +, Apple M1 +",
    "macos-x86_64": "macOS 11 +, Intel",
}

_BOOKS = {
    "linux": "~/.local/share/lingkar",
    "win32": "%LOCALAPPDATA%\\lingkar",
    "darwin": "~/Library/Application Support/lingkar",
}
"""Where a casebook is when no folder is named, as platformdirs has it."""


def _filled(path: Path, **words: str) -> str:
    return Template(path.read_text(encoding="utf-8")).substitute(version=VERSION, **words)


def _listed(pythons: list[str], word: str) -> str:
    *most, last = pythons
    return f"{', '.join(most)} {word} {last}" if most else last
