"""Looking for words in the texts of a case and its notes, and what is found. Pure; `store.searching` has the book.

The notes of a case stand folded in one run of bytes, the newest contact first, so that looking for a word goes at the
speed of memory, and what was found is told by its place. It is bytes because a single emoji would make all of a Python
string four times as long.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import accumulate
from typing import Any

from store.folding import fold, spans_of
from store.model.codes import ContactMode, NoteStatus
from store.query import Field, Has, Is, Query
from store.shelf import NOTES
from store.vault import Document

CASE_TEXTS = (
    "presenting_problem", "client_name", "origin_environment", "strengths", "needs_rights", "tasks_roles", "coping",
    "collective_issues", "consent_by", "consent_scope", "client_language", "supervisor", "alias", "tags", "code",
)  # fmt: skip
"""The fields of a case in which something is found; one that says more before one that says less."""

INNER_TEXTS = {
    "closure": ("summary", "notice_why", "unmet_needs", "return_plan", "receiver", "family_support"),
    "hold": ("reason",), "decision": ("why",), "put_off": ("reason",),
}  # fmt: skip
"""The same for what lies inside a case."""

PART_TEXTS = {
    "people": ("name", "alias", "aliases", "kin_role", "contact", "address", "note"),
    "relations": ("a", "b", "note"), "goals": ("statement", "expected", "better", "much_better", "less", "much_less"),
    "tasks": ("text", "carried_over"), "interventions": ("text",), "referrals": ("to", "reason", "barrier"),
    "team": ("name", "organisation", "role", "contact"), "flags": ("note", "safety_plan", "state_reason"),
    "scores": ("whose", "note"), "measures": ("target", "unit"), "measurements": ("note",), "history": ("reason",),
    "mask_words": ("text",),
}  # fmt: skip
"""The same for the other things in its file, but its notes, which are found by themselves."""

NOTE_TEXTS = ("participants", "place", "void_reason")
"""The same for a note, beside its body and its addenda."""

_PARTED = b"\n"  # stands in no folded text, so that nothing is found across the end of one
_MODES = {mode.value: mode for mode in ContactMode}
_STATUSES = {status.value: status for status in NoteStatus}


@dataclass(frozen=True, slots=True)
class Hit:
    """A case or a note that answers a query.

    Attributes:
        code: of the case.
        note: the id of the note; empty where the case itself is meant.
        day: of the contact; of a case the day of its ending, or else of its intake.
        text: the original text in which words stand; see `context`.
        alias: of the case.
        mode: how the contact was made; None for a case.
        status: how far the note is fixed; None for a case.
        is_archived: whether the case lies in the archive.
    """

    code: str
    note: str
    day: date
    text: str
    alias: str
    mode: ContactMode | None
    status: NoteStatus | None
    is_archived: bool


Found = tuple[float, Hit]
"""A note and when its contact was, in seconds."""


class FoldedCase:
    """A case and its notes, folded.

    Attributes:
        document: what it was made of: the case with its file, as `Shelf.whole` has it and the archive too.
    """

    def __init__(self, document: Document, *, is_archived: bool) -> None:
        """Fold all texts of a case."""
        case = document["case"]
        self.document = document
        self._is_archived = is_archived
        self._head = _joined([case["code"], case["alias"], *case.get("tags", ())])
        self._texts = own_texts(document)
        self._own = _joined(self._texts)
        ordered = _newest_first(document.get(NOTES, ()))
        self._notes = [note for _moment, note in ordered]
        bodies = [_joined([note.get("body", "")]) for note in self._notes]
        pieces = [
            _PARTED.join((body, _joined(_beside(note)), b"")) for body, note in zip(bodies, self._notes, strict=True)
        ]
        self._run = b"".join(pieces)
        self._starts = [*accumulate(map(len, pieces), initial=0)]
        self._bodies = [start + len(body) for start, body in zip(self._starts, bodies, strict=False)]
        self._found: list[Found] = [(moment, self._hit(note, note.get("body", ""))) for moment, note in ordered]
        self._beside: dict[tuple[int, int], Found] = {}  # the same notes with another text than the body

    def case_hit(self, words: Sequence[str]) -> Hit | None:
        """The case itself, if all the words stand somewhere in its texts; with the text that has the first of them."""
        places = [self._own.find(word.encode()) for word in words]
        if -1 in places:
            return None
        text = self._texts[self._own.count(_PARTED, 0, places[0])] if places else self._texts[0]
        case = self.document["case"]
        day = (case.get("closure") or {}).get("closed") or case["opened"]
        return Hit(case["code"], "", _date(day), text, case["alias"], None, None, self._is_archived)

    def note_hits(self, words: Sequence[str], fits: Callable[[Document], bool] | None = None) -> list[Found]:
        """The notes that have all the words, those in the head of their case taken as had; the newest contact first.

        Args:
            words: folded; none finds every note.
            fits: what else is asked of a note; None asks nothing.
        """
        raw = (word.encode() for word in words)
        needed = sorted((word for word in raw if word not in self._head), key=len, reverse=True)
        notes, found = self._notes, self._found
        if not needed:
            return [found[at] for at, note in enumerate(notes) if fits is None or fits(note)]
        rarest, *others = needed  # a longer word is mostly a rarer one
        run, starts, bodies = self._run, self._starts, self._bodies
        hits: list[Found] = []
        place = run.find(rarest)
        while place >= 0:
            at = bisect_right(starts, place) - 1
            end = starts[at + 1]
            has_all = not others or all(run.find(word, starts[at], end) >= 0 for word in others)
            if has_all and (fits is None or fits(notes[at])):
                hits.append(found[at] if place < bodies[at] else self._hit_beside(at, place))
            place = run.find(rarest, end)
        return hits

    def _hit(self, note: Document, text: str) -> Hit:
        case, day = self.document["case"], _date(day_of(note))
        mode, status = _MODES[note["mode"]], _STATUSES[note["status"]]
        return Hit(case["code"], note["id"], day, text, case["alias"], mode, status, self._is_archived)

    def _hit_beside(self, at: int, place: int) -> Found:
        """A note with the word not in its body but in another of its texts: that one is shown."""
        number = self._run.count(_PARTED, self._bodies[at], place) - 1
        found = self._beside.get((at, number))
        if found is None:
            note, moment = self._notes[at], self._found[at][0]
            found = self._beside[at, number] = moment, self._hit(note, _beside(note)[number])
        return found


def note_test(query: Query) -> Callable[[Document], bool] | None:
    """What the conditions ask of a note, those of its case being asked apart; None when that is nothing."""
    modes, outcomes, has = query.wanted(Field.MODE), query.wanted(Field.OUTCOME), query.wanted(Field.HAS)
    first, last = min(query.wanted(Field.FROM), default=""), max(query.wanted(Field.TO), default="9")
    drafts, addenda, private = Has.DRAFT in has, Has.ADDENDUM in has, Is.PRIVATE in query.wanted(Field.IS)

    def fits(note: Document) -> bool:
        return (
            (not modes or note["mode"] in modes)
            and (not outcomes or note["outcome"] in outcomes)
            and first <= day_of(note) <= last
            and (not private or note.get("private", False))
            and (
                not (drafts or addenda)
                or (drafts and note["status"] == NoteStatus.DRAFT)
                or (addenda and "addenda" in note)
            )
        )

    return fits if query.seeks_notes else None


def day_of(note: Document) -> str:
    """The day of the contact on the clock of the one who wrote it."""
    return str(note["contact_at"][:10])


def own_texts(document: Document) -> list[str]:
    """The texts of a case without its notes; there always is one, its code."""
    case = document["case"]
    texts = [*_texts(case, CASE_TEXTS), *case.get("extra", {}).values()]
    for name, fields in INNER_TEXTS.items():
        texts += _texts(case.get(name) or {}, fields)
    for table, fields in PART_TEXTS.items():
        for part in document.get(table, ()):
            texts += _texts(part, fields)
            texts += [rating["note"] for rating in part.get("ratings", ()) if rating.get("note")]
    return texts


def context(text: str, words: Sequence[str], width: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """One line of a text around the first of the words in it, and where in the line words stand.

    Args:
        text: the original, of any length; of one in which there is no word the beginning is shown.
        words: folded; see `Query.words`.
        width: the line has at most so many characters.
    """
    first = next(iter(spans_of(text, words)), (0, 0))[0]
    start = max(0, first - width // 3)
    if start:
        # From the beginning of a word on, unless that word is too long.
        start = next((at + 1 for at in range(start - 1, first) if text[at].isspace()), start)
    line = " ".join(text[start : start + 2 * width].split())
    if start:
        line = "…" + line
    if len(line) > width or start + 2 * width < len(text):
        line = line[: width - 1].rstrip() + "…"
    return line, tuple(spans_of(line, words))


def _beside(note: Document) -> list[str]:
    """The texts of a note beside its body."""
    return [
        *_texts(note, NOTE_TEXTS),
        *note.get("extra", {}).values(),
        *(addendum["text"] for addendum in note.get("addenda", ())),
    ]


def _texts(of: dict[str, Any], fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        if text := of.get(field):
            yield text if isinstance(text, str) else ", ".join(text)


def _newest_first(notes: Sequence[Document]) -> list[tuple[float, Document]]:
    """Notes and when their contacts were, in seconds; as `store.shelf.newest_first` has the models."""
    moments = sorted((_moment(note["contact_at"]), _moment(note["written_at"]), at) for at, note in enumerate(notes))
    return [(contact, notes[at]) for contact, _written, at in reversed(moments)]


def _joined(texts: Iterable[str]) -> bytes:
    return "\n".join(map(fold, texts)).encode()


@cache
def _date(day: str) -> date:
    return date.fromisoformat(day)


def _moment(written: str) -> float:
    return datetime.fromisoformat(written).timestamp()
