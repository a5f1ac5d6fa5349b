"""What the case file says of a case, and how it follows what is done."""

import re
from datetime import date

import pytest

from store import Case, Casebook
from store.language import current, use
from store.model import ContactMode, Flag
from tests.casefile.conftest import case_file, many_notes, see, shown, until
from tests.conftest import days_ago
from tui.app import LingkarApp
from tui.casefile.layout import HEADING
from tui.casefile.overview import overview_lines
from tui.casefile.reading import Reading
from tui.casefile.screen import CaseFile


async def test_head_and_overview_at_every_size(app: LingkarApp, book: Casebook, case: Case) -> None:
    with days_ago(book, 3):
        book.set_next_contact(case.code, book.today())
    for size in ((60, 20), (80, 24), (140, 40)):
        again = LingkarApp(book)
        async with case_file(again, case.code, size):
            await see(again, "Anak berhenti sekolah")
            top = shown(again).splitlines()[0]
            assert case.code in top
            assert "Bu S" in top
            assert "3 days late" in top
            assert all(len(line) <= size[0] for line in shown(again).splitlines())


async def test_a_serious_risk_stays_in_the_narrowest_head(app: LingkarApp, book: Casebook) -> None:
    case = book.add_case(alias="A very long alias of a family in the village", size="family", risk_level="critical")
    async with case_file(app, case.code, (60, 20)):
        assert "CRITICAL RISK" in shown(app).splitlines()[0]


async def test_empty_parts_say_what_goes_there_and_the_key(app: LingkarApp, book: Casebook) -> None:
    case = book.add_case(alias="X", size="individual")
    async with case_file(app, case.code, (90, 60)) as pilot:
        await see(app, "Press e to write it")
        await see(app, "not yet · w")
        await see(app, "not yet · d")
        await see(app, "Press n to write one")
        await pilot.press("2")
        await see(app, "Press n to write the first one")


async def test_the_gate_counts_what_is_met(app: LingkarApp, book: Casebook, case: Case) -> None:
    gate = book.gate(case.code)
    met = sum(1 for _item, done in gate.items if done)
    async with case_file(app, case.code, (140, 40)):
        await see(app, f"Before leaving Engagement: {met} of {len(gate.items)}")
        for item in gate.unmet:
            assert gate.text(item)[:20] in shown(app)


async def test_imported_fields_and_hold_are_shown(app: LingkarApp, book: Casebook) -> None:
    case = Case.model_validate({
        "code": "K-2026-001", "alias": "Imported", "size": "family", "phase_since": "2026-11-01",
        "opened": "2026-11-01", "list": ["a", "b"], "imported_from": "file.csv#3",
        "extra": {"household_number": "HH-77"},
    })  # fmt: skip
    book.add_records([case])
    book.hold(case.code, "The family is away", date(2026, 12, 3))
    async with case_file(app, case.code, (140, 40)):
        await see(app, "household_number")
        text = shown(app)
        assert "HH-77" in text
        assert "file.csv#3" in text
        assert "a, b" in text
        assert "The family is away" in text
        assert "3 Dec 2026 (12 days)" in text


async def test_closing_record_and_that_of_an_earlier_episode(app: LingkarApp, book: Casebook) -> None:
    case = book.add_case(alias="Bu S", size="family", risk_level="low", opened=date(2026, 11, 1))
    facts = {"reason": "moved", "outcome": "better", "notice": "agreed", "closed": date(2026, 11, 19)}
    book.terminate(case.code, summary="They moved to the coast", **facts)
    async with case_file(app, case.code, (140, 40)) as pilot:
        await see(app, "They moved to the coast")
        await see(app, "Client's part in the ending")
        assert "closed 19 Nov 2026" in shown(app).splitlines()[0]
        book.reopen(case.code, reason="They came back")
        await see(app, "Closing record of episode 1")
        await pilot.press("7")
        await see(app, "Episode 2")
        text = shown(app)
        assert "They came back" in text
        assert "Closing record" not in text  # the entry itself says so
        for known in (r"Closed +19 Nov 2026", r"Outcome +Better", r"Kept until +19 Nov 2033"):
            assert re.search(known, text), known


async def test_history_names_what_was_passed_unmet(app: LingkarApp, book: Casebook) -> None:
    case = book.add_case(alias="X", size="individual")
    book.advance(case.code, reason="The flood leaves no time for forms")
    book.move_back(case.code, "engagement", "Consent came late")
    async with case_file(app, case.code, (100, 40)) as pilot:
        await pilot.press("7")
        await see(app, "Advanced to Assessment")
        text = shown(app)
        assert text.index("Opened in Engagement") < text.index("Advanced to Assessment")
        assert "Why: The flood leaves no time for forms" in text
        assert "Passed with a reason, not met: Consent or another legal basis is recorded" in text
        assert "Not met (advice): The environment of origin is named" in text
        assert "Moved back to Engagement" in text


async def test_history_tells_what_else_changed_the_case(app: LingkarApp, book: Casebook) -> None:
    case = book.add_case(alias="X", size="individual", opened=date(2026, 11, 1))
    book.add(Flag, case.code, type="homeless", level="high", since=date(2026, 11, 9), note="Evicted")
    book.edit_case(case.code, consent="written", consent_on=date(2026, 11, 12))
    async with case_file(app, case.code, (100, 40)) as pilot:
        await pilot.press("7")
        await see(app, "Consent: Written consent")
        text = shown(app)
        assert text.index("Opened") < text.index("9 Nov 2026") < text.index("Danger: Loss of home, high")
        assert text.index("Danger: Loss") < text.index("Evicted") < text.index("Consent: Written consent")
        await pilot.press("asterisk")
        await until(lambda: "Evicted" not in shown(app))
        assert "Loss of home" not in shown(app)


async def test_scrolling_and_keeping_the_place(app: LingkarApp, book: Casebook, case: Case) -> None:
    book.edit_case(case.code, presenting_problem="\n".join(f"line {number}" for number in range(60)))
    async with case_file(app, case.code) as pilot:
        await see(app, "line 3")
        await pilot.press("j", "j", "down", "pagedown")
        await see(app, "line 30")
        before = shown(app)
        book.set_next_contact(case.code, date(2026, 12, 24))
        await see(app, "33 days")
        assert shown(app).splitlines()[3:20] == before.splitlines()[3:20]
        await pilot.press("g")
        await see(app, "line 0 line 1")
        await pilot.press("G")
        await see(app, "Press e to write it")


async def test_hidden_text_hides_everything_a_client_could_be_known_by(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    book.edit_case(case.code, client_name="Siti Aminah", tags="gang-melati", origin_environment="Rumah nenek")
    book.add_addendum(book.add_note(case.code, body="Rahasia keluarga", sign=True).id, "Tambahan")
    async with case_file(app, case.code, (140, 40)) as pilot:
        await see(app, "Siti Aminah")
        await pilot.press("asterisk")
        await see(app, "· · ·")
        for tab in "1234567":
            await pilot.press(tab)
            await pilot.pause()
            text = shown(app)
            for secret in ("Bu S ", "Siti", "melati", "nenek", "Rahasia", "Tambahan", "berhenti"):
                assert secret not in text
            assert case.code in text
        await pilot.press("asterisk", "1")
        await see(app, "Siti Aminah")


async def test_next_case_and_back(app: LingkarApp, book: Casebook, case: Case) -> None:
    lines = "\n".join(f"line {number}" for number in range(60))
    other = book.add_case(alias="Second", size="individual", presenting_problem=lines)
    book.edit_case(case.code, presenting_problem=lines)
    async with case_file(app, case.code) as pilot:
        await pilot.press("pagedown")
        await see(app, "line 30")
        await pilot.press("right_square_bracket")
        await see(app, other.code)
        await see(app, "line 0 line 1")  # another case begins at its beginning
        await pilot.press("right_square_bracket")
        await see(app, "last case of the board")
        await pilot.press("left_square_bracket")
        await see(app, "Bu S")


async def test_tabs_by_number_by_arrow_and_from_the_palette(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with case_file(app, case.code) as pilot:
        await pilot.press("2")
        await see(app, "Press n to write the first one")
        await pilot.press("right", "right", "right", "right", "right")
        await see(app, "Opened in Engagement")
        await pilot.press("colon", *"tab by", "enter")
        await see(app, "Presenting problem")


async def test_undoing_the_case_leads_back_to_the_board(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with case_file(app, case.code) as pilot:
        assert isinstance(app.screen, CaseFile)
        await pilot.press("u")
        await see(app, "Undone")
        assert not isinstance(app.screen, CaseFile)


async def test_only_changes_of_this_case_are_read(app: LingkarApp, book: Casebook, case: Case) -> None:
    other = book.add_case(alias="Second", size="individual")
    async with case_file(app, case.code):
        page = app.screen.query("Page").first()
        before = page._lay_rows  # type: ignore[attr-defined]
        book.edit_case(other.code, alias="Third")
        assert page._lay_rows is before  # type: ignore[attr-defined]
        book.edit_case(case.code, alias="Fourth")
        assert page._lay_rows is not before  # type: ignore[attr-defined]
        await see(app, "Fourth")


async def test_every_text_passes_through_the_catalogue(
    marked_language: None, app: LingkarApp, book: Casebook, case: Case
) -> None:
    book.add_note(case.code, body="Text", sign=True)
    async with case_file(app, case.code, (95, 60)) as pilot:
        for tab in "1234567":
            await pilot.press(tab)
            await pilot.pause()
            text = " ".join(shown(app).replace("┃", " ").split())
            while text != (text := re.sub("‹[^‹›]*›", "", text)):
                pass
            for data in (case.code, case.alias, case.presenting_problem, "Text", "esc", "enter"):
                text = text.replace(data, "")
            assert not re.findall(r"\w{2,}", re.sub(r"\d+", "", text)), text


async def test_the_language_changes_at_once_and_keeps_the_place(app: LingkarApp, book: Casebook, case: Case) -> None:
    book.add_records(many_notes(case, 30))
    async with case_file(app, case.code) as pilot:
        await pilot.press("2", "j", "j", "j")
        await see(app, "number 3")
        await pilot.press("f2")
        assert current() == "id"
        await see(app, case.phase.label)
        await see(app, ContactMode.PHONE.label)
        assert app.screen.note.body.startswith("number 3")  # type: ignore[attr-defined]
        await pilot.press("f3", "f2")
        await see(app, "Engagement")


@pytest.mark.parametrize("language", ["en", "id"])
async def test_hostile_text_is_shown_as_text(app: LingkarApp, book: Casebook, language: str) -> None:
    use(language)
    nasty = "[/] [bold]M[/bold] [red]\x1b[2J\x1b]0;pwn\x07 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u202eabc $x {y}"
    case = book.add_case(
        alias=nasty[:80], size="family", client_name=nasty, presenting_problem=nasty, origin_environment=nasty,
        tags=[nasty], risk_level="low",
    )  # fmt: skip
    book.add_records([book.case(case.code).changed(**{"extra [/]": nasty, "more": {"[/]": "[bold]"}})])
    note = book.add_note(case.code, body=nasty, sign=True)
    book.add_addendum(note.id, nasty)
    book.void_note(note.id, nasty)
    book.hold(case.code, nasty)
    book.resume(case.code)
    book.terminate(case.code, reason="moved", outcome="same", summary=nasty, notice="not_possible", notice_why=nasty,
                   return_plan=nasty, unmet_needs=nasty)  # fmt: skip
    book.reopen(case.code, reason=nasty)
    for size in ((60, 20), (80, 24), (140, 40)):
        again = LingkarApp(book)
        async with case_file(again, case.code, size) as pilot:
            for key in ("1", "G", "2", "enter", "G", "escape", "3", "G", "4", "5", "6", "7", "G"):
                await pilot.press(key)
                await pilot.pause()
                assert "\x1b" not in shown(again)
                assert "\u202e" not in shown(again)
            assert not again.trouble
            await pilot.press("1")
            await see(again, "[/] [bold]M[/bold]")


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_heading_has_a_line_to_the_end_which_the_name_of_a_value_has_not(
    book: Casebook, case: Case, language: str
) -> None:
    use(language)
    for width in (40, 78, 120):
        lines = overview_lines(Reading(book, case.code, False), width)
        ruled = [line for line in lines if "───" in line.plain]
        styles = [{str(span.style) for span in line.spans} for line in lines]
        ends = [at for at, each in enumerate(styles) if HEADING in each and HEADING not in styles[at + 1]]
        assert ruled == [lines[at] for at in ends] != [], "a heading of two lines has it behind the second"
        assert all(line.cell_length <= width for line in ruled)
