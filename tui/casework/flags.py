"""The form of a danger: what it is and how great, what is agreed against it, when to look again, and how it stands."""

from collections.abc import Iterable

from textual.widget import Widget

from store.language import N_, _
from store.model import Flag, FlagState, RiskLevel, RiskType
from store.practice.risk import Standing
from tui.casework.fitting import FittingForm, day_in
from tui.commands import BY_ACTION
from tui.forms.choice import Options
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField, PastDayField, day_examples
from tui.forms.field import Field
from tui.forms.options import options
from tui.forms.text import AreaField

_WHY = N_("Why it stands so")


class FlagForm(FittingForm):
    """One danger."""

    MODEL = Flag
    heading_new, heading_old = N_("New danger"), N_("Danger")

    def all_parts(self) -> Iterable[Widget]:
        """What it is, how great, what is agreed, when to look again; of a known one also how it stands."""
        today = self.book.today()
        yield ChoiceField("type", _("What is the danger?"), options(RiskType), self.of("type"), needed=True)
        yield ChoiceField(
            "level", _("How great is it?"), _levels(self.of("level")), self.of("level"), needed=True,
            help=self._about_level(),
        )  # fmt: skip
        yield AreaField("note", _("What is known"), self.of("note") or "")
        yield AreaField(
            "safety_plan", _("Safety plan"), self.of("safety_plan") or "",
            help=_("What was agreed in case it happens: who goes where, who is called, who is told."),
        )  # fmt: skip
        yield DayField("next_check", _("Look again on"), today, self.of("next_check"), help=f"{day_examples(today)}.")
        yield PastDayField("since", _("Known since"), today, self.of("since") or today, needed=True)
        yield ChoiceField("state", _("How it stands"), options(FlagState), self.of("state"))
        yield AreaField("state_reason", _(_WHY), self.of("state_reason") or "", needed=True)
        yield PastDayField(
            "state_on", _("Since when"), today, self.of("state_on"), help=_("Today, unless you say otherwise."),
            since=day_in(self, "since"),
        )  # fmt: skip

    def fits(self, key: str) -> bool:
        """How it stands is asked of a known danger, and why where it is not open any more."""
        if key == "state":
            return self.part is not None
        return key not in ("state_reason", "state_on") or self.now("state") != FlagState.OPEN

    def show_fitting(self) -> None:
        """What fits; a plan is asked for where the danger is great, and never insisted on."""
        super().show_fitting()
        reason, over = self.field("state_reason"), self.fits("state_reason")
        if reason.needed != over:  # a reason that stays in sight of a danger open again
            reason.needed = over
            reason.relabel(_(_WHY))
        self.field("level").relabel(_("How great is it?"), help=self._about_level())
        self.field("safety_plan").relabel(_("Safety plan"), mark=_("asked for") if self._alarms else "")

    def _about_level(self) -> str:
        """What the level does; and that the risk of the case was assessed lower, where it was."""
        help = _("High and critical stay on top everywhere, also while the case is on hold.")
        level, risk = self.now("level"), self.book.case(self._code).risk_level
        is_open = self.now("state") == FlagState.OPEN
        if level and risk and is_open and Standing(risk, RiskLevel.of(level)).is_too_low:
            lower = _("The risk of the case was assessed lower: {risk}. {key} assesses it again.").format(
                risk=risk.label.lower(), key=BY_ACTION["assess_risk"].shown_key
            )
            return f"{help}\n{lower}"
        return help

    @property
    def _alarms(self) -> bool:
        """Whether it is open, and high or critical."""
        level = self.now("level")
        return self.now("state") == FlagState.OPEN and level is not None and RiskLevel.of(level).is_serious

    def changed(self, field: Field) -> None:
        """A day that is looked back from moves with the day it became known."""
        super().changed(field)
        if field.key == "since":
            self.field("state_on").show_under()


def _levels(level: RiskLevel | None) -> Options:
    """How great a danger can be; none is no danger, unless it is written so already."""
    return [one for one in options(RiskLevel) if one[0] != RiskLevel.NONE or level is RiskLevel.NONE]
