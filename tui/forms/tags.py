"""A field for tags: words separated by commas, with those that are in use already offered as one types."""

from collections import Counter
from collections.abc import Iterable, Sequence

from textual.suggester import Suggester

from store import Case
from store.language import _
from tui.forms.text import LineField, LineInput
from tui.frame import KeyLabel

LISTED = 8
"""How many tags in use are listed under the field, the most used first; the others are offered all the same."""


def in_use(cases: Iterable[Case], name: str) -> list[str]:
    """The tags in one field of some cases, the most used first.

    Args:
        cases: where to look.
        name: `tags` or `collective_issues`.
    """
    count = Counter(tag for case in cases for tag in getattr(case, name))
    return sorted(count, key=lambda tag: (-count[tag], tag))


class _Endings(Suggester):
    """Completes the last tag of a line."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last tag completed; None when no known one begins so."""
        *before, last = value.split(",")
        begun = last.strip().casefold()
        given = {tag.strip().casefold() for tag in before}
        fitting = (tag for tag in self._known if begun and tag.startswith(begun) and tag not in given)
        whole = next(fitting, None)
        return value.rstrip() + whole[len(begun) :] if whole else None


class TagsField(LineField):
    """A field of tags."""

    def __init__(
        self, key: str, label: str, value: Iterable[str], known: Sequence[str] = (), *, help: str = ""
    ) -> None:
        """With tags to begin with; see `Field`.

        Args:
            key: see `Field`.
            label: see `Field`.
            value: the tags it begins with.
            known: those in use elsewhere, the most used first.
            help: see `Field`.
        """
        shown = ", ".join(value)
        line = LineInput(shown)
        line.suggester = _Endings(known)
        if known:
            listed = " · ".join(known[:LISTED]) + (" ..." if len(known) > LISTED else "")
            help += "\n" + _("In use: {tags}").format(tags=listed)
        self._offers = bool(known)
        super().__init__(key, label, shown, help=help, control=line)

    def keys(self) -> Sequence[KeyLabel]:
        """How to take what is offered."""
        return [(_("right"), _("complete it"))] if self._offers else []
