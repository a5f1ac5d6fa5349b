"""Handing a case over to a colleague, and taking one in: the two forms. What the file is stands in `store.exchange`."""
