"""Who is registered in the made-up cases, and in how many ways names, numbers and addresses are written in the field.

Written without a look at the masking rules. In all templates `{...}` is a secret: nothing of it may be read after
masking; what stands around it (titles, labels, endings) may stay or go. In a template of a name it is a key of
`notes_maker.variants`; in one of a number or address a key of `WORDS`, something made of a name (`mail`, `link`), or
itself, with each `#` a digit and `ddmmyy` the birthday in a NIK, where women have 40 more days.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Someone:
    """A person or place of a case's register.

    Attributes:
        written: the name as the register has it, perhaps with titles.
        name: without titles: what the notes write.
        other: a nickname or second name.
        loose: an alias of several words, or a place; in notes only as a whole.
    """

    written: str
    name: str
    other: str = ""
    loose: str = ""


def _forms(text: str) -> tuple[str, ...]:
    r"""Templates written with two spaces between them; `\n`, `\t` and `\_` (no-break space) as two signs."""
    signs = {r"\n": "\n", r"\t": "\t", r"\_": "\u00a0"}
    return tuple(
        re.sub(r"\\[nt_]", lambda found: signs[found[0]], form) for form in re.split(r"\s{2,}|\n", text.strip())
    )


_PLAIN = """Siti Aminah|Budi Santoso|Rina Wati|Dewi Lestari|Agus Salim|Sri Wahyuni|Ahmad Fauzi|Yohanes Leba|Maria Goreti
Nur Hidayah|Indah Permata|Bunga Citra|Melati Suci|Jaya Kusuma|Sari Dewanti|Bintang Pratama|Hasan Basri|Asep Sunandar
Ucok Siregar|Made Wirawan|Petrus Kanisius|Cahaya Ningsih|Suparmi|Wagiyem|Melati|Bunga|Indah|Sari|Jaya|Budi|Tukiyem
Parto|Slamet|Untung|Intan|Mawar|Lestari|Ani|Ida|Eko|La Ode Hasan|Wa Ode Sitti|I Gusti Ngurah Rai|Siti Nur Halimah
Ni Luh Putu|Andi Tenri Abeng|Muhammad Rizki Maulana|Tan Mei Lin|Nu'man Hakim|Ma'ruf|Sa'diyah|Rif’at Alwi|Qur'aini
José Ximenes|René|Zoë Manuhutu|Félix Tahitu|Abd. Rahim|M. Yusuf|Ratu-Eka Boru|Grace O'Brien|Fatimah az-Zahra"""
PEOPLE = (
    *(Someone(name, name) for name in re.split(r"[|\n]", _PLAIN)),
    Someone("Hj. Siti Maryam", "Siti Maryam", other="Umi"),
    Someone("dr. Ratna Kirana, Sp.A.", "Ratna Kirana"),
    Someone("Ustazah Khadijah", "Khadijah"),
    Someone("Drs. H. Abdul Manaf, M.Si.", "Abdul Manaf", other="Dulah"),
    Someone("Rizal Effendi", "Rizal Effendi", other="Ical", loose="Mang Kopi"),
    Someone("Yuliana Seran", "Yuliana Seran", other="Yul", loose="Mama Tua"),
    Someone("Wulan Sekar Arum", "Wulan Sekar Arum", other="Lala", loose="Rumah Pelangi"),
)
"""Everybody who is registered in some case."""

FORMS = _forms(
    r"""
{whole}  {lower}  {upper}  {mixed}  {first}  {first_lower}  {FIRST}  {last}  {last_lower}  Pak {whole}  Bu {first}
Mbak {first}  bu {first_lower}  pak {lower}  mbak {last_lower}  Bu.{first}  si {first_lower}  si {last_lower}
Hj. {whole}  dr. {first}  Ustazah {last}  alm. {whole}  BU {upper}  Sdr. {whole}  Kak {first}  Mrs {last}  Ibu {FIRST}
bu{first}  H. {whole}, S.Pd.  {first}-nya  {first_lower}nya  {last}nya  {first}lah  {last}-lah  {first_lower}kah
{first}pun  {first} pun  {first}ku  {first}-ku  {first_lower}mu  {last}-mu  {first}tah  {whole}-nya  {first}nyalah
{upper}-NYA  {FIRST}NYA  {first}'s  {first}’s  {whole}'s  "{whole}"  “{first}”  '{first}'  ‘{last}’  ({whole})
[{first}]  ibu({first})  <{first}>  {whole}/ibunya  ibu/{first_lower}  {slash}  {first}/{last}  {broken}
{broken_indented}  {wide}  {nbsp}  {thin}  {tabbed}  {joiner}  {non_joiner}  {zero_space}  {soft_hyphen}  {hyphen}
{S}. {last}  {S}.{last}  {s}. {last_lower}  {first} {A}.  {first_lower} {a}.  {initials}  {initials_wide}
{last}, {rest}  {LAST}, {rest}  {last_lower}, {rest_lower}  {first}-{first_lower}  {first}-{first}  {first}2  {first},
{first}...  {whole};  {first}!  {first}?  {first}…  {whole}:  {first}.Lalu  \n{first}  \n{whole}: ya bu  \n- {first}
\n• {whole}  \n* {lower}  \n1. {first}  \n–{first}  ibu:{first}  klien:{whole}  \n[12/11 08.30] {first}: ya bu
\n08.31 - {whole}: baik  wa dr {first}:ok  rumah {whole}  milik {first}  **{whole}**  *{first}*  _{first}_
__{whole}__  ~{first}~  @{first}  #{camel}  {camel}  @{snake}  {first}->ibu  ibu={first}  {first}+ibu  {first}&ibu
{first}—ibu  {dotted_words}  {spelt}  ya,{first_lower},  {curly}  {other_quote}  {bare}  {ascii}  {other}
si {other_lower}  {other}-nya  {loose}  {loose_lower}  {loose_upper}  {loose}nya  \n> {first}  \n\t{first}
{first}(5 th)  {first},5th  {first}5  {whole} (alm)  {first_lower}...  {first}|{last}  “{whole},”  {first}nya-lah
{first}\_pun  {first}\n-nya  {initials_last}  {first_last}  {middle_initial}  {glued}  {glued_lower}
    """
)
"""In how many ways a name is written."""

NUMBERS = {
    "NIK": _forms(
        r"""NIK {327301ddmmyy00#7}  NIK{327301ddmmyy00#7}  nik: {3273 01dd mmyy 00#8}  nik {327301.ddmmyy.00#9}
        No. KTP {3273-01dd-mmyy-00#1}  ktp:{530311ddmmyy00#7}  ({350912ddmmyy00#1})  {3273.01dd.mmyy.00#2}
        NIK.{32 73 01 ddmmyy 00#3}  no nik\n{120722ddmmyy00#4}  NIK ({317105ddmmyy00#5})  {3273 01 ddmmyy 00#6}"""
    ),
    "KK": _forms(
        r"""KK {3273011203150###}  No. KK: {3273 0112 0315 0###}  no kk {327301-120315-0###}  kk no:{3273011203150###}
        Kartu Keluarga {3509.1212.0315.0###}  nomor kartu keluarga {5303111203150###}  KK{1207221203150###}"""
    ),
    "PHONE": _forms(
        r"""{0812-3###-4###}  hp {08123#######}  telp (022) {720####}  wa {+62 812 34## 5###}  WA:{+6281234#####}
        HP.{0857 1### 2###}  {62813########}  no hp {0812.34##.5###}  tlp {022-720####}  {(0274) 51####}
        hp {0812 3456 7###} / {0813-9876-5###}  {0812-3###-4###}/{0857-1###-2###}  ({081312######})
        telp {+62 (22) 720####}  nomer {0821 4### ####}  tlp. {021 - 780####}  hp{0812345####}  {0896\_1###\_2###}"""
    ),
    "EMAIL": _forms(
        r"""{mail}@contoh.id  email {mail}@gmail.com  e-mail:{MAIL}@Contoh.CO.ID  <{mail}@yahoo.co.id>
        {mail}+1@contoh.id  mailto:{mail}@contoh.or.id  ({mail}@contoh.id)  surel {mail}@mail.contoh.go.id.
        {mail}_90@contoh.sch.id,"""
    ),
    "BPJS": _forms(
        r"""BPJS {00012########}  no bpjs: {0001 2345 6####}  BPJS Kesehatan {0001-2345-6####}
        bpjs{00023########}  kartu bpjs no {00017########}  No. BPJS : {0001.2345.6####}  no kartu JKN {00014########}
        KIS {00013########}"""
    ),
    "NISN": _forms(
        r"""NISN {00512#####}  nisn: {005 123 4###}  NISN.{00612#####}  no nisn {007-123-4###}  NISN{00812#####}
        NISN anak {00412#####}  nisn:{3101######}"""
    ),
    "NPWP": _forms(
        r"""NPWP {09.254.2##.#-407.000}  npwp: {09254###3407000}  {08.178.5##.#-123.000}  npwp {09 254 2## 3 407 000}
        NPWP:{3273011205900###}  no npwp {09.2542##.#-407.000}  NPWP.{01.###.###.#-091.000}"""
    ),
    "PLATE": _forms(
        r"""motor {D 1### ABC}  plat {B1###XY}  nopol {d 1### abc}  No. Pol. {AB 5### CD}  mobil {F-1###-AB}
        plat no {DK 8### FG}  motor {L 4### QP}  nopol:{AD 22## KE}  angkot {d 19## ym}  nopol {b 2###}"""
    ),
    "ACCOUNT": _forms(
        r"""rek BCA {139#######}  no rek bri {0021 01 000### 53 #}  No. Rekening {1234-01-000###-53-4}
        norek {131000#######}  rekening mandiri {131-00-1234###-8}  rek. BSI {7123######}  rek:{0123######}
        rek bni no {0234######} a.n. ibu  no. rek. {0012-1234-56##}  REK BRI {002101000###53#}"""
    ),
    "ADDR": _forms(
        r"""Jl. {street} No. {house}  jl {street_lower} {house}  Jalan {street} Raya No.{##}A
        Jln. Raya {street} KM {house}  jl. {street_lower} no {house}  Gg. Haji {street} no {house}
        gang {street_lower} {2} no.{house}  JL. {STREET} NO. {house}  Perum Griya {street} Blok {C#} No {house}
        Komplek {street} Blok {A/##}  perumahan {street_lower} {C#/##}  Jl. Dr. {street} {house}
        jln {street_lower} gg {II} no {house}  Jl {street} no.{house}-{##}  Jl.{street} No.{house}
        jl {street_lower}\nno {house}  Gg {street} II/{##}  jalan {street_lower} nomor {house}  blok {C#} no {house}
        Perum. {street} Asri {C#/##}  BTN {street} Blok {C/#}"""
    ),
    "RTRW": _forms(
        r"""RT {03}/RW {05}  rt {3} rw {5}  RT.{03}/{05}  RT{03}/RW{05}  rt/rw {003}/{005}  RT {3} / RW {5}  RT {007}
        rw {11}  RT {003} RW {005}  Rt {02} Rw {07}  RT/RW: {01}/{12}  rt{2}rw{1}  RT. {03} RW. {05}
        rt {3},rw {5}  rt {3} & {4}"""
    ),
    "AREA": _forms(
        r"""Kel. {village}  Kelurahan {village}  kel {village_lower}  Desa {village}  ds {village_lower}  Kec. {village}
        kecamatan {village_lower}  Kab. {village}  Kampung {village}  kp. {village_lower}  Dusun {village}
        KEL. {VILLAGE}  dsn {village_lower}  Ds. {village} Kec. {village}  desa {village_lower} kec {village_lower}
        kel. {village}, kec. {village}"""
    ),
    "BIRTH": _forms(
        r"""lahir {12 Mei 199#}  lahir di {place}, {12 Mei 198#}  TTL: {place}, {12-05-199#}  tgl lahir {12/05/199#}
        ttl {place_lower} {12 mei 9#}  born {12 May 199#}  DOB {1990-05-1#}  lahir tgl {12-5-20##}  lhr {3/4/201#}
        tanggal lahir: {1# Agustus 2001}  date of birth: {May 1#, 1990}  born on {3 March 198#}
        TTL {place}/{1#-12-1979}  kelahiran {2# Jan 1975}  Tempat/tgl lahir : {place}, {0# Juni 2010}"""
    ),
    "URL": _forms(
        r"""https://contoh.id/{link}  www.facebook.com/{link}  instagram.com/{link}  wa.me/{62812########}
        fb.com/{link}  http://contoh.id/a?nama={link}&x=1  HTTPS://CONTOH.ID/{link}  (https://tiktok.com/@{link})
        bit.ly/{link}"""
    ),
    "SCHOOL": _forms(
        r"""SDN {3} {village}  SMPN {12}  smpn {12} {village_lower}  SMA Negeri {5} {village}  MI {school}  MTs {school}
        TK {school}  PAUD {school}  Panti Asuhan {school}  Ponpes {school}  SMK {school}  sdn {village_lower} {02}
        SD Negeri {village} {2}  SMP {school}  MAN {1} {village}  Pondok Pesantren {school}  SLB {school}
        mts {school_lower}
        sd {village_lower} {3}  tk {school_lower}  SLB Negeri {B}"""
    ),
}
"""In how many ways a number or address of each kind is written."""

SLOTS = {
    "reach": ("PHONE", "PHONE", "EMAIL", "URL"),
    "paper": ("NIK", "KK", "BPJS", "NISN", "NPWP"),
    "money": ("ACCOUNT",),
    "where": ("ADDR", "ADDR", "RTRW", "AREA"),
    "born": ("BIRTH",),
    "school": ("SCHOOL",),
    "ride": ("PLATE",),
}
"""Which kinds may stand in a slot of a sentence."""

WORDS = {
    "street": (
        "Melati",
        "Mawar",
        "Kenanga",
        "Diponegoro",
        "Gatot Subroto",
        "Sudirman",
        "Cihampelas",
        "Budi Utomo",
        "Veteran",
    ),
    "village": ("Sukamaju", "Cibeunying", "Cikole", "Lembang", "Karanganyar", "Tlogosari", "Oesapa", "Margahayu"),
    "school": (
        "Al-Hidayah",
        "Nurul Huda",
        "Pertiwi",
        "Kasih Bunda",
        "Al Falah",
        "Bina Karya",
        "Harapan Bangsa",
        "Tunas Bangsa",
    ),
    "place": ("Bandung", "Kupang", "Sleman", "Banda Aceh", "Garut"),
    "house": ("12", "5", "7A", "108", "23"),
}
"""The names in addresses, for templates."""
