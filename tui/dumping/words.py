"""What is said of a dump, on the screen and on the command line alike."""

from collections.abc import Sequence

from store.language import _, n_

SOME = 10
"""So many codes are named in one sentence."""


def missing_words(codes: Sequence[str]) -> str:
    """That archived cases are not in the archive, and so not in the dump."""
    count = len(codes)
    named = ", ".join(codes[:SOME]) + (" ..." if count > SOME else "")
    return n_(
        "{count} archived case is missing in the archive: {codes}",
        "{count} archived cases are missing in the archive: {codes}", count,
    ).format(count=count, codes=named)  # fmt: skip


def tables_words() -> str:
    """What one meets in the tables."""
    return _(
        "In the tables an apostrophe stands before a text that a spreadsheet would take for a formula or a number; the "
        "last column tells which cases are archived. Heads and codes are the names that the program stores."
    )
