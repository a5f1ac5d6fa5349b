"""Which language is in use, and the look-up of a text in its catalogue. Nothing here knows what the texts say."""

import gettext
import locale
import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_NAMES = {"id": "Bahasa Indonesia", "en": "English"}  # a language is listed under its own name, so never translated
LANGUAGES = tuple(_NAMES)
_FALLBACK = "en"


class _InUse:
    """The one piece of state: the language that `_` and `n_` answer in."""

    code = _FALLBACK
    texts: gettext.NullTranslations = gettext.NullTranslations()


def use(code: str) -> None:
    """Answer in this language from now on.

    Args:
        code: one of `LANGUAGES`.

    Raises:
        ValueError: no catalogue has this code.
    """
    if code not in LANGUAGES:
        raise ValueError(f"no catalogue for language {code!r}; there are {', '.join(LANGUAGES)}")
    _InUse.texts = _texts_of(code)
    _InUse.code = code


@cache
def _texts_of(code: str) -> gettext.NullTranslations:
    with (files("store.language") / f"{code}.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def current() -> str:
    """The code of the language in use."""
    return _InUse.code


def name_of(code: str) -> str:
    """A language's name in that language, as a list of languages shows it."""
    return _NAMES[code]


def choose(asked: str | None = None, environ: Mapping[str, str] = os.environ, kept: str = "") -> str:
    """The language to start in: asked for, then LINGKAR_LANG, then the settings, then the system's, then English.

    Args:
        asked: the value of `--lang`, or None. It was checked by the command line.
        environ: where LINGKAR_LANG and the locale variables are looked up.
        kept: the language of the settings; empty when they name none.
    """
    system = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    for wish in (asked, environ.get("LINGKAR_LANG"), kept, system or locale.getlocale()[0]):
        code = (wish or "").lower().replace("-", "_").split(".")[0].split("_")[0]
        if code in ("indonesian", "in"):  # Windows' name of the locale, and the language's code before 1989
            code = "id"
        if code in LANGUAGES:
            return code
    return _FALLBACK


def _(text: str) -> str:
    """This text in the language in use."""
    return _InUse.texts.gettext(text)


def in_all(text: str) -> tuple[str, ...]:
    """This text in every language, for what a person may write in any of them."""
    return tuple(_texts_of(code).gettext(text) for code in LANGUAGES)


def n_(one: str, many: str, count: int) -> str:
    """The form of a text that fits a count, in the language in use. Indonesian has one form, English two."""
    return _InUse.texts.ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a text for the catalogue where it is written once and translated each time it is shown."""
    return text
