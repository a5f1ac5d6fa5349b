"""One writer at a time, told at once, and never a stale lock."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.errors import BookDamaged, BookInUse
from store.vault import open_vault

HOLDER = """
import sys, time
from pathlib import Path
from store.vault import open_vault
db = open_vault(Path(sys.argv[1]))
db.insert({"by": "holder"})
print("held", flush=True)
time.sleep(60)
"""
TRIER = """
import sys
from pathlib import Path
from store.errors import BookInUse
from store.vault import open_vault
try:
    open_vault(Path(sys.argv[1]))
except BookInUse as error:
    print(error)
"""


def test_a_second_opening_in_the_same_process_is_refused(folder: Path) -> None:
    with open_vault(folder) as db:
        with pytest.raises(BookInUse):
            open_vault(folder)
        db.insert({})
    open_vault(folder).close()


def test_a_failed_opening_lets_go_of_the_lock(folder: Path) -> None:
    open_vault(folder).close()
    log, away = folder / "0000000001.log", folder / "away"
    log.rename(away)
    (folder / "0000000001.json").write_text("not empty")
    for _ in range(2):
        with pytest.raises(BookDamaged):
            open_vault(folder)
    away.rename(log)
    (folder / "0000000001.json").write_text("{}")
    open_vault(folder).close()


def test_a_second_process_is_told_at_once_who_holds_the_book(folder: Path) -> None:
    with open_vault(folder):
        for _ in range(2):  # trying must not wipe out who holds it
            output = subprocess.run(
                [sys.executable, "-c", TRIER, str(folder)], capture_output=True, text=True, timeout=20, check=True
            ).stdout
            assert f"process {os.getpid()}" in output
            assert str(folder) in output
    assert sorted(path.name for path in folder.glob("lock*")) == ["lock"]


def test_the_lock_dies_with_its_holder(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        started = time.monotonic()
        with pytest.raises(BookInUse, match=f"process {holder.pid}"):
            open_vault(folder)
        assert time.monotonic() - started < 1
        holder.kill()
        holder.wait()
        with open_vault(folder) as db:
            assert db.all() == [{"by": "holder"}]


def test_an_unreadable_name_of_the_holder_does_not_matter(folder: Path) -> None:
    with open_vault(folder):
        for text in (b"", b"{", b'{"pid": null}'):
            (folder / "lock.holder").write_bytes(text)
            with pytest.raises(BookInUse, match="open in another window"):
                open_vault(folder)
