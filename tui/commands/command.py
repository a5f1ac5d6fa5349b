"""What a command is. What the commands are stands in `table`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from store import Case
from store.language import N_, _


class Where(StrEnum):
    """Where the user can be when giving a command."""

    BOARD = "board"
    CASEFILE = "casefile"
    CLOSED = "closed"
    DIRECTORY = "directory"
    STUDY = "study"
    SEARCH = "search"
    REVIEW = "review"
    PACKET = "packet"
    COPIES = "copies"
    IMPORT = "import"


_KEY_NAMES = {
    "question_mark": "?", "asterisk": "*", "slash": "/", "colon": ":", "escape": "esc", "exclamation_mark": "!",
    "left_square_bracket": "[", "right_square_bracket": "]", "left": N_("left"), "right": N_("right"), "up": N_("up"),
    "down": N_("down"), "pageup": N_("pgup"), "pagedown": N_("pgdn"), "space": N_("space"),
}  # fmt: skip


def always(_case: Case | None) -> bool:
    """A command that needs no case."""
    return True


def with_case(case: Case | None) -> bool:
    """A command that needs a case under the cursor, in whatever state."""
    return case is not None


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        action: the method that carries it out, without `action_`; also its name in the keymap.
        keys: Textual's key names; the first is the one shown.
        group: under what head the help lists it.
        places: where it can be given.
        footer: its rank in the footer, the lowest first; None keeps it out.
        allowed: whether it makes sense for the case under the cursor (None: there is no case).
        footer_in: where it may stand in the footer; None: wherever it can be given.
    """

    action: str
    keys: tuple[str, ...]
    _label: str
    _help: str
    _group: str
    places: frozenset[Where]
    footer: int | None = None
    allowed: Callable[[Case | None], bool] = always
    footer_in: frozenset[Where] | None = None

    @property
    def label(self) -> str:
        """The word in the footer."""
        return _(self._label)

    @property
    def help(self) -> str:
        """The sentence in the help and the palette."""
        return _(self._help)

    @property
    def group(self) -> str:
        """The head it stands under in the help."""
        return _(self._group)

    def is_in_footer(self, place: Where) -> bool:
        """Whether it may stand in the footer of a place."""
        return self.footer is not None and (self.footer_in is None or place in self.footer_in)

    @property
    def shown_key(self) -> str:
        """The first key as a person reads it; empty when it is only in the palette."""
        return shown(self.keys[0]) if self.keys else ""

    @property
    def shown_keys(self) -> str:
        """All keys as a person reads them."""
        if self.is_numbered:
            return f"{self.keys[0]}-{self.keys[-1]}"
        return ", ".join(shown(key) for key in self.keys)

    @property
    def is_numbered(self) -> bool:
        """Whether its keys are a row of numbers, which the command is given."""
        return bool(self.keys) and all(key.isdigit() for key in self.keys)


def shown(key: str) -> str:
    """A key's name as a person reads it, in the language in use."""
    return _(_KEY_NAMES[key]) if key in _KEY_NAMES else key
