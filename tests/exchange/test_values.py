"""Days and codes as people write them."""

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.importing.values import (
    parse_birth,
    parse_code,
    parse_day,
    parse_minutes,
    parse_moment,
    parse_month,
    parse_number,
)
from store.language import use
from store.language.numbers import number_text
from store.model.codes import ContactMode, IntakeSource, Phase, RiskLevel, Status, SystemSize
from store.model.person import Sex


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
        ("Sept 16, 2022", date(2022, 9, 16)),
        ("Senin, 12 Mei 2025", date(2025, 5, 12)),
        ("Jum'at 21 November 2025", date(2025, 11, 21)),
        ("Friday, March 14, 2025", date(2025, 3, 14)),
        ("16-Sep-22", date(2022, 9, 16)),
        ("5-Agt-98", date(1998, 8, 5)),
        ("12/01/26", date(2026, 1, 12)),
        ("12-1-26", date(2026, 1, 12)),
        ("12.01.26 09.30", date(2026, 1, 12)),
    ],
)
def test_days(text: str, day: date) -> None:
    assert parse_day(text) == day


def test_moments_and_american_order() -> None:
    assert parse_moment("20/11/2026 09.30") == datetime(2026, 11, 20, 9, 30)
    assert parse_moment("2026-11-20T09:30") == datetime(2026, 11, 20, 9, 30)
    assert parse_moment("20 Nov 2026") == datetime(2026, 11, 20)
    assert parse_day("11/20/2026", month_first=True) == date(2026, 11, 20)


def test_the_century_of_a_year_of_two_figures() -> None:
    today = date(2026, 11, 22)
    years = {text: parse_day(f"1/2/{text}", today=today).year for text in ("00", "26", "28", "29", "98")}
    assert years == {"00": 2000, "26": 2026, "28": 2028, "29": 1929, "98": 1998}
    assert parse_day("11/20/26", month_first=True, today=today) == date(2026, 11, 20)


def test_a_birth_is_not_ahead_and_not_guessed() -> None:
    use("en")
    today = date(2026, 11, 22)
    births = {text: parse_birth(text, today=today) for text in ("23/11/26", "1-2-58", "29 Feb 28", "1/2/2012")}
    assert births == {
        "23/11/26": date(1926, 11, 23), "1-2-58": date(1958, 2, 1), "29 Feb 28": date(1928, 2, 29),
        "1/2/2012": date(2012, 2, 1),
    }  # fmt: skip
    for text in ("22/11/26", "1-2-12", "29/02/00"):
        with pytest.raises(ValueError, match="either century"):
            parse_birth(text, today=today)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-20T09:30Z", (20, 9, 30)),
        ("2026-11-20T09:30:00.123Z", (20, 9, 30)),
        ("2026-11-20T06:30+07:00", (19, 23, 30)),
        ("2026-11-20 23:30:00-0530", (21, 5, 0)),
        ("20/11/2026 09.30 +07", (20, 2, 30)),
        ("20 November 2026 pukul 09.30 WIB", (20, 2, 30)),
        ("2026-11-20 09:30 WITA", (20, 1, 30)),
        ("2026/11/20 2:22:03 PM GMT+7", (20, 7, 22)),
        ("11-20-2026 12:05 AM UTC", (20, 0, 5)),
    ],
)
def test_a_zone_is_part_of_the_moment_but_not_of_the_day(text: str, utc: tuple[int, int, int]) -> None:
    day, hour, minute = utc
    american = text.startswith("11-")
    moment = parse_moment(text, month_first=american).astimezone(UTC)
    assert moment.replace(second=0) == datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    assert parse_day(text, month_first=american) == date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31-02-2026", "11/20/2026", "20-13-26", "20-11-126", "20 Foo 2026", "2026-13-01", "0001-01-01",
     "9999-01-01", "2026-11-20 25:00", "2026-11-20T09:30+99:00", "2026-11-20T09:30 WIX", "\x1b[31m2026",
     "٢٠٢٦-١١-٣٣", "2026-11-20 13:00 PM", "2026-11-20 0:30 am", "Senin, 13 Mei 2025", "Sept 16, 22", "45678",
     "Mei 2025", "22-Sep-16-3", "Januari"],
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


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_the_order_of_figures_is_the_one_that_is_stated(day: date) -> None:
    assert parse_day(day.strftime("%m/%d/%Y"), month_first=True) == day
    assert parse_day(day.strftime("%B %d, %Y")) == day
    if day.day > 12:
        with pytest.raises(ValueError, match="is not a date"):
            parse_day(day.strftime("%m/%d/%Y"))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("March 2010", date(2010, 3, 1)),
        ("Jan 2025", date(2025, 1, 1)),
        ("Januari 2025", date(2025, 1, 1)),
        ("Agt. 2025", date(2025, 8, 1)),
        ("2025-01", date(2025, 1, 1)),
        ("12/2025", date(2025, 12, 1)),
        ("2025 Nopember", date(2025, 11, 1)),
        ("Jan", None),
        ("Jan-25", None),
        ("13/2025", None),
        ("2025", None),
        ("", None),
        ("1 Jan 2025", None),
        ("Foo 2025", None),
    ],
)
def test_months(text: str, month: date | None) -> None:
    assert parse_month(text) == month


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1.234,5", ",", 1234.5),
        ("4,5", ",", 4.5),
        ("1.500", ",", 1500),
        ("1.500", ".", 1.5),
        ("12 %", ".", 12),
        ("Rp 1.500.000,50", ",", 1500000.5),
        ("Rp1.500.000,-", ",", 1500000),
        ("−3.25", ".", -3.25),
        ("1 234,5", ",", 1234.5),
        ("007", ".", 7),
    ],
)
def test_numbers(text: str, decimal: str, number: float) -> None:
    assert parse_number(text, decimal) == number


@pytest.mark.parametrize(
    ("text", "decimal"),
    [("4.5", ","), ("4,5", "."), ("1.2345,6", ","), ("12 kali", "."), ("", "."), ("-", "."), ("nan", "."), ("1e5", "."),
     ("inf", "."), ("9" * 400, "."), ("1,5,2", ","), ("0812.345.678", ","), ("1.234.56", ",")],
)  # fmt: skip
def test_what_could_be_another_number_is_refused(text: str, decimal: str) -> None:
    use("en")
    with pytest.raises(ValueError, match=f"is not a number; write it as 1234{decimal}5"):
        parse_number(text, decimal)


@given(st.integers(-(10**9), 10**9).map(lambda cents: cents / 100))
def test_every_number_is_read_as_each_language_writes_it(number: float) -> None:
    try:
        for language, decimal in (("en", "."), ("id", ",")):
            use(language)
            assert parse_number(number_text(number), decimal) == number
    finally:
        use("en")


@pytest.mark.parametrize(
    ("text", "decimal", "minutes"),
    [
        ("90", ".", 90),
        ("45 menit", ".", 45),
        ("1,5 jam", ",", 90),
        ("1.5 hours", ".", 90),
        ("1 jam 30 menit", ".", 90),
        ("1h30", ".", 90),
        ("1:30", ".", 90),
        ("2 h", ".", 120),
        ("20'", ".", 20),
    ],
)
def test_lengths_of_time(text: str, decimal: str, minutes: int) -> None:
    assert parse_minutes(text, decimal) == minutes


@pytest.mark.parametrize("text", ["", "1,5", "lama", "1:75", "-5", "1.5 jam", "9" * 70])
def test_what_is_no_length_of_time(text: str) -> None:
    use("en")
    with pytest.raises(ValueError, match="is not a length of time; write it as 90 or 1:30"):
        parse_minutes(text, ",")


@given(st.text(max_size=40), st.sampled_from(",."))
def test_no_text_breaks_the_readers(text: str, decimal: str) -> None:
    for read in (parse_number, parse_minutes):
        with contextlib.suppress(ValueError):
            read(text, decimal)
    assert parse_month(text) is None or parse_month(text).day == 1


def test_bare_numbers_may_be_hours() -> None:
    told = {"1,5": 90, "0,25": 15, "2": 120, "45 menit": 45, "1:30": 90}
    assert {text: parse_minutes(text, ",", in_hours=True) for text in told} == told


def test_words_of_strangers() -> None:
    assert parse_code("Homevisit", ContactMode) is ContactMode.HOME_VISIT
    assert parse_code("Pengkajian", Phase) is Phase.ASSESSMENT
    assert parse_code("L", Sex) is Sex.MALE
    assert parse_code("laki-laki", Sex) is Sex.MALE
    assert parse_code("household", SystemSize) is SystemSize.FAMILY
    assert parse_code("Walk-in", IntakeSource) is IntakeSource.SELF
    assert parse_code("referral", IntakeSource) is IntakeSource.AGENCY
    assert parse_code("SELESAI", Status) is Status.CLOSED
    assert (parse_code("tlp.", ContactMode), parse_code("WA", ContactMode)) == (ContactMode.PHONE, ContactMode.MESSAGE)
    assert parse_code("L", Sex, {"l": "female"}) is Sex.FEMALE  # the map goes before all else
    for unknown in ("", "-", "?", "urgent"):
        with pytest.raises(ValueError, match="is not known here"):
            parse_code(unknown, RiskLevel)


def test_codes_labels_and_translations() -> None:
    use("en")
    assert parse_code("formal group", SystemSize) is SystemSize.FORMAL_GROUP
    assert parse_code("HIGH", RiskLevel) is RiskLevel.HIGH
    assert parse_code("Police or court", IntakeSource) is IntakeSource.JUSTICE
    assert parse_code(" Household ", SystemSize, {"household": "family"}) is SystemSize.FAMILY
    with pytest.raises(ValueError, match="“urgent” is not known here; there are none, low"):
        parse_code("urgent", RiskLevel)


def test_labels_of_either_language() -> None:
    use("en")
    for label in SystemSize.FAMILY.labels:
        assert parse_code(label.upper(), SystemSize) is SystemSize.FAMILY
