"""From a word of a name it goes as far to both sides as the same name does, and no farther."""

import pytest

from store.packet.masking.hits import Hit
from store.packet.masking.page import Page
from store.packet.masking.parts import Parts
from store.packet.masking.spelt import Spelt


def parts() -> Parts:
    """Of one who is called La Ode Hasan."""
    known = Parts(1, Spelt())
    for word in ("la", "ode", "hasan"):
        known.learn(0, word)
    return known


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kata la ode hasan", "la ode hasan"),
        ("ode, la hasan", "ode, la hasan"),
        ("la ode, la hasan", "la hasan"),
        ("L. O. Hasan pergi", "l. o. hasan"),
        ("hasan ode-nya", "hasan ode"),
        ("hasan odenya", "hasan ode"),
        ("ode dan hasan", "hasan"),
        ("hasan hasan", "hasan"),
    ],
)
def test_a_name_goes_on_beside_its_word(text: str, name: str) -> None:
    page = Page(text)
    at = page.words.index("hasan")
    free = 2 if text.startswith("la ode,") else 0
    hit = parts().grown(page, Hit(0, at, at, page.starts[at], page.ends[at], {"hasan"}), free)
    assert page.text[hit.start : hit.end] == name


def test_those_may_go_farther_who_have_what_stands_beside() -> None:
    known = parts()
    known.learn(0, "ali")
    page = Page("hasan alinya")
    hit = Hit(0, 0, 0, 0, 5, {"hasan"})
    assert [*known.growing(page, hit, {0: 1, 1: 2})] == [0]
