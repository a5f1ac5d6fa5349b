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
    Improves,
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
from tests.journeys.practice import HOME, PAUSE, SAVE, TAB, YEAR, Worker, filled, maybe, pick, place, tick
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
        plan_for_the_child(worker)
        work_for_the_child(worker)
        look_back_on_the_child(worker)


def meet_the_child(worker: Worker) -> None:
    """Intake, a first contact, and the gate of Engagement with nothing missing."""
    worker.case(
        CHILD, alias="Anak N", size=pick(SystemSize.INDIVIDUAL), level=maybe(Level.MICRO), client_name="Nur Aini",
        presenting_problem="Aku mau pulang.", origin_environment="Rumah nenek di Cilincing", tags="panti",
        consent=maybe(Consent.GUARDIAN), consent_by="Nenek", consent_scope="Sekolah dan puskesmas",
        risk_level=maybe(RiskLevel.HIGH),
    )  # fmt: skip
    worker.keys("enter", "2")
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
        ("i", "s"), "assessment", strengths="Pandai bergaul, nenek sabar", coping="Menulis buku harian",
        worker_roles=tick(WorkerRole.BROKER, WorkerRole.ADVOCATE), collective_issues="akta kelahiran, panti",
    )  # fmt: skip
    worker.form(
        ("i", "l"), "danger", ["Paman mabuk"], type=pick(RiskType.CHILD_ABUSE), level=pick(RiskLevel.HIGH, -1),
        note="Paman mabuk dan memukul", safety_plan="Ke rumah Bu RT, telepon pekerja", next_check="+3",
    )  # fmt: skip
    worker.keys("w", "enter", "a")
    worker.is_in(Phase.PLANNING)


def plan_for_the_child(worker: Worker) -> None:
    """Two goals with scales, and who does what; the review date is filled in from the gate."""
    worker.keys("3")
    worker.form(
        ("i", "g"), "goal", ["tinggal lagi"], statement="Nur tinggal lagi bersama nenek", much_less="Tetap di panti",
        less="Hanya berkunjung", expected="Tinggal di rumah nenek", better="Betah tiga bulan", much_better="Betah setahun",
        baseline=maybe_level(-2), target="+90", domain=maybe(LifeDomain.FAMILY),
    )  # fmt: skip
    worker.form(
        ("i", "g"), "goal", ["punya akta"], statement="Nur punya akta", less="Belum diurus", expected="Akta terbit",
        better="Akta dan KIA terbit", baseline=maybe_level(-1), domain=maybe(LifeDomain.LEGAL),
    )  # fmt: skip
    worker.keys("4")
    worker.form(("i", "t"), "task", ["Antar ke rumah"], text="Antar ke rumah nenek", owner=maybe(TaskOwner.WORKER),
                due="+7", goal=place(1))  # fmt: skip
    worker.form(("i", "t"), "task", ["Urus akta"], text="Urus akta lahir", owner=maybe(TaskOwner.FAMILY), due="+14",
                goal=place(2))  # fmt: skip
    worker.form(
        ("i", "f"), "referral", ["Dukcapil"], to="Dukcapil", reason="Akta lahir terlambat", goal=place(2),
        status=pick(ReferralStatus.SENT),
    )  # fmt: skip
    worker.form(
        ("i", "v"), "intervention", ["Pertemuan nenek"], kind=pick(InterventionType.COUNSELLING),
        role=maybe(WorkerRole.COUNSELLOR), goal=place(1), text="Pertemuan nenek dan anak tiap minggu",
    )  # fmt: skip
    worker.form(("i", "a"), "team", ["Bu Guru"], name="Bu Guru", discipline=pick(Discipline.TEACHER),
                organisation="SDN 3")  # fmt: skip
    worker.keys("6")
    worker.form(("i", "q"), "measure", ["Malam tanpa menangis"], target="Malam tanpa menangis", unit="malam",
                improves=pick(Improves.UP), goal=place(1))  # fmt: skip
    worker.keys("i", "m", *filled("value", value="2", on="-28", stage=pick(Stage.A)), TAB, "enter")
    worker.keys("3", "enter", "2", "enter", "3", SAVE)
    worker.keys("a", "enter", "+30", SAVE, HOME, *["down"] * 2, "enter", SAVE)
    worker.is_in(Phase.INTERVENTION)


def work_for_the_child(worker: Worker) -> None:
    """The danger is over, tasks and referral are done, the goals are rated; then the case is watched."""
    worker.form(("1", "f"), "state of a danger", ["Batam"], state=[*pick(FlagState.RESOLVED), PAUSE],
                state_reason="Paman pindah ke Batam")  # fmt: skip
    worker.keys("w", *pick(RiskLevel.LOW), "enter")
    worker.note("Mengantar anak ke rumah nenek.")
    worker.keys("4", "g", "f", "g", "f", "g", "j", "j", "f", PAUSE, *pick(ReferralStatus.COMPLETED), PAUSE, SAVE)
    worker.keys("6", "i", "m", *filled("value", value="5", on="-2", stage=pick(Stage.B)), TAB, "enter", "6", SAVE)
    worker.keys("3", "g", "i", "r", *filled("rating", level=place(3), note="Betah sejak Senin"), SAVE, sees=["Betah sejak"])


    worker.keys("j", "i", "r", *filled("rating", level=place(2)), SAVE, "m")
    worker.is_in(Phase.MONITORING)
    worker.note("Telepon nenek: anak tidur nyenyak.")
    worker.advances(Phase.EVALUATION, HOME, *["down"] * 2, "enter")


def look_back_on_the_child(worker: Worker) -> None:
    """The gap again, the child's own view, the decision; then the return with its plan and its checks."""
    worker.keys("6")
    worker.form(("i", "d"), "scores", family=["4 4 3"], safety="5 5 2", legal="4 4", rest=place(1))
    worker.keys("3", "g", "i", "r", *filled("rating", level=place(4), by=pick(Rater.CLIENT)), SAVE)
    worker.form(("i", "c"), "decision", verdict=pick(Verdict.END), why="Nur sudah pulang")
    worker.advances(Phase.TERMINATION)
    worker.form(
        "t", "returned", reason=[*pick(TerminationReason.RETURNED), PAUSE], outcome=pick(Outcome.MUCH_BETTER),
        summary="Nur pulang ke nenek.", notice=maybe(Notice.AGREED), return_plan="Tinggal dengan nenek, Bu RT menengok",
        aftercare="+30, +90",
    )  # fmt: skip
    worker.keys(sees=[CHILD, "y "])


def maybe_level(level: int) -> list[str]:
    return place(level + 3)
