"""A task of the plan: who does what until when."""

from datetime import date

from pydantic import Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.part import Part
from store.model.text import Line, Text


class TaskOwner(Vocabulary):
    """Who does it."""

    WORKER = "worker", N_("Social worker")
    CLIENT = "client", N_("Client")
    FAMILY = "family", N_("Family")
    OTHER_PRO = "other_pro", N_("Other profession")
    AGENCY = "agency", N_("Agency")


class TaskStatus(Vocabulary):
    """How far it is."""

    OPEN = "open", N_("Not begun")
    DOING = "doing", N_("Being done")
    DONE = "done", N_("Done")
    CANCELLED = "cancelled", N_("Cancelled")
    NOT_POSSIBLE = "not_possible", N_("Cannot be done")

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self in (TaskStatus.OPEN, TaskStatus.DOING)


class Task(Part):
    """One task.

    Attributes:
        goal: the id of the goal it serves; empty for none.
        owner: None where nobody has taken it yet.
        carried_over: why it goes on beyond its phase although it is not done.
        supervision: the id of the note of the supervision session that it comes from; empty for none.
    """

    text: Line = Field(min_length=1)
    goal: Line = ""
    owner: TaskOwner | None = None
    due: date | None = None
    status: TaskStatus = TaskStatus.OPEN
    done_on: date | None = None
    carried_over: Text = ""
    supervision: Line = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self.status.is_open
