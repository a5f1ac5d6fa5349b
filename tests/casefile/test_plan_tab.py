"""The plan in the case file: its order, its words, its keys from the first task to an answered referral."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from store import Case, Casebook
from store.language import use
from store.model import Goal, Intervention, Referral, Task, TeamMember
from store.model.folder import Folder
from tests.casefile.conftest import case_file, see, shown, unruled, until
from tests.conftest import MORNING
from tests.forms.host import HOSTILE, LONG
from tui.app import LingkarApp
from tui.casefile.next_steps import next_steps_lines
from tui.casefile.page import MEASURE
from tui.casefile.plan_tab import plan_rows
from tui.casefile.reading import HIDDEN, Reading
from tui.casework.plan import TaskForm
from tui.casework.referral import ReferralForm
from tui.forms.ask import Ask

TODAY = MORNING.date()
Lay = Callable[..., str]


def plain(book: Casebook, case: Case, width: int = 76, hidden: bool = False) -> list[str]:
    """The plan as lines."""
    rows = plan_rows(Reading(book, case.code, hidden), width)
    return [unruled(line.plain) for row in rows for line in row.lines]


def steps(book: Casebook, case: Case, width: int = 76, hidden: bool = False) -> list[str]:
    return [unruled(line.plain) for line in next_steps_lines(Reading(book, case.code, hidden), width)]


def line_of(lines: list[str], text: str) -> str:
    return next(line for line in lines if text in line)


def places(lines: list[str], *texts: str) -> list[int]:
    return [next(place for place, line in enumerate(lines) if text in line) for text in texts]


def task(book: Casebook, case: Case, text: str, days: int | None = None, **fields: Any) -> Task:
    return book.add(Task, case.code, text=text, due=None if days is None else TODAY + timedelta(days), **fields)


def refer(book: Casebook, case: Case, to: str, days: int = 7, **fields: Any) -> Referral:
    fields = {"reason": "KIP", **fields}
    return book.add(Referral, case.code, to=to, follow_up=TODAY + timedelta(days), **fields)


# What it says


def test_open_tasks_come_first_the_late_ones_said_to_be_so(book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="Anak kembali ke sekolah")
    task(book, case, "Sudah lama", -20, status="done", done_on=date(2026, 11, 5))
    task(book, case, "Baru saja", status="done", done_on=date(2026, 11, 20))
    task(book, case, "Tidak bisa", status="not_possible")
    task(book, case, "Tanpa tanggal")
    task(book, case, "Nanti", 9, status="doing", carried_over="Menunggu akta")
    task(book, case, "Terlambat", -1, owner="family", goal=goal.id)
    lines = plain(book, case)
    assert lines[0] == "Tasks  3 open · 1 late"
    order = places(lines, "Terlambat", "Nanti", "Tanpa tanggal", "Baru saja", "Sudah lama", "Tidak bisa")
    assert order == sorted(order)
    assert line_of(lines, "Terlambat").endswith("1 day late")
    assert lines[order[0] + 1] == "  Family · due 20 Nov 2026 · for: Anak kembali ke sekolah"
    assert line_of(lines, "Nanti").endswith("9 days")
    assert lines[order[1] + 1] == "  nobody yet · being done · due 30 Nov 2026"
    assert lines[order[1] + 2] == "  Goes on because: Menunggu akta"
    assert line_of(lines, "Tanpa tanggal").endswith("no date")
    assert line_of(lines, "Baru saja").endswith("done 20 Nov 2026")
    assert line_of(lines, "Tidak bisa").endswith("cannot be done")


def test_what_is_due_today_is_not_late(book: Casebook, case: Case) -> None:
    task(book, case, "Kunjungan", 0)
    refer(book, case, "Dinas", 0)
    lines = plain(book, case)
    assert line_of(lines, "Tasks") == "Tasks  1 open"
    assert line_of(lines, "Kunjungan").endswith("today")
    assert line_of(lines, "Referrals") == "Referrals  1 open"
    assert line_of(lines, "Dinas").endswith("not sent yet")


def test_referrals_say_when_to_ask_again_and_what_stood_in_the_way(book: Casebook, case: Case) -> None:
    refer(book, case, "Ditolak", status="rejected", barrier="Kuota habis")
    refer(book, case, "Selesai", status="completed", barrier="Dulu kuota habis")
    refer(book, case, "Draf lama", -3)
    refer(book, case, "Draf baru", 3)
    refer(book, case, "Dikirim", -2, status="sent", sent_on=date(2026, 11, 12), reason="Untuk anak kedua")
    refer(book, case, "Berjalan", 4, status="started", sent_on=date(2026, 11, 2))
    lines = plain(book, case)
    assert line_of(lines, "Referrals") == "Referrals  4 open · 2 late"
    order = places(lines, "Draf lama", "Dikirim", "Draf baru", "Berjalan", "Selesai", "Ditolak")
    assert order[:4] == sorted(order[:4])
    assert max(order[:4]) < min(order[4:])
    assert line_of(lines, "Draf lama").endswith("not sent: 3 days late")
    assert line_of(lines, "Draf baru").endswith("not sent yet")
    assert line_of(lines, "Dikirim").endswith("ask again: 2 days late")
    assert lines[order[1] + 1] == "  sent 12 Nov 2026 · ask again on 19 Nov 2026"
    assert lines[order[1] + 2] == "  Untuk anak kedua"
    assert lines[order[3] + 1] == "  service under way · sent 2 Nov 2026 · ask again on 25 Nov 2026"
    assert line_of(lines, "Ditolak").endswith("rejected 21 Nov 2026")
    assert lines[order[5] + 1] == "  Obstacle: Kuota habis"
    assert "Dulu kuota habis" not in "\n".join(lines)


def test_what_the_worker_does_and_the_team(book: Casebook, case: Case) -> None:
    book.add(Intervention, case.code, kind="education", level="micro", since=date(2026, 9, 1), until=date(2026, 10, 1))
    book.add(
        Intervention, case.code, kind="system_change", level="macro", role="policy", text="Aturan denda",
        since=date(2026, 11, 1),
    )  # fmt: skip
    book.add(TeamMember, case.code, name="Bu Rina", discipline="teacher", organisation="SDN 3", may_see=True)
    book.add(TeamMember, case.code, name="Pak Joko", discipline="pkh", system_role="action")
    lines = plain(book, case)
    assert line_of(lines, "What the worker does").endswith("1 going on")
    start, over = places(lines, "Changing a resource system", "Teaching")
    assert start < over
    assert lines[start].endswith("macro")
    assert lines[start + 1 : start + 3] == ["  Policy activist · since 1 Nov 2026", "  Aturan denda"]
    assert lines[over].endswith("micro · 1 Sep 2026 to 1 Oct 2026")
    assert line_of(lines, "Bu Rina").endswith("Teacher or school counsellor")
    assert "  SDN 3 · may know of the case" in lines
    assert "  Action system · no agreement to tell them of the case" in lines


def test_an_empty_plan_teaches_and_a_closed_one_does_not(book: Casebook, case: Case) -> None:
    lines = " ".join(" ".join(plain(book, case)).split())
    for keys in ("i t adds one", "i f writes a referral", "i v adds an intervention", "i a adds somebody"):
        assert keys in lines
    assert "how the goals are reached" in lines
    task(book, case, "Kunjungan")
    lines = " ".join(plain(book, case))
    assert "how the goals are reached" not in lines
    assert "i f writes a referral" in lines
    book.undo()
    book.terminate(case.code, reason="moved", outcome="better", summary="x", notice="agreed", override="x" * 20)
    assert plain(book, case) == ["Nothing was planned."]
    assert steps(book, case) == []


# What comes next, on the overview


def test_the_next_steps_are_the_most_urgent_with_who_and_when(book: Casebook, case: Case) -> None:
    task(book, case, "Tanpa tanggal")
    task(book, case, "Kunjungan", -1, owner="worker")
    task(book, case, "Akta", 1, owner="family")
    task(book, case, "Selesai", -5, status="done")
    refer(book, case, "Dinas", -2, status="sent")
    refer(book, case, "Puskesmas", 3, status="accepted")
    refer(book, case, "Posyandu", 5)
    refer(book, case, "Masjid", status="completed")
    for name, discipline in (("Bu Rina", "teacher"), ("Pak Joko", "pkh"), ("Terang", "other"), ("Bu Ani", "teacher")):
        book.add(TeamMember, case.code, name=name, discipline=discipline)
    lines = steps(book, case)
    assert lines == [
        "Next steps",
        "  Ask Dinas for an answer                         Social worker  2 days late",
        "  Kunjungan                                       Social worker   1 day late",
        "  Akta                                            Family            tomorrow",
        "  Ask Puskesmas how it goes                       Social worker       3 days",
        "  Send the referral to Posyandu                   Social worker       5 days",
        "  and 1 more · key 4 shows the plan",
        "  Team: Teacher or school counsellor, PKH companion, Terang",
    ]
    assert steps(book, case, 44)[1] == "  Ask Dinas for an answer        2 days late"
    assert steps(book, case, 44)[-1] == "  Team: Teacher or school counsellor and 2 …"
    hidden = "\n".join(steps(book, case, hidden=True))
    assert not [word for word in ("Kunjungan", "Akta", "Dinas", "Puskesmas", "Terang") if word in hidden]
    assert "2 days late" in hidden


def test_without_steps_it_says_how_to_begin(book: Casebook, case: Case) -> None:
    assert steps(book, case) == ["Next steps", "  Nothing waits to be done. i t adds a task."]


# Whatever is in it, at any width


TEXTS = st.sampled_from(["Kunjungan", HOSTILE, "kata " * 300, "x" * 300, "訪問" * 60, "a\tb\nc", "👩‍💻" * 40])
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))


@st.composite
def folders(draw: st.DrawFn) -> Folder:
    """A file with a plan of any kind."""
    case = Case(code="K-2026-001", alias="Bu S", size="family", phase_since=TODAY, opened=TODAY)
    own = {"case_code": case.code}
    goal = Goal(id="g", statement=draw(TEXTS), set_on=TODAY, **own)
    goals = st.sampled_from(["", "g", "gone"])
    tasks = [
        Task(id=f"t{n}", text=draw(TEXTS), due=draw(DAYS), goal=draw(goals), carried_over=draw(TEXTS),
             status=draw(st.sampled_from(["open", "doing", "done", "cancelled"])), done_on=draw(DAYS), **own)
        for n in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    referrals = [
        Referral(id=f"r{n}", to=draw(TEXTS), reason=draw(TEXTS), follow_up=draw(st.dates()), barrier=draw(TEXTS),
                 status=draw(st.sampled_from(["draft", "sent", "started", "rejected", "completed"])),
                 sent_on=draw(DAYS), answered_on=draw(DAYS), goal=draw(goals), **own)
        for n in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    interventions = [
        Intervention(id=f"i{n}", kind="crisis", level="micro", text=draw(TEXTS), since=TODAY, until=draw(DAYS), **own)
        for n in range(draw(st.integers(0, 2)))
    ]
    team = [
        TeamMember(id=f"m{n}", name=draw(TEXTS), discipline="other", organisation=draw(TEXTS), role=draw(TEXTS), **own)
        for n in range(draw(st.integers(0, 2)))
    ]
    return Folder(
        case, goals=(goal,), tasks=tuple(tasks), referrals=tuple(referrals), interventions=tuple(interventions),
        team=tuple(team),
    )  # fmt: skip


class Fixed(Reading):
    """A look at a file that is in no book."""

    def __init__(self, folder: Folder, hidden: bool) -> None:
        self.case, self.hidden = folder.case, hidden
        self.__dict__["folder"], self.__dict__["today"] = folder, TODAY


@given(folders(), st.integers(20, 140), st.booleans())
def test_no_line_is_wider_than_there_is_room_and_every_entry_has_its_row(
    folder: Folder, width: int, hidden: bool
) -> None:
    reading = Fixed(folder, hidden)
    rows = plan_rows(reading, width)
    lines = [line for row in rows for line in row.lines] + next_steps_lines(reading, width)
    assert [line.plain for line in lines if line.cell_length > width] == []
    held = [row.part.key for row in rows if row.part]
    parts = [*folder.tasks, *folder.referrals, *folder.interventions, *folder.team]
    assert sorted(held) == sorted(part.key for part in parts)
    assert all(row.lines[0].plain.strip() for row in rows if row.part)
    if hidden:
        text = "\n".join(line.plain for line in lines)
        assert not [word for word in ("Kunjungan", "[bold]", "kata", "xxx", "訪問", "👩") if word in text]
        assert HIDDEN in text or not (folder.tasks or folder.referrals or folder.team)


def test_in_a_wide_window_the_list_takes_the_room_and_texts_do_not(book: Casebook, case: Case) -> None:
    book.add(Referral, case.code, to="Dinas", reason="kata " * 60, follow_up=TODAY)
    rows = plan_rows(Reading(book, case.code, False), 135)
    head, *rest = next(row.lines for row in rows if row.part)
    assert head.cell_length == 135
    text = [line.cell_length for line in rest if "kata" in line.plain]
    assert len(text) == 2
    assert max(text) <= MEASURE
    empty = next(row for row in rows if row.lines[0].plain.startswith("What the worker does"))
    assert all(line.cell_length <= MEASURE for line in empty.lines[1:])


# The keys


async def test_the_whole_way_by_keys(app: LingkarApp, book: Casebook, case: Case) -> None:
    async with case_file(app, case.code, (80, 30)) as pilot:
        await pilot.press("4")
        await see(app, "i t adds one")
        await pilot.press("i", "t", *"Kunjungan", "tab", "tab", "+", "2", "ctrl+s")
        await see(app, "Kunjungan 2 days Social worker · due 23 Nov 2026")
        await pilot.press("i", "f", *"Dinas", "tab", *"KIP", "ctrl+s")
        await see(app, "Dinas not sent yet")
        await pilot.press("i", "v", "c", "ctrl+s")
        await see(app, "Counselling and psychosocial support micro")
        await pilot.press("i", "a", *"Rina", "tab", "t", "ctrl+s")
        await see(app, "Rina Teacher or school counsellor")
        await pilot.press("g", "f")
        await see(app, "Kunjungan done 21 Nov 2026")
        assert book.parts(Task, case.code)[0].status == "done"
        await pilot.press("down", "f")
        await until(lambda: isinstance(app.screen, ReferralForm) and app.focused is app.screen.field("status").control)
        await pilot.press("r", "tab", *"Penuh", "ctrl+s")
        await see(app, "Obstacle: Penuh")
        await pilot.press("D")
        await until(lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await see(app, "i f writes a referral")
        assert book.parts(Referral, case.code) == []
        await pilot.press("u")
        await see(app, "Obstacle: Penuh")


async def test_the_cursor_goes_from_entry_to_entry_and_enter_opens_it(
    app: LingkarApp, book: Casebook, case: Case
) -> None:
    for number in range(12):
        task(book, case, f"Tugas {number}", number)
    async with case_file(app, case.code, (60, 20)) as pilot:
        await pilot.press("4", *["down"] * 9)
        await pilot.pause()
        assert line_of(shown(app).splitlines(), "┃ Tugas").split()[2] == "9"
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, TaskForm) and bool(app.focused))
        assert app.screen.field("text").typed == "Tugas 9"  # type: ignore[attr-defined]
        await pilot.press("tab", "tab", "+", "1", "ctrl+s")  # it moves up
        await until(lambda: "┃ Tugas 9" in shown(app))


async def test_hidden_text_is_hidden_and_its_forms_stay_closed(app: LingkarApp, book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="Rahasia")
    task(book, case, "Rahasia", 1, goal=goal.id, carried_over="Rahasia")
    refer(book, case, "Rahasia", reason="Rahasia", status="rejected", barrier="Rahasia")
    book.add(Intervention, case.code, kind="crisis", level="micro", text="Rahasia")
    book.add(TeamMember, case.code, name="Rahasia", discipline="kin", organisation="Rahasia", contact="Rahasia")
    async with case_file(app, case.code, (80, 40)) as pilot:
        await pilot.press("4", "asterisk")
        await see(app, "1 open")
        await pilot.pause()
        assert "Rahasia" not in shown(app)
        for key in ("f", "enter", "D", "i"):
            screen = app.screen
            await pilot.press(key)
            await see(app, "press * to show it first")
            assert app.screen is screen
        await pilot.press("asterisk")
        await see(app, "Rahasia")


async def test_it_fits_the_smallest_screen_whatever_is_in_it(app: LingkarApp, book: Casebook, case: Case) -> None:
    use("id")
    task(book, case, HOSTILE, -1)
    task(book, case, LONG, 2)
    refer(book, case, HOSTILE, -400, reason=LONG, status="sent")
    book.add(TeamMember, case.code, name=HOSTILE, discipline="village", contact=HOSTILE)
    async with case_file(app, case.code, (60, 20)) as pilot:
        for key in ("4", "down", "down", "down", "G", "g"):
            await pilot.press(key)
            await pilot.pause()
            text = shown(app)
            assert "\x1b" not in text
            assert "┃" in text
        assert "[bold]x[/bold]" in text


def test_a_goal_that_does_not_fit_beside_stands_whole_below(book: Casebook, case: Case) -> None:
    goal = book.add(Goal, case.code, statement="Anak kembali ke sekolah")
    task(book, case, "Surat", 1, goal=goal.id)
    lines = plain(book, case, 50)
    assert lines[2:4] == ["  nobody yet · due 22 Nov 2026", "  for: Anak kembali ke sekolah"]
