"""The terminal's driver, and what Textual's does not see: that the terminal has gone.

A closed window tells the program by a signal. Where none comes (a broken line, a program that was started without a
terminal of its own), reading answers at once with nothing, again and again, and the program would turn in circles at
full load for ever.
"""

import os
import select
import signal
from collections.abc import Callable
from threading import Event

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


class _Watch(Event):
    """What the thread that reads keys asks before each look for keys: whether it is to end."""

    def __init__(self, fileno: int, told: Callable[[], None]) -> None:
        """Over the terminal's input; `told` is called once, when it has gone."""
        super().__init__()
        self._fileno, self._told, self.is_gone = fileno, told, False

    def is_set(self) -> bool:
        """Whether reading ends: because the program wants it, or because there is nothing left to read from.

        The thread that reads asks, and the one that ends the program; a poll cannot be shared by two.
        """
        poll = select.poll()
        poll.register(self._fileno, 0)
        if not self.is_gone and any(event & _GONE for _fileno, event in poll.poll(0)):
            self.is_gone = True
            self._told()
        return self.is_gone or super().is_set()


class TerminalDriver(LinuxDriver):
    """Textual's driver, which lets the program end well when the terminal has gone."""

    def __init__(self, app: App[object], **named: object) -> None:
        """See `LinuxDriver`."""
        super().__init__(app, **named)  # type: ignore[arg-type]
        self._watch = self.exit_event = _Watch(self.fileno, self._end)

    def write(self, data: str) -> None:
        """Nothing is written to where nobody is: the first word there would stop the thread that writes."""
        if not self._watch.is_gone:
            super().write(data)

    def stop_application_mode(self) -> None:
        """Wipe what is on the screen first: a terminal that grew meanwhile may keep lines of it, with names."""
        self.write("\x1b[2J")
        super().stop_application_mode()

    def _end(self) -> None:
        """The signal that did not come."""
        os.kill(os.getpid(), signal.SIGHUP)
