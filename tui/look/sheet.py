"""Textual's style sheet, read anew only when the colours change.

Textual reads all of it again when a screen or the theme says that something may have changed, which is so at every
start. Here what is the same as before comes from the cache that Textual keeps anyway.
"""

from textual.css.stylesheet import Stylesheet


class Sheet(Stylesheet):
    """A style sheet that knows with which variables it was read."""

    def __init__(self, variables: dict[str, str]) -> None:
        """Empty, with the variables of a theme."""
        super().__init__(variables=variables)
        self._read_with = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Use the variables of a theme."""
        if variables != self._read_with:
            super().set_variables(variables)
            self._read_with = variables

    def reparse(self) -> None:
        """Read what is new; all of it when the variables have changed, as that empties the cache."""
        self.parse()
