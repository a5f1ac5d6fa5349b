"""Registered names are found in all the forms that people write them in, and nothing else is taken for one."""

import re
import sys
import time
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.packet.masking.forms import Form, Forms
from store.packet.masking.names import Names
from store.packet.masking.subjects import Subject
from store.packet.masking.titles import initials_of
from store.packet.masking.words import fold

SITI = Subject("[Ibu]", names=("Siti Aminah",), initials="S.A.")


def masked(text: str, *subjects: Subject, partial: bool = False) -> str:
    """The text with the names in it replaced."""
    pieces, end = [], 0
    for span in Names(subjects, partial).find(text):
        assert end <= span.start < span.end <= len(text)
        pieces += [text[end : span.start], span.token]
        end = span.end
    return "".join([*pieces, text[end:]])


TWO_WORDS = r"""
Siti Aminah=#|siti aminah=#|SITI AMINAH=#|sItI aMiNaH=#
keSiti=ke#|Siti. lalu=#. lalu|Siti, A.m.i.n.a.h=#, #|SitiBudi=#Budi
siti a=#|s aminah=#|Siti=#|aminah=#|Bu Siti=Bu #|bu aminah dtg=bu # dtg
Hj. Siti Aminah=Hj. #|Bu.Siti=Bu.#|Ustazah Siti=Ustazah #|si Siti=si #|Sitinya=#-nya|aminahnya=#-nya
Siti-nya=#-nya|Siti'nya=#-nya|Sitilah=#-lah|Siti-kah=#-kah|sitipun=#-pun|Sitiku=#-ku|Siti Aminahmu=#-mu
Sititah=#-tah|Sitinyalah=#-nyalah|Siti's=#'s|Aminah’s=#’s|S. Aminah=#|s. aminah=#|S.Aminah=#|S Aminah=#
Siti A. datang=# datang|Siti A. Lalu=#. Lalu|Siti A=#|S.A. datang=# datang|s.a. itu=# itu|S. A.=#.
Siti\nAminah=#|Siti  Aminah=#|Siti\n    Aminah=#|Siti\u00a0Aminah=#|Siti/Aminah=#|Siti-Aminah=#|Siti_Aminah=#
SitiAminah=#|Aminah, Siti=#|Aminah Siti=#|Siti-Siti=#-#|Siti2=#2|S.i.t.i=#|S-i-t-i A-m-i-n-a-h=#|s i t i=#
Si\u200dti=#|Siti\u200cAminah=#|S\u200biti=#|Sití Amínah=#|Ｓｉｔｉ=#|"Siti"="#"|(siti)=(#)|*Siti*=*#*
kata'Siti'=kata'#'|Siti: ya bu=#: ya bu|- Siti=- #|busiti=bu#|PakSiti=Pak#|di rumah Siti.=di rumah #.
Siti dan Aminah=# dan #|Siti. Aminah=#. #
"""
MONONYM = r"""
Suparmi=#|Suparmikukah=#-kukah|suparmimupun=#-mupun|Su\u034fparmi=#|suparmi=#
SUPARMI=#|Bu Suparmi=Bu #|mbah suparmi=mbah #|Suparminya=#-nya|suparmi-nya=#-nya
Suparmilah=#-lah|Suparmikah=#-kah|suparmipun=#-pun|Suparmiku=#-ku|Suparmimu=#-mu|Suparmi's=#'s|Suparmi’s=#’s
"Suparmi"="#"|(Suparmi)=(#)|Suparmi/anak=#/anak|Suparmi-Suparmi=#-#|Suparmi2=#2|S.u.p.a.r.m.i=#|s u p a r m i=#
Su\u200dparmi=#|Supármi=#|Suparmi\nRT 2=#\nRT 2|\nSuparmi\n=\n#\n|Suparmi,=#,|Suparmi:=#:|_suparmi_=_#_
busuparmi=bu#|Suparmi S.=# S.|Suparmi?!=#?!
"""
PARTICLE = r"""
La Ode Hasan=#|lA OdE HaSaN=#|Laode=#|laode hasan=#|la ode hasan=#
LA ODE HASAN=#|Pak La Ode=Pak #|Ode Hasan=#|La Hasan=#|Hasan=#|ode=#
Hasannya=#-nya|La Ode Hasannya=#-nya|la ode-nya=#-nya|L. Ode Hasan=#|La O. Hasan=#|L. O. Hasan=#|L.O. Hasan=#
La Ode H. datang=# datang|L.O.H. datang=# datang|Hasan, La Ode=#|La Ode, Hasan=#|La\nOde\nHasan=#
La  Ode  Hasan=#|La-Ode-Hasan=#|LaOdeHasan=#|La Ode/Hasan=#|La\u00a0Ode\u00a0Hasan=#
La Ode Hasan, La Ode Hasan=#, #|H.a.s.a.n=#|O.d.e=#|"La Ode"="#"|pakhasan=pak#|La\u200d Ode=#|la rumah=la rumah
La Ode Hasan's=#'s|Hasan-Hasan=#-#|Hasanlah=#-lah|hasankah=#-kah|Ode La=#
"""
A_WORD = r"""
Melati=#|melati=#|MELATI=#|Bu Melati=Bu #|bunga melati=bunga #|Melatinya=#-nya|melati-nya=#-nya|melatilah=#-lah
melati-lah=#-lah|melatikah=#-kah|Melatipun=#-pun|Melatiku=#-ku|melatimu=#-mu|Melati's=#'s|Melati’s=#’s
Mbak melati=Mbak #|"Melati"="#"|(melati)=(#)|melati/ibu=#/ibu|melati-melati=#-#|Melati2=#2|M.e.l.a.t.i=#
m-e-l-a-t-i=#|Me\u200dlati=#|Mélati=#|\nMelati=\n#|Melati:=#:|mbakmelati=mbak#|kemelatian=kemelatian
melatih=melatih|Melati M.=# M.
"""
APOSTROPHE = r"""
Nu'man=#|Nu man=#|nu-man=#|nu''man=#|nu'man=#|NU'MAN=#|Nu’man=#
Nu‘man=#|Nu`man=#|Nu´man=#|Nuʼman=#|Nuʿman=#|Numan=#|Pak Nu'man=Pak #
Nu'mannya=#-nya|Nu'man-nya=#-nya|Nu'man'nya=#-nya|Numannya=#-nya|Nu’manlah=#-lah|Nu'man's=#'s|Nu’man’s=#’s
Numan's=#'s|"Nu'man"="#"|'Nu'man'='#'|Nu'man Hakim=#|nu’man hakim=#|N. Hakim=#|Nu'man H. ada=# ada
N.H. ada=# ada|Hakim, Nu'man=#|Nu'man\nHakim=#|Nu'man/Hakim=#|Nu\u200d'man=#|N.u.m.a.n=#|pakNu'man=pak#
Nu'mankah=#-kah|manusia=manusia|Nu'manHakim=#
"""
ACCENT = r"""
José=#|jose=#|JOSÉ=#|JOSE=#|Jose\u0301=#|Jòsê=#|Pak José=Pak #|José Ximénes=#|jose ximenes=#
Jose\u0301 Xime\u0301nes=#|J. Ximenes=#|José X. datang=# datang|J.X. datang=# datang|Josénya=#-nya
José-nya=#-nya|Jose\u0301nya=#-nya|joselah=#-lah|José's=#'s|José’s=#’s|Ximenes, José=#|José\nXiménes=#
José/Ximénes=#|JoséXiménes=#|Jo\u200dsé=#|J.o.s.é=#|"José"="#"|josekah=#-kah|Ｊｏｓé=#|mas josé=mas #|José2=#2
joseph=joseph
"""
CHINESE = r"""
王小明=#|王 小明=#|小明=#|王小明先生=#先生|他是王小明。=他是#。
小明说=#说|王小明Siti=#Siti|和小明在=和#在|「王小明」=「#」|(王小明)=(#)|王小明\n小明=#\n#
Pak 王小明=Pak #|王小明-nya=#-nya|王小明nya=#nya|a王小明b=a#b|王小明2=#2
小明小明=##|小明/ibu=#/ibu|"小明"="#"|小明,=#,|王小明's=#'s
\n王小明=\n#|王\u200d小明=#|王小红=王小红|大小=大小|王先生=王先生
"""
ARABIC = r"""
علي حسن=#|علي=#|حسن=#|عَلِي=#|عليّ=#|علـي=#|وعلي=و#|لعلي=ل#|بعلي=ب#|يا علي=يا #|«علي»=«#»|(علي)=(#)|علي،=#،
علي\nحسن=#|علي  حسن=#|حسن، علي=#، #|علي-حسن=#|علي/حسن=#|علي2=#2|Pak علي=Pak #|علي: نعم=#: نعم|علي-nya=#-nya
"علي"="#"|فحسن=ف#|علي\u200fحسن=#|عليه=عليه|محسن=محسن
"""
TITLED = r"""
Hj. Siti Aminah, S.Pd.=Hj. #, S.Pd.|Hj Siti Aminah=Hj #|Siti Aminah, S.Pd.=#, S.Pd.|Siti=#|hj. aminah=hj. #
Ibu Hj. Siti=Ibu Hj. #|HJ. SITI AMINAH, S.PD.=HJ. #, S.PD.|S. Aminah, S.Pd=#, S.Pd|Siti A., S.Pd.=#, S.Pd.
Bu Siti=Bu #|Sitinya=#-nya|aminah-nya=#-nya|Hj. S. Aminah=Hj. #|Siti\nAminah=#|Aminah, Siti=#|S.A. itu=# itu
Siti's=#'s|sitilah=#-lah|Sitikah=#-kah|Sitipun=#-pun|SitiAminah=#|Siti/Aminah=#|"Hj. Siti"="Hj. #"|Si\u200dti=#
S.i.t.i=#|busiti=bu#|Hj. datang=Hj. datang|S.Pd.=S.Pd.|ibu hj=ibu hj
"""
TABLES = {
    "Siti Aminah": TWO_WORDS,
    "Suparmi": MONONYM,
    "La Ode Hasan": PARTICLE,
    "Melati": A_WORD,
    "Nu'man Hakim": APOSTROPHE,
    "José Ximénes": ACCENT,
    "王小明": CHINESE,
    "علي حسن": ARABIC,
    "Hj. Siti Aminah, S.Pd.": TITLED,
}


def forms_of(table: str) -> list[tuple[str, str]]:
    """What is written and what is left of it, `#` for the token; `\\n` and `\\u....` in the table are characters."""
    table = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), table.strip().replace("\n", "|"))
    pairs = [form.replace("\\n", "\n").split("=") for form in table.split("|")]
    return [(written, left) for written, left in pairs]


@pytest.mark.parametrize("name", TABLES)
def test_every_written_form_of_a_name_is_masked(name: str) -> None:
    forms = forms_of(TABLES[name])
    assert len({written for written, _ in forms}) >= 25
    found = {written: masked(written, Subject("#", names=(name,))) for written, _ in forms}
    # Beside letters that stay, the token of an attached ending brings its own hyphen.
    assert found == dict(forms)
    inside = {
        f"Lalu {written} pun": f"Lalu {left} pun" for written, left in forms if " " in written and left[-1] != "."
    }
    assert {text: masked(text, Subject("#", names=(name,))) for text in inside} == inside


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ana", "anak Anak anaknya banana sana"),
        ("Budi", "budidaya berbudi budiman kebudian"),
        ("Jum", "jumlah Jumlah jumat"),
        ("Siti Aminah", "situ amin aminahan sitiran a.s. S. Rahayu"),
        ("Su Di", "di rumah, sudah, surat di su"),
        ("Ibu", "ibu datang, Ibu pulang"),
        ("Ani Nur", "surat a.n. ayahnya"),
        ("Ahmad bin Ali", "bin siapa"),
    ],
)
def test_nothing_is_masked_inside_other_words(name: str, text: str) -> None:
    assert masked(text, Subject("#", names=(name,))) == text


def test_the_whole_of_a_name_that_is_too_short_for_its_words() -> None:
    assert masked("Li Na, li na dan LiNa", Subject("#", names=("Li Na",))) == "#, # dan #"
    assert masked("Al dan al, bu al", Subject("#", names=("Al",))) == "# dan al, bu #"
    assert masked("Bu S datang, ukuran S", Subject("#", loose=("Bu S",))) == "Bu # datang, ukuran S"


def test_an_alias_goes_as_a_whole_and_its_telling_words_alone() -> None:
    forum = Subject("#", loose=("Forum Riverside",))
    assert masked("forum riverside, Riverside, forum warga", forum) == "#, #, forum warga"
    assert masked("Bu Guru dan guru lain", Subject("#", loose=("Bu Guru",))) == "# dan guru lain"
    assert masked("bu mawarni, Mawarni", Subject("#", loose=("Bu Mawarni",))) == "bu #, #"
    assert masked("RT 05, rt.05, RT05, 05, RT 06", Subject("#", loose=("RT 05",))) == "#, #, #, 05, RT 06"
    father = Subject("[D]", names=("Danu",)), Subject("#", loose=("D's father",))
    assert masked("D's father, Danu's bike", *father) == "#, [D]'s bike"
    assert masked("nenek dan Nenek", Subject("#", loose=("Nenek",))) == "nenek dan Nenek"
    assert masked("王小明 dan 小明", Subject("#", loose=("王小明",))) == "# dan 小明"


def test_a_name_of_two_letters_goes_in_small_letters_too_unless_it_is_a_common_word() -> None:
    bo = Subject("#", names=("Bo",), loose=("Yo",))
    assert masked("bo datang, yo juga, bo-nya, yonya, BO, bola", bo) == "# datang, # juga, #-nya, #-nya, #, bola"
    two = Subject("[A]", loose=("Bu Yo",)), Subject("[B]", loose=("Mbak Yo",))
    assert masked("bu yo, mbak yo, yo", *two) == "[A], [B], [A / B]"
    di = Subject("#", names=("Di",), loose=("Bu Al", "Ke", "S"))
    assert masked("Di ada di rumah, al-fatihah, bu al, ke pasar, ukuran s, dinya", di) == (
        "# ada di rumah, al-fatihah, bu #, ke pasar, ukuran s, dinya"
    )


def test_each_half_of_a_name_with_an_apostrophe_goes_by_itself() -> None:
    nuraini = Subject("#", names=("Nur'aini Putri",))
    assert masked("aini datang, aininya; nur aini; Aini Putri; nuraini", nuraini) == "# datang, #-nya; #; #; #"
    assert masked("aini dan nur aini", Subject("#", loose=("Mak Nur’aini",))) == "# dan #"
    assert masked("Nu'man, a man, nu", Subject("#", names=("Nu'man",))) == "#, a man, nu"
    assert masked("Nur dan aini", nuraini, Subject("[Nur]", names=("Nur Hidayah",))) == "[Nur] dan #"


def test_an_alias_without_letters_goes_as_a_whole() -> None:
    assert masked("kode 12032012 dan AB12032012, 120320123", Subject("#", loose=("12032012",))) == (
        "kode # dan AB#, 120320123"
    )
    assert masked("nomor ١٢٣٤٥٦٧, 12/2012", Subject("#", loose=("١٢٣٤٥٦٧", "12/2012"))) == "nomor #, #"
    assert masked("rumah 12", Subject("#", loose=("12",))) == "rumah 12"


def calls_to_learn(subjects: Sequence[Subject]) -> int:
    """How many functions are called until names are learnt."""
    calls, before = [0], sys.getprofile()

    def count(_frame: object, event: str, _of: object) -> None:
        calls[0] += event == "call"

    sys.setprofile(count)
    try:
        Names(subjects)
    finally:
        sys.setprofile(before)
    return calls[0]


def test_to_learn_many_subjects_with_a_word_in_common_takes_so_much_longer_as_they_are_more() -> None:
    people = [Subject("[x]", names=(f"Rina Wati{n}",), loose=(f"Anggota {n}",)) for n in range(600)]
    calls_to_learn(people)  # what is read and remembered once
    assert calls_to_learn(people) < 3 * calls_to_learn(people[:300])


def test_the_longest_form_wins_and_a_shared_word_is_nobodys_alone() -> None:
    father, child = Subject("[Ayah]", names=("Budi Santoso",)), Subject("[Anak]", names=("Rina Santoso",))
    text = "Rina Santoso, Budi Santoso, Santoso, R. Santoso"
    assert masked(text, father, child) == "[Anak], [Ayah], [Ayah / Anak], [Anak]"
    assert masked("Budi Rina", father, child) == "[Ayah] [Anak]"


POPPY, JEAN = Subject("[Client]", names=("Poppy Hathersage",)), Subject("[Mother]", names=("Jean Hathersage",))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Jean Hathersage rang, Poppy Hathersage left", "[Mother] rang, [Client] left"),
        ("Poppy and Jean; J. Hathersage, P. Hathersage", "[Client] and [Mother]; [Mother], [Client]"),
        ("Hathersage, Jean; HATHERSAGE", "[Mother]; [Client / Mother]"),
        ("Mrs Hathersage, Hathersage's bag", "Mrs [Client / Mother], [Client / Mother]'s bag"),
        ("the Hathersages, Mr Hathersage. J. Hathersage", "the [Client / Mother]-s, Mr [Client / Mother]. [Mother]"),
        ("hathersagenya, h a t h e r s a g e", "[Client / Mother]-nya, [Client / Mother]"),
    ],
)
def test_a_surname_that_several_have_is_never_said_to_be_the_clients(text: str, left: str) -> None:
    assert masked(text, POPPY, JEAN) == left


def test_of_those_who_have_a_word_the_one_is_told_who_is_called_nothing_else() -> None:
    jean = Subject("[Mother]", names=("Jean Hathersage",), loose=("Mrs Hathersage",))
    assert masked("Mrs Hathersage, Mr Hathersage", POPPY, jean) == "Mrs [Mother], Mr [Client / Mother]"
    family = Subject("[Client family]", loose=("Keluarga Hathersage",))
    text = "Hathersage, keluarga Hathersage, Mrs Hathersage, Poppy Hathersage"
    assert masked(text, family, POPPY, JEAN) == ("[Client family], [Client family], Mrs [Client / Mother], [Client]")
    siti = Subject("[Ibu]", names=("Siti Rahmawati",), loose=("Bu Siti",)), Subject("[Kader]", names=("Siti Aminah",))
    assert masked("Ibu Siti, mbak siti, Siti", *siti) == "Ibu [Ibu], mbak [Ibu / Kader], [Ibu / Kader]"
    assert masked(
        "Rian, Rian Putra", Subject("[Klien]", loose=("Rian",)), Subject("[Kakak]", names=("Rian Putra",))
    ) == ("[Klien], [Kakak]")
    twice = Subject("[Nurse]", names=("Rina Wati",)), Subject("[Supervisor]", names=("Rina Wati",))
    assert masked("Rina Wati, then Rina", *twice) == "[Nurse], then [Nurse / Supervisor]"


GIVEN = st.sampled_from(["Poppy", "Jean", "Gary", "Siti", "Rohani", "Budi", "Melati", "Zoë", "Wulan"])
SURNAMES = st.sampled_from(["Hathersage", "Siregar", "De Groot", "O'Brien"])


@given(st.lists(GIVEN, min_size=2, max_size=3, unique=True), SURNAMES, st.sampled_from(["", "Mrs ", "Pak ", "bu "]))
def test_of_one_surname_each_has_a_token_and_none_of_them_the_surname(
    given_names: list[str], surname: str, title: str
) -> None:
    subjects = [Subject(f"[{number}]", names=(f"{name} {surname}",)) for number, name in enumerate(given_names)]
    all_of_them = f"[{' / '.join(str(number) for number, _ in enumerate(subjects))}]"
    assert masked(f"lalu {title}{surname} datang", *subjects) == f"lalu {title}{all_of_them} datang"
    for subject in subjects:
        (name,) = subject.names
        told = masked(f"lalu {title}{name} dan {name.split()[0]}, {surname}", *subjects)
        assert told.startswith(f"lalu {title}{subject.token} dan {subject.token}")
        assert surname not in told


def test_many_who_have_a_word_are_nobody_in_particular_and_initials_stand_beside_each_other() -> None:
    four = [
        Subject(f"[{name}]", names=(f"{name} Hathersage",), initials=f"{name[0]}.H.") for name in ("Ann", "Bo", "Cy")
    ]
    assert masked("Hathersage", *four) == "[Ann / Bo / Cy]"
    assert masked("Hathersage", *four, partial=True) == "A.H. / B.H. / C.H."
    assert masked("Hathersage", *four, POPPY) == "[Name]"


def test_whoever_is_known_by_a_first_name_alone_has_the_surname_of_another_too() -> None:
    jean = Subject("[Mother]", names=("Jean",))
    assert masked("Jean Hathersage and Jean, Hathersage", POPPY, jean) == "[Mother] and [Mother], [Client]"
    assert masked("Jean Poppy; jean hathersage", POPPY, jean) == "[Mother] [Client]; [Mother] [Client]"


def test_an_english_auxiliary_is_a_name_only_where_it_can_be_none() -> None:
    text = "he will come, Will came; will said no, uncle will, will's; they may, with may"
    assert masked(text, Subject("#", loose=("Will",)), Subject("[Gran]", names=("May",))) == (
        "he will come, # came; # said no, uncle #, #'s; they may, with [Gran]"
    )


def test_initials_stand_for_those_who_have_some_when_they_may_be_read() -> None:
    text = "Siti Aminah dan Melatinya"
    assert masked(text, SITI, Subject("[Anak]", names=("Melati",)), partial=True) == "S.A. dan [Anak]-nya"
    assert [initials_of(name) for name in ("Hj. Siti Aminah, S.Pd.", "melati", "", "Dr. dr. I Gusti", "...")] == [
        "S.A.", "M.", "", "I.G.", "",
    ]  # fmt: skip


def test_a_register_tells_its_words_and_tokens() -> None:
    names = Names([SITI, Subject("[Kader]", loose=("Kader Posyandu Mekarsari",))])
    assert names.near.words == {"siti": "[Ibu]", "aminah": "[Ibu]", "sitiaminah": "[Ibu]", "mekarsari": "[Kader]"}
    assert names.tokens == {"[Ibu]", "[Kader]"}
    assert Names([]).find("Siti") == []


NASTY = st.text(alphabet=st.sampled_from("siti aminahSITI.-'’\u200d\u0301\n,ßﬁİ王小明علي7_"), max_size=60)


@example("ßSiti")
@example("ﬁ\u200dSitinya")
@given(text=st.one_of(NASTY, st.text()))
def test_of_any_text_the_spans_lie_inside_and_no_word_of_a_name_is_left(text: str) -> None:
    left = masked(text, SITI, Subject("[Klien]", names=("王小明", "علي حسن", "Al", "Nu'man")))  # checks the spans
    words = re.findall(r"[^\W\d_]+", fold(left.replace("[Ibu]", "0").replace("[Klien]", "0")))
    assert not {"siti", "aminah", "sitinya", "小明", "علي", "حسن"} & set(words)


def test_speed() -> None:
    words = ["dan", "yang", "anak", "rumah", "datang", "siti", "belum", "sekolah", "melati", "bicara", "dengan", "ibu"]
    text = " ".join(words[number * number % 97 % len(words)] for number in range(85_000))[:500_000]
    people = [Subject("[x]", names=(f"Nama{chr(97 + n % 26) * 3} Marga{chr(97 + n // 26) * 2}",)) for n in range(58)]
    names = Names([*people, SITI, Subject("[Klien]", names=("Melati",))])
    began = time.process_time()
    found = names.find(text)
    print(f"\n{len(text):,} characters, 60 subjects, {len(found):,} names: {time.process_time() - began:.2f} s")
    assert len(found) > 1_000


def test_of_many_who_share_a_word_the_one_is_told_whose_name_stands_there() -> None:
    """However many they are, only those are tried who have something of what stands beside the word they share."""
    parts = ("Wulan", "Ratih", "Sekar", "Galih", "Panca", "Tirta")
    full = [f"Siti {one}{other.lower()}" for one in parts for other in parts]
    names = Names([Subject(f"[{number}]", names=(name,)) for number, name in enumerate(full)])
    for number, name in enumerate(full):
        found = [span.token for span in names.find(f"kata {name}, lalu {name}nya dan {name.split()[1]} Siti")]
        assert found == [f"[{number}]", f"[{number}]-", f"[{number}]"]
    assert [span.token for span in names.find("Siti dan Siti R. datang")] == ["[Name]", "[Name]"]
    assert [span.token for span in names.find("Siti Ratihwulan, S.R.")] == ["[6]", "[Name]"]


def test_a_name_that_was_looked_for_before_it_was_learnt_is_found_all_the_same() -> None:
    forms = Forms()
    assert forms["sitinya"] is None
    forms.learn_word(0, "siti")
    assert forms["sitinya"] == ((Form(("siti",)), {0: 1}),)
