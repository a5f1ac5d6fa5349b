"""A morning in a real terminal: eleven cases worked to an empty queue by keyboard, with a kill -9 in the middle."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store import Casebook, open_casebook
from store.language import use
from store.model import Flag, Referral, ReferralStatus, Task
from tests.conftest import days_ago
from tests.journeys.screen import Screen

ALIASES = ("Bu C", "Anak B", "Pak D", "Kel. F", "Ibu E", "Oma G", "Nn. H", "Tn. I", "RT 04", "Adik J", "Bu K")
"""The order of the review: danger, appointment, contact, task, note, review, referral, stuck."""

WORDS = {
    "en": ["Contact with", "next contact", "Nothing more needs you here", "You have been through all 11 cases",
           "7 days late", "put off until", "Sign this note?", "need you today"],
    "id": ["Kontak dengan", "kontak berikut", "Tidak ada lagi yang menunggu",
           "Semua kasus yang menunggu Anda hari ini (11)", "lewat 7 hari",
           "ditunda sampai", "Tanda tangani catatan ini?", "menunggu Anda hari ini"],
}  # fmt: skip


@pytest.mark.parametrize("language", ["id", pytest.param("en", marks=pytest.mark.thorough)])
def test_a_morning_with_eleven_cases(tmp_path: Path, language: str) -> None:
    book = tmp_path / "book"
    codes = build(book)
    contact, planned, nothing, through, late, off, sign, needs = WORDS[language]
    with Screen(book, language=language) as screen:
        screen.wait_for(f"11 {needs}", codes[0])
        screen.press("r")
        screen.wait_for(codes[0], "Bu C", "1 ", "11")
        for place in (0, 1):  # in danger: they stay in the queue until one goes on
            screen.wait_for(codes[place], ALIASES[place])
            screen.press("l", "ctrl+s")
            screen.wait_for(f"{contact} {codes[place]}")
            screen.press("space")
        for place in (2, 3):
            screen.wait_for(codes[place], ALIASES[place])
            screen.press("l", "ctrl+s")
            screen.wait_for(nothing)
            screen.press("space")
        screen.wait_for(codes[4], "Ibu E")
        screen.press("d", "+2", "enter")
        screen.wait_for(f"{codes[4]}: {planned}", nothing)
        screen.child.kill()
        screen.child.wait()
    with Screen(book, language=language) as screen:
        screen.wait_for(f"6 {needs}")
        screen.press("r")
        screen.wait_for(codes[5], "Oma G", "6 ", "11", "Beli seragam", late)
        screen.press("f")
        screen.wait_for(nothing)
        screen.press("space")
        screen.wait_for(codes[6], "Nn. H")
        screen.press("f")
        screen.wait_for("Bertemu di rumah, belum selesai")
        screen.press("ctrl+g")
        screen.wait_for(sign)
        screen.press("ctrl+s")
        screen.wait_for(nothing)
        screen.press("space")
        screen.wait_for(codes[7], "Tn. I")
        screen.press("f", "Menelepon. Diangkat anaknya.", "ctrl+g")
        screen.wait_for(sign)
        screen.press("ctrl+s")
        screen.wait_for(nothing)
        screen.press("space")
        screen.wait_for(codes[8], "RT 04")
        screen.press("f", "ctrl+s")
        screen.wait_for(nothing)
        screen.press("space")
        screen.wait_for(codes[9], "Adik J", "Dinas Sosial")
        screen.press("f", "right", "ctrl+s")  # it was sent, and is accepted now
        screen.wait_for(nothing)
        screen.press("space")
        screen.wait_for(codes[10], "Bu K")
        screen.press("p", "Rapat desa baru minggu depan", "enter")
        screen.wait_for(off)
        screen.press("space")  # what concerns the book as a whole: it has no backup
        screen.wait_for(through)
        screen.press("escape")
        assert needs not in screen.wait_for("Lingkar", codes[10])
        screen.press("q")
        assert screen.ends() == 0
    check(book, codes)


def build(folder: Path) -> list[str]:
    """A book in which eleven cases need their worker today, each for another reason, and two do not."""
    now = datetime.now().astimezone().replace(microsecond=0)

    def day(ahead: int) -> date:
        return now.date() + timedelta(days=ahead)

    with open_casebook(folder, clock=lambda: now) as book:
        codes = [_met(book, alias, now) for alias in ALIASES]
        critical, danger, today, _silent, missed, task, draft, empty, review, referral, _stuck = codes
        book.add(Flag, critical, type="self_harm", level="critical", since=day(-1), safety_plan="Ditemani kakaknya.")
        book.add(Flag, danger, type="child_abuse", level="high", since=day(-5), safety_plan="Nenek menjemput.")
        book.set_next_contact(today, day(0))
        with days_ago(book, 1):
            book.set_next_contact(missed, day(-1))
        book.add(Task, task, text="Beli seragam", due=day(-7), owner="worker")
        book.add_note(draft, body="Bertemu di rumah, belum selesai.", mode="home_visit", at=now - timedelta(days=1))
        book.log_contact(empty, mode="phone", outcome="reached", at=now - timedelta(days=1))
        book.edit_case(review, next_review=day(-2))
        book.add(Referral, referral, to="Dinas Sosial", reason="KIP", status="sent", sent_on=day(-9), follow_up=day(-1))
        _met(book, "Bu L", now)
        resting = _met(book, "Pak M", now)
        with days_ago(book, 3):
            book.set_next_contact(resting, day(-3))
        book.hold(book.cases()[-1].code, "Keluarga mudik")
    use("en")
    return codes


def _met(book: Casebook, alias: str, now: datetime) -> str:
    """A case that was reached two days ago; one was never reached, one has been in its phase for long."""
    ago = {"Kel. F": 10, "Bu K": 40}.get(alias, 5)
    case = book.add_case(alias=alias, size="family", opened=now.date() - timedelta(days=ago))
    if alias != "Kel. F":
        book.add_note(case.code, body="Bertemu.", mode="home_visit", sign=True, at=now - timedelta(days=2))
    return case.code


def check(folder: Path, codes: list[str]) -> None:
    """What the morning left in the book."""
    with open_casebook(folder, create=False) as book:
        assert book.needs_today() == frozenset()
        acts = {one.code: one.acts for one in book.review_day(book.today()).looked}
        assert list(acts) == codes
        assert [acts[code] for code in codes[:6]] == [("contact",)] * 4 + [("next_contact",), ("finish",)]
        assert [one.status for one in book.parts(Referral, codes[9])] == [ReferralStatus.ACCEPTED]
        assert all(not note.is_draft for code in codes[6:8] for note in book.notes(code))
        put_off = book.case(codes[10]).put_off
        assert put_off is not None
        assert put_off.reason == "Rapat desa baru minggu depan"
