"""The command `lingkar`: reads what was typed, carries it out, and turns trouble into a sentence and an exit code.

What the commands do stands in `tui.plain`; the board is imported only when it opens.
"""

import argparse
import contextlib
import gc
import io
import sys
from collections.abc import Sequence

from store.errors import InvalidInput, LingkarError
from store.language import LANGUAGES, _, choose, use
from store.language.system import why_refused
from store.model.text import clean
from tui.plain import words
from tui.plain.discretion import keep_discreet
from tui.plain.opening import folder_of, settle_passphrase
from tui.plain.output import forget_stdout, keep_lines_whole, open_closed_streams, wrapped
from tui.plain.parser import Parser, add_globals
from tui.plain.passphrase import passphrase_of
from tui.plain.trouble import where_of

COULD_NOT, INTERRUPTED = 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the board.

    Args:
        argv: what was typed after `lingkar`; the program's own arguments unless given.

    Returns:
        The exit code: 0 done, 1 could not, 2 usage, 3 no passphrase or a wrong one, 4 book in use, 5 book damaged.
    """
    typed = list(sys.argv[1:] if argv is None else argv)
    open_closed_streams()
    if argv is None:  # the process is ours
        keep_discreet()
    _let_any_text_out()
    try:
        use(choose(_asked_language(typed), kept=_kept_language(typed)))
        words.speak()
        keep_lines_whole("--plain" in typed)  # also of what is said before all of it is read
        code = _run(typed)
        sys.stdout.flush()
        return code
    except LingkarError as error:
        return _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        forget_stdout()
        return 0  # the reader has read enough
    except OSError as error:
        forget_stdout()
        why = f"{error.filename}: {why_refused(error)}" if error.filename else why_refused(error)
        return _say(_("The system refused: {why}.").format(why=why), COULD_NOT)
    except Exception as error:
        told = _(
            "Lingkar met an error it did not expect ({where}) and stopped. "
            "Everything that was reported as done is saved."
        )
        return _say(told.format(where=where_of(error)), COULD_NOT)


def _run(typed: list[str]) -> int:
    args = _for_board(typed)
    if args is not None:
        from tui.app import run_board

        passphrase_of(args)
        settle_passphrase(args)
        return run_board(folder_of(args), vars(args).pop("passphrase"), plain=args.plain)  # nobody else keeps it
    try:
        parser = build_parser()
        args = parser.parse_args(typed)
    except SystemExit as end:  # argparse has shown its help or said what is wrong
        return int(end.code or 0)
    gc.freeze()
    gc.enable()
    passphrase_of(args)  # before a command takes the rest of standard input
    _say_what_is_wrong_in_the_settings(args)
    try:
        code: int = args.run(args)
    except InvalidInput as error:
        from tui.plain.problems import as_typed

        raise LingkarError(as_typed(error.problems, args.parser, typed)) from None
    return code


def _for_board(typed: list[str]) -> argparse.Namespace | None:
    """The options, when there is nothing but options: the board shall not wait for the commands to be declared."""
    parser = Parser(prog="lingkar", add_help=False, exit_on_error=False)
    add_globals(parser, is_main=True)
    try:
        args, more = parser.parse_known_args(typed)
    except argparse.ArgumentError:  # the whole parser says what is wrong
        return None
    return None if more else args


def build_parser() -> Parser:
    """All that can be typed, in the language in use."""
    from tui.plain import (
        adding,
        caring,
        changing,
        checking,
        directory,
        dumping,
        finding,
        handover,
        help,
        keeping,
        masking,
        moving,
        noting,
        packets,
        reading,
        recording,
        reviewing,
        safekeeping,
        settings,
        studying,
        supervising,
        transfer,
    )  # fmt: skip

    parser = Parser(
        prog="lingkar",
        description=_("A casebook for solo social workers. Without a command it opens the board."),
        epilog=_("`lingkar COMMAND --help` explains a command."),
    )
    add_globals(parser, is_main=True)
    parser.add_argument("--version", action=_Version, nargs=0, help=_("show the version and exit"))
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), dest="command")
    for room in (
        reviewing, caring, reading, finding, recording, noting, adding, changing, moving, directory,
        supervising, packets, handover, masking, studying, transfer, dumping, safekeeping, keeping, checking,
        settings, help,
    ):  # fmt: skip
        room.add_commands(commands)
    return parser


class _Version(argparse.Action):
    """Shows the version; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_args: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("lingkar")
        except PackageNotFoundError:
            number = _("(not installed)")
        print(f"lingkar {number}")
        parser.exit()


def _asked_language(typed: list[str]) -> str | None:
    """The value of `--lang`, looked for before the parser is made, since its help speaks that language too."""
    wish = _value_of("--lang", typed)
    return wish if wish in LANGUAGES else None


def _value_of(option: str, typed: list[str]) -> str | None:
    """What stands behind an option, before anything is parsed; None where it is not there."""
    for word, value in zip(typed, [*typed[1:], ""], strict=False):
        if word == option or word.startswith(f"{option}="):
            return value if word == option else word.removeprefix(f"{option}=")
    return None


def _kept_language(typed: list[str]) -> str:
    """The language in the settings of the book that the command is about; empty where nothing is said of it."""
    from store.settings_file import read

    try:
        return str(read(folder_of(argparse.Namespace(book=_value_of("--book", typed)))).values.get("language", ""))
    except LingkarError:  # which the command will say
        return ""


def _say_what_is_wrong_in_the_settings(args: argparse.Namespace) -> None:
    """Which lines in the file of the settings count for nothing, before a command works with the others."""
    from store.settings_file import read

    if args.command not in ("demo", "help"):  # they are about no book
        for sentence in read(folder_of(args)).trouble:
            _say(sentence, 0)


def _say(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError):
        print(wrapped(clean(sentence), sys.stderr), file=sys.stderr, flush=True)
    return code


def _let_any_text_out() -> None:
    """A terminal that cannot show a character gets a question mark for it, not a fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
