"""The fields of a case as options of `new` and `edit`. Only those that were typed are in the arguments."""

import argparse
from collections.abc import Callable
from typing import Any

from store.intake import EDITABLE
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
from tui.plain.kinds import choices, code_of, day, day_or_none, number, yes_and_no, yes_or_no
from tui.plain.parser import Parser, text


def add_fields(parser: Parser, *, is_new: bool) -> None:
    """Declare them.

    Args:
        parser: of the command.
        is_new: whether the case is taken in: then alias and size are needed, and nothing is there to be cleared.
    """
    fields = _Fields(parser, clears=not is_new)
    fields.words("alias", _("what the board shows; not the client's name"), required=is_new)
    fields.coded("size", SystemSize, clears=False, required=is_new)
    fields.coded("level", Level)
    fields.coded("field", PracticeField, clears=False)
    fields.coded("function", PracticeFunction)
    fields.words("presenting_problem", _("the presenting problem in the client's words"), "--problem")
    fields.words("client_name", _("the client's real name"))
    fields.words("client_language", _("the client's language"))
    fields.coded("intake_source", IntakeSource, "--source")
    fields.coded("consent", Consent)
    fields.words("consent_by", _("who gave the consent"))
    fields.dated("consent_on", _("the day on which it was given"))
    fields.words("consent_scope", _("what it was given for"))
    fields.coded("risk_level", RiskLevel, "--risk")
    fields.words("origin_environment", _("the environment the client comes from and returns to"), "--origin")
    fields.dated("next_contact", _("the day of the next contact"))
    fields.dated("next_review", _("the day of the next review"))
    fields.dated("next_supervision", _("the day that was agreed on with the supervisor"))
    fields.dated("target_close", _("the day on which the work is meant to be done"))
    fields.counted("contact_every", _("after so many days at most the client is reached again, in this case"))
    fields.counted("stuck_after", _("after so many days in a phase the review asks what keeps this case there"))
    _add_assessed(fields)
    fields.words("tags", _("tags with commas between them"))
    fields.words("supervisor", _("the supervisor"))
    parser.add_argument(
        "--legal-hold", dest="legal_hold", metavar=_("CODE"), type=yes_or_no, default=argparse.SUPPRESS,
        help=_("whether the record must stay beyond its retention date: {choices}").format(choices=yes_and_no()),
    )  # fmt: skip


def add_assessment(parser: Parser) -> None:
    """Declare the fields in which an assessment is written down."""
    fields = _Fields(parser, clears=True)
    fields.coded("level", Level)
    _add_assessed(fields)


def _add_assessed(fields: "_Fields") -> None:
    fields.words("strengths", _("strengths and resources of the client and the environment"))
    fields.words("needs_rights", _("social functioning: needs and rights"), "--needs")
    fields.words("tasks_roles", _("social functioning: tasks and roles"), "--tasks")
    fields.words("coping", _("social functioning: coping with problems"))
    told = _("with commas between them: {choices}").format(choices=choices(WorkerRole))
    fields.add("worker_roles", _("CODES"), _roles, told, "--roles")
    fields.words("collective_issues", _("collective issues with commas between them"), "--issues")


class _Fields:
    """Declares options: each has the name of its field, and some a shorter one too."""

    def __init__(self, parser: Parser, *, clears: bool) -> None:
        self._parser, self._clears = parser, clears

    def add(
        self, name: str, metavar: str, kind: Callable[[str], Any], help: str, *shorter: str, **more: Any
    ) -> None:  # fmt: skip
        self._parser.add_argument(
            *shorter, f"--{name.replace('_', '-')}", dest=name, metavar=metavar, type=kind,
            default=argparse.SUPPRESS, help=help, **more,
        )  # fmt: skip

    def words(self, name: str, help: str, *shorter: str, **more: Any) -> None:
        self.add(name, _("TEXT"), text, help, *shorter, **more)

    def coded(
        self, name: str, vocabulary: type[Vocabulary], *shorter: str, clears: bool = True, **more: Any
    ) -> None:  # fmt: skip
        kind = code_of(vocabulary, clears=clears and self._clears)
        self.add(name, _("CODE"), kind, choices(vocabulary), *shorter, **more)

    def dated(self, name: str, help: str) -> None:
        self.add(name, _("DAY"), day_or_none if self._clears else day, help)

    def counted(self, name: str, help: str) -> None:
        self.add(name, _("NUMBER"), _count, help)


def fields_of(args: argparse.Namespace) -> dict[str, Any]:
    """Those that were typed, as the book takes them."""
    return {name: getattr(args, name) for name in EDITABLE if hasattr(args, name)}


def _roles(typed: str) -> tuple[Vocabulary | None, ...]:
    role = code_of(WorkerRole)
    return tuple(role(part) for part in typed.split(",") if part.strip())


def _count(typed: str) -> int | None:
    return int(number(typed, whole=True)) if typed.strip() else None
