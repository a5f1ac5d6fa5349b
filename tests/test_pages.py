"""The pages say what is so: links lead somewhere, commands can be typed, both languages have the same, files are so."""

import importlib.util
import re
import shlex
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from store import Casebook, open_casebook
from store.exchange.bundle import MANIFEST
from store.language import use
from store.model.came import Came
from store.model.case import Decision, Hold, PutOff
from store.model.closure import Closure
from store.model.day import Looked, ReviewDay
from store.model.disguise import Cover, Disguise
from store.model.goal import Rating
from store.model.move import GateResult
from store.model.note import Addendum
from store.model.outside import Outside
from store.model.record import Record
from store.settings import IN_THE_BOOK, SavedQuery
from store.shelf import MODEL_OF
from store.vault import FORMAT
from tests.test_readme import table
from tui.cli import build_parser
from tui.guide.pages import FOLDER
from tui.plain import words

ROOT = Path(__file__).parent.parent
HERE = ROOT / ".github"
README, INDONESIAN, CONTRIBUTING = ROOT / "README.md", HERE / "README.id.md", HERE / "CONTRIBUTING.md"
PAGES = (README, INDONESIAN, CONTRIBUTING)
LANGUAGE_OF = {README: "en", INDONESIAN: "id", CONTRIBUTING: "en"}

LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
HEAD = re.compile(r"^(#+) (.+)$", re.MULTILINE)

by_name = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
both = pytest.mark.parametrize("language", ["en", "id"])


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def without_examples(text: str) -> str:
    return FENCE.sub("", text)


def anchors(page: Path) -> set[str]:
    """What one may link to in a page, as GitHub names it."""
    heads = [head.lower() for _level, head in HEAD.findall(without_examples(text_of(page)))]
    return {re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in heads}


@by_name
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(without_examples(text_of(page)))
    assert len(links) > 5
    for link in links:
        if link.startswith("https://"):
            continue
        path, _sharp, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_file(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target), link


@by_name
def test_every_file_that_is_named_is_there(page: Path) -> None:
    named = [code.rstrip("/") for code in CODE.findall(without_examples(text_of(page)))]
    paths = [code for code in named if re.fullmatch(r"(store|tui|tests|\.ci|\.github)(/[\w.]+)*", code)]
    assert [path for path in paths if not (ROOT / path).exists()] == []


@by_name
def test_every_command_can_be_typed(page: Path) -> None:
    use(LANGUAGE_OF[page])
    words.speak()
    parser = build_parser()
    known = next(iter(parser._subparsers._group_actions)).choices  # type: ignore[union-attr]
    text = text_of(page)
    lines = [line for _kind, example in FENCE.findall(text) for line in example.splitlines()]
    for line in [line for line in lines if line.startswith("lingkar ")]:
        try:
            parser.parse_args(shlex.split(line, comments=True)[1:])
        except SystemExit as end:
            raise AssertionError(line) from end
    for code in CODE.findall(without_examples(text)):
        if match := re.match(r"lingkar ([a-z][a-z-]*)(?: |$)", code):
            assert match[1] in known, code


@by_name
def test_nothing_private_stands_in_it(page: Path) -> None:
    assert re.findall(r"(?:/work/|/root/|/home/|/tmp/|file://|localhost|pypi)[^\s)]*", text_of(page)) == []


@by_name
def test_its_lines_can_be_read_in_an_editor(page: Path) -> None:
    prose = [line for line in without_examples(text_of(page)).splitlines() if not line.startswith("|")]
    assert max(map(len, prose)) <= 130


def test_a_new_person_finds_the_start_at_once() -> None:
    """What it is, a picture, the command: all of it on the first screen of text."""
    for page in (README, INDONESIAN):
        lines = text_of(page).splitlines()
        assert next(at for at, line in enumerate(lines) if "uv run lingkar" in line) < 25


# Both languages


def test_the_indonesian_readme_is_built_as_the_english_one() -> None:
    built = [
        [(len(level), text.count("```"), text.count("\n- "), text.count("\n| "), text.count("!["))
         for level, text in sections(page)] for page in (README, INDONESIAN)
    ]  # fmt: skip
    assert built[0] == built[1]
    assert len(built[0]) > 12


def sections(page: Path) -> list[tuple[str, str]]:
    """Each section of a page: the signs of its head, and the text up to the next one."""
    text = FENCE.sub("```", text_of(page))  # an example may have lines that look like heads
    found = [*HEAD.finditer(text)]
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [(match[1], text[match.end() : end]) for match, end in zip(found, ends, strict=True)]


def test_both_name_the_same_commands_and_keys() -> None:
    def named(page: Path) -> Counter[str]:
        keys = {"spasi": "space"}
        codes = CODE.findall(without_examples(text_of(page)).split("<details>")[0])
        short = [code for code in codes if re.fullmatch(r"[^\s\[:]{1,6}|ctrl\+\w|lingkar[^:]*", code)]
        return Counter(keys.get(code, code) for code in short)

    assert named(README) == named(INDONESIAN)


def test_both_have_the_same_examples() -> None:
    english, indonesian = (FENCE.findall(text_of(page)) for page in (README, INDONESIAN))
    assert [kind for kind, _text in english] == [kind for kind, _text in indonesian]
    for (_kind, one), (_same, other) in zip(english, indonesian, strict=True):
        assert bare(one) == bare(other)


def bare(example: str) -> list[list[str]]:
    """The lines of an example without what is text in them."""
    return [re.sub(r'"[^"]*"|#.*', "", line).split()[:5] for line in example.splitlines()]


def test_the_indonesian_table_of_keys_is_that_of_the_program() -> None:
    use("id")
    wanted = table().replace("| keys | what they do |", "| tombol | kegunaannya |")
    assert wanted in text_of(INDONESIAN), "put this into .github/README.id.md:\n" + wanted


# Pictures


def screenshots() -> Any:
    found = importlib.util.spec_from_file_location("screenshots", ROOT / ".ci" / "screenshots.py")
    assert found is not None
    assert found.loader is not None
    module = sys.modules["screenshots"] = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("page", "language"), [(README, "en"), (INDONESIAN, "id")], ids=["en", "id"])
def test_the_pictures_are_all_shown_each_in_its_language(page: Path, language: str) -> None:
    shown = re.findall(r"^!\[[^]]+\]\(([^)]+)\)$", text_of(page), re.MULTILINE)
    wanted = [f"{name}.{language}.svg" for name in screenshots().SHOTS]
    assert sorted(Path(picture).name for picture in shown) == sorted(wanted)


def test_there_are_no_other_pictures() -> None:
    wanted = {f"{name}.{language}.svg" for name in screenshots().SHOTS for language in ("en", "id")}
    assert {path.name for path in (HERE / "pictures").iterdir()} == wanted


@pytest.mark.parametrize("picture", sorted((HERE / "pictures").glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_loads_nothing_and_is_small(picture: Path) -> None:
    svg = text_of(picture)
    assert re.findall(r"https?:[^\"'\s]*", svg) == ["http://www.w3.org/2000/svg"]  # the name of the format, not a place
    assert not re.search(r"<(?:script|image|use|a|foreignObject)\b|@import|url\(|href|data:", svg)
    assert len(svg) < 40_000


def test_a_picture_has_every_word_of_the_screen() -> None:
    """What is painted as lines and bars aside."""
    module = screenshots()
    line = tuple((character, "#d8dee4 on #16191d") for character in "╭ T 25  <gap> & 57 ▆▅ ─╮")
    svg = module.as_svg(module.Picture((line,)))
    assert re.findall(r"<text[^>]*>([^<]*)</text>", svg) == ["T 25", "&lt;gap&gt; &amp; 57"]
    assert svg.count("<path") == 2


# What is told of the files of a book

INSIDE: tuple[type[Record], ...] = (
    Hold, PutOff, Decision, Closure, Came, Addendum, GateResult, Rating, Outside, Disguise, Cover, ReviewDay, Looked,
    SavedQuery,
)  # fmt: skip


def format_page(language: str) -> str:
    return text_of(FOLDER / language / "format.md")


@both
def test_every_table_and_field_stands_in_the_page_about_the_format(language: str) -> None:
    text = format_page(language)
    items = dict(re.findall(r"^- `(\w+)`[:,](.*?)(?=^- |^$)", text, re.MULTILINE | re.DOTALL))
    assert set(MODEL_OF) <= set(items)
    for name, model in MODEL_OF.items():
        told = set(re.findall(r"\w+", items[name])) | {"id", "case_code"}
        assert set(model.model_fields) <= told, name
    said = set(re.findall(r"\w+", text))
    for model in INSIDE:
        assert set(model.model_fields) <= said, model
    assert said >= IN_THE_BOOK


@both
def test_every_table_that_a_book_writes_stands_there(language: str, told_of: set[str]) -> None:
    items = set(re.findall(r"^- `(\w+)`", format_page(language), re.MULTILINE))
    assert told_of - items == set()


@pytest.fixture
def told_of() -> set[str]:
    """The names of all tables, as the code declares them."""
    from store import erasure, habits, outside, parking, reviewing, shelf

    own = {erasure.ERASURES, habits.HABITS, outside.OUTSIDE, outside.DISGUISES, outside.REMINDED, parking.DESK,
           parking.SETTINGS, reviewing.DAYS, shelf.BOOK}  # fmt: skip
    return own | set(MODEL_OF)


@both
def test_the_versions_are_all_told(language: str) -> None:
    versions = re.findall(r"^- (\d+): ", format_page(language), re.MULTILINE)
    assert versions == [str(number) for number in range(1, FORMAT + 1)]


def written(book: Casebook) -> None:
    book.add_case(alias="Bu S", size="family", presenting_problem="Anaknya berhenti sekolah")
    book.add_note("K-2026-001", body="Bertemu ibunya.", mode="home_visit", outcome="reached")


def example(language: str, number: int) -> str:
    return [text for kind, text in FENCE.findall(format_page(language)) if kind == "python"][number]


@both
@pytest.mark.parametrize("passphrase", [None, "kuda kayu hujan lampu"], ids=["plain", "encrypted"])
def test_a_log_is_read_as_the_page_says(language: str, passphrase: str | None, tmp_path: Path) -> None:
    from store.vault import keyfile

    with open_casebook(tmp_path, passphrase) as book:
        written(book)
    file = keyfile.find(tmp_path)
    assert file is not None
    secret = getattr(file.unlock(tmp_path, passphrase), "identity", "")
    read: dict[str, Any] = {}
    exec(example(language, 1), read)
    acts = [*read["acts"](tmp_path / "0000000001.log", 1, secret)]
    assert [number for number, _act in acts] == [*range(acts[0][0], acts[0][0] + len(acts))]
    assert set(acts[0][1]) == {"snapshot", "at"}
    changes = [change for _number, act in acts[1:] for change in act["changes"]]
    assert {table for table, _row, _document in changes} >= {"cases", "notes", "history", "book"}
    assert "Bertemu ibunya." in [document.get("body") for _table, _row, document in changes if document]


@both
def test_a_snapshot_is_read_as_the_page_says(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_casebook(tmp_path / "book") as book:
        written(book)
        book._db.compact()
    newest = max((tmp_path / "book").glob("0*.json"))
    (tmp_path / "0000000012.json").write_bytes(newest.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(example(language, 0), {})
    assert capsys.readouterr().out == "K-2026-001 Bu S engagement 1\n"
    with TinyDB(newest, access_mode="r") as stock:
        assert {"cases", "notes"} <= stock.tables()


def test_what_the_page_on_privacy_says_of_an_encrypted_folder(tmp_path: Path) -> None:
    """Names and sizes are seen, the settings are plain, and no word of a client or of the worker is."""
    with open_casebook(tmp_path, "kuda kayu hujan lampu") as book:
        written(book)
        book.change_settings(practitioner="Ratna Dewi", lock_after=9)
    seen = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"lock_after = 9" in seen
    assert not [word for word in (b"Bu S", b"Bertemu", b"Ratna", b"K-2026-001", b"home_visit") if word in seen]


def test_what_the_page_on_privacy_says_of_the_recovery_sheet(tmp_path: Path) -> None:
    """A new passphrase keeps the secret; taking it off and giving one anew makes another."""
    from store.vault.rekey import change_passphrase

    def recipient() -> str:
        from store.vault import keyfile

        file = keyfile.find(tmp_path)
        assert file is not None
        return str(file.fields["recipient"])

    with open_casebook(tmp_path, "kuda kayu hujan lampu") as book:
        written(book)
    told = [recipient()]
    change_passphrase(tmp_path, "kuda kayu hujan lampu", "meja hijau tujuh angin")
    told.append(recipient())
    change_passphrase(tmp_path, "meja hijau tujuh angin", None)
    change_passphrase(tmp_path, None, "batu sungai malam topi")
    told.append(recipient())
    assert [one == other for one, other in pairwise(told)] == [True, False]


def test_a_backup_lists_files_and_no_client(tmp_path: Path) -> None:
    import zipfile

    from store.exchange.backup import backup

    with open_casebook(tmp_path / "book", "kuda kayu hujan lampu") as book:
        written(book)
        report = backup(book, tmp_path / "one.backup")
    with zipfile.ZipFile(report.path) as bundle:
        listed = bundle.read(MANIFEST)
        everything = b"".join(bundle.read(name) for name in bundle.namelist())
    assert b"key.json" in listed
    assert b"Bu S" not in everything


# What CONTRIBUTING says of a new language


def test_where_a_new_language_has_no_words_yet_there_are_english_ones() -> None:
    from store.demo.parts import texts_of
    from tui.guide.pages import _source

    assert texts_of({"en": {"alias": "Child A"}, "id": {"alias": "Anak A"}}, "jv") == {"alias": "Child A"}
    assert _source("start", "jv") == _source("start", "en")


def test_the_languages_are_named_in_one_place() -> None:
    """Whatever else offers them reads that list; what depends on a language by its nature is told in the page."""
    told = {code for code in CODE.findall(text_of(CONTRIBUTING)) if code.endswith(".py")}
    both_named = re.compile(r"""["']id["'],\s*["']en["']|["']en["'],\s*["']id["']|current\(\) == "id\"""")
    found = {
        str(path.relative_to(ROOT)) for package in ("store", "tui") for path in (ROOT / package).rglob("*.py")
        if both_named.search(path.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert found <= told
