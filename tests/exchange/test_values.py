"""Days and codes as people write them."""

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.importing.values import parse_code, parse_day, parse_moment
from store.language import use
from store.model.codes import IntakeSource, RiskLevel, SystemSize


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2026/1/2", date(2026, 1, 2)),
        ("20-11-2026", date(2026, 11, 20)),
        ("02/03/2026", date(2026, 3, 2)),
        ("2.3.2026", date(2026, 3, 2)),
        ("12 Agustus 2025", date(2025, 8, 12)),
        ("12 agt 2025", date(2025, 8, 12)),
        ("5 Mei 2025", date(2025, 5, 5)),
        ("September 16 2022", date(2022, 9, 16)),
        ("September 16, 2022", date(2022, 9, 16)),
        ("Jan 6 2023", date(2023, 1, 6)),
        ("20 Nov 2026", date(2026, 11, 20)),
        ("1-Des-2024", date(2024, 12, 1)),
        ("2026-11-20T09:30:00Z", date(2026, 11, 20)),
    ],
)
def test_days(text: str, day: date) -> None:
    assert parse_day(text) == day


def test_moments_and_american_order() -> None:
    assert parse_moment("20/11/2026 09.30") == datetime(2026, 11, 20, 9, 30)
    assert parse_moment("2026-11-20T09:30") == datetime(2026, 11, 20, 9, 30)
    assert parse_moment("20 Nov 2026") == datetime(2026, 11, 20)
    assert parse_day("11/20/2026", month_first=True) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-20T09:30Z", (20, 9, 30)),
        ("2026-11-20T09:30:00.123Z", (20, 9, 30)),
        ("2026-11-20T06:30+07:00", (19, 23, 30)),
        ("2026-11-20 23:30:00-0530", (21, 5, 0)),
        ("20/11/2026 09.30 +07", (20, 2, 30)),
    ],
)
def test_a_zone_is_part_of_the_moment_but_not_of_the_day(text: str, utc: tuple[int, int, int]) -> None:
    day, hour, minute = utc
    assert parse_moment(text) == datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    assert parse_day(text) == date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31-02-2026", "11/20/2026", "20-11-26", "20 Foo 2026", "2026-13-01", "0001-01-01", "9999-01-01",
     "2026-11-20 25:00", "2026-11-20T09:30+99:00", "2026-11-20T09:30 WIB", "\x1b[31m2026", "٢٠٢٦-١١-٣٣"],
)  # fmt: skip
def test_what_is_no_day_is_refused_in_a_sentence(text: str) -> None:
    use("en")
    with pytest.raises(ValueError, match="is not a date; write it as 2026-11-20"):
        parse_day(text)


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d %B %Y"])
)
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    assert parse_day(day.strftime(form)) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader_of_days(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_moment(text).year > 1800


def test_codes_labels_and_translations() -> None:
    use("en")
    assert parse_code("formal group", SystemSize) is SystemSize.FORMAL_GROUP
    assert parse_code("HIGH", RiskLevel) is RiskLevel.HIGH
    assert parse_code("Police or court", IntakeSource) is IntakeSource.JUSTICE
    assert parse_code(" Household ", SystemSize, {"household": "family"}) is SystemSize.FAMILY
    with pytest.raises(ValueError, match="'urgent' is not known here; there are none, low"):
        parse_code("urgent", RiskLevel)


def test_labels_of_the_other_language() -> None:
    use("id")
    try:
        assert parse_code(SystemSize.FAMILY.label.upper(), SystemSize) is SystemSize.FAMILY
    finally:
        use("en")
