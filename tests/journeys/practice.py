"""A worker at the keyboard, in either language: whole forms in one go, choices by their place in the closed list."""

import time
from collections.abc import Sequence
from datetime import date

from store.model import ContactMode, Phase, Vocabulary
from tests.journeys.screen import Screen

YEAR = date.today().year
"""The program in the terminal goes by the real clock."""

HOME, TAB, SAVE = "\x1b[H", "tab", "ctrl+s"
PAUSE = "\0"
"""Among keys: wait until the program has dealt with them. What follows an act, or a choice that brings other fields
into sight, must not be typed before that."""

ESCAPE = 0.2
"""Seconds after which a terminal program takes an escape for the key, and not for the beginning of another."""

Keys = str | Sequence[str]

FIELDS = {
    "case": "alias size level client_name presenting_problem origin_environment intake_source opened field tags "
    "consent consent_by consent_on consent_scope risk_level next_contact next_review",
    "case without consent": "alias size level client_name presenting_problem origin_environment intake_source opened "
    "field tags consent risk_level next_contact next_review",
    "assessment": "strengths needs_rights tasks_roles coping level worker_roles collective_issues",
    "person": "alias kin_role is_member sex born age",
    "scores": "basic_needs housing health mental family social education livelihood safety legal roles spiritual "
    "own whose on rest",
    "goal": "statement much_less less expected better much_better baseline target domain level weight status",
    "rating": "level by on note",
    "task": "text owner due goal status",
    "referral": "to reason goal follow_up status",
    "referral of the directory": "resource reason goal follow_up status",
    "intervention": "kind level role goal text since until",
    "team": "name discipline organisation role system_role contact may_see",
    "danger": "type level note safety_plan next_check since",
    "state of a danger": "state state_reason state_on",
    "measure": "target unit improves goal",
    "value": "value on stage note",
    "decision": "verdict why",
    "returned": "reason outcome summary closed notice documents_returned return_plan aftercare unmet_needs",
    "goals met": "reason outcome summary closed notice returned documents_returned return_plan aftercare",
    "resource": "name kind gives is_tangible conditions contact area",
    "group note": "codes body at mode outcome place minutes private",
}
"""The fields of each form, in the order in which tab goes through them."""


def place(at: int) -> list[str]:
    """What chooses the option in this place of a list."""
    return [HOME, *["right"] * at]


def pick(member: Vocabulary, shift: int = 0) -> list[str]:
    """What chooses a code in a choice.

    Args:
        member: the code.
        shift: 1 where the choice begins with leaving it open, -1 where it leaves the first code out.
    """
    return place(list(type(member)).index(member) + shift)


def maybe(member: Vocabulary) -> list[str]:
    """What chooses a code in a choice that may stay open."""
    return pick(member, 1)


def tick(*members: Vocabulary) -> list[str]:
    """What ticks codes in the list of all."""
    keys: list[str] = []
    for member in members:
        keys += [HOME, *["down"] * list(type(member)).index(member), "space"]
    return keys


def filled(form: str, **fields: Keys) -> list[str]:
    """The keys that fill in a form, from its first field on."""
    order = FIELDS[form].split()
    assert set(fields) <= set(order), fields
    keys: list[str] = []
    for at in range(max(map(order.index, fields)) + 1):
        given = fields.get(order[at], [])
        keys += ([TAB] if at else []) + ([given] if isinstance(given, str) else list(given))
    return keys


def _bursts(keys: Sequence[str]) -> list[list[str]]:
    """The keys between the pauses."""
    bursts: list[list[str]] = [[]]
    for key in keys:
        if key == PAUSE:
            bursts.append([])
        else:
            bursts[-1].append(key)
    return bursts


def in_form(shown: str) -> bool:
    """Whether a form lies over the screen: its keys are the last line."""
    return "ctrl+s" in shown.split("\n")[-1]


class Worker:
    """Somebody who does the work of one case file after the other, and looks at the screen now and then."""

    def __init__(self, screen: Screen) -> None:
        """In front of a screen, once the program reads keys."""
        self.screen = screen
        screen.wait_for("Lingkar")

    def keys(self, *keys: str, sees: Sequence[str] = ()) -> None:
        """Press keys at once, then wait for what is to be seen, in no form any more."""
        for at, burst in enumerate(_bursts(keys)):
            if at:
                self._idle()
            self.screen.burst(*burst)
            if burst and burst[-1] == "escape":
                time.sleep(ESCAPE)
        if sees:
            self.screen._wait(lambda shown: not in_form(shown) and all(text in shown for text in sees), f"{sees}")

    def closes(self, form: str, **record: Keys) -> None:
        """End the case of the open file with its closing record, after the question."""
        self.form("t", form, **record)
        self.keys(PAUSE, "y")
        self.screen._wait(lambda shown: "y " in shown.split("\n")[-1] and not in_form(shown), "a check to be done")

    def _idle(self) -> None:
        """Wait until the program has done nothing for a while, however busy the machine is."""
        quiet, used = 0, -1.0
        while quiet < 4:
            self.screen.settle(0.02)
            now = self.screen.cpu_ms()
            quiet, used = (quiet + 1 if now - used < 1 else 0), now

    def form(self, opens: Keys, form: str, sees: Sequence[str] = (), **fields: Keys) -> None:
        """Open a form, fill it in and save it.

        Args:
            opens: the keys that open it.
            form: which one it is, of `FIELDS`.
            sees: what is on the screen afterwards.
            **fields: what goes into each field.
        """
        self.keys(*opens, *filled(form, **fields), SAVE, sees=sees)

    def case(self, code: str, **fields: Keys) -> None:
        """Take in a case from the board."""
        form = "case" if "consent" in fields else "case without consent"
        self.form("c", form, sees=[code], **fields)

    def reads(self, *texts: str) -> None:
        """Go down a page of the screen after the other until all of these were seen."""
        missing = set(texts)
        for _page in range(9):
            shown = self.screen.text
            missing -= {text for text in missing if text in shown}
            if not missing:
                return
            self.keys(PAUSE, "space", PAUSE)
        raise AssertionError(f"{missing} are not there; the end is:\n{shown}")

    def note(self, text: str) -> None:
        """Write a note of a visit and sign it."""
        self.keys("n", text, "ctrl+g", PAUSE, ContactMode.HOME_VISIT.label[0].lower(), PAUSE, "ctrl+s", PAUSE)

    def is_in(self, phase: Phase) -> None:
        """Wait until the line above the keys tells that the case came there.

        The head of the file does not: in 80 columns an open danger takes the room of the phase.
        """
        self.screen._wait(lambda shown: f" {phase.label} " in shown.split("\n")[-2], f"{phase} above the keys")

    def advances(self, phase: Phase, *before: str) -> None:
        """Go through the gate to the next phase.

        Args:
            phase: where that leads.
            *before: keys in the dialog of the gate, which is there when something is left to tick or to fill in.
        """
        self.keys("a", *before, *([SAVE] if before else []))
        self.is_in(phase)
