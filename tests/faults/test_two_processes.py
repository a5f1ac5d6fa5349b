"""Two programs and one book: the second is told at once who holds it, and gets it once the first is gone, however."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from store import BookInUse, WrongPassphrase, open_casebook
from store.keeping import change_passphrase

AT_ONCE = 1.0  # seconds
HOLDER = """
import sys, time
from store import open_casebook

book = open_casebook(sys.argv[1], sys.argv[2] or None)
print(book.add_case(alias="Bu S", size="family").code, flush=True)
time.sleep(120)
"""


@pytest.fixture
def holder(tmp_path: Path, passphrase: str | None) -> Iterator["subprocess.Popen[str]"]:
    """Another process that made the book, at the real cost of a passphrase, and wrote a case into it."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "book"), passphrase or ""]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().startswith("K-")
        yield holder
        holder.kill()


def test_the_second_is_told_at_once_who_holds_the_book(
    holder: "subprocess.Popen[str]", tmp_path: Path, passphrase: str | None
) -> None:
    folder = tmp_path / "book"
    open_casebook(tmp_path / "warm", passphrase).close()  # what is imported on first use is not what is measured
    for _ in range(3):  # trying must not wipe out who holds it
        for trying in (
            lambda: open_casebook(folder, passphrase),
            lambda: change_passphrase(folder, passphrase, "kunci baru"),
        ):
            began = time.perf_counter()
            with pytest.raises(BookInUse) as caught:
                trying()
            took = time.perf_counter() - began
            assert took < AT_ONCE
            said = re.search(rf"\(process {holder.pid}\) since (\S+ \S+)\. Nothing was changed\.", str(caught.value))
            assert said is not None, caught.value
            since = datetime.strptime(said[1], "%Y-%m-%d %H:%M")
            assert timedelta() <= datetime.now() - since < timedelta(minutes=5)
            assert caught.value.exit_code == 4
    with open_casebook(folder, passphrase, read_only=True) as reader:
        assert [case.alias for case in reader.cases()] == ["Bu S"]
    if passphrase is not None:
        with pytest.raises(WrongPassphrase):
            open_casebook(folder, "salah", read_only=True)


def test_after_kill_9_of_the_first_the_second_gets_it(
    holder: "subprocess.Popen[str]", tmp_path: Path, passphrase: str | None
) -> None:
    holder.kill()
    holder.wait()
    assert (tmp_path / "book" / "lock.holder").exists(), "it had no time to tidy up"
    with open_casebook(tmp_path / "book", passphrase) as book:
        assert [case.alias for case in book.cases()] == ["Bu S"]
        book.add_case(alias="Pak A", size="family")
        with pytest.raises(BookInUse, match=f"process {os.getpid()}"):
            open_casebook(tmp_path / "book", passphrase)
