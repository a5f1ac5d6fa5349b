"""Rows with a cursor: every line and every entry is reached with the arrows alone, and the place is kept."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.pilot import Pilot

from store.model.record import Record
from tests.casefile.conftest import until
from tests.forms.host import Host
from tui.casefile.rows import Row, RowPage


class Entry(Record):
    id: str


def entry(id: str, lines: int = 2, text: str = "") -> Row:
    """An entry with an empty line below it."""
    return Row([*(Content(f"{text or id} {n}") for n in range(lines)), Content("")], Entry(id=id))


def words(count: int, text: str = "text") -> Row:
    return Row([Content(f"{text} {n}") for n in range(count)])


class Bare(RowPage):
    """The arithmetic of the page, without a program around it."""

    def __init__(self, rows: list[Row], height: int) -> None:
        self._fixed = Size(40, height)
        super().__init__()
        self.told = 0
        self.show_rows("case", lambda _width: rows)
        self._arrange()

    @property
    def size(self) -> Size:
        return self._fixed

    def refresh(self, *_regions: Any, **_more: Any) -> Any:
        return self

    def post_message(self, message: Any) -> bool:
        self.told += isinstance(message, RowPage.Moved)
        return True

    @property
    def state(self) -> tuple[int, int]:
        return self.top, self._cursor

    @property
    def lines_in_sight(self) -> set[int]:
        return set(range(self.top, min(self.top + self._fixed.height, len(self._lines))))


def id_of(page: RowPage) -> str:
    return page.part.key if page.part else ""


def walk(page: Bare, way: int) -> tuple[set[int], list[str], int]:
    """Press an arrow until nothing moves any more: the lines that came into sight, the entries, the widest jump."""
    seen, met, jump = set(page.lines_in_sight), [id_of(page)], 0
    for _press in range(1000):
        before = page.state
        page.by_lines(way)
        seen |= page.lines_in_sight
        jump = max(jump, abs(page.top - before[0]))
        if id_of(page) != met[-1]:
            met.append(id_of(page))
        if page.state == before:
            return seen, [id for id in met if id], jump
    raise AssertionError("it never ends")


ROWS = st.lists(st.tuples(st.booleans(), st.integers(1, 30)), min_size=1, max_size=12).map(
    lambda kinds: [entry(str(n), size) if has else words(size) for n, (has, size) in enumerate(kinds)]
)


@given(ROWS, st.integers(3, 40))
def test_the_arrows_reach_every_line_and_every_entry_both_ways(rows: list[Row], height: int) -> None:
    page = Bare(rows, height)
    lines = set(range(sum(len(row.lines) for row in rows)))
    entries = [row.part.key for row in rows if row.part]
    seen, met, jump = walk(page, 1)
    assert seen == lines
    assert met == entries
    assert jump <= max(1, height // 2)
    page.to_end()
    last = id_of(page)
    seen, met, jump = walk(page, -1)
    assert seen == lines
    assert met == (entries[::-1] if last else met)
    assert sorted(met, key=int, reverse=True) == met
    assert jump <= max(1, height // 2)


KEYS = st.lists(st.sampled_from(["down", "up", "pgdn", "pgup", "g", "G", "wheel"]), max_size=20)


@given(ROWS, st.integers(3, 40), KEYS)
def test_the_keys_act_only_on_what_is_in_sight(rows: list[Row], height: int, keys: list[str]) -> None:
    page = Bare(rows, height)
    moves: dict[str, Callable[[], None]] = {
        "down": lambda: page.by_lines(1), "up": lambda: page.by_lines(-1), "pgdn": lambda: page.by_pages(1),
        "pgup": lambda: page.by_pages(-1), "g": page.to_start, "G": page.to_end, "wheel": lambda: page.scroll_lines(3),
    }  # fmt: skip
    for key in keys:
        before, told = id_of(page), page.told
        moves[key]()
        assert 0 <= page.top <= max(0, len(page._lines) - height)
        if part := page.part:
            row = next(n for n, row in enumerate(rows) if row.part is part)
            start = sum(len(each.lines) for each in rows[:row])
            assert page.lines_in_sight & set(range(start, start + len(rows[row].lines)))
        assert id_of(page) == before or page.told > told  # the footer is told


@given(ROWS, st.integers(3, 40), st.integers(0, 30))
def test_pages_go_to_both_ends(rows: list[Row], height: int, presses: int) -> None:
    page = Bare(rows, height)
    page.by_lines(presses)
    for way, at_end in ((1, lambda: page.top == max(0, len(page._lines) - height)), (-1, lambda: page.top == 0)):
        for _press in range(len(page._lines)):
            page.by_pages(way)
        assert at_end()
        seen = [page._laid.parts[place] for place in page._in_sight]
        assert page.part is (seen[-1 if way > 0 else 0] if seen else None)


def test_a_chart_longer_than_the_screen_is_scrolled_through_line_by_line() -> None:
    page = Bare([entry("a"), words(40), entry("b")], 10)
    tops = []
    while id_of(page) != "b":
        page.by_lines(1)
        tops.append(page.top)
    assert tops[:-1] == list(range(1, len(tops)))
    assert id_of(Bare([words(40), entry("b")], 10)) == ""  # nothing to act on while nothing is in sight
    page.by_lines(1)
    assert page.top == 36  # the end of the page


def test_moving_up_shows_the_heading_of_an_entry() -> None:
    page = Bare([words(1, "first"), entry("a"), words(1, "heading"), entry("b"), entry("c"), entry("d")], 7)
    page.to_end()
    while id_of(page) != "b":
        page.by_lines(-1)
    assert page._lines[page.top].plain == "heading 0"


@pytest.mark.parametrize("gone", ["before", "itself", "last"])
def test_shown_anew_the_cursor_stays_on_its_entry_and_in_sight(gone: str) -> None:
    rows = [entry(str(n)) for n in range(30)]
    page = Bare(rows, 10)
    page.by_lines(12 if gone != "last" else 29)
    where = page.top
    left = {"before": [*rows[:3], *rows[9:]], "itself": [*rows[:12], *rows[13:]], "last": rows[:-1]}[gone]
    page.show_rows("case", lambda _width: left)
    assert id_of(page) == {"before": "12", "itself": "13", "last": "28"}[gone]
    if gone == "itself":
        assert page.top == where
    page.show_rows("another case", lambda _width: rows)
    assert (id_of(page), page.top) == ("0", 0)


def test_a_first_entry_that_is_seen_in_part_leaves_the_top_where_it_is() -> None:
    rows = [words(3), entry("a", lines=9), entry("b")]
    page = Bare(rows, 10)
    page.show_rows("case", lambda _width: rows)
    assert (id_of(page), page.top) == ("a", 0)
    page._fixed = Size(40, 4)
    page.show_rows("case", lambda _width: rows)
    assert (id_of(page), page.top) == ("a", 0)
    page._fixed = Size(40, 3)
    assert id_of(page) == "a"
    assert page.top > 0, "only where something of it is seen"


def test_an_entry_that_stands_twice_keeps_its_place() -> None:
    rows = [entry("a"), entry("b"), entry("a")]
    page = Bare(rows, 20)
    page.by_lines(2)
    page.show_rows("case", lambda _width: rows)
    assert page._cursor == 2


def test_a_place_that_was_scrolled_to_is_kept_when_shown_anew() -> None:
    rows = [entry("a"), words(60), entry("b")]
    page = Bare(rows, 10)
    page.scroll_lines(20)
    page.show_rows("case", lambda _width: rows)
    assert page.top == 20
    assert page.part is None


def test_coming_back_to_an_entry_before_anything_is_laid_out() -> None:
    page = Bare([], 10)
    page._fixed = Size(0, 0)
    rows = [entry(str(n)) for n in range(30)]
    page.show_rows("case", lambda _width: rows)
    page.go_to_part("20")
    assert page.part is None
    page._fixed = Size(40, 10)
    assert id_of(page) == "20"
    page.go_to_part("gone")
    assert id_of(page) == "20"


class Around(Host):
    """The page as a tab has it, with its keys."""

    BINDINGS = [Binding("down", "line(1)"), Binding("up", "line(-1)")]  # noqa: RUF012  # as the base class has it

    def __init__(self, rows: Callable[[int], list[Row]]) -> None:
        super().__init__(None)  # type: ignore[arg-type]  # no book is asked
        self._rows = rows
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield RowPage()

    @property
    def page(self) -> RowPage:
        return self.query_one(RowPage)

    def on_mount(self) -> None:
        self.page.show_rows("case", self._rows)

    def action_line(self, by: int) -> None:
        self.page.by_lines(by)

    def on_row_page_moved(self) -> None:
        self.told.append(id_of(self.page))

    def on_row_page_opened(self) -> None:
        self.told.append("opened")


@asynccontextmanager
async def around(rows: Callable[[int], list[Row]]) -> AsyncIterator[tuple[Around, Pilot[None]]]:
    app = Around(rows)
    async with app.run_test(size=(40, 12)) as pilot:
        await until(lambda: "".join(text(app)).strip())
        yield app, pilot


def text(app: App[None]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def test_the_entry_under_the_cursor_is_marked_and_only_what_is_in_sight_is_drawn() -> None:
    asked = []

    def rows(width: int) -> list[Row]:
        asked.append(width)
        return [words(1, "heading"), *(entry(str(n)) for n in range(2000))]

    async with around(rows) as (app, pilot):
        first, *rest = text(app)
        assert [first[:-1].rstrip(), *rest[:3]] == ["  heading 0", "┃ 0 0", "┃ 0 1", ""]  # the first has the thumb
        assert set(asked) == {40 - 1 - 2 - 2}  # without padding, thumb and mark
        assert len(app.page._strips) < 40
        await pilot.press("down")
        await until(lambda: text(app)[2:5] == ["  0 1", "", "┃ 1 0"])
        laid_out = len(asked)
        await pilot.press(*["down"] * 6)
        await until(lambda: "┃ 7 1" in text(app))
        assert len(asked) == laid_out  # moving lays nothing out
        assert app.told[-1] == "7"
        await pilot.resize_terminal(60, 5)
        await until(lambda: asked[-1] == 60 - 1 - 2 - 2)
        await until(lambda: "┃ 7 0" in text(app))


async def test_the_mouse_chooses_opens_and_scrolls() -> None:
    async with around(lambda _width: [words(1), *(entry(str(n)) for n in range(20))]) as (app, pilot):
        await pilot.click(RowPage, offset=(5, 5))
        await until(lambda: app.told[-1] == "1")
        await pilot.click(RowPage, offset=(5, 0))  # a heading
        await pilot.pause()
        assert id_of(app.page) == "1"
        await pilot.click(RowPage, offset=(5, 7), times=2)
        await until(lambda: app.told[-1] == "opened")
        assert id_of(app.page) == "2"
        await pilot._post_mouse_events([_scroll()], RowPage)
        await until(lambda: app.page.top == 3)


def _scroll() -> Any:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_text_of_a_client_is_never_markup() -> None:
    nasty = "[/] [bold]x[/bold] [@click=app.quit]y"
    async with around(lambda _width: [entry("a", 1, nasty), words(1, nasty)]) as (app, _pilot):
        assert text(app)[0].startswith("┃ " + nasty[:20])
        assert nasty[:20] in text(app)[2]
