"""Bringing in the tables of a stranger. `import_csv` is the door.

From the outside in: `importer` joins the parts and hands the records to the book, `report` says what became of each
row, `cases` and `events` make records of rows, `mapping` reads the map file or guesses a map from the header, `values`
reads days and codes, `table` turns bytes into rows. All but `importer` are pure; none knows the screen.
"""

from store.exchange.importing.importer import import_csv
from store.exchange.importing.report import Report, Skipped

__all__ = ["Report", "Skipped", "import_csv"]
