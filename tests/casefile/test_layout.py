"""Lines of a width: a day is never broken, a long name stands above its value, a text that goes on says so."""

from tui.casefile.layout import fact, opening, paragraph


def test_a_day_stays_on_one_line() -> None:
    lines = [line.plain for line in paragraph("3 Aug 2026 (done), 19 Nov 2026", 26)]
    assert lines == ["3 Aug 2026 (done),", "19 Nov 2026"]


def test_a_name_too_wide_for_its_column_stands_above_the_value() -> None:
    lines = [line.plain for line in fact("  Client's part in the ending", "Agreed with the client", 56, 18)]
    assert lines == ["  Client's part in the ending", " " * 20 + "Agreed with the client"]


def test_what_goes_on_is_cut_behind_a_word() -> None:
    lines = [line.plain for line in opening("Grandmother has heard what happened and still wants that", 20)]
    assert lines == ["  Grandmother has", "  heard what…"]
