"""The sections of a packet about the work: everything that lies in the file is in them, and nothing else."""

from datetime import date, timedelta

import pytest

from store import Casebook
from store.language import _, use
from store.model import (
    Flag,
    Goal,
    Intervention,
    Measure,
    Measurement,
    Person,
    Referral,
    Relation,
    Score,
    Task,
    TeamMember,
)
from store.packet.document import Block, Figure, Heading
from tests.packet.packets import facts, open_packet, paragraphs, rows, text_of
from tui.plain.casefile import file_lines


@pytest.fixture
def code(book: Casebook) -> str:
    """A case with something of every kind."""
    code = book.add_case(
        alias="Bu S", size="family", strengths="Berani", coping="Bercerita", worker_roles=["broker"],
        collective_issues="putus sekolah",
    ).code  # fmt: skip
    book.add(Person, code, alias="Nenek", name="Ibu Sumarni", kin_role="grandmother", age=67)
    book.add(Person, code, alias="Adik", born=date(2018, 11, 22), contact="0812")
    book.add(Relation, code, a="Bu S", b="Nenek", bond="strong", flow="from", note="lends rice")
    for day, reality in ((date(2026, 9, 1), 1), (date(2026, 11, 1), 3)):
        book.add(Score, code, domain="education", on=day, expectation=4, reality=reality, whose="the school")
    goal = book.add(
        Goal, code, statement="Back at school", baseline=-2, much_less="Never there", expected="Four\ndays", weight=2,
        domain="education", set_on=date(2026, 10, 1),
    )  # fmt: skip
    book.rate_goal(goal.id, 0, "client", note="proud")
    book.add(Task, code, text="Call the teacher", owner="worker", due=date(2026, 11, 30), goal=goal.id)
    done = book.add(Task, code, text="Find the papers")
    book.change(done, status="done")
    book.add(Intervention, code, kind="linking", level="micro", role="broker", text="School and family")
    sent = book.add(Referral, code, to="KIP", reason="Fees", follow_up=date(2026, 11, 29))
    book.change(sent, status="rejected", barrier="Quota used up")
    book.add(TeamMember, code, name="Pak Guru", discipline="teacher", organisation="SDN 3")
    flag = book.add(Flag, code, type="child_abuse", level="high", safety_plan="Neighbour at night")
    book.change(flag, state="mitigated", state_reason="Uncle moved out")
    book.add(Flag, code, type="medical", level="critical")
    measure = book.add(Measure, code, target="Days absent", unit="a week", improves="down")
    for stage, values in (("A", (3, 4, 2, 5, 3, 4)), ("B", (2, 2, 1, 2, 1, 0, 0, 0))):
        for at, value in enumerate(values):
            on = date(2026, 9, 1) + timedelta(days=at + (20 if stage == "B" else 0))
            book.add(Measurement, code, measure=measure.id, stage=stage, value=value, on=on)
    return code


def blocks(book: Casebook, code: str) -> list[Block]:
    return list(open_packet(book, code).document.blocks)


def test_people_and_their_ties(book: Casebook, code: str) -> None:
    found = blocks(book, code)
    assert rows(found, "To the client") == [
        ("Nenek", "Ibu Sumarni", "grandmother", "67", ""),
        ("Adik", "", "client system", "7, child", "0812"),
    ]
    assert facts(found, "Bu S <=== Nenek: lends rice") == ["strong tie"]


def test_what_moved_the_gap_is_told(book: Casebook, code: str) -> None:
    found = blocks(book, code)
    assert rows(found, "Life domain") == [("Education", "4", "3", "the school", "3", "1", "1 Nov 2026")]
    said = paragraphs(found)
    assert "Gap index 25 of 100, 75 at first." in said
    assert "Of the change, 50 points came from reality and 0 from expectation." in said
    assert facts(found, "Strengths and resources") == ["Berani"]
    again = book.parts(Score, code)[1]
    book.remove(again)
    book.add(Score, code, domain="health", on=again.on, expectation=4, reality=4)  # another domain, for the first time
    assert "Of the change" not in str(blocks(book, code))


def test_a_goal_with_what_is_seen_at_each_level(book: Casebook, code: str) -> None:
    found = blocks(book, code)
    assert facts(found, "Baseline") == ["-2 Never there"]
    assert facts(found, "Scale") == ["-2 Never there\n0 Four days"]
    assert facts(found, "Life domain") == ["Education"]
    assert facts(found, "Ratings") == ["21 Nov 2026, Client: 0 Four days (proud)"]
    assert any("T-score 30 at the baseline, 50 now" in said for said in paragraphs(found))


def test_the_decision_stands_in_the_assessment_and_then_in_the_history(book: Casebook, code: str) -> None:
    book.decide(code, "replan", "Too small")
    told = "Plan anew, 21 Nov 2026: Too small"
    assert facts(blocks(book, code), "Decision of the evaluation") == [told]
    book.advance(code, "A reason that is long enough.")
    found = blocks(book, code)
    assert facts(found, "Decision of the evaluation") == []
    assert rows(found, "Step")[-1][-1] == f"A reason that is long enough.\nDecision: {told}"


def test_the_plan_with_open_tasks_first(book: Casebook, code: str) -> None:
    found = blocks(book, code)
    assert rows(found, "Task") == [
        ("Call the teacher", "Social worker", "30 Nov 2026", "Not begun"),
        ("Find the papers", "", "", "Done, 21 Nov 2026"),
    ]
    assert rows(found, "What stood in the way") == [("KIP", "Fees", "Rejected", "", "Quota used up")]
    assert rows(found, "Discipline") == [("Pak Guru", "Teacher or school counsellor", "SDN 3", "")]
    assert rows(found, "Intervention")[0][2] == "Broker"


def test_open_dangers_stand_before_those_under_control(book: Casebook, code: str) -> None:
    heads = [block.text for block in blocks(book, code) if isinstance(block, Heading) and block.level == 3]
    assert heads[:2] == [
        "Danger: Medical emergency, Critical (emergency)", "Danger: Child abuse or neglect, High",
    ]  # fmt: skip
    assert "Under control, 21 Nov 2026: Uncle moved out" in facts(blocks(book, code), "State")


def test_a_series_with_its_finding(book: Casebook, code: str) -> None:
    found = blocks(book, code)
    (finding,) = facts(found, "Finding")
    assert finding == (
        "5 of 8 B values outside the band on the better side, 4 in a row: a change beyond chance variation. "
        "It says that something changed, not what changed it."
    )
    (values,) = facts(found, "Values")
    assert values.startswith("A: 3 (1 Sep 2026), 4 (2 Sep 2026)")
    assert "\nB: 2 (21 Sep 2026)" in values


def test_the_charts_stand_in_their_sections(book: Casebook, code: str) -> None:
    stands, found = "", {}
    for block in blocks(book, code):
        if isinstance(block, Heading) and block.level == 2:
            stands = block.text
        if isinstance(block, Figure):
            found[stands] = block.alt
    assert list(found) == [
        "Assessment: strengths, functioning, expectation and reality", "Goals", "Measured: Days absent",
    ]  # fmt: skip
    for alt, words in zip(found.values(), ("Education", "Back at school", "Unit: a week"), strict=True):
        assert words in alt


def test_what_stands_below_a_chart_is_not_read_twice(book: Casebook, code: str) -> None:
    charts = [block for block in blocks(book, code) if isinstance(block, Figure)]
    assert len(charts) == 3
    assert not [chart.caption for chart in charts if chart.caption in chart.alt]


@pytest.mark.parametrize(
    ("language", "once", "again"),
    [("en", "Gap index 75 of 100.", "Gap index 25 of 100, 75 at first."),
     ("id", "Indeks celah 75 dari 100.", "Indeks celah 25 dari 100, semula 75.")],
)  # fmt: skip
def test_before_a_second_score_there_is_no_at_first(book: Casebook, language: str, once: str, again: str) -> None:
    use(language)
    code = book.add_case(alias="Bu S", size="family").code
    for day, reality, said in ((1, 1, once), (20, 3, again)):
        book.add(Score, code, domain="education", on=date(2026, 11, day), expectation=4, reality=reality)
        assert [words for words in paragraphs(blocks(book, code)) if words.startswith(once[:9])] == [said]


@pytest.mark.parametrize(("language", "scale"), [("en", "1 is very poor"), ("id", "1 sangat kurang")])
def test_the_chart_names_the_scale_as_the_form_does(book: Casebook, code: str, language: str, scale: str) -> None:
    use(language)
    chart = next(block for block in blocks(book, code) if isinstance(block, Figure))
    assert scale in chart.caption
    form = _(
        "Write expectation, then reality: 1 very poor, 3 enough, 5 very good. Example: 4 2. A third number, 1 to "
        "3, says how much it matters: 4 2 3. Leave empty what does not concern the case."
    )
    assert scale.replace(" is", "") in form


def test_plain_text_leaves_the_charts_out(book: Casebook, code: str) -> None:
    lines = list(file_lines(book, book.case(code)))
    assert [line for line in lines if line.startswith("    Goal ") and line.endswith(": Back at school")]
    assert not [line for line in lines if "svg" in line or "baseline -2" in line]


def test_a_case_with_nothing_of_the_kind_has_no_empty_sections(book: Casebook) -> None:
    code = book.add_case(alias="New", size="family").code
    heads = {block.text for block in blocks(book, code) if isinstance(block, Heading)}
    assert not heads & {"People", "Ties", "Goals", "Tasks", "Referrals", "Interventions", "Intervention team"}


def test_all_of_it_is_written_in_indonesian_too(book: Casebook, code: str) -> None:
    use("id")
    text = text_of(open_packet(book, code))
    for word in ("Back at school", "Pak Guru", "Quota used up", "Neighbour at night", "Berani"):
        assert word in text
    assert "Bear in mind" not in text
    assert "| Task |" not in text
