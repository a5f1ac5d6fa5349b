"""The intervention cycle: which phase follows which, and where a case may go back to.

Monitoring is the optional seventh phase of the founding text: entered on purpose from Intervention or Evaluation.
Whether the facts are there to move on is the business of `gates`.
"""

from datetime import date, timedelta

from store.errors import Refused
from store.language import _
from store.language.quoting import quoted
from store.model.case import PHASE_ALIASES, Case
from store.model.codes import Phase, Status

FORWARD = {
    Phase.ENGAGEMENT: Phase.ASSESSMENT,
    Phase.ASSESSMENT: Phase.PLANNING,
    Phase.PLANNING: Phase.INTERVENTION,
    Phase.INTERVENTION: Phase.EVALUATION,
    Phase.MONITORING: Phase.EVALUATION,
    Phase.EVALUATION: Phase.TERMINATION,
}
"""Where `advance` leads. Leaving Intervention for Evaluation without Monitoring needs no reason."""

BACK = {
    Phase.ENGAGEMENT: (),
    Phase.ASSESSMENT: (Phase.ENGAGEMENT,),
    Phase.PLANNING: (Phase.ASSESSMENT,),
    Phase.INTERVENTION: (Phase.PLANNING, Phase.ASSESSMENT),
    Phase.MONITORING: (Phase.INTERVENTION, Phase.PLANNING, Phase.ASSESSMENT),
    Phase.EVALUATION: (Phase.INTERVENTION, Phase.PLANNING, Phase.ASSESSMENT),
    Phase.TERMINATION: (Phase.EVALUATION, Phase.ASSESSMENT),  # the ending was planned, but is not yet done
}
"""Where `move_back` may lead, the nearest first."""

MONITORED_FROM = (Phase.INTERVENTION, Phase.EVALUATION)
"""Where Monitoring may be entered from."""

REOPENED_TO = (Phase.ENGAGEMENT, Phase.ASSESSMENT)
"""Where a closed case may begin its next episode."""

SHOWN_AFTER_CLOSING = timedelta(days=30)
"""How long a closed case stays on the board (design, section 3)."""


def phase_of(phase: Phase | str) -> Phase:
    """A phase from its code or a name it has elsewhere.

    Raises:
        Refused: there is no such phase.
    """
    try:
        return Phase.of(PHASE_ALIASES.get(str(phase).lower(), str(phase).lower()))
    except ValueError:
        raise Refused(
            _("There is no phase {phase}; there are {phases}.").format(
                phase=quoted(str(phase)), phases=", ".join(Phase)
            )
        ) from None


def is_on_board(case: Case, today: date) -> bool:
    """Whether the board shows the case: all but those closed longer than `SHOWN_AFTER_CLOSING` ago."""
    return case.closure is None or is_shown(case.closure.closed, today)


def is_shown(closed: date, today: date) -> bool:
    """Whether the board still shows a case that was closed on this day."""
    return today - closed <= SHOWN_AFTER_CLOSING


def is_at_work(case: Case) -> bool:
    """Whether the case can be moved at all: neither closed nor on hold."""
    return case.status is Status.ACTIVE


def can_advance(case: Case) -> bool:
    """Whether `advance` has somewhere to lead."""
    return is_at_work(case) and case.phase in FORWARD


def can_monitor(case: Case) -> bool:
    """Whether the case may enter Monitoring."""
    return is_at_work(case) and case.phase in MONITORED_FROM


def ways_back(case: Case) -> tuple[Phase, ...]:
    """The phases the case may go back to; for a closed case, those it may be reopened in."""
    if case.is_closed:
        return REOPENED_TO
    return BACK[case.phase] if is_at_work(case) else ()


def checks_left(case: Case) -> tuple[date, ...]:
    """The checks after the ending that were planned and not done yet, the next one first."""
    if case.closure is None:
        return ()
    return tuple(sorted(set(case.closure.aftercare) - set(case.closure.aftercare_done)))


def next_phase(case: Case) -> Phase:
    """The phase that `advance` leads to.

    Raises:
        Refused: the case is closed, on hold, or already in its last phase.
    """
    must_be_at_work(case)
    if case.phase not in FORWARD:
        raise Refused(
            _("{code} is in Termination, the last phase. Close it with its closing record, or move it back.").format(
                code=case.code
            )
        )
    return FORWARD[case.phase]


def must_be_at_work(case: Case) -> None:
    """Check that the case may be moved.

    Raises:
        Refused: the case is closed or on hold.
    """
    if case.is_closed:
        raise Refused(_("{code} is closed. Reopen it first.").format(code=case.code))
    if case.status is Status.ON_HOLD:
        raise Refused(_("{code} is on hold. Resume it first.").format(code=case.code))


def must_lead(case: Case, to: Phase, ways: tuple[Phase, ...]) -> None:
    """Check that a move goes where it may.

    Raises:
        Refused: it does not; the sentence names the ways there are.
    """
    if to in ways:
        return
    if not ways:
        raise Refused(_("{code} cannot move there from {phase}.").format(code=case.code, phase=case.phase.label))
    raise Refused(
        _("{code} cannot move from {phase} to {to}; it may go to {ways}.").format(
            code=case.code, phase=case.phase.label, to=to.label, ways=", ".join(way.label for way in ways)
        )
    )
