"""A case as plain text and as JSON: words instead of colour, one fact a line, nothing drawn."""

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from store import Case, Casebook, Move
from store.language import _
from store.language.formats import day_text
from store.model.flag import Flag
from store.model.folder import Folder
from store.model.stub import Stub
from store.model.text import clean_line
from store.packet.facts import (
    Fact,
    closure_facts,
    decision_text,
    step_text,
)
from store.practice.gates import item_text
from store.practice.milestones import Milestone, story
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


def history_lines(folder: Folder) -> Iterator[str]:
    """The history of a case, the oldest entry first."""
    for day, entry in story(folder.case, folder.history, folder.flags):
        if isinstance(entry, Milestone):
            yield from _fact(day_text(day), entry.text)
            if entry.why:
                yield from _fact("  " + _("Note"), entry.why)
        else:
            yield from move_lines(entry, folder.case.opened)


def move_lines(move: Move, opened: date) -> Iterator[str]:
    """An entry of the history: what happened, why, the decision before it, and the hard gate items not met."""
    way = move.to_phase.label
    if move.from_phase and move.from_phase is not move.to_phase:
        way = _("{start} to {end}").format(start=move.from_phase.label, end=way)
    yield from _fact(day_text(move.at.date()), f"{step_text(move, opened)}: {way}")
    if move.reason:
        yield from _fact("  " + _("Reason"), move.reason)
    if move.decision:
        yield from _fact("  " + _("Decision of the evaluation"), decision_text(move.decision))
    if move.closure:
        yield from facts_lines((f"  {name}", value) for name, value in closure_facts(move.closure).values())
    for code in move.overrides:
        yield from _fact("  " + _("Not met"), item_text(code))


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


def set_in(text: str) -> Iterator[str]:
    """A text, set in."""
    yield from (f"    {line}".rstrip() for line in text.split("\n"))


def section(head: str, lines: Iterable[str], *, indent: str = "    ") -> Iterator[str]:
    """Lines under their head, set in; nothing where there are none."""
    told = [f"{indent}{line}".rstrip() for line in lines]
    if told:
        yield from ("", head, *told)
