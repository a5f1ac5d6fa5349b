"""What a supervision packet of about 200 pages costs, beside Typst's own compile of the same source, in the same run.

    python -m tests.bench packet [--rounds N]

The packet is one case of many notes, told in the words of the demonstration. It is masked, its document made and its
pages set; beside it Typst alone sets the very same source. Typst works on all cores: the wall clock is what counts.
"""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdfium2 import PdfDocument

from store import Casebook, open_casebook
from store.demo import caseload
from store.language import current, use
from store.model import Goal, Measure, Measurement, Person
from store.model.packet import PacketKind
from store.packet import pdf
from store.packet.export import default_request, gather
from store.packet.prepare import Packet, prepare
from tests.bench import bars
from tests.bench.bars import Figure
from tests.bench.measuring import interleaved, lines

NOTES = 800
EVERY = 5
"""One note in so many holds a telephone number and an address."""
AND = (
    " Saya menelepon kader di 0812 3456 {n:04} untuk menanyakan jadwal; rumahnya di Jl. Kenanga No. {n} RT 03/RW 05. "
    "Biaya seragam Rp150.000."
)


def bodies() -> list[str]:
    """What notes are made of: those of the demonstration, each about as long as a page's third."""
    told = [note["id"] for story in caseload() for note in story["notes"]]
    texts = [one if isinstance(one, str) else one["text"] for one in told]
    long = [" ".join(text.split()) for text in texts]
    return [f"{long[at]}\n\n{long[-at]}\n\nSiti Aminah dan Rizki ikut mendengarkan." for at in range(1, len(long))]


def fill(book: Casebook) -> str:
    """One case with many notes, people, goals and a measure."""
    code = book.add_case(alias="Bu S", size="family", client_name="Keluarga Santoso", presenting_problem="Sewa").code
    names = ("Siti Aminah", "Rizki Santoso", "Maryam", "Budi Santoso", "Lestari Wulandari", "La Ode Hasan")
    for name, role in zip(names, ("ibu", "anak", "nenek", "ayah", "guru", "paman"), strict=True):
        book.add(Person, code, alias=name.split()[0], name=name, kin_role=role)
    today = book.today()
    for number in range(6):
        goal = book.add(Goal, code, statement=f"Anak bersekolah setiap hari, tahap {number}", baseline=-2, weight=1)
        for step in range(4):
            book.rate_goal(goal.id, step - 1, on=today - timedelta(days=40 - 10 * step))
    measure = book.add(Measure, code, target="Hari masuk sekolah", unit="hari", improves="up")
    for number in range(30):
        day, stage = today - timedelta(days=60 - 2 * number), "A" if number < 10 else "B"
        book.add(Measurement, code, measure=measure.id, on=day, stage=stage, value=float(number % 6))
    texts = bodies()
    for number in range(NOTES):
        text = texts[number % len(texts)] + (AND.format(n=number) if number % EVERY == 0 else "")
        at = book.clock() - timedelta(days=NOTES - number, hours=2)
        book.add_note(code, body=text, mode="home_visit", outcome="reached", at=at, sign=True)
    return code


def figures(rounds: int) -> list[Figure]:
    """The whole packet beside Typst."""
    before = current()
    use("id")
    with TemporaryDirectory() as folder, open_casebook(Path(folder) / "book") as book:
        code = fill(book)
        request = default_request(book, PacketKind.CASE, code)

        def prepared() -> Packet:
            return prepare(request, *gather(book, request), book.clock())

        packet = prepared()
        source = pdf.source(packet.document)
        pages = len(PdfDocument(pdf.set_pages(source)))
        print(f"a packet: {NOTES} notes, {packet.masked} masked, {len(packet.doubtful)} doubtful, {pages} pages")
        acts = {
            "Typst alone": lambda: pdf.set_pages(source, "ua-1"),
            "masking and sections": prepared,
            "all of it": lambda: pdf.write(prepared().document),
        }
        taken = interleaved(acts, rounds)
    use(before)
    lines(taken, beside="Typst alone")
    bare, whole = taken["Typst alone"], taken["all of it"]
    more = f"CPU {whole.median_cpu / bare.median_cpu:.2f} x"
    return [
        Figure(
            f"packet of {pages} pages as PDF / Typst alone", whole.median_wall / bare.median_wall, bars.PDF, more=more
        )
    ]
