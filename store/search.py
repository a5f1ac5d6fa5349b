"""Looking for words in the texts of a case and its notes, and what is found. Pure; `store.searching` has the book.

The notes of a case stand folded in one run of bytes, the newest contact first, so that looking for a word goes at the
speed of memory, and what was found is told by its place. It is bytes because a single emoji would make all of a Python
string four times as long.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import accumulate
from typing import Any, NamedTuple

from store.folding import fold, spans_of
from store.model.codes import ContactMode, NoteStatus
from store.model.note import is_unstated
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
}  # fmt: skip
"""The same for the other things in its file. Notes are found by themselves; words to be masked stand in them."""

NOTE_TEXTS = ("participants", "place", "void_reason")
"""The same for a note, beside its body and its addenda."""

CASE = -1
"""The place of a case itself, before those of its notes."""

_PARTED = "\n"  # stands in no folded text, so that nothing is found across the end of one
_MODES = {mode.value: mode for mode in ContactMode}
_STATUSES = {status.value: status for status in NoteStatus}


class Hit(NamedTuple):
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

    @property
    def is_unstated(self) -> bool:
        """Whether it is a note of which nobody has said yet what contact it tells of; its mode then says nothing."""
        return bool(self.status and self.mode and is_unstated(self.status, self.mode))


class FoldedCase:
    """A case and its notes, folded. A note is told by its place among them; `CASE` is the place of the case itself.

    Attributes:
        document: what it was made of: the case with its file, as `Shelf.whole` has it and the archive too.
        code: of the case.
        moments: when the contacts of the notes were, in seconds; the newest first.
    """

    def __init__(self, document: Document, *, is_archived: bool) -> None:
        """Fold all texts of a case."""
        case = document["case"]
        self.document = document
        self.code: str = case["code"]
        self._is_archived = is_archived
        self._head = _folded([case["code"], case["alias"], *case.get("tags", ())])
        self._own = _folded(own_texts(document))
        ordered = _newest_first(document.get(NOTES, ()))
        self.moments = array("d", [moment for moment, _note in ordered])
        self._notes = [note for _moment, note in ordered]
        # The short texts stand before the long one: looking in a note ends at the first place where a word is found.
        pieces = [_folded([*_beside(note), note.get("body", "")]) for note in self._notes]
        self._run = b"".join(pieces)
        self._starts = [*accumulate(map(len, pieces), initial=0)]
        self._last: tuple[list[bytes], Sequence[int]] = ([], ())  # what was looked for last in the notes, and found

    def has(self, words: Sequence[str]) -> bool:
        """Whether all the words stand somewhere in the texts of the case itself."""
        return all(word.encode() in self._own for word in words)

    def places(self, words: Sequence[str], fits: Callable[[Document], bool] | None = None) -> list[int]:
        """The notes that have all the words, those in the head of their case taken as had; the newest contact first.

        Args:
            words: folded; none finds every note.
            fits: what else is asked of a note; None asks nothing.
        """
        notes, needed = self._notes, self._needed(words)
        found = self._with_all(needed) if needed else range(len(notes))
        return [at for at in found if fits(notes[at])] if fits else [*found]

    def _with_all(self, needed: list[bytes]) -> Sequence[int]:
        """The notes that have all these words. Who types on is looked for only in what was found last."""
        last, found = self._last
        if needed != last:
            goes_on = last and all(any(old in new for new in needed) for old in last)
            among, others = (found, needed) if goes_on else (self._anywhere(needed[0]), needed[1:])
            found = array("I", self._among(among, others) if others else among)
            self._last = needed, found
        return found

    def _anywhere(self, word: bytes) -> list[int]:
        """From one note with the word to the next one. To be called with the longest, which is mostly the rarest."""
        run, starts = self._run, self._starts
        found: list[int] = []
        place = run.find(word)
        while place >= 0:
            behind = bisect_right(starts, place)
            found.append(behind - 1)
            place = run.find(word, starts[behind])
        return found

    def _among(self, places: Sequence[int], needed: list[bytes]) -> Iterator[int]:
        run, starts = self._run, self._starts
        for at in places:
            start, end = starts[at], starts[at + 1]
            for word in needed:
                if run.find(word, start, end) < 0:
                    break
            else:
                yield at

    def hit(self, place: int, words: Sequence[str]) -> Hit:
        """What is found at a place, with the text in which the first word stands, or for a note the longest one."""
        case = self.document["case"]
        if place == CASE:
            day = (case.get("closure") or {}).get("closed") or case["opened"]
            text = _first_with(words[:1], own_texts(self.document))
            return Hit(self.code, "", _date(day), text, case["alias"], None, None, self._is_archived)
        note = self._notes[place]
        sought = [word.decode() for word in self._needed(words)[:1]]
        text = _first_with(sought, [note.get("body", ""), *_beside(note)])
        day, mode, status = _date(note["contact_at"]), _MODES[note["mode"]], _STATUSES[note["status"]]
        return Hit(self.code, note["id"], day, text, case["alias"], mode, status, self._is_archived)

    def _needed(self, words: Sequence[str]) -> list[bytes]:
        """The words that a note must have, as they are not in the head of its case; a longer one is mostly rarer."""
        raw = (word.encode() for word in words)
        return sorted((word for word in raw if word not in self._head), key=len, reverse=True)


class Hits:
    """What was found, in order. A hit is made when it is looked at: of hundreds of thousands a person looks at some."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        """Nothing found yet.

        Args:
            words: what was looked for, folded.
        """
        self._words = words
        self._cases: list[FoldedCase] = []
        self._places: list[int] = []

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)

    def __getitem__(self, at: int) -> Hit:
        """One of them."""
        return self._cases[at].hit(self._places[at], self._words)

    def __iter__(self) -> Iterator[Hit]:
        """One after the other."""
        return map(self.__getitem__, range(len(self)))

    def add(self, cases: Iterable[FoldedCase], places: Iterable[int]) -> None:
        """Add what was found.

        Args:
            cases: in which, for each hit.
            places: at which place of its case.
        """
        self._cases += cases
        self._places += places

    def extend(self, others: "Hits") -> None:
        """Add what was found of the same words."""
        self.add(others._cases, others._places)

    @property
    def codes(self) -> list[str]:
        """The codes of the cases in which something was found, each once, in the order of the hits."""
        return [*dict.fromkeys(folded.code for folded in dict.fromkeys(self._cases))]

    def find(self, code: str, note: str) -> int | None:
        """Which of them is this note, or, with an empty id, this case itself; None when neither was found."""
        mine = (at for at, folded in enumerate(self._cases) if folded.code == code)
        return next((at for at in mine if self[at].note == note), None)


def note_test(query: Query) -> Callable[[Document], bool] | None:
    """What the conditions ask of a note, those of its case being asked apart; None when that is nothing."""
    asked: list[Callable[[Document], bool]] = []
    if modes := query.wanted(Field.MODE):
        asked.append(lambda note: note["mode"] in modes)
    if outcomes := query.wanted(Field.OUTCOME):
        asked.append(lambda note: note["outcome"] in outcomes)
    since, until = query.wanted(Field.FROM), query.wanted(Field.TO)
    if since or until:
        first, last = min(since, default=""), max(until, default="9")
        asked.append(lambda note: first <= note["contact_at"][:10] <= last)
    if Is.PRIVATE in query.wanted(Field.IS):
        asked.append(lambda note: note.get("private", False))
    drafts, addenda = (one in query.wanted(Field.HAS) for one in (Has.DRAFT, Has.ADDENDUM))
    if drafts or addenda:
        asked.append(lambda note: (drafts and note["status"] == NoteStatus.DRAFT) or (addenda and "addenda" in note))
    if len(asked) > 1:
        return lambda note: all(fits(note) for fits in asked)
    return asked[0] if asked else None


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


def _folded(texts: Iterable[str]) -> bytes:
    """Texts folded, each with an end, in one run."""
    return _PARTED.join((*map(fold, texts), "")).encode()


def _first_with(words: Sequence[str], texts: Sequence[str]) -> str:
    """The first of the texts with all these folded words; the first of all where there is none."""
    return next((text for text in texts if all(word in fold(text) for word in words)), texts[0])


def _date(moment: str) -> date:
    """The day of a moment on the clock of the one who wrote it, or a day."""
    return date.fromisoformat(moment[:10])


def _moment(written: str) -> float:
    return datetime.fromisoformat(written).timestamp()
