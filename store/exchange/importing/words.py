"""The words strangers use for our fields and our codes, in both languages. Data only, and only what is certain.

All are in the form `values.folded` gives: lower case, words and figures with one space between. Codes are also known by
their own names and their labels, which are not repeated here.
"""

from store.model.codes import (
    Consent,
    ContactMode,
    ContactOutcome,
    IntakeSource,
    Level,
    Outcome,
    Phase,
    Status,
    SystemSize,
    TerminationReason,
    Vocabulary,
)
from store.model.measure import Improves
from store.model.person import Sex


def _heads(told: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {field: tuple(names.split(", ")) for field, names in told.items()}


CASE_WORDS = _heads({
    "key": "case id, caseid, case number, case no, case code, no kasus, nomor kasus, kode kasus, id kasus, no "
    "register, nomor register, no registrasi, nomor registrasi, no reg, client id, client number, "
    "client code, id klien, kode klien, no klien, nomor klien, beneficiary id, registration number, "
    "registration no, file number, file no, no berkas, record id, kode, code, id",
    "alias": "alias, case name, case pseudonym, pseudonym, nama kasus, nama samaran, panggilan, nama panggilan, "
    "nickname, name nickname, inisial, initials",
    "client_name": "client name, client full name, name of client, name of the client, beneficiary name, nama klien, "
    "nama lengkap klien, nama penerima manfaat, nama pm, nama penerima, client, klien, beneficiary, "
    "full name, nama lengkap, name, nama, participant name, patient name, child name, student name, "
    "nama kpm, nama lansia, nama anak, nama korban, nama pasien, nama peserta, nama siswa, nama warga "
    "binaan, display name, given name, first name, nama depan",
    "size": "client system, client type, size, sistem klien, ukuran sistem, jenis klien, ukuran",
    "level": "level, tingkat, practice level, level praktik",
    "field": "practice field, field, bidang praktik, bidang",
    "presenting_problem": "presenting problem, presenting issue, presenting concern, main problem, masalah utama, "
    "permasalahan utama, masalah menurut klien, uraian masalah, deskripsi masalah, permasalahan, "
    "masalah, keluhan, problem, reason for referral, alasan rujukan",
    "origin_environment": "origin environment, environment of origin, lingkungan asal",
    "tags": "tags, tag, label, labels, case type, jenis kasus, kategori kasus, jenis pmks, jenis ppks, pmks, ppks",
    "intake_source": "intake source, referral source, source of referral, referred by, sumber rujukan, asal rujukan, "
    "sumber kasus, dirujuk oleh, source, sumber",
    "consent": "consent, legal basis, persetujuan, dasar hukum",
    "consent_by": "consent by, consent given by, persetujuan oleh, pemberi persetujuan",
    "consent_on": "consent date, date of consent, tanggal persetujuan, tgl persetujuan",
    "risk_level": "risk level, level of risk, tingkat risiko, risk, risiko",
    "risk_assessed": "risk assessed, risk assessed on, date of risk assessment, risk assessment date, "
    "date risk assessed, tanggal asesmen risiko, tgl asesmen risiko, tanggal penilaian risiko, "
    "tgl penilaian risiko, risiko dinilai, risiko dinilai pada",
    "phase": "phase, stage, case phase, case stage, fase, tahap, tahapan, tahap kasus",
    "status": "case status, status kasus, status klien, status penanganan, status",
    "opened": "opened, date opened, opened on, opened date, case opened, intake date, date of intake, admission date, "
    "registration date, date of registration, case start date, start date, enrolment date, enrollment date, "
    "dibuka, tanggal dibuka, tanggal masuk, tgl masuk, tanggal mulai, tgl mulai, tanggal registrasi, tgl "
    "registrasi, tanggal pendaftaran, tgl pendaftaran, tanggal penerimaan, tanggal terima, tanggal lapor, tanggal, "
    "tgl, date, timestamp, cap waktu, submission time",
    "closed": "closed, date closed, closed on, closed date, date closure, closure date, date of closure, case end "
    "date, exit date, ditutup, tanggal ditutup, tanggal penutupan, tanggal selesai, tgl selesai, "
    "tanggal terminasi, tanggal keluar, tgl keluar, tanggal tutup, tgl tutup",
    "next_contact": "next contact, next contact date, next visit, next visit date, next appointment, follow up date, "
    "next follow up, kontak berikutnya, kontak selanjutnya, kunjungan berikutnya, tanggal kunjungan "
    "berikutnya",
    "next_review": "next review, next review date, review date, tinjauan berikutnya, tanggal tinjauan, peninjauan "
    "berikutnya",
    "target_close": "target closing date, target close, target date, tanggal target, target selesai",
    "reason": "closure reason, closing reason, reason for closure, exit reason, exit reasons, reason for exit, "
    "termination reason, alasan ditutup, alasan penutupan, alasan terminasi, alasan keluar, alasan tutup",
    "outcome": "case outcome, outcome, final outcome, hasil akhir, hasil kasus",
    "summary": "closing summary, closure summary, closing notes, ringkasan penutupan, ringkasan akhir",
    "strengths": "strengths, client strengths, kekuatan, kekuatan klien, potensi klien",
    "client_language": "client language, preferred language, language, bahasa klien, bahasa",
    "supervisor": "supervisor, penyelia",
    "function": "function of social work, fungsi pekerjaan sosial",
    "sex": "sex, gender, jenis kelamin, kelamin, jk, l p, lp, client sex, client gender, sex of client",
    "born": "date of birth, birth date, birthdate, birthday, dob, client date of birth, tanggal lahir, tgl "
    "lahir, tanggal lahir klien",
    "age": "age, age in years, client age, umur, usia, umur tahun, usia tahun, umur klien, usia klien",
    "contact": "phone number, phone no, phone, telephone, telephone number, mobile, mobile number, mobile phone, "
    "client phone, cell phone, whatsapp, whatsapp number, nomor hp, no hp, hp, nomor telepon, no "
    "telepon, no telp, no tlp, telepon, telp, nomor wa, no wa, nomor whatsapp, no whatsapp, kontak, "
    "nomor kontak, contact number, no hp klien, nomor hp klien, no hp wa, contact",
    "address": "address, home address, current address, street address, client address, alamat, alamat lengkap, alamat "
    "rumah, alamat tinggal, alamat domisili, alamat klien, alamat sekarang, domisili",
    "nik": "nik, no nik, nomor nik, nik klien, no ktp, nomor ktp, ktp, nomor induk kependudukan",
})  # fmt: skip
"""Field of a case -> the heads it has elsewhere, the surest first."""

EVENT_WORDS = _heads({
    "key": "event id, activity id, visit id, contact id, note id, encounter id, submission id, form id, instance id, "
    "instanceid, meta instanceid, uuid, id kegiatan, id kunjungan, no kegiatan, record id, id",
    "date": "visit date, date of visit, contact date, date of contact, activity date, date of activity, event date, "
    "session date, date of session, encounter date, service date, case note date, note date, tanggal kunjungan, "
    "tgl kunjungan, tanggal kontak, tanggal kegiatan, tgl kegiatan, tanggal layanan, tanggal pelayanan, tanggal "
    "pertemuan, tanggal catatan, hari tanggal, hari tgl, tanggal jam, tanggal, tgl, date, timestamp, cap waktu, "
    "submission time",
    "kind": "activity, activity type, type of activity, event type, event, action, service, service type, type of "
    "service, intervention type, kegiatan, jenis kegiatan, bentuk kegiatan, jenis layanan, layanan, aktivitas, "
    "jenis peristiwa, peristiwa, tindakan",
    "text": "note, notes, visit note, visit notes, case note, case notes, progress note, progress notes, narrative, "
    "contact notes, session notes, text, body, description, details, observation, observations, observasi, "
    "catatan, catatan kunjungan, catatan kasus, catatan kegiatan, catatan lapangan, catatan perkembangan, "
    "perkembangan, uraian, uraian kegiatan, isi, hasil, hasil kegiatan, hasil kunjungan, hasil pertemuan, "
    "keterangan, remarks, comments",
    "mode": "contact mode, mode of contact, contact type, type of contact, contact method, mode, visit type, "
    "cara kontak, jenis kontak, media kontak, jenis kunjungan, cara",
    "outcome": "contact outcome, contact result, result of contact, hasil kontak",
    "minutes": "minutes, duration minutes, duration, duration in minutes, length of contact, durasi, durasi menit, "
    "lama, lama kunjungan, lama menit, menit",
    "participants": "participants, attendees, people present, peserta, yang hadir, pihak yang hadir",
    "place": "place, location, venue, tempat, lokasi, tempat kegiatan, tempat kunjungan, lokasi kegiatan",
})  # fmt: skip
"""Field of an event -> the heads it has elsewhere, the surest first."""

_CODES: dict[type[Vocabulary], dict[str, str]] = {
    SystemSize: {
        "individual": "person, perorangan, perseorangan, orang",
        "family": "household, rumah tangga, kk",
        "organisation": "organization, organisasi, lembaga, yayasan, institution",
        "neighbourhood": "neighborhood, rt, rw, rt rw",
    },
    Level: {"mezzo": "meso, mezo"},
    IntakeSource: {
        "self": "self, self referral, self referred, walk in, walkin, sendiri, klien sendiri, inisiatif sendiri",
        "outreach": "jangkauan",
        "agency": "referral, ngo, lsm, lembaga, lembaga lain, yayasan, other agency",
        "neighbourhood": "neighbour, neighbor, tetangga, rt, rw, rt rw, ketua rt, ketua rw, kepala desa, kepala dusun, "
        "lurah, kelurahan, desa, perangkat desa, village head, village officials",
        "school": "teacher, guru, guru bk",
        "health": "health centre, health center, puskesmas, rumah sakit, rs, rsud, hospital, clinic, klinik, posyandu",
        "justice": "police, polisi, polres, polsek, unit ppa, court, pengadilan, kejaksaan",
        "social_office": "dinsos, dinas sosial, kemensos, social services, social welfare office",
        "hotline": "call centre, call center, pengaduan, aduan, complaint",
        "other": "others, lain lain, lain",
    },
    Consent: {
        "written": "signed, in writing",
        "verbal": "oral",
        "guardian": "guardian, parent, parents, wali, orang tua",
        "mandate": "court order, penetapan pengadilan, putusan pengadilan",
        "refused": "ditolak, declined",
    },
    Phase: {
        "engagement": "intake, penerimaan, pendekatan awal, kontak awal",
        "assessment": "asessment, assesment, assesmen, asesment, penilaian, pengkajian",
        "planning": "plan, rencana, rencana intervensi, perencanaan intervensi, case plan",
        "intervention": "implementation, pelaksanaan, pelaksanaan intervensi",
        "monitoring": "monitor",
        "termination": "closure, closing, penutupan, pengakhiran",
    },
    Status: {
        "active": "open, opened, ongoing, in progress, current, terbuka, berjalan, masih berjalan, proses, "
        "dalam proses, sedang berjalan",
        "on_hold": "hold, suspended, paused, ditunda, tertunda",
        "closed": "close, completed, finished, done, resolved, exited, tutup, selesai, terminated",
    },
    ContactMode: {
        "home_visit": "hv, home, rumah, di rumah, rumah klien, di rumah klien, kunjungan ke rumah, visitasi rumah, "
        "homevisit",
        "office": "office visit, kantor, di kantor, kunjungan kantor, datang ke kantor",
        "field": "lapangan, kunjungan lapangan",
        "phone": "call, phone call, telp, tlp, telpon, tilpon, via telepon, by phone, phone",
        "message": "wa, whatsapp, chat, chat wa, wa chat, sms, text, text message, pesan, pesan wa, via wa",
        "video": "vc, video call wa, zoom, google meet, vidcall",
        "group": "group, kelompok, kegiatan kelompok, group work",
        "conference": "case conference, case meeting, konferensi kasus, pembahasan kasus, rapat, rapat kasus, cc",
        "liaison": "koordinasi, rujukan, referral, coordination",
    },
    ContactOutcome: {
        "reached": "met, bertemu, terhubung, ketemu, berhasil ditemui, attended, completed, hadir",
        "left_message": "voicemail, left voicemail",
        "no_answer": "not home, not at home, no one home, tidak ada di rumah, tidak di rumah, tidak di tempat, "
        "tidak diangkat, tidak dijawab, tidak terjawab, tidak ada jawaban, tidak ditemui",
        "no_show": "no show, noshow, absent, did not attend, missed, tidak datang, absen",
        "cancelled": "canceled, batal, cancel",
        "refused": "declined, ditolak",
    },
    TerminationReason: {
        "goals_met": "goal met, goals met, goal achieved, tujuan tercapai, selesai tujuan tercapai",
        "transferred": "transfer, transferred, dialihkan, dirujuk, pindah lembaga",
        "moved": "relocated, moved away, pindah, pindah domisili, pindah alamat",
        "withdrew": "client withdrew, withdrawn, mengundurkan diri, mundur",
        "lost_contact": "lost to follow up, hilang kontak, tidak dapat dihubungi",
        "ineligible": "not eligible, tidak memenuhi syarat, tidak memenuhi kriteria",
        "duplicate": "ganda",
        "died": "deceased, death, client died, meninggal, meninggal dunia, wafat",
        "other": "other, others, lain lain, lain, lainnya",
    },
    Outcome: {
        "much_better": "much improved, sangat membaik",
        "better": "improved, lebih baik, membaik",
        "same": "no change, unchanged, tidak berubah, sama",
        "worse": "deteriorated, lebih buruk",
    },
    Sex: {
        "male": "m, l, lk, laki, laki laki, pria, cowok, man, boy",
        "female": "f, p, pr, perempuan, wanita, cewek, woman, girl",
    },
}

CODE_WORDS: dict[type[Vocabulary], dict[str, str]] = {
    vocabulary: {word: code for code, words in told.items() for word in words.split(", ")}
    for vocabulary, told in _CODES.items()
}
"""Closed list -> what stands in a stranger's table -> our code."""

TOTALS = ("total", "totals", "grand total", "sub total", "subtotal", "jumlah", "jumlah total", "total jumlah")
"""How a row begins that sums up those above it."""

NUMBER_HEADS = frozenset({"", "no", "nr", "nomor", "number", "num", "no urut", "nomor urut", "urut"})
"""Heads of the running number of a row."""

ONE_DAY_OF_MANY = ("tanggal", "tgl", "date", "timestamp", "cap waktu", "submission time")
"""Heads of days that may be any day of a row: what was done then, or when somebody wrote it down."""

EVENTS_ALONE = frozenset(
    word
    for field in ("date", "kind", "text")
    for word in EVENT_WORDS[field]
    if word not in ONE_DAY_OF_MANY
    and word not in ("note", "notes", "text", "body", "description", "details", "catatan", "uraian", "isi", "hasil",
                     "keterangan", "remarks", "comments", "service", "service type", "type of service", "layanan",
                     "jenis layanan", "tindakan", "action", "event", "observation", "observations", "observasi")
)  # fmt: skip
"""Heads that only a table of what was done has."""

SCORES: dict[str, Improves | None] = {
    "skor": None, "score": None, "phq": Improves.DOWN, "gad": Improves.DOWN, "srq": Improves.DOWN,
    "hscl": Improves.DOWN, "pcl": Improves.DOWN, "ces d": Improves.DOWN, "whodas": Improves.DOWN, "dass": Improves.DOWN,
    "gds": Improves.DOWN, "who 5": Improves.UP,
    "gaf": Improves.UP,
}  # fmt: skip
"""What stands in the head of a column that measures, and in which direction it gets better, where that is certain."""

OF_ANOTHER = frozenset(
    word
    for line in (
        "ibu ayah bapak ortu wali pengasuh suami istri pasangan saudara kakak adik kakek nenek tetangga petugas",
        "pekerja pendamping relawan pewawancara enumerator penyelia kepala kk ketua keluarga darurat mother father",
        "parent parents guardian caregiver carer spouse husband wife partner sibling brother sister relative",
        "relatives neighbour neighbor worker staff caseworker officer interviewer volunteer emergency school sekolah",
        "supervisor reporter pelapor referrer informant informan user username organization organisation lembaga anak",
        "child children bayi baby terakhir last previous sebelumnya next berikutnya selanjutnya",
    )
    for word in line.split()
)
"""Words in a head that say that the column is about another than the client, or of another time."""

PHRASED = frozenset({
    "client_name", "born", "sex", "address", "contact", "nik", "presenting_problem", "intake_source", "risk_level",
    "date", "text", "mode",
})  # fmt: skip
"""Fields whose heads are known within a longer one too, such as the question of a form."""

LOOSE_KEYS = ("kode", "code", "id", "record id")
"""Heads of keys that may as well be keys of something else than the case."""
