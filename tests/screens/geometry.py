"""What is wrong with a screen as it is painted: what lies over another, is cut without a sign, or cannot be reached.

Nothing here knows a screen by name. What each widget was given is compared with what the terminal shows.
"""

import asyncio
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
import rich.cells
from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from store.language import _
from tests.screens.gallery import Stage
from tui.app import LingkarApp
from tui.casefile.page import GUTTER, Page
from tui.forms.form import Form
from tui.frame import KeyBar, key_named

SIGN = "…"
WAYS_OUT = re.compile(r"(?:^|\s)(esc|q|ctrl\+q)(?:\s|$)")

ENTER = re.compile(r"(?:^|\s)enter\s")
"""What leads out of the cover over a form that is not saved yet."""


def shown(app: LingkarApp) -> list[str]:
    """What the terminal shows, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def wrong(app: LingkarApp) -> list[str]:
    """Everything that is wrong with the screen on top."""
    screen = app.screen
    found = [
        *_overlaps(screen), *_out_of_reach(screen), *_cut(screen), *_keys_wrong(screen, shown(app)), *_unsteady(screen),
    ]  # fmt: skip
    return sorted(set(found))


def _unsteady(screen: Screen[Any]) -> Iterator[str]:
    """A cursor that blinks draws the eye, and looks different from one picture to the next."""
    lines = (*screen.query(Input), *screen.query(TextArea))
    yield from (f"{_name(line)} blinks" for line in lines if line.cursor_blink)


# What is where


def _leaves(screen: Screen[Any]) -> list[Widget]:
    """The widgets that paint text themselves."""
    return [
        widget for widget in screen.query(Widget)
        if not widget.children and is_shown(widget) and _has_text(widget)
    ]  # fmt: skip


def is_shown(widget: Widget) -> bool:
    """Whether neither it nor what it stands in is put away."""
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))


def _has_text(widget: Widget) -> bool:
    """A widget that paints line by line always has something to say."""
    if type(widget).__name__ in ("ScrollBar", "ScrollBarCorner"):
        return False
    return type(widget).render is Widget.render or bool(_plain(widget).strip())


def _plain(widget: Widget) -> str:
    content = widget._render()
    return content.plain if isinstance(content, Content) else "?"


def _name(widget: Widget) -> str:
    about = _plain(widget)[:30] if type(widget).render is not Widget.render else ""
    return f"{type(widget).__name__}#{widget.id or ''}.{'.'.join(sorted(widget.classes))} {about!r}"


def _seen(screen: Screen[Any], widget: Widget) -> Region:
    """The cells of a widget that are not clipped away."""
    if widget not in screen._compositor.full_map:
        return Region()
    place = screen._compositor.full_map[widget]
    return place.region.intersection(place.clip).intersection(screen.size.region)


def _overlaps(screen: Screen[Any]) -> Iterator[str]:
    seen = [(widget, _seen(screen, widget)) for widget in _leaves(screen)]
    for place, (widget, region) in enumerate(seen):
        for other, there in seen[place + 1 :]:
            if region and there and region.overlaps(there):
                yield f"{_name(widget)} lies over {_name(other)}"


def _out_of_reach(screen: Screen[Any]) -> Iterator[str]:
    """What is not wholly in sight must be in something that scrolls there; what has the focus must be in sight."""
    for widget in _leaves(screen):
        place = screen._compositor.full_map.get(widget)
        if place is None or not place.region:
            yield f"{_name(widget)} has no room"
            continue
        seen = _seen(screen, widget)
        if seen.width < place.region.width:
            yield f"{_name(widget)} sticks out at the side"
        elif seen.height < place.region.height and not _scrolls_to(widget):
            yield f"{_name(widget)} is out of reach"
    focused = screen.focused
    if focused is not None and not _seen(screen, focused):
        yield f"{_name(focused)} has the focus out of sight"


def _scrolls_to(widget: Widget) -> bool:
    for node in widget.ancestors:
        if isinstance(node, Widget) and node.styles.overflow_y in ("auto", "scroll") and not node.is_disabled:
            return node.max_scroll_y > 0 or node.virtual_size.height > node.size.height
    return False


async def passes_every_part(stage: Stage) -> list[str]:
    """Whether the tab key brings every line of a form into sight, one field after the other."""
    form = stage.app.screen
    assert isinstance(form, Form)
    if not form.query_one(".form").max_scroll_y:
        return []
    seen: dict[Widget, set[int]] = defaultdict(set)
    for _stop in range(sum(part.focusable for part in form.query("*")) + 1):
        for widget in _leaves(form):
            top, region = widget.region.y, _seen(form, widget)
            seen[widget].update(range(region.y - top, region.bottom - top))
        form.action_next_field()
        await _at_rest(stage, form)
    return [
        f"{_name(widget)} never comes into sight whole"
        for widget in _leaves(form) if not set(range(widget.region.height)) <= seen[widget]
    ]  # fmt: skip


async def _at_rest(stage: Stage, form: Form) -> None:
    """Until the focus has come, the form has heard of it, and has scrolled to it, however busy the machine."""
    for _step in range(3):
        painted = asyncio.Event()
        form.call_after_refresh(painted.set)
        await painted.wait()
        await stage.pilot.pause()


# What is cut


def _cut(screen: Screen[Any]) -> Iterator[str]:
    for widget in _leaves(screen):
        width, height = widget.content_size
        if not width or not height:
            continue
        if isinstance(widget, Page):
            widget._arrange()
            for line in widget._lines[:200]:
                if line.cell_length > widget.size.width - GUTTER:
                    yield f"{_name(widget)} has too long a line: {line.plain!r}"
        elif isinstance(widget, Input):
            painted = widget.render_line(0).text.rstrip()
            if not widget.value and cell_len(str(widget.placeholder)) > width and painted[-1:] != SIGN:
                yield f"{_name(widget)} cuts its hint {widget.placeholder!r}"
        elif type(widget).render is not Widget.render and not isinstance(widget, ScrollView):
            visual = widget.visual if hasattr(widget, "visual") else widget._render()
            if hasattr(visual, "get_height"):
                needed = visual.get_height(widget.styles, width)
                if needed > height:
                    yield f"{_name(widget)} needs {needed} lines and has {height}"
    yield from _keys_cut(screen)


def _keys_cut(screen: Screen[Any]) -> Iterator[str]:
    for bar in screen.query(KeyBar):
        if is_shown(bar):
            text = str(bar.render())
            for key, word in bar.shown:
                if f"{key} {word}" not in text:
                    yield f"the key {key} {word} is cut"


@contextmanager
def cuts() -> Iterator[list[str]]:
    """What is cut off while something is drawn, by whoever draws in the program, without a sign."""
    found: list[str] = []

    def told(before: str, after: str, who: str) -> None:
        lost = before[len(after) :] if before.startswith(after) else before
        if lost.strip() and SIGN not in after[-2:] and SIGN not in before[-1:]:
            found.append(f"{who} cuts {before!r} to {after!r}")

    def caller() -> str:
        code = sys._getframe(2).f_code
        return f"{code.co_filename.rpartition('/tui/')[2]}:{code.co_name}" if "/tui/" in code.co_filename else ""

    adjust, crop, truncate, set_size = (
        Strip.adjust_cell_length, Strip.crop, Content.truncate, rich.cells.set_cell_size,
    )  # fmt: skip

    def adjusting(self: Strip, *given: Any, **named: Any) -> Strip:
        result = adjust(self, *given, **named)
        if who := caller():
            told(self.text.rstrip(), result.text.rstrip(), who)
        return result

    def cropping(self: Strip, *given: Any, **named: Any) -> Strip:
        result = crop(self, *given, **named)
        if who := caller():
            told(self.text.rstrip(), result.text.rstrip(), who)
        return result

    def truncating(self: Content, *given: Any, **named: Any) -> Content:
        result = truncate(self, *given, **named)
        if (who := caller()) and not who.endswith(":opening"):
            told(self.plain.rstrip(), result.plain.rstrip(), who)
        return result

    def setting(text: str, total: int) -> str:
        result = set_size(text, total)
        who = caller()
        if who and not who.endswith((":fitted", ":cut")):  # which put the sign behind it
            told(text.rstrip(), result.rstrip(), who)
        return result

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Strip, "adjust_cell_length", adjusting)
        patched.setattr(Strip, "crop", cropping)
        patched.setattr(Content, "truncate", truncating)
        for name, module in list(sys.modules.items()):
            if name.startswith("tui.") and getattr(module, "set_cell_size", None) is set_size:
                patched.setattr(module, "set_cell_size", setting)
        yield found


# Keys


def _keys_wrong(screen: Screen[Any], lines: Sequence[str]) -> Iterator[str]:
    """Every key that is shown acts, and the way out is shown."""
    text = "\n".join(lines)
    bars = [bar for bar in screen.query(KeyBar) if is_shown(bar)]
    bound = {key for key, active in screen.active_bindings.items() if active.enabled} | {"ctrl+q"}  # of the program
    for bar in bars:
        for key, word in bar.shown:
            if not any(each in bound or _takes(screen, each) for each in _names(key)):
                yield f"the key {key} ({word}) does nothing"
    way_out = ENTER if type(screen).__name__ == "Cover" else WAYS_OUT
    if not any(way_out.search(line.replace("│", " ").replace("╯", " ")) for line in lines):
        yield f"no way out is shown: {text.strip()[-200:]!r}"


def _names(label: str) -> list[str]:
    """The keys that a label stands for: `up/down` is two, `a letter` any."""
    if key := key_named(label):
        return [key]
    if label in (_("letter"), _("any key")):
        return ["a"]
    return [key for part in label.split("/") if (key := key_named(part))]


def _takes(screen: Screen[Any], key: str) -> bool:
    """Whether the widget with the focus, or the screen, takes a key that is bound to nothing."""
    focused = screen.focused
    if isinstance(focused, TextArea) and key in ("enter", "up", "down"):
        return True
    ours = [kind for kind in type(focused).__mro__ if kind.__module__.startswith("tui.")]
    return any(hasattr(type(node), "on_key") for node in (focused, screen) if node is not None) or (
        key == "space" and any("_on_key" in vars(kind) for kind in ours)
    )
