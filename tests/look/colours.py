"""Colours as eyes and terminals take them: contrast, colour-blind eyes, few colours."""

import math

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color

from tui.look.few import as_shown

EYES = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What becomes of linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1."""


def ink_and_ground(style: Style) -> tuple[RichColor, RichColor]:
    """The two colours in which a text is painted."""
    ink, ground = style.color or RichColor.default(), style.bgcolor or RichColor.default()
    return (ground, ink) if style.reverse else (ink, ground)


def contrast_of(style: Style, system: ColorSystem = ColorSystem.TRUECOLOR) -> float:
    """The contrast of a painted text, on a terminal of so many colours; 21 where the terminal chooses one of them."""
    ink, ground = ink_and_ground(style)
    if ink.is_default or ground.is_default:
        return 21.0
    return as_shown(ink, ground, system)


def difference(one: str, other: str, eyes: str) -> float:
    """How far two colours are apart for these eyes (CIE 1976); from about 10 on nobody takes one for the other."""
    return math.dist(_lab(one, eyes), _lab(other, eyes))


def _lab(colour: str, eyes: str) -> tuple[float, float, float]:
    seen = [_linear(part) for part in Color.parse(colour).normalized]
    red, green, blue = (
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, seen, strict=True)))) for row in EYES[eyes]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    return 116 * _root(y) - 16, 500 * (_root(x) - _root(y)), 200 * (_root(y) - _root(z))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 0.008856 else 7.787 * value + 16 / 116
