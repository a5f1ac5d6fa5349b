"""Reading a day: every way of writing it comes back as the same day, and nothing else than ValueError comes out."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language import _, use
from store.language.days import _MONTHS, _WEEKDAYS, day_in_words, month_number, read_day, weekday_number
from tui.forms.day import day_examples

TODAY = date(2026, 11, 21)  # a Saturday
DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(("text", "day"), [
    ("2026-11-20", date(2026, 11, 20)),
    ("20 Nov 2026", date(2026, 11, 20)),
    ("20 nov. 2026", date(2026, 11, 20)),
    ("20-Nov-2026", date(2026, 11, 20)),
    ("Nov 20, 2026", date(2026, 11, 20)),
    ("20th November 2026", date(2026, 11, 20)),
    ("20 November 2026", date(2026, 11, 20)),
    ("1 Agustus 2026", date(2026, 8, 1)),
    ("1 Agt 2026", date(2026, 8, 1)),
    ("5 Mei 2026", date(2026, 5, 5)),
    ("5 Des 2026", date(2026, 12, 5)),
    ("20/11/2026", date(2026, 11, 20)),
    ("20-11-2026", date(2026, 11, 20)),
    ("20.11.2026", date(2026, 11, 20)),
    ("3/2/2026", date(2026, 2, 3)),
    ("today", TODAY), ("Hari  ini", TODAY), ("TOMORROW", date(2026, 11, 22)), ("besok", date(2026, 11, 22)),
    ("lusa", date(2026, 11, 23)), ("kemarin", date(2026, 11, 20)),
    ("+3", date(2026, 11, 24)), ("+ 30", date(2026, 12, 21)), ("-1", date(2026, 11, 20)), ("+0", TODAY),
    ("friday", date(2026, 11, 27)), ("Jumat", date(2026, 11, 27)), ("jum'at", date(2026, 11, 27)),
    ("sabtu", date(2026, 11, 28)), ("min", date(2026, 11, 22)), ("Ahad", date(2026, 11, 22)),
    ("tues", date(2026, 11, 24)),
    ("next Monday", date(2026, 11, 23)), ("Senin depan", date(2026, 11, 23)), ("jum'at depan", date(2026, 11, 27)),
    ("next week", date(2026, 11, 28)), ("minggu depan", date(2026, 11, 28)), ("pekan depan", date(2026, 11, 28)),
    ("last week", date(2026, 11, 14)), ("minggu lalu", date(2026, 11, 14)), ("ahad depan", date(2026, 11, 22)),
    ("in 3 days", date(2026, 11, 24)), ("3 hari lagi", date(2026, 11, 24)), ("in 1 day", date(2026, 11, 22)),
    ("in 2 weeks", date(2026, 12, 5)), ("2 minggu lagi", date(2026, 12, 5)), ("2 days ago", date(2026, 11, 19)),
    ("2 hari lalu", date(2026, 11, 19)), ("2 hari yang lalu", date(2026, 11, 19)),
    ("20/11", date(2026, 11, 20)), ("3 Jan", date(2027, 1, 3)), ("3 januari", date(2027, 1, 3)),
    ("Jumat 27 Nov 2026", date(2026, 11, 27)), ("Fri, 27 Nov", date(2026, 11, 27)),
])  # fmt: skip
def test_reads(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize("text", [
    "", " ", "soon", "31-02-2026", "2026-13-01", "0/0/2026", "20/11/26", "29 Feb 2027", "Jumat 28 Nov 2026", "1e9", "+",
    "86400", "+99999999", "[/]", "\x1b[2J", "١٢/١٢/٢٠٢٦", "20 Nov 99999", "nov", "20", "Nov 20 20 2026",
    "²/1/2026", "29/2", "next", "depan", "next november", "soon depan", "in 99999 weeks ago", "in days", "3 hari",
])  # fmt: skip
def test_refuses_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="21 Nov 2026"):
        read_day(text, TODAY)


@given(st.text(max_size=40) | st.from_regex(r"[+-]?[0-9a-z]{1,9}([-/. ][0-9a-z]{1,9}){0,3}", fullmatch=True), DAYS)
def test_any_text_is_a_day_or_a_value_error(text: str, today: date) -> None:
    try:
        assert isinstance(read_day(text, today), date)
    except ValueError as error:
        if not str(error):
            raise


@given(
    DAYS, DAYS,
    st.sampled_from(["{d}/{m}/{y}", "{d}-{m}-{y}", "{d:02}.{m:02}.{y}", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}"]),
)  # fmt: skip
def test_figures_come_back(day: date, today: date, form: str) -> None:
    assert read_day(form.format(d=day.day, m=day.month, y=day.year), today) == day


@given(DAYS, DAYS, st.data())
def test_names_come_back(day: date, today: date, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(_MONTHS[day.month - 1]))
    name = name[: data.draw(st.integers(3, len(name)))]
    weekday = data.draw(st.sampled_from(["", *_WEEKDAYS[day.weekday()]]))
    form = data.draw(st.sampled_from(["{w} {d} {m} {y}", "{w} {d}-{m}-{y}", "{w} {m} {d}, {y}"]))
    assert read_day(form.format(w=weekday, d=day.day, m=name.title(), y=day.year), today) == day


@given(DAYS, st.integers(-9999, 9999))
def test_distance_comes_back(today: date, days: int) -> None:
    assert read_day(f"{days:+}", today) == today + timedelta(days=days)


@given(DAYS, st.integers(0, 9999), st.sampled_from(["in {count} days", "{count} hari lagi"]))
def test_distance_in_words_comes_back(today: date, days: int, form: str) -> None:
    assert read_day(form.format(count=days), today) == read_day(f"+{days}", today)


@given(DAYS, st.sampled_from([name for names in _WEEKDAYS for name in names]))
def test_a_weekday_is_the_next_one(today: date, name: str) -> None:
    day = read_day(name, today)
    assert 1 <= (day - today).days <= 7
    assert day.isoweekday() == weekday_number(name)
    assert read_day(f"next {name}", today) == day
    assert name == "minggu" or read_day(f"{name} depan", today) == day


@given(DAYS, DAYS)
def test_what_is_shown_is_understood(day: date, today: date) -> None:
    assert read_day(day_in_words(day, today).split(" · ")[0], today) == day


@pytest.mark.parametrize("language", ["en", "id"])
@given(today=DAYS, days=st.integers(-9999, 9999))
def test_the_distance_that_is_shown_is_understood(language: str, today: date, days: int) -> None:
    use(language)
    meant = today + timedelta(days=days)
    assert read_day(day_in_words(meant, today).split(" · ")[1], today) == meant


@given(DAYS, DAYS)
def test_a_day_without_year_is_the_nearest(day: date, today: date) -> None:
    if (day.month, day.day) != (2, 29):
        assert abs((read_day(f"{day.day}/{day.month}", today) - today).days) <= 183


def test_words() -> None:
    assert day_in_words(date(2026, 11, 27), TODAY) == "Friday 27 Nov 2026 · in 6 days"
    assert [day_in_words(TODAY + timedelta(days=n), TODAY).split(" · ")[1] for n in (-2, -1, 0, 1, 2)] == [
        "2 days ago", "yesterday", "today", "tomorrow", "in 2 days",
    ]  # fmt: skip


def test_in_indonesian() -> None:
    use("id")
    if _("Friday") == "Friday":
        pytest.skip("the catalogue is not compiled yet")
    assert day_in_words(date(2026, 11, 27), TODAY).startswith("Jumat 27 Nov 2026")


def test_names_are_never_shared_between_two_months() -> None:
    for number, names in enumerate(_MONTHS, 1):
        for name in names:
            assert {month_number(name[:n]) for n in range(3, len(name) + 1)} == {number}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 31), date(2028, 2, 29)])
def test_every_example_of_a_day_to_come_can_be_typed_and_lies_ahead(language: str, today: date) -> None:
    use(language)
    examples = re.sub("^(For example|Misalnya) ", "", day_examples(today)).split(", ")
    assert len(examples) == 4
    assert all(read_day(example, today) > today for example in examples)
