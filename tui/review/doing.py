"""What was done in the review: how many acts of each kind there were, in words.

Every word for an act stands here, once.
"""

from collections.abc import Callable, Iterable

from store.language import n_
from store.model.day import PUT_OFF, RESCHEDULE, TAKEN_IN, still_done


def done_words(acts: Iterable[str]) -> list[str]:
    """How much was done of each kind, the most telling first: `2 contacts`, `1 note`, `3 tasks`.

    Args:
        acts: their names as the record keeps them. A draft that was thrown away makes its note undone.
    """
    names, told = still_done(acts), []
    for kinds, words in _KINDS:
        count = sum(name in kinds for name in names)
        if count:
            told.append(words(count).format(count=count))
    known = frozenset[str]().union(*(kinds for kinds, _words in _KINDS))
    if others := sum(name not in known for name in names):
        told.append(n_("{count} entry in the file", "{count} entries in the file", others).format(count=others))
    return told


_KINDS: tuple[tuple[frozenset[str], Callable[[int], str]], ...] = (
    (frozenset({"contact"}), lambda count: n_("{count} contact", "{count} contacts", count)),
    (frozenset({"note", "group_note"}), lambda count: n_("{count} note", "{count} notes", count)),
    (frozenset({"sign_note"}), lambda count: n_("{count} note signed", "{count} notes signed", count)),
    (frozenset({"addendum"}), lambda count: n_("{count} addendum", "{count} addenda", count)),
    (frozenset({"void_note"}), lambda count: n_("{count} note voided", "{count} notes voided", count)),
    (frozenset({"finish"}), lambda count: n_("{count} task done", "{count} tasks done", count)),
    (frozenset({RESCHEDULE}), lambda count: n_("{count} task moved", "{count} tasks moved", count)),
    (frozenset({"tasks"}),
     lambda count: n_("{count} task added or changed", "{count} tasks added or changed", count)),
    (frozenset({"flags"}), lambda count: n_("{count} danger", "{count} dangers", count)),
    (frozenset({"assess_risk"}), lambda count: n_("{count} risk assessed", "{count} risks assessed", count)),
    (frozenset({"referrals"}), lambda count: n_("{count} referral", "{count} referrals", count)),
    (frozenset({"next_contact", "next_contact_cleared"}),
     lambda count: n_("{count} next contact set", "{count} next contacts set", count)),
    (frozenset({"advance", "monitor", "move_back"}),
     lambda count: n_("{count} change of phase", "{count} changes of phase", count)),
    (frozenset({"hold", "resume"}),
     lambda count: n_("{count} case put on hold or resumed", "{count} cases put on hold or resumed", count)),
    (frozenset({"supervision"}), lambda count: n_("{count} supervision", "{count} supervisions", count)),
    (frozenset({"terminate"}), lambda count: n_("{count} case closed", "{count} cases closed", count)),
    (frozenset({TAKEN_IN}), lambda count: n_("{count} case taken in", "{count} cases taken in", count)),
    (frozenset({"reopen"}), lambda count: n_("{count} case reopened", "{count} cases reopened", count)),
    (frozenset({"aftercare"}),
     lambda count: n_("{count} check after the ending", "{count} checks after the ending", count)),
    (frozenset({PUT_OFF}), lambda count: n_("{count} case put off", "{count} cases put off", count)),
    (frozenset({"edit_case", "decide", "tick", "untick", "link", "unlink"}),
     lambda count: n_("{count} change in the case", "{count} changes in the case", count)),
)  # fmt: skip
"""Names of acts, and what so many of them are called, in the order in which they are told."""
