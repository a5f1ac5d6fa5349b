"""A word is near a registered one when one slip is between them, and never farther."""

from hypothesis import example, given
from hypothesis import strategies as st

from store.packet.masking.near import Near, is_one_slip_apart, shortened

WORD = st.text(alphabet="abcd", min_size=1, max_size=6)


def distance(one: str, other: str) -> int:
    """How many slips are between two words, by the book: edits, and neighbours that changed places."""
    if not one or not other:
        return len(one) + len(other)
    steps = [
        distance(one[1:], other) + 1,
        distance(one, other[1:]) + 1,
        distance(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if one[:2] == other[1::-1] and len(one) > 1 < len(other):
        steps.append(distance(one[2:], other[2:]) + 1)
    return min(steps)


@given(one=WORD, other=WORD)
def test_one_slip_apart_is_a_distance_of_one(one: str, other: str) -> None:
    assert is_one_slip_apart(one, other) == (distance(one, other) == 1)
    if is_one_slip_apart(one, other):
        assert {one, *shortened(one)} & {other, *shortened(other)}


ALIKE = st.text(alphabet="ab", min_size=1, max_size=6)


@example(one="aaab", names=["baaa"])
@given(one=ALIKE, names=st.lists(ALIKE, max_size=4))
def test_a_word_is_near_to_names_of_four_letters_that_are_one_slip_away(one: str, names: list[str]) -> None:
    near = {f"[{name}]" for name in names if len(name) >= 4 and distance(one, name) == 1} or {""}
    assert Near({name: f"[{name}]" for name in names}).token_of(one) in ({f"[{one}]"} if one in names else near)
