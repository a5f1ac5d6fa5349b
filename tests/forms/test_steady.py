"""The cursor stands still wherever something is typed: what blinks draws the eye away from the words."""

import pytest
from textual.widgets import Input, TextArea

from store import Casebook
from tests.forms.host import opened
from tests.forms.test_ticks import Sample
from tui.filterline import FilterLine
from tui.forms.text import Area, LineInput
from tui.hinted import HintedInput


@pytest.mark.parametrize("kind", [HintedInput, LineInput, FilterLine, Area], ids=lambda kind: kind.__name__)
async def test_no_cursor_blinks(book: Casebook, kind: type[Input | TextArea]) -> None:
    async with opened(book, Sample()):
        assert not kind().cursor_blink
