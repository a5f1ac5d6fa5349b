"""The ecomap as plain text: the client system in the middle, and its ties with the people and systems round it.

Each tie is a line in its own style with its kind on it in words and an arrow where energy flows; it meets the client
system at the member it belongs to. Where there is no room for the picture, the same ties stand as a list, from strong
to broken. Kinship is the genogram's; here it stands only where it leaves the client system, and a parent only where
nothing else ties the two. Both drawings together show every relation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from store.language import N_, _
from store.model.person import Person
from store.model.relation import Bond, Flow, Relation
from store.practice.cells import cells, cut, fill, flow
from store.practice.circle import Circle, Label
from store.practice.genogram import genogram
from store.practice.notation import in_words, read_relation, sign_of, write_fields, write_relation

__all__ = ["LEAST_WIDTH", "WORDS", "ecomap", "genogram", "in_words", "read_relation", "write_fields", "write_relation"]

LEAST_WIDTH = 56
"""With fewer cells the ties are a list."""

_WIDEST = 96
_LEAST_BOX, _MOST_BOX = 20, 34
_ORDER = {bond: place for place, bond in enumerate(Bond)}
_STROKES = {
    Bond.STRONG: "═", Bond.ORDINARY: "─", Bond.WEAK: "· ", Bond.STRESSFUL: "─/", Bond.BROKEN: "──x",
    Bond.MARRIED: "─=", Bond.COHABITING: "─~", Bond.SEPARATED: "=/", Bond.DIVORCED: "─//", Bond.CHILD: "─",
}  # fmt: skip
WORDS = {
    Bond.STRONG: N_("strong"), Bond.ORDINARY: N_("ordinary"), Bond.WEAK: N_("weak"), Bond.STRESSFUL: N_("stressful"),
    Bond.BROKEN: N_("broken"),
}  # fmt: skip
"""What stands on a tie in the picture: the first word of its name, in the language of the code."""


@dataclass(frozen=True, slots=True)
class _Tie:
    """A tie as seen from outside: which member it meets (empty: the whole), what it is, and where energy flows."""

    member: str
    bond: Bond
    word: str
    inward: bool
    outward: bool


@dataclass(slots=True)
class _Neighbour:
    """A person or system outside, with its ties to the client system."""

    name: str
    ties: list[_Tie] = field(default_factory=list)


@dataclass(slots=True)
class _Picture:
    """What there is to draw."""

    neighbours: list[_Neighbour]
    edge: list[Relation]
    within: list[Relation]
    between: list[Relation]


def ecomap(
    people: Iterable[Person], relations: Sequence[Relation], centre: str, width: int, label: Label = str
) -> list[str]:
    """The ecomap as lines.

    Args:
        people: of the case; members stand in the middle.
        relations: all of them; kinship counts where it leaves the client system.
        centre: what the client system is called.
        width: cells of a line.
        label: what is shown in the place of a name.

    Returns:
        Lines, none wider than that.
    """
    circle = Circle(people, centre, label)
    picture = _sorted_out(circle, relations)
    width = min(width, _WIDEST)
    if width >= LEAST_WIDTH:
        lines = _drawn(circle, picture, width)
        lines += _under(_("Within the client system"), picture.within, circle, width)
        lines += _under(_("Among the others"), picture.between, circle, width)
    else:
        lines = _listed(circle, picture, width)
    shown = [*picture.edge, *picture.within, *picture.between]
    named = {circle.key(end) for relation in shown for end in (relation.a, relation.b)}
    alone = [one.alias for one in circle.people if not one.is_member and circle.key(one.alias) not in named]
    if alone:
        names = " · ".join(map(circle.shown, alone))
        lines += ["", *_wrapped(_("No tie to the client: {names}").format(names=names), width)]
    if any(relation.flow is not Flow.NONE for relation in shown):
        lines += ["", *_wrapped(_("< and > show where energy flows."), width)]
    return [cut(line, width) for line in lines]


def _sorted_out(circle: Circle, relations: Sequence[Relation]) -> _Picture:
    """Which tie leaves the client system, and which does not; the strongest first."""
    picture = _Picture([], [], [], [])
    neighbours: dict[str, _Neighbour] = {}
    for relation in sorted(relations, key=lambda one: _ORDER[one.bond]):
        inside = [circle.is_inside(end) for end in (relation.a, relation.b)]
        if all(inside) or not any(inside):
            if not relation.bond.is_kinship:
                (picture.within if all(inside) else picture.between).append(relation)
            continue
        near, far = (relation.a, relation.b) if inside[0] else (relation.b, relation.a)
        neighbour = neighbours.setdefault(circle.key(far), _Neighbour(circle.shown(far)))
        if relation.bond is not Bond.CHILD or all(tie.bond is Bond.CHILD for tie in neighbour.ties):
            neighbour.ties.append(_tie(circle, relation, near))
            picture.edge.append(relation)
    picture.neighbours += neighbours.values()
    return picture


def _tie(circle: Circle, relation: Relation, near: str) -> _Tie:
    leaves = near == relation.a
    if relation.bond is Bond.CHILD:
        word = _("child of") if leaves else _("parent of")
    else:
        word = _(WORDS[relation.bond]) if relation.bond in WORDS else relation.bond.label
    to_b, to_a = relation.flow in (Flow.TO, Flow.BOTH), relation.flow in (Flow.FROM, Flow.BOTH)
    inward, outward = (to_a, to_b) if leaves else (to_b, to_a)
    return _Tie("" if circle.is_same(near, circle.centre) else circle.shown(near), relation.bond, word, inward, outward)


def _drawn(circle: Circle, picture: _Picture, width: int) -> list[str]:
    """The middle with its neighbours on both sides, the strongest ties on top."""
    box = max(_LEAST_BOX, min(_MOST_BOX, width // 3))
    side = (width - box) // 2
    left: list[tuple[str, str]] = []  # what stands beside the middle, and which member it meets
    right: list[tuple[str, str]] = []
    for neighbour in picture.neighbours:
        at_left = len(left) <= len(right)
        rows = left if at_left else right
        rows.append((fill(cut(neighbour.name, side - 2), side - 1, right=not at_left), ""))
        rows += [(_line(tie, side - 1, at_left), tie.member) for tie in neighbour.ties]
    room = box - 4
    met = {circle.key(end) for relation in picture.edge for end in (relation.a, relation.b)} | {
        circle.key(circle.centre)
    }
    alone = [circle.shown(one.alias) for one in circle.people if one.is_member and circle.key(one.alias) not in met]
    members = [*([""] if alone and left else []), *flow(alone, room, " · ")]
    title = f" {cut(circle.shown(circle.centre), box - 6)} "
    lines = [" " * side + "╭─" + title + "─" * (box - 3 - cells(title)) + "╮"]
    for place in range(max(len(left), len(right))):
        one, meets = left[place] if place < len(left) else ("", "")
        other, meets_too = right[place] if place < len(right) else ("", "")
        lines.append(f" {fill(one, side - 1)}│ {_met(meets, meets_too, room)} │{other}".rstrip())
    lines += [" " * side + "│ " + fill(row, room) + " │" for row in members]
    return [*lines, " " * side + "╰" + "─" * (box - 2) + "╯"]


def _met(left: str, right: str, room: int) -> str:
    """The members at which the ties of a row end; one at whom both do stands there once."""
    if left == right:
        before = max(0, room - cells(left)) // 2
        return fill(" " * before + cut(left, room), room)
    if left and right:
        half = (room - 2) // 2
        near = cut(left, max(half, room - 2 - cells(right)))
        return near + fill(right, room - cells(near), right=True)
    return fill(right, room, right=True) if right else fill(left, room)


def _line(tie: _Tie, width: int, at_left: bool) -> str:
    """A tie from a neighbour to the middle, its word on it."""
    starts, ends = (tie.outward, tie.inward) if at_left else (tie.inward, tie.outward)
    room = width - starts - ends
    word = f" {cut(tie.word, room - 4)} "
    before = (room - cells(word)) // 2
    strokes = _STROKES[tie.bond] * width
    return "<" * starts + strokes[:before] + word + strokes[: room - before - cells(word)] + ">" * ends


def _under(heading: str, relations: Sequence[Relation], circle: Circle, width: int, worded: bool = True) -> list[str]:
    """Ties under a heading; nothing where there are none."""
    if not relations:
        return []
    return ["", cut(heading, width), *(_plain(relation, circle, width, worded) for relation in relations)]


def _plain(relation: Relation, circle: Circle, width: int, worded: bool) -> str:
    """A tie on one line, set in by two cells: in its sign, and in words where they are wanted and fit."""
    sign = f" {sign_of(relation.bond, relation.flow)} "
    room = width - 2 - cells(sign)
    a, b = circle.shown(relation.a), circle.shown(relation.b)
    near = cut(a, max(room // 2, room - cells(b)))
    line = "  " + near + sign + cut(b, room - cells(near))
    word = f"  {relation.bond.label}"
    return line + word if worded and cells(line) + cells(word) <= width else line


def _listed(circle: Circle, picture: _Picture, width: int) -> list[str]:
    """The same ties under the names of their kinds."""
    lines = [cut(circle.shown(circle.centre), width)]
    members = [circle.shown(one.alias) for one in circle.people if one.is_member]
    lines += ["  " + line for line in flow(members, width - 2, " · ")]
    shown = [*picture.edge, *picture.within, *picture.between]
    for bond in Bond:
        kind = [relation for relation in shown if relation.bond is bond]
        lines += _under(bond.label, kind, circle, width, worded=False)
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    return flow(text.split(" "), width, " ")
