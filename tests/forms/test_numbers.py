"""The field for a number: as people write it, with bounds and a unit; what could mean two things is not guessed."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widget import Widget

from store import Casebook
from store.language import _, use
from store.language.numbers import read_number
from tests.forms.host import fill, opened, shown, text_of, under, until
from tui.forms.form import Form
from tui.forms.number import NumberField, typed_number


@pytest.mark.parametrize(("text", "number"), [
    ("3", 3), (" 3 ", 3), ("+3", 3), ("-3", -3), ("\N{MINUS SIGN}3", -3), ("0", 0), ("-0", 0), ("007", 7),
    ("3.5", 3.5), ("3,5", 3.5), ("-3,50", -3.5), ("0,125", 0.125), ("0.125", 0.125), ("2,1250", 2.125),
    ("1250,5", 1250.5), ("999999999999", 999999999999),
])  # fmt: skip
def test_reads(text: str, number: float) -> None:
    assert read_number(text) == number
    assert str(read_number(text)) != "-0.0"


@pytest.mark.parametrize("text", [
    "", " ", "three", "3 5", "3..5", "3,", ",5", "1e9", "inf", "nan", "1,250,000", "1.2.3", "٣", "½", "0x10", "--3",
    "[/]", "\x1b[2J", "9" * 13, "3 kg", "1.250", "1,250", "-12.500",
])  # fmt: skip
def test_refuses_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_number(text)


def test_what_could_be_thousands_says_both_ways_to_write_it() -> None:
    with pytest.raises(ValueError, match=r"1250, or 1\.2500"):
        read_number("1.250")
    assert read_number("1250") == 1250
    assert read_number("1.2500") == 1.25


def test_a_whole_number_is_whole() -> None:
    assert read_number("3,0", whole=True) == 3
    assert isinstance(read_number("3,0", whole=True), int)
    with pytest.raises(ValueError, match="whole"):
        read_number("3,5", whole=True)


NUMBERS = st.integers(-(10**9), 10**9) | st.decimals(-9999, 9999, places=2).map(float)


@given(NUMBERS, st.sampled_from(["en", "id"]))
def test_what_is_shown_is_read_back(number: float, language: str) -> None:
    use(language)
    shown = typed_number(number)
    use("en")
    assert "," not in shown or "." not in shown
    if abs(number) < 1000:
        assert read_number(shown) == number


@given(st.text(max_size=20) | st.from_regex(r"[+-]?[0-9]{0,14}([.,][0-9]{0,10}){0,2}", fullmatch=True))
def test_any_text_is_a_number_or_a_value_error(text: str) -> None:
    try:
        assert abs(read_number(text)) < 10**12 + 1
    except ValueError as error:
        if not str(error):
            raise


class Sample(Form):
    """A number of each sort."""

    saved = 0

    def heading(self) -> str:
        return "Sample"

    def parts(self) -> Iterable[Widget]:
        yield NumberField("any", "Any")
        yield NumberField("scale", "Scale", 3, whole=True, least=1, most=5, needed=True)
        yield NumberField("hours", "Hours", 2.5, least=0, unit="hours a day")

    def save(self) -> None:
        self.saved += 1


async def test_empty_is_nothing_and_a_needed_one_is_asked_for(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        assert [field.value for field in sample.fields] == [None, 3, 2.5]
        assert not sample.holds_text
        await fill(pilot, scale="")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: under(sample.field("scale")) == "This is needed.")
        await fill(pilot, scale="4,0", any="", hours="")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sample.saved == 1)
        assert [field.value for field in sample.fields] == [None, 4, None]


async def test_trouble_stands_under_the_field_and_what_is_typed_stays(book: Casebook) -> None:
    sample = Sample()
    typed = {"any": "many", "scale": "6", "hours": "-1"}
    async with opened(book, sample) as pilot:
        await fill(pilot, **typed)
        await pilot.press("ctrl+s")
        for key, says in (
            ("any", "“many” is not a number."), ("scale", "This must be between 1 and 5."),
            ("hours", "This must be at least 0."),
        ):  # fmt: skip
            await until(pilot, lambda: under(sample.field(key)).splitlines()[0] == says)  # noqa: B023  # awaited at once
        assert {key: text_of(sample.field(key)) for key in typed} == typed
        assert sample.saved == 0
        assert sample.holds_text
        await fill(pilot, scale="2.5")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: under(sample.field("scale")).splitlines()[0] == "This must be a whole number.")


async def test_the_arrows_count_within_the_bounds(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await pilot.press("up", "up", "up", "down")  # nothing, 1, 2, 3, 2
        assert sample.field("any").value == 2
        await pilot.press("tab", "up", "up", "up")
        assert sample.field("scale").value == 5
        await pilot.press(*["down"] * 6)
        assert sample.field("scale").value == 1
        await pilot.press("tab", "down", "down", "down")
        assert sample.field("hours").value == 0
        await pilot.press(*"many", "up")  # not a number: left to be mended
        assert text_of(sample.field("hours")) == "many"


async def test_the_unit_is_said_in_words_and_can_change(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        hours = sample.field("hours")
        assert isinstance(hours, NumberField)
        assert under(hours) == "2.5 hours a day"
        hours.set_unit("[/] days")
        await until(pilot, lambda: "2.5 [/] days" in shown(pilot.app))
        await fill(pilot, hours="soon")
        assert under(hours) == ""


def test_the_decimal_mark_is_that_of_the_language() -> None:
    assert typed_number(2.5) == "2.5"
    use("id")
    if _("{whole}.{part}") == "{whole}.{part}":
        pytest.skip("the catalogue is not compiled yet")
    assert typed_number(2.5) == "2,5"


async def test_the_same_number_written_otherwise_is_no_change(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await fill(pilot, hours="2,50", scale="3,0")
        assert not sample.holds_text
        typed = sample.field("hours").typed
        sample.field("hours").retype("nonsense")
        assert sample.holds_text
        sample.field("hours").retype(typed)
        assert not sample.holds_text
