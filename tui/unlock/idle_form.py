"""Choosing after how many idle minutes the book locks by itself."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from store import LingkarError
from store.language import _, n_
from store.settings import NEVER
from tui.forms.choice_field import ChoiceField
from tui.forms.form import Form

MINUTES = (1, 2, 5, 10, 15, 30, NEVER)


class LockAfterDialog(Form):
    """A few numbers of minutes, and never."""

    ENTER_SAVES = True

    def heading(self) -> str:
        """What is chosen."""
        return _("Automatic lock")

    def parts(self) -> Iterable[Widget]:
        """What it does, and the choices."""
        if self.book.is_encrypted:
            meaning = _("When no key is pressed for this long, the book locks and asks for its passphrase. After the "
                        "laptop was asleep it does so at once.")  # fmt: skip
        else:
            meaning = _("When no key is pressed for this long, client text is hidden. This book has no passphrase, so "
                        "it cannot be locked; the command “lingkar passphrase” adds one.")  # fmt: skip
        yield Static(meaning, classes="lead", markup=False)
        now = self.book.settings.lock_after
        offered = sorted({*MINUTES, now}, key=lambda minutes: (minutes == NEVER, minutes))
        yield ChoiceField(
            "lock_after", _("After"), [(str(minutes), in_words(minutes)) for minutes in offered], str(now),
            unfolded=True,
        )  # fmt: skip

    def save(self) -> None:
        """Keep the choice."""
        minutes = int(self.field("lock_after").value)
        try:
            self.book.change_settings(lock_after=minutes)
        except LingkarError as error:
            self.show_error(error)
        else:
            self.finish(None)


def in_words(minutes: int) -> str:
    """A choice as it is offered."""
    return (
        _("not at all") if minutes == NEVER else n_("{count} minute", "{count} minutes", minutes).format(count=minutes)
    )
