"""Keys pressed faster than the program works, as after a slow disk: none overtakes another, none goes astray."""

from pathlib import Path

from store import open_casebook
from store.model import ContactMode
from tests.journeys.screen import Screen


def test_a_whole_note_in_one_burst(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "book") as book:
        code = book.add_case(alias="Bu S", size="family").code
    text = "Bertemu di rumah, anak tidur, tetangga ikut menjaga. " * 6
    with Screen(tmp_path / "book") as screen:
        screen.wait_for(code)
        screen.burst("n", text, "ctrl+g", "h", "ctrl+s")
        screen.wait_for(f"Note on {code} signed")
        screen.burst("n", "Satu lagi.", "ctrl+s", "a")
        screen.wait_for("Consent or another legal basis")
        screen.burst("escape")
        screen.wait_without("Consent or another legal basis")
        screen.burst("n", "Yang ketiga.", "ctrl+q")
        assert screen.ends() == 0
    with open_casebook(tmp_path / "book", create=False) as book:
        assert sorted(note.body for note in book.notes(code)) == sorted([text.strip(), "Satu lagi.", "Yang ketiga."])
        assert len(book.history(code)) == 1


def test_notes_in_one_burst_where_a_letter_opens_a_list(tmp_path: Path) -> None:
    """In Indonesian several contacts begin with k: the list that opens holds up none of the keys behind it."""
    with open_casebook(tmp_path / "book") as book:
        code = book.add_case(alias="Bu S", size="family").code
    with Screen(tmp_path / "book", language="id") as screen:
        screen.wait_for(code)
        screen.burst(
            "n", "Satu.", "ctrl+g", "k", "ctrl+s", "n", "Dua.", "ctrl+g", "k", "ctrl+g", "n", "Tiga.", "ctrl+s"
        )
        screen.burst("n", "Empat.", "ctrl+g", "k", "tab", "tab", "ctrl+s", "ctrl+q")
        assert screen.ends() == 0
    with open_casebook(tmp_path / "book", create=False) as book:
        notes = sorted((note.body, note.is_signed, note.mode) for note in book.notes(code))
        drafted, signed = ContactMode.ADMIN, ContactMode.HOME_VISIT
        assert notes == [
            ("Dua.", True, signed), ("Empat.", True, signed), ("Satu.", True, signed), ("Tiga.", False, drafted),
        ]  # fmt: skip


def test_a_whole_form_in_one_burst(tmp_path: Path) -> None:
    with Screen(tmp_path / "book", words="--plain") as screen:
        screen.wait_for("empty")
        screen.burst("c", "Bu S", "tab", "f", "tab", "tab", "Siti Aminah", "tab", "Suami kehilangan kerja", "ctrl+s")
        screen.wait_for("added")
    with open_casebook(tmp_path / "book", create=False) as book:
        (case,) = book.cases()
        assert (case.alias, case.size, case.client_name, case.presenting_problem) == (
            "Bu S", "family", "Siti Aminah", "Suami kehilangan kerja",
        )  # fmt: skip
