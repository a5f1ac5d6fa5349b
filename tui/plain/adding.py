"""Commands that put something into the file of a case: an entry of any kind, a rating, a measured value, scores."""

import argparse
from datetime import date
from functools import partial
from typing import Any

from store import Casebook, InvalidInput, LingkarError
from store.language import N_, _, in_all
from store.language.quoting import quoted
from store.model.flag import Flag
from store.model.folder import Folder
from store.model.goal import Goal, Rater, level_word, signed
from store.model.intervention import Intervention
from store.model.measure import Measure, Measurement, Stage
from store.model.person import Person
from store.model.referral import Referral
from store.model.relation import Relation
from store.model.score import LifeDomain, Score
from store.model.task import Task, TaskOwner
from store.model.text import clean_line
from store.practice.circle import usually_inside
from store.practice.resources import first_follow_up
from store.practice.risk import Standing, greatest_open
from tui.casework.rated import GoalRating
from tui.plain.alike import alike_lines
from tui.plain.case_fields import add_assessment, fields_of
from tui.plain.entries import ADDED, BY_WORD, Kind, names_of_kinds
from tui.plain.fields import add_options, option, read, resource_named, typed_fields
from tui.plain.kinds import choices, code_of, day, number
from tui.plain.lookup import find, shortener
from tui.plain.opening import acting
from tui.plain.output import tell, warn
from tui.plain.parser import Commands, Parser, add, add_case_code, add_entry, bare, text
from tui.plain.recording import typed_note
from tui.plain.understood import day_lines

ASSESSMENT = "assessment"


def add_commands(commands: Commands) -> None:
    """Declare them."""
    parser = add(commands, "add", _("add something to the file of a case; prints its id"), _add)
    add_case_code(parser)
    kinds: Commands = parser.add_subparsers(
        title=_("what"), description=_("Either name is taken, in English or Indonesian."), metavar=_("WHAT"),
        dest="what", required=True,
    )  # fmt: skip
    kinds.other_names = _names
    for kind in ADDED:
        parser = add(kinds, kind.word, kind.label, _add)
        parser.declare_later(partial(add_options, parser, kind))
    parser = add(kinds, ASSESSMENT, _("Assessment"), _add)
    parser.declare_later(partial(add_assessment, parser))

    _add_figures(commands)


def _names() -> dict[str, str]:
    """All names of what can be added; a decision about a word is none of it."""
    names = {**names_of_kinds(), **{bare(name): ASSESSMENT for name in in_all(N_("Assessment"))}}
    return {name: word for name, word in names.items() if word in (*(kind.word for kind in ADDED), ASSESSMENT)}


def _add_figures(commands: Commands) -> None:
    parser = add(commands, "rate", _("rate a goal on its scale"), _rate)
    add_case_code(parser)
    add_entry(parser)
    parser.add_argument("level", metavar=_("LEVEL"), type=_whole, help=_("-2 to +2; 0 is as targeted"))
    parser.add_argument("--by", metavar=_("CODE"), type=code_of(Rater), default=Rater.PRACTITIONER, help=choices(Rater))
    _add_day_and_word(parser)

    parser = add(commands, "measure", _("write down a value that was measured"), _measure)
    add_case_code(parser)
    add_entry(parser)
    parser.add_argument("value", metavar=_("VALUE"), type=number, help=_("the value"))
    parser.add_argument(
        "--stage", metavar=_("CODE"), type=code_of(Stage),
        help=_("{choices} (otherwise that of the last value)").format(choices=choices(Stage)),
    )  # fmt: skip
    _add_day_and_word(parser)

    parser = add(commands, "score", _("score expectation and reality in one or more life domains"), _score)
    add_case_code(parser)
    parser.add_argument(
        "scores", metavar=_("SCORE"), nargs="+", type=_scored,
        help=_("domain=expected/real, or with its weight domain=expected/real/weight, such as health=4/2; {choices}, "
               "or a label of your own").format(choices=choices(LifeDomain)),
    )  # fmt: skip
    parser.add_argument("--on", metavar=_("DAY"), type=day, help=_("the day (today)"))


def _add_day_and_word(parser: Parser) -> None:
    parser.add_argument("--on", metavar=_("DAY"), type=day, help=_("the day (today)"))
    parser.add_argument("--note", metavar=_("TEXT"), type=text, default="", help=_("a word about it"))


def _whole(typed: str) -> int:
    return int(number(typed, whole=True))


def _scored(typed: str) -> tuple[str, dict[str, int]]:
    """A kind of value: a domain and its numbers."""
    domain, _equals, numbers = text(typed).rpartition("=")
    figures = numbers.replace(",", "/").split("/")
    if not domain.strip() or len(figures) not in (2, 3):
        raise argparse.ArgumentTypeError(
            _("{given} is no score; write it as health=4/2.").format(given=quoted(typed, 40))
        )
    named = zip(("expectation", "reality", "weight"), map(_whole, figures), strict=False)
    return str(read(Score, "domain", domain)), dict(named)


# Adding


def _add(args: argparse.Namespace) -> int:
    with acting(args) as book:
        if args.what == ASSESSMENT:
            fields = fields_of(args)
            if not fields:
                raise nothing_named()
            book.edit_case(args.code, **fields)
            return 0
        kind = BY_WORD[args.what]
        code = book.case(args.code).code
        folder = book.folder_of(code)
        fields = resolved(book, folder, from_stdin(typed_fields(args, kind)))
        id = _added(book, folder, kind, fields)
        short = shortener(book.folder_of(code))(id)
        tell(_("id: {id}").format(id=short))
        _say_beside(book, folder, kind, id, short)
    return 0


def _say_beside(book: Casebook, folder: Folder, kind: Kind, id: str, short: str) -> None:
    """What the worker should know beside the id: who may be the same, that the risk is lower than a danger."""
    code, model = folder.case.code, kind.model
    if issubclass(model, Person | Relation):
        for line in alike_lines(folder, book.part(model, id, code), short):
            warn(line)
    elif model is Flag:
        risk, danger = folder.case.risk_level, greatest_open([book.part(Flag, id, code)])
        if risk and Standing(risk, danger).is_too_low:
            words = _("The risk of the case was assessed lower: {risk}. `lingkar risk {code}` assesses it again.")
            warn(words.format(risk=risk.label.lower(), code=code))


def _added(book: Casebook, folder: Folder, kind: Kind, fields: dict[str, Any]) -> str:
    """Put it into the file; answers its id."""
    code = folder.case.code
    if kind.model is GoalRating:
        goal = fields.pop("goal", "")
        if not goal:
            raise InvalidInput({"goal": _("This is needed.")})
        level = fields.pop("level", None)
        rated = book.rate_goal(goal, level, code=code, **{"by": Rater.PRACTITIONER, **fields})
        tell(_rated_line(rated, level))
        on = fields.get("on") or book.today()
        return f"{goal}/{max(place for place, one in enumerate(rated.ratings) if one.on == on)}"
    if kind.model is Score:
        domain, on = fields.pop("domain", ""), fields.pop("on", None)
        return book.score(code, on or book.today(), {domain: fields})[0].id
    model: Any = kind.model
    usual = {name: value for name, value in _usual(book, folder, kind, fields).items() if name not in fields}
    added = book.add(model, code, **usual, **fields)
    proposed = ((option(name), value) for name, value in usual.items() if isinstance(value, date))
    for line in day_lines(proposed, book.today()):
        tell(line)
    return str(added.id)


def _usual(book: Casebook, folder: Folder, kind: Kind, fields: dict[str, Any]) -> dict[str, Any]:
    """What the forms propose: who is the client, the level of the case, who does it, the day to ask again."""
    case = folder.case
    if kind.model is Person:
        return {"is_member": usually_inside(case, fields.get("alias") or "", fields.get("name") or "")}
    if kind.model is Goal:
        return {"level": case.level}
    if kind.model is Task:
        return {"owner": TaskOwner.WORKER}
    if kind.model is Intervention:
        return {"level": case.level, "role": case.worker_roles[0] if len(case.worker_roles) == 1 else None}
    if kind.model is Referral:
        return {"follow_up": first_follow_up(book.today(), book.settings.limits.referral)}
    if kind.model is Measurement:
        return {"stage": _last_stage(folder, fields.get("measure", ""))}
    return {}


def _last_stage(folder: Folder, measure: str) -> Stage:
    """The stage of the last value; the first one belongs to the baseline."""
    values = sorted((one for one in folder.measurements if one.measure == measure), key=lambda one: one.on)
    return values[-1].stage if values else Stage.A


def from_stdin(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, of which one that is `-` is read from standard input: what is typed may stay in a shell's history."""
    dashed = [name for name, value in fields.items() if value == "-"]
    if len(dashed) > 1:
        raise LingkarError(_("Only one field can be read from standard input."))
    return {**fields, **{name: typed_note() for name in dashed}}


def resolved(book: Casebook, folder: Folder, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with whole ids in place of what was typed; whom a referral goes to is the name of the resource."""
    models: dict[str, type[Goal | Measure]] = {"goal": Goal, "measure": Measure}
    for field, model in models.items():
        if fields.get(field):
            fields[field] = find(folder, fields[field], model).id
    if fields.get("resource"):
        fields["resource"] = resource_named(book, fields["resource"])
        fields.setdefault("to", book.resource(fields["resource"]).name)
    return fields


def nothing_named() -> LingkarError:
    """The trouble with a command that was to change something."""
    return LingkarError(_("There is nothing to change: name at least one field."))


# Figures


def _rate(args: argparse.Namespace) -> int:
    with acting(args) as book:
        goal = find(book.folder_of(args.code), args.id, Goal)
        book.rate_goal(goal.id, args.level, args.by, args.on, args.note, goal.case_code)
        tell(_rated_line(goal, args.level))
    return 0


def _rated_line(goal: Goal, level: int) -> str:
    """Which goal was rated, and how."""
    words = f"{signed(level)} {level_word(level)}"
    return _("Goal “{goal}”: {level}").format(goal=clean_line(goal.statement), level=words)


def _measure(args: argparse.Namespace) -> int:
    with acting(args) as book:
        folder = book.folder_of(args.code)
        measure = find(folder, args.id, Measure)
        book.add(
            Measurement, measure.case_code, measure=measure.id, value=args.value, on=args.on, note=args.note,
            stage=args.stage or _last_stage(folder, measure.id),
        )  # fmt: skip
    return 0


def _score(args: argparse.Namespace) -> int:
    with acting(args) as book:
        book.score(args.code, args.on or book.today(), dict(args.scores))
    return 0
