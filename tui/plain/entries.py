"""What lies in the file of a case, as commands name it: each kind with its word, its fields and their labels.

The words are codes, the same in every language, as the names of the fields are; the names of the kinds that the screens
show are understood as well. No screen is loaded: the forms of
`tui.casework` say the same with more words.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from store.language import N_, _, in_all
from store.model.disguise import MaskWord
from store.model.flag import Flag
from store.model.goal import Goal
from store.model.intervention import Intervention
from store.model.measure import Measure, Measurement
from store.model.person import Person
from store.model.record import Record
from store.model.referral import Referral
from store.model.relation import Relation
from store.model.resource import Resource
from store.model.score import Score
from store.model.task import Task
from store.model.team import TeamMember
from tui.casework.rated import GoalRating
from tui.plain.parser import bare

Labels = Mapping[str, str]
"""The fields of a kind in the order they are read in, each with its label in the language of the code."""


class Kind(NamedTuple):
    """One kind of entry.

    Attributes:
        word: what is typed for it.
        name: what it is called, in the language of the code.
        model: what holds it.
        labels: its fields; the first one is what an entry is known by.
        brief: the fields that stand in the line of an entry beside the first.
    """

    word: str
    name: str
    model: type[Record]
    labels: Labels
    brief: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What it is called, in the language in use."""
        return _(self.name)

    def label_of(self, field: str) -> str:
        """The label of a field, in the language in use."""
        return _(self.labels[field])


_SERVES = {"goal": N_("Goal it serves")}

KINDS = (
    Kind("goal", N_("Goal"), Goal, {
        "statement": N_("Goal"), "much_less": N_("Much below the target"), "less": N_("Below the target"),
        "expected": N_("As targeted"), "better": N_("Above the target"), "much_better": N_("Much above the target"),
        "baseline": N_("Baseline"),
        "target": N_("Target date"), "domain": N_("Life domain"), "level": N_("Level"), "weight": N_("Weight"),
        "status": N_("Status"), "set_on": N_("Set on"),
    }, ("status", "baseline", "target")),
    Kind("rating", N_("Rating"), GoalRating, {
        "level": N_("Where does it stand?"), "by": N_("Who says so"), "on": N_("Day"), "note": N_("A word about it"),
        "goal": N_("Goal"),
    }, ("on", "by", "note")),
    Kind("task", N_("Task"), Task, {
        "text": N_("What is to be done"), "owner": N_("Who does it"), "due": N_("Due"), **_SERVES,
        "status": N_("How far along"), "done_on": N_("Done on"), "carried_over": N_("Why it goes on"),
    }, ("status", "owner", "due", "done_on")),
    Kind("referral", N_("Referral"), Referral, {
        "to": N_("To"), "resource": N_("Resource"), "reason": N_("What is asked for, and why"), **_SERVES,
        "follow_up": N_("Ask again on"), "status": N_("How far along"), "barrier": N_("What stood in the way"),
        "sent_on": N_("Sent on"), "answered_on": N_("Answered on"),
    }, ("status", "follow_up", "reason", "barrier")),
    Kind("intervention", N_("Intervention"), Intervention, {
        "kind": N_("What you do"), "level": N_("Level"), "role": N_("Your role in it"), **_SERVES, "text": N_("How"),
        "since": N_("Since"), "until": N_("Until"),
    }, ("level", "role", "since", "until")),
    Kind("team", N_("Team member"), TeamMember, {
        "name": N_("Name"), "discipline": N_("Discipline"), "organisation": N_("Organisation"),
        "role": N_("What they do in this case"), "system_role": N_("Part of which system"), "contact": N_("Contact"),
        "may_see": N_("May know of the case"),
    }, ("discipline", "organisation", "role")),
    Kind("danger", N_("Danger"), Flag, {
        "type": N_("What is the danger?"), "level": N_("How great is it?"), "note": N_("What is known"),
        "safety_plan": N_("Safety plan"), "next_check": N_("Look again on"), "since": N_("Known since"),
        "state": N_("How it stands"), "state_reason": N_("Why it stands so"), "state_on": N_("Since when"),
    }, ("level", "state", "next_check")),
    Kind("person", N_("Person"), Person, {
        "alias": N_("Called"), "kin_role": N_("To the client"), "is_member": N_("Belongs to the client system"),
        "sex": N_("Sex"), "born": N_("Born"), "age": N_("Age"), "is_child": N_("Counts as a child"),
        "name": N_("Full name"), "aliases": N_("Other names"), "contact": N_("Contact"), "address": N_("Address"),
        "is_deceased": N_("Has died"), "note": N_("What else matters"),
    }, ("name", "kin_role", "is_member", "age")),
    Kind("relation", N_("Tie"), Relation, {
        "a": N_("Who"), "bond": N_("What ties them"), "b": N_("With whom or what"), "flow": N_("Where energy flows"),
        "note": N_("A word about it"),
    }, ("bond", "b", "flow", "note")),
    Kind("score", N_("Expectation and reality"), Score, {
        "domain": N_("Life domain"), "expectation": N_("Expected"), "reality": N_("Real"), "weight": N_("Weight"),
        "on": N_("Scored on"), "whose": N_("Whose expectation"), "note": N_("A word about it"),
    }, ("expectation", "reality", "weight", "on")),
    Kind("measure", N_("Measure"), Measure, {
        "target": N_("What is counted or rated"), "unit": N_("Unit"), "improves": N_("Which way is better?"),
        **_SERVES,
    }, ("unit", "improves")),
    Kind("value", N_("Measurement"), Measurement, {
        "value": N_("Value"), "measure": N_("What is measured"), "on": N_("Day"), "stage": N_("Phase A or B"),
        "note": N_("A word about it"),
    }, ("measure", "on", "stage", "note")),
    Kind("word", N_("Decision about a word"), MaskWord, {
        "text": N_("Word"), "kind": N_("Kind"), "subject": N_("Another name of"),
    }, ("kind", "subject")),
)  # fmt: skip
"""All kinds, as they follow each other in a list."""

RESOURCE = Kind("resource", N_("Resource"), Resource, {
    "name": N_("Name"), "kind": N_("Kind"), "gives": N_("What one gets there"), "is_tangible": N_("Concrete help"),
    "conditions": N_("Conditions"), "contact": N_("Contact"), "area": N_("Area"),
}, ("kind", "area", "contact"))  # fmt: skip
"""What lies in the directory, which belongs to the book."""

NOTE = {
    "body": N_("Text"), "mode": N_("How"), "outcome": N_("Outcome"), "contact_at": N_("When"), "format": N_("Outline"),
    "participants": N_("Who was there"), "minutes": N_("How long"), "place": N_("Where"), "private": N_("Private"),
}  # fmt: skip
"""The fields of a draft that can be changed."""

BY_WORD = {kind.word: kind for kind in KINDS}
ADDED = tuple(kind for kind in KINDS if kind.word != "word")
"""The kinds that are added by hand; a word is decided about by `lingkar mask`."""


def names_of_kinds() -> dict[str, str]:
    """The names under which the kinds are shown, in every language, each with the word of its kind."""
    return {bare(name): kind.word for kind in KINDS for name in in_all(kind.name)}


def kind_of(entry: Record) -> Kind:
    """The kind of an entry, or of a resource."""
    return next(kind for kind in (*KINDS, RESOURCE) if type(entry) is kind.model)


def all_fields() -> Iterator[tuple[str, list[Kind]]]:
    """Every field that `change` knows, with the kinds that have it."""
    names = dict.fromkeys(name for kind in KINDS for name in kind.labels)
    for name in names:
        yield name, [kind for kind in KINDS if name in kind.labels]
