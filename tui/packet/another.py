"""The form in which somebody masks a word that the program did not ask about, but that they saw in the packet."""

import re
from collections.abc import Iterable, Sequence

from textual.widget import Widget

from store import LingkarError
from store.folding import fold
from store.language import _
from store.model.disguise import MaskWord, WordKind
from store.model.text import clean_line
from tui.forms.choice_field import ChoiceField
from tui.forms.form import Form
from tui.forms.options import options
from tui.forms.text import LineField
from tui.look.net import brief


class MaskAnother(Form):
    """Asks for the word and what it is. It answers with what was done."""

    ENTER_SAVES = True

    def __init__(self, codes: Sequence[str], code: str, text: str) -> None:
        """Of a packet.

        Args:
            codes: the cases it is about.
            code: the one that is proposed.
            text: all that stands in it.
        """
        super().__init__()
        self._codes, self._code, self._text = codes, code, fold(text)

    def heading(self) -> str:
        """What is done."""
        return _("Mask another word")

    def parts(self) -> Iterable[Widget]:
        """The word, what it is, and of which case where there are several."""
        help = _("As they stand in the packet; capitals do not matter.")
        yield LineField("text", _("Word or words"), needed=True, help=help)
        yield ChoiceField("kind", _("What it is"), options(WordKind), WordKind.PERSON.value)
        if len(self._codes) > 1:
            yield ChoiceField("code", _("Case"), [(code, code) for code in self._codes], self._code)

    def save(self) -> None:
        """Mask it from now on, if it is there."""
        word = clean_line(self.field("text").value)
        if not self._stands(word):
            inside = _("This stands there only inside of longer words: type the whole word.")
            absent = _("This does not stand in the packet.")
            self.field("text").show_problem(inside if word and fold(word) in self._text else absent)
            return
        code = self.field("code").value if len(self._codes) > 1 else self._code
        try:
            self.book.add(MaskWord, code, text=word, kind=self.field("kind").value)
        except LingkarError as error:
            self.show_error(error)
        else:
            told = _("“{word}” is masked from now on, here and in later packets")
            self.finish(told.format(word=brief(word)))

    def _stands(self, word: str) -> bool:
        """Whether it is in the packet as a word, or the beginning of one; inside of others nothing is masked."""
        words = map(re.escape, fold(word).split())
        return bool(word and re.search(r"(?<!\w)" + r"\s+".join(words), self._text))
