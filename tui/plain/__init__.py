"""The casebook without a screen: one command, plain text or JSON out, the same acts as the keys.

Nothing here loads textual. `words` lets argparse speak our languages, `parser` reads arguments, `opening` finds the
book; `reading`, `recording`, `moving` and `transfer` declare the commands and carry them out; `views` words what they
answer.
"""
