"""kill -9 at random moments during 200 acts of every kind: no act that was reported is lost, and none is half there."""

import random
import subprocess
import sys
import time
from pathlib import Path

from store import open_casebook

ACTOR = """
import sys
from store import open_casebook
WHY = "karena keadaan keluarga sangat mendesak"
with open_casebook(sys.argv[1]) as book:
    while True:
        cases = book.cases()
        done = sum(len(book.notes(case.code)) + len(book.history(case.code)) for case in cases)
        case = cases[-1] if cases else None
        if case is None or case.is_closed:
            said = book.add_case(alias="Kel. " + "x" * (done % 40), size="family").code
        elif done % 2:
            said = book.add_note(case.code, body="Bertemu. " * (done % 60 + 1), mode="home_visit", sign=True).id
        elif case.phase == "termination":
            said = book.terminate(case.code, reason="goals_met", outcome="better", summary="-", override=WHY).code
        else:
            said = book.advance(case.code, reason=WHY).phase.value
        print(done, said, flush=True)
"""


def test_no_reported_act_is_lost_in_200_acts(tmp_path: Path) -> None:
    folder, chance = tmp_path / "book", random.Random(11)
    reported, kills = 0, 0
    while reported < 200 or kills < 5:
        with subprocess.Popen([sys.executable, "-c", ACTOR, str(folder)], stdout=subprocess.PIPE, text=True) as actor:
            assert actor.stdout is not None
            first = actor.stdout.readline()
            time.sleep(chance.random() * 0.15)
            actor.kill()
            lines = [line for line in [first, *actor.stdout] if line.endswith("\n")]
        kills += 1
        reported = int(lines[-1].split()[0]) + 1
        with open_casebook(folder, read_only=True) as book:
            entries = 0
            for case in book.cases():
                notes, moves = book.notes(case.code), book.history(case.code)
                entries += len(notes) + len(moves)
                assert moves[-1].to_phase == case.phase, "the case and its history are written together"
                assert case.is_closed == (moves[-1].closure is not None)
            assert entries in (reported, reported + 1), "one act may have reached the disk unreported"
            if lines[-1].split()[1].startswith("K-"):
                assert book.case(lines[-1].split()[1])
