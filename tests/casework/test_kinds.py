"""The kinds of entry: each has its own letter and form, and every kind of part can be opened and added."""

from importlib import import_module
from inspect import signature

import pytest

from store import Case, Casebook
from store.model.disguise import MaskWord
from store.model.goal import Goal
from store.model.part import Part
from store.shelf import TABLE_OF
from tui.casework.kinds import BY_LETTER, KINDS, Kind, in_order, kind_of
from tui.casework.part_form import PartForm
from tui.casework.rated import ratings_of
from tui.forms.form import Form

DESIGNED = {
    "r": "rating", "t": "task", "f": "referral", "l": "danger", "g": "goal", "m": "measurement", "q": "measure",
    "p": "person", "e": "tie", "d": "expectation and reality", "v": "intervention", "a": "team member",
    "s": "assessment", "k": "linked case", "c": "decision",
}  # fmt: skip
"""The letters of the contract: what is added most is `i` and the first letter of its name."""


def test_the_letters_are_those_of_the_design_each_once() -> None:
    assert {letter: kind.label.lower() for letter, kind in BY_LETTER.items()} == DESIGNED
    assert len(BY_LETTER) == len(KINDS)


def test_every_kind_of_part_can_be_added_and_opened() -> None:
    parts = {model for model in TABLE_OF if issubclass(model, Part)} - {MaskWord}  # decided where a packet is looked at
    assert parts <= {kind.model for kind in KINDS}
    assert [kind.letter for kind in KINDS if not 1 <= kind.tab <= 7] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.letter)
def test_the_form_of_every_kind_is_there(kind: Kind) -> None:
    """Fails plainly while a form is still to be written."""
    room, _colon, name = kind.form.partition(":")
    form = getattr(import_module(room), name)
    assert issubclass(form, Form)
    takes = set(signature(form.__init__).parameters)
    assert "code" in takes
    assert not kind.about or "about" in takes
    assert kind.model is None or {"id", "focus"} <= takes
    if issubclass(form, PartForm) and kind.model:
        assert form.MODEL is kind.model


def test_the_kinds_of_the_open_tab_stand_first_and_none_is_left_out() -> None:
    for tab in range(1, 8):
        order = in_order(tab)
        own = [kind for kind in KINDS if kind.tab == tab]
        assert order[: len(own)] == own
        assert sorted(order, key=KINDS.index) == list(KINDS)


def test_what_there_can_be_none_of_yet_says_why(book: Casebook, case: Case) -> None:
    folder = book.folder_of(case.code)
    assert {kind.letter for kind in KINDS if kind.why_not(folder)} == {"r", "m", "c"}


def test_what_is_needed_is_there(book: Casebook, full: Case) -> None:
    folder = book.folder_of(full.code)
    assert {kind.letter for kind in KINDS if kind.why_not(folder)} == {"c"}
    goal = book.parts(Goal, full.code)[0]
    book.change(goal, status="dropped")
    assert BY_LETTER["r"].why_not(book.folder_of(full.code))  # there is a goal, but it does not count any more
    while book.case(full.code).phase != "evaluation":
        book.advance(full.code, reason="Told as a story for a test.")
    assert not BY_LETTER["c"].why_not(book.folder_of(full.code))


class Made(Form):
    """Keeps what it was made of."""

    def __init__(self, code: str, id: str = "", focus: str = "", about: str = "") -> None:
        super().__init__(focus)
        self.given = (code, id, focus, about)


def test_a_new_entry_is_about_what_is_under_the_cursor_where_that_makes_sense(
    book: Casebook, full: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.casework.kinds.import_module", lambda _room: type("Room", (), dict.fromkeys(FORMS, Made)))
    goal = book.parts(Goal, full.code)[0]
    rating = ratings_of(goal)[0]

    def about(letter: str, id: str = "") -> str:
        made = BY_LETTER[letter].make(full.code, id, under=rating if letter == "r" else goal)
        assert isinstance(made, Made)
        return made.given[3]

    assert about("r") == rating.id
    assert about("t") == about("f") == about("q") == goal.id
    assert about("p") == about("m") == ""
    assert about("t", "some id") == ""  # an old entry knows what it is about
    assert kind_of(goal) is BY_LETTER["g"]
    assert kind_of(rating) is BY_LETTER["r"]
    assert kind_of(full) is None
    assert kind_of(None) is None


FORMS = {kind.form.partition(":")[2] for kind in KINDS}
