"""What the overview says first about the risk of a case as a whole; each danger by itself stands in `dangers`."""

from store.language import _
from store.language.formats import day_text, due_text
from store.model import Flag
from store.practice import risk
from tui.casefile.layout import ALARM, paragraph
from tui.casefile.page import MEASURE, Lines
from tui.casefile.plan_words import ways_to_add
from tui.casefile.reading import Reading
from tui.look.words import risk_words


def risk_lines(reading: Reading, width: int) -> Lines:
    """What no danger says: that the level is high without one, and that looking again does not rest with the case."""
    case, flags = reading.case, reading.parts(Flag)
    if case.closure:
        return []
    width = min(width, MEASURE)
    lines: Lines = []
    if case.risk_level is not None and case.risk_level.is_serious and not risk.alarming(flags):
        words = _("{risk}: no open danger says why. Press {key} {letter} to write it down, with its safety plan.")
        danger = risk.greatest_open(flags)
        if danger is not None:
            words = _(
                "{risk}: the open dangers are lower ({danger} at most). Press {key} {letter} to write down what makes "
                "it so high, with its safety plan."
            )
        facts = {"risk": risk_words(case.risk_level), "danger": danger.label.lower() if danger else ""}
        lines += paragraph(words.format(**facts, **ways_to_add(Flag)), width, ALARM)
    check = risk.next_check(flags)
    if case.hold and check:
        words = _("The case rests; looking after its dangers does not. Next check on {day}: {due}")
        words = words.format(day=day_text(check), due=due_text(check, reading.today))
        lines += paragraph(words, width, ALARM if check < reading.today else "")
    return lines
