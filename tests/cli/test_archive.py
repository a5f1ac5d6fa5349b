"""Commands on archived cases do and say what they do on any closed case."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from store import NotSaved, open_casebook
from store.vault import disk
from tests.cli.conftest import Run, contents

CLOSING = {
    "reason": "moved", "outcome": "same", "summary": "Moved away.", "notice": "agreed",
    "override": "A reason that is long enough",
}  # fmt: skip


def take_in(folder: Path, count: int) -> list[str]:
    """So many cases closed long ago, whose closing can no longer be undone, and one that is open."""
    with open_casebook(folder) as book:
        codes = []
        for n in range(count):
            code = book.add_case(alias=f"Old {n}", size="family", level="mezzo", opened=date(2020, 1, 1)).code
            book.add_note(code, body=f"Note {n}", mode="office", sign=True)
            codes.append(book.terminate(code, **CLOSING, closed=date(2020, 2, 3)).code)
        book.add_case(alias="Open", size="family", opened=date(2020, 3, 1))
        book.compact()
    return codes


@pytest.fixture
def old(folder: Path) -> str:
    """The code of an archived case; K-2020-002 is open."""
    (code,) = take_in(folder, 1)
    with open_casebook(folder) as book:
        book.file_away(code)
    return code


def is_archived(folder: Path, code: str) -> bool:
    with open_casebook(folder, read_only=True) as book:
        return book.is_archived(code)


def test_list_names_archived_cases_among_all(run: Run, old: str) -> None:
    assert old not in run("list").out
    line = next(line for line in run("list", "--all").out.splitlines() if line.startswith(old))
    assert line.split("\t") == [
        old, "Old 0", "Termination", "Closed", "Mezzo", "closed on: 3 Feb 2020", "archived"
    ]  # fmt: skip
    assert run("list", "--all").out.splitlines()[-1] == line
    for choice, listed in (
        (("--phase", "termination"), True), (("--status", "closed"), True), (("--phase", "engagement"), False),
        (("--status", "active"), False), (("--phase", "termination", "--status", "active"), False),
    ):  # fmt: skip
        assert (old in run("list", "--all", *choice).out) == listed


def test_list_as_json_has_what_the_stub_knows(run: Run, old: str) -> None:
    found = {case["code"]: case for case in json.loads(run("list", "--all", "--json").out)}
    assert set(found) == {old, "K-2020-002"}
    assert found[old] | {
        "alias": "Old 0", "phase": "termination", "status": "closed", "archived": True, "level": "mezzo",
        "opened": "2020-01-01", "closed": "2020-02-03", "reason": "moved", "outcome": "same", "episode": 1,
    } == found[old]  # fmt: skip
    assert "archived" not in found["K-2020-002"]


def test_listing_does_not_open_the_archive(run: Run, old: str, folder: Path) -> None:
    (folder / "archive").rename(folder / "elsewhere")
    assert old in run("list", "--all").out
    assert old in run("list", "--all", "--json").out
    shown = run("show", old)
    assert (shown.code, shown.out) == (5, "")
    assert "archive" in shown.err


def test_show_gate_and_export_read_the_same_before_and_after_filing(run: Run, folder: Path) -> None:
    (code,) = take_in(folder, 1)
    asked = [("show", code), ("show", code, "--json"), ("gate", code), ("export", "case", code, "-o", "-")]
    before = [run(*words) for words in asked]
    assert [result.code for result in before] == [0] * len(asked)
    assert run("note", "K-2020-002", "Met").code == 0
    assert is_archived(folder, code)
    files = contents(folder / "archive")

    def without_the_time(text: str) -> str:
        return re.sub(r"\d\d[:.]\d\d", "", text)

    after = [run(*words) for words in asked]
    assert [(one.code, without_the_time(one.out)) for one in after] == [
        (one.code, without_the_time(one.out)) for one in before
    ]
    assert contents(folder / "archive") == files


@pytest.mark.parametrize(
    "typed",
    [
        ("edit", "CODE", "--alias", "Other"),
        ("note", "CODE", "Something came in the post", "--mode", "collateral"),
        ("reopen", "CODE", "assessment", "--reason", "Came back"),
        ("back", "CODE", "assessment", "--reason", "Came back"),
    ],
)
def test_an_act_brings_the_case_back_and_undo_archives_it_again(
    run: Run, old: str, folder: Path, typed: tuple[str, ...]
) -> None:
    before = run("show", old, "--json").out
    done = run(*(old.lower() if word == "CODE" else word for word in typed))
    assert done.code == 0
    assert old in done.out
    assert not is_archived(folder, old), "it can be undone, so it is not filed again at once"
    assert run("show", old, "--json").out != before
    assert run("undo").code == 0
    assert is_archived(folder, old)
    assert run("show", old, "--json").out == before
    assert run("redo").code == 0
    assert not is_archived(folder, old)


def test_back_on_a_closed_case_reopens_it_as_the_key_does(run: Run, old: str) -> None:
    refused = run("back", old, "planning", "--reason", "Came back")
    assert (refused.code, refused.out) == (1, "")
    assert run("back", old, "engagement", "--reason", "Came back").code == 0
    assert json.loads(run("show", old, "--json").out)["episode"] == 2


def test_refused_acts_leave_it_archived(run: Run, old: str, folder: Path) -> None:
    refused = run("advance", old)
    assert (refused.code, "closed" in refused.err) == (1, True)
    assert is_archived(folder, old)


def test_a_command_files_what_is_due_at_its_end_but_not_too_many(run: Run, folder: Path) -> None:
    codes = take_in(folder, 25)
    assert not any(is_archived(folder, code) for code in codes), "reading files nothing"
    for filed in (20, 25):
        done = run("note", "K-2020-026", "Met")
        assert done.code == 0
        with open_casebook(folder, read_only=True) as book:
            assert [stub.code for stub in book.archived()] == codes[:filed]
    assert run("undo").code == 0
    assert run("undo").code == 0, "filing is no act, and ends no undo of another case"


def test_trouble_with_filing_is_not_the_command_s(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = take_in(folder, 1)

    def full(*_: object, **__: object) -> None:
        raise NotSaved("full")

    with monkeypatch.context() as patch:
        patch.setattr("store.archive.Archive.put", full)
        done = run("note", "K-2020-002", "Met")
        assert (done.code, "full" in done.err) == (0, False)
    assert not is_archived(folder, code)
    assert run("note", "K-2020-002", "Met").code == 0
    assert is_archived(folder, code)


def test_a_failed_command_files_nothing(run: Run, folder: Path) -> None:
    (code,) = take_in(folder, 1)
    assert run("advance", "K-2020-002").code == 1
    assert not is_archived(folder, code)


def test_an_import_of_the_same_file_finds_what_was_archived(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    file = tmp_path / "cases.csv"
    file.write_text("key,alias,size,opened,closed\n1,Old,family,2020-01-01,2020-02-01\n2,New,family,2020-01-01,\n")
    assert run("--plain", "import", file).code == 0
    assert run("undo").code == 0, "an import of closed cases can be undone"
    assert run("redo").code == 0
    with open_casebook(folder) as book:
        book.compact()
    assert run("note", "K-2020-002", "Met").code == 0
    assert is_archived(folder, "K-2020-001")
    before = contents(folder / "archive")
    again = run("import", file)
    assert (again.code, "2 rows unchanged" in again.out) == (0, True)
    assert is_archived(folder, "K-2020-001")
    assert contents(folder / "archive") == before
