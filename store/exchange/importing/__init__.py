"""Bringing in the tables of a stranger. `import_csv` is the short way, `plan` the one with a look in between.

From the outside in: `importer` does all of it at once; `plan` says beforehand what becomes of each row, and does it.
Within: `table` turns bytes into rows, `guess` makes a map of them, which `mapfile` keeps and `missing` completes;
`gathering` reads the rows and puts together what they tell of each case, `making` makes the records of it. What a row
says of a field is understood in `rows` and `values`; `cases`, `events`, `steps`, `people`, `measured` and `wide` make
one kind of thing each. `known` is what is asked of the book, `before` what the tables have in common with it;
`supposing` says what is taken where no table does, `account` and `report` tell of every row. All but the last step of
`plan` are pure.
"""

from store.exchange.importing.importer import import_csv, plan_of
from store.exchange.importing.report import Report

__all__ = ["Report", "import_csv", "plan_of"]
