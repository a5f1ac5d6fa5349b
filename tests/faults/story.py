"""A working life in acts, the same every time it is told: what the crash tests have a Casebook do.

Which act comes, and with what words, follows from the seed and the act's number alone; on what, from the book as it
stands. So the same acts on a second book that nothing happens to give the book that the first one must be: the model.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from store import Casebook
from store.model import Case, Goal, Note, Task, record
from store.practice import cycle

BEGIN = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=7)))
PACE = timedelta(hours=9)
"""Between two acts: 300 of them are almost four months, in which closed cases become due for the archive."""

WHY = "karena keadaan keluarga sangat mendesak"
WORDS = ("Bertemu ibu di rumah. ", "Anak kembali sekolah. ", "Puskesmas dihubungi. ", "Pak RT: “belum ada kabar”. ")
KINDS = {
    "new case": 3, "note": 6, "draft": 9, "sign": 4, "discard": 1, "addendum": 2, "void": 1, "edit": 3, "contact": 2,
    "advance": 7, "back": 2, "monitor": 1, "hold": 1, "resume": 2, "terminate": 4, "reopen": 1, "undo": 5, "redo": 5,
    "compact": 2, "file": 5, "return": 3, "task": 3, "goal": 3, "remove": 1, "link": 2, "group": 1, "resource": 1,
    "put off": 1, "log": 2, "look": 2,
}  # fmt: skip
QUIET = ("undo", "redo", "compact", "file", "look")
"""Acts behind which nothing is undone: what could be depends on when the book was opened last."""

Contents = dict[str, Any]


def contents(book: Casebook) -> Contents:
    """Every document of the live book by table and key, and what is seen of each archived case.

    Not by TinyDB's ids: which of them are given again depends on when the book was opened and compacted. The documents
    are the stored ones and not to be changed.
    """
    tables = {name: book._db.documents(name) for name in book._db.tables()}
    held: Contents = {
        name: {row.get("id") or row.get("code") or id: row for id, row in rows.items()} for name, rows in tables.items()
    }
    held["archived"] = {stub.code: book._archive.get(stub.code).document for stub in book.archived()}
    return held


class Story:
    """The acts of one seed."""

    def __init__(self, seed: int) -> None:
        """The seed decides everything."""
        self.seed = seed

    def kind(self, number: int) -> str:
        """What kind of act has this number."""
        (kind,) = random.Random(f"{self.seed} kind {number}").choices(list(KINDS), list(KINDS.values()))
        if kind in ("undo", "redo"):
            before = self.kind(number - 1) if number else "compact"
            kind = "redo" if before == "undo" else "undo" if before not in QUIET else "note"
        return kind

    def tell(self, book: Casebook, number: int) -> None:
        """Do one act. Where there is nothing to do it to, a note is written instead, or a case taken in."""
        chance = random.Random(f"{self.seed} act {number}")
        record.urandom = chance.randbytes  # type: ignore[attr-defined]
        moment = BEGIN + number * PACE
        book.clock = lambda: moment
        for kind in (self.kind(number), "note", "new case"):
            if getattr(self, "_" + kind.replace(" ", "_"))(book, chance, number):
                return

    # Each answers whether there was something to do.

    def _new_case(self, book: Casebook, chance: random.Random, number: int) -> bool:
        size = chance.choice(["individual", "family", "community"])
        book.add_case(alias=f"Kel. {number}", size=size, presenting_problem=_text(chance), consent="verbal")
        return True

    def _note(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, book.cases())
        return case is not None and bool(
            book.add_note(case.code, body=_text(chance), mode="home_visit", sign=chance.random() < 0.6)
        )

    def _draft(self, book: Casebook, chance: random.Random, number: int) -> bool:
        first = number
        while first and self.kind(first - 1) == "draft":
            first -= 1
        note = _pick(chance, _notes(book, lambda note: note.is_draft))
        case = _pick(chance, book.cases())
        if case is None:
            return False
        code, id = (note.case_code, note.id) if note else (case.code, record.new_id())
        return bool(book.write_draft(code, id, session=f"sitting {first}", body=f"{number}: {_text(chance)}"))

    def _sign(self, book: Casebook, chance: random.Random, number: int) -> bool:
        note = _pick(chance, _notes(book, lambda note: note.is_draft and bool(note.body)))
        return note is not None and bool(book.sign_note(note.id))

    def _discard(self, book: Casebook, chance: random.Random, number: int) -> bool:
        note = _pick(chance, _notes(book, lambda note: note.is_draft))
        if note is not None:
            book.discard_draft(note.id)
        return note is not None

    def _addendum(self, book: Casebook, chance: random.Random, number: int) -> bool:
        note = _pick(chance, _notes(book, lambda note: note.is_signed))
        return note is not None and bool(book.add_addendum(note.id, f"{number}: {_text(chance)}"))

    def _void(self, book: Casebook, chance: random.Random, number: int) -> bool:
        note = _pick(chance, _notes(book, lambda note: note.is_signed))
        return note is not None and bool(book.void_note(note.id, reason=WHY))

    def _edit(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, book.cases())
        return case is not None and bool(
            book.edit_case(case.code, alias=f"Bu {number}", presenting_problem=_text(chance), tags=(f"t{number}",))
        )

    def _contact(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, _at_work(book))
        return case is not None and bool(
            book.set_next_contact(case.code, book.today() + timedelta(days=number % 90 + 1))
        )

    def _advance(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, [case for case in _at_work(book) if cycle.can_advance(case)])
        return case is not None and bool(book.advance(case.code, reason=WHY))

    def _back(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, [case for case in _at_work(book) if cycle.ways_back(case)])
        return case is not None and bool(book.move_back(case.code, chance.choice(cycle.ways_back(case)), reason=WHY))

    def _monitor(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, [case for case in _at_work(book) if cycle.can_monitor(case)])
        return case is not None and bool(book.to_monitoring(case.code, reason=WHY))

    def _hold(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, _at_work(book))
        return case is not None and bool(book.hold(case.code, reason=WHY))

    def _resume(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, book.cases(status="on_hold"))
        return case is not None and bool(book.resume(case.code))

    def _terminate(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, [case for case in book.cases() if not case.is_closed])
        return case is not None and bool(
            book.terminate(case.code, reason="goals_met", outcome="better", summary=_text(chance), override=WHY)
        )

    def _reopen(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, book.cases(status="closed"))
        return case is not None and bool(book.reopen(case.code, "assessment", reason=WHY))

    def _file(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, book.cases(status="closed"))
        if case is not None:
            book.file_away(case.code)
        return case is not None

    def _return(self, book: Casebook, chance: random.Random, number: int) -> bool:
        stub = _pick(chance, book.archived())
        if stub is None:
            return False
        if number % 2:
            return bool(book.reopen(stub.code, reason=WHY))
        return bool(book.add_note(stub.code, body=_text(chance)))

    def _task(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, book.cases())
        tasks = book.parts(Task, case.code) if case else []
        if tasks and number % 2:
            return bool(book.change(chance.choice(tasks), text=f"Tugas {number}", status="done"))
        return case is not None and bool(book.add(Task, case.code, text=f"Tugas {number}", due=book.today()))

    def _goal(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, book.cases())
        goals = book.parts(Goal, case.code) if case else []
        if goals and number % 2:
            return bool(book.rate_goal(chance.choice(goals).id, number % 5 - 2, note=_text(chance)))
        return case is not None and bool(book.add(Goal, case.code, statement=_text(chance), baseline=-1))

    def _remove(self, book: Casebook, chance: random.Random, number: int) -> bool:
        part = _pick(
            chance, [one for case in book.cases() for kind in (Goal, Task) for one in book.parts(kind, case.code)]
        )
        if part is not None:
            book.remove(part)
        return part is not None

    def _link(self, book: Casebook, chance: random.Random, number: int) -> bool:
        one, other = _pick(chance, book.cases()), _pick(chance, book.cases())
        if one is None or one.code == other.code:
            return False
        return bool((book.unlink if other.code in one.linked else book.link)(one.code, other.code))

    def _group(self, book: Casebook, chance: random.Random, number: int) -> bool:
        codes = [case.code for case in book.cases()][: 2 + number % 3]
        return bool(codes) and bool(book.add_group_note(codes, body=_text(chance), minutes=60))

    def _resource(self, book: Casebook, chance: random.Random, number: int) -> bool:
        known = book.resources()
        if known and number % 2:
            return bool(book.change_resource(chance.choice(known).id, gives=f"Layanan {number}"))
        return bool(book.add_resource(name=f"Posyandu {number}", kind="societal"))

    def _put_off(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, _at_work(book))
        return case is not None and bool(book.put_off(case.code, book.today() + timedelta(days=number % 30 + 1), WHY))

    def _log(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case, day = _pick(chance, _at_work(book)), book.today() + timedelta(days=3) if number % 2 else None
        return case is not None and bool(
            book.log_contact(case.code, mode="phone", outcome="reached", body=_text(chance), next_contact=day)
        )

    def _look(self, book: Casebook, chance: random.Random, number: int) -> bool:
        case = _pick(chance, book.cases())
        if case is not None:
            book.looked_at(case.code, left=number % 2 == 0, acts=(f"act {number}",))
        return case is not None

    def _undo(self, book: Casebook, chance: random.Random, number: int) -> bool:
        return bool(book.undo())

    def _redo(self, book: Casebook, chance: random.Random, number: int) -> bool:
        return bool(book.redo())

    def _compact(self, book: Casebook, chance: random.Random, number: int) -> bool:
        book.compact()
        return True


def _text(chance: random.Random) -> str:
    return "".join(chance.choices(WORDS, k=chance.randrange(1, 20))).strip()


def _pick(chance: random.Random, choices: list[Any]) -> Any:
    return chance.choice(choices) if choices else None


def _at_work(book: Casebook) -> list[Case]:
    return [case for case in book.cases() if cycle.is_at_work(case)]


def _notes(book: Casebook, fits: Callable[[Note], bool]) -> list[Note]:
    return [note for case in book.cases() for note in book.notes(case.code) if fits(note)]
