"""Handing a case over, and taking one in, from the command line."""

import json
import re
from pathlib import Path

import pyrage
import pytest

from store import open_casebook
from store.exchange.handover import open_handover
from tests.cli.conftest import Run, contents
from tui.plain import handover

FILE, BOOK = "staples jembatan hujan", "kuda benar baterai"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """The passphrase of a file."""
    return _written(tmp_path / "secret", FILE)


@pytest.fixture
def colleague(run: Run, tmp_path: Path) -> tuple[str, ...]:
    """The options for the encrypted book of a colleague, with a case of its own."""
    options = ("--book", str(tmp_path / "there"), "--passphrase-file", str(_written(tmp_path / "theirs", BOOK)))
    assert run(*options, "new", "--alias", "Own", "--size", "family").code == 0
    return options


def _written(path: Path, text: str) -> Path:
    path.write_text(f"{text}\n")
    path.chmod(0o600)
    return path


def test_out_with_a_passphrase_and_in_at_the_colleague(
    run: Run, case: str, secret: Path, colleague: tuple[str, ...], tmp_path: Path
) -> None:
    run("note", case, "said", "--mode", "admin", "--sign")
    run("note", case, "nobody else", "--private")
    out = run("hand-over", case, "-o", tmp_path, "--file-passphrase-file", secret, "--from", "Bu Rina")
    path = Path(out.out.strip())
    assert out.code == 0
    assert re.fullmatch(rf"{case}_handover_20\d\d-\d\d-\d\d\.lingkar", path.name)
    assert "nothing is masked" in out.err
    assert "1 private note stays here." in out.err
    assert "no consent" not in out.err

    take = ("import", path, "--file-passphrase-file", secret)
    before = contents(tmp_path / "there")
    tried = run(*colleague, *take, "--dry-run")
    assert (tried.code, contents(tmp_path / "there")) == (0, before)
    assert "From: Bu Rina, " in tried.out
    assert "Alias: Bu S" in tried.out
    taken = run(*colleague, *take)
    assert (taken.code, taken.out) == (0, "K-2026-002 taken over from a colleague\n")
    refused = "This case is in the book already: here it is K-2026-002. Nothing was changed.\n"
    assert run(*colleague, *take).err == refused
    assert "It was taken in already: here it is K-2026-002." in run(*colleague, *take, "--dry-run").out
    assert "This case was handed over by Bu Rina" in run(*colleague, "show", "K-2026-002").out
    assert run(*colleague, "undo").out == "Undone: K-2026-002 taken over from a colleague\n"

    listed = run("copies")
    assert f"Hand-over · {case} · encrypted, names are real  {path}  (there)" in listed.out
    (copy,) = json.loads(run("copies", "--json").out)
    assert (copy["kind"], copy["codes"], copy["size"]) == ("handover", [case], path.stat().st_size)
    assert str(path) in run("erase", case, "--confirm", case).out


def test_out_for_a_recipient_and_closed_here(
    run: Run, case: str, colleague: tuple[str, ...], tmp_path: Path, folder: Path
) -> None:
    recipient = run(*colleague[:2], "recipient")  # asks for no passphrase
    assert (recipient.code, recipient.err) == (0, "")
    assert pyrage.x25519.Recipient.from_str(recipient.out.strip())
    record = ("--close", "--outcome", "better", "--summary", "S", "--receiver", "Pak Budi")
    refused = run("hand-over", case, "-o", tmp_path, "--to", recipient.out.strip(), *record)
    path = Path(refused.out.strip())
    assert (refused.code, path.is_file()) == (1, True)
    assert "The file is written, but the case is still open: " in refused.err
    done = run(
        "hand-over", case, "-o", tmp_path, "--to", recipient.out.strip(), *record, "--notice", "agreed",
        "--override", "A reason that is long enough.",
    )  # fmt: skip
    assert done.code == 0
    assert done.out.splitlines()[1] == f"{case} closed"
    with open_casebook(folder) as book:
        closure = book.case(case).closure
        assert closure
        assert (closure.reason, closure.receiver) == ("transferred", "Pak Budi")
        assert {one.receiver for one in book.outside()} == {"Pak Budi"}
    taken = run(*colleague, "import", done.out.splitlines()[0])
    assert taken.code == 0
    assert json.loads(run(*colleague, "show", "K-2026-002", "--json").out)["status"] == "active"


def test_what_is_refused_leaves_nothing(
    run: Run, case: str, secret: Path, colleague: tuple[str, ...], tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "out").mkdir()
    before = contents(folder)
    for options, code, says in (
        ((), 3, "The file needs a passphrase of its own"),
        (("--to", "age1nobody"), 1, "This is no age recipient"),
        (("--to", "x", "--file-passphrase-file", secret), 2, "not allowed with"),
        (("--file-passphrase-file", secret, "--close"), 2, "--close needs --outcome and --summary."),
        (("--file-passphrase-file", tmp_path / "none"), 1, "cannot be read"),
    ):
        result = run("hand-over", case, "-o", tmp_path / "out", *options)
        assert (result.code, says in result.err) == (code, True), result.err
    assert run("hand-over", "K-2026-077", "--to", "x").code == 1
    missing = run("hand-over", case, "-o", tmp_path / "gone" / "x", "--file-passphrase-file", secret)
    assert (missing.code, "There is no folder" in missing.err) == (1, True)
    assert (contents(folder), list((tmp_path / "out").iterdir())) == (before, [])
    assert "no recipient" in run("recipient").err
    assert run("--book", tmp_path / "nowhere", "recipient").code == 1

    path = Path(run("hand-over", case, "-o", tmp_path, "--file-passphrase-file", secret).out.strip())
    before = contents(tmp_path / "there")
    wrong = run(*colleague, "import", path, "--file-passphrase-file", _written(tmp_path / "wrong", "x"))
    assert (wrong.code, "not the passphrase of the file" in wrong.err) == (3, True)
    assert run(*colleague, "import", path).code == 3
    assert contents(tmp_path / "there") == before


def test_at_a_terminal_it_is_typed_twice(
    run: Run, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    typed = iter([FILE, "staples", "password", "password"])
    monkeypatch.setattr(handover, "ask", lambda _prompt: next(typed))
    done = run("hand-over", case, "-o", tmp_path)
    assert done.code == 0
    assert "These two are not the same." in done.err
    assert "This passphrase is very weak: guessing it would take" in done.err
    with open_casebook(folder) as book:
        assert open_handover(book, Path(done.out.strip()), "password").case.code == case
    monkeypatch.setattr(handover, "ask", lambda prompt: prompt)
    never = run("hand-over", case, "-o", tmp_path)
    assert (never.code, "No passphrase was chosen." in never.err) == (1, True)
    assert len([*tmp_path.glob("*.lingkar")]) == 1


def test_a_new_book_is_made_only_for_a_file_that_opens(run: Run, case: str, secret: Path, tmp_path: Path) -> None:
    path = Path(run("hand-over", case, "-o", tmp_path, "--file-passphrase-file", secret).out.strip())
    new = ("--plain", "--book", tmp_path / "new")
    wrong = _written(tmp_path / "wrong", "x")
    assert run(*new, "import", path, "--file-passphrase-file", wrong).code == 3
    assert run(*new, "import", path, "--file-passphrase-file", secret, "--dry-run").code == 0
    assert not (tmp_path / "new").exists()
    assert run(*new, "import", path, "--file-passphrase-file", secret).code == 0
    with open_casebook(tmp_path / "new") as book:
        assert [one.alias for one in book.cases()] == ["Bu S"]
        assert open_handover(book, path, FILE).case.code == case


def test_the_sender_is_the_worker_unless_another_is_named(
    run: Run, case: str, secret: Path, tmp_path: Path, folder: Path
) -> None:
    with open_casebook(folder) as book:
        book.change_settings(practitioner="Ratna Wulandari")
    for name, option in (("Ratna Wulandari", ()), ("Bu Rina", ("--from", "Bu Rina")), ("", ("--from", ""))):
        out = run("hand-over", case, "-o", tmp_path, "--file-passphrase-file", secret, *option)
        assert open_handover(None, Path(out.out.strip()), FILE).sender == name
