"""The vocabularies of the domain reference, section 2: every code is there, in its order, and none besides."""

from typing import Any

import pytest

from store.model import codes

PHASES = "engagement assessment planning intervention monitoring evaluation termination"
TABLE = {
    "Phase": PHASES,
    "Status": "active on_hold closed",
    "Level": "micro mezzo macro",
    "SystemSize": "individual family formal_group organisation neighbourhood community society",
    "PracticeField": "residential_child_care legislature_office community_hospice rape_crisis other",
    "IntakeSource": "self outreach agency family neighbourhood school health justice social_office hotline other",
    "Consent": "written verbal guardian mandate vital refused",
    "RiskLevel": "none low medium high critical",
    "ContactMode": "home_visit office field phone message video group collateral conference liaison supervision admin",
    "ContactOutcome": "reached left_message no_answer no_show cancelled refused",
    "NoteFormat": "narrative summary process SOAP DAP BIRP GIRP",
    "NoteStatus": "draft signed amended voided",
    "MoveKind": "opened advanced moved_back terminated reopened held resumed put_off",
    "TerminationReason": (
        "goals_met partial not_needed returned transferred moved withdrew lost_contact ineligible capacity mandate_end "
        "duplicate died other"
    ),
    "Outcome": "much_better better same worse unknown",
    "Notice": "agreed informed not_possible",
    "OutsideKind": "backup export handover dump",
    "MaskLevel": "full partial none",
    "WordKind": "person place organisation other",
    "PacketKind": "case caseload notes",
    "DayStyle": "relative shifted",
    "WorkerRole": (
        "broker advocate educator enabler mediator facilitator counsellor case_manager organiser evaluator policy"
    ),
    "PracticeFunction": "prevention protection rehabilitation empowerment development",
    "Verdict": "end monitor replan",
    "Returned": "yes no not_applicable",
    "Sex": "male female",
    "Bond": "strong ordinary weak stressful broken married cohabiting separated divorced child",
    "Flow": "none to from both",
    "LifeDomain": ("basic_needs housing health mental family social education livelihood safety legal roles spiritual"),
    "GoalStatus": "planned active achieved partial not_achieved revised dropped",
    "Rater": "practitioner client caregiver",
    "TaskOwner": "worker client family other_pro agency",
    "TaskStatus": "open doing done cancelled not_possible",
    "InterventionType": (
        "counselling linking tangible education group_work mediation advocacy_case advocacy_policy system_change "
        "crisis community research"
    ),
    "ResourceKind": "informal formal societal",
    "ReferralStatus": "draft sent accepted rejected started completed client_declined unavailable",
    "Discipline": (
        "doctor nurse psychologist teacher lawyer police faith cadre village pkh tksk volunteer peer kin other"
    ),
    "SystemRole": "change_agent client target action",
    "RiskType": (
        "self_harm harm_others domestic_violence child_abuse sexual_violence elder trafficking homeless medical "
        "worker_safety missing other"  # the last two are ours
    ),
    "FlagState": "open mitigated resolved",
    "Improves": "up down",
    "Stage": "A B",
    "Supposed": "opened_then opened_first size phase risk_day closed held mode reached",
}


def vocabularies() -> dict[str, Any]:
    known = codes.Vocabulary.__subclasses__()
    return {one.__name__: one for one in known if one.__module__.startswith("store.model.")}


def test_no_vocabulary_is_missing_or_untested() -> None:
    assert set(vocabularies()) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_the_codes_are_those_of_the_domain_reference(name: str) -> None:
    assert [member.value for member in vocabularies()[name]] == TABLE[name].split()


@pytest.mark.parametrize("name", TABLE)
def test_each_code_is_found_has_its_own_label_and_is_written_as_itself(name: str) -> None:
    vocabulary = vocabularies()[name]
    labels = [member.label for member in vocabulary]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    for member in vocabulary:
        assert vocabulary.of(member.value) is member
        assert str(member) == f"{member}" == member.value


@pytest.mark.parametrize("code", ["", "Engagement", "engagement ", "ENGAGEMENT", "none", "0"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="is not a code of Phase"):
        codes.Phase.of(code)


def test_the_level_is_suggested_from_the_size() -> None:
    assert {size.value: size.suggested_level.value for size in codes.SystemSize} == {
        "individual": "micro", "family": "micro", "formal_group": "mezzo", "organisation": "mezzo",
        "neighbourhood": "mezzo", "community": "macro", "society": "macro",
    }  # fmt: skip


def test_each_code_has_its_label_in_every_language() -> None:
    assert codes.Status.ON_HOLD.labels == ("Ditangguhkan", "On hold")
    assert codes.Phase.ENGAGEMENT.labels == ("Pendekatan Awal", "Engagement")


def test_which_steps_enter_a_phase() -> None:
    assert [kind.value for kind in codes.MoveKind if not kind.enters_phase] == ["held", "resumed", "put_off"]


def test_which_risk_is_serious_and_which_contact_is_with_the_client() -> None:
    assert [level.value for level in codes.RiskLevel if level.is_serious] == ["high", "critical"]
    assert [mode.value for mode in codes.ContactMode if not mode.is_with_client] == [
        "collateral", "conference", "liaison", "supervision", "admin",
    ]  # fmt: skip
