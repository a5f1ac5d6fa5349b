"""The forms of the plan: what they ask for and when, what follows from an answer, and that nothing typed is lost."""

from datetime import date

import pytest
from textual.widgets import Static

from store import Case, Casebook
from store.model import Goal, Intervention, Referral, Resource, Task, TeamMember
from tests.casework.conftest import TODAY
from tests.casework.forms import saved
from tests.forms.host import fill, opened, shown, text_of, under, until
from tui.casework.part_form import PartForm
from tui.casework.plan import InterventionForm, TaskForm, TeamForm
from tui.casework.referral import ReferralForm
from tui.forms.choice_field import ChoiceField


def asked(form: PartForm) -> set[str]:
    """The names of the fields that are in sight."""
    return {field.key for field in form.fields}


@pytest.fixture
def dinas(book: Casebook) -> Resource:
    return book.add_resource(
        name="Dinas Sosial", kind="societal", gives="Sembako", conditions="KTP setempat", contact="Bu Ani", area="Kota"
    )


def refused(book: Casebook, code: str, resource: Resource, barrier: str) -> None:
    book.add(
        Referral, code, to=resource.name, resource=resource.id, reason="PKH", follow_up=TODAY, status="rejected",
        barrier=barrier,
    )  # fmt: skip


# Tasks


async def test_a_new_task_is_who_does_what_until_when(book: Casebook, case: Case) -> None:
    form = TaskForm(case.code)
    async with opened(book, form) as pilot:
        assert asked(form) == {"text", "owner", "due", "status"}, "no goal to serve, and nothing to carry over"
        await pilot.press("ctrl+s")
        assert under(form.field("text")) == "This is needed."
        await pilot.press(*"Kunjungan", "tab", "f", "tab", "+", "7")
        await saved(pilot)
    (task,) = book.parts(Task, case.code)
    assert (task.text, task.owner, task.due) == ("Kunjungan", "family", date(2026, 11, 28))
    assert (task.status, task.goal, task.done_on) == ("open", "", None)


async def test_a_task_serves_the_goal_under_the_cursor_and_no_dropped_one(book: Casebook, case: Case) -> None:
    first = book.add(Goal, case.code, statement="Anak\nbersekolah")
    gone = book.add(Goal, case.code, statement="Pindah rumah", status="dropped")
    form = TaskForm(case.code, about=first.id)
    async with opened(book, form) as pilot:
        goal = form.field("goal")
        assert isinstance(goal, ChoiceField)
        assert [words for _value, words in goal.choice.options] == ["no goal", "Anak bersekolah"]
        await fill(pilot, text="Kunjungan")
        await saved(pilot)
    (task,) = book.parts(Task, case.code)
    assert task.goal == first.id
    old = book.add(Task, case.code, text="Cari rumah", goal=gone.id)
    async with opened(book, TaskForm(case.code, old.id)) as pilot:
        assert "Pindah rumah" in shown(pilot.app), "what it serves stays to be seen"


async def test_a_new_task_is_the_workers_unless_another_is_chosen(book: Casebook, case: Case) -> None:
    async with opened(book, TaskForm(case.code)) as pilot:
        await fill(pilot, text="Kunjungan")
        await saved(pilot)
    (task,) = book.parts(Task, case.code)
    assert task.owner == "worker"
    nobodys = book.change(task, owner=None)
    form = TaskForm(case.code, nobodys.id)
    async with opened(book, form):
        assert form.field("owner").value is None


async def test_another_status_asks_for_other_things(book: Casebook, case: Case) -> None:
    task = book.add(Task, case.code, text="Kunjungan")
    form = TaskForm(case.code, task.id, "carried_over")
    async with opened(book, form) as pilot:
        assert asked(form) == {"text", "owner", "due", "status", "carried_over"}
        assert form.field("carried_over").control.has_focus
        await fill(pilot, status="cancelled")
        assert asked(form) == {"text", "owner", "due", "status"}
        await fill(pilot, status="doing", carried_over="Menunggu akta")
        await fill(pilot, status="done")
        assert asked(form) >= {"done_on", "carried_over"}, "what was typed is not dropped unseen"
        await fill(pilot, done_on="besok")
        await pilot.press("ctrl+s")
        assert under(form.field("done_on")).splitlines()[0] == "This day has not come yet."
        await fill(pilot, done_on="kemarin")
        await saved(pilot)
    kept = book.part(Task, task.id)
    assert (kept.status, kept.done_on, kept.carried_over) == ("done", date(2026, 11, 20), "Menunggu akta")


async def test_a_field_out_of_sight_does_not_get_the_focus(book: Casebook, case: Case) -> None:
    done = book.add(Task, case.code, text="Kunjungan", status="done")
    form = TaskForm(case.code, done.id, "carried_over")
    async with opened(book, form):
        assert form.field("text").control.has_focus


# Interventions


async def test_level_and_role_are_suggested_from_the_case(book: Casebook, case: Case) -> None:
    book.edit_case(case.code, level="mezzo", worker_roles=["broker"])
    form = InterventionForm(case.code)
    async with opened(book, form) as pilot:
        assert (form.field("level").value, form.field("role").value) == ("mezzo", "broker")
        assert text_of(form.field("since")) == "21 Nov 2026"
        await pilot.press("ctrl+s")
        assert under(form.field("kind")).splitlines()[0] == "This is needed."
        await fill(pilot, kind="advocacy_policy", level="macro", text="Audiensi")
        await saved(pilot)
    (kept,) = book.parts(Intervention, case.code)
    assert (kept.kind, kept.level, kept.role, kept.text) == ("advocacy_policy", "macro", "broker", "Audiensi")
    assert (kept.since, kept.until) == (TODAY, None)


async def test_several_roles_in_the_case_suggest_none_and_an_old_one_keeps_its_own(book: Casebook, case: Case) -> None:
    book.edit_case(case.code, worker_roles=["broker", "advocate"])
    form = InterventionForm(case.code)
    async with opened(book, form):
        assert form.field("role").value is None
    book.edit_case(case.code, worker_roles=["broker"], level="macro")
    old = book.add(Intervention, case.code, kind="education", level="micro")
    again = InterventionForm(case.code, old.id)
    async with opened(book, again):
        assert (again.field("level").value, again.field("role").value) == ("micro", None)


async def test_days_that_make_no_sense_are_said(book: Casebook, case: Case) -> None:
    form = InterventionForm(case.code)
    async with opened(book, form) as pilot:
        for since, until_day, field, sentence in (
            ("besok", "", "since", "This day has not come yet."),
            ("20 Nov 2026", "19 Nov 2026", "until", "This is before 20 Nov 2026."),
            ("20 Nov 2026", "besok", "until", "This day has not come yet."),
            ("20 Nov 2026", "kapan", "until", "“kapan” is not a day."),
        ):
            await fill(pilot, kind="crisis", since=since, until=until_day)
            await pilot.press("ctrl+s")
            assert under(form.field(field)).startswith(sentence)
            assert pilot.app.answers == []  # type: ignore[attr-defined]


# Referrals


async def test_a_referral_to_a_resource_shows_what_is_known_of_it(book: Casebook, case: Case, dinas: Resource) -> None:
    other = book.add_case(alias="Kel. H", size="family").code
    for barrier in ("Kuota habis", "kuota habis.", "Belum pindah KK"):
        refused(book, other, dinas, barrier)
    form = ReferralForm(case.code)
    async with opened(book, form, (80, 40)) as pilot:
        assert "to" in asked(form)
        assert not form.query_one("#of-resource", Static).display
        assert text_of(form.field("follow_up")) == "28 Nov 2026", "an answer is waited for a week"
        await pilot.press("d")
        await pilot.pause()
        assert "to" not in asked(form)
        for words in (
            "Sembako", "Conditions: KTP setempat", "Contact: Bu Ani", "3 referrals so far: rejected 3",
            "rejected: kuota habis (2 times)", "rejected: Belum pindah KK",
        ):  # fmt: skip
            assert words in shown(pilot.app)
        await pilot.press("tab", *"KIP")
        await saved(pilot)
    (kept,) = book.parts(Referral, case.code)
    assert (kept.to, kept.resource, kept.reason) == ("Dinas Sosial", dinas.id, "KIP")
    assert (kept.status, kept.follow_up, kept.sent_on) == ("draft", date(2026, 11, 28), None)


async def test_a_referral_to_a_name(book: Casebook, case: Case, dinas: Resource) -> None:
    form = ReferralForm(case.code)
    async with opened(book, form) as pilot:
        await pilot.press("d", "home")
        await pilot.pause()
        assert not form.query_one("#of-resource", Static).display
        await fill(pilot, to="Bu Tini", reason="Menjaga anak", status="sent", sent_on="kemarin")
        await saved(pilot)
    (kept,) = book.parts(Referral, case.code)
    assert (kept.to, kept.resource, kept.sent_on) == ("Bu Tini", "", date(2026, 11, 20))


async def test_without_a_directory_only_the_name_is_asked(book: Casebook, case: Case) -> None:
    form = ReferralForm(case.code)
    async with opened(book, form) as pilot:
        assert asked(form) == {"to", "reason", "follow_up", "status"}
        await pilot.press("ctrl+s")
        assert [field.key for field in form.fields if field.has_class("-wrong")] == ["to", "reason"]


async def test_a_failed_referral_asks_what_stood_in_the_way(book: Casebook, case: Case) -> None:
    sent = book.add(
        Referral, case.code, to="Dinas", reason="KIP", follow_up=TODAY, status="sent", sent_on=date(2026, 11, 10)
    )
    form = ReferralForm(case.code, sent.id, "status")
    async with opened(book, form, (60, 20)) as pilot:
        assert form.field("status").control.has_focus
        assert not asked(form) & {"barrier", "answered_on"}
        await pilot.press("r")
        await pilot.pause()
        assert asked(form) >= {"sent_on", "answered_on", "barrier"}
        await until(pilot, lambda: "What stood in the way" in shown(pilot.app))
        await fill(pilot, answered_on="9 Nov 2026")
        await pilot.press("ctrl+s")
        assert under(form.field("barrier")).splitlines()[0] == "This is needed."
        assert under(form.field("answered_on")).splitlines()[0] == "This is before 10 Nov 2026."
        await fill(pilot, answered_on="", barrier="Kuota habis")
        await saved(pilot)
    kept = book.part(Referral, sent.id)
    assert (kept.status, kept.barrier, kept.answered_on) == ("rejected", "Kuota habis", TODAY)
    assert kept.sent_on == date(2026, 11, 10)


async def test_a_referral_whose_resource_is_gone_keeps_its_name_or_gets_another(
    book: Casebook, case: Case, dinas: Resource
) -> None:
    book.add_resource(name="Puskesmas", kind="societal")
    refused(book, case.code, dinas, "Kuota habis")
    (kept,) = book.parts(Referral, case.code)
    book.remove_resource(dinas.id)
    form = ReferralForm(case.code, kept.id)
    async with opened(book, form) as pilot:
        assert text_of(form.field("to")) == "Dinas Sosial"
        await fill(pilot, reason="PKH lagi")
        await saved(pilot)
    assert book.part(Referral, kept.id).to == "Dinas Sosial"
    form = ReferralForm(case.code, kept.id)
    async with opened(book, form) as pilot:
        await fill(pilot, to="Bu Tini")
        await saved(pilot)
    again = book.part(Referral, kept.id)
    assert (again.to, again.resource) == ("Bu Tini", "")


async def test_another_resource_is_another_name(book: Casebook, case: Case, dinas: Resource) -> None:
    pusk = book.add_resource(name="Puskesmas", kind="societal")
    refused(book, case.code, dinas, "Kuota habis")
    (kept,) = book.parts(Referral, case.code)
    async with opened(book, ReferralForm(case.code, kept.id)) as pilot:
        await fill(pilot, resource=pusk.id)
        await saved(pilot)
    again = book.part(Referral, kept.id)
    assert (again.to, again.resource) == ("Puskesmas", pusk.id)


# The team


async def test_a_member_of_the_team_and_what_they_may_know(book: Casebook, case: Case) -> None:
    form = TeamForm(case.code)
    async with opened(book, form) as pilot:
        await fill(pilot, name="Bu Rina", discipline="teacher", organisation="SDN 3", system_role="action")
        form.field("may_see").control.focus()
        await pilot.press("space")
        await saved(pilot)
    (kept,) = book.parts(TeamMember, case.code)
    assert (kept.name, kept.discipline, kept.organisation) == ("Bu Rina", "teacher", "SDN 3")
    assert (kept.system_role, kept.may_see) == ("action", True)
    form = TeamForm(case.code, kept.id, "may_see")
    async with opened(book, form) as pilot:
        await pilot.press("space")
        await saved(pilot)
    assert book.part(TeamMember, kept.id).may_see is False
