"""The fields of expectation and reality: a domain in one row, and lines with domains of one's own.

Two digits score a domain, `4 2`: what is expected, what is; a third gives the weight.
"""

import re
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from store.language import _
from store.model import Score
from store.model.score import LEAST, MOST, domain_label
from store.model.text import clean_line
from tui.forms.text import AreaField, LineField, LineInput
from tui.frame import KeyLabel
from tui.look.net import cell_text

HEAVIEST = 3
_LONGEST = 60  # characters of a label of one's own
_SHOWN = 40  # characters of a line that cannot be understood
_BETWEEN = " ,./;:-"
_OWN = re.compile(r"(.*?)((?:\s+[0-9]){2,3}|\s+[0-9](?:[,./;-]?[0-9]){1,2})")


class Scored(NamedTuple):
    """What is expected, what is, and how much it matters; None leaves the weight as it was."""

    expectation: int
    reality: int
    weight: int | None = None


def read_scored(text: str) -> Scored:
    """What a short line means: `4 2`, `4 2 3`, or without the gaps.

    Raises:
        ValueError: it is something else; the sentence is for the user.
    """
    digits = "".join(each for each in text if each not in _BETWEEN)
    numbers = [int(each) for each in digits if each.isascii() and each.isdigit()]
    fits = len(numbers) == len(digits) in (2, 3) and all(LEAST <= each <= MOST for each in numbers[:2])
    if not fits or not all(1 <= each <= HEAVIEST for each in numbers[2:]):
        raise ValueError(_("Two numbers from 1 to 5, as 4 2; a third from 1 to 3 is the weight."))
    return Scored(*numbers)


def _written(score: Score | None) -> str:
    """The short line that means this score."""
    if score is None:
        return ""
    weight = f" {score.weight}" if score.weight != 1 else ""
    return f"{score.expectation} {score.reality}{weight}"


class ScoreInput(LineInput):
    """A short line among others like it: arrows go to the one above and below."""

    SELECTS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "row_above", show=False),
        Binding("down", "screen.next_field", show=False),
    ]

    def action_row_above(self) -> None:
        """To the line above; the first one has none."""
        if self is not self.screen.query(ScoreInput).first():
            self.screen.focus_previous()


class ScoreField(LineField):
    """A domain and its numbers in one row."""

    def __init__(self, key: str, domain: str, last: Score | None = None) -> None:
        """A row.

        Args:
            key: see `Field`.
            domain: the code of a life domain, or a label of one's own.
            last: how it was scored last.
        """
        self.domain, self.last = domain, last
        text = _written(last)
        super().__init__(key, cell_text(domain_label(domain)), text, control=ScoreInput(text))
        self.add_class("score")

    def compose(self) -> ComposeResult:
        """The label, the numbers and what they mean, beside each other."""
        with Horizontal():
            yield Static(Content(self._label), classes="label", markup=False)
            yield self.control
            yield Static(classes="under", markup=False)

    @property
    def scored(self) -> Scored | None:
        """What is typed, with the weight it had; None when nothing is. Asked only when `trouble` finds nothing."""
        if self.is_empty:
            return None
        given = read_scored(self.line.value)
        return given._replace(weight=given.weight or (self.last.weight if self.last else 1))

    @property
    def is_rescored(self) -> bool:
        """Whether something else stands there than was scored last; what was emptied is only left out."""
        before = Scored(self.last.expectation, self.last.reality, self.last.weight) if self.last else None
        return self.scored is not None and self.scored != before

    def understood(self) -> str:
        """The numbers in words."""
        try:
            scored = self.scored
        except ValueError:
            return ""
        if scored is None:
            return _("left out") if self.last else ""
        return _in_words(scored)

    def trouble(self) -> str:
        """Not two or three such numbers."""
        try:
            _scored = self.scored
        except ValueError as error:
            return str(error)
        return super().trouble()

    def keys(self) -> Sequence[KeyLabel]:
        """How to go through the rows, where there are several."""
        return [(_("up/down"), _("another domain"))] if len(self.screen.query(ScoreField)) > 1 else []


class OwnField(AreaField):
    """Domains with labels of one's own, one a line: the label, then the numbers."""

    @property
    def scored(self) -> list[tuple[str, Scored]]:
        """Each label and its numbers.

        Raises:
            ValueError: a line is something else; the sentence is for the user.
        """
        return [_own_line(line) for line in map(clean_line, self.area.text.splitlines()) if line]

    def understood(self) -> str:
        """Each label with its numbers in words."""
        try:
            return "\n".join(f"{cell_text(label)}: {_in_words(numbers)}" for label, numbers in self.scored)
        except ValueError:
            return ""

    def trouble(self) -> str:
        """The first line that cannot be understood."""
        try:
            _scored = self.scored
        except ValueError as error:
            return str(error)
        return super().trouble()


def _own_line(line: str) -> tuple[str, Scored]:
    """A label and its numbers: what stands behind a colon, else two or three digits at the end."""
    label, colon, numbers = line.rpartition(":")
    if not colon:
        found = _OWN.fullmatch(line)
        label, numbers = (found[1], found[2]) if found else (line, "")
    label = label.strip()
    if not label or len(label) > _LONGEST:
        raise ValueError(_("{line}: a label of at most 60 characters comes first.").format(line=line[:_SHOWN]))
    try:
        return label, read_scored(numbers)
    except ValueError as error:
        raise ValueError(f"{line[:_SHOWN]}: {error}") from None


def _in_words(scored: Scored) -> str:
    """What the numbers say."""
    words = _("expected {expectation}, real {reality}: gap {gap}").format(
        expectation=scored.expectation, reality=scored.reality, gap=max(0, scored.expectation - scored.reality)
    )
    if scored.weight in (None, 1):
        return words
    return _("{words}, weight {weight}").format(words=words, weight=scored.weight)
