"""What can go wrong, said to a person: what happened, what was kept, what to do.

Each class is one kind of trouble that a caller may want to tell apart; the sentence is made where the trouble is met.
The command line turns each into the exit code written beside it.
"""


class LingkarError(Exception):
    """Any trouble whose text is meant for the user. Exit code 1: it could not be done, and nothing was changed."""

    exit_code = 1


class BookNotFound(LingkarError):
    """There is no casebook in that folder, and none was to be made."""


class BookInUse(LingkarError):
    """Another running program holds the book for writing."""

    exit_code = 4


class BookDamaged(LingkarError):
    """The files of the book do not read as they were written. Nothing on the disk was touched."""

    exit_code = 5


class PassphraseNeeded(LingkarError):
    """The book is encrypted and no passphrase was given."""

    exit_code = 3


class WrongPassphrase(LingkarError):
    """The passphrase given is not the one of the book. Nothing was opened."""

    exit_code = 3


class NewerFormat(LingkarError):
    """The book was written by a newer version of the program, or in a mode this one does not know."""

    exit_code = 5


class NotSaved(LingkarError):
    """A write to the disk failed. The book is as it was before the act, in memory and on the disk."""


class NotFound(LingkarError):
    """No case or note has this code."""


class Refused(LingkarError):
    """The act does not fit the state of the case (advancing a closed case, signing a signed note ...)."""


class InvalidInput(LingkarError):
    """Something typed or given does not fit its field.

    Attributes:
        problems: field name -> sentence, for a form to show beside the field.
    """

    def __init__(self, problems: dict[str, str]) -> None:
        """Join the sentences for where there is no form."""
        self.problems = problems
        super().__init__(" ".join(f"{field}: {problem}" for field, problem in problems.items()))
