"""The whole book for other tools, in plain text, and back in: nobody is locked in.

From the outside in: `writing` lets a dump out of a book in one of three forms: `lossless` is JSON that comes back as it
was, `stock` a database that TinyDB opens by itself, `tables` is CSV for a spreadsheet. `contents` is what all of them
are made from. `load` reads the first two back and trusts nothing in them (`checking`); putting such a book in its
place is `restore`'s.
"""

from store.exchange.dumping.contents import Contents, Source, contents_of, read_contents, source_of
from store.exchange.dumping.load import is_dump, must_be_no_tables, read_dump
from store.exchange.dumping.writing import Dumped, DumpFormat, dump, let_go, made

__all__ = [
    "Contents",
    "DumpFormat",
    "Dumped",
    "Source",
    "contents_of",
    "dump",
    "is_dump",
    "let_go",
    "made",
    "must_be_no_tables",
    "read_contents",
    "read_dump",
    "source_of",
]
