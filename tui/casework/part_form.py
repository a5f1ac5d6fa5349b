"""The form of one entry in the file of a case: a new one, or one that is there. Only what was changed is written.

A kind of entry gives its model, two headings, and its fields:

    class TaskForm(PartForm):
        MODEL = Task
        heading_new, heading_old = N_("New task"), N_("Task")

        def parts(self) -> Iterable[Widget]:
            yield LineField("text", _("What is to be done"), self.of("text") or "", needed=True)

The key of a field is the model's name of it, so that trouble finds its way there.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual.widget import Widget

from store import Case, Casebook
from store.language import _
from store.model.part import Part
from tui.forms.form import Form


class PartForm(Form):
    """An entry of a case.

    Attributes:
        MODEL: what kind of entry.
        heading_new: the title for a new one, marked with `N_`.
        heading_old: the title for one that is there, marked with `N_`.
        part: the entry as the book has it; None for a new one. There once the form is composed.
    """

    MODEL: ClassVar[type[Part]]
    heading_new: ClassVar[str]
    heading_old: ClassVar[str]

    def __init__(self, code: str, id: str = "", focus: str = "", about: str = "") -> None:
        """Begin.

        Args:
            code: the case.
            id: the entry to change; empty for a new one.
            focus: the model's name of the field to begin in.
            about: the id of the entry that was under the cursor, for a new one that belongs to it: the goal of a
                rating or a task, the measure of a measurement. Empty where there was none.
        """
        super().__init__(focus)
        self._code, self._part_id, self._about = code, id, about
        self.part: Any = None

    def compose(self) -> Iterator[Widget]:
        """Read the entry once, then lay out the form."""
        self.part = self.book.part(self.MODEL, self._part_id, self._code) if self._part_id else None
        yield from super().compose()

    def heading(self) -> str:
        """What it is, and of which case."""
        words = _(self.heading_old) if self._part_id else _(self.heading_new)
        return f"{words} · {self.name_of(self.book.case(self._code))}"

    def of(self, name: str) -> Any:
        """What the entry has in a field; for a new one what the model begins with, None where that is nothing."""
        if self.part is not None:
            return getattr(self.part, name, None)
        field = self.MODEL.model_fields.get(name)
        return None if field is None or field.is_required() else field.get_default(call_default_factory=True)

    # Saving

    def cleaned(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values as the book takes them, for forms whose fields are not quite those of the model.

        Args:
            values: by the key of the field: of a new entry all that are filled in, of an old one all that changed.
        """
        return values

    def save(self) -> None:
        """Write the new entry, or what was changed."""
        is_new = not self._part_id
        given = {
            field.key: field.value for field in self.fields if (not field.is_empty if is_new else field.is_touched)
        }
        values = {name: self._as_kept(name, value) for name, value in self.cleaned(given).items()}
        if is_new or values:
            self.attempt(lambda: self.keep_values(values))
        else:
            self.finish(self._code)

    def keep_values(self, values: dict[str, Any]) -> Case:
        """The act of the book; answers the case. For kinds that are kept by another act than `add` and `change`."""
        if self._part_id:
            self.book.change(self.book.part(self.MODEL, self._part_id, self._code), **values)
        else:
            self.book.add(self.MODEL, self._code, **values)
        return self.book.case(self._code)

    def _as_kept(self, name: str, value: Any) -> Any:
        """A field left open as the model leaves it open, which is not always None."""
        field = self.MODEL.model_fields.get(name)
        if value is not None or field is None or field.is_required():
            return value
        return field.get_default(call_default_factory=True)

    def must_find_its_subject(self, book: Casebook) -> None:
        """See that the case and the entry are there; see `Form`."""
        book.case(self._code)
        if self._part_id:
            book.part(self.MODEL, self._part_id, self._code)
