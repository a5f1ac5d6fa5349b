"""Each finding in words: its numbers are in its sentence, in both languages, and hidden text is not."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from store.language import LANGUAGES, use
from store.model import Phase, RiskLevel
from store.model.codes import ContactMode
from store.model.flag import RiskType
from store.model.referral import ReferralStatus
from store.practice.reasons import head, reason
from store.practice.review import Finding, Rule

TODAY = date(2026, 11, 21)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def finding(rule: Rule, due: date = TODAY, since: date | None = None, limit: int | None = None, **more: Any) -> Finding:
    return Finding(rule, due, since, limit, **more)


DANGER = {"what": RiskType.DOMESTIC_VIOLENCE, "level": RiskLevel.HIGH}
HOME = {"what": ContactMode.HOME_VISIT}
TASK = {"name": "Call [/] the school"}
SENT = {"what": ReferralStatus.SENT, "name": "RSUD"}
REASONS = [
    (finding(Rule.OPEN_DANGER, since=TODAY, **DANGER), "Domestic violence, high: open since today"),
    (finding(Rule.OPEN_DANGER, since=ago(1), **DANGER), "Domestic violence, high: open for 1 day"),
    (finding(Rule.OPEN_DANGER, since=ago(48), lacks_plan=True, **DANGER),
     "Domestic violence, high: open for 48 days; no safety plan yet"),
    (finding(Rule.OPEN_DANGER, since=ago(-9), **DANGER), "Domestic violence, high: open since today"),
    (finding(Rule.UNNAMED_DANGER, since=TODAY, level=RiskLevel.HIGH),
     "Risk high, assessed today; no open danger says why"),
    (finding(Rule.UNNAMED_DANGER, since=ago(1), level=RiskLevel.HIGH),
     "Risk high, assessed yesterday; no open danger says why"),
    (finding(Rule.UNNAMED_DANGER, since=ago(12), level=RiskLevel.CRITICAL),
     "Risk critical (emergency), assessed 12 days ago; no open danger says why"),
    (finding(Rule.UNNAMED_DANGER, level=RiskLevel.HIGH), "Risk high; no open danger says why"),
    (finding(Rule.UNNAMED_DANGER, level=RiskLevel.HIGH, what=RiskLevel.MEDIUM),
     "Risk high; the open dangers are lower (medium at most)"),
    (finding(Rule.UNNAMED_DANGER, since=ago(1), level=RiskLevel.HIGH, what=RiskLevel.LOW),
     "Risk high, assessed yesterday; the open dangers are lower (low at most)"),
    (finding(Rule.UNNAMED_DANGER, since=ago(2), level=RiskLevel.HIGH, what=RiskLevel.MEDIUM),
     "Risk high, assessed 2 days ago; the open dangers are lower (medium at most)"),
    (finding(Rule.DANGER_CHECK, what=RiskType.MEDICAL), "Look at the danger again (Medical emergency): today"),
    (finding(Rule.DANGER_CHECK, ago(190), what=RiskType.MEDICAL),
     "Look at the danger again (Medical emergency): 15 May 2026 (190 days late)"),
    (finding(Rule.CRITICAL_CONTACT, since=ago(1), limit=1), "Last reached 1 day ago; limit 1"),
    (finding(Rule.CONTACT, since=ago(19), limit=14), "Last reached 19 days ago; limit 14"),
    (finding(Rule.CONTACT, since=TODAY, limit=14), "Last reached today; limit 14"),
    (finding(Rule.CONTACT, since=TODAY, limit=1, is_first=True), "Begun today and not reached yet; limit 1"),
    (finding(Rule.CONTACT, since=ago(1), limit=1, is_first=True), "Not reached for 1 day since it began; limit 1"),
    (finding(Rule.CONTACT, since=ago(5), limit=3, is_first=True), "Not reached for 5 days since it began; limit 3"),
    (finding(Rule.APPOINTMENT), "Contact planned: today"),
    (finding(Rule.APPOINTMENT, ago(-1)), "Contact planned: tomorrow"),
    (finding(Rule.LATE_APPOINTMENT, ago(1)), "Contact planned: 20 Nov 2026 (1 day late)"),
    (finding(Rule.TASK, ago(15), **TASK), "Task “Call [/] the school”: 6 Nov 2026 (15 days late)"),
    (finding(Rule.TASK, ago(-7), **TASK), "Task “Call [/] the school”: 28 Nov 2026 (7 days)"),
    (finding(Rule.UNWRITTEN, since=ago(1), limit=3, **HOME),
     "Contact of 20 Nov 2026 (home visit): no note for 1 day; write it within 3 days"),
    (finding(Rule.UNWRITTEN, since=ago(4), limit=3, **HOME),
     "Contact of 17 Nov 2026 (home visit): no note for 4 days; write it within 3 days"),
    (finding(Rule.UNWRITTEN, since=TODAY, limit=3, **HOME),
     "Contact of 21 Nov 2026 (home visit): no note yet; write it within 3 days"),
    (finding(Rule.UNSIGNED, since=TODAY, limit=3, **HOME),
     "Draft of 21 Nov 2026 (home visit): not signed yet; sign within 3 days"),
    (finding(Rule.UNSIGNED, since=TODAY, limit=3),
     "Draft of 21 Nov 2026 (contact not chosen yet): not signed yet; sign within 3 days"),
    (finding(Rule.UNSIGNED, since=ago(1), limit=1, **HOME),
     "Draft of 20 Nov 2026 (home visit): unsigned for 1 day; sign within 1 day"),
    (finding(Rule.UNSIGNED, since=ago(30), limit=3, **HOME),
     "Draft of 22 Oct 2026 (home visit): unsigned for 30 days; sign within 3 days"),
    (finding(Rule.HOLD_OVER), "On hold until: today"),
    (finding(Rule.HOLD_OVER, ago(2)), "On hold until: 19 Nov 2026 (2 days late)"),
    (finding(Rule.REVIEW, ago(3)), "Review planned: 18 Nov 2026 (3 days late)"),
    (finding(Rule.REVIEW, ago(3), ago(93), 90), "No review for 93 days; limit 90"),
    (finding(Rule.REVIEW, since=ago(1), limit=1), "No review for 1 day; limit 1"),
    (finding(Rule.REFERRAL, ago(2), ago(9), 7, **SENT),
     "Referral to RSUD: no answer for 9 days, limit 7; ask again: 19 Nov 2026 (2 days late)"),
    (finding(Rule.REFERRAL, TODAY, ago(1), 7, **SENT),
     "Referral to RSUD: no answer for 1 day, limit 7; ask again: today"),
    (finding(Rule.REFERRAL, ago(2), **SENT), "Referral to RSUD without an answer: 19 Nov 2026 (2 days late)"),
    (finding(Rule.REFERRAL, what=ReferralStatus.DRAFT, name="RSUD"), "Referral to RSUD is not sent yet: today"),
    (finding(Rule.AFTERCARE, ago(50)), "Check after the ending: 2 Oct 2026 (50 days late)"),
    (finding(Rule.STUCK, since=ago(200), limit=180, what=Phase.INTERVENTION),
     "In Intervention for 200 days; limit 180"),
    (finding(Rule.STUCK, since=ago(1), limit=1, what=Phase.PLANNING), "In Planning for 1 day; limit 1"),
]  # fmt: skip
INDONESIAN = [
    (finding(Rule.CONTACT, since=ago(19), limit=14), "Terakhir bertemu 19 hari lalu; batas 14"),
    (finding(Rule.OPEN_DANGER, since=ago(48), lacks_plan=True, **DANGER),
     "KDRT, tinggi: terbuka selama 48 hari; belum ada rencana keselamatan"),
    (finding(Rule.TASK, ago(15), name="Hubungi sekolah"), "Tugas “Hubungi sekolah”: 6 Nov 2026 (lewat 15 hari)"),
    (finding(Rule.UNSIGNED, since=ago(4), limit=3, **HOME),
     "Draf 17 Nov 2026 (kunjungan rumah): 4 hari tanpa tanda tangan; tanda tangani dalam 3 hari"),
    (finding(Rule.STUCK, since=ago(200), limit=180, what=Phase.INTERVENTION),
     "Di tahap Intervensi selama 200 hari; batas 180"),
    (finding(Rule.HOLD_OVER), "Ditangguhkan sampai: hari ini"),
]  # fmt: skip


def test_every_rule_is_here() -> None:
    assert {finding.rule for finding, _ in REASONS} == set(Rule)


@pytest.mark.parametrize(("found", "said"), REASONS, ids=lambda value: value if isinstance(value, str) else "")
def test_the_sentence_of_each_rule(found: Finding, said: str) -> None:
    assert reason(found, TODAY) == said


@pytest.mark.parametrize(("found", "said"), INDONESIAN, ids=lambda value: value if isinstance(value, str) else "")
def test_in_indonesian(found: Finding, said: str) -> None:
    use("id")
    assert reason(found, TODAY) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("found", "english"), REASONS, ids=lambda value: value if isinstance(value, str) else "")
def test_the_numbers_are_said_in_both_languages(found: Finding, english: str, language: str) -> None:
    use(language)
    said = reason(found, TODAY)
    assert re.findall(r"\d+", said) == re.findall(r"\d+", english)
    assert "{" not in said
    if found.limit is not None:
        assert str(found.limit) in said
        assert found.since in (None, TODAY) or str((TODAY - found.since).days) in said
    assert found.name in said
    hidden = reason(found, TODAY, hidden=True)
    assert "school" not in hidden
    assert "RSUD" not in hidden
    kept = found.name or (found.what.label if found.rule.is_safety and found.what else "")
    assert hidden == (said.replace(kept, "· · ·") if kept else said)


def test_what_a_client_is_called_by_does_not_act_on_the_sentence() -> None:
    assert reason(finding(Rule.TASK, name="{due} {0} %s"), TODAY) == "Task “{due} {0} %s”: today"
    assert reason(finding(Rule.REFERRAL, name="{due}", what=ReferralStatus.SENT), TODAY) == (
        "Referral to {due} without an answer: today"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_says_no_word_of_a_client(language: str) -> None:
    use(language)
    heads = {rule: head(finding(rule, since=TODAY, limit=1, name="Bu Sari", what=Phase.PLANNING)) for rule in Rule}
    assert all(heads.values())
    assert "Bu Sari" not in heads.values()
    if language == "en":
        assert {rule.code: said for rule, said in heads.items()} == {
            "open_danger": "danger", "unnamed_danger": "risk", "danger_check": "danger check",
            "critical_contact": "contact", "appointment": "contact", "late_appointment": "contact",
            "contact": "contact", "task": "task", "unwritten": "note", "unsigned": "note", "hold_over": "on hold",
            "review": "plan review", "referral": "referral", "aftercare": "aftercare", "stuck": "stuck",
        }  # fmt: skip
