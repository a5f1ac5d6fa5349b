"""The field for several of a short list, side by side."""

from collections.abc import Iterable

from textual.geometry import Offset
from textual.widget import Widget

from store import Casebook
from tests.forms.host import opened, shown
from tui.forms.chips import Chips, ChipsField
from tui.forms.form import Form
from tui.forms.text import LineField

OPTIONS = [
    (letter, words) for letter, words in zip("abcde", ["ant", "bee and bug", "cat", "[/] dog", "家"], strict=True)
]


class Sample(Form):
    """Chips between two lines."""

    def heading(self) -> str:
        return "Sample"

    def parts(self) -> Iterable[Widget]:
        yield LineField("before", "Before")
        yield ChipsField("pets", "Pets", OPTIONS, ["c", "gone"])
        yield LineField("after", "After")

    def save(self) -> None:
        self.finish(None)


async def test_left_and_right_go_through_a_space_ticks_and_up_and_down_leave(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (80, 24)) as pilot:
        field = sample.field("pets")
        assert isinstance(field, ChipsField)
        assert field.value == ("c",)
        await pilot.press("tab", "space", "right", "space", "right", "space", "left", "left", "left")
        assert field.value == ("a", "b")
        assert sample.holds_text
        assert "█›[x] ant          [x] bee and bug  [ ] cat          [ ] [/] dog" in shown(pilot.app)
        await pilot.press("c", "space", "down")
        assert field.value == ("a", "b", "c"), "a letter jumps"
        assert sample.focused is sample.field("after").control
        await pilot.press("shift+tab", "up")
        assert sample.focused is sample.field("before").control
        assert "›" not in shown(pilot.app), "the mark is for the field with the focus"


async def test_what_does_not_fit_stands_on_the_next_line_and_is_ticked_with_the_mouse_there(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (42, 24)) as pilot:
        chips = sample.query_one(Chips)
        assert [line for line in shown(pilot.app).splitlines() if "] " in line] == [
            "│  ▌ [ ] ant         [ ] bee and bug     │",
            "│  ▌ [x] cat         [ ] [/] dog         │",
            "│  ▌ [ ] 家                              │",
        ], "what stands below another begins in the same cell"
        await pilot.click(Chips, Offset(3, 1))
        assert chips.ticked == ()
        await pilot.click(Chips, Offset(20, 1))
        assert chips.ticked == ("d",)
        await pilot.click(Chips, Offset(20, 0))
        assert chips.ticked == ("b", "d")
        await pilot.click(Chips, Offset(12, 0))
        assert chips.ticked == ("b", "d"), "between two options is none"
