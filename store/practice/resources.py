"""What became of the referrals to each resource, and what stood in the way: evidence for work on the resources.

A refusal that comes again and again is no fate of one client. Founding text 1 asks for more responsive systems of
resources: the barriers counted here are what such work begins with (domain reference, section 1, rows 11 and 13).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from store.model.referral import Referral, ReferralStatus
from store.model.resource import Resource
from store.practice.periods import days_on


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stood in the way of a referral.

    Attributes:
        status: how the referral failed.
        text: in the words written down last. It is about a client.
        count: in how many referrals it was so.
    """

    status: ReferralStatus
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Use:
    """What became of some referrals.

    Attributes:
        by_status: how many there are of each status; those there are none of are left out.
        barriers: what stood in the way, the most frequent first.
    """

    by_status: tuple[tuple[ReferralStatus, int], ...] = ()
    barriers: tuple[Barrier, ...] = ()

    @property
    def all(self) -> int:
        """How many referrals there are, drafts too."""
        return sum(count for _status, count in self.by_status)

    @property
    def sent(self) -> int:
        """How many were sent."""
        return sum(count for status, count in self.by_status if status is not ReferralStatus.DRAFT)

    @property
    def accepted(self) -> int:
        """How many were accepted, whatever came of them then."""
        return sum(count for status, count in self.by_status if status.has_outcome and not status.has_failed)

    @property
    def failed(self) -> int:
        """How many came to nothing."""
        return sum(count for status, count in self.by_status if status.has_failed)


def first_follow_up(sent: date, days: int) -> date:
    """When to ask for an answer to a referral that goes out on this day.

    Args:
        sent: the day.
        days: after how many an answer should have come; see `Limits.referral`.
    """
    return days_on(sent, days)


def use_of(referrals: Iterable[Referral]) -> Use:
    """What became of these referrals, whomever they went to."""
    referrals = list(referrals)
    counts = Counter(each.status for each in referrals)
    return Use(tuple((status, counts[status]) for status in ReferralStatus if counts[status]), _barriers(referrals))


def uses(resources: Sequence[Resource], referrals: Iterable[Referral]) -> dict[str, Use]:
    """What became of the referrals to each resource, by its id; a resource never used has an empty use.

    A referral that names no resource of the directory (any more) belongs to the one with the name it was addressed to.
    """
    sorted_out = _by_addressee(resources, referrals)
    return {each.id: use_of(sorted_out.get(each.id, ())) for each in resources}


def others(resources: Sequence[Resource], referrals: Iterable[Referral]) -> dict[str, Use]:
    """What became of the referrals to whom the directory does not know, by name; the most used first."""
    known = {each.id for each in resources}
    strangers = {_last(found).to: use_of(found) for to, found in _by_addressee(resources, referrals).items()
                 if to not in known}  # fmt: skip
    return dict(sorted(strangers.items(), key=lambda each: (-each[1].all, each[0].casefold())))


def _by_addressee(resources: Sequence[Resource], referrals: Iterable[Referral]) -> dict[str, list[Referral]]:
    """The referrals to each resource by its id, the others by the name, which no id is like."""
    known = {each.id for each in resources}
    named: dict[str, str] = {}
    for resource in resources:
        named.setdefault(_plain(resource.name), resource.id)
    found: dict[str, list[Referral]] = {}
    for referral in referrals:
        name = _plain(referral.to)
        to = referral.resource if referral.resource in known else named.get(name, f"to {name}")
        found.setdefault(to, []).append(referral)
    return found


def _barriers(referrals: Sequence[Referral]) -> tuple[Barrier, ...]:
    """What stood in the way, once for each way of failing and each wording; small differences in writing are none."""
    met: dict[tuple[ReferralStatus, str], list[Referral]] = {}
    for referral in referrals:
        if referral.status.has_failed and referral.barrier:
            met.setdefault((referral.status, _plain(referral.barrier)), []).append(referral)
    barriers = [Barrier(status, _last(found).barrier, len(found)) for (status, _words), found in met.items()]
    return tuple(sorted(barriers, key=lambda each: -each.count))


def _last(referrals: Sequence[Referral]) -> Referral:
    """The one that was answered last; of those that are equal, the one that came last."""
    return max(enumerate(referrals), key=lambda each: (each[1].answered_on or date.min, each[0]))[1]


def _plain(text: str) -> str:
    """Text as it is compared: without case, without the space and the full stops around its words."""
    return " ".join(text.casefold().split()).strip(" .,;:!")
