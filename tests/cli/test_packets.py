"""Supervision packets from the command line: masked, looked at first, logged; copies, questions, the session."""

import json
import os
import re
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from store import open_casebook
from store.model import Person
from store.model.packet import PacketKind
from store.packet import formats
from store.packet.document import Written
from store.packet.formats import Format
from tests.cli.conftest import Run, contents
from tui.plain import packets

NOTE = "Siti Aminah bercerita tentang Rina di rumah. (?) x\n(?) Apakah Siti aman?"
CONFIRM = ("--mask", "none", "--confirm", "UNMASKED")


@pytest.fixture
def told(run: Run, folder: Path, case: str) -> str:
    """A case with a registered name in its note, and one that nobody registered."""
    with open_casebook(folder) as book:
        book.add(Person, case, alias="Mak Siti", name="Siti Aminah", kin_role="ibu", is_member=True)
    run("note", case, NOTE, "--mode", "home_visit", "--sign")
    return case


@pytest.fixture
def settled(run: Run, told: str) -> str:
    """The same with the one decided about."""
    assert run("mask", told, "Rina", "--as", "person").code == 0
    return told


# Letting one out


def test_a_masked_pdf_into_the_current_folder_unless_told_otherwise(
    run: Run, settled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in (1, 2):
        result = run("export", "case", settled)
        path = Path(result.out.strip())
        assert (result.code, path.parent, path.suffix) == (0, tmp_path, ".pdf")
        assert path.stem == f"{settled}_case_{number}"
        assert path.read_bytes().startswith(b"%PDF")
        assert re.fullmatch(r"\d+ pieces were masked\.\n", result.err)
        if os.name != "nt":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (tmp_path / "packets").mkdir()
    with open_casebook(folder) as book:
        book.change_settings(packet_folder=str(tmp_path / "packets"), packet_format="html")
    kept = Path(run("export", "case", settled).out.strip())
    assert (kept.parent, kept.suffix) == (tmp_path / "packets", ".html")
    with open_casebook(folder) as book:
        assert [(one.packet, one.level, one.format, one.codes) for one in book.outside()] == [
            ("case", "full", format, (settled,)) for format in ("pdf", "pdf", "html")
        ]


def test_printed_it_is_masked_text(run: Run, settled: str, tmp_path: Path) -> None:
    printed = run("export", "case", settled, "-o", "-", "--remark", "Siti is on my mind.")
    assert printed.code == 0
    assert printed.out.startswith(f"# Case presentation {settled}")
    assert not re.search("Siti|Aminah|Rina|Bu S", printed.out)
    assert "[Ibu] is on my mind." in printed.out
    named = tmp_path / "mine.md"
    assert run("export", "case", settled, "-o", named).out.strip() == str(named)
    assert "[Ibu] bercerita tentang" in named.read_text(encoding="utf-8")
    assert "<html" in run("export", "case", settled, "-o", "-", "--format", "html").out
    refused = run("export", "case", settled, "-o", "-", "--format", "pdf")
    assert (refused.code, refused.err) == (2, "Only these formats can be printed: md, html.\n")


@pytest.mark.parametrize("format", ["md", "html", "pdf", "docx"])
def test_in_every_format(run: Run, settled: str, tmp_path: Path, format: str) -> None:
    if format not in formats.available():
        pytest.skip("it cannot be made here")
    path = Path(run("export", "notes", "--format", format, "-o", tmp_path).out.strip())
    assert path.name == f"lingkar_notes_1.{format}"
    assert path.stat().st_size


def test_what_cannot_be_the_name_of_a_packet_is_refused(run: Run, settled: str, folder: Path, tmp_path: Path) -> None:
    before = contents(folder)
    for args, why in (
        ((tmp_path / "gone",), "There is no folder "),
        ((tmp_path / "a.txt",), "ends in .txt cannot be written; it can end in: pdf, html, docx, md. Nothing"),
        ((tmp_path / "a.html", "--format", "md"), "ends in .html cannot be written; it can end in: md. Nothing"),
        ((tmp_path / f"{'a' * 300}.md",), "the name is too long"),
        ((tmp_path / "a\udc80.md",), "no readable text"),
    ):
        refused = run("export", "case", settled, "-o", *args)
        assert (refused.code, refused.out, why in refused.err) == (1, "", True), refused.err
    with open_casebook(folder) as book:
        book.change_settings(packet_folder=str(tmp_path / "gone.md"))
    kept = run("export", "case", settled, "--format", "md")
    assert (kept.code, "There is no folder " in kept.err) == (1, True)
    with open_casebook(folder) as book:
        assert book.outside() == []
    assert before
    assert {path.name for path in tmp_path.iterdir()} == {folder.name}


def test_while_words_are_open_nothing_leaves_and_each_is_shown(
    run: Run, told: str, folder: Path, tmp_path: Path
) -> None:
    before = contents(folder)
    refused = run("export", "case", told, "-o", tmp_path)
    assert (refused.code, refused.out) == (1, "")
    assert f"{told}  Rina  (unknown word with a capital, 1 time)\n" in refused.err
    assert "bercerita tentang Rina di rumah" in refused.err
    assert f"lingkar mask {told} WORD --alias-of TOKEN" in refused.err
    assert refused.err.endswith("may be a name and was not decided about. Nothing was written.\n")
    assert (contents(folder), list(tmp_path.glob("K-*"))) == (before, [])
    accepted = run("export", "case", told, "-o", "-", "--accept-suspects")
    assert (accepted.code, "Rina" in accepted.out, "Siti" in accepted.out) == (0, True, False)
    assert "1 word that may be a name went along: Rina\n" in accepted.err
    with open_casebook(folder) as book:
        assert [one.accepted for one in book.outside()] == [1]


def test_without_masking_only_with_the_word(run: Run, told: str, folder: Path, tmp_path: Path) -> None:
    before = contents(folder)
    for word in ((), ("--confirm", "yes")):
        refused = run("export", "case", told, "-o", tmp_path, "--mask", "none", *word)
        assert (refused.code, "--confirm UNMASKED" in refused.err) == (1, True)
    assert contents(folder) == before
    real = run("export", "case", told, "-o", "-", *CONFIRM)
    assert (real.code, "Siti Aminah" in real.out) == (0, True)
    assert real.err.startswith("Warning: nothing is masked.")


def test_the_period_the_days_and_the_initials(run: Run, settled: str) -> None:
    today = date.today()
    long_ago = run(
        "note", settled, "Long before.", "--mode", "admin", "--at", (today - timedelta(days=50)).isoformat(), "--sign"
    )
    assert long_ago.code == 0
    assert "Long before" in run("export", "case", settled, "-o", "-").out  # no session yet: everything
    since = run("export", "case", settled, "-o", "-", "--since", "-10")
    assert ("Long before" in since.out, "bercerita" in since.out) == (False, True)
    until = run("export", "case", settled, "-o", "-", "--until", "-10")
    assert ("Long before" in until.out, "bercerita" in until.out) == (True, False)
    assert "S.A. bercerita" in run("export", "case", settled, "-o", "-", "--mask", "partial").out.replace("\\", "")
    assert "by the same number of weeks" in run("export", "case", settled, "-o", "-", "--days", "shifted").out
    turned = run("export", "case", settled, "--since", "today", "--until", "-1")
    assert (turned.code, turned.err) == (1, "The period ends before it begins. Nothing was written.\n")
    assert run("export", "case", settled, "--mask", "half").code == 2


def test_private_notes_come_one_by_one(run: Run, settled: str) -> None:
    run("note", settled, "secretly", "--private", "--mode", "admin", "--sign")
    run("note", settled, "hidden", "--private", "--mode", "admin", "--sign")
    notes = json.loads(run("show", settled, "--json").out)["notes"]
    id = next(note["id"] for note in notes if note["body"] == "secretly")
    assert "secretly" not in run("export", "case", settled, "-o", "-").out
    for typed in (id, id[:8], id[:8].upper()):
        chosen = run("export", "case", settled, "-o", "-", "--private", typed).out
        assert ("secretly" in chosen, "hidden" in chosen) == (True, False)
    unknown = run("export", "notes", "-o", "-", "--private", "nonsense")
    assert (unknown.code, unknown.err) == (1, "There is no private note nonsense. Nothing was written.\n")


def test_the_other_packets_have_all_cases(run: Run, settled: str) -> None:
    other = run("new", "--alias", "Forum", "--size", "society").out.strip()
    summary = run("export", "caseload", "-o", "-")
    assert (summary.code, summary.out.startswith("# Caseload summary")) == (0, True)
    assert "bercerita" not in summary.out
    notes = run("export", "notes", "-o", "-")
    assert (notes.code, settled in notes.out, other in notes.out, "bercerita" in notes.out) == (0, True, True, True)


def test_only_the_cases_that_are_named(run: Run, settled: str, folder: Path, tmp_path: Path) -> None:
    other = run("new", "--alias", "Forum", "--size", "society").out.strip()
    for kind in ("notes", "caseload"):
        named = run("export", kind, "--case", other.lower(), "-o", "-")
        assert (named.code, settled in named.out, "1 case, chosen by the social worker" in named.out) == (
            0,
            False,
            True,
        )
    assert "chosen by" not in run("export", "notes", "--case", other, "--case", settled, "-o", "-").out, "these are all"
    assert run("export", "notes", "--case", other, "-o", "-").code == 0
    with open_casebook(folder) as book:
        last = book.last_packet(PacketKind.NOTES)
    assert last
    assert last.codes == (settled, other), "behind one of some cases the next does not begin"
    unknown = run("export", "notes", "--case", "K-1999-001", "-o", tmp_path)
    assert (unknown.code, "There is no case" in unknown.err, list(tmp_path.glob("*.pdf"))) == (1, True, [])


def test_what_is_worth_a_warning(run: Run, settled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "Dropbox"
    place.mkdir()
    monkeypatch.setattr(packets, "write", lambda document, format: Written(b"x", "\u0b85"))
    warned = run("export", "case", settled, "-o", place)
    assert "boxes in it: \u0b85 (U+0B85)\n" in warned.err
    assert "Warning: Dropbox copies this folder to other computers" in warned.err


def test_where_no_pdf_can_be_made_it_is_a_web_page(
    run: Run, settled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packets, "available", lambda: (Format.HTML, Format.MARKDOWN))
    assert run("export", "case", settled, "-o", tmp_path).out.strip().endswith(".html")
    for asked in (("--format", "pdf", "-o", tmp_path), ("-o", tmp_path / "x.pdf")):
        refused = run("export", "case", settled, *asked)
        assert (refused.code, "cannot be made on this computer" in refused.err) == (1, True)
    assert list(tmp_path.glob("*.pdf")) == []


# Deciding about words


def test_the_register_and_the_decisions(run: Run, told: str) -> None:
    assert run("mask", told).out.splitlines()[1] == "[Ibu]            Siti Aminah, Mak Siti"
    assert run("mask", told, "--plain").out.splitlines()[1] == "Token: [Ibu]; Stands for: Siti Aminah, Mak Siti"
    assert run("mask", told, "Rina").out == f"{told}: decision about a word added\n"
    assert run("mask", told, "Mak Nah", "--alias-of", "ibu").code == 0
    assert run("mask", told, "Puskesmas Melati", "--pass").code == 0
    shown = run("mask", told).out
    assert re.search(r"^\[Ibu\] +Siti Aminah, Mak Nah, Mak Siti", shown, re.M)
    assert re.search(r"^\[Person\] +Rina", shown, re.M)
    assert shown.split("Decided about words:\n")[1].splitlines() == [
        "    Rina: masked as a person", "    Mak Nah: another name of [Ibu]",
        "    Puskesmas Melati: may stay as it is",
    ]  # fmt: skip
    found = json.loads(run("mask", told, "--json").out)
    assert [one["token"] for one in found["register"]] == ["[Client family]", "[Ibu]", "[Person]"]
    assert [(one["text"], one["kind"]) for one in found["words"]] == [
        ("Rina", "person"), ("Mak Nah", None), ("Puskesmas Melati", None),
    ]  # fmt: skip
    ibu = run("entries", told, "person").out.split()[1].strip(":")
    assert run("mask", told, "Mak Nah", "--alias-of", ibu).code == 0
    assert "Word: Mak Nah; Decision: another name of [Ibu]" in run("mask", told, "--plain").out.splitlines()
    assert "Mak Nah; Another name of: Mak Siti" in run("entries", told, "word").out


def test_a_decision_takes_the_place_of_an_earlier_one(run: Run, settled: str) -> None:
    assert run("mask", settled, " RINA ", "--pass").out == f"{settled}: decision about a word changed\n"
    passed = run("export", "case", settled, "-o", "-")
    assert (passed.code, "Rina" in passed.out) == (0, True)
    assert run("undo").code == 0
    assert "Rina" not in run("export", "case", settled, "-o", "-").out
    assert len(json.loads(run("mask", settled, "--json").out)["words"]) == 1


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["K-1999-001"], 1, "There is no case"),
        (
            ["CASE", "Rina", "--alias-of", "Nobody"],
            1,
            "“Nobody” is not in the register of this case. There are [Client",
        ),
        (["CASE", "Rina", "--as", "ghost"], 2, "there are A person (person); A place (place); "),
        (["CASE", "Rina", "--as", "place", "--pass"], 2, "not allowed"),
        (["CASE", "--pass"], 2, "Which word"),
        (["CASE", "Rina", "--json"], 2, "without a word"),
        (["CASE", " "], 1, "needed"),
    ],
)
def test_a_decision_that_is_none(run: Run, case: str, folder: Path, args: list[str], code: int, says: str) -> None:
    before = contents(folder)
    refused = run("mask", *(case if arg == "CASE" else arg for arg in args))
    assert (refused.code, says in refused.err) == (code, True)
    assert contents(folder) == before


# Copies


def test_the_copies_that_are_out_there(run: Run, settled: str, tmp_path: Path) -> None:
    none = run("copies")
    assert (none.code, none.out, none.err) == (0, "", "Nothing was exported yet.\n")
    assert json.loads(run("copies", "--json").out) == []
    path = Path(run("export", "case", settled, "-o", tmp_path / "a.md").out.strip())
    run("export", "caseload", "-o", "-")
    second, first = run("copies").out.splitlines()
    assert re.fullmatch(
        r"  2  .* 20\d\d  Caseload summary · .*Full masking  \(printed\)  \(printed, not a file\)", second
    )
    assert re.fullmatch(rf"  1  .*Single case · {settled} · Full masking  {re.escape(str(path))}  \(there\)", first)
    refused = run("copies", "--gone", "1")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"{path} is still there, so nothing was written down. `lingkar copies --delete 1`")
    assert json.loads(run("copies", "--json").out)[-1]["state"] == "there"
    assert run("copies", "--delete", "1").out == f"Deleted: {path}\n"
    assert not path.exists()
    assert run("copies", "--gone", "2").out == "Written down as destroyed: (printed)\n"
    assert [(one["number"], one["state"]) for one in json.loads(run("copies", "--json").out)] == [
        (2, "gone"), (1, "gone"),
    ]  # fmt: skip
    assert all("(destroyed " in line for line in run("copies").out.splitlines())
    kept = Path(run("export", "case", settled, "-o", tmp_path / "b.md").out.strip())
    assert run("copies", "--gone", "3", "--yes").out == f"Written down as destroyed: {kept}\n"
    assert kept.exists()
    again = run("copies", "--delete", "1")
    assert (again.code, again.err) == (1, "This copy is destroyed already.\n")
    assert run("copies", "--delete", "7").code == 1
    assert run("copies", "--delete", "x").code == 2


def test_old_copies_stand_at_the_end_of_today(run: Run, settled: str, folder: Path) -> None:
    run("export", "case", settled, "-o", "-")
    assert "copies" not in run("today").out
    with open_casebook(folder) as book:
        later = book.clock() + timedelta(days=31)
        book.clock = lambda: later - timedelta(days=62)
        book.went_out("export", "/a/b.pdf", [settled], packet="case")
    assert run("today").out.splitlines()[-1] == (
        "1 supervision packet left more than 30 days ago: destroy it if it has served; `lingkar copies` lists them."
    )
    assert json.loads(run("today", "--json").out)["copies"] == 1
    assert "lingkar copies" not in run("today", "--day", "tomorrow").out


# Supervision


def test_questions_are_listed_until_a_session_and_tasks_come_from_it(run: Run, settled: str) -> None:
    listed = run("questions")
    assert re.fullmatch(rf"{settled} · .*: Apakah Siti aman\?\n", listed.out)
    run("note", settled, "(?) Only mine", "--private")
    assert " · private: Only mine\n" in run("questions", settled.lower()).out
    found = [(one["code"], one["text"], one["private"]) for one in json.loads(run("questions", "--json").out)]
    assert sorted(found) == [(settled, "Apakah Siti aman?", False), (settled, "Only mine", True)]
    due, later = (date.today() + timedelta(days=days) for days in (7, 14))
    held = run(
        "supervision", settled, "--supervisor", "Bu Rini", "--task", "Call", "--task", "Ask", "--due", "+7", "--next",
        "+14", stdin=b"Visit weekly.",
    )  # fmt: skip
    assert (held.code, held.out.splitlines()[0]) == (0, f"Supervision of {settled} written down")
    found = json.loads(run("show", settled, "--json").out)
    assert (found["supervisor"], found["next_supervision"]) == ("Bu Rini", later.isoformat())
    assert [(task["text"], task["due"]) for task in found["tasks"]] == [
        ("Call", due.isoformat()), ("Ask", due.isoformat()),
    ]  # fmt: skip
    none = run("questions")
    assert (none.code, none.out) == (0, "")
    assert none.err == (
        "No question for supervision is open. A line of a note that begins with (?) is such a question.\n"
    )
    packet = run("export", "case", settled, "-o", "-", "--accept-suspects").out
    assert "Visit weekly" in packet
    assert "Call" in packet
    assert "Bu Rini" not in packet
    assert run("undo").code == 0
    assert json.loads(run("show", settled, "--json").out)["tasks"] == []


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["supervision", "K-1999-001", "x"], 1, "There is no case"),
        (["supervision", "CASE", " "], 1, "no text"),
        (["supervision", "CASE", "x", "--at", "2090-01-01"], 1, "has not come yet"),
        (["supervision", "CASE", "x", "--next", "-1"], 1, "later than this one"),
        (["supervision", "CASE", "x", "--due", "soon"], 2, "is not a day"),
        (["questions", "K-1999-001"], 1, "There is no case"),
    ],
)
def test_a_session_that_is_none(run: Run, case: str, folder: Path, args: list[str], code: int, says: str) -> None:
    before = contents(folder)
    refused = run(*(case if arg == "CASE" else arg for arg in args))
    assert (refused.code, says in refused.err) == (code, True)
    assert contents(folder) == before


@pytest.mark.parametrize("kind", ["case", "caseload", "notes"])
def test_the_worker_is_named_as_the_settings_or_the_option_say(run: Run, settled: str, folder: Path, kind: str) -> None:
    about = ("export", kind, *((settled,) if kind == "case" else ()), "-o", "-", "--accept-suspects")
    by_hand = run(*about).out
    assert "Social worker:" not in by_hand
    with open_casebook(folder) as book:
        book.change_settings(practitioner="Siti Aminah")  # as the client is called, who is masked all the same
    for option, name in (((), "Siti Aminah"), (("--practitioner", " Ratna\n W "), "Ratna W")):
        named = run(*about, *option)
        assert named.code == 0
        assert named.out.count(name) == 2
        assert ("Siti" in named.out) is (name == "Siti Aminah")
    assert run(*about, "--practitioner", "").out.count("Name") == by_hand.count("Name")
