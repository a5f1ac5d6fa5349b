"""What is filtered for, as a person says it and as it is written. Pure."""

from collections.abc import Iterable

from store.language import _
from store.language.quoting import quoted
from store.model import RiskLevel, SystemSize
from store.model.text import HIDDEN
from store.query import Condition, Field, Query, Unsaid, about_notes, case_term, value_label
from tui.casefile.reading import shown
from tui.look.words import risk_words, size_word


def written(words: Iterable[str], conditions: Iterable[Condition] = ()) -> str:
    """The text that asks for these words and conditions."""
    terms = (f'"{word}"' if " " in word or ":" in word else word for word in words)
    return " ".join([*terms, *(case_term(each.field, each.value) for each in conditions)])


def in_words(query: Query, *, hidden: bool = False) -> str:
    """What a card must have and be to be shown.

    Args:
        query: what is filtered for.
        hidden: whether client text is hidden, as which typed words and tags count.
    """
    parts = [HIDDEN if hidden else quoted(word) for word in query.words[: 1 if hidden else None]]
    either = " " + _("or") + " "
    about_cases = [each for each in query.conditions if each not in about_notes(query)]
    for field in dict.fromkeys(each.field for each in about_cases):
        said = (value_words(each, hidden=hidden) for each in about_cases if each.field is field)
        parts.append((" · " if field is Field.IS else either).join(dict.fromkeys(said)))
    return " · ".join(parts)


def value_words(condition: Condition, *, hidden: bool = False) -> str:
    """One value in a few words: `high risk`, `family`, `overdue`."""
    field, value = condition.field, condition.value
    if field is Field.TAG:
        return f"{_small(field.label)} {shown(value, hidden)}"
    if field is Field.RISK:
        return risk_words(None if value == Unsaid.NOT_ASSESSED else RiskLevel.of(value)).lower()
    if field is Field.SIZE:
        return size_word(SystemSize.of(value))
    label = _small(value_label(condition))
    return f"{_small(field.label)} {label}" if field is Field.GAP else label


def what_is_left_out(query: Query) -> str:
    """What of the filter has no effect on the cards, in sentences; empty when all of it has."""
    sentences = list(query.problems)
    if beside := about_notes(query):
        terms = " ".join(case_term(each.field, each.value) for each in beside)
        sentences.append(_("{terms}: about notes; it counts in the search (s) only.").format(terms=terms))
    return " ".join(sentences)


def _small(label: str) -> str:
    """A label inside a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
