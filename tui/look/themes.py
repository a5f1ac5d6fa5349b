"""Our four themes. Large areas stay on the background; one accent; red only for safety and lateness, with a word.

Each phase owns a hue, used for its head and a thin mark only. Text keeps 4.5:1 on every ground it stands on, in
`lingkar-contrast` 7:1; the edge of a field and the thumb of a scroll bar, which is drawn like it, 3:1. In
`lingkar-safe` what stands side by side differs in lightness, or in blue against yellow, which nearly everybody sees.
The tests compute all of it. What other themes lack is made in `tui.look.readable`.
"""

from textual.theme import Theme

from store.language import N_, _

DARK = Theme(
    name="lingkar-dark",
    dark=True,
    primary="#7fb4ca",
    secondary="#8f9bb3",
    accent="#e6b673",
    background="#16191d",
    surface="#1d2126",
    panel="#262b32",
    foreground="#d8dee4",
    success="#8fbf7f",
    warning="#e6b673",
    error="#f0857d",
    variables={
        "quiet": "#9aa4b0",
        "frame": "#434b55",
        "edge": "#77818d",
        "input-selection-background": "#43606f",
        "phase-engagement": "#8ab4e8",
        "phase-assessment": "#b9a3e3",
        "phase-planning": "#6fc3b8",
        "phase-intervention": "#9cc37a",
        "phase-monitoring": "#c9b46a",
        "phase-evaluation": "#dda173",
        "phase-termination": "#b0a8a0",
    },
)

LIGHT = Theme(
    name="lingkar-light",
    dark=False,
    primary="#1f5f7a",
    secondary="#4d5866",
    accent="#834e00",
    background="#f6f4ef",
    surface="#fdfcf9",
    panel="#e9e5dc",
    foreground="#23282e",
    success="#2f6b2a",
    warning="#834e00",
    error="#ad241c",
    variables={
        "quiet": "#545c66",
        "frame": "#b5b0a5",
        "edge": "#7f7a70",
        "input-selection-background": "#b9d3df",
        "phase-engagement": "#1d5a9c",
        "phase-assessment": "#6a479e",
        "phase-planning": "#0f6b61",
        "phase-intervention": "#3f6b1c",
        "phase-monitoring": "#715c00",
        "phase-evaluation": "#94480f",
        "phase-termination": "#5c554d",
    },
)

CONTRAST = Theme(
    name="lingkar-contrast",
    dark=True,
    primary="#5fffff",
    secondary="#c0c0c0",
    accent="#ffff5f",
    background="#000000",
    surface="#000000",
    panel="#00005f",  # in sixteen colours it becomes blue, so that what is raised is seen there too
    foreground="#ffffff",
    success="#87ff87",
    warning="#ffff5f",
    error="#ff8787",
    variables={
        "quiet": "#c0c0c0",
        "frame": "#767676",
        "edge": "#8f8f8f",
        "input-selection-background": "#5f00af",
        "phase-engagement": "#87d7ff",
        "phase-assessment": "#e6c8ff",
        "phase-planning": "#5fffd7",
        "phase-intervention": "#afff5f",
        "phase-monitoring": "#ffe96b",
        "phase-evaluation": "#ffc08a",
        "phase-termination": "#e4e4e4",
    },
)

SAFE = Theme(
    name="lingkar-safe",
    dark=True,
    primary="#a9c7ff",
    secondary="#9ea8b6",
    accent="#f2d16b",
    background="#14181f",
    surface="#1b2029",
    panel="#252c38",
    foreground="#dfe4ea",
    success="#5ab4f5",
    warning="#f2d16b",
    error="#ff7f7f",
    variables={
        "quiet": "#9ea8b6",
        "frame": "#4c5666",
        "edge": "#7a8799",
        "input-selection-background": "#415d85",
        "phase-engagement": "#6aa9f0",
        "phase-assessment": "#f5df94",
        "phase-planning": "#a48fe0",
        "phase-intervention": "#c8e4ff",
        "phase-monitoring": "#c9963c",
        "phase-evaluation": "#e8ecf2",
        "phase-termination": "#8e9bab",
    },
)

THEMES = (DARK, LIGHT, CONTRAST, SAFE)
"""Our own, in the order in which f3 goes through them."""

_LABELS = {
    DARK.name: N_("dark"),
    LIGHT.name: N_("light"),
    CONTRAST.name: N_("high contrast"),
    SAFE.name: N_("safe for colour-blind eyes"),
}


def theme_label(name: str) -> str:
    """What a theme is called: ours in the language in use, those of others by their own names."""
    return _(_LABELS[name]) if name in _LABELS else name


def theme_after(name: str) -> str:
    """The theme that f3 goes on to; from one that is not ours to the first of ours."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def usual_theme(color_system: str | None) -> str:
    """The theme where the settings name none: where there are only sixteen colours, the one that still holds there.

    Args:
        color_system: what the terminal can show, as `rich.console.Console.color_system` says it.
    """
    return CONTRAST.name if color_system == "standard" else DARK.name
