"""Numbers and addresses of the net that name a person: papers, cards, telephones, accounts, plates, mail.

A number is known by its own form (`0812…`, sixteen digits) or by the word before it (`NISN`, `no rek bri`); then all of
it goes, never a part. Amounts, days, times, scores and years are no names and stay, whatever stands before them.
"""

import re
from collections.abc import Iterator, Sequence

from store.packet.masking.spans import Span

Runs = Sequence[tuple[int, int]]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RUN = re.compile(r"\d+")
_LONG = re.compile(r"\d(?:[\s.()\[\]/–-]{0,3}\d){2,}")  # what may hold a number that names somebody
_JOINED = re.compile(r"([\s.()\[\]–-]{0,3})(\d+)")
_SLASHED = re.compile(r"([\s./–-]{0,3})(\d+)")
_OPENING = "([+"

_UNITS = r"(?:rupiah|ribu|rb|juta|jt|miliar|milyar|persen|gram|kg|ml|mg|cc|meter|km)(?![^\W\d_])"
HARMLESS = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])(?P<joint>[-/.])(?:0?[1-9]|1[0-2])(?P=joint)(?:(?:19|20)\d\d|\d\d)(?![.\-/]?\d)"  # a day
    r"|(?:19|20)\d\d(?P<other>[-/.])(?:0?[1-9]|1[0-2])(?P=other)(?:0?[1-9]|[12]\d|3[01])(?![.\-/]?\d)"
    r"|(?:[01]?\d|2[0-4])[.:][0-5]\d(?:\s?[–-]\s?(?:[01]?\d|2[0-4])[.:][0-5]\d)?(?![.:\-]?\d)"  # a time
    r"|(?:19|20)\d\d(?:\s?[–/-]\s?(?:19|20)\d\d)?(?![.\-/]?\d)"  # years
    r"|\d{2,3}/\d{2,3}(?![./-]?\d)"  # blood pressure
    r"|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?(?!\.?\d)"  # an amount
    rf"|[1-9][\d.,]{{0,20}}\s?{_UNITS}",
    re.IGNORECASE,
)
"""What is a day, a time, a year or an amount."""
_MONEY = re.compile(r"(?:rp|idr|usd|\$)\.?\s{0,2}$", re.IGNORECASE)
_ROUND = re.compile(r"[1-9]\d{0,5}000")  # an amount where an account or telephone could stand

_FORMS = tuple(
    (token, re.compile(form))
    for token, form in (
        ("[NPWP]", r"\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}(?:\.\d{3,6})?(?!\d)"),
        ("[ID]", r"(?:19|20)\d{6}[ .-]?(?:19|20)\d{4}[ .-]?[12][ .-]?\d{3}(?!\d)"),  # of an official
        ("[ID]", r"\d{4}[-/ ]?(?i:LT|LU|LD|KW|CR|KM)[-/ ]?\d{8}[-/ ]?\d{3,6}(?!\d)"),  # of a certificate
        ("[ID]", r"\d{1,5}/(?i:pdt|pid|jn)[\w.-]*/\d{4}/[\w.-]*\w"),  # of a court
        ("[NIK]", r"\d{16}(?!\d)"),
        ("[NIK]", r"\d{6}[\s.-]{1,2}\d{6}[\s.-]{1,2}\d{4}(?!\d)"),
        (
            "[NIK]",
            r"(?!(?:(?:19|20)\d\d[\s.-]{0,2}){4}|(?:19|20)\d\d(?:[\s.-]{1,2}\d{4}){4}(?!\d))\d{4}(?:[\s.-]{1,2}\d{4}){3}(?!\d)",
        ),
        ("[NIK]", r"\d{2}(?:[\s.-]\d{2}){5}[\s.-]\d{4}(?!\d)"),
        ("[NIK]", r"\d{4}[\s.-]\d{2}[\s.-]\d{6}[\s.-]\d{4}(?!\d)"),
        ("[BPJS]", r"000\d{10}(?!\d)|000\d(?:[\s.-]\d{3,4}){2}[\s.-]?\d{1,3}(?!\d)"),
        ("[NISN]", r"00\d{8}(?!\d)"),
        ("[ACCOUNT]", r"\d{4}-\d{2}-\d{6}-\d{2}-\d(?!\d)"),
        ("[PHONE]", r"0[2-79]\d{1,2}(?:\d{6,8}|[\s.-]{1,3}\d{5,8}|[\s.-]{1,3}\d{3,4}[\s.-]\d{3,4})(?!\d)"),
        ("[PHONE]", r"08\d{1,2}/\d{3,4}/\d{3,5}(?!\d)|0[2-79]\d{1,2}/\d{6,8}(?!\d)"),
    )
)
_HEALTH = re.compile(r"\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")  # of the NHS; a telephone may be written so too
_INSURED = re.compile(r"\d\d\s?\d\d\s?\d\d\s?[A-D](?!\w)", re.IGNORECASE)  # from its figures on
_TWO_LETTERS = re.compile(r"(?<!\w)[A-Z]{2}\s?$", re.IGNORECASE)
_CAR = re.compile(r"\d\d\s?[A-Z]{3}(?!\w)")  # British, from its figures on
_POSTCODE = re.compile(r"\d[A-Z\d]?\s\d[A-Z]{2}(?!\w)")  # British, from its figures on
_CAR_TOWN = re.compile(r"(?<!\w)[A-Z]{2}$")
_POST_TOWN = re.compile(r"(?<!\w)[A-Z]{1,2}$")
_ABROAD = re.compile(  # of other countries: what Indonesia's own forms leave
    r"0[1-9]\d{1,3}(?:[\s.-]{1,3}\d{5,8}|[\s.-]{1,3}\d{3,4}[\s.-]\d{3,4})(?!\d)|01\d{8,9}(?!\d)"
    r"|00[1-9]\d?(?:[\s.-]{1,2}\d{2,6}){2,4}(?!\d)"
)
_OTHER = re.compile(r"/\d{2,3}(?![\d/])")  # the last figures of a second telephone: 0812-3456-7890/91
_CLOSED = re.compile(r"\d{2,4}[)\]]")  # the place of a telephone
_TELEPHONES = ("08", "628", "6208", "00628")

# The word before a number: what it says the number is, and how many digits it has at least and at most.
_SIZES = {
    "NIK": (16, 16, 10), "KK": (16, 16, 10), "BPJS": (11, 13, 8), "NISN": (5, 10, 5), "NPWP": (15, 16, 10),
    "ACCOUNT": (8, 20, 8), "PHONE": (10, 15, 6), "ID": (6, 20, 6),
}  # fmt: skip
_BANKS = (
    "bri|bni|bca|bsi|btn|btpn|mandiri|muamalat|danamon|permata|cimb|niaga|bukopin|bjb|dki|jateng|jatim|seabank|jago|jenius|"
    "dana|ovo|gopay|shopeepay|linkaja"
)
_LABEL = re.compile(
    r".*(?<![^\W\d_])(?:"
    r"(?P<NIK>nik|(?:e-?)?ktp|nomor\s+induk\s+kependudukan|id\s?card)"
    r"|(?P<KK>kk|kartu\s+keluarga)"
    r"|(?P<BPJS>bpjs\w*|jkn|kis|kpj|jamkes\w*|jamsostek)"
    r"|(?P<NISN>nisn?|nomor\s+induk\s+siswa(?:\s+nasional)?)"
    r"|(?P<NPWP>npwp)"
    rf"|(?P<ACCOUNT>(?:no\.?\s?)?rek(?:ening)?|norek|account|acc|a/c|virtual\s+account|va|{_BANKS})"
    r"|(?P<PHONE>(?:no\.?\s?)?(?:hp|wa)|whats?app|telp|tlpn?|tel|tele[fp]on|telpon|phone|ponsel|handphone|seluler|mobile"
    r"|fax|faks|sms|hub|hubungi|call|ring|dial|landline|kontak|contact|cp)"
    r"|(?P<ID>paspor|passport|nip|nuptk|nup|sim|no\.?\s?rm|rekam\s+medis|rm|medical\s+record|dtks|kks|kip|pkh|akta"
    r"|nhs|hospital\s+(?:no|number)|national\s+insurance|ni\s+(?:no|number)|mrn"
    r"|no(?:mor)?\.?\s?(?:reg(?:ister|istrasi)?|peserta|kartu|pasien|perkara|anggota|induk|seri)|str|id)"
    r")(?:nya|ku|mu)?(?![^\W\d_])\.?"
    r"(?:[^\d.;!?]|\.(?!\s+(?-i:[A-Z]))){0,25}$",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS = re.compile(r"(?:(?<![^\W\d_])[A-Z]{1,2}[\s.-]?)?$")  # before the figures of a passport
_POLICE = re.compile(r"(?<!\w)(?:lp|stplp?|sttlp?|bap)\s?[/.]\s?(?:[a-z]{1,3}\s?[/.-]\s?)?\d[\w/.-]*\w", re.IGNORECASE)
_REACH = 48  # how far before a number its word is looked for

_PLATE = re.compile(r"\d{1,4}(?:[\s.-]{0,2}([A-Za-z]{1,3}))?(?!\w)")  # from its figures on
_REGION = re.compile(
    r"(?<!\w)(?:A[ABDEG]|B[ABDEGHKLMNP]|D[ABCDEGHKLMNPRT]|E[ABD]|K[BHTU]|P[AB]|[ABDEFGHKLMNPRSTWZ])[\s.-]{0,2}$",
    re.IGNORECASE,
)
_VEHICLE = re.compile(
    r"\b(?:plat|nopol|no\.?\s?pol|motor|mobil|kendaraan|angkot|truk|pick\s?up|sepeda\s?motor|ojek|taksi|plate|car|bike)"
    r"(?:nya)?\b[^\d]{0,25}$",
    re.IGNORECASE,
)
_NO_PLATE = _words(
    """
    jam org kg km ml mg cc gr gram rb jt rp wib wit thn th bln hr mnt dan di ke dr dgn ya utk yg itu ini ada tdk sd
    smp  sma smk tk mi mts pas bp cm mm x kk rt rw x2 x3 am pm th st nd rd pcs ltr lt no the and of in is to or
    """
)
_REACH_OF_MAIL = 80
_LOCAL = re.compile(r"(?:[\w.+%'’-]{1,64}\s\.\s?){0,3}[\w.+%'’-]{1,64}(?P<space>\s?)$")
_AT = re.compile(r"@|[\[({]\s?at\s?[\])}]", re.IGNORECASE)
_DOMAIN = re.compile(r"(?P<space>\s?)[\w-]{1,63}(?:(?:\.|\s\.\s?|\s?[\[({]\s?dot\s?[\])}]\s?)[\w-]{1,63})*")
_KNOWN_DOMAIN = re.compile(r".*\.\s?(?:com|net|org|id|edu)(?!\w)", re.IGNORECASE | re.DOTALL)
_HANDLE = re.compile(r"[^\W\d_](?:[\w.]{0,30}\w)?")
_HANDLE_WORD = re.compile(
    r"(?<!\w)(?:ig|insta(?:gram)?|tiktok|twitter|telegram|fb|facebook|akun|username|line)\W{0,3}$", re.IGNORECASE
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|net|org|(?:co|ac|sch|go|or|web|my|desa)\.id|id|info|link|xyz)(?:/[^\s<>\"]*)?(?!\w)"
    r"|(?<![\w@.-])(?:wa|t|fb|bit|s|g|goo|maps|youtu)\.(?:me|ly|id|gl|be|co|app\.goo\.gl)/[^\s<>\"]+",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\.[A-Za-z]{2,4}(?![\w-])")  # as the name of a place in the net
_POLICE_SIGNS = ("lp", "bap", "tpl", "ttl")


def find(text: str, runs: Runs) -> list[Span]:
    """The numbers, plates and addresses of the net in a text; they may overlap.

    Args:
        text: to be read.
        runs: see `runs_in`.
    """
    small = text.lower()
    found = list(_at_signs(text)) if has_at_sign(text) else []
    if "://" in text or "www." in small or _ENDED.search(text):
        found += [_span(each, "[URL]", len(each[0].rstrip(".,:;!?)]}'\""))) for each in _LINK.finditer(text)]
    if "/" in text and any(sign in small for sign in _POLICE_SIGNS):
        found += [_span(each, "[ID]") for each in _POLICE.finditer(text)]
    for chunk in from_digits(text, runs, _LONG):
        found += _numbers(text, chunk.start(), chunk.end())
    found += _lettered(text, runs, "[ID]", _TWO_LETTERS, _INSURED)
    found += _lettered(text, runs, "[PLATE]", _CAR_TOWN, _CAR)
    found += _lettered(text, runs, "[AREA]", _POST_TOWN, _POSTCODE)
    return [*found, *_plates(text, runs)]


def runs_in(text: str) -> Runs:
    """Where digits stand in a text, as many as stand together."""
    return [run.span() for run in _RUN.finditer(text)]


def from_digits(text: str, runs: Runs, form: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What of a form that begins with digits, all of them, stands in a text; the text is not read for it once more."""
    end = 0
    for start, _ in runs:
        if start >= end and (found := form.match(text, start)):
            end = found.end()
            yield found


def has_at_sign(text: str) -> bool:
    """Whether an @ may be in a text, which some write in brackets: `[at]`."""
    return any(sign in text for sign in "@[({")


def stays(text: str, start: int, end: int) -> bool:
    """Whether what stands there is a day, a time, a year or an amount, or several."""
    if _ROUND.fullmatch(text, start, end) or is_money(text, start):
        return True
    at = start
    while form := HARMLESS.match(text, at):
        at = form.end()
        if at >= end:
            return True
        at += len(text[at:end]) - len(text[at:end].lstrip(" ,-–"))
    return False


def is_money(text: str, start: int) -> bool:
    """Whether a number that begins here is an amount: `Rp` stands before it."""
    return _MONEY.search(text[max(0, start - 8) : start]) is not None


def _span(found: re.Match[str], token: str, length: int | None = None) -> Span:
    return Span(found.start(), found.end() if length is None else found.start() + length, token, 0)


def _numbers(text: str, at: int, end: int) -> Iterator[Span]:
    """What names somebody in a run of digits and the signs that join them."""
    while at < end:
        while not text[at].isdecimal():
            at += 1
        span = _number(text, at)
        if span:
            yield span
        at = span.end if span else _past(text, at)
        while at < end and not text[at].isdecimal():
            at += 1


def _past(text: str, at: int) -> int:
    """Behind the number that stays: the whole of it where its form is known, else its first digits."""
    form = HARMLESS.match(text, at) or _JOINED.match(text, at)
    return form.end() if form else at + 1


def _number(text: str, at: int) -> Span | None:
    """The number that begins here, if it names somebody."""
    before = text[max(0, at - _REACH) : at]
    if _MONEY.search(before):
        return None
    for token, form in _FORMS:
        if found := form.match(text, at):
            said = _LABEL.match(before) if token == "[NIK]" else None
            return _span(found, f"[{said.lastgroup}]" if said else token)  # accounts and KK may have as many digits
    start = at - (len(before) - len(before.rstrip(_OPENING)))
    if telephone := _telephone(text, start, at):
        return telephone
    if health := _health_number(text, at, before):
        return health
    if HARMLESS.match(text, at):
        return None
    label = _LABEL.match(before)
    if not label or not label.lastgroup:
        abroad = _ABROAD.match(text, at)
        return _span(abroad, "[PHONE]") if abroad else None
    least, most, fewest = _SIZES[label.lastgroup]
    end, digits = _extent(text, at, least, most, _SLASHED if least == most else _JOINED)
    if len(digits) < fewest or (label.lastgroup in ("ACCOUNT", "PHONE") and _ROUND.fullmatch(digits)):
        return None
    while label["ID"] and end < len(text) and text[end].isalnum():
        end += 1  # 327301ABC
    if label["ID"] and label["ID"].lower() in ("paspor", "passport") and (letters := _LETTERS.search(before)):
        return Span(at - len(letters[0]), end, "[ID]", 0)
    return Span(start if label["PHONE"] else at, end, f"[{label.lastgroup}]", 0)


def _health_number(text: str, at: int, before: str) -> Span | None:
    """The number of the NHS that begins here; a telephone in three groups may look the same."""
    found = _HEALTH.match(text, at)
    if not found:
        return None
    if label := _LABEL.match(before):
        return _span(found, f"[{label.lastgroup}]")
    if _is_proved("".join(filter(str.isdecimal, found[0]))):
        return _span(found, "[ID]")
    return None if found[0].isdecimal() else _span(found, "[PHONE]")


def _is_proved(digits: str) -> bool:
    """Whether the last of ten digits proves the others, as in a number of the NHS."""
    rest = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return (11 - rest) % 11 == int(digits[9])


def _telephone(text: str, start: int, at: int) -> Span | None:
    """The telephone number that is one by its first digits, with what opens it: `+62`, `(022)`."""
    opening = text[start:at]
    if not opening and not text.startswith(_TELEPHONES, at) and text[at : at + 2] != "62":
        return None
    if not opening and HARMLESS.match(text, at):
        return None
    end, digits = _extent(text, at, 10, 15, _JOINED)
    if other := _OTHER.match(text, end):
        end = other.end()
    known = digits.startswith(_TELEPHONES) and len(digits) > 8
    abroad = "+" in opening and len(digits) > 7
    local = opening and digits.startswith("0") and len(digits) > 6 and _CLOSED.match(text, at)
    return Span(start, end, "[PHONE]", 0) if (known or abroad or local) and len(digits) < 18 else None


def _extent(text: str, at: int, least: int, most: int, joined: re.Pattern[str]) -> tuple[int, str]:
    """Where a number written in groups ends, and its digits.

    It goes on until it has the digits it needs. Further groups belong to it when they stand on the same line and are no
    shorter than those before, or bound to them: in `0812 3456 7890 3 anak` the 3 does not.
    """
    digits, shortest, groups, end = "", most, 0, at
    while group := joined.match(text, end):
        size = len(group[2])
        enough = len(digits) >= least
        checked = groups > 3 and most > 16  # accounts end in a figure that proves the others
        shorter = size < shortest and group[1] not in ("-", ".") and not checked
        if enough and (len(digits) + size > most or shorter or "\n" in group[1]):
            break
        digits, shortest, groups, end = digits + group[2], min(shortest, size), groups + 1, group.end()
    return end, digits


def _lettered(text: str, runs: Runs, token: str, before: re.Pattern[str], form: re.Pattern[str]) -> Iterator[Span]:
    """What has letters before and behind its figures."""
    for found in from_digits(text, runs, form):
        if letters := before.search(text[max(0, found.start() - 4) : found.start()]):
            yield Span(found.start() - len(letters[0]), found.end(), token, 0)


def _plates(text: str, runs: Runs) -> Iterator[Span]:
    """Plates of vehicles; `kelas B 3 SD` and `a 12 org` are none."""
    for found in from_digits(text, runs, _PLATE):
        region = _REGION.search(text[max(0, found.start() - 6) : found.start()])
        if not region:
            continue
        start = found.start() - len(region[0])
        letters, written = found[1] or "", text[start : found.end()]
        digits = sum(character.isdecimal() for character in written)
        if _VEHICLE.search(text[max(0, start - _REACH) : start]):
            fits = bool(letters) or digits > 2
        elif not letters or letters.lower() in _NO_PLATE:
            fits = False
        elif written.isupper():
            fits = digits > 2 or len(letters) > 1 or len(region[0].strip(" .-\n")) > 1
        else:
            fits = digits == 4 and len(letters) > 1
        if fits:
            yield Span(start, found.end(), "[PLATE]", 0)


def _at_signs(text: str) -> Iterator[Span]:
    """Addresses of mail, and accounts written with an @."""
    for sign in _AT.finditer(text):
        at, first = sign.start(), max(0, sign.start() - _REACH_OF_MAIL)
        name, domain = _LOCAL.search(text[first:at]), _DOMAIN.match(text, sign.end())
        spaced = sign[0] == "@" and bool((name and name["space"]) or (domain and domain["space"]))
        if spaced and domain:  # a sentence may end behind it: `budi @ contoh.id . Lalu`
            domain = _KNOWN_DOMAIN.match(text, domain.start(), domain.end())
        if name and domain:
            yield Span(first + name.start(), domain.end(), "[EMAIL]", 0)
        elif (handle := _HANDLE.match(text, sign.end())) and (
            re.search(r"[\d._]", handle[0]) or _HANDLE_WORD.search(text[max(0, at - 20) : at])
        ):
            yield Span(at, handle.end(), "[ACCOUNT]", 0)
