"""A closed list of the profession as a choice offers it."""

from store.language import _
from store.model import Vocabulary
from tui.forms.choice import Options

YES, NO = "yes", "no"
"""The values of a choice between two, which the model takes for true and false."""


def options(vocabulary: type[Vocabulary], nothing: str | None = None) -> Options:
    """A closed list.

    Args:
        vocabulary: the list.
        nothing: words for leaving it open; None does not offer that.
    """
    listed: list[tuple[str | None, str]] = [(member, member.label) for member in vocabulary]
    return [(None, nothing), *listed] if nothing else listed


def yes_or_no() -> Options:
    """No or yes."""
    return [(NO, _("no")), (YES, _("yes"))]
