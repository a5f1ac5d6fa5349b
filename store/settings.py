"""What the user set for a book. It travels with the book, not with the laptop; where it stands is known elsewhere."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from store.language import LANGUAGES, N_, _
from store.language.quoting import quoted
from store.model.codes import Vocabulary
from store.model.record import SAID, Record
from store.model.text import Line, clean, clean_line
from store.practice.limits import Limits

NEVER = 0
"""The idle minutes of a book that does not lock by itself."""


LONGEST_NAME = 40
"""Characters of the name of a saved query."""


class CardOrder(Vocabulary):
    """In which order the cards of a column stand."""

    URGENCY = "urgency", N_("Urgency")
    PHASE_AGE = "phase_age", N_("Longest in the phase")
    CODE = "code", N_("Case code")
    ALIAS = "alias", N_("Alias")


def _known_language(code: str) -> str:
    if code and code not in LANGUAGES:
        sentence = _("{given} is not known here; there are {choices}.")
        told = sentence.format(given=quoted(code, 20), choices=", ".join(LANGUAGES))
        raise PydanticCustomError(SAID, "{sentence}", {"sentence": told})
    return code


def _as_text(given: Any) -> Any:
    """A text, clean; what is none is left to be refused."""
    return clean(given) if isinstance(given, str) else given


class SavedQuery(Record):
    """What is looked for again and again, under a name; see `store.query` for how it is written."""

    name: Line = Field(min_length=1, max_length=LONGEST_NAME)
    query: Line = Field(min_length=1)


def _as_keys(given: Any) -> Any:
    """The keys of commands: a single one may be written without brackets."""
    if not isinstance(given, dict):
        return given
    return {action: (keys,) if isinstance(keys, str) else keys for action, keys in given.items()}


class Settings(Record):
    """The settings of one book. They travel with it; but for `IN_THE_BOOK` they stand in a plain file beside it.

    Attributes:
        language: of the program, one of `store.language.LANGUAGES`; empty for that of the system.
        theme: the name of the colours; empty for the usual ones.
        show_names: whether cards and heads show the real names of clients beside their aliases.
        hints: whether the program says now and then which key does what, until that key was used a few times.
        keymap: for commands that have other keys than usual, by the name of the command; see `tui.commands`.
        lock_after: after how many minutes without a key the book locks; `NEVER` turns that off.
        limits: how long things may wait before the daily review speaks of them.
        card_order: in which order the cards of a column stand.
        packet_folder: where packets are written to; empty until it was asked. Blanks in it stay as they are.
        packet_format: the ending of the file that is proposed for a packet.
        import_folder: where the last file lay that was brought in; empty until there was one.
        saved: what is looked for again and again.
        practitioner: the name of the social worker, for packets; empty leaves room to write it by hand.
    """

    language: Annotated[str, AfterValidator(_known_language)] = ""
    theme: Line = ""
    show_names: bool = False
    hints: bool = True
    lock_after: Annotated[int, Field(ge=0, le=24 * 60)] = 5
    limits: Limits = Limits()
    card_order: CardOrder = CardOrder.URGENCY
    packet_folder: Annotated[str, BeforeValidator(_as_text)] = ""
    packet_format: Line = "pdf"
    import_folder: Annotated[str, BeforeValidator(_as_text)] = ""
    keymap: Annotated[dict[Line, tuple[Line, ...]], BeforeValidator(_as_keys)] = Field(default_factory=dict)
    saved: tuple[SavedQuery, ...] = ()
    practitioner: Line = ""


IN_THE_BOOK = frozenset({"saved", "practitioner"})
"""The settings that may tell of people: they are rows of the book, encrypted where it is."""


def with_query(saved: Sequence[SavedQuery], name: str, query: str) -> tuple[SavedQuery, ...]:
    """The saved queries with this one; it takes the place of one with the same name, else comes last."""
    new = SavedQuery(name=name, query=query)
    if any(_is_named(each, new.name) for each in saved):
        return tuple(new if _is_named(each, new.name) else each for each in saved)
    return (*saved, new)


def without_query(saved: Sequence[SavedQuery], name: str) -> tuple[SavedQuery, ...]:
    """The saved queries without the one of this name."""
    return tuple(each for each in saved if not _is_named(each, name))


def _is_named(saved: SavedQuery, name: str) -> bool:
    return saved.name.casefold() == clean_line(name).casefold()
