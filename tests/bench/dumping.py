"""What it costs to write a whole book out and to read it back in, in seconds and in memory.

    python -m tests.bench dumping

Each step runs in a process of its own, so that its memory is its own. At the end the dump of the book that was made of
the dump is held against the first one, byte for byte.
"""

import subprocess
import sys
from pathlib import Path

from tests.bench.bars import Figure
from tests.bench.books import EXTREME, PASSPHRASE, TYPICAL, Size, copy_of
from tests.bench.measuring import scratch

STEP = """
import resource, sys, time
from pathlib import Path
from store import open_casebook
from store.exchange.dumping import DumpFormat, dump, read_dump
from store.exchange.restore import restore_dump

what, folder, file, passphrase = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
began, cpu = time.perf_counter(), time.process_time()
if what == "restore":
    restore_dump(read_dump(file), folder, passphrase)
else:
    with open_casebook(folder, passphrase) as book:
        dump(book, file, DumpFormat.of(what))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{time.perf_counter() - began:7.1f} s {time.process_time() - cpu:7.1f} s CPU {peak:7.0f} MB at most")
"""


def step(what: str, folder: Path, file: Path) -> None:
    """Do one thing, and print what it cost."""
    told = subprocess.run(
        [sys.executable, "-c", STEP, what, str(folder), str(file), PASSPHRASE],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    print(f"    {what:<10} {told.strip()}   {file.stat().st_size / 1e6:7.1f} MB in the file", flush=True)


def figures(_rounds: int) -> list[Figure]:
    """Both books, once each: no bar is set."""
    for size in (TYPICAL, EXTREME):
        _there_and_back(size)
    return []


def _there_and_back(size: Size) -> None:
    print(f"writing out and reading back, {size.name}: {size.open + size.closed} cases, {size.notes} notes")
    with scratch() as place:
        book = copy_of(size, place / "book", PASSPHRASE)
        files = {what: place / f"{what}.out" for what in ("json", "tinydb", "csv")}
        for what, file in files.items():
            step(what, book, file)
        step("restore", place / "again", files["json"])
        step("restore", place / "stock", files["tinydb"])
        step("json", place / "again", place / "second.out")
        if (place / "second.out").read_bytes() != files["json"].read_bytes():
            sys.exit("the second dump is ANOTHER")
        print("    the second dump is the same", flush=True)
