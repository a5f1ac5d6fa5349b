"""Every screen in every size, in both languages: nothing overlaps, nothing is cut without a sign, all can be reached.

What a scene is stands in `gallery`, what is looked for in `geometry`.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.screen import ModalScreen
from textual.widgets import Static

from store import Casebook
from store.language import current, use
from tests.screens.gallery import PACKETS, SCENES, Scene, Stage, sample, screens
from tests.screens.geometry import WAYS_OUT, cuts, is_shown, passes_every_part, wrong
from tui.app import LingkarApp
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.text import Area, LineInput
from tui.frame import KeyBar, fit, key_named
from tui.packet.screen import PacketScreen
from tui.packet.write_out import usual_folder

SIZES = [(80, 24), (60, 20), (100, 30), (140, 40), (200, 60)]
LANGUAGES = ["id", "en"]
PARTS = 4
"""The scenes are looked at in so many tests a language, so that several processors share them."""

FORMS = ("form of", "act ", "new case", "addendum", "void", "group note", "resource", "supervision", "packet form",
          "hand over", "save a search", "filters", "editor", "mask another")  # fmt: skip

TINY = [(20, 5), (9, 3), (1, 1)]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Casebook]]:
    """The sample caseload in each language, as long as this file runs."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        with (
            sample(tmp_path_factory.mktemp("id") / "book", "id") as indonesian,
            sample(tmp_path_factory.mktemp("en") / "book", "en") as english,
        ):
            yield {"id": indonesian, "en": english}


@asynccontextmanager
async def on_stage(book: Casebook, language: str, size: tuple[int, int] = SIZES[0]) -> AsyncIterator[Stage]:
    """The program at the board."""
    use(language)
    app = LingkarApp(book)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Stage(app, pilot)


def test_no_screen_was_forgotten() -> None:
    assert {scene.covered for scene in SCENES} == screens()


@pytest.mark.parametrize("language", LANGUAGES)
def test_packets_lie_in_a_folder_with_a_name(books: dict[str, Casebook], language: str) -> None:
    assert usual_folder(books[language].settings) == str(Path("~") / PACKETS[language])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_a_word_is_is_asked_over_the_packet_it_stands_in(books: dict[str, Casebook], language: str) -> None:
    async with on_stage(books[language], language) as stage:
        await next(scene for scene in SCENES if scene.covered == "Offer").on(stage)
        packet, offer = stage.app.screen_stack[-2:]
        assert type(offer).__name__ == "Offer"
        assert isinstance(packet, PacketScreen)
        word = packet.undecided[0].text
        assert word in str(offer.query_one("#picklist").border_title)
        await stage.leave()


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_fits_every_size(books: dict[str, Casebook], language: str, part: int) -> None:
    found: list[str] = []
    async with on_stage(books[language], language) as stage:
        for scene in SCENES[part::PARTS]:
            found += await _look_at(stage, scene)
    assert not found, "\n".join(found)


async def _look_at(stage: Stage, scene: Scene) -> list[str]:
    """A scene in all sizes: what is wrong with it, each with the scene and the size."""
    app, found = stage.app, []
    await stage.size(*SIZES[0])
    await scene.on(stage)
    assert type(app.screen).__name__ == scene.covered, f"{scene.name}: {type(app.screen).__name__} is there"
    if isinstance(app.screen, ModalScreen):
        app.screen.styles.background = "black"  # what lies below was looked at, and costs a third of the time
    for size in SIZES:
        await stage.size(*size)
        with cuts() as cut:
            for widget in app.screen.query("*"):
                widget.refresh()
            sentences = [*wrong(app), *sorted(set(cut))]
        if size == (60, 20) and isinstance(app.screen, Form) and current() == "id":
            sentences += await passes_every_part(stage)
        found += [f"{scene.name}, {size[0]}x{size[1]}: {sentence}" for sentence in sentences]
    await stage.leave()
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(PARTS))
async def test_a_window_too_small_ends_nothing_and_offers_only_what_acts(books: dict[str, Casebook], part: int) -> None:
    found: list[str] = []
    async with on_stage(books["id"], "id") as stage:
        for scene in SCENES[part::PARTS]:
            await scene.on(stage)
            focused = stage.app.focused
            for size in TINY:
                await stage.size(*size)
                found += [f"{scene.name}, {size}: {each}" for each in wrong(stage.app) if "does nothing" in each]
            await stage.size(*SIZES[0])
            if stage.app.focused is not focused:
                found.append(f"{scene.name}: the focus went elsewhere")
            await stage.leave()
    assert not found, "\n".join(found)


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
async def test_labels_stand_on_one_line_at_80_columns(books: dict[str, Casebook], language: str) -> None:
    """Names of fields and keys, the longest of which are Indonesian."""
    found = []
    async with on_stage(books[language], language) as stage:
        for scene in SCENES:
            if not scene.name.startswith(FORMS):
                continue
            await scene.on(stage)
            for label in stage.app.screen.query(".label"):
                if isinstance(label, Static) and label.region.height > 1 and isinstance(label.parent, Field):
                    found.append(f"{scene.name}: {label.content!r} takes {label.region.height} lines")
            for bar in stage.app.screen.query(KeyBar):
                if len(bar.shown) < min(3, len(bar._keys)):
                    found.append(f"{scene.name}: only {bar.shown} of {bar._keys} fit")
            await stage.leave()
    assert not found, "\n".join(found)


# The keys


@pytest.mark.parametrize(
    ("width", "shown"),
    [(46, "r e a esc ?"), (45, "r e esc ?"), (34, "r esc ?"), (26, "e esc ?"), (24, "esc ?"), (3, "esc ?")],
)
def test_the_way_back_and_help_are_kept_however_narrow_the_window_is(width: int, shown: str) -> None:
    keys = [("r", "review"), ("e", "open"), ("a", "advance"), ("esc", "board"), ("?", "help")]
    assert " ".join(key for key, _word in fit(keys, width, kept="esc")) == shown


def test_what_a_footer_shows_is_a_key() -> None:
    use("id")
    names = {"spasi": "space", "kiri": "left", "?": "question_mark", "+": "plus", "ctrl+s": "ctrl+s", "G": "G"}
    assert {label: key_named(label) for label in names} == names
    assert key_named("naik/turun") == key_named("satu huruf") == ""


def test_a_way_out_is_found_where_one_is() -> None:
    assert WAYS_OUT.search(" enter buka  esc papan")
    assert WAYS_OUT.search("q keluar")
    assert not WAYS_OUT.search(" enter buka  ? bantuan")


def test_what_stands_for_several_keys_gives_way_to_single_ones() -> None:
    use("en")
    keys = [("ctrl+s", "save"), ("up/down", "a day"), ("letter", "jumps"), ("tab", "next"), ("esc", "leave")]
    assert [key for key, _word in fit(keys, 63)] == ["ctrl+s", "up/down", "letter", "tab", "esc"]
    assert [key for key, _word in fit(keys, 50)] == ["ctrl+s", "up/down", "tab", "esc"]
    assert [key for key, _word in fit(keys, 44)] == ["ctrl+s", "tab", "esc"]


LONG_FOOTERS = (
    "act BackDialog", "act LogContactDialog", "act TerminateForm", "form of a DecisionDialog", "form of a FlagForm",
    "form of a RatingForm", "form of a ReferralForm", "packet form", "supervision", "limits", "signing", "settings",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
async def test_saving_and_the_way_on_are_told_in_narrow_forms(books: dict[str, Casebook], language: str) -> None:
    async with on_stage(books[language], language, SIZES[1]) as stage:
        for scene in SCENES:
            if scene.name.startswith(LONG_FOOTERS):
                await scene.on(stage)
                keys = [key for key, _word in stage.app.screen.query_one(KeyBar).shown]
                assert keys[:2] in (["ctrl+s", "tab"], ["enter", "tab"]), f"{scene.name}: {keys}"
                assert keys[-1] == "esc"
                await stage.leave()


@pytest.mark.parametrize(
    ("name", "language", "width", "told"),
    [
        ("group note", "id", 60, {"spasi", "ctrl+s", "tab", "esc"}),
        ("group note", "en", 80, {"space", "ctrl+g", "ctrl+s", "tab"}),
        ("first start", "en", 60, {"enter", "ctrl+n", "ctrl+q"}), ("review", "en", 80, {"enter"}),
    ],
)  # fmt: skip
async def test_what_a_screen_is_for_is_told(
    books: dict[str, Casebook], name: str, language: str, width: int, told: set[str]
) -> None:
    async with on_stage(books[language], language, (width, 24)) as stage:
        await next(scene for scene in SCENES if scene.name == name).on(stage)
        assert told <= {key for key, _word in stage.app.screen.query_one(KeyBar).shown}
        await stage.leave()


async def test_what_voids_a_note_says_so(books: dict[str, Casebook]) -> None:
    async with on_stage(books["en"], "en") as stage:
        await next(scene for scene in SCENES if scene.name == "void").on(stage)
        assert ("ctrl+s", "void it") in stage.app.screen.query_one(KeyBar).shown


# While one types


SHRINK = [(140, 40), (60, 20), (20, 5), (100, 30)]
PIECES = ["one ", "two ", "three ", "four"]
WITH_TEXT = [scene for scene in SCENES if scene.name.startswith(FORMS)]


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(PARTS))
async def test_resizing_while_typing_loses_nothing(books: dict[str, Casebook], part: int) -> None:
    """In each form, in its first line and in its first longer text, and in the editor."""
    async with on_stage(books["en"], "en", SHRINK[0]) as stage:
        for scene in WITH_TEXT[part::PARTS]:
            await stage.size(*SHRINK[0])
            await scene.on(stage)
            lines = [line for line in stage.app.screen.query(LineInput) if type(line) is LineInput and is_shown(line)]
            areas = [area for area in stage.app.screen.query(Area) if is_shown(area)]
            for place in (*lines[:1], *areas[:1]):
                typed = await _type_while_it_shrinks(stage, place)
                assert typed == "".join(PIECES), f"{scene.name}, {place}: {typed!r}"
            await stage.leave()


async def _type_while_it_shrinks(stage: Stage, place: LineInput | Area) -> str:
    """What stands there after typing on through four sizes."""
    app = stage.app
    if isinstance(place, LineInput):
        place.value = ""
    else:
        place.text = ""
    app.screen.set_focus(place)
    await stage.pilot.pause()
    for (width, height), piece in zip(SHRINK, PIECES, strict=True):
        half = len(piece) // 2
        _type(app, piece[:half])
        await stage.pilot.resize_terminal(width, height)
        _type(app, piece[half:])
        for _turn in range(4):
            await stage.pilot.pause()
        assert app.focused is place, f"the focus went from {place} to {app.focused} at {width}x{height}"
        assert place.region.overlaps(app.size.region), f"{app.screen}: {place} is out of sight at {width}x{height}"
    return place.value if isinstance(place, LineInput) else place.text


def _type(app: LingkarApp, text: str) -> None:
    for letter in text:
        app.post_message(events.Key("space" if letter == " " else letter, letter))
