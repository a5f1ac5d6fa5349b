"""The commands that let a supervision packet out of the book, and keep an eye on the copies that are out there."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from os.path import isdir
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import Casebook, LingkarError, NotFound, Refused
from store.copies import Copy, CopyState, protection
from store.language import _, n_
from store.language.formats import day_text
from store.model.disguise import MaskLevel, WordKind
from store.model.note import Note
from store.model.packet import DayStyle, PacketKind
from store.model.text import clean
from store.packet.formats import Format, available, undrawn_words, write
from store.synced import synced_by
from tui.plain import views
from tui.plain.kinds import choices, code_of, day
from tui.plain.opening import acting, reading
from tui.plain.output import STDOUT, show, tell, warn
from tui.plain.parser import USAGE, Commands, Parser, add, add_case_code, text

if TYPE_CHECKING:  # what makes packets is imported when one is made
    from store.packet.document import Written
    from store.packet.prepare import Packet, Request
    from store.packet.veil import Doubtful

PRINTABLE = (Format.MARKDOWN, Format.HTML)
"""The formats that are text."""


def add_commands(commands: Commands) -> None:
    """Declare them."""
    export = add(commands, "export", _("write a packet for supervision; names are masked"), _export)
    kinds = export.add_subparsers(title=_("what"), metavar=_("WHAT"), dest="what", required=True)
    for kind, help in (
        (PacketKind.CASE, _("one case")),
        (PacketKind.CASELOAD, _("the caseload in figures, without names and notes")),
        (PacketKind.NOTES, _("the notes of a period, case by case")),
    ):
        _add_export(add(kinds, kind, help, _export), kind)

    copies = add(commands, "copies", _("say which copies are out there, and whether they are still there"), _copies)
    how = copies.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("for another program"))
    how.add_argument(
        "--delete", metavar=_("NUMBER"), type=int, help=_("delete this file, if it is the very one that was written")
    )
    how.add_argument("--gone", metavar=_("NUMBER"), type=int, help=_("say that this copy is destroyed"))
    copies.add_argument("--yes", action="store_true", help=_("say so although its file is still there"))


def _add_export(parser: Parser, kind: PacketKind) -> None:
    if kind is PacketKind.CASE:
        add_case_code(parser)
    else:
        parser.add_argument(
            "--case", metavar=_("CODE"), type=text, action="append", default=[], dest="some",
            help=_("only this case; once for each (otherwise all of the period)"),
        )  # fmt: skip
    for option, vocabulary, default in (
        ("--mask", MaskLevel, MaskLevel.FULL), ("--days", DayStyle, DayStyle.RELATIVE),
    ):  # fmt: skip
        parser.add_argument(
            option, metavar=_("CODE"), type=code_of(vocabulary), default=default,
            help=_("{choices} (otherwise {default})").format(choices=choices(vocabulary), default=default),
        )  # fmt: skip
    parser.add_argument(
        "--since",
        metavar=_("DAY"),
        type=day,
        help=_("the first day (otherwise that of the last supervision or packet)"),
    )
    parser.add_argument("--until", metavar=_("DAY"), type=day, help=_("the last day (otherwise today)"))
    parser.add_argument("--format", metavar=_("CODE"), type=code_of(Format), help=choices(Format))
    parser.add_argument(
        "-o", "--output", metavar=_("PATH"), type=Path,
        help=_("a folder or a file that is not there yet (otherwise the folder of your packets, or the current one); "
               "- prints it, as md or html"),
    )  # fmt: skip
    if kind is not PacketKind.CASELOAD:
        parser.add_argument(
            "--private", metavar=_("ID"), type=text, action="append", default=[],
            help=_("take this private note in, by its id as `lingkar notes CODE` has it; once for each"),
        )  # fmt: skip
    parser.add_argument(
        "--remark", metavar=_("TEXT"), type=text, default="", help=_("what you add for your supervisor; masked as well")
    )
    parser.add_argument(
        "--practitioner", metavar=_("NAME"), type=text,
        help=_("your own name, for this packet (otherwise that of the settings; \"\" leaves room to write it by hand)"),
    )  # fmt: skip
    parser.add_argument(
        "--accept-suspects", action="store_true", help=_("let it go although words may be names nobody decided about")
    )
    parser.add_argument(
        "--confirm", metavar=_("WORD"), type=text, default="", help=_("with --mask none: the word that lets it go")
    )


# Letting a packet out


def _export(args: argparse.Namespace) -> int:
    if args.format and args.output == STDOUT and args.format not in PRINTABLE:
        warn(_("Only these formats can be printed: {formats}.").format(formats=", ".join(PRINTABLE)))
        return USAGE
    from store.packet.export import gather, hand_over, must_be_ready, print_out
    from store.packet.prepare import prepare

    with acting(args, says=False) as book:
        request = _request(book, args)
        _must_be_confirmed(request)
        format = _format(args, book.settings.packet_format)
        packet = prepare(request, *gather(book, request), book.clock())
        if packet.doubtful and not args.accept_suspects:
            warn(clean("\n".join(_doubtful_lines(packet.doubtful))))
        must_be_ready(packet, accept=args.accept_suspects)
        written = write(packet.document, format)
        if args.output == STDOUT:
            sys.stdout.buffer.write(print_out(book, packet, written, format, accept=args.accept_suspects))
            target = None
        else:
            to = args.output or Path(book.settings.packet_folder)
            target = hand_over(
                book, packet, written, format, to, accept=args.accept_suspects, may_name_file=args.output is not None
            )
    for sentence in _warnings(packet, written, target):
        warn(clean(sentence))
    if target:
        tell(clean(str(target.resolve())))
    return 0


def _request(book: Casebook, args: argparse.Namespace) -> "Request":
    """What was asked for.

    Raises:
        LingkarError: there is no such case or private note, or the period ends before it begins.
    """
    from store.packet.export import chosen_from, codes_of, default_request

    kind = PacketKind.of(args.what)
    request = default_request(book, kind, getattr(args, "code", ""))
    since = args.since or request.since
    until = args.until or request.until
    if since and until < since:
        raise LingkarError(_("The period ends before it begins. Nothing was written."))
    private = getattr(args, "private", ())
    request = replace(
        request, since=since, until=until, level=args.mask, days=args.days, remark=args.remark,
        practitioner=request.practitioner if args.practitioner is None else args.practitioner,
        typed=args.confirm, codes=request.codes if kind is PacketKind.CASE else tuple(codes_of(book, since)),
    )  # fmt: skip
    if getattr(args, "some", ()):
        request = chosen_from(book, request, args.some)
    if private:
        notes = [note for code in request.codes for note in book.notes(code) if note.private]
        request = replace(request, private=frozenset(_private_note(notes, id) for id in private))
    return request


def _private_note(notes: Sequence[Note], typed: str) -> str:
    """The id of the private note that is meant by it or by its beginning.

    Raises:
        NotFound: there is none, or more than one.
    """
    meant = [note.id for note in notes if typed and note.id.startswith(typed.casefold())]
    if len(meant) != 1:
        raise NotFound(_("There is no private note {id}. Nothing was written.").format(id=typed))
    return meant[0]


def _must_be_confirmed(request: "Request") -> None:
    """Have the word typed without which nothing leaves unmasked.

    Raises:
        LingkarError: it was not.
    """
    from store.packet.prepare import confirmation

    if not request.is_confirmed:
        raise LingkarError(
            _("Without masking the packet shows who your clients are. If that is meant, add --confirm {word}. "
              "Nothing was written.").format(word=confirmation())
        )  # fmt: skip


def _format(args: argparse.Namespace, usual: str) -> Format:
    """The format that was asked for, the one the file's name ends in, or the usual one.

    Raises:
        LingkarError: it cannot be made on this machine, or the file's name says another or none.
    """
    wish = args.format or (Format.MARKDOWN if args.output == STDOUT else None)
    if args.output not in (None, STDOUT) and not isdir(args.output):
        wish = _named_format(args.output, args.format)
    if wish is None:
        wish = Format.of(usual) if usual in list(Format) else Format.PDF
        return wish if wish in available() else Format.HTML
    if wish not in available():
        raise LingkarError(
            _("{format} cannot be made on this computer; these can: {formats}. Nothing was written.").format(
                format=wish.label, formats=", ".join(available())
            )
        )
    return Format.of(wish)


def _named_format(file: Path, asked: Format | None) -> Format:
    """The format that the name of a file says.

    Raises:
        LingkarError: it says none, as that of a folder which is not there, or another one than was asked for.
    """
    named = file.suffix.removeprefix(".").lower()
    if not named:
        raise LingkarError(_("There is no folder {folder}. Nothing was written.").format(folder=file))
    if named not in list(Format) or asked not in (None, named):
        raise LingkarError(
            _(
                "A file whose name ends in .{ending} cannot be written; it can end in: {formats}. Nothing was written."
            ).format(ending=named, formats=asked or ", ".join(Format))
        )
    return Format.of(named)


def _doubtful_lines(doubtful: Sequence["Doubtful"]) -> Iterator[str]:
    """The words to decide about, one a line with what stands around it, and how one decides."""
    for word in doubtful:
        times = n_("{count} time", "{count} times", word.count).format(count=word.count)
        why = f"{word.doubt.label} {word.near}".strip()
        yield f"{word.code}  {word.text}  ({why}, {times})"
        yield f"    … {word.before}{word.text}{word.after} …"
    codes = {word.code for word in doubtful}
    start = f"    lingkar mask {codes.pop() if len(codes) == 1 else _('CODE')} {_('WORD')}"
    yield _("Decide about each word once; the case remembers it:")
    yield f"{start} --as {'|'.join(WordKind)}"
    yield f"{start} --alias-of {_('TOKEN')}"
    yield f"{start} --pass"
    yield _("Or, when you have looked at all of them, let them go with --accept-suspects.")


def _warnings(packet: "Packet", written: "Written", target: Path | None) -> Iterator[str]:
    if packet.request.level is MaskLevel.NONE:
        yield _("Warning: nothing is masked. Names, places and dates in it are real; share it with care.")
    else:
        yield n_("{count} piece was masked.", "{count} pieces were masked.", packet.masked).format(count=packet.masked)
    if count := len(packet.doubtful):
        words = ", ".join(dict.fromkeys(word.text for word in packet.doubtful))
        yield n_(
            "{count} word that may be a name went along: {words}",
            "{count} words that may be names went along: {words}", count,
        ).format(count=count, words=words)  # fmt: skip
    if written.undrawn:
        yield undrawn_words(written.undrawn)
    if target and (service := synced_by(target.parent)):
        yield _("Warning: {service} copies this folder to other computers, and the packet with it.").format(
            service=service
        )


# The copies


def _copies(args: argparse.Namespace) -> int:
    if args.delete is not None or args.gone is not None:
        with acting(args, says=False) as book:
            deleted = args.delete is not None
            if not deleted and not args.yes:
                _must_not_be_there(book, args.gone)
            one = book.delete_copy(args.delete) if deleted else book.mark_gone(args.gone)
        told = _("Deleted: {file}") if deleted else _("Written down as destroyed: {file}")
        tell(clean(told.format(file=_("(printed)") if one.is_printed else one.path)))
        return 0
    with reading(args) as book:
        found = book.copies()
    if args.json:
        views.print_json([_as_json(copy) for copy in found])
    elif found:
        show(clean((_row if args.plain else copy_line)(copy)) for copy in found)
        if any(copy.state is CopyState.THERE for copy in found):
            warn(_("`lingkar copies --delete NUMBER` deletes a file, --gone NUMBER says that a copy is destroyed."))
    else:
        warn(_("Nothing was exported yet."))
    return 0


def _must_not_be_there(book: Casebook, number: int) -> None:
    """See that nobody takes a copy for destroyed whose file lies where it was written.

    Raises:
        Refused: it is still there.
    """
    for copy in book.copies():
        if copy.id == number and copy.state is CopyState.THERE:
            words = _(
                "{file} is still there, so nothing was written down. `lingkar copies --delete {number}` deletes it; "
                "say --yes if the copy is destroyed all the same."
            )
            raise Refused(clean(words.format(file=copy.outside.path, number=number)))


def copy_line(copy: Copy) -> str:
    """A copy on one line: its number, day, what it is, how it is masked, where it is, and what can be said of it."""
    one = copy.outside
    what = [one.packet.label if one.packet else one.kind.label]
    if len(one.codes) == 1:
        what.append(one.codes[0])
    if how := protection(one):
        what.append(how)
    where = _("(printed)") if one.is_printed else one.path
    state = copy.state.label
    if one.gone:
        state = _("destroyed {day}").format(day=day_text(one.gone.date()))
    return f"{copy.id:>3}  {day_text(one.at.date())}  {' · '.join(what)}  {where}  ({state})"


def _row(copy: Copy) -> str:
    """The same, each fact under its name."""
    one = copy.outside
    return views.row(
        (_("Number"), str(copy.id)), (_("Day"), day_text(one.at.date())),
        (_("What"), one.packet.label if one.packet else one.kind.label), (_("Cases"), ", ".join(one.codes)),
        (_("Protection"), protection(one)), (_("Where"), _("(printed)") if one.is_printed else one.path),
        (_("Status"), copy.state.label), (_("Destroyed"), day_text(one.gone.date()) if one.gone else ""),
    )  # fmt: skip


def _as_json(copy: Copy) -> dict[str, Any]:
    """A copy; `number` is what --delete and --gone take."""
    return {"number": copy.id, "state": copy.state.value, **copy.outside.model_dump(mode="json")}
