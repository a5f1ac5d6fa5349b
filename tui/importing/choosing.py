"""Choosing on the import screen: what a column becomes, what a word means, how days are read. Each makes a new map."""

from collections.abc import Sequence
from pathlib import Path

from store.exchange.importing.mapping import CODED, EVENT_CODED, KIND, ImportMap
from store.exchange.importing.plan import RowFate, Source, Supposition, Unknown
from store.exchange.importing.report import line_numbers
from store.exchange.importing.supposing import SAID_BY
from store.language import _
from store.language.formats import day_text
from store.model.codes import Phase, Vocabulary
from tui.casefile.reading import shown
from tui.importing.changes import assigned, dated, dated_like, read_as, said_for_all, translated, with_kind
from tui.importing.chooser import Chooser, Offered
from tui.importing.forms import DayOfColumn, DayOfIntake, LoadMap, SaveMap
from tui.importing.head import reading_words
from tui.importing.kept import place_of_map
from tui.importing.planning import Shown, rows_of
from tui.importing.row_facts import RowFacts
from tui.importing.targets import DAY, Target, all_words_of, field_words, taken_by, target_of, targets_for, words_of
from tui.look.net import brief
from tui.packet.write_out import from_home
from tui.scrolling import Scrolling

_WAYS = [(month_first, decimal) for month_first in (False, True) for decimal in (".", ",")]


class Choosing(Scrolling):
    """A place in which a map is made."""

    @property
    def mapping(self) -> ImportMap:
        """The map as it is now."""
        raise NotImplementedError

    @property
    def kept_map(self) -> ImportMap:
        """The map as a file keeps it, with the name under which the table is known again."""
        raise NotImplementedError

    @property
    def source(self) -> Source | None:
        """What was read; None before it is."""
        raise NotImplementedError

    def change_map(self, mapping: ImportMap, said: str) -> None:
        """Take another map; what will happen is worked out anew, and one key takes it back."""
        raise NotImplementedError

    def take_map(self, mapping: ImportMap) -> None:
        """Take a map from a file, which may name another file of events."""
        raise NotImplementedError

    def map_saved(self, path: Path) -> None:
        """The map as it is lies in a file."""
        raise NotImplementedError

    # A column

    def choose_target(self, about: Shown) -> None:
        """What a column becomes."""
        column, mapping = about.column, self.mapping
        targets = targets_for(mapping, column)
        now = target_of(mapping, column)
        at = targets.index(now) if now in targets else 0

        def chosen(place: int | None) -> None:
            if place is None:
                return
            if targets[place] == DAY:
                self._ask_for_day(about)
            elif targets[place] != now:
                self._assign(about, targets[place])

        question = _("What is in “{column}”?").format(column=brief(column.name, 40))
        samples = shown(about.samples, self.lingkar.hidden)
        self.app.push_screen(Chooser(question, samples, self._offered(targets, now), at), chosen)

    def _offered(self, targets: Sequence[Target], now: Target) -> list[Offered]:
        """The targets with a word about those that another column has already."""
        offered = []
        for target in targets:
            other = "" if target == now else taken_by(self.mapping, target)
            more = _("now: {column}").format(column=brief(other, 30)) if other else ""
            offered.append(Offered(words_of(target), more, all_words_of(target)))
        return offered

    def _assign(self, about: Shown, target: Target) -> None:
        said = _("{column}: {field}").format(column=brief(about.column.name, 40), field=words_of(target))
        self.change_map(assigned(self.mapping, about.column, target), said)

    def _ask_for_day(self, about: Shown) -> None:
        column, mapping = about.column, self.mapping

        def done(day: str, series: str) -> None:
            said = _("{column}: {field}").format(column=brief(column.name, 40), field=day)
            changed = dated(self.mapping, column, day, series)
            self.change_map(dated_like(changed, column, self.source.table.columns if self.source else ()), said)

        day = mapping.days.get(column.name, "")
        self.app.push_screen(DayOfColumn(column.name, day, mapping.series, mapping.month_first, done))

    # A word that is not known

    def choose_meaning(self, unknown: Unknown) -> None:
        """What a word means, once for all rows in which it stands."""
        word = shown(brief(unknown.value, 40), self.lingkar.hidden) or _("(empty)")
        if unknown.field == KIND:
            self._choose_kind(unknown, word)
            return
        vocabulary = _vocabulary(unknown)
        codes: list[Vocabulary | None] = [None, *vocabulary]
        offered = [
            Offered(_("leave it empty, keep the word")),
            *(Offered(code.label, also=" ".join((code.value, *code.labels))) for code in vocabulary),
        ]

        def chosen(place: int | None) -> None:
            if place is not None:
                said = _("“{word}”: {meaning}").format(word=word, meaning=offered[place].words)
                self.change_map(translated(self.mapping, unknown, codes[place] or ""), said)

        question = _("{field}: what is “{word}”?").format(field=field_words(unknown.part, unknown.field), word=word)
        self.app.push_screen(Chooser(question, _where(unknown), offered), chosen)

    def _choose_kind(self, unknown: Unknown, word: str) -> None:
        phases: list[Phase | None] = [None, *Phase]
        offered = [
            Offered(_("a note, nothing else")),
            *(Offered(_("a note that moves the case to {phase}").format(phase=phase.label)) for phase in Phase),
        ]

        def chosen(place: int | None) -> None:
            if place is not None:
                said = _("“{word}”: {meaning}").format(word=word, meaning=offered[place].words)
                self.change_map(with_kind(self.mapping, unknown.value, phases[place]), said)

        question = _("What does an event “{word}” do?").format(word=word)
        self.app.push_screen(Chooser(question, _where(unknown), offered), chosen)

    # What the table does not say

    def choose_supposed(self, supposed: Supposition) -> None:
        """What is so for all cases of which the table does not say it; where a map cannot say it, all about it."""
        field = SAID_BY.get(supposed.what)
        if field is None:
            self.show_row(supposed.sentence)
        elif field in CODED:
            self._choose_for_all(supposed, field)
        else:
            self.app.push_screen(DayOfIntake(lambda day: self._say_for_all(field, day.isoformat(), day_text(day))))

    def _choose_for_all(self, supposed: Supposition, field: str) -> None:
        codes = list(CODED[field])

        def chosen(place: int | None) -> None:
            if place is not None:
                self._say_for_all(field, codes[place], codes[place].label)

        question = _("{field}: what is it {where}?").format(field=field_words("cases", field), where=_where(supposed))
        offered = [Offered(code.label, also=" ".join((code.value, *code.labels))) for code in codes]
        self.app.push_screen(Chooser(question, _("The table does not say it."), offered), chosen)

    def _say_for_all(self, field: str, value: str, words: str) -> None:
        said = _("{column}: {field}").format(column=field_words("cases", field), field=words)
        self.change_map(said_for_all(self.mapping, field, value), said)

    # A row

    def show_row(self, row: RowFate | str) -> None:
        """All that stands in a row, and what becomes of it; or a remark in full."""
        if self.source is None or self.must_stay_hidden():
            return
        cells = {} if isinstance(row, str) else rows_of(self.source).get((row.file, row.line), {})
        self.app.push_screen(RowFacts(row, cells))

    # The whole table

    def action_reading_order(self) -> None:
        """How days and numbers are read."""
        now = self.mapping.month_first, self.mapping.decimal

        def chosen(place: int | None) -> None:
            if place is not None and _WAYS[place] != now:
                month_first, decimal = _WAYS[place]
                said = reading_words(month_first, decimal)
                self.change_map(read_as(self.mapping, month_first=month_first, decimal=decimal), said)

        offered = [Offered(reading_words(*way)) for way in _WAYS]
        self.app.push_screen(Chooser(_("How are days and numbers written?"), "", offered, _WAYS.index(now)), chosen)

    def action_save_map(self) -> None:
        """Keep the map in a file."""
        if self.source:

            def done(path: Path) -> None:
                self.map_saved(path)
                self.say(_("Kept in {path}").format(path=from_home(path)))

            self.app.push_screen(SaveMap(self.kept_map, place_of_map(self.source.path), done))

    def action_load_map(self) -> None:
        """Take up a map from a file."""
        if self.source:
            self.app.push_screen(LoadMap(self.source.path.absolute().parent, self.take_map))


def _vocabulary(unknown: Unknown) -> type[Vocabulary]:
    coded = CODED if unknown.part == "cases" else EVENT_CODED
    return coded[unknown.field]


def _where(told: Unknown | Supposition) -> str:
    return _("in {lines}").format(lines=line_numbers(told.lines))
