"""Handing the text of a note to the editor of the user's choice, and taking it back.

What another program keeps of a text is out of our hands, so this happens only when asked for, after a plain warning.
The text lies in a private file meanwhile, which is overwritten and removed whatever ends the other program, or ours.
"""

import contextlib
import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from textual.app import App, SuspendNotSupported

from store import LingkarError
from store.language import _
from store.language.system import why_refused
from store.model.text import clean
from store.private import private_folder
from tui.forms.ask import Ask

NAME = "note.txt"
"""What the other program sees, and may put into its window title: never a case code."""


def chosen_editor() -> list[str]:
    """The command that VISUAL or EDITOR names, with its options; empty where neither does."""
    named = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    try:
        return shlex.split(named, posix=os.name != "nt")
    except ValueError:  # a quotation mark without its other half
        return named.split()


def ask_to_hand_over(command: list[str]) -> Ask:
    """The question before a text leaves the book."""
    return Ask(
        _("Write this note in {editor}?").format(editor=Path(command[0]).name),
        _(
            "The text leaves the protection of the casebook while you write there. That program may keep copies, swap "
            "and backup files, or a history of its own outside the book, in plain text; Lingkar cannot remove those. "
            "What you write there is in the book only once you save it and leave that program."
        ),
        _("hand the text over"),
        _("keep writing here"),
    )


def edit_outside(app: App[None], command: list[str], text: str) -> str:
    """Let another program change a text; the screen is its own meanwhile.

    Args:
        app: the running program, which steps back.
        command: the other program, with its options.
        text: what it is given.

    Returns:
        The text as that program left it, cleaned.

    Raises:
        LingkarError: nothing came back, and why; the text is as it was.
    """
    editor = Path(command[0]).name
    try:
        with private_folder() as folder:
            file = folder / NAME
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as given:
                given.write(f"{clean(text)}\n".encode())
            with app.suspend():
                code = _run([*command, str(file)])
            if code:
                raise LingkarError(_("{editor} ended with an error. Your text is as it was.").format(editor=editor))
            return clean(file.read_bytes().decode("utf-8-sig")).removesuffix("\n")
    except SuspendNotSupported:
        raise LingkarError(_("Another editor cannot run in this terminal. Your text is as it was.")) from None
    except UnicodeDecodeError:
        raise LingkarError(
            _("What {editor} left is not UTF-8 text. Your text is as it was.").format(editor=editor)
        ) from None
    except OSError as error:
        why = why_refused(error)
        raise LingkarError(
            _("The text cannot be handed to {editor}: {why}. Your text is as it was.").format(editor=editor, why=why)
        ) from None


def _run(command: list[str]) -> int:
    """Run the other program to its end.

    Returns:
        Its exit code; 0 also when our own program was told to end, as what was saved there until then counts.
    """
    child = subprocess.Popen(command)
    with _signals_for(child) as told_to_end:
        code = child.wait()
    return 0 if told_to_end else code


@contextlib.contextmanager
def _signals_for(child: "subprocess.Popen[bytes]") -> Iterator[list[int]]:
    """While we only wait: keys that interrupt are for the other program, and what ends us ends it first.

    asyncio hears of the same signals through its own channel, and ends our program once it goes on.
    """
    told: list[int] = []

    def end(number: int, _frame: object) -> None:
        told.append(number)
        child.terminate()

    answers = {"SIGINT": lambda *_: None, "SIGQUIT": lambda *_: None, "SIGTERM": end, "SIGHUP": end}
    before = {
        getattr(signal, name): signal.signal(getattr(signal, name), answer)
        for name, answer in answers.items()
        if hasattr(signal, name)
    }
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
