"""The life of one case of the benchmark's books: its way through the phases, and what lies in its file.

Everything is made through the models, so that it is what the program itself would keep.
"""

import random
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from store.model import (
    Case,
    Closure,
    Flag,
    Goal,
    Intervention,
    Measure,
    Measurement,
    Move,
    MoveKind,
    Note,
    Person,
    Phase,
    Referral,
    Relation,
    RiskLevel,
    Score,
    SystemSize,
    Task,
    TeamMember,
)
from store.model.closure import kept_until
from store.model.part import Part
from store.model.record import Record, build
from store.practice.cycle import BACK, FORWARD, MONITORED_FROM
from store.practice.gap import gap_of
from store.practice.goals import since, standing
from store.practice.items import ITEMS
from tests.bench import shares, texts
from tests.bench.shares import LIMITS, NOW, TODAY, YESTERDAY, pick
from tests.bench.sketches import Sketch

_PHASES = tuple(Phase)

Step = tuple[MoveKind, Phase | None, Phase]


def file_of(sketch: Sketch) -> list[Record]:
    """A case and everything in its file, each kind in the order in which it came; the case is the first."""
    return _Life(sketch).records()


class _Life:
    """One case. Everything is drawn from its seed alone, so that it is the same beside any others."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch, self.draw = sketch, random.Random(sketch.seed)
        self.level = SystemSize.of(size := pick(self.draw, shares.SYSTEMS)).suggested_level
        self.size = size
        self.troubles = self._troubles()
        self.rests = sketch.closed is None and not self.troubles and self.draw.random() < shares.RESTING
        self.risk = "high" if "danger" in self.troubles else pick(self.draw, shares.RISKS)
        self.way = self._way()
        self.phase = self.way[-1][1][2]
        self.entries = [(at, step[2]) for at, step, _episode in self.way if step[0].enters_phase]
        self.began = self.sketch.gap[1] if self.sketch.gap else self.sketch.opened

    def records(self) -> list[Record]:
        """Everything; the case is the first."""
        people = [self._person(place) for place in range(self.sketch.people)]
        goals = [self._goal() for _place in range(self.sketch.goals)]
        tasks = self._tasks([goal.id for goal in goals])
        measured = self._measured([goal.id for goal in goals])
        scores = self._scores()
        flags = self._flags()
        referrals = self._referrals()
        notes = self._notes([person.alias for person in people], [goal.id for goal in goals])
        closures = self._closures(people, goals, scores)
        team = self._some(TeamMember, "team", 3)
        interventions = self._interventions()
        moves = [*self._moves(closures)]
        case = self._case(closures, notes, people[0], moves)
        return [
            case, *notes, *moves, *people, *self._relations(people), *scores, *goals, *tasks, *interventions,
            *referrals, *team, *flags, *measured,
        ]  # fmt: skip

    # Days

    def _troubles(self) -> frozenset[str]:
        if not self.sketch.is_troubled:
            return frozenset()
        return frozenset(pick(self.draw, shares.TROUBLES) for _each in range(self.draw.choice((1, 1, 2))))

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.draw.randrange(max(0, (last - first).days) + 1))

    def _moments(self, first: date, last: date, count: int) -> list[datetime]:
        """So many moments of working days, in order; none before nine, none after half past four."""
        return sorted(self._at(self._day(first, last)) for _each in range(count))

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, time(9, 5), NOW.tzinfo) + timedelta(minutes=5 * self.draw.randrange(88))

    # The way through the phases

    def _way(self) -> list[tuple[datetime, Step, int]]:
        """Every step with its moment and its episode, the intake first."""
        sketch, first = self.sketch, Phase.ENGAGEMENT
        way: list[tuple[datetime, Step, int]] = [(self._morning(sketch.opened), (MoveKind.OPENED, None, first), 1)]
        left, began, episode = sketch.moves - sketch.least_moves, sketch.opened, 1
        if sketch.gap:
            ended, began = sketch.gap
            count = left // 2
            left -= count
            way += self._episode(first, count, sketch.opened, ended, 1)
            way.append((self._evening(ended), (MoveKind.TERMINATED, way[-1][1][2], Phase.TERMINATION), 1))
            first, episode = self.draw.choice((Phase.ENGAGEMENT, Phase.ASSESSMENT)), 2
            way.append((self._morning(began), (MoveKind.REOPENED, Phase.TERMINATION, first), 2))
        if sketch.closed:
            way += self._episode(first, left, began, sketch.closed, episode)
            way.append((self._evening(sketch.closed), (MoveKind.TERMINATED, way[-1][1][2], Phase.TERMINATION), episode))
            return way
        self.rests = self.rests and left > 0
        way += self._episode(first, left - self.rests, began, YESTERDAY, episode)
        if self.rests:
            since = self._day(way[-1][0].date(), YESTERDAY)
            way.append((self._evening(since), (MoveKind.HELD, way[-1][1][2], way[-1][1][2]), episode))
        return way

    def _morning(self, day: date) -> datetime:
        return datetime.combine(day, time(9, 0), NOW.tzinfo)

    def _evening(self, day: date) -> datetime:
        return datetime.combine(day, time(16, 40), NOW.tzinfo)

    def _episode(self, first: Phase, count: int, began: date, last: date, episode: int) -> Iterator[Any]:
        """The steps between the beginning and the end of an episode, or today."""
        steps = _walk(self.draw, first, self.sketch.target, count)
        entering = [place for place, step in enumerate(steps) if step[0].enters_phase]
        is_open = last == YESTERDAY and self.sketch.closed is None
        if not (is_open and entering):
            return zip(self._moments(began, last, count), steps, [episode] * count, strict=True)
        # The phase in which the case stands was entered as long ago as it may be, or too long ago.
        place, stuck = entering[-1], LIMITS.of(steps[-1][2]).stuck
        ago = stuck + self.draw.randrange(60) if "stuck" in self.troubles else 1 + self.draw.randrange(stuck * 4 // 5)
        entered = max(began, TODAY - timedelta(days=ago))
        before, at = self._moments(began, entered, place), self._evening(entered)
        after = self._moments(entered + timedelta(days=1), YESTERDAY, count - place - 1)
        times = [*before, at, *(max(at, moment) for moment in after)]
        return zip(times, steps, [episode] * count, strict=True)

    def _moves(self, closures: list[Closure]) -> Iterator[Move]:
        """The history, as the file keeps it."""
        ended = iter(closures)
        for at, (kind, start, to), episode in self.way:
            more: dict[str, Any] = {}
            if kind in (MoveKind.ADVANCED, MoveKind.TERMINATED):
                more["gate"] = self._gate(start if kind is MoveKind.ADVANCED else Phase.TERMINATION)
            if kind is MoveKind.TERMINATED:
                more["closure"] = next(ended)
            if start is Phase.EVALUATION and kind is MoveKind.ADVANCED:
                verdict = "monitor" if to is Phase.MONITORING else "end"
                more["decision"] = {"on": at.date(), "verdict": verdict, "why": texts.AGREED}
            if kind in (MoveKind.MOVED_BACK, MoveKind.REOPENED, MoveKind.HELD, MoveKind.PUT_OFF):
                more["reason"] = self.draw.choice(texts.reasons())
            if kind is MoveKind.PUT_OFF:
                more["until"] = at.date() + timedelta(days=self.draw.randrange(2, 20))
            yield build(Move, {
                "id": self._id(), "case_code": self.sketch.code, "at": at, "kind": kind, "from_phase": start,
                "to_phase": to, "episode": episode, **more,
            })  # fmt: skip

    def _gate(self, leaving: Phase | None) -> list[dict[str, Any]]:
        """Every hard item of a gate is met, and most of the others."""
        items = [item for item in ITEMS if item.leaving is leaving]
        return [{"item": item.code, "met": item.hard or self.draw.random() < 0.85} for item in items]

    # The parts

    def _id(self) -> str:
        return f"{self.draw.getrandbits(128):032x}"

    def _part(self, model: type[Part], told: dict[str, Any], **more: Any) -> Any:
        """A part with what the demonstration says of one like it."""
        fields = {name: told[name] for name in model.model_fields if name in told}
        return build(model, {**fields, "id": self._id(), "case_code": self.sketch.code, **more})

    def _some(self, model: type[Part], kind: str, most: int) -> list[Any]:
        told = self.draw.choices(texts.parts(kind), k=self.draw.randrange(most + 1))
        return [self._part(model, one) for one in told]

    def _person(self, place: int) -> Person:
        draw, name = self.draw, texts.full_name(self.draw)
        sex, age = draw.choice(("female", "male")), draw.randrange(2, 78)
        title = name.split()[0] if age < 18 else f"{'Bu' if sex == 'female' else 'Pak'} {name.split()[0]}"
        contact = f"08{draw.randrange(10**9, 10**10)}" if age > 15 and draw.random() < 0.4 else ""
        return self._part(
            Person, draw.choice(texts.parts("people")), alias=title, name=name, sex=sex, age=age, contact=contact,
            born=None, is_member=place < 4 and (place == 0 or draw.random() < 0.7),
        )  # fmt: skip

    def _relations(self, people: list[Person]) -> list[Relation]:
        told = self.draw.choices(texts.parts("relations"), k=len(people) - 1)
        ties = [
            self._part(Relation, one, a=people[0].alias, b=other.alias)
            for one, other in zip(told, people[1:], strict=True)
        ]
        return [*ties, *self._some(Relation, "relations", 2)]

    def _goal(self) -> Goal:
        draw, told = self.draw, self.draw.choice(texts.parts("goals"))
        set_on = self._day(self.began, self.sketch.last)
        days = sorted(self._day(set_on, self.sketch.last) for _each in range(draw.randrange(1, 5)))
        ratings = [
            {"on": day, "level": max(-2, min(2, told["baseline"] + place - draw.randrange(2))),
             "by": draw.choice(("practitioner", "practitioner", "client", "caregiver"))}
            for place, day in enumerate(days)
        ]  # fmt: skip
        status = pick(draw, {"achieved": 5, "partial": 3, "not_achieved": 1, "revised": 1, "dropped": 0.5})
        return self._part(
            Goal, told, level=self.level, set_on=set_on, target=set_on + timedelta(days=draw.randrange(30, 180)),
            status=status if self.sketch.closed else "active", ratings=ratings,
        )  # fmt: skip

    def _tasks(self, goals: list[str]) -> list[Task]:
        tasks = []
        for place, told in enumerate(self.draw.choices(texts.parts("tasks"), k=self.sketch.tasks)):
            due, draw = self._day(self.began, self.sketch.last), self.draw
            more = {"status": pick(draw, shares.TASKS_ENDED), "due": due, "goal": draw.choice(goals) if goals else ""}
            if self.sketch.closed is None and place < 3:
                ahead = timedelta(days=draw.randrange(1, 45))
                more |= {"status": draw.choice(("open", "doing")), "due": TODAY + ahead}
                if "task" in self.troubles and place == 0:
                    more["due"] = TODAY - timedelta(days=draw.randrange(12))
            if more["status"] == "done":
                more["done_on"] = due
            tasks.append(self._part(Task, {name: told[name] for name in ("text", "owner") if name in told}, **more))
        return tasks

    def _measured(self, goals: list[str]) -> list[Record]:
        """Measures, each with a series of about 25 values: some before the intervention, the rest with it."""
        draw, count = self.draw, self.sketch.measurements
        found: list[Record] = []
        for start in range(0, count, 25):
            told, length = draw.choice(texts.parts("measures")), min(25, count - start)
            measure = self._part(Measure, told, goal=draw.choice(goals) if goals else "")
            better = 1 if told["improves"] == "up" else -1
            found.append(measure)
            for place, at in enumerate(self._moments(self.began, self.sketch.last, length)):
                stage = "A" if place < length // 4 else "B"
                value = 5 + draw.randrange(-2, 3) + (better * place // 6 if stage == "B" else 0)
                found.append(self._part(
                    Measurement, {}, measure=measure.id, on=at.date(), stage=stage, value=float(max(0, value)),
                ))  # fmt: skip
        return found

    def _scores(self) -> list[Score]:
        """Expectation and reality in some domains, scored in the beginning and, where there was time, again."""
        draw, scores = self.draw, []
        domains = draw.sample(texts.DOMAINS, k=draw.randrange(3, 6))
        again = self._day(self.began + timedelta(days=1), self.sketch.last)
        for domain in domains if len(self.entries) > 1 else ():
            expected, real, weight = draw.randrange(3, 6), draw.randrange(1, 4), draw.randrange(1, 4)
            then = {again: min(5, real + draw.randrange(3)), self.began: real}
            scores += [
                self._part(Score, {}, domain=domain, on=day, expectation=expected, reality=reality, weight=weight)
                for day, reality in then.items()
            ]
        return sorted(scores, key=lambda score: score.on)

    def _flags(self) -> list[Flag]:
        """A danger in every fourth case: over at its end, under control before, and open where that is the trouble."""
        draw, is_open = self.draw, "danger" in self.troubles
        if not is_open and draw.random() > 0.25:
            return []
        check = TODAY + timedelta(days=draw.randrange(1, 20))
        state = "open" if is_open else "resolved" if self.sketch.closed else "mitigated"
        level = self.risk if is_open else draw.choice(("low", "medium", "high"))
        why = {} if is_open else {"state_reason": draw.choice(texts.reasons()), "state_on": self.sketch.last}
        return [self._part(
            Flag, draw.choice(texts.parts("flags")), level=level, since=self._day(self.began, self.sketch.last),
            next_check=None if self.sketch.closed else check, state=state, **why,
        )]  # fmt: skip

    def _referrals(self) -> list[Referral]:
        draw, found = self.draw, []
        for place, told in enumerate(draw.choices(texts.parts("referrals"), k=draw.randrange(4))):
            sent = self._day(self.began, self.sketch.last)
            more: dict[str, Any] = {"status": pick(draw, shares.REFERRALS_ENDED)}
            more["answered_on"] = self._day(sent, self.sketch.last)
            if more["status"] != "completed":
                more["barrier"] = draw.choice(texts.reasons())
            follow_up = sent + timedelta(days=7)
            if self.sketch.closed is None and place == 0:
                more = {"status": "sent"}
                follow_up = TODAY + timedelta(days=draw.randrange(1, 15))
                if "referral" in self.troubles:
                    follow_up = TODAY - timedelta(days=draw.randrange(9))
            more |= {"to": draw.choice(texts.resources())["name"], "sent_on": sent, "follow_up": follow_up}
            found.append(self._part(Referral, {"reason": told["reason"]}, **more))
        return found

    def _interventions(self) -> list[Intervention]:
        told = self.draw.choices(texts.parts("interventions"), k=self.draw.randrange(4))
        return [
            self._part(
                Intervention, one, kind=one["type"], since=self._day(self.began, self.sketch.last),
                until=self.sketch.closed,
            )
            for one in told
        ]  # fmt: skip

    # The notes

    def _contacts(self) -> list[datetime]:
        """The moments of the contacts, in order; none between two episodes."""
        sketch, draw = self.sketch, self.draw
        first, last = sketch.opened, sketch.last
        if sketch.closed is None:
            limit = LIMITS.contact(self.phase, RiskLevel.of(self.risk))
            ago = limit + draw.randrange(25) if "contact" in self.troubles else 1 + draw.randrange(max(1, limit - 1))
            if "planned" in self.troubles:
                ago = max(ago, 2)
            last = max(self.began, TODAY - timedelta(days=ago))
        rest, pause = (last - first).days, (0, 0)
        if sketch.gap:
            pause = (sketch.gap[0] - first).days, (sketch.gap[1] - sketch.gap[0]).days
            rest -= pause[1]
        days = sorted(draw.choices(range(rest + 1), k=sketch.notes - 1))
        days = [day + pause[1] if sketch.gap and day > pause[0] else day for day in days]
        return sorted(self._at(first + timedelta(days=day)) for day in (*days, (last - first).days))

    def _notes(self, names: list[str], goals: list[str]) -> list[Note]:
        """The notes in the order in which they were written."""
        contacts = self._contacts()
        count, draw = len(contacts), self.draw
        modes, met, formats = (
            draw.choices(*_columns(shares), k=count) for shares in (shares.MODES, shares.MET, shares.FORMATS)
        )
        modes[-1], met[-1] = draw.choice(("home_visit", "office", "phone")), "reached"
        lengths = [round(self.sketch.words * length) for length in draw.choices(shares.LENGTHS, k=count)]
        if self.sketch.long_note:
            lengths[count // 2] = shares.LONG
        entered = [at for at, _phase in self.entries]
        notes = []
        for at, mode, outcome, form, words in zip(contacts, modes, met, formats, lengths, strict=True):
            is_last = len(notes) == count - 1
            phase = self.entries[max(0, bisect_right(entered, at) - 1)][1]
            always_met = mode in ("admin", "liaison", "conference", "supervision")
            notes.append(build(Note, {
                "id": self._id(), "case_code": self.sketch.code, "contact_at": at, "mode": mode,
                "outcome": "reached" if always_met else outcome, "format": form,
                "body": texts.body(draw, words, names), "phase": phase, "minutes": 15 * draw.randrange(1, 7),
                "private": draw.random() < shares.PRIVATE,
                "supervisor": shares.SUPERVISOR if mode == "supervision" else "",
                **self._around(names, goals), **self._written(at, is_last),
            }))  # fmt: skip
        return sorted(notes, key=lambda note: note.written_at)

    def _around(self, names: list[str], goals: list[str]) -> dict[str, Any]:
        """Who was there, where it was, and what it was about, in most notes."""
        draw, chance = self.draw, self.draw.random()
        found: dict[str, Any] = {}
        if chance < 0.6:
            found["participants"] = ", ".join(draw.sample(names, k=min(len(names), draw.randrange(1, 4))))
            found["place"] = draw.choice(texts.PLACES)
        if chance < 0.2 and goals:
            found["goals"] = [draw.choice(goals)]
        return found

    def _written(self, at: datetime, is_last: bool) -> dict[str, Any]:
        """When a note of a contact was written, and how far it is fixed."""
        draw = self.draw
        late = 24 * 60 * draw.randrange(2, 9) if draw.random() < shares.LATE_ENTRIES else 0
        written = min(at + timedelta(minutes=late + draw.randrange(10, 300)), max(at, self._evening(self.sketch.last)))
        found = {"written_at": written, "status": "signed", "signed_at": written + timedelta(minutes=5)}
        if is_last:
            wanting = self.troubles & {"unsigned", "unwritten"}
            draft = {"written_at": written, "status": "draft", **({"body": ""} if "unwritten" in wanting else {})}
            return draft if wanting else found
        chance = draw.random()
        if chance < shares.VOIDED:
            found |= {"status": "voided", "void_reason": "Tertulis pada kasus yang keliru."}
        elif chance < shares.VOIDED + shares.AMENDED:
            added = {"at": min(written + timedelta(days=1), NOW), "text": draw.choice(texts.sentences()[0])}
            found |= {"status": "amended", "addenda": [added]}
        return found

    # The case itself

    def _closures(self, people: list[Person], goals: list[Goal], scores: list[Score]) -> list[Closure]:
        """The closing records, the oldest first."""
        first = [self._closure(self.sketch.gap[0], people, (), ())] if self.sketch.gap else []
        last = [self._closure(self.sketch.closed, people, goals, scores)] if self.sketch.closed else []
        return [*first, *last]

    def _closure(self, closed: date, people: list[Person], goals: Any, scores: Any) -> Closure:
        draw = self.draw
        reason = pick(draw, shares.ENDINGS) if goals else draw.choice(shares.WITHOUT_GOALS)
        checks = [closed + timedelta(days=days) for days in (30, 90)] if reason in shares.FOLLOWED else []
        gap, stands = gap_of(scores), standing([since(goal, self.began) for goal in goals])
        away = reason in ("lost_contact", "died", "duplicate")
        return build(Closure, {
            "closed": closed, "reason": reason, "outcome": "unknown" if away else pick(draw, shares.OUTCOMES),
            "summary": draw.choice(texts.endings("summary")), "notice": "not_possible" if away else "agreed",
            "notice_why": draw.choice(texts.reasons()) if away else "",
            "return_plan": draw.choice(texts.endings("return_plan")) if reason in shares.FOLLOWED else "",
            "aftercare": checks, "aftercare_done": [day for day in checks if day <= TODAY],
            "returned": "yes" if reason == "returned" else None,
            "receiver": texts.full_name(draw) if reason == "transferred" else "",
            "gap_before": gap.baseline, "gap_after": gap.now if gap.is_rescored else None,
            "t_before": stands.baseline, "t_after": stands.now, "retention_until": kept_until(closed, people),
        })  # fmt: skip

    def _case(self, closures: list[Closure], notes: list[Note], client: Person, moves: list[Move]) -> Case:
        draw, sketch = self.draw, self.sketch
        entered = self.entries[-1][0].date()
        told = {name: draw.choice(texts.case_texts(name)) for name in shares.TOLD}
        fields: dict[str, Any] = {
            **told, "code": sketch.code, "alias": self._alias(client), "client_name": client.name, "size": self.size,
            "level": self.level, "level_confirmed": len(self.entries) > 1, "field": pick(draw, shares.FIELDS),
            "intake_source": pick(draw, shares.SOURCES), "consent": draw.choice(("written", "verbal", "guardian")),
            "consent_on": sketch.opened, "risk_level": self.risk, "risk_reviewed": draw.random() < 0.7,
            "risk_assessed": self._day(entered, sketch.last), "tags": draw.sample(texts.TAGS, k=draw.randrange(4)),
            "phase": self.phase, "phase_since": entered, "opened": sketch.opened, "episode": 2 if sketch.gap else 1,
            "supervisor": shares.SUPERVISOR,
        }  # fmt: skip
        if sketch.closed:
            return build(Case, {**fields, "status": "closed", "closure": closures[-1]})
        return build(Case, {**fields, **self._ahead(notes[-1].contact_at, moves)})

    def _ahead(self, contact: datetime, moves: list[Move]) -> dict[str, Any]:
        """What is planned in an open case, and what was put off."""
        draw, ahead = self.draw, dict[str, Any]()
        if self.phase not in (Phase.ENGAGEMENT, Phase.ASSESSMENT):
            days = -draw.randrange(20) if "review" in self.troubles else draw.randrange(1, 80)
            ahead["next_review"] = TODAY + timedelta(days=days)
        if puts_off := [move for move in moves if move.kind is MoveKind.PUT_OFF and move.episode == moves[-1].episode]:
            last = puts_off[-1]
            ahead["put_off"] = {"on": last.at.date(), "until": last.until, "reason": last.reason}
        if self.rests:
            until = TODAY + timedelta(days=draw.randrange(2, 40))
            hold = {"since": moves[-1].at.date(), "reason": moves[-1].reason, "until": until}
            return {**ahead, "status": "on_hold", "hold": hold}
        if self.troubles & {"planned", "today"} or draw.random() < 0.6:
            day = TODAY + timedelta(days=draw.randrange(1, 25))
            if "planned" in self.troubles:
                day = min(YESTERDAY, contact.date() + timedelta(days=draw.randrange(1, 8)))
            ahead["next_contact"] = TODAY if "today" in self.troubles else day
            ahead["contact_planned"] = contact + timedelta(minutes=15)
        if draw.random() < 0.2:
            ahead["next_supervision"] = TODAY + timedelta(days=draw.randrange(1, 30))
        return ahead

    def _alias(self, client: Person) -> str:
        if self.size == "individual":
            return client.alias
        if self.size == "family":
            return f"Keluarga {client.name.split()[0]}"
        if self.size == "neighbourhood":
            return f"RW {self.draw.randrange(1, 20):02} {self.draw.choice(texts.GROUPS)}"
        kind = "Forum" if self.level == "macro" else "Kelompok"
        return f"{kind} {self.draw.choice(texts.GROUPS)} {client.name.split()[0]}"


def _columns(shares: dict[str, float]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    return tuple(shares), tuple(shares.values())


def _walk(draw: random.Random, first: Phase, target: Phase, count: int) -> list[Step]:
    """So many steps that the cycle allows: towards a phase, and with what is left over back and forth on the way."""
    steps: list[Step] = []
    phase = first
    while _PHASES.index(phase) < _PHASES.index(target) and len(steps) < count:
        to = Phase.MONITORING if target is Phase.MONITORING and phase in MONITORED_FROM else FORWARD[phase]
        steps.append((MoveKind.ADVANCED, phase, to))
        phase = to
    while len(steps) < count:
        place, left, chance = draw.randrange(len(steps) + 1), count - len(steps), draw.random()
        phase = steps[place - 1][2] if place else first
        if place and steps[place - 1][0] is MoveKind.HELD:
            continue
        if left > 1 and chance < 0.5 and BACK[phase]:
            back = BACK[phase][0]
            steps[place:place] = [(MoveKind.MOVED_BACK, phase, back), (MoveKind.ADVANCED, back, phase)]
        elif left > 1 and chance < 0.75:
            steps[place:place] = [(MoveKind.HELD, phase, phase), (MoveKind.RESUMED, phase, phase)]
        else:
            steps.insert(place, (MoveKind.PUT_OFF, phase, phase))
    return steps
