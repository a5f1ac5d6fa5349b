"""What the process must not tell: no text about a client gets into a file or a stream where nobody expects it.

Python, Textual and the system each have ways of writing down what a program holds in memory: tracebacks, warnings that
quote values, logs of every key, pictures of the screen, images of the memory of a process that crashed. They are turned
off here, before Textual is imported. What may be said of a fault is in `trouble`.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from store.language import _
from store.private import forbid_core_dumps, remove_left_behind
from tui.plain.trouble import where_of

if TYPE_CHECKING:
    import asyncio

LOOKS = frozenset({
    "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DIM_FACTOR", "TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_FILTERS",
    "TEXTUAL_FPS", "TEXTUAL_SMOOTH_SCROLL", "TEXTUAL_SPEEDUPS", "TEXTUAL_THEME",
})  # fmt: skip
"""What Textual may be told through the environment. Its other variables log, connect, type keys, or take pictures."""


def keep_discreet() -> None:
    """Make this process discreet. To be called once, at its start."""
    forbid_core_dumps()
    remove_left_behind()
    for name in [name for name in os.environ if name.startswith("TEXTUAL") and name not in LOOKS]:
        del os.environ[name]
    _silence_warnings_and_logs()
    sys.excepthook = _told_by_python
    sys.unraisablehook = _told_by_destructor
    threading.excepthook = _told_by_thread


def keep_loop_discreet(loop: "asyncio.AbstractEventLoop") -> None:
    """The same for what asyncio has to say of a task that nobody waits for."""
    loop.set_exception_handler(_told_by_loop)


def _silence_warnings_and_logs() -> None:
    """Pydantic's warnings quote values, asyncio's log quotes arguments; nobody has asked for either."""
    import logging
    import warnings

    warnings.showwarning = lambda *_args, **_more: None
    logging.getLogger().addHandler(logging.NullHandler())


def _told_by_python(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        _tell(error)


def _told_by_destructor(unraisable: Any) -> None:
    _tell(unraisable.exc_value)


def _told_by_thread(thread: threading.ExceptHookArgs) -> None:
    _tell(thread.exc_value)


def _told_by_loop(_loop: "asyncio.AbstractEventLoop", context: Mapping[str, Any]) -> None:
    _tell(context.get("exception"))


def _tell(error: BaseException | None) -> None:
    where = where_of(error) if error else "?"
    with contextlib.suppress(Exception):  # the interpreter may be ending
        print(_("Lingkar met an error it did not expect ({where}).").format(where=where), file=sys.stderr)
