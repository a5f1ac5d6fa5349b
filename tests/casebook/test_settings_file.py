"""The file of the settings: any mixture of sound and wrong lines is read, told with its line, and left to its hand."""

import errno
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Casebook, InvalidInput, NotSaved, Refused, open_casebook
from store.language import use
from store.settings import Settings
from store.settings_file import FIELDS, NAME, leaves, lines, merged, read, write
from store.vault import disk

USUAL = Settings().document()


def put(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / NAME
    path.write_text(text, encoding="utf-8", newline="")
    return path


# Any mixture of lines

SOUND = {
    "language": ['"id"', '"en"', '""'], "theme": ['"lingkar-light"', "'x'"], "show_names": ["true", "false"],
    "hints": ["true", "false"], "lock_after": ["0", "7", "1440"], "card_order": ['"code"'],
    "packet_folder": ['"/tmp/a b"', '"""\\\ntwo"""'], "packet_format": ['"md"'], "import_folder": ['"/media"'],
}  # fmt: skip
WRONG = {
    "language": ['"fr"', "3"], "lock_after": ['"soon"', "-1", "1441", "2020-01-01", "1e999", "nan", "[1]", "{a = 1}"],
    "hints": ['"perhaps"', "1979-05-27T07:32:00Z"], "show_names": ["{}", "[]", "7"], "card_order": ['"size"', "1"],
    "theme": ["3", "[]", "{}"], "packet_folder": ["1.5"], "limits": ["3", '"x"', "[1]"], "keymap": ["1", "[]"],
    "teme": ['"x"'], "'odd name'": ["1"], "saved": ["[]"], "practitioner": ['"Sari"'],
}  # fmt: skip
GROUPS = {
    "limits": ["review = 60", "reviw = 3", "task_ahead = 0", "referral = 9", "review_high = 61"],
    "limits.planning": ["high = 3", "high = 99", "low = 'x'", "stale = 5", "hgih = 1"],
    "keymap": ['note = "N"', 'edit = [1]', 'advance = ["a", "f9"]', '"odd" = ["x"]'],
}  # fmt: skip
REMARKS = ["# mine", "", "   # ünï · [x] = 3", "\t"]


@st.composite
def files(draw: st.DrawFn) -> str:
    """A text that is TOML, however wrong its settings are."""
    names = draw(st.lists(st.sampled_from(sorted({*SOUND, *WRONG})), unique=True))
    grouped = draw(st.lists(st.sampled_from(list(GROUPS)), unique=True))
    around = {group.split(".")[0] for group in grouped}
    written = []
    for name in names:
        if name not in around:
            value = draw(st.sampled_from([*SOUND.get(name, ()), *WRONG.get(name, ())]))
            written += [*draw(st.lists(st.sampled_from(REMARKS), max_size=2)), f"{name} = {value} # {name}!"]
    for group in grouped:
        rows = draw(st.lists(st.sampled_from(GROUPS[group]), unique_by=lambda row: row.split(" =")[0]))
        written += [f"[{group}]  # {group}!", *rows, *draw(st.lists(st.sampled_from(REMARKS), max_size=1))]
    if "limits" not in {*names, *around}:
        written = [
            *draw(st.sampled_from([[], ["limits.review = 61 # dotted!"], ["limits = {referral = 8} # in!"]])),
            *written,
        ]
    text = draw(st.sampled_from(["\n", "\r\n"])).join([*written, ""])
    tomllib.loads(text)
    return text


CHANGES = st.fixed_dictionaries({}, optional={
    "language": st.sampled_from(["", "id", "en"]), "theme": st.sampled_from(["", "lingkar-dark"]),
    "lock_after": st.integers(0, 1440), "hints": st.booleans(), "show_names": st.booleans(),
    "packet_folder": st.text(st.characters(exclude_categories=["C"]), max_size=5),
    "keymap": st.dictionaries(st.sampled_from(["note", "edit"]), st.just(["f8"])),
    "limits": st.builds(lambda days: {**USUAL["limits"], "review": days}, st.integers(30, 99)),
})  # fmt: skip
EACH = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@EACH
@given(text=files())
def test_of_any_file_what_fits_counts_and_every_line_that_does_not_is_told(text: str, tmp_path: Path) -> None:
    put(tmp_path, text)
    found = read(tmp_path)
    assert not found.unreadable
    Settings.model_validate(merged(USUAL, found.values))
    given_lines, rows = dict(leaves(tomllib.loads(text))), text.splitlines()
    for path in given_lines.keys() - dict(leaves(found.values)).keys():
        around = {".".join(path[:depth]) for depth in range(1, len(path) + 1)}
        assert any(f", {name}: " in told for told in found.trouble for name in around), path
    for told in found.trouble:
        _file, line, rest = told.split(", ", 2)
        name = rest.split(": ")[0]
        row = rows[int(line.removeprefix("line ")) - 1]
        assert name.split(".")[-1] in row, (told, row)


@EACH
@given(text=files(), changes=CHANGES)
def test_what_the_program_changes_counts_and_what_a_hand_wrote_stays(
    text: str, changes: dict[str, Any], tmp_path: Path
) -> None:
    path = put(tmp_path, text)
    before = read(tmp_path)
    try:
        write(tmp_path, changes)
    except Refused:
        assert path.read_bytes() == text.encode()
        raise
    after = read(tmp_path)
    meant, reads = {**merged(USUAL, before.values), **changes}, merged(USUAL, after.values)
    assert {name: reads.get(name, {}) for name in meant} == meant
    assert {told.split(": ")[0].split(", ")[-1] for told in after.trouble} <= {
        told.split(": ")[0].split(", ")[-1] for told in before.trouble
    }
    now = path.read_text(encoding="utf-8")
    gone = tuple(
        f"{name} = {start}" for start in '3"[1' for name in ("limits", "keymap") if name in changes
    )  # no table was written there
    for remark in text.splitlines():
        if "#" in remark and not remark.startswith(gone):
            assert "#" + remark.split("#", 1)[1] in now
    write(tmp_path, changes)
    assert path.read_text(encoding="utf-8") == now, "the same change again changes nothing"


@pytest.mark.parametrize("text", [b"a = [\n", b"theme = \xff", b"theme == 3", b"a = " + b"[" * 9_000, b"[a]\n[a]\n"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_what_cannot_be_read_counts_for_nothing_and_is_never_written_over(
    text: bytes, language: str, folder: Path
) -> None:
    use(language)
    with open_casebook(folder) as book:
        (folder / NAME).write_bytes(text)
        assert book.reread_settings() == Settings()
        assert len(book.settings_trouble) == 1
        assert str(folder / NAME) in book.settings_trouble[0]
        with pytest.raises(Refused):
            book.change_settings(theme="lingkar-light")
        assert (folder / NAME).read_bytes() == text
        book.change_settings(practitioner="Sari")
        assert book.settings.practitioner == "Sari"
        assert (folder / NAME).read_bytes() == text


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    put(tmp_path, 'theme = "x"\n\nlanguage is "id"\n')
    assert "line 3, column 10 is not written as TOML wants it" in read(tmp_path).unreadable


def test_a_folder_in_its_place_is_told_too(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert read(tmp_path).unreadable


# Full disks, and books of before


def test_on_a_full_disk_the_file_is_as_it_was(book: Casebook, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book.change_settings(theme="lingkar-light", lock_after=9)
    before = (folder / NAME).read_bytes()

    def full(fd: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "write_all", full)
    with pytest.raises(NotSaved, match="the disk is full"):
        book.change_settings(theme="lingkar-dark")
    assert (folder / NAME).read_bytes() == before
    assert [path.name for path in folder.iterdir() if path.name.startswith(NAME)] == [NAME]
    assert (book.settings.theme, book.settings.lock_after) == ("lingkar-light", 9)


def test_a_book_of_before_keeps_its_settings_and_the_file_goes_over_them(book: Casebook, folder: Path) -> None:
    old = {"lock_after": 30, "packet_format": "md", "limits": {"review": 45}, "practitioner": "Sari"}
    book._quietly("settings", "settings", 1, old)  # as versions wrote it that knew of no file
    assert (book.settings.lock_after, book.settings.packet_format, book.settings.limits.review) == (30, "md", 45)
    book.change_settings(lock_after=10)
    assert tomllib.loads((folder / NAME).read_text()) == {"lock_after": 10}
    put(folder, 'packet_format = "html"\n[limits]\nreferral = 9\n')
    now = book.reread_settings()
    assert (now.lock_after, now.packet_format, now.practitioner) == (30, "html", "Sari")
    assert (now.limits.review, now.limits.referral) == (45, 9)


def test_what_may_tell_of_people_never_stands_in_the_file(book: Casebook, folder: Path) -> None:
    book.change_settings(practitioner="Sari Dewi", theme="lingkar-light", saved=[{"name": "Bu S", "query": "Bu S"}])
    text = (folder / NAME).read_text()
    assert "Sari" not in text
    assert "Bu S" not in text
    assert {"practitioner", "saved"} & set(FIELDS) == set()


def test_a_value_that_does_not_fit_changes_nothing(book: Casebook, folder: Path) -> None:
    with pytest.raises(InvalidInput):
        book.change_settings(lock_after=-1)
    assert not (folder / NAME).exists()


# What a hand finds there


def test_a_new_file_says_what_it_is_and_what_each_line_means(book: Casebook, folder: Path) -> None:
    book.change_settings(lock_after=9, keymap={"note": ("f9",)})
    text = (folder / NAME).read_text()
    assert text.startswith("# The settings of this casebook.")
    assert "lock_after = 9 # minutes without a key" in text
    assert "theme" not in text, "what is as usual is not written"
    assert tomlkit.parse(text)["keymap"] == {"note": ["f9"]}


def test_each_setting_is_found_in_its_line(tmp_path: Path) -> None:
    put(tmp_path, '\n"theme" = "x"\n[limits.planning]\n\'high\' = 3\n[ keymap ]\nnote=["N"]\nlimits = 3\n')
    put(tmp_path, '\ufeff\n"theme" = "x"\nlimits = { review = 60 }\n[ keymap ]\n\'note\'=["N"]\nedit.x = 3\n')
    assert lines(tmp_path) == {("theme",): 2, ("limits", "review"): 3, ("keymap", "note"): 5}


def test_a_wrong_line_among_right_ones_costs_only_itself(tmp_path: Path) -> None:
    put(tmp_path, "[limits]\nreview = 60\nreviw = 70\n[limits.assessment]\nhigh = 1\nlow = 'x'\n")
    found = read(tmp_path)
    assert found.values == {"limits": {"review": 60, "assessment": {"high": 1}}}
    assert [told.split(": ")[0] for told in found.trouble] == [
        "settings.toml, line 3, limits.reviw", "settings.toml, line 6, limits.assessment.low",
    ]  # fmt: skip


def test_a_wrong_line_stays_when_another_setting_changes(book: Casebook, folder: Path) -> None:
    wrong = "[limits.planning]\nhigh = 'x' # ask Bu Rini\n"
    put(folder, f"# mine\nlock_after = 'soon' # later\n[keymap]\nnote = 'f9'\nedit = [3]\n[limits]\nreviw = 3\n{wrong}")
    book.reread_settings()
    book.change_settings(keymap={}, limits=book.settings.limits.changed(review=50), hints=False)
    text = (folder / NAME).read_text()
    assert all(line in text for line in ("# mine", "lock_after = 'soon' # later", "edit = [3]", "reviw = 3", wrong))
    assert "f9" not in text
    assert (book.settings.limits.review, book.settings.hints, book.settings.keymap) == (50, False, {})


def test_what_would_not_read_back_as_it_is_meant_is_not_written(
    book: Casebook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.change_settings(lock_after=9)
    before = (folder / NAME).read_bytes()
    monkeypatch.setattr(tomlkit, "dumps", lambda _document: "lock_after = 10\n")
    with pytest.raises(Refused, match="change it by hand"):
        book.change_settings(theme="lingkar-light")
    assert (folder / NAME).read_bytes() == before
