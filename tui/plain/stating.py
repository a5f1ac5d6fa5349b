"""How a contact was made: asked before a note is signed of which nobody said it, as the screen asks.

A signed note stays as it is, and "administration" is no contact: neither may stand there because nothing was typed.
"""

import argparse
import sys
from typing import TypeVar

from store import Refused
from store.language import _
from store.model.codes import ContactMode, ContactOutcome, Vocabulary
from tui.plain.kinds import code_of
from tui.plain.output import warn

V = TypeVar("V", bound=Vocabulary)


def stated_contact(
    mode: ContactMode | None, outcome: ContactOutcome | None
) -> tuple[ContactMode | None, ContactOutcome | None]:
    """How the contact of a note was and what came of it; asked for at a terminal where the first was not said.

    Args:
        mode: as it was typed.
        outcome: likewise.

    Raises:
        Refused: there is no terminal to ask on, or no answer.
    """
    if mode is not None:
        return mode, outcome
    if not (sys.stdin and sys.stdin.isatty()):
        raise _unsaid()
    question = f"{_('How was the contact?')} {_('A note without a contact is Administration.')}"
    mode = _chosen(question, ContactMode)
    if outcome is None and (mode.is_with_client or mode is ContactMode.COLLATERAL):
        outcome = _chosen(_("Outcome"), ContactOutcome)
    return mode, outcome


def _chosen(question: str, vocabulary: type[V]) -> V:
    """The code that the person at the terminal chooses, by its number in a list or as a word.

    Raises:
        Refused: they choose none.
    """
    codes = list(vocabulary)
    warn(question)
    for number, code in enumerate(codes, 1):
        warn(f"{number} {code.label}")
    while True:
        print(_("Number or word:"), end=" ", file=sys.stderr, flush=True)
        typed = sys.stdin.readline().strip()
        if not typed:
            raise _unsaid()
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(codes):
            return codes[int(typed) - 1]
        try:
            if found := code_of(vocabulary)(typed):
                return found
        except argparse.ArgumentTypeError as error:
            warn(str(error))


def _unsaid() -> Refused:
    return Refused(
        _("Nothing was signed: nobody said how the contact was. Say it with --mode MODE --outcome OUTCOME, such as "
          "`--mode home_visit --outcome reached`; a note without a contact is `--mode admin`.")
    )  # fmt: skip
