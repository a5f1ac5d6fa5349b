"""The caseload as a table for practice research: one row a case, codes and numbers only.

No name, code, alias, day or free text is in it, and rows stand in the order of their values, so that their place tells
nothing either. A rare combination can still give a client away where few cases are alike: whoever passes it on has to
look at it first (domain reference, section 1, row 17).
"""

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from store.casebook import Casebook
from store.model.codes import NoteStatus
from store.model.folder import Folder
from store.packet.export import let_out
from store.packet.files import place
from store.practice.gap import gap_of
from store.practice.goals import standing
from store.practice.periods import Period
from store.practice.spans import spans

KIND = "research"
"""What the file is called: ASCII, and the same in every language."""

Row = dict[str, str | int | float | None]
"""One case by the names of the columns."""


def research_rows(folders: Iterable[Folder], period: Period, today: date) -> list[Row]:
    """The rows of the cases that were open on any day of a period; arguments as for `was_open` and `research_row`."""
    return [research_row(folder, today) for folder in folders if was_open(folder, period)]


def was_open(folder: Folder, period: Period) -> bool:
    """Whether a case was open on any day of a period."""
    return any(period.overlaps(span.start, span.end) for span in spans(folder))


def research_table(rows: Iterable[Row]) -> str:
    """Rows as CSV with a header, in the order of their values."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, ["row", *_COLUMNS], lineterminator="\r\n")
    table.writeheader()
    in_order = sorted(rows, key=lambda row: [str(value) for value in row.values()])
    table.writerows({"row": number, **row} for number, row in enumerate(in_order, 1))
    return out.getvalue()


def write_research(book: Casebook, rows: Iterable[Row], to: Path) -> Path:
    """Write the table into a new file that only its owner can read, and write down that it left.

    Args:
        book: open for writing.
        rows: of its cases.
        to: a folder, or the file itself. A file that is there already is never overwritten.

    Returns:
        Where the file is.

    Raises:
        LingkarError: there is no such folder.
        NotSaved: the folder or the disk refused.
    """
    target = place(to, f"lingkar_{KIND}_{book.today().isoformat()}.csv")
    return let_out(book, target, research_table(rows).encode("utf-8"), book.every_code())


def research_row(folder: Folder, today: date) -> Row:
    """The row of a case.

    Args:
        folder: the case and its file.
        today: the end of what is still going on.
    """
    case, gap, goals = folder.case, gap_of(folder.scores), standing(folder.goals)
    episodes = spans(folder)
    notes = [note for note in folder.notes if note.status is not NoteStatus.VOIDED]
    values: tuple[str | int | float | None, ...] = (
        case.opened.year, case.size, case.level, case.field, case.function, case.phase, case.status, case.risk_level,
        len(episodes), sum(((span.end or today) - span.start).days for span in episodes),
        len(folder.people), sum(person.counts_as_child(today) for person in folder.people),
        sum(note.reached_client for note in notes), sum(note.is_failed_attempt for note in notes),
        goals.all, goals.rated, _rounded(goals.baseline), _rounded(goals.now),
        len(gap.domains), _rounded(gap.baseline), _rounded(gap.now), _rounded(gap.by_reality),
        _rounded(gap.by_expectation),
        len(folder.interventions), len({one.level for one in folder.interventions}), len(folder.referrals),
        sum(one.status.has_failed for one in folder.referrals), len(folder.flags), len(folder.measures),
        len(case.collective_issues), sum(len(move.overrides) for move in folder.history),
        case.closure.reason if case.closure else None, case.closure.outcome if case.closure else None,
    )  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


_COLUMNS = (
    "opened_year", "size", "level", "field", "function", "phase", "status", "risk_level", "episodes", "days_open",
    "people", "children", "contacts_reached", "contact_attempts", "goals", "goals_rated", "t_before", "t_now",
    "domains", "gap_before", "gap_now", "gap_by_reality", "gap_by_expectation", "interventions",
    "intervention_levels", "referrals", "referrals_failed", "dangers", "measures", "collective_issues", "overrides",
    "closing_reason", "outcome",
)  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
