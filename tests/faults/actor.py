"""A program that acts on a book and is killed: one server that has everything imported forks a worker for each kill.

    python -m tests.faults.actor        one JSON order a line in, one JSON answer a line out

An order: `folder`, `passphrase` (or null), and `seed` and `number` of the first act; or `new` (a passphrase to change
to, or null), and then that is the only act. `acks` and `delay`: the worker is killed `delay` seconds after its `acks`th
act was reported, or, when `acks` is 0, after its start. The answer: how many acts it reported, or the error it met.
"""

import contextlib
import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

from store import open_casebook
from store.keeping import change_passphrase
from store.vault import keys

from .story import Story

PATIENCE = 30  # seconds that a worker may take; a killed test run leaves none behind


def work(order: dict[str, Any], pipe: int) -> None:
    """Open the book and act until killed, reporting each act once it was done."""
    if "new" in order:
        change_passphrase(Path(order["folder"]), order["passphrase"], order["new"])
        os.write(pipe, b".")
        signal.pause()
    book = open_casebook(order["folder"], order["passphrase"])
    story, number = Story(order["seed"]), order["number"]
    while True:
        story.tell(book, number)
        os.write(pipe, b".")
        number += 1


def one_kill(order: dict[str, Any]) -> dict[str, Any]:
    """Start a worker, kill it, and tell what it had reported."""
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(reading)
        signal.alarm(PATIENCE)
        try:
            work(order, writing)
        except BaseException as error:
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        os._exit(1)
    os.close(writing)
    reported = b""
    while len(reported) < order["acks"]:
        select.select([reading], [], [], PATIENCE)
        came = os.read(reading, 1)
        if not came:
            break
        reported += came
    time.sleep(order["delay"])
    with contextlib.suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    while came := os.read(reading, 65536):
        reported += came
    os.close(reading)
    acts = len(reported) - len(reported.lstrip(b"."))
    return {"acts": acts, "error": reported[acts:].decode()}


def main() -> None:
    """Serve orders until there are no more."""
    keys.COST = keys.Cost(memory=64, passes=1, lanes=1)
    secret = keys.new_secret()  # imports what an encrypted book needs, once for all workers
    assert keys.unwrap(keys.wrap(secret, "-"), "-") == secret
    assert secret.seal.overhead
    for line in sys.stdin:
        print(json.dumps(one_kill(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
