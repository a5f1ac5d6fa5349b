"""A whole import in one call, for the command line and for scripts."""

from pathlib import Path

from store.casebook import Casebook
from store.exchange.importing.guess import guess_map
from store.exchange.importing.mapfile import load_map
from store.exchange.importing.plan import Plan, carry_out, known_to, make_plan, read_source
from store.exchange.importing.report import Report
from store.exchange.progress import Progress, unwatched


def import_csv(book: Casebook | None, file: Path, map_file: Path | None = None, *, dry_run: bool = False) -> Report:
    """Bring the cases of a table into the book, with their events when it has them, or the map names a file of them.

    A row is known again by its origin (`imported_from`), so a second import of the same file changes nothing, and a
    file that has grown brings in only what is new. Rows that do not fit are left out and reported; a file that cannot
    be understood as a whole changes nothing.

    Args:
        book: open for writing; for a dry run reading is enough, or None when there is no book yet.
        file: a table of cases, of cases and their events, or of events of cases the book has.
        map_file: which column is what; see `store.exchange.importing.mapfile`. Without one it is guessed.
        dry_run: change nothing, only report what an import would do.

    Returns:
        What became of each row.

    Raises:
        LingkarError: a file cannot be read as a whole, or a column is missing; nothing was changed.
        NotSaved: the disk refused; nothing was changed.
    """
    plan = plan_of(book, file, map_file)
    if book is not None and not dry_run:
        carry_out(book, plan)
    return plan.report


def plan_of(book: Casebook | None, file: Path, map_file: Path | None = None, progress: Progress = unwatched) -> Plan:
    """What such an import would do. Arguments as for `import_csv`.

    Raises:
        LingkarError: a file cannot be read as a whole, or a column is missing.
    """
    mapping = load_map(map_file) if map_file else None
    source = read_source(file, mapping)
    return make_plan(known_to(book), source, mapping or guess_map(source.table), progress)
