"""A packet as PDF: whole, handsome by its numbers, read aloud in order, and without a trace of this machine."""

import getpass
import re
import socket
import tempfile
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from store.errors import LingkarError
from store.packet import docx, pdf
from store.packet.document import (
    BlankLines,
    Block,
    Document,
    Entry,
    Facts,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Table,
)
from store.packet.sections.cover import sign_off
from tests.packet.samples import FULL, HOSTILE, SVG

typst = pytest.importorskip("typst", reason="there is no Typst for this system")
pdfium = pytest.importorskip("pypdfium2")

MARGIN = 68.0
"""Points, left and right."""
A4 = (595, 842)
COMMON = re.compile(r"[!-~\u00a1-\u00ac\u00ae-\u017f\u03b1-\u03c9\u0430-\u044f]")
"""Signs that every laptop draws with our own font."""
BRACKETS = re.compile(r"[<>(){}\[\]«»]")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
"""Beside Hebrew and Arabic, PDF readers turn brackets round, and of two alike read only one."""
MARKUP = (
    '#read("/etc/passwd") $x^2$ @ref *b* _i_ `c` <label> \\u{41} // no /* no */ = h - l + e ~ -- ... "q" #let x = 1'
)


def document(*blocks: Block, title: str = "Title", running: str = "") -> Document:
    return Document("en", title, running, blocks)


def pages(data: bytes) -> list[str]:
    """What can be marked and copied, page by page; a hyphen at the end of a line is one."""
    texts = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data)]
    return [re.sub("[\x02\ufffe]", "-", text) for text in texts]


def on(read: list[str], text: str) -> list[int]:
    """The pages that a text stands on."""
    return [number for number, page in enumerate(read) if text in page]


def dense(text: str) -> str:
    """A text without its white space, in the form in which PDF readers give it back."""
    return "".join(unicodedata.normalize("NFKD", text).split())


def texts_of(part: object) -> Iterator[str]:
    """Every text that is printed of a block or a packet."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts_of(each)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in ("svg", "alt", "language", "title"):
                yield from texts_of(getattr(part, field.name))


def unpacked(data: bytes) -> bytes:
    """A file with all that is compressed in it."""
    parts = [data]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:  # a picture, or none
            continue
    return b"\n".join(parts)


def boxes(data: bytes, text: str) -> list[tuple[int, float, float, float, float]]:
    """Where a text stands: its page, and its left, bottom, right and top in points."""
    found = []
    for number, page in enumerate(pdfium.PdfDocument(data)):
        drawn = page.get_textpage()
        search = drawn.search(text, match_case=True)
        while (at := search.get_next()) is not None:
            edges = [drawn.get_charbox(index) for index in range(at[0], at[0] + at[1])]
            left, bottom, right, top = zip(*edges, strict=True)
            found.append((number, min(left), min(bottom), max(right), max(top)))
    return found


@given(HOSTILE)
@example(document(Paragraph(MARKUP), Entry(MARKUP, (MARKUP,), MARKUP, ((MARKUP, MARKUP),))))
@example(
    document(Table((MARKUP, "b"), ((MARKUP, "x" * 300),), MARKUP), Facts(((MARKUP, MARKUP),)), Numbered((MARKUP,)))
)
@example(document(Paragraph("a mark that few fonts have: 0\U0001cf00")))
@example(document(Heading("[teks] \u05e0\u05de\u05dc ]]> 1. butir", 1)))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_written_no_common_sign_is_lost(packet: Document) -> None:
    written = pdf.write(packet)
    asked = " ".join(texts_of(packet))
    drawn = Counter(dense(" ".join(pages(written.data))))
    wanted = Counter(dense("".join(COMMON.findall(BRACKETS.sub("", asked) if RIGHT_TO_LEFT.search(asked) else asked))))
    assert {sign: count for sign, count in wanted.items() if drawn[sign] < count} == {}


@pytest.mark.parametrize(
    "text",
    [
        MARKUP, "Mengunjungi [Ibu] pukul 09.30.\n   - beras cukup\n\n# bukan judul", "x" * 500, "office fluffy ffi ﬁ",
        "https://contoh.id/" + "a/" * 90, "“kutipan” – … · € ½ ñ é ő Ž", "Αθήνα Ελλάδα", "Здравствуйте, мир",
    ],
)  # fmt: skip
def test_a_text_is_copied_as_it_was_written(text: str) -> None:
    packet = document(
        Heading(text, 1), Paragraph(text), Facts((("Name", text),)), Table(("Long", "Short"), ((text, "1"),)),
        Entry("Visit", (text,), text, (("Later", text),)), Numbered((text,)), BlankLines((text,)),
    )  # fmt: skip
    written = pdf.write(packet)
    inner = [re.sub(r"\d+/\d+\s*$", "", page) for page in pages(written.data)]
    assert dense(" ".join(inner)).count(dense(text)) == 9
    assert written.undrawn == ""
    assert b"<pdfuaid:part>1<" in written.data


@pytest.mark.parametrize("text", ["مرحبا بالعالم 123", "שלום עולם", "e\u0301\u0323 x\u0302", "a\u200cb"])
def test_other_scripts_keep_their_letters(text: str) -> None:
    written = pdf.write(document(Paragraph(text)))
    assert Counter(dense(text)) <= Counter(dense(" ".join(pages(written.data))))


def test_characters_that_no_font_shows_are_named_and_the_packet_is_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    setting, real = list[dict[str, str]](), typst.compile
    monkeypatch.setattr(typst, "compile", lambda *of, **how: setting.append(how["sys_inputs"]) or real(*of, **how))
    written = pdf.write(document(Paragraph("left \U0010fffd\u0378 right \u0378, café"), Heading("Σ")))
    assert sorted(written.undrawn) == ["\u0378", "\U0010fffd"]
    assert [set(inputs) for inputs in setting] == [{"characters"}, {"packet"}]
    assert "right" in pages(written.data)[0]
    assert b"pdfuaid" not in written.data
    assert b"/StructTreeRoot" in written.data


def test_an_emoji_family_is_drawn_or_named() -> None:
    written = pdf.write(document(Paragraph("before \U0001f468\u200d\U0001f469\u200d\U0001f467 after")))
    assert set(written.undrawn) <= set("\U0001f468\u200d\U0001f469\U0001f467")
    assert {"before", "after"} <= set(pages(written.data)[0].split())


def test_a_text_that_the_profile_refuses_is_written_without_it() -> None:
    written = pdf.write(document(Paragraph("untitled"), title=""))
    assert b"pdfuaid" not in written.data
    assert "untitled" in pages(written.data)[0]


def test_the_colour_of_an_emoji_in_an_arabic_word_does_not_end_the_program() -> None:
    """Typst 0.15 panics where a line breaks behind it."""
    text = " ".join("ر\U0001f3fdب" * length for length in range(1, 10)) * 9
    pdf.write(document(Paragraph(text), Table(tuple("abcdefgh"), ((text, *"bcdefgh"),))))


class PanicException(BaseException):
    """What a Rust library raises when it panics: of this name, and no `Exception`."""


def test_a_panic_of_typst_is_told_to_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def panics(*of: object, **how: object) -> bytes:
        raise PanicException("index out of bounds")

    monkeypatch.setattr(typst, "compile", panics)
    with pytest.raises(LingkarError, match="another format"):
        pdf.write(FULL)
    with pytest.raises(LingkarError, match="another format"):
        pdf.write(document(Paragraph("a sign that has to be looked for first: \u0378")))
    assert docx.write(document(Figure("A chart", SVG, "told in words"))).data, "a chart goes in words"


def test_a_figure_that_is_none_is_told_to_the_user() -> None:
    with pytest.raises(LingkarError, match="another format"):
        pdf.write(document(Figure("A chart", "no picture", "words")))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_whole_packet_is_read_aloud_as_it_is_meant(language: str) -> None:
    written = pdf.write(replace(FULL, language=language))
    told = unpacked(written.data)
    assert written.undrawn == ""
    assert b"<pdfuaid:part>1<" in told
    assert f"/Lang({language})".encode() in told
    assert told.count(b"/S/TH/") == 5
    assert told.count(b"/S/TD/") == 8
    assert told.count(b"/S/H1/") == 1
    assert told.count(b"/S/H2/") == 2
    assert told.count(b"/S/H3/") == 1, "a contact note is a part of its section"
    assert told.count(b"/S/LI/") == 3
    assert told.count(b"/S/Caption/") == 2
    assert b"/S/Figure" in told
    assert "Tujuan 1: -2 pada H+3\n0".encode("utf-16-be").hex().upper().encode() in told, "the chart in words"


def test_headings_are_read_aloud_without_a_gap_between_their_levels() -> None:
    written = pdf.write(document(Heading("Part", 3), Heading("Title", 1), Heading("Other part", 3)))
    assert b"<pdfuaid:part>1<" in written.data


def test_the_file_tells_nothing_of_this_machine_or_this_moment() -> None:
    first = pdf.write(FULL).data
    assert {name: value for name, value in pdfium.PdfDocument(first).get_metadata_dict().items() if value} == {
        "Title": FULL.title, "Creator": "Typst 0.15.1",
    }  # fmt: skip
    told = unpacked(first)
    about = re.findall(rb"<\?xpacket.*?</x:xmpmeta>", told, re.DOTALL)
    assert len(about) == 1
    words = set(re.findall(r"\w+", about[0].decode()))
    assert not words & {getpass.getuser(), socket.gethostname(), "CreateDate", "ModifyDate", "MetadataDate"}
    for path in (Path(typst.__file__).parent, Path(pdf.__file__).parent, Path.cwd(), Path(tempfile.gettempdir())):
        assert str(path).encode() not in told
    assert pdf.write(FULL).data == first


def test_a_heading_is_never_alone_at_the_foot_of_a_page() -> None:
    blocks = list[Block]()
    for n in range(60):
        rest = [
            Paragraph(f"text{n}. " + "word " * (11 * n)),
            Table((f"text{n}.", "b"), (("1", "word " * 60),) * 4),
            Entry(f"note{n}", ("mark",), f"text{n}. " + "word " * 90),
            Facts(((f"text{n}.", "word " * 50),)),
            BlankLines((f"text{n}.",), tall=True),
        ][n % 5]
        blocks += [Heading(f"head{n}.", 2 + n % 2), rest]
    read = pages(pdf.write(document(*blocks)).data)
    assert len(read) > 10
    assert [n for n in range(60) if on(read, f"head{n}.")[0] != on(read, f"text{n}.")[0]] == []


@pytest.mark.parametrize("lines", range(0, 60, 4))
def test_both_signatures_stand_on_one_page(lines: int) -> None:
    room = [Paragraph(f"line {n}") for n in range(lines)]
    read = pages(pdf.write(document(*room, *sign_off("Rini"))).data)
    first, *_rest = on(read, "Sign-off")
    assert on(read, "Social worker") == on(read, "Supervisor") == on(read, "Signature") == [first]


def test_a_long_table_repeats_its_header_and_keeps_its_rows_whole() -> None:
    rows = tuple((f"row{n}", "word " * (90 + n) + f"end{n}.") for n in range(60))
    read = pages(pdf.write(document(Heading("Section"), Table(("Which", "What"), rows, "Caption"))).data)
    assert len(read) > 2
    assert all(re.search(r"Which\s+What", page) for page in read)
    assert [n for n in range(60) if on(read, f"row{n} ") != on(read, f"end{n}.")] == []


def test_a_row_longer_than_a_page_goes_on_over_it() -> None:
    words = [f"w{n}" for n in range(1500)]
    data = pdf.write(document(Table(("Long", "Short"), ((" ".join(words), "1"),)))).data
    assert set(words) <= set(" ".join(pages(data)).split())
    assert all(bottom > 40 for word in words[::50] for _page, _left, bottom, _right, _top in boxes(data, word))


def test_nothing_is_too_long_for_the_paper() -> None:
    words = [f"w{n}" for n in range(1200)]
    lines, talls, strong = ([f"{name}{n}" for n in range(60)] for name in ("line", "tall", "strong"))
    long = " ".join(words)
    blocks = [
        Heading(long, 3), Paragraph(long, strong=True), Facts(((long, "value"),)), Table(("a",), (("1",),), long),
        Entry(long, (long,), "", ((long, long),)), Figure(long, SVG, "words"), BlankLines(tuple(lines)),
        BlankLines(tuple(talls), tall=True), *(Paragraph(word, strong=True) for word in strong),
    ]  # fmt: skip
    data = pdf.write(document(Heading("Title", 1), *blocks)).data
    read = Counter(" ".join(pages(data)).split())
    assert {word for word in words if read[word] != 9} == set()
    assert {*lines, *talls, *strong} <= set(read)
    for page in pdfium.PdfDocument(data):
        drawn = page.get_textpage()
        assert min(drawn.get_charbox(at)[1] for at in range(0, drawn.count_chars(), 7)) > 40


def test_columns_of_numbers_stand_to_the_right_and_texts_to_the_left() -> None:
    rows = (("Food", "7", "mother"), ("Education", "1234", "child"))
    data = pdf.write(document(Table(("Domain", "Score", "Whose"), rows, numbers=(1,)))).data
    (_, _, _, seven, _), (_, _, _, thousand, _) = boxes(data, "7")[0], boxes(data, "1234")[0]
    assert seven == pytest.approx(thousand, abs=1)
    assert boxes(data, "mother")[0][1] == pytest.approx(boxes(data, "child")[0][1], abs=1)
    assert boxes(data, "Food")[0][1] == pytest.approx(MARGIN, abs=1.5)


@pytest.mark.parametrize("count", range(2, 9))
def test_nothing_leaves_the_page_or_its_column(count: int) -> None:
    """Endless words break, with and without a place for it."""
    cells = ["W" * 90, "pertanggungjawaban " * 3, "20 Nov 2026", "m" * 60, "word " * 40, "1.500.000", "l" * 99, "MWMW"]
    heads = ["Tanggal", "Keterangan", "Dinilai", "Harapan", "Alasan", "Jumlah", "Catatan", "Status"]
    table = Table(tuple(heads[:count]), (tuple(cells[:count]),))
    long = "W" * 200
    packet = document(Heading(long, 1), Paragraph(long), Facts(((long, long),)), table, Entry(long, (long,), long))
    data = pdf.write(packet).data
    for page in pdfium.PdfDocument(data):
        drawn = page.get_textpage()
        edges = [drawn.get_charbox(at) for at in range(drawn.count_chars()) if drawn.get_text_range(at, 1).strip()]
        assert min(left for left, *_ in edges) > MARGIN - 2
        assert max(right for _, _, right, _ in edges) < A4[0] - MARGIN + 8
    heads_at = [boxes(data, head)[0] for head in heads[:count]]
    assert all(first[3] < second[1] for first, second in pairwise(heads_at)), "no column runs into the next"


def test_each_page_says_what_it_is_of_and_which_it_is() -> None:
    data = pdf.write(document(*[Paragraph("word " * 300)] * 8, running="CONFIDENTIAL · K-2026-014")).data
    count = len(pages(data))
    assert count > 2
    assert all(f"{n}/{count}" in page and "CONFIDENTIAL · K-2026-014" in page for n, page in enumerate(pages(data), 1))


def test_blank_lines_leave_room_for_a_hand() -> None:
    labels = BlankLines(("First", "Second", "Third"))
    data = pdf.write(document(labels, replace(labels, labels=("Long", "Longer"), tall=True))).data
    first, second = boxes(data, "First")[0], boxes(data, "Second")[0]
    assert first[2] - second[2] > 25, "a line of handwriting, in points"
    assert boxes(data, "Long")[0][2] - boxes(data, "Longer")[0][2] > 3 * 25


def test_a_picture_of_a_figure_is_sharp_and_has_its_words() -> None:
    with_words = pdf.png_of(SVG)
    assert with_words[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(with_words[16:20], "big") == pytest.approx(680 / 96 * 200, abs=1)
    assert with_words != pdf.png_of(re.sub("<text.*</text>", "", SVG))


def test_the_fonts_of_the_laptop_are_read_only_where_ours_may_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading hundreds of them would stop the keys for a moment."""
    read: set[bool] = set()
    fonts = pdf._fonts

    def seen(*, of_laptop: bool) -> object:
        read.add(of_laptop)
        return fonts(of_laptop=of_laptop)

    monkeypatch.setattr(pdf, "_fonts", seen)
    pdf.write(Document("id", "", "", (Paragraph("Siti \u2013 \u201cbaik\u201d, José"),)))
    assert read == {False}
    read.clear()
    pdf.write(Document("id", "", "", (Paragraph("社会工作"),)))
    assert read == {True}
