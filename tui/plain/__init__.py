"""The casebook without a screen: one command, plain text or JSON out, the same acts as the keys.

Nothing here loads textual. `words` lets argparse speak our languages, `parser` and `kinds` read arguments, `opening`
finds the book, `output` prints. `entries` names what lies in the file of a case and `fields` reads its fields, as the
models have them; `lookup` finds an entry by the beginning of its id. Each file with `add_commands` declares the
commands of one concern and carries them out; `views`, `today`, `sheet` and `dangers` word what they answer.
"""
