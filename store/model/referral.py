"""A referral to a resource: what was asked for, and what came of it."""

from datetime import date

from pydantic import Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.part import Part
from store.model.text import Line, Text


class ReferralStatus(Vocabulary):
    """How far it is (Primero, OpenSPP)."""

    DRAFT = "draft", N_("Draft")
    SENT = "sent", N_("Sent")
    ACCEPTED = "accepted", N_("Accepted")
    REJECTED = "rejected", N_("Rejected")
    STARTED = "started", N_("Service under way")
    COMPLETED = "completed", N_("Completed")
    CLIENT_DECLINED = "client_declined", N_("Declined by the client")
    UNAVAILABLE = "unavailable", N_("Service not available")

    @property
    def has_failed(self) -> bool:
        """Whether the client did not get there what was needed: a barrier, which is evidence at macro level."""
        return self in (ReferralStatus.REJECTED, ReferralStatus.CLIENT_DECLINED, ReferralStatus.UNAVAILABLE)

    @property
    def is_open(self) -> bool:
        """Whether an answer or the end of the service is still awaited."""
        return not self.has_failed and self is not ReferralStatus.COMPLETED

    @property
    def has_outcome(self) -> bool:
        """Whether it was answered."""
        return self not in (ReferralStatus.DRAFT, ReferralStatus.SENT)


class Referral(Part):
    """One referral.

    Attributes:
        resource: the id of a resource of the directory; empty where it is not one of those.
        to: whom it went to, in words; the resource's name where there is one.
        reason: what is asked for and why.
        follow_up: when to ask again.
        barrier: what stood in the way, where it failed.
    """

    to: Line = Field(min_length=1)
    resource: Line = ""
    reason: Text = Field(min_length=1)
    status: ReferralStatus = ReferralStatus.DRAFT
    sent_on: date | None = None
    follow_up: date
    answered_on: date | None = None
    barrier: Text = ""
    goal: Line = ""

    @property
    def is_open(self) -> bool:
        """Whether an answer or the end of the service is still awaited."""
        return self.status.is_open
