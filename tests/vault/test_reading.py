"""Opening for reading: no lock, no trace on the disk, and always a state that was saved, whatever a writer does."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.errors import NotSaved
from store.vault import open_vault


def test_reading_leaves_no_trace_and_needs_no_permission(folder: Path) -> None:
    with open_vault(folder) as db:
        db.insert({"a": 1})
    (folder / "lock").unlink()
    log = folder / "0000000001.log"
    log.write_bytes(log.read_bytes() + b"torn")
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    with open_vault(folder, read_only=True) as db:
        assert db.all() == [{"a": 1}]
        assert (db.report.torn, db.report.torn_bytes) == (None, 4)
        assert db.read_only
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def test_writing_is_refused(folder: Path) -> None:
    open_vault(folder).close()
    with open_vault(folder, read_only=True) as db:
        for write in (lambda: db.insert({}), lambda: db.drop_tables(), db.compact):
            with pytest.raises(NotSaved, match="reading only"):
                write()
        with pytest.raises(NotSaved), db.transaction("x"):
            pass


def test_a_reader_sees_the_book_as_it_was_when_it_opened(folder: Path) -> None:
    with open_vault(folder) as db:
        db.insert({"a": 1})
        reader = open_vault(folder, read_only=True)
        db.insert({"a": 2})
        db.compact()
        assert reader.all() == [{"a": 1}]
        with open_vault(folder, read_only=True) as later:
            assert later.all() == [{"a": 1}, {"a": 2}]
        reader.close()


WRITER = """
import sys
import time
from pathlib import Path
from store.vault import open_vault
with open_vault(Path(sys.argv[1])) as db:
    print("ready", flush=True)
    for number in range(10**6):
        with db.transaction(number):
            db.table("a").insert({"n": number, "text": "x" * (number * 37 % 3000)})
            db.table("b").insert({"n": number})
        if number % 20 == 19:
            db.compact()
"""


def test_reading_while_another_process_writes_and_compacts(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True) as writer:
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            last, reads = -1, 0
            generations: set[int] = set()
            deadline = time.monotonic() + 30
            while (reads < 60 or len(generations) < 3) and time.monotonic() < deadline:
                reads += 1
                with open_vault(folder, read_only=True) as db:
                    a, b = db.documents("a"), db.documents("b")
                    assert [row["n"] for row in a.values()] == [row["n"] for row in b.values()] == list(range(len(a)))
                    assert len(a) >= last
                    last = len(a)
                    generations.add(db.report.generation)
            assert writer.poll() is None
            assert len(generations) >= 3
        finally:
            writer.kill()
