"""What became of referrals, counted over cases: each is counted once, and small differences in writing are none."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from store.model import Referral, ReferralStatus, Resource
from store.practice.resources import Use, first_follow_up, others, use_of, uses

DAY = date(2026, 11, 21)
R = ReferralStatus


def resource(id: str, name: str) -> Resource:
    return Resource(id=id, name=name, kind="societal")


def referral(status: str = "sent", to: str = "Dinas Sosial", barrier: str = "", **fields: Any) -> Referral:
    return Referral(
        id="r", case_code="K-2026-001", to=to, reason="KIP", follow_up=DAY, status=status, barrier=barrier, **fields
    )


def barriers(use: Use) -> list[tuple[str, str, int]]:
    return [(each.status.value, each.text, each.count) for each in use.barriers]


def test_one_asks_again_after_a_week() -> None:
    assert first_follow_up(DAY, 7) == date(2026, 11, 28)
    assert first_follow_up(date(9999, 12, 30), 7) == date.max


def test_each_status_is_counted_and_summed_up() -> None:
    use = use_of([referral(status) for status in (*R, "sent", "rejected", "rejected")])
    assert use.by_status == (
        (R.DRAFT, 1), (R.SENT, 2), (R.ACCEPTED, 1), (R.REJECTED, 3), (R.STARTED, 1), (R.COMPLETED, 1),
        (R.CLIENT_DECLINED, 1), (R.UNAVAILABLE, 1),
    )  # fmt: skip
    assert (use.all, use.sent, use.accepted, use.failed) == (11, 10, 3, 5)


def test_nothing_was_asked() -> None:
    use = use_of([])
    assert (use.by_status, use.barriers) == ((), ())
    assert (use.all, use.sent, use.accepted, use.failed) == (0, 0, 0, 0)


def test_the_same_barrier_is_one_however_it_is_written_and_the_frequent_come_first() -> None:
    found = [
        referral("unavailable", barrier="Petugas cuti"),
        referral("rejected", barrier="Kuota habis", answered_on=date(2026, 11, 1)),
        referral("rejected", barrier="kuota  habis.", answered_on=date(2026, 11, 3)),
        referral("rejected", barrier="KUOTA HABIS", answered_on=date(2026, 11, 2)),
        referral("client_declined", barrier="kuota habis"),
    ]
    assert barriers(use_of(found)) == [
        ("rejected", "kuota  habis.", 3),  # in the words of the last answer
        ("unavailable", "Petugas cuti", 1),
        ("client_declined", "kuota habis", 1),
    ]


def test_of_equal_answers_the_one_that_came_last_gives_the_words() -> None:
    assert barriers(use_of([referral("rejected", barrier="Penuh"), referral("rejected", barrier="penuh")])) == [
        ("rejected", "penuh", 2)
    ]


def test_a_barrier_of_a_referral_that_goes_on_after_all_does_not_count() -> None:
    assert barriers(use_of([referral("completed", barrier="Kuota habis"), referral("rejected")])) == []


def test_referrals_belong_to_the_resource_they_name_or_are_addressed_to() -> None:
    dinas, pusk, masjid = resource("d", "Dinas Sosial"), resource("p", "Puskesmas"), resource("m", "Masjid")
    found = [
        referral(resource="d", to="Dinas Sosial (lama)"),  # renamed since
        referral(to="dinas  sosial."),  # typed by name
        referral(resource="gone", to="Puskesmas"),  # removed, and taken in anew
        referral(resource="gone", to="Bu Tini"),
        referral(to="bu tini", status="completed"),
        referral(to="Pak RT"),
    ]
    counted = uses([dinas, pusk, masjid], found)
    assert {id: use.all for id, use in counted.items()} == {"d": 2, "p": 1, "m": 0}
    strangers = others([dinas, pusk, masjid], found)
    assert {name: use.all for name, use in strangers.items()} == {"bu tini": 2, "Pak RT": 1}
    assert list(strangers) == ["bu tini", "Pak RT"]


def test_of_two_resources_of_one_name_the_first_has_what_names_neither() -> None:
    counted = uses([resource("a", "Posko"), resource("b", "posko")], [referral(to="Posko")])
    assert {id: use.all for id, use in counted.items()} == {"a": 1, "b": 0}


NAMES = st.sampled_from(["Dinas Sosial", "dinas sosial", "Puskesmas", "Bu Tini", "to puskesmas", "."])
REFERRALS = st.lists(
    st.builds(
        referral, st.sampled_from(list(R)), NAMES, st.sampled_from(["", "Penuh", "penuh.", "Jauh"]),
        resource=st.sampled_from(["", "d", "p", "gone"]),
    ),
    max_size=30,
)  # fmt: skip


@given(REFERRALS, st.sets(st.sampled_from(["d", "p"])))
def test_every_referral_is_counted_once(found: Sequence[Referral], known: set[str]) -> None:
    names = {"d": "Dinas Sosial", "p": "Puskesmas"}
    resources = [resource(id, names[id]) for id in sorted(known)]
    counted = [*uses(resources, found).values(), *others(resources, found).values()]
    assert sum(use.all for use in counted) == len(found)
    assert sum(use.failed for use in counted) == sum(each.status.has_failed for each in found)
    met = sum(barrier.count for use in counted for barrier in use.barriers)
    assert met == sum(each.status.has_failed and bool(each.barrier) for each in found)
