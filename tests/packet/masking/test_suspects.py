"""What nobody registered is shown to a person: what may be a name or a number, and not what surely is none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.packet.masking import Masker, suspects
from store.packet.masking.names import Names
from store.packet.masking.spans import Doubt, Span
from store.packet.masking.subjects import Subject
from store.packet.masking.words import fold, is_common

NOBODY = Names(())
SITI = Names([Subject("[Ibu]", names=("Siti Rahmawati",)), Subject("[Kader]", names=("Suparmi",))])


def found(text: str, names: Names = NOBODY, passed: frozenset[str] = frozenset()) -> list[str]:
    return [suspect.text for suspect in suspects.find(text, names.find(text), names, passed)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tadi bu lestari datang", "lestari"),
        ("tadi Bu Lestari datang", "Lestari"),
        ("kata pak haji rusdi begitu", "rusdi"),
        ("pak guru joko marah", "joko"),
        ("kader wulan menimbang", "wulan"),
        ("mbak rina wati pulang", "rina wati"),
        ("bu.rina pulang", "rina"),
        ("hj. aisyah dan dr. sutomo", "aisyah, sutomo"),
        ("IBU LESTARI DATANG KE PUSKESMAS", "LESTARI"),
        ("Mrs Bintang said so", "Bintang"),
    ],
)
def test_a_word_behind_a_title_may_be_a_name(text: str, names: str) -> None:
    hits = suspects.find(text, (), NOBODY, frozenset())
    assert ", ".join(hit.text for hit in hits) == names
    assert {hit.doubt for hit in hits} == {Doubt.HONORIFIC}
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("datang dan adiknya indah menangis", ["indah"]),
        ("sering sm ceceng, ketemu ujang", ["ceceng", "ujang"]),
        ("(adik suami: ujang)", ["ujang"]),
        ("bripda fauzan mencatat", ["fauzan"]),
        ("pulang dari wonosari ke oesapa", ["wonosari", "oesapa"]),
        ("siti goreti makan", ["goreti"]),
        ("tiyem siti makan", ["tiyem"]),
        ("makan di rumah dengan lahap, adiknya menangis, dari siti pergi", []),
    ],
)
def test_an_unknown_word_where_a_name_may_stand_is_asked_about(text: str, names: list[str]) -> None:
    hits = suspects.find(text, SITI.find(text), SITI, frozenset())
    assert [hit.text for hit in hits] == names
    assert {hit.doubt for hit in hits} <= {Doubt.BESIDE}


@pytest.mark.parametrize(
    "text",
    [
        "pak rt dan bu rw, Pak RT, bu guru, pak dokter, Pak Lurah, bu kader, Pak Camat, pak ustadz, Bu Bidan",
        "ibu bilang begitu, Ibu menangis, bapak sudah pulang, nenek sakit, kakak bekerja",
        "kader posyandu dan guru kelas, bidan desa",
        "Dirawat suster. Mereka diam. Kata Ibu\nRencana: kembali",
        "The children's home. I'm sure they don't know. D's nurse isn't here.",
    ],
)
def test_a_role_or_a_common_word_behind_a_title_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tadi bertemu Rina Wati di rumah.", ["Rina Wati"]),
        ("Anak dititipkan kepada Bintang.", ["Bintang"]),
        ("Anak tinggal di rumah Kakaktua.", ["Kakaktua"]),
        ("Rina datang. Sutrisno pulang.\nDewi?\n- Joko", ["Rina", "Sutrisno", "Dewi", "Joko"]),
        ("Hasil: Rina menangis", ["Rina"]),
        ('Katanya, "Saya takut." Lalu diam.', []),
        ("Senin, 12 Januari ke Puskesmas dan Dinas Sosial, mengurus BPJS, KTP dan SKTM.", []),
        ("Ia beragama Islam, berbahasa Jawa; anaknya lahir bulan Mei.", []),
        ("Dirujuk ke Dinas Pendidikan dan Kantor Kecamatan.", []),
        ("Sudah. Belum! Besok? Anak-anak\nRumah", []),
        ("TIDAK BOLEH PULANG, PKBM", []),
        ("bertemu ANDINI di jalan", ["ANDINI"]),
        ("Then Jennifer's aunt came, with O'Brien", ["Jennifer", "O'Brien"]),
        ("The child went home. Yesterday we talked to Jennifer.", ["Jennifer"]),
        ("bertemu Pak Sarimin, Siti dan Budi", ["Sarimin", "Siti", "Budi"]),
        ("bertemu M. Rumah di Jl. Rumah. Rumah kosong", ["Rumah", "Rumah"]),
        ("Ketua RT, Ibu Ani. Hj. Siti", ["Ani", "Siti"]),
    ],
)
def test_an_unknown_word_with_a_capital_may_be_a_name(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ke RS Adam Malik, lalu RS Bunda Thamrin.", ["RS Adam Malik", "RS Bunda Thamrin"]),
        ("RSUP H. Adam Malik. Rumah sakit Pirngadi Senin lalu", ["RSUP H. Adam Malik", "Rumah sakit Pirngadi"]),
        ("Gereja HKBP Simpang Limun; LKSA Anak Raja", ["Gereja HKBP Simpang Limun", "LKSA Anak Raja"]),
        ("dari Terminal Amplas ke pasar Sambu", ["Terminal Amplas", "pasar Sambu"]),
        ("Visited Adam Malik Hospital. Then Ollerton Church rang", ["Adam Malik Hospital", "Ollerton Church"]),
        ("di klinik Bu Rina", ["Rina"]),
        ("From hospital Dr Smith rang, from hospital Sister Jones too", ["Smith", "Jones"]),
        ("ke klinik Tante Ollerton", ["Ollerton"]),
        ("RSUP Dr. Sardjito Yogyakarta", ["RSUP Dr. Sardjito Yogyakarta"]),
        ("Hospital Discharge Planning Meeting", []),
        ("Rumah Sakit Umum Daerah, Pasar Malam, Klinik BPJS. Terminal illness. The Hospital. KE PASAR UNTUK", []),
    ],
)
def test_an_institution_is_asked_about_as_a_whole(text: str, names: list[str]) -> None:
    hits = suspects.find(text, (), NOBODY, frozenset())
    assert [hit.text for hit in hits] == names
    assert {hit.doubt for hit in hits} <= {Doubt.INSTITUTION, Doubt.HONORIFIC}
    for stands in ({fold(hit.text) for hit in hits}, {word for hit in hits for word in fold(hit.text).split()}):
        assert found(text, passed=frozenset(stands)) == []


def test_what_is_masked_and_what_the_worker_let_stand_is_none() -> None:
    assert found("Siti Kusumawati, Rahmawati Kusumawati", SITI) == ["Kusumawati", "Kusumawati"]
    assert found("ketemu [Ibu], [PHONE] dan [Joko]", SITI) == ["Joko"]
    text = "bertemu Rina Wati dan rina, bu WATI, di Toko Abadi Wati Toko"
    assert found(text, passed=frozenset({"rina wati"})) == ["WATI", "Toko Abadi Wati Toko"]
    assert found(text, passed=frozenset({"wati", "toko"})) == ["Rina", "Abadi"]
    assert found(text, passed=frozenset({fold("TOKO  Abadi")})) == ["Rina Wati", "WATI", "Wati Toko"]


def test_a_row_of_unknown_words_of_any_length_can_be_let_stand() -> None:
    text = "Hadir: Rina Wati Joko Budi Anto Susi Dewi Tono Rudi Heri."
    passed = frozenset[str]()
    for _ in range(2):
        asked = found(text, passed=passed)
        assert max(len(phrase.split()) for phrase in asked) <= 8
        passed |= {fold(asked[0])}
    assert found(text, passed=passed) == []
    assert found(text, passed=frozenset({"tono rudi"})) == ["Rina Wati Joko Budi Anto Susi Dewi", "Heri"]


def test_long_numbers_but_not_amounts() -> None:
    text = "kode 123456, 12345, Rp1500000, rp. 2500000, 30-11-2026, kunci 99887766"
    hits = suspects.find(text, [Span(text.index("99"), len(text), "[ID]", 0)], NOBODY, frozenset())
    assert [(hit.text, hit.doubt) for hit in hits] == [("123456", Doubt.DIGITS)]
    assert found("kode 123456, １２３４５６ dan ١٢٣٤٥٦", passed=frozenset({"123456", fold("١٢٣٤٥٦")})) == []
    assert found("kode １２３４５６", Names([Subject("#", loose=("１２３４５６",))])) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("nomor 555 1234 dan 555-1234, (943) 476 59", ["555 1234", "555-1234", "943) 476 59"]),
        ("bermula 07700, lalu 07 70 09 00 12 3", ["07700", "07 70 09 00 12 3"]),
        ("12-11-2026 555 1234; ١٢٣ ٤٥٦٧", ["555 1234", "١٢٣ ٤٥٦٧"]),
        ("gula 120 130 125", ["120 130 125"]),
        ("12 11 2026, 2026 11 12, 12-11-2026 08.30 - 10.00, 08.30 10.00 12.15, tahun 2022 2023 2024", []),
        ("Rp 1.500.000, Rp 1 500 000, 1 500 000, Rp 500.000 – 750.000, 40 000 000 rupiah", []),
        ("skor 12 14 16 18 20, nilai 78 85 90 100, 1 2 3 4 5 4 3 2, GAS 0 1 2 2 1 0 -1", []),
        ("K-2026-004, dari K-2024-1001", []),
        ("120/80 130/90, RT 03/RW 05, 40257, 2019-2020 2021, 10 30", []),
    ],
)
def test_numbers_in_groups_are_asked_about_but_no_days_times_amounts_or_scores(text: str, numbers: list[str]) -> None:
    asked = [one.text for one in Masker(()).mask(text).suspects]
    assert asked == numbers
    assert found(text, passed=frozenset(map(fold, numbers))) == []
    assert Masker([Subject("#", loose=tuple(numbers))]).mask(text).suspects == ()


@given(st.lists(st.integers(2, 4), min_size=2, max_size=5), st.sampled_from((" ", "-", "  ", " - ")), st.data())
def test_of_a_long_number_in_groups_nothing_is_left_unasked(sizes: list[int], joint: str, data: st.DataObject) -> None:
    """Of groups that no day, time or amount has: none begins with 1, 2 or 3, none ends in 0."""
    groups = ["".join(data.draw(st.sampled_from("45679")) for _ in range(size)) for size in sizes]
    number = joint.join(groups)
    masked = Masker(()).mask(f"lalu {number} dicatat")
    is_long = sum(sizes) >= 7 and sum(size >= 3 for size in sizes) > 1
    assert not is_long or number not in masked.text or number in [one.text for one in masked.suspects]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Husband Alun came. Son Will is well. Husband: Alun; husband (Alun)", ["Alun", "Will", "Alun", "Alun"]),
        ("Anaknya Rian sakit. suami Budi. Suaminya, Budi, datang", ["Rian", "Budi", "Budi"]),
        ("Daughter May is 5. Aunt May, bu Mei; in May, bulan Mei. May be", ["May", "May", "Mei"]),
        ("Pak Imam marah, suaminya Imam juga; dengan imam masjid, pak imam. Imam membuka", ["Imam", "Imam"]),
        ("Anaknya Cahaya. Partner Dean", ["Cahaya", "Dean"]),
        ("Dad will come. Son will. Anak Jalanan. Family Support Worker. Istri Kedua. IBU HAMIL", []),
    ],
)
def test_a_word_with_a_capital_behind_one_for_kin_may_be_a_name(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rang Siobhan today. Ollerton rang. Rang Will. Saw Grace", ["Siobhan", "Ollerton", "Will", "Grace"]),
        ("Menemui Cahaya. Telepon Rian. With Will", ["Cahaya", "Rian", "Will"]),
        ("Will rang. Will's here. Will isn't well", ["Will", "Will"]),
        ("Larkfield Primary rang. Mother Grace rang", ["Larkfield Primary", "Grace"]),
        ("Will ring tomorrow. Will she ring? Phoned School. Visited Home. Home Visit. Call Back", []),
        ("The district nurse came. The village shop. With Social Services. Bertemu Kepala Desa", []),
    ],
)
def test_a_word_with_a_capital_behind_one_for_meeting_somebody_may_be_a_name(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_almost_a_registered_name() -> None:
    hits = suspects.find("tadi rahmawti dan Sitti, suparminya, suparmmi-lah, SUPARIM", (), SITI, frozenset())
    assert [(hit.text, hit.near) for hit in hits] == [
        ("rahmawti", "[Ibu]"), ("Sitti", "[Ibu]"), ("suparminya", "[Kader]"), ("suparmmi", "[Kader]"),
        ("SUPARIM", "[Kader]"),
    ]  # fmt: skip
    assert {hit.doubt for hit in hits} == {Doubt.NEAR_MISS}
    assert found("sitiii, suparmiiii", SITI) == ["sitiii", "suparmiiii"]
    assert found("situ hari dan sisi", SITI) == []  # common words are almost some name


def slips(word: str, chance: random.Random) -> list[str]:
    """The word with a letter left out, one more, another one, and two that changed places."""
    at = chance.randrange(len(word))
    to = chance.randrange(len(word) - 1)
    letter = chance.choice("abdeghiklmnoprstuwy")
    return [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:to] + word[to + 1] + word[to] + word[to + 2 :],
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "s ",
        "s.",
        "'",
        "s'",
        "sI",
        ".",
        " ",
        "siti",
        "siti ",
        "Siti, ",
        "S. ",
        "Rina ",
        "[",
        "\n",
        "1",
        "é\u200d",
        "Rp.",
    ],
)
def test_long_texts_of_one_piece_come_to_an_end(piece: str) -> None:
    text = f"Siti {piece * 20_000}! Siti"
    found(text, SITI)


REGISTERED = (
    "siti aminah rahmawati suparmi wagiyem sutrisno lestari melati bintang kusuma wulandari hasanuddin yohanes maria "
    "khadijah fauzi santoso permadi ningsih tukiyem ratna kirana effendi yuliana seran basri wirawan hidayah goreti"
)


def test_slips_in_registered_names_are_found_though_they_are_in_small_letters() -> None:
    names = Names([Subject("[X]", names=(word,)) for word in REGISTERED.split()])
    chance = random.Random(6)
    wrong = [slip for word in REGISTERED.split() for _ in range(8) for slip in slips(word, chance)]
    wrong = [slip for slip in wrong if not names.find(slip)]
    missed = [slip for slip in wrong if found(f"tadi {slip} datang", names) != [slip]]
    print(f"\n{len(wrong)} slips, missed: {missed}")
    assert len(wrong) > 700
    assert len(missed) / len(wrong) <= 0.05
    assert all(is_common(slip) for slip in missed)  # those that fall on a common word, and no others


@given(
    text=st.one_of(st.text(), st.text(alphabet="RinaWtbu. \n[Ibu]'’Siti0123456789-é王", max_size=80)),
    cuts=st.lists(st.integers(0, 80), max_size=6),
)
def test_of_any_text_suspects_lie_inside_and_over_nothing_masked(text: str, cuts: list[int]) -> None:
    places = sorted({min(cut, len(text)) for cut in cuts})
    taken = [Span(start, end, "[X]", 2) for start, end in zip(places[::2], places[1::2], strict=False)]
    end = 0
    for hit in suspects.find(text, taken, SITI, frozenset()):
        assert end <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] == hit.text
        assert not any(span.start < hit.end and hit.start < span.end for span in taken)
        end = hit.end
