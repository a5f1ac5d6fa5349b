"""The register of what left the book, and when it is time for the next backup.

Quiet rows of the live book: they are no acts, nobody is told of them, and undo leaves them alone. Erasing a client
reads here what it cannot reach; the reminder reads here how old the last backup is. The copies are in `copies`.
"""

import contextlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from store.desk import Desk, full_code
from store.errors import NotSaved
from store.language import _, n_
from store.language.formats import day_text
from store.model.case import by_number
from store.model.disguise import Disguise
from store.model.outside import Outside, OutsideKind
from store.model.packet import PacketKind
from store.model.record import build, to_the_second
from store.shelf import CASES, STUBS
from store.vault import Document

OUTSIDE, DISGUISES = "outside", "disguises"
REMINDED = "reminded"
"""The table that says on which day the user was last reminded of what: one row each."""

UNPACKED, KEPT = ".restoring", ".before-restore-"
"""What the names of the folders beside a book end in: a backup being restored, and a book that was there before."""

_OF_BACKUP = 1

MOST_A_YEAR = 1_000_000
"""More cases than any worker takes in a year."""

BACKUP_DAYS = 7
"""So old may the last backup outside the laptop become before it is worth a word."""


class Reminder(NamedTuple):
    """That a backup is due.

    Attributes:
        last: when the last one outside the laptop was made; None when there is none.
        days: how long ago that is, or else how long ago the first case was opened.
    """

    last: datetime | None
    days: int

    @property
    def sentence(self) -> str:
        """What the user is told."""
        if self.last is None:
            return _("There is no backup outside this laptop yet")
        return n_(
            "Last backup outside this laptop: {count} day ago", "Last backup outside this laptop: {count} days ago",
            self.days,
        ).format(count=self.days)  # fmt: skip


class Register(Desk):
    """What left an open book."""

    def went_out(
        self, kind: OutsideKind | str, path: Path | str, codes: Iterable[str] = (), *, off_laptop: bool = False,
        disguises: Iterable[Disguise] = (), **facts: Any,
    ) -> int:  # fmt: skip
        """Write down that something left. The place is not looked at: the stick may be pulled already.

        Args:
            kind: what it is.
            path: where it lies, or `PRINTED`.
            codes: the cases in it; none for a backup, which holds them all.
            off_laptop: whether it lies on another disk than the book.
            disguises: the tokens that were shown in it, which stay what they are from now on.
            facts: others of `Outside`.

        Returns:
            The row, for `did_not_go_out`.

        Raises:
            NotSaved: the disk refused.
        """
        one = entry(kind, path, codes, self.clock(), off_laptop=off_laptop, **facts)
        with self._db.transaction("outside"):
            row = max(self._db.documents(OUTSIDE), default=0) + 1
            self.shelf.restore(OUTSIDE, row, one.document())
            for disguise in disguises:
                self.shelf.restore(DISGUISES, row_of(disguise.code), disguise.document())
        return row

    def did_not_go_out(self, row: int) -> None:
        """Take back that something left: it could not be written after all.

        Args:
            row: what `went_out` answered.

        Raises:
            NotSaved: the disk refused.
        """
        self._quietly("outside", OUTSIDE, row, None)

    def outside(self) -> list[Outside]:
        """What left, the oldest first."""
        return entries(self._db.documents(OUTSIDE))

    def last_packet(self, kind: PacketKind) -> Outside | None:
        """The last packet of a kind about all its cases that left, behind which the next begins; None without one."""
        packets = (one for one in self.outside() if one.packet is kind and not one.chosen)
        return max(packets, key=lambda one: one.at, default=None)

    def disguise_of(self, code: str) -> Disguise:
        """The tokens that packets of a case have shown; without any when none has left yet."""
        code = full_code(code)
        row = self._db.documents(DISGUISES).get(row_of(code))
        return build(Disguise, row) if row else Disguise(code=code)

    def served_in(self, sessions: Iterable[str]) -> set[str]:
        """The live cases with a note of one of these group sessions."""
        return self.shelf.served_in(sessions)

    def last_backup_off_laptop(self) -> datetime | None:
        """When the last backup was made that lies off the laptop; None when there is none.

        The rows are looked at as they lie there: this is asked each morning, and there are more with every year.
        """
        rows = self._db.documents(OUTSIDE).values()
        backups = (row for row in rows if row["kind"] == OutsideKind.BACKUP and row.get("off_laptop"))
        return max((datetime.fromisoformat(row["at"]) for row in backups), default=None)

    def backup_reminder(self) -> Reminder | None:
        """That a backup is due, once a day: asked again on the same day there is nothing more to say."""
        due = None if self._was_said(_OF_BACKUP) else self.backup_due()
        if due:
            self._say_once(_OF_BACKUP)
        return due

    def backup_due(self) -> Reminder | None:
        """That a backup is due, however often it was said today."""
        opened = (row["opened"] for table in (CASES, STUBS) for row in self._db.documents(table).values())
        return reminder(self.last_backup_off_laptop(), opened, self.clock())

    def _knows_outside(self, codes: frozenset[str]) -> bool:
        return any(codes.intersection(row.get("codes", ())) for row in self._db.documents(OUTSIDE).values())

    # What is said once a day

    def _was_said(self, what: int) -> bool:
        return self._db.documents(REMINDED).get(what, {}).get("day") == self.today().isoformat()

    def _say_once(self, what: int) -> None:
        if not self.read_only:
            with contextlib.suppress(NotSaved):  # then it is said once more
                self._quietly("reminded", REMINDED, what, {"day": self.today().isoformat()})


def row_of(code: str) -> int:
    """The row of a case in the table of the tokens: year and running number of its code."""
    year, number = by_number(code)
    return year * MOST_A_YEAR + number


def entry(
    kind: str, path: Path | str, codes: Iterable[str], at: datetime, *, off_laptop: bool, **facts: Any
) -> Outside:
    """The register's entry for something that has just left.

    Args:
        kind: a code of `OutsideKind`.
        path: where it lies, or `PRINTED`.
        codes: the cases in it.
        at: when.
        off_laptop: whether it lies on another disk than the book.
        facts: others of `Outside`.
    """
    return build(Outside, {
        "at": to_the_second(at), "kind": kind, "path": str(path.absolute()) if isinstance(path, Path) else path,
        "codes": tuple(codes), "off_laptop": off_laptop, **facts,
    })  # fmt: skip


def entries(rows: Mapping[int, Document]) -> list[Outside]:
    """The register, the oldest entry first."""
    return sorted((build(Outside, row) for row in rows.values()), key=lambda one: one.at)


def reminder(last: datetime | None, opened: Iterable[str], now: datetime) -> Reminder | None:
    """Tell whether a backup is due.

    Args:
        last: when the last one was made.
        opened: the days on which the cases were opened, ISO 8601.
        now: this moment.

    Returns:
        What to remind of; None when the last backup is young enough, or without one the first case.
    """
    first = last.astimezone(now.tzinfo).date() if last else min(map(date.fromisoformat, opened), default=None)
    if first is None or (days := (now.date() - first).days) <= BACKUP_DAYS:
        return None
    return Reminder(last, days)


def kept_beside(folder: Path) -> tuple[Path, ...]:
    """The books that restoring left beside this one, the oldest first.

    Args:
        folder: of the book.
    """
    with contextlib.suppress(OSError):
        place = folder.resolve()
        names = (place.name + UNPACKED, place.name + KEPT)
        return tuple(sorted(path for path in place.parent.iterdir() if path.name.startswith(names)))
    return ()


def last_kept(folder: Path) -> Path | None:
    """The book that restoring kept last; None when there is none. Cut off, it may have left the place itself empty.

    Args:
        folder: of the book.
    """
    kept = [path for path in kept_beside(folder) if not path.name.endswith(UNPACKED)]
    return kept[-1] if kept else None


def without(rows: Mapping[int, Document], code: str) -> dict[int, Document | None]:
    """What becomes of the register when a client is erased.

    Args:
        rows: the register.
        code: of the client's case.

    Returns:
        The rows that change, by id: without the code, or None where it was the only one, since then the path names it.
    """
    changed: dict[int, Document | None] = {}
    for id, row in rows.items():
        codes: list[Any] = row.get("codes", [])
        if code in codes:
            rest = [other for other in codes if other != code]
            changed[id] = {**row, "codes": rest} if rest else None
    return changed


def line(one: Outside) -> str:
    """An entry of the register as a line for a person."""
    where = _("(printed)") if one.is_printed else one.path
    return f"{day_text(one.at.date())}  {one.kind.label}  {where}"
