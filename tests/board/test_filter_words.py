"""What is filtered for, in words and as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language import use
from store.query import VALUES, Condition, Field, read_query
from tui.board.filter_words import in_words, value_words, what_is_left_out, written

CONDITIONS = [Condition(field, value) for field, values in VALUES.items() for value in values]
CONDITIONS += [Condition(Field.TAG, "anak jalanan"), Condition(Field.FROM, "2026-11-01")]


@given(st.lists(st.text("abkéX :\"'-", min_size=1), max_size=3), st.lists(st.sampled_from(CONDITIONS), max_size=4))
def test_what_is_written_asks_for_the_same(words: list[str], conditions: list[Condition]) -> None:
    query = read_query(" ".join(words))
    wanted = tuple(dict.fromkeys(conditions))
    again = read_query(written(query.words, wanted))
    assert (again.words, again.conditions, again.problems) == (query.words, wanted, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("level:micro risk:high is:late", "micro · high risk · overdue"),
        ("level:micro,mezzo Lestari", "“lestari” · micro or mezzo"),
        ("is:late is:today", "overdue · needs you today"),
        ('tag:"Anak Jalanan" gap:worse', "tag anak jalanan · gap getting wider"),
        ("size:neighbourhood field:rape_crisis phase:plan", "RT/RW · rape crisis advocacy · planning"),
        ("mode:home_visit from:2026 has:addendum", ""),
        ("level:huge", ""),
        ("risk:high,not-assessed", "high risk or risk not assessed"),
    ],
)
def test_a_filter_in_words(text: str, said: str) -> None:
    assert in_words(read_query(text)) == said


def test_hidden_words_and_tags_are_not_said_nor_counted() -> None:
    said = in_words(read_query('lestari melati level:micro tag:"anak jalanan" tag:b'), hidden=True)
    assert said == "· · · · micro · tag · · ·"


def test_what_has_no_effect_is_said() -> None:
    assert what_is_left_out(read_query("level:micro lestari")) == ""
    said = what_is_left_out(read_query("is:private from:2026-11"))
    assert said == "is:private from:2026-11-01: about notes; it counts in the search (s) only."
    assert what_is_left_out(read_query("level:huge is:private")).startswith("level:huge: left out")


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_value_has_a_few_words_of_its_own(language: str) -> None:
    use(language)
    for field in (Field.LEVEL, Field.SIZE, Field.FIELD, Field.RISK):
        said = [value_words(Condition(field, value)) for value in VALUES[field]]
        assert len(set(said)) == len(said)
        assert all(0 < len(words) <= 30 for words in said), said
