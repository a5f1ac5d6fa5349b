"""A packet as a whole: nobody's name and no real day in it, tokens and days that stay, and what must be confirmed."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from store import Casebook
from store.language import use
from store.language.days import read_day
from store.model import Flag, Goal, Person, Referral, Relation, Task
from store.model.codes import Vocabulary
from store.model.disguise import MaskLevel, MaskWord
from store.model.folder import Folder
from store.model.packet import DayStyle, PacketKind
from store.packet.masking.cues import WHICH_BEFORE, WHICH_BEHIND
from store.packet.masking.titles import KIN, honorifics, initials_of
from store.packet.masking.words import fold, is_common
from store.packet.prepare import MOST_WEEKS, Packet, Request, confirmation, default_since, prepare
from tests.conftest import MORNING
from tests.demo.conftest import NOW, build
from tests.packet.packets import A_DAY, COUNTED_DAY, facts, packet_of, paragraphs, section, texts

PERIODS = (date(2026, 10, 1), date(2026, 11, 21))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Casebook]]:
    """The demonstration in a language."""
    books: dict[str, Casebook] = {}

    def of(language: str) -> Casebook:
        use(language)
        if language not in books:
            books[language] = build(tmp_path_factory.mktemp("demo") / "book", language)
        return books[language]

    yield of
    for book in books.values():
        book.close()


def names_in(folder: Folder) -> Iterator[tuple[str, ...]]:
    """What must not be read: names of the client and their people, as words. Each word of a name by itself too."""
    case = folder.case
    known = [case.client_name, case.alias, case.supervisor, *(one.name for one in folder.team)]
    known += [name for one in folder.people for name in (one.name, one.alias, *one.aliases.split(","))]
    plain = KIN | WHICH_BEFORE | WHICH_BEHIND | honorifics
    for name in known:
        words = tuple(re.findall(r"[^\W_]+", fold(name)))
        names_nobody = len(name) < 2 or all(word in plain for word in words)  # an F, "Nenek"
        if not names_nobody and not set("(,") & set(name):  # of names in two parts the words are looked for
            yield words
        yield from ((word,) for word in words if len(word) > 2 and word not in KIN | honorifics and not is_common(word))


def said_in(packet: Packet) -> str:
    """All that a packet says, folded, without its tokens and what the program itself calls by a code."""
    labels = {one.label for vocabulary in Vocabulary.__subclasses__() for one in vocabulary}
    told = "\n".join(text for text in texts(packet.document) if text not in labels)
    return fold(re.sub(r"\[[^\]]*\]", "[]", told))


def is_in(name: tuple[str, ...], said: str) -> bool:
    """Whether words stand beside each other."""
    if not all(word in said for word in name):  # by far the most
        return False
    phrase = r"[^\w.,;:!?()\[]+".join(map(re.escape, name))
    return bool(re.search(rf"(?<![^\W_]){phrase}(?![^\W_])", said))


@pytest.mark.parametrize("language", ["id", "en"])
def test_nobody_of_the_demonstration_is_named(demo: Callable[[str], Casebook], language: str) -> None:
    book, looked_for = demo(language), 0
    for code in book.every_code():
        folder = book.folder_of(code)
        names = set(names_in(folder))
        masked, whole = (said_in(packet_of(book, code, level=level)) for level in (MaskLevel.FULL, MaskLevel.NONE))
        assert not {name for name in names if is_in(name, masked)}, code
        looked_for += sum(is_in(name, whole) for name in names)
    assert looked_for > 100  # so many would be found without masking


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("level", [MaskLevel.FULL, MaskLevel.PARTIAL])
def test_no_real_day_of_a_case_is_told(demo: Callable[[str], Casebook], language: str, level: MaskLevel) -> None:
    book = demo(language)
    for code in book.every_code():
        said = "\n".join(texts(packet_of(book, code, level=level, since=PERIODS[0]).document))
        assert not re.findall(A_DAY, said), code
        assert re.search(COUNTED_DAY, said)


def test_many_cases_tell_no_real_day_but_those_of_the_packet(demo: Callable[[str], Casebook]) -> None:
    book = demo("en")
    for kind, own in (
        (PacketKind.NOTES, ["21 Nov 2026"]), (PacketKind.CASELOAD, ["1 Oct 2026", "21 Nov 2026", "21 Nov 2026"]),
    ):  # fmt: skip
        packet = packet_of(book, *book.every_code(), kind=kind, since=PERIODS[0])
        cover = list(texts(packet.document.blocks[:4]))
        assert re.findall(A_DAY, "\n".join(cover)) == own
        behind = re.findall(A_DAY, "\n".join(texts(packet.document.blocks[4:])))
        assert behind == (["1 Oct 2026", "21 Nov 2026"] if kind is PacketKind.CASELOAD else [])


def test_days_moved_by_whole_weeks(demo: Callable[[str], Casebook]) -> None:
    book = demo("en")
    code = next(code for code in book.every_code() if not any(move.closure for move in book.history(code)))
    real = packet_of(book, code, level=MaskLevel.NONE)
    moved = packet_of(book, code, days=DayStyle.SHIFTED)
    (disguise,) = moved.disguises
    assert 0 < abs(disguise.weeks) <= MOST_WEEKS
    told, true = (
        [read_day(day, NOW.date()) for text in words if "<svg" not in text for day in re.findall(A_DAY, text)]
        for words in (texts(moved.document.blocks), texts(real.document.blocks))  # a chart has room for fewer days
    )
    assert len(told) > 30
    assert {day - before for day, before in zip(told, true, strict=True)} == {timedelta(weeks=disguise.weeks)}
    again = packet_of(book, code, days=DayStyle.SHIFTED, disguises=[disguise])
    assert again.document == moved.document
    assert again.disguises == moved.disguises
    relative = packet_of(book, code, disguises=[disguise])
    assert relative.disguises[0].weeks == disguise.weeks  # kept for the next time


def test_the_number_of_weeks_is_no_fixed_one(book: Casebook) -> None:
    code = book.add_case(alias="X", size="individual").code
    weeks = {packet_of(book, code, days=DayStyle.SHIFTED).disguises[0].weeks for _ in range(20)}
    assert len(weeks) > 3
    assert 0 not in weeks


@pytest.fixture
def code(book: Casebook) -> str:
    """A case in which the mother is spoken of everywhere."""
    code = book.add_case(alias="Anak A", size="individual", client_name="Alya", presenting_problem="Marni is ill").code
    book.add(Person, code, alias="Bu Marni", name="Sumarni Hasibuan", kin_role="ibu")
    book.add(Relation, code, a="Anak A", b="Bu Marni", note="Marni calls")
    book.add(Flag, code, type="medical", level="high", safety_plan="Marni at night")
    goal = book.add(Goal, code, statement="Sumarni sleeps", baseline=-2, set_on=date(2026, 10, 1), less="MARNI awake")
    book.rate_goal(goal.id, 0, "client", note="Marni is glad")
    book.add(Task, code, text="Call Marni", goal=goal.id, due=date(2026, 11, 30))
    book.add(Referral, code, to="Marni's doctor", reason="For Marni", follow_up=date(2026, 11, 29))
    book.add_note(
        code, body="(?) Should marni know?\nMarninya tidur.", mode="office", participants="Bu Marni", sign=True
    )
    return code


def test_one_token_for_somebody_in_all_sections(book: Casebook, code: str) -> None:
    document = packet_of(book, code, remark="Marni worries me").document
    everywhere = "\n".join(texts(document))
    assert set(re.findall(r"\[[^\]]*\]", everywhere)) == {"[Ibu]", "[Client]"}
    for heading in (
        "Questions for supervision", "Presenting problem and source", "People", "Ties", "Assessment: risk", "Goals",
        "Tasks", "Referrals", "Notes", "Worker's reflection", "Plan until the next session",
    ):  # fmt: skip
        assert "[Ibu]" in "\n".join(texts(section(document, heading))), heading


def test_tokens_are_kept_once_the_disguises_are(book: Casebook, code: str) -> None:
    second = book.add(Person, code, alias="Rukmini", kin_role="ibu")
    first = packet_of(book, code)
    assert "Bu [Ibu]" in "\n".join(texts(first.document))
    mother = next(person for person in book.parts(Person, code) if person.id != second.id)
    book.remove(mother)
    book.add_note(code, body="Rukmini asks", mode="office")
    assert "[Ibu 2] asks" in "\n".join(texts(packet_of(book, code, disguises=first.disguises).document))
    assert "[Ibu] asks" in "\n".join(texts(packet_of(book, code).document))


def test_the_remark_of_one_case_tells_days_as_the_case_does(book: Casebook, code: str) -> None:
    document = packet_of(book, code, remark="Since 23 November 2026").document
    assert paragraphs(section(document, "Worker's reflection")) == ["Since Day 2"]


def test_the_cover_tells_period_and_making_as_the_case_does(book: Casebook, code: str) -> None:
    for asked, period, made in (
        ({}, "Day -1 to Day 0", "Day 0 07:00"),
        ({"level": MaskLevel.NONE}, "20 Nov 2026 to 21 Nov 2026", "21 Nov 2026 07:00"),
    ):
        cover = packet_of(book, code, since=date(2026, 11, 20), **asked).document.blocks
        assert facts(cover, "Period")[0] == period
        assert facts(cover, "Written on") == [made]
    assert facts(packet_of(book, code).document.blocks, "Period")[0] == "everything"
    notes = packet_of(book, code, kind=PacketKind.NOTES, since=date(2026, 11, 15)).document.blocks
    assert facts(notes, "Period") == ["7 days"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_cover_has_no_word_that_is_a_name(book: Casebook, code: str, language: str) -> None:
    use(language)
    book.add_note(code, body="A call. Made was there.", mode="office", sign=True)  # as many on Bali are called
    packet = packet_of(book, code)
    assert [word.text for word in packet.doubtful].count("Made") == 1
    assert [text for text in texts(packet.document) if "Made" in text] == ["A call. Made was there."]


def test_nothing_leaves_unmasked_without_the_word() -> None:
    def request(**asked: object) -> Request:
        return Request(PacketKind.CASE, ("K-2026-001",), MORNING.date(), **asked)  # type: ignore[arg-type]

    for language, word in (("en", "unmasked "), ("id", confirmation())):
        use(language)
        assert request().is_confirmed
        assert request(level=MaskLevel.PARTIAL).is_confirmed
        assert not request(level=MaskLevel.NONE).is_confirmed
        assert not request(level=MaskLevel.NONE, typed="yes").is_confirmed
        typed = word if language == "en" else confirmation().lower()
        assert request(level=MaskLevel.NONE, typed=typed).is_confirmed


def test_unmasked_shows_all_and_leaves_no_disguise(book: Casebook, code: str) -> None:
    packet = packet_of(book, code, level=MaskLevel.NONE, days=DayStyle.SHIFTED)
    assert (packet.masked, packet.doubtful, packet.disguises) == (0, (), ())
    said = "\n".join(texts(packet.document))
    assert "Sumarni Hasibuan" in said
    assert not re.search(r"\[[A-Z]", said)


def test_initials_where_these_may_be_read(book: Casebook, code: str) -> None:
    said = "\n".join(texts(packet_of(book, code, level=MaskLevel.PARTIAL).document))
    assert f"Bu {initials_of('Sumarni Hasibuan')}" in said
    assert not re.search("(?i)marni|alya", said)


def test_only_words_that_stand_in_it_are_asked_about(book: Casebook, code: str) -> None:
    book.add_note(code, body="Then Zubaidah came", mode="office", sign=True, at=MORNING - timedelta(days=9))
    mother = book.parts(Person, code)[0]
    book.change(mother, note="Sister of Rohana")  # no packet tells it
    assert [word.text for word in packet_of(book, code).doubtful] == ["Zubaidah"]
    assert not packet_of(book, code, since=date(2026, 11, 20)).doubtful


def test_only_what_is_read_counts_as_masked(book: Casebook, code: str) -> None:
    before = packet_of(book, code).masked
    book.add(MaskWord, code, text="Zulaikha", kind="person")  # in the register, and in no text
    assert packet_of(book, code).masked == before
    book.add_note(code, body="Zulaikha and marni", mode="office")
    assert packet_of(book, code).masked == before + 2


def test_it_tells_how_far_it_is_and_can_be_stopped(book: Casebook, code: str) -> None:
    other = book.add_case(alias="Y", size="individual").code
    files = [book.folder_of(one) for one in (code, other)]
    request = Request(PacketKind.NOTES, (code, other), book.today())
    seen: list[tuple[int, int]] = []
    prepare(request, files, {}, (), MORNING, lambda done, of: seen.append((done, of)))
    assert seen == sorted(seen)
    assert {(0, 2), (1, 2), (2, 2)} == set(seen)
    assert len(seen) > 6  # within a case too

    def stop(done: int, of: int) -> None:
        raise InterruptedError(done, of)

    with pytest.raises(InterruptedError):
        prepare(request, files, {}, (), MORNING, stop)


def test_a_packet_begins_with_the_last_session(book: Casebook, code: str) -> None:
    assert default_since(book.folder_of(code)) is None
    book.record_supervision(code, directions="One", at=MORNING - timedelta(days=20))
    book.record_supervision(code, directions="Two", at=MORNING - timedelta(days=6))
    book.add_note(code, body="A draft is none", mode="supervision", at=MORNING - timedelta(days=1))
    assert default_since(book.folder_of(code)) == date(2026, 11, 15)


def test_the_same_file_makes_the_same_packet(book: Casebook, code: str) -> None:
    first = packet_of(book, code)
    assert packet_of(book, code, disguises=first.disguises) == first
