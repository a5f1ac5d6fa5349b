"""What becomes of each row of an import, in numbers and in sentences. Every row read has one fate."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.language import N_, _, n_
from store.language.numbers import count_text
from store.language.quoting import quoted
from store.model.came import Supposed
from store.model.codes import Vocabulary

_LINES = 12
"""How many line numbers a sentence names."""


class Fate(Vocabulary):
    """What becomes of a row."""

    CASE = "case", N_("new case")
    NOTE = "note", N_("note")
    BOTH = "both", N_("new case and its first note")
    UNCHANGED = "unchanged", N_("imported before")
    SKIPPED = "skipped", N_("skipped")


@dataclass(frozen=True, slots=True)
class RowFate:
    """What becomes of one row.

    Attributes:
        file: the name of its file.
        line: the line it begins on.
        fate: what becomes of it.
        case: the alias of its case, or the key, as a person knows it; client text.
        reason: why it is skipped; empty for any other.
    """

    file: str
    line: int
    fate: Fate
    case: str = ""
    reason: str = ""

    @property
    def sentence(self) -> str:
        """Where a row stands that is skipped, and why."""
        return _("{file}, line {line}: {reason}").format(file=self.file, line=self.line, reason=self.reason)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value of a field with codes that no code is known for: kept as a word until a map says what it means.

    Attributes:
        part: "cases" or "events".
        field: the field, or "kind" for a kind of event that the map does not name.
        column: where it stands.
        value: what stands there; client text.
        lines: where, in the file.
    """

    part: str
    field: str
    column: str
    value: str
    lines: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """Where it stands."""
        return _("{column}: {value} is not known here ({lines})").format(
            column=self.column, value=quoted(self.value), lines=line_numbers(self.lines)
        )


@dataclass(frozen=True, slots=True)
class AsText:
    """Cells of a column that are no number or day; each is kept as it stands, under the name of its column.

    Attributes:
        column: its name.
        lines: where they stand.
        is_ahead: whether they are days, but such as have not come yet where they should have.
    """

    column: str
    lines: tuple[int, ...]
    is_ahead: bool = False

    @property
    def sentence(self) -> str:
        """Where they stand, and where they are kept."""
        words = (
            _("{column}: this day has not come yet ({lines}). It is not taken; the text stays in the case file, as "
              "“{column}”.")
            if self.is_ahead
            else _("{column}: no number or day can be read ({lines}). The text stays in the case file, as “{column}”.")
        )  # fmt: skip
        return words.format(column=self.column, lines=line_numbers(self.lines))


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is taken where a table says nothing that makes sense."""

    what: Supposed
    lines: tuple[int, ...]

    @property
    def where(self) -> str:
        """Of how many rows, and which."""
        return rows_and_lines(self.lines)

    @property
    def sentence(self) -> str:
        """What, and of which rows."""
        return f"{self.what.label} ({self.where})"


@dataclass(frozen=True, slots=True)
class Report:
    """The account of one import.

    Attributes:
        rows: file -> rows read.
        fates: what becomes of each of them, by file and line.
        cases: cases created; `notes`, `moves` (entries of the history), `people`, `values` (measured) likewise.
        unknown: the words that no code is known for, in rows that are taken in: kept, and listed so that a map can say
            what they mean.
        as_text: the cells that do not fit their field and are kept as text.
        supposed: what is taken where the table says nothing, in the order of `Supposed`.
        by_initials: the lines of the cases whose alias is made of the client's initials, for want of one in the table.
        by_key: the lines of those that are called by their number there.
        kept: columns that are no field and are kept under their own name.
        left_out: columns that the map leaves out.
        remarks: what else a person should know of how the file was understood.
        codes: key in the file -> code of the case made from it.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    fates: tuple[RowFate, ...] = ()
    cases: int = 0
    notes: int = 0
    moves: int = 0
    people: int = 0
    values: int = 0
    unknown: tuple[Unknown, ...] = ()
    as_text: tuple[AsText, ...] = ()
    supposed: tuple[Supposition, ...] = ()
    by_initials: tuple[int, ...] = ()
    by_key: tuple[int, ...] = ()
    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)

    def count(self, *fates: Fate) -> int:
        """How many rows have one of these fates."""
        return sum(row.fate in fates for row in self.fates)

    @property
    def taken(self) -> int:
        """How many rows become records."""
        return self.count(Fate.CASE, Fate.NOTE, Fate.BOTH)

    @property
    def unchanged(self) -> int:
        """How many rows are in the book already."""
        return self.count(Fate.UNCHANGED)

    @property
    def skipped(self) -> tuple[RowFate, ...]:
        """The rows that are left out, each with its reason."""
        return tuple(row for row in self.fates if row.fate is Fate.SKIPPED)

    @property
    def failed(self) -> bool:
        """Whether there was something to take in and none of it could be."""
        return bool(self.skipped) and not self.taken and not self.unchanged

    @property
    def adds_up(self) -> bool:
        """Whether every row that was read has exactly one fate."""
        return sum(self.rows.values()) == len({(row.file, row.line) for row in self.fates}) == len(self.fates)

    def sentences(self, *, tried: bool = False) -> list[str]:
        """The report for a person, one fact a line.

        Args:
            tried: nothing was written; the numbers say what an import would give.
        """
        lines = [
            n_("{file}: {count} row read", "{file}: {count} rows read", count).format(file=file, count=count)
            for file, count in self.rows.items()
        ]
        if tried:
            lines.append(_("Only tried: nothing was written. An import would give:"))
        return [*lines, *self._counts(), *self._how()]

    def _counts(self) -> list[str]:
        lines = [
            n_("{count} case created", "{count} cases created", self.cases).format(count=self.cases),
            n_("{count} note created", "{count} notes created", self.notes).format(count=self.notes),
            n_("{count} history entry created", "{count} history entries created", self.moves).format(
                count=self.moves
            ),
        ]  # fmt: skip
        if self.people:
            lines.append(n_("{count} person created", "{count} people created", self.people).format(count=self.people))
        if self.values:
            lines.append(
                n_("{count} measured value created", "{count} measured values created", self.values).format(
                    count=self.values
                )
            )
        skipped = self.skipped
        return [
            *lines,
            n_("{count} row unchanged, imported before", "{count} rows unchanged, imported before", self.unchanged)
            .format(count=self.unchanged),
            n_("{count} row skipped", "{count} rows skipped", len(skipped)).format(count=len(skipped)),
            *(f"  {row.sentence}" for row in skipped),
            self._sum(),
        ]  # fmt: skip

    def _sum(self) -> str:
        """That nothing was forgotten, as a sum that can be checked."""
        counts = ((fate, self.count(fate)) for fate in Fate)
        parts = ", ".join(f"{fate.label}: {count}" for fate, count in counts if count)
        total = sum(self.rows.values())
        if not self.adds_up:
            return _("The rows do not add up: {count} were read, {told} are accounted for.").format(
                count=total, told=len(self.fates)
            )
        return n_(
            "{count} row is accounted for ({parts})", "All {count} rows are accounted for ({parts})", total
        ).format(count=total, parts=parts)

    def _how(self) -> list[str]:
        """How the columns and cells were understood."""
        lines = []
        if self.unknown:
            lines.append(_("Words that no code is known for, kept as they stand; a map can say what they mean:"))
            lines += [f"  {one.sentence}" for one in self.unknown]
        lines += [one.sentence for one in self.as_text]
        if self.supposed:
            lines.append(_("What the table does not say, and what stands in the cases instead:"))
            lines += [f"  {one.sentence}" for one in self.supposed]
        if self.by_initials:
            words = _("Aliases made of the initials of the client's name: {where}")
            lines.append(words.format(where=rows_and_lines(self.by_initials)))
        if self.by_key:
            words = _("Aliases taken from the case number of the table: {where}")
            lines.append(words.format(where=rows_and_lines(self.by_key)))
        if self.kept:
            lines.append(_("Columns kept under their own name: {columns}").format(columns=", ".join(self.kept)))
        if self.left_out:
            lines.append(_("Columns left out: {columns}").format(columns=", ".join(self.left_out)))
        return [*lines, *self.remarks]


def rows_and_lines(lines: tuple[int, ...]) -> str:
    """Of how many rows something is said, and which."""
    count = len(lines)
    words = n_("in {count} row: {lines}", "in {count} rows: {lines}", count)
    return words.format(count=count_text(count), lines=line_numbers(lines))


def line_numbers(lines: tuple[int, ...]) -> str:
    """Some line numbers in words; of many, the first ones and how many more there are."""
    shown = ", ".join(map(str, lines[:_LINES]))
    if len(lines) > _LINES:
        shown = _("{lines} and {count} more").format(lines=shown, count=len(lines) - _LINES)
    return n_("line {lines}", "lines {lines}", len(lines)).format(lines=shown)
