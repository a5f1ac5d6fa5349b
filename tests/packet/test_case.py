"""The sections of a single-case packet: what stands in them, in which order, and what is left out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.language import _, use
from store.model import Flag, Person, Referral, Task
from store.model.packet import DayStyle, PacketKind
from store.packet.document import Entry, Numbered
from store.packet.prepare import Packet
from tests.packet.packets import (
    facts,
    headings,
    open_packet,
    packet_of,
    paragraphs,
    rows,
    section,
    text_of,
    texts,
)

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
REASON = "The family cannot be reached before the court day"


class Clock:
    """Every look at it is a second later, so that notes have an order."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    use("en")
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Casebook]:
    with open_casebook(tmp_path / "book", clock=clock) as book:
        yield book


@pytest.fixture
def code(book: Casebook, clock: Clock) -> str:
    """A case that has gone a long way."""
    case = book.add_case(
        alias="Bu S", size="family", client_name="Siti *Aminah*", presenting_problem="Rent\nand school"
    )
    book.add_note(case.code, body="First talk, before", mode="office", sign=True, at=NOW - timedelta(days=3))
    signed = book.add_note(case.code, body="# Not a heading", mode="home_visit", sign=True)
    book.add_addendum(signed.id, "She called again")
    wrong = book.add_note(case.code, body="Meant for another case", mode="phone", sign=True)
    book.void_note(wrong.id, "wrong file")
    book.add_note(case.code, body="Half a thought", mode="phone")
    book.add_note(case.code, body="My own doubts\n(?) Am I too close?", mode="admin", private=True)
    book.advance(case.code, reason=REASON)
    clock.now += timedelta(days=1)
    book.terminate(case.code, reason="moved", outcome="same", summary="They left town", notice="informed")
    book.reopen(case.code, "assessment", "They are back")
    return case.code


@pytest.fixture
def told(book: Casebook, code: str) -> Packet:
    """Its packet, without masking."""
    return open_packet(book, code)


def entries(packet: Packet) -> list[Entry]:
    return [block for block in packet.document.blocks if isinstance(block, Entry)]


def test_the_sections_stand_in_their_order(book: Casebook, code: str, told: Packet) -> None:
    assert headings(told.document, 1) == ["Case presentation K-2026-001"]
    assert headings(told.document) == [
        "Questions for supervision", "Identifying data", "Presenting problem and source", "Assessment: risk",
        "Phase history", "Notes", "Closing record of episode 1", "Agreement and directions", "Sign-off",
    ]  # fmt: skip
    book.add(Person, code, alias="Nenek")
    book.add(Flag, code, type="medical", level="high")
    book.add(Task, code, text="Call the school", due=date(2026, 12, 1))
    book.record_supervision(code, directions="Slow down", supervisor="Rina Wati")
    full = open_packet(book, code).document
    assert headings(full) == [
        "Questions for supervision", "What became of the last supervision", "Identifying data",
        "Presenting problem and source", "People", "Assessment: risk", "Tasks", "Phase history", "Notes",
        "Closing record of episode 1", "Plan until the next session", "Agreement and directions", "Sign-off",
    ]  # fmt: skip
    before = list(texts(full))[: list(texts(full)).index("Questions for supervision")]
    assert before[-1] == "Open danger: Medical emergency, High"


def test_the_cover_says_what_may_be_read(book: Casebook, code: str, told: Packet) -> None:
    open_cover = text_of(told).split("## Questions")[0]
    assert "CONFIDENTIAL" in open_cover
    assert "nothing is masked" in open_cover
    masked = text_of(packet_of(book, code)).split("## Questions")[0]
    assert "CONFIDENTIAL" in masked
    assert "nothing is masked" not in masked
    assert "Full masking" in masked


def test_only_tokens_that_occur_are_explained(book: Casebook, code: str) -> None:
    assert "telephone number" not in text_of(packet_of(book, code))
    book.add_note(code, body="Reach her at 0812-3456-7890", mode="phone", sign=True)
    cover = text_of(packet_of(book, code)).split("## Questions")[0]
    assert "telephone number" in cover
    assert "identity number" not in cover


def test_the_facts_of_the_case(told: Packet) -> None:
    seen = text_of(told)
    for words in (
        r"Siti \*Aminah\*", "Rent\\\nand school", "The risk was never looked at.", "They left town", "Moved out",
    ):  # fmt: skip
        assert words in seen


def test_what_is_not_known_of_a_masked_client_but_the_age_band(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="individual", client_name="Siti Aminah").code
    book.add(Person, code, alias="Bu S", name="Siti Aminah", age=38, contact="0812-3456-7890", address="Jl. Melati 5")
    document = packet_of(book, code).document
    data = section(document, "Identifying data")
    assert facts(data, "Age") == ["25 to 39 years"]
    assert facts(data, "Alias") == facts(data, "Client's name") == facts(data, "Supervisor") == []
    assert rows(section(document, "People"), "Age") == [("Bu [Client]", "client system", "25 to 39 years")]
    seen = section(open_packet(book, code).document, "Identifying data")
    assert facts(seen, "Client's name") == ["Siti Aminah"]
    assert facts(seen, "Age") == []


def test_the_age_of_somebody_else_is_not_told_as_the_clients(book: Casebook) -> None:
    code = book.add_case(alias="Alun", size="individual", client_name="Alun Prakoso").code
    book.add(Person, code, alias="Nenek", kin_role="nenek", age=67)
    assert facts(section(packet_of(book, code).document, "Identifying data"), "Age") == []
    book.add(Person, code, alias="Alun", age=11, is_member=False)  # it is the client all the same
    assert facts(section(packet_of(book, code).document, "Identifying data"), "Age") == ["6 to 12 years"]


def test_every_step_of_the_history(told: Packet) -> None:
    steps = [(row[1], row[3]) for row in rows(section(told.document, "Phase history"), "Step")]
    assert steps == [
        ("Opened", "Engagement"), ("Advanced", "Assessment"), ("Terminated", "Termination"), ("Reopened", "Assessment"),
    ]  # fmt: skip


def test_what_leaves_the_phase_as_it_is_names_it_once(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="family").code
    book.add(Task, code, text="Call the school", due=NOW.date())
    book.put_off(code, NOW.date() + timedelta(days=3), "The court decides first")
    told = open_packet(book, code).document
    assert [row[1:4] for row in rows(section(told, "Phase history"), "Step")] == [
        ("Opened", "", "Engagement"), ("Put off in the review until 24 Nov 2026", "", "Engagement"),
    ]  # fmt: skip
    [why] = facts(section(told, "Identifying data"), "Put off in the review")
    assert "The court decides first" in why


@pytest.mark.parametrize(
    ("language", "kept"), [("en", "about 7 years after the ending"), ("id", "sekitar 7 tahun setelah penutupan")]
)
def test_how_long_a_record_is_kept_is_told_in_years_where_days_are_counted(
    book: Casebook, code: str, language: str, kept: str
) -> None:
    use(language)
    label = _("Kept until")
    for days in DayStyle:
        assert facts(packet_of(book, code, days=days).document.blocks, label) == [kept]
    [day] = facts(open_packet(book, code).document.blocks, label)
    assert day == "22 Nov 2033"


def test_overrides_stand_with_their_reason(told: Packet) -> None:
    seen = text_of(told).split("### Gate overridden, 21 Nov 2026: Engagement")[1].split("\n## ")[0]
    assert "Consent or another legal basis is recorded" in seen
    assert "Immediate safety was screened" in seen
    assert REASON in seen


def test_notes_are_in_date_order_with_their_marks(told: Packet) -> None:
    seen = text_of(told).split("## Notes")[1].split("## Closing record")[0]
    places = [
        seen.index(words) for words in ("First talk, before", r"\# Not a heading", "She called again", "Half a thought")
    ]
    assert places == sorted(places)
    assert "Late entry" in seen.split("First talk, before")[0]
    assert "VOIDED: wrong file" in seen
    assert "Meant for another case" in seen
    drafts = [entry.body for entry in entries(told) if "DRAFT, not signed" in entry.marks]
    assert drafts == ["Half a thought"]


def test_contacts_are_counted_by_mode(book: Casebook, code: str) -> None:
    book.log_contact(code, mode="phone", outcome="no_answer")
    counted = rows(section(open_packet(book, code).document, "Notes"), "Reached")
    assert counted == [("Home visit", "1", "0"), ("Meeting at the office", "1", "0"), ("Telephone", "1", "1")]


@pytest.mark.parametrize(
    ("language", "drafts"),
    [("en", ["Of these 1 draft.", "Of these 2 drafts."]),
     ("id", ["Di antaranya 1 draf.", "Di antaranya 2 draf."])],
)  # fmt: skip
def test_contacts_are_none_at_the_desk_and_drafts_are_said(book: Casebook, language: str, drafts: list[str]) -> None:
    use(language)
    code = book.add_case(alias="Bu S", size="family").code
    book.record_supervision(code, directions="Slow down")
    book.add_note(code, body="Wrote to the court", mode="admin", sign=True)
    told = paragraphs(section(open_packet(book, code).document, _("Notes")))
    assert rows(section(open_packet(book, code).document, _("Notes")), _("Reached")) == []
    for count, said in enumerate(drafts, 1):
        book.add_note(code, body="Half a thought", mode="home_visit")
        notes = section(open_packet(book, code).document, _("Notes"))
        assert rows(notes, _("Reached")) == [(_("Home visit"), str(count), "0")]
        assert [words for words in paragraphs(notes) if words not in told] == [said]


def test_private_notes_stay_out_and_are_counted(book: Casebook, code: str) -> None:
    packet = packet_of(book, code)
    assert "My own doubts" not in "".join(texts(packet.document))
    assert "1 private note is left out." in paragraphs(section(packet.document, "Notes"))
    asked = section(packet.document, "Questions for supervision")
    assert "1 question stands in a private note." in paragraphs(asked)
    assert "Am I too close?" not in "".join(texts(asked))


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [("en", "Where is this case stuck, and why?", "Which case is stuck, and why?"),
     ("id", "Di mana kasus ini mandek, dan mengapa?", "Kasus mana yang mandek, dan mengapa?")],
)  # fmt: skip
def test_what_one_can_think_about_fits_the_number_of_cases(book: Casebook, language: str, one: str, many: str) -> None:
    use(language)
    codes = [book.add_case(alias=alias, size="family").code for alias in ("Bu S", "Pak T")]
    asked = (
        (packet_of(book, codes[0]), one), (packet_of(book, codes[0], kind=PacketKind.NOTES), one),
        (packet_of(book, *codes, kind=PacketKind.NOTES), many),
        (packet_of(book, *codes, kind=PacketKind.CASELOAD), many),
    )  # fmt: skip
    for packet, said in asked:
        (prompts,) = (block.items for block in packet.document.blocks if isinstance(block, Numbered))
        assert ({one, many} & set(prompts)) == {said}


def test_a_private_note_that_was_chosen_is_read_and_marked(book: Casebook, code: str) -> None:
    other = book.add_note(code, body="Another doubt", mode="admin", private=True)
    (chosen,) = (note for note in book.notes(code) if note.body.startswith("My own"))
    packet = packet_of(book, code, private=frozenset({chosen.id}))
    (entry,) = (entry for entry in entries(packet) if "doubt" in entry.body)
    assert entry.body.startswith("My own doubts")
    assert "Private note, chosen for this packet" in entry.marks
    assert "1 private note is left out." in paragraphs(section(packet.document, "Notes"))
    asked = section(packet.document, "Questions for supervision")
    assert [block.items for block in asked if isinstance(block, Numbered)] == [("Am I too close?",)]
    assert other.body not in "".join(texts(packet.document))


def test_only_questions_since_the_last_session_are_asked(book: Casebook, code: str, clock: Clock) -> None:
    def questions() -> list[tuple[str, ...]]:
        asked = section(packet_of(book, code).document, "Questions for supervision")
        return [block.items for block in asked if isinstance(block, Numbered)]

    note = book.add_note(code, body="(?) Was it right to wait?\nNo question", mode="office", sign=True)
    assert questions() == [("Was it right to wait?",)]
    clock.now += timedelta(days=1)
    book.record_supervision(code, directions="It was")
    (prompts,) = questions()
    assert "What is the greatest risk this week?" in prompts
    clock.now += timedelta(days=1)
    book.add_addendum(note.id, "(?) And now?")
    assert questions() == [("And now?",)]


def test_what_became_of_the_last_session(book: Casebook, code: str, clock: Clock) -> None:
    book.record_supervision(code, directions="The first advice", tasks=["An older task"])
    clock.now += timedelta(days=7)
    book.record_supervision(
        code, directions="See her weekly", supervisor="Rina Wati", tasks=["Call the school", "Write to Dinas"],
        due=date(2026, 12, 1),
    )  # fmt: skip
    done = next(task for task in book.parts(Task, code) if task.text == "Call the school")
    book.change(done, status="done")
    became = section(open_packet(book, code).document, "What became of the last supervision")
    assert facts(became, "Supervisor") == ["Rina Wati"]
    assert facts(became, "Directions and decisions") == ["See her weekly"]
    assert [row[0::2] for row in rows(became, "Task")] == [("Call the school", "Done"), ("Write to Dinas", "Not begun")]


def test_the_session_is_told_though_its_note_lies_before_the_period(book: Casebook, code: str) -> None:
    book.record_supervision(code, directions="See her weekly", at=NOW - timedelta(days=40))
    packet = packet_of(book, code, since=date(2026, 11, 20))
    became = section(packet.document, "What became of the last supervision")
    assert facts(became, "Directions and decisions") == ["See her weekly"]
    assert "See her weekly" not in {entry.body for entry in entries(packet)}
    assert "First talk, before" not in {entry.body for entry in entries(packet)}


def test_what_is_planned_until_the_next_session(book: Casebook, code: str) -> None:
    book.add(Task, code, text="Later", due=date(2026, 12, 5))
    book.add(Task, code, text="Sooner", due=date(2026, 11, 20))
    book.add(Referral, code, to="Puskesmas", reason="Sleep", follow_up=date(2026, 11, 29))
    book.edit_case(code, next_supervision=date(2026, 12, 6))
    ahead = section(open_packet(book, code).document, "Plan until the next session")
    assert rows(ahead, "When") == [
        ("Task", "Sooner", "20 Nov 2026 (2 days late)"), ("Task", "Later", "5 Dec 2026 (13 days)"),
        ("Referral", "Puskesmas", "29 Nov 2026 (7 days)"), ("Next supervision", "", "6 Dec 2026 (14 days)"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("age", "band"), [(0, "0 to 5 years"), (5, "0 to 5 years"), (6, "6 to 12 years"), (17, "13 to 17 years"),
                      (18, "18 to 24 years"), (59, "40 to 59 years"), (60, "60 years and older")],
)  # fmt: skip
def test_age_bands(book: Casebook, age: int, band: str) -> None:
    code = book.add_case(alias="X", size="family").code
    book.add(Person, code, alias="Y", age=age)
    assert rows(section(packet_of(book, code).document, "People"), "Age")[0][2] == band


def test_a_case_with_nothing_in_it(book: Casebook) -> None:
    text = text_of(packet_of(book, book.add_case(alias="X", size="individual").code))
    assert "There are no notes." in text
    assert "Closing record" not in text
    assert "private" not in text


def test_both_languages_say_the_same_facts(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="family", presenting_problem="Sewa").code
    found = {}
    for language in ("en", "id"):
        use(language)
        found[language] = open_packet(book, code)
    use("en")
    assert all("Bu S" in text_of(packet) and "Sewa" in text_of(packet) for packet in found.values())
    assert len(headings(found["id"].document)) == len(headings(found["en"].document))
    assert (found["id"].document.language, found["en"].document.language) == ("id", "en")


def test_notes_of_a_period_by_case(book: Casebook, code: str) -> None:
    other = book.add_case(alias="Pak T", size="individual").code
    quiet = book.add_case(alias="X", size="individual").code
    book.add_note(other, body="(?) What now, with 2 October behind us?", mode="phone", sign=True)
    book.add(Flag, other, type="medical", level="high")
    document = packet_of(
        book, code, other, quiet, kind=PacketKind.NOTES, since=date(2026, 11, 20), remark="Too much of it"
    ).document
    assert headings(document, 1) == ["Notes of a period"]
    assert headings(document) == [
        "Questions for supervision", f"{code}, Family, Assessment", f"{other}, Individual, Engagement",
        "Without a note in this time", "Worker's reflection", "Agreement and directions", "Sign-off",
    ]  # fmt: skip
    said = list(texts(document))
    assert said.index("K-2026-002 · Open danger: Medical emergency, High") < said.index("Questions for supervision")
    assert headings(document, 3) == [code, other]
    assert "First talk, before" not in said
    assert paragraphs(section(document, "Without a note in this time")) == [quiet]
    assert paragraphs(section(document, "Worker's reflection")) == ["Too much of it"]


def test_a_session_for_several_cases_names_none_of_the_others(book: Casebook) -> None:
    codes = [book.add_case(alias=alias, size="individual").code for alias in ("Bu S", "Pak Teguh")]
    book.add_group_note(codes, body="Both were there", mode="group", sign=True)
    said = "".join(texts(packet_of(book, codes[0]).document))
    assert "group session with 2 cases" in said
    assert codes[1] not in said
