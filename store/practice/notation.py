"""A relation as one typed line, after the notation of the domain reference (2.8): `Ibu === Nenek`, `Ibu |_ Anak A`.

Between the two ends stands the tie: `===` strong, `---` ordinary, `···` or `...` or `- - -` weak, `-/-` stressful,
`-x-` broken; `-=-` married, `-~-` living together, `=/=` separated, `-//-` divorced, `|_` parent of. (The reference
writes `-/-` for both stressful and separated; a line that is read back must mean one thing, so the cut through the
partners' tie got a sign of its own.) Arrows say where energy flows: `--->`, `<===`, or `->` beside the tie or at the
end. A word about it may follow after a colon. A name in which one of these signs stands is put in double quotes.
"""

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from store.errors import InvalidInput
from store.language import _
from store.model.relation import Bond, Flow, Relation
from store.model.text import clean_line

SIGNS = {
    Bond.STRONG: "===", Bond.ORDINARY: "---", Bond.WEAK: "···", Bond.STRESSFUL: "-/-", Bond.BROKEN: "-x-",
    Bond.MARRIED: "-=-", Bond.COHABITING: "-~-", Bond.SEPARATED: "=/=", Bond.DIVORCED: "-//-", Bond.CHILD: "|_",
}  # fmt: skip
"""How each tie is written."""

_READ = {
    Bond.STRONG: r"={2,}", Bond.ORDINARY: r"-{2,}", Bond.WEAK: r"[.·]{3,}", Bond.STRESSFUL: r"-+(?:/-+)+",
    Bond.BROKEN: r"-+(?:[xX]-+)+", Bond.MARRIED: r"-+=-+", Bond.COHABITING: r"-+~-+", Bond.SEPARATED: r"=+/=+",
    Bond.DIVORCED: r"-+//-+|=+//=+", Bond.CHILD: r"\|[_-]+",
}  # fmt: skip
_TIES = [(re.compile(pattern), bond) for bond, pattern in _READ.items()]
_ARROWS = {"->": Flow.TO, "<-": Flow.FROM, "<->": Flow.BOTH}
_LOOSE = re.compile(  # a tie that touches a name; not the broken one, whose letter makes it look like part of a name
    r"\s?(<?(?:-+//-+|=+//=+|-+/-+|-+=-+|-+~-+|=+/=+|={2,}|-{3,}|\.{3,}|·{3,}|\|_+)>?)\s?"
)
_LIKE = str.maketrans({"–": "-", "—": "--", "−": "-", "─": "-", "═": "=", "…": "...", "•": "·", "×": "x",
                       "→": "->", "←": "<-", "↔": "<->"})  # fmt: skip
"""What telephones and word processors make of the signs."""
_QUOTED = re.compile(r'(?<!\S)"((?:[^"]|"")*)"(?=\s|:|$)')


def read_relation(line: str) -> dict[str, Any]:
    """What a line says, as the fields of a `Relation`: a, b, bond, flow and note.

    Raises:
        InvalidInput: it cannot be understood, with a sentence (under `line`) that helps.
    """
    fields = _read(clean_line(line))
    if fields["a"].casefold() == fields["b"].casefold():
        raise _trouble(_("Both ends are {name}; a tie is between two.").format(name=fields["a"]))
    return fields


def write_relation(relation: Relation) -> str:
    """The line that says the same; reading it gives the same fields back."""
    return write_fields(relation.a, relation.b, relation.bond, relation.flow, relation.note)


def write_fields(a: str, b: str, bond: Bond, flow: Flow, note: str = "") -> str:
    """The line for the fields of a relation, each a cleaned line of text."""
    sign, note = sign_of(bond, flow), clean_line(note)
    about = f": {note}" if note else ""
    bare = f"{a} {sign} {b}{about}"
    try:
        if _read(bare) == {"a": a, "b": b, "bond": bond, "flow": flow, "note": note}:
            return bare
    except InvalidInput:
        pass
    return f"{quoted(a)} {sign} {quoted(b)}{about}"


def quoted(name: str) -> str:
    """A name in quotes, as it must be written when one of the signs stands in it."""
    return '"' + name.replace('"', '""') + '"'


def in_words(fields: Mapping[str, Any]) -> str:
    """The same as a sentence, from the fields of a relation."""
    a, b, bond, flow = fields["a"], fields["b"], fields["bond"], fields["flow"]
    if bond is Bond.CHILD:
        words = _("{a} is a parent of {b}").format(a=a, b=b)
    else:
        words = _("{a} and {b}: {tie}").format(a=a, b=b, tie=bond.label)
    if flow is Flow.BOTH:
        return _("{tie}; energy flows both ways").format(tie=words)
    if flow is not Flow.NONE:
        start, end = (a, b) if flow is Flow.TO else (b, a)
        return _("{tie}; energy flows from {start} to {end}").format(tie=words, start=start, end=end)
    return words


def sign_of(bond: Bond, flow: Flow) -> str:
    """A tie with its arrows, as it is written."""
    from_b = "<" if flow in (Flow.FROM, Flow.BOTH) else ""
    to_b = ">" if flow in (Flow.TO, Flow.BOTH) else ""
    return f"{from_b}{SIGNS[bond]}{to_b}"


def _trouble(sentence: str) -> InvalidInput:
    return InvalidInput({"line": sentence})


def _read(line: str) -> dict[str, Any]:
    """The fields, the two ends as they stand there."""
    names: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        names.append(match[0])
        return f"\x00{len(names) - 1}\x00"  # no cleaned text holds this character

    def brought_back(text: str, bare: bool) -> str:
        whole = re.fullmatch("\x00(\\d+)\x00", text)
        if whole and bare:
            return names[int(whole[1])][1:-1].replace('""', '"')
        return re.sub("\x00(\\d+)\x00", lambda match: names[int(match[1])], text)

    words = _QUOTED.sub(put_away, line).split(" ")
    a, tie, rest = _at_spaces(words) or _anywhere(" ".join(words))
    b, _colon, note = rest.partition(": ")
    b, last = _without_arrow(b)
    if any(_tie(word) for word in b.split(" ")):
        raise _trouble(_("Two ties stand in one line; write one a line. A name with such a sign goes in quotes."))
    ends = clean_line(brought_back(a, bare=True)), clean_line(brought_back(b, bare=True))
    if not all(ends):
        raise _trouble(_("A name is missing: write who, the tie, and with whom, as in: Mother === Grandmother"))
    return {
        "a": ends[0], "b": ends[1], "bond": tie[0], "flow": _together(tie[1], last),
        "note": brought_back(note, bare=False),
    }  # fmt: skip


def _at_spaces(words: list[str]) -> tuple[str, tuple[Bond, Flow], str] | None:
    """The ends around a tie that stands between spaces."""
    for start in range(1, len(words) - 1):
        end, bonds, flow = start, [], Flow.NONE
        while end < len(words) - 1:
            gapped = _gapped(words[end:-1])
            found = _tie("".join(gapped)) if gapped else _tie(words[end])
            if not found:
                break
            bonds += [Bond.WEAK if "-" in gapped else found[0]] if found[0] else []
            flow = _together(flow, found[1])
            end += len(gapped) or 1
        if end > start:
            if len(bonds) > 1:
                raise _trouble(_("Two ties stand side by side; write one."))
            return " ".join(words[:start]), (bonds[0] if bonds else Bond.ORDINARY, flow), " ".join(words[end:])
    return None


def _gapped(words: list[str]) -> list[str]:
    """The words of a tie that was typed with gaps: `= = =`. Dashes with gaps are how an ecomap draws a weak tie."""
    sign = words[0].lstrip("<")
    if sign not in ("=", "-", ".", "·"):
        return []
    same = list(takewhile(lambda word: word in (sign, f"{sign}>"), words[1:]))
    return [words[0], *same] if len(same) > 1 else []


def _anywhere(line: str) -> tuple[str, tuple[Bond, Flow], str]:
    """The ends around a tie that touches a name."""
    found = _LOOSE.search(line)
    tie = _tie(found[1]) if found else None
    if not found or not tie or not tie[0]:
        if re.search(r"(?<!\S)~+(?!\S)", line):
            raise _trouble(_("A wave can mean two things: write -/- for a stressful tie, -~- for living together."))
        signs = "  ".join(SIGNS.values())
        raise _trouble(_("No tie is found between two names. Write one of these: {signs}").format(signs=signs))
    return line[: found.start()], (tie[0], tie[1]), line[found.end() :]


def _tie(word: str) -> tuple[Bond | None, Flow] | None:
    """What a word means if it is a tie, or an arrow alone."""
    sign = word.translate(_LIKE)
    if sign in _ARROWS:
        return None, _ARROWS[sign]
    start, end = int(sign.startswith("<")), len(sign) - int(sign.endswith(">"))
    for pattern, bond in _TIES:
        if pattern.fullmatch(sign, start, end):
            return bond, _together(Flow.FROM if start else Flow.NONE, Flow.TO if end < len(sign) else Flow.NONE)
    return None


def _without_arrow(end: str) -> tuple[str, Flow]:
    """The second end without the arrow that may follow it."""
    name, _space, word = end.rpartition(" ")
    flow = _ARROWS.get(word.translate(_LIKE))
    return (name, flow) if name and flow else (end, Flow.NONE)


def _together(one: Flow, other: Flow) -> Flow:
    if Flow.NONE in (one, other):
        return one if other is Flow.NONE else other
    return one if one is other else Flow.BOTH
