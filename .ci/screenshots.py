"""Pictures of the program for the README and the pages beside it, made from the sample caseload on the tests' morning.

    python .ci/screenshots.py              make all of them anew in .github/pictures/
    python .ci/screenshots.py id           only those in Indonesian
    python .ci/screenshots.py --check      change nothing; exit 1 when one is missing or not as the program looks now

A picture is SVG with nothing in it that a reader's machine would have to fetch: fonts by the name of their family,
frames and bars as lines and areas, so that it looks the same whichever font is there.
"""

import asyncio
import os
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, cast

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pytest  # noqa: E402
from textual.pilot import Pilot  # noqa: E402
from textual.widgets import Input, TextArea  # noqa: E402

from store import Casebook, open_casebook  # noqa: E402
from store.demo import build_demo  # noqa: E402
from store.language import current, use  # noqa: E402
from store.vault import disk  # noqa: E402
from tests.casefile.conftest import until  # noqa: E402
from tests.conftest import MORNING  # noqa: E402
from tests.packet_screen.conftest import made  # noqa: E402
from tests.screens.picture import Picture, taken  # noqa: E402
from tui.app import LingkarApp  # noqa: E402
from tui.packet.form import PacketForm  # noqa: E402
from tui.place import Place  # noqa: E402

HOME = ROOT / ".github" / "pictures"
LANGUAGES = ("en", "id")
WIDTH, HEIGHT, BASE = 8, 18, 13
"""A cell of the picture, and where in it the letters stand."""

FONTS = "'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace"

WORD = {"en": "school", "id": "sekolah"}
"""What is looked for."""


class Shot(NamedTuple):
    """One picture.

    Attributes:
        size: of the terminal.
        keys: what is pressed, from the board on.
        then: what else is done.
    """

    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    then: Callable[[Pilot[None]], Awaitable[None]] | None = None


async def _packet(pilot: Pilot[None]) -> None:
    await until(lambda: isinstance(pilot.app.screen, PacketForm) and pilot.app.focused is not None)
    await pilot.press("enter")
    await made(cast(LingkarApp, pilot.app))
    await pilot.pause()  # laid out as high as it stays: how far it scrolls goes by that
    await pilot.press("down")  # the packet is at the place of the word under the cursor


async def _search(pilot: Pilot[None]) -> None:
    await pilot.press(*WORD[current()])


SHOTS = {
    "board": Shot((140, 40), ("right", "right")),
    "board-80": Shot((80, 24), ("right", "right", "right")),
    "gate": Shot((100, 26), ("2", "down", "a")),
    "case": Shot((120, 34), ("2", "down", "enter")),
    "measures": Shot((110, 40), ("4", "down", "enter", "6", "G")),
    "review": Shot((100, 24), ("r", "space", "space", "space", "space")),
    "packet": Shot((140, 32), ("3", "down", "x"), _packet),
    "search": Shot((110, 24), ("s",), _search),
}


def main(arguments: list[str]) -> int:
    """Make the pictures, or say which are not up to date."""
    os.environ["TZ"] = "Asia/Jakarta"  # as in the tests
    if hasattr(time, "tzset"):
        time.tzset()
    check = "--check" in arguments
    languages = [one for one in arguments if one in LANGUAGES] or LANGUAGES
    stale = []
    for language in languages:
        for name, picture in pictures(language):
            path = HOME / f"{name}.{language}.svg"
            svg = as_svg(picture)
            if path.is_file() and path.read_text(encoding="utf-8") == svg:
                continue
            stale.append(path)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(svg, encoding="utf-8", newline="\n")
    if check and stale:
        print("Not as the program looks now: " + ", ".join(path.name for path in stale))
        print("`uv run python .ci/screenshots.py` makes them anew; look at each before it is kept.")
        return 1
    print(f"{len(stale)} made anew" if stale else "The pictures are up to date")
    return 0


def pictures(language: str) -> Iterator[tuple[str, Picture]]:
    """What the program shows in a language, by name."""
    use(language)
    for name, shot in SHOTS.items():
        with sample(language) as book:
            yield name, asyncio.run(look(book, shot))


@contextmanager
def sample(language: str) -> Iterator[Casebook]:
    """The sample caseload on the tests' morning, in a book that is thrown away."""
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patched,
        open_casebook(Path(folder) / "book", clock=lambda: MORNING) as book,
    ):
        patched.setattr(disk, "flush", lambda _fd: None)
        build_demo(book, language)
        book.backup_reminder()  # said for today, so that no picture has it
        book.change_settings(packet_folder="/")
        yield book


async def look(book: Casebook, shot: Shot) -> Picture:
    """Press the keys, and take the picture once everything stands there."""
    app = LingkarApp(book)
    async with app.run_test(size=shot.size) as pilot:
        await until(lambda: isinstance(app.screen, Place) and app.screen.current_case)
        await pilot.press(*shot.keys)
        if shot.then:
            await shot.then(pilot)
        await app.workers.wait_for_complete()
        for field in (*app.screen.query(Input), *app.screen.query(TextArea)):
            field.cursor_blink = False
        await pilot.pause(0.6)
        return taken(app)


# From cells to SVG

_X, _Y, _ROUND = WIDTH // 2, HEIGHT // 2, 4
_STROKES = {
    "╭": f"m{_X} {HEIGHT}v-{_Y - _ROUND}q0-{_ROUND} {_ROUND}-{_ROUND}",
    "╮": f"m{_X} {HEIGHT}v-{_Y - _ROUND}q0-{_ROUND}-{_ROUND}-{_ROUND}",
    "╰": f"m{_X} 0v{_Y - _ROUND}q0 {_ROUND} {_ROUND} {_ROUND}",
    "╯": f"m{_X} 0v{_Y - _ROUND}q0 {_ROUND}-{_ROUND} {_ROUND}",
    **dict.fromkeys("┌┏", f"m{_X} {HEIGHT}v-{_Y}h{_X}"), **dict.fromkeys("┐┓", f"m{_X} {HEIGHT}v-{_Y}h-{_X}"),
    **dict.fromkeys("└┗", f"m{_X} 0v{_Y}h{_X}"), **dict.fromkeys("┘┛", f"m{_X} 0v{_Y}h-{_X}"),
    "├": f"m{_X} 0v{HEIGHT}m0-{_Y}h{_X}", "┤": f"m{_X} 0v{HEIGHT}m0-{_Y}h-{_X}",
    "┬": f"m0 {_Y}h{WIDTH}m-{_X} 0v{_Y}", "┴": f"m0 {_Y}h{WIDTH}m-{_X} 0v-{_Y}",
    "┼": f"m0 {_Y}h{WIDTH}m-{_X}-{_Y}v{HEIGHT}",
}  # fmt: skip
"""Corners and crossings of frames, from the upper left of their cell."""

_ACROSS, _DOWNWARDS, _HEAVY = "─━", "│┃", "━┃┏┓┗┛"
_BARS = {character: (0, 8 - eighths, 8, eighths) for eighths, character in enumerate("▁▂▃▄▅▆▇█", start=1)} | {
    "▌": (0, 0, 4, 8), "▐": (4, 0, 4, 8), "▎": (0, 0, 2, 8), "▏": (0, 0, 1, 8), "▀": (0, 0, 8, 4), "░": (0, 0, 8, 8),
}  # fmt: skip
"""Bars and shades: which part of their cell they fill, in eighths."""

_DRAWN = {*_ACROSS, *_DOWNWARDS, *_STROKES, *_BARS}

Line = list[tuple[str, str]]


class Paint(NamedTuple):
    """How a run of characters is painted."""

    fore: str
    ground: str
    extra: str


def as_svg(picture: Picture) -> str:
    """A picture as SVG."""
    lines = [list(line) for line in picture.lines]
    width, height = len(lines[0]) * WIDTH, len(lines) * HEIGHT
    ground = Counter(_paint(name).ground for line in lines for _character, name in line).most_common(1)[0][0]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f'<rect width="{width}" height="{height}" rx="6" fill="{ground}"/>',
        *_grounds(lines, ground),
        *_bars(lines),
        *_frames(lines),
        f'<g font-family="{FONTS}" font-size="{BASE}">',
        *_texts(lines),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _paint(name: str) -> Paint:
    """What the name of a style says."""
    *flags, fore, _on, ground = name.split(" ")
    fore, ground = fore.replace("default", "#d0d0d0"), ground.replace("default", "#000000")
    extra = {
        "bold": ' font-weight="bold"',
        "underline": ' text-decoration="underline"',
        "italic": ' font-style="italic"',
    }
    if "reverse" in flags:
        fore, ground = ground, fore
    return Paint(fore, ground, "".join(extra.get(flag, "") for flag in flags))


def _runs(line: Line) -> Iterator[tuple[int, str, list[str]]]:
    """The runs of one style: the cell in which each begins, the style, the characters."""
    for name, group in groupby(enumerate(line), key=lambda cell: cell[1][1]):
        cells = [*group]
        yield cells[0][0], name, [character for _x, (character, _name) in cells]


def _grounds(lines: list[Line], usual: str) -> Iterator[str]:
    """Areas of another colour; those of the same width below each other are one."""
    open_ones: dict[tuple[int, int, str], int] = {}
    for y, line in enumerate([*lines, []]):
        here = set()
        for x, name, text in _joined(line):
            if name != usual:
                here.add((x, len(text), name))
        for area in [area for area in open_ones if area not in here]:
            x, long, colour = area
            top = open_ones.pop(area)
            size = f'width="{long * WIDTH}" height="{(y - top) * HEIGHT}"'
            yield f'<rect x="{x * WIDTH}" y="{top * HEIGHT}" {size} fill="{colour}"/>'
        for area in sorted(here):
            open_ones.setdefault(area, y)


def _joined(line: Line) -> Iterator[tuple[int, str, list[str]]]:
    """The runs of one ground."""
    return _runs([(character, _paint(name).ground) for character, name in line])


def _bars(lines: list[Line]) -> Iterator[str]:
    """Bars of charts, shades, marks at the left."""
    areas: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    for y, line in enumerate(lines):
        for x, (character, name) in enumerate(line):
            if character in _BARS:
                left, top, wide, high = _BARS[character]
                place = f"M{x * WIDTH + left} {_short((y + top / 8) * HEIGHT)}"
                high_in_picture = high * HEIGHT / 8
                areas[_paint(name).fore, character == "░"].append(f"{place}h{wide}v{_short(high_in_picture)}h-{wide}z")
    for (colour, is_shade), paths in areas.items():
        opacity = ' fill-opacity=".3"' if is_shade else ""
        drawn = "".join(paths)
        yield f'<path fill="{colour}"{opacity} d="{drawn}"/>'


def _frames(lines: list[Line]) -> Iterator[str]:
    """Frames and axes as lines. What goes on in the next cell is one line with it."""
    paths: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    columns: defaultdict[tuple[int, str, str], list[int]] = defaultdict(list)
    for y, line in enumerate(lines):
        for x, name, text in _runs(line):
            colour, at = _paint(name).fore, x
            for character, group in groupby(text):
                long = len([*group])
                if character in _ACROSS:
                    paths[colour, character in _HEAVY].append(f"M{at * WIDTH} {y * HEIGHT + _Y}h{long * WIDTH}")
                for cell in range(at, at + long):
                    if character in _DOWNWARDS:
                        columns[cell, colour, character].append(y)
                    elif character in _STROKES:
                        path = f"M{cell * WIDTH} {y * HEIGHT}{_STROKES[character]}"
                        paths[colour, character in _HEAVY].append(path)
                at += long
    for (x, colour, character), ys in columns.items():
        for _start, group in groupby(enumerate(ys), key=lambda pair: pair[1] - pair[0]):
            run = [y for _number, y in group]
            path = f"M{x * WIDTH + _X} {run[0] * HEIGHT}v{len(run) * HEIGHT}"
            paths[colour, character in _HEAVY].append(path)
    for (colour, is_heavy), pieces in paths.items():
        heavy = ' stroke-width="2"' if is_heavy else ""
        drawn = "".join(pieces)
        yield f'<path fill="none" stroke="{colour}"{heavy} d="{drawn}"/>'


def _texts(lines: list[Line]) -> Iterator[str]:
    """Everything else: letters, of one style together."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for y, line in enumerate(lines):
        for x, name, text in _runs(line):
            paint = _paint(name)
            for at, words in _words(text):
                long = f' textLength="{len(words) * WIDTH}"' if len(words) > 1 else ""
                shown = escape("".join(words), quote=False)
                piece = f'<text x="{(x + at) * WIDTH}" y="{y * HEIGHT + BASE}"{long}>{shown}</text>'
                groups[paint.fore, paint.extra].append(piece)
    for (colour, extra), pieces in groups.items():
        written = "".join(pieces)
        yield f'<g fill="{colour}"{extra}>{written}</g>'


def _words(text: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Pieces between what is drawn or two blanks and more: a blank is not as wide as a cell everywhere."""
    seen = "".join("\n" if character in _DRAWN else character[:1] or "\n" for character in text)
    for match in re.finditer(r"\S+(?: \S+)*", seen):
        yield match.start(), text[match.start() : match.end()]


def _short(number: float) -> str:
    return f"{number:g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
