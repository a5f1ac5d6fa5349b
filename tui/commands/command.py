"""What a command is. What the commands are stands in `table`."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_PLACE_NAMES[self])


_PLACE_NAMES = {
    Where.BOARD: N_("board"), Where.CASEFILE: N_("case file"), Where.CLOSED: N_("closed cases"),
    Where.DIRECTORY: N_("directory"), Where.STUDY: N_("my practice"), Where.SEARCH: N_("search"),
    Where.REVIEW: N_("daily review"), Where.PACKET: N_("packet"), Where.COPIES: N_("copies out there"),
    Where.IMPORT: N_("import"),
}  # fmt: skip

_KEY_NAMES = {
    "question_mark": "?", "asterisk": "*", "slash": "/", "colon": ":", "escape": "esc", "exclamation_mark": "!",
    "left_square_bracket": "[", "right_square_bracket": "]", "left": N_("left"), "right": N_("right"), "up": N_("up"),
    "down": N_("down"), "pageup": N_("pgup"), "pagedown": N_("pgdn"), "space": N_("space"),
}  # fmt: skip


_SIGNS = {
    "slash": "solidus", "backslash": "reverse_solidus", "at": "commercial_at", "minus": "hyphen-minus",
    "plus": "plus_sign", "underscore": "low_line", "less_than_sign": "less-than_sign",
    "greater_than_sign": "greater-than_sign",
}  # fmt: skip
"""What Unicode calls a sign that Textual calls otherwise."""


_CHOSEN: dict[str, tuple[str, ...]] = {}
"""The keys that the user chose, by the name of the command. As the language, it is the same for the whole program."""


def use_keys(chosen: Mapping[str, tuple[str, ...]]) -> None:
    """From now on show these keys instead of the usual ones; all others are the usual ones again."""
    _CHOSEN.clear()
    _CHOSEN.update(chosen)


ON_ROW = (N_("The note under the cursor"), N_("What is under the cursor"))
"""The heads of the commands on what is under the cursor."""


class Need(NamedTuple):
    """What the case under the cursor must be for a command to make sense.

    Attributes:
        fits: whether a case is that.
        words: why the command makes no sense for one that is not.
        case: whether there must be a case at all.
    """

    fits: Callable[[Case], bool]
    words: str = ""
    case: bool = True

    def why_not(self, case: Case | None) -> str:
        """Why a command makes no sense now; empty when it does."""
        if case is None:
            return _("there is no case under the cursor") if self.case else ""
        return "" if self.fits(case) else _(self.words)


ALWAYS = Need(lambda _case: True, case=False)
WITH_CASE = Need(lambda _case: True)
"""In whatever state."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        action: the method that carries it out, without `action_`; also its name in the keymap.
        usual_keys: Textual's key names; the first is the one shown.
        group: under what head the help lists it.
        places: where it can be given.
        footer: its rank in the footer, the lowest first; None keeps it out.
        need: what the case under the cursor must be.
        footer_in: where it may stand in the footer; None: wherever it can be given.
    """

    action: str
    usual_keys: tuple[str, ...]
    _label: str
    _help: str
    _group: str
    places: frozenset[Where]
    footer: int | None = None
    need: Need = ALWAYS
    footer_in: frozenset[Where] | None = None

    def allowed(self, case: Case | None) -> bool:
        """Whether it makes sense for the case under the cursor (None: there is no case)."""
        return not self.need.why_not(case)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys: the usual ones, or those that the user chose."""
        return _CHOSEN.get(self.action, self.usual_keys)

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
    def is_on_row(self) -> bool:
        """Whether it is about what is under the cursor, rather than the case or the place."""
        return self._group in ON_ROW

    @property
    def is_numbered(self) -> bool:
        """Whether its keys are a row of numbers, which the command is given."""
        return bool(self.usual_keys) and all(key.isdigit() for key in self.usual_keys)


def shown(key: str) -> str:
    """A key's name as a person reads it, in the language in use: `?` of `question_mark`."""
    if key in _KEY_NAMES:
        return _(_KEY_NAMES[key])
    modifiers, plus, bare = key.rpartition("+") if len(key) > 1 else ("", "", key)
    return modifiers + plus + (_(_KEY_NAMES[bare]) if bare in _KEY_NAMES else _sign(bare) or bare)


def _sign(name: str) -> str:
    """The sign that a key types, by Textual's name for it; empty where that is none."""
    try:
        sign = unicodedata.lookup(_SIGNS.get(name, name).replace("_", " "))
    except KeyError:
        return ""
    return sign if len(name) > 1 and sign.isprintable() and sign != " " else ""
