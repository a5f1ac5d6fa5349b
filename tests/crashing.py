"""Ending a process in the middle: one child for each step that touches the disk, which dies at that step."""

import os
import signal
import traceback
from collections.abc import Callable, Iterator

from store.vault import disk

STEPS = ("create_file", "write_all", "flush", "cut", "rename", "remove", "sync_folder")


def crash_at_every_step(prepare: Callable[[], None], act: Callable[[], object]) -> Iterator[int]:
    """Let `act` die at its first step, its second ... until it lives to its end.

    Args:
        prepare: called before each try.
        act: what is tried, in a child of its own.

    Yields:
        After each try, the number of the step it died at; 0 after the last one, which ended well.
    """
    step = 0
    while True:
        step += 1
        prepare()
        child = os.fork()
        if child == 0:
            _live(step, act)
        _pid, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            yield step
            continue
        assert os.waitstatus_to_exitcode(status) == 0
        yield 0
        return


def _live(step: int, act: Callable[[], object]) -> None:
    """In the child: act, and die at this step. A file is half written by then."""
    count = 0
    code = 1

    def dying(name: str) -> Callable[..., object]:
        real = getattr(disk, name)

        def perhaps(*args: object) -> object:
            nonlocal count
            count += 1
            if count == step:
                if name == "write_all":
                    fd, data = args
                    real(fd, bytes(data)[: len(bytes(data)) // 2])  # type: ignore[arg-type]
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args)

        return perhaps

    try:
        for name in STEPS:
            setattr(disk, name, dying(name))
        act()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
