"""Bring the catalogues up to date with the code: extract, update, compile. Run it after changing any text.

    python .ci/catalogues.py           update store/language/{id,en}.po and compile the .mo files
    python .ci/catalogues.py --check   change nothing; exit 1 when a text is missing, untranslated or not compiled

English is the language of the code, so `en.po` repeats each text; a review may reword it there without touching code.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from store.language import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "store" / "language"
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}


def extract() -> Catalog:
    """Every marked text of the two packages."""
    template = Catalog(project="lingkar", charset="utf-8")
    for package in ("store", "tui"):
        found = extract_from_dir(str(ROOT / package), [("**.py", "python")], keywords=KEYWORDS)
        for name, line, message, comments, context in sorted(found, key=lambda row: (row[0], row[1])):
            template.add(message, None, [(f"{package}/{name}", line)], auto_comments=comments, context=context)
    return template


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with the texts of the template: no more, no fewer."""
    path = HOME / f"{language}.po"
    kept = read_po(path.open("rb"), locale=language) if path.exists() else Catalog(locale=language)
    fresh = Catalog(locale=language, project="lingkar", charset="utf-8")
    for message in template:
        if not message.id:
            continue
        old = kept.get(message.id)
        is_known = old and _is_filled(old.string) and isinstance(old.string, tuple) == isinstance(message.id, tuple)
        text = old.string if is_known else _start(language, message.id, fresh.num_plurals)
        fresh.add(message.id, text, locations=[(name, 0) for name in sorted({place for place, _ in message.locations})])
    return fresh


def _is_filled(text: object) -> bool:
    return all(text) if isinstance(text, tuple) else bool(text)


def _start(language: str, id: object, forms: int) -> object:
    if language == "en":
        return id
    return ("",) * forms if isinstance(id, tuple) else ""


def as_po(catalogue: Catalog) -> bytes:
    """The file a translator edits: no dates and no line numbers, so that it changes only when a text does."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, omit_header=True, no_location=False, include_lineno=False, sort_output=True)
    header = f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    return (header + f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n').encode() + out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The compiled form, without the dates that would make each build differ."""
    out, undated = io.BytesIO(), read_po(io.BytesIO(as_po(catalogue)), locale=catalogue.locale)
    undated.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(out, undated)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Update or check; see the top of the file."""
    template, wrong = extract(), 0
    for language in LANGUAGES:
        catalogue = updated(language, template)
        missing = [message.id for message in catalogue if message.id and not _is_filled(message.string)]
        for id in missing:
            print(f"{language}: not translated: {id!r}")
        files = {f"{language}.po": as_po(catalogue), f"{language}.mo": as_mo(catalogue)}
        for name, content in files.items():
            path = HOME / name
            if path.exists() and path.read_bytes() == content:
                continue
            if "--check" in arguments:
                print(f"{name} is not up to date with the code; run python .ci/catalogues.py")
                wrong += 1
            else:
                path.write_bytes(content)
        wrong += len(missing)
        print(f"{language}: {len(catalogue)} texts, {len(missing)} not translated")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
