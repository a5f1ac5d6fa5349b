"""The people of a case: who belongs to the client system, who is around it, what ties them, and both drawings of it."""

from collections.abc import Sequence

from textual.content import Content

from store.language import N_, _
from store.language.formats import age_text
from store.model import Person, Relation
from store.model.text import HIDDEN
from store.practice.ecomap import ecomap, genogram
from store.practice.notation import sign_of, write_relation
from tui.casefile.layout import BLANK, HEADING, QUIET, STRONG, headline, line, opening, paragraph
from tui.casefile.page import MEASURE, Lines
from tui.casefile.plan_words import ways_to_add
from tui.casefile.reading import Reading
from tui.casefile.rows import Row, RowsTab
from tui.look.net import brief, cell_text

_INDENT = 2
_LEAST_WORDS = 24  # cells left of the name of a tie; with less the sign must do

_TIES = N_(
    "Ties between two of them, a line each: Mother === Grandmother. The ecomap and the genogram are drawn from these "
    "lines. Press {key} {letter} to add one."
)


def people_rows(reading: Reading, width: int) -> list[Row]:
    """Everything about the people of a case, for a width."""
    width = min(width, MEASURE)
    people, relations = reading.parts(Person), reading.parts(Relation)
    if not people and not relations:
        return [Row(_nobody(reading, width))]
    members = [one for one in people if one.is_member]
    others = [one for one in people if not one.is_member]
    sections = [
        _persons(reading, _("Client system"), members, width),
        _persons(reading, _("Around the client"), others, width),
        _relations(reading, relations, width),
        _drawings(reading, people, relations, width),
    ]
    rows: list[Row] = []
    for section in filter(None, sections):
        rows += [*([Row([BLANK])] if rows else []), *section]
    return rows


def _nobody(reading: Reading, width: int) -> Lines:
    if reading.case.is_closed:
        return paragraph(_("Nobody was written down."), width, QUIET)
    what = _(
        "Who belongs to the client system, and who and what else matters to it: family, neighbours, a school, an "
        "office. Press {key} {letter} to add the first person."
    )
    return [
        *paragraph(what.format(**ways_to_add(Person)), width, QUIET), BLANK,
        *paragraph(_(_TIES).format(**ways_to_add(Relation)), width, QUIET),
    ]  # fmt: skip


# The persons


def _persons(reading: Reading, heading: str, people: Sequence[Person], width: int) -> list[Row]:
    if not people:
        return []
    head = line((heading, HEADING), (f"  {len(people)}", QUIET))
    return [Row(headline(head, width)), *(Row(_person(reading, one, width), one) for one in people)]


def _person(reading: Reading, one: Person, width: int) -> Lines:
    """Who it is and how old, then where to find them, then what else matters; while text is hidden only how old."""
    facts = _age(reading, one) if reading.hidden else [cell_text(one.kin_role), *_age(reading, one)]
    head = line((brief(reading.text(one.alias)), STRONG), *(part for fact in facts if fact for part in (" · ", fact)))
    if reading.hidden:
        return [head]
    found = " · ".join(cell_text(text) for text in (one.name, one.contact, one.address) if text)
    note = opening(brief(reading.text(one.note)), width)
    return [*_wrapped(head, width), *paragraph(found, width, QUIET, _INDENT), *note]


def _wrapped(head: Content, width: int) -> Lines:
    """A line that goes on below itself, set in, where it is too long."""
    if head.cell_length <= width:
        return [head]
    first, *rest = head.wrap(max(2, width - _INDENT))
    return [first, *(each.pad_left(_INDENT) for each in rest)]


def _age(reading: Reading, one: Person) -> list[str]:
    """How old, whether a child, whether dead; of somebody dead no age, which goes on counting."""
    if one.is_deceased:
        return [_("has died")]
    years = one.years(reading.today)
    known = [] if years is None else [age_text(years)]
    return [*known, *([_("child")] if one.counts_as_child(reading.today) else [])]


# The ties


def _relations(reading: Reading, relations: Sequence[Relation], width: int) -> list[Row]:
    if relations:
        head = line((_("Ties"), HEADING), (f"  {len(relations)}", QUIET))
        return [Row(headline(head, width)), *(Row(_tie(reading, one, width), one) for one in relations)]
    if reading.case.is_closed:
        return []
    hint = paragraph(_(_TIES).format(**ways_to_add(Relation)), width, QUIET, _INDENT)
    return [Row([*headline(_("Ties"), width), *hint])]


def _tie(reading: Reading, one: Relation, width: int) -> Lines:
    """The line as it is typed, and in a word at its right what ties the two. A long one goes on: it has two ends."""
    typed = f"{HIDDEN} {sign_of(one.bond, one.flow)} {HIDDEN}" if reading.hidden else cell_text(write_relation(one))
    word = Content.styled(one.bond.label, QUIET)
    room = width - word.cell_length - 2
    is_said = room >= _LEAST_WORDS
    first, *rest = opening(typed, room if is_said else width - _INDENT, indent=0)
    head = Content.assemble(first, " " * (width - first.cell_length - word.cell_length), word) if is_said else first
    return [head, *(line.pad_left(_INDENT) for line in rest)]


# The drawings


def _drawings(reading: Reading, people: Sequence[Person], relations: Sequence[Relation], width: int) -> list[Row]:
    """The ecomap, and where kinship is written the genogram."""
    if not relations:
        return []
    centre = reading.case.alias
    rows = [Row([*headline(_("Ecomap"), width), *_plain(ecomap(people, relations, centre, width, reading.text))])]
    family = genogram(people, relations, centre, width, reading.text)
    if family:
        rows.append(Row([BLANK, *headline(_("Genogram"), width), *_plain(family)]))
    return rows


def _plain(lines: Sequence[str]) -> Lines:
    return [Content(each) if each else BLANK for each in lines]


class PeopleTab(RowsTab):
    """Who there is, and what ties them."""

    lay_out = staticmethod(people_rows)

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self._count = 0

    @property
    def label(self) -> str:
        """Its name, and how many people there are."""
        return _("People {count}").format(count=self._count) if self._count else _("People")

    def read(self, reading: Reading) -> None:
        """Show the people of this case."""
        self._count = len(reading.parts(Person))
        super().read(reading)
