"""The search as a person uses it: typing, moving through what was found, opening it and coming back."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import repeat

import pytest

from store import Casebook
from store.language import use
from store.query import read_query
from store.search import FoldedCase, Hit, Hits
from tests.casefile.conftest import case_file, see, shown, until
from tests.closed.conftest import OLD, closed_cases
from tests.conftest import MORNING
from tests.finding.conftest import ANAK, BU_S, NOTES, done, found, marked, searching
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.casefile.editor import NoteEditor
from tui.casefile.reader import NoteReader
from tui.casefile.screen import CaseFile
from tui.closed.file import ListedFile
from tui.closed.screen import ClosedCases
from tui.filterline import FilterLine
from tui.frame import Said
from tui.guide.guide import Guide
from tui.search.screen import Search

# The way there and back


async def test_from_the_case_file_and_back(full: Casebook) -> None:
    app = LingkarApp(full)
    async with case_file(app, BU_S) as pilot:
        await pilot.press("s")
        await until(lambda: isinstance(app.screen, Search))
        await see(app, "esc case file")
        await pilot.press(*"lari", "enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await see(app, "Anak A")
        await pilot.press("s")
        await until(lambda: isinstance(app.screen, Search))
        assert sum(isinstance(screen, Search) for screen in app.screen_stack) == 1, "back to it, not one on the other"
        await see(app, "lari")
        await pilot.press("escape")
        await until(lambda: type(app.screen) is CaseFile)


async def test_from_the_list_of_closed_cases_and_back(full: Casebook) -> None:
    async with closed_cases(full) as (app, pilot, _):
        await pilot.press("s")
        await see(app, "esc list")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, ClosedCases))


@pytest.mark.parametrize(("language", "example"), [("en", "level:micro"), ("id", "level:mikro")])
async def test_the_line_and_the_list_give_the_same_example(full: Casebook, language: str, example: str) -> None:
    use(language)
    async with searching(full) as (app, _pilot, screen):
        assert screen.query_one(FilterLine).placeholder.endswith(f" {example}")
        await until(lambda: any(line.startswith(f"  {example} ") for line in shown(app).splitlines()))


async def test_it_explains_itself_at_first_in_the_smallest_window_too(full: Casebook) -> None:
    async with searching(full, size=(60, 20)) as (app, pilot, _):
        for words in ("Type what you look for", "level:micro", "has:draft", "f1 help", "esc board"):
            await see(app, words)
        await pilot.press("pagedown", "pagedown")
        await see(app, "ctrl+s keeps a search under a name")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))


# Finding


async def test_what_is_live_is_found_with_the_key_and_the_archive_after_it(full: Casebook) -> None:
    async with searching(full, size=(140, 40)) as (app, _pilot, screen):
        screen.query_one(FilterLine).value = "anak"
        assert found(screen) == [BU_S, ANAK, NOTES[0][:12], NOTES[1][:12]], "at once, without another turn of the loop"
        screen.query_one(FilterLine).value = "visit"
        assert found(screen) == []
        await done(screen)
        assert found(screen) == ["The last vis"]
        await see(app, "1 hit in 1 case")
        await see(app, f"{OLD} Bu Lama · Home visit · 21 Nov 2026 · archived")
        await see(app, "The last visit.")
        assert marked(app) == ["visit"]
        screen.query_one(FilterLine).value = "bu"
        assert OLD not in {hit.code for hit in screen.found.hits}
        await done(screen)
        assert [hit.is_archived for hit in screen.found.hits] == sorted(hit.is_archived for hit in screen.found.hits)
        assert OLD in {hit.code for hit in screen.found.hits}


async def test_a_hit_says_which_case_how_when_and_that_it_is_a_draft(full: Casebook) -> None:
    async with searching(full, "SEKOLAH beasiswa") as (app, _, screen):
        assert found(screen) == [BU_S, NOTES[0][:12], NOTES[1][:12]], "the tag counts for the notes of the case too"
        await see(app, f"{BU_S} Bu S · Home visit · 19 Nov 2026 · draft")
        await see(app, "Kepala sekolah berjanji: beasiswa untuk anak itu.")
        await see(app, "3 hits in 1 case")


async def test_a_step_through_the_archive_that_finds_nothing_paints_nothing(
    full: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with searching(full, "sekolah") as (_app, _pilot, screen):
        painted: list[object] = []
        monkeypatch.setattr(screen.found, "refresh", lambda *regions: painted.append(regions))
        screen.found.add(Hits())
        assert painted == []
        screen.found.add(full.search_live(read_query("lari")))
        assert len(painted) == 1


async def test_accents_do_not_matter_and_what_stands_there_is_marked(full: Casebook) -> None:
    async with searching(full, "wayan CAFE") as (app, _, screen):
        assert found(screen) == [NOTES[2][:12]]
        assert marked(app) == ["Café", "Wáyan"]


async def test_conditions_are_understood_and_what_is_not_is_said(full: Casebook) -> None:
    async with searching(full, "size:individual") as (app, pilot, screen):
        assert found(screen) == [ANAK]
        await pilot.press(*" risk:huge")
        await see(app, "risk:huge: left out; it needs one of: None identified, Low, Medium, High")
        assert found(screen) == [ANAK], "a slip hides nothing"
        await pilot.press("f2")
        await see(app, "Tinggi")


async def test_nothing_found_says_what_else_to_try(full: Casebook) -> None:
    async with searching(full, "xyzzy level:micro") as (app, _pilot, screen):
        await see(app, "nothing found")
        await see(app, "Parts of words are enough; try fewer of them.")
        await see(app, "The conditions (name:value) leave out the rest; try without them.")
        assert screen.hit is None


# Moving about


async def test_the_list_moves_while_one_types_and_letters_are_keys_after_tab(full: Casebook) -> None:
    async with searching(full, "anak") as (app, pilot, screen):
        await pilot.press("down", "down", "j")
        assert screen.found.cursor == 0, "another word, other hits"
        assert screen.query_one(FilterLine).value == "anakj"
        await pilot.press("backspace", "down", "down", "up")
        assert screen.found.cursor == 1
        await pilot.press("tab", "j", "j")
        assert screen.found.cursor == 3
        await pilot.press("g")
        assert screen.found.cursor == 0
        await pilot.press("G")
        assert screen.found.cursor == 3
        await pilot.press("asterisk")
        assert app.hidden
        await pilot.press("asterisk", "slash", *" q")
        assert screen.query_one(FilterLine).value == "anak q"
        await pilot.press("tab", "q")
        await until(lambda: isinstance(app.screen, BoardScreen))


async def test_help_is_there_while_one_types_and_in_the_list(full: Casebook) -> None:
    async with searching(full, "anak") as (app, pilot, screen):
        for keys in (["f1"], ["tab", "question_mark"], ["f1"]):
            await pilot.press(*keys)
            await until(lambda: isinstance(app.screen, Guide))
            await see(app, "From the words to the list")
            await pilot.press("escape")
            await until(lambda: app.screen is screen)
        await pilot.press("slash", "question_mark")
        assert screen.query_one(FilterLine).value == "anak?"


def many(count: int) -> Hits:
    """So many hits in long notes, the newest first."""
    notes = [
        {
            "id": f"n{number}", "contact_at": (moment := (MORNING - timedelta(days=number)).isoformat()),
            "written_at": moment, "mode": "phone", "status": "signed", "body": f"kata {number} " + "isi " * 500,
        }
        for number in range(count)
    ]  # fmt: skip
    document = {"case": {"code": BU_S, "alias": "Bu S", "opened": "2026-01-01"}, "notes": notes}
    hits = Hits(("kata",))
    hits.add(repeat(FoldedCase(document, is_archived=False), count), range(count))
    return hits


async def test_a_free_cell_stands_before_the_thumb(full: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    hits = many(50)
    monkeypatch.setattr(Casebook, "search_live", lambda _book, _query: hits)
    async with searching(full, "kata") as (app, _pilot, _screen):
        with_thumb = [line for line in shown(app).splitlines() if line.rstrip().endswith("┃")]
        assert with_thumb
        assert all(line.rstrip()[-2] == " " for line in with_thumb)


async def test_only_what_is_in_sight_is_made_and_drawn(full: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    hits, made, make = many(5000), set[int](), FoldedCase.hit

    def counted(case: FoldedCase, place: int, words: Sequence[str]) -> Hit:
        made.add(place)
        return make(case, place, words)

    monkeypatch.setattr(Casebook, "search_live", lambda _book, _query: hits)
    monkeypatch.setattr(FoldedCase, "hit", counted)
    async with searching(full, "k") as (app, pilot, screen):
        await see(app, "kata 0")
        screen.found.drawn = 0
        await pilot.press("a")
        await pilot.pause()
        rows = screen.found.size.height
        assert 0 < screen.found.drawn <= rows
        assert 0 < len(made) <= rows
        screen.found.drawn = 0
        await pilot.press("down")
        await pilot.pause()
        assert 1 <= screen.found.drawn <= 2
        await pilot.press("tab", "G")
        await see(app, "kata 4999")
        assert screen.found.drawn <= 2 * rows


# Opening


async def test_a_note_opens_where_the_word_stands_and_coming_back_leaves_all_as_it_was(full: Casebook) -> None:
    body = "\n".join(["Baris biasa."] * 3000) + "\nDi sini Wáyan [/] disebut, dan wayan lagi.\n" + "\n".join(["x"] * 99)
    full.add_note(ANAK, body=body, mode="phone", outcome="reached", sign=True)
    async with searching(full, "wayan") as (app, pilot, screen):
        await see(app, "Di sini Wáyan [/] disebut")
        await pilot.press("down", "up", "enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, "Di sini Wáyan [/] disebut, dan wayan lagi.")
        assert marked(app) == ["Wáyan", "wayan"]
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert screen.found.cursor == 0
        assert isinstance(app.focused, FilterLine)
        await pilot.press("down", "tab", "enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, "Café Wáyan disebut")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert screen.found.cursor == 1
        assert app.focused is None, "in the list, as it was left"
        assert screen.query_one(FilterLine).value == "wayan"


async def test_in_another_window_the_hit_stays_in_sight_until_somebody_scrolls(full: Casebook) -> None:
    body = "\n".join(["Baris yang cukup panjang untuk dilipat. " * 3] * 40) + "\nDi sini jarumnya.\n" + "x\n" * 99
    full.add_note(ANAK, body=body, mode="phone", outcome="reached", sign=True)
    async with searching(full, "jarum", (130, 40)) as (app, pilot, _screen):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        for size in ((130, 12), (60, 20), (40, 12), (130, 40)):
            await see(app, "Di sini jarumnya.")
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await see(app, "Di sini jarumnya.")
        await pilot.press("g")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "jarumnya" not in shown(app), "somebody went elsewhere"


async def test_a_draft_that_was_found_can_be_written_on(full: Casebook) -> None:
    async with searching(full, "berjanji") as (app, pilot, screen):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, "enter open")
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await pilot.press(*" Nah.", "escape")
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, "anak itu. Nah.")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        await see(app, "anak itu. Nah.")


async def test_a_case_opens_in_its_file_between_those_that_were_found(full: Casebook) -> None:
    async with searching(full, "bu") as (app, pilot, screen):
        order = list(dict.fromkeys(hit.code for hit in screen.found.hits))
        assert order == [BU_S, OLD]
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await see(app, "Bu S")
        await pilot.press("right_square_bracket")
        await see(app, "Bu Lama")
        await see(app, "Lost the house")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert screen.found.cursor == 0


async def test_an_archived_note_opens_and_so_does_its_case(full: Casebook) -> None:
    async with searching(full, "visit") as (app, pilot, screen):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, "The last visit.")
        assert marked(app) == ["visit"]
        await pilot.press("escape", "tab", "f")
        await until(lambda: isinstance(app.screen, ListedFile))
        await see(app, "Lost the house")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert full.is_archived(OLD), "reading leaves it where it is"


async def test_the_mouse_chooses_and_opens(full: Casebook) -> None:
    async with searching(full, "anak") as (app, pilot, screen):
        await pilot.click(screen.found, offset=(5, 3))
        assert screen.found.cursor == 1
        await pilot.click(screen.found, offset=(0, 0))
        assert screen.found.cursor == 0, "the first cell of all is one of the first hit"
        await pilot.click(screen.found, offset=(5, 4), times=2)
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, NOTES[0])


# What changes meanwhile


async def test_what_is_undone_leaves_the_list_and_the_cursor_stays_on_its_hit(full: Casebook) -> None:
    full.add_note(BU_S, body="Sekolah yang baru.", mode="phone", outcome="reached", sign=True)
    async with searching(full, "sekolah") as (_app, pilot, screen):
        assert found(screen) == [BU_S, "Sekolah yang", NOTES[0][:12], NOTES[1][:12]]
        await pilot.press("down", "down", "tab", "u")
        await until(lambda: len(screen.found.hits) == 3)
        assert screen.hit
        assert screen.hit.text == NOTES[0]
        await pilot.press("ctrl+r")
        await until(lambda: len(screen.found.hits) == 4)
        assert screen.hit.text == NOTES[0]
        await pilot.press("G", "u", "u", "u", "u")
        await pilot.pause()
        assert screen.found.cursor < max(1, len(screen.found.hits))
        assert screen.query_one(Said).text


async def test_an_archived_hit_keeps_the_cursor_when_it_is_found_anew(full: Casebook) -> None:
    async with searching(full, "bu") as (_app, pilot, screen):
        await pilot.press("tab", "G")
        assert screen.hit
        assert screen.hit.code == OLD
        full.set_next_contact(BU_S, date(2026, 12, 1))
        await done(screen)
        assert screen.hit.code == OLD


async def test_hidden_text_shows_no_alias_and_no_context(full: Casebook) -> None:
    async with searching(full, "anak") as (app, pilot, _):
        await pilot.press("tab", "asterisk")
        await see(app, f"{BU_S} · · · · Home visit")
        for text in ("Bu S", "Anak A", "menangis", "berhenti"):
            assert text not in shown(app)
        await pilot.press("down", "down", "enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        assert "menangis" not in shown(app)
        assert marked(app) == []


# What is typed and found may be anything

HOSTILE = "[/] [bold]x \x1b[2J 👩‍👧 葬儀ＡＢＣ e\u0301te\u0301 ﬁlm"


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("[/]", "[/]"),
        ("[2j", "[2J"),
        ("葬儀", "葬儀"),
        ("abc", "ＡＢＣ"),
        ("ete", "été"),
        ("film", "ﬁlm"),
        ("👩", "👩"),
    ],
)
async def test_found_words_are_marked_where_they_stand(book: Casebook, typed: str, stands: str) -> None:
    book.add_case(alias=HOSTILE, size="family")
    book.add_note(BU_S, body=f"{'漢字 ' * 60}{HOSTILE}", mode="phone", outcome="reached", sign=True)
    async with searching(book, size=(60, 20)) as (app, pilot, screen):
        screen.query_one(FilterLine).value = typed
        await pilot.pause()
        assert "\x1b" not in shown(app)
        assert "".join(marked(app)).startswith(stands)
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await pilot.pause()
        assert marked(app) == [stands]


async def test_a_long_query_and_a_huge_note_do_no_harm(book: Casebook) -> None:
    book.add_case(alias="Bu S", size="family")
    book.add_note(BU_S, body="anak " * 20_000 + "jarum", mode="phone", outcome="reached", sign=True)
    async with searching(book) as (app, pilot, screen):
        screen.query_one(FilterLine).value = "x y:z \" ' [ " * 42
        await see(app, "nothing found")
        screen.query_one(FilterLine).value = "anak jarum " * 45
        await see(app, "1 hit in 1 case")
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await until(lambda: "anak" in marked(app))


async def test_what_was_left_out_leaves_room_for_what_was_found(full: Casebook) -> None:
    async with searching(full, "sekolah field:nonsense") as (app, pilot, _screen):
        (sentence,) = read_query("field:nonsense").problems
        assert sentence in " ".join(shown(app).split()), "in a window that is high enough all of it is said"
        await pilot.resize_terminal(40, 9)
        await pilot.pause()
        lines = shown(app).splitlines()
        assert lines[2].strip() == "field:nonsense: left out; it needs one"
        assert lines[3].endswith("…")
        assert "sekolah" in "".join(lines[4:8])


@pytest.mark.parametrize("size", [(30, 20), (80, 8)])
async def test_in_too_small_a_window_only_leaving_works(full: Casebook, size: tuple[int, int]) -> None:
    async with searching(full, "anak") as (app, pilot, screen):
        await pilot.resize_terminal(*size)
        await see(app, "Too small a window")
        await pilot.press("enter", "ctrl+s", "f1")
        assert app.screen is screen
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
