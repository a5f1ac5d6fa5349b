"""The form of a packet: what is proposed, what is asked when, and what of it is remembered."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import Casebook
from store.language import _, use
from store.model.disguise import MaskLevel
from store.model.packet import DayStyle, PacketKind
from store.packet.formats import Format
from tests.casefile.conftest import see, shown, until
from tests.conftest import MORNING
from tests.forms.host import SIZES, under
from tests.packet_screen.conftest import CODE, at_form, at_packet, files, fill_in, left, made, said
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.frame import KeyBar
from tui.packet.form import PacketForm
from tui.packet.supervision import SupervisionForm
from tui.study.screen import Study


def form_of(app: LingkarApp) -> PacketForm:
    assert isinstance(app.screen, PacketForm)
    return app.screen


def in_sight(app: LingkarApp) -> list[str]:
    return [field.key for field in form_of(app).fields]


async def test_three_keys_write_a_masked_packet(clear: Casebook, documents: Path) -> None:
    async with at_form(clear) as (app, pilot):
        await pilot.press("enter")
        assert (await made(app))._made
        assert files(documents) == [], "nothing leaves before it was looked at"
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, BoardScreen))
        name = f"{CODE}_case_1.pdf"
        assert files(documents) == [name]
        assert said(app).startswith(f"Written: {name} in {documents} · ")
        assert said(app).endswith(" masked")
    assert (documents / name).read_bytes().startswith(b"%PDF")
    assert (documents / name).stat().st_mode & 0o777 == 0o600
    (entry,) = clear.outside()
    assert (entry.packet, entry.level, entry.format, entry.accepted) == (PacketKind.CASE, MaskLevel.FULL, "pdf", 0)
    assert clear.settings.packet_folder == str(documents)


async def test_keys_pressed_at_once_write_it_as_soon_as_it_is_made(clear: Casebook, documents: Path) -> None:
    async with at_form(clear) as (app, pilot):
        await fill_in(pilot, format="md")
        await pilot.press("enter", "enter")
        await until(lambda: isinstance(app.screen, BoardScreen))
        (name,) = files(documents)
        assert "[Client] was well." in (documents / name).read_text(encoding="utf-8").replace("\\", "")


async def test_folder_and_format_are_asked_once(clear: Casebook, documents: Path, tmp_path: Path) -> None:
    other = tmp_path / "Dropbox" / "packets"
    other.mkdir(parents=True)
    async with at_form(clear) as (app, pilot):
        assert "as in your last packet" not in shown(app)
        assert form_of(app).field("folder").value == str(documents)
        await fill_in(pilot, folder=str(tmp_path / "nowhere"), format="md")
        await pilot.press("enter")
        await see(app, "There is no such folder.")
        assert isinstance(app.screen, PacketForm)
        await fill_in(pilot, folder=str(other))
        await see(app, "Dropbox copies this folder to other computers")
        await pilot.press("enter")
        await made(app)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm))
        assert form_of(app).field("folder").value == str(other)
        assert form_of(app).field("format").value == Format.MARKDOWN
        assert "as in your last packet" in shown(app)
        assert not form_of(app).holds_text
    assert [path.suffix for path in other.iterdir()] == [".md"]


@pytest.mark.usefixtures("documents")
async def test_the_last_supervision_is_where_it_begins(clear: Casebook) -> None:
    clear.record_supervision(CODE, directions="Go on.", at=MORNING - timedelta(days=10))
    async with at_form(clear) as (app, pilot):
        since = form_of(app).field("since")
        assert since.value == date(2026, 11, 11)
        await see(app, "the last supervision; empty: everything")
        await fill_in(pilot, kind="notes")
        assert since.value == date(2026, 10, 22)
        await fill_in(pilot, kind="case")
        assert since.value == date(2026, 11, 11)
        await fill_in(pilot, since="1 Nov 2026", kind="notes")
        assert since.value == date(2026, 11, 1), "what was typed stays"
        await fill_in(pilot, since="31 Feb")
        await pilot.press("enter")
        assert isinstance(app.screen, PacketForm)
        await fill_in(pilot, since="22 Nov 2026")
        await pilot.press("enter")
        await see(app, "This is before 22 Nov 2026.")
        await fill_in(pilot, since="", remark="Heavy weeks.", days="shifted", level="partial")
        request = form_of(app)._request()
    assert (request.kind, request.since, request.until) == (PacketKind.NOTES, None, date(2026, 11, 21))
    assert (request.remark, request.days, request.level) == ("Heavy weeks.", DayStyle.SHIFTED, MaskLevel.PARTIAL)


async def test_without_masking_the_word_has_to_be_typed(doubtful: Casebook, documents: Path) -> None:
    async with at_form(doubtful, (80, 40)) as (app, pilot):
        assert "typed" not in in_sight(app)
        await pilot.press("tab", "n")
        assert "typed" in in_sight(app)
        assert "days" not in in_sight(app)
        await see(app, "Type UNMASKED to go on.")
        for wrong in ("", "unmask"):
            await fill_in(pilot, typed=wrong, format="md")
            await pilot.press("enter")
            assert isinstance(app.screen, PacketForm)
            await see(app, "Without this word nothing leaves unmasked.")
        await fill_in(pilot, typed=" unmasked ")
        await pilot.press("enter")
        screen = await made(app)
        await see(app, "nothing is masked")
        assert left(screen) == []
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, BoardScreen))
    (written,) = documents.iterdir()
    assert "Siti came with Zulkarnaen" in written.read_text(encoding="utf-8").replace("\\", "")
    assert doubtful.outside()[0].level is MaskLevel.NONE


@pytest.mark.usefixtures("documents")
async def test_private_notes_are_chosen_one_by_one(clear: Casebook) -> None:
    old, new = (
        clear.add_note(CODE, body=f"[/] secret {name}", private=True, at=MORNING - timedelta(days=days)).id
        for name, days in (("old", 40), ("new", 2))
    )
    async with at_form(clear, (100, 40)) as (app, pilot):
        private = form_of(app).field("private")
        assert private.value == ()
        await see(app, "19 Nov 2026 07:00")
        await see(app, "[/] secret old")
        private.retype(f"{old}\n{new}")
        await fill_in(pilot, since="1 Nov 2026")
        await pilot.pause()
        assert "secret old" not in shown(app)
        assert form_of(app)._request().private == {new}
        await fill_in(pilot, since="20 Nov 2026")
        assert "private" not in in_sight(app), "there is none in this period"
        await fill_in(pilot, since="", kind="caseload")
        assert "private" not in in_sight(app)
        await fill_in(pilot, kind="case")
        private.retype(new)
        await pilot.press("enter")
        screen = await made(app)
        assert "secret new" in screen.page.plain
        assert "secret old" not in screen.page.plain
        app.hidden = True
        app.pop_screen()
        app.push_screen(PacketForm(CODE))
        await see(app, "· · ·")
        assert "secret" not in shown(app)


@pytest.mark.usefixtures("documents")
async def test_without_private_notes_none_are_asked_for(clear: Casebook) -> None:
    async with at_form(clear) as (app, _):
        fields = ["kind", "level", "days", "since", "until", "remark", "practitioner", "format", "folder"]
        assert in_sight(app) == fields


@pytest.mark.usefixtures("documents")
async def test_only_what_was_written_is_worth_a_question(clear: Casebook) -> None:
    async with at_form(clear) as (app, pilot):
        await pilot.press("right", "escape")
        assert isinstance(app.screen, BoardScreen)
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm))
        remark = form_of(app).field("remark")
        remark.control.focus()
        await pilot.press("H", "enter", "i")
        await see(app, "ctrl+s show the packet")
        assert remark.value == "H\ni"
        await pilot.press("ctrl+s")
        await made(app)
        await pilot.press("escape")
        assert form_of(app).field("remark").value == "H\ni", "back from the packet it still stands there"
        await pilot.press("escape")
        await see(app, "Throw away what you typed?")


@pytest.mark.usefixtures("documents")
async def test_without_a_case_it_begins_with_the_caseload(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        assert form_of(app)._request().kind is PacketKind.CASELOAD
        assert [value for value, _ in form_of(app).field("kind").choice.options] == ["caseload", "notes"]  # type: ignore[attr-defined]
        await pilot.press("enter")
        await see(app, "there is nothing to export")


@pytest.fixture
def many(clear: Casebook) -> Casebook:
    """Two more cases, and one that is closed."""
    for alias in ("Pak D", "Bu T", "Lama"):
        clear.add_case(alias=alias, size="family")
    clear.terminate("K-2026-004", reason="duplicate", outcome="same", summary="x")
    return clear


@pytest.mark.usefixtures("documents")
async def test_a_packet_of_several_cases_is_called_so_and_takes_all_or_those_that_are_ticked(many: Casebook) -> None:
    codes = ("K-2026-001", "K-2026-002", "K-2026-003", "K-2026-004")
    async with at_form(many) as (app, pilot):
        assert "whose" not in in_sight(app)
        await see(app, f"Supervision packet · {CODE} · Bu S")
        await fill_in(pilot, kind="caseload")
        await see(app, "Supervision packet · several cases")
        assert f"{CODE} · Bu S ─" not in shown(app)
        assert "codes" not in in_sight(app)
        assert (form_of(app)._request().codes, form_of(app)._request().chosen) == (codes, False)
        await fill_in(pilot, whose="some")
        field = form_of(app).field("codes")
        await see(app, f"› [x] {CODE}")
        await see(app, f"1 case: {CODE}")
        await see(app, "Closed")
        field.control.focus()
        await pilot.press(*"bu s", "enter", "down", "space")
        assert field.value == ("K-2026-002",)
        await pilot.press("ctrl+s")
        await made(app)
        await see(app, "1 case, chosen by the social worker")
        await pilot.press("escape")
        await fill_in(pilot, whose="all")
        assert form_of(app)._request().codes == codes
        await fill_in(pilot, kind="case")
        await see(app, f"Supervision packet · {CODE} · Bu S")
        assert form_of(app)._request().codes == (CODE,)


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize("language", ["en", "id"])
async def test_how_to_tick_and_to_go_on_is_in_sight_in_the_smallest_window(many: Casebook, language: str) -> None:
    use(language)
    async with at_form(many, (60, 20)) as (app, pilot):
        await fill_in(pilot, kind="notes", whose="some")
        form_of(app).field("codes").control.focus()
        await pilot.pause()
        keys = [key for key, _word in form_of(app).query_one(KeyBar).shown]
        assert keys == [_("space"), "ctrl+s", "tab", "esc"]


@pytest.mark.usefixtures("documents")
async def test_some_cases_have_to_be_ticked_and_come_back_after_a_lock(many: Casebook) -> None:
    async with at_form(many) as (app, pilot):
        await fill_in(pilot, kind="notes", whose="some")
        form = form_of(app)
        form.field("codes").retype("\nK-2026-002")
        assert form._request().codes == ("K-2026-002",)
        was = form.parked()
        form.field("codes").retype("")
        await pilot.press("ctrl+s")
        await see(app, "Tick at least 1 case.")
        again = PacketForm(CODE)
        again.was = was
        await app.push_screen(again)
        await pilot.pause()
        assert again._request().codes == ("K-2026-002",)


@pytest.mark.usefixtures("documents")
async def test_the_statistics_lead_to_the_caseload_and_the_palette_to_both(clear: Casebook) -> None:
    app = LingkarApp(clear)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        await until(lambda: isinstance(app.screen, Study) and app.screen.is_mounted)
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        await pilot.press("enter")
        screen = await made(app)
        assert screen.page.plain.startswith("Caseload summary")
        await pilot.press("escape", "escape", "escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("ctrl+p", *"notes of a period", "enter")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        assert form_of(app)._request().kind is PacketKind.NOTES


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_size_and_both_languages_hold_it(doubtful: Casebook, size: tuple[int, int]) -> None:
    use("id")
    async with at_packet(doubtful, size) as (app, pilot, screen):
        await see(app, "Zulkarnaen")
        if size[0] < 100:
            await pilot.press("tab")
        assert "Kunjungan rumah" in screen.page.plain
        await pilot.press("f2")
        await until(lambda: "Home visit" in screen.page.plain)


@pytest.mark.usefixtures("documents")
async def test_the_name_of_the_worker_is_that_of_the_settings_or_another_for_this_packet(clear: Casebook) -> None:
    async with at_form(clear, (80, 40)) as (app, pilot):
        await see(app, "empty: room to write it by hand")
        assert form_of(app)._request().practitioner == ""
    clear.change_settings(practitioner="Ratna Wulandari")
    async with at_form(clear, (80, 40)) as (app, pilot):
        await see(app, "Ratna Wulandari")
        assert form_of(app)._request().practitioner == "Ratna Wulandari"
        await fill_in(pilot, practitioner="R. W.", format="md")
        assert not form_of(app).holds_text, "a name is typed again in a moment"
        await pilot.press("enter")
        screen = await made(app)
        assert screen.text.count("R. W.") == 2
        assert "Ratna" not in screen.text
    assert clear.settings.practitioner == "Ratna Wulandari"


async def wrote(app: LingkarApp, pilot: Pilot[None], **typed: str) -> None:
    """Write a packet, from the form back to the board."""
    await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
    await fill_in(pilot, format="md", **typed)
    await pilot.press("ctrl+s")
    await made(app)
    await pilot.press("enter")
    await until(lambda: isinstance(app.screen, BoardScreen))


@pytest.mark.usefixtures("documents")
async def test_the_reflection_stays_for_the_next_packet_until_the_session(clear: Casebook) -> None:
    async with at_form(clear) as (app, pilot):
        await wrote(app, pilot, remark="Heavy weeks.")
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        remark = form_of(app).field("remark")
        assert remark.value == "Heavy weeks."
        assert not form_of(app).holds_text, "nothing of it would be lost"
        await fill_in(pilot, kind="caseload")
        assert remark.value == "", "it is about the case"
        await fill_in(pilot, kind="case")
        assert remark.value == "Heavy weeks."
        await wrote(app, pilot)
        await pilot.press("asterisk", "x")
        await until(lambda: isinstance(app.screen, PacketForm))
        assert form_of(app).field("remark").value == "", "client text is hidden"
        await pilot.press("escape", "asterisk", "ctrl+t")
        await until(lambda: isinstance(app.screen, SupervisionForm))
        app.screen.field("directions").retype("Go on.")  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm))
        assert form_of(app).field("remark").value == ""


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize("language", ["en", "id"])
async def test_a_hidden_reflection_is_told_of_and_never_replaced(clear: Casebook, language: str) -> None:
    use(language)
    told = _("Your last one is kept but hidden; it does not go along. What you write is added to it.")
    async with at_form(clear) as (app, pilot):
        await wrote(app, pilot, remark="Heavy weeks.")
        await pilot.press("asterisk", "x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        assert told in under(form_of(app).field("remark"))
        await wrote(app, pilot, remark="Lighter now.")
        await pilot.press("asterisk", "x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        remark = form_of(app).field("remark")
        assert remark.value == "Heavy weeks.\n\nLighter now."
        assert told not in under(remark)


@pytest.mark.usefixtures("documents")
async def test_a_reflection_shown_at_the_packet_stands_in_the_form_again(clear: Casebook) -> None:
    async with at_form(clear) as (app, pilot):
        await wrote(app, pilot, remark="Heavy weeks.")
        await pilot.press("asterisk", "x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        await pilot.press("ctrl+s")
        await made(app)
        await pilot.press("asterisk", "escape")
        await until(lambda: isinstance(app.screen, PacketForm))
        assert form_of(app).field("remark").value == "Heavy weeks."


@pytest.mark.usefixtures("documents")
async def test_what_was_written_meanwhile_is_added_to_it(clear: Casebook) -> None:
    async with at_form(clear) as (app, pilot):
        await wrote(app, pilot, remark="Heavy weeks.")
        await pilot.press("asterisk", "x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        await fill_in(pilot, remark="Lighter now.")
        await pilot.press("ctrl+s")
        await made(app)
        await pilot.press("asterisk", "escape")
        await until(lambda: isinstance(app.screen, PacketForm))
        await wrote(app, pilot, kind="caseload")
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        assert form_of(app).field("remark").value == "Heavy weeks.", "the caseload keeps none"
        await fill_in(pilot, kind="caseload", remark="Lighter now.")
        await wrote(app, pilot, kind="case")
        await pilot.press("x")
        await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
        assert form_of(app).field("remark").value == "Heavy weeks.\n\nLighter now."
