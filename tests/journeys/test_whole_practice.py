"""The whole practice by keyboard alone in a real terminal, in both languages: one case at each level, with everything.

A child comes home from a panti asuhan, neighbours make their street safe, and an assembly hears of the birth
certificates that both of them lacked.
"""

from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.language import use
from store.model import (
    Consent,
    ContactMode,
    Discipline,
    FlagState,
    InterventionType,
    Level,
    LifeDomain,
    Notice,
    Outcome,
    Phase,
    Rater,
    ReferralStatus,
    Returned,
    RiskLevel,
    RiskType,
    Stage,
    SystemSize,
    TaskOwner,
    TerminationReason,
    Verdict,
    WorkerRole,
)  # fmt: skip
from tests.journeys.practice import HOME, SAVE, TAB, YEAR, Worker, filled, maybe, pick, place, tick
from tests.journeys.screen import Screen

SCREENS = [pytest.param("id", 80, 24, id="id-80x24"), pytest.param("en", 140, 40, id="en-140x40")]
CHILD, NEIGHBOURS, PUBLIC = (f"K-{YEAR}-{number:03}" for number in (1, 2, 3))


@pytest.mark.parametrize(("language", "columns", "lines"), SCREENS)
def test_a_child_goes_home(tmp_path: Path, language: str, columns: int, lines: int) -> None:
    use(language)
    with Screen(tmp_path / "book", columns=columns, lines=lines, language=language, words="--plain") as screen:
        screen.wait_for("Lingkar")
        worker = Worker(screen)
        meet_the_child(worker)
        assess_the_child(worker)


def meet_the_child(worker: Worker) -> None:
    """Intake, a first contact, and the gate of Engagement with nothing missing."""
    worker.case(
        CHILD, alias="Anak N", size=pick(SystemSize.INDIVIDUAL), level=maybe(Level.MICRO), client_name="Nur Aini",
        presenting_problem="Aku mau pulang.", origin_environment="Rumah nenek di Cilincing", tags="panti",
        consent=maybe(Consent.GUARDIAN), consent_by="Nenek", consent_scope="Sekolah dan puskesmas",
        risk_level=maybe(RiskLevel.HIGH),
    )  # fmt: skip
    worker.keys("enter")
    worker.is_in(Phase.ENGAGEMENT)
    worker.keys("2")
    worker.note("Bertemu anak di panti. Ia bercerita tentang nenek.")
    worker.keys(sees=["nenek"])
    worker.advances(Phase.ASSESSMENT, HOME, *["down"] * 4, "enter")


def assess_the_child(worker: Worker) -> None:
    """People, a tie, the gap, strengths, and a danger with its safety plan."""
    worker.keys("5")
    worker.form(("i", "p"), "person", ["Nenek"], alias="Nenek", kin_role="Grandmother", is_member=place(1), age="61")
    worker.form(("i", "p"), "person", ["Paman"], alias="Paman", kin_role="Uncle", age="35")
    worker.keys("i", "e", "Nenek ===> Anak N: menelepon tiap malam", SAVE, sees=["menelepon tiap malam"])
    worker.keys("i", "e", "Paman -/- Anak N", SAVE, sees=["Paman -/- Anak N"])
    worker.keys("6")
    worker.form(
        ("i", "d"), "scores", ["2"], family="5 2 3", education="4 3", safety="5 1 2", legal="4 1", whose="Nenek",
        on="-30",
    )  # fmt: skip
    worker.keys("1")
    worker.form(
        ("i", "s"), "assessment", ["Pandai"], strengths="Pandai bergaul, nenek sabar", coping="Menulis buku harian",
        worker_roles=tick(WorkerRole.BROKER, WorkerRole.ADVOCATE), collective_issues="akta kelahiran, panti",
    )  # fmt: skip
    worker.form(
        ("i", "l"), "danger", ["Paman mabuk"], type=pick(RiskType.CHILD_ABUSE), level=pick(RiskLevel.HIGH, -1),
        note="Paman mabuk dan memukul", safety_plan="Ke rumah Bu RT, telepon pekerja", next_check="+3",
    )  # fmt: skip
    worker.keys("w", "enter", "a")
    worker.is_in(Phase.PLANNING)
