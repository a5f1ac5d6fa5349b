"""Hints: now and then, on the quiet line, the one key that helps next. Who used it a few times is not told again.

A small table of what is said where. A hint shows nothing of a client, and only while nothing else is said.
"""

from collections.abc import Callable
from typing import NamedTuple

from store import Case
from store.habits import ENOUGH
from store.language import N_, _
from tui.commands import BY_ACTION
from tui.commands.command import Where
from tui.frame import Said
from tui.place import Place

OLD = 6
"""After so many commands more, what was said is old, and a hint may take its place; trouble never is."""

MANY = 12
"""With so many cases one looks for them rather than going through the columns."""


class Hint(NamedTuple):
    """One hint.

    Attributes:
        place: where it is given.
        command: the key it speaks of, by the name of the command; it must be one that can be given now.
        sentence: what is said, with `{key}` in it.
        fits: whether it helps now.
    """

    place: Where
    command: str
    sentence: str
    fits: Callable[[Place], bool] = lambda _place: True


def _case_that(is_so: Callable[[Case], bool]) -> Callable[[Place], bool]:
    return lambda place: place.current_case is not None and is_so(place.current_case)


def _has_draft(place: Place) -> bool:
    return place.current_case is not None and place.book.drafts(place.current_case.code) > 0


def _is_many(place: Place) -> bool:
    return sum(not case.is_closed for case in place.book.cases()) >= MANY


HINTS = (
    Hint(Where.BOARD, "new_case", N_("{key} takes in a case; only an alias and the size are needed"),
         lambda place: place.current_case is None),
    Hint(Where.BOARD, "open_case", N_("{key} opens the file of the case under the cursor")),
    Hint(Where.BOARD, "note", N_("{key} writes a note on the case under the cursor; it is saved as you type")),
    Hint(Where.BOARD, "review", N_("{key} shows who needs you today, one case after the other")),
    Hint(Where.BOARD, "next_contact", N_("no next contact is set for this case; {key} sets it"),
         _case_that(lambda case: case.next_contact is None and not case.is_closed)),
    Hint(Where.BOARD, "advance", N_("{key} moves the case on; a gate shows first what is still missing")),
    Hint(Where.BOARD, "search", N_("{key} finds any word in any note, also of closed cases"), _is_many),
    Hint(Where.BOARD, "filter", N_("{key} shows only the cards in which a word stands"), _is_many),
    Hint(Where.BOARD, "palette", N_("{key} finds everything else by its name")),
    Hint(Where.CASEFILE, "tab", N_("{key} open the tabs: notes, goals, plan, people, measures, history")),
    Hint(Where.CASEFILE, "sign_note", N_("{key} signs the draft, which locks it"), _has_draft),
    Hint(Where.CASEFILE, "finish", N_("{key} finishes what is under the cursor, such as a task")),
    Hint(Where.CASEFILE, "add", N_("{key} adds anything: a task, a person, a goal, a rating")),
    Hint(Where.CASEFILE, "next_case", N_("{key} goes on to the next case without going back")),
    Hint(Where.REVIEW, "settle", N_("{key} does what the reason under the cursor asks for")),
    Hint(Where.REVIEW, "log_contact", N_("{key} writes down that a contact was made, or tried")),
    Hint(Where.REVIEW, "put_off", N_("{key} leaves the case alone until a day, with a reason")),
    Hint(Where.REVIEW, "review_next", N_("{key} goes on to the next case")),
    Hint(Where.PACKET, "mask_word", N_("{key} masks the word under the cursor, in later packets too")),
    Hint(Where.PACKET, "pass_word", N_("{key} lets the word stand, in later packets too")),
    Hint(Where.PACKET, "next_pane", N_("{key} goes to the packet itself, to read it before it leaves")),
    Hint(Where.PACKET, "mask_another", N_("{key} masks a word that nobody asked about")),
    Hint(Where.SEARCH, "between", N_("{key} goes from the words to what was found, and back")),
    Hint(Where.SEARCH, "save_search", N_("{key} keeps the search under a name")),
    Hint(Where.CLOSED, "reopen", N_("{key} takes the case up again, with a reason")),
    Hint(Where.STUDY, "period_length", N_("{key} chooses a month, a quarter, a year or all time")),
    Hint(Where.DIRECTORY, "add_resource", N_("{key} puts a resource into the directory; referrals then offer it")),
    Hint(Where.COPIES, "copy_gone", N_("{key} says that a copy is destroyed, such as one that was printed")),
)  # fmt: skip
"""In each place the first that fits is given."""

_HINTED = frozenset(hint.command for hint in HINTS)


def hint_for(place: Place) -> str:
    """What to say in a place now; empty when the user knows everything that fits, or wants no hints."""
    if place.book.settings.hints:
        for hint in HINTS:
            command = BY_ACTION[hint.command]
            is_new = hint.place is place.PLACE and place.book.uses(hint.command) < ENOUGH
            if is_new and command.keys and place.offers(command) and hint.fits(place):
                return _(hint.sentence).format(key=command.shown_keys if command.is_numbered else command.shown_key)
    return ""


def give(place: Place, *, after: float) -> None:
    """Say a hint, if nobody touched a key for so many seconds and nothing else is said."""
    program = place.lingkar
    if not place.is_active or not program.is_open or program.holds_keys or program.presence.idle < after:
        return
    sentence = hint_for(place)
    for said in place.query(Said):
        is_old = place.commands_since_said >= OLD and not said.has_class("-trouble")
        is_free = not said.text or (is_old and not place.hinted)
        if sentence and is_free and said.has_room_for(sentence):  # nothing moves under somebody who only looks
            place.say(sentence)
            place.hinted = sentence


def note_use(place: Place, action: str) -> None:
    """A command of a place was carried out: count it, and take back what was hinted at."""
    name = action.partition("(")[0]
    if not place.lingkar.is_open:
        return
    place.commands_since_said += 1
    if name in _HINTED:
        place.book.count_use(name)
    if place.hinted and place.is_attached:
        for said in place.query(Said):
            if said.text == place.hinted:
                said.say("")
        place.hinted = ""
