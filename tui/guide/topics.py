"""Which topic of the manual is about the place, the form or the dialog in which somebody asks for help."""

from textual.screen import Screen

from tui.commands.command import Where
from tui.place import Place

OF_PLACE = {
    Where.BOARD: "board", Where.CASEFILE: "case", Where.CLOSED: "finding", Where.DIRECTORY: "people",
    Where.STUDY: "goals", Where.SEARCH: "finding", Where.REVIEW: "review", Where.PACKET: "supervision",
    Where.COPIES: "supervision", Where.IMPORT: "inout",
}  # fmt: skip

OF_TAB = {2: "notes", 3: "goals", 5: "people", 6: "goals"}
"""The tabs of a case file that have a topic of their own."""

OF_ROOM = {
    "tui.backup": "trouble", "tui.board": "finding", "tui.casefile": "notes", "tui.casework": "case",
    "tui.casework.directory": "people", "tui.casework.goals": "goals", "tui.casework.group_note": "notes",
    "tui.casework.measures": "goals", "tui.casework.part_form": "case", "tui.casework.people": "people",
    "tui.casework.rated": "goals", "tui.casework.ratings": "goals", "tui.casework.referral": "people",
    "tui.casework.resources": "people", "tui.casework.scale": "goals", "tui.casework.scores": "goals",
    "tui.dumping": "inout", "tui.handover": "inout", "tui.importing": "inout", "tui.intake": "case",
    "tui.moves": "case", "tui.moves.log_contact": "review", "tui.moves.put_off": "review", "tui.packet": "supervision",
    "tui.search": "finding", "tui.settings": "settings", "tui.settings.limits_form": "review", "tui.study": "goals",
    "tui.unlock": "safety",
}  # fmt: skip
"""By the room a form stands in; the nearest one counts."""


def topic_of(screen: Screen) -> str:
    """The topic that fits a screen; the first one where none does."""
    if isinstance(screen, Place):
        tab = getattr(screen, "open_tab", 0) if screen.PLACE is Where.CASEFILE else 0
        return OF_TAB.get(tab, OF_PLACE[screen.PLACE])
    room = type(screen).__module__
    while room and room not in OF_ROOM:
        room = room.rpartition(".")[0]
    return OF_ROOM.get(room, "start")
