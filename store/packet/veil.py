"""The file of a case as others may read it: the same records with every text masked.

Whatever is text is masked unless it stands in `_KEPT`, so that a field which nobody thought of is masked too. The
sections of a packet are made from such a file and need not know that it is one. Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from store.language import _
from store.model.disguise import MaskLevel
from store.model.folder import Folder
from store.model.note import Note
from store.model.record import Record
from store.model.score import LifeDomain
from store.packet.masking import Doubt, Masker, Suspect
from store.packet.masking.masker import Tell
from store.packet.masking.names import Names
from store.packet.masking.spans import DAY_RANK
from store.packet.masking.words import fold
from store.packet.register import Register

_KEPT = frozenset({
    "id", "case_code", "code", "session", "goals", "tasks_done", "goal", "measure", "resource", "item", "quiet",
    "ticks", "supervision",
})  # fmt: skip
"""Fields that the program fills with codes and ids of its own, never with words."""
_DROPPED = frozenset({"contact", "address", "aliases", "imported_from", "came", "client_name"})
"""Fields that are there to find somebody by: nothing of them is shown."""
_DOMAINS = frozenset(LifeDomain)

_TELLING_NOTHING = (Enum, int, float, date)
"""Values without a word of anybody's."""

AROUND = 40
"""Characters before and behind a doubtful word, by which the worker knows the place again."""

GoOn = Callable[[], None]
"""Called between two pieces of work; stops the work by raising."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A word that the worker has to decide about before a packet of the case leaves.

    Attributes:
        code: of the case.
        text: the word as it was first written.
        doubt: why it may be a name.
        near: the token of the registered name that it almost is; empty for other doubts.
        count: how often it stands there.
        before, after: what stands around its first place. Not masked: for the worker's eyes only.
    """

    code: str
    text: str
    doubt: Doubt
    near: str
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Veiled:
    """A file as others may read it.

    Attributes:
        folder: the file.
        count: how many pieces were masked.
        tokens: what stands for them.
        doubtful: what the worker has to decide about, in the order of the file.
    """

    folder: Folder
    count: int
    tokens: frozenset[str]
    doubtful: tuple[Doubtful, ...]


def veiled(
    folder: Folder, register: Register, level: MaskLevel, tell: Tell | None, go_on: GoOn = lambda: None,
    elsewhere: Names | None = None,
) -> Veiled:  # fmt: skip
    """Mask the file of a case.

    Args:
        folder: what is to be read; what is not to leave at all must not be in it.
        register: of the whole case.
        level: how much is shown; at `NONE` it stays as it is.
        tell: how days written in the notes are told; None lets them stand.
        go_on: see `GoOn`.
        elsewhere: names of other cases.
    """
    if level is MaskLevel.NONE:
        return Veiled(folder, 0, frozenset(), ())
    masker = Masker(register.subjects, level, tell=tell, passed=register.passed, elsewhere=elsewhere, say=_)
    work = Veil(folder.case.code, masker, go_on)
    parts = {field.name: work.value(getattr(folder, field.name), None) for field in fields(folder)}
    return Veiled(replace(folder, **parts), work.count, frozenset(work.tokens), tuple(work.doubtful.values()))


class Veil:
    """Masks values and whole records, and counts what it masked.

    Attributes:
        count: how many pieces were masked so far.
        tokens: what stands for them.
        doubtful: what was found to decide about, by the folded word.
    """

    def __init__(self, code: str, masker: Masker, go_on: GoOn = lambda: None) -> None:
        """Of one case.

        Args:
            code: of the case.
            masker: knows whom to mask.
            go_on: see `GoOn`.
        """
        self._code, self._masker, self._go_on = code, masker, go_on
        self.count = 0
        self.tokens: set[str] = set()
        self.doubtful: dict[str, Doubtful] = {}

    def value(self, value: Any, near: date | None) -> Any:
        """A value of any field, masked."""
        if value is None or isinstance(value, _TELLING_NOTHING):
            return value
        if isinstance(value, str):
            return value if value in _DOMAINS else self._text(value, near)
        if isinstance(value, Record):
            return self._record(value, near)
        if isinstance(value, Mapping):
            return {self._text(key, near) if isinstance(key, str) else key: self.value(each, near)
                    for key, each in value.items()}  # fmt: skip
        if isinstance(value, Sequence | frozenset | set):
            return tuple(self.value(each, near) for each in value)
        return value

    def _record(self, record: Record, near: date | None) -> Record:
        self._go_on()
        near = _day_of(record) or near
        seen: dict[str, Any] = {}
        extra = record.model_extra or {}
        for name, value in record:
            if name in extra:
                continue
            if name in _DROPPED:
                seen[name] = "" if isinstance(value, str) else None
            elif name not in _KEPT:
                seen[name] = self.value(value, near)
        copy = record.model_copy(update=seen)
        # Of a newer version, or of another program: whatever it is, and is called, it is shown as text.
        if copy.model_extra is not None:
            masked = {self._text(name, near): self._text(str(value), near) for name, value in extra.items()}
            copy.model_extra.clear()
            copy.model_extra.update(masked)
        return copy

    def _text(self, text: str, near: date | None) -> str:
        if not text:
            return text
        masked = self._masker.mask(text, near)
        self.count += len(masked.spans)
        self.tokens.update(span.token.removesuffix("-") for span in masked.spans if span.rank != DAY_RANK)
        for suspect in masked.suspects:
            self._doubt(suspect, masked.source)
        return masked.text

    def _doubt(self, suspect: Suspect, source: str) -> None:
        key = fold(suspect.text)
        known = self.doubtful.get(key)
        if known:
            self.doubtful[key] = replace(known, count=known.count + 1)
            return
        before = source[max(0, suspect.start - AROUND) : suspect.start]
        after = source[suspect.end : suspect.end + AROUND]
        self.doubtful[key] = Doubtful(
            self._code, suspect.text, suspect.doubt, suspect.near, 1, _one_line(before), _one_line(after)
        )


def _day_of(record: Record) -> date | None:
    """The day that a record is about, where it has one."""
    if isinstance(record, Note):
        return record.contact_at.date()
    at = getattr(record, "at", None) or getattr(record, "on", None)
    return at.date() if isinstance(at, datetime) else at


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
