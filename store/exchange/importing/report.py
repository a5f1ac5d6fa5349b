"""What became of each row of an import, in numbers and in sentences."""

from dataclasses import dataclass, field

from store.language import _, n_


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out."""

    file: str
    line: int
    reason: str

    @property
    def sentence(self) -> str:
        """Where it stands and why it was left out."""
        return _("{file}, line {line}: {reason}").format(file=self.file, line=self.line, reason=self.reason)


@dataclass(slots=True)
class Report:
    """The account of one import. Every row read is created, unchanged or skipped.

    Attributes:
        dry_run: nothing was written; the numbers say what would be.
        rows: file -> rows read.
        cases: cases created; `notes` and `moves` likewise.
        taken: rows that became records.
        unchanged: rows whose record is in the book already.
        skipped: the rows left out.
        kept: columns that are no field and are kept under their own name.
        codes: key in the file -> code of the case made from it.
    """

    dry_run: bool = False
    rows: dict[str, int] = field(default_factory=dict)
    cases: int = 0
    notes: int = 0
    moves: int = 0
    taken: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    kept: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether there was something to take in and none of it could be."""
        return bool(self.skipped) and not self.taken and not self.unchanged

    def sentences(self) -> list[str]:
        """The report for a person, one fact a line."""
        lines = [
            n_("{file}: {count} row read", "{file}: {count} rows read", count).format(file=file, count=count)
            for file, count in self.rows.items()
        ]
        if self.dry_run:
            lines.append(_("Only tried: nothing was written. An import would give:"))
        lines += [
            n_("{count} case created", "{count} cases created", self.cases).format(count=self.cases),
            n_("{count} note created", "{count} notes created", self.notes).format(count=self.notes),
            n_("{count} history entry created", "{count} history entries created", self.moves).format(
                count=self.moves
            ),
            n_("{count} row unchanged, imported before", "{count} rows unchanged, imported before", self.unchanged)
            .format(count=self.unchanged),
            n_("{count} row skipped", "{count} rows skipped", len(self.skipped)).format(count=len(self.skipped)),
        ]  # fmt: skip
        lines += [f"  {row.sentence}" for row in self.skipped]
        if self.kept:
            lines.append(_("Columns kept under their own name: {columns}").format(columns=", ".join(self.kept)))
        return lines
