"""Indonesian as the profession writes it: the terms of the domain reference, word for word."""

from datetime import date, datetime, timedelta

import pytest

from store.act import Act
from store.language import n_, use
from store.language.formats import clock_text, day_text, days_text, due_text, moment_text, weekday_text
from store.model import codes
from store.practice.gates import BY_CODE, ITEMS, Item

TODAY = date(2026, 11, 20)
TABLE = {
    "Phase": {
        "engagement": "Pendekatan Awal", "assessment": "Asesmen", "planning": "Perencanaan",
        "intervention": "Intervensi",
        "monitoring": "Pemantauan", "evaluation": "Evaluasi", "termination": "Terminasi",
    },
    "Status": {"active": "Aktif", "on_hold": "Ditangguhkan", "closed": "Ditutup"},
    "Level": {"micro": "Mikro", "mezzo": "Mezzo", "macro": "Makro"},
    "SystemSize": {
        "individual": "Individu", "family": "Keluarga", "formal_group": "Kelompok formal",
        "organisation": "Organisasi kompleks", "neighbourhood": "Rukun tetangga/rukun warga (RT/RW)",
        "community": "Komunitas", "society": "Masyarakat",
    },
    "PracticeField": {
        "residential_child_care": "Panti asuhan/LKSA", "legislature_office": "Kantor DPRD",
        "community_hospice": "Hospice berbasis masyarakat", "rape_crisis": "Advokasi krisis pemerkosaan",
        "other": "Lainnya",
    },
    "IntakeSource": {
        "self": "Datang sendiri", "outreach": "Penjangkauan", "agency": "Rujukan lembaga", "family": "Keluarga",
        "neighbourhood": "RT/RW/perangkat desa", "school": "Sekolah", "health": "Puskesmas/rumah sakit",
        "justice": "Polisi/pengadilan", "social_office": "Dinas Sosial", "hotline": "Pengaduan/hotline",
        "other": "Lainnya",
    },
    "Consent": {
        "written": "Tertulis", "verbal": "Lisan", "guardian": "Wali/orang tua", "mandate": "Mandat hukum (penetapan)",
        "vital": "Kepentingan vital/darurat", "refused": "Menolak",
    },
    "RiskLevel": {
        "none": "Tidak teridentifikasi", "low": "Rendah", "medium": "Sedang", "high": "Tinggi",
        "critical": "Kritis (darurat)",
    },
    "ContactMode": {
        "home_visit": "Kunjungan rumah", "office": "Pertemuan di kantor", "field": "Kunjungan lapangan",
        "phone": "Telepon",
        "message": "Pesan singkat (SMS/WA)", "video": "Panggilan video", "group": "Sesi kelompok",
        "collateral": "Kontak pihak ketiga", "conference": "Pembahasan kasus (case conference)",
        "liaison": "Koordinasi/rujukan", "supervision": "Supervisi", "admin": "Administrasi",
    },
    "ContactOutcome": {
        "reached": "Bertemu/terhubung", "left_message": "Titip pesan", "no_answer": "Tidak terjawab/tidak di tempat",
        "no_show": "Tidak hadir", "cancelled": "Dibatalkan", "refused": "Menolak",
    },
    "NoteFormat": {
        "narrative": "Naratif", "summary": "Pencatatan ringkas", "process": "Pencatatan proses", "SOAP": "SOAP",
        "DAP": "DAP", "BIRP": "BIRP", "GIRP": "GIRP",
    },
    "NoteStatus": {"draft": "Draf", "signed": "Ditandatangani", "amended": "Beradendum", "voided": "Dibatalkan"},
    "TerminationReason": {
        "goals_met": "Tujuan tercapai", "partial": "Tercapai sebagian, diakhiri atas kesepakatan",
        "not_needed": "Tidak lagi memerlukan dukungan",
        "returned": "Kembali ke lingkungan asal (reintegrasi/reunifikasi)",
        "transferred": "Dialihkan ke pekerja sosial/lembaga lain", "moved": "Pindah ke luar wilayah layanan",
        "withdrew": "Klien menolak/mengundurkan diri", "lost_contact": "Kehilangan kontak/klien menghilang",
        "ineligible": "Tidak (lagi) memenuhi kriteria pelayanan",
        "capacity": "Keterbatasan sumber daya pekerja sosial/lembaga", "mandate_end": "Mandat/penetapan berakhir",
        "duplicate": "Data ganda", "died": "Klien meninggal dunia", "other": "Lainnya (jelaskan)",
    },
    "Outcome": {
        "much_better": "Jauh membaik", "better": "Membaik", "same": "Tetap", "worse": "Memburuk",
        "unknown": "Tidak dapat dinilai",
    },
    "Notice": {"agreed": "Disepakati", "informed": "Diberitahu", "not_possible": "Tidak memungkinkan"},
}  # fmt: skip
GATES = {
    "consent": "Persetujuan atau dasar hukum lain tercatat",
    "problem": "Masalah menurut klien tercatat",
    "first_contact": "Kontak pertama dengan klien berhasil",
    "safety": "Keselamatan mendesak ditapis (tingkat risiko diisi)",
    "roles": "Peran, kerahasiaan, dan batasnya dijelaskan",
    "origin": "Lingkungan asal dicatat",
    "strengths": "Kekuatan dan sumber tercatat",
    "level": "Level dan ukuran sistem dipastikan",
    "plan_agreed": "Klien menyepakati rencana (atau alasannya",
    "team": "Tim dan rujukan ditetapkan",
    "review_date": "Tanggal peninjauan ditetapkan",
    "plan_fits": "Rencana masih sesuai atau telah direvisi",
    "client_view": "Pandangan klien tercatat",
    "record": "Alasan, hasil, ringkasan",
    "notice": "Klien diberitahu/menyepakati sesuai",
    "return": "Rencana kembali/bimbingan lanjut sesuai",
    "retention": "Tanggal retensi ditetapkan",
}
"""How these items begin; the others ask for more or less than their row of the reference, so they have other words."""
# A task that is done is so in the word that the gates use.
TABLE |= {
    "WorkerRole": {
        "broker": "Penghubung (broker)",
        "advocate": "Pembela (advokat)",
        "educator": "Pendidik",
        "enabler": "Pemungkin (enabler)",
        "mediator": "Mediator",
        "facilitator": "Fasilitator",
        "counsellor": "Konselor",
        "case_manager": "Manajer kasus",
        "organiser": "Pengorganisasi masyarakat",
        "evaluator": "Peneliti/evaluator",
        "policy": "Penggerak kebijakan",
    },
    "PracticeFunction": {
        "prevention": "Pencegahan disfungsi sosial",
        "protection": "Pelindungan sosial",
        "rehabilitation": "Rehabilitasi sosial",
        "empowerment": "Pemberdayaan sosial",
        "development": "Pengembangan sosial",
    },
    "GoalStatus": {
        "planned": "Direncanakan",
        "active": "Berjalan",
        "achieved": "Tercapai",
        "partial": "Tercapai sebagian",
        "not_achieved": "Tidak tercapai",
        "revised": "Direvisi",
        "dropped": "Dihentikan",
    },
    "TaskOwner": {
        "worker": "Pekerja sosial",
        "client": "Klien",
        "family": "Keluarga",
        "other_pro": "Profesi lain",
        "agency": "Lembaga",
    },
    "TaskStatus": {
        "open": "Belum dikerjakan",
        "doing": "Sedang dikerjakan",
        "done": "Sudah",
        "cancelled": "Dibatalkan",
        "not_possible": "Tidak dapat dilaksanakan",
    },
    "InterventionType": {
        "counselling": "Konseling/dukungan psikososial",
        "linking": "Penautan dengan sumber",
        "tangible": "Bantuan konkret",
        "education": "Edukasi",
        "group_work": "Pekerjaan sosial kelompok",
        "mediation": "Mediasi/fasilitasi",
        "advocacy_case": "Advokasi kasus",
        "advocacy_policy": "Advokasi kebijakan",
        "system_change": "Perubahan sistem sumber",
        "crisis": "Intervensi krisis",
        "community": "Pengorganisasian komunitas",
        "research": "Penelitian/penilaian praktik",
    },
    "ResourceKind": {
        "informal": "Sumber informal (alamiah)",
        "formal": "Sumber formal (keanggotaan)",
        "societal": "Sumber kemasyarakatan (kelembagaan)",
    },
    "ReferralStatus": {
        "draft": "Draf",
        "sent": "Dikirim",
        "accepted": "Diterima",
        "rejected": "Ditolak",
        "started": "Layanan berjalan",
        "completed": "Selesai",
        "client_declined": "Ditolak klien",
        "unavailable": "Layanan tidak tersedia",
    },
    "Discipline": {
        "doctor": "Dokter",
        "nurse": "Perawat",
        "psychologist": "Psikolog",
        "teacher": "Guru/BK",
        "lawyer": "Bantuan hukum",
        "police": "Polisi (UPPA)",
        "faith": "Tokoh agama",
        "cadre": "Kader",
        "village": "Perangkat desa/RT/RW",
        "pkh": "Pendamping PKH",
        "tksk": "TKSK",
        "volunteer": "Relawan",
        "peer": "Sebaya",
        "kin": "Kerabat",
        "other": "Profesi lain",
    },
    "SystemRole": {
        "change_agent": "Sistem pelaksana perubahan",
        "client": "Sistem klien",
        "target": "Sistem sasaran",
        "action": "Sistem kegiatan",
    },
    "RiskType": {
        "self_harm": "Bunuh diri/menyakiti diri",
        "harm_others": "Membahayakan orang lain",
        "domestic_violence": "KDRT",
        "child_abuse": "Kekerasan/penelantaran anak",
        "sexual_violence": "Kekerasan seksual",
        "elder": "Penelantaran lansia",
        "trafficking": "Perdagangan orang/eksploitasi",
        "homeless": "Kehilangan tempat tinggal",
        "medical": "Kedaruratan medis",
        "worker_safety": "Keselamatan petugas",
        "missing": "Melarikan diri atau hilang",
        "other": "Bahaya lain",
    },
    "FlagState": {
        "open": "Terbuka",
        "mitigated": "Terkendali",
        "resolved": "Selesai",
    },
    "LifeDomain": {
        "basic_needs": "Kebutuhan dasar & pangan",
        "housing": "Tempat tinggal",
        "health": "Kesehatan fisik",
        "mental": "Kesehatan jiwa & emosi",
        "family": "Keluarga & pengasuhan",
        "social": "Relasi sosial",
        "education": "Pendidikan",
        "livelihood": "Pekerjaan & penghasilan",
        "safety": "Keamanan & pelindungan",
        "legal": "Dokumen & status hukum",
        "roles": "Peran sosial",
        "spiritual": "Spiritual & budaya",
    },
}
LABELS = [(name, code, label) for name, rows in TABLE.items() for code, label in rows.items()]


@pytest.fixture(autouse=True)
def _indonesian(english: None) -> None:
    use("id")


@pytest.mark.parametrize(("name", "code", "label"), LABELS, ids=lambda value: value.replace(" ", "_"))
def test_the_label_is_the_term_of_the_domain_reference(name: str, code: str, label: str) -> None:
    known = {one.__name__: one for one in codes.Vocabulary.__subclasses__()}
    assert known[name].of(code).label == label


_OURS = {
    "MoveKind", "OutsideKind", "Verdict", "Returned", "Sex", "Bond", "Flow", "Rater", "Improves", "Stage", "MaskLevel",
    "WordKind", "PacketKind", "DayStyle", "Supposed",
}  # fmt: skip
"""Lists for which the reference has no words in Indonesian, or only in running text."""


def test_no_code_is_without_its_term() -> None:
    declared = {
        one.__name__: {member.value for member in one}
        for one in codes.Vocabulary.__subclasses__()
        if one.__module__.startswith("store.model.") and one.__name__ not in _OURS
    }
    assert {name: set(rows) for name, rows in TABLE.items()} == declared


def test_every_kind_of_history_entry_has_an_indonesian_word() -> None:
    translated = {kind.value: kind.label for kind in codes.MoveKind}
    use("en")
    assert not [kind for kind in codes.MoveKind if translated[kind.value] == kind.label]
    assert len(set(translated.values())) == len(translated)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_gate_items_are_in_the_words_of_the_domain_reference(item: Item) -> None:
    text = item.text
    assert text.startswith(GATES.get(item.code, ""))
    advice = item.missing_text
    use("en")
    assert text != item.text
    assert advice != item.missing_text


def test_every_gate_item_of_the_reference_is_there() -> None:
    assert GATES.keys() <= BY_CODE.keys()


@pytest.mark.parametrize(("month", "name"), list(enumerate(
    ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"], 1
)))  # fmt: skip
def test_months(month: int, name: str) -> None:
    assert day_text(date(2026, month, 20)) == f"20 {name} 2026"


def test_weekdays() -> None:
    names = [weekday_text(date(2026, 11, 16) + timedelta(days=day)) for day in range(7)]
    assert names == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def test_the_clock_has_a_full_stop() -> None:
    assert clock_text(datetime(2026, 11, 20, 9, 5)) == "09.05"
    assert moment_text(datetime(2026, 8, 17, 9, 5)) == "17 Agu 2026 09.05"


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_days_have_one_form(count: int) -> None:
    assert days_text(count) == f"{count} hari"


def test_every_plural_says_the_same_for_one_and_many() -> None:
    assert n_("{count} day", "{count} days", 1) == n_("{count} day", "{count} days", 2) == "{count} hari"


@pytest.mark.parametrize("ahead", [-40, -2, -1, 2, 30])
def test_how_far_off_is_said_in_hari_and_never_clamped(ahead: int) -> None:
    text = due_text(TODAY + timedelta(days=ahead), TODAY)
    assert f"{abs(ahead)} hari" in text
    assert text != due_text(TODAY + timedelta(days=-ahead), TODAY)


def test_today_and_tomorrow() -> None:
    assert [due_text(TODAY + timedelta(days=day), TODAY) for day in (0, 1)] == ["hari ini", "besok"]


def test_a_sentence_of_an_act_follows_the_language_at_once() -> None:
    act = Act("advance", "K-2026-001", "assessment")
    indonesian = act.sentence
    assert "Asesmen" in indonesian
    assert "K-2026-001" in indonesian
    use("en")
    assert act.sentence == "K-2026-001 to Assessment"
