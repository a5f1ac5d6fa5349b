"""What does not fit a field, said under the name that was typed for it."""

from argparse import Action
from collections.abc import Iterable, Mapping

from tui.plain.fields import DEST
from tui.plain.parser import Parser

_ALSO: dict[str, tuple[str, ...]] = {
    "body": ("text",), "text": ("word",), "contact_at": ("at",), "next_contact": ("next", "day"),
    "next_session": ("next",), "status": ("state",), "state_reason": ("why",), "barrier": ("why",),
    "carried_over": ("why",), "done_on": ("on",), "answered_on": ("on",), "state_on": ("on",),
    **dict.fromkeys(("domain", "expectation", "reality", "weight"), ("scores",)),
}  # fmt: skip
"""Fields that some commands have under another name."""


def as_typed(problems: Mapping[str, str], parser: Parser, typed: Iterable[str]) -> str:
    """What does not fit, each under the option or the place that it belongs to.

    Args:
        problems: field -> sentence, as `InvalidInput` has them.
        parser: of the command.
        typed: the words of the command line.
    """
    words = {word.partition("=")[0] for word in typed}
    return " ".join(f"{_name(field, parser, words)}: {sentence}" for field, sentence in problems.items())


def _name(field: str, parser: Parser, words: set[str]) -> str:
    for wanted in (field, DEST + field, *_ALSO.get(field, ())):
        if action := next((one for one in parser._actions if one.dest == wanted), None):
            return _name_of(action, words)
    return field


def _name_of(action: Action, words: set[str]) -> str:
    """The option as it was typed, else as its help has it first; of what has no option the name of its place."""
    options = action.option_strings
    return next((one for one in options if one in words), options[0] if options else str(action.metavar or action.dest))
