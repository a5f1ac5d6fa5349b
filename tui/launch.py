"""Where the program starts: what must be settled before the first import, so that the board is there soon."""

import gc
import os
import sys


def main() -> int:
    """Run what was typed.

    Returns:
        The exit code; see `tui.cli.main`.
    """
    gc.disable()  # what a start makes stays; `tui.unlock.memory.settle` and the commands switch it on again
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # what else is installed here takes no part in reading a book
    from tui.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
