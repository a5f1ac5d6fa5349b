"""No text that a person sees bypasses the catalogues."""

import ast
import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from . import bypass

ROOT = Path(__file__).parents[2]
ALLOWED_FILES = {
    "store/exchange/importing/words.py": "what other people's files have, in both languages at once",
    **dict.fromkeys(
        (
            f"store/packet/masking/{room}.py"
            for room in ("addresses", "cues", "institutions", "numbers", "parts", "spelt", "titles")
        ),
        "words as notes have them, in both languages at once",
    ),
    "store/language/days.py": "what a person may type, in both languages at once",
    "store/packet/roles.py": "words as notes have them, in both languages at once",
    "tui/packet/guess.py": "words as notes have them, in both languages at once",
    "store/packet/html.py": "the signs of the format",
    "store/packet/docx.py": "the signs of the format",
    "store/packet/charts/drawing.py": "the signs of the format",
    "store/synced.py": "names of services and of their folders",
}
COMMANDS = (
    "add {code} person --alias …", "add {code} danger --type … --level … --safety-plan …",
    "add {code} goal --statement … --less … --expected … --better … --baseline …",
    "add {code} task --goal {id} --text … --due …", "add {code} goal --statement …",
)  # fmt: skip
ALLOWED = {
    **{("tui/plain/mending.py", words): "a command to type" for words in COMMANDS},
    ("store/language/catalogue.py", "Bahasa Indonesia"): "a language is listed under its own name",
    ("store/exchange/importing/table.py", "end of data"): "compared with the csv module's own message",
    ("tui/guide/palette.py", "Command | None"): "a type in quotation marks",
    ("tui/plain/transfer.py", "Plan | None"): "a type in quotation marks",
    ("tui/plain/packets.py", "    lingkar mask {} {}"): "a command to type",
    ("tui/plain/caring.py", "add {code} danger"): "a command to type",
    ("tui/plain/caring.py", "    lingkar review {} {}"): "a command to type",
    ("tui/plain/changing.py", "%(prog)s {} {} --{} {} ..."): "how a command is typed",
    ("tui/guide/guide.py", "tab, shift+tab"): "names of keys",
    ("tui/app.py", "Lingkar"): "the name of the program",
    ("tui/unlock/cover.py", "Lingkar"): "the name of the program",
    ("tui/cli.py", "lingkar {}"): "the name of the program and its version",
}

CAUGHT = {
    "an error": 'raise Refused("This case is closed.")',
    "an error with a place": 'raise LingkarError("There is no folder {f}.".format(f=folder))',
    "an error as f-string": 'raise NotFound(f"There is no case {code}.")',
    "an error of one word": 'raise BookDamaged("Damaged")',
    "an error in a dict": 'raise InvalidInput({"body": "Needed"})',
    "a widget": 'yield Static("Notes")',
    "a widget of a module": 'yield widgets.Label("Phase: " + phase.label)',
    "a button": 'Button("ok", id="yes")',
    "a segment": 'Segment("late", style)',
    "said": 'self.say("saved")',
    "notified": 'self.app.notify(f"{count} saved", title=_("Done"))',
    "a title of a notification": 'self.notify(_("Done"), title="Note")',
    "a title of a border": 'self.border_title = "Goals"',
    "a class's title": 'class A(App):\n    TITLE = "Board"',
    "a title, annotated": 'class A(Screen):\n    sub_title: str = "board"',
    "a placeholder": 'Input(placeholder="code")',
    "printed": 'print("done")',
    "printed with a count": 'print(f"{count} created", file=sys.stderr)',
    "joined": 'print(", ".join(["read", "skipped"]))',
    "a help text": 'parser.add_argument("--book", help="folder")',
    "a choice": 'Static("yes" if sure else _("no"))',
    "a constant": 'LABELS = {"advance": "To the next phase"}',
    "a constant of two words": 'GROUP = "Case file"',
    "a default": 'def f(text="No notes yet"): ...',
    "a value returned": 'def f():\n    return "Nothing found."[:9] + "last reached 3 days ago"',
    "Indonesian": 'HINT = "Belum ada catatan."',
    "marked, but only after the place was filled": 'print(_("{n} left").format(n="no more notes"))',
    "inside an f-string": "x = f\"{a or 'nothing to show'}\"",
}
PASSED = {
    "marked": 'raise Refused(_("This case is closed.").format(code=code))',
    "marked for later": 'LABELS = {"advance": N_("To the next phase")}',
    "counted": 'print(n_("{count} day", "{count} days", count).format(count=count))',
    "a docstring": '"""A sentence of two words."""\ndef f():\n    """Another one here."""',
    "a programming error": 'raise TypeError("no such field here")',
    "an assertion": 'assert log, "a log is open for writing"',
    "a pattern": 're.compile("one or two words")',
    "a selector": 'self.query_one("Static .late card")',
    "classes and ids": 'Static(_("Notes"), classes="dialog wide", id="notes")',
    "a style": 'STYLE = "bold $accent on $panel"',
    "signs": 'Static("─ 3 · /")',
    "a code": 'case.status == "on_hold"',
    "a key": 'Static(labels["code"])',
    "an annotation": "def f(case: Case) -> None: ...",
    "a name": 'getattr(self, "alias")',
}


@pytest.mark.parametrize("source", CAUGHT.values(), ids=CAUGHT)
def test_a_bypass_is_caught(source: str) -> None:
    assert bypass.find(ast.parse(source))


@pytest.mark.parametrize("source", PASSED.values(), ids=PASSED)
def test_what_is_no_bypass_passes(source: str) -> None:
    assert bypass.find(ast.parse(source)) == []


def test_no_text_bypasses_the_catalogues() -> None:
    found = bypass.find_all(ROOT)
    assert [str(one) for one in found if one.path not in ALLOWED_FILES and (one.path, one.text) not in ALLOWED] == []


def test_what_is_allowed_is_still_there() -> None:
    found = bypass.find_all(ROOT)
    assert ALLOWED.keys() <= {(one.path, one.text) for one in found}
    assert ALLOWED_FILES.keys() <= {one.path for one in found}


def test_every_sentence_that_is_filled_later_is_a_plain_literal() -> None:
    """`_(f"...")` and `_(name)` of a computed text look translated and never are."""
    wrong = []
    for path, call in bypass.marked_calls(ROOT):
        first = call.args[0]
        filled = isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute) and first.func.attr == "format"
        if filled or isinstance(first, ast.JoinedStr | ast.BinOp):
            wrong.append(f"{path}:{call.lineno}")
    assert len(bypass.marked_calls(ROOT)) > 100
    assert wrong == []


def test_no_marked_text_stands_inside_an_f_string() -> None:
    """Extraction does not look there: nobody is asked to translate it, unless it stands somewhere else as well."""
    known = read_po(io.BytesIO((ROOT / "store/language/en.po").read_bytes()), locale="en")
    inside = [
        f"{path}:{call.lineno}"
        for path, tree in bypass.trees(ROOT).items()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if bypass.is_marked(call) and isinstance(call.args[0], ast.Constant) and call.args[0].value not in known
    ]
    assert inside == []
