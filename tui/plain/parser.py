"""Reading what was typed after `lingkar`: the parser and what every command has. Kinds of value are in `kinds`."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from store.language import LANGUAGES, _
from store.language.quoting import quoted
from store.model.text import clean
from tui.plain.output import columns, wrapped

MAKING = ("new", "import", "restore")
"""The commands that may make a book; for all others `--plain` only says how they print."""

Commands = Any  # argparse's _SubParsersAction, which has no public name
USAGE = 2
_NEAR, _ALIKE = 3, 0.6
"""How many words are offered for one that is none, and how much they must be like it."""


class Words(argparse._SubParsersAction):
    """The words of which one is typed, each with what may follow it.

    Attributes:
        other_names: names under which they are known as well, each with its word; made only for one that is no word.
    """

    other_names: Callable[[], Mapping[str, str]] = staticmethod(dict)

    def __call__(self, parser: Any, namespace: Any, values: Any, option_string: str | None = None) -> None:
        """Go on with what follows the word that is meant."""
        word, *rest = values
        super().__call__(parser, namespace, [self.meant(word), *rest], option_string)

    def meant(self, typed: str) -> str:
        """The word that is meant; what was typed where none is known."""
        return typed if typed in self.choices else self.other_names().get(bare(typed), typed)

    def near(self, typed: str) -> Sequence[str]:
        """The words that may be meant: such as begin so, and such as look alike."""
        from difflib import get_close_matches

        wanted = bare(typed)
        names = {**{bare(word): word for word in self.choices}, **self.other_names()}
        begun = [name for name in names if len(wanted) > 1 and name.startswith(wanted)]
        alike = get_close_matches(wanted, list(names), _NEAR, _ALIKE)
        return list(dict.fromkeys(names[name] for name in (*begun, *alike)))[:_NEAR]


def bare(typed: str) -> str:
    """A name as it is compared: small letters, blanks for what stands in their place."""
    return " ".join(typed.casefold().replace("-", " ").replace("_", " ").split())


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one sentence, takes no shortened options and paints nothing."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)
        self.color = False  # Python 3.14 would colour the help
        self.register("action", "parsers", Words)
        self._is_mixing = False
        self._later: Callable[[], None] | None = None

    def declare_later(self, declare: Callable[[], None]) -> None:
        """Have options declared when this command is the one that was typed: of many options most are never needed."""
        self._later = declare

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read what was typed. Options stand anywhere among the rest, and `--safety_plan` is `--safety-plan`."""
        if self._later:
            declare, self._later = self._later, None
            declare()
        typed = list(map(_hyphened, sys.argv[1:] if args is None else args))
        if self._is_mixing or self._subparsers is not None or not self._get_positional_actions():
            return super().parse_known_args(typed, namespace)
        self.usage, usage = self.format_usage()[len(_("usage: ")) :], self.usage  # argparse cuts off the English word
        self._is_mixing = True  # it comes back here twice: for the options, then for what stands between them
        try:
            return self.parse_known_intermixed_args(typed, namespace)
        finally:
            self._is_mixing, self.usage = False, usage

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read what was typed. What the command does not know is refused under its name."""
        known, more = self.parse_known_args(args, namespace)
        if more:
            getattr(known, "parser", self).error(_("unrecognized arguments: %s") % " ".join(more))
        return known

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse what is not known here, of many words with those that may be meant."""
        if not isinstance(action, Words):
            super()._check_value(action, value)
        elif action.meant(value) not in action.choices:
            told = [_("{given} is not known here.").format(given=quoted(value, 40))]
            if near := action.near(value):
                told.append(_("Did you mean {near}?").format(near=(" " + _("or") + " ").join(near)))
            told.append(
                _("`{command} --help` lists what there is, `lingkar help` is the manual.").format(command=self.prog)
            )
            self.exit(USAGE, wrapped(clean(f"{self.prog}: {' '.join(told)}"), sys.stderr) + "\n")

    def _get_formatter(self) -> Any:
        """What lays the help out: in lines as all others."""
        formatter: Any = self.formatter_class
        return formatter(prog=self.prog, width=columns() - 2)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where it stands how the command is used; nobody has to hear all of that first."""
        explained = _("`{command} --help` explains the command.").format(command=self.prog)
        self.exit(USAGE, wrapped(clean(f"{self.prog}: {_ended(message)}\n{explained}"), sys.stderr) + "\n")


def add(commands: Commands, name: str, help: str, run: Callable[[argparse.Namespace], int]) -> Parser:
    """Declare a command.

    Args:
        commands: where it is added.
        name: what is typed.
        help: what it does, as the list of commands and its own help say.
        run: carries it out; answers the exit code.
    """
    parser: Parser = commands.add_parser(name, help=help, description=help)
    parser.set_defaults(run=run, parser=parser)
    add_globals(parser, makes=name in MAKING)
    return parser


def add_case_code(parser: Parser) -> None:
    """The case the command is about."""
    parser.add_argument("code", metavar=_("CODE"), type=text, help=_("the case, such as K-2026-014"))


def add_entry(parser: Parser) -> None:
    """The entry or note of the case that the command is about."""
    parser.add_argument(
        "id", metavar=_("ID"), type=text, help=_("its id or the beginning of it, as `lingkar entries CODE` lists it")
    )


def add_globals(parser: Parser, *, is_main: bool = False, makes: bool = False) -> None:
    """The options that fit every command; they may stand before or after its name.

    Args:
        parser: of the program, or of a command.
        is_main: whether it is that of the program, whose help explains them.
        makes: whether the command may make a book: then its own help says what `--plain` does there.
    """
    plain = _("where there is no book yet: make one; unless a passphrase is given, anybody with the laptop can read it")
    absent = None if is_main else argparse.SUPPRESS

    def words(help: str) -> str:
        return help if is_main else argparse.SUPPRESS

    parser.add_argument(
        "--book", metavar=_("FOLDER"), default=absent,
        help=words(_("where the casebook is (otherwise LINGKAR_HOME, or your user data folder)")),
    )  # fmt: skip
    parser.add_argument("--lang", choices=LANGUAGES, default=absent, help=words(_("Indonesian or English")))
    parser.add_argument(
        "--plain", action="store_true", default=False if is_main else argparse.SUPPRESS,
        help=plain if makes else words(
            _("of a command that reads: print rows in which each fact has its name. Of the board, new, import and "
              "restore: where there is no book yet, make one without a passphrase")
        ),
    )  # fmt: skip
    parser.add_argument(
        "--passphrase-file", metavar=_("FILE"), default=absent,
        help=words(_("the passphrase is the first line of this file; - takes it from standard input")),
    )  # fmt: skip


def text(typed: str) -> str:
    """A kind of value: text that is really text. Bytes that are not UTF-8 would be kept as question marks."""
    try:
        typed.encode("utf-8")
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(_("this is not UTF-8 text")) from None
    return typed


def _ended(sentence: str) -> str:
    """A sentence with its full stop: what argparse says has none."""
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _hyphened(word: str) -> str:
    """An option as it is declared: fields have underscores in their names, options hyphens."""
    if not word.startswith("--"):
        return word
    option, equals, value = word.partition("=")
    return option.replace("_", "-") + equals + value
