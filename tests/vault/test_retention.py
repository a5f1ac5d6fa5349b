"""Which generations stay as rolling backups."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from store.vault import generations, open_vault, retention
from store.vault.retention import kept

TODAY = date(2026, 11, 21)


def days_ago(*ages: int) -> dict[int, date | None]:
    """Generations begun so many days ago, the oldest first."""
    return {number: TODAY - timedelta(days=age) for number, age in enumerate(sorted(ages, reverse=True), 1)}


def ages(stay: set[int], begun: dict[int, date | None]) -> list[int]:
    return sorted((TODAY - day).days for number in stay if (day := begun[number]))


def test_the_last_ten_stay_however_old() -> None:
    begun = days_ago(*range(1000, 1012))
    assert ages(kept(begun, TODAY), begun) == list(range(1000, 1010))


def test_then_the_last_of_each_of_fourteen_days() -> None:
    begun = days_ago(*[0] * 10, *[day for day in range(1, 20) for _ in range(3)])
    stay = kept(begun, TODAY)
    assert [age for age in ages(stay, begun) if 0 < age < 14] == list(range(1, 14))
    assert max(number for number in begun if begun[number] == TODAY - timedelta(days=5)) in stay


def test_then_the_last_of_each_of_eight_weeks() -> None:
    begun = days_ago(*[0] * 10, *range(14, 100))
    old = [age for age in ages(kept(begun, TODAY), begun) if age >= 14]
    weeks = [(TODAY - timedelta(days=age)).isocalendar()[:2] for age in old]
    assert len(weeks) == len(set(weeks))
    assert max(old) < 56
    assert len(old) in (6, 7)


def test_one_of_unknown_age_stays() -> None:
    begun = {**days_ago(*[200] * 20), 3: None}
    assert 3 in kept(begun, TODAY)


@given(st.lists(st.integers(0, 400), max_size=60))
def test_at_most_so_many_stay_and_the_newest_always(given_ages: list[int]) -> None:
    begun = days_ago(*given_ages)
    stay = kept(begun, TODAY)
    assert len(stay) <= 10 + 14 + 9
    assert set(sorted(begun)[-10:]) <= stay


@pytest.mark.parametrize("passphrase", [None, "kata sandi"])
def test_a_year_of_daily_work_leaves_a_handful_of_generations_that_all_open(
    folder: Path, passphrase: str | None, without_waiting: None
) -> None:
    with time_machine.travel("2026-01-01 08:00+07:00", tick=False) as clock:
        with open_vault(folder, passphrase=passphrase) as db:
            for day in range(120):
                clock.shift(timedelta(days=1))
                db.table("t").insert({"day": day})
                db.compact()
            key = db.key
        left = generations.complete(folder)
        assert len(left) == len(retention.kept(dict.fromkeys(left), TODAY))
        assert 10 + 4 + 5 <= len(left) <= 10 + 4 + 7
        assert generations.numbers(folder) == left
        for number in left:
            assert len(generations.replayed(generations.load(folder, key, number)).tables["t"]) == min(number, 120)


def test_forgetting_leaves_only_the_open_generation(folder: Path) -> None:
    with open_vault(folder) as db:
        for number in range(4):
            db.table("t").insert({"n": number})
            db.compact()
        (folder / "0000000002.torn").write_bytes(b"x")
        (folder / "0000000005.torn").write_bytes(b"x")
        assert db.forget_older() == 4
        assert db.forget_older() == 0
        assert sorted(path.name for path in folder.iterdir() if path.name.startswith("0")) == [
            "0000000005.json", "0000000005.log",
        ]  # fmt: skip
        db.table("t").insert({"n": 5})
    with open_vault(folder) as db:
        assert len(db.table("t")) == 5


def test_one_start_with_a_wrong_clock_costs_no_backups(folder: Path, without_waiting: None) -> None:
    with time_machine.travel("2026-01-01 08:00+07:00", tick=False) as clock, open_vault(folder) as db:
        for day in range(60):
            clock.shift(timedelta(days=1))
            db.table("t").insert({"day": day})
            db.compact()
        before = set(generations.complete(folder))
        clock.shift(timedelta(days=3650))
        db.compact()
        assert len(before - set(generations.complete(folder))) <= 1
