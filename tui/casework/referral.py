"""The form of a referral: to a resource of the directory or to somebody else, what for, and what came of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from store.language import N_, _
from store.model import Referral, ReferralStatus, Resource
from store.practice.resources import first_follow_up, uses
from tui.casework.fitting import FittingForm, day_in
from tui.casework.use_words import barrier_words, use_words
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField, PastDayField
from tui.forms.options import options
from tui.forms.text import AreaField, LineField
from tui.look.net import cell_text

_BARRIERS = 5  # of the chosen resource; the directory has all


class ReferralForm(FittingForm):
    """To whom, what for, when to ask again, and what came of it."""

    MODEL = Referral
    heading_new, heading_old = N_("New referral"), N_("Referral")

    def all_parts(self) -> Iterable[Widget]:
        """To whom and what is known of them; what for; how far it is."""
        self._resources = {each.id: each for each in self.book.resources()}
        self._uses = uses(list(self._resources.values()), self.book.referrals())
        chosen = self.of("resource") if self.of("resource") in self._resources else None
        if self._resources:
            listed = [(each.id, _in_list(each)) for each in self._resources.values()]
            yield ChoiceField("resource", _("To"), [(None, _("somebody else, named below")), *listed], chosen)
            yield Static(id="of-resource", classes="quiet", markup=False)
        yield LineField(
            "to", _("Name") if self._resources else _("To"), self.of("to") or "", needed=True,
            help=_("The directory of resources keeps whom you turn to again."),
        )  # fmt: skip
        yield AreaField("reason", _("What is asked for, and why"), self.of("reason") or "", needed=True)
        yield from self.goal_field()
        today = self.book.today()
        yield DayField(
            "follow_up", _("Ask again on"), today, self.of("follow_up") or self._first_follow_up, needed=True,
            help=_("An answer should have come by then."),
        )  # fmt: skip
        yield ChoiceField("status", _("How far along"), options(ReferralStatus), self.of("status"))
        yield AreaField(
            "barrier", _("What stood in the way"), self.of("barrier") or "",
            help=_("The directory counts it over all your cases. What comes again and again can be worked on."),
        )  # fmt: skip
        own = _("Today, unless you say otherwise.")
        yield PastDayField("sent_on", _("Sent on"), today, self.of("sent_on"), help=own)
        yield PastDayField(
            "answered_on", _("Answered on"), today, self.of("answered_on"), help=own, since=day_in(self, "sent_on")
        )

    @property
    def _first_follow_up(self) -> date:
        return first_follow_up(self.book.today(), self.book.settings.limits.referral)

    def fits(self, key: str) -> bool:
        """A name where no resource is chosen; days and a barrier where the status speaks of them."""
        if key == "to":
            return self._resource is None
        if key in ("sent_on", "answered_on", "barrier"):
            status = ReferralStatus.of(self.now("status"))
            fitting = {
                "sent_on": status is not ReferralStatus.DRAFT, "answered_on": status.has_outcome,
                "barrier": status.has_failed,
            }  # fmt: skip
            return fitting[key]
        return True

    @property
    def _resource(self) -> Resource | None:
        """The resource that is chosen now."""
        return self._resources.get(self.now("resource") or "")

    def show_fitting(self) -> None:
        """What fits, and what is known of the resource."""
        super().show_fitting()
        barrier, failed = self.field("barrier"), self.fits("barrier")
        if barrier.needed != failed:
            barrier.needed = failed
            barrier.relabel(_("What stood in the way"))
        if self._resources:
            known = self.query_one("#of-resource", Static)
            known.update("\n".join(self._known()))
            known.display = self._resource is not None

    def _known(self) -> list[str]:
        """What the resource gives and on what terms, and how it went so far."""
        resource = self._resource
        if resource is None:
            return []
        use = self._uses[resource.id]
        conditions = _("Conditions: {text}").format(text=resource.conditions) if resource.conditions else ""
        contact = _("Contact: {text}").format(text=resource.contact) if resource.contact else ""
        lines = [" ".join(resource.gives.split()), " ".join(conditions.split()), contact, use_words(use)]
        met = barrier_words(use, most=_BARRIERS)
        return [*filter(None, lines), *([_("Obstacles:")] if met else []), *(f"  {words}" for words in met)]

    def cleaned(self, values: dict[str, Any]) -> dict[str, Any]:
        """The name of the chosen resource is whom it goes to; another name is not that of an earlier resource."""
        resource = self._resource
        if resource is not None and "resource" in values:
            return {**values, "to": resource.name}
        if resource is None and "to" in values:
            return {**values, "resource": ""}
        return values


def _in_list(resource: Resource) -> str:
    return cell_text(" · ".join(filter(None, (resource.name, resource.area))))
