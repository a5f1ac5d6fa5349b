"""A name that is written letter by letter is found as far as it goes, and for all who may have it."""

import pytest

from store.packet.masking.page import Page
from store.packet.masking.spelt import Spelt


def spelt() -> Spelt:
    """Two people with one name between them, and the initials of one."""
    known = Spelt()
    known.learn(1, "siti")
    known.learn(0, "siti")
    known.learn(1, "sit")
    known.learn_initials(1, "sd")
    return known


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("S.i.t.i. lalu", "s.i.t.i"),
        ("s i t dan", "s i t"),
        ("S-i t", "s-i t"),
        ("S.D. datang", "s.d."),
        ("S D datang", None),
        ("s.d. 12 Mei", None),
        ("S ... i ... t", None),
    ],
)
def test_what_is_spelt_is_found_as_far_as_it_goes(text: str, found: str | None) -> None:
    page = Page(text)
    hit = spelt().at(page, 0)
    assert (hit and page.text[hit.start : hit.end]) == found


def test_all_who_have_the_name_may_be_meant() -> None:
    hit = spelt().at(Page("s i t i"), 0)
    assert hit
    assert (hit.of, hit.owners, hit.used) == (1, (1, 0), {"siti"})
