"""The Word file: real styles, tables and lists that readers know, and nothing in it about anybody but the case."""

import shutil
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
import time_machine
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Mm

from store.packet.document import Block, Document, Facts, Figure, Numbered, Paragraph, Table
from store.packet.docx import write
from store.packet.sections.cover import sign_off
from tests.packet.samples import FULL, LABEL, SVG


def word_of(*blocks: Block, language: str = "en") -> WordFile:
    return docx.Document(BytesIO(write(Document(language, "Packet", "K-2026-014", blocks)).data))


def values(word: WordFile, path: str) -> list[str]:
    """The `w:val` of all elements of a kind in the body."""
    return [element.get(qn("w:val")) for element in word.element.body.iter(qn(path))]


def test_headings_lists_and_captions_have_the_styles_that_word_knows() -> None:
    word = docx.Document(BytesIO(write(FULL).data))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs]
    assert ("Heading 1", "Presentasi kasus K-2026-014") in styles
    assert ("Heading 2", "Catatan") in styles
    assert ("Heading 3", "H+12, kunjungan rumah") in styles
    assert ("List Number", "Apa yang luput?") in styles
    assert ("List Continue", "Saya ragu.") in styles
    assert ("Caption", "Gambar 1. Pencapaian tujuan") in styles
    assert ("Normal", "Mengunjungi [Ibu] pukul 09.30.\n   - beras cukup") in styles
    used = set(values(word, "w:pStyle") + values(word, "w:tblStyle"))
    assert used <= {style.style_id for style in word.styles}


def test_lines_and_spaces_stay_as_they_were_written() -> None:
    word = word_of(Paragraph("S: calm\n   and  well\n\nO: thin"))
    assert [[line.text for line in paragraph._p.iter(qn("w:t"))] for paragraph in word.paragraphs] == [
        ["S: calm", "   and  well"], ["O: thin"],
    ]  # fmt: skip
    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert {line.get(space) for line in word.element.body.iter(qn("w:t"))} == {"preserve"}
    assert len(list(word.element.body.iter(qn("w:br")))) == 1


def test_each_numbered_list_begins_at_one() -> None:
    word = word_of(Numbered(("one", "two")), Numbered(("three",)))
    first, same, second = values(word, "w:numId")
    assert first == same != second
    begun = {
        number.get(qn("w:numId")): [start.get(qn("w:val")) for start in number.iter(qn("w:startOverride"))]
        for number in word.part.numbering_part.element.iter(qn("w:num"))
    }
    assert begun[first] == begun[second] == ["1"]


def test_a_table_repeats_its_head_and_has_its_widths_twice() -> None:
    word = word_of(
        Table(("Domain", "Gap", "Why"), (("Food", "3", "-"), ("School", "4", "x" * 900)), "Gaps", (1,)),
        Table(("A", "B"), (("1", "2"),)),
    )
    table, other = word.tables
    assert table._tbl.getnext().tag == qn("w:p")  # two tables without anything between them are one in Word
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows] == [True, True, False]
    for each in (table, other):
        widths = [column.width for column in each.columns]
        assert [[cell.width for cell in row.cells] for row in each.rows] == [widths] * len(each.rows)
        assert 0 < sum(widths) <= Mm(170) * 1.001  # a short table stays narrow
    aligned = [[cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows]
    assert [[bool(side) for side in row] for row in aligned] == [[False, True, False]] * 3
    assert [(p.style.name, p.text) for p in word.paragraphs if p.text] == [("Caption", "Gaps")]


def test_a_page_is_a4_and_says_at_its_foot_what_it_is_and_which() -> None:
    word = word_of(Paragraph("text"))
    page = word.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    foot = page.footer
    assert foot.paragraphs[0].text.startswith("K-2026-014\t")
    fields = [field.get(qn("w:instr")) for field in foot.part.element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("language", "said"), [("id", "id-ID"), ("en", "en-GB")])
def test_the_language_is_told(language: str, said: str) -> None:
    word = word_of(Paragraph("text"), language=language)
    assert [each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))] == [said]
    assert word.core_properties.language == said


def test_nobody_and_no_clock_stands_in_the_file() -> None:
    with time_machine.travel(datetime(2026, 11, 22, 9, 30), tick=False):
        data = write(FULL).data
    with time_machine.travel(datetime(2031, 1, 2, 3, 4), tick=False):
        assert write(FULL).data == data
    word = docx.Document(BytesIO(data))
    assert word.core_properties.title == FULL.title
    told = [element.tag.rpartition("}")[2] for element in word.part.package.core_properties._element]
    assert sorted(told) == ["language", "title"]
    with ZipFile(BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [
            name for name in parts.namelist() if "thumbnail" in name or "app.xml" in name or "customXml" in name
        ]
        for name in parts.namelist():
            assert b"python-docx" not in parts.read(name)
            assert b"2013-" not in parts.read(name)


def test_a_long_title_is_cut_where_word_wants_it() -> None:
    data = write(Document("en", "x" * 400, "", ())).data
    assert docx.Document(BytesIO(data)).core_properties.title == "x" * 255


def test_a_chart_is_a_picture_as_wide_as_the_text_with_words_behind_it() -> None:
    word = word_of(Figure("Goals", SVG, 'Goal 1: "-2" & then\n0'), Figure("Again", SVG, "the same"))
    assert [picture.width for picture in word.inline_shapes] == [Mm(170)] * 2
    assert {shape._inline.get(side) for shape in word.inline_shapes for side in ("distL", "distR")} == {"0"}
    about = list(word.element.body.iter(qn("wp:docPr")))
    assert [each.get("descr") for each in about] == ['Goal 1: "-2" & then\n0', "the same"]
    assert len({each.get("id") for each in about}) == 2
    pictures = [part for part in word.part.package.iter_parts() if part.partname.endswith(".png")]
    assert pictures[0].blob.startswith(b"\x89PNG")


def test_a_chart_that_is_too_high_for_a_page_is_drawn_smaller() -> None:
    word = word_of(Figure("Long", SVG.replace("120", "2000"), "words"))
    assert word.inline_shapes[0].height == Mm(220)
    assert word.inline_shapes[0].width < Mm(170)


def test_without_typst_a_chart_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    word = word_of(Figure("Goals", SVG, "Goal 1: -2, then 0."))
    assert [paragraph.text for paragraph in word.paragraphs] == ["Goal 1: -2, then 0.", "Goals"]
    assert not word.inline_shapes


def test_facts_stand_beside_their_names() -> None:
    word = word_of(Facts((("System", "Family"), ("Scale", "-2 none\n0 some\n\nand more"))), Facts(()))
    (table,) = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["System", "Family"], ["Scale", "-2 none\n0 some\nand more"],
    ]  # fmt: skip


def test_both_signatures_stand_on_one_page() -> None:
    word = word_of(*sign_off("Rini"))
    said = [*word.element.body.iter(qn("w:p"))]
    first = next(at for at, one in enumerate(said) if "".join(one.itertext()).startswith("Social worker"))
    keeps = [one.pPr.find(qn("w:keepNext")) is not None or one.style == "PacketStrong" for one in said[first:]]
    last = next(at for at, one in enumerate(said) if "".join(one.itertext()).startswith("Supervisor")) - first
    assert all(keeps[: last + 1])
    assert not keeps[-1]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_shows_every_word(tmp_path: Path) -> None:
    source = tmp_path / "packet.docx"
    source.write_bytes(write(FULL).data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "packet.pdf")]
    shown = "".join("".join(pages).split())
    for text in (
        "Presentasi kasus K-2026-014",
        "1.Apa yang luput?",
        "2.Perlu rujukan?",
        "1.Daftar kedua",
        "Tahap: Asesmen",
    ):
        assert "".join(text.split()) in shown
    assert "#bukanjudul,<b>bukan</b>tag&amp;bukanentitas" in shown
    assert LABEL not in shown  # it stands in the picture
    assert [f"{number}/{len(pages)}" in "".join(page.split()) for number, page in enumerate(pages, 1)] == [True] * len(
        pages
    )
