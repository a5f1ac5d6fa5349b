"""What the search shows before anything is looked for: the saved searches, and how to look. Pure."""

from collections.abc import Sequence

from store.language import _, current
from store.model import ContactMode, Level
from store.model.codes import Vocabulary
from store.query import Field, Has, case_term
from store.settings import SavedQuery
from tui.casefile.layout import BLANK, QUIET, STRONG, fact, headline, line, paragraph, widest
from tui.casefile.page import MEASURE
from tui.casefile.reading import shown
from tui.casefile.rows import Row
from tui.commands import BY_ACTION
from tui.look.net import brief


def start_rows(saved: Sequence[SavedQuery], width: int, *, hidden: bool) -> list[Row]:
    """The saved searches, which the cursor can go to, and how to look for something.

    Args:
        saved: the saved searches.
        width: cells there are.
        hidden: whether client text is hidden; a search may well name somebody.
    """
    width = min(width, MEASURE)
    rows = []
    if saved:
        rows.append(Row(headline(_("Saved searches"), width)))
        rows += [_saved_row(each, width, hidden=hidden) for each in saved]
        rows.append(Row([BLANK]))
    return [*rows, _teaching(width, is_first=not saved)]


def _saved_row(saved: SavedQuery, width: int, *, hidden: bool) -> Row:
    name, query = (shown(brief(text), hidden) for text in (saved.name, saved.query))
    return Row([line((name, STRONG), "  ", (query, QUIET)).truncate(width, ellipsis=True)], saved)


def _teaching(width: int, *, is_first: bool) -> Row:
    lead = _("Type what you look for: cases and notes come as you type, those in the archive too.")
    names = widest(text for text, _words in examples())
    key = BY_ACTION["save_search"].shown_key
    how_to_save = _("{key} keeps a search under a name; then it stands here.").format(key=key)
    return Row([
        *paragraph(lead, width), BLANK,
        *(each for text, words in examples() for each in fact(text, words, width, names, QUIET, STRONG)),
        *([BLANK, *paragraph(how_to_save, width, QUIET)] if is_first else []),
    ])  # fmt: skip


def examples() -> list[tuple[str, str]]:
    """What one may type, in the words of the language in use, each with what it means."""
    return [
        (_("school mother"), _("both words, in any order; a part of a word is enough")),
        (_('"moved house"'), _("these words one after the other")),
        (term(Field.LEVEL, Level.MICRO), _("only cases of this level; likewise: {names}").format(names=_other_names())),
        (term(Field.MODE, ContactMode.HOME_VISIT), _("only notes of such contacts")),
        (f"{_name(Field.FROM)}:2026-10", _("only notes since then; {name}: up to a day").format(name=_name(Field.TO))),
        (term(Field.HAS, Has.DRAFT), _("also: {names}").format(names=", ".join(map(_value, list(Has)[1:])))),
    ]  # fmt: skip


def _other_names() -> str:
    return ", ".join(map(_name, (Field.PHASE, Field.STATUS, Field.SIZE, Field.FIELD, Field.RISK, Field.TAG)))


def term(field: Field, value: Vocabulary) -> str:
    """A condition as one would type it: in English with the codes, which are English words."""
    return case_term(field, value) if current() == "en" else f"{_name(field)}:{_value(value)}"


def _name(field: Field) -> str:
    return field.value if current() == "en" else field.label.lower()


def _value(value: Vocabulary) -> str:
    return value.value if current() == "en" else value.label.lower().replace(" ", "-")
