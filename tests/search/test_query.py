"""What a person types to find something: read in either language, never failing, and written so that it reads back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language import LANGUAGES, use
from store.model.case import Case
from store.model.codes import RiskLevel
from store.model.record import build
from store.model.text import clean_line
from store.query import (
    VALUES,
    CaseFacts,
    Condition,
    Field,
    Has,
    Query,
    about_notes,
    case_term,
    fits_case,
    plain_tag,
    read_query,
)

LISTED = [(field, value) for field, values in VALUES.items() for value in values]
DAYS = st.dates(min_value=date(1, 1, 1))
CONDITIONS = st.one_of(
    st.sampled_from(LISTED).map(lambda pair: Condition(pair[0], pair[1].value)),
    st.builds(Condition, st.sampled_from([Field.FROM, Field.TO]), DAYS.map(date.isoformat)),
    st.builds(Condition, st.just(Field.TAG), st.text().map(clean_line).map(plain_tag).filter(bool)),
)
TYPED = st.text(st.sampled_from('aeIm :,"“-_/.#0129\u0301ßİ\n') | st.characters()) | st.text()


@pytest.mark.parametrize(
    ("text", "words", "conditions"),
    [
        ("", (), ()),
        ("  Ibu   wÁyan ", ("ibu", "wayan"), ()),
        ("ibu IBU", ("ibu",), ()),
        ('"Kunjungan  Rumah" sekolah', ("kunjungan rumah", "sekolah"), ()),
        ("“kunjungan rumah”", ("kunjungan rumah",), ()),
        ('"to the end', ("to the end",), ()),
        ("10:30 http://x a:b", ("10:30", "http://x", "a:b"), ()),
        ('"level:micro"', ("level:micro",), ()),
        ("-ibu -a:b", ("-ibu", "-a:b"), ()),
        ("level:micro", (), ("level:micro",)),
        ("LEVEL:Micro", (), ("level:micro",)),
        ("phase:plan,monit ibu", ("ibu",), ("phase:planning", "phase:monitoring")),
        ("level:mic level:macro", (), ("level:micro", "level:macro")),
        ('mode:"home visit"', (), ("mode:home_visit",)),
        ("mode:home-visit", (), ("mode:home_visit",)),
        ("mode:visit", (), ()),  # a word of two labels
        ("size:rw", (), ("size:neighbourhood",)),
        ("outcome:reached", (), ("outcome:reached",)),
        ("has:draft,task", (), ("has:draft", "has:task")),
        ("is:late is:today", (), ("is:late", "is:today")),
        ("gap:worse", (), ("gap:worse",)),
        ("risk:none", (), ("risk:none",)),
        ("risk:not-assessed risiko:not", (), ("risk:not_assessed",)),
        ('tag:"Anak Jalanan",Migrán', (), ('tag:"anak jalanan"', "tag:migran")),
        ("from:2026-11-20", (), ("from:2026-11-20",)),
        ("from:20/11/2026", (), ("from:2026-11-20",)),
        ("from:2026-11 to:2026-11", (), ("from:2026-11-01", "to:2026-11-30")),
        ("from:11/2026 until:2/2028", (), ("from:2026-11-01", "to:2028-02-29")),
        ("from:2026 to:2026", (), ("from:2026-01-01", "to:2026-12-31")),
        ("from:yesterday to:today", (), ("from:2026-11-20", "to:2026-11-21")),
        ("dari:kemarin", (), ("from:2026-11-20",)),
        ("from:-7 to:friday", (), ("from:2026-11-14", "to:2026-11-20")),
        ('from:"1 nov"', (), ("from:2026-11-01",)),
    ],
)
def test_reading(text: str, words: tuple[str, ...], conditions: tuple[str, ...]) -> None:
    query = read_query(text, date(2026, 11, 21))
    assert query.words == words
    assert tuple(case_term(each.field, each.value) for each in query.conditions) == conditions
    assert bool(query) == bool(words or conditions)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("level:m", "Micro, Mezzo, Macro"),
        ("level:huge", "Micro, Mezzo, Macro"),
        ("level:", "Micro, Mezzo, Macro"),
        ("gap:", "Getting wider"),
        ("mode:visit", "Home visit, Field visit"),
        ("from:2026-13", "2026-11-20"),
        ("to:30/02/2026", "2026-11-20"),
        ("from:", "2026-11-20"),
        ('tag:""', "a tag"),
        ("-level:micro", "what is not wanted cannot be said"),
        ('-tag:"anak jalanan', "what is not wanted cannot be said"),
    ],
)
def test_what_does_not_fit_hides_nothing_and_is_told(text: str, says: str) -> None:
    query = read_query(f"ibu {text}")
    assert (query.words, query.conditions) == (("ibu",), ())
    (problem,) = query.problems
    assert text.rstrip('"') in problem
    assert says in problem


@pytest.mark.parametrize(
    ("text", "says"),
    [("colour:red", "phase, status, level"), ("fase:planning", "Did you mean phase:?"), ("lebel:micro", "level:?")],
)
def test_an_unknown_name_is_looked_for_as_a_word_and_told(text: str, says: str) -> None:
    query = read_query(text)
    assert query.words == (text,)
    (problem,) = query.problems
    assert says in problem


@pytest.mark.parametrize("text", ["10:30", "https://lingkar.example", "catatan:", '"colour:red"'])
def test_what_no_condition_was_meant_by_is_a_word_without_a_word(text: str) -> None:
    assert read_query(text).problems == ()


@given(TYPED)
def test_no_text_is_too_odd_to_read(text: str) -> None:
    query = read_query(text)
    assert all(query.words)
    again = " ".join([*(f'"{word}"' for word in query.words), *(case_term(c.field, c.value) for c in query.conditions)])
    assert read_query(again) == Query(read_query(again).text, query.words, query.conditions)


@given(st.lists(CONDITIONS, unique=True))
def test_a_condition_reads_back(conditions: list[Condition]) -> None:
    query = read_query(" ".join(case_term(each.field, each.value) for each in conditions))
    assert (query.conditions, query.words, query.problems) == (tuple(conditions), (), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_values_are_read_in_every_language(language: str) -> None:
    use(language)
    for field, value in LISTED:
        for name in (field.value, *field.labels):
            for told in (value.value, *value.labels):
                assert read_query(f'{name}:"{told}"').conditions == (Condition(field, value.value),), (name, told)


def test_the_names_of_fields_are_single_words_and_each_means_one() -> None:
    meant: dict[str, Field] = {}
    for field in Field:
        for name in {field.value, *(label.lower() for label in field.labels)}:
            assert name.isalpha(), "else it could not stand before a colon"
            assert meant.setdefault(name, field) is field


# Cases

NEVER: Callable[[], Any] = lambda: pytest.fail("asked although no condition wants to know")  # noqa: E731


def facts(**changes: Any) -> CaseFacts:
    """A quiet case, of which nothing may be asked that is not changed here."""
    case = build(Case, {
        "code": "K-2026-001", "alias": "A", "size": "family", "opened": date(2026, 1, 1), "tags": "Anak, jalan raya",
        "phase_since": date(2026, 1, 1), "field": "rape_crisis",
    })  # fmt: skip
    quiet: dict[str, Any] = {
        "case": case, "risk": RiskLevel.LOW, "drafts": 0, "dangers": 0, "is_late": False, "needs_today": False,
        "open_tasks": NEVER, "open_referrals": NEVER, "gap_worse": NEVER,
    }  # fmt: skip
    return CaseFacts(**{**quiet, **changes})


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("phase:engagement", True), ("phase:planning", False), ("phase:planning,engagement", True),
        ("status:active", True), ("status:closed", False), ("level:micro", True), ("level:macro", False),
        ("size:family", True), ("size:society", False), ("field:rape", True), ("field:other", False),
        ("risk:low", True), ("risk:high", False), ("tag:anak", True), ("tag:JALÁN", False), ('tag:"jalan raya"', True),
        ("tag:jalan", False), ("has:draft", False), ("has:danger", False), ("is:late", False), ("is:today", False),
        ("is:archived", False), ("phase:engagement risk:high", False), ("phase:engagement risk:low", True),
        ("zzz", True), ("mode:phone from:2030 has:addendum is:private outcome:reached to:1990", True),
    ],
)  # fmt: skip
def test_fits_case(text: str, fits: bool) -> None:
    assert fits_case(read_query(text), facts()) is fits


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("has:draft", {"drafts": 1}), ("has:danger", {"dangers": 1}), ("has:task", {"open_tasks": lambda: 1}),
        ("has:referral", {"open_referrals": lambda: 1}), ("is:late", {"is_late": True}),
        ("is:today", {"needs_today": True}), ("is:archived", {"is_archived": True}),
        ("gap:worse", {"gap_worse": lambda: True}), ("has:danger,task", {"dangers": 0, "open_tasks": lambda: 1}),
        ("is:late is:today", {"is_late": True, "needs_today": True}),
    ],
)  # fmt: skip
def test_fits_a_case_of_which_it_is_so(text: str, so: dict[str, Any]) -> None:
    no = {name: (lambda: 0) if callable(value) else type(value)() for name, value in so.items()}
    query = read_query(text)
    assert fits_case(query, facts(**so))
    assert not fits_case(query, facts(**no))


def test_a_case_without_an_assessed_risk_has_no_level() -> None:
    assert not any(fits_case(read_query(f"risk:{level}"), facts(risk=None)) for level in RiskLevel)
    assert fits_case(read_query("risk:not_assessed"), facts(risk=RiskLevel.HIGH)), "a danger is no assessment"
    assessed = facts().case.changed(risk_level="low")
    assert not fits_case(read_query("risk:not_assessed"), facts(case=assessed))


def test_what_only_notes_can_answer() -> None:
    told = read_query("mode:phone outcome:reached from:2026 to:2026 has:addendum,task is:private,late level:micro")
    assert {case_term(each.field, each.value) for each in about_notes(told)} == {
        "mode:phone", "outcome:reached", "from:2026-01-01", "to:2026-12-31", "has:addendum", "is:private",
    }  # fmt: skip
    assert told.seeks_notes
    assert read_query("has:draft").seeks_notes
    assert not read_query("has:task level:micro ibu").seeks_notes
    assert read_query("has:draft").wanted(Field.HAS) == {Has.DRAFT}
