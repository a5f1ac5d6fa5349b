"""The one door to a book: each act of the user is one method, one durable transaction, one step to undo.

Acts check the cycle and the gates, make new records, and hand them to `_commit`. Nothing here knows the screen, and
nothing else writes to the vault. What a method shows as done survives a power cut.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from store.act import Act
from store.desk import full_code, needed, now, only
from store.erasure import Erasing
from store.errors import InvalidInput, NotFound, Refused
from store.intake import edited, must_be_intake, new_case, planned
from store.language import _
from store.language.quoting import quoted
from store.model.case import Case, Hold, by_number
from store.model.closure import Closure, kept_until
from store.model.codes import MoveKind, Phase, RiskLevel, Status
from store.model.note import Note
from store.model.person import Person
from store.model.record import Record, build
from store.model.text import clean_block
from store.practice import cycle, gates
from store.practice.closing import closing_record
from store.searching import Searching


def open_casebook(
    folder: Path | str,
    passphrase: str | None = None,
    create: bool = True,
    *,
    read_only: bool = False,
    clock: Callable[[], datetime] = now,
) -> "Casebook":
    """Open the casebook in a folder; use it as a context manager, or close it.

    Args:
        folder: where the book is, or is to be.
        passphrase: of an encrypted book, or its recovery key; a new book is encrypted with it. None: plain.
        create: make a new book where there is none.
        read_only: take no lock and change nothing; reads up to the last complete act, also while another holds it.
        clock: what time it is, with zone; tests and the demonstration give their own.

    Raises:
        BookNotFound: there is no book and `create` is off or `read_only` on.
        BookInUse: another program holds it.
        BookDamaged: its files do not read as they were written.
        NewerFormat: a newer version wrote it.
        PassphraseNeeded: it is encrypted and no passphrase was given.
        WrongPassphrase: the passphrase is not the one.
        LingkarError: a passphrase was given for a plain book, or the folder cannot be reached.
    """
    book = Casebook(Path(folder), passphrase, create=create, read_only=read_only, clock=clock)
    if not read_only:
        book.has_finished_erasing = book.finish_erasures()
    return book


class Casebook(Searching, Erasing):
    """An open book: reading cases and acting on them.

    Acts on notes are in `Notebook`, on the rest of a file in `Casework`, supervision in `Supervising`, the daily review
    in `Reviewing`, finding in `Searching`, the archive in `Filing`, erasing in `Erasing`, what left in `Register`
    and `Copies`, undo in `Desk`.
    """

    # Reading

    def cases(self, *, phase: Phase | str | None = None, status: Status | str | None = None) -> list[Case]:
        """The live cases, by code; `archived` lists the others, and `every_case` has both.

        Args:
            phase: only those in this phase.
            status: only those with this status.

        Raises:
            Refused: there is no such phase or status.
        """
        phase = phase and cycle.phase_of(phase)
        if status is not None and status not in list(Status):
            raise Refused(
                _("There is no status {status}; there are {choices}.").format(
                    status=quoted(status), choices=", ".join(Status)
                )
            )
        return [
            case
            for case in self.shelf.cases()
            if (phase is None or case.phase == phase) and (status is None or case.status == status)
        ]

    def gate(self, code: str) -> gates.Gate:
        """The gate that stands before a case in its present phase.

        Raises:
            NotFound: there is no such case.
        """
        return gates.gate_of(self._facts(self.case(code)))

    def closing_gate(
        self, code: str, *, reason: str, summary: str, outcome: str | None = None, **record: Any
    ) -> gates.Gate:
        """The gate before closing a case with this record, without closing it. Arguments as for `terminate`.

        Raises:
            NotFound: there is no such case.
            InvalidInput: a field of the record does not fit.
        """
        _closure, facts = self._closing(self.case(code), reason, outcome, summary, record)
        return gates.gate_of(facts)

    def kept_until(self, code: str, closed: date) -> date:
        """The day until which the record of a case must be kept when it is closed on this day.

        Raises:
            NotFound: there is no such case.
        """
        return kept_until(closed, self.parts(Person, code))

    def next_number(self, year: int) -> int:
        """The running number that the next case of this year gets."""
        return self.shelf.next_number(year)

    # Acts on a case

    def add_case(self, *, alias: str, size: str, opened: date | None = None, **fields: Any) -> Case:
        """Take in a case. It starts in Engagement.

        Args:
            alias: what the board shows.
            size: a code of `SystemSize`; the level is suggested from it unless given.
            opened: the day of intake; today unless given.
            fields: others of `store.intake.EDITABLE`.

        Raises:
            InvalidInput: a field does not fit; nothing was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        day = opened or self.today()
        must_be_intake(day, self.today())
        number = self.shelf.next_number(day.year)
        case = new_case(number, day, self.today(), alias=alias, size=size, **fields)
        move = self._move(case, MoveKind.OPENED, None, case.phase)
        self._commit(Act("add_case", case.code), [case, move], numbers={day.year: number})
        return case

    def edit_case(self, code: str, **fields: Any) -> Case:
        """Change what is written about a case.

        Args:
            code: which case.
            fields: of `store.intake.EDITABLE`. Giving the risk level counts as assessing the risk today.

        Raises:
            NotFound: there is no such case.
            InvalidInput: a field does not fit; nothing was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        return self._edit(self.case(code), Act("edit_case", full_code(code)), fields)

    def set_next_contact(self, code: str, day: date | None) -> Case:
        """Set the day of the next contact, or clear it. Raises as `edit_case` does, also when the day has passed."""
        act = (
            Act("next_contact", full_code(code), day.isoformat())
            if day
            else Act("next_contact_cleared", full_code(code))
        )
        return self._edit(self.case(code), act, {"next_contact": day})

    def assess_risk(self, code: str, level: RiskLevel | str) -> Case:
        """Write down how much danger there is today, also when it is as before. Raises as `edit_case` does."""
        return self._edit(self.case(code), Act("assess_risk", full_code(code)), {"risk_level": level})

    def tick(self, code: str, item: str, done: bool = True) -> Case:
        """Tick a gate item off, or take the tick back.

        Raises:
            NotFound: there is no such case.
            Refused: the gate before the case has no such item, or the program checks it by itself.
        """
        case = self.case(code)
        by_hand = [asked.code for asked, _met in gates.gate_of(self._facts(case)).items if asked.by_hand]
        if item not in by_hand:
            raise Refused(
                _("{item} is not ticked by hand at this gate. Here it is: {items}.").format(
                    item=quoted(item), items=", ".join(by_hand) or "-"
                )
            )
        ticks = {**case.ticks, item: self.today()} if done else {k: v for k, v in case.ticks.items() if k != item}
        return self._save(case.changed(ticks=ticks), Act("tick" if done else "untick", case.code))

    def advance(self, code: str, reason: str | None = None) -> Case:
        """Move a case to the next phase, through its gate.

        Args:
            code: which case.
            reason: why to go on although hard items are missing.

        Raises:
            NotFound: there is no such case.
            Refused: the case is closed, on hold, or in its last phase.
            GateNotMet: hard items are missing and no reason of 20 characters is given.
        """
        case = self.case(code)
        return self._go(case, "advance", MoveKind.ADVANCED, cycle.next_phase(case), reason)

    def to_monitoring(self, code: str, reason: str | None = None) -> Case:
        """Move a case into the optional Monitoring phase, through the gate it stands at. Raises as `advance`."""
        case = self.case(code)
        cycle.must_be_at_work(case)
        cycle.must_lead(case, Phase.MONITORING, (Phase.MONITORING,) if cycle.can_monitor(case) else ())
        return self._go(case, "monitor", MoveKind.ADVANCED, Phase.MONITORING, reason)

    def move_back(self, code: str, phase: Phase | str, reason: str) -> Case:
        """Move a case back to an earlier phase. Re-assessment is normal work, not an error, and always has a reason.

        Raises:
            NotFound: there is no such case.
            Refused: the case is closed or on hold, cannot go there, or the reason is empty.
        """
        case, to = self.case(code), cycle.phase_of(phase)
        cycle.must_be_at_work(case)
        cycle.must_lead(case, to, cycle.BACK[case.phase])
        moved = self._entering(case, to)
        move = self._move(moved, MoveKind.MOVED_BACK, case.phase, to, needed(reason), decision=case.decision)
        return self._save(moved, Act("move_back", case.code, to.value), move)

    def hold(self, code: str, reason: str, until: date | None = None) -> Case:
        """Let a case rest, with a reason. Raises `NotFound`, or `Refused` when it is not active or the reason empty."""
        case = self.case(code)
        cycle.must_be_at_work(case)
        reason = needed(reason)
        rest = build(Hold, {"since": self.today(), "reason": reason, "until": until})
        if rest.until and rest.until < self.today():
            raise InvalidInput({"until": _("This day has passed.")})
        held = case.changed(status=Status.ON_HOLD, hold=rest)
        return self._save(held, Act("hold", case.code), self._move(held, MoveKind.HELD, case.phase, case.phase, reason))

    def resume(self, code: str) -> Case:
        """Take a resting case up again. Raises `NotFound`, or `Refused` when it is not on hold."""
        case = self.case(code)
        if case.status is not Status.ON_HOLD:
            raise Refused(_("{code} is not on hold.").format(code=case.code))
        active = case.changed(status=Status.ACTIVE, hold=None)
        return self._save(
            active, Act("resume", case.code), self._move(active, MoveKind.RESUMED, case.phase, case.phase)
        )

    def terminate(
        self, code: str, *, reason: str, summary: str, outcome: str | None = None, override: str | None = None,
        **record: Any,
    ) -> Case:  # fmt: skip
        """Close a case from any phase, with its closing record.

        Args:
            code: which case.
            reason: a code of `TerminationReason`.
            summary: the ending in a few sentences.
            outcome: a code of `Outcome`; needed, except where the client died or the record is a duplicate: there none
                is judged, whatever is given.
            override: why to close although hard items of the closing gate are missing.
            record: other fields of `Closure`. The day is today unless given; how long the record is kept, and the gap
                and the goals then and now, follow from the file.

        Raises:
            NotFound: there is no such case.
            Refused: it is closed already.
            InvalidInput: a field of the record does not fit; nothing was saved.
            GateNotMet: hard items are missing and no reason of 20 characters is given.
        """
        case = self.case(code)
        if case.is_closed:
            raise Refused(_("{code} is closed already.").format(code=case.code))
        closure, facts = self._closing(case, reason, outcome, summary, record)
        why = clean_block(override or "").strip()
        gate = gates.pass_gate(facts, why)
        ended = self._entering(
            case, Phase.TERMINATION, status=Status.CLOSED, closure=closure, hold=None, next_contact=None,
            contact_planned=None, put_off=None,
        )  # fmt: skip
        move = self._move(
            ended, MoveKind.TERMINATED, case.phase, ended.phase, why, gate=gate.results(), closure=closure,
            decision=case.decision,
        )  # fmt: skip
        return self._save(ended, Act("terminate", case.code), move)

    def reopen(
        self, code: str, phase: Phase | str = Phase.ENGAGEMENT, reason: str = "", *, next_contact: date | None = None
    ) -> Case:
        """Begin the next episode of a closed case; its closing record stays in the history.

        Args:
            code: which case.
            phase: the phase it begins in.
            reason: why.
            next_contact: the day of the next contact, as the ending took away what was planned; None leaves what was
                planned since then.

        Raises:
            NotFound: there is no such case.
            Refused: it is not closed, the phase is not one to begin in, or the reason is empty.
            InvalidInput: the day of the next contact has passed; nothing was saved.
        """
        case, to = self.case(code), cycle.phase_of(phase)
        if not case.is_closed:
            raise Refused(_("{code} is not closed.").format(code=case.code))
        cycle.must_lead(case, to, cycle.REOPENED_TO)
        again = self._entering(case, to, status=Status.ACTIVE, episode=case.episode + 1, closure=None)
        if next_contact:
            again = planned(again, next_contact, self.clock())
        move = self._move(again, MoveKind.REOPENED, case.phase, to, needed(reason))
        return self._save(again, Act("reopen", case.code, to.value), move)

    def add_records(self, records: list[Record]) -> None:
        """Take in finished records (an import) as one act, which one undo takes back.

        Args:
            records: new cases, notes and moves. The cases' codes follow on `next_number`.
        """
        new = [one for one in records if isinstance(one, Case) and not self._has(one.code)]
        notes = sum(isinstance(one, Note) for one in records)
        self._commit(Act("import", detail=f"{len(new)} {notes}"), records, numbers=self._numbers_of(records))

    def receive(self, records: list[Record]) -> None:
        """Take in a case that a colleague handed over as one act, which one undo takes back.

        Args:
            records: the case, and everything in its file. Its code is the next one of its year.
        """
        code = next(record.code for record in records if isinstance(record, Case))
        self._commit(Act("receive", code), records, numbers=self._numbers_of(records))

    # How an act is put together

    def _has(self, code: str) -> bool:
        return self.shelf.has_case(code) or self.shelf.has_stub(code)

    def _numbers_of(self, records: list[Record]) -> dict[int, int]:
        """The last running number of each year in which new cases were opened."""
        numbers: dict[int, int] = {}
        for case in records:
            if isinstance(case, Case):
                year, number = by_number(case.code)
                numbers[year] = max(number, numbers.get(year, self.shelf.next_number(year) - 1))
        return numbers

    def _save(self, case: Case, act: Act, *more: Record) -> Case:
        self._commit(act, [case, *more])
        return case

    def _edit(self, case: Case, act: Act, fields: dict[str, Any]) -> Case:
        return self._save(edited(case, self.clock(), fields), act)

    def _go(self, case: Case, name: str, kind: MoveKind, to: Phase, reason: str | None) -> Case:
        why = clean_block(reason or "").strip()
        gate = gates.pass_gate(self._facts(case), why)
        moved = self._entering(case, to)
        move = self._move(moved, kind, case.phase, to, why, gate=gate.results(), decision=case.decision)
        return self._save(moved, Act(name, case.code, to.value), move)

    def _entering(self, case: Case, phase: Phase, **changes: Any) -> Case:
        """The case in a phase it enters now: what its gate asks for is to be done anew."""
        return case.changed(
            phase=phase, phase_since=self.today(), ticks={}, risk_reviewed=False, decision=None, **changes
        )

    def _closing(
        self, case: Case, reason: str, outcome: str | None, summary: str, record: dict[str, Any]
    ) -> tuple[Closure, gates.Facts]:
        """The closing record as it would be, and what the gate before the ending looks at."""
        only(record, Closure.model_fields)
        facts = self._facts(case)
        closure = closing_record(facts.folder, self.today(), reason=reason, outcome=outcome, summary=summary, **record)
        if closure.kept_case:
            closure = closure.changed(kept_case=self._other_case(case, closure.kept_case))
        return closure, facts._replace(closure=closure)

    def _other_case(self, case: Case, code: str) -> str:
        """The code, as it is kept, of another case of the book."""
        try:
            other = self.case(code)
        except NotFound:
            raise InvalidInput({"kept_case": _("There is no such case in the book.")}) from None
        if other.code == case.code:
            raise InvalidInput({"kept_case": _("This is the case that is being closed.")})
        return other.code

    def _facts(self, case: Case) -> gates.Facts:
        folder = self.folder_of(case.code)
        entries = [move.at for move in folder.history if move.kind.enters_phase]
        return gates.Facts(folder, self.today(), entered=entries[-1] if entries else None)
