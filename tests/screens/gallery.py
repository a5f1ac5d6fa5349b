"""Every screen of the program, one after the other, over the sample caseload: what is looked at in every size.

A scene is opened from the board and left by taking away what lies over the board. `covered` names the screens it
shows, so that a test can say whether one was forgotten.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

import tui
from store import Casebook, Note, open_casebook
from store.demo import build_demo
from store.language import current, use
from store.model import Level
from store.query import Field
from store.vault import disk, generations
from tests.casefile.conftest import until
from tests.conftest import MORNING
from tui.app import LingkarApp
from tui.casefile.screen import CaseFile
from tui.commands import BY_ACTION
from tui.filterline import FilterLine
from tui.importing.screen import ImportScreen
from tui.packet.form import PacketForm
from tui.packet.screen import PacketScreen
from tui.search.screen import Search
from tui.search.start_rows import term
from tui.unlock.sheet import RecoverySheet

TABLES = Path(__file__).parent.parent / "exchange" / "tables"
KEY = "AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPZRY9X8GF2TVDW0S3JN54KHC"
BASES = {
    "AtBook", "CarryingOut", "CaseActs", "Choosing", "Deciding", "Filtering", "FittingForm", "Form", "NoteActs",
    "DraftScreen", "NoteForm", "PacketActs", "PartActs", "PartForm", "PickList", "Place", "RecordForm", "Scrolling",
    "Settling", "Small", "Threshold", "WorkingOut", "WriteForm", "WriteOutForm",
}  # fmt: skip
"""Screens that are only what others have in common."""

FAMILY, MOTHER = {"en": "fam", "id": "kel"}, {"en": "mother", "id": "ibu"}
"""What one types to find them, by language."""

Opener = Callable[["Stage"], Any]
"""Opens a scene; a coroutine, or a function that answers a screen to be shown."""


@dataclass
class Stage:
    """The running program, and what there is to look at in its book."""

    app: LingkarApp
    pilot: Pilot[None]

    @property
    def book(self) -> Casebook:
        """The sample caseload."""
        return self.app.book

    @property
    def code(self) -> str:
        """The case of which most is written."""
        return max(self.codes, key=lambda code: len(self.book.folder_of(code).notes) * (code in self._goals))

    @property
    def codes(self) -> list[str]:
        """The open cases."""
        return [case.code for case in self.book.cases() if not case.is_closed]

    @property
    def _goals(self) -> set[str]:
        return {code for code in self.codes if self.book.folder_of(code).goals}

    def in_phase(self, phase: str) -> str:
        """A case of a phase."""
        return next(case.code for case in self.book.cases() if case.phase.value == phase)

    def note(self, status: str = "signed") -> Note:
        """A note of it."""
        return next(note for code in self.codes for note in self.book.notes(code) if note.status == status)

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)

    async def show(self, screen: Screen[Any]) -> None:
        """Put a screen over the board, and wait for it."""
        self.app.push_screen(screen)
        await self.at(type(screen))

    async def at(self, kind: type[Screen[Any]]) -> None:
        """Wait for a kind of screen."""
        await until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted)
        await self.pilot.pause()

    async def size(self, width: int, height: int) -> None:
        """Another window."""
        if self.app.size != (width, height):
            await self.pilot.resize_terminal(width, height)
            await self.pilot.pause()

    async def leave(self) -> None:
        """Back to the board, whatever was typed."""
        while len(self.app.screen_stack) > 2:
            await self.app.pop_screen()
        if self.app.screen.query_one(FilterLine).is_open:
            await self.press("escape", "escape")
        await self.pilot.pause()


@dataclass(frozen=True)
class Scene:
    """One screen, or one state of it."""

    name: str
    covered: str
    open: Opener

    async def on(self, stage: Stage) -> None:
        """Show it."""
        result = self.open(stage)
        if asyncio.iscoroutine(result):
            await result
        elif isinstance(result, Screen):
            await stage.show(result)
        await stage.pilot.pause()


def _keys(*keys: str) -> Opener:
    async def press(stage: Stage) -> None:
        for key in keys:
            await stage.press(key)

    return press


def _file(*keys: str) -> Opener:
    async def open_it(stage: Stage) -> None:
        await stage.show(CaseFile(stage.code, stage.codes))
        await stage.press(*keys)

    return open_it


def _made(path: str, *arguments: Any, **named: Any) -> Opener:
    """A screen of `module:Class`; what is callable among its arguments is asked of the stage."""

    def make(stage: Stage) -> Screen[Any]:
        module, _sep, name = path.partition(":")
        given = [each(stage) if callable(each) else each for each in arguments]
        return getattr(import_module(f"tui.{module}"), name)(*given, **named)  # type: ignore[no-any-return]

    return make


def _code(stage: Stage) -> str:
    return stage.code


def _unstated(stage: Stage) -> Note:
    """A draft of which nobody said what contact it tells of."""
    return stage.book.write_draft(stage.code, "unstated", session="gallery", body="x")


def _closed(stage: Stage) -> str:
    return stage.in_phase("termination")


def _evaluated(stage: Stage) -> str:
    return stage.in_phase("evaluation")


async def _packet(stage: Stage, code: str = "") -> None:
    await stage.show(PacketForm(code or stage.code))
    await until(lambda: stage.app.focused is not None)
    await stage.press("enter")
    await until(
        lambda: isinstance(stage.app.screen, PacketScreen) and stage.app.screen._made and not stage.app.screen._making
    )


async def _offer(stage: Stage) -> None:
    """Over a packet in which a word may be a name."""
    from tui.packet.offer import Offer

    for code in reversed(stage.codes):
        await _packet(stage, code)
        packet = stage.app.screen
        assert isinstance(packet, PacketScreen)
        if packet.undecided:
            break
        await stage.leave()
    await stage.pilot.pause()
    await stage.press("m")
    await stage.at(Offer)


def _table(table: str, *keys: str) -> Opener:
    async def read(stage: Stage) -> None:
        screen = ImportScreen(TABLES / table)
        await stage.show(screen)
        await until(lambda: screen.plan is not None)
        await stage.press(*keys)

    return read


async def _search(stage: Stage) -> None:
    await stage.press("s", *"ibu")
    await until(lambda: isinstance(stage.app.screen, Search) and stage.app.screen.found.count)


def _saved_search(stage: Stage) -> Screen[Any]:
    from tui.search.saved import SaveSearch

    return SaveSearch(f"{MOTHER[current()]} {term(Field.LEVEL, Level.MICRO)}")


async def _filter(stage: Stage) -> None:
    await stage.press("slash", *FAMILY[current()])


def _day(stage: Stage) -> Screen[Any]:
    from tui.importing.forms import DayOfColumn

    return DayOfColumn("Kunjungan bulan Maret", "", "Kunjungan", False, lambda *_: None)


def _intake_day(stage: Stage) -> Screen[Any]:
    from tui.importing.forms import DayOfIntake

    return DayOfIntake(lambda _day: None)


def _save_map(stage: Stage) -> Screen[Any]:
    from store.exchange.importing.mapping import ImportMap
    from tui.importing.forms import SaveMap

    return SaveMap(ImportMap(), stage.app.folder / "map.toml", lambda *_: None)


def _load_map(stage: Stage) -> Screen[Any]:
    from tui.importing.forms import LoadMap

    return LoadMap(stage.app.folder, lambda *_: None)


def _score(stage: Stage) -> Screen[Any]:
    from tui.casework.scores import ScoreForm

    code = next(code for code in stage.codes if stage.book.folder_of(code).scores)
    return ScoreForm(code, stage.book.folder_of(code).scores[-1].id)


def _more_of_note(stage: Stage) -> Screen[Any]:
    from tui.casefile.note_more import NoteMore

    note = stage.note("draft")
    return NoteMore(note.case_code, note.id, "session")


def _another(stage: Stage) -> Screen[Any]:
    from tui.packet.another import MaskAnother

    return MaskAnother([stage.code], stage.code, "Kata yang tidak ditanyakan.")


def _copy(stage: Stage) -> Screen[Any]:
    from tui.packet.copy_facts import CopyFacts

    return CopyFacts(stage.book.copies()[0], False)


def _received(stage: Stage) -> Screen[Any]:
    from store.exchange.handover import sealed
    from tui.handover.receive import ReceiveForm

    path = stage.app.folder / "kasus.lingkar"
    path.write_bytes(sealed._HEAD)
    return ReceiveForm(str(path))


async def _nothing(*_: Any) -> None:
    """What the screens of the way in tell; here nobody listens."""


def _first_start(stage: Stage) -> Screen[Any]:
    from tui.unlock.first_start import FirstStart, Made, Ways
    from tui.unlock.samples import Samples

    return FirstStart(Ways(lambda *_: Made(stage.book, KEY, ""), _nothing, Samples, _nothing))


def _unlock(stage: Stage) -> Screen[Any]:
    from tui.unlock.unlock import Unlock

    return Unlock(lambda _: None, _nothing)


def _sheet(stage: Stage) -> Screen[Any]:
    return RecoverySheet(KEY, Path("/home/sri/book"), stage.book.today())


def _new_key(_stage: Stage) -> Screen[Any]:
    from tui.settings.keys import NewKey

    return NewKey(BY_ACTION["review"], {})


def _discard(stage: Stage) -> Screen[Any]:
    from tui.forms.ask import ask_to_discard

    return ask_to_discard()


def _palette_with(words: str) -> Opener:
    return _keys("colon", *words)


_TABS = [
    Scene(f"case file, tab {tab}", "CaseFile", _file(str(tab))) for tab in range(1, 8)
]  # fmt: skip
_PARTS = [
    Scene(f"form of a {name}", name, _made(f"casework.{module}:{name}", _code))
    for module, name in (
        ("assessment", "AssessmentForm"), ("decision", "DecisionDialog"), ("flags", "FlagForm"), ("goals", "GoalForm"),
        ("link", "LinkDialog"), ("measures", "MeasureForm"), ("measures", "MeasurementForm"), ("people", "PersonForm"),
        ("people", "RelationForm"), ("plan", "TaskForm"), ("plan", "InterventionForm"), ("plan", "TeamForm"),
        ("ratings", "RatingForm"), ("referral", "ReferralForm"), ("scores", "ScoresForm"),
    )
]  # fmt: skip
_MOVES = [
    Scene(f"act {name}", name, _made(f"moves.{module}:{name}", about))
    for module, name, about in (
        ("aftercare", "AftercareDialog", _closed), ("back", "BackDialog", _code), ("hold", "HoldDialog", _code),
        ("contact", "NextContactDialog", _code), ("log_contact", "LogContactDialog", _code),
        ("next_review", "NextReviewDialog", _evaluated), ("put_off", "PutOffDialog", _code),
        ("risk", "RiskDialog", _code), ("terminate", "TerminateForm", _code),
    )
]  # fmt: skip

SCENES: Sequence[Scene] = [
    Scene("board", "BoardScreen", _keys("right")),
    Scene("board, filter", "BoardScreen", _filter),
    *_TABS,
    Scene("closed file", "ListedFile", _made("closed.file:ListedFile", _closed)),
    Scene("linked file", "LinkedFile", _made("casework.link:LinkedFile", _code)),
    Scene("reviewed file", "ReviewedFile", _made("review.file:ReviewedFile", _code)),
    Scene("note", "NoteReader", _made("casefile.reader:NoteReader", lambda stage: stage.note().id)),
    Scene("editor", "NoteEditor", _keys("n", *"Bertemu.")),
    Scene("signing", "SignForm", _made("casefile.signing:SignForm", lambda stage: _unstated(stage).id)),
    Scene("more of a note", "NoteMore", _more_of_note),
    Scene("addendum", "AddendumForm", _made("casefile.write_form:AddendumForm", lambda stage: stage.note().id)),
    Scene("void", "VoidForm", _made("casefile.write_form:VoidForm", lambda stage: stage.note().id)),
    Scene("menu of additions", "AddMenu", _file("i")),
    *_PARTS,
    Scene("one score", "ScoreForm", _score),
    *_MOVES,
    Scene("group note", "GroupNoteForm", _made("casework.group_note:GroupNoteForm", _code)),
    Scene("signature for all", "SignAllForm", _made("casework.group_note:SignAllForm", _code, _evaluated)),
    Scene("resource", "ResourceForm", _made("casework.resources:ResourceForm")),
    Scene("gate", "GateDialog", _made("moves.gate:GateDialog", _code, "advance")),
    Scene("new case", "CaseForm", _made("intake.case_form:CaseForm")),
    Scene("edited case", "CaseForm", _made("intake.case_form:CaseForm", _code)),
    Scene("open choice", "OpenChoice", _keys("c", "tab", "tab", "space")),
    Scene("review", "DailyReview", _keys("r")),
    Scene("end of the review", "DailyReview", _keys("r", *["space"] * 24)),
    Scene("search", "Search", _search),
    Scene("how to search", "Search", _keys("s")),
    Scene("save a search", "SaveSearch", _saved_search),
    Scene("filters", "FilterForm", _made("board.filters:FilterForm", "")),
    Scene("closed cases", "ClosedCases", _keys("z", "down")),
    Scene("directory", "Directory", _keys("R")),
    Scene("statistics", "Study", _keys("S")),
    Scene("table of research", "TableDialog", _made("study.table:TableDialog", "2026-01-01", "2026-11-21")),
    Scene("copies", "Copies", _keys("C")),
    Scene("facts of a copy", "CopyFacts", _copy),
    Scene("packet form", "PacketForm", _made("packet.form:PacketForm", _code)),
    Scene("packet", "PacketScreen", _packet),
    Scene("what a word is", "Offer", _offer),
    Scene("mask another", "MaskAnother", _another),
    Scene("supervision", "SupervisionForm", _made("packet.supervision:SupervisionForm", _code)),
    Scene("hand over", "HandOverForm", _made("handover.form:HandOverForm", _code)),
    Scene("receive", "ReceiveForm", _received),
    Scene("bring in", "BringIn", _made("importing.bring_in:BringIn")),
    Scene("table, columns", "ImportScreen", _table("catatan_wa.csv")),
    Scene("table, rows", "ImportScreen", _table("rekap_kunjungan_2025.csv", "tab")),
    Scene("what a column becomes", "Chooser", _table("catatan_wa.csv", "enter")),
    Scene("a row", "RowFacts", _table("rekap_kunjungan_2025.csv", "tab", "end", "enter")),
    Scene("day of a column", "DayOfColumn", _day),
    Scene("day of intake", "DayOfIntake", _intake_day),
    Scene("keep a map", "SaveMap", _save_map),
    Scene("take up a map", "LoadMap", _load_map),
    Scene("backup", "BackupDialog", _made("backup.dialog:BackupDialog")),
    Scene("dump", "DumpForm", _made("dumping.dialog:DumpForm")),
    Scene("limits", "LimitsForm", _made("settings.limits_form:LimitsForm")),
    Scene("idle lock", "LockAfterDialog", _made("unlock.idle_form:LockAfterDialog")),
    Scene("help", "Guide", _keys("question_mark")),
    Scene("manual", "Manual", _made("guide.manual_screen:Manual")),
    Scene("manual, a topic", "Manual", _made("guide.manual_screen:Manual", "board")),
    Scene("settings", "SettingsForm", _made("settings.screen:SettingsForm")),
    Scene("keys of the commands", "KeysScreen", _made("settings.keys:KeysScreen")),
    Scene("a new key", "NewKey", _new_key),
    Scene("palette", "Palette", _keys("colon")),
    Scene("palette, nothing found", "Palette", _palette_with("qqq")),
    Scene("question", "Ask", _discard),
    Scene("cover", "Cover", _made("unlock.cover:Cover")),
    Scene("first start", "FirstStart", _first_start),
    Scene("lock", "Unlock", _unlock),
    Scene("recovery sheet", "RecoverySheet", _sheet),
    Scene("three keys", "ThreeKeys", _made("unlock.three_keys:ThreeKeys")),
]


def screens() -> set[str]:
    """The names of all screens of the program that are shown."""
    for module in walk_packages(tui.__path__, "tui."):
        import_module(module.name)
    found, left = set(), [Screen]
    while left:
        for kind in left.pop().__subclasses__():
            left.append(kind)
            if kind.__module__.startswith("tui."):
                found.add(kind.__name__)
    return found - BASES


PACKETS = {"id": "Supervisi", "en": "Supervision"}
"""The folder in which packets are kept, as a person would call it."""


@contextmanager
def sample(folder: Path, language: str) -> Iterator[Casebook]:
    """The sample caseload in a language, with a copy that is out there. HOME must be a folder of the test."""
    use(language)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(disk, "flush", lambda fd: None)
        patched.setattr(
            generations, "now", lambda: datetime.astimezone(MORNING, UTC).isoformat(timespec="milliseconds")
        )
        with open_casebook(folder, clock=lambda: MORNING) as book:
            build_demo(book, language)
            book.backup_reminder()  # said for today
            packets = Path.home() / PACKETS[language]
            packets.mkdir()
            book.change_settings(packet_folder=str(packets))
            facts: dict[str, Any] = {"format": "pdf", "sha256": "0" * 64, "size": 204_800, "level": "full"}
            path = Path("/media/stick/kantor/supervisi/2026/K-2026-014_case_2.pdf")
            book.went_out("export", path, [book.cases()[0].code], packet="case", off_laptop=True, **facts)
            yield book
