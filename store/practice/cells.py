"""How many cells of a terminal a text takes, and cutting and filling it to a width: for what is drawn with letters.

The store knows no screen, so it counts by the Unicode tables of Python. Where terminals disagree (joined emoji, skin
tones) the marks are left out first, as the screens leave them out.
"""

import unicodedata

_DRIFTING = {"\u200c", "\u200d", "\ufe0e", "\ufe0f", "\u20e3", *(chr(code) for code in range(0x1F3FB, 0x1F400))}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NO_CELL = _UNSEEN | {"Mn", "Me", "Mc"}
_WIDE = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D376))
"""Trigrams, hexagrams and counting rods: wide since Unicode 16, which newer terminals follow."""
_PICTURES = 0x1F000
"""From here on what this Python does not know yet is a newer emoji, or a Chinese character."""


def drawable(text: str) -> str:
    """A text of one line without what acts on a terminal, and without marks whose width terminals disagree on."""
    return "".join(c for c in text if c not in _DRIFTING and unicodedata.category(c) not in _UNSEEN)


def cells(text: str) -> int:
    """The cells that a drawable text takes."""
    return len(text) if text.isascii() else sum(_cells_of(character) for character in text)


def cut(text: str, width: int) -> str:
    """A text that takes no more than so many cells; what is cut off is marked by an ellipsis."""
    if cells(text) <= width:
        return text
    kept, room = "", width - 1
    for character in text:
        room -= _cells_of(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + "…" if width > 0 else ""


def fill(text: str, width: int, right: bool = False) -> str:
    """A text of exactly so many cells: cut, or filled with spaces, which stand before it when it stands right."""
    text = cut(text, width)
    gap = " " * (width - cells(text))
    return gap + text if right else text + gap


def flow(words: list[str], width: int, between: str) -> list[str]:
    """Words in lines of so many cells, with something between them; a word longer than a line is cut."""
    lines: list[str] = []
    for word in words:
        word = cut(word, width)
        if lines and cells(lines[-1]) + cells(between) + cells(word) <= width:
            lines[-1] += between + word
        else:
            lines.append(word)
    return lines


def _cells_of(character: str) -> int:
    kind = unicodedata.category(character)
    if kind in _NO_CELL or "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":
        return 0  # Hangul vowels and final consonants join the syllable before them
    code = ord(character)
    if kind == "Cn":
        return 2 if code >= _PICTURES else 1
    wide = unicodedata.east_asian_width(character) in "WF" or any(first <= code <= last for first, last in _WIDE)
    return 2 if wide else 1
