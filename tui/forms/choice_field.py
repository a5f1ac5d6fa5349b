"""A field of a form for choosing from a closed list."""

from collections.abc import Sequence

from store.language import _
from tui.forms.choice import Choice, Options
from tui.forms.field import Field
from tui.frame import KeyLabel


class ChoiceField(Field):
    """A field of a closed list."""

    def __init__(
        self, key: str, label: str, options: Options, value: str | None = None, *,
        help: str = "", needed: bool = False, unfolded: bool = False, proposal: str | None = None,
    ) -> None:  # fmt: skip
        """See `Choice` and `Field`."""
        self.choice = Choice(options, value, unfolded=unfolded, proposal=proposal)
        self._start = value
        super().__init__(key, label, self.choice, help=help, needed=needed)

    @property
    def value(self) -> str | None:
        """The code that is chosen."""
        return self.choice.value

    @property
    def is_touched(self) -> bool:
        """Whether another one is chosen."""
        return self.choice.value != self._start

    @property
    def is_empty(self) -> bool:
        """Whether it is left open."""
        return self.choice.value is None

    @property
    def typed(self) -> str | None:
        """The code that is chosen."""
        return self.choice.value

    def retype(self, typed: str | None) -> None:
        """Choose it again, where it is still offered."""
        if typed in [value for value, _words in self.choice.options]:
            self.choice.value = typed
            self.choice.refresh()

    def keys(self) -> Sequence[KeyLabel]:
        """How to choose; letters too, where what there is to choose from begins with them."""
        begins = [words[:1] for value, words in self.choice.options if value is not None]
        letters = [(_("letter"), _("jumps"))] if all(map(str.isalpha, begins)) else []
        go = (_("up/down"), _("choose")) if self.choice.unfolded else (_("space"), _("open list"))
        return [go, *letters]

    def on_choice_strayed(self, event: Choice.Strayed) -> None:
        """Say what this is."""
        event.stop()
        self.strayed()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another one was chosen."""
        event.stop()
        self.touched()
