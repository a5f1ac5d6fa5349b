"""Commands that tell whether the book is whole, and save what can be read when it is not."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from store import BookDamaged
from store.checking import SalvageReport, VerifyReport, salvage, verify
from store.keeping import Kept, how_kept
from store.language import _, n_
from store.language.formats import moment_text
from store.model.text import clean
from store.shelf import CASES, MOVES, NOTES
from tui.plain.opening import folder_of, no_book
from tui.plain.output import show, tell, warn
from tui.plain.parser import Commands, add
from tui.plain.passphrase import unlocked
from tui.plain.views import print_json

WHOLE, DAMAGED = 0, BookDamaged.exit_code


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "verify", _("read the whole book, count, and say what is damaged; changes nothing"), _verify)
    parser.add_argument("--json", action="store_true", help=_("for another program"))
    add(commands, "salvage", _("save what can be read of a damaged book; the damaged files stay"), _salvage)


def _verify(args: argparse.Namespace) -> int:
    folder = folder_of(args)
    try:
        kept = how_kept(folder)
        if kept is Kept.NONE:
            raise no_book(folder)
        report = unlocked(args, lambda passphrase: verify(folder, passphrase))
    except BookDamaged as error:
        if args.json:
            print_json({"whole": False, "problems": [str(error)]})
            return DAMAGED
        raise
    if args.json:
        print_json({"whole": report.is_whole, "kept": kept.value, **asdict(report)})
    else:
        show([clean("\n".join(_verified(kept, report)))])
    return WHOLE if report.is_whole else DAMAGED


def _verified(kept: Kept, report: VerifyReport) -> Iterator[str]:
    yield _("The book is encrypted.") if kept is Kept.ENCRYPTED else _("The book is not encrypted.")
    yield _("Last act: number {number}, {moment}").format(number=report.seq, moment=_moment(report.last_at))
    yield _("Generations that read whole: {numbers}").format(numbers=_numbers(report))
    yield _("Acts since the newest snapshot: {count}").format(count=report.frames)
    yield from _counts(report.documents)
    archive = report.archive
    if archive is None:
        yield _("Archive: none")
    else:
        yield _("Archive: {cases} in generations {numbers}").format(
            cases=_cases(archive.documents), numbers=_numbers(archive)
        )
    if report.torn_bytes:
        yield _("An unfinished write of {count} bytes ends the log; the next opening sets it aside.").format(
            count=report.torn_bytes
        )
    problems = [*report.problems, *(archive.problems if archive else ())]
    yield from (_("Problem: {problem}").format(problem=problem) for problem in problems)
    if not problems:
        yield _("Everything was read, and it is as it was written.")


def _moment(at: str) -> str:
    return moment_text(datetime.fromisoformat(at).astimezone()) if at else "-"


def _numbers(report: VerifyReport) -> str:
    return ", ".join(map(str, report.generations)) or "-"


def _counts(documents: Mapping[str, int]) -> Iterator[str]:
    yield _("Cases: {count}").format(count=documents.get(CASES, 0))
    yield _("Notes: {count}").format(count=documents.get(NOTES, 0))
    yield _("History entries: {count}").format(count=documents.get(MOVES, 0))


def _cases(documents: Mapping[str, int]) -> str:
    count = documents.get(CASES, 0)
    return n_("{count} case", "{count} cases", count).format(count=count)


def _salvage(args: argparse.Namespace) -> int:
    folder = folder_of(args)
    if how_kept(folder) is Kept.NONE:
        raise no_book(folder)
    report = unlocked(args, lambda passphrase: salvage(folder, passphrase))
    tell(clean("\n".join(_salvaged(report))))
    parts = [part for part in (report, report.archive) if part is not None]
    if report.lost or any(part.trouble or part.is_cut for part in parts):
        warn(_("Compare with your newest backup: `lingkar --book ANOTHER restore BACKUP` puts it into another folder."))
        return DAMAGED
    return WHOLE


def _salvaged(report: SalvageReport) -> Iterator[str]:
    if report.is_whole:
        yield _("Nothing is damaged, so there was nothing to salvage. Nothing was written.")
        yield from _counts(report.documents)
        return
    yield from _part(report, _("The book"))
    yield from _counts(report.documents)
    if report.archive is not None:
        yield from _part(report.archive, _("The archive"))
        yield _("Archive: {cases}").format(cases=_cases(report.archive.documents))
    yield _("The damaged files stay as they are; nothing of them was changed or removed.")


def _part(report: SalvageReport, name: str) -> Iterator[str]:
    if report.generation is None:
        yield report.trouble or _("{part} opens as it is; nothing was written.").format(part=name)
        yield from (_("Damaged: {file}").format(file=path) for path in report.damaged)
        return
    yield _("{part} opens again, as generation {number}.").format(part=name, number=report.generation)
    if report.snapshot is None:
        yield _("No snapshot could be read: it begins empty, with the acts that were read.")
    else:
        yield _("It begins with the snapshot of generation {number}.").format(number=report.snapshot)
    yield _("Acts read after that: {count}").format(count=report.read)
    for first, last in report.missing:
        yield _("Missing: the acts {first} to {last}").format(first=first, last=last)
    if report.is_cut:
        yield _("The end of the newest log is damaged or gone: nobody can tell whether acts after that are missing.")
    elif not report.missing:
        yield _("No act is missing.")
    for path in report.damaged:
        yield _("Damaged: {file}").format(file=path)
