"""Bad input gets one clear sentence and the right exit code, and changes not one byte."""

import os
from pathlib import Path

import pytest

from store import open_casebook
from tests.cli.conftest import Run, contents

CLOSING = ("--reason", "goals_met", "--outcome", "better", "--summary", "S")


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["show", "K-1999-001"], 1, "There is no case K-1999-001"),
        (["note", "K-1999-001", "x"], 1, "There is no case"),
        (["export", "case", "K-1999-001", "-o", "-"], 1, "There is no case"),
        (["advance", "CASE", "--reason", "too short"], 1, "at least 20 characters"),
        (["back", "CASE", "planning", "--reason", "x"], 1, "cannot move there from Engagement"),
        (["back", "CASE", "planning", "--reason", " "], 1, "cannot move there"),
        (["monitor", "CASE"], 1, "cannot move there from Engagement"),
        (["resume", "CASE"], 1, "is not on hold"),
        (["hold", "CASE", "--reason", " "], 1, "needs a reason"),
        (["reopen", "CASE", "assessment", "--reason", "x"], 1, "is not closed"),
        (["terminate", "CASE", *CLOSING], 1, "Say whether the client agreed or was told"),
        (["terminate", "CASE", "--reason", "goals_met", "--outcome", "better", "--summary", ""], 1, "needed"),
        (["redo"], 1, "nothing to redo"),
        (["edit", "CASE"], 1, "nothing to change"),
        (["edit", "CASE", "--alias", ""], 1, "needed"),
        (["new", "--alias", "x" * 81, "--size", "family"], 1, "longer than 80"),
        (["note", "CASE", " \n"], 1, "no text"),
        (["demo", "--fill"], 1, "has cases of its own"),
        (["import", "gone.csv"], 1, "cannot be read"),
        (["new", "--alias", "A"], 2, "required: --size"),
        (["new", "--alias", "A", "--size", "giant"], 2, "there are individual, family"),
        (["edit", "CASE", "--risk", "huge"], 2, "there are None identified (none), low, medium"),
        (["edit", "CASE", "--next-contact", "soon"], 2, "is not a day"),
        (["hold", "CASE", "--reason", "x", "--until", "31 Feb 2026"], 2, "is not a day"),
        (["note", "CASE", "x", "--mode", "pigeon"], 2, "there are home_visit"),
        (["note", "CASE", "x", "--at", "2026-31-31"], 2, "is no moment"),
        (["note", "CASE", "x", "--at", "2026-11-20T25:00"], 2, "is no moment"),
        (["note", "CASE", "x", "--at", "2026-11-20T09:30+99:00"], 2, "is no moment"),
        (["note", "CASE", "x", "--at", "soon"], 2, "is no moment"),
        (["note", "CASE", "x", "--at", ""], 2, "is no moment"),
        (["back", "CASE", "party", "--reason", "x"], 2, "there are engagement"),
        (["list", "--phase", "party"], 2, "there are engagement"),
        (["list", "--status", "sleeping"], 2, "there are active"),
        (["tick", "CASE", "consent"], 2, "there are roles"),
        (
            ["terminate", "CASE", "--reason", "bored", "--outcome", "better", "--summary", "S"], 2,
            "there are Goals achieved (goals_met); ",
        ),
        (["export", "case", "CASE", "--format", "rtf"], 2, "there are PDF document (pdf), "),
        (["export", "case", "CASE", "--mask", "none"], 1, "add --confirm UNMASKED"),
        (["export"], 2, "required: WHAT"),
        (["fly"], 2, "“fly” is not known here. `lingkar --help`"),
        (["--lang", "fr", "list"], 2, "choose from"),
        (["new", "--al", "A", "--size", "family"], 2, "required: --alias"),
    ],
)  # fmt: skip
def test_refused_in_a_sentence_with_nothing_changed(
    run: Run, folder: Path, args: list[str], code: int, says: str
) -> None:
    case = run("--plain", "new", "--alias", "Bu S", "--size", "family").out.strip()
    before = contents(folder)
    result = run(*(case if arg == "CASE" else arg for arg in args))
    assert result.code == code
    assert says in result.err
    assert result.out == ""
    assert "Traceback" not in result.err
    assert contents(folder) == before


@pytest.mark.parametrize(
    "args",
    [
        ["list"], ["show", "K-2026-001"], ["undo"], ["--plain", "undo"], ["--plain", "list"],
        ["new", "--alias", "A", "--size", "family"], ["import", "x.csv"], ["import", "x.csv", "--dry-run"],
        ["demo", "--fill"], ["--plain", "new", "--alias", "x" * 81, "--size", "family"],
        ["--plain", "import", "gone.csv"],
    ],
)  # fmt: skip
def test_without_a_book_nothing_is_made(run: Run, folder: Path, args: list[str]) -> None:
    result = run(*args)
    assert result.code == 1
    assert len(result.err.strip().splitlines()) == 1
    assert not folder.exists()


def test_the_first_case_and_import_put_nothing_into_the_temporary_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))  # any file in it would be an error
    for number, args in enumerate([
        ["new", "--alias", "A", "--size", "family", "--client-name", "Siti Aminah"],
        ["import", str(Path(__file__).parents[1] / "exchange" / "kasus.csv"), "--map",
         str(Path(__file__).parents[1] / "exchange" / "peta.toml")],
    ]):  # fmt: skip
        made = run("--book", tmp_path / f"book{number}", "--plain", *args)
        assert (made.code, made.err.count("\n")) == (0, 1)
    assert not (tmp_path / "gone").exists()


def test_a_book_held_by_another_process(run: Run, case: str, folder: Path) -> None:
    with open_casebook(folder):
        before = contents(folder)
        refused = run("note", case, "x")
        assert refused.code == 4
        assert refused.err.strip()
        assert run("list").out.startswith(case)  # reading needs no lock
        assert run("show", case, "--json").code == 0
        assert run("gate", case).code == 0
        assert run("export", "case", case, "-o", "-").code == 4  # what leaves is written down first
        assert contents(folder) == before


@pytest.mark.usefixtures("case")
def test_a_damaged_book(run: Run, folder: Path) -> None:
    log = max(folder.glob("*.log"), key=lambda path: path.name)
    run("--plain", "new", "--alias", "B", "--size", "family")
    data = bytearray(log.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8] = b"damaged!"
    log.write_bytes(data)
    before = contents(folder)
    for args in (["list"], ["undo"]):
        result = run(*args)
        assert (result.code, result.out) == (5, "")
        assert result.err.strip()
    assert contents(folder) == before


def test_a_file_that_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = run("--book", tmp_path / "file", "list")
    assert result.code == 1
    assert "Traceback" not in result.err


def test_standard_input_that_is_not_utf8(run: Run, case: str, folder: Path) -> None:
    before = contents(folder)
    refused = run("note", case, "-", stdin=b"caf\xe9")
    assert (refused.code, refused.err) == (1, "The text on standard input is not UTF-8. Nothing was saved.\n")
    assert run("note", case, "-").code == 1
    assert contents(folder) == before


def test_control_characters_in_arguments_do_not_reach_the_terminal(run: Run) -> None:
    for args in (["\x1b[31mred"], ["list", "\x1b]0;title\x07"], ["--book", "/\x1b[31m", "list"]):
        result = run(*args)
        assert result.code in (1, 2)
        assert "\x1b" not in result.err


def test_an_unexpected_fault_tells_its_place_and_nothing_else(
    run: Run, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_args: object, **_more: object) -> None:
        raise ValueError("Siti Aminah")

    monkeypatch.setattr("store.casebook.Casebook.cases", fault)
    result = run("list")
    assert result.code == 1
    assert "ValueError, test_refusals.py:" in result.err
    assert "Siti" not in result.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_an_export_into_a_folder_that_cannot_be_written(run: Run, case: str, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert "cannot be written" in run("export", "case", case, "-o", closed).err


@pytest.mark.parametrize(("typed", "near"), [
    (("lst",), "list"), (("serch",), "search"), (("term",), "terminate"), (("put_off",), "put-off"),
    (("hand",), "hand-over"),
    (("add", "K-2026-001", "tsk"), "task"), (("add", "K-2026-001", "rujukn"), "referral"),
])  # fmt: skip
def test_a_slip_in_a_word_is_told_what_may_be_meant_and_no_more(
    run: Run, folder: Path, typed: tuple[str, ...], near: str
) -> None:
    refused = run(*typed)
    assert (refused.code, refused.out) == (2, "")
    assert f"Did you mean {near}" in refused.err
    assert "`lingkar help`" in refused.err
    assert len(refused.err) < 240
    assert not folder.exists()


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("typed", "word"), [
    ("tugas", "task"), ("Tugas", "task"), ("Orang", "person"), ("anggota-tim", "team"), ("Anggota tim", "team"),
    ("tie", "relation"), ("task", "task"),
])  # fmt: skip
def test_what_is_added_is_named_as_the_screens_name_it_in_either_language(
    run: Run, case: str, language: str, typed: str, word: str
) -> None:
    fields = {
        "task": ("--text", "Call"), "person": ("--alias", "Budi"),
        "team": ("--name", "Bu Rini", "--discipline", "nurse"),
        "relation": ("--a", "Bu S", "--b", "RT"),
    }  # fmt: skip
    done = run("add", case, typed, *fields[word], "--lang", language)
    assert (done.code, done.err) == (0, "")
    named, coded = (run("entries", case, kind, "--lang", language).out for kind in (typed, word))
    assert named == coded != ""
