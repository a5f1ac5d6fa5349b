"""The recovery sheet: a page, kept away from the laptop, with what opens an encrypted book when its passphrase is lost.

The page is an age identity file: every line but the key is a comment. So the file itself opens the snapshots.
"""

from datetime import date
from pathlib import Path
from textwrap import wrap

from store import Refused
from store.language import _
from store.language.formats import day_text
from store.packet.files import place

FILE = "lingkar-recovery-sheet.txt"
NAME = "sheet.txt"
WIDTH = 76

_GROUP, _GROUPS = 4, 8
"""How the key is broken up for copying by hand: this many letters together, this many groups on a line."""


def sheet(key: str, folder: Path, day: date) -> str:
    """The page.

    Args:
        key: the recovery key of the book.
        folder: where the book is.
        day: the day it was printed.
    """
    before = [
        _("Lingkar: recovery sheet"),
        _("Printed on {day} for the casebook in {folder}").format(day=day_text(day), folder=folder),
        _(
            "Whoever has this key can read the casebook, and every backup of it, without its passphrase. Keep this "
            "page on paper, away from the laptop and its backups. A new passphrase does not change the key, so this "
            "page stays good."
        ),
        _("The key in groups, for copying by hand. Type all of it in one line; spaces and capitals do not matter."),
        "\n".join(f"    {line}" for line in grouped(key)),
        _("The same key in one line, for a program that reads this page:"),
    ]
    after = [
        _(
            "With Lingkar: type the key wherever the passphrase is asked for. `lingkar passphrase` then gives the book "
            "a new passphrase."
        ),
        _(
            "Without Lingkar: put this page, or only the line of the key, into a file {file}. Any age program "
            "(age-encryption.org) opens the newest snapshot in the folder of the casebook, the one with the highest "
            "number, with:"
        ).format(file=NAME),
        f"    age -d -i {NAME} 0000000012.json.age",
        _(
            "What comes out is a TinyDB database in JSON. What was written later lies in the .log file of the same "
            "number, which only Lingkar reads; `lingkar compact` puts everything into a new snapshot."
        ),
    ]
    return f"{_comments(before)}\n\n{key}\n\n{_comments(after)}\n"


def grouped(key: str) -> list[str]:
    """A recovery key in lines for copying by hand; blanks do not matter when it is typed in."""
    head, one, rest = key.rpartition("-1")
    groups = [rest[at : at + _GROUP] for at in range(0, len(rest), _GROUP)]
    return [head + one, *(" ".join(groups[at : at + _GROUPS]) for at in range(0, len(groups), _GROUPS))]


def place_of_sheet(to: Path, folder: Path) -> Path:
    """Where a page goes: to the file that was named, or under its own name into a folder.

    Args:
        to: what was named.
        folder: where the book is.

    Raises:
        Refused: that is in the folder of the book.
        LingkarError: there is no such folder.
    """
    target = place(to, FILE)
    if target.resolve().is_relative_to(folder.resolve()):
        raise Refused(
            _("A key beside its book protects nothing. Choose a place outside of {folder}.").format(folder=folder)
        )
    return target


def _comments(paragraphs: list[str]) -> str:
    return "\n#\n".join(map(_comment, paragraphs))


def _comment(text: str) -> str:
    """A paragraph as comment lines; one that is set in, as a command is, stays as it is."""
    is_set_in = text.startswith(" ")
    lines = text.splitlines() if is_set_in else wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"# {line}" for line in lines)
