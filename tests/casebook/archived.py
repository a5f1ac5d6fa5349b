"""A closed case long off the board, and all that can be told of it: what the tests of the archive share."""

from pathlib import Path
from typing import Any

from store import Casebook, open_casebook
from store.model import (
    Flag,
    Goal,
    Intervention,
    Measure,
    Measurement,
    Person,
    Referral,
    Relation,
    Score,
    Task,
    TeamMember,
)
from store.model.disguise import MaskWord
from store.shelf import IN_THE_FILE
from tests.letting_out import case_text

from .conftest import Clock
from .scene import CLOSED, CLOSING, play

SECRET = "an-apple-a-day"
"""Client text that is looked for in the files."""


def tell(book: Casebook, clock: Clock) -> None:
    """A closed case with notes of every kind and a history of two episodes, long off the board; nothing is filed."""
    play(book)
    book.reopen(CLOSED, "assessment", "Came back.")
    book.write_draft(CLOSED, "draft", session="s", body=f"never signed {SECRET}")
    for body in ("first", "second", "third"):  # at the same moment: their order is that in which they came
        book.add_note(CLOSED, body=f"{body} {SECRET}", mode="office", sign=True)
    signed, voided = book.notes(CLOSED)[:2]
    book.add_addendum(signed.id, "and later this")
    book.void_note(voided.id, "Wrong case.")
    book.edit_case(CLOSED, presenting_problem=SECRET, tags="one, two")
    a_part_of_each_kind(book, CLOSED)
    book.terminate(CLOSED, **CLOSING)
    clock.go(days=31)


def a_part_of_each_kind(book: Casebook, code: str) -> None:
    """All that a file can hold beside notes."""
    goal = book.add(Goal, code, statement=f"A goal {SECRET}", baseline=-1)
    book.rate_goal(goal.id, 1)
    measure = book.add(Measure, code, target="Days", improves="up", goal=goal.id)
    for stage, value in (("A", 1), ("A", 2), ("B", 3)):
        book.add(Measurement, code, measure=measure.id, stage=stage, value=value)
    book.add(Person, code, alias=f"Ibu {SECRET}")
    book.add(Relation, code, a="Ibu", b="Nenek", bond="strong")
    book.add(Score, code, domain="health", expectation=4, reality=2)
    book.add(Task, code, text="Call", goal=goal.id)
    book.add(Intervention, code, kind="linking", level="micro")
    book.add(Referral, code, to="Puskesmas", reason="Check-up", follow_up=book.today())
    book.add(TeamMember, code, name="Bidan", discipline="nurse")
    book.add(Flag, code, type="medical", level="low")
    book.add(MaskWord, code, text="Sukamaju", kind="place")


def again(book: Casebook, **how: Any) -> Casebook:
    """The book closed and opened anew."""
    book.close()
    return open_casebook(book.folder, create=False, clock=book.clock, **how)


def told(book: Casebook, code: str) -> Any:
    """All that can be read of a case."""
    return (
        book.case(code), book.notes(code), book.history(code), book.drafts(code), book.last_reached(code),
        book.gate(code), book.folder_of(code),
        [book.part(type(part), part.id, code) for model in IN_THE_FILE.values() for part in book.parts(model, code)],
        [book.note(note.id, code) for note in book.notes(code)], case_text(book, code),
        [note.model_dump_json() for note in book.notes(code)],
    )  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
