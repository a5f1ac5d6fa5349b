"""Bringing in a table: which column is what, corrected by hand, and what will become of each row.

`bring_in` asks for the file, `screen` is the place. What a row becomes is worked out in `store.exchange.importing`.
"""
