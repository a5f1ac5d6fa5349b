"""The screen of every form and dialog: collects the fields, carries out one act, and loses nothing of what was typed.

ctrl+s saves from anywhere; escape leaves, and asks when something was typed. Trouble with a field stands beside it,
all other trouble on the line above the keys; either way the form stays as it is.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Self

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from store import Case, Casebook, InvalidInput, LingkarError
from store.language import _
from tui.atbook import AtBook
from tui.forms.ask import ask_to_discard
from tui.forms.choice import Choice
from tui.forms.field import Field
from tui.forms.run import no_text_here
from tui.forms.ticks import Ticks
from tui.frame import KeyBar, KeyLabel
from tui.small import SHOWS_BESIDE

LOW = 6
"""With fewer lines than this, a form has room for little more than what is being typed."""

NARROW = 36
"""In fewer cells than this nothing fits beside the name of a field."""


class Form(ModalScreen[str | None], AtBook[str | None]):  # in this order: styles come from the first base
    """A form. It answers the code of the case it was about, or None when it was left without saving."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = SHOWS_BESIDE
    ENTER_SAVES: ClassVar[bool] = False
    """For a dialog of one field."""
    ASKS: ClassVar[bool] = True
    """Whether leaving asks when something was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("escape", "close", show=False),
        Binding("f1", "guide", show=False),
        # What moves the focus has priority, so that it is done before the next key finds its field: quick typing
        # right after it would otherwise land in the field that was left.
        Binding("tab", "next_field", show=False, priority=True),
        Binding("shift+tab", "previous_field", show=False, priority=True),
        Binding("enter", "go_on", show=False, priority=True),
    ]

    def __new__(cls, *arguments: Any, **named: Any) -> Self:
        """Remember what a form is made of, so that it can be made again after the book was locked."""
        form = super().__new__(cls)
        form._made_of = list(arguments), named
        return form

    def __init__(self, focus: str = "") -> None:
        """Begin in the field of this name, or in the first."""
        super().__init__()
        self._first = focus
        self._over = False
        self._made_of: tuple[list[Any], dict[str, Any]]

    # What each form says of itself

    def heading(self) -> str:
        """The title in the frame."""
        raise NotImplementedError

    def parts(self) -> Iterable[Widget]:
        """The fields, and what stands between them."""
        raise NotImplementedError

    def save(self) -> None:
        """Carry out the act, within `attempt`."""
        raise NotImplementedError

    @property
    def save_word(self) -> str:
        """What ctrl+s does."""
        return _("save")

    # What they share

    def name_of(self, case: Case) -> str:
        """A case as a title names it, without its alias while client text is hidden."""
        return case.code if self.lingkar.hidden else f"{case.code} · {case.alias}"

    @property
    def fields(self) -> list[Field]:
        """The fields in their order, those out of sight left out."""
        return [field for field in self.query(Field) if field.display]

    def field(self, key: str) -> Field:
        """The field of this name."""
        return {field.key: field for field in self.query(Field)}[key]

    @property
    def holds_text(self) -> bool:
        """Whether leaving now would lose something."""
        return self.ASKS and not self._over and any(field.is_touched for field in self.query(Field))

    def compose(self) -> ComposeResult:
        """The frame with the fields, and under it trouble and keys."""
        with VerticalScroll(classes="form", can_focus=False) as frame:
            frame.border_title = Content(self.heading())
            yield from self.parts()
        with Vertical(classes="foot"):
            yield Static(classes="trouble", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin, or go on where the book was locked."""
        self.set_class(any(isinstance(screen, Form) for screen in self.app.screen_stack[:-1]), "-over")
        if self.query(KeyBar):  # none where the program ends in this very moment
            self.start()

    def start(self) -> None:
        """Put the cursor where the user begins, or goes on."""
        self.say("")
        if self.was:
            self._retype(self.was["typed"])
        keys = [field.key for field in self.fields]
        if keys:
            self.field(self._first if self._first in keys else keys[0]).control.focus()
        self.begin()
        if self.was:
            self._go_back_to(self.was["focus"], self.was["cursor"])
        self.show_keys()

    def begin(self) -> None:
        """What a form does first. Textual calls every `on_mount` of a family by itself, so none is overridden."""

    def show_keys(self) -> None:
        """The keys that matter in the field with the focus."""
        self.query_one(KeyBar).show(self.keys())

    def keys(self) -> Sequence[KeyLabel]:
        """The keys, most important first: what the form is for, the way on, the field with the focus; escape last."""
        move = [("tab", _("next field"))] if len(self.fields) > 1 else []
        return [*self.acts(), *move, *self.field_keys(), *self.more_keys(), ("esc", _("leave"))]

    def acts(self) -> Sequence[KeyLabel]:
        """What the form is for: saving, and what stands beside it."""
        return [("enter" if self.ENTER_SAVES else "ctrl+s", self.save_word)]

    def field_keys(self) -> Sequence[KeyLabel]:
        """The keys that only the field with the focus has."""
        return next((field.keys() for field in self.fields if field.control is self.focused), ())

    def more_keys(self) -> Sequence[KeyLabel]:
        """What else the form can do."""
        return ()

    def say(self, text: str) -> None:
        """Say trouble that belongs to no field; empty takes it away."""
        line = self.query_one(".trouble", Static)
        line.update(text)
        line.display = bool(text)

    # Keys

    def on_descendant_focus(self) -> None:
        """Show the whole field, its label and help too."""
        self.show_keys()
        self.call_after_refresh(self._show_focused)

    def _show_focused(self) -> None:
        """Bring the field with the focus into sight: by now it may be another than the one that asked for it."""
        for field in self.fields:
            if field.control is self.focused:
                self._show_field(field)
        stops = [part for part in self.query(".form *") if part.focusable]
        if stops and self.focused is stops[-1]:
            self._show_end(stops[-1])

    def _show_end(self, last: Widget) -> None:
        """What stands below the last field, as far as that stays in sight too: no other key leads there."""
        frame = self.query_one(".form", VerticalScroll)
        top = (last.parent if isinstance(last.parent, Field) else last).region.y - frame.content_region.y
        if top + frame.scroll_offset.y >= frame.max_scroll_y:
            frame.scroll_end(animate=False)

    def _show_field(self, field: Field) -> None:
        if field.is_attached:
            frame = self.query_one(".form", VerticalScroll)
            if frame.size.height < LOW:
                frame.scroll_to_widget(field.control, animate=False)  # what is typed comes before what it is called
            elif field in self.fields[:1]:
                frame.scroll_home(animate=False)  # with what stands above it
            else:
                frame.scroll_to_widget(field, animate=False)

    def on_field_changed(self, event: Field.Changed) -> None:
        """Trouble of the form as a whole was read once something is typed."""
        event.stop()
        self.say("")
        self.show_keys()
        self.changed(event.field)

    def changed(self, field: Field) -> None:
        """A field changed; for forms in which one field bears on another."""

    def on_resize(self) -> None:
        """What is being filled in stays in sight; in a narrow window its name stands above it."""
        for field in self.query(".field.-beside"):
            if self.size.width < NARROW:
                field.styles.layout = "vertical"
            else:
                field.styles.clear_rule("layout")
        self.call_after_refresh(self._show_focused)

    def action_next_field(self) -> None:
        """To the next field, or round to the first."""
        self._step(1)

    def action_previous_field(self) -> None:
        """To the field before, or round to the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        """Move the focus in the order in which the form says its parts.

        Textual goes by where things are painted: what was shown a moment ago has no place yet, and would be passed by.
        """
        stops = [part for part in self.query(Widget) if part.focusable and _is_displayed(part)]
        if stops:
            at = stops.index(self.focused) if self.focused in stops else -1 if by > 0 else 0
            self.set_focus(stops[(at + by) % len(stops)])  # at once: the next key looks for it

    def action_go_on(self) -> None:
        """Enter in a line or on a choice goes to the next field; anywhere else it means what it means there."""
        if not isinstance(self.focused, Input | Choice | Ticks):
            raise SkipAction
        if self.ENTER_SAVES:
            self.action_save()
        elif not self.fields or self.focused is not self.fields[-1].control:
            self._step(1)

    def action_save(self) -> None:
        """Save, or show everything that is wrong."""
        if self._over:
            return
        self.say("")
        if astray := next((field for field in self.fields if field.has_strayed), None):
            self.show_problems({astray.key: no_text_here()})
            astray.has_strayed = False  # whoever saves again has seen it
            return
        problems = {field.key: sentence for field in self.fields if (sentence := field.trouble())}
        if problems:
            self.show_problems(problems)
        else:
            self.save()

    def action_close(self) -> None:
        """Leave; ask first when something would be lost."""
        if self.holds_text:
            self.app.push_screen(ask_to_discard(), lambda throw: self.finish(None) if throw else None)
        else:
            self.finish(None)

    def action_guide(self) -> None:
        """What the keys do here, and the topic of the manual; what is typed stays."""
        from tui.guide.guide import Guide
        from tui.guide.topics import topic_of

        self.app.push_screen(Guide((), topic_of(self), self.keys()))

    # Locking and coming back

    def parked(self) -> dict[str, Any] | None:
        """What it was made of and what is typed in it. A form with a passphrase in it does not come back."""
        if self._over or any(field.is_secret for field in self.query(Field)):
            return None
        made_of, named = self._made_of
        form = f"{type(self).__module__}:{type(self).__name__}"
        return {"screen": "form", "form": form, "made_of": made_of, "named": named, **self.as_it_stands()}

    def as_it_stands(self) -> dict[str, Any]:
        """What is typed in the fields, and where the cursor is."""
        fields = list(self.query(Field))
        focus = next((field for field in fields if field.control is self.focused), None)
        return {
            "typed": {field.key: field.typed for field in fields if field.is_touched},
            "focus": focus.key if focus else "",
            "cursor": list(focus.cursor) if focus else [],
        }

    def must_find_its_subject(self, book: Casebook) -> None:
        """See that what the form is about is still in the book, before it comes back.

        Raises:
            NotFound: it is gone.
        """
        if code := getattr(self, "_code", None):
            book.case(code)

    def _retype(self, typed: dict[str, str | None]) -> None:
        for field in self.query(Field):
            if field.key in typed:
                field.retype(typed[field.key])

    def _go_back_to(self, key: str, cursor: Sequence[int]) -> None:
        for field in self.fields:
            if field.key == key:
                field.control.focus()
                if cursor:  # once the focus is there, which may select the text
                    self.app.call_later(field.control.call_later, field.put_cursor, cursor)

    # How an act ends

    def attempt(self, act: Callable[[], Case]) -> None:
        """Carry out an act of the book and leave; on trouble say it and stay."""
        try:
            case = act()
        except LingkarError as error:
            self.show_error(error)
        else:
            self.finish(case.code)

    def show_error(self, error: LingkarError) -> None:
        """Say what went wrong where it belongs."""
        if isinstance(error, InvalidInput):
            self.show_problems(error.problems)
        else:
            self.say(str(error))

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show each sentence beside its field, and go to the first that is wrong."""
        wrong = [field for field in self.fields if field.key in problems]
        for field in self.fields:
            field.show_problem(problems.get(field.key, ""))
        rest = [sentence for key, sentence in problems.items() if key not in {field.key for field in wrong}]
        self.say(" ".join(rest))
        if wrong:
            wrong[0].control.focus()
            self.call_after_refresh(self._show_field, wrong[0])

    def finish(self, answer: str | None) -> None:
        """Leave with an answer, once."""
        if not self._over:
            self._over = True
            self.dismiss(answer)


def _is_displayed(part: Widget) -> bool:
    return all(node.display for node in part.ancestors_with_self if isinstance(node, Widget))
