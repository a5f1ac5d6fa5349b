"""The form of a packet: what it holds, how it is masked, and where its file goes. It leads to the packet itself.

Enter goes on from everywhere but the text, so that all of it need only be looked at: what is proposed is everything
since the last supervision, masked in full.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from textual.content import Content
from textual.widget import Widget

from store import Case, LingkarError, Note
from store.language import _
from store.language.formats import day_text, when_text
from store.model.disguise import MaskLevel
from store.model.packet import DayStyle, PacketKind
from store.model.stub import Stub
from store.packet.export import chosen_from, codes_of, default_request
from store.packet.facts import mode_text
from store.packet.formats import Format, available, undrawn_words
from store.packet.prepare import Request
from tui.casefile.note_text import opening_words
from tui.casefile.reading import shown
from tui.casework.case_finder import CasesField
from tui.casework.case_list import rows_of
from tui.forms.choice_field import ChoiceField
from tui.forms.day import DayField, PastDayField
from tui.forms.field import Field
from tui.forms.form import Form
from tui.forms.options import options
from tui.forms.text import Area, AreaField, LineField, LineInput
from tui.frame import KeyLabel
from tui.look.net import brief
from tui.packet.fields import ConfirmField, FolderField, PrivateField
from tui.packet.left import Left, left_words
from tui.packet.reflection import keep_reflection, reflection
from tui.packet.screen import Output, PacketScreen
from tui.packet.write_out import chosen, usual_folder

F = TypeVar("F", bound=Field)

_ALL, _SOME = "all", "some"


class PacketForm(Form):
    """What a packet holds."""

    ENTER_SAVES = True

    def __init__(self, code: str = "", kind: str = PacketKind.CASE) -> None:
        """About a case, or about all.

        Args:
            code: the case; empty where there is none.
            kind: the packet that is proposed.
        """
        super().__init__()
        self._code = code
        self._kind = PacketKind.of(kind) if code or kind != PacketKind.CASE else PacketKind.CASELOAD

    def heading(self) -> str:
        """What leaves."""
        about = self.name_of(self.book.case(self._code)) if self._kind is PacketKind.CASE else _("several cases")
        return f"{_('Supervision packet')} · {about}"

    @property
    def save_word(self) -> str:
        """What enter does."""
        return _("show the packet")

    @property
    def holds_text(self) -> bool:
        """Only what was written is worth a question; the rest is chosen again in a moment."""
        return super().holds_text and self.field("remark").value != self._reflected

    def acts(self) -> Sequence[KeyLabel]:
        """In the text enter begins a new line, among the cases it ticks one; there another key goes on."""
        cases = self.query_one(CasesField)
        if self.focused is cases.control:
            return [cases.tick_key, ("ctrl+s", _("packet"))]  # so short that the way on has its place beside it
        return [("ctrl+s", self.save_word)] if isinstance(self.focused, Area) else super().acts()

    def action_go_on(self) -> None:
        """Enter among the cases ticks one; elsewhere it goes on to the packet."""
        cases = self.query_one(CasesField)
        if self.focused is cases.control:
            cases.tick()
        else:
            super().action_go_on()

    # The fields

    def parts(self) -> Iterable[Widget]:
        """What it holds, how it is masked, and where it goes."""
        settings, today = self.book.settings, self.book.today()
        self._proposed = default_request(self.book, self._kind, self._code)
        private = self.book.leaf_through(self._code).private if self._code else []
        self._private = {note.id: note for note in private}
        kinds = [(kind.value, kind.label) for kind in PacketKind if self._code or kind is not PacketKind.CASE]
        formats = [(format.value, format.label) for format in available()]
        usual = settings.packet_format if settings.packet_format in dict(formats) else formats[0][0]
        since = DayField("since", _("From"), today, self._proposed.since)
        yield _beside(ChoiceField("kind", _("Packet"), kinds, self._kind.value))
        whose = [(_ALL, _("all of the period")), (_SOME, _("only those I tick"))]
        yield _beside(ChoiceField("whose", _("Cases"), whose, _ALL))
        ticked = [self._code] if self._code else []
        yield CasesField("codes", _("Which cases"), [], ticked, least=1, empty=_("There is no case yet."))
        yield _beside(ChoiceField("level", _("Masking"), options(MaskLevel), MaskLevel.FULL.value))
        yield _beside(ConfirmField("typed", _("Confirmation")))
        yield _beside(ChoiceField("days", _("Days"), options(DayStyle), DayStyle.RELATIVE.value))
        yield _beside(since)
        yield _beside(PastDayField("until", _("Until"), today, today, needed=True, since=lambda: _day_in(since)))
        if private:
            yield PrivateField("private", _("Private notes"), [(id, self._words_of(id)) for id in self._private])
        self._reflected = self._reflection_for(self._kind)
        yield AreaField("remark", "", self._reflected)
        yield _beside(
            LineField(
                "practitioner", _("Social worker"), settings.practitioner, control=_name_line(settings.practitioner)
            )
        )
        told = "" if usual == formats[0][0] else _("as in your last packet")
        yield _beside(ChoiceField("format", _("Format"), formats, usual, help=told))
        yield _beside(FolderField("folder", _("Folder"), usual_folder(settings), needed=True))

    def _words_of(self, id: str) -> str:
        """A private note as it is known again."""
        note = self._private[id]
        words = shown(brief(opening_words(note)), self.lingkar.hidden) or _("no text yet")
        return f"{when_text(note.contact_at)} · {mode_text(note)} · {words}"

    def _reflection_for(self, kind: PacketKind) -> str:
        """What was written for the last packet of the case; it may name people, so not where they are hidden."""
        return "" if self.lingkar.hidden else self._kept_for(kind)

    def _kept_for(self, kind: PacketKind) -> str:
        return reflection(self.book, self._code) if kind is PacketKind.CASE else ""

    @property
    def _unseen(self) -> str:
        """What was written for the last packet and does not stand in this form."""
        return "" if self._reflected else self._kept_for(self._kind_chosen)

    def begin(self) -> None:
        """Only what matters is in sight."""
        self._fit()

    def changed(self, field: Field) -> None:
        """Another packet has another period; without masking there is less to choose, and more to confirm."""
        if field.key == "kind":
            self._propose_period()
            self._propose_reflection()
        if field.key in ("kind", "whose", "level", "since", "until"):
            self._fit()

    def _propose_period(self) -> None:
        """Begin where the last packet of this kind or the last session was, unless another day was typed."""
        since, before = self._day_field("since"), self._proposed.since
        self._proposed = default_request(self.book, self._kind_chosen, self._code)
        if _day_in(since) == before:
            since.retype(day_text(self._proposed.since) if self._proposed.since else "")

    def _propose_reflection(self) -> None:
        """That of the case goes into no other packet, unless it was changed here."""
        remark = self.field("remark")
        if remark.value == self._reflected:
            self._reflected = self._reflection_for(self._kind_chosen)
            remark.retype(self._reflected)

    def _fit(self) -> None:
        """Show the fields that matter for this packet, and say what each is for."""
        kind, level = self._kind_chosen, self._level
        is_masked = level is not MaskLevel.NONE
        self._kind = kind
        self.query_one(".form").border_title = Content(self.heading())
        self.field("whose").display = kind is not PacketKind.CASE
        self._offer_cases()
        self.field("level").relabel(_("Masking"), help=_level_help(level))
        self.field("typed").display = not is_masked
        self.field("days").display = is_masked and kind is not PacketKind.CASELOAD
        self.field("since").relabel(_("From"), help=_since_help(kind, self._proposed.since))
        self.field("remark").relabel(*_remark_words(kind, self._unseen))
        for field in self.query(PrivateField):
            notes = [note for note in self._private.values() if self._is_of_period(note)]
            field.offer([(note.id, self._words_of(note.id)) for note in notes])
            field.display = kind is PacketKind.CASE and bool(notes)

    def _offer_cases(self) -> None:
        """The cases of the period, where one ticks some of them."""
        cases = self.query_one(CasesField)
        cases.display = self._chooses
        if self._chooses:
            offered, hidden = set(codes_of(self.book, _day_in(self._day_field("since")))), self.lingkar.hidden
            known: list[Case | Stub] = [*self.book.cases(), *self.book.archived()]
            rows = rows_of((case for case in known if case.code in offered), hidden)
            cases.list.fill(rows, cases.line.value, cases.row.code if cases.row else self._code)
            cases.show_under()

    def _retype(self, typed: dict[str, str | None]) -> None:
        """The ticks come last: which cases there are depends on all else."""
        super()._retype({key: text for key, text in typed.items() if key != "codes"})
        self._offer_cases()
        super()._retype({key: text for key, text in typed.items() if key == "codes"})

    # What is filled in

    @property
    def _chooses(self) -> bool:
        """Whether the cases are ticked one by one."""
        return self._kind_chosen is not PacketKind.CASE and self.field("whose").value == _SOME

    @property
    def _kind_chosen(self) -> PacketKind:
        return PacketKind.of(self.field("kind").value)

    @property
    def _level(self) -> MaskLevel:
        return MaskLevel.of(self.field("level").value)

    def _day_field(self, key: str) -> DayField:
        field = self.field(key)
        assert isinstance(field, DayField)
        return field

    def _is_of_period(self, note: Note) -> bool:
        first, last = _day_in(self._day_field("since")), _day_in(self._day_field("until"))
        return (first or date.min) <= note.contact_at.date() <= (last or date.max)

    def _request(self) -> Request:
        """What is asked for. Called when no field is wrong."""
        kind, since = self._kind_chosen, self.field("since").value
        ticked = self.query(PrivateField) if kind is PacketKind.CASE else ()
        request = replace(
            self._proposed, kind=kind, since=since, until=self.field("until").value, level=self._level,
            days=DayStyle.of(self.field("days").value), remark=self.field("remark").value,
            private=frozenset(id for field in ticked for id in field.value), typed=self.field("typed").value,
            codes=self._proposed.codes if kind is PacketKind.CASE else tuple(codes_of(self.book, since)),
            limits=self.book.settings.limits, practitioner=self.field("practitioner").value,
        )  # fmt: skip
        return chosen_from(self.book, request, self.field("codes").value) if self._chooses else request

    # Going on

    def save(self) -> None:
        """Show the packet. What is typed here stays until it has left."""
        folder = self.field("folder")
        try:
            output = Output(chosen(folder.value), Format.of(self.field("format").value))
        except LingkarError as error:
            self.show_problems({folder.key: str(error)})
            return
        request = self._request()
        if not request.codes:
            self.say(_("There is no case of this period, so there is nothing to export."))
            return
        screen = PacketScreen(request, output)

        def come_back(_answer: None) -> None:
            if screen.left:
                self._is_out(screen.left, output)
            else:  # over there client text can be shown again
                self._propose_reflection()
                self._fit()

        self.app.push_screen(screen, come_back)

    def _is_out(self, left: Left, output: Output) -> None:
        """The file is written: remember where, and what was reflected, and say so in the place one came from."""
        if self._kind_chosen is PacketKind.CASE and (remark := self.field("remark").value) != self._reflected:
            keep_reflection(self.book, self._code, "\n\n".join(filter(None, (self._unseen, remark))))
        settings = self.book.settings
        chosen_now = {"packet_folder": str(output.folder), "packet_format": output.format.value}
        try:
            if any(getattr(settings, name) != value for name, value in chosen_now.items()):
                self.book.change_settings(**chosen_now)
        except LingkarError as error:  # the packet is out all the same
            self.lingkar.notify(str(error), severity="warning", markup=False)
        self.finish(self._code)
        for place in self.lingkar.places()[-1:]:
            place.say(left_words(left))
        if left.undrawn:
            self.lingkar.notify(undrawn_words(left.undrawn), severity="warning", timeout=20, markup=False)


def _beside(field: F) -> F:
    """With its name beside it in place of above it."""
    field.add_class("-beside")
    return field


def _name_line(name: str) -> LineInput:
    """A line for the worker's own name, which says what becomes of it."""
    return LineInput(name, placeholder=_("empty: room to write it by hand"))


def _day_in(field: DayField) -> date | None:
    """The day in a field; None where there is none, or none yet."""
    return None if field.trouble() else field.value


def _level_help(level: MaskLevel) -> str:
    """What a level means, where it means less than everything."""
    if level is MaskLevel.PARTIAL:
        return _("Who knows the family knows its initials too.")
    return _("Names, places and days leave as they are.") if level is MaskLevel.NONE else ""


def _since_help(kind: PacketKind, proposed: date | None) -> str:
    """What the first day that is proposed is; how all is taken along."""
    if kind is PacketKind.CASE and proposed:
        return _("the last supervision; empty: everything")
    return _("empty: everything")


def _remark_words(kind: PacketKind, unseen: str) -> tuple[str, str]:
    """What one may add for the supervisor, and a word of help; that of the last packet may be hidden."""
    if unseen:
        return _("Your reflection"), _(
            "Your last one is kept but hidden; it does not go along. What you write is added to it."
        )
    if kind is PacketKind.CASE:
        return _("Your reflection"), _("Feelings, doubts, a dilemma; masked like the rest. It may stay empty.")
    if kind is PacketKind.CASELOAD:
        return _("Your workload"), _("How it is for you; masked like the rest. It may stay empty.")
    return _("A remark"), _("Masked like the rest. It may stay empty.")
