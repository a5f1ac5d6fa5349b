"""Words by which it is told whether the word beside them may be a name, in both languages at once."""

from store.packet.masking.titles import KIN, honorifics
from store.packet.masking.words import word_set

_ROLES = word_set(
    "rt rw guru dokter lurah camat kader ustadz ustaz ustad ustadzah ustazah kades kadus kepala ketua wakil bendahara "
    "sekretaris sekdes bupati gubernur walikota presiden menteri dukuh kasi kabid kadis kapolsek kapolres polisi "
    "tentara babinsa bhabinkamtibmas hakim jaksa pengacara advokat bidan perawat suster mantri psikolog psikiater "
    "konselor terapis peksos pekerja sosial tksk pendamping relawan pengasuh wali satpam sopir tukang penjaga imam "
    "pendeta pastor romo kyai kiai modin dosen rektor direktur manajer bos majikan mandor haji hajah kandung tiri "
    "angkat asuh hamil doctor nurse teacher midwife lawyer judge officer social worker"
)
"""Behind an honorific these say what somebody is: `Bu Guru`. A name may follow them."""

ROLES = KIN | _ROLES | word_set(
    "anggota pemilik pejabat murid klien korban saksi pelaku majelis dokter terapis fisioterapis pengurus "
    "koordinator penjual pedagang penyidik dosen tetangga teman sahabat kawan mertua menantu ipar keponakan "
    "sepupu besan carer caregiver caretaker member owner chair head director official pupil client witness "
    "volunteer therapist driver neighbour friend counsellor lawyer elder lecturer stepfather stepmother cousin "
    "nephew niece"
)  # fmt: skip
"""Words that say what somebody is to a client."""

NAMED_ROLES = word_set(
    "guru dokter lurah camat kader ustadz ustaz ustad ustadzah bidan perawat suster mantri psikolog psikiater "
    "konselor advokat pengacara peksos relawan pengasuh pendeta pastor romo kyai kiai modin dosen nurse teacher "
    "midwife"
)
"""Behind these stands a name, if what stands there is no common word."""

LEADS = word_set(
    "di ke dari dr sm sama dgn dengan bareng bernama nama namanya panggilan dipanggil ketemu bertemu oleh kpd kepada "
    "bripda briptu brigadir bripka aipda aiptu ipda iptu akp kompol sersan serma serka kopral letnan kapten mayor "
    "named called met with from"
)
"""Behind these an unknown word is a name or a place more often than not, also in small letters."""
CLOSE = KIN | word_set(
    "teman kawan sahabat pacar mantan tetangga bos majikan guru kader menantu mertua ipar besan keponakan sepupu "
    "tunangan rekan atasan boss friend neighbour neighbor boyfriend girlfriend cousin nephew niece partner fiance "
    "fiancee stepdad stepmum stepfather stepmother stepson stepdaughter gran nan nana grandad granddad twin sibling"
)
"""So are words for people, with their ending: `adiknya indah`."""
OF_MANY = word_set("keluarga family parent child children baby anak bayi")
"""Behind these, without an ending, a common word with a capital is a heading: `Anak Jalanan`, `Family Support`."""
MET = word_set(
    "rang ring ringing rung called calling phoned phoning telephoned texted texting messaged emailed meet met saw "
    "seeing visited visiting told asked with dengan sama bareng named bernama ketemu bertemu menemui jumpa menjumpai "
    "hubungi menghubungi telepon telpon menelepon menelpon mengunjungi kunjungi mengantar menjemput menanyai "
    "kata menurut"
)
"""Behind these stands somebody: a word with a capital may be a name, however common it is."""
NOBODY = word_set(
    "school nursery college hospital surgery clinic court home back yes no sekolah rumah kantor kantornya pertama "
    "kedua ketiga keempat kelima sulung bungsu first second third"
)
"""But these, with a capital too: `Phoned School`, `Istri Kedua`."""
WHICH_BEFORE = word_set("first second third eldest oldest middle youngest older younger elder only former ex twin")
WHICH_BEHIND = word_set("pertama kedua ketiga keempat kelima sulung tengah bungsu tunggal kembar")
"""Which of several kin somebody is, before or behind the word for kin: `Eldest child`, `Anak bungsu`."""
ALSO_NAMES = word_set("april may june august mei juni jan januari jun agus mar nov des kristen imam")
"""Of the words that name nobody those that somebody is called: behind kinship and titles they are asked about."""
AUXILIARIES = word_set("will may")
"""English words that stand in every note and are names as well: in small letters they are none, but beside others."""
BEFORE_SOMEBODY = honorifics | KIN | MET | LEADS | word_set("for to took gave about of")
DOES = word_set(
    "is isn't was wasn't has hasn't had hadn't did didn't does doesn't and said says told tells rang rings called "
    "phoned texted came comes went goes left leaves felt feels took takes got gets gave gives saw sees met thinks "
    "thought wants wanted needs needed lives lived likes seems seemed looked looks cried denied agreed refused arrived "
    "explained asked answered reported"
)
"""What somebody does: `Will` before it is no auxiliary."""

PUBLIC_PLACES = word_set("simpang terminal pasar stasiun pelabuhan bandara")
"""Words for places that have a name; the others of `INSTITUTIONS` are for organisations."""
INSTITUTIONS = PUBLIC_PLACES | word_set(
    "rs rsu rsud rsup rsia rsj rsi rsk puskesmas pustu posyandu klinik apotek panti lksa yayasan gereja masjid mesjid "
    "musala mushola musholla vihara kelenteng klenteng pesantren ponpes hospital clinic church mosque foundation"
)

ABBREVIATED = word_set(
    "hj h dr drg drs dra ir prof ny tn nn sdr sdri alm almh ust kh bpk bp pdt mr mrs ms rev no jl kel kec kab"
)
"""A full stop with a space behind these ends no sentence."""

_KNOWN = word_set(
    "januari februari maret april mei juni juli agustus september oktober november desember january february march "
    "may june july august october december jan feb mar apr jun jul agu ags aug sep sept okt oct nov des dec senin "
    "selasa rabu kamis jumat sabtu minggu ahad monday tuesday wednesday thursday friday saturday sunday mondays "
    "tuesdays wednesdays thursdays fridays saturdays sundays ramadan "
    "ramadhan syawal muharram lebaran idulfitri iduladha natal nyepi waisak imlek paskah christmas easter indonesia "
    "inggris english jawa sunda madura bali betawi minang batak bugis melayu arab mandarin belanda javanese sundanese "
    "indonesian islam kristen katolik hindu buddha budha konghucu muslim muslimah allah tuhan god bible quran alquran "
    "alkitab puskesmas posyandu pustu rsud rsup rs ugd igd icu bpjs kis kip kks kk ktp nik nisn npwp sim stnk bpkb "
    "sktm pkh bpnt blt bansos rastra sembako dtks dtsen kemensos dinsos dinas dukcapil disdukcapil disdik dinkes kua "
    "polri polres polsek polda tni satpol pp pn pa bapas lapas lpka lpks lksa lku lbh ppa uptd upt unit ppks pmks "
    "odgj abk abh kdrt ham hiv aids tbc covid cpr usg emdr cbt gas soap dap birp girp sd sdn smp smpn sma sman smk "
    "smkn slb mi mts ma tk paud tpa tpq rt rw pkk karang taruna dasawisma lpm bpd dprd dpr desa kelurahan kecamatan "
    "kabupaten kota provinsi jalan jl gang gg kel kec kab prov wib wita wit hp wa tv sms whatsapp facebook instagram "
    "tiktok google zoom youtube internet atm bri bni bca btn bsi bank pt cv tbk ok oke ket no tgl telp bb tb td ttd "
    "ttv rp idr usd ri ii iii iv vi vii viii ix xi xii malaysia singapura singapore taiwan hongkong saudi brunei asia "
    "eropa rts rws yth nb ps am pm vs lsm ngo ngos who unicef pbb un uu perda permensos kuhp psat pin pdf csv id url"
)
"""Capitalised words that name no person: months, days, feasts, languages, religions, public bodies, abbreviations."""
NEVER = honorifics | KIN | _ROLES | _KNOWN
CUES = honorifics | NAMED_ROLES
