"""The forms of the people around a case and of the ties between them.

A tie is typed as one line, `Ibu === Nenek`, or field by field by those who do not know the signs; either fills the
other.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar

from textual.widget import Widget
from textual.widgets import Static

from store import InvalidInput
from store.language import N_, _, n_
from store.language.formats import age_text
from store.model import Bond, Flow, Person, Relation, Sex, SystemSize
from store.model.person import OF_AGE, whole_years
from store.model.text import clean_line
from store.practice.cells import flow
from store.practice.circle import Circle, usually_inside
from store.practice.notation import SIGNS, in_words, read_relation, write_fields
from tui.casework.part_form import PartForm
from tui.forms.ask import Ask
from tui.forms.choice_field import ChoiceField
from tui.forms.day import PastDayField
from tui.forms.field import Field
from tui.forms.number import NumberField
from tui.forms.options import NO, YES, options, yes_or_no
from tui.forms.text import AreaField, LineField, LineInput
from tui.frame import KeyLabel
from tui.look.net import cell_text

_LONGEST = 60  # characters of what a person is called, and of an end of a tie
_OLDEST = 120
_SIGNS = 50  # cells of a line that explains the signs
_NAMES = 200  # characters of the names that are told for an end of a tie


class PersonForm(PartForm):
    """One person."""

    MODEL: ClassVar = Person
    heading_new: ClassVar = N_("New person")
    heading_old: ClassVar = N_("Person")

    _inside_is_said = False
    """Whether the worker said who belongs to the client system; until then the names do."""

    _somebody_else = ""
    """An end of a tie that means another one, as the worker said."""

    def parts(self) -> Iterable[Widget]:
        """What the person is called and is to the client, then what else is known."""
        case = self.book.case(self._code)
        if self.part is None and case.size is SystemSize.INDIVIDUAL:
            alias = "" if self.lingkar.hidden else case.alias
            is_known = Circle(self.book.parts(Person, self._code), "").alike(case.alias) is not None
            yield Static(_client_is_there(alias, is_known=is_known), classes="quiet", markup=False)
        yield LineField(
            "alias", _("Called"), self.of("alias") or "", needed=True, limit=_LONGEST,
            help=_("In notes and ties, and wherever names are not shown: Mother, Child A, caretaker."),
        )  # fmt: skip
        yield LineField(
            "kin_role", _("To the client"), self.of("kin_role") or "",
            help=_("Mother, neighbour, class teacher, caretaker."),
        )  # fmt: skip
        yield ChoiceField(
            "is_member", _("Belongs to the client system"), yes_or_no(), YES if self._is_inside() else NO,
            help=_("The ecomap draws those who do in the middle, the others round it."),
        )  # fmt: skip
        yield ChoiceField("sex", _("Sex"), options(Sex, _("not recorded")), self.of("sex"))
        today = self.book.today()
        yield _BirthField("born", _("Born"), today, self.of("born"))
        yield NumberField(
            "age", _("Age"), self.of("age"), whole=True, least=0, most=_OLDEST,
            help=_("Where the day of birth is not known."),
        )  # fmt: skip
        child = self.of("is_child")
        by_age = _("by the age: under {years}").format(years=OF_AGE)
        yield ChoiceField(
            "is_child", _("Counts as a child"), [(None, by_age), *yes_or_no()],
            None if child is None else YES if child else NO,
        )  # fmt: skip
        yield Static(_("Who it is, kept in the file only"), classes="group", markup=False)
        yield from self._private()

    def _is_inside(self) -> bool:
        """What stands in the file; of a new person what is likely."""
        if self.part is not None:
            return bool(self.part.is_member)
        names = [field.value for field in self.fields if field.key in ("alias", "name")] or [""]
        return usually_inside(self.book.case(self._code), *names)

    def _private(self) -> Iterator[Field]:
        yield LineField("name", _("Full name"), self.of("name") or "")
        yield LineField(
            "aliases", _("Other names"), self.of("aliases") or "",
            help=_("Names used for this person in notes, separated by commas. A packet for others masks them all."),
        )  # fmt: skip
        yield LineField("contact", _("Contact"), self.of("contact") or "")
        yield LineField("address", _("Address"), self.of("address") or "")
        yield ChoiceField("is_deceased", _("Has died"), yes_or_no(), YES if self.of("is_deceased") else NO)
        yield AreaField("note", _("What else matters"), self.of("note") or "")

    def changed(self, field: Field) -> None:
        """Who is called as the client is proposed to be that one."""
        super().changed(field)
        if field.key == "is_member":
            self._inside_is_said = True
        elif field.key in ("alias", "name") and self.part is None and not self._inside_is_said:
            self.field("is_member").retype(YES if self._is_inside() else NO)

    def cleaned(self, values: dict[str, Any]) -> dict[str, Any]:
        """A person who is called otherwise from now on keeps the old name."""
        return self.part.keeping_old_name(values) if self.part is not None else values

    def save(self) -> None:
        """Write it; ask first where somebody is written down, or stands in a tie, who may be the same."""
        alias = self.field("alias")
        people = self.book.parts(Person, self._code) if alias.is_touched else []
        alike = Circle(people, "").alike(clean_line(alias.value), but=self._part_id)
        if alike is None:
            self._save_unless_in_a_tie()
            return
        known = cell_text(alike.alias)
        question = Ask(
            _("Another person than {known}?").format(known=known),
            _("{known} is written down in this case already. What you know of the same person belongs there.").format(
                known=known
            ),
            _("another person: write down"), _("back to the form"),
        )  # fmt: skip
        self.app.push_screen(question, lambda yes: self._save_unless_in_a_tie() if yes else None)

    def _save_unless_in_a_tie(self) -> None:
        """Write a new person; ask first whether a tie that names nobody known means them."""
        called = clean_line(self.field("alias").value)
        if self._part_id or not called or (end := self._in_a_tie(called)) in ("", self._somebody_else):
            super().save()
            return
        name, known = cell_text(end), cell_text(called)

        def go_on(yes: bool | None) -> None:
            if yes:
                names = self.field("aliases")
                names.retype(", ".join(filter(None, (clean_line(names.value), end.replace(",", " ")))))
            else:
                self._somebody_else = end
            super(PersonForm, self).save()

        question = Ask(
            _("Is {name} the same as {known}?").format(name=name, known=known),
            _("{name} stands in a tie of this case, and is nobody who is written down.").format(name=name),
            _("yes, the same"), _("no, somebody else"),
        )  # fmt: skip
        self.app.push_screen(question, go_on)

    def _in_a_tie(self, called: str) -> str:
        """The end of a tie that may mean the person of this form; empty where there is none."""
        names = [called, clean_line(self.field("name").value), *clean_line(self.field("aliases").value).split(",")]
        circle = Circle(self.book.parts(Person, self._code), self.book.case(self._code).alias)
        return circle.in_a_tie(names, self.book.parts(Relation, self._code))


def _client_is_there(alias: str, *, is_known: bool) -> str:
    """That the one client of a case is not forgotten here.

    Args:
        alias: of the client; empty where it is hidden.
        is_known: whether somebody is written down who may be the client: whoever wrote them again would have two.
    """
    if not alias:
        return _("The client is in the file already; here: the others.")
    words = _("The client is in the file already, as {alias}; here: the others. More about the client: write {alias}.")
    if is_known:
        words = _("The client is in the file already, as {alias}; here: the others.")
    return words.format(alias=cell_text(alias))


class _BirthField(PastDayField):
    """A day of birth; what is understood is how old that makes the person."""

    def understood(self) -> str:
        """The age."""
        try:
            born: date | None = self.value
        except ValueError:
            return ""
        if born is None or born > self.today:
            return ""
        return age_text(whole_years(born, self.today))

    def keys(self) -> list[KeyLabel]:
        """None: nobody finds a birthday by going through the calendar."""
        return []


class RelationForm(PartForm):
    """One tie."""

    MODEL: ClassVar = Relation
    heading_new: ClassVar = N_("New tie")
    heading_old: ClassVar = N_("Tie")

    def compose(self) -> Iterator[Widget]:
        """Read who there is once, then lay out the form."""
        case = self.book.case(self._code)
        self._circle = Circle(self.book.parts(Person, self._code), case.alias)
        self._others = set[str]()  # names that mean nobody who is written down, as the worker said
        self._echo: tuple[str, dict[str, Any]] = "", {}  # what this form itself wrote: the line, or the fields
        yield from super().compose()

    def parts(self) -> Iterable[Widget]:
        """The line, and the same field by field."""
        about = next((one.alias for one in self._circle.people if one.id == self._about), "")
        part: Relation | None = self.part
        line = write_fields(part.a, part.b, part.bond, part.flow, part.note) if part else ""
        yield _TieField("line", _("As one line"), line, self._circle, help=_signs())
        yield Static(_("Or fill it in field by field"), classes="group", markup=False)
        yield LineField("a", _("Who"), self.of("a") or about, needed=True, limit=_LONGEST, help=self._known())
        yield ChoiceField("bond", _("What ties them"), options(Bond), self.of("bond"))
        yield LineField(
            "b", _("With whom or what"), self.of("b") or "", needed=True, limit=_LONGEST,
            help=_("A person, or a system: a school, an office, a neighbourhood."),
        )  # fmt: skip
        yield ChoiceField("flow", _("Where energy flows"), options(Flow), self.of("flow"))
        yield LineField("note", _("A word about it"), self.of("note") or "")

    def _known(self) -> str:
        """Who may be meant: the people that are written down, and the client system."""
        names = dict.fromkeys([self._circle.centre, *(one.alias for one in self._circle.people)])
        told = ""
        for name in map(cell_text, names):
            if len(told) + len(name) > _NAMES:
                return _("Known: {names}").format(names=f"{told} …")
            told += f" · {name}" if told else name
        return _("Known: {names}").format(names=told)

    # The line and the fields say the same

    def begin(self) -> None:
        """What stands there now, perhaps from before the book was locked, is not to be written over."""
        self._echo = self.field("line").value, self._typed()

    def changed(self, field: Field) -> None:
        """What is typed in the one place is filled in in the other."""
        if field.key == "line":
            self._fill_fields()
        else:
            self._fill_line()

    def _fill_fields(self) -> None:
        line = self.field("line").value
        if line == self._echo[0]:
            return
        try:
            fields = read_relation(line)
        except InvalidInput:
            return
        self._echo = line, fields
        for key, value in fields.items():
            if self.field(key).value != value:
                self.field(key).retype(value)

    def _fill_line(self) -> None:
        fields = self._typed()
        if fields == self._echo[1] or not fields["a"] or not fields["b"]:
            return
        line = write_fields(**fields)
        self._echo = line, fields
        self.field("line").retype(line)

    def _typed(self) -> dict[str, Any]:
        """What the fields say."""
        return {
            "a": clean_line(self.field("a").value), "b": clean_line(self.field("b").value),
            "bond": Bond.of(self.field("bond").value), "flow": Flow.of(self.field("flow").value),
            "note": clean_line(self.field("note").value),
        }  # fmt: skip

    # Saving

    def save(self) -> None:
        """Write it, unless both ends are the same; ask about each end that may be somebody who is written down."""
        fields = self._typed()
        if self._circle.is_same(fields["a"], fields["b"]):
            same = _("Both ends are {name}; a tie is between two.").format(name=fields["a"])
            self.show_problems({"b": same})
        elif alike := next(self._alike(), None):
            self._ask_who(*alike)
        else:
            super().save()

    def _alike(self) -> Iterator[tuple[str, Person]]:
        """The ends that nobody is called by and that were not asked about yet, with whom they may mean."""
        for end in ("a", "b"):
            name = clean_line(self.field(end).value)
            is_new = self.part is None or name != getattr(self.part, end)
            if is_new and name not in self._others and (person := self._circle.perhaps(name)):
                yield end, person

    def _ask_who(self, end: str, person: Person) -> None:
        name, known = clean_line(self.field(end).value), cell_text(person.alias)

        def go_on(yes: bool | None) -> None:
            if yes:
                self.field(end).retype(person.alias)
            else:
                self._others.add(name)
            self.save()

        question = Ask(
            _("Is {name} the same as {known}?").format(name=cell_text(name), known=known),
            _("{known} is written down in this case already.").format(known=known),
            _("yes, the same"), _("no, somebody else"),
        )  # fmt: skip
        self.app.push_screen(question, go_on)

    def cleaned(self, values: dict[str, Any]) -> dict[str, Any]:
        """The fields without the line; whoever is known by another name is called by the usual one."""
        for end in ("a", "b"):
            if end in values:
                values[end] = self._circle.called(clean_line(values[end]))
        return {key: value for key, value in values.items() if key != "line"}


def _signs() -> str:
    """How each tie is written, in lines that fit the smallest screen."""
    signs = [*(f"{SIGNS[bond]} {bond.label}" for bond in Bond), _("---> energy flows")]
    return "\n".join(flow(signs, _SIGNS, "  "))


class _TieField(LineField):
    """A tie as one line."""

    def __init__(self, key: str, label: str, value: str, circle: Circle, *, help: str) -> None:
        """See `LineField`; the circle knows who there is."""
        self._circle = circle
        super().__init__(
            key, label, value, help=help, control=LineInput(value, placeholder=_("Mother === Grandmother"))
        )

    def understood(self) -> str:
        """What the line says in words, and which of its ends nobody knows."""
        try:
            fields = read_relation(self.line.value)
        except InvalidInput:
            return ""
        words = cell_text(in_words({**fields, **{key: self._circle.called(fields[key]) for key in ("a", "b")}}))
        unknown = [
            fields[key] for key in ("a", "b")
            if not self._circle.person(self._circle.called(fields[key])) and not self._circle.is_whole(fields[key])
        ]  # fmt: skip
        if not unknown or not self._circle.people:
            return words
        note = n_(
            "{names} is not among the people written down: drawn as a system",
            "{names} are not among the people written down: drawn as systems",
            len(unknown),
        )
        return f"{words}\n{note.format(names=cell_text(', '.join(unknown)))}"

    def trouble(self) -> str:
        """What cannot be understood, with a sentence that helps."""
        if self.is_empty:
            return ""
        try:
            read_relation(self.line.value)
        except InvalidInput as error:
            return error.problems["line"]
        return ""
