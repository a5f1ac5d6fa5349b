"""What became of referrals, in words: the same in the directory and where a new referral is written."""

from collections.abc import Callable

from store.language import _, n_
from store.practice.resources import Use


def use_words(use: Use) -> str:
    """How many referrals there are and how they went: `3 referrals so far: completed 2 · rejected 1`."""
    if not use.all:
        return _("No referral so far.")
    count = n_("{count} referral so far", "{count} referrals so far", use.all).format(count=use.all)
    return f"{count}: " + " · ".join(f"{status.label.lower()} {number}" for status, number in use.by_status)


def barrier_words(use: Use, shown: Callable[[str], str] = str, most: int | None = None) -> list[str]:
    """What stood in the way, each in a line: `rejected: quota used up (3 times)`.

    Args:
        use: of the referrals.
        shown: turns client text into what may be shown of it.
        most: lines there may be; what is left out is counted in one more. None for all.
    """
    lines = []
    for barrier in use.barriers[:most]:
        text = shown(" ".join(barrier.text.split()).rstrip(" ."))
        times = n_("({count} time)", "({count} times)", barrier.count).format(count=barrier.count)
        lines.append(f"{barrier.status.label.lower()}: {text}" + (f" {times}" if barrier.count > 1 else ""))
    left = len(use.barriers) - len(lines)
    return [*lines, _("and {count} more").format(count=left)] if left else lines
