"""The fields of a case as options of `new` and `edit`. Only those that were typed are in the arguments."""

import argparse
from collections.abc import Callable
from typing import Any

from store.casebook import EDITABLE
from store.language import _
from store.model.codes import (
    Consent,
    IntakeSource,
    Level,
    PracticeField,
    PracticeFunction,
    RiskLevel,
    SystemSize,
    Vocabulary,
    WorkerRole,
)
from tui.plain.kinds import choices, code_of, day, day_or_none
from tui.plain.parser import Parser, text

YES, NO = "yes", "no"


def add_fields(parser: Parser, *, is_new: bool) -> None:
    """Declare them.

    Args:
        parser: of the command.
        is_new: whether the case is taken in: then alias and size are needed, and nothing is there to be cleared.
    """

    def add(option: str, name: str, metavar: str, kind: Callable[[str], Any], help: str, **more: Any) -> None:
        parser.add_argument(
            option, dest=name, metavar=metavar, type=kind, default=argparse.SUPPRESS, help=help, **more
        )  # fmt: skip

    def words(option: str, name: str, help: str, **more: Any) -> None:
        add(option, name, _("TEXT"), text, help, **more)

    def coded(option: str, name: str, vocabulary: type[Vocabulary], *, clears: bool = True, **more: Any) -> None:
        add(option, name, _("CODE"), code_of(vocabulary, clears=clears and not is_new), choices(vocabulary), **more)

    def dated(option: str, name: str, help: str) -> None:
        add(option, name, _("DAY"), day if is_new else day_or_none, help)

    words("--alias", "alias", _("what the board shows; not the client's name"), required=is_new)
    coded("--size", "size", SystemSize, clears=False, required=is_new)
    coded("--level", "level", Level)
    coded("--field", "field", PracticeField, clears=False)
    coded("--function", "function", PracticeFunction)
    words("--problem", "presenting_problem", _("the presenting problem in the client's words"))
    words("--client-name", "client_name", _("the client's real name"))
    words("--client-language", "client_language", _("the client's language"))
    coded("--source", "intake_source", IntakeSource)
    coded("--consent", "consent", Consent)
    words("--consent-by", "consent_by", _("who gave the consent"))
    dated("--consent-on", "consent_on", _("the day on which it was given"))
    words("--consent-scope", "consent_scope", _("what it was given for"))
    coded("--risk", "risk_level", RiskLevel)
    words("--origin", "origin_environment", _("the environment the client comes from and returns to"))
    dated("--next-contact", "next_contact", _("the day of the next contact"))
    dated("--next-review", "next_review", _("the day of the next review"))
    dated("--target-close", "target_close", _("the day on which the work is meant to be done"))
    words("--strengths", "strengths", _("strengths and resources of the client and the environment"))
    words("--needs", "needs_rights", _("social functioning: needs and rights"))
    words("--tasks", "tasks_roles", _("social functioning: tasks and roles"))
    words("--coping", "coping", _("social functioning: coping with problems"))
    add("--roles", "worker_roles", _("CODES"), _roles, _("with commas between them: {choices}").format(
        choices=choices(WorkerRole)
    ))  # fmt: skip
    words("--issues", "collective_issues", _("collective issues with commas between them"))
    words("--tags", "tags", _("tags with commas between them"))
    words("--supervisor", "supervisor", _("the supervisor"))
    parser.add_argument(
        "--legal-hold", dest="legal_hold", choices=(YES, NO), default=argparse.SUPPRESS,
        help=_("whether the record must stay beyond its retention date"),
    )  # fmt: skip


def fields_of(args: argparse.Namespace) -> dict[str, Any]:
    """Those that were typed, as the book takes them."""
    return {name: getattr(args, name) for name in EDITABLE if hasattr(args, name)}


def _roles(typed: str) -> tuple[Vocabulary | None, ...]:
    role = code_of(WorkerRole)
    return tuple(role(part) for part in typed.split(",") if part.strip())
