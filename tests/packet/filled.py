"""Files of a case with a text in every field that holds one, whatever fields there are: a new one is covered too."""

import types
from dataclasses import fields
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from store.model.codes import SystemSize
from store.model.folder import Folder
from store.model.record import Record, build

WIB = timezone(timedelta(hours=7))
DAY = date(2026, 9, 17)
CODE = "K-2026-001"
WHO = "Zulkifli Harahap"
NAMED = frozenset({"alias", "aliases", "name", "client_name", "supervisor", "address"})
"""Fields that the register is drawn from: they hold a name of their own."""
IDS = frozenset({
    "id", "case_code", "code", "session", "goals", "tasks_done", "goal", "measure", "resource", "supervision", "ticks",
    "item", "quiet",
})  # fmt: skip
"""Fields that the program fills with ids and codes of its own."""


def filled_folder(text: str, **case: Any) -> Folder:
    """A file with one record of each kind, and this text in each of their fields but those that name somebody."""
    hints = get_type_hints(Folder)
    parts: dict[str, Any] = {
        name: (filled(get_args(hints[name])[0], text),) for name in (each.name for each in fields(Folder))
        if name not in ("case", "mask_words")
    }  # fmt: skip
    given = {"code": CODE, "size": SystemSize.FAMILY, "opened": DAY - timedelta(days=30), **case}
    return Folder(case=filled(hints["case"], text, **given), **parts)


def filled(model: type[Record], text: str, **given: Any) -> Any:
    """A record with this text in each of its fields, and the same day in each that holds one."""
    values = {
        name: given[name] if name in given else _value(name, field.annotation, text)
        for name, field in model.model_fields.items()
    }
    return build(model, values)


def _value(name: str, kind: Any, text: str) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _value(name, next(each for each in inside if each is not type(None)), text)
    if origin is tuple:
        return (_value(name, inside[0], text),)
    if origin is dict:
        return {}
    if kind is str:
        return "id" if name in IDS else WHO if name in NAMED else text
    if kind in (bool, float, int):
        return {bool: True, float: 1.0, int: 1}[kind]
    if kind is date:
        return DAY
    if kind is datetime:
        return datetime(DAY.year, DAY.month, DAY.day, 10, 15, tzinfo=WIB)
    if issubclass(kind, Enum):
        return next(iter(kind))
    assert issubclass(kind, BaseModel), (name, kind)
    return filled(kind, text)  # type: ignore[arg-type]
