"""Names that nobody registered, in news text that people labelled: nearly all of them are shown as suspects."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.packet.masking import suspects
from store.packet.masking.names import Names

LABELLED = Path(__file__).parents[3].parent / "shared" / "data" / "nergrit_train.txt"

pytestmark = pytest.mark.skipif(not LABELLED.exists(), reason="the folder shared/data is absent")

Place = tuple[int, int]


def sentences() -> Iterator[tuple[str, list[list[Place]], int]]:
    """Each sentence, where the words of each person in it stand, and how many words it has."""
    for lines in LABELLED.read_text(encoding="utf-8").split("\n\n"):
        text, persons, count = "", list[list[Place]](), 0
        for line in filter(str.strip, lines.split("\n")):
            word, tag = line.split("\t")
            place = (len(text), len(text) + len(word))
            if tag == "B-PERSON":
                persons.append([place])
            elif tag == "I-PERSON":
                persons[-1].append(place)
            text += f"{word} "
            count += any(map(str.isalnum, word))
        if text:
            yield text, persons, count


def test_recall_of_unknown_names() -> None:
    nobody = Names(())
    persons = parts = wholes = words = flags = right = 0
    for text, people, count in sentences():
        hits = suspects.find(text, (), nobody, frozenset())
        seen = [[any(hit.start <= start and end <= hit.end for hit in hits) for start, end in one] for one in people]
        persons += len(people)
        parts += sum(map(any, seen))
        wholes += sum(map(all, seen))
        words += count
        flags += len(hits)
        right += sum(any(hit.start < end and start < hit.end for one in people for start, end in one) for hit in hits)
    print(
        f"\n{persons} persons in {words:,} words: whole or part {parts / persons:.3f}, whole {wholes / persons:.3f}; "
        f"{flags} flags, {100 * flags / words:.1f} per 100 words, {right / flags:.2f} of them on a person"
    )
    assert persons > 1_500
    assert parts / persons >= 0.95
