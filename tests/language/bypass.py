"""Finding texts that a person sees but no catalogue knows.

Two rules over the syntax tree. Anywhere: a literal of two words or more is prose, unless it is a docstring, marked, or
the message of a programming error. At a sink (a widget, `say`, `print`, a title, a placeholder, a help text, an error
for the user): any literal with a word in it, be it one.
"""

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

MARKS = {"_", "n_", "N_"}
PROGRAMMING = {
    "AssertionError", "AttributeError", "IndexError", "KeyError", "NotImplementedError", "RuntimeError", "TypeError",
    "ValueError",
}  # fmt: skip
"""Raised for whoever calls wrongly. A ValueError whose sentence is shown is translated too; nothing can tell here."""
USER_ERRORS = {
    "BookDamaged", "BookInUse", "BookNotFound", "GateNotMet", "InvalidInput", "LingkarError", "NewerFormat", "NotFound",
    "NotSaved", "Refused",
}  # fmt: skip
SHOWING = USER_ERRORS | {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "TabPane", "Option", "Content", "Segment",
    "Text",
    "print", "say", "notify", "panic", "set_tooltip", "set_status", "SystemExit",
}  # fmt: skip
SHOWING_KEYWORDS = {
    "border_title", "border_subtitle", "placeholder", "title", "sub_title", "subtitle", "tooltip", "prompt", "help",
    "description", "epilog", "metavar", "usage",
}  # fmt: skip
NOT_SHOWN = {"compile", "fullmatch", "match", "search", "sub", "split", "query", "query_one", "cast"}
"""Regular expressions, selectors, types: their arguments are patterns, whatever they look like."""
NOT_SHOWN_KEYWORDS = {"classes", "style"}
_WORD = r"[^\W\d_]{2,}"
_PROSE = re.compile(rf"{_WORD}[,;:.!?]? +(?:[^\W\d_]+|\S+ {_WORD})", re.UNICODE)
_STYLE = re.compile(r"(?:(?:bold|dim|italic|underline|reverse|not|on|auto|\$[\w-]+)(?: |$))+")
_WORDY = re.compile(_WORD, re.UNICODE)


@dataclass(frozen=True)
class Bypass:
    """A literal that no catalogue will translate."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text!r}"


def find(tree: ast.Module, path: str = "") -> list[Bypass]:
    """Every bypass in one file."""
    return [Bypass(path, line, text) for line, text in _Walk(tree).found()]


@functools.cache
def trees(root: Path) -> dict[str, ast.Module]:
    """The two packages, each file parsed once."""
    files = sorted(file for package in ("store", "tui") for file in (root / package).rglob("*.py"))
    return {file.relative_to(root).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in files}


@functools.cache
def marked_calls(root: Path) -> list[tuple[str, ast.Call]]:
    """Every call that marks a text, with its file."""
    return [(path, node) for path, tree in trees(root).items() for node in ast.walk(tree) if is_marked(node)]


def is_marked(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether this is a call that marks a text."""
    return isinstance(node, ast.Call) and _name(node) in MARKS


@functools.cache
def find_all(root: Path) -> list[Bypass]:
    """Every bypass in the two packages."""
    return [one for path, tree in trees(root).items() for one in find(tree, path)]


class _Walk:
    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree

    def found(self) -> Iterator[tuple[int, str]]:
        yield from self._in(self.tree, sink=False)

    def _in(self, node: ast.AST, *, sink: bool) -> Iterator[tuple[int, str]]:
        text = _literal(node)
        if text is not None:
            if _STYLE.fullmatch(text):
                return
            if _PROSE.search(text) or (sink and _WORDY.search(text)):
                yield node.lineno, text  # type: ignore[attr-defined]
            if isinstance(node, ast.JoinedStr):
                for part in node.values:
                    if isinstance(part, ast.FormattedValue):
                        yield from self._in(part.value, sink=False)
            return
        if isinstance(node, ast.Call):
            yield from self._in_call(node, sink=sink)
            return
        if isinstance(node, ast.Assert):
            yield from self._in(node.test, sink=False)
            return
        if isinstance(node, ast.Raise) and node.exc is not None and _name(node.exc) in PROGRAMMING:
            return
        if isinstance(node, ast.Compare | ast.Subscript):  # what is compared or looked up is a code, not a text
            sink = False
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if node.value is not None:
                shown = any(_target(target).lower() in SHOWING_KEYWORDS for target in targets)
                yield from self._in(node.value, sink=shown)
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring, or one after a constant
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if key is not None and not sink:
                    yield from self._in(key, sink=False)
                yield from self._in(value, sink=sink)
            return
        for child in ast.iter_child_nodes(node):
            yield from self._in(child, sink=sink and not isinstance(node, ast.stmt))

    def _in_call(self, call: ast.Call, *, sink: bool) -> Iterator[tuple[int, str]]:
        name = _name(call)
        if name in MARKS or name in NOT_SHOWN:
            return
        # `"...".format(...)`, `"...".join(...)`: the text before the dot is as much shown as the call.
        yield from self._in(call.func, sink=sink)
        shows = name in SHOWING
        for position, argument in enumerate(call.args):
            # Of a Segment or Content the first argument is the text, the others styles.
            first_only = name in {"Segment", "Content", "Text", "Static", "Label", "Button", "notify"}
            yield from self._in(
                argument, sink=(shows and not (first_only and position)) or (sink and name in {"join", "format", "str"})
            )
        for keyword in call.keywords:
            if keyword.arg in NOT_SHOWN_KEYWORDS:
                continue
            yield from self._in(keyword.value, sink=keyword.arg in SHOWING_KEYWORDS)


def _literal(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Call):
        return _name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _target(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
