"""The fields: what their keys do, and what they show."""

from collections.abc import Iterable
from datetime import date
from functools import partial

import pytest
from textual import events
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from store import Casebook
from store.model import TerminationReason
from tests.forms.host import CLEANED, HOSTILE, LONG, TODAY, fill, opened, shown, text_of, under, until, write
from tui.forms.choice import Choice
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField, DaysField
from tui.forms.form import Form
from tui.forms.options import options
from tui.forms.pick_list import PickList
from tui.forms.text import AreaField, LineField


class Sample(Form):
    """One field of each kind, and no act."""

    saved = 0

    def heading(self) -> str:
        return "[/] Sample"

    def parts(self) -> Iterable[Widget]:
        yield LineField("line", "A [line]", help="[b]help", limit=10)
        yield ChoiceField("choice", "A choice", [(None, "nothing"), *options(TerminationReason)])
        yield AreaField("area", "An area")
        yield DayField("day", "A day", TODAY)
        yield DaysField("days", "Days", lambda: self.field("day").value or TODAY, "+30, +90")
        yield ChoiceField("short", "A short one", [("a", "Alpha"), ("b", "Beta")], "a", unfolded=True)

    def save(self) -> None:
        self.saved += 1


async def test_enter_and_tab_go_on_and_come_back(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        order = [field.control for field in sample.fields]
        assert pilot.app.focused is order[0]
        await pilot.press("enter", "enter")
        assert pilot.app.focused is order[2]
        await pilot.press("enter")  # a new line in an area
        assert pilot.app.focused is order[2]
        await pilot.press("tab", "enter", "right", "enter")
        assert pilot.app.focused is order[5]
        await pilot.press("enter")  # the last one stays
        assert pilot.app.focused is order[5]
        await pilot.press("shift+tab")
        assert pilot.app.focused is order[4]


async def test_quick_typing_lands_in_the_field_it_is_meant_for(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        for key in ("a", "enter", "g", "tab", "b", "enter", "c", "shift+tab", "right", "tab", "d"):  # in one burst
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: text_of(sample.field("area")) == "b\ncd")
        assert text_of(sample.field("line")) == "a"
        assert sample.field("choice").value == "partial"


async def test_the_keys_of_every_field_are_told_before_letters_that_jump(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        sample.field("choice").control.focus()
        await pilot.pause()
        told = [*sample.keys()]
        assert told[1:-1] == [("tab", "next field"), ("space", "open list"), ("letter", "jumps")]
        short = sample.field("short").control
        short.offer([("5", "5 minutes"), ("0", "not at all")])
        short.focus()
        await pilot.pause()
        told = [*sample.keys()]
        assert told[1:-1] == [("tab", "next field"), ("up/down", "choose")], "not all begin with letters"


async def test_an_open_list_in_which_nothing_is_chosen_shows_where_the_arrows_begin(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        short = sample.field("short").control
        short.value = None
        short.focus()
        await pilot.pause()
        assert "· Alpha" in shown(pilot.app)
        assert "› " not in shown(pilot.app), "nobody must take it for chosen"
        assert short.value is None, "it is not chosen by that"
        await pilot.press("down")
        assert short.value == "a"


async def test_only_the_mark_of_what_is_chosen_has_the_accent(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        short = sample.field("short").control
        short.focus()
        await pilot.pause()
        for chosen, mark, style in ((short.options[0][0], "› ", "bold $accent"), (None, "· ", "bold $accent")):
            short.value = chosen
            assert short.render().plain.startswith(mark)
            last = [span.style for span in short.render().spans if span.start == 0][-1]
            assert last == style


async def test_choice_by_letters_arrows_and_list(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        choice = sample.field("choice").control
        choice.focus()
        await pilot.press("l")  # of several that begin so none is taken unseen
        assert (choice.value, open_value(pilot)) == (None, "lost_contact")
        await pilot.press("e", "g")  # goes on to Legal: the letters are one word
        assert (choice.value, open_value(pilot)) == (None, "mandate_end")
        await pilot.press("enter")
        await until(pilot, lambda: choice.value == "mandate_end")
        await pilot.press("home")
        assert choice.value is None
        await pilot.press("right", "right", "left")
        assert choice.value == "goals_met"
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickList))
        await pilot.press("down", "down", "escape")
        await until(pilot, lambda: pilot.app.screen is sample)
        assert choice.value == "goals_met"
        await pilot.press("down")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickList))
        await pilot.press("end", "enter")
        await until(pilot, lambda: choice.value == "other")
        assert pilot.app.focused is choice
        assert sample.holds_text


def open_value(pilot: Pilot) -> str | None:
    """Where the cursor of the open list is."""
    assert isinstance(pilot.app.screen, PickList)
    return pilot.app.screen.query_one(Choice).value


async def test_a_letter_that_means_one_option_takes_it(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        choice = sample.field("choice").control
        choice.offer([(None, "not recorded"), ("t", "Tinggi"), ("s", "Sedang"), ("n", "Tidak teridentifikasi")])
        choice.focus()
        await pilot.press("s")
        assert choice.value == "s"
        choice._run.forget()  # a while later
        await pilot.press("t", "i", "d", "tab")  # tab takes it and goes on
        await until(pilot, lambda: choice.value == "n")
        await until(pilot, lambda: pilot.app.screen is sample and pilot.app.focused not in (None, choice))
        choice.focus()
        choice._run.forget()
        await pilot.press("t", "escape")
        await until(pilot, lambda: pilot.app.screen is sample)
        assert choice.value == "n"
        choice._run.forget()
        await pilot.press("s", "z")  # no option begins so
        assert choice.value == "n"


async def test_a_word_inside_an_option_is_only_pointed_at(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        choice = sample.field("choice").control
        choice.offer([(None, "not recorded"), ("v", "Lisan"), ("l", "Mandat hukum (penetapan)")])
        choice.focus()
        await pilot.press("p", "e")
        assert (choice.value, open_value(pilot)) == (None, "l")
        await pilot.press("r")  # it does not fit any more
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is sample)
        assert choice.value is None


async def test_a_list_opens_on_its_first_line_where_nothing_is_chosen_and_enter_takes_it(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        choice = sample.field("choice").control
        choice.options = [pair for pair in choice.options if pair[0] is not None]
        first = choice.options[0][0]
        choice.focus()
        await pilot.press("space", "escape")
        assert choice.value is None, "it was only proposed"
        await pilot.press("space", "enter")
        await until(pilot, lambda: choice.value == first)
        choice.value = None
        choice.offer([("a", "Anak"), ("b", "Ayah"), ("c", "Ibu")])
        await pilot.press("space", "a", "enter")
        await until(pilot, lambda: choice.value == "a")


async def test_ctrl_s_in_the_open_list_takes_the_line_and_saves(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await fill(pilot, line="short")
        choice = sample.field("choice").control
        choice.focus()
        await pilot.press("space", "end", "ctrl+s")
        await until(pilot, lambda: sample.saved == 1)
        assert choice.value == "other"


async def test_ctrl_s_in_the_open_list_takes_nothing_that_was_only_proposed(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await fill(pilot, line="short")
        choice = sample.field("choice").control
        choice.options = [pair for pair in choice.options if pair[0] is not None]
        choice.value = None
        choice.focus()
        await pilot.press("space", "ctrl+s")
        await until(pilot, lambda: sample.saved == 1)
        assert choice.value is None


@pytest.mark.parametrize("key", ["line", "area", "choice"])
async def test_a_field_with_an_error_still_shows_that_it_has_the_focus(book: Casebook, key: str) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        field = sample.field(key)
        sample.field("short").control.focus()
        await pilot.pause()
        before, calm = field.control.styles.border_left, field.control.styles.background_tint
        field.show_problem("Not so.")
        await pilot.pause()
        wrong = field.control.styles.border_left
        field.control.focus()
        await pilot.pause()
        focused = field.control.styles.border_left
        assert focused[0] == "thick" != wrong[0]
        assert focused[1] == wrong[1] != before[1], "and that something is wrong"
        assert field.control.styles.background_tint != calm


async def test_a_quick_hand_in_the_open_list_is_not_overruled(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the list does once it is painted comes after the first keys, on a slow machine."""
    later = []
    monkeypatch.setattr(PickList, "call_after_refresh", lambda _self, do, *args: later.append(partial(do, *args)))
    sample = Sample()
    async with opened(book, sample) as pilot:
        choice = sample.field("choice").control
        choice.focus()
        await pilot.press("right", "right", "left", "space")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickList))
        await pilot.press("end")
        assert later
        for do in later:
            do()
        await pilot.press("enter")
        await until(pilot, lambda: choice.value == "other")


async def test_a_sentence_typed_on_a_list_changes_nothing_and_is_told_so(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        choice = sample.field("choice").control
        choice.focus()
        await pilot.press("d", "enter")
        await until(pilot, lambda: choice.value is not None and pilot.app.screen is sample)
        choice._run.forget()  # a while later
        chosen = choice.value
        await pilot.press(*"Other people shout at her")
        await pilot.pause()
        if isinstance(pilot.app.screen, PickList):  # the first word was one of the list: there it is only pointed at
            await pilot.press("escape")
        choice.value = chosen
        choice._run.forget()
        await pilot.press(*"What is the danger")
        await until(pilot, lambda: "not a line to write in" in under(sample.field("choice")))
        assert pilot.app.screen is sample
        assert choice.value == chosen
        await pilot.press("right")
        assert choice.value != chosen
        await until(pilot, lambda: "not a line" not in under(sample.field("choice")))


async def test_what_was_typed_on_a_list_is_not_saved_past(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await fill(pilot, line="short")
        sample.field("choice").control.focus()
        await pilot.press(*"What is the danger", "ctrl+s")
        await until(pilot, lambda: "not a line to write in" in under(sample.field("choice")))
        assert sample.saved == 0
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sample.saved == 1)


async def test_one_letter_goes_round(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        choice = sample.field("choice").control
        choice.focus()
        found = set()
        for _press in range(3):
            await pilot.press("d")
            found.add(open_value(pilot))
        assert {"ineligible", "duplicate"} <= found


async def test_list_stays_on_a_small_screen(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (60, 12)) as pilot:
        sample.field("choice").control.focus()
        await pilot.press("space", "end")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickList))
        frame = pilot.app.screen.query_one("#picklist")
        await until(pilot, lambda: frame.region.height > 0)
        assert frame.region in pilot.app.screen.region
        await until(pilot, lambda: "Other reason" in shown(pilot.app))


@pytest.mark.parametrize("y", range(3, 19))
async def test_an_open_list_leaves_the_edge_of_its_form_alone_where_it_has_room(book: Casebook, y: int) -> None:
    inside = Region(3, 2, 54, 16)
    options = [("a", "Anak"), ("b", "Ayah"), ("c", "Ibu")]
    listed = PickList(Choice(options, "a", unfolded=True), Region(5, y, 50, 1), within=inside)
    async with opened(book, listed, (60, 20)) as pilot:
        frame = listed.query_one("#picklist")
        await until(pilot, lambda: frame.region.height == len(options) + 2)
        assert frame.region in inside
        assert not frame.region.overlaps(Region(5, y, 50, 1)), "what is being chosen stays in sight"


@pytest.mark.parametrize(("inside", "place"), [(Region(3, 2, 54, 16), (2, 16)), (Region(3, 6, 54, 6), (0, 19))])
async def test_a_list_longer_than_its_form_is_scrolled_in_it_and_leaves_a_low_one(
    book: Casebook, inside: Region, place: tuple[int, int]
) -> None:
    options = [(str(number), f"Saved {number}") for number in range(30)]
    listed = PickList(Choice(options, "0", unfolded=True), Region(5, 10, 50, 1), within=inside)
    async with opened(book, listed, (60, 20)) as pilot:
        frame = listed.query_one("#picklist")
        await until(pilot, lambda: (frame.region.y, frame.region.height) == place)
        await pilot.press("end")
        await until(pilot, lambda: "Saved 29" in shown(pilot.app))


async def test_an_open_list_knows_the_form_it_belongs_to(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (60, 20)) as pilot:
        sample.field("choice").control.focus()
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickList))
        listed = pilot.app.screen
        assert isinstance(listed, PickList)
        assert listed._within == sample.query_one(".form").content_region


async def test_mouse_opens_and_picks(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await pilot.click(sample.field("choice").control)
        await until(pilot, lambda: isinstance(pilot.app.screen, PickList))
        await pilot.pause()
        await pilot.click(pilot.app.screen.query_one("Choice"), offset=(4, 2))
        await until(pilot, lambda: pilot.app.screen is sample)
        assert sample.field("choice").value == "partial"


async def test_day_says_what_it_understood(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        field = sample.field("day")
        field.control.focus()
        await fill(pilot, day="jumat")
        assert "Friday 27 Nov 2026 · in 6 days" in under(field)
        assert field.value == date(2026, 11, 27)
        await pilot.press("up", "pageup")
        assert field.value == date(2026, 12, 5)
        await pilot.press("down", "pagedown")
        assert field.value == date(2026, 11, 27)
        await pilot.press("backspace", "up")
        assert field.value == date(2026, 11, 22)
        await fill(pilot, day="soon")
        await pilot.press("up", "ctrl+s")
        assert text_of(field) == "soon"
        assert "is not a day" in under(field)
        assert sample.saved == 0


async def test_days_take_the_proposal_and_count_from_another_field(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await fill(pilot, day="1 Nov 2026")
        days = sample.field("days")
        days.control.focus()
        assert days.is_empty
        assert days.line.placeholder.startswith("empty · right takes +30"), "not as if it stood there already"
        await pilot.press("right")
        assert days.value == (date(2026, 12, 1), date(2027, 1, 30))
        assert "1 Dec 2026 · 30 Jan 2027" in under(days)
        await fill(pilot, days="+30; 24 Des 2026, x")
        assert "“x” is not a day" in days.trouble()


async def test_paste_keeps_every_line(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await write(pilot, "one\r\ntwo\tthree")
        assert text_of(sample.field("line")) == "one two three"
        sample.field("area").control.focus()
        await pilot.pause()
        await write(pilot, "one\r\ntwo\n")
        assert text_of(sample.field("area")) == "one\ntwo\n"


async def test_hostile_text_is_text(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await fill(pilot, line=HOSTILE, area=HOSTILE, day=HOSTILE, days=HOSTILE)
        await pilot.press("ctrl+s")
        assert "[/] Sample" in shown(pilot.app)
        assert "A [line]" in shown(pilot.app)
        assert "\x1b" not in shown(pilot.app)
        assert [text_of(sample.field(key)) for key in ("line", "area", "day", "days")] == [CLEANED] * 4


async def test_a_very_long_text_is_kept(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample) as pilot:
        await fill(pilot, area=LONG, line=LONG)
        await pilot.press("ctrl+s")
        assert text_of(sample.field("area")) == LONG
        assert text_of(sample.field("line")) == LONG
        assert "longer than 10" in under(sample.field("line"))


async def test_all_problems_at_once_and_focus_on_the_first(book: Casebook) -> None:
    sample = Sample()
    async with opened(book, sample, (60, 20)) as pilot:
        await fill(pilot, line="longer than ten", day="soon", days="later")
        sample.field("short").control.focus()
        await pilot.press("ctrl+s")
        assert [field.key for field in sample.fields if field.has_class("-wrong")] == ["line", "day", "days"]
        assert "longer than 10" in under(sample.field("line"))
        await until(pilot, lambda: pilot.app.focused is sample.field("line").control)
        await until(pilot, lambda: sample.field("line").region in pilot.app.screen.query_one(".form").region)
        await pilot.press("x")
        assert not sample.field("line").has_class("-wrong")
        assert sample.field("day").has_class("-wrong")
