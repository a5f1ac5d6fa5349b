"""A screen kept as text: its characters, and for each run of them how each of our themes paints it.

One file has all themes, since they differ in colours only. A person reads the characters; `as_svg` makes a picture:

    python -m tests.screens.picture FILE THEME > picture.svg
"""

import sys
from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from rich.color import Color
from rich.style import Style
from textual.app import App

WIDTH, HEIGHT = 8, 17
"""A cell of the picture."""

_FLAGS = ("bold", "dim", "italic", "underline", "reverse", "strike")


class Picture(NamedTuple):
    """What one theme paints.

    Attributes:
        lines: of each line its cells, each a character and the name of its style. Behind a wide one an empty one.
    """

    lines: tuple[tuple[tuple[str, str], ...], ...]


def taken(app: App[None]) -> Picture:
    """What is on the screen now."""
    lines = []
    for strip in app.screen._compositor.render_strips():
        cells: list[tuple[str, str]] = []
        for segment in strip:
            name = _name(segment.style or Style.null())
            for character in segment.text:
                width = _cells(character)
                if width:
                    cells += [(character, name), *[("", name)] * (width - 1)]
                elif cells:
                    cells[-1] = cells[-1][0] + character, cells[-1][1]
        lines.append(tuple(cells))
    return Picture(tuple(lines))


def written(pictures: Mapping[str, Picture]) -> str:
    """The same screen in several themes as one text.

    Args:
        pictures: by the name of the theme; they must have the same characters.
    """
    themes = [*pictures]
    first = pictures[themes[0]]
    styles: dict[tuple[str, ...], int] = {}
    texts, runs = [], []
    for y, line in enumerate(first.lines):
        texts.append("|" + "".join(character for character, _style in line).rstrip())
        looks = [
            styles.setdefault(tuple(pictures[theme].lines[y][x][1] for theme in themes), len(styles))
            for x in range(len(line))
        ]
        runs.append(" ".join(f"{look}*{len([*group])}" for look, group in groupby(looks)))
    for theme in themes:
        shown = ["|" + "".join(character for character, _style in line).rstrip() for line in pictures[theme].lines]
        assert shown == texts, f"{theme} shows other characters"
    painted = [f"{number}: " + " | ".join(names) for names, number in styles.items()]
    size = f"{len(first.lines[0])}x{len(first.lines)}"
    return "\n".join([size, *texts, "= " + " | ".join(themes), *painted, "= runs", *_folded(runs), ""])


def _folded(runs: Iterable[str]) -> Iterable[str]:
    for run, group in groupby(runs):
        count = len([*group])
        yield run if count == 1 else f"{run} x{count}"


def read(text: str) -> dict[str, Picture]:
    """What `written` wrote."""
    size, *rest = text.rstrip("\n").split("\n")
    width, height = (int(part) for part in size.split("x"))
    texts, rest = [line[1:] for line in rest[:height]], rest[height:]
    themes = rest[0].removeprefix("= ").split(" | ")
    end = rest.index("= runs")
    painted = [line.split(": ", 1)[1].split(" | ") for line in rest[1:end]]
    runs: list[str] = []
    for line in rest[end + 1 :]:
        run, _, count = line.partition(" x")
        runs += [run] * int(count or 1)
    pictures = {}
    for at, theme in enumerate(themes):
        lines = []
        for characters, run in zip(texts, runs, strict=True):
            names = [painted[int(look)][at] for part in run.split() for look in [part.split("*")[0]]
                     for _cell in range(int(part.split("*")[1]))]  # fmt: skip
            lines.append(tuple(zip(_spread(characters, width), names, strict=True)))
        pictures[theme] = Picture(tuple(lines))
    return pictures


def as_svg(picture: Picture) -> str:
    """A picture of it."""
    width, height = len(picture.lines[0]) * WIDTH, len(picture.lines) * HEIGHT
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        "<style>text{font-family:'DejaVu Sans Mono','Fira Code',monospace;font-size:13px;white-space:pre}</style>",
    ]
    for y, line in enumerate(picture.lines):
        for name, group in groupby(enumerate(line), key=lambda cell: cell[1][1]):
            cells = [*group]
            x, long = cells[0][0] * WIDTH, len(cells) * WIDTH
            fore, ground, flags = _colours(name)
            size = f'width="{long + 0.5}" height="{HEIGHT + 0.5}"'
            parts.append(f'<rect x="{x}" y="{y * HEIGHT}" {size} fill="{ground}"/>')
            bold = ' font-weight="bold"' if "bold" in flags else ""
            under = ' text-decoration="underline"' if "underline" in flags else ""
            for at, word in _words(cells):
                place = f'x="{at * WIDTH}" y="{y * HEIGHT + 13}"'
                parts.append(f'<text {place} fill="{fore}"{bold}{under}>{escape(word)}</text>')
    return "".join([*parts, "</svg>"])


def _words(cells: Iterable[tuple[int, tuple[str, str]]]) -> Iterable[tuple[int, str]]:
    """The words of a run with the cell in which each begins: blanks would be narrower than a cell."""
    for is_blank, group in groupby(cells, key=lambda cell: cell[1][0] == " "):
        word = [*group]
        if not is_blank:
            yield word[0][0], "".join(character for _x, (character, _style) in word)


def _cells(character: str) -> int:
    from rich.cells import cell_len

    return cell_len(character)


def _spread(characters: str, width: int) -> list[str]:
    cells: list[str] = []
    for character in characters:
        wide = _cells(character)
        if wide:
            cells += [character, *[""] * (wide - 1)]
        elif cells:
            cells[-1] += character
    return cells + [" "] * (width - len(cells))


def _name(style: Style) -> str:
    flags = [flag for flag in _FLAGS if getattr(style, flag)]
    return " ".join([*flags, _hex(style.color), "on", _hex(style.bgcolor)])


def _hex(color: Color | None) -> str:
    return "default" if color is None or color.is_default else color.get_truecolor().hex


def _colours(name: str) -> tuple[str, str, list[str]]:
    *flags, fore, _on, ground = name.split(" ")
    fore = "#d0d0d0" if fore == "default" else fore
    ground = "#000000" if ground == "default" else ground
    return (ground, fore, flags) if "reverse" in flags else (fore, ground, flags)


if __name__ == "__main__":
    print(as_svg(read(Path(sys.argv[1]).read_text(encoding="utf-8"))[sys.argv[2]]))
