"""What the system refused is said in our own words where we have some, and never with what an error carries along."""

import errno
import os

import pytest

from store.language.system import why_refused


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "there is no such file or folder"),
        (errno.EACCES, "the system does not allow it"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, "the disk does not work as it should"),
        (errno.ENODEV, os.strerror(errno.ENODEV)),
    ],
)
def test_a_refusal_of_the_system(number: int, words: str) -> None:
    assert why_refused(OSError(number, os.strerror(number), "Bu Sari.csv")) == words


@pytest.mark.parametrize("error", [ValueError("Bu Sari"), OSError("Bu Sari")])
def test_another_error_says_only_what_it_is(error: Exception) -> None:
    assert why_refused(error) == type(error).__name__
