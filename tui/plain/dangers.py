"""The dangers of a case as plain text and as JSON: in words, and before all else."""

from collections.abc import Iterator, Sequence
from typing import Any

from store import Case
from store.language import _
from store.model import Flag
from store.packet.facts import Fact
from store.practice import risk
from tui.look.words import danger_words, risk_words


def risk_parts(case: Case, flags: Sequence[Flag]) -> list[str]:
    """For the line of a case: the assessed risk, and what the open dangers are."""
    level = case.risk_level
    parts = [_("risk: {level}").format(level=level.label if level else _("not assessed"))]
    if said := risk.said_beside(case, flags):
        parts.append(_("open danger: {kinds}").format(kinds="; ".join(dict.fromkeys(map(named, said)))))
    return parts


def named(flag: Flag) -> str:
    """What a danger is, and how great."""
    return _("{kind}, {level}").format(kind=flag.type.label, level=flag.level.label)


def is_first(case: Case, flags: Sequence[Flag]) -> bool:
    """Whether a case stands before the others: an open one with a high or critical danger, also on hold."""
    return not case.is_closed and risk.is_serious(case, flags)


def danger_facts(case: Case, flags: Sequence[Flag]) -> Iterator[Fact]:
    """What is said beside the risk, for the top of a file; the whole of it stands further down."""
    for flag in risk.said_beside(case, flags):
        yield _("Open danger"), named(flag)


def standing_facts(standing: risk.Standing) -> Iterator[Fact]:
    """The assessed risk, and the open danger where that is above it."""
    yield _("Risk"), risk_words(standing.risk)
    if above := standing.danger_above:
        yield _("Open danger"), danger_words(above)


def dangers_json(case: Case, flags: Sequence[Flag]) -> dict[str, Any]:
    """The worst level, and the open high and critical dangers, every field under its name in the model."""
    worst = risk.worst_level(case, flags)
    alarms = [flag.model_dump(mode="json") for flag in risk.alarming(flags)]
    return {"worst_risk": worst.value if worst else None, "alarming": alarms}
