"""The form of a resource of the directory: a new one, or one that is there. It belongs to the book, not to a case."""

from collections.abc import Iterable, Iterator
from typing import Any

from textual.widget import Widget

from store import Casebook, LingkarError
from store.language import _
from store.model import Resource, ResourceKind
from tui.forms.choice_field import ChoiceField
from tui.forms.form import Form
from tui.forms.options import options
from tui.forms.text import AreaField, LineField
from tui.forms.ticks import TickField


class ResourceForm(Form):
    """A resource of the community. It answers the resource's id, or None when it was left without saving."""

    def __init__(self, id: str = "", focus: str = "") -> None:
        """Begin.

        Args:
            id: the resource to change; empty for a new one.
            focus: the model's name of the field to begin in.
        """
        super().__init__(focus)
        self._resource_id = id
        self._resource: Resource | None = None

    def must_find_its_subject(self, book: Casebook) -> None:
        """See that the resource is there; see `Form`."""
        if self._resource_id:
            book.resource(self._resource_id)

    def heading(self) -> str:
        """A new resource, or the one there is. Its name stands in its field."""
        return _("Resource") if self._resource_id else _("New resource")

    def compose(self) -> Iterator[Widget]:
        """Read the resource once, then lay out the form."""
        self._resource = self.book.resource(self._resource_id) if self._resource_id else None
        yield from super().compose()

    def _of(self, name: str) -> Any:
        """What the resource has in a field; nothing for a new one."""
        return getattr(self._resource, name, None)

    def parts(self) -> Iterable[Widget]:
        """Who it is, what one gets there and on what terms, and where."""
        bounds = Resource.model_fields["name"].metadata
        limit = next((bound.max_length for bound in bounds if hasattr(bound, "max_length")), None)
        yield LineField(
            "name", _("Name"), self._of("name") or "", needed=True, limit=limit,
            help=_("The directory belongs to all your cases: do not write clients' names in it."),
        )  # fmt: skip
        yield ChoiceField(
            "kind", _("Kind"), options(ResourceKind), self._of("kind"), needed=True,
            help=_("Family and neighbours; an association one belongs to; an institution for all."),
        )  # fmt: skip
        yield AreaField("gives", _("What one gets there"), self._of("gives") or "")
        yield TickField(
            "is_tangible", _("Concrete help"), _("Something tangible: aid, documents, food, cash"),
            bool(self._of("is_tangible")),
        )  # fmt: skip
        when = _("For whom, on what terms, at what hours.")
        yield AreaField("conditions", _("Conditions"), self._of("conditions") or "", help=when)
        yield LineField("contact", _("Contact"), self._of("contact") or "", help=_("Whom to ask for, and how."))
        yield LineField("area", _("Area"), self._of("area") or "", help=_("Where it is, or for which area."))

    def save(self) -> None:
        """Put it into the directory, or write what was changed."""
        values = {field.key: field.value for field in self.fields if field.is_touched}
        try:
            if not self._resource_id:
                self.finish(self.book.add_resource(**values).id)
            elif values:
                self.finish(self.book.change_resource(self._resource_id, **values).id)
            else:
                self.finish(self._resource_id)
        except LingkarError as error:
            self.show_error(error)
