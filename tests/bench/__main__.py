"""What the board costs at 5,000 cards, beside a bare Textual program on the same machine in the same run.

    python -m tests.bench [CARDS] [ROUNDS]
    python -m tests.bench storage [ROUNDS]      what keeping costs; see `storage`
    python -m tests.bench finding [SHARE] [FOLDER]    what finding costs; see `finding`
    python -m tests.bench packet [ROUNDS]       what a supervision packet costs; see `packet`
    python -m tests.bench importing [ROWS] [ROUNDS]   what an import costs; see `importing`
    python -m tests.bench dumping [SHARE]       what writing a whole book out and reading it back costs; see `dumping`

Prints CPU in ms (median and worst) for the start and for each key, the bytes painted, and the memory.
"""

import statistics
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from store import open_casebook
from store.language import use
from store.model import Case, Phase, RiskLevel, SystemSize
from store.model.record import build
from tests.bench import dumping, finding, importing, packet, storage
from tests.terminal import Program

BARE = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Bare(App):\n    def compose(self):\n        yield Static('ready to go')\n"
    "    def on_key(self, event): self.query_one(Static).update(event.key)\nBare().run()\n"
)
KEYS = {
    "down": (b"", b"\x1b[B"), "up": (b"", b"\x1b[A"), "right": (b"\x1b[D", b"\x1b[C"), "left": (b"\x1b[C", b"\x1b[D"),
    "page down": (b"", b"\x1b[6~"), "last card (G)": (b"g", b"G"), "first card (g)": (b"G", b"g"),
    "jump (4)": (b"1", b"4"),
}  # fmt: skip


def fill(folder: Path, cards: int) -> None:
    """A plain book with this many open cases, spread over the phases, written as one act."""
    sizes, risks, phases = list(SystemSize), list(RiskLevel), list(Phase)
    with open_casebook(folder) as book:
        today = book.today()
        book.add_records([
            build(Case, {
                "code": f"K-2026-{n + 1:03}", "alias": f"Keluarga {n}", "size": sizes[n % 7],
                "presenting_problem": f"Suami kehilangan pekerjaan; anak berhenti sekolah {n}", "consent": "verbal",
                "risk_level": risks[n % 4],
                "risk_assessed": today, "origin_environment": "desa", "level_confirmed": True, "next_review": today,
                "phase": phases[n % 6], "phase_since": today, "opened": today, "tags": ("uji",),
                "ticks": {"plan_agreed": today, "team": today},
                "next_contact": today + timedelta(days=n % 40 - 6),
            }) for n in range(cards)
        ])  # fmt: skip


def row(what: str, values: list[float], unit: str = "ms CPU", more: str = "") -> None:
    """One line of the table."""
    print(f"{what:<34} {statistics.median(values):8.1f} median {max(values):8.1f} worst  {unit}  {more}", flush=True)


def start_and_keys(cards: int, rounds: int) -> None:
    """Start, keys, memory."""
    environ = {"LINGKAR_LANG": "en", "PYTHONWARNINGS": "ignore"}
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "book"
        fill(folder, cards)
        ours = [sys.executable, "-c", "from tui.cli import main; main()", "--book", str(folder)]
        bare = [sys.executable, "-c", BARE]
        starts: dict[str, list[float]] = {"bare": [], "ours": []}
        for _ in range(rounds):
            for name, command, sign in (("bare", bare, b"ready to go"), ("ours", ours, b"active cases")):
                with Program(command, env=environ) as program:
                    program.until(sign)
                    program.settle()
                    starts[name].append(program.cpu_ms())
        ratio = statistics.median(starts["ours"]) / statistics.median(starts["bare"])
        row("bare Textual: start", starts["bare"])
        row(f"Lingkar, {cards} cards: start", starts["ours"], more=f"{ratio:.2f} x bare")
        with Program(bare, env=environ) as program:
            program.until(b"ready to go")
            program.settle()
            row("bare Textual: a key", [program.key(b"x")[0] for _ in range(20)])
            floor = program.memory_mb()
        with Program(ours, env=environ) as program:
            program.until(b"active cases")
            program.settle(0.6)
            for name, (before, data) in KEYS.items():
                samples = []
                for _ in range(12):
                    program.key(before)
                    samples.append(program.key(data))
                painted = statistics.median(bytes_ for _, bytes_ in samples)
                row(name, [ms for ms, _ in samples], more=f"{painted:.0f} bytes painted")
            advances = []
            for _ in range(12):
                program.key(b"3")
                advances.append(program.key(b"a")[0])
            row("advance, durable (a)", advances)
            print(f"{'memory':<34} {program.memory_mb():8.1f} MB   bare {floor:.1f} MB")
            program.key(b"/")
            row("filter keystroke", [program.key(bytes([c]))[0] for c in b"keluarga 12"])


if __name__ == "__main__":
    use("en")
    if sys.argv[1:2] == ["storage"]:
        storage.main(int(sys.argv[2]) if len(sys.argv) > 2 else 200)
    elif sys.argv[1:2] == ["packet"]:
        packet.main(sys.argv[2:])
    elif sys.argv[1:2] == ["dumping"]:
        dumping.main((float(sys.argv[2]) if len(sys.argv) > 2 else 100) / 100)
    elif sys.argv[1:2] == ["importing"]:
        importing.main(sys.argv[2:])
    elif sys.argv[1:2] == ["finding"]:
        share = float(sys.argv[2]) if len(sys.argv) > 2 else 100
        finding.main(share / 100, Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    else:
        start_and_keys(int(sys.argv[1]) if len(sys.argv) > 1 else 5000, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
