"""Our two themes. Large areas stay on the background; one accent; red only for safety and lateness, always with a word.

Each phase owns a hue, used for its head and a thin mark only. Text colours keep 4.5:1 on their background.
"""

from textual.theme import Theme

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
        "quiet": "#8d97a3",
        "frame": "#434b55",
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
    accent="#8a5200",
    background="#f6f4ef",
    surface="#fdfcf9",
    panel="#e9e5dc",
    foreground="#23282e",
    success="#2f6b2a",
    warning="#8a5200",
    error="#b3261e",
    variables={
        "quiet": "#5d6670",
        "frame": "#b5b0a5",
        "phase-engagement": "#1d5a9c",
        "phase-assessment": "#6a479e",
        "phase-planning": "#0f6b61",
        "phase-intervention": "#3f6b1c",
        "phase-monitoring": "#715c00",
        "phase-evaluation": "#94480f",
        "phase-termination": "#5c554d",
    },
)
