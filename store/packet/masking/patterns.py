"""What gives a person away by its form alone: numbers, addresses, institutions, days of birth.

Our own rules (`numbers`, `addresses`, and births here) come first. lokal-id, which knows other forms, is asked about
what they may have left, and never takes from them: what it finds beyond theirs is masked as well.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from store.language import N_
from store.packet.masking import addresses, numbers
from store.packet.masking.spans import Span, without_overlap
from store.packet.masking.written_days import COUNTED, MONTH

TOKENS = (
    "[NIK]", "[KK]", N_("[PHONE]"), "[EMAIL]", "[URL]", "[BPJS]", "[NISN]", "[NPWP]", N_("[PLATE]"), N_("[ACCOUNT]"),
    "[ID]", N_("[ADDR]"), "[RTRW]", N_("[AREA]"), N_("[SCHOOL]"), N_("[BIRTH]"),
)  # fmt: skip
"""What stands for them; a packet says it in its language. `[ID]` is any other paper: passport, licence, file."""

_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[\s./-]{{0,3}}{MONTH}\.?(?:[\s.,/'’-]{{0,3}}(?:\d{{4}}|\d\d))?"
    rf"|{MONTH}\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s{{0,3}}\d{{4}})?|{MONTH}\.?[\s'’]{{0,3}}(?:\d{{4}}|\d\d)"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\s?[-/.\s]\s?\d{1,2}\s?[-/.\s]\s?(?:\d{4}|\d\d)|\d{8}|\d{6}|\d{1,2}[-/]\d{1,2}"
    r")(?![\d:]|[./-]\d)"
)
_BIRTH = re.compile(
    r"(?<![^\W\d_])(?:(?P<both>ttl|t\.\s?t\.\s?l\.?|tempat[\s,/&]{1,3}(?:dan\s)?(?:tgl|tanggal)?\.?\s?lahir)"
    r"|(?:(?:tgl|tanggal)\.?\s?)?(?:lahir|lhr)|kelahiran|d\.?o\.?b|born|birth\s?(?:day|date)|date\s+of\s+birth|ultah"
    r"|ulang\s+tahun)(?:nya)?(?![^\W\d_])[\s:=.,-]{0,4}(?P<at>(?:di|in|at)\s{1,3})?"
    r"(?P<words>(?:[^\W\d_][\w.'’-]{0,30}[\s:]{1,3}){0,3}?(?:[^\W\d_][\w.'’-]{0,30}(?P<comma>\s?[,/])?\s{0,3})??)"
    rf"(?P<day>{_DAY})",
    re.IGNORECASE,
)
_BORN = re.compile(r"lahir|lhr|t\.?\s?t\.?\s?l|d\.?o\.?b|born|birth|ul(?:tah|ang\s)")  # a text without this has none
_BIRTH_SIGN = re.compile(  # in small letters: where one may begin
    r"ttl|t\.(?=\s?t\.)|tempat|tgl|tanggal|lah[iı]r|lhr|kelah[iı]ran|d\.?o\.?b|born|b[iı]rth|date\s|ul(?:tah|ang\s)"
)

_FOREIGN = {
    "NIK": "[NIK]", "KK": "[KK]", "NPWP": "[NPWP]", "BPJS": "[BPJS]", "NISN": "[NISN]", "PHONE": "[PHONE]",
    "EMAIL": "[EMAIL]", "IP": "[URL]", "PLATE": "[PLATE]", "BANK_ACCOUNT": "[ACCOUNT]", "CARD": "[ACCOUNT]",
    "PASSPORT": "[ID]", "SIM": "[ID]", "NIP": "[ID]", "AKTA": "[ID]", "ADDRESS": "[ADDR]", "GEO": "[ADDR]",
}  # fmt: skip
"""The types of lokal-id that we mean, as tokens. The others are names, which it finds badly, days of birth, which it
takes together with the rest of the line, and what notes are about: health, money, faith."""

_DIGITS = re.compile(r"\d(?:[ .()/-]?\d){5,}")
_SAID = re.compile(r"(?:alamat|address)\w{0,3}\s?[:=]")
_AT = re.compile(r"@|[\[({]\s?at\s?[\])}]")
_IN_PARTS = ("[ADDR]", "[ACCOUNT]")
_AROUND = 200
"""Characters before and behind that lokal-id is shown: it costs 3 us a character, and far more among many blanks."""


def find(text: str) -> list[Span]:
    """What gives a person away by its form, in order and without overlaps; of rank 0, but for `addresses.PLACE`."""
    runs = numbers.runs_in(text)
    own = without_overlap([*numbers.find(text, runs), *addresses.find(text), *_births(text)])
    return _joined(text, [*own, *_beyond(text, own, _foreign(text, own, runs))])


def _births(text: str) -> Iterator[Span]:
    """Days right behind a word for birth; with the place, where one is said. Other days stay: they tell the work."""
    small, end = addresses.lower(text), 0
    for sign in _BIRTH_SIGN.finditer(small) if _BORN.search(small) else ():
        each = _BIRTH.match(text, sign.start()) if sign.start() >= end else None
        if each is None:
            continue
        end = each.end()
        if COUNTED.match(text, each.end()):
            continue  # lahir 3-4 minggu lagi
        placed = each["both"] or each["at"] or each["comma"]
        yield Span(each.start("words" if placed else "day"), each.end(), "[BIRTH]", 0)


def _foreign(text: str, own: Sequence[Span], runs: numbers.Runs) -> Iterator[Span]:
    """What lokal-id finds around what looks like more than our own rules have found."""
    end = place = 0
    for first, last in _signs(text, runs):
        while place < len(own) and own[place].end <= first:
            place += 1
        known = place < len(own) and own[place].start <= first and last <= own[place].end
        if known or first < end or numbers.is_money(text, first):
            continue
        start, end = _window(text, first, last)
        yield from _asked(text, start, end)


def _signs(text: str, runs: numbers.Runs) -> list[tuple[int, int]]:
    """What lokal-id may make something of: long numbers, addresses of mail, what is said to be an address."""
    small = addresses.lower(text)
    found = [each.span() for each in numbers.from_digits(small, runs, _DIGITS)]
    if numbers.has_at_sign(small):
        found += [each.span() for each in _AT.finditer(small)]
    if "alamat" in small or "address" in small:
        found += [each.span() for each in _SAID.finditer(small)]
    return sorted(found)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The line around a piece of text, or as much of it as lokal-id is shown."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = text.find("\n", end)
    return first, min(len(text) if last < 0 else last, end + _AROUND)


def _asked(text: str, start: int, end: int) -> Iterator[Span]:
    from lokal import detect_pii  # young and a sixth of a second to import: only when it is needed

    for found in detect_pii(text[start:end]):
        token = _FOREIGN.get(found.type)
        if token and not numbers.stays(text, start + found.start, start + found.end):
            yield Span(start + found.start, start + found.end, token, 0)


def _beyond(text: str, own: Sequence[Span], foreign: Iterable[Span]) -> Iterator[Span]:
    """Of foreign spans what our own leave of them, so that a long one takes none of their tokens away."""
    for span in foreign:
        at = span.start
        for mine in [*own, Span(span.end, span.end, "", 0)]:
            if mine.end < at:
                continue
            end = min(mine.start, span.end)
            rest = text[at:end]
            if any(character.isalnum() for character in rest):
                before = len(rest) - len(rest.lstrip(" ,;.\n"))
                yield Span(at + before, at + len(rest.rstrip(" ,;.\n")), span.token, 0)
            if mine.start >= span.end:
                break
            at = max(at, mine.end)


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans in order; parts of one address or account side by side are one."""
    joined: list[Span] = []
    for span in without_overlap(spans):
        last = joined[-1] if joined else None
        if last and last.token == span.token and span.token in _IN_PARTS and not text[last.end : span.start].strip():
            joined[-1] = Span(last.start, span.end, span.token, 0)
        else:
            joined.append(span)
    return joined
