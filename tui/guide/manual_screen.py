"""The manual: its topics at the left, what a topic says at the right; in a narrow window one after the other."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from store.language import _, n_
from tui.casefile.layout import QUIET, STRONG, paragraph
from tui.casefile.page import Page
from tui.filterline import FilterLine
from tui.frame import KeyBar, KeyLabel, Said
from tui.guide.page_lines import HERE, Sought, count_of, page_lines
from tui.guide.pages import TOPICS, page, title_of
from tui.guide.topic_list import TopicList
from tui.scrolling import SCROLLING_KEYS, ScrollingActions

WIDE = 100
"""With so many cells the topics stand beside the text."""


class ManualHead(Widget):
    """Where I am."""

    def __init__(self) -> None:
        """At no topic yet."""
        super().__init__()
        self._topic = ""

    def show(self, topic: str) -> None:
        """At this topic; empty for the list of all."""
        self._topic = topic
        self.refresh()

    def render(self) -> Content:
        """One line."""
        parts = [(_("Manual"), "bold $accent")]
        if self._topic:
            parts += [(" · ", QUIET), (self._topic, STRONG)]
        return Content.assemble(*parts)


class Manual(ScrollingActions, Screen[None]):
    """The manual. It changes nothing, and needs no open book."""

    AUTO_FOCUS = ""  # nothing: letters are keys here
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  # as the base class has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("q", "leave", show=False),
        Binding("enter,right,l", "read", show=False),
        Binding("left,h,backspace", "topics", show=False),
        Binding("tab,shift+tab", "other", show=False),
        *SCROLLING_KEYS,
        Binding("slash", "find", show=False),
        Binding("f2", "switch_language", show=False),
        Binding("n", "hit(1)", show=False),
        Binding("N", "hit(-1)", show=False),
    ]

    def __init__(self, topic: str = "") -> None:
        """At a topic, or at the list of all.

        Args:
            topic: its name; empty for the list.
        """
        super().__init__()
        self._begun_at = topic
        self._is_reading = bool(topic)
        self._sought = Sought()
        self._found: list[int] = []  # how often the word stands in each topic

    def compose(self) -> ComposeResult:
        """Where I am, topics and text, the line to look for a word in, what was found, what I may do."""
        yield ManualHead()
        yield FilterLine()
        with Horizontal():
            self._topics = TopicList(self._show)
            self._page = Page()
            yield self._topics
            yield self._page
        yield Said()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what was asked for."""
        if self._begun_at in TOPICS:
            self._topics.cursor = TOPICS.index(self._begun_at)
        self._show()

    # Showing

    @property
    def topic(self) -> str:
        """The topic under the cursor."""
        return TOPICS[self._topics.cursor]

    @property
    def is_wide(self) -> bool:
        """Whether topics and text stand side by side."""
        return self.app.size.width >= WIDE

    def _show(self) -> None:
        name, sought = self.topic, self._sought
        if self._found_nothing:
            self._page.show("", lambda width: paragraph(Content(_("No topic has this word.")), width))
        else:
            self._page.show(name, lambda width: page_lines(page(name), width, sought))
        if sought.at >= 0:
            self._page.seek(HERE)
        self._show_where()

    @property
    def _found_nothing(self) -> bool:
        return bool(self._sought.word) and not any(self._found)

    def _show_where(self) -> None:
        """Whether the keys act on the topics or on the text."""
        self.set_class(self._is_reading, "-reading")
        self._topics.activate(not self._is_reading)
        self._show_head()
        self.show_keys()

    def _show_head(self) -> None:
        self.query_one(ManualHead).show(title_of(self.topic) if self._is_reading or self.is_wide else "")

    def show_keys(self) -> None:
        """The keys that act now."""
        hits = [("n", _("next find")), ("N", _("find before"))] if any(self._found) else []
        if self.query_one(FilterLine).has_focus:
            enter = [] if self._found_nothing else [("enter", _("to the text"))]
            keys: list[KeyLabel] = [*enter, ("esc", _("look for nothing"))]
        elif self._is_reading:
            keys = [(_("up/down"), _("scroll")), *hits, (_("left"), _("topics")), ("/", _("find")), ("esc", _("leave"))]
        else:
            keys = [("enter", _("read")), *hits, ("/", _("find")), ("esc", _("leave"))]
        self.query_one(KeyBar).show(keys)

    def on_resize(self) -> None:
        """The head says the topic where it is in sight."""
        if self.query(KeyBar):
            self._show_head()

    # Moving

    def action_read(self) -> None:
        """To the text."""
        self._is_reading = True
        self._show_where()

    def action_topics(self) -> None:
        """To the topics."""
        self._is_reading = False
        self._show_where()

    def action_other(self) -> None:
        """From the topics to the text, and back."""
        self._is_reading = not self._is_reading
        self._show_where()

    def action_back(self) -> None:
        """From looking for a word to the text; from a text chosen here to the topics; else to where one came from."""
        if self._sought.word or self.query_one(FilterLine).is_open:
            self._stop_looking()
        elif self._is_reading and self.topic != self._begun_at and not self.is_wide:
            self.action_topics()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """To where one came from."""
        self.dismiss()

    def on_cursor_list_opened(self) -> None:
        """Opened with the mouse."""
        self.action_read()

    @property
    def scrolled(self) -> TopicList | Page:
        """What the keys move now."""
        return self._page if self._is_reading else self._topics

    async def action_switch_language(self) -> None:
        """On to the next language, here and in what lies below."""
        below = [screen for screen in self.app.screen_stack[:-1] if hasattr(screen, "action_switch_language")]
        if below:
            await below[-1].run_action("switch_language")
            self._stop_looking()

    # Finding

    def action_find(self) -> None:
        """Type a word to look for."""
        self.query_one(FilterLine).ask(_("a word; enter goes to the text"))
        self.show_keys()

    def filter_by(self, query: str) -> None:
        """Look for a word, from the topic under the cursor on."""
        if not self.query(KeyBar):
            return
        word = query.strip().lower()
        self._sought = Sought(word)
        self._found = [count_of(page(name), word) for name in TOPICS] if word else []
        self._topics.show_found(self._found if word else None)
        if word:
            self._go_to_hit(0)
        else:
            self.query_one(Said).say("")
            self._show()

    def on_input_submitted(self) -> None:
        """To the text; where the word stands nowhere, one stays, to type another."""
        if self._found_nothing:
            return
        self.query_one(FilterLine).put_away()
        self.set_focus(None)
        self._is_reading = True
        if not self._sought.word:
            self._stop_looking()
        self._show()

    def _stop_looking(self) -> None:
        self._sought, self._found = Sought(), []
        self.query_one(FilterLine).close()
        self.set_focus(None)
        self._topics.show_found(None)
        self.query_one(Said).say("")
        self._show()

    def action_hit(self, by: int) -> None:
        """To the next find or the one before, in whichever topic, round at the end."""
        if self._sought.word:
            self._is_reading = True
            self._go_to_hit(by)

    def _go_to_hit(self, by: int) -> None:
        """Go on by so many finds; from no find to the first from here on."""
        hits = [(place, at) for place, count in enumerate(self._found) for at in range(count)]
        if not hits:
            self.query_one(Said).say(_("No topic has this word."))
            self._is_reading = True  # a narrow window shows it too
            self._show()
            return
        here = (self._topics.cursor, self._sought.at)
        if here in hits:
            now = (hits.index(here) + by) % len(hits)
        else:
            now = next((at for at, hit in enumerate(hits) if hit >= here), 0)
        place, at = hits[now]
        self._sought = Sought(self._sought.word, at)
        if place == self._topics.cursor:
            self._show()
        else:
            self._topics.go_to(place)
        told = n_("{at} of {count} find", "{at} of {count} finds", len(hits)).format(at=now + 1, count=len(hits))
        self.query_one(Said).say(told)
