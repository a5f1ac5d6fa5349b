"""Keys act one after the other, in the order they were pressed.

Textual hands each key at once to the widget that has the focus at that moment, and lets commands with priority
overtake what is still waiting there. After a slow disk, or with a quick hand, ctrl+s would then save a note without its
last words, and letters typed right after `n` would run as commands of the board. Here a key is held back until the one
before it has been dealt with, wherever that led.
"""

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 2.0
"""Seconds to wait for a key's work to end before the next key goes on all the same."""

MESSAGES = 3
"""How often a key's work may be handed on by a message of its own before the next key acts."""

Typed = events.Key | events.Paste


class InOrder(App[None]):
    """A program in which no key overtakes another.

    Attributes:
        typed_at: when a key was pressed last, by `time.monotonic`; at first, when the program started.
    """

    def __init__(self) -> None:
        """Nothing typed yet."""
        super().__init__()
        self.typed_at = monotonic()
        self._waiting: deque[Typed] = deque()
        self._settling: asyncio.Task[None] | None = None
        self._free = asyncio.Event()  # cleared while something the next key depends on is under way
        self._free.set()

    async def on_event(self, event: events.Event) -> None:
        """Let a key act, or hold it back while one before it is at work."""
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
            return
        self.typed_at = monotonic()
        if self._settling is not None and not self._leaves(event):
            self._waiting.append(event)
            return
        await super().on_event(event)
        self._begin_to_settle()

    def hold_keys(self) -> None:
        """Let what is typed from now on wait, however long: until `let_keys_go`. Leaving works all the same."""
        self._free.clear()
        self._begin_to_settle()

    @property
    def holds_keys(self) -> bool:
        """Whether what is typed waits for something, such as another thread that has the book to itself."""
        return not self._free.is_set()

    def let_keys_go(self) -> None:
        """Let what was typed meanwhile act, one key after the other."""
        self._free.set()

    def _leaves(self, event: Typed) -> bool:
        return not self._free.is_set() and isinstance(event, events.Key) and event.key == "ctrl+q"

    def _begin_to_settle(self) -> None:
        if self._settling is None:
            self._settling = asyncio.create_task(self._settle())

    async def _settle(self) -> None:
        """Wait for the work of the last key to end, then let the next one act."""
        try:
            await self._end_of_work()
            while self._waiting and self.is_running:
                await super().on_event(self._waiting.popleft())
                await self._end_of_work()
        finally:
            self._settling = None

    async def _end_of_work(self) -> None:
        """Until the last key has been dealt with, or `PATIENCE` is over; and until keys are not held any more."""
        while True:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._work_is_done(), PATIENCE)
            if self._free.is_set():
                return
            await self._free.wait()

    async def _work_is_done(self) -> None:
        """Until the key went from the focus up to the program, and a screen it opened is ready to be typed in.

        A message that answers another begins at the bottom again: a choice tells its field, the field its form, and the
        form shows the fields that the choice asks for.
        """
        for _message in range(MESSAGES):
            focused = self.focused
            for pump in [*(focused.ancestors_with_self if focused else [self.screen]), self]:
                await _is_quiet(pump)
        await _is_quiet(self.screen)
        await _is_quiet(self)


async def _is_quiet(pump: MessagePump) -> None:
    """Until a part of the program has dealt with all that was waiting for it."""
    quiet = asyncio.Event()
    if pump.is_running and pump.call_later(quiet.set):
        await quiet.wait()
