"""Saved searches: kept under a name, chosen, replaced, forgotten; and what stands in the search before one types."""

import pytest

from store import Casebook
from store.language import use
from store.query import Field, read_query
from store.settings import SavedQuery, with_query, without_query
from tests.casefile.conftest import see, shown, until
from tests.finding.conftest import BU_S, NOTES, done, found, searching
from tui.casefile.reader import NoteReader
from tui.filterline import FilterLine
from tui.forms.ask import Ask
from tui.search.saved import SaveSearch
from tui.search.start_rows import examples

SCHOOL, DRAFTS = SavedQuery(name="Sekolah", query="sekolah"), SavedQuery(name="Draf", query="has:draft")


def test_one_of_the_same_name_takes_its_place_any_other_comes_last() -> None:
    both = with_query(with_query((), "Sekolah", "sekolah"), "Draf", "has:draft")
    assert both == (SCHOOL, DRAFTS)
    assert with_query(both, " SEKOLAH ", "smp") == (SavedQuery(name="SEKOLAH", query="smp"), DRAFTS)
    assert without_query(both, "sekolah") == (DRAFTS,)
    assert without_query(both, "x") == both


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_examples_are_understood(language: str) -> None:
    use(language)
    read = [read_query(text) for text, _words in examples()]
    assert [query.problems for query in read] == [()] * len(read)
    assert [condition.field for query in read for condition in query.conditions] == [
        Field.LEVEL, Field.MODE, Field.FROM, Field.HAS,
    ]  # fmt: skip
    assert [len(query.words) for query in read] == [2, 1, 0, 0, 0, 0]


async def test_a_search_is_kept_under_a_name_and_found_again(full: Casebook) -> None:
    async with searching(full, "has:draft") as (app, pilot, screen):
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, SaveSearch))
        await see(app, "has:draft")
        await pilot.press("enter")
        await see(app, "This is needed.")
        await pilot.press(*"Draf [/]", "enter")
        await until(lambda: app.screen is screen)
        await see(app, "Saved as Draf [/]")
        assert full.settings.saved == (SavedQuery(name="Draf [/]", query="has:draft"),)
        await pilot.press(*["backspace"] * 5, "x", "enter")
        assert screen.query_one(FilterLine).value == "has:x", "a slip does not give way to what was saved"
        await pilot.press(*["backspace"] * 5)
        await see(app, "Draf [/] has:draft")
        await pilot.press("enter")
        await done(screen)
        assert screen.query_one(FilterLine).value == "has:draft"
        assert found(screen) == [NOTES[1][:12]]
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, NoteReader))


async def test_they_are_at_hand_at_any_time_and_one_can_be_forgotten(full: Casebook) -> None:
    full.change_settings(saved=(SCHOOL, DRAFTS))
    async with searching(full, "lari") as (app, pilot, screen):
        await pilot.press("ctrl+o")
        await see(app, "Saved searches")
        assert "Anak A" not in shown(app)
        await pilot.press("escape")
        await see(app, "Anak A")
        assert isinstance(app.focused, FilterLine)
        await pilot.press("ctrl+o", "j", "enter")
        await until(lambda: screen.query_one(FilterLine).value == "has:draft")
        await see(app, "Kepala sekolah")
        await pilot.press("ctrl+o", "g", "D")
        await until(lambda: isinstance(app.screen, Ask))
        await see(app, "Remove the saved search Sekolah?")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert len(full.settings.saved) == 2
        await pilot.press("D", "y")
        await until(lambda: full.settings.saved == (DRAFTS,))
        await see(app, "Saved searches Draf")
        assert "Sekolah" not in shown(app)
        await pilot.press("ctrl+o")
        await see(app, "Kepala sekolah")


async def test_another_key_leads_from_the_saved_ones_back_to_the_hits(full: Casebook) -> None:
    full.change_settings(saved=(SCHOOL,))
    async with searching(full, "sekola") as (app, pilot, screen):
        await pilot.press("ctrl+o", "slash", "h")
        await done(screen)
        assert found(screen)[0] == BU_S
        await see(app, "Anak berhenti sekolah")
        assert "Saved searches" not in shown(app)


async def test_hidden_text_hides_what_was_saved(full: Casebook) -> None:
    full.change_settings(saved=(SavedQuery(name="Bu S", query="siti"),))
    async with searching(full) as (app, pilot, _):
        await see(app, "Bu S siti")
        await pilot.press("tab", "asterisk")
        await see(app, "· · ·")
        assert "siti" not in shown(app)
        assert "Bu S" not in shown(app)
