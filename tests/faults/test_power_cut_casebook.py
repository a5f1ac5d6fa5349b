"""A power cut at any step of a working life of 300 acts: every acknowledged act is there whole, and no state is wrong.

The acts are those of `story`: cases, notes, drafts, moves, closings, undo, filing, compaction; in between the book is
closed and opened, and its passphrase changed, added and removed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store import BookNotFound, LingkarError, PassphraseNeeded, WrongPassphrase, open_casebook
from store.filing import FILE, Filing
from store.keeping import change_passphrase
from store.model import record as record_module
from store.model.stub import Stub
from store.vault import disk, opening, rekey, retention

from .lab import Disk, Files, Recorder, Step, crash_states, key_of
from .story import Contents, Story, contents

SEED = 2  # one in which no undo comes right after another passphrase, behind which nothing is undone
ACTS = 320
SITTING = 16  # acts between two openings of the book
CHANGE = 3  # after so many openings the passphrase is changed
THOROUGH = 11  # every so-manieth state is also worked on, and opened once more
PASSPHRASES: tuple[str | None, ...] = ("kuda hitam", "sapi putih", None)


@dataclass(frozen=True)
class Held:
    """What a book holds, and what opens it."""

    contents: Contents
    passphrase: str | None


def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, acts: int, passphrase: str | None = None
) -> tuple[Recorder, list[Held]]:
    """Live through the story; returns what the disk was told, and what the book held after each acknowledgement."""
    for name, count in {"NEWEST": 3, "DAYS": 0, "WEEKS": 0}.items():
        monkeypatch.setattr(retention, name, count)  # so that old generations are removed within these acts
    monkeypatch.setattr(record_module, "urandom", None)  # put back when all is undone; the story sets it
    recorder, story = Recorder(monkeypatch, folder), Story(SEED)
    history = [Held({"archived": {}}, passphrase)]
    for start in range(0, acts, SITTING):
        with open_casebook(folder, passphrase) as book:
            for number in range(start, start + SITTING):
                story.tell(book, number)
                history.append(Held(contents(book), passphrase))
                recorder.acknowledged()
        if start // SITTING % CHANGE == 1:
            old, passphrase = passphrase, PASSPHRASES[start // SITTING // CHANGE % len(PASSPHRASES)]
            change_passphrase(folder, old, passphrase)
            history.append(Held(history[-1].contents, passphrase))
            recorder.acknowledged()
    return recorder, history


def read(folder: Path, passphrases: Iterator[str | None]) -> Held:
    """Open a book with the one of these passphrases that it takes."""
    for passphrase in passphrases:
        try:
            with open_casebook(folder, passphrase, read_only=True) as book:
                return Held(contents(book), passphrase)
        except (PassphraseNeeded, WrongPassphrase):
            continue
        except BookNotFound:
            return Held({"archived": {}}, passphrase)
        except LingkarError as error:
            if "has no passphrase" not in str(error):
                raise
    raise LingkarError("no passphrase opens it")


class Judge:
    """Opens every state that a power cut could leave and compares it with what was acknowledged by then."""

    def __init__(self, history: list[Held], folder: Path) -> None:
        self.history, self.folder = history, folder
        self.opened = self.states = 0
        self.wrong: list[str] = []
        self._disk = Disk(folder)
        self._held: dict[Any, Held | str] = {}
        self._touched = True

    def judge(self, steps: list[Step], among: range, enough: int) -> None:
        """Go through the states with these numbers of acknowledged acts, until so many are wrong."""
        for acknowledged, files in crash_states(steps, thinly=True):
            if acknowledged not in among:
                continue
            self.states += 1
            key = key_of(files)
            allowed = self.history[acknowledged : acknowledged + 2]
            if key not in self._held:
                self._held[key] = self._open(files, allowed)
            held = self._held[key]
            if isinstance(held, str):
                self.wrong.append(f"{acknowledged}: {held}")
            elif held not in allowed:
                self.wrong.append(f"{acknowledged}: another state than any acknowledged")
            if len(self.wrong) >= enough:
                return

    def _open(self, files: Files, allowed: list[Held]) -> Held | str:
        self.opened += 1
        self._disk.lay_out(files, anew=self._touched)
        self._touched = False
        try:
            held = read(self.folder, iter(dict.fromkeys(one.passphrase for one in allowed)))
            if self.opened % THOROUGH == 0:
                self._touched = True
                self._work_on(held)
        except (LingkarError, AssertionError) as error:
            return repr(error)
        return held

    def _work_on(self, held: Held) -> None:
        with open_casebook(self.folder, held.passphrase) as book:
            assert contents(book) == held.contents
            book.add_case(alias="Sesudah", size="family")
            after = contents(book)
        assert read(self.folder, iter([held.passphrase])) == Held(after, held.passphrase)


def spare_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "sync_folder", lambda path: None)
    monkeypatch.setattr(opening, "_ATTEMPTS", 1)


@pytest.mark.parametrize("half", [0, 1])
def test_no_power_cut_loses_anything(half: int, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        recorder, history = run(tmp_path / "book", patch, ACTS)
    count = len(history)
    assert count > 300
    with pytest.MonkeyPatch.context() as patch:
        spare_waiting(patch)
        judge = Judge(history, tmp_path / "crashed")
        judge.judge(recorder.steps, range(half * count // 2, (half + 1) * count // 2), enough=3)
    assert judge.wrong == []
    assert judge.states > 5 * count // 2


# What the laboratory must notice: programs that forget a step, or take two in the wrong order.


def _log_before_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    real = disk.publish
    waiting: list[tuple[Path, bytes]] = []

    def publish(path: Path, data: bytes) -> None:
        if path.name.endswith((".json", ".json.age")) and path.name != "key.json":
            waiting.append((path, data))
            return
        real(path, data)
        while waiting:
            real(*waiting.pop())

    monkeypatch.setattr(disk, "publish", publish)


def _live_before_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    def file_away(book: Filing, code: str) -> None:
        document = book.shelf.whole(code)
        with book._db.transaction(FILE):
            book.shelf.put([Stub.of(book.shelf.case(code), book.today())])
            book.shelf.clear(code)
        book._archive.put(document, create=True)

    monkeypatch.setattr(Filing, "file_away", file_away)


def _old_files_gone_before_the_key_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    real_count, real_forget = rekey._make_count, retention.forget_older
    waiting: list[Any] = []

    def forget_older(folder: Path, current: int) -> int:
        gone = real_forget(folder, current)
        while waiting:
            real_count(*waiting.pop())
        return gone

    def make_count(*given: Any) -> None:
        while waiting:  # the announcement of the change comes when it should
            real_count(*waiting.pop())
        waiting.append(given)

    monkeypatch.setattr(rekey, "_make_count", make_count)
    monkeypatch.setattr(retention, "forget_older", forget_older)


def _no_flush_of_frames(steps: list[Step]) -> list[Step]:
    renamed: set[int] = set()
    kept = []
    for step in steps:
        if step[0] == "rename":
            renamed.add(step[3])
        if step[0] != "flush" or step[1] not in renamed:
            kept.append(step)
    return kept


def _no_flush_before_renaming(steps: list[Step]) -> list[Step]:
    frames = _no_flush_of_frames(steps)
    before = {id(step) for step in frames if step[0] == "flush"}
    return [step for step in steps if id(step) not in before]


def _no_flush_of_the_archive(steps: list[Step]) -> list[Step]:
    archived = {step[3] for step in steps if step[0] == "rename" and step[2].startswith("archive/")}
    return [step for step in steps if step[0] != "flush" or step[1] not in archived]


def _no_sync_of_the_key_file(steps: list[Step]) -> list[Step]:
    keys = [step[3] for step in steps if step[0] == "rename" and step[2] == "key.json"][
        1:
    ]  # that of a new book has copies
    kept: list[Step] = []
    for step in steps:
        is_its_folder = step[0] == "sync" and kept[-1][0] == "rename" and kept[-1][3] in keys
        if not is_its_folder and not (step[0] == "flush" and step[1] in keys):
            kept.append(step)
    return kept


WRONG_ORDER: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "log published before its snapshot": _log_before_snapshot,
    "case removed before it is in the archive": _live_before_archive,
    "old files gone before the new key counts": _old_files_gone_before_the_key_counts,
}
FORGOTTEN: dict[str, Callable[[list[Step]], list[Step]]] = {
    "flush of a frame": _no_flush_of_frames,
    "flush before a rename": _no_flush_before_renaming,
    "flush of the archive": _no_flush_of_the_archive,
    "sync of folders": lambda steps: [step for step in steps if step[0] != "sync"],
    "sync of the key file": _no_sync_of_the_key_file,
}


@pytest.mark.parametrize("mutant", [*WRONG_ORDER, *FORGOTTEN])
def test_the_lab_has_teeth(mutant: str, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if mutant in WRONG_ORDER:
            WRONG_ORDER[mutant](patch)
        recorder, history = run(tmp_path / "book", patch, 4 * SITTING)
    steps = FORGOTTEN[mutant](recorder.steps) if mutant in FORGOTTEN else recorder.steps
    same = next((at for at, (one, other) in enumerate(zip(steps, recorder.steps, strict=False)) if one is not other), 0)
    first = sum(step == ("ack",) for step in steps[:same])
    with pytest.MonkeyPatch.context() as patch:
        spare_waiting(patch)
        judge = Judge(history, tmp_path / "crashed")
        judge.judge(steps, range(first, len(history)), enough=1)
    assert judge.wrong, f"none of {judge.states} states was wrong"
