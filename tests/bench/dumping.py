"""What it costs to write a whole book out and to read it back in, in seconds and in memory.

    python -m tests.bench dumping [SHARE]

The books are those of `storage`, encrypted; SHARE is the percentage of the extreme one, all of it unless given. Each
step runs in a process of its own, so that its memory is its own. At the end the dump of the book that was made of the
dump is held against the first one, byte for byte.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.storage import EXTREME, PASSPHRASE, TYPICAL, Shape, build

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


def main(share: float) -> None:
    """Print the table."""
    extreme = Shape(*(round(part * share) for part in (EXTREME.live, EXTREME.filed, EXTREME.notes)))
    for name, shape in {"typical": TYPICAL, "extreme": extreme}.items():
        print(f"{name}: {shape.live} open, {shape.filed} archived, {shape.notes} notes")
        with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as parent:
            place = Path(parent)
            build(place / "book", shape, PASSPHRASE)
            files = {what: place / f"{what}.out" for what in ("json", "tinydb", "csv")}
            for what, file in files.items():
                step(what, place / "book", file)
            step("restore", place / "again", files["json"])
            step("restore", place / "stock", files["tinydb"])
            step("json", place / "again", place / "second.out")
            same = (place / "second.out").read_bytes() == files["json"].read_bytes()
            print(f"    the second dump is {'the same' if same else 'ANOTHER'}", flush=True)
            if not same:
                sys.exit(1)
