"""Both catalogues are complete, compiled, and keep the places of every text."""

import ast
import gettext
import importlib.util
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
import time_machine

from . import bypass

ROOT = Path(__file__).parents[2]
HOME = ROOT / "store" / "language"
PLACES = re.compile(r"\{[^{}]*\}")


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    """The script that extracts and compiles; it needs Babel, which the tests install."""
    path = ROOT / ".ci" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("ci_catalogues", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_text_is_translated_and_compiled(catalogues: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    code = catalogues.main(["--check"])
    assert code == 0, capsys.readouterr().out


def test_compiling_gives_the_same_bytes_whenever_and_wherever_it_is_done(catalogues: ModuleType) -> None:
    template = catalogues.extract()
    built = []
    for moment in (datetime(2026, 11, 20, 9, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=ZoneInfo("Asia/Jakarta"))):
        with time_machine.travel(moment):
            catalogue = catalogues.updated("id", template)
            built.append((catalogues.as_po(catalogue), catalogues.as_mo(catalogue)))
    assert built[0] == built[1]


def test_the_check_sees_a_text_that_is_missing_untranslated_or_not_compiled(
    catalogues: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "store" / "language"
    home.mkdir(parents=True)
    (tmp_path / "tui").mkdir()
    source = tmp_path / "tui" / "screen.py"
    source.write_text('_("One text")\nN_("Later")\nn_("{count} day", "{count} days", 2)\n')
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "HOME", home)
    assert catalogues.main(["--check"]) == 1  # nothing there at all
    assert list(home.iterdir()) == []
    assert catalogues.main([]) == 1  # written, but nobody has translated it
    assert "id: not translated: 'One text'" in capsys.readouterr().out
    po = home / "id.po"
    filled = po.read_text().replace('msgid "One text"\nmsgstr ""', 'msgid "One text"\nmsgstr "Satu teks"')
    filled = filled.replace('msgid "Later"\nmsgstr ""', 'msgid "Later"\nmsgstr "Nanti"')
    po.write_text(re.sub(r'(msgstr\[\d\]) ""', r'\1 "{count} hari"', filled))
    assert catalogues.main(["--check"]) == 1  # translated, but not compiled
    assert catalogues.main([]) == 0
    assert catalogues.main(["--check"]) == 0
    source.write_text(source.read_text() + '_("A new text")\n')
    assert catalogues.main(["--check"]) == 1
    assert "A new text" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_places_in_a_text_are_those_of_the_original(language: str) -> None:
    with (HOME / f"{language}.mo").open("rb") as compiled:
        texts = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    wrong = []
    for original, text in texts.items():
        key = original[0] if isinstance(original, tuple) else original
        if key and set(PLACES.findall(key)) != set(PLACES.findall(text)):
            wrong.append((key, text))
        if key and (key[0] == " ", key[-1] == " ", key[-1] == "\n") != (
            text[:1] == " ",
            text[-1:] == " ",
            text[-1:] == "\n",
        ):
            wrong.append((key, text))
    assert wrong == []
    assert len(texts) > 100


def test_every_python_text_is_extracted(catalogues: ModuleType) -> None:
    """The extraction sees the same marked texts as a walk over the syntax tree does."""
    extracted = {text for message in catalogues.extract() if message.id for text in (
        message.id if isinstance(message.id, tuple) else (message.id,)
    )}  # fmt: skip
    marked = {
        argument.value
        for _path, call in bypass.marked_calls(ROOT)
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert marked - extracted == set()
    assert "Engagement" in extracted
