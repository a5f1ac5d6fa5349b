"""Making a packet: what is asked for, the document, and what stands in the way of letting it go.

`prepare` is pure and may run in a thread of its own; reading the book comes before it, writing the file after it, see
`export`. If anything fails there is no packet: nothing is ever shown half masked.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from store.language import _, current, n_
from store.language.formats import day_text, days_text, days_told, real_day_text
from store.model.disguise import Disguise, MaskLevel
from store.model.folder import Folder
from store.model.packet import DayStyle, PacketKind
from store.model.text import clean_line
from store.packet.document import Block, Document
from store.packet.elsewhere import names_elsewhere, of_case
from store.packet.masking import Masker, Subject
from store.packet.masking.masker import Tell
from store.packet.masking.names import Names
from store.packet.masking.words import fold
from store.packet.masking.written_days import UNKNOWN
from store.packet.register import Register, register_of
from store.packet.sections.case import case_blocks
from store.packet.sections.caseload import caseload_blocks, review_for
from store.packet.sections.cover import Cover, sign_off, signed_by, texts_of
from store.packet.sections.cover import remark as remark_blocks
from store.packet.sections.notes import (
    Reading,
    dangers_by_case,
    notes_blocks,
    questions_by_case,
    reading_of,
    without_notes,
)
from store.packet.veil import Doubtful, Veil, veiled
from store.practice.limits import Limits
from store.practice.periods import Period, days_on
from store.practice.questions import sessions

MOST_WEEKS = 26
"""So far days are moved at most: half a year leaves the season in doubt and ages right."""

_READ = {
    PacketKind.CASELOAD: frozenset({"notes", "history", "tasks", "referrals", "flags"}),
    PacketKind.NOTES: frozenset({"notes", "goals", "tasks", "flags"}),
}
"""What of a file a packet about many cases reads beside the case itself; that of one case reads all of it."""

Progress = Callable[[int, int], None]
"""Told how many of how many cases are done; stops the work by raising."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes:
        kind: which packet.
        codes: the cases it is about: one for a single case.
        until: the last day of its period.
        since: the first; None takes everything.
        level: how much is masked.
        days: how days are told where something is masked.
        private: ids of the private notes that were chosen one by one.
        remark: what the worker adds for the supervisor: a reflection, a word about the workload. Masked as all text.
        typed: the word of confirmation; needed where nothing is masked.
        limits: how long things may wait in this book, by which a summary says what is overdue.
        practitioner: the social worker's own name, which is never masked; empty leaves a line to write it on.
        chosen: whether the cases are only some of the period, chosen one by one; the packet says so.
    """

    kind: PacketKind
    codes: tuple[str, ...]
    until: date
    since: date | None = None
    level: MaskLevel = MaskLevel.FULL
    days: DayStyle = DayStyle.RELATIVE
    private: frozenset[str] = field(default_factory=frozenset)
    remark: str = ""
    typed: str = ""
    limits: Limits = field(default_factory=Limits)
    practitioner: str = ""
    chosen: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Whether it may be made: masked, or without masking on the worker's word."""
        return self.level is not MaskLevel.NONE or self.typed.strip().casefold() == confirmation().casefold()


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet that is ready to be looked at.

    Attributes:
        request: what it answers.
        document: as it will be read.
        masked: how many pieces were masked.
        doubtful: words to decide about before it leaves.
        disguises: the tokens it shows; kept once it leaves.
        tokens: all that may stand in it for somebody.
    """

    request: Request
    document: Document
    masked: int
    doubtful: tuple[Doubtful, ...]
    disguises: tuple[Disguise, ...]
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Made:
    """One case, masked."""

    reading: Reading
    tell: Tell | None
    masked: int
    marks: frozenset[str]
    doubtful: tuple[Doubtful, ...]
    register: Register


def confirmation() -> str:
    """The word that has to be typed before something leaves without masking."""
    return _("UNMASKED")


def default_since(folder: Folder) -> date | None:
    """From which day a packet of a case begins unless told otherwise: the last supervision; without one, everything."""
    past = sessions(folder.notes)
    return past[-1].contact_at.date() if past else None


def prepare(
    request: Request,
    folders: Sequence[Folder],
    disguises: Mapping[str, Disguise],
    others: Sequence[Subject],
    now: datetime,
    progress: Progress = lambda *_: None,
) -> Packet:
    """Make a packet, in the language in use.

    Args:
        request: what is asked for.
        folders: the whole files of its cases.
        disguises: by case code, the tokens that packets have shown before.
        others: whom to mask besides, see `others_of`.
        now: when it is made.
        progress: see `Progress`.
    """
    registers = []
    for folder in folders:
        progress(0, len(folders))
        registers.append(_register(request, folder, disguises.get(folder.case.code)))
    # One case alone needs only the others: its own are in its register, by tokens that need no code.
    spoken_of = registers if len(registers) > 1 else ()
    elsewhere = names_elsewhere(spoken_of, others, request.level)
    made = []
    for done, (folder, register) in enumerate(zip(folders, registers, strict=True)):
        go_on = partial(progress, done, len(folders))
        go_on()
        made.append(_masked(request, folder, register, elsewhere, now, go_on))
    remark, veil, doubtful = _remark(request, made, elsewhere)
    body = _body(request, made, remark, now)
    progress(len(folders), len(folders))
    cover = _cover(request, made, now)
    with days_told(_packet_tell(request, made)):
        front = tuple(cover.blocks(body))
        told = tuple(_without_signer(cover, body)) if cover.practitioner else (*front, *body)
    document = Document(current(), cover.title, _running(request), (*front, *body))
    return Packet(
        request, document, veil.count + sum(one.masked for one in made),
        tuple(_left_in(told, (*(word for one in made for word in one.doubtful), *doubtful))),
        tuple(register.disguise for register in registers) if request.level is not MaskLevel.NONE else (),
        _tokens(request, registers) | elsewhere.tokens | veil.tokens.union(*(one.marks for one in made)),
    )  # fmt: skip


def _register(request: Request, folder: Folder, before: Disguise | None) -> Register:
    """Whom to mask in a case, and by how many weeks its days are moved."""
    disguise = before or Disguise(code=folder.case.code)
    if request.days is DayStyle.SHIFTED and not disguise.weeks:
        disguise = disguise.changed(weeks=_some_weeks())
    return register_of(folder, disguise)


def _masked(
    request: Request, folder: Folder, register: Register, elsewhere: Names, now: datetime, go_on: Callable[[], None]
) -> _Made:
    """One case with everything masked that names or locates somebody."""
    tell = _teller(request, folder, register.disguise)
    reading = _reading(request, folder)
    seen = veiled(reading.folder, register, request.level, tell, go_on, elsewhere)
    reading = replace(reading, folder=seen.folder)
    if request.kind is PacketKind.CASELOAD:
        reading = replace(reading, review=review_for(folder, seen.folder, now.date(), request.limits))
    return _Made(reading, tell, seen.count, seen.tokens, seen.doubtful, register)


def _reading(request: Request, folder: Folder) -> Reading:
    """What of a case is read: nothing is masked, and asked about, that does not stand in the packet."""
    since = date.max if request.kind is PacketKind.CASELOAD else request.since  # a summary tells no note
    reading = reading_of(folder, since, request.until, request.private)
    tables = {table.name for table in fields(Folder)} - {"case"}
    unread: dict[str, Any] = dict.fromkeys(tables - _READ.get(request.kind, tables - {"mask_words"}), ())
    return replace(reading, folder=replace(reading.folder, **unread))


def _remark(request: Request, made: Sequence[_Made], elsewhere: Names) -> tuple[str, Veil, tuple[Doubtful, ...]]:
    """What the worker adds, masked with the names of all the cases; what masked it, and what is doubtful."""
    if request.kind is PacketKind.CASE:
        tell = made[0].tell if made else None
        everybody = [subject for one in made for subject in one.register.subjects]
    else:
        tell = _untold
        everybody = [of_case(subject, one.register) for one in made for subject in one.register.subjects]
    passed = frozenset(word for one in made for word in one.register.passed)
    masker = Masker(everybody, request.level, tell=tell, passed=passed, elsewhere=elsewhere, say=_)
    veil = Veil("".join(request.codes[:1]), masker)
    text = veil.value(request.remark, request.until)
    known = {fold(word.text) for one in made for word in one.doubtful}
    return text, veil, tuple(word for key, word in veil.doubtful.items() if key not in known)


def _untold(_day: date) -> str:
    """A day where there is no one intake to count it from."""
    return UNKNOWN


def _tokens(request: Request, registers: Sequence[Register]) -> frozenset[str]:
    """All that may stand for somebody of these cases."""
    subjects = [subject for register in registers for subject in register.subjects]
    if request.level is MaskLevel.NONE:
        return frozenset()
    initials = {one.initials for one in subjects if one.initials and request.level is MaskLevel.PARTIAL}
    return frozenset({one.token for one in subjects} | initials)


def _left_in(told: Sequence[Block], doubtful: Iterable[Doubtful]) -> Iterator[Doubtful]:
    """The doubtful words of which anything is told: a section need not show all that was masked.

    The worker's own name is not looked in: a client may be called the same.
    """
    seen = "\n".join(texts_of(told))
    yield from (word for word in doubtful if any(piece in seen for piece in word.text.split()))


def _without_signer(cover: Cover, body: Iterable[Block]) -> Iterator[Block]:
    """A packet without the worker's own name."""
    body = [block for block in body if block != signed_by(cover.practitioner)]
    yield from (*replace(cover, practitioner="").blocks(body), *body)


def _some_weeks() -> int:
    """By how many weeks the days of a case are moved from now on: whole ones, forward or back, never none."""
    return (secrets.randbelow(MOST_WEEKS) + 1) * secrets.choice((-1, 1))


def _teller(request: Request, folder: Folder, disguise: Disguise) -> Tell | None:
    if request.level is MaskLevel.NONE:
        return None
    if request.days is DayStyle.SHIFTED:
        return lambda day: real_day_text(days_on(day, 7 * disguise.weeks))
    opened = folder.case.opened
    return lambda day: relative_day((day - opened).days)


def relative_day(days: int) -> str:
    """A day as the count of days since intake: `Day 12`, `H+12`; before it `Day -3`, `H-3`."""
    return _("Day {count}").format(count=days) if days >= 0 else _("Day -{count}").format(count=-days)


# The document


def _body(request: Request, made: Sequence[_Made], remark: str, now: datetime) -> list[Block]:
    is_masked = request.level is not MaskLevel.NONE
    today, readings, worker = now.date(), [one.reading for one in made], clean_line(request.practitioner)
    if request.kind is PacketKind.CASELOAD:
        period = Period(request.since or date.min, request.until)
        return caseload_blocks(readings, period, today, remark=remark, practitioner=worker)
    blocks: list[Block] = []
    if request.kind is PacketKind.NOTES:
        blocks += [*dangers_by_case(readings), *questions_by_case(readings)]
    for one in made:
        with days_told(one.tell):
            if request.kind is PacketKind.CASE:
                blocks += case_blocks(one.reading, today, masked=is_masked, reflection=remark, practitioner=worker)
            else:
                blocks += notes_blocks(one.reading)
    if request.kind is PacketKind.NOTES:
        blocks += [*without_notes(readings), *remark_blocks(remark, _("Worker's reflection")), *sign_off(worker)]
    return blocks


def _cover(request: Request, made: Sequence[_Made], now: datetime) -> Cover:
    titles = {
        PacketKind.CASE: _("Case presentation {code}").format(code=request.codes[0] if request.codes else ""),
        PacketKind.CASELOAD: _("Caseload summary"),
        PacketKind.NOTES: _("Notes of a period"),
    }
    if request.kind is PacketKind.CASE:
        about: tuple[tuple[str, str], ...] = ((_("Case"), ", ".join(request.codes)),)
    else:
        count = len(made)
        words = n_("{count} case", "{count} cases", count)
        if request.chosen:
            words = n_("{count} case, chosen by the social worker", "{count} cases, chosen by the social worker", count)
        about = ((_("Cases"), words.format(count=count)),)
    days = None if request.kind is PacketKind.CASELOAD else request.days
    return Cover(
        titles[request.kind], about, _period(request, _packet_tell(request, made)), request.level, days, now,
        clean_line(request.practitioner),
    )  # fmt: skip


def _packet_tell(request: Request, made: Sequence[_Made]) -> Tell | None:
    """How the packet's own days are told: as those of its case, or as they are where it is about many."""
    return made[0].tell if request.kind is PacketKind.CASE and made else None


def _period(request: Request, tell: Tell | None) -> str:
    """Which days it is about; empty for all."""
    if request.since is None:
        return ""
    if request.kind is PacketKind.NOTES and request.level is not MaskLevel.NONE:
        return days_text((request.until - request.since).days + 1)  # real days beside moved ones give these away
    with days_told(tell):
        return _("{first} to {last}").format(first=day_text(request.since), last=day_text(request.until))


def _running(request: Request) -> str:
    """What stands at the foot of each page."""
    what = request.codes[0] if request.kind is PacketKind.CASE and request.codes else request.kind.label
    return " · ".join((what, _("CONFIDENTIAL")))
