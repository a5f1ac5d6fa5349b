"""Numbers as the languages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language import use
from store.language.numbers import count_text, number_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (-0.0, "0"), (14, "14"), (13.62, "13.62"), (13.629, "13.63"), (13.5, "13.5"), (-7.25, "-7.25"),
        (1200, "1,200"), (1250000.5, "1,250,000.5"), (-1200, "-1,200"), (0.001234, "0.001"), (1e12, "1e12"),
        (-1.25e300, "-1.25e300"), (5e-324, "5e-324"), (100, "100"), (0.1, "0.1"),
    ],
)  # fmt: skip
def test_values(value: float, text: str) -> None:
    assert number_text(value) == text


def test_exact_values_have_all_their_places() -> None:
    assert [number_text(value, 1, exact=True) for value in (0, 14, 0.5, 1000)] == ["0.0", "14.0", "0.5", "1,000.0"]
    assert number_text(13.99, 0, exact=True) == "14"
    assert number_text(0, 300, exact=True) == "0"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_value_that_is_not_zero_does_not_read_as_zero(value: float) -> None:
    assert (number_text(value) in ("0", "-0")) == (value == 0)


def test_numbers_are_written_by_the_language() -> None:
    assert [count_text(1200), number_text(13.62), number_text(1250000.5)] == ["1,200", "13.62", "1,250,000.5"]
    use("id")
    assert [count_text(1200), number_text(13.62), number_text(1250000.5)] == ["1.200", "13,62", "1.250.000,5"]
