"""Short words for narrow places, a card or a head line, where the labels of the codes are too long."""

from store.language import N_, _
from store.model import Case, RiskLevel, SystemSize
from store.practice.risk import Standing

_RISKS = {
    RiskLevel.NONE: N_("no risk identified"),
    RiskLevel.LOW: N_("low risk"),
    RiskLevel.MEDIUM: N_("medium risk"),
    RiskLevel.HIGH: N_("HIGH RISK"),
    RiskLevel.CRITICAL: N_("CRITICAL RISK"),
}
_DANGERS = {
    RiskLevel.NONE: N_("danger"),
    RiskLevel.LOW: N_("low danger"),
    RiskLevel.MEDIUM: N_("medium danger"),
    RiskLevel.HIGH: N_("HIGH DANGER"),
    RiskLevel.CRITICAL: N_("CRITICAL DANGER"),
}
_SIZES = {
    SystemSize.INDIVIDUAL: N_("individual"),
    SystemSize.FAMILY: N_("family"),
    SystemSize.FORMAL_GROUP: N_("group"),
    SystemSize.ORGANISATION: N_("agency"),
    SystemSize.NEIGHBOURHOOD: N_("RT/RW"),
    SystemSize.COMMUNITY: N_("community"),
    SystemSize.SOCIETY: N_("society"),
}


def real_name(case: Case, *, shown: bool) -> str:
    """The name of a client for a card or a head; empty where names are not shown, or where it says no more.

    Args:
        case: whose.
        shown: whether the user turned names on, as `Settings.show_names` says.
    """
    return case.client_name if shown and case.client_name != case.alias else ""


def called(alias: str, name: str) -> str:
    """What stands for a client: the alias, and beside it the name where it is shown."""
    return f"{alias} · {name}" if name else alias


def risk_words(level: RiskLevel | None) -> str:
    """The risk as it was assessed; one that nobody looked at is said to be so."""
    return _("risk not assessed") if level is None else _(_RISKS[level])


def danger_words(level: RiskLevel) -> str:
    """How great a danger is that is recorded."""
    return _(_DANGERS[level])


def standing_words(standing: Standing) -> list[str]:
    """The assessed risk, and the open danger where that is above it."""
    above = standing.danger_above
    return [risk_words(standing.risk), *([danger_words(above)] if above else [])]


def size_word(size: SystemSize) -> str:
    """The client system in a word."""
    return _(_SIZES[size])
