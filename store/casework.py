"""Acts on what lies in a case's file beside its notes: people, goals, the plan, dangers, measures; and the directory.

All kinds of `Part` share one way in, one way to change and one way out. What follows from a change by itself (the day a
task was done) stands in `store.practice.settled`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from store.act import Act
from store.desk import full_code, needed, only
from store.errors import InvalidInput, NotFound, Refused
from store.language import _
from store.model.case import Case, Decision
from store.model.codes import ContactMode, ContactOutcome, MoveKind, Phase, Verdict
from store.model.day import RESCHEDULE
from store.model.flag import Flag
from store.model.goal import Goal, Rater, Rating
from store.model.intervention import Intervention
from store.model.measure import Measure, Measurement
from store.model.move import Move
from store.model.note import Note
from store.model.part import P, Part
from store.model.record import build, new_id, to_the_second
from store.model.referral import Referral
from store.model.resource import Resource
from store.model.score import Score
from store.model.task import Task, TaskStatus
from store.notebook import Notebook
from store.practice.gap import gap_of
from store.practice.settled import settled
from store.shelf import RESOURCES, TABLE_OF

DAY_OF: dict[type[Part], str] = {
    Goal: "set_on", Score: "on", Measurement: "on", Intervention: "since", Flag: "since",
}  # fmt: skip
"""The field with the day a part is about; today unless given, and never a day to come."""

REFERS_TO: dict[str, type[Part]] = {"goal": Goal, "measure": Measure}
"""The fields by which a part names another one of the same file."""


NAME_GOALS: tuple[type[Task | Intervention | Referral | Measure], ...] = (Task, Intervention, Referral, Measure)
"""The kinds of part that may serve a goal."""


class Casework(Notebook):
    """Working on the file of a case of an open book."""

    # Parts of a file

    def new_part(self, model: type[P], code: str, **fields: Any) -> P:
        """A part as it would be added, not yet in the book.

        Args:
            model: the kind of part.
            code: the case it belongs to.
            fields: of the model; None leaves one out. The day it is about is today unless given.

        Raises:
            NotFound: there is no such case.
            InvalidInput: a field does not fit.
        """
        only(fields, set(model.model_fields) - {"id", "case_code"})
        start: dict[str, Any] = {"id": new_id(), "case_code": self.case(code).code}
        if model in DAY_OF:
            start[DAY_OF[model]] = self.today()
        given = {name: value for name, value in fields.items() if value is not None}
        return self._sound(build(model, {**start, **given}))

    def add(self, model: type[P], code: str, **fields: Any) -> P:
        """Put a part into the file of a case. Arguments and errors as for `new_part`.

        Raises:
            NotSaved: the disk refused; nothing was saved.
        """
        part = self.new_part(model, code, **fields)
        self.add_parts([part])
        return part

    def add_parts(self, parts: Sequence[Part]) -> None:
        """Put several new parts of one case, made by `new_part`, into its file as one act.

        Raises:
            NotSaved: the disk refused; nothing was saved.
        """
        if parts:
            self._commit(_act("add", parts[0]), parts)

    def change(self, part: P, **fields: Any) -> P:
        """Change a part as it is in the book now.

        Args:
            part: which one.
            fields: what becomes of it.

        Raises:
            NotFound: it is gone.
            InvalidInput: a field does not fit; nothing was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        only(fields, set(type(part).model_fields) - {"id", "case_code"})
        before = self.part(type(part), part.id, part.case_code)
        changed = self._sound(before.changed(**fields), before)
        self._commit(_change_of(before, changed), [changed])
        return changed

    def remove(self, part: Part) -> None:
        """Take a part out of the file. Undo brings it back.

        What names it lets go of it; values that were measured go with what was measured.

        Raises:
            NotFound: it is gone already.
        """
        part = self.part(type(part), part.id, part.case_code)
        gone: list[Part] = [part]
        if isinstance(part, Measure):
            gone += [one for one in self.parts(Measurement, part.case_code) if one.measure == part.id]
        self._commit(_act("remove", part), self._let_go(part), drops=gone)

    def rate_goal(
        self, id: str, level: int, by: Rater | str = Rater.PRACTITIONER, on: date | None = None, note: str = "",
        code: str = "",
    ) -> Goal:  # fmt: skip
        """Rate a goal on its scale.

        Args:
            id: of the goal.
            level: -2 to +2.
            by: who rates.
            on: the day; today unless given.
            note: a word about it.
            code: the case, where the goal may be an archived one's.

        Raises:
            NotFound: there is no such goal.
            InvalidInput: a value does not fit.
        """
        goal = self.part(Goal, id, code)
        rating = build(Rating, {"on": on or self.today(), "level": level, "by": by, "note": note})
        return self._rated(goal, [*goal.ratings, rating], Act("rate_goal", goal.case_code))

    def change_rating(self, id: str, place: int, was: Rating, code: str = "", **fields: Any) -> Goal:
        """Put a rating of a goal right.

        Args:
            id: of the goal.
            place: of the rating among those of the goal, the oldest being 0.
            was: the rating as it was read.
            code: the case, where the goal may be an archived one's.
            fields: of `Rating`; what becomes of it.

        Raises:
            NotFound: the goal or the rating is gone, or it was changed in the meantime.
            InvalidInput: a value does not fit.
            NotSaved: the disk refused; nothing was saved.
        """
        only(fields, Rating.model_fields)
        return self._instead(id, place, was, code, [was.changed(**fields)])

    def remove_rating(self, id: str, place: int, was: Rating, code: str = "") -> Goal:
        """Take a rating of a goal away; undo brings it back. Arguments and errors as for `change_rating`."""
        return self._instead(id, place, was, code, [])

    def score(self, code: str, on: date, rows: Mapping[str, Mapping[str, Any]]) -> list[Score]:
        """Score expectation and reality in several domains on one day, as one act.

        A domain has one score a day: where there is one, it is corrected.

        Args:
            code: which case.
            on: the day.
            rows: by domain the other fields of `Score`. What is left out or None is as it was when the domain was
                scored last.

        Raises:
            NotFound: there is no such case.
            InvalidInput: a field does not fit; nothing was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        known = self.parts(Score, code)
        last = {each.domain: each.last for each in gap_of(known).domains}
        same_day = {score.domain: score for score in known if score.on == on}
        scores = []
        for domain, row in rows.items():
            fields = {name: value for name, value in row.items() if value is not None}
            only(fields, set(Score.model_fields) - {"id", "case_code", "domain", "on"})
            if domain in same_day:
                scores.append(self._sound(same_day[domain].changed(**fields), same_day[domain]))
                continue
            before = {"weight": last[domain].weight, "whose": last[domain].whose} if domain in last else {}
            scores.append(self.new_part(Score, code, domain=domain, on=on, **{**before, **fields}))
        if scores:
            self._commit(Act("score", scores[0].case_code), scores)
        return scores

    # The case as a whole

    def decide(self, code: str, verdict: Verdict | str, why: str) -> Case:
        """Write down what the evaluation leads to.

        Raises:
            NotFound: there is no such case.
            Refused: the reason is empty.
            InvalidInput: there is no such verdict.
        """
        case = self.case(code)
        decision = build(Decision, {"on": self.today(), "verdict": verdict, "why": needed(why)})
        decided = case.changed(decision=decision)
        self._commit(Act("decide", case.code), [decided])
        return decided

    def link(self, code: str, other: str) -> Case:
        """Link two cases: a macro case with one of the micro cases behind it. Each then knows the other.

        Raises:
            NotFound: there is no such case.
            Refused: it is the same case.
        """
        case, far = self.case(code), self.case(other)
        if case.code == far.code:
            raise Refused(_("A case is not linked with itself."))
        linked = case.changed(linked=_with(case.linked, far.code))
        self._commit(Act("link", case.code, far.code), [linked, far.changed(linked=_with(far.linked, case.code))])
        return linked

    def unlink(self, code: str, other: str) -> Case:
        """Undo a link; the other case need not be in the book any more.

        Raises:
            NotFound: there is no such case.
        """
        case, far = self.case(code), full_code(other)
        parted = [case.changed(linked=_without(case.linked, far))]
        if self.shelf.has_case(far) or self.is_archived(far):
            there = self.case(far)
            parted.append(there.changed(linked=_without(there.linked, case.code)))
        self._commit(Act("unlink", case.code, far), parted)
        return parted[0]

    def referrals(self) -> list[Referral]:
        """The referrals of all cases but the archived ones, in the order in which they came."""
        return self.shelf.all_of(Referral)

    def aftercare_done(self, code: str, day: date) -> Case:
        """Note that a check after the ending was done; the case stays closed.

        Args:
            code: which case.
            day: the one of the closing record's days that it was done for.

        Raises:
            NotFound: there is no such case.
            Refused: the case has no check on that day.
        """
        case = self.case(code)
        if case.closure is None or day not in case.closure.aftercare:
            raise Refused(_("{code} has no check after the ending on that day.").format(code=case.code))
        done = tuple(sorted({*case.closure.aftercare_done, day}))
        checked = case.changed(closure=case.closure.changed(aftercare_done=done))
        self._commit(Act("aftercare", case.code), [checked])
        return checked

    def add_group_note(
        self, codes: Sequence[str], *, body: str, mode: ContactMode | str = ContactMode.GROUP,
        outcome: ContactOutcome | str = ContactOutcome.REACHED, at: datetime | None = None, sign: bool = False,
        **fields: Any,
    ) -> list[Note]:  # fmt: skip
        """Write one note into several cases: a group session. Each case has its own, to sign and to add to by itself.

        Args:
            codes: the cases, each once.
            body: the text, the same in all; so it names nobody who is not known to all.
            mode: as for `add_note`, and so are the others.
            outcome: what came of it.
            at: when it was.
            sign: sign each at once.
            **fields: others of `WRITABLE`.

        Returns:
            The notes, in the order of the codes.

        Raises:
            NotFound: there is no such case.
            InvalidInput: a field does not fit, or there is no case; nothing was saved.
            NotSaved: the disk refused; nothing was saved.
        """
        cases = list(dict.fromkeys(self.case(code).code for code in codes))
        if not cases:
            raise InvalidInput({"codes": _("This is needed.")})
        if len(cases) > 1:
            fields |= {"session": new_id(), "session_cases": len(cases)}
        notes = [
            self.new_note(code, body=body, mode=mode, outcome=outcome, at=at, sign=sign, **fields) for code in cases
        ]
        done = [record for note in notes for record in self._follows(note)]
        self._commit(Act("group_note", cases[0], str(len(cases))), [*notes, *done])
        return notes

    # The directory of resources

    def resources(self) -> list[Resource]:
        """Every resource of the directory, by name."""
        return sorted(self.shelf.all_of(Resource), key=lambda one: one.name.casefold())

    def resource(self, id: str) -> Resource:
        """The resource with this id.

        Raises:
            NotFound: there is none.
        """
        return self.shelf.one(Resource, id)

    def add_resource(self, **fields: Any) -> Resource:
        """Put a resource into the directory.

        Args:
            fields: of `Resource`; name and kind are needed.

        Raises:
            InvalidInput: a field does not fit; nothing was saved.
        """
        only(fields, set(Resource.model_fields) - {"id"})
        given = {name: value for name, value in fields.items() if value is not None}
        resource = build(Resource, {**given, "id": new_id()})
        self._commit(Act("add", detail=RESOURCES), [resource])
        return resource

    def change_resource(self, id: str, **fields: Any) -> Resource:
        """Change a resource. Raises `NotFound`, or `InvalidInput` when a field does not fit."""
        only(fields, set(Resource.model_fields) - {"id"})
        changed = self.resource(id).changed(**fields)
        self._commit(Act("change", detail=RESOURCES), [changed])
        return changed

    def remove_resource(self, id: str) -> None:
        """Take a resource out of the directory. Referrals to it keep its name. Raises `NotFound`."""
        self._commit(Act("remove", detail=RESOURCES), drops=[self.resource(id)])

    # How an act is put together

    def _move(self, case: Case, kind: MoveKind, start: Phase | None, to: Phase, reason: str = "", **more: Any) -> Move:
        return build(Move, {
            "id": new_id(), "case_code": case.code, "at": to_the_second(self.clock()), "kind": kind,
            "from_phase": start, "to_phase": to, "reason": reason, "episode": case.episode, **more,
        })  # fmt: skip

    def _instead(self, id: str, place: int, was: Rating, code: str, instead: Sequence[Rating]) -> Goal:
        """The goal with other ratings in the place of one."""
        goal = self.part(Goal, id, code)
        ratings = list(goal.ratings)
        if ratings[place : place + 1] != [was]:
            raise NotFound(_("This rating is not in the file of the case any more."))
        ratings[place : place + 1] = instead
        return self._rated(goal, ratings, _act("change", goal))

    def _rated(self, goal: Goal, ratings: Sequence[Rating], act: Act) -> Goal:
        """The goal with these ratings, the oldest first, in the book."""
        rated = self._sound(goal.changed(ratings=tuple(sorted(ratings, key=lambda one: one.on))), goal)
        self._commit(act, [rated])
        return rated

    def _sound(self, part: P, before: P | None = None) -> P:
        """The part with what follows from it, once its days and the parts it names were looked at."""
        day = DAY_OF.get(type(part))
        if day and getattr(part, day) > self.today():
            raise InvalidInput({day: _("This day has not come yet.")})
        if isinstance(part, Goal):
            old = before.ratings if isinstance(before, Goal) else ()
            if any(rating.on > self.today() for rating in part.ratings if rating not in old):
                raise InvalidInput({"on": _("This day has not come yet.")})
        for field, model in REFERS_TO.items():
            named = getattr(part, field, "")
            if named and not any(one.id == named for one in self.parts(model, part.case_code)):
                raise InvalidInput({field: _("This is not in the file of the case (any more).")})
        return settled(before, part, self.today())

    def _let_go(self, part: Part) -> list[Part]:
        """The parts that named this goal, without its name."""
        naming = (
            [one for model in NAME_GOALS for one in self.parts(model, part.case_code)] if type(part) is Goal else []
        )
        return [one.changed(goal="") for one in naming if one.goal == part.id]


def _act(name: str, part: Part) -> Act:
    return Act(name, part.case_code, TABLE_OF[type(part)])


def _change_of(before: Part, after: Part) -> Act:
    """Changing a part; of a task that is done now, or of which nothing but its day is another, as what that is."""
    if isinstance(before, Task) and isinstance(after, Task):
        if after.status is TaskStatus.DONE and before.status is not TaskStatus.DONE:
            return Act("finish", after.case_code)
        if after.due and after.due != before.due and after == before.changed(due=after.due):
            return Act(RESCHEDULE, after.case_code, after.due.isoformat())
    return _act("change", after)


def _with(codes: Sequence[str], code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*codes, code]))


def _without(codes: Sequence[str], code: str) -> tuple[str, ...]:
    return tuple(one for one in codes if one != code)
