"""The whole practice by keyboard alone in a real terminal, in both languages: one case at each level, with everything.

A child comes home from a panti asuhan, neighbours make their street safe, and an assembly hears of the birth
certificates that both of them lacked.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.language import use
from store.model import (
    Consent,
    ContactMode,
    Discipline,
    FlagState,
    Folder,
    Improves,
    InterventionType,
    Level,
    LifeDomain,
    Notice,
    Outcome,
    Phase,
    PracticeField,
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
from store.practice.gap import gap_of
from store.practice.gates import BY_CODE
from tests.journeys.practice import HOME, PAUSE, SAVE, TAB, YEAR, Keys, Worker, filled, maybe, pick, place, tick
from tests.journeys.screen import Screen

SCREENS = [pytest.param("id", 80, 24, id="id-80x24"), pytest.param("en", 140, 40, id="en-140x40")]
CODES = [f"K-{YEAR}-{number:03}" for number in (1, 2, 3)]
CHILD = CODES[0]


@pytest.mark.thorough
@pytest.mark.parametrize(("language", "columns", "lines"), SCREENS)
def test_a_child_goes_home(tmp_path: Path, language: str, columns: int, lines: int) -> None:
    use(language)
    with Screen(tmp_path / "book", columns=columns, lines=lines, language=language, words="--plain") as screen:
        worker = Worker(screen)
        meet_the_child(worker)
        assess_the_child(worker)
        plan_for_the_child(worker)
        work_for_the_child(worker)
        look_back_on_the_child(worker)
    with open_casebook(tmp_path / "book", create=False) as book:
        check_the_child(book)


@pytest.mark.thorough
@pytest.mark.parametrize(("language", "columns", "lines"), SCREENS)
def test_neighbours_make_their_street_safe(tmp_path: Path, language: str, columns: int, lines: int) -> None:
    use(language)
    group = Group(
        "Warga RT 05", SystemSize.NEIGHBOURHOOD, Level.MEZZO, InterventionType.GROUP_WORK, WorkerRole.FACILITATOR,
        "Gang diterangi lampu", "jalan gelap", TerminationReason.GOALS_MET,
    )  # fmt: skip
    first, other = CODES[:2]
    with Screen(tmp_path / "book", columns=columns, lines=lines, language=language, words="--plain") as screen:
        worker = Worker(screen)
        worker.case(first, alias="Karang taruna", size=pick(SystemSize.FORMAL_GROUP))
        take_in_group(worker, other, group, consent=[*maybe(Consent.VERBAL), PAUSE])
        worker.advances(Phase.ASSESSMENT, HOME, *["down"] * 4, "enter")
        assess_group(worker, group)
        plan_for_group(worker, group)
        worker.keys(
            "N", "Karang", PAUSE, "enter", TAB, "Rapat bersama: lampu dipasang", "ctrl+g", PAUSE, "ctrl+s", PAUSE
        )
        work_with_group(worker, other, group)
        worker.keys("escape", PAUSE, "S", PAUSE)
        worker.reads(Level.MEZZO.label, ContactMode.GROUP.label, group.issue, group.reason.label[:20], group.kind.label)
        leave(worker)
    with open_casebook(tmp_path / "book", create=False) as book:
        folder = check_group(book, other, group)
        assert not [result for move in folder.history for result in move.gate if not result.met]
        (session,) = book.notes(first)
        assert session.body == "Rapat bersama: lampu dipasang"
        assert (session.is_signed, session.mode, session.session_cases) == (True, "group", 2)
        assert [note.session for note in folder.notes] == [session.session, ""]


@pytest.mark.thorough
@pytest.mark.parametrize(("language", "columns", "lines"), SCREENS)
def test_an_assembly_hears_of_missing_certificates(tmp_path: Path, language: str, columns: int, lines: int) -> None:
    use(language)
    group = Group(
        "Forum konstituen", SystemSize.SOCIETY, Level.MACRO, InterventionType.ADVOCACY_POLICY, WorkerRole.POLICY,
        "Perda akta gratis", "akta kelahiran", TerminationReason.PARTIAL,
    )  # fmt: skip
    *micro, code = CODES
    families = ["Bu Sari", "Pak Didi"]
    reason = "Isu umum: konstituen tidak dimintai persetujuan satu per satu"
    with Screen(tmp_path / "book", columns=columns, lines=lines, language=language, words="--plain") as screen:
        worker = Worker(screen)
        for each, alias in zip(micro, families, strict=True):
            worker.case(each, alias=alias, size=pick(SystemSize.FAMILY))
        take_in_group(worker, code, group, field=pick(PracticeField.LEGISLATURE_OFFICE))
        worker.advances(Phase.ASSESSMENT, HOME, *["down"] * 4, "enter", TAB, reason)
        worker.keys("i", "k")
        for alias in families:
            worker.keys(alias, PAUSE, "enter", PAUSE)
        worker.keys("escape", PAUSE)
        assess_group(worker, group)
        plan_for_group(worker, group)
        worker.note("Audiensi dengan komisi")
        work_with_group(worker, code, group)
        worker.keys("7", sees=[reason[:30], BY_CODE["consent"].text[:15]])
        worker.keys("escape", PAUSE, "S", PAUSE)
        worker.reads(
            Level.MACRO.label, group.issue, group.reason.label[:20], group.kind.label, BY_CODE["consent"].text[:20]
        )
        leave(worker)
    with open_casebook(tmp_path / "book", create=False) as book:
        folder = check_group(book, code, group)
        assert [(move.reason, move.overrides) for move in folder.history if move.overrides] == [(reason, ("consent",))]
        assert folder.case.linked == tuple(micro)
        assert [book.case(each).linked for each in micro] == [(code,), (code,)]


def meet_the_child(worker: Worker) -> None:
    """Intake, a first contact, and the gate of Engagement with nothing missing."""
    worker.case(
        CHILD, alias="Anak N", size=pick(SystemSize.INDIVIDUAL), level=maybe(Level.MICRO), client_name="Nur Aini",
        presenting_problem="Aku mau pulang.", origin_environment="Rumah nenek di Cilincing", tags="panti",
        consent=[*maybe(Consent.GUARDIAN), PAUSE], consent_by="Nenek", consent_scope="Sekolah dan puskesmas",
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
    worker.form(("i", "p"), "person", ["Paman"], alias="Paman", kin_role="Uncle", is_member=HOME, age="35")
    worker.keys("g", "i", "e", "Nenek ===> Anak N: menelepon tiap malam", SAVE, sees=["menelepon tiap malam"])
    worker.keys("g", "j", "i", "e", "Paman -/- Anak N", SAVE, sees=["Paman -/- Anak N"])
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
        less="Hanya berkunjung", expected="Tinggal di rumah nenek", better="Betah tiga bulan",
        much_better="Betah setahun", baseline=maybe_level(-2), target="+90", domain=maybe(LifeDomain.FAMILY),
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
    worker.form(("1", "f"), "state of a danger", [FlagState.RESOLVED.label], state=[*pick(FlagState.RESOLVED), PAUSE],
                state_reason="Paman pindah ke Batam")  # fmt: skip
    worker.keys("w", *pick(RiskLevel.LOW), "enter")
    worker.note("Mengantar anak ke rumah nenek.")
    worker.keys(
        "4", "g", "f", PAUSE, "g", "f", PAUSE, "g", "j", "j", "f", PAUSE, *pick(ReferralStatus.COMPLETED), PAUSE, SAVE
    )
    worker.keys("6", "i", "m", *filled("value", value="5", on="-2", stage=pick(Stage.B)), TAB, "enter", "6", SAVE)
    worker.keys(
        "3", "g", "i", "r", *filled("rating", level=place(3), note="Betah sejak Senin"), SAVE, sees=["Betah sejak"]
    )

    worker.keys("G", "i", "r", *filled("rating", level=place(2)), SAVE, "m")
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
    worker.closes(
        "returned", reason=[*pick(TerminationReason.RETURNED), PAUSE], outcome=pick(Outcome.MUCH_BETTER),
        summary="Nur pulang ke nenek.", notice=maybe(Notice.AGREED), return_plan="Tinggal dengan nenek, Bu RT menengok",
        aftercare="+30, +90",
    )  # fmt: skip
    worker.keys("y", "enter", PAUSE, "7", "G", sees=["Nur pulang ke nenek."])
    worker.keys("escape", PAUSE, "S", PAUSE)
    worker.reads("akta kelahiran", TerminationReason.RETURNED.label[:20], InterventionType.COUNSELLING.label)
    leave(worker)


def check_the_child(book: Casebook) -> None:
    """Every kind of part lies in the file, and no gate was passed with a reason."""
    folder = book.folder_of(CHILD)
    case = folder.case
    assert (case.alias, case.status, case.phase) == ("Anak N", "closed", "termination")
    assert (case.consent, case.consent_by, case.consent_scope) == ("guardian", "Nenek", "Sekolah dan puskesmas")
    assert (case.strengths, case.coping) == ("Pandai bergaul, nenek sabar", "Menulis buku harian")
    assert case.worker_roles == ("broker", "advocate")
    assert case.collective_issues == ("akta kelahiran", "panti")
    assert case.origin_environment == "Rumah nenek di Cilincing"
    assert [(one.alias, one.is_member, one.age) for one in folder.people] == [("Nenek", True, 61), ("Paman", False, 35)]
    assert [(tie.a, tie.bond, tie.b, tie.flow) for tie in folder.relations] == [
        ("Nenek", "strong", "Anak N", "to"), ("Paman", "stressful", "Anak N", "none"),
    ]  # fmt: skip
    gap = gap_of(folder.scores)
    assert len(gap.domains) == 4
    assert all(domain.is_rescored for domain in gap.domains)
    assert gap.baseline is not None
    assert gap.now is not None
    assert gap.now < gap.baseline
    assert [(goal.baseline, [rating.level for rating in goal.ratings]) for goal in folder.goals] == [
        (-2, [1, 2]), (-1, [0]),
    ]  # fmt: skip
    assert {rating.by for goal in folder.goals for rating in goal.ratings} == {"practitioner", "client"}
    assert [(task.owner, task.status) for task in folder.tasks] == [("worker", "done"), ("family", "done")]
    assert {task.goal for task in folder.tasks} == {goal.id for goal in folder.goals}
    assert [(one.to, one.status) for one in folder.referrals] == [("Dukcapil", "completed")]
    assert [(one.kind, one.level, one.role) for one in folder.interventions] == [("counselling", "micro", "counsellor")]
    assert [(one.name, one.discipline) for one in folder.team] == [("Bu Guru", "teacher")]
    assert [(flag.type, flag.level, flag.state, flag.state_reason, flag.safety_plan) for flag in folder.flags] == [
        ("child_abuse", "high", "resolved", "Paman pindah ke Batam", "Ke rumah Bu RT, telepon pekerja"),
    ]  # fmt: skip
    assert [measure.target for measure in folder.measures] == ["Malam tanpa menangis"]
    assert sorted((one.stage, one.value) for one in folder.measurements) == [
        ("A", 2), ("A", 2), ("A", 3), ("A", 3), ("B", 5), ("B", 6),
    ]  # fmt: skip
    assert [note.status for note in folder.notes] == ["signed"] * 3
    assert [move.to_phase for move in folder.history][4:] == ["monitoring", "evaluation", "termination", "termination"]
    met = {result.item: result.met for move in folder.history for result in move.gate}
    assert set(met) == set(BY_CODE)
    assert all(met.values())
    closure = case.closure
    assert closure is not None
    assert (closure.reason, closure.outcome, closure.notice) == ("returned", "much_better", "agreed")
    assert closure.return_plan == "Tinggal dengan nenek, Bu RT menengok"
    assert [(day - closure.closed).days for day in closure.aftercare] == [30, 90]
    assert closure.aftercare_done == closure.aftercare[:1]


@dataclass(frozen=True)
class Group:
    """A case that is not one person, and the words in it."""

    alias: str
    size: SystemSize
    level: Level
    kind: InterventionType
    role: WorkerRole
    goal: str
    issue: str
    reason: TerminationReason


def take_in_group(worker: Worker, code: str, group: Group, **fields: Keys) -> None:
    """Intake, the file, and a note of the first meeting."""
    worker.case(
        code, alias=group.alias, size=pick(group.size), level=maybe(group.level), presenting_problem="Belum aman",
        origin_environment="Cilincing", **fields, risk_level=maybe(RiskLevel.LOW), next_review="+30",
    )  # fmt: skip
    worker.keys("enter")
    worker.note(f"Rapat pertama {group.alias}")


def assess_group(worker: Worker, group: Group) -> None:
    """People, a tie, the gap, strengths, the issue, and the risk."""
    worker.keys("5")
    worker.form(("i", "p"), "person", ["Pak RT"], alias="Pak RT", kin_role="Ketua", is_member=place(1))
    worker.keys("i", "e", "Pak RT --- Kelurahan", SAVE, sees=["Pak RT --- Kelurahan"])
    worker.form(("i", "d"), "scores", safety="5 2", social="4 2", legal="4 1", on="-9")
    worker.form(("i", "s"), "assessment", strengths="Gotong royong", worker_roles=tick(group.role),
                collective_issues=group.issue)  # fmt: skip
    worker.keys("w", "enter", "a")
    worker.is_in(Phase.PLANNING)


def plan_for_group(worker: Worker, group: Group) -> None:
    """One goal, and everything it takes."""
    worker.form(
        ("3", "i", "g"), "goal", [group.goal], statement=group.goal, less="Tidak ada", expected="Separuh",
        better="Semua", baseline=maybe_level(-1),
    )  # fmt: skip
    worker.form(("4", "i", "t"), "task", ["Undang warga"], text="Undang warga", owner=maybe(TaskOwner.CLIENT),
                due="+7", goal=place(1))  # fmt: skip
    worker.form(("i", "f"), "referral", ["Kelurahan"], to="Kelurahan", reason="Surat", status=pick(ReferralStatus.SENT))
    worker.form(("i", "v"), "intervention", [group.kind.label], kind=pick(group.kind), text="Pertemuan bulanan")
    worker.form(("i", "a"), "team", ["Bu Kader"], name="Bu Kader", discipline=pick(Discipline.CADRE))
    worker.form(("6", "i", "q"), "measure", ["Warga yang datang"], target="Warga yang datang", unit="orang",
                improves=pick(Improves.UP))  # fmt: skip
    worker.keys("i", "m", "9", SAVE)
    worker.advances(Phase.INTERVENTION, HOME, *["down"] * 2, "enter")


def work_with_group(worker: Worker, code: str, group: Group) -> None:
    """Tasks, referral and ratings; then the evaluation, the ending, and the statistics."""
    worker.keys("4", "g", "f", PAUSE, "g", "j", "f", PAUSE, *pick(ReferralStatus.COMPLETED), PAUSE, SAVE)
    worker.keys("3", "g", "i", "r", *filled("rating", level=place(3)), SAVE, "a")
    worker.is_in(Phase.EVALUATION)
    worker.form(("i", "d"), "scores", safety="4 4", rest=place(1))
    worker.keys("3", "g", "i", "r", *filled("rating", level=place(3), by=pick(Rater.CLIENT)), SAVE)
    worker.form(("i", "c"), "decision", verdict=pick(Verdict.END), why="Jalan sendiri")
    worker.advances(Phase.TERMINATION)
    worker.closes(
        "goals met", reason=[*pick(group.reason), PAUSE], outcome=pick(Outcome.BETTER), summary="Warga jalan sendiri.",
        notice=maybe(Notice.AGREED), returned=maybe(Returned.NOT_APPLICABLE), aftercare="+180",
    )  # fmt: skip


def check_group(book: Casebook, code: str, group: Group) -> Folder:
    """What every group case has in it; answers it."""
    folder = book.folder_of(code)
    case, closure = folder.case, folder.case.closure
    assert (case.alias, case.size, case.level, case.status) == (group.alias, group.size, group.level, "closed")
    assert (case.strengths, case.worker_roles, case.collective_issues) == (
        "Gotong royong",
        (group.role,),
        (group.issue,),
    )
    assert [(tie.a, tie.b) for tie in folder.relations] == [("Pak RT", "Kelurahan")]
    for name in ("people", "relations", "goals", "tasks", "referrals", "interventions", "team", "measures",
                 "measurements"):  # fmt: skip
        assert len(getattr(folder, name)) == 1, name
    assert (folder.interventions[0].kind, folder.interventions[0].level) == (group.kind, group.level)
    assert folder.interventions[0].role is group.role
    assert [(rating.level, rating.by) for rating in folder.goals[0].ratings] == [(1, "practitioner"), (1, "client")]
    assert (folder.tasks[0].status, folder.referrals[0].status) == ("done", "completed")
    assert len(folder.scores) == 6
    assert closure is not None
    assert (closure.reason, closure.outcome, closure.returned) == (group.reason, "better", "not_applicable")
    assert [(day - closure.closed).days for day in closure.aftercare] == [180]
    return folder


def maybe_level(level: int) -> list[str]:
    """What chooses the baseline of a goal."""
    return place(level + 3)


def leave(worker: Worker) -> None:
    """From the statistics to the board, and out."""
    worker.keys("escape", PAUSE, "ctrl+q")
    assert worker.screen.ends() == 0
