"""A file system that is really full, read-only or forbidden: each act fails with a sentence, and works once it may.

The full and the read-only one are mounted for the test, which only root may do; a limit on the size of files does
without.
"""

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import Casebook, LingkarError, NotSaved, open_casebook
from store.exchange.backup import backup
from store.keeping import change_passphrase

from .story import contents

BODY = "Ibu menelepon. " * 40
NOBODY = 65534


def filled(folder: Path, passphrase: str | None) -> str:
    """A book with an open case, whose code is the answer, and a closed one."""
    with open_casebook(folder, passphrase) as book:
        codes = [book.add_case(alias=alias, size="family").code for alias in ("Terbuka", "Tertutup")]
        for code in codes:
            book.add_note(code, body=BODY, sign=True)
        book.terminate(codes[1], reason="goals_met", outcome="better", summary="-", override=BODY)
    return codes[0]


def assert_memory_is_disk(book: Casebook, passphrase: str | None) -> None:
    with open_casebook(book.folder, passphrase, read_only=True) as reader:
        assert contents(reader) == contents(book)


class Mount:
    """A small file system in memory."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.place.mkdir()
        self._call("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place))

    @staticmethod
    def _call(*command: str) -> None:
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=20)
        except (OSError, subprocess.CalledProcessError) as error:
            pytest.skip(f"mounting is not allowed here: {error}")

    def only_read(self, only: bool) -> None:
        """Make it read-only, or no longer."""
        self._call("mount", "-o", f"remount,{'ro' if only else 'rw'}", str(self.place))

    @contextlib.contextmanager
    def full(self) -> Iterator[None]:
        """Take all the room there is, and give it back."""
        ballast = self.place / "ballast"
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))
        yield
        ballast.unlink()

    def end(self) -> None:
        """Take it away."""
        subprocess.run(["umount", "-l", str(self.place)], check=False, capture_output=True, timeout=20)


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    mount = Mount(tmp_path / "mounted")
    yield mount
    mount.end()


def no_room(act: Callable[[], object]) -> None:
    with pytest.raises(LingkarError, match=r"the disk is full.*\.$"):
        act()


def test_a_full_file_system(mount: Mount, passphrase: str | None, tmp_path: Path) -> None:
    folder = mount.place / "book"
    code = filled(folder, passphrase)
    with open_casebook(folder, passphrase) as book:
        closed = next(case.code for case in book.cases() if case.is_closed)
        with mount.full():
            no_room(
                lambda: [book.add_note(code, body=BODY) for _ in range(20)]
            )  # the last block may have room for some
            held = contents(book)
            for act in (
                lambda: book.add_note(code, body=BODY),
                lambda: book.terminate(code, reason="goals_met", outcome="better", summary="-", override=BODY),
                lambda: book.file_away(closed),
                book.compact,
                lambda: backup(book, mount.place / "cadangan.backup"),
                lambda: backup(book, tmp_path / "elsewhere.backup"),  # it is checked inside the book
            ):
                no_room(act)
                assert contents(book) == held
                assert_memory_is_disk(book, passphrase)
            assert list(mount.place.rglob("cadangan*")) == list(tmp_path.glob("elsewhere*")) == []
        for act in (
            lambda: book.add_note(code, body=BODY),
            lambda: book.file_away(closed),
            book.compact,
            lambda: backup(book, tmp_path / "elsewhere.backup"),
        ):
            act()
            assert_memory_is_disk(book, passphrase)
        held = contents(book)
    new = "kunci baru"
    with mount.full():
        no_room(lambda: change_passphrase(folder, passphrase, new))
        with open_casebook(folder, passphrase) as book:
            assert contents(book) == held
    change_passphrase(folder, passphrase, new)
    with open_casebook(folder, new) as book:
        assert contents(book) == held
        book.add_note(code, body=BODY)


def test_a_read_only_file_system(mount: Mount, passphrase: str | None, tmp_path: Path) -> None:
    folder = mount.place / "book"
    code = filled(folder, passphrase)
    mount.only_read(True)
    for opening in (
        lambda: open_casebook(folder, passphrase),
        lambda: change_passphrase(folder, passphrase, "kunci baru"),
        lambda: open_casebook(mount.place / "new", passphrase),
    ):
        with pytest.raises(LingkarError, match=r"cannot be opened: the disk takes no changes\. .*not changed\.$"):
            opening()
    with open_casebook(folder, passphrase, read_only=True) as book:
        assert len(book.notes(code)) == 1
        with pytest.raises(NotSaved, match="opened for reading only"):
            book.add_note(code, body=BODY)
    refused = pytest.raises(LingkarError, match="takes no changes")
    with open_casebook(tmp_path / "elsewhere", passphrase) as book, refused:
        backup(book, mount.place / "cadangan.backup")
    mount.only_read(False)
    with open_casebook(folder, passphrase) as book:
        book.add_note(code, body=BODY)
        assert len(book.notes(code)) == 2


@pytest.fixture
def forbidden() -> Iterator[Path]:
    """A folder where permissions count: not root's, and not below a folder that is closed to others."""
    place = Path(tempfile.mkdtemp(prefix="lingkar-test-"))
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root:
        os.chown(place, NOBODY, NOBODY)
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    yield place
    if is_root:
        os.seteuid(0)
        os.setegid(0)
    shutil.rmtree(place)


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_a_folder_that_may_not_be_written_any_more(forbidden: Path, passphrase: str | None) -> None:
    folder = forbidden / "book"
    code = filled(folder, passphrase)
    with open_casebook(folder, passphrase) as book:
        closed = next(case.code for case in book.cases() if case.is_closed)
        folder.chmod(0o500)
        book.add_note(code, body=BODY)  # the log is open already
        held = contents(book)
        acts: list[Callable[[], object]] = [lambda: book.file_away(closed), book.compact]
        for act in acts:
            with pytest.raises(LingkarError, match=r"the system does not allow it.*\.$"):
                act()
            assert contents(book) == held
            assert_memory_is_disk(book, passphrase)
    for path in folder.iterdir():
        path.chmod(0o400)
    for opening in (
        lambda: open_casebook(folder, passphrase),
        lambda: change_passphrase(folder, passphrase, "kunci baru"),
    ):
        with pytest.raises(LingkarError, match=r"cannot be opened: the system does not allow it\. .*not changed\.$"):
            opening()
    folder.chmod(0)
    for read_only in (True, False):
        with pytest.raises(LingkarError, match=r"the system does not allow it.*\.$"):
            open_casebook(folder, passphrase, read_only=read_only)
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o600)
    with open_casebook(folder, passphrase) as book:
        assert contents(book) == held
        book.file_away(closed)
        book.add_note(code, body=BODY)
        assert_memory_is_disk(book, passphrase)


@pytest.mark.skipif(not hasattr(os, "fdatasync"), reason="another call there")
def test_the_drive_fails_to_keep_what_was_written(
    tmp_path: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EIO from fdatasync itself: what was written is in doubt, so that file is never written again."""

    def failing(fd: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    folder = tmp_path / "book"
    code = filled(folder, passphrase)
    with open_casebook(folder, passphrase) as book:
        closed, held = next(case.code for case in book.cases() if case.is_closed), contents(book)
        logs = sorted(folder.glob("*.log"))
        with monkeypatch.context() as patch:
            patch.setattr(os, "fdatasync", failing)
            for act in (lambda: book.add_note(code, body=BODY), lambda: book.file_away(closed), book.compact):
                with pytest.raises(LingkarError, match=r"the disk does not work as it should.*\.$"):
                    act()
                assert contents(book) == held
        book.add_note(code, body=BODY)
        assert len(sorted(folder.glob("*.log"))) == len(logs) + 1
        assert_memory_is_disk(book, passphrase)
        book.file_away(closed)
        held = contents(book)
    with open_casebook(folder, passphrase) as book:
        assert contents(book) == held


LIMITED = """
import resource, sys
from store import NotSaved, open_casebook
from store.vault import keys
from tests.faults.story import contents

keys.COST = keys.Cost(memory=64, passes=1, lanes=1)
folder, passphrase, code = sys.argv[1], sys.argv[2] or None, sys.argv[3]
refused = kept = 0
with open_casebook(folder, passphrase) as book:
    closed = next(case.code for case in book.cases() if case.is_closed)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
    for number in range(60):
        before = contents(book)
        try:
            book.add_note(code, body="x" * (300 + number * 41 % 700))
            kept += 1
        except NotSaved as error:
            assert "File too large" in str(error), error
            assert contents(book) == before, "memory"
            refused += 1
        with open_casebook(folder, passphrase, read_only=True) as reader:
            assert contents(reader) == contents(book), "disk"
            assert reader.report.torn_bytes == 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    book.add_note(code, body="room again")
    book.file_away(closed)
    held = contents(book)
with open_casebook(folder, passphrase) as book:
    assert contents(book) == held
    assert book.report.generation == 1
assert refused > 10 and kept > 5, (refused, kept)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits there")
def test_a_file_that_may_not_grow_any_more(tmp_path: Path, passphrase: str | None) -> None:
    code = filled(tmp_path / "book", passphrase)
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "book"), passphrase or "", code]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
