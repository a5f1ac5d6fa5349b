"""Where somebody lives, learns or is cared for: streets, RT/RW, villages and districts, schools and homes.

Each begins with a word that says what follows (`Jl.`, `kec`, `SDN`); the name behind it is read word by word. Notes
are typed in small letters, which are no sign therefore: a word that is common in notes is no name (`desa menolak`,
`jalan kaki`), any other is one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from store.packet.masking.spans import Span
from store.packet.masking.words import fold, is_common


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STREETS = _words("jl jln jalan gg gang lorong lrg")
_ESTATES = _words(
    """
    perum perumahan perumnas komplek kompleks kompl komp cluster klaster apartemen apartment apt rusun rusunawa
    rusunami ruko asrama griya villa
    """
)
_ROOMS = _words("btn kos kost kontrakan")  # addresses only with a number
_BLOCKS = _words("blok blk")
_SHORT_AREAS = _words("kec kab ds dsn kel kp")
_AREAS = _SHORT_AREAS | _words(
    """
    kelurahan desa kecamatan kabupaten kota dusun dukuh padukuhan pedukuhan kampung kampong nagari gampong jorong
    banjar distrik lingkungan
    """
)
_PLACES = _words("puskesmas pustu polsek polres koramil posyandu kua rsud posbindu rptra")
_STATE_SCHOOLS = _words("sdn smpn sman smkn min mtsn man slbn sdit smpit smait")
_SHORT_SCHOOLS = _words("sd smp sma smk mts paud slb pkbm tk tka tpa tpq mi ma ra lksa stm smea")
_SCHOOLS = _words("panti ponpes pesantren universitas univ yayasan") | _STATE_SCHOOLS | _SHORT_SCHOOLS
_CAPITAL_ONLY = _words("mi ma ra min man")  # in small letters they are noodles, mothers and everyday words
_LEADS = _STREETS | _ESTATES | _ROOMS | _BLOCKS | _AREAS | _PLACES | _SCHOOLS
PLACE = 3
"""The rank of a name behind `posyandu` and the like: it may be that of who works there, whose token then wins."""

_LEAD = re.compile(rf"(?<![\w'’])({'|'.join(sorted(_LEADS))})(?!\w)(\.?)")
_TOKEN = re.compile(r"(\w+)")

# What is no name even behind `kec.` or with a capital.
_BEHIND = _words(
    """
    rt rw no nomor nmr nomer hp wa telp tlp telepon tel kode kodepos prov provinsi pos nik kk ktp bpjs npwp nisn pak
    bpk bapak bu ibu mbak mba mas kak adik dik bang abang kakak nenek kakek tante om paman bibi ustadz ustadzah sdr
    sdri ny tn nn si sang klien pasien korban besar inti batih anak ayah suami istri keluarga warga kader ketua yang
    yg dan di ke dari dr untuk utk dengan dgn pada dlm dalam ini itu tsb tersebut setempat lain sudah sdh belum blm
    akan juga atau oleh karena krn tidak tdk tak gak ga nggak bisa mau ada kami kita saya mereka dia ia beliau se
    kaki terus sendiri pelan lagi bersama pulang keluar masuk menuju sehat kelas tingkat sederajat setiap the and of
    for with is was in at to a klg sekarang lama baru asal kecil luar negeri kilat
    """
)
# What tells parts of a place apart; it may stand on the next line.
_SIDES = _words("barat timur utara selatan tengah kidul kulon wetan lor kaler hilir hulu girang raya baru lama")
# Common words that names of places and homes are made of.
NAME_PARTS = _SIDES | _words(
    """
    suka mekar sumber tanjung sungai pasir karang bojong kampung kota batu gunung bukit pulau muara lubuk air tebing
    padang ujung pasar teluk rawa kebon kebun pondok tegal tambak jati jaya makmur maju sari indah mulya mulia asri
    permai agung
    harapan bina kasih cahaya tunas karya bakti bhakti sejahtera insani amanah pertiwi dharma pelita permata taruna
    nusantara islam islamiyah kristen katolik muhammadiyah aisyiyah nurul al darul miftahul bunda ibu merdeka
    pahlawan melati mawar anggrek kenanga cempaka flamboyan dahlia teratai seruni bougenville bunga bintang matahari
    damai sentosa abadi budi utomo rukun warga tani bangsa negara umat ummat ilmu iman hati suci ananda ceria pintar
    cerdas gembira ria sejati wijaya kencana gading taman puri pesona graha hijau baiti jannati hikmah hidayah huda
    ulum griya villa
    """
)
_SCHOOL_KINDS = _words(
    """
    negeri n swasta islam it terpadu kristen katolik muhammadiyah asuhan werdha wreda jompo sosial rehabilitasi
    pondok dasar plus inpres
    """
)
_UNITS = (
    r"(?![ \t]?(?:jam|menit|mnt|detik|km|meter|m|kali|x|hari|hr|minggu|mgg|bulan|bln|tahun|thn|th|orang|org|anak|jiwa"
    r"|lantai|jalur|persen|%|ribu|rb|juta|jt|langkah|rumah|kg|wib|semester|siswa|bungkus|porsi|keluarga|kk"
    r"|times|people|hours|days|weeks|months|years|children|minutes)(?![^\W\d_]))"
)
_WORD = re.compile(
    r"(\s{0,3})(?:(?:[a-z]|kh|hj|dr|drs|prof|jend|letjen|mayjen|brigjen|kol|kapt|ir|tgk|moh|muh|abd)\.\s?){0,3}"
    r"([^\W\d_](?:[\w'’-]*\w)?)",
    re.IGNORECASE,
)
# These may have a dot; behind the others it ends the sentence.
_SHORTENED = _words("jl jln gg lr lrg perum komp kompl apt blk kec kab ds dsn kel kp univ ponpes")
_COUNTED = _words("dusun dsn dukuh padukuhan pedukuhan kampung kp jorong lingkungan")
_RANGE = re.compile(r"(?:\d|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|tgl|jam)\s?$", re.IGNORECASE)
_QUOTED = re.compile(r"""\s?(?:"[^"\n]{2,40}"|“[^”\n]{2,40}”)""")
_COLON = re.compile(r"\s{0,2}[:=]?\s{0,2}")
_NUMBER = re.compile(
    rf"[\s/]{{0,3}}(?:(?<![^\W\d_])[a-z]{{1,2}}[-.]?)?\d{{1,4}}[a-z]?(?:\s?[/-]\s?\w{{1,4}}(?!\w))*(?![\w]|[.,:]\d){_UNITS}",
    re.IGNORECASE,
)
_SCHOOL_NUMBER = re.compile(rf"[\s-]{{0,3}}\d{{1,3}}(?![\w]|[.,:/]\d){_UNITS}", re.IGNORECASE)
_SPECIAL = re.compile(r"[\s-]{0,3}(?:(?:negeri|n)\s)?([a-g]\d?)(?!\w)", re.IGNORECASE)  # the kind of a school: SLB C
_ROMAN = re.compile(r"[IVX]{1,5}")
_HOUSE = re.compile(
    r"[\s,]{0,3}(?<!\w)(?:"
    r"(?:no|nomor|nomer|nmr|kav(?:ling)?|unit|lt|lantai|kamar)\.?\s{0,2}:?\s{0,2}[a-z]{0,2}[\s.-]?\d{1,4}\s?[a-z]?(?![a-z])"
    r"|(?:blok|blk)\.?\s{0,2}(?:[a-z]{1,2}[\s./-]{0,2}\d{1,3}|[a-z]|\d{1,3}\s?[a-z]?)(?!\w)"
    r"|tower\s[a-z0-9]{1,2}(?!\w)|\#\s?\d{1,4})(?:\s?[/-]\s?\w{1,4}(?!\w))*",
    re.IGNORECASE,
)
_RT, _RW = r"r\.?\s?t\.?", r"r\.?\s?w\.?"
_COUNT = (
    r"[\s:.-]{0,3}(?:\d{1,3}(?!\d)"
    r"|(?<=[\s:.-])(?:[ivx]{1,5}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)(?![\w-]))"
)
_RTRW = re.compile(
    rf"(?<!\w)(?:{_RT}{_COUNT}[\s,/.&-]{{0,3}}(?:dan\s)?{_RW}{_COUNT}"
    rf"|{_RW}{_COUNT}[\s,/.&-]{{0,3}}(?:dan\s)?{_RT}{_COUNT}(?!\s?[/,.]?\s?(?:{_RW}|\d))"
    rf"(?:\s?(?:dan|&)\s?\d{{1,3}}(?!\w|[./]\d){_UNITS})*"
    rf"|{_RT}\s?[/.,-]?\s?{_RW}{_COUNT}\s?[/.,\s-]\s?\d{{1,3}}(?!\d)"
    rf"|{_RT}{_COUNT}\s?/\s?\d{{1,3}}(?!\d)"
    rf"|(?:{_RT}|{_RW}){_COUNT}{_UNITS}(?:\s?(?:(?:,|-|s/d)\s?0\d{{1,2}}|(?:dan|&)\s?\d{{1,3}})(?!\w|[./]\d){_UNITS})*)",
    re.IGNORECASE,
)
_RTRW_SIGN = re.compile(r"r(?<!\wr)\.?\s?[tw]")  # in small letters: where one may begin
_POSTAL = re.compile(r"(?<!\w)kode\s?pos[\s:.]{0,3}\d{5}(?!\d)", re.IGNORECASE)
_ENGLISH_WORDS = _words(
    "street st road rd avenue ave lane drive village hamlet subdistrict district regency school"
)  # what stands behind comes last in all of them
_ENGLISH_WORD = re.compile(
    r"street|road|avenue|lane|drive|village|hamlet|district|regency|school|[a-z] (?:st|rd|ave)\b"
)  # in small letters; a text without this has none
_ENGLISH_KINDS = _ENGLISH_WORDS | _words("elementary primary junior senior high middle secondary")
_CAPITALS = re.compile(r"[A-Z][\w'’]+")
_BEFORE_NAMES = _words(
    """
    the this that these those a an any every each some no one another other same our my your his her their its which
    what in at on from to near by of for with and or but when while after before outside inside behind beside
    rang ring called phoned texted emailed messaged met saw visited visiting visit attended attending attends left
    told asked spoke contacted moved
    """
)  # with a capital where they open a sentence: no part of a name
_ENGLISH = (
    ("[ADDR]", re.compile(
        r"(?<!\w)\d{1,4}[A-Za-z]?,?\s(?:[A-Z][\w'’]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)(?!\w)")),
    ("[ADDR]", re.compile(r"(?<!\w)(?:[A-Z][\w'’]+\s){1,3}(?:Street|Road|Avenue|Lane)(?!\w)")),
    ("[AREA]", re.compile(
        r"(?<!\w)(?:[A-Z][\w'’]+\s){1,3}(?i:village|hamlet|sub-?district|district|regency)(?!\w)(?!\s(?i:nurs))")),
    ("[SCHOOL]", re.compile(
        r"(?<!\w)(?:[A-Z][\w'’]+\s){1,3}(?:(?i:elementary|primary|junior high|senior high|high|middle|secondary)\s)"
        r"(?i:school)(?!\w)")),
)  # fmt: skip


def find(text: str) -> list[Span]:
    """The addresses, areas, schools and homes in a text; they may overlap."""
    small = lower(text)
    pieces = _TOKEN.split(small)  # every second one is a word
    words = pieces[1::2]
    found = list(_units(text, small))
    if "kode" in small:
        found += [Span(each.start(), each.end(), "[AREA]", 0) for each in _POSTAL.finditer(text)]
    if not _ENGLISH_WORDS.isdisjoint(words) and _ENGLISH_WORD.search(small):
        found += _english(text)
    return [*found, *_led(text, small, pieces)]


def _english(text: str) -> Iterator[Span]:
    """What stands before an English word for a street, village or school, as far as it is the name of one."""
    for token, form in _ENGLISH:
        for each in form.finditer(text):
            names = [word for word in _CAPITALS.finditer(text, *each.span()) if fold(word[0]) not in _ENGLISH_KINDS]
            while names and fold(names[0][0]) in _BEFORE_NAMES:
                names.pop(0)
            is_one = names and (token != "[AREA]" or _is_name(each, names))
            if text[each.start()].isdecimal():
                yield Span(each.start(), each.end(), token, 0)
            elif is_one:
                yield Span(names[0].start(), each.end(), token, 0)


def _is_name(each: re.Match[str], names: Sequence[re.Match[str]]) -> bool:
    """Whether words before one for an area name it: `Green Village`, but not `Local village`."""
    return each[0].split()[-1][0].isupper() or not all(is_common(fold(word[0])) for word in names)


def _units(text: str, small: str) -> Iterator[Span]:
    """RT and RW, with their numbers."""
    end = 0
    for sign in _RTRW_SIGN.finditer(small):
        if sign.start() >= end and (unit := _RTRW.match(text, sign.start())):
            end = unit.end()
            yield Span(unit.start(), end, "[RTRW]", 0)


def lower(text: str) -> str:
    """A text in small letters, character for character: patterns that mind capitals are ten times as fast."""
    return text.replace("İ", "I").lower()


def _leads(small: str, pieces: Sequence[str]) -> Iterator[re.Match[str]]:
    """Where the words stand that begin an address or the name of an institution."""
    leads = [at for at, word in enumerate(pieces[1::2]) if word in _LEADS]
    ends = list(accumulate(map(len, pieces))) if leads else []
    for at in leads:
        if lead := _LEAD.match(small, ends[2 * at]):
            yield lead


def _led(text: str, small: str, pieces: Sequence[str]) -> Iterator[Span]:
    """What stands behind the words that begin an address or the name of an institution."""
    for lead in _leads(small, pieces):
        word, start, rank = lead[1], lead.start(), 0
        if lead[2] and word not in _SHORTENED:
            continue  # the end of a sentence
        if word in _STREETS or word in _ESTATES:
            token, end = "[ADDR]", _street_end(text, lead.end(), sure=word in _SHORTENED)
        elif word in _ROOMS:
            token, end = "[ADDR]", _street_end(text, lead.end(), sure=False, numbered=True)
        elif word in _BLOCKS:
            token, end = "[ADDR]", _house_end(text, start)
        elif word in _AREAS:
            token, end = "[AREA]", _area_end(text, lead)
        elif word in _PLACES:
            token, end = "[AREA]", _name_end(text, lead.end(), most=3)
            rank, start = PLACE, _behind_colon(text, lead.end())
        else:
            token, end = "[SCHOOL]", _school_end(text, lead)
        if end and end > lead.end():
            yield Span(start, end, token, rank)


def _street_end(text: str, at: int, *, sure: bool, numbered: bool = False) -> int | None:
    """Where the street or estate ends whose name begins here: `Melati No. 12`, `h. juanda 5`, `Griya Asri C3 No 1`.

    Args:
        text: it stands in.
        at: behind the word for it.
        sure: whether that word stands before nothing but names.
        numbered: whether it is none without a number.
    """
    if sure and (day := _NUMBER.match(text, at)):  # Jl. 17 Agustus
        at = day.end()
    end = _name_end(text, at, most=4, sure=sure)
    # Between the first word and the number of a house common words are names as well: kebon jeruk 5.
    whole = _name_end(text, at, most=4, sure=True, loose=sure)
    if whole and (last := _numbered_end(text, whole)) > whole:
        return last
    if not end:
        return None
    last = _numbered_end(text, end)
    return None if numbered and last == end else last


def _numbered_end(text: str, at: int) -> int:
    number = _NUMBER.match(text, at)
    at = number.end() if number else at
    return _house_end(text, at) or at


def _house_end(text: str, at: int) -> int | None:
    """Where the numbers of house, block and flat end that begin here; None when none does."""
    end = None
    while house := _HOUSE.match(text, at):
        at = end = house.end()
    return end


def _area_end(text: str, lead: re.Match[str]) -> int | None:
    word, at = lead[1], _behind_colon(text, lead.end())
    if word in _COUNTED:
        numbered = _NUMBER.match(text, at) or _ROMAN.match(text, at)
        if numbered or word == "lingkungan":
            return numbered.end() if numbered else None
    sure = bool(lead[2]) or (word in _SHORT_AREAS and word not in ("kp", "kel"))  # kel is the family as well
    end = _name_end(text, at, most=3, sure=sure)
    if end and word in _COUNTED and (number := _NUMBER.match(text, end)):
        return number.end()
    return end


def _school_end(text: str, lead: re.Match[str]) -> int | None:
    """Where a school or home ends: `SDN 3 Sukamaju`, `smp negeri 2`, `Panti Asuhan Kasih Ibu`; None without a name."""
    word, at = lead[1], lead.end()
    if word in _CAPITAL_ONLY and not text[lead.start() : at].isupper():
        return None
    if word == "sd" and _RANGE.search(text[: lead.start()][-10:]):  # senin sd kamis
        return None
    begin = at
    while (kind := _WORD.match(text, at)) and fold(kind[2]) in _SCHOOL_KINDS:
        at = kind.end()
    end = None
    if word == "slb" and (special := _SPECIAL.match(text, begin)):
        at = end = special.end()
    number = _SCHOOL_NUMBER.match(text, at)
    if number:
        at = end = number.end()
    if quoted := _QUOTED.match(text, at):
        return quoted.end()
    if at == begin and word in _SHORT_SCHOOLS and "\n" in text[at : at + 2]:
        return None  # the word alone ends its line
    name = _name_end(text, at, most=4, careful=not number)
    behind = _SCHOOL_NUMBER.match(text, name) if name else None
    return behind.end() if behind else name or end


def _behind_colon(text: str, at: int) -> int:
    colon = _COLON.match(text, at)
    return colon.end() if colon else at


def _name_end(
    text: str, at: int, *, most: int, sure: bool = False, loose: bool = False, careful: bool = False
) -> int | None:
    """Where the name ends that begins here; None when what begins here is no name.

    Args:
        text: it stands in.
        at: where it begins, before the space.
        most: how many words it may have.
        sure: nothing but a name can stand here, so its first word may be a common one.
        loose: so may the others.
        careful: a capital does not make a common word a name.
    """
    first, end = "", None
    while most and (word := _WORD.match(text, at)):
        gap, said = word.groups()
        folded = fold(said)
        title = said[0].isupper() and (len(said) == 1 or not said.isupper()) and not careful
        unknown = folded in NAME_PARTS or not is_common(folded)
        if gap.count("\n") > (0 if first and folded not in _SIDES else 1):
            break  # a name seldom goes on behind the end of a line
        is_side = first and folded in _SIDES and title and gap == " "  # Medan Baru
        if (folded in _BEHIND and not is_side) or (folded in _LEADS and (first or folded not in NAME_PARTS)):
            break
        if not first:
            fits = (sure or title or unknown) and ("\n" not in gap or unknown)
        elif _ROMAN.fullmatch(said):
            fits = True
        else:
            alike = bool(gap) and first[0].isupper() == said[0].isupper()
            capital = said[0].isupper() and not said.isupper()
            fits = loose or (alike and (capital or (unknown and len(said) > 1)))
        if not fits:
            break
        first, at, end, most = first or said, word.end(), word.end(), most - 1
    return end
