"""Which column of a stranger's table is which field of ours, guessed from its head and its values.

A wrong guess is worse than none: a column that nobody takes is kept under its own name, a wrong one misleads. So a
head alone never decides: values that do not fit the field forbid it (`fitting`). The head's whole name goes before a
phrase in it, and that before what the values alone say.
"""

from store.exchange.importing.evidence import Values, decimal_sign, month_comes_first
from store.exchange.importing.fitting import Words, case_columns, without
from store.exchange.importing.heads import dated_heads, place_among, tells
from store.exchange.importing.logs import LONG_TEXT, find_log, lasting
from store.exchange.importing.mapping import CODED, DAYS, EVENT_CODED, ImportMap, Part
from store.exchange.importing.scores import score_word, scores_in, series_name
from store.exchange.importing.table import Table
from store.exchange.importing.words import CASE_WORDS, EVENT_WORDS, PHRASED
from store.language import _


def guess_map(table: Table) -> ImportMap:
    """A map of a table from its heads and values; what is not certain is left open."""
    every = {column: _values(table, column) for column in table.columns}
    days, common = dated_heads(table)
    seen = without(every, days)
    log = None if days else find_log(table, seen)
    if log:
        facts = case_columns(without(seen, log.who | log.events), is_log=True)
        cases, events = log.who | lasting(table, log.who, facts), log.events
    else:
        cases, events = case_columns(seen, is_log=False), {}
    scores = scores_in(without(seen, cases | events))
    (events if log else cases).update(dict.fromkeys(scores, "measure"))
    if log and set(cases.values()) == {"key"}:  # nothing of the cases but what they are known by
        cases, events = {}, dict.fromkeys(cases, "case") | events
    return ImportMap(
        month_first=month_comes_first(values for values in seen.values() if values.are(values.days)),
        decimal=decimal_sign(every.values(), table.form.delimiter),
        cases=Part(columns=cases),
        events=Part(columns=events),
        new_cases=bool(events) and not cases,
        days=days,
        series=series_name(table, [every[column] for column in days], common),
        improves={column: improves for column, improves in scores.items() if improves},
    )


def reason_of(table: Table, column: str, mapping: ImportMap) -> str:
    """Why a column was taken for what it is in a map, in words; empty when nothing speaks for it."""
    if column in mapping.days:
        return _("the head is a month or a day")
    field = mapping.events.columns.get(column, "")
    words: Words = EVENT_WORDS | {"case": CASE_WORDS["key"]}
    if not field:
        field, words = mapping.cases.columns.get(column, ""), CASE_WORDS
    if not field:
        return ""
    if place_among(column, words.get(field, ())) is not None or (field == "measure" and score_word(column)):
        return _("from the column heading")
    if field in PHRASED and tells(column, words.get(field, ())):
        return _("the head has the words")
    return _said_by_values(field, _values(table, column))


def _said_by_values(field: str, values: Values) -> str:
    coded = (EVENT_CODED | CODED).get(field)
    if coded and values.are(count := values.codes(coded), 0.5):
        said = _("{count} of {total} values looked at are known words")
    elif field in (*DAYS, "date") and values.are(count := values.days, 0.5):
        said = _("{count} of {total} values looked at are days")
    elif field == "measure" and values.are(count := values.numbers, 0.5):
        said = _("{count} of {total} values looked at are numbers")
    else:
        return _("the longest texts stand here") if field == "text" and values.typical_length >= LONG_TEXT else ""
    return said.format(count=count, total=len(values.some))


def _values(table: Table, column: str) -> Values:
    return Values([row.cells[column] for row in table.rows])
