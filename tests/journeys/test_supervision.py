"""From a question in a note to what became of it: a packet is made, looked at, written, and answered, by keyboard."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from store import Casebook, open_casebook
from store.language import _, use
from store.model import Person
from store.model.disguise import MaskLevel, MaskWord
from store.model.outside import OutsideKind
from tests.journeys.screen import Screen

WORDS = {
    "en": ["signed", "Full masking", "1 to decide", "Written:", "After supervision", "written down",
           "enter write the file"],
    "id": ["ditandatangani", "Disamarkan penuh", "1 perlu keputusan", "Ditulis:", "Setelah supervisi", "dicatat",
           "enter tulis"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "columns", "lines"), [("en", 140, 40), ("id", 80, 24)])
def test_a_question_and_its_answer(tmp_path: Path, language: str, columns: int, lines: int) -> None:
    home, folder = tmp_path / "home", tmp_path / "book"
    home.mkdir()
    code = fill(folder)
    signed, full, doubt, written, after, down, ready = WORDS[language]
    with Screen(folder, language=language, columns=columns, lines=lines, env=at_home(home)) as screen:
        screen.wait_for(code)
        screen.press("n", "Bu Siti di rumah, hp 0812 3456 7890. Tadi Rahmat datang.", "enter", "Apakah aman?", "ctrl+t")
        screen.wait_for("(?) Apakah aman?")
        screen.press("ctrl+g", {"en": "h", "id": "k"}[language], "ctrl+s")  # a visit
        screen.wait_for(signed)
        screen.press("x")
        screen.wait_for(full)
        screen.press("enter")
        screen.wait_for(doubt, "Rahmat")
        screen.press("m", "enter")
        screen.wait_for(ready)
        screen.press("enter")
        screen.wait_for(written)
        screen.press("ctrl+t")
        screen.wait_for(after, "Apakah aman?")
        screen.press("tab", "tab", "Tinggal di rumah bibi dulu.", "ctrl+s")
        screen.wait_for(down)
        screen.press("x", "enter")
        screen.wait_for(ready)
        screen.press("enter")
        screen.wait_for("_2.pdf")
        screen.press("q")
        assert screen.ends() == 0
    use(language)
    first, second = (read(path) for path in sorted(home.iterdir()))
    for told in (first, second):
        assert not [secret for secret in ("Siti", "Aminah", "Rahmat", "0812", "7890") if secret in told]
        assert _("[PHONE]") in told
    assert first.index("Apakah aman?") < first.rindex(_("[PHONE]"))  # the questions come first
    assert "Tinggal di rumah bibi dulu." in second
    check(folder, code)


def fill(folder: Path) -> str:
    """A book with a case, whose client and whose mother are known by name."""
    use("en")
    with open_casebook(folder) as book:
        code = book.add_case(alias="Anak R", size="individual", client_name="Rizki", presenting_problem="x").code
        book.add(Person, code, alias="Siti", name="Siti Aminah", kin_role="ibu", is_member=False)
    return code


def at_home(home: Path) -> dict[str, str]:
    """An empty home folder, without a folder for documents."""
    return {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "none"), "XDG_DOCUMENTS_DIR": str(home / "none")}


def read(path: Path) -> str:
    """The text of a packet."""
    pages = PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def check(folder: Path, code: str) -> None:
    """What the book remembers."""
    with open_casebook(folder, create=False) as book:
        out: Casebook = book
        assert [(one.kind, one.level, one.codes) for one in out.outside()] == [
            (OutsideKind.EXPORT, MaskLevel.FULL, (code,))
        ] * 2
        assert [(word.text, word.may_stay) for word in out.parts(MaskWord, code)] == [("Rahmat", False)]
        assert [cover.role for cover in out.disguise_of(code).covers]
