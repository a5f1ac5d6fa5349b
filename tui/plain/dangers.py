"""The dangers of a case as plain text and as JSON: in words, and before all else."""

from collections.abc import Iterator, Sequence
from typing import Any

from store import Case
from store.language import _
from store.model import Flag
from store.packet.facts import Fact
from store.practice import risk


def risk_parts(case: Case, flags: Sequence[Flag]) -> list[str]:
    """For the line of a case: the worst level, and what the open high and critical dangers are."""
    worst = risk.worst_level(case, flags)
    parts = [_("risk: {level}").format(level=worst.label if worst else _("not assessed"))]
    if alarms := risk.alarming(flags):
        kinds = dict.fromkeys(flag.type.label for flag in alarms)
        parts.append(_("open danger: {kinds}").format(kinds=", ".join(kinds)))
    return parts


def is_first(case: Case, flags: Sequence[Flag]) -> bool:
    """Whether a case stands before the others: an open one with a high or critical danger, also on hold."""
    return not case.is_closed and risk.is_serious(case, flags)


def alarm_facts(flags: Sequence[Flag]) -> Iterator[Fact]:
    """What alarms, for the top of a file; the whole of it stands further down."""
    for flag in risk.alarming(flags):
        yield _("Open danger"), _("{kind}, {level}").format(kind=flag.type.label, level=flag.level.label)


def dangers_json(case: Case, flags: Sequence[Flag]) -> dict[str, Any]:
    """The worst level, and the open high and critical dangers, every field under its name in the model."""
    worst = risk.worst_level(case, flags)
    alarms = [flag.model_dump(mode="json") for flag in risk.alarming(flags)]
    return {"worst_risk": worst.value if worst else None, "alarming": alarms}
