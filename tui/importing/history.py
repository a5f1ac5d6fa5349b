"""The maps there were on the screen, so that every choice can be taken back."""

from store.exchange.importing.mapping import ImportMap


class MapHistory:
    """Maps in the order in which they were made, and which of them it is now."""

    def __init__(self, mapping: ImportMap) -> None:
        """Begin with one, whose loss would not be one: a guess, or what lies in a file."""
        self._maps, self._at, self._kept = [mapping], 0, mapping

    @property
    def now(self) -> ImportMap:
        """The map as it is."""
        return self._maps[self._at]

    def put(self, mapping: ImportMap) -> None:
        """Go on with another one; what was taken back cannot be done again then."""
        self._maps = [*self._maps[: self._at + 1], mapping]
        self._at += 1

    def step(self, by: int) -> None:
        """One back or on."""
        self._at += by

    def can_step(self, by: int) -> bool:
        """Whether there is one before or behind."""
        return 0 <= self._at + by < len(self._maps)

    @property
    def is_changed(self) -> bool:
        """Whether choices would be lost by leaving."""
        return self.now != self._kept

    def keep(self, mapping: ImportMap) -> None:
        """This one would not be lost: it lies in a file."""
        self._kept = mapping
