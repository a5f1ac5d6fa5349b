"""A case as plain text and as JSON: words instead of colour, one fact a line, nothing drawn."""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from store import Case, Casebook, Move, Note
from store.exchange.origin import origin_facts
from store.language import _
from store.language.formats import day_text, when_text
from store.model.codes import NoteStatus
from store.model.flag import Flag
from store.model.folder import Folder
from store.model.stub import Stub
from store.model.text import clean_line
from store.packet.document import Block, Facts, Heading, Paragraph, Table
from store.packet.facts import (
    Fact,
    case_facts,
    closure_facts,
    contact_texts,
    decision_text,
    extra_facts,
    hold_facts,
    note_facts,
    step_text,
)
from store.packet.sections import practice
from store.practice.gates import BY_CODE, Gate, item_text
from store.practice.milestones import Milestone, story
from store.practice.notation import in_words
from store.shelf import IN_THE_FILE
from tui.plain.dangers import danger_facts, dangers_json, risk_parts


def case_line(case: Case, drafts: int, flags: Sequence[Flag] = ()) -> str:
    """A case on one line, its parts set apart by tabs."""
    parts = (
        case.code,
        case.alias,
        case.phase.label,
        case.status.label,
        case.level.label,
        *risk_parts(case, flags),
        _("next contact: {day}").format(day=day_text(case.next_contact) if case.next_contact else _("none")),
        *([_("drafts: {count}").format(count=drafts)] if drafts else []),
    )
    return "\t".join(parts)


def case_row(case: Case | Stub, book: Casebook, waiting: Collection[str]) -> str:
    """A case on one line, each of its facts under its name: nothing is left to the place it stands in."""
    known = [
        (_("Code"), case.code), (_("Alias"), case.alias), (_("Phase"), case.phase.label),
        (_("Status"), case.status.label), (_("Level"), case.level.label),
    ]  # fmt: skip
    if isinstance(case, Stub):
        return row(*known, (_("Closed"), day_text(case.closed)), (_("Archived"), _("yes")))
    flags = book.parts(Flag, case.code)
    known += [
        (_("Risk"), case.risk_level.label if case.risk_level else _("not assessed")),
        *danger_facts(case, flags),
        (_("Next contact"), day_text(case.next_contact) if case.next_contact else _("none")),
        (_("Drafts"), str(book.drafts(case.code) or "")),
        (_("Needs you today"), _("yes") if case.code in waiting else ""),
    ]
    return row(*known)


def row(*facts: Fact) -> str:
    """Facts on one line, each under its name; those without a value are left out."""
    return "; ".join(f"{name}: {clean_line(value)}" for name, value in facts if value)


def stub_line(stub: Stub) -> str:
    """An archived case on one line, its parts set apart by tabs; what is not known without its file is left out."""
    parts = (
        stub.code,
        stub.alias,
        stub.phase.label,
        stub.status.label,
        stub.level.label,
        _("closed on: {day}").format(day=day_text(stub.closed)),
        _("archived"),
    )
    return "\t".join(parts)


def stub_json(stub: Stub) -> dict[str, Any]:
    """What is known of an archived case without its file, every field under its name in the model."""
    return {
        **stub.model_dump(mode="json"), "phase": stub.phase.value, "status": stub.status.value, "archived": True,
        "needs_today": False,
    }  # fmt: skip


def case_json(book: Casebook, case: Case, waiting: Collection[str]) -> dict[str, Any]:
    """A case with every field under its name in the model, what follows from its notes, and whether it waits today.

    Args:
        book: where it is.
        case: which one.
        waiting: the codes of all cases that need their worker today.
    """
    reached = book.last_reached(case.code)
    return {
        **case.model_dump(mode="json"),
        "drafts": book.drafts(case.code),
        "last_reached": reached.isoformat() if reached else None,
        "needs_today": case.code in waiting,
        **dangers_json(case, book.parts(Flag, case.code)),
    }


def show_json(book: Casebook, case: Case) -> dict[str, Any]:
    """The whole file of a case: its fields, its notes (newest contact first), its history (oldest first), its parts."""
    folder = book.folder_of(case.code)
    return {
        **case_json(book, case, book.needs_today()),
        **{table: [part.model_dump(mode="json") for part in getattr(folder, table)] for table in IN_THE_FILE},
    }


def print_json(data: Any) -> None:
    """JSON for another program: readable letters where the output can carry them."""
    wide = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf8sig")
    print(json.dumps(data, ensure_ascii=not wide, indent=2))


def facts_of(book: Casebook, case: Case) -> Iterator[Fact]:
    """The facts of a case that are known, in the order they are read in."""
    flags = book.parts(Flag, case.code)
    facts = case_facts(case, book.today(), flags)
    known = {name: fact for name, fact in facts.items() if name not in practice.ASSESSED}
    reached = book.last_reached(case.code)
    if case.risk_level is None:
        known["risk_level"] = (known["risk_level"][0], _("not assessed"))
    yield from danger_facts(case, flags)
    yield from known.values()
    yield _("Last reached"), when_text(reached) if reached else _("never")
    yield from ((BY_CODE[item].text, day_text(day)) for item, day in case.ticks.items() if item in BY_CODE)
    yield from origin_facts(case)
    yield from extra_facts(case)
    if case.hold:
        yield from hold_facts(case.hold).values()
    if case.closure:
        yield from closure_facts(case.closure).values()


def practice_lines(folder: Folder, today: date) -> Iterator[str]:
    """What lies in the file beside notes and history: one fact a line, under the heads that a packet has."""
    for name in ("people", "overview", "goals", "plan"):
        yield from tab_lines(name, folder, today)
    for block in practice.measures(folder):
        yield from _block_lines(block)


def tab_lines(name: str, folder: Folder, today: date) -> Iterator[str]:
    """What a tab of the case file is about, of what lies in the file beside notes and history."""
    blocks: dict[str, Callable[[], Iterable[Block]]] = {
        "overview": lambda: (*practice.assessment(folder), *practice.dangers(folder)),
        "goals": lambda: practice.goals(folder),
        "plan": lambda: practice.plan(folder),
        "people": lambda: practice.people(replace(folder, relations=()), today),
        "measures": lambda: (*practice.assessment(folder), *practice.measures(folder)),
    }  # fmt: skip
    for block in blocks[name]():
        yield from _block_lines(block)
    if name == "people" and folder.relations:
        yield from ("", _("Ties"))
        for tie in folder.relations:  # in words: the signs of an ecomap are for the eye
            told = in_words(dict(tie))
            yield from _indented(f"{told}; {tie.note}" if tie.note else told)


def history_lines(folder: Folder) -> Iterator[str]:
    """The history of a case, the oldest entry first."""
    for day, entry in story(folder.case, folder.history, folder.flags):
        if isinstance(entry, Milestone):
            yield from _fact(day_text(day), entry.text)
            if entry.why:
                yield from _fact("  " + _("Note"), entry.why)
        else:
            yield from move_lines(entry)


def _block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from ("", clean_line(block.text))
    elif isinstance(block, Paragraph):
        yield from _indented(block.text)
    elif isinstance(block, Facts):
        yield from facts_lines((f"    {name}", value) for name, value in block.pairs)
    elif isinstance(block, Table):
        for row in block.rows:
            told = zip(block.headers, row, strict=True)
            yield from _indented("; ".join(f"{name}: {clean_line(value)}" for name, value in told if value))


def move_lines(move: Move) -> Iterator[str]:
    """An entry of the history: what happened, why, the decision before it, and the hard gate items not met."""
    way = move.to_phase.label
    if move.from_phase and move.from_phase is not move.to_phase:
        way = _("{start} to {end}").format(start=move.from_phase.label, end=way)
    yield from _fact(day_text(move.at.date()), f"{step_text(move)}: {way}")
    if move.reason:
        yield from _fact("  " + _("Reason"), move.reason)
    if move.decision:
        yield from _fact("  " + _("Decision of the evaluation"), decision_text(move.decision))
    if move.closure:
        yield from facts_lines((f"  {name}", value) for name, value in closure_facts(move.closure).values())
    for code in move.overrides:
        yield from _fact("  " + _("Not met"), item_text(code))


def note_lines(note: Note, folder: Folder) -> Iterator[str]:
    """A note: when and how, its marks and facts, its text, and what was added."""
    marks = [note.status.label] if note.status is not NoteStatus.SIGNED else []
    if note.private:
        marks.append(_("private"))
    if note.is_late_entry:
        marks.append(_("late entry"))
    yield ", ".join((when_text(note.contact_at), *contact_texts(note), note.phase.label, *marks))
    yield from facts_lines(
        (f"  {name}", value) for name, value in (*note_facts(note, folder).values(), *extra_facts(note))
    )
    yield from _indented(note.body)
    if note.void_reason:
        yield from _fact("  " + _("Voided"), note.void_reason)
    for more in note.addenda:
        yield from _fact("  " + _("Addendum {moment}").format(moment=when_text(more.at)), more.text)


def gate_lines(gate: Gate) -> Iterator[str]:
    """A gate: each item, whether it is met, and how to meet it."""
    for item, met in gate.items:
        state = _("met") if met else (_("missing") if item.hard else _("advised"))
        how = _(" (tick off: {item})").format(item=item.code) if item.by_hand and not met else ""
        yield f"{state}: {gate.text(item)}{how}"


def facts_lines(facts: Iterable[Fact]) -> Iterator[str]:
    """Facts, one a line; those without a value are left out."""
    for name, value in facts:
        if value:
            yield from _fact(name, value)


def _fact(name: str, value: str) -> Iterator[str]:
    """A fact; further lines of its value are set in, so that no line of a text looks like another fact."""
    first, *rest = value.split("\n")
    yield f"{name}: {first}"
    yield from (f"    {line}" for line in rest)


def _indented(text: str) -> Iterator[str]:
    yield from (f"    {line}" for line in text.split("\n"))
