"""The demonstration caseload: invented people, told as weeks of practice that end today.

The stories lie in `caseload/`, some TOML files a practice field, and what lies in the file of a case beside its notes
in `casefiles/`, by its ref; this file plays them through the Casebook's own acts,
in the order in which they happened, with its clock set to each moment. No rule of the profession and no screen here.

A story (`[[case]]`) has the codes of its fields, and its texts twice, under `id` and `en`:

    ref = "child_a"                 what other stories call it
    opened = "-62 09:00"            when it was taken in: days from today and the time of day, as in every moment below
    steps = ["-60 15:00 advance"]   acts without text: advance, tick ITEM, risk LEVEL, consent CODE, next_contact DAY,
                                    next_review DAY (or none), contact MODE OUTCOME (without its note yet), resume,
                                    aftercare DAY (a check after the ending was done; a DAY is counted from today), link
                                    REF, and those on parts (see `parts`): rate, score, value, done, answer, goal
    [case.text.id]                  alias, client_name, presenting_problem, origin_environment, tags
    [[case.notes]]                  `at` the contact, mode, outcome (reached), format (narrative), private, `late` days
                                    until it was written, `signed` (true), the body; addendum_at and addendum
                                    `with`: the refs of other stories that the same session served
    [[case.moves]]                  `do`: advance, monitor, back PHASE, reopen PHASE, hold DAY, put_off DAY, decide
                                    VERDICT, answer REFERRAL STATUS, settle FLAG STATE, carry TASK; with their reason
    [[case.supervision]]            `at` the session; due, next: days from today; the directions, and tasks, each a line
    [[case.parts]]                  what is put into the file (see `parts`), where it is not in `casefiles/`
    [case.closing]                  what `Casebook.terminate` takes; aftercare in days from today

Lines of a text that follow each other flow together; an empty line begins a paragraph. A case without `level` has not
had its level confirmed. The directory of resources stands in `directory.toml`.
"""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib.resources import files
from operator import itemgetter
from typing import Any

from store.casebook import Casebook
from store.demo.parts import Directory, Parts, texts_of
from store.intake import EDITABLE

Scene = tuple[datetime, Callable[[], object]]
"""What happens, and when."""

_CLOSING = ("reason", "outcome", "notice", "returned", "door_open", "documents_returned")
"""What a closing record holds beside its texts and its days."""


def build_demo(book: Casebook, language: str) -> int:
    """Fill a new book with the demonstration caseload, so that its last day is the book's today.

    Args:
        book: an empty book, open for writing.
        language: the language of the texts; what is not written in it is in English.

    Returns:
        How many cases there are.

    Raises:
        LingkarError: the book refused an act; what was played before stays in it.
    """
    clock, start = book.clock, book.clock()
    cast: dict[str, _Story] = {}
    directory = Directory(book, language)
    stories = [_Story(book, told, language, start, cast, directory) for told in caseload()]
    cast |= {story.told["ref"]: story for story in stories if "ref" in story.told}
    scenes = sorted((scene for story in stories for scene in story.scenes()), key=itemgetter(0))
    try:
        for moment, play in scenes:
            book.clock = partial(_same, moment)
            play()
        for story in stories:
            story.parts.keep()
    finally:
        book.clock = clock
    return len(stories)


def caseload() -> list[dict[str, Any]]:
    """The stories as they are written."""
    stories = [story for told in _written("caseload").values() for story in told["case"]]
    lying = _written("casefiles")
    return [{**one, "parts": [*one.get("parts", ()), *_parts(lying, one.get("ref", ""))]} for one in stories]


def _written(folder: str) -> dict[str, dict[str, Any]]:
    """What stands in the TOML files of a folder, by their names."""
    told = sorted((files(__name__) / folder).iterdir(), key=lambda file: file.name)
    texts = {file.name: file.read_text(encoding="utf-8") for file in told if file.name.endswith(".toml")}
    return {name: tomllib.loads(text) for name, text in texts.items()}


def _parts(lying: dict[str, dict[str, Any]], ref: str) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = lying.get(f"{ref}.toml", {}).get("parts", [])
    return parts


_CONSENT = ("consent", "consent_by", "consent_on", "consent_scope")


class _Story:
    """One case on its way through the book. Its code is known once it has been opened."""

    def __init__(
        self, book: Casebook, told: dict[str, Any], language: str, start: datetime, cast: dict[str, "_Story"],
        directory: Directory,
    ) -> None:  # fmt: skip
        self.book = book
        self.told = told
        self.language = language
        self.start = start
        self.cast = cast
        self.directory = directory
        self.code = ""
        self.consent: dict[str, Any] = {}
        self.parts: Parts

    def scenes(self) -> Iterator[Scene]:
        """Everything that happens in this story, the opening first."""
        told = self.told
        yield self._moment(told["opened"]), self._open
        if "consent_on" in told:
            yield self._moment(f"{told['consent_on']} 06:00"), self._consent
        for note in told["notes"]:
            yield from self._note_scenes(note)
        for session in told.get("supervision", ()):
            yield self._moment(session["at"]), partial(self._supervise, session)
        for part in told.get("parts", ()):
            yield self._moment(part["at"]), partial(self._put, part)
        for step in told["steps"]:
            day, clock, act, *value = step.split()
            yield self._moment(f"{day} {clock}"), partial(self._step, act, *value)
        for move in told.get("moves", ()):
            yield self._moment(move["at"]), partial(self._move, *move["do"].split(), reason=self._text(move)["reason"])
        if closing := told.get("closing"):
            yield self._moment(closing["at"]), partial(self._close, closing)

    def _open(self) -> None:
        codes = {name: self.told[name] for name in EDITABLE if name in self.told}
        fields: dict[str, Any] = codes | self._text(self.told["text"])
        fields |= {name: self._day(fields[name]) for name in ("consent_on", "target_close") if name in fields}
        if fields.get("consent_on", self.book.today()) > self.book.today():  # it is written down when it is given
            self.consent = {name: fields.pop(name) for name in _CONSENT if name in fields}
        self.code = self.book.add_case(**fields).code
        self.parts = Parts(self.book, self.code, self.language, self.start.date(), self.directory)

    def _consent(self) -> None:
        if self.consent:
            self.book.edit_case(self.code, **self.consent)

    def _put(self, part: dict[str, Any]) -> None:
        self.parts.add(part)

    def _note_scenes(self, note: dict[str, Any]) -> Iterator[Scene]:
        contact = self._moment(note["at"])
        written: list[str] = []  # the note's id, for its addendum

        def write() -> None:
            self.parts.keep()
            codes: dict[str, Any] = {
                name: note[name] for name in ("mode", "outcome", "format", "private", "minutes") if name in note
            }
            codes |= self.parts.named_by(note)
            body, sign = self._text(note)["text"], note.get("signed", True)
            served = [self.code, *(self.cast[ref].code for ref in note.get("with", ()))]
            if len(served) > 1:
                kept = self.book.add_group_note(served, body=body, at=contact, sign=sign, **codes)[0]
            else:
                kept = self.book.add_note(self.code, body=body, at=contact, sign=sign, **codes)
            written.append(kept.id)

        yield contact + timedelta(days=note.get("late", 0)), write
        if "addendum" in note:
            text = self._text(note["addendum"])["text"]
            yield self._moment(note["addendum_at"]), lambda: self.book.add_addendum(written[0], text)

    def _supervise(self, session: dict[str, Any]) -> None:
        self.parts.keep()
        texts = self._text(session)
        self.book.record_supervision(
            self.code, directions=texts["directions"], supervisor=session["supervisor"],
            tasks=texts["tasks"].split("\n\n"), due=self._day(session["due"]), next_session=self._day(session["next"]),
        )  # fmt: skip

    def _step(self, act: str, value: str = "", *more: str) -> None:
        book, code = self.book, self.code
        if act not in ("score", "value"):
            self.parts.keep()
        match act:
            case "link":
                book.link(code, self.cast[value].code)
            case "aftercare":
                book.aftercare_done(code, self._day(value))
            case "rate" | "score" | "value" | "done" | "answer" | "goal":
                getattr(self.parts, act)(value, *more)
            case "advance":
                book.advance(code)
            case "tick":
                book.tick(code, value)
            case "risk":
                book.assess_risk(code, value)
            case "consent":
                book.edit_case(code, consent=value)
            case "next_contact":
                book.set_next_contact(code, self._day(value))
            case "next_review":
                book.edit_case(code, next_review=None if value == "none" else self._day(value))
            case "contact":
                book.log_contact(code, mode=value, outcome=more[0])
            case "resume":
                book.resume(code)
            case _:
                raise ValueError(f"{code}: no such step: {act}")

    def _move(self, act: str, value: str = "", *more: str, reason: str) -> None:
        book, code = self.book, self.code
        self.parts.keep()
        match act:
            case "decide":
                book.decide(code, value, reason)
            case "answer":
                self.parts.answer(value, more[0], reason)
            case "settle":
                self.parts.settle(value, more[0], reason)
            case "carry":
                self.parts.carry(value, reason)
            case "advance":
                book.advance(code, reason)
            case "monitor":
                book.to_monitoring(code, reason)
            case "back":
                book.move_back(code, value, reason)
            case "reopen":
                book.reopen(code, value, reason)
            case "hold":
                book.hold(code, reason, self._day(value))
            case "put_off":
                book.put_off(code, self._day(value), reason)
            case _:
                raise ValueError(f"{code}: no such move: {act}")

    def _close(self, closing: dict[str, Any]) -> None:
        codes = {name: closing[name] for name in _CLOSING if name in closing}
        aftercare = tuple(self._day(day) for day in closing.get("aftercare", ()))
        self.parts.keep()
        self.book.terminate(self.code, aftercare=aftercare, **codes, **self._text(closing))

    def _text(self, texts: dict[str, Any]) -> dict[str, str]:
        """The texts of one thing in the language of the book."""
        return texts_of(texts, self.language)

    def _day(self, days: str | int) -> date:
        return self.start.date() + timedelta(days=int(days))

    def _moment(self, written: str) -> datetime:
        day, clock = written.split()
        return datetime.combine(self._day(day), time.fromisoformat(clock), self.start.tzinfo)


def _same(moment: datetime) -> datetime:
    """A clock that stands still."""
    return moment
