"""Which language the program starts in: asked for, then LINGKAR_LANG, then the system's locale, then English."""

import locale

import pytest

from store.language import LANGUAGES, _, choose, current, n_, name_of, use


@pytest.fixture(autouse=True)
def _no_process_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (None, None))


@pytest.mark.parametrize(("asked", "environ", "code"), [
    (None, {}, "en"),
    ("id", {"LINGKAR_LANG": "en", "LANG": "en_US.UTF-8"}, "id"),
    ("en", {"LINGKAR_LANG": "id", "LANG": "id_ID.UTF-8"}, "en"),
    (None, {"LINGKAR_LANG": "id", "LANG": "en_US.UTF-8"}, "id"),
    (None, {"LINGKAR_LANG": "en", "LANG": "id_ID.UTF-8"}, "en"),
    (None, {"LINGKAR_LANG": "", "LANG": "id_ID.UTF-8"}, "id"),
    (None, {"LINGKAR_LANG": "ID"}, "id"),
    (None, {"LINGKAR_LANG": "fr", "LANG": "id_ID.UTF-8"}, "id"),
    (None, {"LINGKAR_LANG": "fr"}, "en"),
    (None, {"LANG": "id_ID.UTF-8"}, "id"),
    (None, {"LANG": "id_ID"}, "id"),
    (None, {"LANG": "id"}, "id"),
    (None, {"LANG": "id.UTF-8"}, "id"),
    (None, {"LANG": "id-ID"}, "id"),
    (None, {"LANG": "in_ID.ISO-8859-1"}, "id"),
    (None, {"LANG": "in"}, "id"),
    (None, {"LANG": "Indonesian_Indonesia.1252"}, "id"),
    (None, {"LANG": "en_GB.UTF-8"}, "en"),
    (None, {"LANG": "de_DE.UTF-8"}, "en"),
    (None, {"LANG": "C"}, "en"),
    (None, {"LANG": "C.UTF-8"}, "en"),
    (None, {"LANG": "POSIX"}, "en"),
    (None, {"LANG": ""}, "en"),
    (None, {"LANG": "idiom"}, "en"),
    (None, {"LC_ALL": "C", "LANG": "id_ID.UTF-8"}, "en"),
    (None, {"LC_ALL": "", "LANG": "id_ID.UTF-8"}, "id"),
    (None, {"LC_ALL": "id_ID.UTF-8", "LC_MESSAGES": "en_US.UTF-8", "LANG": "en_US.UTF-8"}, "id"),
    (None, {"LC_MESSAGES": "id_ID.UTF-8", "LANG": "en_US.UTF-8"}, "id"),
    (None, {"LC_TIME": "id_ID.UTF-8"}, "en"),
])  # fmt: skip
def test_choose(asked: str | None, environ: dict[str, str], code: str) -> None:
    assert choose(asked, environ) == code


@pytest.mark.parametrize(
    ("system", "code"), [("id_ID", "id"), ("Indonesian_Indonesia", "id"), ("en_US", "en"), ("C", "en"), (None, "en")]
)
def test_where_no_variable_says_so_the_system_is_asked(
    system: str | None, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (system, "UTF-8"))
    assert choose(None, {}) == code
    assert choose(None, {"LANG": "C"}) == "en"


def test_the_environment_of_the_process_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINGKAR_LANG", "id")
    assert choose() == "id"
    monkeypatch.setenv("LINGKAR_LANG", "en")
    assert choose() == "en"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_in_use_at_once(code: str) -> None:
    use(code)
    assert current() == code


@pytest.mark.parametrize("code", ["", "fr", "ID", "../en"])
def test_a_language_without_catalogue_is_refused_and_the_one_in_use_stays(code: str) -> None:
    use("id")
    with pytest.raises(ValueError, match="no catalogue"):
        use(code)
    assert current() == "id"


def test_languages_have_their_own_names() -> None:
    for code in LANGUAGES:
        use(code)
        assert [name_of(each) for each in LANGUAGES] == ["Bahasa Indonesia", "English"]


def test_english_has_two_forms() -> None:
    forms = [n_("{count} day", "{count} days", count).format(count=count) for count in (0, 1, 2, 101)]
    assert forms == ["0 days", "1 day", "2 days", "101 days"]


def test_what_no_catalogue_knows_is_shown_as_it_stands() -> None:
    for code in LANGUAGES:
        use(code)
        assert _("Nobody ever wrote this sentence.") == "Nobody ever wrote this sentence."
