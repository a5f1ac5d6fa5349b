"""The case file: everything about one case, and the writing of its notes. What the case is, the Casebook knows."""
