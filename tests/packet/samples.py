"""Packets for the tests of the writers: one that holds every block, and the strategies that make hostile ones."""

from hypothesis import strategies as st

from store.model.text import clean_block, clean_line
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

LABEL = 'Kembali <ke> sekolah & "rumah"'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="120" viewBox="0 0 680 120">'
    '<line x1="0" y1="60" x2="680" y2="60" stroke="#23282e"/>'
    '<text x="10" y="50" font-family="Noto Sans" font-size="11">Kembali &lt;ke&gt; sekolah &amp; "rumah"</text></svg>'
)
"""A chart with a text of the user, `LABEL`, in it."""

NOTE = "Mengunjungi [Ibu] pukul 09.30.\n   - beras cukup\n\n# bukan judul, <b>bukan</b> tag &amp; bukan entitas"

FULL = Document(
    "id",
    "Presentasi kasus K-2026-014",
    "K-2026-014 · RAHASIA",
    (
        Heading("Presentasi kasus K-2026-014", 1),
        Paragraph("RAHASIA", strong=True),
        Paragraph("Nama disamarkan.\nBacalah sebelum meneruskan.\n\nSimpan dengan aman."),
        Heading("Pertanyaan"),
        Numbered(("Apa yang luput?", "Perlu rujukan?\n\nSaya ragu.")),
        Facts((("Sistem klien", "Keluarga"), ("Skala", "-2 tidak sekolah\n0 hadir"))),
        Numbered(("Daftar kedua",)),
        Table(("Ranah", "Celah", "Alasan"), (("Pangan", "3", "-"), ("Sekolah", "4", "x" * 900)), "Celah", (1,)),
        Table(("Tanggal", "Langkah"), (("H+1", "dibuka"),)),
        Figure("Gambar 1. Pencapaian tujuan", SVG, "Tujuan 1: -2 pada H+3\n0 pada H+41."),
        Heading("Catatan"),
        Entry("H+12, kunjungan rumah", ("Tahap: Asesmen", "DRAF"), NOTE, (("Tambahan H+14", "[Ibu] menelepon."),)),
        BlankLines(("Keputusan",), tall=True),
        BlankLines(("Nama", "Tanda tangan")),
    ),
)

_ATTACKS = (
    "<script>alert(1)</script>", "</p></body></html>", "&lt;b&gt; &#65; &nbsp;", "<!-- x", "]]>", "<w:p/>", "</w:t>",
    "# judul", "- butir", "1. butir", "> kutipan", "---", "[teks](http://contoh.id)", "![x](y)", "| a | b |", "```",
    "**x**", '{ HYPERLINK "http://contoh.id" }', "{ PAGE }", "{{{x}}}", "=1+1", "a\u0338b", "e\u0301", "\u0338<",
    "\U0001f469\u200d\U0001f467", "\u05e0\u05de\u05dc \u05e9\u05dc\u05d5\u05dd", "\u0633\u0644\u0627\u0645",
    "\u793e\u4f1a\u5de5\u4f5c", "x" * 300, "[Ibu]-nya", "a  b", "   masuk", "satu\ndua\n\n\ntiga", "\\", "\\\n\\",
    "%s {0} $x$",
)  # fmt: skip
_TRICKY = st.one_of(
    st.sampled_from(_ATTACKS),
    st.text(
        st.one_of(st.sampled_from("\\*_`<>[]|~&#+-=:.)(!1 \n\t\"'{}$^;/"), st.characters(exclude_categories=["Cs"])),
        max_size=40,
    ),
    st.lists(st.sampled_from(_ATTACKS), min_size=2, max_size=4).map(" ".join),
)
LINES = _TRICKY.map(clean_line).filter(bool)
TEXTS = _TRICKY.map(clean_block).filter(str.strip)


def _tables(width: int) -> st.SearchStrategy[Table]:
    cells = st.tuples(*[st.one_of(st.just(""), TEXTS)] * width)
    headers = st.tuples(*[LINES] * width)
    return st.builds(Table, headers, st.lists(cells, max_size=3).map(tuple), st.one_of(st.just(""), LINES))


_BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, LINES, st.sampled_from([1, 2, 3])),
    st.builds(Paragraph, TEXTS),
    st.builds(Paragraph, LINES, st.just(True)),
    st.builds(Numbered, st.lists(TEXTS, min_size=1, max_size=3).map(tuple)),
    st.builds(Facts, st.lists(st.tuples(LINES, TEXTS), min_size=1, max_size=3).map(tuple)),
    st.integers(1, 4).flatmap(_tables),
    st.builds(
        Entry, LINES, st.lists(LINES, max_size=3).map(tuple), st.one_of(st.just(""), TEXTS),
        st.lists(st.tuples(LINES, TEXTS), max_size=2).map(tuple),
    ),
    st.builds(Figure, LINES, st.just(SVG), TEXTS),
    st.builds(BlankLines, st.lists(LINES, min_size=1, max_size=3).map(tuple), st.booleans()),
)  # fmt: skip
HOSTILE = st.builds(
    Document, st.sampled_from(["id", "en"]), LINES, LINES, st.lists(_BLOCKS, min_size=1, max_size=6).map(tuple)
)
"""Whole packets of hostile text, cleaned as it is where it enters the book."""
