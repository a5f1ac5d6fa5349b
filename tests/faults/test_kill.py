"""kill -9 at random moments: what was reported as done is there, at most one act more, and never half of one.

The model is a second book, on which the same acts are done and which nobody kills.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store import BookNotFound, LingkarError, PassphraseNeeded, WrongPassphrase, open_casebook
from store.keeping import change_passphrase
from store.model import record
from store.vault import disk

from .story import Contents, Story, contents

KILLS = 75  # in each test
BOOKS = 3  # new ones in between, so that their making is hit too
PASSPHRASES: dict[str, list[str | None]] = {
    "plain": [None],
    "encrypted": ["kuda hitam"],
    "another passphrase": ["kuda hitam", "sapi putih"],
    "encrypted and not": [None, "kuda hitam", "sapi putih"],
}
CHANGE = 5  # every fifth kill hits a change of the passphrase, where there is another one

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork there")


class Actor:
    """The server that has workers killed."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faults.actor"]
        self._process = subprocess.Popen(
            command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def kill_one(self, **order: Any) -> int:
        """Order a kill; answers how many acts were reported before it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert not answer["error"], (order, answer)
        return int(answer["acts"])

    def end(self) -> None:
        """No more orders."""
        self._process.communicate(timeout=30)


@pytest.fixture
def actor() -> Iterator[Actor]:
    actor = Actor()
    yield actor
    actor.end()


@pytest.fixture(autouse=True)
def model_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only in this process, where the model is; and what the story sets is put back."""
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "sync_folder", lambda path: None)
    monkeypatch.setattr(record, "urandom", record.urandom)  # type: ignore[attr-defined]


class Killed:
    """A book whose writers are killed, and beside it the model: one on which the same is done, and nobody is killed."""

    def __init__(self, place: Path, story: Story, passphrase: str | None, actor: Actor) -> None:
        self.folder, self._model = place / "killed", place / "model"
        self.story, self.passphrase, self.number, self.unreported = story, passphrase, 0, 0
        self._actor = actor
        with open_casebook(self._model, passphrase) as model:
            self.expected = contents(model)

    def kill_acts(self, acks: int, delay: float) -> None:
        """Kill a worker amid acts, and compare."""
        reported = self._order(seed=self.story.seed, number=self.number, acks=acks, delay=delay)
        with open_casebook(self._model, self.passphrase) as model:
            self._tell(model, reported)
            held = self.held(self.passphrase)
            if held != contents(model):
                self._tell(model, 1)
                self.unreported += 1
            self.expected = contents(model)
        assert held == self.expected

    def kill_change(self, new: str | None, delay: float) -> None:
        """Kill a worker amid a change of the passphrase, and compare: exactly one of the two opens the book."""
        reported = self._order(new=new, acks=0, delay=delay)
        opening = [one for one in (self.passphrase, new) if self._opens(one)]
        assert opening == [new] if reported else len(opening) == 1
        self.unreported += opening == [new] and not reported
        assert self.held(opening[0]) == self.expected
        if opening == [new]:
            change_passphrase(self._model, self.passphrase, new)
            self.passphrase = new

    def is_about_to_undo(self) -> bool:
        """Whether the next act undoes or redoes one, which a change of the passphrase leaves no trace of."""
        return self.story.kind(self.number) in ("undo", "redo")

    def held(self, passphrase: str | None) -> Contents:
        """What a reader finds."""
        try:
            with open_casebook(self.folder, passphrase, read_only=True) as book:
                return contents(book)
        except BookNotFound:
            return {"archived": {}}

    def _order(self, **order: Any) -> int:
        return self._actor.kill_one(folder=str(self.folder), passphrase=self.passphrase, **order)

    def _tell(self, model: Any, count: int) -> None:
        for _ in range(count):
            self.story.tell(model, self.number)
            self.number += 1

    def _opens(self, passphrase: str | None) -> bool:
        try:
            open_casebook(self.folder, passphrase, read_only=True).close()
        except (PassphraseNeeded, WrongPassphrase):
            return False
        except LingkarError as error:
            if "has no passphrase" not in str(error):
                raise
            return False
        return True


@pytest.mark.parametrize("kept", PASSPHRASES)
def test_no_reported_act_is_lost(kept: str, actor: Actor, tmp_path: Path) -> None:
    passphrases, chance, acts, unreported = PASSPHRASES[kept], random.Random(kept), 0, 0
    for number in range(BOOKS):
        book = Killed(tmp_path / str(number), Story(number), passphrases[0], actor)
        for kill in range(KILLS // BOOKS):
            try:
                if len(passphrases) > 1 and kill % CHANGE == CHANGE - 1 and not book.is_about_to_undo():
                    new = chance.choice([one for one in passphrases if one != book.passphrase])
                    book.kill_change(new, chance.random() * 0.02)
                else:
                    acks = chance.choice([0, 1, 1, 2, 3, 5, 8])
                    book.kill_acts(acks, chance.random() * (0.004 if acks else 0.01))
            except AssertionError as error:
                raise AssertionError(f"book {number}, kill {kill}, before act {book.number}") from error
        acts += book.number
        unreported += book.unreported
    assert acts > KILLS
    assert unreported > 0, "the kills came amid acts, not only between them"
