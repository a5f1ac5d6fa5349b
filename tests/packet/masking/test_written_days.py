"""Days written in a note: every form is told anew, and what is no day stays."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.packet.masking import written_days

NEAR = date(2026, 11, 20)


def told(text: str, near: date | None = NEAR) -> str:
    pieces, end = [], 0
    for span in written_days.find(text, lambda day: f"<{day:%Y-%m-%d}>", near):
        pieces += [text[end : span.start], span.token]
        end = span.end
    return "".join([*pieces, text[end:]])


@pytest.mark.parametrize(
    "form",
    [
        "12 November 2026", "12 NOVEMBER 2026", "12 nov 2026", "12 Nop. 2026", "12 Nopember '26", "12/11/2026",
        "12-11-2026",
        "12.11.2026", "12-11-26", "12/11/26", "2026-11-12", "2026/11/12", "12-nov-26", "12nov2026",
        "12th of November 2026",
        "November 12, 2026", "november 12th, 2026", "Nov 12", "12 Nov", "12\nNov\n2026", "12 - 11 - 2026",
    ],
)  # fmt: skip
def test_a_day_is_told_in_every_form(form: str) -> None:
    assert told(f"Kamis, {form}, ibu datang") == "Kamis, <2026-11-12>, ibu datang"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tgl 12/11 dan tanggal 12 11 2026", "tgl <2026-11-12> dan tanggal <2026-11-12>"),
        ("on 3 12 2026, at 12 11", "on <2026-12-03>, at 12 11"),
        ("12-14 November 2026", "<2026-11-12>-<2026-11-14>"),
        ("12 s/d 14 Nov", "<2026-11-12> s/d <2026-11-14>"),
        ("dari 28 Nov - 3 Des 2026", "dari <2026-11-28> - <2026-12-03>"),
        ("3 Jan", "<2027-01-03>"),  # the nearest
        ("12 Nov 26 anak hadir", "<2026-11-12> 26 anak hadir"),
        ("2026-11-12T09:30", "<2026-11-12>T09:30"),
        ("12/31/2026", "<2026-12-31>"),  # nothing else can be meant
        ("31/02/2026, 30 Februari 2026", "[DATE], [DATE]"),
        ("lahir 5 Mei 85, 5 Mei 85 orang", "lahir <1985-05-05>, <2027-05-05> 85 orang"),
        ("5-5-85", "<1985-05-05>"),
    ],
)
def test_parts_and_neighbours(text: str, expected: str) -> None:
    assert told(text) == expected


def test_without_a_near_day_a_day_without_its_year_is_unknown() -> None:
    assert told("12 Nov, 13/11/2026, Nov 14", near=None) == "[DATE], <2026-11-13>, [DATE]"


@pytest.mark.parametrize(
    "text",
    [
        "jam 08.30, 10.00-12.00, 08.30.15", "1/2 porsi, 3-4 kali, 2x", "Rp1.500.000", "tahun 2026, November 2026",
        "17 anak",
        "tensi 120/80, skor 7/10, RT 03/05", "45/13/2026", "surat 470/12/11/2026", "bulan mei 12 anak",
        "the 12 may come",
        "17 Agustusan", "0812-11-2026", "pada hari itu", "",
    ],
)  # fmt: skip
def test_what_is_no_day_stays(text: str) -> None:
    assert told(text) == text


@given(st.text(st.sampled_from("0123456789 .-/'\nnovmeijuagstdrl,") | st.characters(codec="utf-8"), max_size=40))
@example("٣١/١٢/٢٠٢٦")
@example("²/11/2026")
@example("99 Nov 0000")
def test_any_text_is_read(text: str) -> None:
    end = 0
    for span in written_days.find(text, str, NEAR):
        assert end <= span.start < span.end <= len(text)
        assert span.token
        end = span.end


def test_long_runs_end() -> None:
    for piece in (" ", "1", "1.", "12 ", "nov ", "12-", "12 nov - "):
        written_days.find(piece * 20_000, str, NEAR)
