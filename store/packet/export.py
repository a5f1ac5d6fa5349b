"""From the book to a file: what the command line and the screens call.

A packet is gathered from the book, prepared (see `prepare`, which may run in a thread), looked at, and handed over:
only then is it written, whole or not at all, and written down in the book.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from store.casebook import Casebook
from store.errors import LingkarError, NotSaved, Refused
from store.language import N_, _, n_
from store.model.case import by_number
from store.model.disguise import Disguise, MaskLevel
from store.model.folder import Folder
from store.model.outside import PRINTED, OutsideKind
from store.model.packet import PacketKind
from store.packet.document import Written
from store.packet.elsewhere import others_of
from store.packet.files import claim, drop, fill, inside, place, refused
from store.packet.formats import Format
from store.packet.masking import Subject
from store.packet.prepare import Packet, Request, default_since
from store.practice.periods import days_on
from store.vault import disk

MONTH = 30
"""Days that a summary or the notes go back where no such packet left before."""

_KINDS = {PacketKind.CASE: N_("case"), PacketKind.CASELOAD: N_("caseload"), PacketKind.NOTES: N_("notes")}
_LESS_MASKED = {MaskLevel.PARTIAL: N_("initials"), MaskLevel.NONE: N_("UNMASKED")}
"""What the name of a file says of it, so that none is sent in the place of a masked one."""


class SuspectsLeft(LingkarError):
    """Words that may be names were not decided about, so nothing was written."""


def default_request(book: Casebook, kind: PacketKind, code: str = "") -> Request:
    """What is asked for unless told otherwise: everything masked, since the last session or packet.

    Args:
        book: where the cases are.
        kind: which packet.
        code: the case, of a single-case packet.

    Raises:
        NotFound: there is no such case.
    """
    today, settings = book.today(), book.settings
    usual: dict[str, Any] = {"limits": settings.limits, "practitioner": settings.practitioner}
    if kind is PacketKind.CASE:
        folder = book.folder_of(code)
        return Request(kind, (folder.case.code,), today, default_since(folder), **usual)
    last = book.last_packet(kind)
    since = last.at.astimezone(book.clock().tzinfo).date() if last else days_on(today, -MONTH)
    return Request(kind, tuple(codes_of(book, since)), today, since, **usual)


def codes_of(book: Casebook, since: date | None) -> list[str]:
    """The cases that a packet about many is about: the live ones, and those of the archive that ended since a day."""
    ended = [stub.code for stub in book.archived() if since is None or stub.closed >= since]
    return sorted({*(case.code for case in book.cases()), *ended}, key=by_number)


def chosen_from(book: Casebook, request: Request, codes: Iterable[str]) -> Request:
    """The same packet about some cases alone.

    Args:
        book: where the cases are.
        request: about all cases of its period.
        codes: which cases; also such as ended before the period.

    Raises:
        NotFound: there is no such case.
    """
    some = {book.case(code).code for code in codes}
    return replace(request, codes=tuple(sorted(some, key=by_number)), chosen=not some.issuperset(request.codes))


def gather(book: Casebook, request: Request) -> tuple[list[Folder], dict[str, Disguise], tuple[Subject, ...]]:
    """The files, the tokens and the names of others that a packet is made from, as `prepare` takes them.

    They are read at once; for many cases a screen reads them bit by bit.

    Raises:
        NotFound: there is no such case.
    """
    folders = [book.folder_of(code) for code in request.codes]
    return folders, disguises_of(book, request), others_of(book, folders)


def disguises_of(book: Casebook, request: Request) -> dict[str, Disguise]:
    """The tokens that packets of these cases have shown before."""
    return {code: book.disguise_of(code) for code in request.codes}


def must_be_ready(packet: Packet, *, accept: bool = False) -> None:
    """Check that a packet may leave.

    Args:
        packet: as it was prepared.
        accept: let it go although words are left to decide about.

    Raises:
        Refused: nothing is masked in it, and the word of confirmation was not typed.
        SuspectsLeft: there are words to decide about.
    """
    if not packet.request.is_confirmed:
        raise Refused(_("Nothing is masked in this packet. To let it go, the word of confirmation has to be typed."))
    if count := len(packet.doubtful) * (not accept):
        raise SuspectsLeft(
            n_(
                "{count} word may be a name and was not decided about. Nothing was written.",
                "{count} words may be names and were not decided about. Nothing was written.", count,
            ).format(count=count)
        )  # fmt: skip


def hand_over(
    book: Casebook, packet: Packet, written: Written, format: Format, to: Path, *, accept: bool = False,
    may_name_file: bool = False,
) -> Path:  # fmt: skip
    """Put a packet into a new file that only its owner can read, and write down that it left.

    Args:
        book: open for writing.
        packet: as it was prepared.
        written: the same in a format.
        format: which one.
        to: a folder that is there. A file that is there already is never overwritten.
        accept: let it go although words are left to decide about.
        may_name_file: `to` may be the file itself.

    Returns:
        Where the file is.

    Raises:
        Refused, SuspectsLeft: see `must_be_ready`.
        LingkarError: there is no such folder.
        NotSaved: the folder or the disk refused, for the file or for the book's note of it; nothing was left behind.
    """
    must_be_ready(packet, accept=accept)
    request = packet.request
    place_it = place if may_name_file else inside
    target = place_it(to, _file_name(book, request, format))
    return let_out(book, target, written.data, request.codes, disguises=packet.disguises, **_facts(packet, format))


def _file_name(book: Casebook, request: Request, format: Format) -> str:
    """The name of a packet: what it is about, its kind, and its number among those.

    No day stands in it: beside a packet whose days are counted from intake, or moved, it would give the real ones away.
    """
    is_case = request.kind is PacketKind.CASE
    before = [
        one for one in book.outside()
        if one.packet is request.kind and (not is_case or set(one.codes) == set(request.codes))
    ]  # fmt: skip
    about = request.codes[0] if is_case else "lingkar"
    words = [_(_KINDS[request.kind]), *(_(word) for word in [_LESS_MASKED.get(request.level)] if word)]
    return "_".join((about, *(word.replace(" ", "-") for word in words), f"{len(before) + 1}.{format}"))


def print_out(book: Casebook, packet: Packet, written: Written, format: Format, *, accept: bool = False) -> bytes:
    """A packet that is about to be shown outside the book, which is written down first.

    Args and errors are those of `hand_over`.
    """
    must_be_ready(packet, accept=accept)
    book.went_out(
        OutsideKind.EXPORT, PRINTED, packet.request.codes, disguises=packet.disguises,
        **_fingerprint(written.data), **_facts(packet, format),
    )  # fmt: skip
    return written.data


def let_out(
    book: Casebook, target: Path, data: bytes, codes: Sequence[str], *, kind: OutsideKind = OutsideKind.EXPORT,
    disguises: Sequence[Disguise] = (), **facts: Any,
) -> Path:  # fmt: skip
    """Write down in the book that something leaves, and write it into a new file that only its owner can read.

    In this order: whatever happens in between, no file is out there that the book does not know of.

    Args:
        book: open for writing.
        target: where to; the folder must be there. A file that is there already is never overwritten.
        data: the whole content.
        codes: the cases it is about.
        kind: what it is.
        disguises: the tokens that were shown in it.
        facts: others of `Outside`.

    Returns:
        Where the file is.

    Raises:
        NotSaved: the folder or the disk refused, for the file or for the book's note of it. Nothing was left behind,
            or else the sentence says so.
    """
    try:  # asked first: once it is written, the stick may be pulled, and the book must know of it all the same
        off_laptop = not disk.same_device(book.folder, target.parent)
    except OSError as error:
        raise refused(target, error) from None
    free = claim(target)
    known = {**_fingerprint(data), **facts}
    try:
        row = book.went_out(kind, free, codes, off_laptop=off_laptop, disguises=disguises, **known)
    except BaseException:  # what leaves is known to the book, or it does not leave
        drop(free)
        raise
    try:
        fill(free, data)
    except BaseException as error:
        if not (drop(free) and _taken_back(book, row)) and isinstance(error, Exception):
            raise NotSaved(
                _(
                    "{file} could not be written. It stays in the list of copies: look whether anything lies there."
                ).format(file=free)
            ) from error
        raise
    return free


def _taken_back(book: Casebook, row: int) -> bool:
    """Have the book forget what did not leave; answers whether it did."""
    try:
        book.did_not_go_out(row)
    except Exception:  # then it is known of a file that is not there, which harms nobody
        return False
    return True


def _fingerprint(data: bytes) -> dict[str, Any]:
    """By what a file is known again."""
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def _facts(packet: Packet, format: Format) -> dict[str, Any]:
    """What the book remembers of a packet."""
    request = packet.request
    return {
        "packet": request.kind, "level": request.level, "format": format.value, "accepted": len(packet.doubtful),
        "chosen": request.chosen,
    }  # fmt: skip
