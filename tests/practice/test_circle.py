"""Who may be the same as somebody who is written down: by the words of a name, titles left out."""

import pytest

from store.practice.circle import Circle

from .facts import person


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Joko", "Joko Prasetyo"), ("joko prasetyo", "Joko Prasetyo"), ("Prasetyo, Joko", "Joko Prasetyo"),
        ("Pak Joko", "Joko Prasetyo"), ("Joko Prasetyo Utomo", "Joko Prasetyo"), ("Jok", None), ("Jokowi", None),
        ("Joko Susilo", None), ("Ibu", None), ("Pak RT", None), ("Siti", "Ibu"), ("Bu S.", "Ibu"), ("", None),
    ],
)  # fmt: skip
def test_a_name_that_is_part_of_a_known_one(name: str, known: str | None) -> None:
    circle = Circle(
        [person(alias="Joko Prasetyo"), person(id="b", alias="Ibu", name="Siti Aminah", aliases="S")], "Keluarga"
    )
    found = circle.alike(name)
    assert (found.alias if found else None) == known


def test_whoever_is_known_needs_no_question() -> None:
    joko = person(alias="Joko Prasetyo")
    circle = Circle([joko], "Joko")
    assert circle.perhaps("joko prasetyo") is None
    assert circle.perhaps("Joko") is None, "the client system is called so"
    assert circle.perhaps("Prasetyo") == joko
    assert circle.alike("Joko", but=joko.id) is None
