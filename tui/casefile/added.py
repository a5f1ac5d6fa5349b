"""What came into the file of a case since it was last read: where the cursor goes after adding, in each tab."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from store.model import Goal
from tui.casefile.reading import Reading
from tui.casework.kinds import KINDS
from tui.casework.rated import GoalRating, rating_id


@dataclass(frozen=True, slots=True)
class Held:
    """All entries of a file.

    Attributes:
        code: whose file.
        entries: the tab of each, and the key of its row there. A rating has no id of its own, so that it is known here
            by what it says.
    """

    code: str = ""
    entries: Mapping[Hashable, tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def by(cls, reading: Reading) -> "Held":
        """What a file holds now."""
        return cls(reading.case.code, dict(_entries(reading)))

    def added_to(self, before: "Held") -> dict[int, set[str]]:
        """By their tabs the keys of what was not there before; nothing where that was the file of another case."""
        found: dict[int, set[str]] = {}
        if before.code == self.code:
            for known_by in self.entries.keys() - before.entries.keys():
                tab, key = self.entries[known_by]
                found.setdefault(tab, set()).add(key)
        return found


def _entries(reading: Reading) -> Iterator[tuple[Hashable, tuple[int, str]]]:
    for kind in KINDS:
        if kind.model is GoalRating:
            for goal in reading.parts(Goal):
                for place, rating in enumerate(goal.ratings):
                    said = (goal.id, rating.on, rating.by, rating.level, rating.note)
                    yield said, (kind.tab, rating_id(goal.id, place))
        elif kind.model is not None:
            for part in reading.parts(kind.model):
                yield part.key, (kind.tab, part.key)
