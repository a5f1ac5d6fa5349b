"""Folding: how text is compared when it is searched, without minding capitals and accents.

*Wáyan* is found by `wayan`, *Café* by `CAFE`, *Jum’at* with a printer's apostrophe by `jum'at`; a phrase is found
across the end of a line. Both sides are folded, so that what is found does not depend on who was exact. Folded text can
be longer or shorter than the original; `spans_of` tells where in the original a folded word stands.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from unicodedata import combining, normalize

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"})
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Text as it is compared: lower case, without accents and marks, ends of lines as spaces, plain punctuation.

    Folding twice changes nothing more. Text in plain ASCII, most text by far, costs next to nothing, and what is not
    plain in a text costs by its length. No character is folded otherwise for what stands beside it.
    """
    if not text.isascii():
        # As bytes, of which `lower` changes no others than the capitals of ASCII.
        plain = _FOREIGN.sub(_plain, text).encode(errors="surrogatepass")
        return plain.lower().replace(b"\n", b" ").decode(errors="surrogatepass")
    return text.lower().replace("\n", " ")


def _plain(foreign: re.Match[str]) -> str:
    """Characters beyond ASCII, folded."""
    # Capitals hide in compatibility characters and the reverse, so each is looked for behind the other.
    plain = normalize("NFKD", normalize("NFKD", foreign[0].casefold()).casefold()).translate(_SAME)
    return "".join([character for character in plain if not combining(character)])


def spans_of(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where folded words stand in a text, in order and without overlaps: for highlighting them.

    Args:
        text: the original.
        words: folded; see `store.query.Query.words`.

    Returns:
        First and behind-last position of each, in the original.
    """
    folded = fold(text)
    found = sorted((at, at + len(word)) for word in set(words) if word for at in _places(folded, word))
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    if text.isascii() or not merged:
        return merged
    return _in_original(text, merged)


def _places(folded: str, word: str) -> Iterable[int]:
    at = folded.find(word)
    while at >= 0:
        yield at
        at = folded.find(word, at + len(word))


def _in_original(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of the folded text as those of the original; an accent belongs to the letter before it."""
    ends = list(accumulate(len(fold(character)) for character in text))  # of each character, in the folded text
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in spans:
        while ends[at] <= start:
            at += 1
        first = at
        while at + 1 < len(ends) and ends[at] < end:
            at += 1
        while at + 1 < len(ends) and ends[at + 1] == ends[at]:
            at += 1
        if found and first < found[-1][1]:  # both in one letter, as the two s of ß
            first = found.pop()[0]
        found.append((first, at + 1))
    return found
