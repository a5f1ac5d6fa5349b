"""The profession's closed lists: each code, its label, and nothing else.

The code is what is stored; the label is what a person reads, looked up in the catalogue of the language in use.
Sources: the two founding texts, UU 14/2019, and the open systems named in the domain reference.
"""

from enum import StrEnum
from typing import Self

from store.language import N_, _, in_all


class Vocabulary(StrEnum):
    """A closed list. Each member is written as `NAME = "code", N_("Label")`."""

    _label: str

    def __new__(cls, code: str, label: str) -> Self:
        """Keep the label beside the code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member._label = label
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member with this code.

        Raises:
            ValueError: no member has it.
        """
        for member in cls:
            if member.value == code:
                return member
        raise ValueError(f"{code!r} is not a code of {cls.__name__}")

    @property
    def label(self) -> str:
        """The label in the language in use."""
        return _(self._label)

    @property
    def labels(self) -> tuple[str, ...]:
        """The label in every language."""
        return in_all(self._label)


class Phase(Vocabulary):
    """The intervention cycle in the order of the board. Monitoring is optional and entered on purpose."""

    ENGAGEMENT = "engagement", N_("Engagement")
    ASSESSMENT = "assessment", N_("Assessment")
    PLANNING = "planning", N_("Planning")
    INTERVENTION = "intervention", N_("Intervention")
    MONITORING = "monitoring", N_("Monitoring")
    EVALUATION = "evaluation", N_("Evaluation")
    TERMINATION = "termination", N_("Termination")


class Status(Vocabulary):
    """Whether the case is being worked on."""

    ACTIVE = "active", N_("Active")
    ON_HOLD = "on_hold", N_("On hold")
    CLOSED = "closed", N_("Closed")


class Level(Vocabulary):
    """The level at which the system is met."""

    MICRO = "micro", N_("Micro")
    MEZZO = "mezzo", N_("Mezzo")
    MACRO = "macro", N_("Macro")


class SystemSize(Vocabulary):
    """The client system; a case is not always a person (founding text 1)."""

    INDIVIDUAL = "individual", N_("Individual")
    FAMILY = "family", N_("Family")
    FORMAL_GROUP = "formal_group", N_("Formal group")
    ORGANISATION = "organisation", N_("Complex organisation")
    NEIGHBOURHOOD = "neighbourhood", N_("Neighbourhood (RT/RW)")
    COMMUNITY = "community", N_("Community")
    SOCIETY = "society", N_("Society")

    @property
    def suggested_level(self) -> Level:
        """The level this size usually is met at: a suggestion, always open to change."""
        if self in (SystemSize.INDIVIDUAL, SystemSize.FAMILY):
            return Level.MICRO
        return Level.MACRO if self in (SystemSize.COMMUNITY, SystemSize.SOCIETY) else Level.MEZZO


class PracticeField(Vocabulary):
    """The four fields of the workers in the founding text, and the rest."""

    RESIDENTIAL_CHILD_CARE = "residential_child_care", N_("Residential child care")
    LEGISLATURE_OFFICE = "legislature_office", N_("Legislature office")
    COMMUNITY_HOSPICE = "community_hospice", N_("Community hospice")
    RAPE_CRISIS = "rape_crisis", N_("Rape crisis advocacy")
    OTHER = "other", N_("Other field")


class IntakeSource(Vocabulary):
    """How the case came to the worker."""

    SELF = "self", N_("Came by themselves")
    OUTREACH = "outreach", N_("Outreach")
    AGENCY = "agency", N_("Referred by an agency")
    FAMILY = "family", N_("Family")
    NEIGHBOURHOOD = "neighbourhood", N_("Neighbourhood or village officials")
    SCHOOL = "school", N_("School")
    HEALTH = "health", N_("Health centre or hospital")
    JUSTICE = "justice", N_("Police or court")
    SOCIAL_OFFICE = "social_office", N_("Social affairs office")
    HOTLINE = "hotline", N_("Hotline or complaint")
    OTHER = "other", N_("Other source")


class Consent(Vocabulary):
    """Consent, or the legal basis that stands in its place."""

    WRITTEN = "written", N_("Written consent")
    VERBAL = "verbal", N_("Verbal consent")
    GUARDIAN = "guardian", N_("Guardian or parent")
    MANDATE = "mandate", N_("Legal mandate (order)")
    VITAL = "vital", N_("Vital interest or emergency")
    REFUSED = "refused", N_("Consent refused")


class RiskLevel(Vocabulary):
    """How much danger there is. A case whose risk was never looked at has no level, which is not the same as none."""

    NONE = "none", N_("None identified")
    LOW = "low", N_("Low")
    MEDIUM = "medium", N_("Medium")
    HIGH = "high", N_("High")
    CRITICAL = "critical", N_("Critical (emergency)")

    @property
    def is_serious(self) -> bool:
        """High and critical: what stays on top everywhere."""
        return self in (RiskLevel.HIGH, RiskLevel.CRITICAL)


class ContactOutcome(Vocabulary):
    """What came of the contact. Only `reached` with the client resets the contact clock."""

    REACHED = "reached", N_("Reached")
    LEFT_MESSAGE = "left_message", N_("Left a message")
    NO_ANSWER = "no_answer", N_("No answer or not there")
    NO_SHOW = "no_show", N_("Did not come")
    CANCELLED = "cancelled", N_("Cancelled")
    REFUSED = "refused", N_("Refused contact")


class ContactMode(Vocabulary):
    """How the contact was made."""

    HOME_VISIT = "home_visit", N_("Home visit")
    OFFICE = "office", N_("Meeting at the office")
    FIELD = "field", N_("Field visit")
    PHONE = "phone", N_("Telephone")
    MESSAGE = "message", N_("Text message (SMS/WA)")
    VIDEO = "video", N_("Video call")
    GROUP = "group", N_("Group session")
    COLLATERAL = "collateral", N_("Third-party contact")
    CONFERENCE = "conference", N_("Case conference")
    LIAISON = "liaison", N_("Coordination or referral")
    SUPERVISION = "supervision", N_("Supervision")
    ADMIN = "admin", N_("Administration")

    @property
    def has_outcome(self) -> bool:
        """Whether somebody is reached in this way, or not; the worker's own desk and supervision reach nobody."""
        return self not in (ContactMode.SUPERVISION, ContactMode.ADMIN)

    @property
    def is_with_client(self) -> bool:
        """Whether a contact of this mode is one with the client system itself."""
        return self in _WITH_CLIENT

    def reaches_client(self, outcome: ContactOutcome | None) -> bool:
        """Whether a contact of this mode that ended so reached the client system itself."""
        return outcome is ContactOutcome.REACHED and self.is_with_client


_WITH_CLIENT = frozenset({
    ContactMode.HOME_VISIT, ContactMode.OFFICE, ContactMode.FIELD, ContactMode.PHONE,
    ContactMode.MESSAGE, ContactMode.VIDEO, ContactMode.GROUP,
})  # fmt: skip


class NoteFormat(Vocabulary):
    """The outline a note is written in."""

    NARRATIVE = "narrative", N_("Narrative")
    SUMMARY = "summary", N_("Summary recording")
    PROCESS = "process", N_("Process recording")
    SOAP = "SOAP", N_("SOAP")
    DAP = "DAP", N_("DAP")
    BIRP = "BIRP", N_("BIRP")
    GIRP = "GIRP", N_("GIRP")


class NoteStatus(Vocabulary):
    """How far a note is fixed: only a draft can still be changed."""

    DRAFT = "draft", N_("Draft")
    SIGNED = "signed", N_("Signed")
    AMENDED = "amended", N_("With addendum")
    VOIDED = "voided", N_("Voided")


class MoveKind(Vocabulary):
    """The kinds of entry in a case's phase history."""

    OPENED = "opened", N_("Opened")
    ADVANCED = "advanced", N_("Advanced")
    MOVED_BACK = "moved_back", N_("Moved back")
    TERMINATED = "terminated", N_("Terminated")
    REOPENED = "reopened", N_("Reopened")
    HELD = "held", N_("Put on hold")
    RESUMED = "resumed", N_("Resumed")
    PUT_OFF = "put_off", N_("Put off in the review")

    @property
    def enters_phase(self) -> bool:
        """Whether the case enters a phase by it, if only the same one anew."""
        return self not in (MoveKind.HELD, MoveKind.RESUMED, MoveKind.PUT_OFF)


class TerminationReason(Vocabulary):
    """Why a case ends. From OSCaR's exit reasons, Primero's closures and OpenSPP's outcomes."""

    GOALS_MET = "goals_met", N_("Goals achieved")
    PARTIAL = "partial", N_("Ended by agreement, goals partly met")
    NOT_NEEDED = "not_needed", N_("No longer needs support")
    RETURNED = "returned", N_("Returned to environment of origin")
    TRANSFERRED = "transferred", N_("Transferred to another worker or agency")
    MOVED = "moved", N_("Moved out of the service area")
    WITHDREW = "withdrew", N_("Client refused or withdrew")
    LOST_CONTACT = "lost_contact", N_("Lost contact")
    INELIGIBLE = "ineligible", N_("Does not meet the criteria")
    CAPACITY = "capacity", N_("Worker or agency lacks resources")
    MANDATE_END = "mandate_end", N_("Legal mandate ended")
    DUPLICATE = "duplicate", N_("Duplicate record")
    DIED = "died", N_("Client died")
    OTHER = "other", N_("Other reason (explain)")


class Outcome(Vocabulary):
    """How the client system is at the end, compared with the beginning."""

    MUCH_BETTER = "much_better", N_("Much better")
    BETTER = "better", N_("Better")
    SAME = "same", N_("Unchanged")
    WORSE = "worse", N_("Worse")
    UNKNOWN = "unknown", N_("Cannot be judged")


class Notice(Vocabulary):
    """How the client took part in the ending."""

    AGREED = "agreed", N_("Agreed with the client")
    INFORMED = "informed", N_("Client informed")
    NOT_POSSIBLE = "not_possible", N_("Not possible")


class WorkerRole(Vocabulary):
    """What the worker is to the case. One worker is several."""

    BROKER = "broker", N_("Broker")
    ADVOCATE = "advocate", N_("Advocate")
    EDUCATOR = "educator", N_("Educator")
    ENABLER = "enabler", N_("Enabler")
    MEDIATOR = "mediator", N_("Mediator")
    FACILITATOR = "facilitator", N_("Facilitator")
    COUNSELLOR = "counsellor", N_("Counsellor")
    CASE_MANAGER = "case_manager", N_("Case manager")
    ORGANISER = "organiser", N_("Community organiser")
    EVALUATOR = "evaluator", N_("Researcher or evaluator")
    POLICY = "policy", N_("Policy activist")


class PracticeFunction(Vocabulary):
    """The functions of social work in law (UU 14/2019, article 1, 4 to 8)."""

    PREVENTION = "prevention", N_("Prevention of social dysfunction")
    PROTECTION = "protection", N_("Social protection")
    REHABILITATION = "rehabilitation", N_("Social rehabilitation")
    EMPOWERMENT = "empowerment", N_("Social empowerment")
    DEVELOPMENT = "development", N_("Social development")


class Verdict(Vocabulary):
    """What the evaluation leads to."""

    END = "end", N_("End the case")
    MONITOR = "monitor", N_("Go on watching it (Monitoring)")
    REPLAN = "replan", N_("Plan anew")


class Returned(Vocabulary):
    """Whether the client went back to the environment of origin."""

    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    NOT_APPLICABLE = "not_applicable", N_("Does not apply")
