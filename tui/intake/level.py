"""The level of a case: it follows the size of the client system until the worker chooses one, which confirms it."""

from store import Case
from store.language import _
from store.model import Level, SystemSize
from tui.forms.choice import Options
from tui.forms.choice_field import ChoiceField
from tui.forms.options import options


class LevelField(ChoiceField):
    """A field for the level. Left open, the level is the one that the size suggests."""

    def __init__(self, case: Case | None, *, help: str) -> None:
        """As a case has it; None for a new one."""
        chosen = case.level if case and case.level_confirmed else None
        self._may_stay_open = chosen is None
        super().__init__("level", _("Level"), self._offered(case.size if case else None), chosen, help=help)

    def follow(self, size: str | None) -> None:
        """Say which level this size suggests."""
        self.choice.offer(self._offered(size))

    def _offered(self, size: str | None) -> Options:
        if not self._may_stay_open:
            return options(Level)
        if size is None:
            return options(Level, _("suggested from the size"))
        suggested = SystemSize.of(size).suggested_level.label
        return options(Level, _("suggested from the size: {level}").format(level=suggested))
