"""The scale of a goal, from -2 to +2, in a form: writing what is to be seen at each level, and choosing one of them."""

from collections.abc import Mapping

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from store.model.goal import SCALE, level_word, signed
from tui.forms.choice import Choice, Options
from tui.forms.choice_field import ChoiceField
from tui.forms.field import Field
from tui.forms.text import AreaField
from tui.look.net import brief

_HANGING = 6  # cells before the second line of a level: a mark, the number, and a step to the right


def level_name(level: int) -> str:
    """A level with its word: `+1 Above the target`."""
    return f"{signed(level)} {level_word(level)}"


def level_words(level: int, text: str) -> str:
    """A level with what is to be seen there, in one line; where that is not written only with its word."""
    seen = brief(text)
    return f"{level_name(level)}: {seen}" if seen else level_name(level)


def level_options(texts: Mapping[int, str], nothing: str | None = None) -> Options:
    """The levels of a scale as a choice offers them.

    Args:
        texts: what is to be seen at each level.
        nothing: words for leaving it open; None does not offer that.
    """
    listed: list[tuple[str | None, str]] = [(str(level), level_words(level, texts.get(level, ""))) for level in SCALE]
    return [(None, nothing), *listed] if nothing else listed


class LevelText(AreaField):
    """What is to be seen at one level: a line, and more lines as the text grows. Enter goes on to the next level."""

    def __init__(self, level: int, text: str) -> None:
        """With the text as it is."""
        super().__init__(SCALE[level], level_name(level), text)
        self.level = level
        self.area.styles.min_height = 1


class LevelChoice(Choice):
    """The whole scale to choose from, each level with its own text, however long. Letters look at the levels alone."""

    def __init__(self, texts: Mapping[int, str], value: str | None) -> None:
        """Offer the five levels.

        Args:
            texts: what is to be seen at each.
            value: the one that is chosen at first; None for none.
        """
        super().__init__([(str(level), level_name(level)) for level in SCALE], value, unfolded=True)
        self._texts = texts

    def show_texts(self, texts: Mapping[int, str]) -> None:
        """Show another scale."""
        self._texts = texts
        self.refresh(layout=True)

    def _blocks(self, width: int) -> list[list[Content]]:
        return [self._lines_of(n, level, width) for n, level in enumerate(SCALE)]

    def _lines_of(self, n: int, level: int, width: int) -> list[Content]:
        """One level: its number, and its text beside it on as many lines as it takes."""
        chosen = n == self.index
        style = ("bold $accent" if self.has_focus else "bold $foreground") if chosen else "$foreground"
        _number, words = level_words(level, self._texts.get(level, "")).split(" ", 1)
        first, *more = (text.stylize(style) for text in Content(words).wrap(max(2, width - _HANGING)))
        number = f"{signed(level).rjust(2)}  "
        return [Content.assemble(self.mark(n), (number, style), first), *(text.pad_left(_HANGING) for text in more)]

    def _find(self, typed: str) -> int | None:
        """The level of a number or a word; a bare 1 or 2 is above the target."""
        return super()._find(f"+{typed}" if typed in ("1", "2") else typed)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the texts take."""
        return sum(len(lines) for lines in self._blocks(width))

    def render(self) -> Content:
        """All levels with a mark at the chosen one."""
        return Content("\n").join(line for lines in self._blocks(self.content_size.width) for line in lines)

    def _place(self, index: int) -> tuple[int, int]:
        """The first line of a level, and how many it takes."""
        blocks = self._blocks(self.content_size.width)
        return sum(len(lines) for lines in blocks[:index]), len(blocks[index])

    def bring_into_view(self) -> None:
        """Scroll the form to what is chosen, once it is laid out."""
        self.call_after_refresh(self._show_chosen)

    def _show_chosen(self) -> None:
        if self.index is None or not self.is_attached:
            return
        frame = self.screen.query_one(".form")
        start, height = self._place(self.index)
        field = self.parent
        above = self.virtual_region.y + (field.virtual_region.y if isinstance(field, Widget) else 0)
        frame.scroll_to_region(Region(0, above + start, 1, height), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Choose the level under the mouse."""
        spot = event.get_content_offset(self)
        if spot is None:
            return
        for index in range(len(self.options)):
            start, height = self._place(index)
            if start <= spot.y < start + height:
                self.choose(index)
                return


class GoalLevelField(ChoiceField):
    """A field for one level of a scale, all of them in sight."""

    choice: LevelChoice

    def __init__(
        self, key: str, label: str, texts: Mapping[int, str], level: int | None = None, *, needed: bool = False
    ) -> None:
        """The scale to choose from.

        Args:
            key: see `Field`.
            label: see `Field`.
            texts: what is to be seen at each level.
            level: the one it begins at; None for none.
            needed: see `Field`.
        """
        self._start = None if level is None else str(level)
        self.choice = LevelChoice(texts, self._start)
        Field.__init__(self, key, label, self.choice, needed=needed)

    def show_texts(self, texts: Mapping[int, str]) -> None:
        """Show another scale."""
        self.choice.show_texts(texts)

    def begin_at(self, level: int | None) -> None:
        """Begin at another level; what is chosen from now on counts as the user's."""
        self._start = self.choice.value = None if level is None else str(level)
        self.choice.refresh()
