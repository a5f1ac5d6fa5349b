"""A rating as an entry of its own. It is kept inside its goal, so it is known by the goal and its place there."""

from store import Casebook, NotFound
from store.language import _
from store.model.goal import Goal, Rating
from store.model.part import Part


class GoalRating(Part, Rating):
    """One rating of one goal.

    Attributes:
        goal: the id of the goal.
        place: among the ratings of the goal, the oldest being 0.
    """

    goal: str
    place: int

    @property
    def plain(self) -> Rating:
        """The rating as the goal keeps it."""
        return Rating(**{name: getattr(self, name) for name in Rating.model_fields}, **(self.model_extra or {}))


def rating_id(goal: str, place: int) -> str:
    """What a rating is known by."""
    return f"{goal}/{place}"


def goal_id(id: str) -> str:
    """The goal that an id is about: of a goal, or of a rating of it."""
    return id.partition("/")[0]


def ratings_of(goal: Goal) -> list[GoalRating]:
    """The ratings of a goal, the oldest first."""
    return [
        GoalRating.model_construct(  # there may be thousands, and they were validated with their goal
            id=rating_id(goal.id, place), case_code=goal.case_code, goal=goal.id, place=place, **dict(rating)
        )
        for place, rating in enumerate(goal.ratings)
    ]  # fmt: skip


def find_rating(book: Casebook, id: str, code: str = "") -> GoalRating:
    """A rating as the book has it now.

    Raises:
        NotFound: it is gone.
    """
    for rated in ratings_of(book.part(Goal, goal_id(id), code)):
        if rated.id == id:
            return rated
    raise NotFound(_("This rating is not in the file of the case any more."))
