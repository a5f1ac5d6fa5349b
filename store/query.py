"""What a person types to find something: words, and conditions such as `level:micro` or `dari:2026-11`. Pure.

Search, the filters of the board and the command line all understand this one language. Names and values are read in
either language, whichever is in use, and may be cut short as long as they mean one thing. Reading never fails: what
does not fit its field is left out, so that a slip hides nothing, and a sentence says so.

Several words, in any order, are all wanted. Several conditions of one field: any of them; of different fields: all.
Only of `is:` all must be so, as `is:late is:today` narrows what is shown: a case can be both, but has one level.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from store.folding import fold
from store.language import N_, _
from store.language.days import read_day, weekday_number
from store.meaning import bare, meant
from store.model.case import Case
from store.model.codes import (
    ContactMode,
    ContactOutcome,
    Level,
    Phase,
    PracticeField,
    RiskLevel,
    Status,
    SystemSize,
    Vocabulary,
)
from store.model.text import clean_line


class Field(Vocabulary):
    """What a condition is about. The name before the colon is the code, or the label in either language."""

    PHASE = "phase", N_("Phase")
    STATUS = "status", N_("Status")
    LEVEL = "level", N_("Level")
    SIZE = "size", N_("Size")
    FIELD = "field", N_("Field")
    RISK = "risk", N_("Risk")
    TAG = "tag", N_("Tag")
    HAS = "has", N_("Has")
    IS = "is", N_("State")
    GAP = "gap", N_("Gap")
    MODE = "mode", N_("How")
    OUTCOME = "outcome", N_("Outcome")
    FROM = "from", N_("From")
    TO = "to", N_("Until")


class Has(Vocabulary):
    """What lies in the file of a case."""

    DRAFT = "draft", N_("Unsigned draft")
    DANGER = "danger", N_("Open danger")
    TASK = "task", N_("Open task")
    REFERRAL = "referral", N_("Open referral")
    ADDENDUM = "addendum", N_("Addendum")


class Is(Vocabulary):
    """How a case stands, or a note."""

    TODAY = "today", N_("Needs you today")
    LATE = "late", N_("Overdue")
    PRIVATE = "private", N_("Private note")
    ARCHIVED = "archived", N_("In the archive")


class Gap(Vocabulary):
    """How the gap moves."""

    WORSE = "worse", N_("Getting wider")


class Unsaid(Vocabulary):
    """What nobody has said yet of a case."""

    NOT_ASSESSED = "not_assessed", N_("Not assessed")


VALUES: dict[Field, tuple[Vocabulary, ...]] = {
    Field.PHASE: tuple(Phase), Field.STATUS: tuple(Status), Field.LEVEL: tuple(Level), Field.SIZE: tuple(SystemSize),
    Field.FIELD: tuple(PracticeField), Field.RISK: (*RiskLevel, Unsaid.NOT_ASSESSED), Field.HAS: tuple(Has),
    Field.IS: tuple(Is), Field.GAP: tuple(Gap), Field.MODE: tuple(ContactMode), Field.OUTCOME: tuple(ContactOutcome),
}  # fmt: skip
"""The fields whose values are a closed list."""

_DAYS = (Field.FROM, Field.TO)
_ONLY_NOTES = (Field.MODE, Field.OUTCOME, *_DAYS)

_TERM = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_VALUE = re.compile(r'(?:[^,"]|"[^"]*"?)+')
_NAMED = re.compile(r'([^\s":]+):(.*)', re.DOTALL)
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})", re.ASCII)


class Condition(NamedTuple):
    """One thing that must be so.

    Attributes:
        field: what it is about.
        value: a code, an ISO day, or a tag as `plain_tag` has it.
    """

    field: Field
    value: str


class Query(NamedTuple):
    """What is looked for.

    Attributes:
        text: as it was typed, without blanks around it.
        words: all of them are wanted, folded; a phrase in quotation marks is one.
        conditions: of one field any (of `is:` all), of different fields all.
        problems: a sentence for each value that was left out because it does not fit its field, and for each name
            that is none of a field.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    problems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.words or self.conditions)

    def wanted(self, field: Field) -> frozenset[str]:
        """The values of a field, any of which will do; empty when the field does not matter."""
        return frozenset(condition.value for condition in self.conditions if condition.field is field)

    @property
    def seeks_notes(self) -> bool:
        """Whether only notes can answer it."""
        return bool(about_notes(self)) or Has.DRAFT in self.wanted(Field.HAS)


class CaseFacts(NamedTuple):
    """What the conditions look at in a case.

    Attributes:
        risk: how great the danger is, by the case and its flags; see `store.practice.risk.worst_level`.
        drafts: how many of its notes wait for a signature.
        dangers: how many dangers are open.
        is_late: whether a contact or a check is overdue.
        needs_today: whether it is in today's review.
        open_tasks, open_referrals, gap_worse: asked only when a condition wants to know.
    """

    case: Case
    risk: RiskLevel | None
    drafts: int
    dangers: int
    is_late: bool
    needs_today: bool
    open_tasks: Callable[[], int]
    open_referrals: Callable[[], int]
    gap_worse: Callable[[], bool]
    is_archived: bool = False


def read_query(text: str, today: date | None = None) -> Query:
    """Read what was typed.

    Words may be parts of words; `"two words"` in quotation marks stay together. `name:value` is a condition where the
    name is that of a field, else a word like any other (10:30). Commas separate several values. A day is written as
    2026-11-20 or 20/11/2026, or as everywhere else: yesterday, -7; a weekday is the last one, as notes are of the past.
    A month, 2026-11, and a year, 2026, mean their first day after `from:` and their last after `to:`. What is not
    wanted, `-name:value` elsewhere, cannot be said: it is left out.

    Args:
        text: what was typed.
        today: what yesterday and -7 count from; by the clock unless given.
    """
    text, today = clean_line(text), today or date.today()
    words: dict[str, None] = {}
    conditions: dict[Condition, None] = {}
    problems: dict[str, None] = {}
    for term in _TERM.findall(_straight(text)):
        named = _NAMED.fullmatch(term)
        field = _fields().get(bare(named[1])) if named else None
        if named is None or field is None:
            words[_unquoted(term)] = None
            if named and _looks_like_a_field(*named.groups()):
                problems[_no_field(named[1])] = None
            continue
        if term.startswith("-"):
            why = _("left out; what is not wanted cannot be said.")
            problems[f"{clean_line(term)}: {why}"] = None
            continue
        for value in _VALUE.findall(named[2]) or [""]:
            try:
                conditions[Condition(field, _read(field, _unquoted(value), today))] = None
            except ValueError as problem:
                problems[f"{field}:{clean_line(value)}: {problem}"] = None
    return Query(text, tuple(word for word in words if word), tuple(conditions), tuple(problems))


def case_term(field: Field, value: str) -> str:
    """How a condition is written: `level:micro`, `tag:"anak jalanan"`.

    Args:
        field: what it is about.
        value: as in a `Condition`; a tag may be as the case has it.
    """
    if field is Field.TAG:
        value = plain_tag(value)
    return f'{field}:"{value}"' if " " in value else f"{field}:{value}"


def value_label(condition: Condition) -> str:
    """What the value of a condition is called; only where the values are a closed list."""
    return next(value.label for value in VALUES[condition.field] if value == condition.value)


def plain_tag(tag: str) -> str:
    """A tag as it is compared: folded, without what has a meaning in a query."""
    return " ".join(re.sub('[",]', " ", fold(tag)).split())


def about_notes(query: Query) -> tuple[Condition, ...]:
    """The conditions that tell notes apart, and say nothing where only cases are shown."""
    return tuple(
        condition
        for condition in query.conditions
        if condition.field in _ONLY_NOTES
        or condition in (Condition(Field.HAS, Has.ADDENDUM), Condition(Field.IS, Is.PRIVATE))
    )


def fits_case(query: Query, facts: CaseFacts) -> bool:
    """Whether a case answers the conditions. Neither the words count here, nor those of `about_notes`."""
    return case_test(query)(facts)


def case_test(query: Query) -> Callable[[CaseFacts], bool]:
    """What `fits_case` asks, put together once for many cases. What takes looking up is asked last."""
    asked = [(all if field is Field.IS else any, field, wanted) for field in Field if (wanted := query.wanted(field))]
    return lambda facts: all(how(_fits(field, value, facts) for value in wanted) for how, field, wanted in asked)


def _fits(field: Field, value: str, facts: CaseFacts) -> bool:
    case = facts.case
    match field:
        case Field.PHASE:
            return case.phase == value
        case Field.STATUS:
            return case.status == value
        case Field.LEVEL:
            return case.level == value
        case Field.SIZE:
            return case.size == value
        case Field.FIELD:
            return case.field == value
        case Field.RISK:
            return case.risk_level is None if value == Unsaid.NOT_ASSESSED else facts.risk == value
        case Field.TAG:
            return any(plain_tag(tag) == value for tag in case.tags)
        case Field.HAS:
            return _has(Has.of(value), facts)
        case Field.IS:
            return _is(Is.of(value), facts)
        case Field.GAP:
            return facts.gap_worse()
        case _:
            return True  # about notes


def _has(what: Has, facts: CaseFacts) -> bool:
    match what:
        case Has.DRAFT:
            return facts.drafts > 0
        case Has.DANGER:
            return facts.dangers > 0
        case Has.TASK:
            return facts.open_tasks() > 0
        case Has.REFERRAL:
            return facts.open_referrals() > 0
        case Has.ADDENDUM:
            return True


def _is(what: Is, facts: CaseFacts) -> bool:
    match what:
        case Is.TODAY:
            return facts.needs_today
        case Is.LATE:
            return facts.is_late
        case Is.ARCHIVED:
            return facts.is_archived
        case Is.PRIVATE:
            return True


# Reading


def _looks_like_a_field(name: str, value: str) -> bool:
    """Whether a condition was meant, rather than a time of day or an address."""
    return name.isalpha() and bool(value) and not value.startswith("/")


def _no_field(name: str) -> str:
    """That a name is none of a field, with the ones it may have been meant for."""
    near = get_close_matches(bare(name), list(_fields()), n=1, cutoff=0.6)
    if near:
        return _("{name}: is no condition, so it counts as a word. Did you mean {near}:?").format(
            name=name, near=near[0]
        )
    names = ", ".join(field.label.lower() for field in Field)
    return _("{name}: is no condition, so it counts as a word. Conditions are: {names}.").format(name=name, names=names)


def _read(field: Field, given: str, today: date) -> str:
    """The value that was meant.

    Raises:
        ValueError: it does not fit the field; what would is in the sentence.
    """
    if field in _DAYS:
        return _day(given, today, is_end=field is Field.TO).isoformat()
    if field is Field.TAG:
        if not (tag := plain_tag(given)):
            raise ValueError(_("left out; it needs a tag."))
        return tag
    found = meant(VALUES[field], given)
    if len(found) == 1:
        return found[0].value
    choices = ", ".join(value.label for value in found or VALUES[field])
    if found:
        raise ValueError(_("left out; it may mean: {choices}.").format(choices=choices))
    raise ValueError(_("left out; it needs one of: {choices}.").format(choices=choices))


@cache
def _fields() -> dict[str, Field]:
    return {bare(name): field for field in reversed(Field) for name in (*field.labels, field.value)}


def _day(given: str, today: date, *, is_end: bool) -> date:
    """The day that was written; of a month or a year its first, or its last."""
    try:
        if found := _DAY.fullmatch(given):
            year, month, day = found.groups()
        elif found := _DAY_FIRST.fullmatch(given):
            day, month, year = found.groups()
        else:
            named = read_day(given, today)
            return named - timedelta(days=7) if weekday_number(given) else named
        first = date(int(year), int(month or (12 if is_end else 1)), int(day or 1))
    except ValueError:
        raise ValueError(_("left out; it needs a day, such as 2026-11-20, 2026-11, 2026, yesterday or -7.")) from None
    return first if day or not is_end else first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _straight(text: str) -> str:
    """With the quotation marks that clever keyboards make as plain ones."""
    return text.translate(dict.fromkeys(map(ord, "“”„"), '"'))


def _unquoted(text: str) -> str:
    """A word or phrase, folded."""
    return " ".join(fold(text.replace('"', "")).split())
