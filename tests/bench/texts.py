"""What the notes and files of the benchmark's books say: the sentences and parts of the demonstration, in Indonesian.

The sentences are drawn as they stand there, so that words are as frequent as in the demonstration. In each note one
sentence more names somebody of the case, a place and a rare name, and in a few a line is in another script.
"""

import random
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from store.demo import caseload
from store.demo.parts import texts_of

GIVEN = (
    "Adi", "Agus", "Andi", "Asep", "Bambang", "Bayu", "Budi", "Dadang", "Dedi", "Dian", "Eko", "Endang", "Fitri",
    "Gede", "Hendra", "Indah", "Joko", "Kadek", "Ketut", "Komang", "La Ode", "Lestari", "Made", "Maria", "Mei Ling",
    "Mohamad", "Ni Luh", "Nur", "Nyoman", "Putri", "Putu", "Ratna", "Rina", "Rizky", "Siti", "Sri", "Teuku", "Tigor",
    "Ujang", "Wahyu", "Wati", "Wayan", "Yohana", "Yosef", "Yuli",
)  # fmt: skip
FAMILY = (
    "Anggraini", "Aritonang", "Baskara", "Daeng Ngalle", "Fauzi", "Gunawan", "Halim", "Handayani", "Harahap",
    "Hidayat", "Kogoya", "Kusuma", "Latuconsina", "Lubis", "Maharani", "Manurung", "Marpaung", "Nasution", "Nugroho",
    "Pattiasina", "Permata", "Pratama", "Purnama", "Rahayu", "Ramadhani", "Saputra", "Setiawan", "Siregar", "Suryani",
    "Susanto", "Tabuni", "Tanjung", "Utami", "Wibowo", "Wijaya", "Yulianti",
)  # fmt: skip
ONLY = (
    "Daryono", "Juminten", "Kartini", "Kasmiati", "Legiman", "Marsinah", "Ngatini", "Paijo", "Parjiyem", "Ponirah",
    "Sarinah", "Sudarmi", "Suharti", "Sukarno", "Sulastri", "Sumarni", "Supriyadi", "Suyatno", "Tukinem", "Wagiman",
)  # fmt: skip
"""Mononyms: whole names of one word."""
SYLLABLES = ("ra", "ti", "su", "mi", "wa", "ja", "nu", "la", "de", "yo", "ki", "ba", "hen", "dra", "sih", "tun")
PLACES = (
    "rumah", "balai RW", "puskesmas", "kantor desa", "sekolah", "pasar", "panti", "kantor kelurahan", "masjid",
    "gereja", "posyandu", "rumah singgah", "kebun belakang", "warung Bu Tun",
)  # fmt: skip
ODD = (
    "這次談話用華語，他說：「我想回家。」", "祖母の家に帰りたい、と彼女は言った。",
    "Pesan terakhirnya hanya: 🙏🏽👩‍👩‍👧‍👦🏠", "Balasannya 👍🏿🇮🇩❤️‍🩹, tanpa kata.",
    "قال الإمام: الصبر مفتاح الفرج، ثم سكت.", "היא כתבה: שלום, מחר נדבר.",
    "Tulisan anak itu: ꦱꦸꦒꦼꦁ ꦲꦺꦚ꧀ꦗꦁ, lalu नमस्ते.", "Ia mengeja namanya x̂ y̌ z̤̈ o̱̊ berulang-ulang.",
)  # fmt: skip
"""Lines in scripts that are wide, joined, written from right to left, or combined of several marks."""
ODD_NOTES = 0.03

GROUPS = ("Melati", "Senja", "Mekar", "Tunas", "Bahari", "Sejahtera", "Harapan", "Teratai", "Cempaka", "Rukun")
TAGS = (
    "pendidikan", "jaminan-kesehatan", "utang", "reunifikasi", "disabilitas", "lansia", "pekerja-migran",
    "kesehatan-jiwa", "administrasi-kependudukan", "bansos", "rujukan-balik", "kdrt", "stunting",
    "putus-sekolah", "pengasuhan",
)  # fmt: skip
DOMAINS = (
    "basic_needs", "education", "family", "health", "housing", "legal", "livelihood", "mental", "roles", "safety",
    "social",
)  # fmt: skip
AGREED = "Disepakati bersama klien."


def full_name(draw: random.Random) -> str:
    """The name of a person; of every fourth a single word."""
    return draw.choice(ONLY) if draw.random() < 0.25 else f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}"


def rare_name(draw: random.Random) -> str:
    """A name that hardly anybody else has."""
    return "".join(draw.choices(SYLLABLES, k=4)).capitalize()


def body(draw: random.Random, words: int, names: list[str]) -> str:
    """The text of a note.

    Args:
        draw: what decides.
        words: how long it is, roughly.
        names: of people of the case, one of whom it names.
    """
    told, length = sentences()
    own = f"{draw.choice(names)} dan {rare_name(draw)} ditemui di {draw.choice(PLACES)}."
    lines = draw.choices(told, k=max(1, round(words / length) - 1))
    half = len(lines) // 2
    text = f"{own} {' '.join(lines[:half])}\n\n{' '.join(lines[half:])}" if half else f"{own} {lines[0]}"
    return f"{text}\n{draw.choice(ODD)}" if draw.random() < ODD_NOTES else text


@cache
def sentences() -> tuple[list[str], float]:
    """The sentences of the demonstration's notes, and how many words they have on average."""
    notes = [texts_of(note, "id")["text"] for story in caseload() for note in story["notes"]]
    told = [line for note in notes for line in re.split(r"(?<=[.!?\"])\s+", note) if line]
    return told, sum(len(line.split()) for line in told) / len(told)


@cache
def parts(kind: str) -> list[dict[str, Any]]:
    """What stands in the demonstration's files of one kind: each with its codes and numbers, and its texts."""
    found = [part for story in caseload() for part in story["parts"] if part["kind"] == kind]
    return [{**part, **texts_of(part, "id")} for part in found if "id" in part]


@cache
def case_texts(field: str) -> list[str]:
    """What the demonstration writes into one field of a case."""
    return [text for story in caseload() if (text := texts_of(story["text"], "id").get(field))]


@cache
def reasons() -> list[str]:
    """Why cases moved."""
    return [texts_of(move, "id")["reason"] for story in caseload() for move in story.get("moves", ())]


@cache
def endings(field: str) -> list[str]:
    """What the demonstration writes into one field of a closing record."""
    closings = [story["closing"] for story in caseload() if "closing" in story]
    return [text for closing in closings if (text := texts_of(closing, "id").get(field))]


@cache
def resources() -> list[dict[str, Any]]:
    """The directory of the demonstration."""
    told = tomllib.loads((files("store.demo") / "directory.toml").read_text(encoding="utf-8"))["resource"]
    return [{**one, **texts_of(one, "id")} for one in told]
