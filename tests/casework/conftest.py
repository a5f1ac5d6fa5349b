"""A case with something of every kind in its file."""

from datetime import date, timedelta

import pytest

from store import Case, Casebook
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
from store.model.part import Part
from tests.conftest import MORNING
from tui.casework.rated import ratings_of

TODAY: date = MORNING.date()


@pytest.fixture
def case(book: Casebook) -> Case:
    """A case with nothing in its file yet."""
    return book.add_case(alias="Bu S", size="family", presenting_problem="Anak berhenti sekolah", risk_level="medium")


@pytest.fixture
def full(book: Casebook, case: Case) -> Case:
    """The same case with one of everything."""
    fill_file(book, case.code)
    return book.case(case.code)


def fill_file(book: Casebook, code: str) -> dict[type[Part], str]:
    """Put one of everything into the file of a case; answers the id of each."""
    goal = book.add(Goal, code, statement="Anak kembali ke sekolah", baseline=-2)
    rated = book.rate_goal(goal.id, -1)
    measure = book.add(Measure, code, target="Hari di sekolah", improves="up")
    parts: list[Part] = [
        goal,
        *ratings_of(rated),
        measure,
        book.add(Task, code, text="Kunjungan ke sekolah", goal=goal.id, due=TODAY - timedelta(days=1)),
        book.add(Referral, code, to="Dinas Sosial", reason="KIP", follow_up=TODAY + timedelta(days=4)),
        book.add(Intervention, code, kind="counselling", level="micro"),
        book.add(TeamMember, code, name="Pak Guru", discipline="teacher"),
        book.add(Flag, code, type="domestic_violence", level="high"),
        book.add(Person, code, alias="Ibu"),
        book.add(Relation, code, a="Ibu", b="Sekolah"),
        book.add(Score, code, domain="education", expectation=5, reality=2),
        book.add(Measurement, code, measure=measure.id, stage="A", value=2),
    ]
    return {type(part): part.id for part in parts}
