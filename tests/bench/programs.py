"""The programs that are started and measured: Lingkar over a book, and beside it a bare Textual program.

They run as installed ones do: with compiled bytecode, which an environment may have switched off. The clock of the
casebook stands at the moment for which the books were built, so that the same needs the worker whenever it is measured.
"""

import sys
from pathlib import Path

from tests.bench.books import NOW, PASSPHRASE, home

BARE = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Bare(App):\n    def compose(self):\n        yield Static('ready to go')\n"
    "    def on_key(self, event): self.query_one(Static).update(event.key)\nBare().run()\n"
)
BARE_SIGN = b"ready to go"

LINGKAR = f"""
import sys
from importlib.machinery import PathFinder

class AtNow:
    "Sets the clock when the casebook is imported, and not a moment earlier: the start stays the program's own."

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "store.casebook":
            return None
        spec = PathFinder.find_spec(name, path)
        load = spec.loader.exec_module

        def exec_module(module):
            from datetime import UTC, datetime
            load(module)
            from store.vault import generations
            now = datetime.fromisoformat({NOW.isoformat()!r})
            module.open_casebook.__kwdefaults__["clock"] = lambda: now
            generations.now = lambda: now.astimezone(UTC).isoformat(timespec="milliseconds")

        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, AtNow)
from tui.launch import main
sys.exit(main())
"""
BOARD_SIGNS = (b"active cases", b"K-20", b"help")
"""On top of the board, on its cards, and in its footer."""

ENVIRON = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "LINGKAR_LANG": "en",
    "PYTHONWARNINGS": "ignore",
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": str(home() / "bytecode"),
}


def bare() -> list[str]:
    """How the bare program is started."""
    return [sys.executable, "-c", BARE]


def lingkar(*words: str, book: Path | None = None, secret: str | None = None) -> list[str]:
    """How Lingkar is started.

    Args:
        words: what is typed behind the command.
        book: the folder of a book.
        secret: what opens an encrypted one.
    """
    options = [] if book is None else ["--book", str(book)]
    if book is not None and secret is not None:
        file = book.with_name(f"{book.name}.{'passphrase' if secret == PASSPHRASE else 'secret'}")
        file.touch(0o600)
        file.write_text(secret)
        options += ["--passphrase-file", str(file)]
    return [sys.executable, "-c", LINGKAR, *options, *words]
