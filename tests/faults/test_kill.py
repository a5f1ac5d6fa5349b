"""kill -9 at random moments: what was acknowledged is there, and never half a transaction."""

import random
import subprocess
import sys
import time
from pathlib import Path

from store.vault import open_vault

ACTOR = """
import sys
from pathlib import Path
from store.vault import open_vault
with open_vault(Path(sys.argv[1])) as db:
    number = max((row["n"] for row in db.documents("a").values()), default=0)
    while True:
        number += 1
        with db.transaction({"act": number}):
            db.table("a").insert({"n": number, "text": "x" * (number * 53 % 900)})
            db.table("b").insert({"n": number})
        print(number, flush=True)
        if number % 15 == 0:
            db.compact()
"""


def test_no_acknowledged_act_is_lost_by_kills(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    chance = random.Random(4)
    acknowledged, kills = 0, 0
    while acknowledged < 200 or kills < 6:
        with subprocess.Popen([sys.executable, "-c", ACTOR, str(folder)], stdout=subprocess.PIPE, text=True) as actor:
            assert actor.stdout is not None
            first = actor.stdout.readline()
            time.sleep(chance.random() * 0.12)
            actor.kill()
            lines = [first, *actor.stdout]
        kills += 1
        whole = [int(line) for line in lines if line.endswith("\n")]
        assert whole[0] in (acknowledged + 1, acknowledged + 2)
        acknowledged = whole[-1]
        with open_vault(folder, read_only=True) as db:
            a, b = ([row["n"] for row in db.documents(name).values()] for name in ("a", "b"))
            assert a == b == list(range(1, len(a) + 1))
            assert len(a) in (acknowledged, acknowledged + 1)
            acknowledged = len(a)
