"""The commands on what a row of the case file holds, and on adding to the file: each leads to a form or one act."""

from store.language import _
from store.model import Flag, FlagState, Intervention, Referral, Task, TaskStatus
from store.model.part import Part
from store.model.record import Record
from tui.casework.kinds import Kind, kind_of
from tui.casework.rated import GoalRating
from tui.commands import Command
from tui.forms.ask import Ask
from tui.place import Place

ON_PARTS = frozenset({"open_row", "finish", "remove"})
"""The commands on what is under the cursor."""

_ENDS_AT: dict[type[Record], str] = {Referral: "status", Flag: "state", Intervention: "until"}
"""The field in which an entry is answered or ended. A task needs none: it is done."""


def can_finish(part: Record | None) -> bool:
    """Whether something is still open about an entry."""
    if isinstance(part, Task | Referral):
        return part.is_open
    if isinstance(part, Flag):
        return part.state is not FlagState.RESOLVED
    return isinstance(part, Intervention) and part.until is None


class PartActs(Place):
    """A place with an entry under the cursor, in the file of `current_case`."""

    @property
    def part(self) -> Record | None:
        """What the commands are about: what the row under the cursor holds."""
        raise NotImplementedError

    @property
    def open_tab(self) -> int:
        """The number of the open tab, whose kinds stand first among what can be added."""
        raise NotImplementedError

    def offers_for_part(self, command: Command) -> bool:
        """Whether a command makes sense for the entry under the cursor."""
        part = self.part
        if command.action == "finish":
            return can_finish(part)
        return kind_of(part) is not None

    def open_part(self, focus: str = "") -> None:
        """The form of the entry under the cursor."""
        part, kind = self.part, kind_of(self.part)
        if kind and isinstance(part, Part) and not self.must_stay_hidden():
            self.app.push_screen(kind.make(part.case_code, part.id, focus))

    def action_finish(self) -> None:
        """A task is done at once; what is answered or ended with a word opens where that word goes."""
        part = self.part
        if part is None or not can_finish(part):
            return
        if not isinstance(part, Task):
            self.open_part(_ENDS_AT[type(part)])
        elif not self.must_stay_hidden():
            self.attempt(lambda: self.book.change(part, status=TaskStatus.DONE))

    def action_remove(self) -> None:
        """Take the entry out of the file, after a question."""
        part, kind = self.part, kind_of(self.part)
        if not kind or not isinstance(part, Part) or self.must_stay_hidden():
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.attempt(lambda: self._remove(part))

        self.app.push_screen(removing_question(kind), answered)

    def _remove(self, part: Part) -> None:
        if isinstance(part, GoalRating):
            self.book.remove_rating(part.goal, part.place, part.plain, part.case_code)
        else:
            self.book.remove(part)

    def action_add(self) -> None:
        """Anything that can be put into the file, chosen by its letter."""
        case, under = self.current_case, self.part
        if case is None or self.must_stay_hidden():
            return
        from tui.casework.menu import AddMenu

        def chosen(kind: Kind | None) -> None:
            if kind:
                self.app.push_screen(kind.make(case.code, under=under))

        folder = self.attempt(lambda: self.book.folder_of(case.code))
        if folder:
            self.app.push_screen(AddMenu(folder, self.open_tab), chosen)


def removing_question(kind: Kind) -> Ask:
    """What is asked before an entry is removed."""
    return Ask(
        _("Remove this entry ({kind})?").format(kind=kind.label.lower()),
        _("It leaves the file of the case. Undo (u) brings it back."),
        _("remove it"),
        _("keep it"),
    )
