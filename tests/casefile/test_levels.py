"""What the overview says of the work as a whole, in two languages, at any width, hidden and not."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Case, Casebook
from store.language import use
from store.model import Goal, Intervention
from tests.casefile.conftest import unruled
from tests.conftest import MORNING
from tests.forms.host import HOSTILE, LONG
from tui.casefile.history import history_lines
from tui.casefile.levels_lines import levels_lines
from tui.casefile.reading import HIDDEN, Reading


def told(book: Casebook, code: str, width: int = 78, hidden: bool = False) -> str:
    lines = levels_lines(Reading(book, code, hidden), width)
    assert all(line.cell_length <= width for line in lines)
    return "\n".join(unruled(line.plain).rstrip() for line in lines)


@pytest.fixture
def assessed(book: Casebook, case: Case) -> str:
    """A case in which everything is written, with a macro case above it."""
    code = case.code
    book.edit_case(
        code, strengths="Nenek siap menerima", needs_rights="Akta belum ada", tasks_roles="Kakak", coping="Bu Guru",
        worker_roles=["broker", "advocate"], function="rehabilitation", collective_issues="akses sekolah",
    )  # fmt: skip
    for level in ("macro", "micro", "micro"):
        book.add(Goal, code, statement="x", level=level)
    book.add(Goal, code, statement="dropped", level="mezzo", status="dropped")
    book.add(Intervention, code, kind="system_change", level="mezzo")
    book.add(Intervention, code, kind="counselling", level="micro")
    book.link(code, book.add_case(alias="Forum konstituen", size="society").code)
    book.decide(code, "replan", "Nenek masih ragu")
    return code


def test_everything_under_its_heading(book: Casebook, assessed: str) -> None:
    text = told(book, assessed)
    assert text.split("\n\n")[0].splitlines() == [
        "Decision of the evaluation", "  Plan anew · 21 Nov 2026", "  Nenek masih ragu",
    ]  # fmt: skip
    for line in (
        "Strengths and resources\n  Nenek siap menerima",
        "Social functioning\n  Needs and rights      Akta belum ada\n  Tasks and roles       Kakak\n",
        "  Coping with problems  Bu Guru",
        "  Practice function  Social rehabilitation",
        "  Worker's roles     Broker, Advocate",
        "  Works at           Micro: 2 goals, 1 intervention · Mezzo: 1 intervention ·",
        "  Collective issues  akses sekolah",
        "Linked cases · i k opens one\n  Part of  K-2026-002 · Forum konstituen · society · Engagement",
    ):
        assert line in text


def test_a_macro_case_shows_the_cases_behind_it_with_their_phase(book: Casebook, assessed: str) -> None:
    other = book.add_case(alias="Pak D", size="individual").code
    book.link("K-2026-002", other)
    book.advance(other, reason="The court set this day already")
    assert told(book, "K-2026-002").endswith(
        "  Behind it  K-2026-001 · Bu S · family · Engagement\n"
        "             K-2026-003 · Pak D · individual · Assessment"
    )


def test_with_nothing_known_it_says_how_to_begin(book: Casebook, case: Case) -> None:
    assert told(book, case.code).endswith("not yet · i s")
    book.terminate(case.code, reason="duplicate", outcome="same", summary="x")
    assert told(book, case.code) == "Assessment\n  not recorded"


def test_hidden_text_hides_all_client_text(book: Casebook, assessed: str) -> None:
    text = told(book, assessed, hidden=True)
    for secret in ("Nenek", "Akta", "Kakak", "Guru", "sekolah", "Forum"):
        assert secret not in text
    assert text.count(HIDDEN) == 6  # the reason, the strengths, three of functioning, the issues
    assert "Broker" in text
    assert "K-2026-002 · society · Engagement" in text


def test_closed_and_archived_and_erased_cases_are_told_without_the_archive(book: Casebook, case: Case) -> None:
    book.clock = lambda: MORNING - timedelta(days=60)  # type: ignore[method-assign]
    old, gone = (book.add_case(alias=alias, size="family").code for alias in ("Lama", "Hapus"))
    book.link(case.code, old)
    book.terminate(old, reason="duplicate", outcome="same", summary="x")
    book.clock = lambda: MORNING  # type: ignore[method-assign]
    book.file_away(old)
    linked = book.case(case.code).changed(linked=(old, "K-2020-007"))
    book.add_records([linked])
    text = told(book, case.code)
    assert f"Beside it  {old} · Lama · family · closed" in text
    assert "Gone       K-2020-007, not in the book any more" in text
    assert gone not in text
    assert not book._archive.is_read


def test_both_languages_say_all_of_it(book: Casebook, assessed: str) -> None:
    english = told(book, assessed)
    use("id")
    indonesian = told(book, assessed)
    for text in ("Nenek siap menerima", "Akta belum ada", "akses sekolah", "K-2026-002"):
        assert text in indonesian
    assert "21 Nov 2026" in english
    assert len(indonesian.split("\n\n")) == len(english.split("\n\n"))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.sampled_from([HOSTILE, LONG[:2000], "[/]"]), width=st.integers(30, 130))
def test_any_text_fits_any_width(book: Casebook, assessed: str, text: str, width: int) -> None:
    book.edit_case(assessed, strengths=text, coping=text, collective_issues=[text])
    assert "\x1b" not in told(book, assessed, width)


def test_a_decision_goes_into_the_history_when_the_case_moves_on(book: Casebook, assessed: str) -> None:
    book.advance(assessed, "A reason that is long enough.")
    assert "Decision of the evaluation" not in told(book, assessed)
    for hidden, why in ((False, "Nenek masih ragu"), (True, HIDDEN)):
        said = " ".join(line.plain.strip() for line in history_lines(Reading(book, assessed, hidden), 78))
        assert f"Decision: Plan anew, 21 Nov 2026: {why}" in said
