"""What comes after the last case, as rows of a width: the book as a whole, what was done, and the week ahead."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len

from store import Case
from store.language import _, n_
from store.language.formats import day_text, due_text, short_day_text, weekday_text
from store.model.day import PUT_OFF, Looked
from store.practice.reasons import head, reason, resting_sentence
from store.practice.review import CaseReview, Finding, Rule
from store.reviewing import Review, is_left_in_danger
from tui.casefile.layout import ACCENT, ALARM, QUIET, STRONG, blocks, headline, line, paragraph, widest
from tui.casefile.page import MEASURE, Lines
from tui.casefile.reading import shown
from tui.commands import BY_ACTION, from_palette
from tui.look.drawing import fitted
from tui.look.net import brief, cell_text
from tui.review.doing import done_words

_RECORDS = 12  # that may be destroyed, by their codes
_LEFT = 6  # cases that were left as they are, or that rest

_IS_TOLD_BY_KIND = frozenset({Rule.OPEN_DANGER, Rule.DANGER_CHECK})
"""The rules of which the kind says what it is about."""


def book_lines(review: Review, width: int, *, reminds: bool) -> Lines:
    """What concerns the book as a whole: records that may be destroyed, and that a backup is due.

    Args:
        review: that of the day.
        width: cells; no line is wider.
        reminds: whether a backup is worth a word.
    """
    width = min(width, MEASURE)
    go_on = _("{key} goes on").format(key=BY_ACTION["review_next"].shown_key)
    return blocks([
        headline(_("The book as a whole"), width), _retention(review, width),
        _backup(review, width) if reminds else [], paragraph(go_on, width, QUIET),
    ])  # fmt: skip


def _retention(review: Review, width: int) -> Lines:
    count = len(review.retention)
    if not count:
        return []
    words = n_(
        "{count} closed record has been kept as long as it had to be, and may be destroyed:",
        "{count} closed records have been kept as long as they had to be, and may be destroyed:", count,
    ).format(count=count)  # fmt: skip
    told = [
        _("{code}, until {day}").format(code=kept.code, day=day_text(kept.until))
        for kept in review.retention[:_RECORDS]
    ]
    if more := count - len(told):
        told.append(_("and {count} more").format(count=more))
    how = _("{key} shows the closed cases; `lingkar erase CODE` destroys a record for good.").format(
        key=BY_ACTION["closed_cases"].shown_key
    )
    return [
        *paragraph(words, width), *(each for one in told for each in paragraph(one, width, "", 2)),
        *paragraph(how, width, QUIET),
    ]  # fmt: skip


def _backup(review: Review, width: int) -> Lines:
    if review.backup is None:
        return []
    how = from_palette("backup")
    return [*paragraph(review.backup.sentence, width), *paragraph(how, width, QUIET)]


def summary_lines(
    review: Review, looked: Sequence[Looked], seen: Mapping[str, CaseReview], width: int, *, hidden: bool
) -> Lines:
    """What was done, who rests until when, what was left as it is, and the week ahead.

    Args:
        review: that of the day.
        looked: the cases that were looked at, as far as they are still there.
        seen: what the review has to say of them now, by their codes.
        width: cells; no line is wider.
        hidden: whether client text is hidden.
    """
    width = min(width, MEASURE)
    ending = _Ending(review, width, hidden)
    waiting = {one.case.code for one in review.waiting}
    still = [one for one in review.needing if one.case.code not in waiting]
    needing = {one.case.code for one in still}
    left = [seen[one.code] for one in looked if not (one.acts or one.code in waiting or one.code in needing)]
    once_more = _("{key} goes back to the last case · {leave} back to the board").format(
        key=BY_ACTION["review_previous"].shown_key, leave=BY_ACTION["leave"].shown_key
    )
    return blocks([
        ending.begin(len(looked), len(waiting)), [*ending.still_needing(still), *ending.cases(still)],
        ending.section(_("Done"), ending.done(looked)),
        ending.section(_("Put off"), ending.put_off()),
        ending.section(_("Left as it is"), ending.cases(left)),
        paragraph(once_more, width, QUIET) if looked else [],
        ending.week(),
    ])  # fmt: skip


class _Told(NamedTuple):
    """A case and what is said of it.

    Attributes:
        words: what stands beside the alias.
        why: what always stands below.
    """

    case: Case
    words: str
    why: str = ""


class _Ending:
    """Lays out the summary."""

    def __init__(self, review: Review, width: int, hidden: bool) -> None:
        """Of a day, for a width."""
        self._review, self._width, self._hidden = review, width, hidden

    def begin(self, count: int, waiting: int) -> Lines:
        """That the queue is empty; or that it is not any more."""
        if waiting:
            words = n_(
                "{count} more case needs you · {key} goes on", "{count} more cases need you · {key} goes on", waiting
            ).format(count=waiting, key=BY_ACTION["review_next"].shown_key)
            return paragraph(words, self._width, ACCENT)
        if not count:
            return paragraph(_("Nobody needs you today."), self._width, ACCENT)
        words = n_(
            "You have been through the {count} case that needed you today.",
            "You have been through all {count} cases that needed you today.", count,
        ).format(count=count)  # fmt: skip
        return paragraph(words, self._width, ACCENT)

    def section(self, heading: str, lines: Lines) -> Lines:
        """Lines under their heading; nothing without any."""
        return [*headline(heading, self._width), *lines] if lines else []

    def done(self, looked: Sequence[Looked]) -> Lines:
        """How much was done of each kind."""
        done = done_words(act for one in looked for act in one.acts if act != PUT_OFF)
        return paragraph(" · ".join(done), self._width, "", 2)

    def still_needing(self, still: Sequence[CaseReview]) -> Lines:
        """That cases were left in danger, or with what has its day today: neither is over because the review is."""
        danger = sum(self._is_in_danger(one) for one in still)
        lines: Lines = []
        if danger:
            words = n_(
                "{count} case in danger still needs you today.",
                "{count} cases in danger still need you today.", danger,
            ).format(count=danger)  # fmt: skip
            lines = paragraph(words, self._width, ALARM)
        if others := len(still) - danger:
            words = n_(
                "{count} case stays on today's list until what is due there is done or put off.",
                "{count} cases stay on today's list until what is due there is done or put off.", others,
            ).format(count=others)  # fmt: skip
            lines = [*lines, *paragraph(words, self._width)]
        return lines

    def put_off(self) -> Lines:
        """How many cases rest, then each that asks again soon: until when and why."""
        resting = self._review.resting
        if not resting:
            return []
        told = []
        for case in (one.case for one in resting[:_LEFT]):
            assert case.put_off is not None, "only what was put off rests"
            until = _("until {day}").format(day=day_text(case.put_off.until))
            told.append(_Told(case, until, shown(case.put_off.reason, self._hidden)))
        return [
            *paragraph(resting_sentence(resting), self._width, QUIET, 2), *self._cases(told),
            *self._more(len(resting) - _LEFT),
        ]  # fmt: skip

    def cases(self, left: Sequence[CaseReview]) -> Lines:
        """Cases with what they need most; so many of them."""
        lines = self._cases([_Told(one.case, self._need(one)) for one in left[:_LEFT]])
        return [*lines, *self._more(len(left) - _LEFT)]

    def _need(self, one: CaseReview) -> str:
        """What a case needs most; where something was done for its danger, what has its day today."""
        findings = one.findings if self._is_in_danger(one) else one.due_on_a_day or one.findings
        return reason(findings[0], self._review.day, hidden=self._hidden) if findings else ""

    def _is_in_danger(self, one: CaseReview) -> bool:
        """Whether a case is in danger, and nothing was done for it today."""
        return is_left_in_danger(one, self._review.record.of(one.case.code))

    def _more(self, count: int) -> Lines:
        """How many are not told."""
        return paragraph(_("and {count} more").format(count=count), self._width, QUIET, 2) if count > 0 else []

    def week(self) -> Lines:
        """What comes due, day by day."""
        review, width = self._review, self._width
        if not review.coming:
            return paragraph(_("Nothing comes due in the week ahead."), width, QUIET)
        lines = headline(_("The week ahead"), width)
        for day, of_day in groupby(review.coming, key=lambda pair: pair[0].due):
            when = f"{weekday_text(day)} {short_day_text(day)} · {due_text(day, review.day)}"
            lines += paragraph(when, width, QUIET)
            told: dict[str, tuple[Case, list[str]]] = {}
            for finding, seen in of_day:
                told.setdefault(seen.case.code, (seen.case, []))[1].append(self._finding(finding))
            lines += self._cases([_Told(case, ", ".join(_once(words))) for case, words in told.values()])
        return lines

    def _cases(self, told: Sequence[_Told]) -> Lines:
        """Cases and something about each: beside them where there is room for all of it, else below each."""
        names = [shown(cell_text(one.case.alias), self._hidden) for one in told]
        codes = widest(one.case.code for one in told)
        alias = min(widest(names), self._width - codes - 4)
        room = self._width - codes - alias - 6
        beside = all(cell_len(brief(one.words)) <= room for one in told)
        lines = []
        for one, name in zip(told, names, strict=True):
            words = brief(one.words)
            start = ("  ", one.case.code.ljust(codes), "  ", (fitted(name, alias), STRONG))
            lines.append(line(*start, "  ", (words, QUIET)) if beside else line(*start))
            lines += [] if beside else paragraph(words, self._width, QUIET, 4)
            lines += paragraph(brief(one.why), self._width, QUIET, 4)
        return lines

    def _finding(self, finding: Finding) -> str:
        """What comes due, in few words; the day stands above it."""
        name = finding.name
        if not name and finding.what and finding.rule in _IS_TOLD_BY_KIND:
            name = finding.what.label
        if not name:
            return head(finding)
        return f"{head(finding)}: {shown(brief(name), self._hidden)}"


def _once(words: Sequence[str]) -> list[str]:
    """Words of which some come several times, each once with its number behind it."""
    return [word if count == 1 else f"{word} ({count})" for word, count in Counter(words).items()]
