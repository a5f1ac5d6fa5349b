"""What lies in the file of a demonstration case beside its notes, and the directory of resources.

A part of a story, one entry of `[[parts]]` in `casefiles/`, or of `[[case.parts]]` beside the story:

    at = "-60 09:30"                when it was put into the file
    kind = "goals"                  the table it belongs to (`store.shelf.IN_THE_FILE`)
    ref = "school"                  what steps and other parts of the story call it
    baseline = -2                   the codes and numbers of its fields; a day is counted from today; `goal`, `measure`
                                    and `resource` name another part, or a resource, by its ref; what an intervention
                                    or a masked word is goes by the name of `type`, as that of a danger
    [parts.id]                      its texts, in both languages
    [parts.en]

Steps on parts: `rate GOAL LEVEL [RATER]`, `score DOMAIN EXPECTATION REALITY [WEIGHT]`, `value MEASURE STAGE NUMBER`,
`done TASK`, `answer REFERRAL STATUS`, `goal GOAL STATUS`.
"""

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from store.casebook import Casebook
from store.language import LANGUAGES
from store.model.disguise import MaskWord
from store.model.flag import Flag
from store.model.goal import Goal
from store.model.intervention import Intervention
from store.model.measure import Measurement
from store.model.part import Part
from store.model.referral import Referral
from store.model.score import Score
from store.model.task import Task
from store.shelf import IN_THE_FILE

_DAYS = ("set_on", "target", "due", "since", "until", "follow_up", "next_check", "on", "born")
_NAMED = ("goal", "measure")


class Directory:
    """The resources of the demonstration, put into the book when they are first named."""

    def __init__(self, book: Casebook, language: str) -> None:
        """Read what there is."""
        text = (files("store.demo") / "directory.toml").read_text(encoding="utf-8")
        self._told = {one["ref"]: one for one in tomllib.loads(text)["resource"]}
        self._book, self._language = book, language
        self._ids: dict[str, str] = {}

    def id(self, ref: str) -> str:
        """The id of a resource."""
        if ref not in self._ids:
            told = self._told[ref]
            codes = {name: value for name, value in told.items() if name not in ("ref", *LANGUAGES)}
            self._ids[ref] = self._book.add_resource(**codes, **texts_of(told, self._language)).id
        return self._ids[ref]

    def name(self, ref: str) -> str:
        """What it is called."""
        return self._book.resource(self.id(ref)).name


class Parts:
    """The parts of one story, known by their refs.

    What is put into the file one after the other is one act, for each act waits for the disk: new parts wait until
    something else happens in the case, which calls `keep` first, or until another part names one of them.
    """

    def __init__(self, book: Casebook, code: str, language: str, today: date, directory: Directory) -> None:
        """Nothing in the file yet."""
        self._book, self._code, self._language = book, code, language
        self._today, self._directory = today, directory
        self._parts: dict[str, Part] = {}
        self._waiting: list[Part] = []

    def keep(self) -> None:
        """Write down what waits."""
        self._book.add_parts(self._waiting)
        self._waiting = []

    def add(self, told: dict[str, Any]) -> None:
        """Put a part into the file."""
        model: Any = IN_THE_FILE[told["kind"]]
        fields = {name: value for name, value in told.items() if name not in ("at", "kind", "ref", *LANGUAGES)}
        if model in (Intervention, MaskWord):
            fields["kind"] = fields.pop("type")
        fields |= {name: self._day(fields[name]) for name in _DAYS if name in fields}
        fields |= {name: self._parts[fields[name]].id for name in _NAMED if name in fields}
        if resource := fields.get("resource"):
            fields |= {"resource": self._directory.id(resource), "to": self._directory.name(resource)}
        if "en" in told:
            fields |= texts_of(told, self._language)
        part = self._new(model, **fields)
        if "ref" in told:
            self._parts[told["ref"]] = part

    def named_by(self, note: dict[str, Any]) -> dict[str, Any]:
        """The goals and tasks that a note names by their refs, as the note keeps them."""
        named: dict[str, Any] = {
            field: [self._parts[ref].id for ref in note[field]] for field in ("goals", "tasks_done") if field in note
        }
        texts = {"participants", "place"} & set(note)
        return {**named, **{field: note[field].get(self._language, note[field]["en"]) for field in texts}}

    def rate(self, goal: str, level: str, by: str = "practitioner") -> None:
        """Rate a goal."""
        self._book.rate_goal(self._of(goal, Goal).id, int(level), by)

    def score(self, domain: str, expectation: str, reality: str, weight: str = "") -> None:
        """Score a life domain; without a weight it keeps the one it had."""
        known = [*self._book.parts(Score, self._code), *(part for part in self._waiting if isinstance(part, Score))]
        before = [score.weight for score in known if score.domain == domain]
        heavy = int(weight) if weight else before[-1] if before else 1
        self._new(Score, domain=domain, expectation=int(expectation), reality=int(reality), weight=heavy)

    def value(self, measure: str, stage: str, number: str) -> None:
        """Write down a measured value."""
        self._new(Measurement, measure=self._parts[measure].id, stage=stage, value=float(number))

    def done(self, task: str) -> None:
        """A task was done."""
        self._book.change(self._of(task, Task), status="done")

    def carry(self, task: str, reason: str) -> None:
        """A task goes on beyond its phase."""
        self._book.change(self._of(task, Task), carried_over=reason)

    def goal(self, goal: str, status: str) -> None:
        """A goal was reached, changed or given up."""
        self._book.change(self._of(goal, Goal), status=status)

    def answer(self, referral: str, status: str, barrier: str = "") -> None:
        """A referral was answered."""
        self._book.change(self._of(referral, Referral), status=status, barrier=barrier)

    def settle(self, flag: str, state: str, reason: str) -> None:
        """A danger is under control or over."""
        self._book.change(self._of(flag, Flag), state=state, state_reason=reason)

    def _new(self, model: type[Part], **fields: Any) -> Part:
        if {fields.get(name) for name in _NAMED} & {part.id for part in self._waiting}:
            self.keep()
        part = self._book.new_part(model, self._code, **fields)
        self._waiting.append(part)
        return part

    def _of(self, ref: str, model: type[Any]) -> Any:
        part = self._parts[ref]
        assert isinstance(part, model), ref
        return part

    def _day(self, days: int) -> date:
        return self._today + timedelta(days=days)


def texts_of(told: dict[str, Any], language: str) -> dict[str, str]:
    """The texts of one thing in a language, in English where it has none; a single text goes by the name of `text`."""
    said = told.get(language, told["en"])
    return {name: _flow(text) for name, text in (said if isinstance(said, dict) else {"text": said}).items()}


def _flow(text: str) -> str:
    """Lines joined to paragraphs."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
