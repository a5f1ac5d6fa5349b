"""Lines that are made only when they come into sight: they are a sequence like any other, and none is made before."""

from textual.content import Content

from store.model.record import Record
from tui.casefile.page import LaterLines
from tui.casefile.row_layout import Row, RowLayout


class Maker:
    """Makes lines, and knows which."""

    def __init__(self) -> None:
        self.made: list[int] = []

    def one(self, place: int) -> Content:
        self.made.append(place)
        return Content(f"line {place}")

    def all(self) -> list[Content]:
        return [self.one(place) for place in range(3)]


def test_one_is_made_when_it_is_asked_for() -> None:
    maker = Maker()
    lines = LaterLines(5000, maker.one)
    assert len(lines) == 5000
    assert maker.made == []
    assert lines[7].plain == "line 7"
    assert lines[-1].plain == "line 4999"
    assert [line.plain for line in lines[-2:]] == ["line 4998", "line 4999"]
    assert maker.made == [7, 4999, 4998, 4999]


def test_they_end() -> None:
    maker = Maker()
    assert [line.plain for line in LaterLines(2, maker.one)] == ["line 0", "line 1"]
    assert list(LaterLines(0, maker.one)) == []
    assert maker.made == [0, 1]


def test_what_is_made_at_once_is_made_by_the_first_and_for_good() -> None:
    maker = Maker()
    lines = LaterLines.at_once(3, maker.all)
    assert len(lines) == 3
    assert maker.made == []
    assert lines[2].plain == "line 2"
    assert [line.plain for line in lines] == ["line 0", "line 1", "line 2"]
    assert maker.made == [0, 1, 2]


def test_rows_are_laid_out_without_making_any_and_make_those_that_are_read() -> None:
    maker = Maker()
    entry = Record()
    laid = RowLayout([
        Row([Content("heading")]), Row(LaterLines(1, maker.one), entry), Row(LaterLines.at_once(3, maker.all)),
        Row([*LaterLines(1, lambda _place: Content("last")), Content("")], entry),
    ])  # fmt: skip
    assert len(laid.lines) == 7
    assert [laid.span(place) for place in range(len(laid))] == [(1, 2), (5, 6)]
    assert laid.top_for(1, 0, 2) == 4
    assert maker.made == []
    assert [line.plain for line in laid.lines[:2]] == ["heading", "line 0"]
    assert maker.made == [0]
    assert [line.plain for line in laid.lines] == ["heading", "line 0", "line 0", "line 1", "line 2", "last", ""]
