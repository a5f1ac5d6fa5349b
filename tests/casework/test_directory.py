"""The directory of resources: what it says of each, its keys from the first resource to its removal, and its filter."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from store import Case, Casebook, open_casebook
from store.model import Referral, ReferralStatus, Resource, ResourceKind
from store.practice.resources import others, uses
from tests.casefile.conftest import see, shown, until
from tests.casework.conftest import TODAY
from tests.forms.host import HOSTILE, SIZES
from tests.unlock.conftest import PASSPHRASE, lock, unlock, unlocked
from tests.unlock.conftest import folder as folder  # the fixture
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.casefile.reading import HIDDEN
from tui.casefile.screen import CaseFile
from tui.casework.directory import Directory
from tui.casework.directory_rows import found, other_rows, resource_rows
from tui.casework.resources import ResourceForm
from tui.forms.ask import Ask
from tui.frame import KeyBar, Said
from tui.guide.guide import Guide


def refer(book: Casebook, code: str, to: str, status: str = "sent", barrier: str = "", **fields: Any) -> Referral:
    return book.add(Referral, code, to=to, reason="KIP", follow_up=TODAY, status=status, barrier=barrier, **fields)


@pytest.fixture
def dinas(book: Casebook, case: Case) -> Resource:
    """A resource asked five times, among others."""
    book.add_resource(name="Puskesmas Cibeunying", kind="societal", gives="Psikolog tiap Selasa", area="Cibeunying")
    book.add_resource(name="arisan RT 03", kind="formal", contact="Bu Ani")
    dinas = book.add_resource(
        name="Dinas Sosial", kind="societal", gives="Sembako", is_tangible=True, conditions="KTP setempat", area="Kota"
    )
    for status, barrier in (
        ("rejected", "Kuota habis"), ("rejected", "kuota habis."), ("unavailable", "Petugas cuti"), ("completed", ""),
        ("sent", ""),
    ):  # fmt: skip
        refer(book, case.code, "Dinas Sosial", status, barrier, resource=dinas.id)
    refer(book, case.code, "Bu Tini", "client_declined", "Terlalu jauh")
    return dinas


@asynccontextmanager
async def directory(book: Casebook, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[LingkarApp, Pilot[None]]]:
    """The program with the directory open over the board."""
    app = LingkarApp(book)
    async with app.run_test(size=size) as pilot:
        await until(lambda: isinstance(app.screen, BoardScreen) and hasattr(app.screen, "board"))
        await pilot.press("R")
        await until(lambda: isinstance(app.screen, Directory) and app.screen.is_mounted)
        await pilot.pause()
        yield app, pilot


def names(app: LingkarApp) -> list[str]:
    """The names that are listed, from the top."""
    assert isinstance(app.screen, Directory)
    lines = [line.strip() for line in app.screen.rows.plain.splitlines()]
    heads = {each.name: f"{each.name} {each.kind.label}" for each in app.book.resources()}
    listed = [" ".join(line.split()) for line in lines]
    return [name for line in listed for name, head in heads.items() if line.startswith(head)]


def under_cursor(app: LingkarApp) -> str:
    assert isinstance(app.screen, Directory)
    return app.screen.resource.name if app.screen.resource else ""


# What it says


@pytest.mark.parametrize("size", SIZES[::2], ids=str)
async def test_each_resource_with_what_it_gives_and_how_it_went(
    book: Casebook, dinas: Resource, size: tuple[int, int]
) -> None:
    async with directory(book, size) as (app, pilot):
        await see(app, "Directory 3 resources")
        assert names(app) == ["arisan RT 03", "Dinas Sosial", "Puskesmas Cibeunying"]
        await see(app, "Formal (membership)")
        await see(app, "No referral so far.")
        for words in (
            "Dinas Sosial", "Societal (institutional)", "Sembako", "concrete help · Kota", "Conditions: KTP setempat",
        ):  # fmt: skip
            await see(app, words)
        text = app.screen.rows.plain  # type: ignore[attr-defined]
        assert "5 referrals so far: sent 1 · rejected 2 · completed 1" in " ".join(text.split())
        assert "rejected: kuota habis (2 times)" in text
        assert "service not available: Petugas cuti" in text
        assert text.index("kuota habis") < text.index("Petugas cuti")
        await pilot.press("G")
        await see(app, "Referred to by name only")
        await see(app, "declined by the client: Terlalu jauh")
        if size[0] >= 80:
            assert "5 referrals · 3 failed" in shown(app)
        assert all(len(line) <= size[0] for line in shown(app).splitlines())


async def test_an_empty_directory_says_what_it_is_for_and_how_to_begin(book: Casebook) -> None:
    async with directory(book, (60, 20)) as (app, pilot):
        await see(app, "No resource yet.")
        await see(app, "c adds the first resource.")
        await pilot.press("enter", "D", "slash", "down", "G", "pagedown")
        assert isinstance(app.screen, Directory)
        assert not app.screen.query_one("#filter").has_class("-open")
        assert ("enter", "open") not in app.screen.footer_keys()
        await pilot.press("c", *"Posko", "tab", "f", "ctrl+s")
        await see(app, "1 resource")
        assert under_cursor(app) == "Posko"


async def test_hidden_text_hides_what_was_written_about_clients_and_nothing_else(
    book: Casebook, dinas: Resource
) -> None:
    async with directory(book, (80, 40)) as (app, pilot):
        await pilot.press("asterisk")
        await see(app, f"rejected: {HIDDEN} (2 times)")
        text = shown(app)
        for words in ("kuota", "Petugas", "Tini", "jauh"):
            assert words not in text
        for words in ("Dinas Sosial", "Sembako", "KTP setempat", "Bu Ani"):
            assert words in text
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ResourceForm))
        await pilot.press("escape", "asterisk")
        await see(app, "Tini")


# The keys


async def test_a_resource_from_the_first_key_to_its_removal(book: Casebook, case: Case) -> None:
    async with directory(book) as (app, pilot):
        await pilot.press("c", *"Posko", "tab", "i", "tab", *"Beras", "tab", "space", "tab", *"Jumat", "ctrl+s")
        await see(app, "Informal (natural)")
        (kept,) = book.resources()
        assert (kept.name, kept.kind, kept.gives) == ("Posko", "informal", "Beras")
        assert (kept.is_tangible, kept.conditions) == (True, "Jumat")
        refer(book, case.code, "posko", "rejected", "Beras habis")
        await see(app, "rejected: Beras habis")
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ResourceForm) and bool(app.focused))
        await pilot.press("end", *" RW", "tab", "tab", "tab", "space", "ctrl+s")
        await see(app, "Posko RW")
        assert book.resource(kept.id).is_tangible is False
        await pilot.press("D")
        await until(lambda: isinstance(app.screen, Ask))
        await see(app, "Remove Posko RW?")
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, Directory))
        assert book.resources()
        await pilot.press("D")
        await until(lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await see(app, "No resource yet.")
        assert book.resources() == []
        await pilot.press("u")
        await see(app, "Posko RW")
        assert app.screen.is_current


async def test_the_cursor_goes_to_a_new_resource_and_stays_on_a_renamed_one(book: Casebook) -> None:
    for number in range(30):
        book.add_resource(name=f"Lembaga {number:02}", kind="formal")
    async with directory(book) as (app, pilot):
        assert under_cursor(app) == "Lembaga 00"
        await pilot.press("j", "down", "k")
        assert under_cursor(app) == "Lembaga 01"
        await pilot.press("c", *"Lembaga 19b", "tab", "s", "ctrl+s")
        await until(lambda: isinstance(app.screen, Directory) and under_cursor(app) == "Lembaga 19b")
        await see(app, "Lembaga 19b")
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ResourceForm) and bool(app.focused))
        await pilot.press("home", "A", "ctrl+s")
        await see(app, "ALembaga 19b")
        assert under_cursor(app) == "ALembaga 19b"
        await pilot.press("G")
        await see(app, "Lembaga 29")
        await pilot.press("pageup", "pagedown", "g")
        await pilot.pause()
        assert under_cursor(app) == "ALembaga 19b"


async def test_every_way_back_leads_to_where_one_came_from(book: Casebook, case: Case, dinas: Resource) -> None:
    async with directory(book, (60, 20)) as (app, pilot):
        for back in ("escape", "q", "R"):
            assert ("esc", "board") in app.screen.query_one(KeyBar)._keys
            await pilot.press(back)
            await until(lambda: isinstance(app.screen, BoardScreen))
            await pilot.press("enter")
            await until(lambda: isinstance(app.screen, CaseFile) and app.screen.is_mounted)
            await pilot.press("R")
            await until(lambda: isinstance(app.screen, Directory) and app.screen.is_mounted)
            await pilot.pause()
            assert ("esc", "case file") in app.screen.query_one(KeyBar)._keys
            assert "case file" in shown(app).splitlines()[-1], "the way back does not fall off a narrow footer"
            await pilot.press(back)
            await until(lambda: isinstance(app.screen, CaseFile))
            await pilot.press("escape", "R")
            await until(lambda: isinstance(app.screen, Directory) and app.screen.is_mounted)
            await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert "esc" in shown(app).splitlines()[-1], "nor in Indonesian"


async def test_the_filter_works_as_one_types_and_escape_takes_it_off(book: Casebook, dinas: Resource) -> None:
    async with directory(book) as (app, pilot):
        await pilot.press("slash", *"psiko")
        assert names(app) == ["Puskesmas Cibeunying"]
        await see(app, "1 of 3 resources")
        assert "Referred to by name only" not in shown(app)
        await pilot.press("x")
        await see(app, "No resource has these words.")
        assert under_cursor(app) == ""
        await pilot.press("backspace", "enter")
        assert app.focused is None
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ResourceForm))
        await pilot.press("escape", "escape")
        await until(lambda: names(app) == ["arisan RT 03", "Dinas Sosial", "Puskesmas Cibeunying"])
        assert under_cursor(app) == "Puskesmas Cibeunying", "the cursor stays on what was found"
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))


async def test_help_palette_language_and_the_mouse(book: Casebook, dinas: Resource) -> None:
    async with directory(book, (80, 30)) as (app, pilot):
        await pilot.press("question_mark")
        await until(lambda: isinstance(app.screen, Guide))
        await see(app, "Put a new resource into the directory")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, Directory))
        await pilot.press("f2", "f3", "f2")
        assert app.theme == "lingkar-light"
        y = next(place for place, line in enumerate(shown(app).splitlines()) if "Dinas Sosial" in line)
        await pilot.click(offset=(10, y))
        assert under_cursor(app) == "Dinas Sosial"
        await pilot.click(offset=(10, y), times=2)
        await until(lambda: isinstance(app.screen, ResourceForm))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, Directory))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("colon", *"directory", "enter")
        await until(lambda: isinstance(app.screen, Directory))


async def test_what_happens_under_another_screen_is_shown(book: Casebook, case: Case) -> None:
    posko = book.add_resource(name="Posko", kind="informal")
    async with directory(book) as (app, pilot):
        await pilot.press("question_mark")
        await until(lambda: isinstance(app.screen, Guide))
        refer(book, case.code, "Posko", "rejected", "Beras habis", resource=posko.id)
        await pilot.press("escape")
        await see(app, "rejected: Beras habis")


async def test_a_resource_is_no_case_of_the_board(book: Casebook, case: Case) -> None:
    async with directory(book) as (app, pilot):
        await pilot.press("c", *"Posko", "tab", "i", "ctrl+s")
        await see(app, "Directory: resource added")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert case.code in shown(app)
        await pilot.press("u")
        await see(app, "Undone: Directory: resource added")
        assert case.code in shown(app)


async def test_a_resource_is_never_markup_nor_a_control_sequence(book: Casebook) -> None:
    book.add_resource(name=HOSTILE, kind="formal", gives=HOSTILE, conditions=HOSTILE, contact=HOSTILE, area=HOSTILE)
    async with directory(book, (60, 20)) as (app, pilot):
        await see(app, "[/] [bold]x[/bold]")
        assert "\x1b" not in shown(app)
        await pilot.press("D")
        await see(app, "Remove [/] [bold]x[/bold]")


# Locking and coming back


async def test_the_directory_comes_back_with_its_filter_and_its_form(
    folder: Path, clock: Callable[[], datetime]
) -> None:
    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        for name in ("Posko A", "Posko B", "Posko C", "Dinas"):
            book.add_resource(name=name, kind="formal")
    async with unlocked(folder) as (app, pilot):
        await pilot.press("R", "slash", *"posko", "enter", "down", "enter")
        await until(lambda: isinstance(app.screen, ResourceForm) and bool(app.focused))
        await pilot.press("end", *" baru")
        await lock(app, pilot)
        assert "Posko" not in shown(app)
        await unlock(app, pilot)
        await until(lambda: isinstance(app.screen, ResourceForm) and bool(app.focused))
        assert app.screen.field("name").typed == "Posko B baru"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, Directory))
        await see(app, "3 of 4 resources")
        assert under_cursor(app) == "Posko B baru"
        assert [each.name for each in app.book.resources()] == ["Dinas", "Posko A", "Posko B baru", "Posko C"]


async def test_what_lay_open_on_a_resource_that_is_gone_is_told(book: Casebook) -> None:
    id = book.add_resource(name="Posko", kind="formal").id
    form = {"screen": "form", "form": "tui.casework.resources:ResourceForm", "made_of": [id], "named": {},
            "typed": {}, "focus": "", "cursor": []}  # fmt: skip
    book.park([{"screen": "directory", "resource": id, "filter": ""}, form])
    book.undo()
    app = LingkarApp(book)
    async with app.run_test():
        await until(lambda: isinstance(app.screen, Directory))
        await see(app, "No resource yet.")
        await until(lambda: any("Not all that lay open" in place.query_one(Said).text for place in app.places()))


# Whatever is in it, at any width

TEXTS = st.sampled_from(["", "Kuota", HOSTILE, "kata " * 300, "x" * 300, "訪問" * 60, "a\tb\nc", "👩‍💻" * 40])
RESOURCES = st.lists(
    st.builds(
        Resource, id=st.uuids().map(str), name=TEXTS.map(lambda text: f"R{text}"[:80]),
        kind=st.sampled_from(list(ResourceKind)), gives=TEXTS, conditions=TEXTS, contact=TEXTS, area=TEXTS,
        is_tangible=st.booleans(),
    ),
    max_size=4,
)  # fmt: skip
STATUS = st.sampled_from(list(ReferralStatus))


@given(
    RESOURCES, st.lists(st.tuples(STATUS, TEXTS, st.integers(0, 6)), max_size=12), st.integers(24, 140), st.booleans()
)
def test_no_line_is_wider_than_there_is_room(
    resources: list[Resource], asked: list[tuple[ReferralStatus, str, int]], width: int, hidden: bool
) -> None:
    referrals = [
        Referral(
            id="r", case_code="K-2026-001", to=f"Tini{text}", reason="r", follow_up=TODAY, status=status, barrier=text,
            resource=resources[place].id if place < len(resources) else "",
        )
        for status, text, place in asked
    ]  # fmt: skip

    def shown(text: str) -> str:
        return HIDDEN if hidden and text else text

    rows = resource_rows(resources, uses(resources, referrals), shown, width)
    rows += other_rows(others(resources, referrals), shown, width)
    lines = [line for row in rows for line in row.lines]
    assert [line.plain for line in lines if line.cell_length > width] == []
    assert [row.part for row in rows if row.part] == resources
    assert not hidden or "Tini" not in "\n".join(line.plain for line in lines)


@given(RESOURCES, st.text(max_size=8))
def test_the_filter_lists_what_has_every_word_and_without_one_everything(resources: list[Resource], query: str) -> None:
    listed = found(resources, query)
    assert [each for each in resources if each in listed] == listed
    assert query.split() or listed == resources
    assert found(resources, "R") == resources
