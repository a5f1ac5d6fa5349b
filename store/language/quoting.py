"""What a person wrote, as a sentence of the program quotes it: in the same marks everywhere."""

MOST = 60
"""Characters of it, which tell what is meant; a whole page in an error would not."""


def quoted(given: str, most: int = MOST) -> str:
    """On one line, without what cannot be seen, and cut with a sign where it is long."""
    seen = "".join(sign if sign.isprintable() else " " for sign in given)
    return f"“{seen[:most]}{'…' if len(seen) > most else ''}”"
